package call

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/registry"
)

// resident is somebody of the register who is visited without calling.
type resident struct {
	rounds.Round
	house, household ident.ID
	born, due        string
}

// care is the health centre's care at home: who is in the rounds, and in which houses
// they live.
type care struct {
	voice
	zone   *time.Location
	people []resident
	// houses are those of the families, every one once, in the order of their codes.
	houses []registry.House
}

// caring reads who is in the rounds. Before the families are entered that is nobody.
func (v voice) caring(zone *time.Location) (c care, err error) {
	c = care{voice: v, zone: zone}
	err = v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		all, err := rounds.Rounds.Where(tx, "facility_id = $1 AND state = $2 ORDER BY id", Facility(), rounds.On)
		if err != nil {
			return err
		}
		for _, r := range all {
			p, _, err := registry.People.Get(tx, Facility(), r.ID)
			if err != nil {
				return err
			}
			h, _, err := registry.Households.Get(tx, Facility(), p.Household)
			if err != nil {
				return err
			}
			c.people = append(c.people, resident{r, h.House, h.ID, p.Born, p.Due})
		}
		c.houses, err = registry.Houses.Where(tx, "facility_id = $1 AND hidden_address = FALSE ORDER BY code", Facility())
		return err
	})
	return c, err
}

// of are those of a group, in an order that is always the same.
func (c care) of(group string) (out []resident) {
	for _, p := range c.people {
		if p.Group == group {
			out = append(out, p)
		}
	}
	return out
}

// tell gives a command; what no longer fits is missed and passed over, for life in the
// demo must not stop at a baby that came a day early.
func (c care) tell(by access.Actor, name, verb string, body any) error {
	_, err := c.sayAt(0, by, name, verb, body)
	return err
}

// sayAt is tell with the moment at which it happened, when that lies back.
func (c care) sayAt(at instant.Instant, by access.Actor, name, verb string, body any) (journal.Outcome, error) {
	out, err := c.give(at, by, name, verb, body)
	if err == nil && out.Status == journal.Refused && c.Missed != nil {
		c.Missed(fmt.Errorf("call: %s was refused: %s %s", verb, out.Code, out.Field))
	}
	return out, err
}

// keeper is who looks after a village: its midwife, or else somebody of a team.
func keeper(village string, n int) access.Actor {
	if key, ok := midwives[village]; ok {
		return as(key)
	}
	return as(teams[n%len(teams)].members[0])
}

// midwives are those of the villages that have one.
var midwives = map[string]string{"35.10.20.2001": "bidan-sempu", "35.10.20.2002": "bidan-jambewangi", "35.10.20.2007": "bidan-tegalarum"}

// days are what the health centre does at its people's homes from one day to another,
// the past year from the books on the first.
func (c care) days(first time.Time, last instant.Instant) (steps []step) {
	at := func(day time.Time, hours float64, do func() error) {
		steps = append(steps, step{instant.Of(day.Add(time.Duration(hours * float64(time.Hour)))), do})
	}
	at(first, 4.9, func() error { return c.papers(first.Year()) })
	at(first, 5, func() error { return c.books(first.Format(time.DateOnly)) })
	at(first, 5.5, func() error { return c.walls(first) })
	at(first, 5.6, func() error { return c.posts(first) })
	for day := first; instant.Of(day).Before(last); day = day.AddDate(0, 0, 1) {
		at(day, 6.5, func() error { return c.births(day) })
		if day.Weekday() != time.Sunday {
			at(day, 7.2, func() error { return c.plans(day) })
			at(day, 14.5, func() error { return c.visits(day) })
		}
	}
	steps = append(steps, c.found(first, last)...)
	steps = append(steps, c.heard(last)...)
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	return steps
}

func (c care) name(format string, a ...any) string { return fmt.Sprintf("care "+format, a...) }
