package motorbike_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

func id(name string) ident.ID { return ident.Named(name) }

// yard is Coblong's motorbikes on Monday 2 March 2026: two of the hospital's, three cadres.
type yard struct {
	*stagetest.Stage
	officer access.Actor
}

func both(t *testing.T, story func(y yard)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		y := opened(t, db)
		story(y)
		y.Verify()
	})
}

func opened(t *testing.T, db *store.DB) yard {
	t.Helper()
	y := yard{Stage: stagetest.Open(t, db, id("Puskesmas Coblong"), stagetest.Hour("08:00"), registry.Room{}, task.Room{}, workforce.Room{}, motorbike.Room{})}
	y.Found("coblong", "Puskesmas Coblong", registry.InVillage{Code: "32.73.02.1004", Name: "Dago", Lat: -6.88, Lon: 107.61})
	y.Employ(id("wati"), access.Officer)
	y.officer = stagetest.Desk(y.Facility, id("wati"), access.Officer)
	for _, name := range []string{"Lilis", "Yani", "Entin"} {
		y.Must(access.TheMachine(y.Facility), "workforce.add_worker", workforce.AddWorker{Worker: id(name), Name: name, Kinds: []string{"cadre"}})
	}
	y.Must(y.officer, "motorbike.set_partner", motorbike.SetPartner{Partner: id("hospital"), Name: "Rumah sakit", Kind: "hospital", Roles: []string{"trainer", "lender"}})
	y.Must(y.officer, "motorbike.set_partner", motorbike.SetPartner{Partner: id("posyandu"), Name: "Posyandu", Kind: "posyandu", Roles: []string{"founder"}})
	for _, bike := range []string{"red", "blue"} {
		y.Must(y.officer, "motorbike.add", motorbike.Add{Motorbike: id(bike), Lender: id("hospital"), Name: bike, Km: 1000, ServiceOn: "2026-03-20", ServiceKm: 1100})
	}
	return y
}

func (y yard) lend(bike, worker, from, to string) motorbike.Lend {
	return motorbike.Lend{Motorbike: id(bike), Worker: id(worker), From: from, To: to}
}

func (y yard) day(on string) (d motorbike.Day) {
	y.T.Helper()
	y.Query(func(q journal.Query) error {
		all, err := motorbike.Between(q, on, on)
		d = all[on]
		return err
	})
	return d
}

func (y yard) has(on, bike, worker string) {
	y.T.Helper()
	for _, h := range y.day(on).Had {
		if h.Motorbike == id(bike) {
			qt.Check(y.T, qt.Equals(h.Worker, id(worker)), qt.Commentf("%s on %s", bike, on))
			return
		}
	}
	qt.Check(y.T, qt.Equals(worker, ""), qt.Commentf("nobody has %s on %s", bike, on))
}

