package schedule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// sheet reads what the planner is told of a day.
func sheet(w *world.World, of string) (s dayplan.Sheet) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		s, err = schedule.Couriers{}.Read(q, of)
		return err
	})
	return s
}

// told is a sheet in words: "Sri 11:30-12:00 (13:10) home 13:40 Joko", the couriers after a bar.
func told(w *world.World, s dayplan.Sheet) string {
	w.T.Helper()
	var jobs, couriers []string
	names := map[ident.ID]string{}
	for _, n := range []string{"Joko", "Budi", "Ahmad", "Baru"} {
		names[w.ID(n)] = n
	}
	for _, j := range slices.SortedFunc(slices.Values(s.Jobs), func(a, b dayplan.Job) int { return strings.Compare(mother(w, s, a), mother(w, s, b)) }) {
		line := mother(w, s, j)
		if j.Pick != nil {
			line += fmt.Sprintf(" %s-%s (%s)", clock(j.Pick.Earliest), clock(j.Pick.Due), clock(j.Pick.Latest))
		}
		line += " home " + clock(j.Drop.Due)
		for word, id := range map[string]ident.ID{" with ": j.Worker, " as told ": j.Announced} {
			if n := names[id]; n != "" && !(word == " as told " && j.Worker != "") {
				line += word + n
			}
		}
		if j.Aboard {
			line += " aboard"
		}
		for _, f := range j.Forbidden {
			line += " not " + names[f]
		}
		jobs = append(jobs, line)
	}
	for _, c := range s.Workers {
		couriers = append(couriers, fmt.Sprintf("%s %s-%s %d %s", names[c.ID], clock(c.From), clock(c.To), c.Most, strings.Join(c.Skills, "+")))
	}
	slices.Sort(couriers)
	return strings.Join(jobs, "; ") + " | " + strings.Join(couriers, "; ")
}

func clock(at instant.Instant) string {
	if at.IsZero() {
		return "-"
	}
	return at.In(time.FixedZone("WIB", 7*3600)).Format("15:04")
}

// mother is whose job it is.
func mother(w *world.World, s dayplan.Sheet, j dayplan.Job) (name string) {
	w.Query(func(q journal.Query) error {
		of, _, err := schedule.Pickups.Get(q.Tx, q.Facility, j.ID)
		if d, found, err := milk.Deliveries.Get(q.Tx, q.Facility, j.ID); found || err != nil {
			of.Place = d.Place
		}
		for _, n := range []string{"Sri", "Ani", "Tuti"} {
			if of.Place == place(w, n) || j.ID == place(w, n) {
				name = n
			}
		}
		return err
	})
	return name
}

// alone reads every job of a day by itself: it is the same as among the others.
func alone(w *world.World, of string) {
	w.T.Helper()
	all := sheet(w, of).Jobs
	qt.Assert(w.T, qt.Not(qt.HasLen(all, 0)))
	w.Query(func(q journal.Query) error {
		for _, want := range all {
			got, found, err := schedule.Couriers{}.Job(q, of, want.ID)
			if err != nil {
				return err
			}
			qt.Check(w.T, qt.IsTrue(found))
			qt.Check(w.T, qt.DeepEquals(got, want))
		}
		_, found, err := schedule.Couriers{}.Job(q, of, w.ID("nothing"))
		qt.Check(w.T, qt.IsFalse(found))
		return err
	})
}

func duty(w *world.World, courier, of, from, to string) {
	w.T.Helper()
	w.As("officer").Send("duty of "+courier+of+from, "workforce.set_shift", workforce.SetShift{Worker: w.ID(courier), Day: of, From: from, To: to})
}

func accept(w *world.World, courier, delivery string) {
	w.T.Helper()
	w.As(courier).Send("accept "+delivery, "dispatch.accept", dispatch.Accept{Job: job(w, delivery).ID})
}

