package fortnight_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/need"
)

// play is a plan under way: what was said, what the server has of it, what is still
// on its way.
type play struct {
	*stage
	weather weather
	queue   []item
	facts   []fact
	// known are the requests that the server has, with when it got them.
	known map[int]instant.Instant
	seq   int
}

// item is something due at a moment of the true time: a step to be taken, or a
// command to arrive.
type item struct {
	at  instant.Instant
	n   int
	run func()
}

func (p *play) push(at instant.Instant, run func()) {
	p.seq++
	it := item{at, p.seq, run}
	i, _ := slices.BinarySearchFunc(p.queue, it, func(a, b item) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.n, b.n)) })
	p.queue = slices.Insert(p.queue, i, it)
}

// run plays everything; the server goes down and comes back as the weather has it.
func (p *play) run(plan *plan) {
	for _, s := range plan.steps {
		p.push(s.at, func() { p.take(s) })
	}
	for _, d := range p.weather.downs {
		p.push(d.from, func() {
			if p.h != nil {
				p.close()
			}
		})
		p.push(d.to, func() {
			if _, down := p.weather.down(d.to); !down && p.h == nil {
				p.open()
			}
		})
	}
	for len(p.queue) > 0 {
		it := p.queue[0]
		p.queue = p.queue[1:]
		p.clock.Set(min(p.clock.Now(), p.weather.wall(it.at)))
		if p.h != nil {
			p.until(p.weather.wall(it.at))
		}
		p.clock.Set(p.weather.wall(it.at))
		p.now = it.at
		it.run()
	}
}

// take is somebody doing a step: the command is made now, and arrives when it can.
func (p *play) take(s step) {
	c := centres[s.centre]
	if _, there := p.known[s.request]; !there && s.kind != "ask" {
		if p.now.Before(last.Add(24 * time.Hour)) {
			p.push(p.now.Add(11*time.Minute), func() { p.take(s) }) // nobody can act on what has not come in
		}
		return
	}
	if _, there := p.known[s.other]; !there && (s.kind == "merge" || s.kind == "unmerge") {
		return
	}
	if s.exact {
		due := newOracle(p.facts).due(s.request).Add(s.past)
		s.exact = false
		if _, down := p.weather.down(due); !down && due.After(p.now) && p.weather.wall(due) == due {
			p.push(due, func() { p.take(s) })
			return
		}
	}
	f := fact{kind: s.kind, request: s.request, other: s.other, who: s.who, at: p.now.Add(s.clock)}
	if s.heard > 0 {
		f.heard = f.at.Add(-s.heard)
	}
	if s.written > 0 {
		f.written = p.now.Add(-s.written)
	}
	if s.came > 0 {
		f.came = min(newOracle(p.facts).start(s.request).Add(s.came), p.now.Add(-time.Minute))
	}
	device := s.who + " " + fmt.Sprint(s.centre)
	if s.hidden == 0 && p.h != nil {
		p.meet(c, device)
	}
	verb, body := p.words(c, s, f)
	raw, err := json.Marshal(body)
	qt.Assert(p.t, qt.IsNil(err))
	p.n++
	env := journal.Envelope{ID: ident.Named(fmt.Sprint("said ", p.n)), Verb: verb, V: 1, OccurredAt: f.at, Device: device, Body: raw}
	if k, ok := p.tokens[c.slug+" "+device]; ok {
		env.Token, f.since = k.token, k.at
	}
	if s.witness > 0 && s.witness < s.hidden {
		p.push(p.now.Add(s.witness), func() { p.seen(c, &env, &f) })
	}
	p.push(p.now.Add(s.hidden), func() { p.arrive(c, s, &env, &f) })
}

// seen is the server seeing a command that it cannot take yet.
func (p *play) seen(c centre, env *journal.Envelope, f *fact) {
	if p.h == nil {
		return
	}
	p.meet(c, "witness")
	at := p.tokens[c.slug+" witness"].at
	witness, err := p.h.Journal.Witness(c.id, *env, at)
	qt.Assert(p.t, qt.IsNil(err))
	env.Token += "," + witness
	if !at.Before(f.since) {
		f.until = at
	}
}

