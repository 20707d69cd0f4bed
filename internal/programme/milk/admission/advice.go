package admission

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/capacity"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/waiting"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// step is how far apart the hours are that are tried, in minutes: nobody on a road keeps
// an hour more closely.
const step = 10

// Week is the standing week as it was read at one moment: all that the advice on taking
// one more is reckoned from. Reading is quick; reckoning is not, and is done outside any
// transaction.
type Week struct {
	// Seq is the number of the last event it knows of.
	Seq      int64
	Capacity Capacity
	// There are the mothers of the week. Unset is how many places are not in it: they have
	// no hours yet, or rest.
	There, Unset int64
	days         []capacity.Day
	// such are the mothers there are, or where there is none yet those who wait.
	such  []capacity.Asking
	names map[ident.ID]string
	rules schedule.Rules
	set   Settings
	zone  *time.Location
}

// Wanted is what is asked for an application at an hour.
type Wanted struct {
	Application ident.ID
	// At is the hour that is looked at, HH:MM.
	At string
	// known: both ends of her way are.
	known bool
	jobs  capacity.Asking
	moves capacity.Range
}

// ReadWeek reads the standing week with everything that tells how long its ways take.
func ReadWeek(q journal.Query) (w Week, err error) {
	if _, err = q.One("SELECT seq FROM facility_head WHERE facility_id = $1", store.Args(q.Facility), &w.Seq); err != nil {
		return w, err
	}
	if w.Capacity, err = CapacityOf(q); err != nil {
		return w, err
	}
	if w.set, _, err = Policy.Get(q); err != nil {
		return w, err
	}
	if w.zone, err = zoneOf(q); err != nil {
		return w, err
	}
	if w.rules, err = schedule.RulesOf(q); err != nil {
		return w, err
	}
	if err = w.readDays(q); err != nil {
		return w, err
	}
	return w, w.readSuch(q)
}

// Digest is equal for weeks of which every answer is equal.
func (w Week) Digest() string { return capacity.Digest(w.days) }

// Key is equal for those who ask the same of a week.
func (x Wanted) Key() string { return string(x.Application) + x.jobs.Key(x.moves) }

// readDays reads the sheets of the week and the ways of each.
func (w *Week) readDays(q journal.Query) error {
	sheets, err := schedule.Standing(q)
	if err != nil {
		return err
	}
	w.names = map[ident.ID]string{}
	for _, s := range sheets {
		if s.Day == "" {
			continue
		}
		legs, err := travel.For(q, s.Day)
		if err != nil {
			return err
		}
		w.days = append(w.days, capacity.Day{Sheet: s, Legs: legs})
		for _, c := range s.Workers {
			if _, known := w.names[c.ID]; known {
				continue
			}
			if w.names[c.ID], err = workforce.Name(q, c.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// readSuch gathers the jobs of each mother of the week, in the order of their ids.
func (w *Week) readSuch(q journal.Query) error {
	of := map[ident.ID]map[string][]dayplan.Job{}
	var order []ident.ID
	for _, d := range w.days {
		for _, j := range d.Sheet.Jobs {
			if of[j.ID] == nil {
				of[j.ID], order = map[string][]dayplan.Job{}, append(order, j.ID)
			}
			of[j.ID][d.Sheet.Day] = []dayplan.Job{j}
		}
	}
	slices.SortFunc(order, func(a, b ident.ID) int { return cmp.Compare(a, b) })
	for _, id := range order {
		w.such = append(w.such, capacity.Asking{Jobs: of[id]})
	}
	w.There = int64(len(w.such))
	w.Unset = max(0, w.Capacity.Taken-w.There)
	if w.There > 0 {
		return nil
	}
	return w.readWaiting(q)
}

// readWaiting takes those who wait for such as they would serve, while nobody is served.
func (w *Week) readWaiting(q journal.Query) error {
	open, err := Applications.Where(q.Tx, "facility_id = $1 AND state IN ($2, $3) ORDER BY number", q.Facility, Waiting, Prepared)
	for _, a := range open {
		x, err := w.wanted(q, a, "")
		if err != nil {
			return err
		}
		if x.known {
			w.such = append(w.such, x.jobs)
		}
	}
	return err
}

// Wanting reads what an open application asks for at an hour (HH:MM); empty: in the
// middle of the hours she works.
func (w Week) Wanting(q journal.Query, a Application, at string) (Wanted, error) {
	if at != "" && !hourForm.MatchString(at) {
		return Wanted{}, fault.BadField("schedule.bad_hour", "at")
	}
	if !a.Open() {
		return Wanted{}, fault.Absent()
	}
	return w.wanted(q, a, at)
}

func (w Week) wanted(q journal.Query, a Application, at string) (Wanted, error) {
	x := Wanted{Application: a.ID, At: at, known: a.Metres != waiting.Unknown, jobs: capacity.Asking{Jobs: map[string][]dayplan.Job{}}}
	length := (minutesOf(a.To) - minutesOf(a.From) + 24*60) % (24 * 60)
	if at == "" {
		x.At = hourOf(minutesOf(a.From) + length/2/step*step)
	}
	since := (minutesOf(x.At) - minutesOf(a.From) + 24*60) % (24 * 60)
	x.moves = capacity.Range{Step: step * time.Minute, Earlier: w.most(since), Later: w.most(length - since)}
	var d Detail
	if _, err := q.Open(a.Detail, &d); err != nil {
		return x, err
	}
	for _, day := range w.days {
		if !slices.Contains(a.Days, int64(calendar.Weekday(day.Sheet.Day))) {
			continue
		}
		if t, ok := calendar.At(day.Sheet.Day, x.At, w.zone); ok {
			x.jobs.Jobs[day.Sheet.Day] = []dayplan.Job{w.rules.Job(schedule.Wish{ID: a.ID, At: instant.Of(t), Start: d.Pickup, Finish: d.Finish})}
		}
	}
	return x, nil
}

// most is how far an hour may move by when so many minutes of her day are left on that
// side; an hour outside her day does not move further out.
func (w Week) most(minutes int) time.Duration {
	return time.Duration(max(0, min(int64(minutes), w.set.MoveMinutes))) * time.Minute
}

// minutesOf is an hour (HH:MM) in minutes since midnight; 0 for none.
func minutesOf(hour string) int {
	t, err := time.Parse("15:04", hour)
	if err != nil {
		return 0
	}
	return t.Hour()*60 + t.Minute()
}

// hourOf is an hour so many minutes since midnight.
func hourOf(minutes int) string {
	return time.Time{}.Add(time.Duration(minutes%(24*60)) * time.Minute).Format("15:04")
}
