// Package year tells the milk programme's year as one story, through every room that
// takes part in it.
package year_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/overview"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/health"
	"sambang/internal/shared/link"
	"sambang/internal/shared/need"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// The year begins on a Monday; days of the story count from it.
const first = "2026-01-05"

var zone = time.FixedZone("WIB", 7*3600)

// story is the year: a world with what is said in it again and again.
type story struct {
	*world.World
	t *testing.T
}

// on moves the clock to an hour of a civil day.
func (s story) on(day, hour string) story {
	s.t.Helper()
	from, _ := time.Parse(time.DateOnly, first)
	to, err := time.Parse(time.DateOnly, day)
	qt.Assert(s.t, qt.IsNil(err))
	s.At(fmt.Sprintf("+%d %s", int(to.Sub(from).Hours()/24), hour))
	for _, courier := range []string{"Joko", "Darma", "Hasan"} {
		name := "shift " + courier + day
		if _, err := s.As("machine").Try(name, "workforce.set_shift", workforce.SetShift{Worker: s.ID(courier), Day: day, From: "00:00", To: "23:59"}); err != nil {
			s.t.Fatal(err)
		}
	}
	return s
}

func mother(n int) string { return fmt.Sprintf("Ibu %02d", n) }

// asks is the n-th mother's application: the further down, the less there is for her.
func asks(n int) admission.Apply {
	name := mother(n)
	return admission.Apply{Application: ident.Named("application " + name), Mother: milk.PersonBody{ID: ident.Named(name), Name: name, Phone: fmt.Sprintf("0899000%05d", n)},
		Babies: []milk.BabyBody{{ID: ident.Named("bayi " + name), Name: "Bayi " + name, Born: "2025-12-20"}}, Village: world.Village,
		Pickup:     dispatch.Place{Label: "Pabrik", Lat: -7.51, Lon: 110.90, Village: world.Village},
		Finish:     dispatch.Place{Label: "Rumah", Lat: -7.53, Lon: 110.90 + float64(n)/500, Village: world.Village},
		Recipients: []milk.Named{{ID: ident.Named("nenek " + name), Name: "Nenek " + name, Relation: "nenek"}},
		Days:       []int64{1, 2, 3, 4, 5}, From: "07:00", To: "15:00", Pledge: admission.Pledge{TextVersion: "milk_pledge/1", How: "paper"}}
}

// waiting is who stands first in the published order; nobody: nobody waits.
func (s story) waiting() (order []admission.Standing) {
	s.Query(func(q journal.Query) (err error) { order, err = admission.Order(q); return err })
	return order
}

// nameOf finds whose an application is.
func nameOf(application ident.ID) string {
	for n := range 30 {
		if ident.Named("application "+mother(n)) == application {
			return mother(n)
		}
	}
	return ""
}

// admit has the head give a place to whoever is first, and gives her name.
func (s story) admit() string {
	s.t.Helper()
	who := nameOf(s.waiting()[0].Application)
	s.As("head").Send("admit "+who, "milk.admit", admission.Admit{Application: ident.Named("application " + who), Place: ident.Named("place " + who)})
	s.Family(who)
	return who
}

func (s story) delivery(name string) (d milk.Delivery) {
	s.Query(func(q journal.Query) (err error) {
		d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, ident.Named(name))
		return err
	})
	return d
}

func bottle(name string) ident.ID { return ident.Named("bottle " + name) }

