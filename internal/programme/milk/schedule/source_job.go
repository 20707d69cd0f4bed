package schedule

import (
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/promise"
)

// addRunning adds the deliveries of the day that have not ended.
func (r *reading) addRunning() error {
	planned := map[ident.ID]ident.ID{}
	for _, p := range r.ordered() {
		if p.Delivery != "" {
			planned[p.Delivery] = p.ID
		}
	}
	for _, d := range r.running {
		if r.dayOf(d) != r.day {
			continue
		}
		id := d.ID
		if p := planned[d.ID]; p != "" {
			id = p
		}
		if r.passed(id) {
			continue
		}
		j, err := r.delivery(id, d)
		if err != nil {
			return err
		}
		r.out.Jobs = append(r.out.Jobs, j)
	}
	return nil
}

// wanted opens both ends of a way and makes the job of it.
func (r *reading) wanted(w Wish, start, finish journal.Ref) (dayplan.Job, error) {
	if _, err := r.q.Open(start, &w.Start); err != nil {
		return dayplan.Job{}, err
	}
	if _, err := r.q.Open(finish, &w.Finish); err != nil {
		return dayplan.Job{}, err
	}
	return r.rules.Job(w), nil
}

// dayOf is the day of a delivery; what was not fetched or brought yesterday is today's.
func (r *reading) dayOf(d milk.Delivery) string {
	return max(r.today, d.WantAt.Day(r.facility.Location()))
}

// delivery makes the job of bottles that are declared or on the way.
func (r *reading) delivery(id ident.ID, d milk.Delivery) (dayplan.Job, error) {
	j, err := r.wanted(Wish{ID: id, At: d.WantAt, Bottles: onBoard(d)}, d.Pickup, d.Finish)
	if err != nil {
		return j, err
	}
	j.Drop.Latest = r.feedBy(d)
	if d.Recalled { // nobody waits for it: it goes back
		j.Drop.At, j.Drop.Village, j.Drop.Due = j.Pick.At, j.Pick.Village, 0
	}
	if !d.InHand() {
		r.declared(&j, d)
		return j, nil
	}
	return r.inHand(j, d)
}

// declared is a load that waits at the gate. Whoever waits beyond the hour waits all the
// same; who has been asked, or has said yes, has it.
func (r *reading) declared(j *dayplan.Job, d milk.Delivery) {
	j.Pick.Latest = max(j.Pick.Latest, r.q.Now.Add(seconds(r.rules.LatestSeconds)))
	job := r.jobs[d.ID]
	if job.Worker == "" {
		j.Forbidden = slices.Clone(job.Refusers)
		if r.able(job.Prefer, d.WantAt) {
			*j = announce(*j, job.Prefer, d.WantAt)
		}
		return
	}
	j.Worker, j.Skills = job.Worker, nil // his papers were looked at when he was asked
	*j = announce(*j, job.Worker, d.WantAt)
	if job.State == dispatch.OnTheWay {
		j.Begun = 1
	}
}

// inHand is a load on somebody's motorbike: its promise runs and is not moved. Of somebody
// who can go no further it is fetched where he stands.
func (r *reading) inHand(j dayplan.Job, d milk.Delivery) (dayplan.Job, error) {
	p, _, err := promise.Promises.Get(r.q.Tx, r.q.Facility, d.Promise)
	if err != nil {
		return j, err
	}
	if !d.Recalled {
		j.Drop.Due = p.Due
	}
	j.RideLimit, j.Announced, j.At = 0, "", 0
	strand, stuck := r.strands[d.ID]
	if !stuck || strand.Courier != d.Courier {
		j.Pick, j.Aboard, j.Worker, j.Skills = nil, true, d.Courier, nil
		if d.State == milk.Arrived {
			j.Begun = 2
		}
		return j, nil
	}
	var meet dispatch.Place
	if _, err := r.q.Open(strand.Point, &meet); err != nil {
		return j, err
	}
	at := r.rules.spot(meet)
	j.Pick, j.Worker, j.Forbidden = &at, d.GiveTo, []ident.ID{strand.Courier}
	return j, nil
}

// onBoard is how many bottles are carried, or wait to be.
func onBoard(d milk.Delivery) (n int64) {
	for _, b := range d.Bottles {
		if !b.Ended() {
			n++
		}
	}
	return n
}

// feedBy is when the first of the bottles has to be home: until when it may be fed. Where
// that is past it is the last instant at which a midwife may still let it be given, and
// where that is past too none: the load goes on all the same, and somebody judges it.
func (r *reading) feedBy(d milk.Delivery) (by instant.Instant) {
	for _, b := range d.Bottles {
		last := b.UseBy
		if !last.After(r.q.Now) {
			last = b.HardBy
		}
		if !b.Ended() && last.After(r.q.Now) && (by.IsZero() || last.Before(by)) {
			by = last
		}
	}
	return by
}

// addWaiting adds a pick-up for which nobody has declared anything yet. Once its hour has
// come it is the courier's, and when nobody waits any more it is over.
func (r *reading) addWaiting(p Pickup) error {
	if r.live && !r.q.Now.Before(p.At.Add(seconds(r.rules.LatestSeconds))) {
		return nil
	}
	j, err := r.wanted(Wish{ID: p.ID, At: p.At, Bottles: r.bottles[p.Place], Usual: r.comes(p)}, p.Start, p.Finish)
	if err != nil {
		return err
	}
	if r.live && !r.ahead(p.At) && r.able(p.Courier, p.At) {
		j.Worker = p.Courier
	}
	r.out.Jobs = append(r.out.Jobs, j)
	return nil
}

// comes is who is expected by the mother: her usual courier, else who was told to her.
// Before the day is near nobody was told, and the plan may choose freely.
func (r *reading) comes(p Pickup) ident.ID {
	if u := r.usual[p.Place]; r.able(u, p.At) {
		return u
	}
	if soon(r.day, r.q.Now, r.facility) && r.able(p.Courier, p.At) {
		return p.Courier
	}
	return ""
}

// able reports whether a courier may come at an hour of the day.
func (r *reading) able(id ident.ID, at instant.Instant) bool {
	i := slices.IndexFunc(r.couriers, func(c courier) bool { return c.id == id })
	return i >= 0 && r.couriers[i].fit(r.day) && !r.stuck(id) && (!r.rostered(r.day) || r.couriers[i].onShift(at))
}

// stuck reports whether somebody can go no further.
func (r *reading) stuck(courier ident.ID) bool {
	for _, d := range r.running {
		if s, there := r.strands[d.ID]; there && s.Courier == courier && d.Courier == courier {
			return true
		}
	}
	return false
}
