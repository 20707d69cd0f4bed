package homevisit_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/world"
)

// chance is a health centre in which anything is said of requests, beside a book
// that reckons from the raw words alone how each clock must stand.
type chance struct {
	town
	t    *rapid.T
	dice *rand.Rand
	n    int
	book []*page
	seen map[string]int
}

// page is what the book knows of one request: when it was taken in, and of each
// promise what was proven of it, in the order in which it was heard.
type page struct {
	name   string
	id     ident.ID
	start  instant.Instant
	into   *page // the request that stands for it
	proofs map[string][]proof
	gone   instant.Instant // withdrawn, or found to be no request
	goneN  int             // by which word
}

// proof is something that keeps a promise: heard at now, proven to be no later than
// until. Strong proof counts after the deadline too.
type proof struct {
	now, at, until instant.Instant
	n              int // the how manieth word it was
}

// TestWhateverIsSaidEachPromiseHasOneClockThatNobodyMoves is invariant 22: random
// words by the desk, teams, strangers and patients, now and late, with merges and
// their undoing.
func TestWhateverIsSaidEachPromiseHasOneClockThatNobodyMoves(t *testing.T) {
	checks, fixed := "8", "20260302" // the same days in every run of the suite
	if s := os.Getenv("SAMBANG_SEEDS"); s != "" {
		checks, fixed = s, "0"
	}
	qt.Assert(t, qt.IsNil(flag.Set("rapid.checks", checks)))
	qt.Assert(t, qt.IsNil(flag.Set("rapid.seed", fixed)))
	seen := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		c := &chance{town: opened(world.New(t, "", morning)), t: r, seen: map[string]int{}}
		for i, seed := range rapid.SliceOfN(rapid.Uint64(), 70, 70).Draw(r, "words") {
			c.dice = rand.New(rand.NewPCG(seed, uint64(i)))
			c.word()
			c.look()
		}
		c.RebuildEquals()
		for k, n := range c.seen {
			seen[k] += n
		}
	})
	t.Log(seen)
	for _, k := range []string{"kept", "late", "struck", "cancelled", "merged", "unmerged", "desk", "driver", "doctor", "late report", "handed on", "given back", "proven by a merged one"} {
		qt.Check(t, qt.Not(qt.Equals(seen[k], 0)), qt.Commentf("these days never saw: %s", k))
	}
}

func (c *chance) word() {
	if len(c.book) == 0 || len(c.book) < 8 && c.dice.IntN(6) == 0 {
		c.take()
		return
	}
	p := c.book[c.dice.IntN(len(c.book))]
	switch n := c.dice.IntN(20); {
	case n < 4:
		c.Clock.Set(c.Clock.Now().Add(time.Duration(5+c.dice.IntN(60)) * time.Minute))
		c.Settle()
	case n < 7:
		c.try("dispatcher", "visit.send", homevisit.Send{Visit: p.id, Team: ident.Named([]string{"Tim 1", "Sopir"}[c.dice.IntN(2)])}, 0)
	case n < 13:
		c.report(p)
	case n < 14:
		c.confirm(p)
	case n < 18:
		c.merge(p)
	case n == 18:
		c.unmerge(p)
	default:
		c.end(p)
	}
}

func (c *chance) take() {
	p := &page{name: fmt.Sprint("Warga ", len(c.book)), start: c.Clock.Now(), proofs: map[string][]proof{}}
	p.id = c.asked(p.name)
	c.Family(p.name)
	c.book = append(c.book, p)
}

// try says something and tells whether it was accepted.
func (c *chance) try(who, verb string, body any, ago time.Duration) bool {
	c.n++
	c.As(who)
	if ago > 0 {
		c.Earlier(ago)
	}
	out, err := c.Try(fmt.Sprint("word ", c.n), verb, body)
	return err == nil && out.Status == journal.Accepted
}

