package milk

import (
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// The states of a place. One that has ended stays so: whoever comes back, or was
// taken for dead by mistake, is taken in anew by a person.
const (
	Going  = "active"
	Paused = "paused"
	Over   = "ended"
)

// LifeChanged says what stops when life changes for a mother, a baby, a guardian
// or a recipient. It looks at what the register says of them now, not at the
// words of the event: a death that comes to light by a merge ends as much.
func (r Room) LifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	records = append(records, p.ID)
	places, err := placesOf(q, records)
	if err != nil {
		return nil, err
	}
	var out []any
	for i, place := range places {
		t := turning{q: q, place: place, who: p, records: records, e: e, first: 1 + i*100}
		if err := t.read(); err != nil {
			return nil, err
		}
		out = append(out, t.follow()...)
	}
	return out, nil
}

// placesOf lists the places, the ended aside, of the human behind these records:
// as the mother, the baby, the guardian who keeps it or a recipient.
func placesOf(q journal.Query, records []ident.ID) ([]Place, error) {
	args := store.Args(q.Facility, Over)
	var ids, names []string
	for _, id := range records {
		args = append(args, id, `%"`+string(id)+`"%`)
		ids = append(ids, "$"+strconv.Itoa(len(args)-1))
		names = append(names, "recipients LIKE $"+strconv.Itoa(len(args)))
	}
	in := " IN (" + strings.Join(ids, ", ") + ")"
	return Places.Where(q.Tx, "facility_id = $1 AND state <> $2 AND (mother"+in+" OR baby"+in+" OR keeper"+in+" OR "+strings.Join(names, " OR ")+") ORDER BY id", args...)
}

// turning is a place at the moment at which life changes for one of its people.
type turning struct {
	q     journal.Query
	place Place
	// who is the record that stands, records are all of the same human.
	who     registry.Person
	records []ident.ID
	e       registry.LifeChanged
	// first is the ordinal of the ids that are made here.
	first int
	// running are its deliveries that have not ended, links the living ones of the
	// place and of its deliveries, unsaid what still waits to be sent with one of them.
	running []Delivery
	links   []link.Link
	unsaid  []messaging.Row
	hide    int64
}

func (t *turning) read() (err error) {
	set, _, err := Policy.Get(t.q)
	if err != nil {
		return err
	}
	t.hide = set.HideSeconds
	if t.running, err = Deliveries.Where(t.q.Tx, "facility_id = $1 AND place = $2 AND ended_at = 0 ORDER BY id", t.q.Facility, t.place.ID); err != nil {
		return err
	}
	const subjects = "(subject = $2 OR subject IN (SELECT id FROM milk_delivery WHERE facility_id = $1 AND place = $2))"
	if t.links, err = link.Links.Where(t.q.Tx, "facility_id = $1 AND state = $3 AND expires_at > $4 AND "+subjects+" ORDER BY id", t.q.Facility, t.place.ID, link.Live, t.q.Now); err != nil {
		return err
	}
	t.unsaid, err = messaging.Messages.Where(t.q.Tx, "facility_id = $1 AND state = 'waiting' AND link IN (SELECT id FROM link WHERE facility_id = $1 AND "+subjects+") ORDER BY id", t.q.Facility, t.place.ID)
	return err
}

// is reports whether a record is one of the human's.
func (t *turning) is(person ident.ID) bool {
	return person != "" && slices.Contains(t.records, person)
}

// id gives the next id of what is made here.
func (t *turning) id() ident.ID {
	t.first++
	return ident.Derive(t.e.Event, t.first)
}

// follow is everything that the change does to the place.
func (t *turning) follow() []any {
	gone := t.who.State == registry.Dead || t.who.State == registry.Moved
	if gone && (t.is(t.place.Mother) || t.is(t.place.Baby)) {
		return t.end()
	}
	var out []any
	if gone {
		out = append(out, t.drop()...)
	}
	if t.is(t.place.Baby) {
		out = append(out, t.stay()...)
		if t.e.What == registry.GuardianChanged && t.who.Guardian != "" {
			out = append(out, t.pass()...)
		}
	}
	if village := t.e.Change.Village; village != nil && *village != "" && *village != t.place.Village && (t.is(t.place.Mother) || t.is(t.place.Baby)) {
		out = append(out, t.move(*village)...)
	}
	return out
}

// end ends the place with all that is under way for it. Debts, fees and reviews
// are left alone: they are somebody's work.
func (t *turning) end() []any {
	out := []any{PlaceEnded{Place: t.place.ID}, link.End(t.place.ID, t.q.Now)}
	for _, l := range t.links {
		if end := link.End(l.Subject, t.q.Now); !slices.Contains(out, any(end)) {
			out = append(out, end)
		}
	}
	for _, d := range t.running {
		if d.InHand() {
			out = append(out, t.recall(d)...)
		} else {
			out = append(out, CancelledEvent{d.ID, "place_ended", t.hide}, dispatch.JobCancelled{Job: d.Job})
		}
	}
	return append(out, t.hush(func(messaging.Row) bool { return true })...)
}

