package schedule

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/plan"
)

// Couriers are the day plan's source of the milk: which bags are fetched and brought home
// on a day, and who is there to ride. A job goes by its pick-up, also once bottles are
// declared, so that what a person wished of it stays; a delivery that nobody planned goes
// by its own id.
type Couriers struct {
	// Where tells where a courier was last seen today; nil: nobody knows.
	Where dispatch.Where
}

// Group is couriers.
func (Couriers) Group() string { return plan.Couriers }

// Members are the courier himself.
func (Couriers) Members(_ journal.Query, worker ident.ID) ([]ident.ID, error) {
	return []ident.ID{worker}, nil
}

// Days are the days, today and later, with a pick-up or a delivery.
func (Couriers) Days(q journal.Query) (days []string, err error) {
	b, err := loadBoard(q, "", 0)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, p := range b.ordered() {
		seen[p.Day] = seen[p.Day] || p.State == Waiting && p.Day >= b.today
	}
	running, err := runningOf(q)
	for _, d := range running {
		seen[max(b.today, d.WantAt.Day(b.facility.Location()))] = true
	}
	for day, on := range seen {
		if on {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return days, err
}

func runningOf(q journal.Query) ([]milk.Delivery, error) {
	return milk.Deliveries.Where(q.Tx, "facility_id = $1 AND ended_at = 0 ORDER BY want_at, id", q.Facility)
}

// Read gives a day as it stands. A day that is past has nothing to plan.
func (c Couriers) Read(q journal.Query, day string) (dayplan.Sheet, error) {
	r, err := c.load(q, day)
	if err != nil || day < r.today {
		return dayplan.Sheet{Group: plan.Couriers, Day: day, From: q.Now}, err
	}
	return r.sheet()
}

// Job reads one job of a day; false when it is not to be planned (any more). Nobody
// else's ends are opened for it.
func (c Couriers) Job(q journal.Query, day string, job ident.ID) (dayplan.Job, bool, error) {
	r, err := c.load(q, day)
	if err != nil || day < r.today {
		return dayplan.Job{}, false, err
	}
	r.only = job
	s, err := r.sheet()
	if err != nil || len(s.Jobs) == 0 {
		return dayplan.Job{}, false, err
	}
	return s.Jobs[0], true, nil
}

// reading is a day of the couriers while it is made into a sheet.
type reading struct {
	*board
	q     journal.Query
	rules Rules
	where dispatch.Where
	day   string
	// live: the day is today. From is where its figures begin.
	live bool
	from instant.Instant
	// usual comes to a place as a rule.
	usual map[ident.ID]ident.ID
	// running are deliveries that have not ended, and their jobs by delivery.
	running []milk.Delivery
	jobs    map[ident.ID]dispatch.Job
	// bottles are how many a place gave the last time this week.
	bottles map[ident.ID]int64
	// ended and had are how many bags a courier has done this day, and this week.
	ended, had map[ident.ID]int64
	boxes      map[ident.ID]int64
	// strands are couriers who can go no further, by what they have in hand.
	strands map[ident.ID]milk.Strand
	base    geo.Point
	// only is the one job that is asked for; empty: the whole day.
	only ident.ID
	out  dayplan.Sheet
}

func (c Couriers) load(q journal.Query, day string) (*reading, error) {
	r := &reading{q: q, where: c.Where, day: day, usual: map[ident.ID]ident.ID{}, jobs: map[ident.ID]dispatch.Job{}}
	var err error
	if r.board, err = loadBoard(q, day, 1); err != nil {
		return r, err
	}
	for i, s := range r.schedules {
		r.usual[r.places[i].ID] = s.Courier
	}
	if r.rules, err = RulesOf(q); err != nil {
		return r, err
	}
	r.live, r.from = day == r.today, q.Now
	if t, ok := calendar.At(day, "00:00", r.facility.Location()); ok && !r.live {
		r.from = instant.Of(t)
	}
	if err = r.loadRunning(); err == nil {
		err = r.loadCounts()
	}
	if err == nil {
		r.base, err = baseOf(q)
	}
	return r, err
}

// loadRunning reads the deliveries that have not ended, with their jobs.
func (r *reading) loadRunning() (err error) {
	if r.running, err = runningOf(r.q); err != nil {
		return err
	}
	jobs, err := dispatch.Jobs.Where(r.q.Tx, "facility_id = $1 AND kind = 'milk' AND ended_at = 0 ORDER BY id", r.q.Facility)
	if err != nil {
		return err
	}
	for _, j := range jobs {
		r.jobs[j.Subject] = j
	}
	r.strands = map[ident.ID]milk.Strand{}
	strands, err := milk.Strands.Where(r.q.Tx, "facility_id = $1 AND state IN ('asking', 'coming', 'unplaced') ORDER BY id", r.q.Facility)
	for _, s := range strands {
		for _, d := range s.Deliveries {
			r.strands[d] = s
		}
	}
	return err
}

// loadCounts reads what the couriers have done and can carry, and what the places give.
func (r *reading) loadCounts() (err error) {
	zone := r.facility.Location()
	monday, _ := calendar.At(calendar.Move(r.day, 1-calendar.Weekday(r.day)), "00:00", zone)
	today, _ := calendar.At(r.day, "00:00", zone)
	const done = "SELECT courier, count(*) FROM milk_delivery WHERE facility_id = $1 AND state = $2 AND ended_at >= $3 AND ended_at < $4 GROUP BY courier"
	if r.had, err = counts(r.q, done, r.q.Facility, milk.Delivered, instant.Of(monday), instant.Of(monday.AddDate(0, 0, 7))); err != nil {
		return err
	}
	if r.ended, err = counts(r.q, done, r.q.Facility, milk.Delivered, instant.Of(today), instant.Of(today.AddDate(0, 0, 1))); err != nil {
		return err
	}
	if r.boxes, err = counts(r.q, "SELECT worker, SUM(capacity) FROM cooler WHERE facility_id = $1 AND state = 'ok' AND NOT recalled AND worker <> '' GROUP BY worker", r.q.Facility); err != nil {
		return err
	}
	r.bottles, err = counts(r.q, `SELECT d.place, count(*) FROM milk_bottle b JOIN milk_delivery d ON d.facility_id = b.facility_id AND d.id = b.delivery
		WHERE b.facility_id = $1 AND d.declared_at >= $2 AND d.declared_at = (SELECT MAX(o.declared_at) FROM milk_delivery o WHERE o.facility_id = $1 AND o.place = d.place) GROUP BY d.place`, r.q.Facility, r.q.Now.Add(-7*24*time.Hour))
	return err
}

// counts reads a figure for each of some ids.
func counts(q journal.Query, sql string, args ...any) (map[ident.ID]int64, error) {
	out := map[ident.ID]int64{}
	return out, q.Each(sql, store.Args(args...), func(scan func(...any) error) error {
		var id ident.ID
		var n int64
		err := scan(&id, &n)
		out[id] = n
		return err
	})
}

// sheet puts the day together: pick-ups and deliveries by their hour, couriers by id.
func (r *reading) sheet() (dayplan.Sheet, error) {
	// What was announced weighs more than an easier way on every day: a mother knows her
	// courier, and he goes to another only where a place or a promise is won by it.
	r.out = dayplan.Sheet{Group: plan.Couriers, Day: r.day, From: r.from, Live: true}
	if err := r.addRunning(); err != nil {
		return r.out, err
	}
	for _, p := range r.ordered() {
		if p.State != Waiting || r.passed(p.ID) {
			continue
		}
		if err := r.addWaiting(p); err != nil {
			return r.out, err
		}
	}
	slices.SortStableFunc(r.out.Jobs, func(a, b dayplan.Job) int { return cmp.Compare(a.ID, b.ID) })
	if r.only != "" {
		return r.out, nil
	}
	for _, c := range r.couriers {
		if err := r.addCourier(c); err != nil {
			return r.out, err
		}
	}
	return r.out, nil
}

// passed reports whether another job is asked for.
func (r *reading) passed(job ident.ID) bool { return r.only != "" && r.only != job }
