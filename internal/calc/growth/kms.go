package growth

// Status is what the growth chart of the posyandu (KMS) says of one weighing.
type Status string

// Of all who were weighed (D) each has one: D = N + T + O + B.
const (
	NoStatus Status = ""  // it cannot be said: no weight, sex or age, or over 60 months
	Risen    Status = "N" // naik: the gain is the least gain, or more
	NotRisen Status = "T" // tidak naik
	NotLast  Status = "O" // weighed now and not last month, or too young for a least gain
	First    Status = "B" // baru: the first weighing at this posyandu
)

// Weighing is one month's weighing.
type Weighing struct {
	// Month is the calendar month, year x 12 + month, so that two months that follow
	// one another differ by 1.
	Month int32
	// AgeMonths are the completed months on the day of weighing; below 0 unknown.
	AgeMonths int32
	// Weight in 1/10000 kg; 0 is not weighed.
	Weight int32
}

// MonthOf numbers a calendar month for Weighing: MonthOf(2026, 3) is March 2026.
func MonthOf(year, month int) int32 { return int32(year*12 + month - 1) }

// StatusOf compares a weighing with the one before it, whenever that was; a prev without
// weight is none, and the child is new. It reads the least gain only: whether the drawn
// curve follows its line is seen by whoever draws it.
func StatusOf(sex Sex, prev, now Weighing) Status {
	switch {
	case now.Weight <= 0 || now.AgeMonths < 0 || now.AgeMonths > lastGainMonth:
		return NoStatus
	case prev.Weight <= 0:
		return First
	case prev.Month >= now.Month:
		return NoStatus // two of one month, or out of order: the caller keeps one a month
	case prev.Month+1 < now.Month:
		return NotLast
	}
	least, has := LeastGain(sex, now.AgeMonths)
	switch {
	case sex != Boy && sex != Girl:
		return NoStatus
	case !has:
		return NotLast
	case int64(now.Weight)-int64(prev.Weight) >= int64(least)*(Unit/1000):
		return Risen
	}
	return NotRisen
}

// Chain gives the status of each weighing of one child at one posyandu, in the order of
// their months, one a month.
func Chain(sex Sex, weighings []Weighing) []Status {
	list := make([]Status, 0, len(weighings))
	prev := Weighing{}
	for _, now := range weighings {
		list = append(list, StatusOf(sex, prev, now))
		if now.Weight > 0 {
			prev = now
		}
	}
	return list
}

// Gap is what a month without weighing does to two T in a row; the practice differs.
type Gap bool

// In the posyandu's own sheet an O between two T does not break them; others count it so.
const (
	GapKeeps  Gap = false
	GapBreaks Gap = true
)

// TwiceNotRisen reports 2T at the last of a chain: it is T, and so was the one before it.
// O counts as none of the two; whether it breaks the row is said by gap.
func TwiceNotRisen(chain []Status, gap Gap) bool {
	if len(chain) == 0 || chain[len(chain)-1] != NotRisen {
		return false
	}
	for i := len(chain) - 2; i >= 0; i-- {
		switch chain[i] {
		case NotRisen:
			return true
		case NotLast, NoStatus:
			if gap == GapBreaks {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// BelowRedLine is BGM: weight for age below -3 deviations.
func (r Result) BelowRedLine() bool {
	s := r.Of(WeightForAge)
	return s.Has && s.Z < -300
}

// AboveOrangeLine is weight for age above +1 deviation, where the card has its line over
// the green band: inferred from the class that begins there, not read on the card.
func (r Result) AboveOrangeLine() bool {
	s := r.Of(WeightForAge)
	return s.Has && s.Z > 100
}

// KBMSource is where the least gains are printed.
const (
	KBMSource = "KMS balita laki-laki (biru) dan perempuan (merah muda), Buku KIA, Kementerian Kesehatan RI"
	KBMYear   = 2023 // the edition of the book that shows this series
)

const lastGainMonth = 60

// LeastGain is the KBM: the least gain since last month's weighing in grams, by completed
// months at this one. Ages 0 and over 60 have none, and so has an unknown sex.
func LeastGain(sex Sex, months int32) (grams int32, has bool) {
	if sex != Boy && sex != Girl || months < 1 || months > lastGainMonth {
		return 0, false
	}
	return leastGains[sex-Boy][min(months, 12)-1], true
}

// leastGains are months 1 to 11, then 12 to 60. Other tables go round (600 at month 3,
// 150 from month 24, one for both sexes): these are the printed ones.
var leastGains = [2][12]int32{
	{800, 900, 800, 600, 500, 400, 400, 300, 300, 300, 300, 200},
	{800, 900, 800, 600, 500, 400, 300, 300, 300, 300, 200, 200},
}
