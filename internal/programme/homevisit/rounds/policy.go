package rounds

import (
	"slices"

	"sambang/internal/calc/antenatal"
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are the rhythm of the rounds, in days.
type Settings struct {
	// The rhythms: how many days may lie between two visits. 30 is the programme's own
	// month; of a pregnancy and after a birth it counts only when no window is left.
	ElderDays      int64 `json:"elder_days"`
	PregnantDays   int64 `json:"pregnant_days"`
	PostpartumDays int64 `json:"postpartum_days"`
	ChildDays      int64 `json:"child_days"`
	// ElderYears is from which age on somebody alone is visited (60: lanjut usia, UU
	// 13/1998 article 1), ChildMonths to which age a child is (60: balita).
	ElderYears  int64 `json:"elder_years"`
	ChildMonths int64 `json:"child_months"`
	// Pregnancy, Mother and Newborn are the windows of their visits, by days since the
	// last period and since the birth; see calc/antenatal for where they come from.
	Pregnancy []antenatal.Rule `json:"pregnancy"`
	Mother    []antenatal.Rule `json:"mother"`
	Newborn   []antenatal.Rule `json:"newborn"`
	// RetryDays is after how many days to come back to a house where nobody was,
	// RefusedDays how long who refused is not asked again: both our own proposals.
	RetryDays   int64 `json:"retry_days"`
	RefusedDays int64 `json:"refused_days"`
	// VisitMinutes is how long a visit takes, for filling the free hours of a team, and
	// SuggestMost how many are proposed at once: our own proposals.
	VisitMinutes int64 `json:"visit_minutes"`
	SuggestMost  int64 `json:"suggest_most"`
	// FromHour and UntilHour are between which hours of the facility's day visits are
	// proposed: nobody old is woken for a round. 7 to 17: our own proposal.
	FromHour  int64 `json:"from_hour"`
	UntilHour int64 `json:"until_hour"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("rounds", Settings{ElderDays: 30, PregnantDays: 30, PostpartumDays: 30, ChildDays: 30, ElderYears: 60, ChildMonths: 60,
	Pregnancy: antenatal.Pregnancy(), Mother: antenatal.Mother(), Newborn: antenatal.Newborn(), RetryDays: 3, RefusedDays: 90, VisitMinutes: 20, SuggestMost: 6,
	FromHour: 7, UntilHour: 17})

// Check wants figures that a team can live by, and windows that follow one another.
func (s Settings) Check() *fault.Error {
	for _, n := range []int64{s.ElderDays, s.PregnantDays, s.PostpartumDays, s.ChildDays} {
		if n < 1 || n > 365 {
			return fault.BadField("policy.bad_document", "document")
		}
	}
	switch {
	case s.ElderYears < 40 || s.ElderYears > 100:
		return fault.BadField("policy.bad_document", "elder_years")
	case s.ChildMonths < 1 || s.ChildMonths > 72:
		return fault.BadField("policy.bad_document", "child_months")
	case s.RetryDays < 0 || s.RetryDays > 60 || s.RefusedDays < 0 || s.RefusedDays > 730:
		return fault.BadField("policy.bad_document", "refused_days")
	case s.VisitMinutes < 1 || s.VisitMinutes > 240 || s.SuggestMost < 1 || s.SuggestMost > 20:
		return fault.BadField("policy.bad_document", "visit_minutes")
	case s.FromHour < 0 || s.UntilHour > 24 || s.FromHour >= s.UntilHour:
		return fault.BadField("policy.bad_document", "until_hour")
	}
	for field, rules := range map[string][]antenatal.Rule{"pregnancy": s.Pregnancy, "mother": s.Mother, "newborn": s.Newborn} {
		if !inOrder(rules, Codes[field]) {
			return fault.BadField("policy.bad_document", field)
		}
	}
	return nil
}

// Codes are the visits that each table of windows may hold.
var Codes = map[string][]string{
	"pregnancy": {"K1", "K2", "K3", "K4", "K5", "K6"},
	"mother":    {"KF1", "KF2", "KF3", "KF4"},
	"newborn":   {"KN1", "KN2", "KN3"},
}

// inOrder reports whether windows are known ones, each once, and none begins before the
// one ahead of it has ended.
func inOrder(rules []antenatal.Rule, codes []string) bool {
	if len(rules) == 0 || len(rules) > len(codes) {
		return false
	}
	seen, after := map[string]bool{}, int64(-1)
	for _, r := range rules {
		if seen[r.Code] || !slices.Contains(codes, r.Code) || r.From <= after || r.To < r.From || r.To > 400 {
			return false
		}
		seen[r.Code], after = true, r.To
	}
	return true
}

// rhythm is how many days may lie between two visits to somebody of a group.
func (s Settings) rhythm(group string) int {
	switch group {
	case Elder:
		return int(s.ElderDays)
	case Pregnant:
		return int(s.PregnantDays)
	case Postpartum:
		return int(s.PostpartumDays)
	}
	return int(s.ChildDays)
}
