package registry

import (
	"encoding/json"
	"fmt"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// lineOf is a line of a life with its event, which alone holds the change.
type lineOf struct {
	LifeEvent
	event LifeChanged
}

// linesAfter reads what happened to a person after an event, oldest first, also
// what was taken back since: whoever replays needs both halves of it.
func linesAfter(q journal.Query, person ident.ID, seq int64) ([]lineOf, error) {
	rows, err := LifeEvents.Where(q.Tx, "facility_id = $1 AND person = $2 AND seq > $3 ORDER BY seq, id", q.Facility, person, seq)
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

// walk goes through a life twice at once: as it was, and as it would have been
// without some of its lines. What moved between two lines, by a correction or
// with the house, is in both.
type walk struct{ was, without LifeState }

// pass goes by a line; counts says that it is in both.
func (w *walk) pass(l lineOf, counts bool) {
	w.without = diff(w.was, l.Before).On(w.without)
	w.was = l.event.Change.On(l.Before)
	if counts {
		w.without = l.event.Change.On(w.without)
	}
}

// end gives the change that leads from the state now to the one without.
func (w *walk) end(now LifeState) Change {
	return diff(now, diff(w.was, now).On(w.without))
}

// settled reports of each line whether it still counts: not one that was taken
// back later, nor the taking back of it; not what was said in the name of a
// record that was merged then and has been parted since, for that is its own.
func settled(lines []lineOf) map[ident.ID]bool {
	counts := map[ident.ID]bool{}
	for i, l := range lines {
		parted := slices.ContainsFunc(lines[i+1:], func(p lineOf) bool { return l.About != "" && p.What == Unmerged && p.event.Of == l.About })
		undone := slices.ContainsFunc(lines, func(r lineOf) bool { return r.event.Retracts == l.ID })
		undoes := l.event.Retracts != "" && slices.ContainsFunc(lines, func(o lineOf) bool { return o.ID == l.event.Retracts })
		counts[l.ID] = !parted && !undone && !undoes
	}
	return counts
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
