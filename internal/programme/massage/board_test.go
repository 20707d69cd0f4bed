package massage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/age"
	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// What is free on many days, read together, is what is free on each of them, of each cadre,
// looked at alone, thing by thing: on a calendar with everything in it that a day can have.
func TestAMonthThatIsReadTogetherIsItsDaysReadAlone(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) { k.togetherIsAlone(t) })
}

func (k kasaba) togetherIsAlone(t *testing.T) {
	k.filled(rand.New(rand.NewPCG(18, 19)))
	room, found := massage.Room{Bikes: yards}, 0
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(-1, 25).Draw(t, "from")
		w := massage.Wanted{Village: ident.ID(rapid.SampledFrom([]string{world.Village, world.OtherVillage}).Draw(t, "village")), Born: []string{"2025-10-01"},
			From: calendar.Move("2026-03-02", from), To: calendar.Move("2026-03-02", from+rapid.IntRange(0, 40).Draw(t, "days")),
			Cadre: rapid.SampledFrom([]ident.ID{"", "", id("Teh Lilis"), id("Teh Euis")}).Draw(t, "cadre")}
		if rapid.IntRange(0, 5).Draw(t, "known home") > 0 {
			w.At = geo.Point{Lat: -7.5385 + rapid.Float64Range(0, 0.04).Draw(t, "north"), Lon: 110.9375}
		}
		if rapid.Bool().Draw(t, "moves") {
			w.But = id(fmt.Sprint("visit ", rapid.IntRange(0, 30).Draw(t, "which")))
		}
		k.Query(func(q journal.Query) error {
			together, err := room.FreeSlots(q, w)
			if err != nil {
				return err
			}
			alone := k.dayByDay(q, w)
			if found += len(alone); !slices.Equal(together, alone) {
				t.Fatalf("%d free together, %d day by day: %v\n%v", len(together), len(alone), together, alone)
			}
			return nil
		})
	})
	qt.Check(t, qt.IsTrue(found > 1_000), qt.Commentf("%d free in all would say nothing", found))
}

// filled has everything happen that a day's slots stand on.
func (k kasaba) filled(dice *rand.Rand) {
	day := func(n int) string { return calendar.Move("2026-03-02", n) }
	lilis, euis := id("Teh Lilis"), id("Teh Euis")
	k.As("officer").Send("stands in", "massage.stand_in", massage.StandIn{Substitute: id("in"), Cadre: euis, Village: world.Village, From: day(3), To: day(17)})
	k.Send("on foot", "massage.set_hours", massage.SetHours{Cadre: euis, Hours: []massage.Hours{{Weekday: 1, From: "08:00", To: "12:00"}, {Weekday: 1, From: "13:00", To: "16:00"},
		{Weekday: 2, From: "08:00", To: "15:00"}, {Weekday: 3, From: "08:00", To: "15:00"}, {Weekday: 4, From: "10:00", To: "14:00"}, {Weekday: 6, From: "08:00", To: "15:00"}}})
	for n, days := range [][2]int{{4, 9}, {22, 26}} {
		bike := id(fmt.Sprint("bike ", n))
		k.Send(fmt.Sprint("bike ", n), "motorbike.add", motorbike.Add{Motorbike: bike, Name: "Beat", Km: 100, ServiceOn: day(12 + 28*n)})
		k.Send(fmt.Sprint("lend ", n), "motorbike.lend", motorbike.Lend{Motorbike: bike, Worker: euis, From: day(days[0]), To: day(days[1])})
	}
	k.Send("holiday", "schedule.set_holiday", holiday.SetHoliday{Day: day(10), Kind: holiday.Own, Name: "Hari jadi"})
	k.Send("leave", "massage.set_off", massage.SetOff{Cadre: lilis, From: day(14), To: day(15), Why: "leave"})
	k.Send("rain", "travel.set_weather", travel.SetWeather{Day: day(1), Kind: travel.Flood})
	k.Send("rain there", "travel.set_weather", travel.SetWeather{Village: world.OtherVillage, Day: day(4), Kind: travel.Rain})
	for n := range 60 {
		b := k.ask(fmt.Sprint("visit ", n), day(1+dice.IntN(20)), []string{"08:00", "09:00", "10:30", "12:45", "14:00"}[dice.IntN(5)])
		b.Place.Lat += dice.Float64() * 0.03
		if dice.IntN(3) == 0 {
			b.Village, b.Cadre = world.OtherVillage, euis
		}
		_, _ = k.Try(fmt.Sprint("visit ", n), "massage.book", b)
	}
	for n := range 30 {
		_, _ = k.Try(fmt.Sprint("offer ", n), "massage.move", massage.Move{Booking: id(fmt.Sprint("visit ", n)), Cadre: []ident.ID{lilis, euis}[n%2], At: k.on(day(1+dice.IntN(20)), "11:00"), Why: massage.Coordinated})
	}
	k.Send("flood", "massage.disrupt", massage.Disrupt{Day: day(2), From: k.on(day(2), "10:00"), Until: k.on(day(2), "13:00"), Why: massage.Flood})
	k.Send("broke", "massage.disrupt", massage.Disrupt{Cadre: lilis, Day: day(5), Why: massage.Broke})
	for n := range 60 { // the others come along where they have time
		_, _ = k.Try(fmt.Sprint("along ", n), "massage.accompany", massage.Accompany{Booking: id(fmt.Sprint("visit ", n)), Companion: []ident.ID{lilis, euis}[n%2]})
	}
	for n := range 30 { // one home of hers is one to which she does not go
		if b := k.booking(fmt.Sprint("visit ", n)); b.Cadre == lilis && b.State == massage.Booked {
			k.As("Teh Lilis").Send("no", "massage.refuse_house", massage.RefuseHouse{Booking: b.ID, Want: massage.NotThere})
			break
		}
	}
}

