package massage

import (
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// Why life ends a visit, as the booking keeps it. That somebody has died is not among them: whom
// a list of visits reaches learns it from people.
const (
	ByFamily  = "family"
	ByMove    = "moved"
	ByConsent = "consent"
)

// AskFamily is the kind of task that the coordinator has when a visit may not be wanted as it was
// booked: a parent has died or mourns, the child has another guardian, another home, or is in
// hospital.
const AskFamily = "massage_family"

// LifeChanged says what life ends: the visits of who has died or moved away, without a word to
// anybody, and those of a child that has another guardian. What may still be wanted is asked by a
// person. Two records that are found to be one human need nothing: a family's visits are those of
// all its records.
func (Room) LifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) (out []any, err error) {
	l, err := readLives(q, e.Person)
	if err != nil || len(l.open) == 0 {
		return nil, err
	}
	var ended []Booking
	ask := Booking{}
	for _, b := range l.open {
		why, asks, err := l.turns(q, b, e)
		if err != nil {
			return nil, err
		}
		if why != "" {
			out, ended = append(out, EndedEvent{b.ID, Cancelled, why}), append(ended, b)
		}
		if asks && ask.ID == "" {
			ask = b
		}
	}
	quiet, err := unsaid(q, ended)
	if err != nil || ask.ID == "" {
		return append(out, quiet...), err
	}
	owner, err := dispatch.Coordinator(q, "")
	if err != nil || owner == "" {
		return append(out, quiet...), err
	}
	open := task.Opened{Task: ident.Derive(e.Event, askOrdinal), Kind: AskFamily, Person: ask.Children[0], Village: ask.Village, Owner: owner, Cause: ask.ID}
	return append(append(out, quiet...), open), nil
}

// askOrdinal keeps the ids of these tasks apart from others that derive from a life event.
const askOrdinal = 90_001

// lives are the visits ahead of a human: their own, and those of which they are the parent.
type lives struct {
	who     registry.Person
	records []ident.ID
	open    []Booking
}

func readLives(q journal.Query, person ident.ID) (l lives, err error) {
	found := false
	if l.who, found, err = registry.Canonical(q.Tx, q.Facility, person); err != nil || !found {
		return l, err
	}
	if l.records, err = registry.MergedWith(q.Tx, q.Facility, l.who.ID); err != nil {
		return l, err
	}
	l.records = append(l.records, l.who.ID)
	args := store.Args(q.Facility, Started)
	var whose []string
	for _, id := range l.records {
		args = append(args, id, `%"`+string(id)+`"%`)
		whose = append(whose, "parent = $"+strconv.Itoa(len(args)-1)+" OR children LIKE $"+strconv.Itoa(len(args)))
	}
	// A visit that goes on is the cadre's, who is in the house.
	l.open, err = Bookings.Where(q.Tx, "facility_id = $1 AND ended_at = 0 AND state <> $2 AND ("+strings.Join(whose, " OR ")+") ORDER BY starts_at, id", args...)
	return l, err
}

// child reports whether the human is one of those who are to be massaged.
func (l lives) child(b Booking) bool {
	return slices.ContainsFunc(b.Children, func(id ident.ID) bool { return slices.Contains(l.records, id) })
}

// turns says why a visit ends now, or is asked about.
func (l lives) turns(q journal.Query, b Booking, e registry.LifeChanged) (why string, ask bool, err error) {
	child, parent := l.child(b), slices.Contains(l.records, b.Parent)
	switch {
	case l.who.State == registry.Dead:
		return ByFamily, parent, nil
	case l.who.State != registry.Active:
		return ByMove, false, nil
	case child && e.What == registry.GuardianChanged && l.who.Guardian != "":
		next, _, err := registry.Canonical(q.Tx, q.Facility, l.who.Guardian)
		if err != nil {
			return "", false, err
		}
		had, _, err := registry.Canonical(q.Tx, q.Facility, b.Parent)
		if err != nil || next.ID == had.ID {
			return "", false, err
		}
		return ByFamily, true, nil
	case parent && e.What == registry.Bereaved, child && e.What == registry.InHospital:
		return "", true, nil
	}
	moved := e.Change.Village != nil && *e.Change.Village != "" && *e.Change.Village != b.Village
	return "", moved && e.What == registry.MovedWithin, nil
}

// unsaid stops what waits to be sent about visits that ended.
func unsaid(q journal.Query, ended []Booking) (out []any, err error) {
	seen := map[ident.ID]bool{}
	for _, b := range ended {
		if b.Parent == "" || seen[b.Parent] {
			continue
		}
		seen[b.Parent] = true
		rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND state = $3 ORDER BY created_at, id", q.Facility, b.Parent, messaging.Waiting)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if strings.HasPrefix(r.Kind, "massage_") && slices.ContainsFunc(ended, func(b Booking) bool { return b.tellsOf(r) }) {
				out = append(out, messaging.Stop(r.ID, messaging.StoppedOver))
			}
		}
	}
	return out, nil
}

// tellsOf reports whether a message is about this visit: its slot, or the one that was offered.
func (b Booking) tellsOf(r messaging.Row) bool {
	if r.Params["booking"] != "" {
		return r.Params["booking"] == string(b.ID)
	}
	at := r.Params["when_at"]
	return at != "" && (at == b.From.String() || at == b.Offer.From.String())
}

// ConsentAnswered ends the visits of a child whose record may not be kept any more. The parent,
// who has said so, is told that nobody comes.
func (Room) ConsentAnswered(q journal.Query, m journal.Meta, e registry.ConsentRecorded) (out []any, err error) {
	if e.Given || e.Purpose != registry.ChildData {
		return nil, nil
	}
	l, err := readLives(q, e.Person)
	if err != nil {
		return nil, err
	}
	first := Booking{}
	for _, b := range l.open {
		if !l.child(b) {
			continue
		}
		if out = append(out, EndedEvent{b.ID, Cancelled, ByConsent}); b.State == Booked && first.ID == "" {
			first = b
		}
	}
	if first.ID != "" {
		out = append(out, held{Booking: first}.say(ident.Derive(m.ID(), 1), "massage_cancelled"))
	}
	return out, nil
}

// About says whom a family's page is about: the children of its visits, as far as they are here.
// A child that is not there any more closes nobody's page.
func (Room) About(q journal.Query, subject ident.ID) (people []ident.ID, err error) {
	rows, err := Bookings.Where(q.Tx, "facility_id = $1 AND parent = $2 AND parent <> '' ORDER BY id", q.Facility, subject)
	for _, b := range rows {
		for _, id := range b.Children {
			child, found, err := registry.Canonical(q.Tx, q.Facility, id)
			if err != nil {
				return nil, err
			}
			if found && child.State == registry.Active && !slices.Contains(people, child.ID) {
				people = append(people, child.ID)
			}
		}
	}
	return people, err
}
