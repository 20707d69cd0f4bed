package registry

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Resident is the kind of somebody who lives in a village of the health centre,
// whatever programme knows them. Mother and Baby are residents too: those words
// only tell which programme met them first.
const Resident = "resident"

// Lives reports whether a kind of person belongs to the register of residents:
// recipients, workers and others are known by name for one purpose only.
func Lives(kind string) bool { return kind == Resident || kind == Mother || kind == Baby }

// More states of a person's record, beside Active and Erased.
const (
	Dead   = "dead"
	Moved  = "moved"
	Merged = "merged"
)

// The relations to the head of the household, as a family card tells them.
const (
	HeadOfHousehold = "head"
	Spouse          = "spouse"
	Child           = "child"
	Parent          = "parent"
	Grandchild      = "grandchild"
	OtherRelative   = "other_relative"
	NoRelative      = "no_relative"
)

// Relations lists them.
var Relations = []string{HeadOfHousehold, Spouse, Child, Parent, Grandchild, OtherRelative, NoRelative}

// sealedHouse and sealedHousehold are the table names of their versions.
const (
	sealedHouse     = "house"
	sealedHousehold = "household"
)

// HouseDetail is where a house stands and how one gets there: sealed.
type HouseDetail struct {
	// Hamlet is the dusun or the street's part of the village.
	Hamlet string `json:"hamlet,omitempty"`
	// RT and RW are three digits each, as text.
	RT       string `json:"rt,omitempty"`
	RW       string `json:"rw,omitempty"`
	Street   string `json:"street,omitempty"`
	Landmark string `json:"landmark,omitempty"`
	// Directions tell in the villagers' words how to get there.
	Directions string    `json:"directions,omitempty"`
	Home       geo.Point `json:"home,omitzero"`
	// Photos are hashes of blobs: the way, the gate.
	Photos []string `json:"photos,omitempty"`
}

// House is a house with its code; the sticker on its wall carries the code.
type House struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	// Code is as 07-0423-5: see HouseCode.
	Code    string `db:"code" json:"code"`
	Village string `db:"village" json:"village"`
	// Group is the group of ten houses it belongs to, or none.
	Group         ident.ID    `db:"ten_house_group" json:"ten_house_group,omitempty"`
	HiddenAddress bool        `db:"hidden_address" json:"hidden_address"`
	HasPoint      bool        `db:"has_point" json:"has_point"`
	Detail        journal.Ref `db:"detail,json" json:"-"`
	Seq           int64       `db:"seq" json:"-"`
}

// HouseholdDetail is what is personal of a household: sealed.
type HouseholdDetail struct {
	// KK is the number of the family card, 16 digits, or empty.
	KK string `json:"kk,omitempty"`
	// PovertyLetter is the number of the village's letter (SKTM or SPM), PovertyLetterBy who wrote it.
	PovertyLetter   string `json:"poverty_letter,omitempty"`
	PovertyLetterBy string `json:"poverty_letter_by,omitempty"`
}

// The states of a household.
const (
	Present = "present"
	Left    = "left"
)

// Household is a family that lives and cooks together in one house.
type Household struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	House    ident.ID `db:"house" json:"house"`
	Head     ident.ID `db:"head" json:"head,omitempty"`
	KKHash   string   `db:"kk_hash" json:"-"`
	// Decile is 1 to 10 of the national socio-economic data (DTSEN), 0 when not
	// known; DecileSource says whose figure in one word (dtsen, dtks, village), DecileOn of which day. Not to be in it
	// never refuses a visit.
	Decile       int64  `db:"decile" json:"decile,omitempty"`
	DecileSource string `db:"decile_source" json:"decile_source,omitempty"`
	DecileOn     string `db:"decile_on" json:"decile_on,omitempty"`
	// PovertyLetterOn is the day of the village's letter, empty when there is none.
	PovertyLetterOn string      `db:"poverty_letter_on" json:"poverty_letter_on,omitempty"`
	State           string      `db:"state" json:"state"`
	Detail          journal.Ref `db:"detail,json" json:"-"`
	Seq             int64       `db:"seq" json:"-"`
}

// Posyandu is a monthly integrated post of a village.
type Posyandu struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Village  string   `db:"village" json:"village"`
	Name     string   `db:"name" json:"name"`
	// OpenDay is the day of the month it opens on, 1 to 31; 0 when not known.
	OpenDay int64      `db:"open_day" json:"open_day"`
	Cadres  []ident.ID `db:"cadres,json" json:"cadres"`
	Closed  bool       `db:"closed" json:"closed,omitempty"`
}

// Audiences shows a posyandu to the facility and its village.
func (p Posyandu) Audiences() []string { return []string{"f", "v:" + p.Village} }

// TenHouseGroup is a dasawisma: about ten houses with their cadre.
type TenHouseGroup struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Village  string   `db:"village" json:"village"`
	Cadre    ident.ID `db:"cadre" json:"cadre,omitempty"`
	Closed   bool     `db:"closed" json:"closed,omitempty"`
	// Detail is its name, sealed: most are called after the woman who leads them.
	Detail journal.Ref `db:"detail,json" json:"-"`
}

// Audiences shows a group to the facility and its village.
func (g TenHouseGroup) Audiences() []string { return []string{"f", "v:" + g.Village} }

