package day

import (
	"context"
	"fmt"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
)

// House is what the demo writes into. Clock must be the journal's clock.
type House struct {
	Journal *journal.Journal
	DB      *store.DB
	Keys    *keys.Ring
	Clock   *Clock
}

// Login is somebody of staff who can sign in at the demo.
type Login struct{ Role, Name, Phone, Password string }

// Day is the filled demo.
type Day struct {
	Slug, Name string
	Logins     []Login

	house House
	cast  cast
	zone  *time.Location
	staff map[string]access.Actor // by key
	// began is when the health centre began, first when the demo first started, weeks
	// how many of them lie between that were lived through; none: only the last days were.
	began, first instant.Instant
	weeks        int
}

// history is how long before its first start the demo's health centre began, when it
// was not lived through.
const history = 30 * 24 * time.Hour

// Seed fills the house with the last days alone: see SeedPast.
func Seed(ctx context.Context, h House) (*Day, error) { return SeedPast(ctx, h, Past{}) }

// SeedPast fills the house, or finds it filled: then it stays as long as it is.
// Nothing else may write to the demo's health centre meanwhile, for the clock is put
// back. A past that was broken off halfway is an error.
func SeedPast(ctx context.Context, h House, p Past) (*Day, error) {
	c, err := readCast()
	if err != nil {
		return nil, err
	}
	d := &Day{Slug: c.Slug, Name: c.Name, house: h, cast: c, staff: map[string]access.Actor{}}
	if d.zone, err = time.LoadLocation(c.Zone); err != nil {
		return nil, fmt.Errorf("day: %w", err)
	}
	now := h.Clock.Now()
	there, err := d.founded(ctx)
	if err != nil {
		return nil, err
	}
	if !there {
		d.begin(now, p.Weeks)
	}
	defer h.Clock.Put(0)
	h.Clock.Put(d.began)
	if err := d.frame(ctx, now); err != nil {
		return nil, err
	}
	if d.weeks > 0 {
		if err := d.remember(ctx, p, there); err != nil {
			return nil, err
		}
	}
	return d, d.lately(ctx, now)
}

// begin says when the health centre began: at five in the morning, so that its first
// day is a whole one.
func (d *Day) begin(now instant.Instant, weeks int) {
	d.first, d.weeks, d.began = now, weeks, now.Add(-history)
	if weeks > 0 {
		day := now.In(d.zone).AddDate(0, 0, -7*weeks)
		d.began = instant.Of(time.Date(day.Year(), day.Month(), day.Day(), 5, 0, 0, 0, d.zone))
	}
}

// founder is the device of a founding: how many weeks are to be lived through stands
// there, so that every later start knows.
func (d *Day) founder() string {
	if d.weeks == 0 {
		return "demo"
	}
	return fmt.Sprintf("demo-%dw", d.weeks)
}

// founded reads when the health centre began; false when it has not.
func (d *Day) founded(ctx context.Context) (there bool, err error) {
	device := ""
	err = d.house.DB.Read(ctx, func(tx *store.Tx) error {
		there, err = tx.One("SELECT occurred_at, device FROM command WHERE facility_id = $1 AND id = $2", store.Args(Facility(), named("command found")), &d.began, &device)
		return err
	})
	if d.first = d.began.Add(history); device != "demo" && there {
		if _, err := fmt.Sscanf(device, "demo-%dw", &d.weeks); err != nil {
			return there, fmt.Errorf("day: %s founded it: %w", device, err)
		}
		d.first = instant.Of(d.began.In(d.zone).AddDate(0, 0, 7*d.weeks))
	}
	return there, err
}

// recorded is when a command happened as its sender said; zero when it was never given.
func (d *Day) recorded(ctx context.Context, id ident.ID) (at instant.Instant, err error) {
	err = d.house.DB.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.One("SELECT occurred_at FROM command WHERE facility_id = $1 AND id = $2", store.Args(Facility(), id), &at)
		return err
	})
	return at, err
}

// frame is what stands before the first ride: the health centre, its staff with
// their papers and phones, the mothers.
func (d *Day) frame(ctx context.Context, now instant.Instant) error {
	began := d.began
	f := registry.Facility{ID: Facility(), Self: Facility(), Slug: d.cast.Slug, Name: d.cast.Name, Zone: d.cast.Zone, Demo: true}
	if err := d.house.DB.Write(ctx, func(tx *store.Tx) error { return registry.Enlist(tx, f, began) }); err != nil {
		return err
	}
	s := &script{ctx: ctx, journal: d.house.Journal, by: machine(), device: d.founder()}
	s.say("found", "registry.found", registry.Found{Slug: d.cast.Slug, Name: d.cast.Name, Zone: d.cast.Zone, Demo: true,
		ServicePhone: d.cast.ServicePhone, EmergencyNumber: d.cast.EmergencyNumber, Villages: d.cast.villages})
	s.flush() // the first command of a log stands alone
	s.device = ""
	d.hire(s, began)
	if s.flush(); s.err != nil {
		return s.err
	}
	if err := d.accounts(ctx, began); err != nil {
		return err
	}
	s.as(d.staff["petugas"])
	d.equip(s, began, now)
	if s.flush(); d.weeks > 0 {
		return s.err
	}
	s.as(machine()) // whoever stood on the list before the first application is simply there
	d.enrol(s)
	s.flush()
	return s.err
}