// recall calls a load back that a courier has in his hands: he brings it to the
// health centre, bottle by bottle, and no promise runs against him.
func (t *turning) recall(d Delivery) []any {
	out := []any{Recalled{d.ID}, t.mark(d, "recalled")}
	if d.Promise != "" {
		out = append(out, promise.Cancel(d.Promise, t.q.Now))
	}
	return out
}

// mark has a person look at a delivery.
func (t *turning) mark(d Delivery, reason string) ReviewOpened {
	id := d.Review
	if id == "" {
		id = t.id()
	}
	return ReviewOpened{id, d.ID, d.Courier, []string{reason}}
}

// hush stops what still waits to be sent about the place.
func (t *turning) hush(which func(messaging.Row) bool) []any {
	var out []any
	for _, m := range t.unsaid {
		if which(m) {
			out = append(out, messaging.Stop(m.ID, messaging.StoppedOver))
		}
	}
	return out
}

// drop takes a recipient off the list who is there no more, even the last one.
// What is on its way to nobody is looked at.
func (t *turning) drop() []any {
	var out []any
	left := false
	for _, r := range t.place.Recipients {
		switch {
		case r.Active && t.is(r.Person):
			out = append(out, RecipientDropped{t.place.ID, r.Person})
		case r.Active:
			left = true
		}
	}
	if len(out) == 0 || left {
		return out
	}
	for _, d := range t.running {
		out = append(out, t.mark(d, "no_recipient"))
	}
	return out
}

// stay pauses the place while the baby is in hospital: nothing new is fetched, and
// what is under way goes on with an eye on it.
func (t *turning) stay() []any {
	switch {
	case t.who.InHospital && t.place.State == Going:
		out := []any{PlacePaused{Place: t.place.ID}}
		for _, d := range t.running {
			out = append(out, t.mark(d, "baby_in_hospital"))
		}
		return out
	case !t.who.InHospital && t.place.State == Paused && t.place.PausedWhy == "": // a leave goes on
		return []any{PlaceResumed{t.place.ID}}
	}
	return nil
}

// pass gives the page of the place to the child's next guardian. What the former
// one held is dead in the same second; a delivery under way keeps its proof, by a
// new code. Who receives stays on the list.
func (t *turning) pass() []any {
	former, next := t.place.Reader(), t.who.Guardian
	if next == former {
		return nil
	}
	var out []any
	for _, l := range t.links {
		if l.Purpose != link.Receive && (l.Person == former || l.Owner == former) {
			out = append(out, link.Raised{Link: l.ID, Generation: l.Generation + 1, Over: true})
		}
	}
	out = append(out, t.hush(func(m messaging.Row) bool { return m.Person == former })...)
	passed, page := PlacePassed{Place: t.place.ID, Keeper: next}, t.id()
	if next == t.place.Mother {
		passed.Keeper = ""
	}
	var after []any
	for _, d := range t.running {
		track := t.id()
		passed.Tracks = append(passed.Tracks, Tracked{d.ID, track})
		after = append(after, link.Issue(track, link.Track, d.ID, next, t.q.Now.Add(trackLife)), CodeRenewed{d.ID, d.CodeGeneration + 1})
	}
	out = append(out, passed, link.Issue(page, link.Place, t.place.ID, next, t.q.Now.Add(placeLink)))
	out = append(out, after...)
	return append(out, messaging.Queue(messaging.Message{ID: t.id(), To: next, Kind: "milk_place", Link: page}))
}

// move lets the place, its history and what is under way follow the family: the
// phones of the old village forget them.
func (t *turning) move(village string) []any {
	out := []any{PlaceMoved{t.place.ID, village}}
	for _, d := range t.running {
		if d.Promise != "" {
			d.Village = village
			out = append(out, promise.Show(d.Promise, Run{Delivery: d}.promisedBefore(d.Courier)))
		}
	}
	return out
}

// About says whom a place or a delivery is about; nobody when it is neither.
func (Room) About(q journal.Query, subject ident.ID) ([]ident.ID, error) {
	p, found, err := Places.Get(q.Tx, q.Facility, subject)
	if err != nil || found {
		return []ident.ID{p.Mother, p.Baby}, err
	}
	d, found, err := Deliveries.Get(q.Tx, q.Facility, subject)
	if err != nil || !found {
		return nil, err
	}
	return []ident.ID{d.Mother, d.Baby}, nil
}
