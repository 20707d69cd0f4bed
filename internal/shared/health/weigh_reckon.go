package health

import (
	"reflect"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/growth"
)

// Figure is one of the five indices of a weighing: z in hundredths of a standard
// deviation, its class by Permenkes 2/2020, and whether the WHO holds it to be
// implausible.
type Figure struct {
	Z       int64  `json:"z"`
	Class   string `json:"class"`
	Flagged bool   `json:"flagged,omitempty"`
}

const (
	severelyWasted  = string(growth.SeverelyWasted)
	severelyStunted = string(growth.SeverelyStunted)
)

// is reports whether a figure is there, is of that class and can be.
func (f *Figure) is(class string) bool { return f != nil && f.Class == class && !f.Flagged }

// Reckoned is what follows from a weighing by the day of birth, the sex and the weighings
// before it, as it was known then. A figure that is not there could not be computed.
type Reckoned struct {
	// AgeDays is -1 where the day of birth is not known; Months are completed ones.
	AgeDays         int64   `json:"age_days"`
	Months          int64   `json:"months"`
	LengthForAge    *Figure `json:"length_for_age,omitempty"`
	WeightForAge    *Figure `json:"weight_for_age,omitempty"`
	WeightForLength *Figure `json:"weight_for_length,omitempty"`
	BMIForAge       *Figure `json:"bmi_for_age,omitempty"`
	HeadForAge      *Figure `json:"head_for_age,omitempty"`
	// TurnedTenthsMM is the length as it was compared, in tenths of a millimetre: 0.7 cm
	// more where a child under 731 days stood, less where an older one lay.
	TurnedTenthsMM int64 `json:"turned_tenths_mm,omitempty"`
	// TooEarly: standing under 9 months; the position was taken as unknown.
	TooEarly bool `json:"too_early,omitempty"`
	// Status is N, T, O or B of the growth card, empty without a weight. GainG is what was
	// gained since last month in grams, LeastG the least that counts as N.
	Status string `json:"status,omitempty"`
	GainG  *int64 `json:"gain_g,omitempty"`
	LeastG int64  `json:"least_g,omitempty"`
	// T is 1 for a first T, 2 for 2T: this one and the one before it.
	T int64 `json:"t,omitempty"`
	// BelowRedLine is BGM, AboveOrangeLine weight for age above +1 SD.
	BelowRedLine    bool `json:"below_red_line,omitempty"`
	AboveOrangeLine bool `json:"above_orange_line,omitempty"`
}

// grown is of whom weighings are: what the reckoning needs of a child.
type grown struct {
	sex  growth.Sex
	born string
}

func sexOf(word string) growth.Sex {
	switch word {
	case "male":
		return growth.Boy
	case "female":
		return growth.Girl
	}
	return growth.SexUnknown
}

// days counts from one civil day to another; days that are none give AgeUnknown.
func days(from, to string) int32 {
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return growth.AgeUnknown
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return growth.AgeUnknown
	}
	if b.Before(a) {
		return growth.BeforeBirth
	}
	return int32(min(b.Sub(a)/(24*time.Hour), 1<<20))
}

// fine are ten-thousandths of a kilogram of grams, and of a centimetre of tenths of a
// millimetre times 10: calc/growth's units.
func fine(grams int64) int32   { return int32(min(grams, mostFigure)) * (growth.Unit / 1000) }
func finer(tenths int64) int32 { return int32(min(tenths, mostFigure)) * (growth.Unit / 100) }

// childOf is a weighing as calc/growth takes it.
func (g grown) childOf(w Weighing) growth.Child {
	c := growth.Child{Sex: g.sex, AgeDays: days(g.born, w.On), Weight: fine(w.WeightG), Length: finer(w.LengthTenthsMM), Head: finer(w.HeadTenthsMM)}
	switch w.Position {
	case LyingDown:
		c.Measure = growth.Lying
	case StandingUp:
		c.Measure = growth.Standing
	}
	switch w.Oedema {
	case "yes":
		c.Oedema = growth.HasOedema
	case "no":
		c.Oedema = growth.NoOedema
	}
	return c
}