// steps are what may be told, with what each keeps: a health worker's own word (h),
// that of somebody with one (w), of anybody who has or had it (t), of anybody (a).
var steps = []struct {
	verb, respond, fetch string
	body                 func(id ident.ID, alone bool) any
}{
	{"visit.spoke", "h", "", func(id ident.ID, _ bool) any { return homevisit.Speak{Visit: id, Outcome: "a"} }},
	{"visit.set_out", "hw", "", func(id ident.ID, alone bool) any { return homevisit.SetOut{Visit: id, Alone: alone} }},
	{"visit.arrive", "hw", "hw", func(id ident.ID, alone bool) any { return homevisit.Arrive{Visit: id, Alone: alone} }},
	{"visit.aboard", "hw", "hwt", func(id ident.ID, alone bool) any { return homevisit.TakeAboard{Visit: id, Alone: alone} }},
	{"visit.at_centre", "hw", "hwt", func(id ident.ID, _ bool) any { return homevisit.ReachCentre{Visit: id} }},
	{"visit.done_on_spot", "hw", "hw", func(id ident.ID, alone bool) any { return homevisit.FinishOnSpot{Visit: id, Alone: alone} }},
	{"visit.hand_on", "h", "hwta", func(id ident.ID, _ bool) any { return homevisit.HandOn{Visit: id, To: "119", Name: "Bu Indah"} }},
	{"visit.accept", "", "", func(id ident.ID, _ bool) any { return homevisit.Accept{Visit: id} }},
	{"visit.give_back", "", "", func(id ident.ID, _ bool) any { return homevisit.GiveBack{Visit: id, Reason: "road"} }},
	{"visit.no_show", "", "", func(id ident.ID, _ bool) any { return homevisit.FindNobody{Visit: id} }},
	{"visit.home", "", "", func(id ident.ID, _ bool) any { return homevisit.BringHome{Visit: id} }},
}

// report has somebody tell of a step, and writes into the book what that proves.
func (c *chance) report(p *page) {
	s := steps[c.dice.IntN(len(steps))]
	who := []string{"dispatcher", "dr. Rani", "Pak Tono", "Pak Tono", "Pak Joko", "Pak Joko", "Suster Yuli"}[c.dice.IntN(7)]
	alone, ago := c.dice.IntN(4) == 0, time.Duration(0)
	if c.dice.IntN(3) == 0 {
		ago = time.Duration(2+c.dice.IntN(200)) * time.Minute
		c.seen["late report"]++
	}
	has := c.standing(p, who, alone && s.verb != "visit.at_centre" && s.verb != "visit.hand_on" && s.verb != "visit.spoke")
	now := c.Clock.Now()
	if !c.try(who, s.verb, s.body(p.id, alone), ago) {
		return
	}
	c.seen[map[string]string{"dispatcher": "desk", "Pak Tono": "driver", "Pak Joko": "driver", "dr. Rani": "doctor"}[who]]++
	c.seen[map[string]string{"visit.hand_on": "handed on", "visit.give_back": "given back"}[s.verb]]++
	f := proof{now, now.Add(-ago), now, c.n}
	for name, by := range map[string]string{homevisit.Respond: s.respond, homevisit.Fetch: s.fetch} {
		if slices.ContainsFunc([]rune(by), func(r rune) bool { return slices.Contains(has, r) }) {
			p.prove(name, f)
		}
	}
}

// prove writes a proof on the page and on that of the request that stands for it.
func (p *page) prove(name string, f proof) {
	for x := p; x != nil; x = x.into {
		if x == p || x.into == nil {
			x.proofs[name] = append(x.proofs[name], f)
		}
	}
}

// standing says in what capacity somebody speaks of a visit at this moment.
func (c *chance) standing(p *page, who string, alone bool) []rune {
	root := p
	for root.into != nil {
		root = root.into
	}
	v, has := c.visit(root.id), []rune{'a'}
	now, before := slices.Contains(v.Workers, ident.Named(who)), slices.Contains(v.Former, ident.Named(who))
	if root != p {
		named := c.visit(p.id)
		before = before || slices.Contains(named.Workers, ident.Named(who)) || slices.Contains(named.Former, ident.Named(who))
	}
	if who == "dr. Rani" || who == "Suster Yuli" {
		has = append(has, 'h')
	}
	if now && v.Team == ident.Named("Tim 1") && !alone {
		has = append(has, 'w')
	}
	if now || before {
		has = append(has, 't')
	}
	return has
}

// confirm is the patient's own word about a time of the past.
func (c *chance) confirm(p *page) {
	now := c.Clock.Now()
	at := max(p.start, now.Add(-time.Duration(c.dice.IntN(300))*time.Minute))
	name := []string{homevisit.Respond, homevisit.Fetch}[c.dice.IntN(2)]
	if c.try(p.name, "visit.confirm", homevisit.Confirm{Visit: p.id, Code: c.code(p.id), Promise: name, At: at}, 0) {
		p.proofs[name] = append(p.proofs[name], proof{now, at, at, c.n})
	}
}

