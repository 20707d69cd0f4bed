package lead

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
)

// Settings are how soon somebody is called on, and how long somebody is kept who has not
// said herself that she wants it.
type Settings struct {
	// VisitHours is within how many hours she is called on: 72, the programme's three days.
	VisitHours int64 `json:"visit_hours"`
	// MidwifeHours is within how many hours the midwife is there for a breast that hurts:
	// 24, the programme's own.
	MidwifeHours int64 `json:"midwife_hours"`
	// EraseDays is after how many days her details are erased unless she confirmed: 14, the
	// programme's own.
	EraseDays int64 `json:"erase_days"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("campaign_lead", Settings{VisitHours: 72, MidwifeHours: 24, EraseDays: 14})

// Check wants a promise of at most a week, and nobody kept for longer than a month who did
// not say so.
func (s Settings) Check() *fault.Error {
	switch {
	case s.VisitHours < 1 || s.VisitHours > 168:
		return fault.BadField("policy.bad_document", "visit_hours")
	case s.MidwifeHours < 1 || s.MidwifeHours > 72:
		return fault.BadField("policy.bad_document", "midwife_hours")
	case s.EraseDays < 1 || s.EraseDays > 30:
		return fault.BadField("policy.bad_document", "erase_days")
	}
	return nil
}

// The kinds of promise that a lead has: the cadre's visit, and the midwife's.
const (
	VisitPromise   = "lead_visit"
	MidwifePromise = "lead_midwife"
)

// rule is the promise of a kind. It owes nobody anything: its consequence is to stand late
// in the lists of cadre and desk.
func (s Settings) rule(kind string) promise.Rule {
	r := promise.Rule{Name: VisitPromise, Seconds: s.VisitHours * 3600, Consequence: promise.None, Clock: promise.Always,
		Warnings: []promise.Warning{{Percent: 50, Who: []string{promise.Owner}}, {Percent: 75, Who: []string{promise.Owner, promise.Coordinator}}}}
	if kind == Breast {
		r.Name, r.Seconds = MidwifePromise, s.MidwifeHours*3600
	}
	return r
}

// began is the beginning of a lead: its promise, and when it is erased.
type began struct {
	promise promise.Started
	erase   instant.Instant
}

// begin reckons both from now on: no device's time makes a promise.
func begin(q journal.Query, l Lead) (b began, err error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return b, err
	}
	_, version, err := promise.Policy.Get(q)
	if err != nil {
		return b, err
	}
	b.erase = q.Now.Add(time.Duration(set.EraseDays) * 24 * time.Hour)
	b.promise, err = promise.Begin(q, set.rule(l.Kind), version, PromiseID(l.ID), l.ID, q.Now, q.Now, l.Audiences())
	return b, err
}
