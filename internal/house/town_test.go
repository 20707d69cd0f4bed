package house_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// town is two health centres on one server, each with two villages, staff of
// every role and mothers with deliveries in every state: what rights are probed on.
type town struct {
	*stage
	clock *house.TestClock
	n     int
	spare map[position][]things // what stands in the town already: see take
}

// centre is one of the two.
type centre struct {
	name     string
	id       ident.ID
	villages [2]string
}

var (
	here  = centre{"sini", ident.Named("facility sini"), [2]string{"33.13.14.2001", "33.13.14.2002"}}
	there = centre{"sana", ident.Named("facility sana"), [2]string{"33.14.01.2001", "33.14.01.2002"}}
	day   = instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC)) // noon in Karanganyar
)

// staffRoles are those that sign in.
var staffRoles = []access.Role{access.Head, access.Officer, access.Dispatcher, access.Treasurer, access.Midwife, access.Doctor, access.Cadre, access.Courier, access.Nurse, access.Driver, access.Sanitarian, access.Nutritionist, access.Admin}

func phoneOf(c centre, name string) string {
	n := 0
	for _, b := range []byte(c.name + name) {
		n = (n*31 + int(b)) % 100_000_000
	}
	return fmt.Sprintf("0812%08d", n)
}

func newTown(t *testing.T, database string) *town {
	t.Helper()
	if database == "" {
		return copyOfTown(t, false, ready{})
	}
	w := &town{stage: open(t, database)}
	w.clock = w.h.Clock.(*house.TestClock)
	w.found()
	return w
}

