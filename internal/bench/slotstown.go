package bench

import (
	"fmt"
	"math/rand/v2"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/house"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
)

// The town whose slots are asked for: six villages with a cadre each, four shared motorbikes
// lent and one to spare, and so many days of visits behind and before it.
const (
	slotBehind = 180
	slotAhead  = 35
	slotFull   = 9 // of the days ahead, so many are full; on the others a cadre has a visit less
	slotADay   = 4
)

// slotTown is that health centre, on the day on which it is measured.
type slotTown struct {
	*writing
	today  string
	zone   *time.Location
	dice   *rand.Rand
	visits int
}

// newSlotTown founds it: people, hours and motorbikes by their verbs, the visits straight into
// the table, for what is measured reads only them and the verbs would take many times as long.
func newSlotTown(m *measure, h *house.House) (*slotTown, error) {
	f := registry.Facility{ID: facility(), Self: facility(), Slug: slug, Name: "Bench", Zone: "Asia/Jakarta", Demo: true}
	t := &slotTown{writing: &writing{ctx: m.ctx, h: h}, zone: f.Location(), dice: rand.New(rand.NewPCG(1, 1))}
	t.today = h.Clock.Now().Day(t.zone)
	if err := h.DB.Write(m.ctx, func(tx *store.Tx) error { return registry.Enlist(tx, f, h.Clock.Now()) }); err != nil {
		return t, err
	}
	t.found()
	for n := range slotCadres {
		t.cadre(n)
	}
	if t.err != nil {
		return t, t.err
	}
	if _, err := signin.New(h.DB, h.Ring).AddAccount(m.ctx, officerPhone, officerPassword, facility(), named("officer", 0), h.Clock.Now()); err != nil {
		return t, err
	}
	return t, h.DB.Write(m.ctx, func(tx *store.Tx) error {
		if err := t.calendar(tx); err != nil {
			return err
		}
		return tx.FlushAudiences(facility(), 1)
	})
}

func (t *slotTown) found() {
	machine, officer := access.TheMachine(facility()), named("officer", 0)
	found := registry.Found{Slug: slug, Name: "Bench", Zone: "Asia/Jakarta", Demo: true, ServicePhone: "089900009000", EmergencyNumber: "119"}
	for n := range slotCadres {
		at := slotMiddle(n)
		found.Villages = append(found.Villages, registry.InVillage{Code: slotCode(n), Name: fmt.Sprint("Village ", n), Lat: at.Lat, Lon: at.Lon})
	}
	t.say(machine, "registry.found", found)
	t.say(machine, "workforce.add_worker", workforce.AddWorker{Worker: officer, Name: "Officer", Kinds: []string{"desk"}})
	t.say(machine, "workforce.grant_role", workforce.GrantRole{Worker: officer, Role: access.Officer, From: calendar.Move(t.today, -1)})
	t.say(t.officer(), "schedule.fill_holidays", holiday.FillHolidays{})
	t.say(t.officer(), "travel.set_weather", travel.SetWeather{Day: t.today, Kind: travel.Rain})
}

func (t *slotTown) officer() access.Actor {
	return access.Actor{Facility: facility(), ID: named("officer", 0), Worker: named("officer", 0), Roles: []access.Role{access.Officer}, Keys: []string{"f"}}
}

