package milk_test

import (
	"fmt"
	"slices"
	"time"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
)

// midwife is who decides about doubtful milk in these days.
const midwife = "Wati"

// carton is a bottle's history as the log alone tells it, with what was judged.
type carton struct {
	delivery       ident.ID
	label          string
	limits         milktime.Limits
	h              milktime.History
	handed, packed instant.Instant
	box            milk.Reading // of the cooler at the hand-over
	judged         milk.Judgement
	then           milktime.Verdict // when it was judged
}

// now is the verdict at an instant, with a last reading of the cooler.
func (c carton) now(at instant.Instant, last milk.Reading) milktime.Verdict {
	h := c.h
	if !c.handed.IsZero() && c.packed.IsZero() && at.Sub(c.handed) > c.promptly() {
		h.Stays = append(slices.Clone(h.Stays), milktime.Stay{Place: milktime.Room, From: c.handed})
	}
	if last.Read || last.Melted {
		h.Readings = append(slices.Clone(h.Readings), milktime.Reading{At: at, C: last.C, Melted: last.Melted})
	}
	return milktime.Judge(c.limits, h)
}

func (c carton) promptly() time.Duration { return time.Duration(c.limits.Prompt) * time.Second }

// fit reports whether it may be given at an instant: before the last limit, and
// where it is doubtful with a judgement that nothing has overtaken.
func (c carton) fit(at instant.Instant, last milk.Reading) bool {
	v := c.now(at, last)
	stands := c.judged == milk.JudgedFit && !v.UseBy.Before(c.then.UseBy) && !v.HardBy.Before(c.then.HardBy)
	switch v.At(at) {
	case milktime.Past:
		return false
	case milktime.Doubtful:
		return stands
	}
	return c.judged != milk.JudgedUnfit
}

func (c *carton) read(r milk.Reading, at instant.Instant) {
	if r.Read || r.Melted {
		c.h.Readings = append(c.h.Readings, milktime.Reading{At: at, C: r.C, Melted: r.Melted})
	}
}

func (b *book) cartonsOf(delivery ident.ID) (out []*carton) {
	for _, id := range slices.Sorted(mapsKeys(b.cartons)) {
		if c := b.cartons[id]; c.delivery == delivery && b.ended[id] == "" {
			out = append(out, c)
		}
	}
	return out
}

