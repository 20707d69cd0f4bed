package health

import (
	"slices"

	"sambang/internal/calc/age"
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
)

// Group is one of the twelve kinds of service that every district owes its people by
// the minimum service standards for health.
type Group struct {
	Code string `json:"code"`
	// AtHome: a visit at home can be the service. Where it cannot, who gives it
	// elsewhere names the group in the record.
	AtHome bool `json:"at_home"`
}

// The groups: PP 2/2018 article 6 (3) and Permenkes 4/2019, in their order.
const (
	ServedPregnant     = "pregnant"
	ServedBirth        = "childbirth"
	ServedNewborn      = "newborn"
	ServedUnderFive    = "under_five"
	ServedSchool       = "school_age"
	ServedProductive   = "productive_age"
	ServedElder        = "elder"
	ServedHypertension = "hypertension"
	ServedDiabetes     = "diabetes"
	ServedMental       = "severe_mental"
	ServedTB           = "tb_suspect"
	ServedHIV          = "hiv_risk"
)

// Groups lists them. A birth is served where it is attended, which is no visit.
var Groups = []Group{{ServedPregnant, true}, {ServedBirth, false}, {ServedNewborn, true}, {ServedUnderFive, true}, {ServedSchool, true},
	{ServedProductive, true}, {ServedElder, true}, {ServedHypertension, true}, {ServedDiabetes, true}, {ServedMental, true}, {ServedTB, true},
	{ServedHIV, true}}

func knownGroup(code string) bool {
	return slices.ContainsFunc(Groups, func(g Group) bool { return g.Code == code })
}

// Target is how many people of a group the facility is to serve in a year.
type Target struct {
	Group  string `json:"group" max:"40"`
	Year   int64  `json:"year"`
	People int64  `json:"people"`
}

// NewCase is something newly found at a visit. Without a name of its own it is called
// what the catalogue says: new_case.<code>. Group is the one in which who has it is
// served, or empty.
type NewCase struct {
	Code  string `json:"code" max:"40"`
	Name  string `json:"name,omitempty" max:"80"`
	Group string `json:"group,omitempty" max:"40"`
}

// ServedSettings are the year's targets and what counts as a new case.
type ServedSettings struct {
	Targets  []Target  `json:"targets"`
	NewCases []NewCase `json:"new_cases"`
}

// ServedPolicy is their section of the policy. Targets are the facility's own: the
// district gives them each year.
var ServedPolicy = policy.Define("served", ServedSettings{[]Target{}, []NewCase{
	{"hypertension", "", ServedHypertension}, {"diabetes", "", ServedDiabetes}, {"severe_mental", "", ServedMental}, {"tb_suspect", "", ServedTB},
	{"hiv_risk", "", ServedHIV}, {"anaemia_pregnant", "", ""}, {"thin_pregnant", "", ""}, {"wasting", "", ""}, {"stunting_suspect", "", ""},
	{"bedridden", "", ""}, {"disability", "", ""},
}})

// Check wants known groups, one target a group and year, and codes each once.
func (s ServedSettings) Check() *fault.Error {
	targets := map[Target]bool{}
	for _, t := range s.Targets {
		key := Target{Group: t.Group, Year: t.Year}
		if !knownGroup(t.Group) || t.Year < 2000 || t.Year > 2200 || t.People < 0 || t.People > 10_000_000 || targets[key] {
			return fault.BadField("policy.bad_document", "targets")
		}
		targets[key] = true
	}
	seen := map[string]bool{}
	for _, c := range s.NewCases {
		if !codeForm.MatchString(c.Code) || seen[c.Code] || c.Group != "" && !knownGroup(c.Group) {
			return fault.BadField("policy.bad_document", "new_cases")
		}
		seen[c.Code] = true
	}
	return nil
}

// groups are those in which somebody is served by a record: by its kind, by the age
// where something was measured that the standard asks of that age, by what was newly
// found, and as the signer says.
func (s ServedSettings) groups(b Write, p registry.Person) []string {
	on := map[string]bool{}
	switch b.Kind {
	case Antenatal:
		on[ServedPregnant] = true
	case Newborn:
		on[ServedNewborn] = true
	case Child:
		on[ServedUnderFive] = true
	case Elder:
		on[ServedElder] = true
	case General:
		on[byAge(b.Vitals, age.Months(p.Born, b.On))] = true
	}
	for _, c := range s.NewCases {
		if slices.Contains(b.NewCases, c.Code) {
			on[c.Group] = true
		}
	}
	for _, g := range b.Served {
		on[g] = true
	}
	var out []string
	for _, g := range Groups {
		if on[g.Code] {
			out = append(out, g.Code)
		}
	}
	return out
}

// known are those of the codes that the settings have: a word that is none of ours
// might be anything, and stays sealed with what was written.
func (s ServedSettings) known(codes []string) (out []string) {
	for _, c := range s.NewCases {
		if slices.Contains(codes, c.Code) {
			out = append(out, c.Code)
		}
	}
	return out
}

// byAge is the group of an age at a visit that was for no kind of its own: it counts
// where the weight of a child or the blood pressure of a grown person was taken, the
// least that the standard asks. That bound is our proposal.
func byAge(v *Vitals, months int) string {
	weighed, pressed := v != nil && v.WeightG > 0, v != nil && v.SystolicMMHg > 0
	switch {
	case months == age.Unknown:
		return ""
	case months < 60:
		return when(weighed, ServedUnderFive)
	case months < 7*12:
		return ""
	case months < 15*12:
		return when(weighed, ServedSchool)
	case months < 60*12:
		return when(pressed, ServedProductive)
	}
	return when(pressed, ServedElder)
}

func when(so bool, group string) string {
	if so {
		return group
	}
	return ""
}
