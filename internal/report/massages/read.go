package massages

import (
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/registry"
)

// Of counts the months from..to (YYYY-MM) of the villages somebody may see; nil: of all of
// them, with what each cadre did.
func Of(q journal.Query, from, to string, villages []string) (Massages, error) {
	r, err := read(q, from, to, villages)
	if err != nil {
		return Massages{}, err
	}
	set, _, err := massage.Policy.Get(q)
	if err != nil {
		return Massages{}, err
	}
	in, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return Massages{}, err
	}
	var all []string
	for _, v := range in {
		if r.sees(string(v.ID)) {
			all = append(all, string(v.ID))
		}
	}
	out := Reckon(r.lines, r.before, set.Screening.Bands, all, from, to, r.today)
	if villages == nil {
		out.Cadres, err = r.cadres(set)
	}
	return out, err
}

// List gives the lines behind a figure, and Today.
func List(q journal.Query, from, to string, villages []string, what, why, became, village string) ([]Line, string, error) {
	r, err := read(q, from, to, villages)
	return Behind(families(r.lines, r.before(to)), what, why, became, village), r.today, err
}

// reading gathers the lines of a time.
type reading struct {
	q        journal.Query
	zone     *time.Location
	today    string
	villages []string
	// first and last are civil days, since and until the instants at which they begin and end.
	first, last  string
	since, until instant.Instant
	merged       map[ident.ID]ident.ID
	visits       map[ident.ID]massage.Visit
	done         []doneVisit // of all time up to last, the earliest first
	lines        []Line
}

// doneVisit is a visit that took place.
type doneVisit struct {
	family ident.ID
	day    string
	alone  bool
}

// read reads the lines of the months, with the same few statements however many there are.
func read(q journal.Query, from, to string, villages []string) (*reading, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	r := &reading{q: q, zone: f.Location(), today: q.Now.Day(f.Location()), villages: villages, merged: map[ident.ID]ident.ID{}, visits: map[ident.ID]massage.Visit{}}
	r.first, r.last = from+"-01", lastDay(to)
	r.since, r.until = r.begins(r.first), r.begins(calendar.Move(r.last, 1))
	for _, read := range []func() error{r.mergedRecords, r.doneVisits, r.readVisits, r.readBookings, r.readScreenings, r.readCourses} {
		if err := read(); err != nil {
			return r, err
		}
	}
	return r, nil
}

// begins is the instant at which a civil day begins.
func (r *reading) begins(day string) instant.Instant {
	at, _ := calendar.At(day, "00:00", r.zone)
	return instant.Of(at)
}

// lastDay is the last civil day of a month.
func lastDay(month string) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 1, -1).Format(time.DateOnly)
}

func (r *reading) sees(village string) bool {
	return r.villages == nil || slices.Contains(r.villages, village)
}

func (r *reading) within(day string) bool { return day >= r.first && day <= r.last }

func (r *reading) add(l Line) {
	if r.sees(l.Village) && r.within(l.Day) {
		r.lines = append(r.lines, l)
	}
}

// mergedRecords reads which records stand for others: two of one parent are one family.
func (r *reading) mergedRecords() error {
	return r.q.Each("SELECT id, merged_into FROM person WHERE facility_id = $1 AND merged_into <> ''", store.Args(r.q.Facility),
		func(scan func(...any) error) error {
			var id, into ident.ID
			err := scan(&id, &into)
			r.merged[id] = into
			return err
		})
}

// family is the record that stands for a parent.
func (r *reading) family(id ident.ID) ident.ID {
	for range 10 { // a chain of merges is short; a ring cannot be, and would end here
		into, merged := r.merged[id]
		if !merged {
			break
		}
		id = into
	}
	return id
}

// doneVisits reads what took place up to the end of the time, of every village: whether a
// family had been visited before does not hang on who asks.
func (r *reading) doneVisits() error {
	return r.q.Each(`SELECT v.parent, v.day, v.alone FROM massage_visit v JOIN massage_booking b ON b.facility_id = v.facility_id AND b.id = v.id
		WHERE v.facility_id = $1 AND b.state = $2 AND v.day <= $3 ORDER BY v.day, v.id`, store.Args(r.q.Facility, massage.Done, r.last),
		func(scan func(...any) error) error {
			var v doneVisit
			err := scan(&v.family, &v.day, &v.alone)
			v.family = r.family(v.family)
			r.done = append(r.done, v)
			return err
		})
}

// before is what is known of families at the end of a month.
func (r *reading) before(month string) map[ident.ID]past {
	out := map[ident.ID]past{}
	for _, v := range r.done {
		if v.day > lastDay(month) {
			break
		}
		p := out[v.family]
		out[v.family] = past{p.visits + 1, p.alone || v.alone}
	}
	return out
}

