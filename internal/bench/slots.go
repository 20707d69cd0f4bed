package bench

import (
	"fmt"
	"math/rand/v2"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// A month of baby massage in one sub-district, as the requirement has it.
const (
	slotCadres = 6
	slotDays   = 26 // working days
	slotVisits = 5  // a cadre has on a day
	slotAsks   = 2_000
)

// slots measures how soon the free beginnings of a month are known, over all cadres. What
// reads the days from the database is not in it.
func (m *measure) slots() ([]figure, error) {
	f := figure{name: "slots: free in a month over 6 cadres, p95", unit: "ms", want: 20}
	days, dice := monthOfCadres(), rand.New(rand.NewPCG(2, 2))
	free := 0
	for range m.turns {
		var times []time.Duration
		for range slotAsks {
			ask := askedSomewhere(dice)
			began := time.Now()
			free += len(slots.Free(days, ask, ridden{}))
			times = append(times, time.Since(began))
		}
		s := spreadOf(times)
		f.runs, f.note = append(f.runs, s.p95), s.String()
	}
	f.note += fmt.Sprintf("; %d questions a run, each over %d cadres' days with %d visits, and %d free beginnings on average; without reading the database",
		slotAsks, len(days), visitsOf(days), free/(slotAsks*m.turns))
	return []figure{f}, nil
}

// ridden are ways by the straight line, half an hour at least between two homes.
type ridden struct{ dayplan.Line }

func (r ridden) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	l := r.Line.Leg(profile, from, to)
	if profile == slots.Foot {
		l.Slow *= 5
	}
	l.Slow = max(l.Slow, 30*time.Minute)
	return l
}

// monthOfCadres is slotDays days of slotCadres cadres who stand in for each other everywhere,
// which is the most that can be looked through: half of them on foot, with a motorbike to
// lend. Their visits are taken one after another of what is free.
func monthOfCadres() []slots.Day {
	dice, days := rand.New(rand.NewPCG(1, 1)), make([]slots.Day, 0, slotCadres*slotDays)
	first := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC) // eight in the morning at the health centre
	for n := range slotDays {
		from := instant.Of(first.AddDate(0, 0, n+n/6)) // six days a week
		for c := range slotCadres {
			d := slots.Day{Cadre: slotCadre(c), Spans: []slots.Span{{From: from, To: from.Add(4 * time.Hour)}, {From: from.Add(5 * time.Hour), To: from.Add(9 * time.Hour)}},
				Start: somewhere(dice), Profile: []string{slots.Motorcycle, slots.Foot}[c%2], Spare: true, Most: slotVisits + 1, Certified: true}
			for v := range slotCadres {
				d.Villages = append(d.Villages, slotVillage(v))
			}
			days = append(days, withVisits(d, dice))
		}
	}
	return days
}

// withVisits books visits into a day wherever they fit, until there are slotVisits or homes
// enough were tried.
func withVisits(d slots.Day, dice *rand.Rand) slots.Day {
	for tried := 0; len(d.Busy) < slotVisits && tried < 500; tried++ {
		ask := askedSomewhere(dice)
		if free := slots.Free([]slots.Day{d}, ask, ridden{}); len(free) > 0 {
			d.Busy = append(d.Busy, slots.Busy{From: free[0].From, To: free[0].To, At: ask.At, Village: ask.Village})
		}
	}
	return d
}

// visitsOf counts what is booked on all days.
func visitsOf(days []slots.Day) (visits int) {
	for _, d := range days {
		visits += len(d.Busy)
	}
	return visits
}

func slotCadre(n int) ident.ID   { return ident.Named(fmt.Sprint("slot cadre ", n)) }
func slotVillage(n int) ident.ID { return ident.Named(fmt.Sprint("slot village ", n)) }

// somewhere is a place in three kilometres of hills in the north of Bandung.
func somewhere(dice *rand.Rand) geo.Point {
	return geo.Point{Lat: -6.90 + dice.Float64()*0.03, Lon: 107.60 + dice.Float64()*0.03}
}

func askedSomewhere(dice *rand.Rand) slots.Ask {
	return slots.Ask{At: somewhere(dice), Village: slotVillage(dice.IntN(slotCadres)), Length: 45 * time.Minute, Step: 15 * time.Minute}
}