func TestAMotorbikeIsLentAndComesBack(t *testing.T) {
	both(t, func(y yard) {
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-02", "2026-03-04"))
		y.Refused(y.officer, "motorbike.lend", y.lend("red", "Yani", "2026-03-04", "2026-03-06"), "motorbike.lent_already")
		y.Refused(y.officer, "motorbike.lend", y.lend("blue", "Lilis", "2026-03-04", "2026-03-04"), "motorbike.has_one")
		y.Refused(y.officer, "motorbike.lend", y.lend("blue", "Yani", "2026-03-01", "2026-03-04"), "motorbike.day_over")
		y.Refused(y.officer, "motorbike.lend", y.lend("blue", "wati", "2026-03-02", "2026-03-04"), "motorbike.no_such_cadre")
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Yani", "2026-03-05", "2026-03-06"))
		y.has("2026-03-04", "red", "Lilis")
		y.has("2026-03-05", "red", "Yani")
		qt.Check(y.T, qt.DeepEquals(y.day("2026-03-04").Spare, []ident.ID{id("blue")}))
		qt.Check(y.T, qt.IsTrue(y.day("2026-03-04").Of(id("Lilis"))))
		y.sees("red", "f", "Lilis", "Yani")
		y.Refused(y.officer, "motorbike.retire", motorbike.Retire{Motorbike: id("red"), Why: "returned"}, "motorbike.still_out")
		y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")})
		y.has("2026-03-04", "red", "")
		y.sees("red", "f", "Yani")
		y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")})
		y.Refused(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")}, "motorbike.not_out")
		y.Must(y.officer, "motorbike.retire", motorbike.Retire{Motorbike: id("red"), Why: "returned"})
		y.Refused(y.officer, "motorbike.lend", y.lend("red", "Entin", "2026-03-09", "2026-03-10"), "motorbike.retired")
		y.Refused(y.officer, "motorbike.edit", motorbike.Edit{Motorbike: id("red"), Name: "x"}, "motorbike.retired")
	})
}

func (y yard) sees(bike string, first string, workers ...string) {
	y.T.Helper()
	keys := y.Sees("massage_motorbike", id(bike))
	qt.Check(y.T, qt.HasLen(keys, 1+len(workers)))
	qt.Check(y.T, qt.SliceContains(keys, first))
	for _, w := range workers {
		qt.Check(y.T, qt.SliceContains(keys, "w:"+string(id(w))))
	}
}

// Who has it keeps it until it is back: a promise to the next waits, and nothing new is
// promised meanwhile.
func TestOneThatIsStillOutIsPromisedToNobody(t *testing.T) {
	both(t, func(y yard) {
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-02", "2026-03-03"))
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Yani", "2026-03-05", "2026-03-06"))
		y.Until(stagetest.Local("2026-03-05", "08:00"))
		qt.Check(y.T, qt.DeepEquals(y.day("2026-03-05").Had, []motorbike.Had{{Motorbike: id("red"), Worker: id("Lilis"), Late: true}}))
		y.Refused(y.officer, "motorbike.lend", y.lend("red", "Entin", "2026-03-20", "2026-03-21"), "motorbike.not_back")
		y.Refused(y.officer, "motorbike.lend", y.lend("blue", "Lilis", "2026-03-20", "2026-03-21"), "motorbike.has_one")
		y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")})
		y.has("2026-03-05", "red", "Yani")
	})
}

func TestOneWhoseServiceIsDueIsNeverLentSilently(t *testing.T) {
	both(t, func(y yard) {
		y.Refused(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-21", "2026-03-21"), "motorbike.service_due")
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-02", "2026-03-02"))
		y.Refused(y.officer, "motorbike.trip", motorbike.TellTrip{Motorbike: id("blue"), On: "2026-03-02", Km: 5, Source: motorbike.Told}, "motorbike.nobody_had_it")
		y.Refused(y.officer, "motorbike.trip", motorbike.TellTrip{Motorbike: id("red"), On: "2026-03-03", Km: 5, Source: motorbike.Told}, "motorbike.not_yet")
		y.Must(y.officer, "motorbike.trip", motorbike.TellTrip{Motorbike: id("red"), On: "2026-03-02", Km: 100, Source: motorbike.Tracking})
		y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")})
		qt.Check(y.T, qt.DeepEquals(y.day("2026-03-03").Spare, []ident.ID{id("blue")}), qt.Commentf("by its kilometres"))
		y.Refused(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-03", "2026-03-03"), "motorbike.service_due")
		said := y.lend("red", "Lilis", "2026-03-03", "2026-03-03")
		said.Overdue = true
		y.Must(y.officer, "motorbike.lend", said)
		y.Refused(y.officer, "motorbike.service", motorbike.Service{Motorbike: id("red"), On: "2026-03-02", ServiceKm: 1100}, "motorbike.next_is_past")
		y.Must(y.officer, "motorbike.service", motorbike.Service{Motorbike: id("red"), On: "2026-03-02", ServiceKm: 3100})
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Yani", "2026-03-21", "2026-03-21"))
	})
}

func TestTheRegisterKnowsWhoLends(t *testing.T) {
	both(t, func(y yard) {
		y.Refused(y.officer, "motorbike.add", motorbike.Add{Motorbike: id("red"), Name: "again", ServiceKm: 5}, "motorbike.there_already")
		y.Refused(y.officer, "motorbike.add", motorbike.Add{Motorbike: id("green"), Lender: id("posyandu"), Name: "green", ServiceKm: 5}, "motorbike.no_lender")
		y.Refused(y.officer, "motorbike.edit", motorbike.Edit{Motorbike: id("red"), Lender: id("nobody"), Name: "x"}, "motorbike.no_lender")
		y.Must(y.officer, "motorbike.edit", motorbike.Edit{Motorbike: id("red"), Name: "D 1234 KANARI"})
		qt.Check(y.T, qt.Equals(y.Written("KANARI"), 0), qt.Commentf("a plate is sealed"))
	})
}

func TestWhoseMotorbikeIsInTheRegisterStaysALender(t *testing.T) {
	both(t, func(y yard) {
		as := func(name string, roles ...string) motorbike.SetPartner {
			return motorbike.SetPartner{Partner: id("hospital"), Name: name, Kind: "hospital", Roles: roles}
		}
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-02", "2026-03-02"))
		y.Refused(y.officer, "motorbike.set_partner", as("Rumah sakit", "trainer"), "motorbike.partner_lends")
		y.Must(y.officer, "motorbike.set_partner", as("RSUD", "founder", "lender"))
		y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")})
		for _, bike := range []string{"red", "blue"} {
			y.Must(y.officer, "motorbike.retire", motorbike.Retire{Motorbike: id(bike), Why: "returned"})
		}
		y.Must(y.officer, "motorbike.set_partner", as("RSUD", "trainer"))
		y.Verify()
	})
}

func TestNoVerbOfTheYardAsksMuchOfTheDatabase(t *testing.T) {
	y := opened(t, storetest.SQLite(t))
	cost := map[string]int{}
	y.J.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	for _, day := range []string{"02", "03", "04", "05", "06", "07"} {
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-"+day, "2026-03-"+day))
	}
	y.Must(y.officer, "motorbike.trip", motorbike.TellTrip{Motorbike: id("red"), On: "2026-03-02", Km: 9, Source: motorbike.Told})
	y.Must(y.officer, "motorbike.service", motorbike.Service{Motorbike: id("red"), On: "2026-03-02", ServiceKm: 3100})
	y.Must(y.officer, "motorbike.edit", motorbike.Edit{Motorbike: id("red"), Name: "red"})
	y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")})
	for verb, n := range cost {
		t.Logf("%-24s %d", verb, n)
		qt.Check(t, qt.IsTrue(n <= 30), qt.Commentf("%s: %d statements", verb, n))
	}
}