// found begins the two health centres.
func (w *town) found() {
	w.t.Helper()
	w.clock.Set(day)
	for _, c := range []centre{here, there} {
		f := house.Founding{Staff: house.Staff{Name: "head", Phone: phoneOf(c, "head"), Password: password, Role: access.Head}}
		f.Found = registry.Found{Slug: c.name, Name: "Puskesmas " + c.name, Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119"}
		for i, code := range c.villages {
			f.Villages = append(f.Villages, registry.InVillage{Code: code, Name: code, Lat: -7.5 - float64(i)/100, Lon: 110.9})
		}
		id, err := w.h.Found(w.t.Context(), f)
		qt.Assert(w.t, qt.IsNil(err))
		qt.Assert(w.t, qt.Equals(id, c.id))
		for _, role := range staffRoles {
			w.staff(c, string(role), role)
		}
		w.signed(c)
	}
}

func worker(c centre, name string) ident.ID { return ident.Named(c.name + " " + name) }

// staff takes somebody in; midwife and cadre serve the first village.
func (w *town) staff(c centre, name string, role access.Role) {
	w.t.Helper()
	id := worker(c, name)
	kind := map[access.Role]string{access.Courier: "courier", access.Midwife: "midwife", access.Cadre: "cadre", access.Nurse: "nurse", access.Driver: "driver"}[role]
	if kind == "" {
		kind = "desk"
	}
	add := workforce.AddWorker{Worker: id, Name: name, Kinds: []string{kind}}
	if kind == "midwife" || kind == "cadre" {
		add.Villages = c.villages[:1]
	}
	w.machine(c, "workforce.add_worker", add)
	w.machine(c, "workforce.grant_role", workforce.GrantRole{Worker: id, Role: role, From: "2026-01-01"})
	if role == access.Courier {
		w.machine(c, "workforce.certify", workforce.Certify{Worker: id, Course: workforce.MilkHandling, Number: "K 1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
		w.machine(c, "workforce.appoint", workforce.Appoint{Worker: id, Number: "SK 1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
		w.machine(c, "workforce.set_shift", workforce.SetShift{Worker: id, Day: "2026-03-02", From: "00:00", To: "23:59"})
	}
}

// session signs somebody of a health centre in on a browser of their own.
func (w *town) session(c centre, name string) {
	w.t.Helper()
	if _, err := w.h.Desk.AddAccount(w.t.Context(), phoneOf(c, name), password, c.id, worker(c, name), w.clock.Now()); err != nil {
		w.t.Fatal(err)
	}
	w.client = w.browser()
	r := w.send("POST", "/api/v1/session", map[string]string{"phone": phoneOf(c, name), "password": password})
	qt.Assert(w.t, qt.Equals(r.status, 200), qt.Commentf("%s %s", name, r.body))
}

func (c centre) actor(name string) access.Actor {
	return access.Actor{Facility: c.id, ID: ident.Named("account of " + string(worker(c, name))), Worker: worker(c, name), Authority: -1, Door: "test"}
}

func (w *town) fresh() ident.ID { w.n++; return ident.Named(fmt.Sprint("town ", w.n)) }

// try gives a command in the journal's own words.
func (w *town) try(a access.Actor, verb string, body any) (journal.Outcome, error) {
	w.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(w.t, qt.IsNil(err))
	return w.h.Journal.Do(w.t.Context(), a, journal.Envelope{ID: w.fresh(), Verb: verb, V: 1, Body: raw})
}

func (w *town) must(a access.Actor, verb string, body any) journal.Outcome {
	w.t.Helper()
	out, err := w.try(a, verb, body)
	if err != nil || out.Status == journal.Refused {
		w.t.Fatalf("%s: %s %s %v", verb, out.Status, out.Code, err)
	}
	return out
}

func (w *town) machine(c centre, verb string, body any) journal.Outcome {
	w.t.Helper()
	return w.must(access.TheMachine(c.id), verb, body)
}

func (w *town) query(c centre, f func(q journal.Query) error) {
	w.t.Helper()
	qt.Assert(w.t, qt.IsNil(w.h.DB.Read(w.t.Context(), func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: c.id, Now: w.clock.Now(), Keys: w.h.Ring})
	})))
}

// things are one of everything in one place of the town.
type things struct {
	centre                                                                      centre
	village                                                                     string
	mother, recipient, place, delivery, ended, job, step, link, promise, review ident.ID
	entry, message, worker, phone, proposal, glass, bottle                      ident.ID
	residents
	planned
	boxed
	sendable
	cased
	fed
	spotted
	hung
	rounded
	circled
	dated
	recorded
	onScales
	grown
	banked
	taught
	wanted
	hawked
	massaged
	priced
	garaged
	paid
	applicants
	courier string
	// rider is the courier's id, healer the doctor's.
	rider, healer ident.ID
}

// all are the ids of everything, for a probe that asks about what is not there.
func (x *things) all() []*ident.ID {
	return []*ident.ID{
		&x.mother, &x.recipient, &x.place, &x.delivery, &x.ended, &x.job, &x.step, &x.link, &x.promise, &x.review, &x.entry, &x.message,
		&x.worker, &x.phone, &x.proposal, &x.glass, &x.bottle, &x.house, &x.household, &x.resident, &x.twin, &x.child, &x.merged, &x.departed,
		&x.line, &x.task, &x.group, &x.letter, &x.incident, &x.complaint, &x.request, &x.request2, &x.merged1, &x.pickup, &x.holiday, &x.ride,
		&x.cooler, &x.team, &x.vehicle, &x.base, &x.closure, &x.watch, &x.debt, &x.fedDebt, &x.doubled, &x.sack, &x.infant, &x.roundVisit,
		&x.dayJob, &x.record, &x.weighing, &x.concern, &x.posyandu, &x.guest, &x.linked, &x.circle, &x.circle2, &x.member, &x.invitee, &x.expectant,
		&x.meeting, &x.meeting2, &x.finding, &x.photoLine, &x.aid, &x.graduate, &x.sixMonths, &x.tale, &x.known, &x.worry, &x.lesson, &x.openDay,
		&x.trainee, &x.appellant, &x.asking, &x.agreed, &x.wary, &x.masseuse, &x.visiting, &x.unconfirmed, &x.moving, &x.owing, &x.carrying, &x.standIn, &x.benefactor, &x.motorcycle, &x.scooter, &x.biker, &x.ridden, &x.supporter, &x.returned, &x.disruption, &x.vendor, &x.pedlar, &x.bundle, &x.told, &x.kenthongan, &x.old, &x.helper,
		&x.ring, &x.stroke, &x.application, &x.rider, &x.healer,
	}
}

// put makes one of everything: a delivery under way with a courier, and one that
// has ended under review.
func (w *town) put(c centre, village int, doctor string) things {
	w.t.Helper()
	courier := string(w.fresh()) // a new one each time: nobody has more jobs than he may
	w.staff(c, courier, access.Courier)
	x := things{centre: c, village: c.villages[village], mother: w.fresh(), recipient: w.fresh(), place: w.fresh(), delivery: w.fresh(), ended: w.fresh(), bottle: w.fresh(),
		worker: w.fresh(), phone: w.fresh(), courier: courier, rider: worker(c, courier), healer: worker(c, "doctor")}
	dispatcher, officer := c.actor("dispatcher"), c.actor("officer")
	w.machine(c, "milk.enrol", x.enrol(x.place, x.mother, x.recipient))
	x.carry(w, x.delivery, x.bottle)
	last := w.fresh()
	x.carry(w, x.ended, last)
	w.must(c.actor(courier), "milk.deliver", milk.Deliver{Delivery: x.ended, Recipient: x.recipient, WithoutCode: true, Bottles: []ident.ID{last}})
	w.read(&x)
	w.must(officer, "milk.review", milk.Decide{Review: x.review, Decision: "pay"})
	w.machine(c, "workforce.add_worker", workforce.AddWorker{Worker: x.worker, Name: "Darma", Kinds: []string{"courier"}})
	w.must(dispatcher, "workforce.enrol_phone", workforce.EnrolPhone{Phone: x.phone, Worker: x.worker, Label: "HP", Kind: "traccar"})
	x.residents = w.settle(x, doctor == "doctor")
	x.planned = w.plan(x)
	x.boxed = w.box(x)
	x.sendable = w.ready(x, doctor == "doctor")
	x.paid = w.pay(x)
	x.cased = w.open(x, doctor == "doctor")
	w.travel(x)
	x.fed = w.owe(x, doctor == "doctor")
	x.spotted = w.spot(x, doctor == "doctor")
	x.hung = w.hang(x)
	x.rounded = w.follow(x)
	x.circled = w.gather(x)
	x.dated = w.date(x)
	x.recorded = w.write(x, doctor)
	x.onScales = w.weigh(x)
	x.grown = w.raise(x)
	x.banked = w.tell(x)
	x.taught = w.teach(x)
	x.wanted = w.want(x)
	x.hawked = w.hawk(x)
	x.massaged = w.massage(x)
	x.priced = w.charge(x)
	x.garaged = w.garage(x)
	x.applicants = w.wait(x)
	x.proposal = w.must(c.actor("admin"), "workforce.request_glass", workforce.RequestGlass{About: x.mother, Reason: "a"}).ID
	x.glass = w.glass(c.actor(doctor), x.mother)
	w.read(&x)
	return x
}

func (w *town) glass(by access.Actor, about ident.ID) ident.ID {
	w.t.Helper()
	w.query(centre{id: by.Facility}, func(q journal.Query) error { // nobody has more than five open
		open, err := workforce.Glasses.Where(q.Tx, "facility_id = $1 AND worker = $2 AND ended_at = 0", q.Facility, by.Worker)
		for _, g := range open {
			defer w.must(by, "workforce.end_glass", workforce.EndGlass{Glass: g.ID})
		}
		return err
	})
	var made struct{ Glass ident.ID }
	qt.Assert(w.t, qt.IsNil(json.Unmarshal(w.must(by, "workforce.break_glass", workforce.BreakGlass{About: about, Reason: whyBroken}).Result, &made)))
	return made.Glass
}

// What is sealed of a mother: each is told by its bytes wherever it comes out.
const (
	motherPhone = "81377700111"
	motherNIK   = "3313145505900001"
	workplace   = "KanariPabrik"
	workPoint   = "7.5133377"
	home        = "KanariRumah"
	homePoint   = "7.5444488"
	someoneHome = "KanariParti"
	herNumber   = "81377700222"
	leadNumber  = "81377700333"
	whyBroken   = "KanariAlasan"
)

var canaries = []string{motherPhone, motherNIK, workplace, workPoint, home, homePoint, someoneHome, herNumber, leadNumber, whyBroken}

func (x things) enrol(place, mother, recipient ident.ID) milk.Enrol {
	return milk.Enrol{Place: place, Mother: milk.PersonBody{ID: mother, Name: "Sri", Phone: "0" + motherPhone, NIK: motherNIK}, Baby: milk.BabyBody{Name: "Bayi", Born: "2025-12-01"}, Village: x.village,
		Pickup: dispatch.Place{Label: workplace, Lat: -7.5133377, Lon: 110.9}, Drop: dispatch.Place{Label: home, Note: home, Lat: -7.5444488, Lon: 110.93},
		Recipients: []milk.Named{{ID: recipient, Name: someoneHome, Relation: "nenek", Phone: "0" + herNumber}}}
}

func (x things) declare(w *town, delivery, bottle ident.ID) milk.Declare {
	return milk.Declare{Delivery: delivery, Place: x.place, Bottles: []milk.BottleBody{{ID: bottle, VolumeML: 100, ExpressedAt: w.clock.Now(), Milk: "fresh"}}}
}

// carry brings a delivery into the hands of the courier.
func (x things) carry(w *town, delivery, bottle ident.ID) {
	w.t.Helper()
	c := x.centre
	w.must(c.actor("dispatcher"), "milk.declare", x.declare(w, delivery, bottle))
	var job ident.ID
	w.query(c, func(q journal.Query) error {
		d, _, err := milk.Deliveries.Get(q.Tx, c.id, delivery)
		job = d.Job
		return err
	})
	j, found, err := dispatch.Job{}, false, error(nil)
	w.query(c, func(q journal.Query) error { j, found, err = dispatch.Jobs.Get(q.Tx, c.id, job); return err })
	qt.Assert(w.t, qt.IsTrue(found))
	if j.State == dispatch.Offered && j.Worker != worker(c, x.courier) { // the machine was quicker
		w.must(c.actor("dispatcher"), "dispatch.withdraw", dispatch.Withdraw{Job: job, Reason: "desk"})
	}
	w.must(c.actor("dispatcher"), "dispatch.offer", dispatch.Offer{Job: job, Worker: worker(c, x.courier)})
	w.must(c.actor(x.courier), "dispatch.accept", dispatch.Accept{Job: job})
	w.must(c.actor(x.courier), "milk.hand_over", milk.HandOver{Delivery: delivery, Bag: string(delivery[18:]), Bottles: []ident.ID{bottle}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
}

// read looks up what the commands have made.
func (w *town) read(x *things) {
	w.t.Helper()
	w.query(x.centre, func(q journal.Query) error {
		d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, x.delivery)
		if err != nil {
			return err
		}
		x.job, x.step, x.promise = d.Job, d.LastStep, d.Promise
		r, _, err := milk.Reviews.First(q.Tx, "facility_id = $1 AND delivery = $2", q.Facility, x.ended)
		if err != nil {
			return err
		}
		x.review = r.ID
		links, err := link.OfSubject(q.Tx, q.Facility, x.delivery)
		if err != nil {
			return err
		}
		x.link = links[0].ID
		m, _, err := messaging.Messages.First(q.Tx, "facility_id = $1 AND person = $2 AND worker = $3 ORDER BY id", q.Facility, x.mother, x.rider)
		if err != nil {
			return err
		}
		x.message = m.ID
		_, err = q.One("SELECT id FROM entry WHERE facility_id = $1 ORDER BY id DESC LIMIT 1", store.Args(q.Facility), &x.entry)
		return err
	})
}
