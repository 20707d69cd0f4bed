package promise

import (
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Evidence is when something happened: At as its sender says; Since and Until as
// the server's own time tokens bound it. Since is for an hour that somebody typed, which
// may lie before the report; zero: At is bounded already, or nothing says that it was not
// earlier. Until zero: nothing but the record says that it was not later.
type Evidence struct {
	At    instant.Instant
	Since instant.Instant
	Until instant.Instant
}

// EvidenceOf takes the evidence from what was said. The journal has bounded its hour.
func EvidenceOf[B any](s journal.Said[B]) Evidence { return Evidence{At: s.At, Until: s.Until} }

// Verdict is what a fulfilment means for a promise.
type Verdict string

// The verdicts. Settled: the promise has its end and this changes nothing.
const (
	Settled   Verdict = "settled"
	WasKept   Verdict = "kept"
	WasStruck Verdict = "struck"
	WasLate   Verdict = "late"
	IsClaimed Verdict = "claimed"
)

// Judge decides what a fulfilment means at now, when it is recorded. In time is what
// cannot have happened after the deadline, the deadline itself included; late is
// what cannot have happened before, or is told of as after. What lies between is a
// claim, and a claim strikes nothing: doubt is decided for the one who was promised.
func (p Promise) Judge(e Evidence, now instant.Instant) Verdict {
	until := now
	if !e.Until.IsZero() {
		until = min(e.Until, now)
	}
	open := p.State == Running || p.State == Late
	switch {
	case !open:
		return Settled
	case !max(e.At, e.Since, until).After(p.Due) && p.State == Running:
		return WasKept
	case !max(e.At, e.Since, until).After(p.Due) && !now.After(p.ProofUntil):
		return WasStruck
	case e.At.After(p.Due) || e.Since.After(p.Due):
		return WasLate
	}
	return IsClaimed
}

// Fulfil is what a fulfilment does to a promise, as events; none when it changes
// nothing.
func Fulfil(p Promise, e Evidence, now instant.Instant) []any {
	return p.settle(p.Judge(e, now), e, ByToken, now)
}

// Confirm is the word of the one who was promised, by the code of the receipt, that
// it was fulfilled at an instant: as strong as a token.
func Confirm(p Promise, at, now instant.Instant) []any { return vouch(p, at, now, ByPatient) }

// CallBack is what the health centre heard when it called back, as two persons put
// their names to it: as strong as a token. The caller sees to the two.
func CallBack(p Promise, at, now instant.Instant) []any { return vouch(p, at, now, ByCallBack) }

func vouch(p Promise, at, now instant.Instant, proof string) []any {
	e := Evidence{At: min(at, now), Until: min(at, now)}
	return p.settle(p.Judge(e, now), e, proof, now)
}

// settle gives the events of a verdict; the same evidence twice gives none.
func (p Promise) settle(v Verdict, e Evidence, proof string, now instant.Instant) []any {
	earliest := max(e.At, e.Since)
	switch {
	case v == WasKept && !now.After(p.Due):
		return []any{Keep(p.ID, e.At)}
	case v == WasKept: // the machine has not come to the deadline yet
		return []any{Ended{ID: p.ID, State: Kept, At: e.At, Until: e.Until, Proof: proof}}
	case v == WasStruck:
		return []any{Struck{p.ID, p.Subject, p.Kind, p.Due, e.At, e.Until, proof}}
	case v == WasLate && (p.FulfilledAt.IsZero() || earliest.Before(p.FulfilledAt)):
		return []any{FulfilledLate{p.ID, p.Subject, p.Kind, earliest}}
	case v == IsClaimed && (p.ClaimedAt.IsZero() || e.At.Before(p.ClaimedAt)):
		return []any{Claimed{p.ID, p.Subject, p.Kind, e.At}}
	}
	return nil
}
