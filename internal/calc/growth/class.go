package growth

// Class is what a z-score is called.
type Class string

// The classes. "normal" is one word for every index; the catalogue has its words by index
// and class, because Permenkes says "gizi baik" of weight for length and "berat badan
// normal" of weight for age.
const (
	NoClass             Class = ""
	SeverelyUnderweight Class = "severely_underweight"
	Underweight         Class = "underweight"
	SeverelyStunted     Class = "severely_stunted"
	Stunted             Class = "stunted"
	Tall                Class = "tall"
	SeverelyWasted      Class = "severely_wasted"
	Wasted              Class = "wasted"
	Normal              Class = "normal"
	AtRiskOverweight    Class = "at_risk_overweight"
	Overweight          Class = "overweight"
	Obese               Class = "obese"
	Microcephaly        Class = "microcephaly"
	Macrocephaly        Class = "macrocephaly"
)

// Authority is whose limits a class has.
type Authority string

// Permenkes 2/2020 has no class for the head; its limits are those of the screening of
// development (SDIDTK) in the KIA book.
const (
	Permenkes2of2020 Authority = "permenkes_2_2020"
	SDIDTK           Authority = "sdidtk_kia"
)

// Classes lists the classes of an index from the lowest z to the highest.
func Classes(i Index) []Class {
	var list []Class
	for _, s := range steps(i) {
		list = append(list, s.below)
	}
	return append(list, top(i))
}

// ClassOf names a z in hundredths, as it was rounded, and whose limits these are.
func ClassOf(i Index, z int32) (Class, Authority) {
	whose := Permenkes2of2020
	if i == HeadForAge {
		whose = SDIDTK
	}
	for _, s := range steps(i) {
		if z < s.limit || s.included && z == s.limit {
			return s.below, whose
		}
	}
	return top(i), whose
}

// Class is the class of a score; NoClass of a blank.
func (s Score) Class(i Index) Class {
	if !s.Has {
		return NoClass
	}
	c, _ := ClassOf(i, s.Z)
	return c
}

// Severe reports a class that is urgent: the child is seen by a midwife, not at the next
// weighing.
func (c Class) Severe() bool {
	return c == SeverelyUnderweight || c == SeverelyStunted || c == SeverelyWasted
}

// step is the end of a class: below the limit, in hundredths, or at it where included.
type step struct {
	limit    int32
	included bool
	below    Class
}

// steps are the limits of Permenkes 2/2020 for 0 to 60 months: -3 and -2 belong to the
// class above them, +1, +2 and +3 to the class below.
func steps(i Index) []step {
	switch i {
	case WeightForAge:
		return weightSteps
	case LengthForAge:
		return lengthSteps
	case HeadForAge:
		return headSteps
	}
	return wastingSteps
}

var (
	weightSteps = []step{{-300, false, SeverelyUnderweight}, {-200, false, Underweight}, {100, true, Normal}}
	lengthSteps = []step{{-300, false, SeverelyStunted}, {-200, false, Stunted}, {300, true, Normal}}
	headSteps   = []step{{-200, false, Microcephaly}, {200, true, Normal}}
	// of weight for length and of BMI for age
	wastingSteps = []step{{-300, false, SeverelyWasted}, {-200, false, Wasted}, {100, true, Normal},
		{200, true, AtRiskOverweight}, {300, true, Overweight}}
)

// top is the class above the last limit.
func top(i Index) Class {
	switch i {
	case WeightForAge:
		return AtRiskOverweight
	case LengthForAge:
		return Tall
	case HeadForAge:
		return Macrocephaly
	}
	return Obese
}
