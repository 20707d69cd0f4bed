package schedule

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
)

// CountBack tells how many empty bottles of a place and how many ice packs came
// back with a ride: verb milk.count_back.
type CountBack struct {
	Ride     ident.ID `json:"ride"`
	Place    ident.ID `json:"place"`
	Empties  int64    `json:"empties"`
	IcePacks int64    `json:"ice_packs"`
}

// Subject names the place.
func (b CountBack) Subject() ident.ID { return b.Place }

// mostCounted is more than a box can hold: a slip of the thumb.
const mostCounted = 100

// Check wants counts that fit into a box.
func (b CountBack) Check() *fault.Error {
	switch {
	case b.Ride == "":
		return fault.BadField("body.required", "ride")
	case b.Empties < 0 || b.Empties > mostCounted:
		return fault.BadField("schedule.bad_count", "empties")
	case b.IcePacks < 0 || b.IcePacks > mostCounted:
		return fault.BadField("schedule.bad_count", "ice_packs")
	}
	return nil
}

// CountedBack is the event of a count, with what there should have been. Where they
// differ nobody is accused: bottles break, and some wait at home for the next time.
type CountedBack struct {
	Count           ident.ID        `json:"count"`
	Ride            ident.ID        `json:"ride"`
	Place           ident.ID        `json:"place"`
	Courier         ident.ID        `json:"courier"`
	Empties         int64           `json:"empties"`
	ExpectedEmpties int64           `json:"expected_empties"`
	IcePacks        int64           `json:"ice_packs"`
	ExpectedPacks   int64           `json:"expected_packs"`
	At              instant.Instant `json:"at"`
}

// counting is a place's bottles that are out, and the ride that brings them back.
type counting struct {
	place    milk.Place
	courier  ident.ID
	out      int64
	settings Settings
}

// Audiences are the desk's, the mother's and those of whose ride it was.
func (c counting) Audiences() []string {
	return []string{"f", "o:" + string(c.place.Reader()), "w:" + string(c.courier)}
}

func loadCounting(q journal.Query) (c counting, err error) {
	b := q.Body.(CountBack)
	if c.courier, err = whose(q, b); err != nil {
		return c, err
	}
	if c.place, _, err = milk.Places.Get(q.Tx, q.Facility, b.Place); err != nil {
		return c, err
	}
	if c.settings, _, err = Policy.Get(q); err != nil {
		return c, err
	}
	c.out, err = bottlesOut(q, b.Place)
	return c, err
}

// whose is who made a ride to a place. After the addresses have left his phone a
// courier knows it only as it was planned, or by the planned pick-up itself.
func whose(q journal.Query, b CountBack) (ident.ID, error) {
	d, found, err := milk.Deliveries.First(q.Tx, "facility_id = $1 AND place = $2 AND ride = $3 ORDER BY id", q.Facility, b.Place, b.Ride)
	if err != nil || found {
		return d.Courier, err
	}
	p, found, err := Pickups.First(q.Tx, "facility_id = $1 AND place = $2 AND (ride = $3 OR id = $3) AND state = $4 ORDER BY id", q.Facility, b.Place, b.Ride, Declared)
	if err != nil {
		return "", err
	}
	if !found {
		return "", fault.Absent()
	}
	if d, found, err = milk.Deliveries.Get(q.Tx, q.Facility, p.Delivery); err == nil && !found {
		err = fault.Absent()
	}
	return d.Courier, err
}

// bottlesOut is how many bottles of a place were handed over at home and never
// counted back. What comes back with an undelivered load is no empty bottle.
func bottlesOut(q journal.Query, place ident.ID) (out int64, err error) {
	ended, err := milk.Deliveries.Where(q.Tx, "facility_id = $1 AND place = $2 AND state = $3 ORDER BY id", q.Facility, place, milk.Delivered)
	if err != nil {
		return 0, err
	}
	for _, d := range ended {
		for _, b := range d.Bottles {
			if b.State == milk.Delivered {
				out++
			}
		}
	}
	var back int64
	_, err = q.One("SELECT COALESCE(SUM(empties), 0) FROM milk_count WHERE facility_id = $1 AND place = $2", store.Args(q.Facility, place), &back)
	return max(0, out-back), err
}

// CountBack keeps the count whatever it says.
func (c counting) CountBack(s journal.Said[CountBack]) journal.Answer {
	if s.By.Worker == "" || s.By.Worker != c.courier && !mayPlan(s.By) {
		return journal.Refuse("milk.not_your_run")
	}
	b := s.Body
	return journal.Accept(CountedBack{s.NewID(0), b.Ride, b.Place, c.courier, b.Empties, c.out, b.IcePacks, c.settings.IcePacks, s.At})
}

func applyCounted(tx *store.Tx, m journal.Meta, e CountedBack) error {
	return Counts.Put(tx, Count{m.Facility, e.Count, e.Ride, e.Place, e.Courier, e.Empties, e.ExpectedEmpties, e.IcePacks, e.ExpectedPacks, e.At})
}
