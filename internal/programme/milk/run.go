package milk

import (
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/workforce"
)

// Run is a delivery on its way, with all that a decision about it needs.
type Run struct {
	Delivery
	Enrolment Place
	Settings  Settings
	// Fit is what the speaking courier may do now, or the one a load is given to.
	Fit workforce.Fitness
	// Terms are the days on which the courier who fetches was certified.
	Terms workforce.Terms
	// Code stands on the mother's page; nothing on a phone can verify it.
	Code string
	// MissesToday are the codes the courier missed in a day, over all deliveries.
	MissesToday int64
	// Bags are tags of inner bags the courier carries for other families.
	Bags []string
	// OpenRide is the ride of what the courier has in hand, the earliest; or none.
	OpenRide ident.ID
	// Capacity is how many bottles fit into the courier's boxes, 0 where none is known;
	// Carrying how many he has in hand.
	Capacity, Carrying int64
	// Unsaid are messages about it that nobody sent in time and that are now stale.
	Unsaid []ident.ID
	// Step is the timeline's step a correction is about.
	Step Step
	// Metres is how far it is from the pick-up to the home, 0 when nobody knows.
	Metres float64
	// Reviewed is the open review a decision is about.
	Reviewed Review
	// RideFee is what the ride has earned already, where rides are what is paid.
	RideFee ledger.Earning
}

// FormerAudiences are couriers who carried it before: their late reports are held.
func (r Run) FormerAudiences() []string {
	var out []string
	for _, w := range r.Former {
		out = append(out, "w:"+string(w))
	}
	if r.Courier != "" {
		out = append(out, "w:"+string(r.Courier)) // also after the addresses left his phone
	}
	return out
}

func (r Run) linkLife() time.Duration { return seconds(r.Settings.LinkSeconds) }

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }

// codeFits compares in constant time. An empty code never fits.
func (r Run) codeFits(said string) bool {
	return said != "" && subtle.ConstantTimeCompare([]byte(said), []byte(r.Code)) == 1
}

// locked reports whether no further code may be tried online.
func (r Run) locked() bool {
	return r.CodeMisses >= r.Settings.CodeTries || r.MissesToday >= r.Settings.CourierMisses
}

// load reads the run that a body is about.
func (room Room) load(q journal.Query) (Run, error) {
	d, found, err := Deliveries.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return Run{}, err
	}
	if !found {
		return Run{}, fault.Absent()
	}
	r := Run{Delivery: d}
	if r.Settings, err = Policy.At(q, d.PolicyVersion); err != nil {
		return r, err
	}
	r.Code = link.Code(q.Keys, q.Facility, d.ID, d.CodeGeneration)
	switch b := q.Body.(type) {
	case Give:
		r.Fit, err = workforce.Fit(q, b.To, workforce.MilkHandling, q.Now)
	case HandOver, Take:
		err = r.loadCourier(q)
	case Deliver:
		if err = r.loadDelivering(q); err == nil {
			err = r.loadRideFee(q)
		}
		if err == nil {
			err = r.loadDistance(q)
		}
	case Return, Discard:
		err = r.loadRideFee(q)
	}
	return r, err
}

// loadCourier reads what the speaking courier may do and carries.
func (r *Run) loadCourier(q journal.Query) (err error) {
	if r.Fit, err = workforce.Fit(q, q.By.Worker, workforce.MilkHandling, q.Now); err != nil {
		return err
	}
	if _, fetching := q.Body.(HandOver); fetching { // a load in need is taken over whole, or not at all
		if r.Capacity, err = equipment.Capacity(q, q.By.Worker); err != nil {
			return err
		}
		if r.Terms, err = workforce.TermsOf(q, q.By.Worker, workforce.MilkHandling); err != nil {
			return err
		}
	}
	var first instant.Instant
	return q.Each("SELECT place, bag, ride, handed_over_at, bottles FROM milk_delivery WHERE facility_id = $1 AND courier = $2 AND ended_at = 0 AND bag <> ''",
		store.Args(q.Facility, q.By.Worker), func(scan func(...any) error) error {
			var place, ride ident.ID
			var bag string
			var at instant.Instant
			var held string
			if err := scan(&place, &bag, &ride, &at, &held); err != nil {
				return err
			}
			d := Delivery{}
			if err := json.Unmarshal([]byte(held), &d.Bottles); err != nil {
				return fmt.Errorf("milk: bottles in hand: %w", err)
			}
			r.Carrying += int64(len(d.onBoard()))
			if place != r.Place {
				r.Bags = append(r.Bags, bag)
			}
			if r.OpenRide == "" || at.Before(first) || at == first && ride < r.OpenRide {
				r.OpenRide, first = ride, at
			}
			return nil
		})
}

func (r *Run) loadDelivering(q journal.Query) (err error) {
	if r.Enrolment, _, err = Places.Get(q.Tx, q.Facility, r.Place); err != nil {
		return err
	}
	// The steps are counted, not the deliveries' own counts: a new code begins those anew.
	_, err = q.One(`SELECT count(*) FROM milk_step WHERE facility_id = $1 AND kind = 'wrong_code' AND courier = $2 AND recorded_at > $3
		AND delivery IN (SELECT id FROM milk_delivery WHERE facility_id = $1 AND courier = $2 AND (ended_at = 0 OR ended_at > $3))`,
		store.Args(q.Facility, r.Courier, q.Now.Add(-24*time.Hour)), &r.MissesToday)
	if err == nil && r.Review != "" {
		r.Reviewed, _, err = Reviews.Get(q.Tx, q.Facility, r.Review)
	}
	return err
}

func (room Room) loadPlace(q journal.Query) (Place, error) {
	p, _, err := Places.Get(q.Tx, q.Facility, q.Subject)
	return p, err
}

// role is the word for an actor in the timeline.
func role(a access.Actor) string {
	if len(a.Roles) == 0 {
		return string(access.Public)
	}
	for _, r := range []access.Role{access.Courier, access.Mother, access.Recipient, access.Machine} {
		if a.Is(r) {
			return string(r)
		}
	}
	return "desk"
}

// mine reports whether the speaker is the courier of the run (or the desk, which
// may type for him).
func (r Run) mine(a access.Actor) bool {
	return a.Worker == r.Courier && r.Courier != "" || a.Is(access.Dispatcher) || a.Is(access.Officer)
}

// sameBottles reports whether exactly these bottles are meant.
func sameBottles(a, b []ident.ID) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// distinct drops repeats and keeps the order: a bottle scanned twice is one bottle,
// and counting it twice would end a run that still carries another.
func distinct[T comparable](all []T) []T {
	var out []T
	for _, x := range all {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// bottle finds one of the run's bottles.
func (d Delivery) bottle(id ident.ID) (Bottle, bool) {
	for _, b := range d.Bottles {
		if b.ID == id {
			return b, true
		}
	}
	return Bottle{}, false
}
