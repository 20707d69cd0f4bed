package massage

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// View is a booking as desk, cadre and midwife see it.
type View struct {
	ID          ident.ID        `json:"id"`
	Number      int64           `json:"number"`
	Parent      ident.ID        `json:"parent"`
	ParentName  string          `json:"parent_name,omitempty"`
	ParentPhone string          `json:"parent_phone,omitempty"`
	Children    []ChildView     `json:"children"`
	Village     string          `json:"village"`
	Place       dispatch.Place  `json:"place"`
	Cadre       ident.ID        `json:"cadre,omitempty"`
	CadreName   string          `json:"cadre_name,omitempty"`
	Day         string          `json:"day"`
	From        instant.Instant `json:"from,omitzero"`
	To          instant.Instant `json:"to,omitzero"`
	State       string          `json:"state"`
	Door        string          `json:"door"`
	Limits      []string        `json:"limits"`
	Verdict     string          `json:"verdict"`
	HoldUntil   instant.Instant `json:"hold_until,omitzero"`
	Course      ident.ID        `json:"course,omitempty"`
	Nth         int64           `json:"nth"`
	Fee         int64           `json:"fee,omitempty"` // what the visit costs the family, in rupiah; 0: nothing
	Offer       Offer           `json:"offer,omitzero"`
	OfferCadre  ident.ID        `json:"offer_cadre,omitempty"`
	OfferName   string          `json:"offer_name,omitempty"`
	MadeAt      instant.Instant `json:"made_at"`
	EndedAt     instant.Instant `json:"ended_at,omitzero"`
	Why         string          `json:"why,omitempty"`
	// LateAt is since when nobody has set out for it in time.
	LateAt instant.Instant `json:"late_at,omitzero"`
	// Wish is what a family that waits wishes for; empty: it does not wait.
	Wish WishView `json:"wish,omitzero"`
}

// WishView is what a family waits for, since when it has its place among those who wait, and
// how many offers it let pass without a word.
type WishView struct {
	Wanting
	Since  instant.Instant `json:"since,omitzero"`
	Missed int64           `json:"missed,omitempty"`
}

// ChildView is one of the children.
type ChildView struct {
	ID   ident.ID `json:"id"`
	Name string   `json:"name,omitempty"`
	Born string   `json:"born,omitempty"`
	Sex  string   `json:"sex,omitempty"`
}

// RosterView is a cadre's week with her name.
type RosterView struct {
	ID      ident.ID `json:"id"`
	Name    string   `json:"name"`
	Hours   []Hours  `json:"hours"`
	Off     []Off    `json:"off"`
	OwnBike bool     `json:"own_bike"`
}

// StandInView is a substitute with the names.
type StandInView struct {
	ID        ident.ID        `json:"id"`
	Cadre     ident.ID        `json:"cadre"`
	CadreName string          `json:"cadre_name"`
	For       ident.ID        `json:"for,omitempty"`
	ForName   string          `json:"for_name,omitempty"`
	Village   string          `json:"village"`
	From      string          `json:"from"`
	To        string          `json:"to"`
	EndedAt   instant.Instant `json:"ended_at,omitzero"`
}

// Shows gives the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"massage_booking": showBooking, "massage_roster": showRoster, "massage_substitute": showStandIn, "massage_disruption": showDisruption, "massage_refusal": showRefusal, "massage_visit": showVisit, "massage_fee": showFee, "massage_company": showCompany}
}

func showBooking(q journal.Query, id ident.ID) (any, bool, error) {
	b, found, err := Bookings.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v, err := ViewOf(q, b)
	return v, err == nil, err
}

// ViewOf opens a booking.
func ViewOf(q journal.Query, b Booking) (v View, err error) {
	v = View{ID: b.ID, Number: b.Number, Parent: b.Parent, Children: []ChildView{}, Village: b.Village, Cadre: b.Cadre, Day: b.Day, From: b.From, To: b.To, State: b.State,
		Door: b.Door, Limits: orNone(b.Limits), Verdict: b.Verdict, HoldUntil: b.HoldUntil, Course: b.Course, Nth: b.Nth, Fee: b.Fee, Offer: b.Offer, OfferCadre: b.OfferCadre,
		MadeAt: b.MadeAt, EndedAt: b.EndedAt, Why: b.Why, LateAt: b.LateAt}
	if b.State == Waiting {
		v.Wish = WishView{b.Wish.Wanting, b.Wish.Since, b.Wish.Missed}
	}
	_, d, _, err := registry.OpenCanonical(q, b.Parent)
	if err != nil {
		return v, err
	}
	v.ParentName, v.ParentPhone = d.Name, d.Phone
	for i, id := range b.Children {
		p, d, _, err := registry.OpenCanonical(q, id)
		if err != nil {
			return v, err
		}
		v.Children = append(v.Children, ChildView{ID: id, Name: d.Name, Born: b.Born[i], Sex: p.Sex})
	}
	if !b.Family.IsZero() { // not in the register before the code is told
		var told asking
		if _, err = q.Open(b.Family, &told); err != nil {
			return v, err
		}
		for _, c := range told.Children {
			v.Children = append(v.Children, ChildView{Name: c.Name, Born: c.Born, Sex: c.Sex})
		}
	}
	if _, err = q.Open(b.Place, &v.Place); err != nil {
		return v, err
	}
	if v.CadreName, err = nameOf(q, b.Cadre); err != nil {
		return v, err
	}
	v.OfferName, err = nameOf(q, b.OfferCadre)
	return v, err
}

func showRoster(q journal.Query, id ident.ID) (any, bool, error) {
	r, found, err := Rosters.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	name, err := nameOf(q, id)
	return RosterView{r.ID, name, orNone(r.Hours), orNone(r.Off), r.OwnBike}, err == nil, err
}

func showStandIn(q journal.Query, id ident.ID) (any, bool, error) {
	s, found, err := Substitutes.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := StandInView{ID: s.ID, Cadre: s.Cadre, For: s.For, Village: s.Village, From: s.From, To: s.To, EndedAt: s.EndedAt}
	if v.CadreName, err = nameOf(q, s.Cadre); err != nil {
		return v, false, err
	}
	v.ForName, err = nameOf(q, s.For)
	return v, err == nil, err
}

func nameOf(q journal.Query, worker ident.ID) (string, error) {
	if worker == "" {
		return "", nil
	}
	return workforce.Name(q, worker)
}
