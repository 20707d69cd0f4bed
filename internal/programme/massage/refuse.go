package massage

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/task"
)

// RefuseHouse tells that a cadre does not go to a home, or not alone: verb
// massage.refuse_house. Why is between her and the coordinator; the family hears nothing of
// it, and keeps its hour until another cadre is offered and it says yes.
type RefuseHouse struct {
	Booking ident.ID `json:"booking"`
	// Want is refuse or company.
	Want string `json:"want" max:"10"`
	Note string `json:"note,omitempty" max:"500"`
}

// What a cadre wants of a home.
const (
	NotThere    = "refuse"
	WithCompany = "company"
)

// HouseTask and CompanyTask are the kinds of task that it opens: the coordinator offers the
// family another cadre, or finds somebody who comes along.
const (
	HouseTask   = "massage_house"
	CompanyTask = "massage_company"
)

// Subject is the booking.
func (b RefuseHouse) Subject() ident.ID { return b.Booking }

// Check wants a booking and one of the two.
func (b RefuseHouse) Check() *fault.Error {
	if b.Want != NotThere && b.Want != WithCompany {
		return fault.BadField("body.unknown_word", "want")
	}
	return wanted(b.Booking)
}

// HouseRefusedEvent is the event of a home to which a cadre does not go, or not alone.
type HouseRefusedEvent struct {
	Booking ident.ID    `json:"booking"`
	Cadre   ident.ID    `json:"cadre"`
	Parent  ident.ID    `json:"parent"`
	Village string      `json:"village"`
	Want    string      `json:"want"`
	Note    journal.Ref `json:"note,omitzero"`
	Task    ident.ID    `json:"task,omitempty"`
}

// Refusal is a home and a cadre who does not go there, or not alone.
type Refusal struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Cadre    ident.ID        `db:"cadre"`
	Parent   ident.ID        `db:"parent"`
	Booking  ident.ID        `db:"booking"` // the last one it was said of
	Village  string          `db:"village"`
	Want     string          `db:"want"`
	Note     journal.Ref     `db:"note,json"` // sealed (words)
	Task     ident.ID        `db:"task"`
	SaidAt   instant.Instant `db:"said_at"`
}

// Audiences are the desk and the cadre: neither the family nor who comes in her place.
func (r Refusal) Audiences() []string { return []string{"f", "w:" + string(r.Cadre)} }

// Refusals is the table of them.
var Refusals = store.NewTable[Refusal]("massage_refusal", store.Derived)

// sealedHouse names why: what a cadre wrote of a home.
const sealedHouse = "massage_house"

// RefusalID names what a cadre wants of a family's home.
func RefusalID(cadre, parent ident.ID) ident.ID {
	return ident.Named("massage refusal " + string(cadre) + " " + string(parent))
}

// refusing is a visit that a cadre does not want to make alone, or at all.
type refusing struct {
	visiting
	owner ident.ID // the coordinator
}

func loadRefusing(q journal.Query) (r refusing, err error) {
	if r.visiting, err = loadVisiting(q); err != nil || r.Cadre == "" {
		return r, err
	}
	r.owner, err = dispatch.Coordinator(q, r.Cadre)
	return r, err
}

// refuse leaves the slot as it is: it is the family's, and moves only with their yes.
func (r refusing) refuse(s journal.Said[RefuseHouse]) journal.Answer {
	if code := r.refused(s.By.Worker, Booked, OnWay); code != "" {
		return journal.Refuse(code)
	}
	b := s.Body
	if r.house.Want == b.Want && r.house.Booking == b.Booking {
		return journal.Refuse("massage.house_told_already")
	}
	e := HouseRefusedEvent{Booking: r.ID, Cadre: s.By.Worker, Parent: r.Parent, Village: r.Village, Want: b.Want}
	if note := strings.TrimSpace(b.Note); note != "" {
		e.Note = s.Seal(sealedHouse, RefusalID(e.Cadre, r.Parent), r.house.Note.Version+1, words{note})
	}
	var events []any
	if r.owner != "" {
		kind := HouseTask
		if b.Want == WithCompany {
			kind = CompanyTask
		}
		e.Task = s.NewID(0)
		events = append(events, task.Opened{Task: e.Task, Kind: kind, Person: r.Cadre, Village: r.Village, Owner: r.owner, Cause: r.ID})
	}
	if r.State == OnWay && b.Want == NotThere { // she turns back, and the desk can give it to another
		events = append(events, TurnedBackEvent{r.ID})
		events = append(events, dispatch.Home(r.watch, s.By.Worker, s.At)...)
	}
	return journal.Accept(append([]any{e}, events...)...)
}

func applyHouseRefused(tx *store.Tx, m journal.Meta, e HouseRefusedEvent) error {
	id := RefusalID(e.Cadre, e.Parent)
	before, _, err := Refusals.Get(tx, m.Facility, id)
	if err != nil {
		return err
	}
	if e.Note.IsZero() {
		e.Note = before.Note
	}
	return Refusals.Put(tx, Refusal{m.Facility, id, e.Cadre, e.Parent, e.Booking, e.Village, e.Want, e.Note, e.Task, m.RecordedAt})
}

// readRefusals reads which cadres are not offered to which families.
func (b *board) readRefusals(ident.ID) error {
	all, err := Refusals.Where(b.q.Tx, "facility_id = $1 AND want = $2 ORDER BY id", b.q.Facility, NotThere)
	b.refusals = all
	return err
}

// notTo are the cadres who are not offered to a family.
func (b *board) notTo(w wish) (out []ident.ID, err error) {
	if len(b.refusals) == 0 {
		return w.not, nil
	}
	home := w.home
	if home == "" && w.but != "" {
		if home, err = b.homeOf(w.but); err != nil {
			return nil, err
		}
	}
	out = slices.Clone(w.not)
	for _, r := range b.refusals {
		if home != "" && r.Parent == home {
			out = append(out, r.Cadre)
		}
	}
	return out, nil
}

// homeOf is the family of a booking that moves, read once however many days are looked at.
func (b *board) homeOf(booking ident.ID) (ident.ID, error) {
	if home, known := b.homes[booking]; known {
		return home, nil
	}
	k, _, err := Bookings.Get(b.q.Tx, b.q.Facility, booking)
	b.homes[booking] = k.Parent
	return k.Parent, err
}

// RefusalView is what a cadre wants of a home, as the desk and she see it.
type RefusalView struct {
	ID      ident.ID        `json:"id"`
	Cadre   ident.ID        `json:"cadre"`
	Parent  ident.ID        `json:"parent"`
	Booking ident.ID        `json:"booking"`
	Want    string          `json:"want"`
	Note    string          `json:"note,omitempty"`
	SaidAt  instant.Instant `json:"said_at"`
}

func showRefusal(q journal.Query, id ident.ID) (any, bool, error) {
	r, found, err := Refusals.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	note, err := opened(q, r.Note)
	return RefusalView{r.ID, r.Cadre, r.Parent, r.Booking, r.Want, note, r.SaidAt}, err == nil, err
}