// fetch has a courier take the bottles of a delivery over.
func fetch(w *world.World, courier, delivery, bag string) {
	w.T.Helper()
	w.As(courier).Send("hand over "+delivery, "milk.hand_over", milk.HandOver{Delivery: w.ID(delivery), Bag: bag, Bottles: []ident.ID{w.ID("bottle " + delivery)},
		HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
}

// due is until when the ride of a delivery was promised.
func due(w *world.World, delivery string) (at instant.Instant) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		all, err := promise.Of(q, w.ID(delivery))
		at = all[0].Due
		return err
	})
	return at
}

// What the planner is told of a day, from the evening before until the milk is home.
func TestTheDayOfTheCouriersAsThePlannerReadsIt(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Courier("Budi").Uncertified("Baru").Mother("Sri", "Nenek").Mother("Ani", "Bibi")
		settle(w, "Sri", "Joko", normal("2026-03-03", "11:40"))
		settle(w, "Ani", "", normal("2026-03-03", "12:00"))
		duty(w, "Budi", "2026-03-03", "08:00", "15:00")
		duty(w, "Joko", "2026-03-03", "07:00", "14:00")
		duty(w, "Baru", "2026-03-03", "08:00", "15:00")
		qt.Check(t, qt.Equals(told(w, sheet(w, "2026-03-03")),
			"Ani 11:50-12:20 (13:30) home 14:00 as told Budi; Sri 11:30-12:00 (13:10) home 13:40 as told Joko"+
				" | Baru 08:00-15:00 5 appointed; Budi 08:00-15:00 5 milk_handling+appointed; Joko 07:00-14:00 5 milk_handling+appointed"),
			qt.Commentf("whoever has no certificate is there, and cannot carry"))
		qt.Check(t, qt.Equals(sheet(w, "2026-03-03").Jobs[0].RideLimit, 2*time.Hour))
		qt.Check(t, qt.Equals(told(w, sheet(w, "2026-03-01")), " | "), qt.Commentf("what is past"))
		alone(w, "2026-03-03")

		// Joko is ill: he is not there, and nobody was told yet of another.
		w.As("Joko").Send("ill", "schedule.courier_out", schedule.CourierOut{Worker: w.ID("Joko"), Day: "2026-03-03", Reason: "ill"})
		qt.Check(t, qt.Equals(told(w, sheet(w, "2026-03-03")),
			"Ani 11:50-12:20 (13:30) home 14:00 as told Budi; Sri 11:30-12:00 (13:10) home 13:40 as told Budi | Baru 08:00-15:00 5 appointed; Budi 08:00-15:00 5 milk_handling+appointed"))

		// On the day the bottles are asked for, said yes to, on board: the job keeps its name.
		w.At("+1 11:00")
		before := pickup(w, "Sri", "2026-03-03")
		declare(w, "Sri", "D1", hour(w, "2026-03-03", "11:40"))
		s := sheet(w, "2026-03-03")
		qt.Check(t, qt.Equals(told(w, s),
			"Ani 11:50-12:20 (13:30) home 14:00 as told Budi; Sri 11:30-12:00 (13:10) home 13:40 with Budi | Baru 11:00-15:00 5 appointed; Budi 11:00-15:00 5 milk_handling+appointed"))
		qt.Check(t, qt.IsTrue(slices.ContainsFunc(s.Jobs, func(j dayplan.Job) bool { return j.ID == before })))
		qt.Check(t, qt.Equals(s.From, hour(w, "2026-03-03", "11:00")), qt.Commentf("the running day begins now"))

		accept(w, "Budi", "D1")
		w.At("+1 11:45")
		fetch(w, "Budi", "D1", "biru 1")
		s = sheet(w, "2026-03-03")
		qt.Check(t, qt.Equals(told(w, s),
			"Ani 11:50-12:20 (13:30) home 14:00 as told Budi; Sri home "+clock(due(w, "D1"))+" with Budi aboard | Baru 11:45-15:00 5 appointed; Budi 11:45-15:45 5 milk_handling+appointed"))
		qt.Check(t, qt.Equals(due(w, "D1"), hour(w, "2026-03-03", "13:45")))

		alone(w, "2026-03-03")

		// He breaks down: another may fetch it where he stands, and the promise runs on.
		w.At("+1 11:50").As("Budi").Send("stranded", "milk.stranded", milk.Stranded{Kind: "breakdown", Lat: -7.53, Lon: 110.92})
		s = sheet(w, "2026-03-03")
		qt.Check(t, qt.Equals(told(w, s), "Ani 11:50-12:20 (13:30) home 14:00; Sri --- (-) home 13:45 not Budi | Baru 11:50-15:00 5 appointed"))
	})
}

