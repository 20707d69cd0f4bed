package milktime

import (
	"bytes"
	"encoding/json"
	"slices"

	"sambang/internal/core/fault"
)

// Profile is what a baby needs.
type Profile string

// Term is a healthy baby born in time. Preterm is one born early or in hospital:
// no room temperature, a day in the refrigerator, three months frozen.
const (
	Term    Profile = "term"
	Preterm Profile = "preterm"
)

// Valid reports whether the profile is one of ours.
func (p Profile) Valid() bool { return p == Term || p == Preterm }

// Figure is one limit with who says it.
type Figure struct {
	Seconds int64 `json:"seconds"`
	// MaxC is up to which temperature the place counts as itself.
	MaxC      float64 `json:"max_c"`
	Authority string  `json:"authority"`
	Year      int     `json:"year"`
	// Source is the row of the comparison of authorities the seconds are from;
	// Evidence whether it was found in print, is general knowledge, or our proposal.
	Source   string `json:"source"`
	Evidence string `json:"evidence"`
}

// Row is what holds for milk of one kind in one place.
type Row struct {
	Profile Profile `json:"profile"`
	// Milk is fresh (never frozen; also what was cooled), frozen or thawed.
	Milk  Milk   `json:"milk"`
	Place Place  `json:"place"`
	Shown Figure `json:"shown"`
	Hard  Figure `json:"hard"`
}

// Rows are read whole: a row that leaves a member out has not that of another row.
type Rows []Row

// UnmarshalJSON reads them strictly into fresh rows.
func (r *Rows) UnmarshalJSON(b []byte) error {
	var fresh []Row
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&fresh); err != nil {
		return err
	}
	*r = fresh
	return nil
}

// Table is all limits, for every profile. It is policy: the health centre may
// change it, and two persons sign it before it counts.
type Table struct {
	Rows Rows `json:"rows"`
	// AimC and AmberC colour a reading of the cooler: good up to AimC, to be watched
	// above AmberC. What is too warm is the cooler's own MaxC.
	AimC   float64 `json:"aim_c"`
	AmberC float64 `json:"amber_c"`
	// PromptSeconds is how long bottles may wait between hand-over and cooler.
	PromptSeconds int64 `json:"prompt_seconds"`
}

// kinds are what milk can be in a place.
func kinds(p Place) []Milk {
	if p.Freezes() {
		return []Milk{Frozen}
	}
	return []Milk{Fresh, Thawed}
}

func (t Table) row(profile Profile, m Milk, p Place) (Row, int) {
	var found Row
	n := 0
	for _, r := range t.Rows {
		if r.Profile == profile && r.Milk == m && r.Place == p {
			found, n = r, n+1
		}
	}
	return found, n
}

// For gives the limits of one profile. An unknown one is the stricter.
func (t Table) For(profile Profile, version int64) Limits {
	if profile != Term {
		profile = Preterm
	}
	l := Limits{Version: version, Profile: profile, Prompt: t.PromptSeconds}
	for _, p := range places {
		for _, m := range kinds(p) {
			r, _ := t.row(profile, m, p)
			l.Rules = append(l.Rules, Rule{m == Thawed, p, Limit{r.Shown.Seconds, r.Shown.MaxC}, Limit{r.Hard.Seconds, r.Hard.MaxC}})
		}
	}
	return l
}

// longest is the most that any authority gives, in seconds: a year in a deep freezer.
const longest = 366 * 24 * 3600

// Check wants each row once, with a source, and the order that makes the rules
// what they promise: shown before hard, warm before cold, thawed before fresh,
// preterm before term.
func (t Table) Check() *fault.Error {
	bad := func(field string) *fault.Error { return fault.BadField("milk.bad_table", field) }
	if len(t.Rows) != 2*9 || t.AimC > t.AmberC || t.PromptSeconds < 0 || t.PromptSeconds > 3600 {
		return bad("rows")
	}
	for _, profile := range []Profile{Term, Preterm} {
		for i, p := range places {
			for _, m := range kinds(p) {
				r, n := t.row(profile, m, p)
				if n != 1 || !r.Shown.sound() || !r.Hard.sound() || !within(r.Shown, r.Hard) {
					return bad(string(profile) + "." + string(m) + "." + string(p))
				}
				if i > 0 && !t.colderKeepsLonger(r, i) || profile == Preterm && !t.noLongerThanTerm(r) {
					return bad(string(profile) + "." + string(m) + "." + string(p))
				}
			}
		}
	}
	return nil
}

func (f Figure) sound() bool {
	return f.Seconds >= 0 && f.Seconds <= longest && f.MaxC >= -40 && f.MaxC <= 40 && f.Authority != "" && f.Year > 1900 && f.Source != "" &&
		slices.Contains([]string{"found", "general_knowledge", "proposal"}, f.Evidence)
}

func within(a, b Figure) bool { return a.Seconds <= b.Seconds && a.MaxC <= b.MaxC }

// colderKeepsLonger holds a row against the next warmer place.
func (t Table) colderKeepsLonger(r Row, i int) bool {
	warmer, n := t.row(r.Profile, r.Milk, places[i-1])
	if r.Milk == Frozen && n == 0 {
		warmer, _ = t.row(r.Profile, Fresh, places[i-1])
	}
	if warmer.Shown.Seconds > r.Shown.Seconds || warmer.Hard.Seconds > r.Hard.Seconds || warmer.Shown.MaxC < r.Shown.MaxC || warmer.Hard.MaxC < r.Hard.MaxC {
		return false
	}
	fresh, _ := t.row(r.Profile, Fresh, r.Place)
	return r.Milk != Thawed || within(r.Shown, fresh.Shown) && within(r.Hard, fresh.Hard)
}

func (t Table) noLongerThanTerm(r Row) bool {
	term, _ := t.row(Term, r.Milk, r.Place)
	return within(r.Shown, term.Shown) && within(r.Hard, term.Hard)
}
