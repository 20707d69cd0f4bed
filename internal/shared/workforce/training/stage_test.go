package training_test

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

var (
	centre                      = ident.Named("sempu")
	joko, sri, yuli, retno, ani = ident.Named("joko"), ident.Named("sri"), ident.Named("yuli"), ident.Named("retno"), ident.Named("ani")
	lesson                      = ident.Named("lesson")
)

// school is a health centre with the courier Joko, the seller Sri and the cadre Yuli, whom
// the midwife Retno and the officer Ani teach.
type school struct{ *stagetest.Stage }

// both tells a story on both databases, on Monday 2 March 2026.
func both(t *testing.T, story func(t *testing.T, s school)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, db *store.DB) { story(t, open(t, db)) })
}

func open(t *testing.T, db *store.DB) school {
	t.Helper()
	s := school{stagetest.Open(t, db, centre, stagetest.Hour("08:00"), registry.Room{}, policy.Room{Sections: []policy.Known{training.Policy, workforce.Policy}}, workforce.Room{}, training.Room{})}
	s.Found("sempu", "Puskesmas Sempu")
	for name, one := range map[string]struct {
		id   ident.ID
		kind string
	}{"Joko": {joko, "courier"}, "Mbok Sri": {sri, workforce.Seller}, "Yuli": {yuli, "cadre"}, "Bidan Retno": {retno, "midwife"}, "Ani": {ani, "desk"}} {
		s.Must(s.machine(), "workforce.add_worker", workforce.AddWorker{Worker: one.id, Name: name, Kinds: []string{one.kind}})
	}
	return s
}

func (s school) machine() access.Actor { return access.TheMachine(centre) }
func (s school) midwife() access.Actor { return stagetest.Field(centre, retno, access.Midwife) }
func (s school) officer() access.Actor { return stagetest.Desk(centre, ani, access.Officer) }
func (s school) head() access.Actor {
	return stagetest.Desk(centre, ident.Named("head"), access.Head)
}
func (s school) courier() access.Actor { return stagetest.Field(centre, joko, access.Courier) }

func pack(code string) training.Pack {
	for _, p := range training.Courses() {
		if p.Code == code {
			return p
		}
	}
	panic("no pack " + code)
}

// answers are those of an attempt, all right but the first so many.
func answers(p training.Pack, attempt ident.ID, wrong int) (out []training.Given) {
	for i, d := range training.Draw(p, attempt) {
		q, _ := p.Question(d.Question)
		right := q.Right
		if i < wrong {
			right = (right + 1) % int64(len(q.Answers))
		}
		out = append(out, training.Given{Question: d.Question, Answer: right})
	}
	return out
}

// ticks are those of the questions of an attempt, wrong for the first so many.
func ticks(p training.Pack, attempt ident.ID, wrong int) (out []training.Ticked) {
	for i, d := range training.Draw(p, attempt) {
		out = append(out, training.Ticked{Code: d.Question, OK: i >= wrong})
	}
	return out
}

// done is a checklist, all done but those.
func done(p training.Pack, but ...string) (out []training.Ticked) {
	for _, i := range p.Practical {
		ok := true
		for _, code := range but {
			ok = ok && i.Code != code
		}
		out = append(out, training.Ticked{Code: i.Code, OK: ok})
	}
	return out
}

func assess(name string, worker ident.ID, course string, but ...string) training.Assess {
	return training.Assess{Attempt: ident.Named(name), Worker: worker, Course: course, Ticks: done(pack(course), but...)}
}

func examine(name string, worker ident.ID, course string, wrong int) training.Examine {
	return training.Examine{Attempt: ident.Named(name), Worker: worker, Course: course, Language: "osi", Ticks: ticks(pack(course), ident.Named(name), wrong)}
}

func (s school) plan(course, on string) {
	s.T.Helper()
	s.Must(s.officer(), "training.plan", training.Plan{Session: lesson, Course: course, On: on, From: "09:00", To: "11:00", Place: "Aula", Trainer: retno})
}

func (s school) certificates(worker ident.ID, course string) (out []workforce.Certificate) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		out, err = workforce.Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2 AND course = $3 ORDER BY valid_from, id", q.Facility, worker, course)
		return err
	})
	return out
}

// certified reports whether a worker may, on the day of the story's clock.
func (s school) certified(worker ident.ID, course string) (on bool) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		on, err = workforce.CertifiedOn(q, worker, course, q.Now.Day(stagetest.WIB))
		return err
	})
	return on
}

// result is what the last command gave back.
func (s school) result(a access.Actor, verb string, body any) (out training.Result) {
	s.T.Helper()
	o, err := s.Say(a, verb, body)
	qt.Assert(s.T, qt.IsNil(err))
	qt.Assert(s.T, qt.Equals(o.Status, journal.Accepted), qt.Commentf("%s: %s", verb, o.Code))
	qt.Assert(s.T, qt.IsNil(json.Unmarshal(o.Result, &out)))
	return out
}

// rebuilds wants the tables to be what the log makes of them.
func (s school) rebuilds() {
	s.T.Helper()
	fresh := storetest.SQLite(s.T)
	defer fresh.Close()
	_, err := s.J.Verify(s.T.Context(), fresh)
	qt.Assert(s.T, qt.IsNil(err))
}
