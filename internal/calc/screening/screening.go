// Package screening says whether a baby may be massaged, from the safety questions: at
// booking and again at the door. Pure: no clock, no database.
//
// It asks, it does not diagnose. Each rule is a row of the table of questions
// (testdata/rows.csv, codes M01 to M15) and keeps that code, so that whoever is told no can
// be told why. The strictest row that speaks decides; doubt is decided for the child: a
// question that was not answered never lets a massage begin, and a child whose birth date
// nobody knows counts as a newborn where that is the stricter side.
package screening

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/instant"
)

// Tri is an answer: yes, no, or not asked.
type Tri string

// The answers. What is none of the three counts as not asked.
const (
	Yes     Tri = "yes"
	No      Tri = "no"
	Unasked Tri = ""
)

// Valid reports whether it is one of the three.
func (t Tri) Valid() bool { return t == Yes || t == No || t == Unasked }

// Why a family asks for a massage. Only the first is what a cadre comes for.
const (
	Stimulation = "stimulation"
	Illness     = "illness"
	Fall        = "fall"
)

// When the questions are asked. A word that is neither counts as the door, where more is
// asked.
const (
	Booking = "booking"
	Door    = "door"
)

// Answers are what the family said, and what a health worker did.
type Answers struct {
	Fever    Tri `json:"fever,omitempty"`    // M01: 37.5 degrees or more today
	Ill      Tri `json:"ill,omitempty"`      // M02: infection, cough with fast breathing, contagious
	Skin     Tri `json:"skin,omitempty"`     // M04: wound, rash, weeping eczema, bruise, burn
	Stools   Tri `json:"stools,omitempty"`   // M05: diarrhoea or repeated vomiting
	Jaundice Tri `json:"jaundice,omitempty"` // M06: yellow skin or eyes
	Operated Tri `json:"operated,omitempty"` // M07: operation, fracture, lump, bleeding problem
	Heart    Tri `json:"heart,omitempty"`    // M08: heart disease, convulsions, a known illness
	CordOn   Tri `json:"cord_on,omitempty"`  // M09: the cord has not fallen off
	Preterm  Tri `json:"preterm,omitempty"`  // M11: before 37 weeks or under 2500 g
	// FedRecently is M12: fed within the wait, hungry, asleep or crying hard. Door only.
	FedRecently Tri `json:"fed_recently,omitempty"`
	// Upset is M13: cries without end, pale, blue, limp, vomits. Asked at the door, but a
	// yes counts whenever it is said.
	Upset Tri `json:"upset,omitempty"`
	// Vaccinated is M03: immunised within the hours of the policy. Immunised is when, zero
	// where nobody said; given, it counts whatever Vaccinated says, and one that lies ahead
	// counts as given: the visit then waits for it.
	Vaccinated Tri             `json:"vaccinated,omitempty"`
	Immunised  instant.Instant `json:"immunised,omitempty"`
	// Letter is a doctor's letter that was seen, for M07 and M08; Midwife that a midwife has
	// approved a child of M11.
	Letter  bool   `json:"letter,omitempty"`
	Midwife bool   `json:"midwife,omitempty"`
	Reason  string `json:"reason,omitempty"` // M14
	// Parent is M15: a parent or guardian stays in the room and agrees to the oil.
	Parent bool `json:"parent,omitempty"`
}

// What comes of the questions, from the mildest to the strictest.
const (
	Go     = "go"     // a massage as usual
	Limit  = "limit"  // a massage within Limits
	Wait   = "wait"   // not yet: until Until, or until Missing is answered
	Move   = "move"   // another day, not before Until
	Stop   = "stop"   // no massage, or no more of it
	Refer  = "refer"  // no massage: a midwife looks at the child
	Danger = "danger" // no massage: help at once
)

// results from the mildest to the strictest.
var results = []string{Go, Limit, Wait, Move, Stop, Refer, Danger}

// Stricter reports whether a result weighs more than another; a word that is none weighs
// nothing.
func Stricter(a, than string) bool { return slices.Index(results, a) > slices.Index(results, than) }

// What a massage keeps to.
const (
	NoBelly      = "no_belly"
	StrokingOnly = "stroking_only"
	Short        = "short"
)

var limits = []string{NoBelly, StrokingOnly, Short}

// AgeRow is the code of what the age bands of the policy say (too old, light and short):
// no row of the table has it.
const AgeRow = "age"

// Verdict is what the questions come to.
type Verdict struct {
	Result string `json:"result"`
	// Rows are the codes that spoke, the strictest first, then in the table's order. Only a
	// verdict of go, or one that only waits for answers, has none.
	Rows []string `json:"rows,omitempty"`
	// Until is when a verdict of wait or move ends; zero where only answers are missing.
	Until instant.Instant `json:"until,omitempty"`
	// Limits hold whatever the result is; Missing are the questions without an answer, by
	// the names of Answers, or "born".
	Limits  []string `json:"limits,omitempty"`
	Missing []string `json:"missing,omitempty"`
}

// May reports whether a massage may begin.
func (v Verdict) May() bool { return v.Result == Go || v.Result == Limit }

// zone is the westernmost of the country: there a day begins last, so that on a doubtful
// night a child counts as the younger.
var zone = time.FixedZone("WIB", 7*3600)

// At judges answers for a child born on a civil day (YYYY-MM-DD, empty: unknown), for a
// massage at now.
func At(a Answers, born string, now instant.Instant, set Settings, moment string) Verdict {
	c := asked{Answers: a, set: set, now: now, door: moment != Booking, months: age.Months(born, now.Day(zone))}
	said := slices.Concat(c.illness(), c.before(), c.today(), c.years())
	slices.SortStableFunc(said, func(x, y spoken) int {
		return cmp.Or(cmp.Compare(slices.Index(results, y.result), slices.Index(results, x.result)), cmp.Compare(x.row, y.row))
	})
	v := Verdict{Result: Go, Missing: c.missing()}
	for _, s := range said {
		v.Rows = append(v.Rows, s.row)
		v.Limits = append(v.Limits, s.limits...)
		if Stricter(s.result, v.Result) {
			v.Result = s.result
		}
	}
	slices.Sort(v.Limits)
	v.Limits = slices.Compact(v.Limits)
	if len(v.Missing) > 0 && Stricter(Wait, v.Result) {
		v.Result = Wait
	}
	if v.Result == Wait || v.Result == Move {
		v.Until = latest(said)
	}
	return v
}

// Strictest judges answers that were given for all children of a home together, born on these
// days: what one of them may not, the visit may not. Child is the place of the one who is
// judged most strictly; the limits are those of all. Of nobody there is nothing to judge: the
// birth dates are missing.
func Strictest(a Answers, born []string, now instant.Instant, set Settings, moment string) (v Verdict, child int) {
	if len(born) == 0 {
		born = []string{""}
	}
	var all []string
	for i, day := range born {
		one := At(a, day, now, set, moment)
		all = append(all, one.Limits...)
		if i == 0 || Stricter(one.Result, v.Result) {
			v, child = one, i
		}
	}
	slices.Sort(all)
	v.Limits = slices.Compact(all)
	return v, child
}

// latest is when the last of what only waits is over.
func latest(said []spoken) (until instant.Instant) {
	for _, s := range said {
		until = max(until, s.until)
	}
	return until
}