// Night is for who agreed to it; who says yes all the same, or is on the way, is planned
// from now on, and no milk waits for the morning.
func TestWhoIsOutByNightIsAtWork(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Mother("Sri", "Nenek")
		w.At("+1 02:00")
		declare(w, "Sri", "D1", hour(w, "2026-03-03", "02:30"))
		qt.Check(t, qt.StringContains(told(w, sheet(w, "2026-03-03")), "| Joko 05:00-"))
		w.As("dispatcher").Send("offer", "dispatch.offer", dispatch.Offer{Job: job(w, "D1").ID, Worker: w.ID("Joko")})
		accept(w, "Joko", "D1")
		qt.Check(t, qt.StringContains(told(w, sheet(w, "2026-03-03")), " with Joko | Joko 02:00-"))
		fetch(w, "Joko", "D1", "biru 1")
		qt.Check(t, qt.StringContains(told(w, sheet(w, "2026-03-03")), " with Joko aboard | Joko 02:00-"))
	})
}

func TestTheStandingWeek(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Courier("Budi").Mother("Sri", "Nenek").Mother("Ani", "Bibi").Mother("Tuti", "Kakek")
		settle(w, "Sri", "Joko", normal("2026-01-05", "11:40"),
			schedule.PeriodBody{From: "2026-02-18", To: "2026-03-19", Kind: "ramadan", Weekdays: working, At: "10:30"})
		settle(w, "Ani", "Budi", schedule.PeriodBody{From: "2026-04-01", Kind: "normal", Weekdays: []int{1}, At: "12:00"},
			schedule.PeriodBody{From: "2026-03-02", To: "2026-03-20", Kind: "leave"})
		w.As("officer").Send("off", "schedule.set_holiday", holiday.SetHoliday{Day: "2026-03-09", Kind: "own", Name: "Rapat"})
		w.Send("ill", "schedule.courier_out", schedule.CourierOut{Worker: w.ID("Budi"), Day: "2026-03-09", Reason: "ill"})

		var week [7]dayplan.Sheet
		w.Query(func(q journal.Query) (err error) {
			week, err = schedule.Standing(q)
			return err
		})
		qt.Check(t, qt.Equals(told(w, week[0]), "Ani 11:50-12:20 (13:30) home 14:00 as told Budi; Sri 11:30-12:00 (13:10) home 13:40 as told Joko"+
			" | Budi 05:00-21:00 5 milk_handling+appointed; Joko 05:00-21:00 5 milk_handling+appointed"),
			qt.Commentf("no Ramadan, no leave, no holiday, nobody ill; on duty as a week ago"))
		qt.Check(t, qt.Equals(week[0].Day, "2026-03-09"))
		qt.Check(t, qt.Equals(told(w, week[4]), "Sri 11:30-12:00 (13:10) home 13:40 as told Joko | Budi 05:00-21:00 5 milk_handling+appointed; Joko 05:00-21:00 5 milk_handling+appointed"),
			qt.Commentf("nobody's duty is written down: the whole day, but not the night that nobody agreed to"))
		qt.Check(t, qt.HasLen(week[6].Jobs, 0))
	})
}
