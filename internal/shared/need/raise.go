package need

import (
	"slices"

	"sambang/internal/calc/triage"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Raising is what is read before signs that somebody of ours saw with a person are
// made a request: the signed table, and the requests about that human.
type Raising struct {
	person  ident.ID
	village string
	table   Force
	// open are their open requests; named is the one in whose journey the signs were
	// seen, open or not.
	open  []Case
	named Case
}

// ReadRaising reads it. Visit names the request whose team saw the signs, or nothing.
func ReadRaising(q journal.Query, person, visit ident.ID) (r Raising, err error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, person)
	if err != nil || !found {
		return r, err
	}
	r.person, r.village = p.ID, p.Village
	if r.table, err = ForceOf(q); err != nil {
		return r, err
	}
	if r.open, err = requestsOf(q, p.ID); err != nil || visit == "" {
		return r, err
	}
	root, err := Root(q, visit)
	if err != nil {
		return r, err
	}
	named, found, err := Cases.Get(q.Tx, q.Facility, root)
	if err != nil || !found || !named.Request {
		return r, err
	}
	// A request may name another of the records that were made one.
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if slices.ContainsFunc(append(records, p.ID), func(id ident.ID) bool { return slices.Contains(named.People, id) }) {
		r.named = named
	}
	return r, err
}

// NewRaising is that of somebody who is written down in the same breath as the signs: nobody
// can have asked for them yet.
func NewRaising(q journal.Query, person ident.ID, village string) (r Raising, err error) {
	r.person, r.village = person, village
	r.table, err = ForceOf(q)
	return r, err
}

// Raised is the request that signs became or joined.
type Raised struct {
	Request ident.ID
	// New: it was opened for them; else an open one has got the evidence.
	New    bool
	Colour string
	// Emergency is what to dial at once; it is there when the colour is red.
	Emergency string
	// Events are need.opened, or need.evidence_added and perhaps need.triaged.
	Events []any
}

// Raise makes one request of all signs that were seen with one person at one time, by
// the door "visit": the gravest gives its colour, and its clock starts when they were
// seen, as far as the server's tokens bear that out. An open request of the same human
// gets the evidence instead of a twin, and the graver colour. Kind is visit_request or
// transport_request; n is the ordinal of the ids it makes; what is said beside, sealed,
// may be empty. No sign raises nothing.
func Raise[B any](r Raising, s journal.Said[B], n int, kind string, signs []string, what string) Raised {
	if len(signs) == 0 || r.person == "" {
		return Raised{}
	}
	from := start(s.Now, s.At, s.Clock, 0, 0)
	sign, v := r.gravest(signs, kind)
	if c, found := r.joins(from); found {
		return r.join(c, from, sign, v, s.By.Worker, Seal(s, s.NewID(n), what))
	}
	e := Opened{Case: s.NewID(n), Kind: kind, People: []ident.ID{r.person}, Village: r.village, OpenedBy: s.By.Worker, Door: "visit", Cause: s.ID,
		Started: from, Sign: sign, Colour: v.colour, ColourBy: v.by, SignDue: v.due(from), Triage: r.table.Version, What: Seal(s, s.NewID(n), what)}
	return r.answer(e.Case, true, v.colour, e)
}

func (r Raising) answer(request ident.ID, opened bool, colour string, events ...any) Raised {
	out := Raised{Request: request, New: opened, Colour: colour, Events: events}
	if colour == Red {
		out.Emergency = r.table.EmergencyNumber
	}
	return out
}

// gravest is the sign that weighs most by the table in force: by its colour, then by
// how soon it wants somebody there, then as they were told.
func (r Raising) gravest(signs []string, kind string) (sign string, most verdict) {
	for _, code := range signs {
		v := r.table.judge(code, "", true, Kind{Name: kind})
		heavier := triage.Colour(v.colour).Graver(triage.Colour(most.colour))
		sooner := v.colour == most.colour && v.row && (!most.row || v.seconds < most.seconds)
		if sign == "" || heavier || sooner {
			sign, most = code, v
		}
	}
	return sign, most
}

// joins finds the request that these signs belong to: the one whose team saw them,
// while its journey ran; else the oldest open one. A journey that is wanted for another
// day is none: who is in danger now does not wait for it.
func (r Raising) joins(from instant.Instant) (Case, bool) {
	if c := r.named; c.ID != "" && c.Outcome != OutcomeDismissed && (c.State == Going || !from.After(c.ClosedAt)) {
		return c, true
	}
	for _, c := range r.open {
		if c.State == Going && c.Merged == "" && !c.WantAt.After(from) {
			return c, true
		}
	}
	return Case{}, false
}

// join adds the evidence to a request, and the sign where that makes it graver or
// sooner. No clock is moved, and a colour is only ever raised.
func (r Raising) join(c Case, from instant.Instant, sign string, v verdict, by ident.ID, what journal.Ref) Raised {
	events := []any{EvidenceAdded{Case: c.ID, Door: "visit", At: max(from, c.Started), By: by, What: what}}
	colour, due := c.Colour, v.due(from)
	graver := triage.Colour(v.colour).Graver(triage.Colour(c.Colour))
	sooner := !due.IsZero() && (c.SignDue.IsZero() || due.Before(c.SignDue))
	if c.State == Going && (graver || sooner && v.colour == c.Colour) {
		e := Triaged{Case: c.ID, Sign: sign, Colour: v.colour, ColourBy: v.by, SignDue: c.SignDue, Triage: r.table.Version, By: by}
		if sooner {
			e.SignDue = due
		}
		events, colour = append(events, e), v.colour
	}
	return r.answer(c.ID, false, colour, events...)
}
