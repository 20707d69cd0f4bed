package plan_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

var (
	facility           = ident.Named("coblong")
	ani, beni          = ident.Named("ani"), ident.Named("beni")
	sri, rini, wati    = ident.Named("sri"), ident.Named("rini"), ident.Named("wati")
	today              = stagetest.Today
	couriers, machines = plan.Couriers, access.TheMachine(facility)
)

func local(hour string) instant.Instant { return stagetest.Hour(hour) }

// programme is a small programme of visits down a straight road: its jobs and who is there
// are what the test says, and whoever changes them says so.
type programme struct {
	jobs    []dayplan.Job
	workers []dayplan.Worker
	now     *stagetest.Clock
	reads   int
}

func (p *programme) Group() string                        { return couriers }
func (p *programme) Days(journal.Query) ([]string, error) { return []string{today, "2026-03-03"}, nil }
func (p *programme) Members(_ journal.Query, w ident.ID) ([]ident.ID, error) {
	return []ident.ID{w}, nil
}

func (p *programme) Read(_ journal.Query, day string) (dayplan.Sheet, error) {
	p.reads++
	return dayplan.Sheet{Group: couriers, Day: day, From: p.now.Now(), Live: true, Jobs: slices.Clone(p.jobs), Workers: slices.Clone(p.workers)}, nil
}

func (p *programme) Job(_ journal.Query, _ string, job ident.ID) (dayplan.Job, bool, error) {
	i := slices.IndexFunc(p.jobs, func(j dayplan.Job) bool { return j.ID == job })
	if i < 0 {
		return dayplan.Job{}, false, nil
	}
	return p.jobs[i], true, nil
}

// change is the programme's verb: something of its day is another.
type change struct {
	Day string   `json:"day"`
	Why string   `json:"why"`
	Job ident.ID `json:"job,omitempty"`
}

func (p *programme) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("village.change", 1, journal.LoadNothing, func(_ journal.Nothing, s journal.Said[change]) journal.Answer {
		return journal.Accept(plan.Unsettled{Group: couriers, Day: s.Body.Day, Why: s.Body.Why, Job: s.Body.Job})
	}, access.Update("plan"))}
}
func (*programme) Events() []journal.Event   { return nil }
func (*programme) Tables() []store.Def       { return nil }
func (*programme) Follows() []journal.Follow { return nil }

// road is a straight road: a kilometre takes two minutes, on slow days three.
type road struct{}

func (road) Source() string { return "line" }

func (road) Leg(_ string, from, to dayplan.Spot) dayplan.Leg {
	km := math.Round(math.Abs(from.At.Lon-to.At.Lon) * 100)
	return dayplan.Leg{Expected: time.Duration(km) * 2 * time.Minute, Slow: time.Duration(km) * 3 * time.Minute, Metres: km * 1000, Way: true, Known: true}
}

func km(n float64) geo.Point { return geo.Point{Lat: -6.9, Lon: 107 + n/100} }

func visit(id ident.ID, n float64, due string) dayplan.Job {
	j := dayplan.Job{ID: id, Class: routing.HomeVisit, Drop: dayplan.Spot{At: km(n), Service: 10 * time.Minute}}
	if due != "" {
		j.Drop.Due = local(due)
	}
	return j
}

func worker(id ident.ID) dayplan.Worker {
	return dayplan.Worker{ID: id, Start: km(0), From: local("08:00"), To: local("16:00"), Profile: "motorcycle"}
}

// stage is a health centre at eight with Ani and Beni on the road and Dewi at the desk.
type stage struct {
	*stagetest.Stage
	p    *programme
	desk *plan.Desk
	seen int64
}

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	p := &programme{workers: []dayplan.Worker{worker(ani), worker(beni)}}
	room := plan.Room{Sources: []plan.Source{p}, Legs: func(journal.Query, string) (dayplan.Legs, error) { return road{}, nil }}
	s := &stage{p: p, Stage: stagetest.Open(t, db, facility, local("08:00"), registry.Room{}, task.Room{},
		policy.Room{Sections: []policy.Known{plan.Policy, fleet.Policy, travel.Policy}}, workforce.Room{}, fleet.Room{}, travel.Room{}, room, p)}
	p.now = s.Clock
	s.restart(room)
	s.Found("coblong", "Puskesmas Coblong", registry.InVillage{Code: "32.73.02.1001", Name: "Dago", Lat: -6.87, Lon: 107.61})
	return s
}

// restart forgets all that is only in memory, as a process that ends does.
func (s *stage) restart(room plan.Room) {
	s.desk = &plan.Desk{Room: room, DB: s.DB, Keys: s.Ring, Clock: s.Clock, Journal: s.J}
	s.Runs()
	s.Runner.Workers[plan.Errand] = s.desk.Carry
}

func dewi() access.Actor { return stagetest.Desk(facility, ident.Named("dewi"), access.Dispatcher) }

func (s *stage) refused(verb string, body any, code string) {
	s.T.Helper()
	s.Refused(dewi(), verb, body, code)
}

// changed says that something of the day is another, and lets so much time pass.
func (s *stage) changed(why string, job ident.ID) {
	s.T.Helper()
	s.Must(dewi(), "village.change", change{today, why, job})
}

// wait moves the clock and lets the machine do what is due.
func (s *stage) wait(d time.Duration) {
	s.T.Helper()
	s.Until(s.Clock.Now().Add(d))
}

// happened lists the kinds of events of this room since it was last asked.
func (s *stage) happened() (kinds []string) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		return q.Each("SELECT seq, kind FROM event WHERE facility_id = $1 AND seq > $2 AND kind LIKE 'plan.%' ORDER BY seq", store.Args(facility, s.seen), func(scan func(...any) error) error {
			var kind string
			err := scan(&s.seen, &kind)
			kinds = append(kinds, kind)
			return err
		})
	})
	return kinds
}

// day is the row of today.
func (s *stage) day() (d plan.Day) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		d, _, err = plan.Days.Get(q.Tx, facility, plan.DayID(couriers, today))
		return err
	})
	return d
}

// routes writes who goes to whom and when: "ani sri 08:20".
func (s *stage) routes() (out []string) {
	s.T.Helper()
	names := map[ident.ID]string{ani: "ani", beni: "beni", sri: "sri", rini: "rini", wati: "wati"}
	s.Query(func(q journal.Query) error {
		rows, err := plan.Routes.Where(q.Tx, "facility_id = $1 AND plan = $2 ORDER BY worker", facility, plan.DayID(couriers, today))
		for _, r := range rows {
			for _, st := range r.Stops {
				out = append(out, fmt.Sprint(names[r.Worker], " ", names[st.Job], " ", st.At.In(stagetest.WIB).Format("15:04")))
			}
		}
		return err
	})
	slices.Sort(out)
	return out
}

// with is who has a job.
func (s *stage) with(job ident.ID) (worker ident.ID) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		rows, err := plan.Routes.Where(q.Tx, "facility_id = $1 AND plan = $2", facility, plan.DayID(couriers, today))
		for _, r := range rows {
			if slices.ContainsFunc(r.Stops, func(st plan.Stop) bool { return st.Job == job }) {
				worker = r.Worker
			}
		}
		return err
	})
	return worker
}
