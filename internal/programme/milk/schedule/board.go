package schedule

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// board is all that planning looks at: some days, who takes part, who may carry.
type board struct {
	settings Settings
	version  int64
	facility registry.Facility
	now      instant.Instant
	// today is the civil day of now; days are those to be planned, in order.
	today string
	days  []string
	// places take part; schedules are theirs, in the same order.
	places    []milk.Place
	schedules []Schedule
	holidays  []string
	// pickups are those of the days, by id.
	pickups  map[ident.ID]Pickup
	couriers []courier
	// next is the evening that is planned next, as it was written down.
	next nextEvening
}

// courier is somebody who may be able to come.
type courier struct {
	id           ident.ID
	active       bool
	certificates []workforce.Certificate
	letters      []workforce.Appointment
	shifts       []workforce.Shift
	// away are the days on which he has said that he is not there.
	away map[string]bool
}

// fit reports whether he may carry milk on a day.
func (c courier) fit(day string) bool {
	certified, appointed := false, false
	for _, x := range c.certificates {
		certified = certified || x.Course == workforce.MilkHandling && x.On(day)
	}
	for _, x := range c.letters {
		appointed = appointed || x.On(day)
	}
	return c.active && certified && appointed && !c.away[day]
}

// onShift reports whether he is on duty at an instant.
func (c courier) onShift(at instant.Instant) bool {
	for _, x := range c.shifts {
		if !x.Starts.After(at) && x.Ends.After(at) {
			return true
		}
	}
	return false
}

// rostered reports whether somebody's duty on a day is written down. A day whose
// roster nobody has written is planned by papers alone, or a week could never be
// looked at before its roster.
func (b *board) rostered(day string) bool {
	for _, c := range b.couriers {
		for _, x := range c.shifts {
			if x.Day == day {
				return true
			}
		}
	}
	return false
}

// loadBoard reads what planning looks at for some days from a civil day on; n zero:
// today and as many as the policy says. It is a fixed number of statements, however
// many mothers and couriers there are.
func loadBoard(q journal.Query, from string, n int) (*board, error) {
	b := &board{now: q.Now, pickups: map[ident.ID]Pickup{}}
	var err error
	if b.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return nil, err
	}
	if b.settings, b.version, err = Policy.Get(q); err != nil {
		return nil, err
	}
	b.today = q.Now.Day(b.facility.Location())
	if n == 0 {
		from, n = b.today, int(b.settings.Days)+1
	}
	b.days = calendar.Days(from, n)
	if len(b.days) == 0 {
		return b, nil
	}
	if err := b.loadWork(q); err != nil {
		return nil, err
	}
	return b, b.loadCouriers(q)
}

func (b *board) loadWork(q journal.Query) (err error) {
	first, last := b.days[0], b.days[len(b.days)-1]
	const scheduled = "facility_id = $1 AND state = $2 AND id IN (SELECT id FROM milk_schedule WHERE facility_id = $1) ORDER BY id"
	if b.places, err = milk.Places.Where(q.Tx, scheduled, q.Facility, milk.Going); err != nil {
		return err
	}
	all, err := Schedules.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return err
	}
	of := map[ident.ID]Schedule{}
	for _, s := range all {
		of[s.ID] = s
	}
	for _, p := range b.places {
		b.schedules = append(b.schedules, of[p.ID])
	}
	if b.holidays, err = holiday.Between(q, first, last); err != nil {
		return err
	}
	there, err := Pickups.Where(q.Tx, "facility_id = $1 AND day >= $2 AND day <= $3 ORDER BY at, id", q.Facility, first, last)
	for _, p := range there {
		b.pickups[p.ID] = p
	}
	if err == nil {
		b.next, _, err = evenings.Get(q.Tx, q.Facility, q.Facility)
	}
	return err
}

func (b *board) loadCouriers(q journal.Query) error {
	first, last := b.days[0], b.days[len(b.days)-1]
	workers, err := workforce.Workers.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return err
	}
	papers, err := workforce.Certificates.Where(q.Tx, "facility_id = $1 AND course = $2 AND valid_to >= $3 ORDER BY id", q.Facility, workforce.MilkHandling, first)
	if err != nil {
		return err
	}
	letters, err := workforce.Appointments.Where(q.Tx, "facility_id = $1 AND valid_to >= $2 ORDER BY id", q.Facility, first)
	if err != nil {
		return err
	}
	shifts, err := workforce.Shifts.Where(q.Tx, "facility_id = $1 AND day >= $2 AND day <= $3 ORDER BY id", q.Facility, calendar.Move(first, -1), last)
	if err != nil {
		return err
	}
	away, err := Absences.Where(q.Tx, "facility_id = $1 AND day >= $2 AND day <= $3 ORDER BY id", q.Facility, first, last)
	if err != nil {
		return err
	}
	for _, w := range workers {
		if !w.Is("courier") {
			continue
		}
		c := courier{id: w.ID, active: w.State == workforce.Active, away: map[string]bool{},
			certificates: of(papers, w.ID, func(x workforce.Certificate) ident.ID { return x.Worker }),
			letters:      of(letters, w.ID, func(x workforce.Appointment) ident.ID { return x.Worker }),
			shifts:       of(shifts, w.ID, func(x workforce.Shift) ident.ID { return x.Worker })}
		for _, x := range of(away, w.ID, func(x Absence) ident.ID { return x.Worker }) {
			c.away[x.Day] = true
		}
		b.couriers = append(b.couriers, c)
	}
	return nil
}

// of picks those of a worker.
func of[T any](all []T, worker ident.ID, whose func(T) ident.ID) []T {
	var out []T
	for _, x := range all {
		if whose(x) == worker {
			out = append(out, x)
		}
	}
	return out
}

// IsAway reports whether a courier has said that he is not there on the day of an
// instant: nothing new is offered to him then.
func IsAway(q journal.Query, worker ident.ID, at instant.Instant) (bool, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return false, err
	}
	var one int
	return q.One("SELECT 1 FROM milk_absence WHERE facility_id = $1 AND worker = $2 AND day = $3", store.Args(q.Facility, worker, at.Day(f.Location())), &one)
}
