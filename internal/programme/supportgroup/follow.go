package supportgroup

import (
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// personOf is a record as it stands.
func personOf(q journal.Query, id ident.ID) (registry.Person, bool, error) {
	return registry.People.Get(q.Tx, q.Facility, id)
}

// among makes the marks of an IN behind what is there already: $2, $3 and so on.
func among[T any](args []any, of []T) (marks string, all []any) {
	for i, one := range of {
		if i > 0 {
			marks += ", "
		}
		args = append(args, one)
		marks += "$" + strconv.Itoa(len(args))
	}
	return marks, args
}

// LifeChanged follows what life does to a mother or a child: a birth lets an invitation
// fall due, a stay in hospital holds it back, a death or a move ends it quietly.
func (Room) LifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	if e.What == registry.GaveBirth { // the child is written down right after: it is heard then
		return nil, nil
	}
	b, there, err := open(q)
	if err != nil || !there {
		return nil, err
	}
	ids := []ident.ID{e.Person}
	if e.What == registry.WasMerged || e.What == registry.Unmerged {
		p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
		if err != nil {
			return nil, err
		}
		if found && p.ID != e.Person {
			ids = append(ids, p.ID)
		}
	}
	return b.of(ids...)
}

// corrected follows what is known better of somebody: a day of birth, and the name that
// the lists show.
func corrected(q journal.Query, _ journal.Meta, e registry.PersonCorrected) ([]any, error) {
	b, there, err := open(q)
	if err != nil || !there {
		return nil, err
	}
	return b.of(e.Person)
}

// forgotten follows the erasure of somebody's details.
func forgotten(q journal.Query, _ journal.Meta, e registry.PersonForgotten) ([]any, error) {
	b, there, err := open(q)
	if err != nil || !there {
		return nil, err
	}
	return b.of(e.Person)
}

// ConsentAnswered erases the photos of the meetings at which somebody was who does not want
// to be on a photo any more.
func (Room) ConsentAnswered(q journal.Query, _ journal.Meta, e registry.ConsentRecorded) (out []any, err error) {
	if e.Given || e.Purpose != registry.ForPhotos {
		return nil, nil
	}
	b, there, err := open(q)
	if err != nil || !there {
		return nil, err
	}
	f, found, err := factsOf(q, e.Person, nil, b.today)
	if err != nil || !found {
		return nil, err
	}
	rows, err := rowsOf(q, f.records)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var ids []ident.ID
	for _, m := range rows {
		ids = append(ids, m.ID)
	}
	marks, args := among([]any{q.Facility}, ids)
	seen, err := Meetings.Where(q.Tx, "facility_id = $1 AND photo <> '' AND id IN (SELECT meeting FROM group_attendance WHERE facility_id = $1 AND member IN ("+marks+")) ORDER BY id", args...)
	for _, m := range seen {
		out = append(out, PhotoErasedEvent{Meeting: m.ID, Why: "consent"})
	}
	return out, err
}
