package payment_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

const march = "2026-03-02 12:50"

// later are days of the story's month: the first of April and of May.
const inApril, inMay = "+30 09:00", "+60 09:00"

func one(name string) ident.ID { return ident.Named("bottle " + name) }

func read(w *world.World, name string) (d milk.Delivery) {
	w.Query(func(q journal.Query) (err error) {
		d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, ident.Named(name))
		return err
	})
	return d
}

// setOut has a mother put out one bottle and Joko go to fetch it.
func setOut(w *world.World, name, mother string) {
	id := ident.Named(name)
	w.As(mother).Send("declare "+name, "milk.declare", milk.Declare{Delivery: id, Place: ident.Named("place " + mother), Bottles: []milk.BottleBody{
		{ID: one(name), VolumeML: 100, ExpressedAt: w.Clock.Now(), Milk: "fresh", Kept: "cooler"}}})
	w.As("Joko").Send("accept "+name, "dispatch.accept", dispatch.Accept{Job: read(w, name).Job}).
		Send("set out "+name, "dispatch.set_out", dispatch.SetOut{Job: read(w, name).Job})
}

// fetch has him take it over too.
func fetch(w *world.World, name, mother string) {
	setOut(w, name, mother)
	id := ident.Named(name)
	w.Send("fetch "+name, "milk.hand_over", milk.HandOver{Delivery: id, Bag: "tas " + name, Bottles: []ident.ID{one(name)}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack "+name, "milk.pack", milk.Pack{Delivery: id})
}

// bring has Joko hand it over, with the code or without.
func bring(w *world.World, name, to string, proven bool) {
	body := milk.Deliver{Delivery: ident.Named(name), Recipient: ident.Named(to), Bottles: []ident.ID{one(name)}, WithoutCode: !proven}
	if proven {
		w.Query(func(q journal.Query) error {
			body.Code = link.Code(q.Keys, q.Facility, ident.Named(name), read(w, name).CodeGeneration)
			return nil
		})
	}
	w.As("Joko").Send("bring "+name, "milk.deliver", body)
}

// prepare has the treasurer freeze Joko's month and gives the statement.
func prepare(w *world.World, name, month string) payment.Statement {
	w.As("treasurer").Send(name, "payment.prepare", payment.Prepare{Worker: ident.Named("Joko"), Month: month})
	return statement(w, ident.Derive(ident.Derive(ident.Named("command "+name), 0), 0))
}

func statement(w *world.World, id ident.ID) (s payment.Statement) {
	w.Query(func(q journal.Query) (err error) {
		s, _, err = payment.Statements.Get(q.Tx, q.Facility, id)
		return err
	})
	return s
}

func kinds(s payment.Statement) (out []string) {
	for _, l := range s.Lines {
		out = append(out, l.Kind)
	}
	return out
}

func balance(w *world.World, account string) (amount int64) {
	w.Query(func(q journal.Query) error {
		b, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(account))
		amount = b.Amount
		return err
	})
	return amount
}

// asFee has two persons put a way to pay in force.
func asFee(w *world.World, by func(*milk.Settings)) {
	var set milk.Settings
	w.Query(func(q journal.Query) (err error) { set, _, err = milk.Policy.Get(q); return err })
	by(&set)
	doc, err := policy.NewDocument(set)
	qt.Assert(w.T, qt.IsNil(err))
	w.ByTwo("fee", "admin", "head", "policy.change", policy.Change{Section: "milk", Document: doc})
}

func also(w *world.World, name string, role access.Role) {
	w.As("machine").Send("also "+name+string(role), "workforce.grant_role",
		workforce.GrantRole{Account: ident.Named("account " + name), Worker: ident.Named(name), Role: role, From: "2026-03-01"})
}

// Joko brings milk in March: one delivery is proven, one has no code. March is
// prepared by the treasurer, approved by the head, paid and received; the held fee
// is answered, released, and comes with April.
func TestTwoMonthsArePaid(t *testing.T) {
	world.Both(t, march, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		joko := ident.Named("Joko")
		fetch(w, "first", "Sri")
		w.At("13:40")
		bring(w, "first", "Mbah Parti", true)
		fetch(w, "second", "Sri")
		w.At("14:20")
		bring(w, "second", "Mbah Parti", false)
		w.As("treasurer").Refused("too soon", "payment.prepare", payment.Prepare{Worker: joko, Month: "2026-03"}, "payment.month_not_over")

		w.At(inApril)
		st := prepare(w, "march", "2026-03")
		qt.Assert(t, qt.DeepEquals([]any{st.Amount, st.Number, st.State}, []any{int64(25_000), int64(1), payment.Prepared}))
		qt.Assert(t, qt.DeepEquals(kinds(st), []string{"delivery"}))
		qt.Assert(t, qt.DeepEquals([]any{st.Lines[0].Number, st.Lines[0].On}, []any{"0001", "2026-03-02"}))
		qt.Assert(t, qt.HasLen(st.Held, 1))
		qt.Assert(t, qt.DeepEquals([]any{st.Held[0].Amount, st.Held[0].Reason}, []any{int64(25_000), "no_code"}), qt.Commentf("held stands apart"))

		w.Refused("twice", "payment.prepare", payment.Prepare{Worker: joko, Month: "2026-03"}, "payment.already_prepared").
			Refused("unapproved", "payment.pay", payment.Pay{Statement: st.ID, How: "cash", On: "2026-04-01"}, "payment.not_approved")
		_, err := w.Try("alone", "payment.approve", payment.Settle{Statement: st.ID})
		qt.Assert(t, qt.IsNotNil(err), qt.Commentf("the treasurer approves nothing"))
		w.As("head").Send("approve march", "payment.approve", payment.Settle{Statement: st.ID}).
			As("treasurer").Refused("tomorrow", "payment.pay", payment.Pay{Statement: st.ID, How: "cash", On: "2026-04-02"}, "payment.day_to_come").
			Send("pay march", "payment.pay", payment.Pay{Statement: st.ID, How: "cash", On: "2026-04-01"}).
			Resend("pay march").
			Refused("pay twice", "payment.pay", payment.Pay{Statement: st.ID, How: "transfer", On: "2026-04-01"}, "payment.already_paid").
			Balance("Joko", 0)
		qt.Assert(t, qt.Equals(balance(w, "rupiah.cash.blud"), -25_000))
		w.As("treasurer").Refused("not hers to say", "payment.receipt", payment.Confirm{Statement: st.ID, How: "app"}, "payment.not_your_receipt").
			As("Joko").Send("got it", "payment.receipt", payment.Confirm{Statement: st.ID, How: "app"})
		qt.Assert(t, qt.Equals(statement(w, st.ID).State, payment.Receipted))

		second := read(w, "second")
		w.As("Joko").Send("answer", "milk.answer_hold", milk.AnswerHold{Review: second.Review, Words: "HP nenek mati, bayi lapar."}).
			As("head").Send("decide", "milk.review", milk.Decide{Review: second.Review, Decision: "pay"}).
			Balance("Joko", 25_000)
		w.At(inMay)
		st = prepare(w, "april", "2026-04")
		qt.Assert(t, qt.DeepEquals([]any{st.Amount, st.Lines[0].Earlier, st.Lines[0].On, st.Number}, []any{int64(25_000), true, "2026-03-02", int64(2)}))
		w.RebuildEquals()
	})
}

