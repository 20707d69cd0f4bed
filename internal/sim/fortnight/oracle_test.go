package fortnight_test

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/core/instant"
)

// fact is one thing that was said about a request, as it went in: who said it, when
// they say it was, between which of the server's own times it must have been, and
// when the server wrote it down. It is all that the oracle knows.
type fact struct {
	kind    string
	request int
	other   int
	who     string
	// at is the sender's clock; since and until are the server's tokens, zero: none.
	at, since, until instant.Instant
	// heard is when the news came as the desk wrote it, written what a paper says, and
	// came when somebody says that the team was there.
	heard, written, came instant.Instant
	// recorded is when the server wrote it down. A command of two persons counts from
	// when the second one said yes.
	recorded instant.Instant
	accepted bool
}

// The promise that is played: four hours, with seven days for proof.
const (
	fourHours = 4 * time.Hour
	proofTime = 7 * 24 * time.Hour
)

// The ends that the debt of a request can have.
const (
	none     = ""
	owed     = "owed"
	struck   = "struck"
	reversed = "reversed"
	given    = "given"
)

// oracle works out from the evidence alone who is owed rice. It shares no code with
// the house, on purpose, and reads as the promise is told to people.
type oracle struct {
	facts  []fact
	said   map[int][]fact // what was said in a request's own name, and accepted
	merges []fact
	// all are the numbers of the requests.
	all []int
}

func newOracle(facts []fact) oracle {
	o := oracle{facts: slices.Clone(facts), said: map[int][]fact{}}
	slices.SortStableFunc(o.facts, func(a, b fact) int { return cmp.Compare(a.recorded, b.recorded) })
	for _, f := range o.facts {
		if !f.accepted {
			continue
		}
		o.said[f.request] = append(o.said[f.request], f)
		switch f.kind {
		case "ask":
			o.all = append(o.all, f.request)
		case "merge", "unmerge":
			o.merges = append(o.merges, f)
		}
	}
	return o
}

// start is when the clock of a request began: the earliest that was said of it when
// it came in. What the sender's clock says counts only as far as the server's own
// tokens allow, so that a clock set back by years begins nothing years ago; what
// somebody heard counts by how long before sending it was; a paper is a paper.
func (o oracle) start(request int) instant.Instant {
	for _, f := range o.said[request] {
		if f.kind == "ask" {
			return f.begins()
		}
	}
	return 0
}

func (f fact) begins() instant.Instant {
	floor := f.recorded.Add(-7 * 24 * time.Hour)
	sent := max(min(f.at, f.recorded), floor)
	if !f.since.IsZero() {
		sent = max(sent, min(f.since, f.recorded))
	}
	out := sent
	if !f.heard.IsZero() && f.heard.Before(f.at) {
		out = min(out, max(sent.Add(-f.at.Sub(f.heard)), floor))
	}
	if !f.written.IsZero() {
		out = min(out, max(f.written, floor))
	}
	return out
}

func (o oracle) due(request int) instant.Instant { return o.start(request).Add(fourHours) }

// child is the later of two requests that somebody merged: the earlier stands for both.
func (o oracle) child(f fact) (child, root int) {
	if o.start(f.other).Before(o.start(f.request)) {
		return f.request, f.other
	}
	return f.other, f.request
}

// partOf is what stands for a request at an instant: itself, or what it was merged into.
func (o oracle) partOf(request int, t instant.Instant) int {
	root := request
	for _, f := range o.merges {
		if f.recorded.After(t) || f.request != request && f.other != request {
			continue
		}
		if child, into := o.child(f); child == request {
			root = into
			if f.kind == "unmerge" {
				root = request
			}
		}
	}
	return root
}

// of lists what was said of a request: in its own name, and in that of one that it
// stood for when the server wrote it down.
func (o oracle) of(request int) (out []fact) {
	out = slices.Clone(o.said[request])
	for _, m := range o.merges {
		child, root := o.child(m)
		if m.kind != "merge" || root != request {
			continue
		}
		for _, f := range o.said[child] {
			if o.partOf(child, f.recorded) == request {
				out = append(out, f)
			}
		}
	}
	return out
}

// fetches reports whether a fact is what the four hours promise, by whose word it is.
func fetches(f fact) bool {
	switch f.kind {
	case "aboard", "hand_on":
		return true
	case "arrive":
		return f.who == "doctor"
	}
	return false
}

// kept reports whether the promise had its fulfilment, or its end, on record by the
// deadline, the deadline itself included.
func (o oracle) kept(request int) bool {
	due := o.due(request)
	for _, f := range o.of(request) {
		if f.recorded.After(due) {
			continue
		}
		switch {
		case fetches(f), f.kind == "withdraw", f.kind == "dismiss",
			(f.kind == "confirm" || f.kind == "call_back") && !f.came.After(due):
			return true
		}
	}
	return false
}

// proven reports whether a late promise was shown to have been kept within the days
// for it: by the server's own token, by the patient's code, or by a call-back that two
// persons stand for.
func (o oracle) proven(request int) bool {
	due := o.due(request)
	for _, f := range o.of(request) {
		if f.recorded.After(due.Add(proofTime)) {
			continue
		}
		at := max(min(f.at, f.recorded), f.since)
		switch {
		case fetches(f) && !f.until.IsZero() && !max(at, f.until).After(due),
			(f.kind == "confirm" || f.kind == "call_back") && !f.came.After(due):
			return true
		}
	}
	return false
}

// debt is how the rice of a request stands at the end, as far as its own clock says.
func (o oracle) debt(request int, end instant.Instant) string {
	switch {
	case !o.due(request).Before(end), o.kept(request):
		return none
	case o.proven(request):
		return struck
	}
	out := owed
	for _, f := range o.of(request) {
		switch {
		case f.kind == "reverse" && out == owed:
			out = reversed
		case f.kind == "give" && out == owed:
			out = given
		}
	}
	return out
}

// standing is how many debts a request has at the end with all that is part of it: one
// or none, never two.
func (o oracle) standing(request int, end instant.Instant) int {
	if o.partOf(request, end) != request {
		return 0
	}
	if d := o.debt(request, end); d == owed || d == given {
		return 1
	}
	return 0
}
