package alarm_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

const evening = "2026-03-02 17:00"

// village is a health centre in which Mbah Sarinem lives alone, with a kenthongan at
// her house and neighbours who come.
type village struct {
	*world.World
	said *int // how many answers were written down
}

func both(t *testing.T, story func(t *testing.T, w village)) {
	t.Helper()
	world.Both(t, evening, func(t *testing.T, w *world.World) { story(t, opened(w)) })
}

func opened(w *world.World) village {
	w.Midwife("Bidan Ayu", world.Village).Colleague("dr. Rani", access.Doctor).Colleague("Pak Tono", access.Driver)
	w.Home("Sarinem", world.Village)
	w.Resident("Mbah Sarinem", registry.Enter{Household: ident.Named("household Sarinem"), Born: "1944-05-01", Sex: "female", LivesAlone: true})
	return village{w, new(int)}
}

// house is where the kenthongan hangs; a post bears the house's id.
func house() ident.ID { return ident.Named("house Sarinem") }

// hangs has the midwife install it with neighbours who agreed, called in this order.
func (w village) hangs(responders ...string) village {
	w.T.Helper()
	b := alarm.Install{House: house(), Elder: ident.Named("Mbah Sarinem"), On: "2026-02-20", CanStrike: true}
	for i, name := range responders {
		b.Responders = append(b.Responders, neighbour(name, int64(i+1)))
	}
	w.As("Bidan Ayu").Send("install "+string(ident.Named(w.T.Name())), "alarm.install", b)
	return w
}

func neighbour(name string, order int64) alarm.Named {
	return alarm.Named{Responder: ident.Named("responder " + name), Name: name, Phone: "0812345678" + string(rune('0'+order)) + "0", Order: order, Consent: "spoken"}
}

// heard has somebody on the desk's telephone tell that it was heard.
func (w village) heard(name string, change ...func(*need.Request)) ident.ID {
	w.T.Helper()
	b := need.Request{Case: ident.Named(name), Kind: need.VisitRequest, Door: need.Kenthongan, Where: &need.Where{House: house(), Text: "Kenthongan berbunyi"},
		Reporter: &need.Reporter{Name: "Bu Warung", Phone: "081999000111"}}
	for _, c := range change {
		c(&b)
	}
	w.As("dispatcher").Send("heard "+name, "need.request", b)
	return b.Case
}

func (w village) sent(request ident.ID) {
	w.T.Helper()
	w.As("dispatcher").Send("team", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim 1"), Name: "Tim 1", From: w.Clock.Now(), To: w.Clock.Now().Add(12 * 3600e9),
		Members: []ident.ID{ident.Named("dr. Rani"), ident.Named("Pak Tono")}})
}

// answers has the desk, which has the responder on the telephone, write down an answer.
func (w village) answers(request ident.ID, n int64, answer string) journal.Outcome {
	w.T.Helper()
	*w.said++
	out, err := w.As("dispatcher").Try(fmt.Sprint("answer ", *w.said), "alarm.answer", alarm.Answer{Case: request, Call: alarm.CallID(request, n), Answer: answer})
	qt.Assert(w.T, qt.IsNil(err))
	return out
}

func (w village) alarm(id ident.ID) (a alarm.Alarm) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		a, _, err = alarm.Alarms.Get(q.Tx, q.Facility, id)
		return err
	})
	return a
}

func (w village) post() (p alarm.Post) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		p, _, err = alarm.Posts.Get(q.Tx, q.Facility, house())
		return err
	})
	return p
}

// ladder tells who was called and what came of it, in order: "Pak Slamet no_answer".
func (w village) ladder(id ident.ID) (out []string) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		calls, err := alarm.CallsOf(q, id)
		for _, c := range calls {
			_, d, _, err := registry.Open(q, c.Person)
			if err != nil {
				return err
			}
			out = append(out, d.Name+" "+c.State)
		}
		return err
	})
	return out
}

// byLink is the responder of a call as their page has them.
func (w village) byLink(call ident.ID) access.Actor {
	return access.Actor{Facility: w.Facility, ID: alarm.LinkID(call), Person: ident.Named("neighbour"), Subject: call,
		Roles: []access.Role{access.Neighbour}, Keys: []string{"j:" + string(call)}, Door: "page", Authority: -1}
}