// What was wrong is reversed and comes as a line of its own; nothing is edited.
func TestAMistakeIsALineOfTheNextMonth(t *testing.T) {
	world.Both(t, march, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		for _, name := range []string{"first", "second"} {
			fetch(w, name, "Sri")
			w.At(map[string]string{"first": "13:40", "second": "14:30"}[name])
			bring(w, name, "Mbah Parti", true)
		}
		w.At(inApril)
		st := prepare(w, "march", "2026-03")
		w.As("head").Send("back", "payment.reject", payment.Reject{Statement: st.ID, Reason: "antaran 0002 ganda"})
		w.ByTwo("reverse", "treasurer", "head", "ledger.reverse", ledger.Reverse{Entry: st.Lines[1].Entry, Reason: "ganda"})
		again := prepare(w, "march again", "2026-03")
		qt.Assert(t, qt.DeepEquals(kinds(again), []string{"delivery", "delivery"}), qt.Commentf("the reversal is of April"))
		w.As("head").Send("approve", "payment.approve", payment.Settle{Statement: again.ID}).
			As("treasurer").Send("pay", "payment.pay", payment.Pay{Statement: again.ID, How: "transfer", On: "2026-04-01"}).
			Balance("Joko", -25_000)
		w.At(inMay).As("treasurer").Refused("owes", "payment.prepare", payment.Prepare{Worker: ident.Named("Joko"), Month: "2026-04"}, "payment.nothing_due")
		w.RebuildEquals()
	})
}

// Nobody prepares, approves or pays what is their own, whatever their roles are.
func TestThePersonCountsNotTheRole(t *testing.T) {
	w := world.New(t, "", march)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	fetch(w, "first", "Sri")
	w.At("13:40")
	bring(w, "first", "Mbah Parti", true)
	w.At(inApril)
	also(w, "treasurer", access.Head)
	also(w, "Joko", access.Head)
	also(w, "Joko", access.Treasurer)
	st := prepare(w, "march", "2026-03")
	w.As("treasurer").Refused("both roles", "payment.approve", payment.Settle{Statement: st.ID}, "payment.own_statement").
		As("Joko").Refused("his own", "payment.approve", payment.Settle{Statement: st.ID}, "payment.own_money").
		Refused("prepares his own", "payment.prepare", payment.Prepare{Worker: ident.Named("Joko"), Month: "2026-02"}, "payment.own_money")
	w.As("head").Send("approve", "payment.approve", payment.Settle{Statement: st.ID}).
		As("Joko").Refused("pays himself", "payment.pay", payment.Pay{Statement: st.ID, How: "cash", On: "2026-04-01"}, "payment.own_money").
		RebuildEquals()
}

// A statement that somebody changes in the file is found: the row is not what the
// log makes of it.
func TestAChangedStatementIsFound(t *testing.T) {
	w := world.New(t, "", march)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	fetch(w, "first", "Sri")
	w.At("13:40")
	bring(w, "first", "Mbah Parti", true)
	w.At(inApril)
	st := prepare(w, "march", "2026-03")
	_, err := w.House.DB.SQL().Exec("UPDATE statement SET amount = 250000 WHERE id = ?", string(st.ID))
	qt.Assert(t, qt.IsNil(err))
	_, err = w.House.Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.ErrorMatches(err, ".*statement.*"))
}