// fetch has a mother put out one bottle and a courier take it over and pack it.
func (s story) fetch(name, of, courier string) story {
	s.t.Helper()
	s.As(of).Send("declare "+name, "milk.declare", milk.Declare{Delivery: ident.Named(name), Place: ident.Named("place " + of), Bottles: []milk.BottleBody{
		{ID: bottle(name), VolumeML: 100, ExpressedAt: s.Clock.Now(), Milk: "fresh", Kept: "cooler"}}})
	d := s.delivery(name)
	if d.OfferedTo != ident.Named(courier) {
		s.As("dispatcher").Send("offer "+name, "dispatch.offer", dispatch.Offer{Job: d.Job, Worker: ident.Named(courier)})
	}
	s.As(courier).Send("accept "+name, "dispatch.accept", dispatch.Accept{Job: d.Job}).
		Send("hand over "+name, "milk.hand_over", milk.HandOver{Delivery: d.ID, Bag: "tas " + of, Bottles: []ident.ID{bottle(name)}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack "+name, "milk.pack", milk.Pack{Delivery: d.ID, TemperatureC: new(4.0)})
	return s
}

// bring has the courier hand it to the grandmother, who says the code or cannot.
func (s story) bring(name, of, courier string, proven bool) story {
	s.t.Helper()
	d := s.delivery(name)
	body := milk.Deliver{Delivery: d.ID, Recipient: ident.Named("nenek " + of), Bottles: []ident.ID{bottle(name)}, WithoutCode: !proven}
	if proven {
		s.Query(func(q journal.Query) error {
			body.Code = link.Code(q.Keys, q.Facility, d.ID, d.CodeGeneration)
			return nil
		})
	}
	s.As(courier).Send("bring "+name, "milk.deliver", body)
	return s
}

// statement has the treasurer prepare a courier's month, the head approve it, and pays it.
func (s story) statement(courier, month, on string) payment.Statement {
	s.t.Helper()
	name := courier + " " + month
	s.As("treasurer").Send(name, "payment.prepare", payment.Prepare{Worker: ident.Named(courier), Month: month})
	var st payment.Statement
	s.Query(func(q journal.Query) (err error) {
		st, _, err = payment.Statements.First(q.Tx, "facility_id = $1 AND worker = $2 AND month = $3", q.Facility, ident.Named(courier), month)
		return err
	})
	s.As("head").Send("approve "+name, "payment.approve", payment.Settle{Statement: st.ID}).
		As("treasurer").Send("pay "+name, "payment.pay", payment.Pay{Statement: st.ID, How: "transfer", On: on}).
		As(courier).Send("receipt "+name, "payment.receipt", payment.Confirm{Statement: st.ID, How: "app"})
	return st
}

func (s story) pickups(day string) (all []schedule.Pickup) {
	s.Query(func(q journal.Query) (err error) {
		all, err = schedule.Pickups.Where(q.Tx, "facility_id = $1 AND day = $2 AND state <> 'cancelled' ORDER BY at, id", q.Facility, day)
		return err
	})
	return all
}

func (s story) overview(from, to string) (o overview.Overview) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) { o, err = overview.Read(q, from, to); return err })
	return o
}

// Thirty mothers ask for fifteen places. A year later every bottle, rupiah and month
// is accounted for, and a rebuilt house says the same.
func TestAYearOfKepoAsiek(t *testing.T) {
	world.Both(t, first+" 08:00", func(t *testing.T, w *world.World) {
		s := story{w, t}
		w.Midwife("Bu Eni", world.Village).Colleague("dr Ratna", access.Doctor)
		w.Courier("Joko").Courier("Hasan").Uncertified("Darma").Certify("Darma", "2026-03-31")
		placed := s.thirtyAsk()
		s.ramadanAndAnIllCourier(placed)
		s.twoMonthsArePaid(placed)
		s.aWarmBox(placed[3])
		s.aMixUp(placed[4], placed[5])
		s.aCertificateLapses(placed[6])
		s.oneIsHelpedAndOneStops(placed[7], placed[8])
		s.sixMonthsAreOver(placed)
		w.RebuildEquals()
	})
}

// January: thirty ask, the officer prepares, the head admits in order until the
// couriers can carry no more.
func (s story) thirtyAsk() (placed []string) {
	s.t.Helper()
	for n := range 30 {
		name := mother(n)
		s.Resident(name, registry.Enter{Sex: "female", Born: "1998-05-01"})
		s.As("Bu Eni").Send("ask "+name, "milk.apply", asks(n)).
			Send("posyandu "+name, "milk.confirm_posyandu", admission.Confirm{Application: ident.Named("application " + name), Answer: admission.Comes})
		s.As("officer").Send("prepare "+name, "milk.prepare", admission.Prepare{Application: ident.Named("application " + name)})
	}
	qt.Assert(s.t, qt.HasLen(s.waiting(), 30))
	for range 15 {
		placed = append(placed, s.admit())
	}
	next := s.waiting()[0]
	qt.Assert(s.t, qt.Equals(next.Of, 15))
	s.As("head").Refused("the sixteenth", "milk.admit", admission.Admit{Application: next.Application, Place: ident.Named("place 16")}, "milk.no_place_free")
	return placed
}

