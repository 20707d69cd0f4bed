package workforce

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The courses of the program; a health centre may have more (policy "training").
const (
	MilkHandling        = "milk_handling"        // of those who carry milk
	BabyMassage         = "baby_massage"         // of cadres
	GroupLeading        = "group_leading"        // of cadres who lead a support group
	BreastfeedingBasics = "breastfeeding_basics" // of sellers who hand out leaflets
	BiscuitBaking       = "biscuit_baking"       // of sellers who bake with moringa and katuk leaves
	BreastMassage       = "breast_massage"       // of mbok jamu: back and breast
	PatientTransport    = "patient_transport"    // of drivers
)

// Seller is the kind of those who carry the campaign on their rounds: they have no role
// and no account.
const Seller = "seller"

// The states of a worker.
const (
	Active    = "active"
	Suspended = "suspended"
)

// Worker is somebody who works for the facility. Its id is also the id of the
// person in the registry who has the name and the phone.
type Worker struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Kinds are courier, midwife, cadre, desk, driver, doctor, nurse, seller.
	Kinds []string `db:"kinds,json"`
	// Villages are the codes of those a midwife or cadre serves.
	Villages []string `db:"villages,json"`
	State    string   `db:"state"`
	// Licence is the sealed number under which a health worker practises, or none.
	Licence journal.Ref `db:"licence,json"`
}

// Colleagues is the audience of the facility's couriers, who hand bags to each other.
const Colleagues = "c"

// EveryVillage is the audience of the facility's midwives and cadres, whichever village
// they serve: for words that are the same everywhere. A village that is served later is in
// it from its first day.
const EveryVillage = "e"

// Audiences shows a worker to the desk and to themselves, and a courier who is
// not suspended to the other couriers.
func (w Worker) Audiences() []string {
	keys := []string{"f", "w:" + string(w.ID)}
	if w.Is("courier") && w.State == Active {
		keys = append(keys, Colleagues)
	}
	return keys
}

// Is reports whether the worker is of a kind.
func (w Worker) Is(kind string) bool { return slices.Contains(w.Kinds, kind) }

// Certificate is a course passed. Days are YYYY-MM-DD, both included.
type Certificate struct {
	Facility    ident.ID        `db:"facility_id"`
	ID          ident.ID        `db:"id"`
	Worker      ident.ID        `db:"worker"`
	Course      string          `db:"course"`
	Number      string          `db:"number"`
	ValidFrom   string          `db:"valid_from"`
	ValidTo     string          `db:"valid_to"`
	WithdrawnAt instant.Instant `db:"withdrawn_at"`
	// Assessor is the worker who examined, Outside the sealed name of somebody who
	// does not work here.
	Assessor ident.ID    `db:"assessor"`
	Outside  journal.Ref `db:"outside,json"`
	// Score is 0 to 100, or NoScore.
	Score int64 `db:"score"`
	// Warned is the last warning before the end, in days; 0: none yet.
	Warned int64 `db:"warned"`
	// Year and N are its place in the register: the N-th of the health centre's that year;
	// 0: it is older than the register.
	Year int64 `db:"year"`
	N    int64 `db:"n"`
	// WithdrawnBy is who took it back, WithdrawnWhy their sealed reason: both stay on
	// record when it was given back.
	WithdrawnBy  ident.ID    `db:"withdrawn_by"`
	WithdrawnWhy journal.Ref `db:"withdrawn_why,json"`
	// Appeal is how an appeal against that stands: Appealed, Upheld, Restored, or none.
	Appeal       string          `db:"appeal"`
	AppealedAt   instant.Instant `db:"appealed_at"`
	AppealedBy   ident.ID        `db:"appealed_by"`
	AppealWords  journal.Ref     `db:"appeal_words,json"`
	SettledAt    instant.Instant `db:"settled_at"`
	SettledBy    ident.ID        `db:"settled_by"`
	SettledWords journal.Ref     `db:"settled_words,json"`
}

// How an appeal against a withdrawal stands.
const (
	Appealed = "appealed" // somebody else has to decide
	Upheld   = "upheld"   // it stays withdrawn
	Restored = "restored" // it counts again
)

