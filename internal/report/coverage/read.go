package coverage

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Of counts for the months from..to (YYYY-MM), for the villages somebody may see; nil:
// all of the area.
func Of(q journal.Query, from, to, by string, villages []string) (Coverage, error) {
	babies, today, err := Babies(q, born(from, -1), villages)
	if err != nil {
		return Coverage{}, err
	}
	set, _, err := Policy.Get(q)
	c := Reckon(babies, from, to, by, today)
	c.Baseline, c.BaselineYear, c.Target = set.Baseline, set.BaselineYear, set.Target
	return c, err
}

// List gives the babies behind a figure.
func List(q journal.Query, what, from, to, by, key string, all bool, villages []string) ([]Line, error) {
	babies, today, err := Babies(q, born(from, 0), villages)
	return Behind(babies, what, from, to, by, key, all, today), err
}

// born is the day of birth from which on a baby can count in a month, or in that of so
// many years earlier.
func born(month string, years int) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return ""
	}
	return at.AddDate(years, -decidingMonths-1, 0).Format(time.DateOnly)
}

// Babies reads who was born since a day and lives, or lived, in the area, with what is
// known of their months. The statements are the same few however many there are.
func Babies(q journal.Query, since string, villages []string) ([]Infant, string, error) {
	r, today, err := babiesOf(q, since, villages)
	return r.babies, today, err
}

func babiesOf(q journal.Query, since string, villages []string) (reading, string, error) {
	r := reading{q: q, at: map[ident.ID]int{}, merged: map[ident.ID]ident.ID{}, children: map[ident.ID][]ident.ID{}}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return r, "", err
	}
	today := q.Now.Day(f.Location())
	for _, read := range []func() error{
		r.mergedRecords,
		func() error { return r.people(since, today, villages) },
		func() error { return r.months(since, today) },
		func() error { return r.groups(since) },
		r.decisions,
	} {
		if err := read(); err != nil {
			return r, "", err
		}
	}
	return r, today, nil
}

// reading gathers babies from several rooms.
type reading struct {
	q      journal.Query
	babies []Infant
	at     map[ident.ID]int      // where a baby stands in babies
	merged map[ident.ID]ident.ID // a record that was merged, and the one that stands for it
	// children are the babies of each mother, by the record that stands for her.
	children map[ident.ID][]ident.ID
}

func (r *reading) people(since, today string, villages []string) error {
	return r.q.Each(`SELECT id, born, village, posyandu, mother, state, state_on FROM person
		WHERE facility_id = $1 AND born >= $2 AND born <= $3 AND merged_into = '' AND village <> '' ORDER BY id`,
		store.Args(r.q.Facility, since, today), func(scan func(...any) error) error {
			var b Infant
			var mother ident.ID
			var state, on string
			if err := scan(&b.Baby, &b.Born, &b.Village, &b.Posyandu, &mother, &state, &on); err != nil {
				return err
			}
			if villages != nil && !slices.Contains(villages, b.Village) {
				return nil
			}
			if state != registry.Active {
				b.GoneOn = max(on, b.Born)
			}
			r.at[b.Baby] = len(r.babies)
			r.babies = append(r.babies, b)
			if mother = r.stands(mother); mother != "" {
				r.children[mother] = append(r.children[mother], b.Baby)
			}
			return nil
		})
}

// mergedRecords reads which records stand for others: a month told of either counts.
func (r *reading) mergedRecords() error {
	return r.q.Each("SELECT id, merged_into FROM person WHERE facility_id = $1 AND merged_into <> ''", store.Args(r.q.Facility),
		func(scan func(...any) error) error {
			var id, into ident.ID
			err := scan(&id, &into)
			r.merged[id] = into
			return err
		})
}

// who finds a baby by any of its records.
func (r *reading) who(id ident.ID) *Infant {
	for range 10 { // a chain of merges is short; a ring cannot be, and would end here
		if i, here := r.at[id]; here {
			return &r.babies[i]
		}
		if id = r.merged[id]; id == "" {
			break
		}
	}
	return nil
}

// months reads the lines that count. What they say of a month is judged where it is kept
// (health.StandingFrom), so that no page and no figure say different things of a baby.
func (r *reading) months(since, today string) error {
	lines, err := health.Feedings.Where(r.q.Tx, "facility_id = $1 AND replaced_by = '' AND on_day >= $2 ORDER BY on_day, recorded_at, id", r.q.Facility, since)
	if err != nil {
		return err
	}
	of := map[*Infant]*[health.LastMonth + 1]health.Feeding{}
	for _, f := range lines {
		if b := r.who(f.Baby); b != nil {
			if of[b] == nil {
				of[b] = &[health.LastMonth + 1]health.Feeding{}
			}
			of[b][f.Month] = f // of two records of one baby the later line counts
		}
	}
	for b, months := range of {
		b.take(slices.DeleteFunc(months[:], func(f health.Feeding) bool { return f.ID == "" }), today)
	}
	return nil
}

// take lets the lines of a baby's months be what is known of them.
func (b *Infant) take(lines []health.Feeding, today string) {
	standing := health.StandingFrom(b.Born, today, lines)
	for i, mark := range standing.Months {
		if mark.State != health.Unknown {
			b.Months[i].State = mark.State
		}
	}
	for _, f := range lines {
		b.Months[f.Month].On, b.Months[f.Month].Recall = f.On, words[f.Recall()]
	}
}

// words are the marks of the answers.
var words = map[string]string{health.Exclusive: Yes, health.NotExclusive: No}

// Watch lists whose month of life is to be asked about and who may be about to stop.
func Watch(q journal.Query, villages []string) ([]Due, []Risk, string, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, nil, "", err
	}
	r, today, err := babiesOf(q, born(monthOf(q.Now.Day(f.Location())), 0), villages)
	if err != nil {
		return nil, nil, "", err
	}
	known, err := r.known(today)
	return DueOn(r.babies, today), RisksOn(r.babies, known, today), today, err
}
