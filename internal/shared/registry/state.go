package registry

import (
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Facility is a health centre as its people and pages know it.
type Facility struct {
	ID ident.ID `db:"facility_id" json:"id"`
	// Self is the ID again: a facility is the one row of its own table.
	Self ident.ID `db:"id" json:"-"`
	// Slug stands in addresses: a to z, 0 to 9 and dashes.
	Slug string `db:"slug" json:"slug"`
	Name string `db:"name" json:"name"`
	// Zone is an IANA time zone, as Asia/Jakarta.
	Zone string `db:"zone" json:"zone"`
	// Demo facilities are invented; every page of theirs says so.
	Demo bool `db:"demo" json:"demo"`
	// ServicePhone is the desk's number (E.164), EmergencyNumber what to dial for an ambulance (119).
	ServicePhone    string `db:"service_phone" json:"service_phone"`
	EmergencyNumber string `db:"emergency_number" json:"emergency_number"`
}

// Location is the facility's time zone; WIB where this machine does not know it.
func (f Facility) Location() *time.Location {
	if zone, err := time.LoadLocation(f.Zone); err == nil && f.Zone != "" {
		return zone
	}
	return time.FixedZone("WIB", 7*3600)
}

// Village is a desa or kelurahan that the facility serves. ID is its code of the
// Ministry of Home Affairs (33.13.14.2001); the point is its middle, no home.
type Village struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Name     string   `db:"name" json:"name"`
	Lat      float64  `db:"lat" json:"lat"`
	Lon      float64  `db:"lon" json:"lon"`
}

// Audiences shows villages to the facility and to those who serve them.
func (v Village) Audiences() []string { return []string{"f", "v:" + string(v.ID)} }

// The kinds of person. One and the same human may stand here twice, for what a
// family tells of a mother and what a health centre knows of its worker differ.
const (
	Mother    = "mother"
	Baby      = "baby"
	Recipient = "recipient"
	Worker    = "worker"
	Other     = "other"
)

// The states of a person's record.
const (
	Active = "active"
	Erased = "erased"
)

// sealedPerson is the table name of the versions of a Detail.
const sealedPerson = "person"

// Detail is all that is personal: sealed, never in an event or a derived column.
type Detail struct {
	Name string `json:"name"`
	// Phone is E.164; empty where there is none. More are further numbers.
	Phone string   `json:"phone,omitempty"`
	More  []string `json:"more_phones,omitempty"`
	// NIK is 16 digits; empty where there is none.
	NIK        string    `json:"nik,omitempty"`
	Address    string    `json:"address,omitempty"`
	Directions string    `json:"directions,omitempty"`
	Home       geo.Point `json:"home,omitzero"`
	// Insurance is the number of the health insurance (BPJS, 13 digits), as told.
	Insurance string `json:"insurance,omitempty"`
	// MotherName is the mother's name as told, where she has no record here.
	MotherName string `json:"mother_name,omitempty"`
	// Relation is what a recipient is to the family, in the mother's own words.
	Relation string `json:"relation,omitempty"`
}

// Person is what the tables know of somebody: nothing that names them.
type Person struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Kind     string   `db:"kind" json:"kind"`
	// Village is its code; empty when not known.
	Village string `db:"village" json:"village"`
	// Born is YYYY-MM-DD or empty; Sex is female, male or empty.
	Born      string `db:"born" json:"born"`
	Sex       string `db:"sex" json:"sex"`
	PhoneHash string `db:"phone_hash" json:"-"`
	NIKHash   string `db:"nik_hash" json:"-"`
	State     string `db:"state" json:"state"`
	// HiddenAddress: nobody but the desk may learn where she lives; she is met elsewhere.
	HiddenAddress bool        `db:"hidden_address" json:"hidden_address"`
	Detail        journal.Ref `db:"detail,json" json:"-"`

	// Household and Relation (to its head) are empty for who is known without one.
	Household ident.ID `db:"household" json:"household,omitempty"`
	Relation  string   `db:"relation" json:"relation,omitempty"`
	// Mother is who bore the child; Guardian decides for it, when that is not the mother.
	Mother   ident.ID `db:"mother" json:"mother,omitempty"`
	Guardian ident.ID `db:"guardian" json:"guardian,omitempty"`
	Posyandu ident.ID `db:"posyandu" json:"posyandu,omitempty"`
	// Group is the group of ten houses of the house she lives in.
	Group ident.ID `db:"ten_house_group" json:"ten_house_group,omitempty"`
	// BornGuessed: nobody knows the day; it was reckoned from an age.
	BornGuessed bool `db:"born_guessed" json:"born_guessed,omitempty"`
	// Due is the day a birth is expected on (YYYY-MM-DD), empty: not known to be pregnant.
	Due        string `db:"due" json:"due,omitempty"`
	Alone      bool   `db:"lives_alone" json:"lives_alone,omitempty"`
	Disabled   bool   `db:"disabled" json:"disabled,omitempty"`
	InHospital bool   `db:"in_hospital" json:"in_hospital,omitempty"`
	// Quiet: somebody close has died; until a person has been there the machine says nothing.
	Quiet bool `db:"quiet" json:"quiet,omitempty"`
	// StateOn is the day of the death or the move; MergedInto the record that stands for this one.
	StateOn    string   `db:"state_on" json:"state_on,omitempty"`
	MergedInto ident.ID `db:"merged_into" json:"merged_into,omitempty"`
	// Languages are codes, the best understood first, with commas.
	Languages string `db:"languages" json:"languages,omitempty"`
	// Seq is the event that touched the row last: readers catch up by it.
	Seq int64 `db:"seq" json:"-"`
}

// Audiences shows residents to those who serve their village. The desk asks
// instead of holding everybody; who is dead or has moved away has left the
// village's phones.
func (p Person) Audiences() []string {
	if !Lives(p.Kind) || p.Village == "" || p.State != Active {
		return nil
	}
	return []string{"v:" + p.Village}
}

// Consent is one answer to one text. The newest of a purpose counts.
type Consent struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Person   ident.ID `db:"person" json:"person"`
	// Purpose is what was asked for, as "milk" or "tracking".
	Purpose string `db:"purpose" json:"purpose"`
	// TextVersion names the text that was shown.
	TextVersion string `db:"text_version" json:"text_version"`
	Given       bool   `db:"given" json:"given"`
	// How is page, paper, spoken, thumbprint, signature, witness or voice; ByWhom self, guardian or representative.
	How    string `db:"how" json:"how"`
	ByWhom string `db:"by_whom" json:"by_whom"`
	// Guardian is who answered for a child, when registered.
	Guardian   ident.ID        `db:"guardian" json:"guardian,omitempty"`
	At         instant.Instant `db:"at" json:"at"`
	RecordedBy string          `db:"recorded_by" json:"-"`
	// Witness stood by; Proof is the hash of a signature, a thumbprint or a recording.
	Witness ident.ID `db:"witness" json:"witness,omitempty"`
	Proof   string   `db:"proof" json:"proof,omitempty"`
}

// The tables of this room.
var (
	Facilities = store.NewTable[Facility]("facility_info", store.Derived)
	Villages   = store.NewTable[Village]("village", store.Derived)
	People     = store.NewTable[Person]("person", store.Derived)
	Consents   = store.NewTable[Consent]("consent", store.Derived)
)
