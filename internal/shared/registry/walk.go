package registry

import (
	"encoding/json"
	"fmt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// lineOf is a line of a life with its event, which alone holds the change.
type lineOf struct {
	LifeEvent
	event LifeChanged
}

// linesOf reads what happened to a person, oldest first, also what was taken back.
func linesOf(q journal.Query, person ident.ID) ([]lineOf, error) {
	rows, err := LifeEvents.Where(q.Tx, "facility_id = $1 AND person = $2 ORDER BY seq, id", q.Facility, person)
	if err != nil {
		return nil, err
	}
	out := make([]lineOf, len(rows))
	for i, r := range rows {
		out[i].LifeEvent = r
		if out[i].event, err = eventOf(q, r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// eventOf reads the event of a line: the table keeps only what was before it.
func eventOf(q journal.Query, line LifeEvent) (e LifeChanged, err error) {
	var body string
	found, err := q.One("SELECT body FROM event WHERE facility_id = $1 AND seq = $2", store.Args(q.Facility, line.Seq), &body)
	if err != nil || !found {
		return e, err
	}
	if err := json.Unmarshal([]byte(body), &e); err != nil {
		return e, fmt.Errorf("registry: a life event: %w", err)
	}
	return e, nil
}

// linesOfCommand reads the lines that one command wrote, from its first one on.
func linesOfCommand(q journal.Query, first LifeEvent) ([]lineOf, error) {
	var command ident.ID
	if _, err := q.One("SELECT command_id FROM event WHERE facility_id = $1 AND seq = $2", store.Args(q.Facility, first.Seq), &command); err != nil {
		return nil, err
	}
	var out []lineOf
	// One command writes no more than a few hundred events, follows and all.
	err := q.Each("SELECT seq, body FROM event WHERE facility_id = $1 AND seq >= $2 AND seq < $3 AND command_id = $4 AND kind = 'registry.life_changed/1' ORDER BY seq",
		store.Args(q.Facility, first.Seq, first.Seq+2000, command), func(scan func(...any) error) error {
			var l lineOf
			var body string
			if err := scan(&l.Seq, &body); err != nil {
				return err
			}
			out = append(out, l)
			return json.Unmarshal([]byte(body), &out[len(out)-1].event)
		})
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i].LifeEvent, _, err = LifeEvents.Get(q.Tx, q.Facility, out[i].event.Event); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// counts reports whether a line still says something of a life: not one that was
// taken back, or went to the record it had named when two were parted, and not the
// taking back and the parting themselves.
func (l lineOf) counts() bool {
	return !l.Retracted && l.What != Retracted && l.What != Unmerged
}

// without gives the change that takes some lines out of a life. It goes through the
// life twice at once: as it was, and as it would have been. What moved between two
// lines, by a correction or with the house, is in both, as the difference it made
// there: what was corrected to and fro with nothing between moved nothing.
func without(now LifeState, lines []lineOf, out func(lineOf) bool) Change {
	if len(lines) == 0 {
		return Change{}
	}
	was, would := lines[0].Before, lines[0].Before
	for _, l := range lines {
		would = diff(was, l.Before).On(would)
		was = l.event.Change.On(l.Before)
		if l.counts() && !out(l) {
			would = l.event.Change.On(would)
		}
	}
	return diff(now, diff(was, now).On(would))
}

// diff is the change that makes one state of another.
func diff(from, to LifeState) Change {
	return Change{
		State: moved(from.State, to.State), StateOn: moved(from.StateOn, to.StateOn), Village: moved(from.Village, to.Village),
		Household: moved(from.Household, to.Household), Relation: moved(from.Relation, to.Relation), Guardian: moved(from.Guardian, to.Guardian),
		Posyandu: moved(from.Posyandu, to.Posyandu), Group: moved(from.Group, to.Group), Due: moved(from.Due, to.Due), Alone: moved(from.Alone, to.Alone),
		InHospital: moved(from.InHospital, to.InHospital), Quiet: moved(from.Quiet, to.Quiet), MergedInto: moved(from.MergedInto, to.MergedInto),
	}
}

func moved[T comparable](from, to T) *T {
	if from == to {
		return nil
	}
	return &to
}
