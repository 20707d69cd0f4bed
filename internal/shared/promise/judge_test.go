package promise

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/instant"
)

// Nine in the morning, a promise of four hours, seven days for proof.
var (
	nine    = instant.Of(time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC))
	one     = nine.Add(4 * time.Hour)
	closing = one.Add(7 * 24 * time.Hour)
)

func fetch(state string) Promise {
	return Promise{ID: "p", State: state, Start: nine, Due: one, ProofUntil: closing}
}

const ms = time.Millisecond

func TestWhatAFulfilmentMeans(t *testing.T) {
	none := instant.Instant(0)
	for _, c := range []struct {
		what             string
		state            string
		at, since, until instant.Instant
		now              instant.Instant
		want             Verdict
	}{
		{"said with signal", Running, nine, nine, none, nine.Add(time.Second), WasKept},
		{"4:00:00.000 is met", Running, one, nine, none, one, WasKept},
		{"one millisecond later is not", Running, one.Add(ms), nine, none, one.Add(ms), WasLate},
		{"the phone says 3 h 55, the record 4 h 01", Running, one.Add(-5 * time.Minute), nine, none, one.Add(time.Minute), IsClaimed},
		{"the same with a witness at 3 h 58", Running, one.Add(-5 * time.Minute), nine, one.Add(-2 * time.Minute), one.Add(time.Minute), WasKept},
		{"a witness at 4:00:00.000", Late, one, nine, one, one.Add(time.Hour), WasStruck},
		{"a witness one millisecond later", Late, one, nine, one.Add(ms), one.Add(time.Hour), IsClaimed},
		{"the last token held is of 4 h 20", Late, one.Add(-5 * time.Minute), one.Add(20 * time.Minute), none, one.Add(30 * time.Minute), WasLate},
		{"the token is of exactly 4 h", Late, one.Add(-5 * time.Minute), one, none, one.Add(30 * time.Minute), IsClaimed},
		{"no token at all, two years back", Late, one.Add(-2 * 365 * 24 * time.Hour), none, none, one.Add(time.Hour), IsClaimed},
		{"no token at all, an hour after", Late, one.Add(time.Hour), none, none, one.Add(2 * time.Hour), WasLate},
		{"proof on the seventh day", Late, nine, nine, one.Add(-time.Hour), closing, WasStruck},
		{"proof a millisecond after it", Late, nine, nine, one.Add(-time.Hour), closing.Add(ms), IsClaimed},
		{"a witness of tomorrow", Late, nine, none, one.Add(24 * time.Hour), one.Add(time.Hour), IsClaimed},
		{"the machine was down at the deadline", Running, nine.Add(time.Hour), nine, nine.Add(2 * time.Hour), one.Add(26 * time.Hour), WasKept},
		{"before the news came in", Running, nine.Add(-time.Hour), none, none, nine.Add(time.Minute), WasKept},
		{"it was kept before", Kept, one.Add(time.Hour), none, none, one.Add(time.Hour), Settled},
		{"it was cancelled", Cancelled, nine, none, none, nine.Add(time.Hour), Settled},
		{"it is struck already", StateStruck, nine, nine, nine.Add(time.Hour), one.Add(time.Hour), Settled},
	} {
		got := fetch(c.state).Judge(Evidence{c.at, c.since, c.until}, c.now)
		qt.Check(t, qt.Equals(got, c.want), qt.Commentf("%s", c.what))
	}
}

// TestDoubtIsDecidedForThePatient walks every order of five instants around the
// deadline: some thousand cases.
func TestDoubtIsDecidedForThePatient(t *testing.T) {
	steps := []time.Duration{-time.Hour, -ms, 0, ms, time.Hour}
	count := 0
	for _, state := range []string{Running, Late} {
		for _, at := range steps {
			for _, since := range append(steps, -1000*time.Hour) {
				for _, until := range append(steps, 1000*time.Hour) {
					for _, now := range append(steps, 7*24*time.Hour, 7*24*time.Hour+ms) {
						count++
						e := Evidence{one.Add(at), one.Add(since), one.Add(until)}
						if until == 1000*time.Hour {
							e.Until = 0
						}
						got := fetch(state).Judge(e, one.Add(now))
						upper := min(until, now)
						switch got {
						case WasKept, WasStruck:
							qt.Check(t, qt.IsTrue(upper <= 0 && at <= 0 && since <= 0), qt.Commentf("%s: at %s since %s until %s now %s", state, at, since, until, now))
							qt.Check(t, qt.Equals(got == WasStruck, state == Late))
							qt.Check(t, qt.IsTrue(state == Running || now <= 7*24*time.Hour))
						case WasLate:
							qt.Check(t, qt.IsTrue(at > 0 || since > 0))
						case IsClaimed:
							qt.Check(t, qt.IsTrue(at <= 0 && since <= 0))
							qt.Check(t, qt.IsTrue(upper > 0 || now > 7*24*time.Hour))
						default:
							t.Errorf("%s of an open promise", got)
						}
					}
				}
			}
		}
	}
	qt.Check(t, qt.IsTrue(count >= 2000), qt.Commentf("%d", count))
}

// Whatever a device says of its own clock, without the server's word it strikes
// nothing and keeps nothing after the deadline.
func TestAPhonesClockAloneProvesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := one.Add(time.Duration(rapid.Int64Range(-4e6, 4e6).Draw(t, "at")) * ms)
		now := one.Add(time.Duration(rapid.Int64Range(1, 1e9).Draw(t, "now")) * ms)
		since := one.Add(time.Duration(rapid.Int64Range(-4e6, 4e6).Draw(t, "since")) * ms)
		state := rapid.SampledFrom([]string{Running, Late}).Draw(t, "state")
		for _, e := range Fulfil(fetch(state), Evidence{At: at, Since: since}, now) {
			switch e.(type) {
			case Claimed, FulfilledLate:
			default:
				t.Fatalf("%T", e)
			}
		}
	})
}

func TestTheSameEvidenceTwiceSaysNothingNew(t *testing.T) {
	p := fetch(Late)
	p.ClaimedAt = nine.Add(time.Hour)
	qt.Check(t, qt.HasLen(Fulfil(p, Evidence{At: nine.Add(time.Hour)}, one.Add(time.Hour)), 0))
	qt.Check(t, qt.HasLen(Fulfil(p, Evidence{At: nine.Add(time.Minute)}, one.Add(time.Hour)), 1))
	p.FulfilledAt = one.Add(time.Hour)
	qt.Check(t, qt.HasLen(Fulfil(p, Evidence{At: nine, Since: one.Add(time.Hour)}, one.Add(2*time.Hour)), 0))
}
