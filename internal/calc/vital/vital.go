// Package vital says whether a figure that was measured can be: whether it is
// possible at all, and whether it is so unusual that it is measured again. It judges
// the measuring, not the patient: an unusual figure that was measured twice is
// believed. Pure.
package vital

import (
	"slices"

	"sambang/internal/core/fault"
)

// The figures, by the names they have everywhere; the unit is in the name.
const (
	Systolic    = "systolic_mmhg"
	Diastolic   = "diastolic_mmhg"
	Pulse       = "pulse_per_min"
	Breaths     = "breaths_per_min"
	Temperature = "temperature_tenths"
	Saturation  = "saturation_percent"
	Glucose     = "glucose_mg_dl"
	Weight      = "weight_g"
	Length      = "length_mm"
	Arm         = "muac_mm"
	Weeks       = "weeks"
	Fundal      = "fundal_mm"
	FetalHeart  = "heartbeat_per_min"
	Haemoglobin = "haemoglobin_tenths"
	Falls       = "falls"
	Meals       = "meals_per_day"
)

// Figures lists them.
var Figures = []string{Systolic, Diastolic, Pulse, Breaths, Temperature, Saturation, Glucose, Weight, Length, Arm, Weeks, Fundal, FetalHeart,
	Haemoglobin, Falls, Meals}

// Range is a row of the table: what a figure can be between two ages.
type Range struct {
	Figure string `json:"figure" max:"30"`
	// From and Until are ages in whole months: from the first, until before the second;
	// Until 0 is open.
	From  int64 `json:"from_months"`
	Until int64 `json:"until_months"`
	// Least and Most are possible, both included; what lies outside is a mistake of
	// measuring or typing.
	Least int64 `json:"least"`
	Most  int64 `json:"most"`
	// Low and High are usual; what lies outside them is measured again.
	Low  int64 `json:"low"`
	High int64 `json:"high"`
	// Authority is whose bounds the usual ones are, Evidence how well that is founded:
	// general_knowledge, or proposal for our own.
	Authority string `json:"authority" max:"120"`
	Evidence  string `json:"evidence" max:"20"`
}

// NoAge is the age in months of whose day of birth nobody knows; any below 0 is.
const NoAge = -1

// Verdict is what a figure is.
type Verdict string

// A figure is usual, unusual (measured again) or impossible.
const (
	Usual      Verdict = "usual"
	Unusual    Verdict = "unusual"
	Impossible Verdict = "impossible"
)

// Judge weighs a figure of somebody so many months old. Of somebody whose age nobody
// knows a figure is possible when it is at any age, and usual likewise; a figure
// without a row is usual.
func Judge(table []Range, figure string, months int, value int64) Verdict {
	verdict, any := Impossible, false
	for _, r := range table {
		if r.Figure != figure || !r.of(months) {
			continue
		}
		any = true
		switch {
		case value >= r.Low && value <= r.High:
			return Usual
		case value >= r.Least && value <= r.Most:
			verdict = Unusual
		}
	}
	if !any {
		return Usual
	}
	return verdict
}

func (r Range) of(months int) bool {
	m := int64(months)
	return months < 0 || m >= r.From && (r.Until == 0 || m < r.Until)
}

// Check wants rows that can be: known figures, bounds in order, ages in order, none
// of a figure twice for one age.
func Check(table []Range) *fault.Error {
	for i, r := range table {
		ordered := r.Least <= r.Low && r.Low <= r.High && r.High <= r.Most && r.Least >= 0 && r.From >= 0 && (r.Until == 0 || r.Until > r.From)
		if !slices.Contains(Figures, r.Figure) || !ordered || r.Authority == "" {
			return fault.BadField("policy.bad_document", "ranges")
		}
		for _, other := range table[:i] {
			if other.Figure == r.Figure && other.meets(r) {
				return fault.BadField("policy.bad_document", "ranges")
			}
		}
	}
	return nil
}

// meets reports whether two rows hold for one age.
func (r Range) meets(o Range) bool {
	return (r.Until == 0 || o.From < r.Until) && (o.Until == 0 || r.From < o.Until)
}
