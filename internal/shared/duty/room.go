package duty

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be asked of the desk and its slips.
func (Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("duty.take_desk", 1, loadDesk, desk.take, access.Create("duty")),
		journal.Request("duty.hand_over", 1, loadDesk, desk.handOver, access.Update("duty")),
		journal.Request("duty.receive", 1, loadDesk, desk.receive, access.Update("duty")),
		journal.Request("duty.print_slips", 1, loadShelf, shelf.print, access.Create("duty")),
		journal.Request("duty.void_slip", 1, loadShelf, shelf.void, access.Update("duty")),
	}
}

// Events are what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("duty.taken/1", applyTaken),
		journal.On("duty.offered/1", applyOffered),
		journal.On("duty.slips_printed/1", applyPrinted),
		journal.On("duty.slip_used/1", gone(func(e SlipUsed) (ident.ID, Slip) { return e.Book, Slip{Number: e.Number, Case: e.Case} })),
		journal.On("duty.slip_voided/1", gone(func(e SlipVoided) (ident.ID, Slip) { return e.Book, Slip{Number: e.Number, Why: e.Why} })),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Duties.Definition(), Books.Definition(), Healths.Definition()}
}

// Follows notes the number of a slip that a request was typed from. A number that
// was never printed here leaves nothing: the request goes on and the desk is told.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(func(q journal.Query, _ journal.Meta, e need.Opened) ([]any, error) {
		if e.Slip == 0 {
			return nil, nil
		}
		b, found, err := bookOf(q, e.Slip)
		if err != nil || !found {
			return nil, err
		}
		return []any{SlipUsed{b.ID, e.Slip, e.Case}}, nil
	})}
}

// DutyView is a time at the desk as the desk knows it.
type DutyView struct {
	ID         ident.ID        `json:"id"`
	Worker     ident.ID        `json:"worker"`
	WorkerName string          `json:"worker_name"`
	Since      instant.Instant `json:"since"`
	State      string          `json:"state"`
	To         ident.ID        `json:"to,omitempty"`
	ToName     string          `json:"to_name,omitempty"`
	OfferedAt  instant.Instant `json:"offered_at,omitzero"`
}

// BookView is a slip book as the desk knows it.
type BookView struct {
	ID            ident.ID        `json:"id"`
	From          int64           `json:"from"`
	To            int64           `json:"to"`
	PrintedAt     instant.Instant `json:"printed_at"`
	PrintedByName string          `json:"printed_by_name,omitempty"`
	Used          []Slip          `json:"used"`
	Void          []Slip          `json:"void"`
	Missing       []int64         `json:"missing"`
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"desk_duty": showDuty, "slip_book": showBook}
}

func showDuty(q journal.Query, id ident.ID) (any, bool, error) {
	d, found, err := Duties.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := DutyView{ID: d.ID, Worker: d.Worker, Since: d.Since, State: d.State, To: d.To, OfferedAt: d.OfferedAt}
	if v.WorkerName, err = workforce.Name(q, d.Worker); err != nil {
		return nil, false, err
	}
	if d.To != "" {
		v.ToName, err = workforce.Name(q, d.To)
	}
	return v, true, err
}

func showBook(q journal.Query, id ident.ID) (any, bool, error) {
	b, found, err := Books.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := BookView{ID: b.ID, From: b.From, To: b.To, PrintedAt: b.PrintedAt, Used: []Slip{}, Void: []Slip{}, Missing: b.Missing()}
	for _, s := range b.Slips {
		if s.Case == "" {
			v.Void = append(v.Void, s)
		} else {
			v.Used = append(v.Used, s)
		}
	}
	if b.PrintedBy != "" {
		v.PrintedByName, err = workforce.Name(q, b.PrintedBy)
	}
	return v, true, err
}
