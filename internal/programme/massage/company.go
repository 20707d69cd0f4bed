package massage

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// Accompany names who comes along to a visit, or somebody else than before: verb
// massage.accompany. It takes that time of hers like a visit of her own.
type Accompany struct {
	Booking   ident.ID `json:"booking"`
	Companion ident.ID `json:"companion"`
}

// Unaccompany takes it back: verb massage.unaccompany.
type Unaccompany struct {
	Booking ident.ID `json:"booking"`
}

// Subject is the booking.
func (b Accompany) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b Unaccompany) Subject() ident.ID { return b.Booking }

// Check wants a booking and a worker.
func (b Accompany) Check() *fault.Error {
	if b.Companion == "" {
		return fault.BadField("body.required", "companion")
	}
	return wanted(b.Booking)
}

// Check wants a booking.
func (b Unaccompany) Check() *fault.Error { return wanted(b.Booking) }

// AccompaniedEvent is the event of somebody who comes along, to the slot as it is now.
type AccompaniedEvent struct {
	Company   ident.ID        `json:"company"`
	Booking   ident.ID        `json:"booking"`
	Companion ident.ID        `json:"companion"`
	Cadre     ident.ID        `json:"cadre"`
	Day       string          `json:"day"`
	From      instant.Instant `json:"from"`
	To        instant.Instant `json:"to"`
}

// CompanyEndedEvent is the event of somebody who does not come along any more.
type CompanyEndedEvent struct {
	Company ident.ID `json:"company"`
	Booking ident.ID `json:"booking"`
	Why     string   `json:"why"`
}

// Why somebody does not come along any more.
const (
	CompanyOver   = "over"     // the visit was
	CompanyDesk   = "desk"     // taken back
	CompanyOther  = "replaced" // somebody else comes along
	CompanyMoved  = "moved"    // the visit has another slot, or none
	CompanyEnded  = "ended"    // there is no visit
	CompanyAbsent = "absent"   // she cannot come on that day
)

// Company is one who comes along to a visit: each naming is a row of its own, so that whoever
// was to come reads that she does not.
type Company struct {
	Facility  ident.ID        `db:"facility_id"`
	ID        ident.ID        `db:"id"`
	Booking   ident.ID        `db:"booking"`
	Companion ident.ID        `db:"companion"`
	Cadre     ident.ID        `db:"cadre"` // whom she accompanies
	Day       string          `db:"day"`
	From      instant.Instant `db:"starts_at"`
	To        instant.Instant `db:"ends_at"`
	SaidAt    instant.Instant `db:"said_at"`
	EndedAt   instant.Instant `db:"ended_at"`
	// Why is why it ended: CompanyOver ...
	Why string `db:"why"`
}

// Audiences are the desk and the two: the family is not told who comes along.
func (c Company) Audiences() []string {
	return []string{"f", "w:" + string(c.Companion), "w:" + string(c.Cadre)}
}

// Takes reports whether that time is hers no more.
func (c Company) Takes() bool { return c.EndedAt.IsZero() || c.Why == CompanyOver }

// Companies is the table of them.
var Companies = store.NewTable[Company]("massage_company", store.Derived)

func applyAccompanied(tx *store.Tx, m journal.Meta, e AccompaniedEvent) error {
	return Companies.Put(tx, Company{Facility: m.Facility, ID: e.Company, Booking: e.Booking, Companion: e.Companion, Cadre: e.Cadre, Day: e.Day, From: e.From, To: e.To, SaidAt: m.RecordedAt})
}

func applyCompanyEnded(tx *store.Tx, m journal.Meta, e CompanyEndedEvent) error {
	c, found, err := Companies.Get(tx, m.Facility, e.Company)
	if err != nil || !found {
		return err
	}
	c.EndedAt, c.Why = m.RecordedAt, e.Why
	return Companies.Put(tx, c)
}

// companyOf is who comes along to a visit at present; no ID: nobody.
func companyOf(q journal.Query, booking ident.ID) (c Company, err error) {
	all, err := Companies.Where(q.Tx, "facility_id = $1 AND booking = $2 AND ended_at = 0 ORDER BY id", q.Facility, booking)
	if len(all) > 0 {
		c = all[0]
	}
	return c, err
}

// CompanyView is somebody who comes along, as the desk and the two see it: whose home it is and
// where, as long as there is a way to it; no children and no answers.
type CompanyView struct {
	ID            ident.ID        `json:"id"`
	Booking       ident.ID        `json:"booking"`
	Companion     ident.ID        `json:"companion"`
	CompanionName string          `json:"companion_name"`
	Cadre         ident.ID        `json:"cadre"`
	CadreName     string          `json:"cadre_name"`
	ParentName    string          `json:"parent_name,omitempty"`
	Village       string          `json:"village,omitempty"`
	Place         dispatch.Place  `json:"place,omitzero"`
	Day           string          `json:"day"`
	From          instant.Instant `json:"from"`
	To            instant.Instant `json:"to"`
	SaidAt        instant.Instant `json:"said_at"`
	EndedAt       instant.Instant `json:"ended_at,omitzero"`
	Why           string          `json:"why,omitempty"`
}

func showCompany(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Companies.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := CompanyView{ID: c.ID, Booking: c.Booking, Companion: c.Companion, Cadre: c.Cadre, Day: c.Day, From: c.From, To: c.To, SaidAt: c.SaidAt, EndedAt: c.EndedAt, Why: c.Why}
	if v.CompanionName, err = nameOf(q, c.Companion); err != nil {
		return nil, false, err
	}
	if v.CadreName, err = nameOf(q, c.Cadre); err != nil || !c.EndedAt.IsZero() {
		return v, err == nil, err
	}
	k, _, err := Bookings.Get(q.Tx, q.Facility, c.Booking)
	if err != nil {
		return nil, false, err
	}
	v.Village = k.Village
	_, d, _, err := registry.OpenCanonical(q, k.Parent)
	if err != nil {
		return nil, false, err
	}
	v.ParentName = d.Name
	_, err = q.Open(k.Place, &v.Place)
	return v, err == nil, err
}
