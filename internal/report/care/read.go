package care

import (
	"slices"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/registry"
)

// Sees says what of the map somebody may read, by their rights to each room.
type Sees struct{ Rounds, Findings, Alarm bool }

// VillageOf draws one village. at are the points that may be shown, by house or, of
// who is in no household, by person. The statements are the same few however many
// live there.
func VillageOf(q journal.Query, sees Sees, village string, at map[ident.ID]geo.Point) (Village, error) {
	f, zone, err := facts(q, village)
	if err != nil {
		return Village{}, err
	}
	f.At = at
	codes, err := codesIn(q, village)
	if err != nil {
		return Village{}, err
	}
	if err := f.readRounds(q, sees, codes); err != nil {
		return Village{}, err
	}
	if err := f.readFindings(q, sees, zone, codes); err != nil {
		return Village{}, err
	}
	if err := f.readPosts(q, sees, codes); err != nil {
		return Village{}, err
	}
	return Draw(f), nil
}

// facts begins with the day and the rhythm.
func facts(q journal.Query, village string) (Facts, *time.Location, error) {
	facility, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return Facts{}, nil, err
	}
	set, _, err := rounds.Policy.Get(q)
	zone := facility.Location()
	return Facts{Village: village, Today: q.Now.Day(zone), RhythmDays: int(set.ElderDays)}, zone, err
}

// codesIn gives the codes of the houses the map of a village speaks of.
func codesIn(q journal.Query, village string) (map[ident.ID]string, error) {
	codes := map[ident.ID]string{}
	err := q.Each(`SELECT id, code FROM house WHERE facility_id = $1 AND (
		id IN (SELECT house FROM round WHERE facility_id = $1 AND village = $2) OR
		id IN (SELECT house FROM finding WHERE facility_id = $1 AND village = $2) OR
		id IN (SELECT id FROM alarm_post WHERE facility_id = $1 AND village = $2))`,
		store.Args(q.Facility, village), func(scan func(...any) error) error {
			var id ident.ID
			var code string
			err := scan(&id, &code)
			codes[id] = code
			return err
		})
	return codes, err
}

// readRounds takes over who is in a rhythm. Whoever mourns or lies in hospital is on no
// list that asks for a visit, and so not on this map.
func (f *Facts) readRounds(q journal.Query, sees Sees, codes map[ident.ID]string) error {
	if !sees.Rounds {
		return nil
	}
	all, err := rounds.Rounds.Where(q.Tx, "facility_id = $1 AND village = $2 AND state = $3 AND paused = ''", q.Facility, f.Village, rounds.On)
	for _, r := range all {
		f.Watched = append(f.Watched, Watched{Person: r.ID, House: r.House, Code: codes[r.House], LastOn: r.LastOn, Groups: r.Groups})
	}
	return err
}

func (f *Facts) readFindings(q journal.Query, sees Sees, zone *time.Location, codes map[ident.ID]string) error {
	if !sees.Findings {
		return nil
	}
	all, err := finding.Findings.Where(q.Tx, "facility_id = $1 AND village = $2 AND state <> $3", q.Facility, f.Village, finding.Closed)
	for _, x := range all {
		f.Found = append(f.Found, Found{Finding: x.ID, Number: x.Short(), Kind: x.Kind, House: x.House, Code: codes[x.House],
			On: x.FoundAt.Day(zone), Overdue: x.Overdue, State: x.State})
	}
	return err
}

func (f *Facts) readPosts(q journal.Query, sees Sees, codes map[ident.ID]string) error {
	if !sees.Alarm {
		return nil
	}
	all, err := alarm.Posts.Where(q.Tx, "facility_id = $1 AND village = $2 AND state = $3", q.Facility, f.Village, alarm.Up)
	for _, p := range all {
		f.Hung = append(f.Hung, Hung{Post: p.ID, House: p.ID, Code: codes[p.ID], Responders: int(p.Consenting), Want: p.WantsOn(f.Today)})
	}
	return err
}

// OverviewOf counts every village, or those named; nil: all of the facility.
func OverviewOf(q journal.Query, sees Sees, villages []string) (Overview, error) {
	base, zone, err := facts(q, "")
	if err != nil {
		return Overview{}, err
	}
	of := counting{base: base, by: map[string]*Facts{}, only: villages}
	for _, read := range []func() error{
		func() error { return of.rounds(q, sees) },
		func() error { return of.findings(q, sees, zone) },
		func() error { return of.posts(q, sees) },
	} {
		if err := read(); err != nil {
			return Overview{}, err
		}
	}
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	out := Overview{Today: base.Today, RhythmDays: base.RhythmDays, Villages: []Total{}}
	for _, v := range all {
		if of.reaches(string(v.ID)) {
			out.Villages = append(out.Villages, Count(*of.in(string(v.ID))))
		}
	}
	return out, err
}

// counting gathers the facts of many villages without points, codes or names.
type counting struct {
	base Facts
	by   map[string]*Facts
	only []string
}

func (c counting) reaches(village string) bool {
	return c.only == nil || slices.Contains(c.only, village)
}

func (c counting) in(village string) *Facts {
	f := c.by[village]
	if f == nil {
		one := c.base
		one.Village = village
		f, c.by[village] = &one, &one
	}
	return f
}

func (c counting) rounds(q journal.Query, sees Sees) error {
	if !sees.Rounds {
		return nil
	}
	return q.Each("SELECT village, last_on FROM round WHERE facility_id = $1 AND state = $2 AND paused = ''", store.Args(q.Facility, rounds.On), func(scan func(...any) error) error {
		var village, on string
		err := scan(&village, &on)
		f := c.in(village)
		f.Watched = append(f.Watched, Watched{LastOn: on})
		return err
	})
}

func (c counting) findings(q journal.Query, sees Sees, zone *time.Location) error {
	if !sees.Findings {
		return nil
	}
	return q.Each("SELECT village, found_at, overdue FROM finding WHERE facility_id = $1 AND state <> $2", store.Args(q.Facility, finding.Closed), func(scan func(...any) error) error {
		var village string
		var at instant.Instant
		var overdue bool
		err := scan(&village, &at, &overdue)
		f := c.in(village)
		f.Found = append(f.Found, Found{On: at.Day(zone), Overdue: overdue})
		return err
	})
}

func (c counting) posts(q journal.Query, sees Sees) error {
	if !sees.Alarm {
		return nil
	}
	all, err := alarm.Posts.Where(q.Tx, "facility_id = $1 AND state = $2", q.Facility, alarm.Up)
	for _, p := range all {
		f := c.in(p.Village)
		f.Hung = append(f.Hung, Hung{Post: p.ID, Want: p.WantsOn(c.base.Today)})
	}
	return err
}
