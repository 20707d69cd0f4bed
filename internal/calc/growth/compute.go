package growth

import "math"

// Ages in ten-thousandths of a day. A month is 30.4375 days for the WHO.
const (
	monthLong  = 304_375
	nineMonths = 9 * monthLong
	fiveYears  = 60 * monthLong
)

const (
	lastDay      = 1826
	standingFrom = 731 // days; from here the tables are of standing height
	bodyTurned   = 7 * Unit / 10
	tableChange  = 87 * Unit // cm; only where neither age nor position is known
)

// when is an age as the tables are read: the row of the day and, by months, how much of
// the next.
type when struct {
	known, inside bool // inside: from birth to under 60 months
	infant        bool // under 9 months
	small         bool // under 731 days
	day           int32
	part          float64
}

func (c Child) byDay() when {
	if c.AgeDays == AgeUnknown {
		return when{}
	}
	if c.AgeDays < 0 {
		return when{known: true, infant: true, small: true}
	}
	long := int64(c.AgeDays)*Unit + int64(c.AgePart)
	day := (long + Unit/2) / Unit
	return when{known: true, inside: long < fiveYears, infant: long < nineMonths, small: day < standingFrom, day: int32(min(day, lastDay))}
}

// byMonth stands between two days, where the WHO's monthly rows do. 24 months is half a
// day before the first day of standing, and is of standing already.
func byMonth(months int32) when {
	if months < 0 {
		return when{}
	}
	long := int64(months) * monthLong
	w := when{known: true, inside: long < fiveYears, infant: long < nineMonths, small: months < 24}
	if !w.inside {
		return w
	}
	w.day = int32(long / Unit)
	if !w.small {
		w.day = max(w.day, standingFrom)
	}
	w.part = float64(long-int64(w.day)*Unit) / Unit
	return w
}

func (c Child) compute(w when) Result {
	r := Result{TooEarly: c.Measure == Standing && w.known && w.infant}
	if r.TooEarly {
		c.Measure = PositionUnknown
	}
	r.Length = c.turned(w)
	if c.Sex != Boy && c.Sex != Girl || w.known && !w.inside {
		return r
	}
	kg := float64(max(c.Weight, 0)) / Unit
	if c.Oedema == HasOedema {
		kg = 0 // the water weighs: whatever is made from weight is blank
	}
	cm := float64(r.Length) / Unit
	t := tables()
	if kg > 0 && cm > 0 {
		r.Scores[WeightForLength] = c.forLength(t, w, r.Length, kg)
	}
	if !w.known {
		return r
	}
	if cm > 0 {
		r.Scores[LengthForAge] = score(LengthForAge, t.length.at(c.Sex, w).plain(cm))
	}
	if c.Head > 0 {
		r.Scores[HeadForAge] = score(HeadForAge, t.head.at(c.Sex, w).plain(float64(c.Head)/Unit))
	}
	if kg > 0 {
		r.Scores[WeightForAge] = score(WeightForAge, t.weight.at(c.Sex, w).bent(kg))
	}
	if kg > 0 && cm > 0 {
		r.Scores[BMIForAge] = score(BMIForAge, t.bmi.at(c.Sex, w).bent(kg/(cm/100*cm/100)))
	}
	return r
}

// turned is the length as the child's age wants it: lying under 731 days, standing from
// then on; 0 when there is none.
func (c Child) turned(w when) int32 {
	switch {
	case c.Length <= 0:
		return 0
	case w.known && w.small && c.Measure == Standing:
		return min(c.Length, math.MaxInt32-bodyTurned) + bodyTurned
	case w.known && !w.small && c.Measure == Lying:
		return max(c.Length-bodyTurned, 0)
	}
	return c.Length
}

// forLength reads the table of the lying or of the standing; where the age is not known
// the position says which, and where that is not known either, the length.
func (c Child) forLength(t *standard, w when, length int32, kg float64) Score {
	lying := w.small
	if !w.known {
		lying = c.Measure == Lying || c.Measure == PositionUnknown && length < tableChange
	}
	table := &t.standing
	if lying {
		table = &t.lying
	}
	row, inside := table.between(c.Sex, length)
	if !inside {
		return Score{}
	}
	return score(WeightForLength, row.bent(kg))
}

// limits are the z beyond which the WHO holds a value to be implausible, in hundredths.
func limits(i Index) (least, most int32) {
	switch i {
	case LengthForAge:
		return -600, 600
	case WeightForAge:
		return -600, 500
	}
	return -500, 500
}

// mostZ keeps a figure that cannot be a child's within an int32: 100,000 deviations.
const mostZ = 10_000_000

// score rounds to hundredths; flags and classes are taken from the rounded value.
func score(i Index, z float64) Score {
	rounded := math.Round(z * 100)
	if math.IsNaN(rounded) {
		return Score{}
	}
	s := Score{Z: int32(max(-mostZ, min(mostZ, rounded))), Has: true}
	least, most := limits(i)
	s.Flagged = s.Z < least || s.Z > most
	return s
}
