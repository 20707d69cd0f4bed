package growth

// Reason is why a figure is asked again before it is kept. It never says what the right
// one would be: who stands at the scale knows, and a guess that is right mostly is how a
// wrong one gets into the book.
type Reason string

// The reasons.
const (
	AgeBeforeBirth Reason = "age_before_birth"
	// A unit: grams for kilograms, metres for centimetres.
	WeightUnit Reason = "weight_unit"
	LengthUnit Reason = "length_unit"
	// A digit or a point: 52 for 5.2, 7.2 for 72, millimetres for centimetres.
	WeightSlip Reason = "weight_slip"
	LengthSlip Reason = "length_slip"
	HeadSlip   Reason = "head_slip"
	// Each stands where the other belongs.
	Swapped Reason = "weight_length_swapped"
	// Beyond what the WHO holds to be plausible at this age, and no slip explains it.
	WeightImplausible Reason = "weight_implausible"
	LengthImplausible Reason = "length_implausible"
	HeadImplausible   Reason = "head_implausible"
	// Each may be, but not both of one child.
	Disagree Reason = "weight_length_disagree"
	// Too far from the time before.
	WeightJump   Reason = "weight_jump"
	LengthJump   Reason = "length_jump"
	HeadJump     Reason = "head_jump"
	LengthShrank Reason = "length_shrank"
	HeadShrank   Reason = "head_shrank"
	// Lying is for under 24 months and standing from then on.
	PositionMissing Reason = "position_missing"
	StandingYoung   Reason = "standing_under_24_months"
	LyingOld        Reason = "lying_from_24_months"
)

// Reasons lists them in the order in which they are asked.
var Reasons = []Reason{AgeBeforeBirth, WeightUnit, WeightSlip, LengthUnit, LengthSlip, HeadSlip, Swapped, WeightImplausible, LengthImplausible,
	HeadImplausible, Disagree, WeightJump, LengthJump, LengthShrank, HeadJump, HeadShrank, PositionMissing, StandingYoung, LyingOld}

// How far one may be from the time before. The deviations and the share of weight are our
// own proposal: they ask, and refuse nothing. The centimetres are the differences the
// WHO's growth study allowed between two measurers of one child (MGRS 2006: length and
// height 7.0 mm, head 5.0 mm).
const (
	mostJump       = 200           // hundredths of a deviation
	mostLostOf100  = 10            // per cent of the weight before
	mostGainOf100  = 50            // per cent, where no age says what is usual
	shrinkAllowed  = 7 * Unit / 10 // 0.7 cm
	headAllowed    = 5 * Unit / 10 // 0.5 cm
	gramsToKilos   = 1000
	metresToCentis = 100
)

// Doubt lists why the figures of now are asked again; nil when there is no reason. prev is
// the time before: its zero value is none, and one that is not before now is not compared.
func Doubt(prev, now Child) []Reason {
	var list []Reason
	if now.AgeDays == BeforeBirth {
		list = append(list, AgeBeforeBirth)
	}
	typing := now.mistyped()
	list = append(list, typing...)
	if len(typing) == 0 {
		list = append(list, now.implausible()...)
		list = append(list, jumps(prev, now)...)
	}
	return append(list, now.position()...)
}

// mistyped finds what a slip of the unit, of a digit or of the field explains. What fits
// as it stands is no slip.
func (c Child) mistyped() (list []Reason) {
	weight, length, head := c.fits(weighed, c.Weight), c.fits(laid, c.Length), c.fits(round, c.Head)
	if !weight && !length && c.fits(weighed, c.Length) && c.fits(laid, c.Weight) {
		return []Reason{Swapped}
	}
	if !weight {
		list = append(list, c.slip(weighed, c.Weight, WeightSlip, WeightUnit, 1, gramsToKilos)...)
	}
	if !length {
		list = append(list, c.slip(laid, c.Length, LengthSlip, LengthUnit, metresToCentis, 1)...)
	}
	if !head {
		list = append(list, c.slip(round, c.Head, HeadSlip, "", 1, 1)...)
	}
	return list
}

// slip tries the point one place to either side, and then the other unit.
func (c Child) slip(f figure, value int32, point, unit Reason, up, down int64) []Reason {
	fits := func(times, over int64) bool {
		v := int64(value) * times / over
		return v <= most32 && c.fits(f, int32(v))
	}
	switch {
	case fits(10, 1) || fits(1, 10):
		return []Reason{point}
	case unit != "" && fits(up, down):
		return []Reason{unit}
	}
	return nil
}