// February: the first mother's hours are those of Ramadan; the courier who comes for
// her is ill one morning, and another one comes.
func (s story) ramadanAndAnIllCourier(placed []string) {
	s.t.Helper()
	s.on("2026-02-16", "08:00").As("officer").Send("schedule", "schedule.set", schedule.Set{Place: ident.Named("place " + placed[0]), Courier: s.ID("Joko"), Periods: []schedule.PeriodBody{
		{From: "2026-02-16", Kind: calendar.Normal, Weekdays: []int{1, 2, 3, 4, 5}, At: "11:40"},
		{From: "2026-02-18", To: "2026-03-19", Kind: calendar.Ramadan, Weekdays: []int{1, 2, 3, 4, 5}, At: "10:30"}}})
	s.on("2026-02-18", "06:30")
	day := s.pickups("2026-02-18")
	qt.Assert(s.t, qt.HasLen(day, 1))
	qt.Assert(s.t, qt.Equals(day[0].At.In(zone).Format("15:04"), "10:30"))
	qt.Assert(s.t, qt.Equals(day[0].Courier, s.ID("Joko")))
	s.As("officer").Send("ill", "schedule.courier_out", schedule.CourierOut{Worker: s.ID("Joko"), Day: "2026-02-18", Reason: "ill"})
	instead := s.pickups("2026-02-18")[0].Courier
	qt.Assert(s.t, qt.IsTrue(instead != "" && instead != s.ID("Joko")))
	who := map[ident.ID]string{s.ID("Hasan"): "Hasan", s.ID("Darma"): "Darma"}[instead]
	s.on("2026-02-18", "10:30").fetch("ramadan", placed[0], who).on("2026-02-18", "11:10").bring("ramadan", placed[0], who, true)
	qt.Assert(s.t, qt.Equals(string(s.pickups("2026-02-18")[0].Delivery), string(ident.Named("ramadan"))))
}

// February and March are paid: three mothers on one ride are three deliveries, one fee
// is held for want of a code, answered, and comes a month later.
func (s story) twoMonthsArePaid(placed []string) {
	s.t.Helper()
	s.on("2026-02-23", "09:00")
	for _, of := range placed[:3] {
		s.fetch("feb "+of, of, "Joko")
	}
	qt.Assert(s.t, qt.Equals(s.delivery("feb "+placed[2]).Ride, s.delivery("feb "+placed[0]).Ride))
	s.on("2026-02-23", "09:40")
	for i, of := range placed[:3] {
		s.bring("feb "+of, of, "Joko", i < 2)
	}
	held := s.delivery("feb " + placed[2])
	qt.Assert(s.t, qt.Equals(held.FeeState, "held"))
	s.on("2026-03-02", "09:00")
	february := s.statement("Joko", "2026-02", "2026-03-02")
	qt.Assert(s.t, qt.Equals(february.Amount, 50_000))
	qt.Assert(s.t, qt.HasLen(february.Held, 1))
	s.As("Joko").Send("answer", "milk.answer_hold", milk.AnswerHold{Review: held.Review, Words: "HP nenek mati."}).
		As("head").Send("pays", "milk.review", milk.Decide{Review: held.Review, Decision: "pay"})
	s.on("2026-04-01", "09:00")
	march := s.statement("Joko", "2026-03", "2026-04-01")
	qt.Assert(s.t, qt.Equals(march.Amount, 25_000))
	qt.Assert(s.t, qt.IsTrue(march.Lines[0].Earlier), qt.Commentf("the held fee of February"))
	s.Balance("Joko", 0)
}

// A box that was warm: the milk is not fed, it is poured away with its reason, the
// mother is told, and the courier is paid after one approval: it was not his fault.
func (s story) aWarmBox(of string) {
	s.t.Helper()
	s.on("2026-04-07", "09:00").fetch("warm", of, "Hasan")
	id := ident.Named("warm")
	s.on("2026-04-07", "09:30").As("Hasan").Send("arrive", "milk.arrive", milk.Arrive{Delivery: id, TemperatureC: new(18.0)}).
		Send("pour away", "milk.discard", milk.Discard{Delivery: id, Bottles: []ident.ID{bottle("warm")}, Reason: "too_warm"})
	qt.Assert(s.t, qt.Equals(s.delivery("warm").State, milk.Discarded))
	qt.Assert(s.t, qt.Equals(s.Case(milk.TooWarm).Subject, id))
}

