package massage

import (
	"slices"
	"time"

	"sambang/internal/calc/bikes"
	"sambang/internal/calc/calendar"
	"sambang/internal/calc/slots"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
)

// Yard is who has a shared motorbike on a civil day, and how many more could be lent.
type Yard struct {
	Lent  []ident.ID
	Spare int
}

// Bikes tells of the motorbikes that a health centre lends, on some civil days, both included,
// also of the past. Nil: there are none.
type Bikes func(q journal.Query, first, last string) (map[string]Yard, error)

// More says what more motorbikes would have made possible, with what it was reckoned from.
type More struct {
	// From and To are the civil days that were looked at, both included.
	From string `json:"from"`
	To   string `json:"to"`
	// Asked are the visits asked for on those days, of a course the first; Waited those whose
	// visit was more than waitDays later, Waiting those who wait still.
	Asked   int64 `json:"asked"`
	Waited  int64 `json:"waited"`
	Waiting int64 `json:"waiting"`
	// Served are those of the last two to whom a cadre could have come within waitDays with the
	// motorbikes that there are: they are in no row.
	Served int64     `json:"served"`
	Rows   []MoreRow `json:"rows"`
}

// MoreRow is what so many motorbikes more would have freed: at least so many visits, and how
// many in each of the weeks.
type MoreRow struct {
	Motorbikes int64   `json:"motorbikes"`
	Freed      int64   `json:"freed"`
	Weeks      []int64 `json:"weeks"`
}

// The bounds of what is looked at: our own proposals. A family that is visited within a week
// has not waited long.
const (
	lookBack   = 28
	waitDays   = 7
	mostMore   = 3
	mostReplay = 120
)

// delayed is somebody who waited too long.
type delayed struct {
	bikes.Ask
	week int
}

// MoreBikes replays the requests of the last four weeks with more motorbikes.
func (r Room) MoreBikes(q journal.Query) (out More, err error) {
	zone, err := zoneOf(q)
	if err != nil {
		return out, err
	}
	today := q.Now.Day(zone)
	out = More{From: calendar.Move(today, 1-lookBack), To: today, Rows: []MoreRow{}}
	last := calendar.Move(today, waitDays)
	b, err := readBoard(q, "", out.From, last, r.Bikes)
	if err != nil {
		return out, err
	}
	asks, err := b.delays(&out)
	if err != nil || len(asks) == 0 {
		return out, err
	}
	days, err := b.past(out.From, last)
	if err != nil {
		return out, err
	}
	out.tell(days, asks)
	return out, nil
}

// past are the days as they were, with everything that took a cadre's time.
func (b *board) past(first, last string) (out []bikes.Day, err error) {
	for day := first; day <= last; day = calendar.Move(day, 1) {
		d := bikes.Day{On: day}
		if b.bikes != nil {
			yard, err := b.yard(day)
			if err != nil {
				return nil, err
			}
			d.Spare = yard.Spare
		}
		for _, c := range b.cadres {
			one, err := b.day(c, day, "")
			if err != nil {
				return nil, err
			}
			d.Cadres = append(d.Cadres, one)
		}
		if d.Legs, err = b.legsOn(day); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// delays counts who asked on those days, and gives those who waited too long, the first who
// asked first. The later visits of a course were wished for later.
func (b *board) delays(out *More) (asks []delayed, err error) {
	all, err := Bookings.Where(b.q.Tx, "facility_id = $1 AND made_at >= $2 AND nth <= 1 AND state NOT IN ('asked', 'lapsed', 'referred') ORDER BY made_at, id",
		b.q.Facility, b.at(out.From, "00:00"))
	if err != nil {
		return nil, err
	}
	for _, k := range all {
		out.Asked++
		switch {
		case k.State == Waiting:
			out.Waiting++
		case !k.From.IsZero() && k.From.Sub(k.MadeAt) > waitDays*24*time.Hour:
			out.Waited++
		default:
			continue
		}
		if len(asks) == mostReplay {
			continue
		}
		a, err := b.delay(k, out.From)
		if err != nil {
			return nil, err
		}
		asks = append(asks, a)
	}
	return asks, nil
}

// delay is one who waited, as a free slot is looked for.
func (b *board) delay(k Booking, from string) (d delayed, err error) {
	var place dispatch.Place
	if !k.Place.IsZero() {
		if _, err = b.q.Open(k.Place, &place); err != nil {
			return d, err
		}
	}
	made := k.MadeAt.Day(b.facility.Location())
	d.Ask = bikes.Ask{First: made, Last: calendar.Move(made, waitDays), Ask: slots.Ask{At: place.Point(), Village: ident.ID(k.Village),
		Length: b.set.length(k.Born, made), From: k.MadeAt.Add(minutes(b.set.NoticeMinutes)), Step: minutes(b.set.StepMinutes)}}
	for d.week = 0; made >= calendar.Move(from, 7*(d.week+1)); {
		d.week++
	}
	return d, nil
}

// tell fills the rows: what each plan meets beyond the one without any motorbike more.
func (m *More) tell(days []bikes.Day, asks []delayed) {
	list := make([]bikes.Ask, len(asks))
	for i, a := range asks {
		list[i] = a.Ask
	}
	weeks := func(plan []bikes.Met) []int64 {
		out := make([]int64, lookBack/7)
		for _, met := range plan {
			out[asks[met.Ask].week]++
		}
		return out
	}
	plans := bikes.Plans(days, list, mostMore)
	m.Served = int64(len(plans[0]))
	base := weeks(plans[0])
	for k, plan := range plans[1:] {
		row := MoreRow{Motorbikes: int64(k + 1), Freed: int64(len(plan)) - m.Served, Weeks: slices.Clone(weeks(plan))}
		for w := range row.Weeks {
			row.Weeks[w] = max(0, row.Weeks[w]-base[w])
		}
		m.Rows = append(m.Rows, row)
	}
}