func (r *reading) readVisits() error {
	all, err := massage.Visits.Where(r.q.Tx, `facility_id = $1 AND ((day >= $2 AND day <= $3) OR (ended_at >= $4 AND ended_at < $5)) ORDER BY id`,
		r.q.Facility, r.first, r.last, r.since, r.until)
	for _, v := range all {
		r.visits[v.ID] = v
	}
	return err
}

func (r *reading) readBookings() error {
	all, err := massage.Bookings.Where(r.q.Tx, `facility_id = $1 AND ((made_at >= $2 AND made_at < $3) OR (day >= $4 AND day <= $5) OR (ended_at >= $2 AND ended_at < $3)) ORDER BY number`,
		r.q.Facility, r.since, r.until, r.first, r.last)
	for _, b := range all {
		r.booking(b)
	}
	return err
}

// booking adds what happened to one: that it was asked for, and how it ended.
func (r *reading) booking(b massage.Booking) {
	v := r.visits[b.ID]
	made := b.MadeAt.Day(r.zone)
	l := Line{Booking: b.ID, Number: b.Number, Village: b.Village, Cadre: b.Cadre, Family: r.family(b.Parent), Waited: -1, Ages: []int{}}
	asked := l
	asked.What, asked.Day = Asked, made
	r.add(asked)
	l.What, l.Why, l.Minutes = b.State, b.Why, int(b.To.Sub(b.From).Minutes())
	switch b.State {
	case massage.Done, massage.Stopped:
		if v.StartedAt.IsZero() { // ended by the questions: a line of its own
			return
		}
		l.Day, l.Cadre, l.Stars, l.Taught, l.Ages = v.Day, v.Cadre, v.Stars, v.Alone, agesOf(b.Born, v.Day)
		if l.Why = v.StopWhy; b.State == massage.Done && b.Nth <= 1 {
			l.Waited = daysBetween(made, v.Day)
		}
	case massage.NotHome:
		l.Day, l.Cadre = b.Day, v.Cadre
	case massage.Cancelled, massage.Lapsed:
		l.Day, l.Minutes = b.EndedAt.Day(r.zone), 0
	default:
		return
	}
	r.add(l)
}

// daysBetween counts civil days; -1 where one of them is none or they run backwards.
func daysBetween(from, to string) int {
	a, err := time.Parse(time.DateOnly, from)
	b, errTo := time.Parse(time.DateOnly, to)
	if err != nil || errTo != nil || b.Before(a) {
		return -1
	}
	return int(b.Sub(a).Hours() / 24)
}

func (r *reading) readScreenings() error {
	return r.q.Each(`SELECT s.booking, s.village, s.at, s.door, s.verdict, s.rows_said, b.number, b.cadre, b.parent FROM massage_screening s
		JOIN massage_booking b ON b.facility_id = s.facility_id AND b.id = s.booking
		WHERE s.facility_id = $1 AND s.at >= $2 AND s.at < $3 ORDER BY s.at, s.id`, store.Args(r.q.Facility, r.since, r.until),
		func(scan func(...any) error) error {
			l := Line{What: Screened, Waited: -1, Ages: []int{}}
			var at instant.Instant
			var rows string
			if err := scan(&l.Booking, &l.Village, &at, &l.Door, &l.Became, &rows, &l.Number, &l.Cadre, &l.Family); err != nil {
				return err
			}
			l.Family, l.Day = r.family(l.Family), at.Day(r.zone)
			if said := listed(rows); len(said) > 0 {
				l.Why = said[0]
			}
			r.add(l)
			return nil
		})
}

// readCourses reads those of which no visit is ahead any more; a course stands on the day of
// its last visit.
func (r *reading) readCourses() error {
	all, err := massage.Bookings.Where(r.q.Tx, `facility_id = $1 AND course IN
		(SELECT course FROM massage_booking WHERE facility_id = $1 AND course <> '' AND day >= $2 AND day <= $3) ORDER BY course, nth`, r.q.Facility, r.first, r.last)
	of := map[ident.ID][]massage.Booking{}
	for _, b := range all {
		of[b.Course] = append(of[b.Course], b)
	}
	for i, b := range all {
		if i > 0 && all[i-1].Course == b.Course {
			continue
		}
		l := Line{What: Courses, Booking: b.ID, Number: b.Number, Village: b.Village, Cadre: b.Cadre, Family: r.family(b.Parent), Became: Done, Waited: -1, Ages: []int{}}
		over := true
		for _, one := range of[b.Course] {
			l.Day = max(l.Day, one.Day)
			over = over && !one.EndedAt.IsZero()
			if one.State != massage.Done {
				l.Became = "cut"
			}
		}
		if over {
			r.add(l)
		}
	}
	return err
}
