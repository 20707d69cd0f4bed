package health

// Vitals are what was measured, whole numbers in the unit of the name; nothing stands
// where nothing was measured.
type Vitals struct {
	SystolicMMHg      int64 `json:"systolic_mmhg,omitempty"`
	DiastolicMMHg     int64 `json:"diastolic_mmhg,omitempty"`
	PulsePerMin       int64 `json:"pulse_per_min,omitempty"`
	BreathsPerMin     int64 `json:"breaths_per_min,omitempty"`
	TemperatureTenths int64 `json:"temperature_tenths,omitempty"`
	SaturationPercent int64 `json:"saturation_percent,omitempty"`
	GlucoseMgDl       int64 `json:"glucose_mg_dl,omitempty"`
	WeightG           int64 `json:"weight_g,omitempty"`
	LengthMM          int64 `json:"length_mm,omitempty"`
	// Lying: the length was taken lying, as it is under two years.
	Lying  bool  `json:"lying,omitempty"`
	MuacMM int64 `json:"muac_mm,omitempty"`
}

// AntenatalPart is what is asked and found of who is pregnant.
type AntenatalPart struct {
	// Code is K1 to K6, or empty for a visit beside them.
	Code string `json:"code,omitempty" max:"3"`
	// Weeks of pregnancy, whole.
	Weeks           int64 `json:"weeks,omitempty"`
	FundalMM        int64 `json:"fundal_mm,omitempty"`
	HeartbeatPerMin int64 `json:"heartbeat_per_min,omitempty"`
	// UrineProtein is negative, trace, plus1, plus2, plus3 or plus4.
	UrineProtein string `json:"urine_protein,omitempty" max:"10"`
	// HaemoglobinTenths in tenths of g/dL.
	HaemoglobinTenths int64 `json:"haemoglobin_tenths,omitempty"`
	// Position is head, breech, transverse or unknown.
	Position string `json:"position,omitempty" max:"20"`
	// BookSeen: the mother and child book was looked into.
	BookSeen *bool `json:"book_seen,omitempty"`
}

// FixedVisit is which of the fixed visits after birth it was: KF1 to KF4 of the
// mother, KN1 to KN3 of the child, or empty for a visit beside them.
type FixedVisit struct {
	Code string `json:"code,omitempty" max:"3"`
}

// ElderPart is what is asked of somebody old.
type ElderPart struct {
	// Falls since the last visit.
	Falls *int64 `json:"falls,omitempty"`
	// Memory is clear, forgets or lost.
	Memory      string `json:"memory,omitempty" max:"20"`
	MealsPerDay *int64 `json:"meals_per_day,omitempty"`
	// LookedAfterBy is who looks in, in the signer's words.
	LookedAfterBy string `json:"looked_after_by,omitempty" max:"200"`
	// Walks is alone, helped or bed.
	Walks string `json:"walks,omitempty" max:"20"`
}

// Gift is a medicine that was given: its code in the policy "formulary", and how many
// of its units.
type Gift struct {
	Code     string `json:"code" max:"40"`
	Quantity int64  `json:"quantity"`
}

// Content is the sealed part of a record.
type Content struct {
	Vitals    *Vitals        `json:"vitals,omitempty"`
	Antenatal *AntenatalPart `json:"antenatal,omitempty"`
	Postnatal *FixedVisit    `json:"postnatal,omitempty"`
	Newborn   *FixedVisit    `json:"newborn,omitempty"`
	Elder     *ElderPart     `json:"elder,omitempty"`
	Complaint string         `json:"complaint,omitempty" max:"1000"`
	Finding   string         `json:"finding,omitempty" max:"2000"`
	Advice    string         `json:"advice,omitempty" max:"1000"`
	Given     []Gift         `json:"given,omitempty"`
	// NewCases are those that were told, also such as the settings do not know: the row
	// has the known ones.
	NewCases []string `json:"new_cases,omitempty"`
	// Sure: the unusual figure was measured twice.
	Sure bool `json:"sure,omitempty"`
	// Licence is the signer's licence number as it was then.
	Licence string `json:"licence,omitempty"`
	// Reason is why the version before was corrected.
	Reason string `json:"reason,omitempty" max:"500"`
}