// dayByDay looks at each day and cadre alone, and opens each home by itself.
func (k kasaba) dayByDay(q journal.Query, w massage.Wanted) []slots.Slot {
	set, _, err := massage.Policy.Get(q)
	qt.Assert(k.T, qt.IsNil(err))
	moving, _, err := massage.Bookings.Get(q.Tx, q.Facility, w.But)
	qt.Assert(k.T, qt.IsNil(err))
	refused, err := massage.Refusals.Where(q.Tx, "facility_id = $1 AND want = $2", q.Facility, massage.NotThere)
	qt.Assert(k.T, qt.IsNil(err))
	ask := slots.Ask{At: w.At, Village: w.Village, From: q.Now.Add(time.Duration(set.NoticeMinutes) * time.Minute), Step: time.Duration(set.StepMinutes) * time.Minute}
	for _, r := range refused {
		if w.But != "" && r.Parent == moving.Parent {
			ask.Not = append(ask.Not, r.Cadre)
		}
	}
	today := q.Now.Day(western)
	out := []slots.Slot{}
	for day := max(w.From, today); day <= min(w.To, calendar.Move(today, int(set.AheadDays))); day = calendar.Move(day, 1) {
		rosters, err := massage.Rosters.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		qt.Assert(k.T, qt.IsNil(err))
		var days []slots.Day
		for _, r := range rosters {
			if w.Cadre == "" || w.Cadre == r.ID {
				days = append(days, k.oneDay(q, set, r, day, w.But))
			}
		}
		legs, err := travel.For(q, day)
		qt.Assert(k.T, qt.IsNil(err))
		band, _ := set.Screening.Band(age.Months(w.Born[0], day))
		ask.Length = time.Duration(band.Visit) * time.Minute
		out = append(out, slots.Free(days, ask, noLess{legs, time.Duration(set.TravelMinutes) * time.Minute})...)
	}
	return out
}

