package health

import (
	"sambang/internal/calc/growth"
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// WeighSettings are how a health centre reads the scales. The least gains (KBM) and the
// limits of the classes are no settings: they are printed on the card and in the
// regulation, and stand with their sources in calc/growth.
type WeighSettings struct {
	// ArmLimitMM is the upper arm in millimetres under which a child of 6 to 59 months is
	// severely thin.
	ArmLimitMM int64 `json:"arm_limit_mm"`
	// ArmAuthority is whose limit that is.
	ArmAuthority string `json:"arm_authority" max:"120"`
	// GapBreaks2T: a month without weighing between two T ends the row of 2T.
	GapBreaks2T bool `json:"gap_breaks_2t"`
	// RowAuthority is whose practice that is.
	RowAuthority string `json:"row_authority" max:"120"`
	// LengthMonths are the months (1 to 12) in which every child is measured, VitaminMonths
	// those of the capsules.
	LengthMonths  []int64 `json:"length_months"`
	VitaminMonths []int64 `json:"vitamin_months"`
	// RhythmAuthority is who says so.
	RhythmAuthority string `json:"rhythm_authority" max:"120"`
	// ConcernDays is how old a weighing may be, in days, to put a child on the midwife's
	// list: what is typed in from an old card calls nobody.
	ConcernDays int64 `json:"concern_days"`
	// GuestDays is how many days after its last weighing a guest's name is kept: until its
	// own health centre has been told, and it may come again. Our proposal; the figures stay
	// for ever, without a name.
	GuestDays int64 `json:"guest_days,omitempty"`
}

// guestDaysUsual stands where an older version of the policy says nothing.
const guestDaysUsual = 365

func (s WeighSettings) guestDays() int64 {
	if s.GuestDays == 0 {
		return guestDaysUsual
	}
	return s.GuestDays
}

// WeighPolicy is its section of the policy. That a month without weighing does not break
// 2T is the posyandu form's own sheet; the practice is not settled, so it is a setting.
var WeighPolicy = policy.Define("weighing", WeighSettings{
	ArmLimitMM: 115, ArmAuthority: "Kemenkes, pedoman tata laksana gizi buruk pada balita",
	RowAuthority: "Formulir posyandu", LengthMonths: []int64{2, 8}, VitaminMonths: []int64{2, 8},
	RhythmAuthority: "Kemenkes, pengukuran dan kapsul vitamin A setiap Februari dan Agustus", ConcernDays: 45, GuestDays: guestDaysUsual})

// Check wants an arm that can be, months of the year and days up to half a year.
func (s WeighSettings) Check() *fault.Error {
	switch {
	case s.ArmLimitMM < 100 || s.ArmLimitMM > 125:
		return fault.BadField("policy.bad_document", "arm_limit_mm")
	case !ofYear(s.LengthMonths):
		return fault.BadField("policy.bad_document", "length_months")
	case !ofYear(s.VitaminMonths):
		return fault.BadField("policy.bad_document", "vitamin_months")
	case s.GuestDays != 0 && (s.GuestDays < 30 || s.GuestDays > 5*366):
		return fault.BadField("policy.bad_document", "guest_days")
	case s.ConcernDays < 1 || s.ConcernDays > 180:
		return fault.BadField("policy.bad_document", "concern_days")
	}
	return nil
}

func ofYear(months []int64) bool {
	for _, m := range months {
		if m < 1 || m > 12 {
			return false
		}
	}
	return len(months) <= 12
}

// gap is what a month without weighing does to 2T.
func (s WeighSettings) gap() growth.Gap { return growth.Gap(s.GapBreaks2T) }
