package health

import (
	"slices"
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Reached is what the records of a span of days come to: people, each once.
type Reached struct {
	// Visits counts the records that count, People the humans they are about.
	Visits int64 `json:"visits"`
	People int64 `json:"people"`
	// Unlicensed counts the records whose signer had no licence number then, though their
	// profession has one; those of cadres are not among them.
	Unlicensed int64          `json:"unlicensed"`
	Groups     []GroupReached `json:"groups"`
	Cases      []CaseFound    `json:"new_cases"`
	// Served and Target are the sums over the groups that have a target; PerMille is the
	// one of the other, -1 without any.
	Served   int64 `json:"served"`
	Target   int64 `json:"target"`
	PerMille int64 `json:"per_mille"`
}

// GroupReached is one minimum-service group: how many people were served, each once in
// the year, of how many.
type GroupReached struct {
	Group  string `json:"group"`
	AtHome bool   `json:"at_home"`
	Served int64  `json:"served"`
	// Target is the facility's for the year; 0: none is set. PerMille is what was reached
	// of it, -1 without one.
	Target   int64 `json:"target"`
	PerMille int64 `json:"per_mille"`
}

// CaseFound is how many people were newly found to have something, each once.
type CaseFound struct {
	Code   string `json:"code"`
	Name   string `json:"name,omitempty"`
	Group  string `json:"group,omitempty"`
	People int64  `json:"people"`
}

// ServedIn counts the records of a year: those of some villages, or of the whole
// facility (nil). Targets are of the facility, so they stand only beside its own sums.
func ServedIn(q journal.Query, year int64, villages []string) (Reached, error) {
	set, _, err := ServedPolicy.Get(q)
	if err != nil {
		return Reached{}, err
	}
	c := counting{people: map[ident.ID]bool{}, groups: map[string]map[ident.ID]bool{}, cases: map[string]map[ident.ID]bool{}}
	if err := c.read(q, strconv.FormatInt(year, 10), villages); err != nil {
		return Reached{}, err
	}
	return c.made(set, year, villages == nil), nil
}

// counting gathers who was reached, each human once however many of their records in
// the registry were made one.
type counting struct {
	visits, unlicensed int64
	people             map[ident.ID]bool
	groups, cases      map[string]map[ident.ID]bool
}

// read goes through a year's records. The village is that of the person today: records
// follow people, and the dead and the moved stay with the whole.
func (c *counting) read(q journal.Query, year string, villages []string) error {
	rows, err := Records.Where(q.Tx, "facility_id = $1 AND on_day >= $2 AND on_day < $3 AND replaced_by = '' ORDER BY on_day, id", q.Facility, year+"-01-01", year+"-99")
	if err != nil {
		return err
	}
	stands, err := standing(q)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if villages != nil && !slices.Contains(villages, r.Village) {
			continue
		}
		person := r.Person
		if into := stands[person]; into != "" {
			person = into
		}
		c.count(r, person)
	}
	return nil
}

func (c *counting) count(r Record, person ident.ID) {
	c.visits++
	c.people[person] = true
	if !r.Licensed && r.Healer {
		c.unlicensed++
	}
	for _, g := range r.Served {
		once(c.groups, g, person)
	}
	for _, code := range r.NewCases {
		once(c.cases, code, person)
	}
}

func once(into map[string]map[ident.ID]bool, key string, person ident.ID) {
	if into[key] == nil {
		into[key] = map[ident.ID]bool{}
	}
	into[key][person] = true
}

// standing says of every merged record which one stands for it.
func standing(q journal.Query) (map[ident.ID]ident.ID, error) {
	out := map[ident.ID]ident.ID{}
	err := q.Each("SELECT id FROM person WHERE facility_id = $1 AND merged_into <> ''", store.Args(q.Facility), func(scan func(...any) error) error {
		var id ident.ID
		err := scan(&id)
		out[id] = ""
		return err
	})
	for id := range out {
		if err != nil {
			break
		}
		var p registry.Person
		p, _, err = registry.Canonical(q.Tx, q.Facility, id)
		out[id] = p.ID
	}
	return out, err
}

// made sets the counts beside the targets.
func (c *counting) made(set ServedSettings, year int64, whole bool) Reached {
	out := Reached{Visits: c.visits, People: int64(len(c.people)), Unlicensed: c.unlicensed, Cases: []CaseFound{}}
	for _, g := range Groups {
		line := GroupReached{Group: g.Code, AtHome: g.AtHome, Served: int64(len(c.groups[g.Code]))}
		if whole {
			line.Target = set.target(g.Code, year)
		}
		line.PerMille = perMille(line.Served, line.Target)
		if line.Target > 0 {
			out.Served, out.Target = out.Served+line.Served, out.Target+line.Target
		}
		out.Groups = append(out.Groups, line)
	}
	out.PerMille = perMille(out.Served, out.Target)
	known := map[string]bool{}
	for _, n := range set.NewCases {
		known[n.Code] = true
		out.Cases = append(out.Cases, CaseFound{n.Code, n.Name, n.Group, int64(len(c.cases[n.Code]))})
	}
	for _, code := range sorted(c.cases) { // what the settings named once is still counted
		if !known[code] {
			out.Cases = append(out.Cases, CaseFound{Code: code, People: int64(len(c.cases[code]))})
		}
	}
	return out
}

func (s ServedSettings) target(group string, year int64) int64 {
	for _, t := range s.Targets {
		if t.Group == group && t.Year == year {
			return t.People
		}
	}
	return 0
}

// perMille is a part in thousandths, cut, so that nothing is full that is not; -1 of
// nothing.
func perMille(part, of int64) int64 {
	if of == 0 {
		return -1
	}
	return part * 1000 / of
}

func sorted[E any](m map[string]E) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
