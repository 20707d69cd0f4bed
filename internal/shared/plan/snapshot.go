package plan

import (
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Snapshot is all that a plan of a day is made from, read at one moment.
type Snapshot struct {
	// Row is the day's; its Version and Asked go with the plan that is made.
	Row      Day
	Sheet    dayplan.Sheet
	Legs     dayplan.Legs
	Previous dayplan.Day
	// Members are the people of each worker.
	Members map[ident.ID][]ident.ID
	Steps   int

	// fixed are jobs that only their worker can do: somebody asked for is on the way, or it
	// is begun. No wish moves them.
	fixed    map[ident.ID]bool
	wishes   []Wish
	settings Settings
	now      instant.Instant
}

// SourceOf finds who tells of a group.
func (r Room) SourceOf(group string) (Source, bool) {
	i := slices.IndexFunc(r.Sources, func(s Source) bool { return s.Group() == group })
	if i < 0 {
		return nil, false
	}
	return r.Sources[i], true
}

// Read takes the snapshot of a group's day. Not found when nobody tells of the group.
func (r Room) Read(q journal.Query, group, on string) (s Snapshot, err error) {
	source, found := r.SourceOf(group)
	if !found {
		return s, fault.Absent()
	}
	if err = s.begin(q, group, on); err != nil {
		return s, err
	}
	if s.Sheet, err = source.Read(q, on); err != nil {
		return s, err
	}
	if s.Legs, err = r.legs(q, on); err != nil {
		return s, err
	}
	if err = r.people(q, source, on, &s); err != nil {
		return s, err
	}
	s.wish()
	return s, nil
}

// begin reads what the room itself knows.
func (s *Snapshot) begin(q journal.Query, group, on string) (err error) {
	s.now = q.Now
	if s.settings, _, err = Policy.Get(q); err != nil {
		return err
	}
	s.Steps = int(s.settings.Steps)
	if s.Row, _, err = Days.Get(q.Tx, q.Facility, DayID(group, on)); err != nil {
		return err
	}
	if s.wishes, err = Wishes.Where(q.Tx, "facility_id = $1 AND plan = $2 ORDER BY id", q.Facility, DayID(group, on)); err != nil {
		return err
	}
	s.Previous, err = Standing(q, s.Row)
	return err
}

// Standing reads the plan in force of a day.
func Standing(q journal.Query, d Day) (out dayplan.Day, err error) {
	rows, err := Routes.Where(q.Tx, "facility_id = $1 AND plan = $2 ORDER BY id", q.Facility, d.ID)
	for _, r := range rows {
		out.Routes = append(out.Routes, r.planned())
	}
	for _, l := range d.Left {
		out.Left = append(out.Left, dayplan.Left{Job: l.Job})
	}
	out.Source = d.Source
	return out, err
}

func (r Route) planned() dayplan.Route {
	out := dayplan.Route{Worker: r.Worker, Depart: r.Depart, Return: r.Return, Metres: float64(r.Metres)}
	for _, s := range r.Stops {
		out.Stops = append(out.Stops, dayplan.Stop{Job: s.Job, What: s.What, At: s.At, Slow: s.Slow, Leave: s.Leave, Due: s.Due, By: time.Duration(s.By) * time.Second})
	}
	return out
}

// legs tells the travel times; without a room of travel they are straight lines.
func (r Room) legs(q journal.Query, on string) (dayplan.Legs, error) {
	if r.Legs == nil {
		return dayplan.Line{}, nil
	}
	return r.Legs(q, on)
}

// people reads the members of every worker and the breaks that the source left open.
func (r Room) people(q journal.Query, source Source, on string, s *Snapshot) (err error) {
	s.Members = map[ident.ID][]ident.ID{}
	s.Sheet.Workers = slices.Clone(s.Sheet.Workers)
	for i, w := range s.Sheet.Workers {
		if s.Members[w.ID], err = source.Members(q, w.ID); err != nil {
			return err
		}
		if w.Pauses != nil || r.Pauses == nil {
			continue
		}
		for _, m := range s.Members[w.ID] {
			own, err := r.Pauses(q, m, on)
			if err != nil {
				return err
			}
			s.Sheet.Workers[i].Pauses = together(s.Sheet.Workers[i].Pauses, own)
		}
	}
	return nil
}

// together joins the breaks of those who go together: what they all have they have once.
func together(a, b []dayplan.Pause) []dayplan.Pause {
	for _, p := range b {
		if !slices.ContainsFunc(a, func(have dayplan.Pause) bool { return have.Word == p.Word && have.Earliest == p.Earliest }) {
			a = append(a, p)
		}
	}
	return a
}

// wish adds what persons wish, who has dropped out, and what does not move any more.
func (s *Snapshot) wish() {
	s.drop()
	there := map[ident.ID]bool{}
	for _, w := range s.Sheet.Workers {
		there[w.ID] = true
	}
	of := map[ident.ID]Wish{}
	for _, w := range s.wishes {
		of[w.ID] = w
	}
	s.Sheet.Jobs, s.fixed = slices.Clone(s.Sheet.Jobs), map[ident.ID]bool{}
	for i := range s.Sheet.Jobs {
		s.fixed[s.Sheet.Jobs[i].ID] = s.Sheet.Jobs[i].Worker != ""
		s.Sheet.Jobs[i] = s.wished(s.Sheet.Jobs[i], of[s.Sheet.Jobs[i].ID], there)
	}
}

// wished is a job with what the room knows of it.
func (s *Snapshot) wished(j dayplan.Job, w Wish, there map[ident.ID]bool) dayplan.Job {
	bound := j.Begun > 0 || j.Aboard
	if !bound && w.Worker != "" && there[w.Worker] && j.Worker == "" {
		j.Worker, j.Held = w.Worker, w.At
	}
	for _, f := range w.Forbidden {
		if !slices.Contains(j.Forbidden, f) {
			j.Forbidden = append(slices.Clone(j.Forbidden), f)
		}
	}
	if j.Announced == "" {
		j.Announced, j.At = s.announced(j.ID)
	}
	frozen := time.Duration(s.settings.FrozenMinutes) * time.Minute
	if !there[j.Announced] {
		j.Announced, j.At = "", 0
	}
	leaves := s.leaves(j)
	wanted := w.Worker != "" || slices.Contains(j.Forbidden, j.Announced) // a person's word goes first
	j.Frozen = s.Row.Lift == "" && !wanted && j.Announced != "" && !leaves.IsZero() && leaves.Sub(s.now) <= frozen
	return j
}

// announced is who the plan in force sends, and when: whoever goes has it on the phone.
func (s *Snapshot) announced(job ident.ID) (ident.ID, instant.Instant) {
	for _, r := range s.Previous.Routes {
		for _, stop := range r.Stops {
			if stop.Job == job {
				return r.Worker, stop.At
			}
		}
	}
	return "", 0
}

// leaves is when somebody sets out to a job by the plan in force: at the end of the stop
// before it, or the departure; without a plan the announced hour itself.
func (s *Snapshot) leaves(j dayplan.Job) instant.Instant {
	for _, r := range s.Previous.Routes {
		at := r.Depart
		for _, stop := range r.Stops {
			if stop.Job == j.ID {
				return at
			}
			at = stop.Leave
		}
	}
	return j.At
}

// drop takes those out who have dropped out. Who has somebody or something on board brings
// that home and gets nothing more.
func (s *Snapshot) drop() {
	kept := s.Sheet.Workers[:0:0]
	for _, w := range s.Sheet.Workers {
		if slices.Contains(s.Row.Out, w.ID) {
			bound := 0
			for _, j := range s.Sheet.Jobs {
				if j.Worker == w.ID && (j.Begun > 0 || j.Aboard) {
					bound++
				}
			}
			if bound == 0 {
				continue
			}
			w.Most = bound
		}
		kept = append(kept, w)
	}
	s.Sheet.Workers = kept
}

// Effort is how long the search works: by steps, so that the same day gives the same plan.
func (s Snapshot) Effort() routing.Effort { return routing.Effort{Seed: 1, Steps: s.Steps} }
