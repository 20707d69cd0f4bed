package tracking

import (
	"slices"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// State is what a family is told of its courier. The words go out in JSON.
type State string

// The states of a live page, in the order of a ride.
const (
	Waiting   State = "waiting"   // accepted, but not yet at this family's own pick-up
	OnWay     State = "on_way"    // carrying for this family: the point is shown
	Elsewhere State = "elsewhere" // at, or first bound for, another stop: the arrival only
	Over      State = "over"      // ended less than PageLife ago: no position any more
	Gone      State = "gone"      // nothing to see
)

// Seen is everything a viewer of one job gets. Nothing of another family goes
// into it: no point, no name, no number of stops, and no bound on the arrival
// while the courier is elsewhere (it would tell how many stops are left).
type Seen struct {
	State    State            `json:"state"`
	Point    *geo.Point       `json:"point,omitempty"`
	Accuracy float64          `json:"accuracy,omitempty"` // metres
	At       *instant.Instant `json:"at,omitempty"`       // when the courier was at Point
	Arrival  *instant.Instant `json:"arrival,omitempty"`  // at the pick-up while waiting, else at the drop
	By       *instant.Instant `json:"by,omitempty"`       // there by then in 8 cases of 10
}

// View decides what the viewers of a job see. It is pure: ride is all that the
// worker has accepted, last his newest believed fix (At zero: none yet).
func View(ride []Job, job ident.ID, last Fix, pace Pace, now instant.Instant, s *Settings) Seen {
	i := slices.IndexFunc(ride, func(j Job) bool { return j.ID == job })
	if i < 0 {
		return Seen{State: Gone}
	}
	mine := &ride[i]
	if !mine.Running() {
		if now.After(mine.Until.Add(s.PageLife)) {
			return Seen{State: Gone}
		}
		return Seen{State: Over}
	}
	seen := Seen{State: stateOf(ride, mine, last, s)}
	if last.At == 0 || last.At.Before(mine.From) {
		return seen
	}
	if seen.State == OnWay && !last.At.Before(mine.PickedUp) {
		point, at := last.Point, last.At
		seen.Point, seen.At, seen.Accuracy = &point, &at, max(0, last.Accuracy)
	}
	if arrival, ok := ArriveFor(ride, job, last, pace, now, s); ok {
		at, by := inMinutes(arrival.At), inMinutes(arrival.By)
		seen.Arrival = &at
		if seen.State == OnWay {
			seen.By = &by
		}
	}
	return seen
}

// stateOf is the rule of a ride with several families, for a running job.
func stateOf(ride []Job, mine *Job, last Fix, s *Settings) State {
	if mine.PickedUp == 0 {
		return Waiting
	}
	if first := nextStops(ride, mine); len(first) > 0 && first[0].other {
		return Elsewhere
	}
	if last.At != 0 && (nearOther(ride, mine, last.Point, s.HideRadius) || beforeLeaving(ride, mine, last.At)) {
		return Elsewhere
	}
	return OnWay
}

// nearOther says whether a point is within the radius of a stop of another
// family on the same ride: one still to come or one already left, for the place
// is just as private afterwards.
func nearOther(ride []Job, mine *Job, at geo.Point, radius float64) bool {
	for i := range ride {
		other := &ride[i]
		if !isOther(other, mine) || !shareRide(other, mine) {
			continue
		}
		if within(at, other.PickUp.Point, radius) || within(at, other.Drop.Point, radius) {
			return true
		}
	}
	return false
}

// beforeLeaving says whether a fix was made before the newest stop at another
// family on the same ride was done: then he was still bound for it or there.
func beforeLeaving(ride []Job, mine *Job, at instant.Instant) bool {
	for i := range ride {
		other := &ride[i]
		if isOther(other, mine) && shareRide(other, mine) && at.Before(max(other.PickedUp, other.Until)) {
			return true
		}
	}
	return false
}

func within(at, stop geo.Point, radius float64) bool {
	return !stop.IsZero() && at.Metres(stop) <= radius
}

// isOther says whether two jobs are of different families. Without a family's
// name every job counts as another one.
func isOther(a, b *Job) bool {
	return a.ID != b.ID && (a.Family == "" || a.Family != b.Family)
}

// shareRide says whether another job ran at any time while mine did.
func shareRide(other, mine *Job) bool { return other.Running() || !other.Until.Before(mine.From) }

// stop is a stop still to be made.
type stop struct {
	point geo.Point
	order int
	other bool // of another family than the one that looks
	job   ident.ID
	drop  bool
}

// nextStops lists the stops still to be made of the running jobs in the order of
// the ride, seen from one job. Where two stops share a place in the order, the
// other family's comes first: doubt is decided for privacy.
func nextStops(ride []Job, mine *Job) []stop {
	var list []stop
	for i := range ride {
		j := &ride[i]
		if !j.Running() {
			continue
		}
		other := isOther(j, mine)
		if j.PickedUp == 0 && !j.PickUp.Done {
			list = append(list, stop{j.PickUp.Point, j.PickUp.Order, other, j.ID, false})
		}
		if !j.Drop.Done {
			list = append(list, stop{j.Drop.Point, j.Drop.Order, other, j.ID, true})
		}
	}
	slices.SortStableFunc(list, func(a, b stop) int {
		if a.order != b.order {
			return a.order - b.order
		}
		if a.other != b.other {
			if a.other {
				return -1
			}
			return 1
		}
		return 0
	})
	return list
}

// inMinutes rounds up to the whole minute: a page says "about 14.30".
func inMinutes(at instant.Instant) instant.Instant {
	minute := instant.Instant(time.Minute.Microseconds())
	return (at + minute - 1) / minute * minute
}
