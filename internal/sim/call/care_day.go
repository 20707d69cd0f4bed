package call

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"sambang/internal/calc/antenatal"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/health"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// bookMonths is for how many months back the books are typed in.
const bookMonths = 11

// papers are the licence numbers of those who sign records, and whom the district wants
// served this year.
func (c care) papers(year int) error {
	for i, key := range []string{"dokter-sempu", "perawat-sempu", "bidan-sempu", "bidan-jambewangi", "bidan-tegalarum"} {
		b := workforce.SetLicence{Worker: worker(key), Number: fmt.Sprintf("CONTOH/503/%02d/%d", i+11, year-1)}
		if err := c.tell(as("petugas-sempu"), c.name("licence %s", key), "workforce.set_licence", b); err != nil {
			return err
		}
	}
	if len(c.people) == 0 {
		return nil
	}
	var set struct {
		Targets []health.Target `json:"targets"`
	}
	for group, people := range map[string]int64{health.ServedPregnant: 70, health.ServedNewborn: 48, health.ServedUnderFive: 110, health.ServedElder: 75, health.ServedHypertension: 40} {
		set.Targets = append(set.Targets, health.Target{Group: group, Year: int64(year), People: people})
	}
	slices.SortFunc(set.Targets, func(a, b health.Target) int { return cmp.Compare(a.Group, b.Group) })
	document, err := policy.NewDocument(set)
	if err != nil {
		return err
	}
	return c.both(as("admin-sempu"), as("kepala-sempu"), c.name("targets %d", year), "policy.change", policy.Change{Section: health.ServedPolicy.Name(), Document: document})
}

// books types in what stands in the books of the year before the first day: a visit a
// month to who is old and alone, the visits of each pregnancy, a child twice.
func (c care) books(today string) error {
	for _, p := range c.people {
		for _, d := range c.past(p, today) {
			name := c.name("book %s %s", p.ID, d.On)
			b := c.record(name, p, d.Code, d.On)
			b.NewCases, b.Given = nil, nil // what was given then has been counted then
			if err := c.tell(keeper(p.Village, chance(string(p.ID))), name, "health.record", b); err != nil {
				return err
			}
		}
	}
	return nil
}

// past are the days on which somebody was visited before today: most of those on which
// it was time.
func (c care) past(p resident, today string) (out []antenatal.Done) {
	n := chance("past " + string(p.ID))
	add := func(code, on string) {
		if on < today && on > p.born && chance(string(p.ID)+on)%7 != 0 {
			out = append(out, antenatal.Done{Code: code, On: on})
		}
	}
	switch p.Group {
	case rounds.Elder:
		for m := bookMonths; m > 0; m-- {
			add(rounds.Routine, antenatal.Shift(today, -30*m+n%9))
		}
	case rounds.Pregnant:
		for _, w := range antenatal.Windows(antenatal.Pregnancy(), antenatal.LastPeriod(p.due)) {
			add(w.Code, antenatal.Shift(w.From, 10+n%20))
		}
	case rounds.Child:
		add(rounds.Routine, antenatal.Shift(today, -120-n%60))
		add(rounds.Routine, antenatal.Shift(today, -20-n%60))
	}
	return out
}

// births tells of the children who came yesterday: some days before or after they were
// expected.
func (c care) births(day time.Time) error {
	yesterday := day.AddDate(0, 0, -1).Format(time.DateOnly)
	for i, p := range c.people {
		n := chance("birth " + string(p.ID))
		if p.due == "" || p.Group != rounds.Pregnant || antenatal.Shift(p.due, n%13-6) != yesterday {
			continue
		}
		sex := []string{"female", "male"}[n/3%2]
		baby := named("baby of " + string(p.ID))
		err := c.tell(keeper(p.Village, n), c.name("birth %s", p.ID), "registry.born", registry.GiveBirth{Mother: p.ID, On: yesterday, Place: []string{"health_centre", "hospital", "home"}[n/7%3],
			HomeOn: day.Format(time.DateOnly), Babies: []registry.Newborn{{Person: baby, Sex: sex}}})
		if err != nil {
			return err
		}
		c.people[i].due = ""
	}
	return nil
}