// reckon gives what follows from one weighing; before are those of the child before it,
// the earliest first.
func (g grown) reckon(w Weighing, before []Weighing, gap growth.Gap) Reckoned {
	c := g.childOf(w)
	z := growth.Compute(c)
	r := Reckoned{AgeDays: int64(max(c.AgeDays, growth.AgeUnknown)), Months: int64(age.Months(g.born, w.On)), TurnedTenthsMM: int64(z.Length) / (growth.Unit / 100),
		TooEarly: z.TooEarly, BelowRedLine: z.BelowRedLine(), AboveOrangeLine: z.AboveOrangeLine()}
	r.LengthForAge, r.WeightForAge = figureOf(z, growth.LengthForAge), figureOf(z, growth.WeightForAge)
	r.WeightForLength, r.BMIForAge = figureOf(z, growth.WeightForLength), figureOf(z, growth.BMIForAge)
	r.HeadForAge = figureOf(z, growth.HeadForAge)
	g.month(&r, w, before, gap)
	return r
}

func figureOf(z growth.Result, i growth.Index) *Figure {
	s := z.Of(i)
	if !s.Has {
		return nil
	}
	return &Figure{int64(s.Z), string(s.Class(i)), s.Flagged}
}

// MonthsRead are the five as the regulation's printed tables are read, by completed months
// and not by the day: to hold beside a recap that was counted so, never to decide by. A
// child is compared with a younger one, so it looks better.
type MonthsRead struct {
	LengthForAge    *Figure `json:"length_for_age,omitempty"`
	WeightForAge    *Figure `json:"weight_for_age,omitempty"`
	WeightForLength *Figure `json:"weight_for_length,omitempty"`
	BMIForAge       *Figure `json:"bmi_for_age,omitempty"`
	HeadForAge      *Figure `json:"head_for_age,omitempty"`
}

// byMonths reads a weighing so; the months are those of the calendar, as on the card.
func (g grown) byMonths(w Weighing) *MonthsRead {
	z := growth.ByMonths(g.childOf(w), int32(age.Months(g.born, w.On)))
	return &MonthsRead{figureOf(z, growth.LengthForAge), figureOf(z, growth.WeightForAge), figureOf(z, growth.WeightForLength),
		figureOf(z, growth.BMIForAge), figureOf(z, growth.HeadForAge)}
}

// month fills in what the growth card says: this weighing after the last one of each
// month before.
func (g grown) month(r *Reckoned, w Weighing, before []Weighing, gap growth.Gap) {
	if w.WeightG == 0 {
		return
	}
	chain, last := g.months(w, before)
	all := growth.Chain(g.sex, chain)
	r.Status = string(all[len(all)-1])
	now := chain[len(chain)-1]
	if len(chain) > 1 && chain[len(chain)-2].Month+1 == now.Month {
		gain := w.WeightG - last.WeightG
		r.GainG = &gain
	}
	if least, has := growth.LeastGain(g.sex, now.AgeMonths); has {
		r.LeastG = int64(least)
	}
	switch {
	case growth.TwiceNotRisen(all, gap):
		r.T = 2
	case r.Status == string(growth.NotRisen):
		r.T = 1
	}
}

// months are the weighings as the card has them, one a month, and the last of the months
// before.
func (g grown) months(w Weighing, before []Weighing) (chain []growth.Weighing, last Weighing) {
	now := g.inMonth(w)
	for i, b := range before {
		m := g.inMonth(b)
		if b.WeightG == 0 || m.Month >= now.Month {
			continue
		}
		if i := len(chain) - 1; i >= 0 && chain[i].Month == m.Month {
			chain[i] = m
		} else {
			chain = append(chain, m)
		}
		last = before[i]
	}
	return append(chain, now), last
}

func (g grown) inMonth(w Weighing) growth.Weighing {
	on, _ := time.Parse(time.DateOnly, w.On)
	return growth.Weighing{Month: growth.MonthOf(on.Year(), int(on.Month())), AgeMonths: int32(age.Months(g.born, w.On)), Weight: fine(w.WeightG)}
}

// again reckons all weighings of a child, the earliest first, and gives those that come
// out otherwise than they stand; all is changed to what they come to.
func (g grown) again(all []Weighing, gap growth.Gap) (out []Again) {
	for i := range all {
		r := g.reckon(all[i], all[:i], gap)
		if !reflect.DeepEqual(r, all[i].Reckoned) {
			all[i].Reckoned = r
			out = append(out, Again{all[i].ID, r})
		}
	}
	return out
}
