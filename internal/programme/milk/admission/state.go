package admission

import (
	"sambang/internal/calc/waiting"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/policy"
)

// The states of an application. Repeated is one that was asked with again from the
// public page: nothing of it is kept but that it came.
const (
	Waiting   = "waiting"
	Prepared  = "prepared"
	Admitted  = "admitted"
	Refused   = "refused"
	Withdrawn = "withdrawn"
	Repeated  = "repeated"
)

// The doors an application comes in by.
const (
	ByPage  = "page"
	ByCadre = "cadre"
	ByDesk  = "desk"
)

// Settings are the rules of admission; the head may change them.
type Settings struct {
	// MothersPerCourier is the ceiling (programme: three couriers, 15 mothers).
	MothersPerCourier int64 `json:"mothers_per_courier"`
	// BabyMonths: the baby is younger than that when she asks and when she is taken in.
	BabyMonths int64 `json:"baby_months"`
	// Weights are the published formula of the order.
	Weights waiting.Weights `json:"weights"`
	// MoveMinutes is how far from the hour that was looked at another may be offered to
	// her, at the most and within the hours she works: our own proposal, two hours.
	MoveMinutes int64 `json:"move_minutes"`
}

// Policy is the section of admission in the facility's policy.
var Policy = policy.Define("admission", Settings{MothersPerCourier: 5, BabyMonths: 6, Weights: waiting.Default(), MoveMinutes: 120})

// Check wants figures that make sense.
func (s Settings) Check() *fault.Error {
	w := s.Weights
	switch {
	case s.MothersPerCourier < 0 || s.MothersPerCourier > 50:
		return fault.BadField("policy.bad_document", "mothers_per_courier")
	case s.BabyMonths < 1 || s.BabyMonths > 24:
		return fault.BadField("policy.bad_document", "baby_months")
	case min(w.Day, w.Week, w.Near, w.Far, w.Left) < 0 || max(w.Day, w.Week, w.Near, w.Left) > 10_000 || w.Far > 1_000_000:
		return fault.BadField("policy.bad_document", "weights")
	case s.MoveMinutes < 0 || s.MoveMinutes > 480:
		return fault.BadField("policy.bad_document", "move_minutes")
	}
	return nil
}

// Baby is who the milk is for.
type Baby struct {
	ID   ident.ID `json:"id"`
	Born string   `json:"born"`
}

// Application is the row of one.
type Application struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Number   int64    `db:"number"`
	Mother   ident.ID `db:"mother"`
	Babies   []Baby   `db:"babies,json"`
	Village  string   `db:"village"`
	State    string   `db:"state"`
	Channel  string   `db:"channel"`
	// Detail is the sealed Detail.
	Detail journal.Ref `db:"detail,json"`
	// Days are those on which the milk is to be fetched, 1 Monday to 7 Sunday; From and
	// To (15:04) the hours she works.
	Days   []int64 `db:"days,json"`
	From   string  `db:"from_hour"`
	To     string  `db:"to_hour"`
	Hidden bool    `db:"hidden"`
	// Metres is the likely way by road in whole hundreds; waiting.Unknown: not known.
	Metres     int64           `db:"metres"`
	PledgeText string          `db:"pledge_text"`
	PledgeHow  string          `db:"pledge_how"`
	AppliedAt  instant.Instant `db:"applied_at"`
	AppliedOn  string          `db:"applied_on"`
	// Posyandu is yes, not_yet or empty: nobody has said.
	Posyandu   string          `db:"posyandu"`
	PosyanduOn string          `db:"posyandu_on"`
	PosyanduBy ident.ID        `db:"posyandu_by"`
	PreparedBy ident.ID        `db:"prepared_by"`
	PreparedAt instant.Instant `db:"prepared_at"`
	DecidedBy  ident.ID        `db:"decided_by"`
	DecidedAt  instant.Instant `db:"decided_at"`
	// Reason is why not, or how she took it back; Note the sealed text beside it.
	Reason string      `db:"reason"`
	Note   journal.Ref `db:"note,json"`
	// Passed are those before her whom the head has passed over, PassReason why, sealed.
	Passed     []ident.ID  `db:"passed,json"`
	PassReason journal.Ref `db:"pass_reason,json"`
	Place      ident.ID    `db:"place"`
	// SameAs is the application that a repeated one was found to be.
	SameAs        ident.ID `db:"same_as"`
	PolicyVersion int64    `db:"policy_version"`
}

// Applications is the table.
var Applications = store.NewTable[Application]("milk_application", store.Derived)

// Open reports whether it still waits for a decision.
func (a Application) Open() bool { return a.State == Waiting || a.State == Prepared }

// Audiences shows an application to the desk and, while it is open or has led to a
// place, to who serves the village.
func (a Application) Audiences() []string {
	switch {
	case a.State == Repeated:
		return nil
	case a.Open() || a.State == Admitted:
		return []string{"f", "v:" + a.Village}
	}
	return []string{"f"}
}

// youngest is the last born of the babies.
func (a Application) youngest() string {
	born := ""
	for _, b := range a.Babies {
		born = max(born, b.Born)
	}
	return born
}

// Detail is what is sealed of an application.
type Detail struct {
	Pickup     dispatch.Place `json:"pickup"`
	Finish     dispatch.Place `json:"finish"`
	Recipients []milk.Named   `json:"recipients"`
	// Helper is who wrote for her, as told.
	Helper string `json:"helper,omitempty"`
}

// metres is the likely way by road in whole hundreds of metres, so that no home can
// be reckoned from it; waiting.Unknown until both points are known.
func (d Detail) metres() int64 {
	from, to := d.Pickup.Point(), d.Finish.Point()
	if from.IsZero() || to.IsZero() {
		return waiting.Unknown
	}
	return (int64(from.RoadMetres(to)) + 50) / 100 * 100
}

// sealedAs is the kind under which a Detail is sealed.
const sealedAs = "milk_application"
