// Package growth says how a child of 0 to 59 months has grown: the five indices of the
// WHO Child Growth Standards by day and by millimetre, the classes of Permenkes 2/2020,
// what the growth chart of the posyandu (KMS) says of a month's gain, and which figures
// are asked again before they are kept. Pure: it knows figures and no children.
//
// The rules are those of the WHO's own package anthro 1.1.0 but for one place: where a
// child lying from 24 months loses 0.7 cm, that package cuts the length to a millimetre in
// binary fractions and reads, for 103.1 cm, the row below. Here lengths are whole
// numbers, so the row is the right one.
package growth

// Sex is which of the two tables holds; without it nothing is computed.
type Sex uint8

// The numbers are those of the WHO's files.
const (
	SexUnknown Sex = iota
	Boy
	Girl
)

// Measure is how the length was taken.
type Measure uint8

// Length is taken lying, height standing; they differ by 0.7 cm.
const (
	PositionUnknown Measure = iota
	Lying
	Standing
)

// Oedema is pitting oedema of both feet; nobody having looked counts as none.
type Oedema uint8

// Three answers, because blank is not no to whoever asks again.
const (
	OedemaUnknown Oedema = iota
	NoOedema
	HasOedema
)

// Ages that are none.
const (
	AgeUnknown int32 = -1
	// BeforeBirth is a day of measuring before the day of birth: known, and impossible.
	BeforeBirth int32 = -2
)

// Unit is how many units of this package a kilogram or a centimetre has: weights and
// lengths are whole ten-thousandths, as fine as the WHO's medians.
const Unit = 10_000

// Child is one child on one day.
type Child struct {
	Sex Sex
	// AgeDays is the day of measuring less the day of birth; AgeUnknown, or BeforeBirth.
	AgeDays int32
	// AgePart is what a file has beyond AgeDays, in ten-thousandths of a day; dates have
	// none. Half a day counts as the next.
	AgePart uint16
	// Weight in 1/10000 kg (tenths of a gram), Length and Head in 1/10000 cm; 0 and below
	// is not measured.
	Weight, Length, Head int32
	Measure              Measure
	Oedema               Oedema
}

// Index is one of the five.
type Index uint8

// The five in the order in which the WHO puts them out.
const (
	LengthForAge    Index = iota // PB/U, TB/U
	WeightForAge                 // BB/U
	WeightForLength              // BB/PB, BB/TB
	BMIForAge                    // IMT/U
	HeadForAge                   // LK/U
	Indices         = 5          // how many there are
)

// String is the name it has in the API, in the database and in the catalogue.
func (i Index) String() string {
	return [Indices]string{"length_for_age", "weight_for_age", "weight_for_length", "bmi_for_age", "head_for_age"}[i]
}

// Score is one index of one child.
type Score struct {
	// Z in hundredths of a standard deviation, rounded; 0 where Has is false.
	Z int32
	// Has is false where it is not computed: blank is not 0.
	Has bool
	// Flagged is a value the WHO holds to be implausible: kept, shown as doubtful, and
	// left out of prevalence.
	Flagged bool
}

// Result is what is known of one child on one day.
type Result struct {
	Scores [Indices]Score
	// Length in 1/10000 cm as it was compared: 0.7 cm more where a child under 731 days
	// stood, 0.7 cm less where one from 731 days lay; 0 when not measured.
	Length int32
	// TooEarly is standing under 9 months: the position is taken as unknown.
	TooEarly bool
}

// Of is one of the five.
func (r Result) Of(i Index) Score { return r.Scores[i] }

// Compute gives the five indices by the day of age. It allocates nothing.
func Compute(c Child) Result { return c.compute(c.byDay()) }

// ByMonths gives the five as the printed tables of the regulation are read, by completed
// months and not by the day: only to compare with a recap that was counted so. It says
// "better" more often than Compute: up to 2.5 z in the first month, 0.3 from 24 months.
// Months below 0 are unknown; AgeDays is not read.
func ByMonths(c Child, months int32) Result { return c.compute(byMonth(months)) }

// CompletedMonths are the months of 30.4375 days that are over, for a file that has no
// dates; with dates count by the calendar. Below 0 stays below 0.
func CompletedMonths(days int32) int32 {
	if days < 0 {
		return days
	}
	return int32(int64(days) * Unit / monthLong)
}
