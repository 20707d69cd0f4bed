package health

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Recorded is the event of a version of a visit record. What was measured and written
// is sealed in Content.
type Recorded struct {
	Record  ident.ID `json:"record"`
	Person  ident.ID `json:"person"`
	Village string   `json:"village,omitempty"`
	Kind    string   `json:"kind"`
	// On is the civil day of the visit, At when it was told.
	On    string          `json:"on"`
	At    instant.Instant `json:"at"`
	By    ident.ID        `json:"by"`
	Place string          `json:"place"`
	Visit ident.ID        `json:"visit,omitempty"`
	Round ident.ID        `json:"round,omitempty"`
	// Code is K1 to K6, KF1 to KF4 or KN1 to KN3.
	Code     string      `json:"code,omitempty"`
	Dangers  []string    `json:"dangers,omitempty"`
	NewCases []string    `json:"new_cases,omitempty"`
	Served   []string    `json:"served,omitempty"`
	NextOn   string      `json:"next_on,omitempty"`
	Content  journal.Ref `json:"content"`
	// Healer: the signer was a health worker; Licensed: with a licence number.
	Healer   bool       `json:"healer,omitempty"`
	Licensed bool       `json:"licensed,omitempty"`
	Workers  []ident.ID `json:"workers,omitempty"`
	Request  ident.ID   `json:"request,omitempty"`
	Version  int64      `json:"version"`
	Corrects ident.ID   `json:"corrects,omitempty"`
	// Policy is the version of the ranges by which its figures were judged, Groups that
	// of the settings by which it counts.
	Policy int64 `json:"policy,omitempty"`
	Groups int64 `json:"groups,omitempty"`
}

// Copied is the event of a record that somebody copied into the record system in use.
type Copied struct {
	Record ident.ID        `json:"record"`
	By     ident.ID        `json:"by"`
	At     instant.Instant `json:"at"`
}

// RecordsMoved is the event of a person's records following them to another village.
type RecordsMoved struct {
	Person  ident.ID `json:"person"`
	Village string   `json:"village"`
}

func applyRecorded(tx *store.Tx, m journal.Meta, e Recorded) error {
	_, found, err := Records.Get(tx, m.Facility, e.Record)
	if err != nil || found {
		return err
	}
	r := Record{Facility: m.Facility, ID: e.Record, Person: e.Person, Village: e.Village, Kind: e.Kind, On: e.On, Place: e.Place, Visit: e.Visit,
		Round: e.Round, Code: e.Code, Dangers: plain(e.Dangers), NewCases: plain(e.NewCases), Served: plain(e.Served), NextOn: e.NextOn,
		Content: e.Content, By: e.By, Healer: e.Healer, Licensed: e.Licensed, Workers: plain(e.Workers), Request: e.Request, Version: e.Version,
		Corrects: e.Corrects, OccurredAt: e.At, RecordedAt: m.RecordedAt}
	if err := Records.Put(tx, r); err != nil || e.Corrects == "" {
		return err
	}
	before, found, err := Records.Get(tx, m.Facility, e.Corrects)
	if err != nil || !found {
		return err
	}
	before.ReplacedBy = e.Record
	return Records.Put(tx, before)
}

// plain is never nil, for a row that is rebuilt must be the same to the letter.
func plain[E any](in []E) []E {
	if in == nil {
		return []E{}
	}
	return in
}

func applyCopied(tx *store.Tx, m journal.Meta, e Copied) error {
	r, found, err := Records.Get(tx, m.Facility, e.Record)
	if err != nil || !found {
		return err
	}
	r.CopiedAt, r.CopiedBy = m.RecordedAt, e.By
	return Records.Put(tx, r)
}

func applyRecordsMoved(tx *store.Tx, m journal.Meta, e RecordsMoved) error {
	all, err := Records.Where(tx, "facility_id = $1 AND person = $2 ORDER BY id", m.Facility, e.Person)
	for _, r := range all {
		r.Village = e.Village
		if err := Records.Put(tx, r); err != nil {
			return err
		}
	}
	return err
}

// latestFirst orders records by day, the last recorded of a day first.
func latestFirst(all []Record) {
	slices.SortFunc(all, func(a, b Record) int {
		return cmp.Or(cmp.Compare(b.On, a.On), cmp.Compare(b.RecordedAt, a.RecordedAt), cmp.Compare(a.ID, b.ID))
	})
}
