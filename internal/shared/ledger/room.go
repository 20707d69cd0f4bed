package ledger

import (
	"cmp"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Room is the table of contents. Number, when the wiring gives it, is the short
// number of what an earning is for ("0423"); the books do not know deliveries.
type Room struct {
	Number func(q journal.Query, subject ident.ID) (string, error)
	// Elsewhere says of a kind of entry that the room that posted it takes it back itself,
	// with what hangs on it: a debt, a batch. It may be nil.
	Elsewhere func(kind string) bool
}

// Verbs are what can be asked of the books. Everything else that moves them
// comes from the rooms that earn and spend.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("ledger.reverse", 1, r.loadPosting, posting.reverse, access.Create("ledger"), journal.TwoPersons),
	}
}

// Events are what can have happened in them.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("ledger.posted/1", applyPosted),
		journal.On("ledger.earned/1", applyEarned),
		journal.On("ledger.earning_held/1", applyHeld),
		journal.On("ledger.earning_released/1", applyReleased),
		journal.On("ledger.earning_dropped/1", applyDropped),
		journal.On("ledger.reversed/1", applyReversed),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Entries.Definition(), Lines.Definition(), Balances.Definition(), Earnings.Definition()}
}

// Follows are what it answers to: nothing.
func (Room) Follows() []journal.Follow { return nil }

// EarningView is an earning as the faces know it; amount in rupiah.
type EarningView struct {
	ID         ident.ID        `json:"id"`
	Worker     ident.ID        `json:"worker"`
	WorkerName string          `json:"worker_name"`
	Delivery   ident.ID        `json:"delivery"`
	Number     string          `json:"number"`
	Amount     int64           `json:"amount"`
	At         instant.Instant `json:"at"`
	State      string          `json:"state"`
	Reason     string          `json:"reason,omitempty"`
	Entry      ident.ID        `json:"entry,omitempty"`
	// Kind is delivery, ride, failed or month; Parts are what each fund bears.
	Kind  string `json:"kind"`
	Parts []Part `json:"parts"`
}

// BalanceView is a balance as the faces know it.
type BalanceView struct {
	ID      ident.ID   `json:"id"`
	Account string     `json:"account"`
	Owner   string     `json:"owner"`
	Unit    money.Unit `json:"unit"`
	Amount  int64      `json:"amount"`
	// Since is how long a worker carries the oldest of the rupiah in their hand: what came first is
	// handed in first. Of other accounts, and of a hand that is empty, nothing is said.
	Since instant.Instant `json:"since,omitzero"`
}

// Shows are the views of the synced tables.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"earning": r.showEarning, "balance": showBalance}
}

func (r Room) showEarning(q journal.Query, id ident.ID) (any, bool, error) {
	e, found, err := Earnings.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := EarningView{ID: e.ID, Worker: e.Worker, Delivery: e.Subject, Amount: e.Amount, At: e.At, State: e.State, Reason: e.Reason, Entry: e.Entry,
		Kind: cmp.Or(e.Kind, "delivery"), Parts: e.Borne()}
	_, person, _, err := registry.Open(q, e.Worker)
	if err != nil {
		return nil, false, err
	}
	v.WorkerName = person.Name
	if r.Number != nil {
		v.Number, err = r.Number(q, e.Subject)
	}
	return v, true, err
}

func showBalance(q journal.Query, id ident.ID) (any, bool, error) {
	b, found, err := Balances.Get(q.Tx, q.Facility, id)
	v := BalanceView{ID: b.ID, Account: string(b.ID), Owner: b.Owner, Unit: b.Unit, Amount: b.Amount}
	if err == nil && b.inHand() && b.Amount > 0 {
		v.Since, err = since(q, b)
	}
	return v, found, err
}

// mostLines is how far back is looked for the oldest rupiah in a hand: who carries more visits
// than that is told the oldest of these.
const mostLines = 500

// since is when the oldest part of what an account holds came in: the latest that came in, back
// to where they make up what is there.
func since(q journal.Query, b Balance) (at instant.Instant, err error) {
	left := b.Amount
	err = q.Each(`SELECT entry.at, line.amount FROM line JOIN entry ON entry.facility_id = line.facility_id AND entry.id = line.entry_id
		WHERE line.facility_id = $1 AND line.account = $2 AND line.amount > 0 AND entry.reversed_by = '' ORDER BY entry.at DESC, line.id DESC LIMIT $3`,
		[]any{q.Facility, string(b.ID), mostLines}, func(scan func(...any) error) error {
			var came instant.Instant
			var n int64
			if err := scan(&came, &n); err != nil || left <= 0 {
				return err
			}
			at, left = came, left-n
			return nil
		})
	return at, err
}
