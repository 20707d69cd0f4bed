// Package sending says who is to be sent to somebody who needs a visit or a ride, and
// when in the order of what they have to do already.
//
// It looks at every place in the order of every team and judges the whole of it: which
// promises it keeps and breaks, how long those with a red sign wait, how late the
// others are, how far is driven. It is pure: figures in, figures out; the same input
// gives the same answer, whatever the order of its lists.
package sending

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Load is room taken up: seats beside the team's own, stretchers, wheelchairs. Below
// zero somebody gets out.
type Load struct{ Seats, Stretchers, Wheelchairs int }

func (l Load) plus(o Load) Load {
	return Load{l.Seats + o.Seats, l.Stretchers + o.Stretchers, l.Wheelchairs + o.Wheelchairs}
}

// within reports whether it fits into room.
func (l Load) within(room Load) bool {
	return l.Seats <= room.Seats && l.Stretchers <= room.Stretchers && l.Wheelchairs <= room.Wheelchairs
}

// Stop is one place that somebody goes to.
type Stop struct {
	// ID is the stop's own, Job what it is for: a ride has two stops of one job.
	ID, Job ident.ID
	// At is zero when nobody knows the place: the way there counts what Travel says of it.
	At      geo.Point
	Village string
	// Road is the kind of road that leads there; empty: any.
	Road string
	// Stay is how long the team is there: a visit, or getting in.
	Stay time.Duration
	Red  bool
	// NotBefore is when it is wanted at the earliest; zero: now.
	NotBefore instant.Instant
	// Respond is the promise that a health worker is on the way, Due that somebody is
	// there; zero: none, or kept already.
	Respond, Due instant.Instant
	// Anyone keeps Due by arriving. Otherwise a team without a health worker keeps it
	// only when the patient is in the vehicle: at the end of the stay.
	Anyone bool
	// Load is who gets in, or out when it is below zero.
	Load Load
}

// Team is somebody who can be sent.
type Team struct {
	ID ident.ID
	// At is where it is, zero when nobody knows; Free from when it can begin.
	At   geo.Point
	Free instant.Instant
	// Ends is the end of its duty.
	Ends         instant.Instant
	HealthWorker bool
	// Room is what its vehicle carries, Aboard who is in it now.
	Room, Aboard Load
	// Roads are the kinds of road it manages.
	Roads []string
	// Ahead is what it has to do, in this order; the first Begun of it stay where they are.
	Ahead []Stop
	Begun int
}

// Travel is how long a team needs from one stop to the next. Where there is no way it
// says so, and guesses how long it would take.
type Travel func(t Team, from, to Stop) (needs time.Duration, way bool)

// Score is how bad an answer is for everybody, the first figure counting most. Less
// is better in all of them.
type Score struct {
	// BrokenRed and Broken count promises that are broken: to those with a red sign,
	// and to all.
	BrokenRed int
	// RedWait is how long those with a red sign wait in all, in whole steps of RedStep:
	// a red sign jumps the queue, but not for a minute's sake.
	RedWait int
	Broken  int
	// Late is the sum of the squares of what broken promises are late by, in whole
	// seconds: one hour for one is worse than half an hour for each of two.
	Late int64
	// Over is how long teams are out beyond their duty.
	Over    time.Duration
	Driving time.Duration
}

// RedStep is how much shorter a wait with a red sign must be to count: our own proposal.
const RedStep = 10 * time.Minute

// Compare is below zero when a is better than b.
func (a Score) Compare(b Score) int {
	return cmp.Or(cmp.Compare(a.BrokenRed, b.BrokenRed), cmp.Compare(a.RedWait, b.RedWait), cmp.Compare(a.Broken, b.Broken),
		cmp.Compare(a.Late, b.Late), cmp.Compare(a.Over, b.Over), cmp.Compare(a.Driving, b.Driving))
}

// Option is one way to do it.
type Option struct {
	Team ident.ID
	// Order are the ids of all stops of the team, the new ones among them; Places are
	// where those stand in it, from 0.
	Order  []ident.ID
	Places []int
	// SetOut is when the team leaves for the first new stop, There when it arrives.
	SetOut, There instant.Instant
	// Kept and Broken count the promises of all teams together: their sum is the same
	// in every option. Breaks are the jobs of this team with a broken one.
	Kept, Broken int
	Breaks       []ident.ID
	Score        Score
}

// Why a team cannot go at all.
const (
	NoRoom = "room"   // seats, stretcher or wheelchair
	NoRoad = "road"   // its vehicle does not manage the road
	NoWay  = "closed" // the road is closed
	NoTime = "duty"   // its duty is over before it could begin
)

// Unfit is a team that cannot go, and why.
type Unfit struct {
	Team ident.ID
	Why  string
}

// Answer is the best options, at most three, the best first, and who cannot go.
type Answer struct {
	Options []Option
	Unfit   []Unfit
}

// most is how many options are answered.
const most = 3

// Task gives the stops that a team would have to make, in their order: the place of a
// visit, or where a ride begins and ends. A driver without a health worker takes the
// patient along where a doctor stays. All teams' stops hold the same promises.
type Task func(Team) []Stop

// Best answers who is to be sent. The best option of each team comes before a second
// one of the same.
func Best(now instant.Instant, teams []Team, task Task, travel Travel) Answer {
	teams = slices.SortedFunc(slices.Values(teams), func(a, b Team) int { return cmp.Compare(a.ID, b.ID) })
	plans := make([]plan, len(teams))
	var all tally
	for i, t := range teams {
		plans[i] = t.drive(now, t.Ahead, travel)
		all = all.plus(plans[i].tally)
	}
	var out Answer
	var firsts, rest []Option
	for i, t := range teams {
		options, why := t.options(now, task(t), plans[i], all.minus(plans[i].tally), travel)
		if why != "" {
			out.Unfit = append(out.Unfit, Unfit{t.ID, why})
			continue
		}
		slices.SortStableFunc(options, better)
		firsts, rest = append(firsts, options[0]), append(rest, options[1:]...)
	}
	slices.SortStableFunc(firsts, better)
	slices.SortStableFunc(rest, better)
	out.Options = append(firsts, rest...)
	out.Options = out.Options[:min(most, len(out.Options))]
	return out
}

// better orders options; equal ones by team and place, so that nothing is left to chance.
func better(a, b Option) int {
	return cmp.Or(a.Score.Compare(b.Score), cmp.Compare(a.Team, b.Team), slices.Compare(a.Places, b.Places))
}
