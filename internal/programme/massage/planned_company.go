package massage

import (
	"maps"
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/workforce"
)

// goers are those for whom a day is planned: the cadres with a week of their own, and whoever
// only comes along to a visit, in the order of their ids.
func (b *board) goers() ([]workforce.Worker, error) {
	all := slices.Clone(b.cadres)
	for _, id := range slices.Sorted(maps.Keys(b.alongs)) {
		if slices.ContainsFunc(all, func(w workforce.Worker) bool { return w.ID == id }) {
			continue
		}
		w, found, err := workforce.Workers.Get(b.q.Tx, b.q.Facility, id)
		if err != nil {
			return nil, err
		}
		if found && w.State == workforce.Active {
			all = append(all, w)
		}
	}
	return all, nil
}

// accompanied are the visits of others in somebody's day, as the planner sees them: the hour and
// the home are the visit's, nobody else can be sent there in her place. The job is the naming
// (Company.ID), for the booking itself is a stop of the cadre whom she accompanies.
func (b *board) accompanied(worker ident.ID, day string) (jobs []dayplan.Job, err error) {
	for _, c := range b.alongs[worker] {
		if c.Day != day || !c.EndedAt.IsZero() || !slices.Contains(plannable, c.home.State) {
			continue
		}
		home, err := b.homeAt(c.home)
		if err != nil {
			return nil, err
		}
		j := dayplan.Job{ID: c.ID, Class: routing.Massage, Worker: worker, Announced: worker, At: c.From,
			Drop: dayplan.Spot{At: home, Village: ident.ID(c.home.Village), Service: c.To.Sub(c.From), Earliest: c.From, Due: c.From}}
		if c.home.State == Started { // they are in the house; that the other is on her way says nothing of her
			b.within(&j, c.From, c.To)
		}
		jobs = append(jobs, j)
	}
	return jobs, nil
}

// companyPlanned has the day planned anew of who comes along, and of who does not any more: a
// visit that moves, ends or is given to somebody else ends the company, and the next naming is
// one of the new hour.
func companyPlanned() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, e AccompaniedEvent) ([]any, error) {
			return alongChanged(q, e.Company)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e CompanyEndedEvent) ([]any, error) {
			return alongChanged(q, e.Company)
		}),
	}
}

func alongChanged(q journal.Query, company ident.ID) ([]any, error) {
	c, found, err := Companies.Get(q.Tx, q.Facility, company)
	if err != nil || !found {
		return nil, err
	}
	zone, err := zoneOf(q)
	if err != nil || c.Day < q.Now.Day(zone) {
		return nil, err
	}
	return []any{plan.Change(plan.Cadres, c.Day, c.ID)}, nil
}
