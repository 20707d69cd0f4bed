package storm

import (
	"fmt"
	"strings"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
)

// The money of the massages: this town asks a price, which families pay, owe or cannot pay;
// cadre and midwife carry it, the treasurer takes it, two people take back what was wrong. It
// draws no lot of the day.
var (
	chief = staffOf(access.Head, "Rini")[0]
	clerk = staffOf(access.Admin, "Andi")[0]
)

// till is the fund that has the prices.
const till = "blud"

// priced has who settles prices, and the first of them.
func (d *day) priced() {
	d.t.Helper()
	for _, p := range []person{chief, clerk} {
		hire(d.t, d.h, d.facility, p)
	}
	d.charge(25_000, massage.UnableWaive)
}

// visited are the visits of the early morning, whose prices are in every state when the bad day
// begins.
func (d *day) visited(cadre, midwife person) {
	d.t.Helper()
	for i, said := range []string{massage.FeePaid, massage.FeeOwed, massage.FeeUnable, massage.FeeOwed} {
		b, by := d.anew("early massage"), []person{cadre, cadre, midwife, midwife}[i]
		at := instant.Of(time.Date(2026, 3, 2, 12, 0, 0, 0, wib)).Add(time.Duration(i%2) * 90 * time.Minute)
		for _, s := range []struct {
			verb string
			body any
		}{
			{"massage.book", d.booking(b, by, fmt.Sprint("Ibu Pagi ", i), at)},
			{"massage.screen", massage.Screen{Booking: b, Answers: sound()}},
			{"massage.start", massage.Start{Booking: b}},
			{"massage.finish", massage.Finish{Booking: b, Did: []string{"legs"}, Taught: []string{"cues"}, Fee: said}},
		} {
			out := d.hears(by, s.verb, s.body)
			qt.Assert(d.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", s.verb, out.Code))
		}
		d.settle()
	}
}

// charge has two people agree what a visit costs from now on, in rupiah.
func (d *day) charge(rupiah int64, unable string) {
	d.t.Helper()
	doc, err := policy.NewDocument(massage.FeeSettings{VisitRupiah: rupiah, VisitFund: till, Unable: unable})
	qt.Assert(d.t, qt.IsNil(err))
	out := d.hears(clerk, "policy.change", policy.Change{Section: massage.FeePolicy.Name(), Document: doc})
	qt.Assert(d.t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s", out.Code))
	out = d.hears(chief, "approval.approve", journal.Approve{Command: out.ID})
	qt.Assert(d.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	d.settle()
}

// hears is what somebody without a phone says at the desk; whoever may not is refused.
func (d *day) hears(by person, verb string, body any) journal.Outcome {
	d.t.Helper()
	actor := access.Actor{Facility: d.facility, ID: ident.Named("desk of " + by.name), Worker: by.worker(), Authority: -1}
	out, err := d.h.Journal.Do(d.t.Context(), actor, journal.Envelope{ID: d.anew("said by " + by.name), Verb: verb, V: 1, Body: raw(d.t, body)})
	if err != nil {
		return journal.Outcome{Status: journal.Refused}
	}
	return out
}

// settling is what a cadre says of the price at the end of a visit; nothing said is paid.
func (d *day) settling() string {
	d.ends++
	return []string{massage.FeeOwed, massage.FeePaid, massage.FeeUnable, "", massage.FeeOwed}[d.ends%5]
}

// purse is the cadre beside a visit: a family pays what it owed, said twice now and then; and
// she signs for her own money, which nobody does. Once in a while she keeps the cash too.
func (d *day) purse(p *phone, n int) {
	now := d.clock.Now()
	if owed := d.first(p, "massage_fee", func(r map[string]any) bool { return r["state"] == massage.FeeOwed }); owed != nil {
		for range 1 + n%2 {
			p.does(d.t, now, "massage.fee_paid", massage.FeeIsPaid{Booking: id(owed, "id")})
		}
	}
	p.does(d.t, now, "payment.hand_in", payment.HandIn{Worker: p.worker(), Fund: till, Amount: 100, On: now.Day(wib)})
	keeps := ident.Named(fmt.Sprint("cash ", n, d.n))
	d.n++
	if n%2 == 0 {
		_ = d.h.Tell(d.t.Context(), d.facility, keeps, "workforce.grant_role", workforce.GrantRole{Worker: p.worker(), Role: access.Treasurer, From: "2026-01-01"})
	} else {
		_ = d.h.Tell(d.t.Context(), d.facility, keeps, "workforce.end_role", workforce.EndRole{Worker: p.worker(), Role: access.Treasurer})
	}
}

// cash is the treasurer at the till, who sees to two things of five at a time.
func (d *day) cash(p *phone) {
	n := d.tills
	d.tills++
	d.agrees(n)
	for _, what := range []int{n % 5, (n + 2) % 5} {
		switch what {
		case 0:
			d.takes(p, n/5)
		case 1:
			d.settles(p)
		case 2:
			d.undoes(p, "massage_fee", func(r map[string]any) bool {
				return r["state"] == []string{massage.FeePaid, massage.FeeWaived}[n/5%2]
			})
		case 4:
			d.undoes(p, "hand_in", func(r map[string]any) bool { return r["undone_at"] == nil })
		}
	}
	if n%6 == 5 {
		d.charge([]int64{0, 25_000, 40_000}[n/6%3], []string{massage.UnableWaive, massage.UnableOwe}[n/6%2])
	}
}

// takes is what somebody carries: all of it, a part, or more than that.
func (d *day) takes(p *phone, n int) {
	now := d.clock.Now()
	carried := d.first(p, "balance", func(r map[string]any) bool {
		account, _ := r["account"].(string)
		amount, _ := r["amount"].(float64)
		kind, owner := ledger.KindOf(account)
		return kind == ledger.Held && strings.HasSuffix(owner, "."+till) && amount > 0
	})
	if carried == nil {
		return
	}
	amount := int64(carried["amount"].(float64))
	who, _, _ := strings.Cut(fmt.Sprint(carried["owner"]), ".")
	p.does(d.t, now, "payment.hand_in", payment.HandIn{Worker: ident.ID(who), Fund: till, Amount: []int64{1_000, amount + 100, amount}[n%3], On: now.Day(wib)})
}

// settles is a family that cannot pay, or did: of two words the one that comes first counts, and
// none of a price that is paid already.
func (d *day) settles(p *phone) {
	now := d.clock.Now()
	for _, state := range []string{massage.FeeOwed, massage.FeePaid} {
		row := d.first(p, "massage_fee", func(r map[string]any) bool { return r["state"] == state })
		if row == nil {
			continue
		}
		p.does(d.t, now, "massage.waive_fee", massage.WaiveFee{Booking: id(row, "id"), Reason: "Keluarga kurang mampu"})
		p.does(d.t, now, "massage.fee_paid", massage.FeeIsPaid{Booking: id(row, "id")})
	}
}

// undoes asks for an entry to be taken back.
func (d *day) undoes(p *phone, table string, fits func(map[string]any) bool) {
	if row := d.first(p, table, fits); row != nil {
		p.does(d.t, d.clock.Now(), "ledger.reverse", ledger.Reverse{Entry: id(row, "entry"), Reason: "salah catat"})
	}
}

// agrees is the head over what was asked to be taken back: mostly a yes, said twice, at times a no.
func (d *day) agrees(n int) {
	var waiting []journal.Proposal
	d.read(func(tx *store.Tx) (err error) {
		waiting, err = journal.Proposals.Where(tx, "facility_id = $1 AND verb = 'ledger.reverse' AND state IN ('proposed', 'held') ORDER BY id", d.facility)
		return err
	})
	for i, p := range waiting {
		if (n+i)%4 == 3 {
			d.hears(chief, "approval.reject", journal.Reject{Command: p.ID, Reason: "benar begitu"})
			continue
		}
		d.hears(chief, "approval.approve", journal.Approve{Command: p.ID})
		d.hears(chief, "approval.approve", journal.Approve{Command: p.ID})
	}
	d.settle()
}

// addsUp looks at the money that these days left: each visit that was done has its price in the
// books once, and what is carried, handed in, owed and waived are these prices.
func (d *day) addsUp(q journal.Query) {
	d.t.Helper()
	bookings, err := massage.Bookings.Where(q.Tx, "facility_id = $1 AND state = 'done' AND fee > 0 ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	prices := map[ident.ID]int64{}
	for _, b := range bookings {
		prices[b.ID] = b.Fee
	}
	fees, err := massage.Fees.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	want := map[string]int64{} // by account; what the funds receive is a negative balance
	for _, f := range fees {
		qt.Check(d.t, qt.Equals(f.Amount, prices[f.ID]), qt.Commentf("what %s costs, and what was promised", f.ID))
		delete(prices, f.ID)
		want[d.of(ledger.Income, till)] -= f.Amount
		want[map[string]string{massage.FeePaid: ledger.HeldBy(f.Cadre, till), massage.FeeOwed: d.of(ledger.Receivable, till), massage.FeeWaived: d.of(ledger.Waived, till)}[f.State]] += f.Amount
		d.saw["price "+f.State]++
	}
	qt.Check(d.t, qt.HasLen(prices, 0), qt.Commentf("visits that were done, and whose price is in no book"))
	for _, r := range d.receipts(q) {
		want[ledger.HeldBy(r.Worker, till)] -= r.Amount
		want[d.of(ledger.Cash, till)] += r.Amount
	}
	d.balanced(q, want)
}

func (d *day) of(kind, fund string) string { return ledger.Account(money.Rupiah, kind, fund) }

// receipts are those that stand. Nobody signed for their own, none is more than there is money
// in the world, and they are counted without a gap.
func (d *day) receipts(q journal.Query) (stand []payment.Remitted) {
	d.t.Helper()
	all, err := payment.HandIns.Where(q.Tx, "facility_id = $1 ORDER BY number", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	for i, r := range all {
		qt.Check(d.t, qt.IsTrue(r.By != "" && r.By != r.Worker), qt.Commentf("%s signed for their own", r.Worker))
		qt.Check(d.t, qt.Equals(r.Number, int64(i+1)))
		e, found, err := ledger.Entries.Get(q.Tx, q.Facility, r.Entry)
		qt.Assert(d.t, qt.IsNil(err))
		qt.Check(d.t, qt.IsTrue(found && e.Kind == payment.HandInEntry && (e.ReversedBy == "") == r.UndoneAt.IsZero()), qt.Commentf("receipt %d and its entry", r.Number))
		if !r.UndoneAt.IsZero() {
			d.saw["receipt taken back"]++
			continue
		}
		d.saw["handed in"]++
		stand = append(stand, r)
	}
	return stand
}

// balanced wants books that sum to zero, balances that are the sums of their lines, and those of
// the fund as they should be.
func (d *day) balanced(q journal.Query, want map[string]int64) {
	d.t.Helper()
	lines, err := ledger.Lines.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	units, sums := map[money.Unit]int64{}, map[string]int64{}
	for _, l := range lines {
		units[l.Unit] += l.Amount
		sums[l.Account] += l.Amount
	}
	for unit, sum := range units {
		qt.Check(d.t, qt.Equals(sum, 0), qt.Commentf("the books of %s", unit))
	}
	balances, err := ledger.Balances.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	for _, b := range balances {
		account := string(b.ID)
		qt.Check(d.t, qt.Equals(b.Amount, sums[account]), qt.Commentf("%s", account))
		kind, owner := ledger.KindOf(account)
		if owner == till && kind != ledger.Expense || kind == ledger.Held && strings.HasSuffix(owner, "."+till) {
			qt.Check(d.t, qt.Equals(b.Amount, want[account]), qt.Commentf("%s", account))
			delete(want, account)
		}
	}
	for account, amount := range want {
		qt.Check(d.t, qt.Equals(amount, 0), qt.Commentf("%s is in no book", account))
	}
	taken := 0
	_, err = q.One("SELECT count(*) FROM entry WHERE facility_id = $1 AND kind IN ('massage_fee', 'massage_waiver') AND reversed_by <> ''", store.Args(q.Facility), &taken)
	qt.Assert(d.t, qt.IsNil(err))
	d.saw["payment taken back"] += taken
}

// refusedMoney counts why phones were told no at the till.
func (d *day) refusedMoney() {
	for _, p := range d.phones {
		for _, no := range p.refused {
			d.saw[no.Code]++
		}
	}
}

// feeSaw are what these days must have seen of it.
var feeSaw = []string{"price paid", "price owed", "price waived", "handed in", "receipt taken back", "payment taken back", "payment.own_hand", "payment.not_carried", "massage.fee_is_paid", "massage.fee_is_waived"}
