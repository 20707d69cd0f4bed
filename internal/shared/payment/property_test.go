package payment_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/registry"
)

// work is a room that earns, as a programme does.
type work struct{}

type told struct {
	What   string         `json:"what"`
	ID     ident.ID       `json:"id"`
	Amount int64          `json:"amount"`
	Shares []ledger.Share `json:"shares"`
}

var rudi = ident.Named("Rudi")

func (work) decide(_ journal.Nothing, s journal.Said[told]) journal.Answer {
	b := s.Body
	switch b.What {
	case "earn":
		return journal.Accept(ledger.Earn(b.ID, rudi, b.ID, "blud", b.Amount).Of(ledger.ForDelivery, ledger.Split(b.Amount, b.Shares)))
	case "hold":
		return journal.Accept(ledger.Hold(b.ID, rudi, b.ID, "blud", b.Amount, "no_code").Of(ledger.ForDelivery, ledger.Split(b.Amount, b.Shares)))
	case "release":
		return journal.Accept(ledger.Release(b.ID))
	}
	return journal.Accept(ledger.Drop(b.ID, "review"))
}

func (w work) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("work.tell", 1, journal.LoadNothing, w.decide, access.Create("custody"))}
}
func (work) Events() []journal.Event   { return nil }
func (work) Tables() []store.Def       { return nil }
func (work) Follows() []journal.Follow { return nil }

type wall struct{ now instant.Instant }

func (c *wall) Now() instant.Instant { return c.now }

// office is one health centre with its books.
type office struct {
	*rapid.T
	j    *journal.Journal
	f    ident.ID
	wall *wall
	n    int
}

func yes(journal.Query, ident.ID) (bool, error) { return true, nil }

func (o *office) say(role access.Role, verb string, body any) (journal.Outcome, ident.ID) {
	raw, err := json.Marshal(body)
	if err != nil {
		o.Fatal(err)
	}
	o.n++
	id := ident.Named(fmt.Sprint(o.f, " ", o.n))
	a := access.Actor{Facility: o.f, ID: ident.Named("account " + string(role)), Worker: ident.Named(string(role)), Roles: []access.Role{role}, Keys: []string{"f"}}
	out, err := o.j.Do(context.Background(), a, journal.Envelope{ID: id, Verb: verb, V: 1, Body: raw})
	if err != nil && fault.Of(err).Kind == fault.Fault {
		o.Fatal(err)
	}
	return out, id
}

func (o *office) must(role access.Role, verb string, body any) ident.ID {
	out, id := o.say(role, verb, body)
	if out.Status != journal.Accepted {
		o.Fatalf("%s: %s %s", verb, out.Status, out.Code)
	}
	return id
}

func (o *office) read(f func(q journal.Query) error) {
	err := o.j.DB.Read(context.Background(), func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: o.f, Keys: o.j.Keys, Now: o.wall.now})
	})
	if err != nil {
		o.Fatal(err)
	}
}

// act does one thing that moves the books.
func (o *office) act() {
	id := ident.Named(fmt.Sprint(o.f, rapid.IntRange(1, 6).Draw(o.T, "delivery")))
	half := rapid.Int64Range(1, 999).Draw(o.T, "share")
	b := told{ID: id, Amount: rapid.Int64Range(1, 60_000).Draw(o.T, "rupiah"), Shares: []ledger.Share{{Fund: "blud", PerMille: half}, {Fund: "bok", PerMille: 1000 - half}}}
	switch what := rapid.SampledFrom([]string{"earn", "earn", "hold", "release", "drop", "support", "reverse"}).Draw(o.T, "what"); what {
	case "support":
		_, cmd := o.say(access.Treasurer, "payment.support", payment.GiveSupport{Worker: rudi, Fund: payment.Gift, What: payment.Money, Amount: b.Amount, On: "2026-01-01"})
		o.say(access.Head, "approval.approve", journal.Approve{Command: cmd})
	case "reverse":
		var all []ledger.Entry
		o.read(func(q journal.Query) (err error) {
			all, err = ledger.Entries.Where(q.Tx, "facility_id = $1 AND reverses = '' AND reversed_by = '' ORDER BY id", q.Facility)
			return err
		})
		if len(all) > 0 {
			e := all[rapid.IntRange(0, len(all)-1).Draw(o.T, "entry")]
			_, cmd := o.say(access.Treasurer, "ledger.reverse", ledger.Reverse{Entry: e.ID, Reason: "salah"})
			o.say(access.Head, "approval.approve", journal.Approve{Command: cmd})
		}
	default:
		b.What = what
		o.must(access.Dispatcher, "work.tell", b)
	}
}