// now is how the rounds stand.
func (c care) now(ask func(q journal.Query) ([]rounds.Due, error)) (out []rounds.Due, err error) {
	err = c.DB.Read(c.Ctx, func(tx *store.Tx) error {
		out, err = ask(journal.Query{Tx: tx, Keys: c.Keys, Facility: Facility(), Now: c.Clock.Now()})
		return err
	})
	return out, err
}

// plans gives each team two visits for its free hours: old people who live alone, who
// has waited longest first. Mothers and children are the midwife's, where there is one.
func (c care) plans(day time.Time) error {
	date := day.Format(time.DateOnly)
	all, err := c.now(func(q journal.Query) ([]rounds.Due, error) { return rounds.Unvisited(q, date, rounds.Filter{}) })
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(d rounds.Due) bool { return d.Group != rounds.Elder && midwives[d.Village] != "" })
	for i, t := range teams {
		b := rounds.Plan{Team: t.id(date)}
		for j := i * 2; j < min(len(all), i*2+2); j++ {
			b.Plans = append(b.Plans, rounds.PlanOne{Visit: visitID(date + string(all[j].ID)), Person: all[j].ID, On: date})
		}
		if len(b.Plans) == 0 {
			continue
		}
		if err := c.tell(as("pengatur-sempu"), c.name("plan %s %s", t.key, date), "round.plan", b); err != nil {
			return err
		}
	}
	return nil
}

// visits tells how the day went: the teams' planned visits, and three of each midwife.
func (c care) visits(day time.Time) error {
	date := day.Format(time.DateOnly)
	all, err := c.now(func(q journal.Query) ([]rounds.Due, error) {
		return rounds.Unvisited(q, date, rounds.Filter{Planned: true})
	})
	if err != nil {
		return err
	}
	made := map[string]int{}
	for _, d := range all {
		key := midwives[d.Village]
		if d.PlannedOn == date && len(d.PlannedFor) > 0 {
			key = c.goes(d.PlannedFor[0])
		} else if d.Group == rounds.Elder || made[key] >= 3 {
			continue
		}
		if key == "" {
			continue
		}
		made[key]++
		if err := c.visit(key, d, date); err != nil {
			return err
		}
	}
	return nil
}

// goes is the health worker of the team that somebody is in.
func (c care) goes(member ident.ID) string {
	for _, t := range teams {
		if slices.ContainsFunc(t.members, func(key string) bool { return worker(key) == member }) {
			return t.members[0]
		}
	}
	return ""
}

// visit is one: mostly somebody is at home.
func (c care) visit(key string, d rounds.Due, date string) error {
	name := c.name("visit %s %s", d.ID, date)
	n := chance(name)
	told := rounds.Tell{Visit: d.Visit, Person: d.ID, On: date}
	if told.Visit == "" {
		told.Visit = visitID(date + string(d.ID))
	}
	switch {
	case n%11 == 3:
		told.Outcome, told.Why = rounds.NotHome, "in_the_fields"
	case n%41 == 7 && d.Group != rounds.NewbornChild:
		told.Outcome, told.Why = rounds.Refused, "feels_well"
	default:
		p, err := c.resident(d.Round)
		if err != nil {
			return err
		}
		b := c.record(name, p, d.Code, date)
		b.Round = d.Visit
		return c.tell(as(key), name, "health.record", b)
	}
	return c.tell(as(key), name, "round.visit", told)
}

// resident is who is known from the first day, or was born since.
func (c care) resident(r rounds.Round) (p resident, err error) {
	if i := slices.IndexFunc(c.people, func(p resident) bool { return p.ID == r.ID }); i >= 0 {
		p = c.people[i]
		p.Round = r
		return p, nil
	}
	p.Round = r
	err = c.DB.Read(c.Ctx, func(tx *store.Tx) error {
		who, _, err := registry.People.Get(tx, Facility(), r.ID)
		p.born, p.due = who.Born, who.Due
		return err
	})
	return p, err
}