// LifeEvent is one line of a life as the register knows it.
type LifeEvent struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Person   ident.ID `db:"person" json:"person"`
	// What is one of the words of life.go.
	What string `db:"what" json:"what"`
	// On is the civil day it happened, as it was told.
	On         string          `db:"happened_on" json:"on,omitempty"`
	RecordedAt instant.Instant `db:"recorded_at" json:"recorded_at"`
	Actor      string          `db:"actor" json:"-"`
	Approver   string          `db:"approver" json:"-"`
	Retracted  bool            `db:"retracted" json:"retracted,omitempty"`
	// Before is what stood in the person's row before it, for taking it back.
	Before LifeState `db:"before,json" json:"-"`
	// About is the record that was named, when another one it is merged into changed.
	About ident.ID `db:"about" json:"about,omitempty"`
	Seq   int64    `db:"seq" json:"-"`
}

// The verdicts on a pair.
const (
	Doubtful  = "doubtful"
	Same      = "same"
	Different = "different"
)

// Pair is two records that may be one person, and what somebody judged of them.
type Pair struct {
	Facility ident.ID        `db:"facility_id" json:"-"`
	ID       ident.ID        `db:"id" json:"id"`
	One      ident.ID        `db:"one" json:"one"`
	Other    ident.ID        `db:"other" json:"other"`
	Verdict  string          `db:"verdict" json:"verdict"`
	Reasons  []string        `db:"reasons,json" json:"reasons"`
	At       instant.Instant `db:"at" json:"at"`
	Actor    string          `db:"actor" json:"-"`
}

// ConsentText is one version of what people are asked to agree to.
type ConsentText struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	// ID is "purpose/version".
	ID      ident.ID `db:"id" json:"id"`
	Purpose string   `db:"purpose" json:"purpose"`
	Version string   `db:"version" json:"version"`
	// Basis is the ground in law (UU 27/2022 article 20): consent, public_task, legal_duty or vital_interest.
	Basis       string          `db:"basis" json:"basis"`
	Wording     string          `db:"wording" json:"wording"`
	PublishedAt instant.Instant `db:"published_at" json:"published_at"`
	PublishedBy string          `db:"published_by" json:"-"`
}

// personPhone is a further number of one person, by its keyed hash.
type personPhone struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Person   ident.ID `db:"person"`
	Hash     string   `db:"hash"`
}

// The tables of the register.
var (
	Houses       = store.NewTable[House]("house", store.Derived)
	Households   = store.NewTable[Household]("household", store.Derived)
	Posyandus    = store.NewTable[Posyandu]("posyandu", store.Derived)
	Groups       = store.NewTable[TenHouseGroup]("ten_house_group", store.Derived)
	LifeEvents   = store.NewTable[LifeEvent]("life_event", store.Derived)
	Pairs        = store.NewTable[Pair]("judged_pair", store.Derived)
	ConsentTexts = store.NewTable[ConsentText]("consent_text", store.Derived)
	personPhones = store.NewTable[personPhone]("person_phone", store.Derived)
)

// Row is one person with their household as a sheet, a page of a notebook or a
// letter from another health centre tells of them: what the verb
// registry.enter_rows takes, up to 200 at a time. Everything but the name may be
// empty. Rows that tell the same KK, or the same House and Household, are one
// household; the first of them makes it.
type Row struct {
	// Person is given by whoever knows the record already; empty: found or made.
	Person    ident.ID `json:"person,omitempty"`
	Household ident.ID `json:"household,omitempty"`

	Name        string   `json:"name" max:"120"`
	NIK         string   `json:"nik,omitempty" max:"30"`
	Phones      []string `json:"phones,omitempty" max:"40"`
	Born        string   `json:"born,omitempty" max:"10"`
	BornGuessed bool     `json:"born_guessed,omitempty"`
	Sex         string   `json:"sex,omitempty" max:"10"`
	// Relation is to the head of the household; Mother the mother's name as told.
	Relation   string `json:"relation,omitempty" max:"20"`
	Mother     string `json:"mother,omitempty" max:"120"`
	MotherNIK  string `json:"mother_nik,omitempty" max:"30"`
	Due        string `json:"due,omitempty" max:"10"`
	LivesAlone bool   `json:"lives_alone,omitempty"`
	Disabled   bool   `json:"disabled,omitempty"`
	Insurance  string `json:"insurance,omitempty" max:"20"`
	// Languages are codes (id, jv, su, osi, mad), the best understood first.
	Languages string `json:"languages,omitempty" max:"30"`

	KK              string `json:"kk,omitempty" max:"30"`
	Decile          int64  `json:"decile,omitempty"`
	DecileSource    string `json:"decile_source,omitempty" max:"40"`
	DecileOn        string `json:"decile_on,omitempty" max:"10"`
	PovertyLetter   string `json:"poverty_letter,omitempty" max:"60"`
	PovertyLetterOn string `json:"poverty_letter_on,omitempty" max:"10"`
	PovertyLetterBy string `json:"poverty_letter_by,omitempty" max:"60"`

	// House is a house's code when it is known; else a house is made from the rest.
	House         string    `json:"house,omitempty" max:"20"`
	Village       string    `json:"village,omitempty" max:"20"`
	Hamlet        string    `json:"hamlet,omitempty" max:"80"`
	RT            string    `json:"rt,omitempty" max:"5"`
	RW            string    `json:"rw,omitempty" max:"5"`
	Street        string    `json:"street,omitempty" max:"200"`
	Landmark      string    `json:"landmark,omitempty" max:"200"`
	Directions    string    `json:"directions,omitempty" max:"500"`
	Home          geo.Point `json:"home,omitzero"`
	HiddenAddress bool      `json:"hidden_address,omitempty"`
	// Posyandu and Group are ids of registered ones.
	Posyandu ident.ID `json:"posyandu,omitempty"`
	Group    ident.ID `json:"ten_house_group,omitempty"`
}