func (c *chance) byTwo(verb string, body any) bool {
	c.n++
	out, err := c.As("officer").Try(fmt.Sprint("word ", c.n), verb, body)
	return err == nil && out.Status == journal.Proposed && c.try("head", "approval.approve", journal.Approve{Command: out.ID}, 0)
}

// merge puts a request into one that came before it: what was proven of the one
// is proven of the other.
func (c *chance) merge(p *page) {
	into := c.book[c.dice.IntN(len(c.book))]
	if slices.Index(c.book, into) >= slices.Index(c.book, p) || // the one that came first stands for both
		p.into != nil || into.into != nil || !c.byTwo("need.merge", need.Merge{Case: p.id, Into: into.id}) {
		return
	}
	p.into = into
	c.seen["merged"]++
	for _, name := range []string{homevisit.Respond, homevisit.Fetch} {
		if f, found := p.first(name, c.Clock.Now()); found {
			into.proofs[name] = append(into.proofs[name], proof{c.Clock.Now(), f.at, f.until, c.n})
			c.seen["proven by a merged one"]++
		}
	}
}

func (c *chance) unmerge(p *page) {
	if p.into != nil && c.byTwo("need.unmerge", need.Unmerge{Case: p.id}) {
		p.into = nil
		c.seen["unmerged"]++
	}
}

// end is one of the ways in which a request ends without having been served: the
// patient's own word and what two persons found to be no request end the clocks.
func (c *chance) end(p *page) {
	switch c.dice.IntN(4) {
	case 0:
		if c.byTwo("need.dismiss", need.Dismiss{Case: p.id, Reason: "a"}) {
			p.gone, p.goneN = c.Clock.Now(), c.n
		}
	case 1:
		c.byTwo("need.cancel", need.Cancel{Case: p.id, Reason: "a"})
	case 2:
		c.byTwo("need.recategorise", need.Recategorise{Case: p.id, Kind: homevisit.Transport})
	default:
		if c.try(p.name, "need.withdraw", need.Withdraw{Case: p.id, Code: c.code(p.id)}, 0) {
			p.gone, p.goneN = c.Clock.Now(), c.n
		}
	}
}

var hours = map[string]time.Duration{homevisit.Respond: 2 * time.Hour, homevisit.Fetch: 4 * time.Hour}

// first is the fulfilment that the clock knows of: the earliest that kept it, or the
// earliest after the deadline.
func (p *page) first(name string, now instant.Instant) (f proof, found bool) {
	state, f := p.reckon(name, now)
	return f, state == promise.Kept || state == promise.StateStruck
}

// reckon says how a clock must stand, from the proofs alone.
func (p *page) reckon(name string, now instant.Instant) (string, proof) {
	due := p.start.Add(hours[name])
	state := func(at instant.Instant, n int) string {
		switch {
		case p.gone != 0 && !p.gone.After(due) && p.goneN < n:
			return promise.Cancelled
		case at.After(due):
			return promise.Late
		}
		return promise.Running
	}
	for _, f := range p.proofs[name] {
		was := state(f.now, f.n)
		if was == promise.Running && !f.until.After(due) {
			return promise.Kept, f
		}
		if was == promise.Late && !f.until.After(due) && !f.now.After(due.Add(7*24*time.Hour)) {
			return promise.StateStruck, f
		}
	}
	return state(now, math.MaxInt), proof{}
}

// look holds the book against the tables.
func (c *chance) look() {
	now := c.Clock.Now()
	for _, p := range c.book {
		for name, whole := range hours {
			got := c.promise(p.id, name)
			want, _ := p.reckon(name, now)
			c.seen[want]++
			if got.State != want {
				c.t.Fatalf("%s of %s is %s, the book says %s (%v, gone %d): %v", name, p.name, got.State, want, p.proofs[name], p.gone, c.kinds(p.id))
			}
			if got.Start != p.start || got.Due != p.start.Add(whole) {
				c.t.Fatalf("%s of %s moved: %s to %s", name, p.name, got.Start, got.Due)
			}
		}
		c.Query(func(q journal.Query) error {
			all, err := promise.Of(q, p.id)
			if back := c.promise(p.id, homevisit.Return); err == nil && len(all) != 2 && (len(all) != 3 || back.ID == "") {
				c.t.Fatalf("%s has %d clocks", p.name, len(all))
			}
			return err
		})
	}
}
