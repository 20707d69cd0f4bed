package plan_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

type clock struct{ now instant.Instant }

func (c *clock) Now() instant.Instant { return c.now }

var (
	facility           = ident.Named("coblong")
	ani, beni          = ident.Named("ani"), ident.Named("beni")
	sri, rini, wati    = ident.Named("sri"), ident.Named("rini"), ident.Named("wati")
	wib                = time.FixedZone("WIB", 7*3600)
	today              = "2026-03-02"
	couriers, machines = plan.Couriers, access.TheMachine(facility)
)

func local(s string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", "2026-03-02 "+s, wib)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

// programme is a small programme of visits down a straight road: its jobs and who is there
// are what the test says, and whoever changes them says so.
type programme struct {
	jobs    []dayplan.Job
	workers []dayplan.Worker
	now     *clock
	reads   int
}

func (p *programme) Group() string                        { return couriers }
func (p *programme) Days(journal.Query) ([]string, error) { return []string{today, "2026-03-03"}, nil }
func (p *programme) Members(_ journal.Query, w ident.ID) ([]ident.ID, error) {
	return []ident.ID{w}, nil
}

func (p *programme) Read(_ journal.Query, day string) (dayplan.Sheet, error) {
	p.reads++
	return dayplan.Sheet{Group: couriers, Day: day, From: p.now.now, Live: true, Jobs: slices.Clone(p.jobs), Workers: slices.Clone(p.workers)}, nil
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
	t     *testing.T
	j     *journal.Journal
	ring  *keys.Ring
	clock *clock
	p     *programme
	run   *errand.Runner
	desk  *plan.Desk
	n     int
	seen  int64
}

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := &stage{t: t, ring: ring, clock: &clock{local("08:00")}}
	s.p = &programme{now: s.clock, workers: []dayplan.Worker{worker(ani), worker(beni)}}
	room := plan.Room{Sources: []plan.Source{s.p}, Legs: func(journal.Query, string) (dayplan.Legs, error) { return road{}, nil }}
	silent := slog.New(slog.NewTextHandler(io.Discard, nil))
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: s.clock, Log: silent,
		Rooms: []journal.Room{registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{plan.Policy, fleet.Policy, travel.Policy}}, workforce.Room{}, fleet.Room{}, travel.Room{}, room, s.p}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(s.j.Close)
	s.restart(room)
	s.must(machines, "registry.found", registry.Found{Slug: "coblong", Name: "Puskesmas Coblong", Zone: "Asia/Jakarta", ServicePhone: "0222123456", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: "32.73.02.1001", Name: "Dago", Lat: -6.87, Lon: 107.61}}})
	return s
}

// restart forgets all that is only in memory, as a process that ends does.
func (s *stage) restart(room plan.Room) {
	s.desk = &plan.Desk{Room: room, DB: s.j.DB, Keys: s.ring, Clock: s.clock, Journal: s.j}
	s.run = errand.NewRunner(s.j.DB, s.clock, s.j.Log)
	s.run.Commands = s.j.CarryAll
	s.run.Workers[plan.Errand] = s.desk.Carry
}

func dewi() access.Actor {
	return access.Actor{Facility: facility, ID: "desk", Worker: ident.Named("dewi"), Roles: []access.Role{access.Dispatcher}, Keys: []string{"f"}}
}

func (s *stage) say(a access.Actor, verb string, body any) (journal.Outcome, error) {
	s.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	s.n++
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("command ", s.n)), Verb: verb, V: 1, Body: raw})
}

func (s *stage) must(a access.Actor, verb string, body any) {
	s.t.Helper()
	out, err := s.say(a, verb, body)
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s %s", verb, out.Code, out.Field))
}

func (s *stage) refused(verb string, body any, code string) {
	s.t.Helper()
	out, err := s.say(dewi(), verb, body)
	if err != nil {
		out.Code = fault.Of(err).Code
	}
	qt.Check(s.t, qt.Equals(out.Code, code), qt.Commentf("%s", verb))
}

// changed says that something of the day is another, and lets so much time pass.
func (s *stage) changed(why string, job ident.ID) {
	s.t.Helper()
	s.must(dewi(), "village.change", change{today, why, job})
}

// wait moves the clock and lets the machine do what is due.
func (s *stage) wait(d time.Duration) {
	s.t.Helper()
	s.clock.now = s.clock.now.Add(d)
	for {
		n, err := s.run.Once(s.t.Context())
		qt.Assert(s.t, qt.IsNil(err))
		if n == 0 {
			return
		}
	}
}

// happened lists the kinds of events of this room since it was last asked.
func (s *stage) happened() (kinds []string) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		return q.Each("SELECT seq, kind FROM event WHERE facility_id = $1 AND seq > $2 AND kind LIKE 'plan.%' ORDER BY seq", store.Args(facility, s.seen), func(scan func(...any) error) error {
			var kind string
			err := scan(&s.seen, &kind)
			kinds = append(kinds, kind)
			return err
		})
	})
	return kinds
}

func (s *stage) query(do func(q journal.Query) error) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.j.DB.Read(s.t.Context(), func(tx *store.Tx) error {
		return do(journal.Query{Tx: tx, Facility: facility, By: machines, Now: s.clock.now, Keys: s.ring})
	})))
}

// day is the row of today.
func (s *stage) day() (d plan.Day) {
	s.t.Helper()
	s.query(func(q journal.Query) (err error) {
		d, _, err = plan.Days.Get(q.Tx, facility, plan.DayID(couriers, today))
		return err
	})
	return d
}

// routes writes who goes to whom and when: "ani sri 08:20".
func (s *stage) routes() (out []string) {
	s.t.Helper()
	names := map[ident.ID]string{ani: "ani", beni: "beni", sri: "sri", rini: "rini", wati: "wati"}
	s.query(func(q journal.Query) error {
		rows, err := plan.Routes.Where(q.Tx, "facility_id = $1 AND plan = $2 ORDER BY worker", facility, plan.DayID(couriers, today))
		for _, r := range rows {
			for _, st := range r.Stops {
				out = append(out, fmt.Sprint(names[r.Worker], " ", names[st.Job], " ", st.At.In(wib).Format("15:04")))
			}
		}
		return err
	})
	slices.Sort(out)
	return out
}

// with is who has a job.
func (s *stage) with(job ident.ID) (worker ident.ID) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
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
