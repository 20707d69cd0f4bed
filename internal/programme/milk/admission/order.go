package admission

import (
	"slices"
	"strconv"
	"time"

	"sambang/internal/calc/waiting"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/workforce"
)

// Standing is where an application stands among those who wait, with the reasons: what
// the sentence "nomor 4 dari 17, karena ..." is made of.
type Standing struct {
	Application ident.ID `json:"application"`
	// Number in the order, from 1; Of how many.
	Number int64 `json:"number"`
	Of     int64 `json:"of"`
	Points int64 `json:"points"`
	Waited int64 `json:"waited"`
	Week   int64 `json:"week"`
	// Metres by road; below zero: not known.
	Metres int64 `json:"metres"`
	// Left is how many days the youngest baby has to its six months.
	Left int64 `json:"left"`
}

// daysBetween counts civil days; 0 for days that are none.
func daysBetween(from, to string) int64 {
	a, err := time.Parse(time.DateOnly, from)
	b, bad := time.Parse(time.DateOnly, to)
	if err != nil || bad != nil {
		return 0
	}
	return int64(b.Sub(a).Hours() / 24)
}

func (a Application) one(today string, months int64) waiting.One {
	end := ""
	if t, err := time.Parse(time.DateOnly, a.youngest()); err == nil {
		end = t.AddDate(0, int(months), 0).Format(time.DateOnly)
	}
	return waiting.One{Number: a.Number, Waited: daysBetween(a.AppliedOn, today), Week: int64(len(a.Days)), Metres: a.Metres, Left: max(0, daysBetween(today, end))}
}

// inOrder puts open applications in their order on a civil day, with where each stands.
func inOrder(open []Application, set Settings, today string) []Standing {
	byNumber := map[int64]Application{}
	var all []waiting.One
	for _, a := range open {
		byNumber[a.Number] = a
		all = append(all, a.one(today, set.BabyMonths))
	}
	var out []Standing
	for i, o := range set.Weights.Order(all) {
		out = append(out, Standing{byNumber[o.Number].ID, int64(i + 1), int64(len(all)), set.Weights.Points(o), o.Waited, o.Week, o.Metres, o.Left})
	}
	return out
}

// Order lists where everybody who waits stands now, the first first.
func Order(q journal.Query) ([]Standing, error) {
	open, err := Applications.Where(q.Tx, "facility_id = $1 AND state IN ($2, $3) ORDER BY number", q.Facility, Waiting, Prepared)
	if err != nil {
		return nil, err
	}
	set, _, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	zone, err := zoneOf(q)
	return inOrder(open, set, q.Now.Day(zone)), err
}

// StandingOf is where one application stands; false when it does not wait.
func StandingOf(q journal.Query, application ident.ID) (Standing, bool, error) {
	all, err := Order(q)
	at := slices.IndexFunc(all, func(s Standing) bool { return s.Application == application })
	if err != nil || at < 0 {
		return Standing{}, false, err
	}
	return all[at], true, nil
}

// Words says where it stands and why: "nomor 4 dari 17, karena menunggu 21 hari, ...".
func (s Standing) Words(lang string) string {
	key := "admission.reason"
	if s.Metres < 0 {
		key = "admission.reason_no_way"
	}
	n := func(i int64) string { return strconv.FormatInt(i, 10) }
	return text.T(lang, key, map[string]string{"number": n(s.Number), "of": n(s.Of), "waited": n(s.Waited), "week": n(s.Week), "km": kilometres(lang, s.Metres), "left": n(s.Left)})
}

// kilometres is a way as people say it: 3 or 3,2.
func kilometres(lang string, metres int64) string {
	tenths := metres / 100
	whole, rest := strconv.FormatInt(tenths/10, 10), tenths%10
	switch {
	case rest == 0:
		return whole
	case lang == text.ID:
		return whole + "," + strconv.FormatInt(rest, 10)
	}
	return whole + "." + strconv.FormatInt(rest, 10)
}

// Capacity is how many places there are and how many are taken.
type Capacity struct {
	// Couriers may carry milk today: certified, appointed, not suspended.
	Couriers int64 `json:"couriers"`
	PerOne   int64 `json:"per_courier"`
	// Taken are the places that go on or rest; Free may be below zero, when a courier
	// has dropped out: that ends nobody's place.
	Taken int64 `json:"taken"`
	Free  int64 `json:"free"`
}

// CapacityOf reads how many places are free now.
func CapacityOf(q journal.Query) (c Capacity, err error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return c, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return c, err
	}
	places, err := milk.Places.Where(q.Tx, "facility_id = $1 AND state <> $2 ORDER BY id", q.Facility, milk.Over)
	if err != nil {
		return c, err
	}
	c.PerOne, c.Taken = set.MothersPerCourier, int64(len(places))
	c.Couriers, err = fit(q, q.Now.Day(zone))
	c.Free = c.Couriers*c.PerOne - c.Taken
	return c, err
}

// fit counts who may carry milk on a civil day.
func fit(q journal.Query, day string) (n int64, err error) {
	workers, err := workforce.Workers.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, workforce.Active)
	if err != nil {
		return 0, err
	}
	certificates, err := workforce.Certificates.Where(q.Tx, "facility_id = $1 AND course = $2 AND withdrawn_at = 0 ORDER BY id", q.Facility, workforce.MilkHandling)
	if err != nil {
		return 0, err
	}
	letters, err := workforce.Appointments.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	for _, w := range workers {
		if w.Is("courier") &&
			slices.ContainsFunc(certificates, func(c workforce.Certificate) bool { return c.Worker == w.ID && c.On(day) }) &&
			slices.ContainsFunc(letters, func(a workforce.Appointment) bool { return a.Worker == w.ID && a.On(day) }) {
			n++
		}
	}
	return n, err
}