// arrive is a command reaching the server, or trying again later.
func (p *play) arrive(c centre, s step, env *journal.Envelope, f *fact) {
	if until, down := p.weather.down(p.now); down || p.h == nil {
		p.push(until.Add(time.Minute), func() { p.arrive(c, s, env, f) })
		return
	}
	out, err := p.h.Journal.Do(p.t.Context(), p.by(c, s), *env)
	p.meet(c, env.Device)
	if err != nil && fault.Of(err).Kind == fault.NotFound {
		return // it is not theirs: no phone shows it
	}
	if err != nil {
		p.t.Fatalf("%s of request %d by %s: %v", env.Verb, s.request, s.who, err)
	}
	f.recorded, _ = p.recorded(c, env.ID)
	f.accepted = out.Status == journal.Accepted
	switch {
	case out.Status == journal.Proposed:
		p.push(p.now.Add(7*time.Minute), func() { p.second(c, s, env, f) })
	case s.kind == "ask":
		qt.Assert(p.t, qt.IsTrue(f.accepted), qt.Commentf("a request was not taken in: %s", out.Code))
		p.known[s.request] = f.recorded
	}
	p.facts = append(p.facts, *f)
}

// second is another person saying yes; where there is none, the first tries it alone.
func (p *play) second(c centre, s step, env *journal.Envelope, f *fact) {
	if until, down := p.weather.down(p.now); down || p.h == nil {
		p.push(until.Add(time.Minute), func() { p.second(c, s, env, f) })
		return
	}
	who := "head"
	if s.alone {
		who = s.who
	}
	p.n++
	raw, err := json.Marshal(journal.Approve{Command: env.ID})
	qt.Assert(p.t, qt.IsNil(err))
	id := ident.Named(fmt.Sprint("said ", p.n))
	out, err := p.h.Journal.Do(p.t.Context(), p.actor(c, who), journal.Envelope{ID: id, Verb: "approval.approve", V: 1, Body: raw})
	if s.alone {
		qt.Assert(p.t, qt.IsTrue(err != nil || out.Status == journal.Refused), qt.Commentf("%s approved their own %s", who, env.Verb))
		return
	}
	qt.Assert(p.t, qt.IsNil(err))
	if out.Status != journal.Accepted {
		return // what was proposed does not fit any more
	}
	again := *f
	again.recorded, _ = p.recorded(c, id)
	again.accepted = true
	p.facts = append(p.facts, again)
}

// by is who speaks.
func (p *play) by(c centre, s step) access.Actor {
	if s.who == "patient" {
		id := requestID(c, s.request)
		return access.Actor{Facility: c.id, ID: "public", Subject: id, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(id)}, Door: "page"}
	}
	return p.actor(c, s.who)
}

// words are the verb and the body of a step.
func (p *play) words(c centre, s step, f fact) (string, any) {
	id, other := requestID(c, s.request), requestID(c, s.other)
	code := need.ReceiptCode(p.ring, c.id, id)
	switch s.kind {
	case "ask":
		b := need.Request{Case: id, Kind: "visit_request", What: "sakit", Door: "phone", Patient: &need.Patient{Name: fmt.Sprint("Pasien ", s.request)},
			HeardAt: f.heard, WrittenAt: f.written, Colour: need.Yellow}
		if s.red {
			b.Colour = need.Red
		}
		return "need.request", b
	case "send":
		day := int(p.now.Sub(first.Add(-2*time.Hour)) / (24 * time.Hour))
		return "visit.send", homevisit.Send{Visit: id, Team: team(c, min(day, 15))}
	case "arrive":
		return "visit.arrive", homevisit.Arrive{Visit: id, Alone: s.who == "driver"}
	case "aboard":
		return "visit.aboard", homevisit.TakeAboard{Visit: id, Alone: true}
	case "hand_on":
		return "visit.hand_on", homevisit.HandOn{Visit: id, To: "hospital", Name: "Ners jaga"}
	case "withdraw":
		return "need.withdraw", need.Withdraw{Case: id, Code: code}
	case "dismiss":
		return "need.dismiss", need.Dismiss{Case: id, Reason: "salah sambung"}
	case "cancel":
		return "need.cancel", need.Cancel{Case: id, Reason: "katanya sudah tidak perlu"}
	case "merge":
		return "need.merge", need.Merge{Case: other, Into: id}
	case "unmerge":
		child, _ := newOracle(p.facts).child(f)
		return "need.unmerge", need.Unmerge{Case: requestID(c, child)}
	case "confirm":
		return "visit.confirm", homevisit.Confirm{Visit: id, Code: code, At: f.came}
	case "call_back":
		return "visit.call_back", homevisit.CallBack{Visit: id, At: f.came, Note: "keluarga bilang tim datang"}
	case "reverse":
		return "rice.reverse", rice.Reverse{Debt: rice.DebtID(id), Reason: "kesepakatan keluarga"}
	case "give":
		return "rice.give", rice.HandOver{Debt: rice.DebtID(id), Grams: 5000, To: rice.ToPatient, Signature: signature}
	}
	p.t.Fatalf("nobody knows what %q is", s.kind)
	return "", nil
}

const signature = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
