package teams

import (
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
)

// Source tells the planner what teams have to do on a day.
type Source struct {
	// Where says where somebody was last seen; nil: nobody knows.
	Where Where
}

// Group is teams.
func (Source) Group() string { return plan.Teams }

// Days are today, while a team is on duty or somebody waits, and the later days on which
// somebody is wanted at an hour or a round is planned for a team.
func (Source) Days(q journal.Query) ([]string, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	days := []string{}
	add := func(day string) {
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	on, err := fleet.TeamsNow(q)
	if err != nil {
		return nil, err
	}
	waits, err := homevisit.Unsent(q)
	if err != nil {
		return nil, err
	}
	today := q.Now.Day(f.Location())
	if len(on)+len(waits) > 0 {
		add(today)
	}
	wanted, err := homevisit.WantedFrom(q, q.Now)
	if err != nil {
		return nil, err
	}
	for _, v := range wanted {
		add(v.WantAt.Day(f.Location()))
	}
	err = q.Each("SELECT DISTINCT planned_on FROM round_visit WHERE facility_id = $1 AND outcome = $2 AND team <> '' AND planned_on >= $3 ORDER BY planned_on", store.Args(q.Facility, rounds.Planned, today), func(scan func(...any) error) error {
		var day string
		if err := scan(&day); err != nil {
			return err
		}
		add(day)
		return nil
	})
	slices.Sort(days)
	return days, err
}

// Members are those of a team.
func (Source) Members(q journal.Query, team ident.ID) ([]ident.ID, error) {
	t, _, err := fleet.Teams.Get(q.Tx, q.Facility, team)
	return t.Members, err
}

// Read gives a day of the teams.
func (s Source) Read(q journal.Query, day string) (dayplan.Sheet, error) {
	b, err := Read(q, s.Where, day)
	if err != nil {
		return dayplan.Sheet{}, err
	}
	from, _, err := b.hours()
	if err != nil {
		return dayplan.Sheet{}, err
	}
	sheet := dayplan.Sheet{Group: plan.Teams, Day: b.Day, From: from, Live: b.Day == b.Today}
	health := false
	for _, c := range b.Crews {
		if c.Broken {
			continue
		}
		health = health || c.HealthWorker
		sheet.Workers = append(sheet.Workers, c.Worker)
		sheet.Jobs = append(sheet.Jobs, b.announced(c)...)
	}
	more, err := b.unsent(health)
	if err != nil {
		return sheet, err
	}
	sheet.Jobs = append(sheet.Jobs, more...)
	for i := range sheet.Jobs {
		b.hurry(&sheet.Jobs[i])
	}
	more, err = b.rounds()
	sheet.Jobs = append(sheet.Jobs, more...)
	return sheet, err
}

// announced are a team's jobs with the hours they have in the order in which the desk put
// them: the plan keeps that order as long as nobody suffers by it.
func (b *Board) announced(c *Crew) []dayplan.Job {
	w := c.Worker
	w.To = 0
	_, x := dayplan.Compile(dayplan.Sheet{Group: plan.Teams, Day: b.Day, From: w.From, Workers: []dayplan.Worker{w}, Jobs: c.Jobs}, b.Legs)
	day := x.Day(x.Plan(dayplan.Day{Routes: []dayplan.Route{InOrder(c.ID, c.Jobs)}}))
	jobs := slices.Clone(c.Jobs)
	for _, r := range day.Routes {
		for _, s := range slices.Backward(r.Stops) {
			for i := range jobs {
				if jobs[i].ID == s.Job {
					jobs[i].At = s.At
				}
			}
		}
	}
	return jobs
}

// InOrder is the route of a team that does its jobs one after the other.
func InOrder(team ident.ID, jobs []dayplan.Job) dayplan.Route {
	r := dayplan.Route{Worker: team}
	for _, j := range jobs {
		switch {
		case j.Pick != nil:
			r.Stops = append(r.Stops, dayplan.Stop{Job: j.ID, What: dayplan.Pick}, dayplan.Stop{Job: j.ID, What: dayplan.Drop})
		case j.Aboard:
			r.Stops = append(r.Stops, dayplan.Stop{Job: j.ID, What: dayplan.Drop})
		default:
			r.Stops = append(r.Stops, dayplan.Stop{Job: j.ID, What: dayplan.Only})
		}
	}
	return r
}

// unsent are the requests of the day that nobody was sent to. A health worker is planned
// for who is sick at home, as long as one is on duty.
func (b *Board) unsent(health bool) (out []dayplan.Job, err error) {
	all, err := homevisit.Unsent(b.q)
	for _, v := range all {
		if v.Ended() || !b.ofDay(v) || v.State == homevisit.AtCentre && v.CareEndedAt.IsZero() {
			continue
		}
		at, err := b.SpotOf(v)
		if err != nil {
			return nil, err
		}
		due, err := b.PromisesOf(v)
		if err != nil {
			return nil, err
		}
		j := b.JobOf(v, at, due, health)
		switch {
		case v.State == homevisit.AtCentre:
			get := b.atCentre()
			j = dayplan.Job{ID: v.ID, Class: j.Class, Pick: &get, Load: loadOf(v), Rides: true, Drop: b.home(at, due)}
			j.RideLimit = b.patience(get, j.Drop)
		case v.Kind == homevisit.Sick && health:
			j.Skills = []string{Visits}
		}
		out = append(out, j)
	}
	return out, err
}

// rounds are the visits of the rounds that are planned for a team on the day: in the hours
// in which people are visited, at any of them.
func (b *Board) rounds() (out []dayplan.Job, err error) {
	set, _, err := rounds.Policy.Get(b.q)
	if err != nil {
		return nil, err
	}
	all, err := rounds.Visits.Where(b.q.Tx, "facility_id = $1 AND planned_on = $2 AND outcome = $3 AND team <> '' ORDER BY id", b.q.Facility, b.Day, rounds.Planned)
	for _, v := range all {
		c, there := b.Crew(v.Team)
		if !there || c.Broken {
			continue
		}
		home, err := rounds.HomeOf(b.q, v.Person)
		if err != nil {
			return nil, err
		}
		s := b.place(Spot{At: home, Village: v.Village}, set.VisitMinutes*60)
		s.Earliest, s.Latest = b.hour(set.FromHour), b.hour(set.UntilHour)
		out = append(out, dayplan.Job{ID: v.ID, Class: routing.HomeVisit, Drop: s, Worker: v.Team, Announced: v.Team})
	}
	return out, err
}

// hour is an hour of the day on the facility's clock.
func (b *Board) hour(n int64) instant.Instant {
	d, _ := time.ParseInLocation(time.DateOnly, b.Day, b.zone) // the day was read before
	return instant.Of(time.Date(d.Year(), d.Month(), d.Day(), int(n), 0, 0, 0, b.zone))
}

// Follow moves the lists of teams to a plan that was made: verb plan.make.
func Follow(q journal.Query, _ journal.Meta, e plan.Made) ([]any, error) {
	if e.Group != plan.Teams {
		return nil, nil
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil || e.Day != q.Now.Day(f.Location()) {
		return nil, err // of a later day the list is the desk's
	}
	var out []any
	for _, r := range e.Routes {
		var order []ident.ID
		for _, s := range r.Stops {
			if !slices.Contains(order, s.Job) {
				order = append(order, s.Job)
			}
		}
		moved, err := homevisit.Replanned(q, r.Worker, order)
		if err != nil {
			return nil, err
		}
		out = append(out, moved...)
	}
	return out, nil
}