func mapsKeys(m map[ident.ID]*carton) func(func(ident.ID) bool) {
	return func(yield func(ident.ID) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// handled reads what happened to the milk itself, and holds invariant 12 against
// what became of it.
func (p *wall) handled(l line) string {
	b := p.book
	switch l.kind {
	case "milk.declared/1":
		e := body[milk.DeclaredEvent](l)
		for _, x := range e.Bottles {
			frozen := slices.ContainsFunc(x.Stays, func(s milktime.Stay) bool { return s.Place.Freezes() })
			b.cartons[x.ID] = &carton{delivery: e.Delivery, label: x.Label, limits: e.Limits,
				h: milktime.History{Expressed: x.ExpressedAt, Thawed: x.Milk == milktime.Thawed && !frozen, Stays: x.Stays}}
			if x.Milk == milktime.Thawed {
				p.seen["thawed"]++
			}
		}
	case "milk.handed_over/1":
		e := body[milk.HandedOverEvent](l)
		for _, c := range b.cartonsOf(e.Delivery) {
			c.handed, c.box = e.At, e.Reading
		}
	case "milk.packed/1":
		p.packed(body[milk.PackedEvent](l))
	case "milk.undone/1":
		if e := body[milk.UndoneEvent](l); e.Kind == "packed" {
			for _, c := range b.cartonsOf(e.Delivery) {
				c.packed = 0
			}
		}
	case "milk.arrived/1":
		e := body[milk.ArrivedEvent](l)
		for _, c := range b.cartonsOf(e.Delivery) {
			c.read(e.Reading, e.At)
		}
	case "milk.fitness_judged/1":
		return p.judged(body[milk.FitnessJudged](l))
	case "milk.delivered/1":
		return p.given(body[milk.DeliveredEvent](l), l)
	}
	return ""
}

func (p *wall) packed(e milk.PackedEvent) {
	for _, c := range p.book.cartonsOf(e.Delivery) {
		if e.At.Sub(c.handed) > c.promptly() {
			c.h.Stays = append(slices.Clone(c.h.Stays), milktime.Stay{Place: milktime.Room, From: c.handed})
		}
		c.h.Stays = append(slices.Clone(c.h.Stays), milktime.Stay{Place: milktime.Cooler, From: e.At})
		c.packed = e.At
		c.read(e.Reading, e.At)
		if e.Reading.C > 15 {
			p.seen["warm box"]++
		}
	}
}

// judged holds a judgement against the last limit: nobody makes that milk fit.
func (p *wall) judged(e milk.FitnessJudged) string {
	for _, id := range e.Bottles {
		c := p.book.cartons[id]
		v := c.now(e.At, milk.Reading{})
		switch {
		case e.By != ident.Named(midwife):
			return "milk is judged by somebody who is no midwife"
		case e.Decision == milk.JudgedFit && v.At(e.At) == milktime.Past:
			return "milk past its last limit is judged fit"
		case e.Decision == milk.JudgedFit && c.judged == milk.JudgedUnfit:
			return "milk judged unfit is judged fit"
		}
		c.judged, c.then = e.Decision, v
		p.seen["judged "+string(e.Decision)]++
	}
	return ""
}

// given is invariant 12: what is over its time or temperature never ends as
// delivered and fit; told late it must have been fit when it was told, too.
func (p *wall) given(e milk.DeliveredEvent, l line) string {
	for _, id := range e.Bottles {
		c := p.book.cartons[id]
		if c == nil || c.delivery != e.Delivery {
			continue // another mother's, or nobody's: invariant 11 looks at it
		}
		fit := c.fit(e.At, e.Reading)
		called := !slices.ContainsFunc(e.Unfit, func(u milk.Unfit) bool { return u.Bottle == id })
		switch {
		case !fit && called:
			return fmt.Sprintf("bottle %s ends as fit: %+v", id, c.now(e.At, e.Reading))
		case !fit && (e.Proven || !e.Held):
			return "milk that is not fit is proven, or its fee is not held"
		case fit && c.now(e.At, e.Reading).At(e.At) == milktime.Doubtful:
			p.seen["delivered by judgement"]++
		case !fit:
			p.seen["unfit kept under review"]++
		}
	}
	return ""
}

// labels is the second half of invariant 11: of the bottles that are about no two
// have one label, and each bottle keeps its own for ever.
func (p *wall) labels(q journal.Query) (string, error) {
	about := map[string]ident.ID{}
	all, err := milk.Deliveries.Where(q.Tx, "facility_id = $1 ORDER BY id", store.Args(q.Facility)...)
	for _, d := range all {
		for _, b := range d.Bottles {
			if c := p.book.cartons[b.ID]; c == nil || c.label != b.Label || c.delivery != d.ID || p.book.mother[d.ID] != d.Mother {
				return "bottle " + string(b.ID) + " has changed its label or its mother", err
			}
			if b.Ended() {
				continue
			}
			if other := about[b.Label]; other != "" {
				return "two bottles are called " + b.Label, err
			}
			about[b.Label] = b.ID
		}
	}
	return "", err
}

// declare puts out one to three bottles, some of them nearly too old, some from a
// refrigerator at the edge of doubt, some thawed.
func (p *wall) declare() {
	m := p.int("mother", 0, 1)
	b := milk.Declare{Delivery: ident.Named(fmt.Sprint("delivery ", p.n)), Place: ident.Named("place " + mothers[m])}
	for i := range p.int("bottles", 1, 3) {
		x := p.bottle()
		x.ID, x.VolumeML = ident.Named(fmt.Sprint("bottle ", p.n, " ", i)), 90
		b.Bottles = append(b.Bottles, x)
	}
	if p.say(mothers[m], "milk.declare", b, 0).Status == journal.Accepted {
		p.known = append(p.known, b.Delivery)
	}
}

func (p *wall) bottle() milk.BottleBody {
	ago := func(minutes int) instant.Instant { return p.w.Clock.Now().Add(-time.Duration(minutes) * time.Minute) }
	switch p.pick("history", 10, 5, 4, 2, 1) {
	case 1:
		return milk.BottleBody{ExpressedAt: ago(p.int("age", 0, 230)), Milk: "fresh", Kept: "room"}
	case 2:
		return milk.BottleBody{ExpressedAt: ago(p.int("hours", 71*60, 97*60)), Milk: "cooled", Kept: "fridge"}
	case 3:
		return milk.BottleBody{ExpressedAt: ago(9000), ThawedAt: ago(p.int("thawed", 0, 1300)), Milk: "thawed", Kept: milktime.Place(p.one("kept", []string{"fridge", "cooler", "room"}))}
	case 4:
		return milk.BottleBody{ExpressedAt: ago(600), Milk: "frozen", Stays: []milktime.Stay{{Place: "freezer", From: ago(600)}, {Place: "room", From: ago(60)}, {Place: "freezer", From: ago(30)}}}
	}
	return milk.BottleBody{ExpressedAt: ago(p.int("age", 0, 230)), Milk: "cooled", Kept: "cooler"}
}

// judge has the midwife, or somebody who may not, decide about a bottle.
func (p *wall) judge() {
	if len(p.known) == 0 {
		return
	}
	d := p.delivery(p.known[p.int("delivery", max(0, len(p.known)-3), len(p.known)-1)])
	who := midwife
	if p.int("stranger", 0, 5) == 0 {
		who = p.one("who", []string{"head", "officer", "Joko", "Sri"})
	}
	decision := milk.JudgedFit
	if p.int("decision", 0, 4) == 0 {
		decision = milk.JudgedUnfit
	}
	for _, b := range d.Bottles {
		p.say(who, "milk.judge_fitness", milk.JudgeFitness{Delivery: d.ID, Bottles: []ident.ID{b.ID}, Decision: decision, Reason: "looked_at"}, 0)
	}
}

// degrees is what a thermometer shows in the box, when there is one.
func (p *wall) degrees() *float64 {
	switch p.pick("degrees", 6, 6, 2, 1) {
	case 1:
		return new(float64(p.int("cold", 0, 8)))
	case 2:
		return new(float64(p.int("warm", 11, 20)))
	case 3:
		return new(float64(p.int("hot", 25, 39)))
	}
	return nil
}
