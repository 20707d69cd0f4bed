package overview

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"sambang/internal/calc/suppress"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/shared/health"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// Read reckons the months from and to, YYYY-MM. It refuses with overview.bad_month.
func Read(q journal.Query, from, to string) (Overview, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return Overview{}, err
	}
	s, bad := between(from, to, f.Location(), q.Now)
	if bad != nil {
		return Overview{}, bad
	}
	r := reading{q: q, span: s, out: Overview{From: from, To: to, Until: s.until()}, days: map[string]*Day{}, minutes: map[string][]int64{},
		served: map[ident.ID]bool{}, villages: map[string]int64{}, reasons: map[string]*Reason{}}
	for _, step := range []func() error{r.deliveries, r.promises, r.money, r.places, r.cases, r.waiting} {
		if err := step(); err != nil {
			return Overview{}, err
		}
	}
	return r.finish()
}

// reading is an overview while it is reckoned.
type reading struct {
	q journal.Query
	span
	out      Overview
	days     map[string]*Day
	minutes  map[string][]int64 // by slot
	all      []int64            // minutes of all
	served   map[ident.ID]bool
	villages map[string]int64
	reasons  map[string]*Reason
}

func (r *reading) day(at instant.Instant) *Day {
	slot := r.slot(at)
	if r.days[slot] == nil {
		r.days[slot] = &Day{Day: slot}
	}
	return r.days[slot]
}

// deliveries counts what ended in the span, and what became of each bottle.
func (r *reading) deliveries() error {
	from, to := r.bounds()
	all, err := milk.Deliveries.Where(r.q.Tx, "facility_id = $1 AND ended_at >= $2 AND ended_at < $3", r.q.Facility, from, to)
	for _, d := range all {
		switch d.State {
		case milk.Delivered:
			r.delivered(d)
		case milk.Returned:
			r.out.Returned++
		case milk.Discarded:
			r.out.Discarded++
		case milk.Cancelled:
			r.out.Cancelled++
		}
		r.bottles(d)
	}
	return err
}

func (r *reading) delivered(d milk.Delivery) {
	r.out.Delivered++
	r.served[d.Mother] = true
	r.villages[d.Village]++
	r.day(d.EndedAt).Delivered++
	if !d.HandedOverAt.IsZero() {
		took := int64(d.EndedAt.Sub(d.HandedOverAt) / time.Minute)
		r.minutes[r.slot(d.EndedAt)] = append(r.minutes[r.slot(d.EndedAt)], took)
		r.all = append(r.all, took)
	}
}

func (r *reading) bottles(d milk.Delivery) {
	for _, b := range d.Bottles {
		switch b.State {
		case milk.Delivered:
			r.out.DeliveredML += b.VolumeML
		case milk.Discarded:
			r.out.DiscardedML += b.VolumeML
			r.day(d.EndedAt).DiscardedML += b.VolumeML
			if r.reasons[b.Reason] == nil {
				r.reasons[b.Reason] = &Reason{Reason: b.Reason}
			}
			r.reasons[b.Reason].Bottles++
			r.reasons[b.Reason].ML += b.VolumeML
		}
	}
}

// promises counts how the rides' two hours were kept. One that was called off counts
// neither way.
func (r *reading) promises() error {
	from, to := r.bounds()
	all, err := promise.Promises.Where(r.q.Tx, "facility_id = $1 AND kind = 'milk_ride' AND ended_at >= $2 AND ended_at < $3", r.q.Facility, from, to)
	for _, p := range all {
		switch p.State {
		case promise.Kept:
			r.out.Kept++
			r.out.Promised++
		case promise.Late:
			r.out.Promised++
			r.day(p.EndedAt).Late++
		}
	}
	return err
}

// money sums what was earned in the span for deliveries.
func (r *reading) money() error {
	from, to := r.bounds()
	all, err := ledger.Earnings.Where(r.q.Tx, "facility_id = $1 AND at >= $2 AND at < $3", r.q.Facility, from, to)
	for _, e := range all {
		switch e.State {
		case ledger.StateEarned, ledger.StateReleased:
			r.out.Cost += e.Amount
		case ledger.StateHeld:
			r.out.Held += e.Amount
		}
	}
	if r.out.Delivered > 0 {
		r.out.Each = r.out.Cost / r.out.Delivered
	}
	return err
}

