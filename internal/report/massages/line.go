package massages

import (
	"cmp"
	"maps"
	"slices"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
)

// What a line says happened.
const (
	Asked     = "asked"     // a visit was asked for
	Done      = "done"      // a visit took place
	Stopped   = "stopped"   // a visit was begun and broken off
	NotHome   = "not_home"  // nobody opened
	Cancelled = "cancelled" // before the visit, by somebody
	Lapsed    = "lapsed"    // the telephone was never confirmed
	Screened  = "screened"  // the safety questions were answered
	Courses   = "courses"   // a course came to its end
	Repeat    = "repeat"    // a family that had been visited before, or again
	Alone     = "alone"     // a family whose parent can do it alone now
)

// Lists are what can be listed behind a figure.
var Lists = []string{Asked, Done, Stopped, NotHome, Cancelled, Lapsed, Screened, Courses, Repeat, Alone}

// Line is one thing that happened.
type Line struct {
	What string `json:"what"`
	// Booking is what it happened to, with the number that the family knows it by.
	Booking ident.ID `json:"booking"`
	Number  int64    `json:"number"`
	Day     string   `json:"day"`
	Village string   `json:"village"`
	Cadre   ident.ID `json:"cadre,omitempty"`
	// Family is the parent, by the record that stands for her.
	Family ident.ID `json:"-"`
	// Why it ended or was broken off, or the row of the table that spoke; empty: nobody said.
	Why string `json:"why,omitempty"`
	// Became is what the questions came to (screening.Go ...); of a course whether it was
	// finished ("done") or not ("cut").
	Became string `json:"became,omitempty"`
	// Door: the questions were answered at the door, not at booking.
	Door bool `json:"door,omitempty"`
	// Ages are the children's in whole months; age.Unknown where nobody knows.
	Ages []int `json:"-"`
	// Waited are the days since the asking; -1: not counted.
	Waited int `json:"waited"`
	// Minutes is how long the slot is, Stars what a parent gave it (0: nothing), Taught that
	// the parent can do it alone.
	Minutes int   `json:"-"`
	Stars   int64 `json:"-"`
	Taught  bool  `json:"-"`
}

// past is what is known of a family up to the end of the time that is counted.
type past struct {
	visits int
	alone  bool
}

// Behind gives the lines of a figure: of a reason (Why, or for the questions the row) and of
// what it became where they are said, of one village where it is. The earliest stands first.
func Behind(lines []Line, what, why, became, village string) []Line {
	out := []Line{}
	for _, l := range lines {
		if l.What != what || why != "" && l.Why != why && !(why == NoReason && l.Why == "") || became != "" && l.Became != became || village != "" && l.Village != village {
			continue
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b Line) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Number, b.Number)) })
	return out
}

// NoReason stands for a reason that nobody told.
const NoReason = "none"

// families adds a line for each family that was visited in the time: that it was visited more
// than once until its end, and that its parent can do it alone now. They stand on the day of
// the family's last visit in it.
func families(lines []Line, before map[ident.ID]past) []Line {
	last := map[ident.ID]Line{}
	for _, l := range lines {
		if l.What == Done && l.Family != "" && (last[l.Family].Day == "" || l.Day >= last[l.Family].Day) {
			last[l.Family] = l
		}
	}
	for _, family := range slices.Sorted(maps.Keys(last)) {
		l := last[family]
		if before[family].visits > 1 {
			l.What = Repeat
			lines = append(lines, l)
		}
		if before[family].alone {
			l.What = Alone
			lines = append(lines, l)
		}
	}
	return lines
}

// agesOf are the ages of children on a day.
func agesOf(born []string, day string) []int {
	out := make([]int, len(born))
	for i, b := range born {
		out[i] = age.Months(b, day)
	}
	return out
}