func (c Child) implausible() (list []Reason) {
	if !c.fits(weighed, c.Weight) {
		list = append(list, WeightImplausible)
	}
	if !c.fits(laid, c.Length) {
		list = append(list, LengthImplausible)
	}
	if !c.fits(round, c.Head) {
		list = append(list, HeadImplausible)
	}
	r := Compute(c)
	if len(list) == 0 && (r.Of(WeightForLength).Flagged || r.Of(BMIForAge).Flagged) {
		list = append(list, Disagree)
	}
	return list
}

// figure is one of the three that are measured, with what is possible of any child under
// five, in 1/10000 kg or cm: bounds of our own, wide, for where no table says.
type figure struct {
	index       Index
	least, most int32
}

var (
	weighed = figure{WeightForAge, Unit / 2, 45 * Unit}
	laid    = figure{LengthForAge, 25 * Unit, 140 * Unit}
	round   = figure{HeadForAge, 18 * Unit, 65 * Unit}
)

const most32 = 1<<31 - 1

// fits reports whether a value may be this child's: not flagged, or within bounds where
// there is no z. Of whose sex is not known it fits when it is either's. Not measured fits.
func (c Child) fits(f figure, value int32) bool {
	if value <= 0 {
		return true
	}
	if c.Sex != Boy && c.Sex != Girl {
		boy, girl := c, c
		boy.Sex, girl.Sex = Boy, Girl
		return boy.fits(f, value) || girl.fits(f, value)
	}
	one := Child{Sex: c.Sex, AgeDays: c.AgeDays, AgePart: c.AgePart, Measure: c.Measure}
	switch f.index {
	case WeightForAge:
		one.Weight = value
	case LengthForAge:
		one.Length = value
	default:
		one.Head = value
	}
	if s := Compute(one).Of(f.index); s.Has {
		return !s.Flagged
	}
	return value >= f.least && value <= f.most
}

func jumps(prev, now Child) (list []Reason) {
	aged := prev.AgeDays >= 0 && now.AgeDays >= 0
	if aged && prev.AgeDays >= now.AgeDays && prev != (Child{}) {
		return nil
	}
	before, after := Compute(prev), Compute(now)
	if jumped(before, after, WeightForAge) || leapt(prev, now, aged) {
		list = append(list, WeightJump)
	}
	if jumped(before, after, LengthForAge) {
		list = append(list, LengthJump)
	}
	if was, is := prev.asLying(before), now.asLying(after); was > 0 && is > 0 && is < was-shrinkAllowed {
		list = append(list, LengthShrank)
	}
	if jumped(before, after, HeadForAge) {
		list = append(list, HeadJump)
	}
	if prev.Head > 0 && now.Head > 0 && now.Head < prev.Head-headAllowed {
		list = append(list, HeadShrank)
	}
	return list
}

func jumped(before, after Result, i Index) bool {
	was, is := before.Of(i), after.Of(i)
	return was.Has && is.Has && (is.Z-was.Z > mostJump || was.Z-is.Z > mostJump)
}

// leapt is a weight too far from the one before whatever the ages. Water of an oedema comes
// and goes faster than a child grows, and is not asked about.
func leapt(prev, now Child, aged bool) bool {
	if prev.Weight <= 0 || now.Weight <= 0 || prev.Oedema == HasOedema || now.Oedema == HasOedema {
		return false
	}
	was, is := int64(prev.Weight), int64(now.Weight)
	return is*100 < was*(100-mostLostOf100) || !aged && is*100 > was*(100+mostGainOf100)
}

// asLying is the length as it would be lying, so that the child that stands for the first
// time has not shrunk.
func (c Child) asLying(r Result) int32 {
	if w := c.byDay(); r.Length > 0 && r.Length < most32-bodyTurned && w.known && !w.small {
		return r.Length + bodyTurned
	}
	return r.Length
}

// position asks where the way of measuring is not that of the age: the 0.7 cm that are
// taken off or put on are right only if it is true.
func (c Child) position() []Reason {
	w := c.byDay()
	switch {
	case c.Length <= 0:
		return nil
	case c.Measure == PositionUnknown:
		return []Reason{PositionMissing}
	case w.known && w.small && c.Measure == Standing:
		return []Reason{StandingYoung}
	case w.known && !w.small && c.Measure == Lying:
		return []Reason{LyingOld}
	}
	return nil
}
