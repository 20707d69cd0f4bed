package promise

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Begin makes a promise by a rule of a version of the policy. Start is its earliest
// evidence, never after now: no device's time moves a deadline later. The deadline,
// its warnings and the last day for proof are reckoned here, once: what is set
// afterwards changes no promise made before. For a red sign give
// rule.RoundTheClock().
func Begin(q journal.Query, rule Rule, version int64, id, subject ident.ID, start, now instant.Instant, audiences []string) (Started, error) {
	set, err := Policy.At(q, version)
	if err != nil {
		return Started{}, err
	}
	f, _, err := registry.Facilities.Get(q.Tx, q.Facility, q.Facility)
	if err != nil {
		return Started{}, err
	}
	return rule.start(set, f.Location(), version, id, subject, min(start, now), audiences), nil
}

// start reckons everything that is fixed at the beginning.
func (r Rule) start(set Settings, zone *time.Location, version int64, id, subject ident.ID, start instant.Instant, audiences []string) Started {
	after := func(seconds time.Duration) instant.Instant { return start.Add(seconds) }
	if r.Clock == Opening {
		after = func(open time.Duration) instant.Instant { return hours(set.Hours).after(start, open, zone) }
	}
	whole := time.Duration(r.Seconds) * time.Second
	e := Started{ID: id, Subject: subject, Kind: r.Name, Start: start, Due: after(whole), Audiences: slices.Clone(audiences),
		Version: version, Consequence: r.Consequence}
	e.ProofUntil = e.Due.Add(time.Duration(set.ProofDays) * 24 * time.Hour)
	for _, w := range r.Warnings {
		e.Levels = append(e.Levels, Level{w.Percent, slices.Clone(w.Who), after(whole * time.Duration(w.Percent) / 100)})
	}
	if len(e.Levels) > 0 {
		e.WarnAt = e.Levels[0].At
	}
	return e
}
