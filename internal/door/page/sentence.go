package page

import (
	"html/template"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/tracking"
)

// sentence is what is true now, with one marked fact.
func (r *reading) sentence() template.HTML {
	key, at, tone := r.fact()
	return rich(r.v.lang, "page.say."+key, "at", tone, map[string]string{"at": at, "mother": r.mother, "courier": r.courier.Short, "receiver": r.receiver})
}

// fact chooses the sentence and what is marked in it.
func (r *reading) fact() (key, at, tone string) {
	d := r.d
	switch d.State {
	case milk.Declared:
		if d.Courier == "" {
			return "looked_for", r.hour(d.WantAt), ""
		}
		if eta, ok := r.arrival(); ok && r.seen.State == tracking.Waiting {
			return "fetching", r.hour(eta), ""
		}
		return "fetching", r.hour(max(d.WantAt, r.v.now)), ""
	case milk.Arrived:
		return "arrived", text.T(r.v.lang, "page.arrived_word", nil), ""
	case milk.Delivered:
		if r.receiver == "" {
			return "delivered", r.hour(d.EndedAt), ""
		}
		return "received", r.hour(d.EndedAt), ""
	case milk.Returned, milk.Discarded, milk.Cancelled:
		return d.State, r.hour(d.EndedAt), "amber"
	}
	return r.underWay()
}

// underWay is the sentence while the courier has the milk.
func (r *reading) underWay() (key, at, tone string) {
	late := r.promise.ID != "" && r.promise.State == promise.Late || !r.promise.Due.IsZero() && r.v.now > r.promise.Due
	if late {
		tone = "red"
	}
	eta, known := r.arrival()
	switch {
	case known && r.seen.State == tracking.Elsewhere:
		return "elsewhere", r.hour(eta), tone
	case known:
		return "carrying", r.hour(roundUp(eta)), tone
	case late:
		return "late", text.Duration(r.v.lang, r.v.now.Sub(r.promise.Due)), tone
	}
	return "carrying_by", r.hour(r.promise.Due), tone
}

// roundUp keeps to whole minutes: nobody arrives at a second.
func roundUp(i instant.Instant) instant.Instant {
	minute := instant.Instant(time.Minute.Microseconds())
	return (i + minute - 1) / minute * minute
}