// NoScore stands where a course gives no score.
const NoScore = -1

// On reports whether the certificate is valid on a civil day.
func (c Certificate) On(day string) bool {
	return c.WithdrawnAt.IsZero() && within(day, c.ValidFrom, c.ValidTo)
}

// Appointment is a letter by which the facility takes somebody on.
type Appointment struct {
	Facility  ident.ID `db:"facility_id"`
	ID        ident.ID `db:"id"`
	Worker    ident.ID `db:"worker"`
	Number    string   `db:"number"`
	ValidFrom string   `db:"valid_from"`
	ValidTo   string   `db:"valid_to"`
}

// On reports whether the letter is valid on a civil day.
func (a Appointment) On(day string) bool { return within(day, a.ValidFrom, a.ValidTo) }

// Shift is when a worker is on duty: from Starts on, until before Ends. There is
// one a day; Day is the civil day it starts on.
type Shift struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Worker   ident.ID        `db:"worker"`
	Day      string          `db:"day"`
	Starts   instant.Instant `db:"starts_at"`
	Ends     instant.Instant `db:"ends_at"`
}

// Grant is a role held by an account, or by a worker whatever the account, from
// a day to a day (empty: open).
type Grant struct {
	Facility  ident.ID        `db:"facility_id"`
	ID        ident.ID        `db:"id"`
	Account   ident.ID        `db:"account"`
	Worker    ident.ID        `db:"worker"`
	Role      access.Role     `db:"role"`
	From      string          `db:"from_day"`
	To        string          `db:"to_day"`
	ActingFor ident.ID        `db:"acting_for"`
	EndedAt   instant.Instant `db:"ended_at"`
}

// On reports whether the role is held on a civil day.
func (g Grant) On(day string) bool { return g.EndedAt.IsZero() && within(day, g.From, g.To) }

// StaffAccount is what the facility knows of an account; without an account of
// their own, a worker's roles stand under the worker's id.
type StaffAccount struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Worker   ident.ID `db:"worker"`
}

// Audiences shows accounts to the desk.
func (StaffAccount) Audiences() []string { return []string{"f"} }

// The states of a phone: it waits for its first position, or is shut out.
const (
	PhoneWaiting = "waiting"
	PhoneBlocked = "blocked"
)

// Phone is a device that reports a worker's positions. Its secrets follow from
// its id and generation; blocking raises the generation.
type Phone struct {
	Facility   ident.ID    `db:"facility_id"`
	ID         ident.ID    `db:"id"`
	Worker     ident.ID    `db:"worker"`
	Kind       string      `db:"kind"` // traccar, owntracks or app
	State      string      `db:"state"`
	Generation int64       `db:"generation"`
	Label      journal.Ref `db:"label,json"`
	// Brand is the maker, for advice when it falls silent: one of Brands, or empty.
	Brand string `db:"brand"`
}

// Brands are the makers whose phones stop an app in the background each in its own
// way (see docs/phones.md); what is none of them is other.
var Brands = []string{"samsung", "xiaomi", "oppo", "realme", "vivo", "infinix", "huawei", "iphone", "other"}

// Audiences shows a phone to the desk and to its worker.
func (p Phone) Audiences() []string { return []string{"f", "w:" + string(p.Worker)} }

// The tables of this room.
var (
	Workers      = store.NewTable[Worker]("worker", store.Derived)
	Certificates = store.NewTable[Certificate]("certificate", store.Derived)
	Appointments = store.NewTable[Appointment]("appointment", store.Derived)
	Shifts       = store.NewTable[Shift]("shift", store.Derived)
	Grants       = store.NewTable[Grant]("role_grant", store.Derived)
	Accounts     = store.NewTable[StaffAccount]("staff_account", store.Derived)
	Phones       = store.NewTable[Phone]("phone", store.Derived)
)

// within reports whether a civil day lies between two, both included; an empty
// end is open. Days as YYYY-MM-DD compare as text.
func within(day, from, to string) bool { return from <= day && (to == "" || day <= to) }
