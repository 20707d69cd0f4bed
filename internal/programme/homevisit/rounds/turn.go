package rounds

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Turn is the machine's work on a day on which time alone changes rows: verb round.turn.
// Part counts from 1; each takes so many and asks for the next.
type Turn struct {
	Day  string `json:"day" max:"10"`
	Part int64  `json:"part"`
}

// Check wants a day and a part.
func (b Turn) Check() *fault.Error {
	if len(b.Day) != 10 {
		return fault.BadField("body.bad_date", "day")
	}
	if b.Part < 1 || b.Part > 10_000 {
		return fault.BadField("body.bad_choice", "part")
	}
	return nil
}

// mostTurned is how many people one part reckons anew: as few as leave the writer free.
const mostTurned = 60

// wakes is the machine's next part.
func wakes(m journal.Meta, e WokeEvent) []journal.Then {
	return []journal.Then{{Due: m.RecordedAt, Verb: "round.turn", Body: Turn(e)}}
}

// dayClosed follows the end of a day: on the new one some rows may be others.
func dayClosed(q journal.Query, _ journal.Meta, _ journal.DayClosed) ([]any, error) {
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	ids, _, err := b.turned()
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return []any{WokeEvent{b.today, 1}}, nil
}

// turning are the people whose time has come, reckoned.
type turning struct {
	events []any
	more   bool
	day    string
}

// loadTurning finds those whose row changes today, and those whom the register had before
// there were rounds.
func (Room) loadTurning(q journal.Query) (t turning, err error) {
	b, err := read(q)
	if err != nil {
		return t, err
	}
	t.day = b.today
	ids, more, err := b.turned()
	if err != nil {
		return t, err
	}
	t.more = more
	t.events, err = b.all(ids, nil)
	return t, err
}

// turned are those whose row is another today, as many as one part takes; more: there are others.
func (b book) turned() (ids []ident.ID, more bool, err error) {
	rows, err := Rounds.Where(b.q.Tx, "facility_id = $1 AND turn_on <> '' AND turn_on <= $2 ORDER BY turn_on, id LIMIT 60", b.q.Facility, b.today)
	if err != nil {
		return nil, false, err
	}
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	if len(ids) < mostTurned {
		missing, err := b.missing(mostTurned - len(ids))
		if err != nil {
			return nil, false, err
		}
		ids = append(ids, missing...)
	}
	return ids, len(ids) == mostTurned, nil
}

// missing are people who belong into the rounds and have no row: those who were
// registered before there were rounds.
func (b book) missing(most int) (ids []ident.ID, err error) {
	young := months(b.today, -int(b.set.ChildMonths))
	err = b.q.Each(`SELECT p.id FROM person p LEFT JOIN round r ON r.facility_id = p.facility_id AND r.id = p.id
		WHERE p.facility_id = $1 AND r.id IS NULL AND p.state = $2 AND p.merged_into = '' AND p.village <> '' AND p.kind IN ($3, $4, $5)
		AND (p.born > $6 OR p.due <> '' OR p.lives_alone) LIMIT 60`,
		store.Args(b.q.Facility, registry.Active, registry.Resident, registry.Mother, registry.Baby, young), func(scan func(...any) error) error {
			var id ident.ID
			err := scan(&id)
			if len(ids) < most {
				ids = append(ids, id)
			}
			return err
		})
	return ids, err
}

func (t turning) turn(s journal.Said[Turn]) journal.Answer {
	if len(t.events) == 0 {
		return journal.Refuse("round.nothing_to_turn")
	}
	answer := journal.Accept(t.events...)
	if t.more {
		answer = answer.With(WokeEvent{t.day, s.Body.Part + 1})
	}
	return answer
}