// One courier, two bags, one bottle at the wrong door: it is found before anybody
// drank, kept aside, and brought back; each mother is told, neither of the other.
func (s story) aMixUp(of, other string) {
	s.t.Helper()
	s.on("2026-04-14", "09:00").fetch("mine", of, "Joko").fetch("hers", other, "Joko")
	s.on("2026-04-14", "09:40").As("Joko").Send("mix-up", "milk.report_mixup", milk.ReportMixup{Delivery: ident.Named("hers"), Bottles: []ident.ID{bottle("mine")}, Note: "Tertukar"})
	qt.Assert(s.t, qt.Equals(s.delivery("mine").Bottles[0].State, milk.Quarantined))
	s.Send("back", "milk.return", milk.Return{Delivery: ident.Named("mine"), To: "mother", Bottles: []ident.ID{bottle("mine")}})
	s.bring("hers", other, "Joko", true)
	whole := s.Case(milk.WrongHome)
	for _, part := range []string{milk.Source, milk.Receiver} {
		c := s.Case(milk.WrongHome + "_" + part)
		qt.Check(s.t, qt.HasLen(c.People, 1))
		qt.Check(s.t, qt.Equals(c.Parent, whole.ID))
	}
}

// On the first of April Darma's certificate is over: he fetches nothing, and fewer
// couriers carry fewer places, but nobody loses hers.
func (s story) aCertificateLapses(of string) {
	s.t.Helper()
	s.on("2026-04-20", "09:00")
	s.As(of).Send("declare late", "milk.declare", milk.Declare{Delivery: ident.Named("lapsed"), Place: ident.Named("place " + of), Bottles: []milk.BottleBody{
		{ID: bottle("lapsed"), VolumeML: 100, ExpressedAt: s.Clock.Now(), Milk: "fresh", Kept: "cooler"}}})
	s.As("dispatcher").Refused("offer", "dispatch.offer", dispatch.Offer{Job: s.delivery("lapsed").Job, Worker: s.ID("Darma")}, "dispatch.not_certified")
	s.As(of).Send("never mind", "milk.cancel", milk.Cancel{Delivery: ident.Named("lapsed"), Reason: "mistake"})
	s.Query(func(q journal.Query) error {
		c, err := admission.CapacityOf(q)
		qt.Check(s.t, qt.Equals(c, admission.Capacity{Couriers: 2, PerOne: 5, Taken: 15, Free: -5}))
		return err
	})
	s.Certify("Darma", "2027-03-31")
}

// One mother gives other food as well: the midwife helps her first, and she goes on.
// Another one stops of her own will: her place goes to the first on the list.
func (s story) oneIsHelpedAndOneStops(helped, stops string) {
	s.t.Helper()
	s.on("2026-05-04", "09:00").As("Bu Eni").Send("other food", "health.feeding",
		health.Feed{Feeding: ident.Named("may"), Baby: ident.Named("bayi " + helped), Answer: health.NotExclusive, Source: health.Told, On: "2026-05-04"})
	s.As("head").Refused("help first", "milk.give_notice", milk.GiveNotice{Place: ident.Named("place " + helped), Reason: "formula"}, "milk.help_first")
	i := slices.IndexFunc(s.Tasks(), func(one task.Task) bool { return one.Kind == "feeding_help" })
	qt.Assert(s.t, qt.IsTrue(i >= 0))
	s.As("Bu Eni").Send("helped", "task.close", task.Close{Task: s.Tasks()[i].ID, Outcome: "done"})
	qt.Assert(s.t, qt.Equals(s.Place(ident.Named("place "+helped)).State, milk.Going))

	next := nameOf(s.waiting()[0].Application)
	s.As(stops).Send("she stops", "milk.end_place", milk.EndPlace{Place: ident.Named("place " + stops), How: "page"})
	qt.Assert(s.t, qt.Equals(s.admit(), next))
	qt.Assert(s.t, qt.HasLen(s.waiting(), 14))
}

// In June the babies are six months old and the places end by themselves; the head
// looks at the half year.
func (s story) sixMonthsAreOver(placed []string) {
	s.t.Helper()
	s.on("2026-06-21", "09:00")
	for _, who := range placed {
		qt.Check(s.t, qt.Equals(s.Place(ident.Named("place "+who)).State, milk.Over), qt.Commentf("%s", who))
	}
	o := s.overview("2026-01", "2026-06")
	qt.Check(s.t, qt.DeepEquals([]int64{o.Delivered, o.Returned, o.Discarded, o.Cancelled}, []int64{5, 1, 1, 1}))
	qt.Check(s.t, qt.Equals(o.Ended, 16))
	qt.Check(s.t, qt.Equals(o.DiscardedML, 100))
	qt.Check(s.t, qt.Equals(o.Exclusive.No, 1))
	open := s.Cases(milk.TooWarm)[0]
	s.As("officer").Send("told", "need.note", need.Note{Case: open.ID, Note: "Ibu sudah diberi tahu."})
}
