package teams

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/instant"
)

// RedStep is how much longer somebody with a red sign may wait for the good of others: a
// danger sign jumps the queue, but not for a minute's sake. Our own proposal.
const RedStep = 10 * time.Minute

// hurry plans somebody with a red sign as if they had been promised that a team comes as
// soon as the first could, give or take RedStep: the hours of the promise are for those
// who can wait. The promise itself stays what it is.
func (b *Board) hurry(j *dayplan.Job) {
	if j.Class != routing.Emergency || j.Begun > 0 || j.Aboard {
		return
	}
	first := &j.Drop
	if j.Pick != nil {
		first = j.Pick
	}
	soonest := instant.Instant(0)
	for _, c := range b.Crews {
		if c.Broken || j.Worker != "" && j.Worker != c.ID {
			continue
		}
		at, free := c.begun()
		l := b.Legs.Leg(c.Worker.Profile, at, *first)
		if there := max(free.Add(l.Slow), first.Earliest); l.Way && (soonest.IsZero() || there.Before(soonest)) {
			soonest = there
		}
	}
	if due := soonest.Add(RedStep); !soonest.IsZero() && (first.Due.IsZero() || due.Before(first.Due)) {
		first.Due = due
		if first.DueAtEnd {
			first.Due = due.Add(first.Service)
		}
	}
}

// begun is where a team is, and from when on, after what it cannot leave now.
func (c *Crew) begun() (dayplan.Spot, instant.Instant) {
	at, free := dayplan.Spot{At: c.Worker.Start}, c.Worker.From
	for _, j := range c.Jobs {
		if j.Begun == 0 {
			break
		}
		for _, s := range spotsOf(j) {
			free = max(free.Add(c.legs.Leg(c.Worker.Profile, at, s).Slow), s.Earliest).Add(s.Service)
			at = s
		}
	}
	return at, free
}

func spotsOf(j dayplan.Job) []dayplan.Spot {
	if j.Pick != nil {
		return []dayplan.Spot{*j.Pick, j.Drop}
	}
	return []dayplan.Spot{j.Drop}
}
