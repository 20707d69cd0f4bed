package promise

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
)

// The names of the rules that every health centre has: to answer, to fetch, and to
// bring home once care has ended.
const (
	Respond = "respond"
	Fetch   = "fetch"
	Return  = "return"
)

// What a rule says of a broken promise. The room that owns the consequence
// follows Lapsed.
const (
	None  = "none"
	Alarm = "alarm"
	Rice  = "rice"
)

// The clocks of a rule: round the clock, or only while the health centre is open.
const (
	Always  = "always"
	Opening = "opening"
)

// Who must act at a warning.
const (
	Owner       = "owner"
	Coordinator = "coordinator"
	Head        = "head"
)

// Rule is one kind of promise as a health centre makes it. Its name is the Kind of
// the promises made by it.
type Rule struct {
	Name        string    `json:"name" max:"40"`
	Seconds     int64     `json:"seconds"`
	Warnings    []Warning `json:"warnings"`
	Consequence string    `json:"consequence"`
	Clock       string    `json:"clock"`
}

// Warning is a share of the time used, in percent, and who must act then.
type Warning struct {
	Percent int64    `json:"percent"`
	Who     []string `json:"who"`
}

// RoundTheClock is the rule as it holds for a red sign: opening hours do not wait
// for it.
func (r Rule) RoundTheClock() Rule { r.Clock = Always; return r }

// Settings is the section "promise" of the policy. Hours are those printed on
// sticker and board; they count for rules with the clock "opening". Proof that
// comes within ProofDays after a deadline strikes what was late.
type Settings struct {
	Rules     []Rule `json:"rules"`
	Hours     []Span `json:"hours"`
	ProofDays int64  `json:"proof_days"`
}

// usual are the warnings that the health centre promises: a quarter of the time
// left is the coordinator's, a tenth the head's.
func usual() []Warning {
	return []Warning{{50, []string{Owner}}, {75, []string{Owner, Coordinator}}, {90, []string{Head}}}
}

// Policy is what a health centre sets about its promises. Two hours, four hours and
// the rice are the promise of Puskesmas Sempu; the way home has the same two hours.
// The hours are those of a health centre's desk in Banyuwangi; no rule uses them
// until one is set to.
var Policy = policy.Define("promise", Settings{
	Rules: []Rule{
		{Respond, 2 * 3600, usual(), Alarm, Always},
		{Fetch, 4 * 3600, usual(), Rice, Always},
		{Return, 2 * 3600, usual(), Alarm, Always},
	},
	Hours: []Span{{1, "07:00", "14:00"}, {2, "07:00", "14:00"}, {3, "07:00", "14:00"}, {4, "07:00", "14:00"},
		{5, "07:00", "11:00"}, {6, "07:00", "12:30"}},
	ProofDays: 7,
})

// RuleOf reads the rule in force and the version of the policy that says it; not
// found when no rule has the name.
func RuleOf(q journal.Query, name string) (Rule, int64, error) {
	set, version, err := Policy.Get(q)
	if err != nil {
		return Rule{}, 0, err
	}
	i := slices.IndexFunc(set.Rules, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, version, fault.Absent()
	}
	return set.Rules[i], version, nil
}

// The limits of what may be set: a promise of a minute or of a month is a slip of
// the pen.
const (
	shortest   = 5 * 60
	longest    = 7 * 24 * 3600
	mostLevels = 5
)

// Check refuses a document by which a promise would mean nothing: a rule missing or
// named twice, no time, warnings out of order, words that nobody knows.
func (s Settings) Check() *fault.Error {
	var names []string
	for _, r := range s.Rules {
		if slices.Contains(names, r.Name) {
			return fault.BadField("promise.bad_rule", "rules")
		}
		names = append(names, r.Name)
		if f := r.check(); f != nil {
			return f
		}
	}
	for _, name := range []string{Respond, Fetch, Return} {
		if !slices.Contains(names, name) {
			return fault.BadField("promise.bad_rule", "rules")
		}
	}
	if s.ProofDays < 1 || s.ProofDays > 7 {
		return fault.BadField("promise.bad_rule", "proof_days")
	}
	return hours(s.Hours).check()
}

func (r Rule) check() *fault.Error {
	switch {
	case r.Name == "" || r.Seconds < shortest || r.Seconds > longest || len(r.Warnings) > mostLevels,
		!slices.Contains([]string{None, Alarm, Rice}, r.Consequence),
		!slices.Contains([]string{Always, Opening}, r.Clock):
		return fault.BadField("promise.bad_rule", "rules")
	}
	before := int64(0)
	for _, w := range r.Warnings {
		if w.Percent <= before || w.Percent >= 100 || len(w.Who) == 0 {
			return fault.BadField("promise.bad_rule", "rules")
		}
		for _, who := range w.Who {
			if !slices.Contains([]string{Owner, Coordinator, Head}, who) {
				return fault.BadField("promise.bad_rule", "rules")
			}
		}
		before = w.Percent
	}
	return nil
}
