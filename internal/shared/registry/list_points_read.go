package registry

import (
	"encoding/json"
	"fmt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func (c *chart) readHouses(q journal.Query) error {
	houses, err := Houses.Where(q.Tx, "facility_id = $1 AND seq > $2", q.Facility, c.seq)
	if err != nil {
		return err
	}
	at, err := standingAt(q, houses)
	for _, h := range houses {
		c.houses[h.ID] = standing{at: at[h.ID], village: h.Village, hidden: h.HiddenAddress}
	}
	return err
}

// standingAt opens where houses stand: a few one by one, more by one walk over all
// that is sealed of houses, which takes a fifth of the time.
func standingAt(q journal.Query, houses []House) (map[ident.ID]geo.Point, error) {
	at := map[ident.ID]geo.Point{}
	version := map[ident.ID]int64{}
	for _, h := range houses {
		if !h.HasPoint || h.Detail.IsZero() {
			continue
		}
		version[h.ID] = h.Detail.Version
		if len(houses) > few {
			continue
		}
		var d HouseDetail
		if _, err := q.Open(h.Detail, &d); err != nil {
			return nil, err
		}
		at[h.ID] = d.Home
	}
	if len(houses) <= few {
		return at, nil
	}
	err := q.Each("SELECT id, version, body FROM sealed WHERE facility_id = $1 AND tbl = $2", store.Args(q.Facility, sealedHouse), func(scan func(...any) error) error {
		var id ident.ID
		var v int64
		var body string
		if err := scan(&id, &v, &body); err != nil || v == 0 || version[id] != v {
			return err
		}
		text, err := q.Keys.Open(q.Facility, body)
		if err != nil {
			return err
		}
		var d HouseDetail
		if err := json.Unmarshal(text, &d); err != nil {
			return fmt.Errorf("registry: where the house %s stands: %w", id, err)
		}
		at[id] = d.Home
		return nil
	})
	return at, err
}

func (c *chart) readHomes(q journal.Query) error {
	return q.Each("SELECT id, house, decile, poverty_letter_on, state FROM household WHERE facility_id = $1 AND seq > $2", store.Args(q.Facility, c.seq),
		func(scan func(...any) error) error {
			var id, house ident.ID
			var decile int64
			var letter, state string
			if err := scan(&id, &house, &decile, &letter, &state); err != nil {
				return err
			}
			if state != Present {
				house = ""
			}
			c.homes[id] = abode{house, decile >= 1 && decile <= poorDecile || letter != ""}
			return nil
		})
}

func (c *chart) readPeople(q journal.Query) error {
	people, err := People.Where(q.Tx, "facility_id = $1 AND seq > $2", q.Facility, c.seq)
	if err != nil {
		return err
	}
	for _, p := range people {
		if !Lives(p.Kind) || p.State != Active {
			delete(c.people, p.ID)
			continue
		}
		d := dweller{home: p.Household, village: p.Village, due: p.Due, born: p.Born, hidden: p.HiddenAddress}
		if p.Alone {
			d.flags |= PointAlone
		}
		if p.Disabled {
			d.flags |= PointDisabled
		}
		if p.Household == "" && !p.Detail.IsZero() {
			var known Detail
			if _, err := q.Open(p.Detail, &known); err != nil {
				return err
			}
			d.at = known.Home
		}
		c.people[p.ID] = d
	}
	return nil
}

// readConsents reads who has agreed to something; again when somebody was asked
// since. The newest answer to each purpose counts.
func (c *chart) readConsents(q journal.Query) error {
	asked, err := q.One("SELECT seq FROM event WHERE facility_id = $1 AND seq > $2 AND kind = 'registry.consent_recorded/1' LIMIT 1", store.Args(q.Facility, c.seq), new(int64))
	if err != nil || !asked && c.seq > 0 {
		return err
	}
	type question struct {
		person  ident.ID
		purpose string
	}
	last := map[question]bool{}
	err = q.Each("SELECT person, purpose, given FROM consent WHERE facility_id = $1 ORDER BY at, id", store.Args(q.Facility), func(scan func(...any) error) error {
		var of question
		var given bool
		err := scan(&of.person, &of.purpose, &given)
		last[of] = given
		return err
	})
	c.agreed = map[ident.ID]bool{}
	for of, given := range last {
		c.agreed[of.person] = c.agreed[of.person] || given
	}
	return err
}
