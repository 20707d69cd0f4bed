package health

import (
	"time"

	"sambang/internal/calc/vital"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
)

// VitalSettings are the ranges by which figures are judged.
type VitalSettings struct {
	Ranges []vital.Range `json:"ranges"`
}

// VitalPolicy is their section of the facility's policy.
var VitalPolicy = policy.Define("vital", VitalSettings{vital.Defaults()})

// Check wants ranges that can be.
func (s VitalSettings) Check() *fault.Error { return vital.Check(s.Ranges) }

// Medicine is a line of the facility's list. Without a name of its own it is called
// what the catalogue says: medicine.<code>.
type Medicine struct {
	Code string `json:"code" max:"40"`
	Name string `json:"name,omitempty" max:"80"`
	// Unit is tablet, capsule, sachet, bottle, tube or piece.
	Unit string `json:"unit" max:"20"`
}

// FormularySettings are what may be given at a visit.
type FormularySettings struct {
	Medicines []Medicine `json:"medicines"`
}

// FormularyPolicy is its section of the policy. The list to begin with is a short one
// of what the national formulary (Fornas) has for a health centre; each makes its own.
var FormularyPolicy = policy.Define("formulary", FormularySettings{[]Medicine{
	{"paracetamol_500", "", "tablet"}, {"paracetamol_syrup", "", "bottle"}, {"oral_rehydration", "", "sachet"}, {"zinc_20", "", "tablet"},
	{"iron_folate", "", "tablet"}, {"vitamin_a_blue", "", "capsule"}, {"vitamin_a_red", "", "capsule"}, {"vitamin_b_complex", "", "tablet"},
	{"amlodipine_5", "", "tablet"}, {"captopril_25", "", "tablet"}, {"metformin_500", "", "tablet"}, {"amoxicillin_500", "", "tablet"},
	{"antacid", "", "tablet"}, {"chlorpheniramine_4", "", "tablet"}, {"povidone_iodine", "", "bottle"}, {"gauze", "", "piece"},
}})

var units = map[string]bool{"tablet": true, "capsule": true, "sachet": true, "bottle": true, "tube": true, "piece": true}

// Check wants codes that can be, each once, and known units.
func (s FormularySettings) Check() *fault.Error {
	seen := map[string]bool{}
	for _, m := range s.Medicines {
		if !codeForm.MatchString(m.Code) || seen[m.Code] || !units[m.Unit] {
			return fault.BadField("policy.bad_document", "medicines")
		}
		seen[m.Code] = true
	}
	return nil
}

// KeepSettings are how long visit records are kept.
type KeepSettings struct {
	// Years after the last visit: 25, Permenkes 24/2022 article 39. Nobody may set less.
	Years int64 `json:"years"`
}

// KeepPolicy is its section of the policy.
var KeepPolicy = policy.Define("record", KeepSettings{keepYears})

const keepYears = 25

// Check wants the law's years at least, and a century at most.
func (s KeepSettings) Check() *fault.Error {
	if s.Years < keepYears || s.Years > 100 {
		return fault.BadField("policy.bad_document", "years")
	}
	return nil
}

// Until is the first civil day on which a record of a visit on that day need not be
// kept any more.
func (s KeepSettings) Until(on string) string {
	day, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return "9999-12-31" // of a day that cannot be read nothing is ever thrown away
	}
	return day.AddDate(int(s.Years), 0, 0).Format(time.DateOnly)
}

// KeptUntil says until which civil day the records of a human are kept, counted from
// their last visit; empty: there is none. Whatever erases or clears away asks here
// first, and lets stand what it names.
func KeptUntil(q journal.Query, person ident.ID) (string, error) {
	last, err := LastOn(q, person)
	if err != nil || last == "" {
		return "", err
	}
	set, _, err := KeepPolicy.Get(q)
	return set.Until(last), err
}
