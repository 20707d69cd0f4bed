package supportgroup

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Turn is the machine's work on a day on which time alone changes something: verb
// supportgroup.turn. Part counts from 1; each takes so many and asks for the next.
type Turn struct {
	Day  string `json:"day" max:"10"`
	Part int64  `json:"part"`
}

// Check wants a day and a part.
func (b Turn) Check() *fault.Error {
	if _, err := time.Parse(time.DateOnly, b.Day); err != nil {
		return fault.BadField("body.bad_date", "day")
	}
	if b.Part < 1 || b.Part > 10_000 {
		return fault.BadField("body.bad_choice", "part")
	}
	return nil
}

// mostTurned is how many rows one part takes: as few as leave the writer free.
const mostTurned = 40

// dayClosed follows the end of a day: on the new one a child may be six months old, and a
// group asleep.
func dayClosed(q journal.Query, _ journal.Meta, _ journal.DayClosed) ([]any, error) {
	b, there, err := open(q)
	if err != nil || !there {
		return nil, err
	}
	t, err := b.turned()
	if err != nil || len(t.events) == 0 {
		return nil, err
	}
	return []any{WokeEvent{b.today, 1}}, nil
}

// turning is what changes on this day.
type turning struct {
	events []any
	more   bool
	day    string
}

func loadTurning(q journal.Query) (t turning, err error) {
	b, there, err := open(q)
	if err != nil || !there {
		return t, err
	}
	return b.turned()
}

// turned collects it: who has finished, which groups sleep, what members are reminded of, and the children who were in
// the register before there was a group, or came into it without a birth.
func (b book) turned() (t turning, err error) {
	t.day = b.today
	if t.events, err = b.asleep(); err != nil {
		return t, err
	}
	due, err := b.finished()
	if err != nil {
		return t, err
	}
	missing, err := b.missing()
	if err != nil {
		return t, err
	}
	said, more, err := b.remind()
	if err != nil {
		return t, err
	}
	t.events = append(t.events, said...)
	t.more = len(due) >= mostTurned || len(missing) >= mostTurned || more
	taken := map[ident.ID]bool{}
	for _, id := range append(due, missing...) {
		if taken[id] {
			continue
		}
		taken[id] = true
		more, err := b.mother(id)
		if err != nil {
			return t, err
		}
		t.events = append(t.events, more...)
	}
	return t, nil
}

// finished are the mothers of rows whose day has come.
func (b book) finished() (ids []ident.ID, err error) {
	marks, args := among(store.Args(b.q.Facility, b.today), Live)
	err = b.q.Each("SELECT mother FROM group_member WHERE facility_id = $1 AND finish_on <> '' AND finish_on <= $2 AND state IN ("+marks+") ORDER BY finish_on, id LIMIT 40", args, take(&ids))
	return ids, err
}

func take(ids *[]ident.ID) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		var id ident.ID
		err := scan(&id)
		*ids = append(*ids, id)
		return err
	}
}

// missing are mothers of small children in a village with a group who have no row for that
// birth.
func (b book) missing() (ids []ident.ID, err error) {
	marks, args := among(store.Args(b.q.Facility, registry.Active, later(b.today, -190), Active), Live)
	var all []ident.ID
	if err = b.q.Each(`SELECT DISTINCT p.mother FROM person p JOIN support_group g ON g.facility_id = p.facility_id AND g.village = p.village AND g.state = $4
		WHERE p.facility_id = $1 AND p.state = $2 AND p.born > $3 AND p.mother <> '' AND p.merged_into = ''
		AND NOT EXISTS (SELECT 1 FROM group_member m WHERE m.facility_id = p.facility_id AND m.mother = p.mother AND (m.born = p.born OR m.state IN (`+marks+`)))
		ORDER BY p.mother LIMIT 200`, args, take(&all)); err != nil {
		return nil, err
	}
	for _, id := range all {
		due, err := b.owed(id)
		if err != nil {
			return nil, err
		}
		if due && len(ids) < mostTurned {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// owed reports whether an invitation falls due for a mother: a record that was merged may
// have its row under the one that was kept.
func (b book) owed(mother ident.ID) (bool, error) {
	f, found, err := factsOf(b.q, mother, nil, b.today)
	if err != nil || !found {
		return false, err
	}
	rows, err := rowsOf(b.q, f.records)
	if err != nil {
		return false, err
	}
	due, err := b.due(f, rows)
	return len(due) > 0, err
}

// asleep finds the groups that have not met for as long as the policy says.
func (b book) asleep() (out []any, err error) {
	from := sleepsFrom(b.today, b.set.AsleepMonths)
	groups, err := Groups.Where(b.q.Tx, "facility_id = $1 AND state = $2 AND asleep_on = '' AND founded_on <= $3 AND met_on < $3 ORDER BY number", b.q.Facility, Active, from)
	for _, g := range groups {
		out = append(out, AsleepEvent{g.ID, b.today})
	}
	return out, err
}

// sleepsFrom is the first day of the months in which a group has to have met to be awake:
// so many whole months before the one of today.
func sleepsFrom(day string, months int64) string {
	d, _ := time.Parse(time.DateOnly, day) // a day of ours
	return time.Date(d.Year(), d.Month()-time.Month(months), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

func (t turning) turn(s journal.Said[Turn]) journal.Answer {
	if len(t.events) == 0 {
		return journal.Refuse("supportgroup.nothing_to_turn")
	}
	answer := journal.Accept(t.events...)
	if t.more {
		answer = answer.With(WokeEvent{t.day, s.Body.Part + 1})
	}
	return answer
}