// close prepares the month, and then does with the statement what chance says.
func (o *office) close(month string) {
	out, cmd := o.say(access.Treasurer, "payment.prepare", payment.Prepare{Worker: rudi, Month: month})
	if out.Status != journal.Accepted {
		if out.Code != "payment.nothing_due" {
			o.Fatalf("prepare %s: %s", month, out.Code)
		}
		return
	}
	st := ident.Derive(cmd, 0)
	switch rapid.SampledFrom([]string{"leave", "reject", "approve", "pay", "pay"}).Draw(o.T, "then") {
	case "reject":
		o.must(access.Head, "payment.reject", payment.Reject{Statement: st, Reason: "periksa lagi"})
	case "approve":
		o.must(access.Head, "payment.approve", payment.Settle{Statement: st})
	case "pay":
		o.must(access.Head, "payment.approve", payment.Settle{Statement: st})
		pay := payment.Pay{Statement: st, How: "cash", On: month + "-28"}
		o.must(access.Treasurer, "payment.pay", pay)
		if out, _ := o.say(access.Treasurer, "payment.pay", pay); out.Code != "payment.already_paid" {
			o.Fatalf("paid twice: %s %s", out.Status, out.Code)
		}
	}
}

// holds checks what must hold of any statements over any books.
func (o *office) holds() {
	var all []payment.Statement
	var owed, waiting, paid int64
	payable := "rupiah.payable." + string(rudi)
	o.read(func(q journal.Query) (err error) {
		if all, err = payment.Statements.Where(q.Tx, "facility_id = $1 AND state <> 'rejected'", q.Facility); err != nil {
			return err
		}
		b, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(payable))
		if owed = -b.Amount; err != nil {
			return err
		}
		_, err = q.One(`SELECT COALESCE(-SUM(amount), 0) FROM line WHERE facility_id = $1 AND account = $2
			AND entry_id NOT IN (SELECT id FROM statement_entry WHERE facility_id = $1)
			AND entry_id NOT IN (SELECT id FROM entry WHERE facility_id = $1 AND kind = 'payout')`, store.Args(q.Facility, payable), &waiting)
		return err
	})
	on, stated := map[ident.ID]bool{}, int64(0)
	for _, s := range all {
		var sum int64
		funds := map[string]int64{}
		for _, l := range s.Lines {
			if on[l.Entry] {
				o.Fatalf("entry %s stands on two statements", l.Entry)
			}
			on[l.Entry] = true
			sum += l.Amount
			borne := int64(0)
			for _, p := range l.Parts {
				borne += p.Amount
				funds[p.Fund] += p.Amount
			}
			if borne != l.Amount {
				o.Fatalf("the funds bear %d of %d", borne, l.Amount)
			}
		}
		for _, f := range s.Funds {
			if funds[f.Fund] != f.Amount {
				o.Fatalf("fund %s: %d, lines say %d", f.Fund, f.Amount, funds[f.Fund])
			}
		}
		if sum != s.Amount || sum <= 0 {
			o.Fatalf("a statement of %d over lines of %d", s.Amount, sum)
		}
		stated += sum
		if s.State == payment.Paid || s.State == payment.Receipted {
			paid += s.Amount
		}
	}
	if owed != stated+waiting-paid {
		o.Fatalf("owed %d, but stated %d, waiting %d, paid %d", owed, stated, waiting, paid)
	}
}

// Months as they come: whatever is earned, held, released, dropped, reversed and
// supported, prepared, sent back, approved and paid, every rupiah that is owed stands
// on one statement or waits for one, and none is paid twice.
func TestAnyMonthsComeOutToTheRupiah(t *testing.T) {
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	clock := &wall{instant.Of(time.Date(2026, 1, 1, 3, 0, 0, 0, time.UTC))}
	j, err := journal.New(journal.Config{DB: storetest.SQLite(t), Keys: ring, Clock: clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{work{}, registry.Room{}, ledger.Room{}, payment.Room{Works: yes, Knows: yes}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	const year = 2026
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		o := &office{T: t, j: j, f: ident.Named(fmt.Sprint("office ", run)), wall: clock}
		clock.now = instant.Of(time.Date(year, 1, 1, 3, 0, 0, 0, time.UTC))
		o.must(access.Machine, "registry.found", registry.Found{Slug: fmt.Sprint("office", run), Name: "Puskesmas Contoh", Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119",
			Villages: []registry.InVillage{{Code: "33.13.14.2002", Name: "Alastuwo", Lat: -7.5, Lon: 110.9}}})
		for month := 1; month <= rapid.IntRange(1, 4).Draw(t, "months"); month++ {
			for range rapid.IntRange(0, 8).Draw(t, "acts") {
				o.act()
			}
			clock.now = instant.Of(time.Date(year, time.Month(month)+1, 2, 3, 0, 0, 0, time.UTC))
			o.close(fmt.Sprintf("%d-%02d", year, month))
			o.holds()
		}
	})
	_, err = j.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}