// hire takes the staff on, with their roles from the first day.
func (d *Day) hire(s *script, began instant.Instant) {
	for _, p := range d.cast.Staff {
		var villages []string
		for _, v := range p.Villages {
			villages = append(villages, d.cast.village(v).Code)
		}
		s.say("add "+p.Key, "workforce.add_worker", workforce.AddWorker{Worker: p.worker(), Name: p.Name, Phone: p.Phone, Kinds: p.Kinds, Villages: villages})
		for _, r := range p.Roles {
			s.say("role "+p.Key+" "+r, "workforce.grant_role", workforce.GrantRole{Worker: p.worker(), Role: access.Role(r), From: began.Day(d.zone)})
		}
	}
}

// accounts lets the staff sign in. Passwords are those the demo prints.
func (d *Day) accounts(ctx context.Context, began instant.Instant) error {
	desk := signin.New(d.house.DB, d.house.Keys)
	for _, p := range d.cast.Staff {
		account, err := desk.AddAccount(ctx, p.Phone, p.password(), Facility(), p.worker(), began)
		if err != nil {
			return fmt.Errorf("day: account of %s: %w", p.Key, err)
		}
		roles := make([]access.Role, len(p.Roles))
		for i, r := range p.Roles {
			roles[i] = access.Role(r)
		}
		a := worker(account, p.worker(), roles)
		for _, v := range p.Villages {
			a.Keys = append(a.Keys, "v:"+d.cast.village(v).Code)
		}
		d.staff[p.Key] = a
		d.Logins = append(d.Logins, Login{p.Roles[0], p.Name, p.Phone, p.password()})
	}
	return nil
}

// ahead is for how many days from today the couriers have shifts.
const ahead = 14

// equip gives the couriers certificate, letter and phone, and round-the-clock
// shifts, so that the demo lives at any hour.
func (d *Day) equip(s *script, began, now instant.Instant) {
	base := d.cast.point(d.cast.Base)
	s.say("base", "fleet.set_base", fleet.SetBase{Base: named("base"), Village: d.cast.village(d.cast.Base.Village).Code, Label: d.cast.Name, Lat: base.Lat, Lon: base.Lon})
	from := began.Add(-60 * 24 * time.Hour).Day(d.zone)
	to := began.In(d.zone).AddDate(2, 0, 0).Format(time.DateOnly)
	for i, p := range d.cast.Staff {
		if !p.courier() {
			continue
		}
		s.say("certify "+p.Key, "workforce.certify", workforce.Certify{Worker: p.worker(), Course: workforce.MilkHandling,
			Number: fmt.Sprintf("KA-%s-%03d", from[:4], i), ValidFrom: from, ValidTo: to, AssessorName: "dr. Wahyuni, Dinas Kesehatan", Score: new(int64(82 + 3*(i%5)))})
		s.say("appoint "+p.Key, "workforce.appoint", workforce.Appoint{Worker: p.worker(),
			Number: fmt.Sprintf("800/%03d/%s", 40+i, from[:4]), ValidFrom: from, ValidTo: to})
		s.say("phone "+p.Key, "workforce.enrol_phone", workforce.EnrolPhone{Phone: p.phone(), Worker: p.worker(), Label: "HP " + p.Name, Kind: "traccar", Brand: workforce.Brands[i%len(workforce.Brands)]})
		box := named("cooler " + p.Key)
		s.say("cooler "+p.Key, "equipment.add", equipment.Add{Cooler: box, Code: fmt.Sprintf("K-%d", i+1), Capacity: 24, IcePacks: 6})
		s.say("hand cooler "+p.Key, "equipment.hand", equipment.Hand{Cooler: box, Worker: p.worker()})
		since := -1
		if d.weeks > 0 && d.first == now {
			since = -7 * d.weeks
		}
		for n := since; n < ahead; n++ {
			on := now.In(d.zone).AddDate(0, 0, n)
			if n < -1 && !works(on) {
				continue
			}
			day := on.Format(time.DateOnly)
			s.say("shift "+p.Key+" "+day, "workforce.set_shift", workforce.SetShift{Worker: p.worker(), Day: day, From: "00:00", To: "00:00"})
		}
	}
}

// enrol takes the mothers in. A baby is as old as told when the demo first starts.
func (d *Day) enrol(s *script) {
	for _, m := range d.cast.Mothers {
		born := d.first.In(d.zone).AddDate(0, 0, -m.Baby.Days).Format(time.DateOnly)
		s.say("enrol "+m.Key, "milk.enrol", milk.Enrol{Place: m.place(), Mother: milk.PersonBody{ID: m.person(), Name: m.Name, Phone: m.Phone},
			Baby: milk.BabyBody{Name: m.Baby.Name, Born: born}, Village: d.cast.village(m.Village).Code, Pickup: d.cast.place(d.cast.workplace(m.Workplace)),
			Drop: d.cast.place(m.Home), HiddenAddress: m.Hidden, Recipients: m.recipients()})
	}
}
