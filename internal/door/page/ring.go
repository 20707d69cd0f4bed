package page

import (
	"strconv"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/core/text"
	"sambang/internal/shared/promise"
)

// ring is a promise as it is drawn.
type ring struct {
	State string // ok, warn, urgent, late or kept
	Used  int64  // percent of the time, 0 to 100
	Left  int64  // percent that is left
	Words string // "sisa 1 jam 42 menit"
	Of    string // "dari janji 2 jam"
	// Number and Unit stand inside: the largest unit only.
	Number, Unit    string
	Minutes, Before int64 // of the whole promise, and those left
}

// The limits of the ring's colours, in percent of the time used.
const (
	warnFrom   = 75
	urgentFrom = 90
)

// ringOf draws a promise at an instant. The deadline itself is still kept.
func ringOf(lang string, p promise.Promise, now instant.Instant) *ring {
	if p.ID == "" || p.State == promise.Cancelled || p.Due <= p.Start {
		return nil
	}
	whole := p.Due.Sub(p.Start)
	r := &ring{State: "ok", Minutes: int64(whole / time.Minute), Of: text.T(lang, "page.ring.of", map[string]string{"d": text.Duration(lang, whole)})}
	if p.State == promise.Kept || p.State == promise.StateStruck { // struck: late, and then proved to be kept
		at := p.EndedAt
		if p.State == promise.StateStruck {
			at = p.FulfilledAt
		}
		r.State, r.Words = "kept", text.T(lang, "page.ring.kept", map[string]string{"d": text.Duration(lang, at.Sub(p.Start))})
		return r
	}
	if !p.EndedAt.IsZero() {
		now = max(p.EndedAt, p.Due+1)
	}
	r.Used = min(100, max(0, int64(now.Sub(p.Start)*100/whole)))
	r.Left = 100 - r.Used
	r.Before = max(0, int64(p.Due.Sub(now)/time.Minute))
	r.Words = text.Left(lang, p.Due, now)
	r.Number, r.Unit = largest(lang, p.Due.Sub(now).Abs())
	switch {
	case now > p.Due:
		r.State, r.Number = "late", "+"+r.Number
	case r.Used >= urgentFrom:
		r.State = "urgent"
	case r.Used >= warnFrom:
		r.State = "warn"
	}
	return r
}

func largest(lang string, d time.Duration) (number, unit string) {
	if d >= time.Hour {
		return strconv.FormatInt(int64(d/time.Hour), 10), text.T(lang, "page.ring.hour", nil)
	}
	return strconv.FormatInt(int64(d/time.Minute), 10), text.T(lang, "page.ring.minute", nil)
}