// oneDay is a cadre's day.
func (k kasaba) oneDay(q journal.Query, set massage.Settings, r massage.Roster, day string, but ident.ID) slots.Day {
	pauses, err := travel.Pauses(q, r.ID, day)
	qt.Assert(k.T, qt.IsNil(err))
	person, _, err := workforce.Workers.Get(q.Tx, q.Facility, r.ID)
	qt.Assert(k.T, qt.IsNil(err))
	papers, err := workforce.Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2", q.Facility, r.ID)
	qt.Assert(k.T, qt.IsNil(err))
	d := slots.Day{Cadre: r.ID, Profile: slots.Foot, Most: int(set.MostADay), Pauses: pauses, Certified: slices.ContainsFunc(papers, func(c workforce.Certificate) bool { return c.On(day) })}
	for _, v := range person.Villages {
		d.Villages = append(d.Villages, ident.ID(v))
	}
	stands, err := massage.Substitutes.Where(q.Tx, "facility_id = $1 AND cadre = $2", q.Facility, r.ID)
	qt.Assert(k.T, qt.IsNil(err))
	for _, s := range stands {
		if s.On(day) {
			d.Villages = append(d.Villages, ident.ID(s.Village))
		}
	}
	troubles, err := massage.Disruptions.Where(q.Tx, "facility_id = $1 AND day = $2 AND ended_at = 0 AND (cadre = '' OR cadre = $3)", q.Facility, day, r.ID)
	qt.Assert(k.T, qt.IsNil(err))
	k.rides(q, &d, r, day, slices.ContainsFunc(troubles, func(t massage.Disruption) bool { return t.Why == massage.Broke }))
	k.works(q, &d, set, r, day, troubles)
	k.has(q, &d, day, but)
	return d
}

func (k kasaba) rides(q journal.Query, d *slots.Day, r massage.Roster, day string, broke bool) {
	there, err := yards(q, day, day)
	qt.Assert(k.T, qt.IsNil(err))
	if broke {
		return
	}
	if d.Spare = !r.OwnBike && there[day].Spare > 0; r.OwnBike || slices.Contains(there[day].Lent, r.ID) {
		d.Profile = slots.Motorcycle
	}
}

func (k kasaba) works(q journal.Query, d *slots.Day, set massage.Settings, r massage.Roster, day string, troubles []massage.Disruption) {
	off, err := holiday.Between(q, day, day)
	qt.Assert(k.T, qt.IsNil(err))
	if len(off) > 0 || slices.ContainsFunc(r.Off, func(o massage.Off) bool { return o.From <= day && day <= o.To }) {
		return
	}
	for _, h := range r.Hours {
		if int(h.Weekday) != calendar.Weekday(day) {
			continue
		}
		from, to, err := travel.Hours(q, r.ID, day, k.on(day, max(h.From, set.Earliest)), k.on(day, min(h.To, set.Latest)))
		qt.Assert(k.T, qt.IsNil(err))
		parts := []slots.Span{{From: from, To: to}}
		for _, t := range troubles {
			if t.Why == massage.Broke {
				continue
			}
			var left []slots.Span
			for _, p := range parts {
				left = append(left, slots.Span{From: p.From, To: min(p.To, t.From)}, slots.Span{From: max(p.From, t.Until), To: p.To})
			}
			parts = left
		}
		for _, p := range parts {
			if p.From < p.To {
				d.Spans = append(d.Spans, p)
			}
		}
	}
}

func (k kasaba) has(q journal.Query, d *slots.Day, day string, but ident.ID) {
	all, err := massage.Bookings.Where(q.Tx, "facility_id = $1 AND id <> $2", q.Facility, but)
	qt.Assert(k.T, qt.IsNil(err))
	for _, b := range all {
		var home dispatch.Place
		_, err := q.Open(b.Place, &home)
		qt.Assert(k.T, qt.IsNil(err))
		takes := func(from, to instant.Instant) {
			d.Busy = append(d.Busy, slots.Busy{From: from, To: to, At: home.Point(), Village: ident.ID(b.Village), Booking: b.ID})
		}
		if b.Takes() && b.Cadre == d.Cadre && b.Day == day {
			takes(b.From, b.To)
		}
		if b.OfferCadre == d.Cadre && b.Offer.Day == day {
			takes(b.Offer.From, b.Offer.To)
		}
		along, err := massage.Companies.Where(q.Tx, "facility_id = $1 AND booking = $2 AND companion = $3 AND day = $4", q.Facility, b.ID, d.Cadre, day)
		qt.Assert(k.T, qt.IsNil(err))
		for _, c := range along {
			if c.Takes() {
				takes(c.From, c.To)
			}
		}
	}
}

var western = time.FixedZone("", 7*3600)

// noLess are ways with a floor.
type noLess struct {
	dayplan.Legs
	floor time.Duration
}

func (n noLess) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	l := n.Legs.Leg(profile, from, to)
	l.Slow = max(l.Slow, n.floor)
	return l
}