// places counts those of the last day of the span, and the babies' months of life.
func (r *reading) places() error {
	_, to := r.bounds()
	all, err := milk.Places.Where(r.q.Tx, "facility_id = $1 AND enrolled_at < $2", r.q.Facility, to)
	if err != nil {
		return err
	}
	from, _ := r.bounds()
	for _, p := range all {
		switch over := !p.EndedAt.IsZero() && p.EndedAt < to; {
		case over && p.EndedAt >= from:
			r.out.Ended++
		case over, p.State == milk.Over && p.EndedAt.IsZero(): // ended before it was written down when
		case p.State == milk.Paused:
			r.out.Paused++
		default:
			r.out.Active++
		}
		if err := r.months(p); err != nil {
			return err
		}
	}
	return nil
}

// months counts the months of life of a place's baby that ended in the span while it
// had the place.
func (r *reading) months(p milk.Place) error {
	baby, found, err := registry.Canonical(r.q.Tx, r.q.Facility, p.Baby)
	if err != nil || !found {
		return err
	}
	born, bad := time.ParseInLocation(time.DateOnly, baby.Born, r.zone)
	if bad != nil {
		return nil // nobody knows which month it is in
	}
	said, err := health.MonthsOf(r.q, baby.ID)
	if err != nil {
		return err
	}
	for month := range health.LastMonth {
		end := born.AddDate(0, month+1, 0)
		at := instant.Of(end)
		if end.Before(r.first) || !end.Before(r.end) || at > r.q.Now || at < p.EnrolledAt || !p.EndedAt.IsZero() && p.EndedAt < at {
			continue
		}
		r.answered(said, int64(month))
	}
	return nil
}

func (r *reading) answered(said []health.Feeding, month int64) {
	i := slices.IndexFunc(said, func(f health.Feeding) bool { return f.Month == month })
	switch {
	case i < 0:
		r.out.Exclusive.Unasked++
	case said[i].Answer == health.Exclusive:
		r.out.Exclusive.Yes++
	case said[i].Answer == health.NotExclusive:
		r.out.Exclusive.No++
	default:
		r.out.Exclusive.NotKnown++
	}
}

// cases counts the incidents that were opened in the span, by kind. A part of a case
// that is told apart for each family counts once, with the case.
func (r *reading) cases() error {
	from, to := r.bounds()
	all, err := need.Cases.Where(r.q.Tx, "facility_id = $1 AND opened_at >= $2 AND opened_at < $3 AND parent = '' AND kind LIKE 'incident_%'", r.q.Facility, from, to)
	counts := map[string]int64{}
	for _, c := range all {
		counts[c.Kind]++
	}
	r.out.Incidents = []Counted{}
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		r.out.Incidents = append(r.out.Incidents, Counted{kind, counts[kind]})
	}
	return err
}

// waiting counts the applications that wait now.
func (r *reading) waiting() error {
	open, err := admission.Applications.Where(r.q.Tx, "facility_id = $1 AND state IN ($2, $3) ORDER BY applied_at, id", r.q.Facility, admission.Waiting, admission.Prepared)
	r.out.Waiting = int64(len(open))
	if len(open) > 0 {
		r.out.Since = open[0].AppliedOn
	}
	return err
}

// finish sorts what was gathered.
func (r *reading) finish() (Overview, error) {
	r.out.Served, r.out.Minutes = int64(len(r.served)), median(r.all)
	r.out.Reasons = []Reason{}
	for _, reason := range r.reasons {
		r.out.Reasons = append(r.out.Reasons, *reason)
	}
	slices.SortFunc(r.out.Reasons, func(a, b Reason) int { return cmp.Or(cmp.Compare(b.ML, a.ML), cmp.Compare(a.Reason, b.Reason)) })
	r.out.Days = []Day{}
	for _, slot := range r.slots() {
		d := Day{Day: slot}
		if r.days[slot] != nil {
			d = *r.days[slot]
		}
		d.Minutes = median(r.minutes[slot])
		r.out.Days = append(r.out.Days, d)
	}
	return r.out, r.split()
}

// split parts what arrived by village, hiding what is too small.
func (r *reading) split() error {
	villages, err := registry.Villages.Where(r.q.Tx, "facility_id = $1 ORDER BY name, id", r.q.Facility)
	counts := make([]int64, len(villages))
	for i, v := range villages {
		counts[i] = r.villages[string(v.ID)]
	}
	r.out.Villages = []Village{}
	for i, hidden := range suppress.Hidden(counts) {
		v := Village{Village: string(villages[i].ID), Name: villages[i].Name, Delivered: counts[i], Hidden: hidden}
		if hidden {
			v.Delivered = 0
		}
		r.out.Villages = append(r.out.Villages, v)
	}
	return err
}

// median is the middle of some figures, of an even number the lower one; 0 of none.
func median(of []int64) int64 {
	if len(of) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(of))
	return sorted[(len(sorted)-1)/2]
}
