package need

import (
	"sambang/internal/calc/triage"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Signature is one of the two names under a table of signs.
type Signature struct {
	Name string          `json:"name"`
	At   instant.Instant `json:"at"`
}

// TriageView is the table by which requests are judged now, and the newest one with
// what has been signed of it.
type TriageView struct {
	// Signs are those in force; while Live is false the operator decides, and every
	// page says so.
	Signs   []triage.Sign `json:"signs"`
	Live    bool          `json:"live"`
	Version int64         `json:"version"`
	// EmergencyNumber is what to dial at once, TestedOn the day somebody rang it.
	EmergencyNumber string `json:"emergency_number"`
	TestedOn        string `json:"emergency_tested_on,omitempty"`
	// Many is how many requests of one telephone in an hour stand like any other.
	Many int64 `json:"many"`
	// Newest is what waits for signatures; the same as Signs once both are there.
	Newest        []triage.Sign `json:"newest"`
	NewestVersion int64         `json:"newest_version"`
	Digest        string        `json:"digest"`
	Head          *Signature    `json:"head,omitempty"`
	Health        *Signature    `json:"health,omitempty"`
	// Demo: the health centre is invented and works by the newest unsigned.
	Demo bool `json:"demo"`
	// MayHead and MayHealth say which part whoever asks may still sign.
	MayHead   bool `json:"may_head"`
	MayHealth bool `json:"may_health"`
}

// ShowTriage reads the table as intake and the page of signatures show it.
func (r Room) ShowTriage(q journal.Query) (v TriageView, err error) {
	force, err := ForceOf(q)
	if err != nil {
		return v, err
	}
	newest, version, err := TriagePolicy.Get(q)
	if err != nil {
		return v, err
	}
	t, err := SigningOf(q)
	if err != nil {
		return v, err
	}
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return v, err
	}
	v = TriageView{Signs: force.Signs, Live: force.Live, Version: force.Version, EmergencyNumber: force.EmergencyNumber, TestedOn: force.TestedOn, Many: force.Many,
		Newest: newest.Signs, NewestVersion: version, Digest: t.Digest(), Demo: home.Demo}
	if v.Head, err = r.signature(q, t.Row.HeadBy, t.Row.HeadAt); err != nil {
		return v, err
	}
	if v.Health, err = r.signature(q, t.Row.HealthBy, t.Row.HealthAt); err != nil {
		return v, err
	}
	v.MayHead = t.May(q.By, AsHead)
	v.MayHealth = t.May(q.By, AsHealth)
	return v, nil
}

func (r Room) signature(q journal.Query, by ident.ID, at instant.Instant) (*Signature, error) {
	if by == "" {
		return nil, nil
	}
	name, err := r.called(q, by)
	return &Signature{name, at}, err
}
