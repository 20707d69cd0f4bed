package schedule

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// planFollows tell the day plan of every change of a run, and move the pick-ups to whom
// it sends.
func planFollows() []journal.Follow {
	return []journal.Follow{
		journal.When(toldOfStops),
		journal.When(followPlan),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.DeclaredEvent) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.CancelledEvent) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.HandedOverEvent) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.DeliveredEvent) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.ReturnedEvent) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.DiscardedEvent) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.TakenEvent) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.Recalled) ([]any, error) {
			return runChanged(q, e.Delivery)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.StrandedEvent) ([]any, error) {
			return today(q, plan.Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e dispatch.JobAccepted) ([]any, error) {
			return jobChanged(q, e.Job)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e dispatch.JobGivenBack) ([]any, error) {
			return jobChanged(q, e.Job)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.WorkerReinstated) ([]any, error) {
			return plan.Unsettle(q, plan.Couriers, plan.Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.Appointed) ([]any, error) {
			return plan.Unsettle(q, plan.Couriers, plan.Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e promise.Warned) ([]any, error) {
			if e.Kind != "milk_ride" {
				return nil, nil
			}
			return today(q, plan.Changed) // it is late: those after it may be too
		}),
	}
}

// runChanged says that one run came, went or is another; what it is called in the plan
// stays when bottles are declared for a planned pick-up.
func runChanged(q journal.Query, delivery ident.ID) ([]any, error) {
	d, found, err := milk.Deliveries.Get(q.Tx, q.Facility, delivery)
	if err != nil || !found {
		return nil, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	job, day := delivery, d.WantAt.Day(f.Location())
	p, found, err := Pickups.Get(q.Tx, q.Facility, pickupID(q.Facility, d.Place, day))
	if found && (p.Delivery == "" || p.Delivery == delivery) {
		job = p.ID
	}
	return []any{plan.Change(plan.Couriers, max(day, q.Now.Day(f.Location())), job)}, err
}

// jobChanged says so of a job that somebody took or gave back.
func jobChanged(q journal.Query, id ident.ID) ([]any, error) {
	j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, id)
	if err != nil || j.Kind != "milk" {
		return nil, err
	}
	return runChanged(q, j.Subject)
}

// today says that anything may be different from now on.
func today(q journal.Query, why string) ([]any, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return []any{plan.Unsettled{Group: plan.Couriers, Day: q.Now.Day(f.Location()), Why: why}}, err
}

// toldOfStops says on which days pick-ups came, went or stand otherwise. What the plan
// itself has moved it knows.
func toldOfStops(q journal.Query, _ journal.Meta, e Planned) ([]any, error) {
	if e.Version > 0 {
		return nil, nil
	}
	jobs := map[string][]ident.ID{}
	for _, s := range e.Stops {
		jobs[s.Day] = append(jobs[s.Day], s.Pickup)
	}
	for _, d := range e.Dropped {
		p, _, err := Pickups.Get(q.Tx, q.Facility, d.Pickup)
		if err != nil {
			return nil, err
		}
		jobs[p.Day] = append(jobs[p.Day], p.ID)
	}
	var out []any
	for day, of := range jobs {
		change := plan.Unsettled{Group: plan.Couriers, Day: day, Why: plan.Changed}
		if len(of) == 1 {
			change.Job = of[0]
		}
		out = append(out, change)
	}
	slices.SortFunc(out, func(a, b any) int { return cmp.Compare(a.(plan.Unsettled).Day, b.(plan.Unsettled).Day) })
	return out, nil
}

// followPlan moves the pick-ups of a day to whom the plan sends. A mother is told who
// comes instead when the day is near.
func followPlan(q journal.Query, _ journal.Meta, e plan.Made) ([]any, error) {
	if e.Group != plan.Couriers {
		return nil, nil
	}
	there, err := Pickups.Where(q.Tx, "facility_id = $1 AND day = $2 AND state = $3 ORDER BY at, id", q.Facility, e.Day, Waiting)
	if err != nil || len(there) == 0 {
		return nil, err
	}
	out := Planned{Version: e.Version, Stops: moved(there, e)}
	if len(out.Stops) == 0 {
		return nil, nil
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil || !soon(e.Day, q.Now, f) {
		return []any{out}, err
	}
	news, err := tellMoved(q, there, out.Stops)
	return append([]any{out}, news...), err
}

// moved lists the pick-ups that stand otherwise by the plan: whose route they are on and
// with which others they are on the way together, or that nobody can come.
func moved(there []Pickup, e plan.Made) (out []Stop) {
	of := map[ident.ID]Pickup{}
	for _, p := range there {
		of[p.ID] = p
	}
	note := func(s Stop, p Pickup) {
		if s.ByPlan = true; s != p.stop() {
			out = append(out, s)
		}
	}
	for _, r := range e.Routes {
		for job, ride := range ridesOf(r.Stops) {
			if p, waits := of[job]; waits {
				s := p.stop()
				s.Courier, s.Why, s.Ride = r.Worker, "", ride
				note(s, p)
			}
		}
	}
	for _, l := range e.Left {
		if p, waits := of[l.Job]; waits {
			s := p.stop()
			s.Courier, s.Ride, s.Why = "", "", why(l)
			note(s, p)
		}
	}
	slices.SortFunc(out, func(a, b Stop) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Pickup, b.Pickup)) })
	return out
}

// ridesOf puts the pick-ups of a route on ways out: from the first bag on board until the
// last is home.
func ridesOf(stops []plan.Stop) map[ident.ID]ident.ID {
	out, aboard, ride := map[ident.ID]ident.ID{}, 0, ident.ID("")
	for _, s := range stops {
		if s.What == "drop" && !slices.ContainsFunc(stops, func(o plan.Stop) bool { return o.Job == s.Job && o.What == "pick" }) {
			aboard++ // on board before the route begins
		}
	}
	for _, s := range stops {
		if s.What == "drop" {
			if aboard--; aboard == 0 {
				ride = ""
			}
			continue
		}
		if aboard++; ride == "" {
			ride = ident.Derive(s.Job, 77)
		}
		out[s.Job] = ride
	}
	return out
}

// why says why nobody comes in the words of a pick-up: nobody may, or nobody has room.
func why(l plan.Left) string {
	for _, b := range l.Why {
		if b.Why != "skill" && b.Why != "forbidden" && b.Why != "out" && b.Why != "nobody" {
			return "nobody_free"
		}
	}
	return "nobody_fit"
}

// tellMoved is a word to each mother to whom somebody else comes, or nobody any more.
func tellMoved(q journal.Query, there []Pickup, stops []Stop) (out []any, err error) {
	for i, s := range stops {
		was := there[slices.IndexFunc(there, func(p Pickup) bool { return p.ID == s.Pickup })]
		if was.Courier == s.Courier || s.At.Before(q.Now) {
			continue
		}
		p, _, err := milk.Places.Get(q.Tx, q.Facility, s.Place)
		if err != nil {
			return nil, err
		}
		out = append(out, tell(ident.Derive(q.Command, 10+i), s, p))
	}
	return out, nil
}

// tell is a word to the mother: who comes instead, or that somebody is being sought.
func tell(id ident.ID, s Stop, p milk.Place) messaging.Queued {
	m := messaging.Message{ID: id, Kind: "milk_pickup_unplaced", To: p.Reader(), Params: map[string]string{"pickup_at": s.At.String()}}
	if s.Courier != "" {
		m.Kind, m.Params["courier_worker"] = "milk_courier_changed", string(s.Courier)
	}
	return messaging.Queue(m)
}