// cadre takes in one of the six, five or six days a week. The second rides a motorbike of her
// own, four are lent one, and one walks; each stands in for the next in the coming month.
func (t *slotTown) cadre(n int) {
	machine, id, long := access.TheMachine(facility()), slotCadre(n), calendar.Move(t.today, 300)
	t.say(machine, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: fmt.Sprint("Cadre ", n), Kinds: []string{"cadre"}, Villages: []string{slotCode(n)}})
	t.say(machine, "workforce.grant_role", workforce.GrantRole{Worker: id, Role: access.Cadre, From: calendar.Move(t.today, -1)})
	t.say(machine, "workforce.certify", workforce.Certify{Worker: id, Course: workforce.BabyMassage, Number: fmt.Sprint("P", n), ValidFrom: calendar.Move(t.today, -200), ValidTo: long})
	hours := massage.SetHours{Cadre: id, OwnBike: n == 1}
	for weekday := range int64(5 + n%2) {
		hours.Hours = append(hours.Hours, massage.Hours{Weekday: weekday + 1, From: "08:00", To: "15:00"})
	}
	t.say(t.officer(), "massage.set_hours", hours)
	bike := named("motorbike", n)
	if n != 1 {
		t.say(t.officer(), "motorbike.add", motorbike.Add{Motorbike: bike, Name: fmt.Sprint("Beat ", n), Km: 1_000, ServiceOn: long})
	}
	if n > 1 {
		t.say(t.officer(), "motorbike.lend", motorbike.Lend{Motorbike: bike, Worker: id, From: t.today, To: calendar.Move(t.today, 60)})
	}
	next := (n + 1) % slotCadres
	if n%2 == 0 {
		t.say(t.officer(), "massage.stand_in", massage.StandIn{Substitute: named("substitute", n), Cadre: id, Village: slotCode(next), From: t.today, To: calendar.Move(t.today, 30)})
	}
}

// calendar writes the visits of all days.
func (t *slotTown) calendar(tx *store.Tx) error {
	for n := -slotBehind; n <= slotAhead; n++ {
		day := calendar.Move(t.today, n)
		for c := range slotCadres {
			if calendar.Weekday(day) > 5+c%2 {
				continue
			}
			visits := slotADay
			if n > slotFull {
				visits--
			}
			for v := range visits {
				if err := t.visit(tx, c, day, v, n < 0); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// visit writes one, with what a booking has: a sealed home, answers, a child of three months.
func (t *slotTown) visit(tx *store.Tx, c int, day string, nth int, done bool) error {
	t.visits++
	id, born := ident.Named(fmt.Sprint("slot visit ", t.visits)), calendar.Move(day, -90)
	at, _ := calendar.At(day, []string{"08:00", "09:30", "11:00", "13:30"}[nth], t.zone)
	from := instant.Of(at)
	k := massage.Booking{Facility: facility(), ID: id, Number: int64(t.visits), Parent: ident.Derive(id, 1), Children: []ident.ID{ident.Derive(id, 2)}, Born: []string{born}, Village: slotCode(c),
		Cadre: slotCadre(c), Former: []ident.ID{}, Day: day, From: from, To: from.Add(45 * time.Minute), State: massage.Booked, Door: massage.ByPage, Limits: []string{}, Verdict: "go", Nth: 1,
		MadeAt: from.Add(-5 * 24 * time.Hour)}
	if done {
		k.State, k.EndedAt = massage.Done, k.To
	}
	home := slotHome(c, t.dice)
	var err error
	if k.Place, err = sealedAs(tx, t.h, "massage_place", id, dispatch.Place{Label: "RT 02 RW 05", Lat: home.Lat, Lon: home.Lon, Village: slotCode(c)}); err != nil {
		return err
	}
	k.Answers = journal.Ref{Table: "massage_answers", ID: id, Version: 1, Digest: "-"}
	return massage.Bookings.Put(tx, k)
}

func slotCode(n int) string { return fmt.Sprintf("32.73.02.10%02d", n+1) }

// slotMiddle is the middle of a village: two rows of three, two kilometres apart.
func slotMiddle(n int) geo.Point {
	return geo.Point{Lat: -6.90 + float64(n/3)*0.018, Lon: 107.60 + float64(n%3)*0.018}
}

// slotHome is a home within a kilometre of it.
func slotHome(n int, dice *rand.Rand) geo.Point {
	p := slotMiddle(n)
	return geo.Point{Lat: p.Lat + (dice.Float64()-0.5)*0.014, Lon: p.Lon + (dice.Float64()-0.5)*0.014}
}
