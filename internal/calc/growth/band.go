package growth

import "math"

// lines are the deviations a chart is drawn with, in the order of Band.Lines.
var lines = [7]float64{-3, -2, -1, 0, 1, 2, 3}

// Band is the lines of a chart over one x.
type Band struct {
	// X is completed months, and for weight for length the length in 1/10000 cm.
	X int32
	// Lines are -3, -2, -1, 0, +1, +2 and +3 deviations: in 1/10000 kg of a weight, 1/10000
	// cm of a length or a head, 1/10000 kg/m2 of BMI.
	Lines [7]int32
}

// Bands gives the lines of an index by month from 0 to 60, where the WHO draws its monthly
// charts: the chart of the KMS is WeightForAge. Weight for length has no months: it goes by
// whole centimetre, lying from 45 to 110; StandingBands has the standing. Without sex nil.
func Bands(i Index, sex Sex) []Band {
	if sex != Boy && sex != Girl {
		return nil
	}
	t := tables()
	if i == WeightForLength {
		return t.lying.byLength(sex)
	}
	of := map[Index]*table{LengthForAge: &t.length, WeightForAge: &t.weight, BMIForAge: &t.bmi, HeadForAge: &t.head}[i]
	list := make([]Band, 0, 61)
	for month := range int32(60) {
		list = append(list, of.at(sex, byMonth(month)).band(month))
	}
	return append(list, of.at(sex, when{day: lastDay}).band(60)) // the last day is the end of month 60
}

// StandingBands are the lines of weight for height, from 65 to 120 cm.
func StandingBands(sex Sex) []Band {
	if sex != Boy && sex != Girl {
		return nil
	}
	return tables().standing.byLength(sex)
}

func (t *table) byLength(sex Sex) []Band {
	var list []Band
	for length := t.first; ; length += Unit {
		row, inside := t.between(sex, length)
		if !inside {
			return list
		}
		list = append(list, row.band(length))
	}
}

func (r lms) band(x int32) Band {
	b := Band{X: x}
	for i, k := range lines {
		b.Lines[i] = int32(math.Round(r.line(k) * Unit))
	}
	return b
}
