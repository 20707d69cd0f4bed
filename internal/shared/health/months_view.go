package health

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// FeedingView is a line as the faces know it.
type FeedingView struct {
	ID       ident.ID `json:"id"`
	Baby     ident.ID `json:"baby"`
	BabyName string   `json:"baby_name"`
	Month    int64    `json:"month"`
	// Answer is not_counted where a reason of health stands behind other food and the
	// reader is neither midwife nor doctor; nothing else of that line is shown then.
	Answer     string          `json:"answer"`
	Medical    bool            `json:"medical,omitempty"`
	Source     string          `json:"source"`
	On         string          `json:"on"`
	LastDay    string          `json:"last_day,omitempty"`
	SinceLast  string          `json:"since_last,omitempty"`
	Given      []string        `json:"given"`
	GivenSince string          `json:"given_since,omitempty"`
	GivenBy    string          `json:"given_by,omitempty"`
	Reasons    []string        `json:"reasons"`
	ByName     string          `json:"by_name"`
	RecordedAt instant.Instant `json:"recorded_at"`
	ReplacedBy ident.ID        `json:"replaced_by,omitempty"`
}

// MayReadMedical reports whether somebody reads that a reason of health stands behind a
// month: midwives and doctors.
func MayReadMedical(a access.Actor) bool { return a.Is(access.Midwife) || a.Is(access.Doctor) }

// VeiledFrom is the line as somebody may read it.
func (f Feeding) VeiledFrom(a access.Actor) Feeding {
	if !f.Medical || MayReadMedical(a) {
		return f
	}
	f.Answer, f.Medical, f.LastDay, f.SinceLast = NotCounted, false, "", ""
	f.Given, f.GivenSince, f.GivenBy, f.Reasons = []string{}, "", "", []string{}
	return f
}

func showFeeding(q journal.Query, id ident.ID) (any, bool, error) {
	f, found, err := Feedings.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	f = f.VeiledFrom(q.By)
	v := FeedingView{ID: f.ID, Baby: f.Baby, Month: f.Month, Answer: f.Answer, Medical: f.Medical, Source: f.Source, On: f.On,
		LastDay: f.LastDay, SinceLast: f.SinceLast, Given: plain(f.Given), GivenSince: f.GivenSince, GivenBy: f.GivenBy, Reasons: plain(f.Reasons),
		RecordedAt: f.RecordedAt, ReplacedBy: f.ReplacedBy}
	_, baby, _, err := registry.OpenCanonical(q, f.Baby)
	if err != nil {
		return nil, false, err
	}
	v.BabyName = baby.Name
	_, by, _, err := registry.Open(q, f.By)
	v.ByName = by.Name
	return v, err == nil, err
}
