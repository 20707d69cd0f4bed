package need

import (
	"encoding/json"
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
)

// The two parts of a signature.
const (
	AsHead   = "head"
	AsHealth = "health"
)

// SignTriage is one person's signature under the newest table of signs: verb
// need.sign_triage. The digest says that what is signed is what was read.
type SignTriage struct {
	Version int64  `json:"version"`
	Digest  string `json:"digest" max:"64"`
	// As is head, or health for a midwife or a doctor.
	As string `json:"as" max:"10"`
}

// Check wants a known part.
func (b SignTriage) Check() *fault.Error {
	if b.As != AsHead && b.As != AsHealth {
		return fault.BadField("body.unknown_word", "as")
	}
	return nil
}

// TriageSigned is the event of one signature. The table stands in it, so that what
// was signed can be read for ever, whatever the program's own becomes.
type TriageSigned struct {
	Table    ident.ID        `json:"table"`
	Version  int64           `json:"version"`
	Digest   string          `json:"digest"`
	As       string          `json:"as"`
	Signer   ident.ID        `json:"signer"`
	Document json.RawMessage `json:"document"`
}

// Signing is the newest table with what has been signed of it.
type Signing struct {
	Version  int64
	Document json.RawMessage
	// Proposer is the account that prepared the version; empty for the program's own.
	Proposer string
	Row      SignedTable
}

// Digest names what is to be signed: the signs alone, so that a new number to dial
// needs no new signatures.
func (t Signing) Digest() string { return digestOf(t.Document) }

// SigningOf reads the newest table and its signatures.
func SigningOf(q journal.Query) (t Signing, err error) {
	set, version, err := TriagePolicy.Get(q)
	if err != nil {
		return t, err
	}
	t.Version = version
	if t.Document, err = json.Marshal(set.Signs); err != nil {
		return t, fmt.Errorf("need: write the table of signs: %w", err)
	}
	if version > 0 {
		v, _, err := policy.Versions.First(q.Tx, "facility_id = $1 AND section = $2 AND version = $3", q.Facility, TriagePolicy.Name(), version)
		if err != nil {
			return t, err
		}
		t.Proposer = v.ProposedBy
	}
	t.Row, _, err = SignedTables.First(q.Tx, "facility_id = $1 AND digest = $2", q.Facility, t.Digest())
	return t, err
}

// sign puts one of the two names under the newest table: two persons, whatever
// roles they have, and neither of them who prepared it.
func (t Signing) sign(s journal.Said[SignTriage]) journal.Answer {
	b, signer := s.Body, s.By.Worker
	first, other := t.Row.HeadBy, t.Row.HealthBy
	if b.As == AsHealth {
		first, other = other, first
	}
	switch {
	case b.Version != t.Version || b.Digest != t.Digest():
		return journal.Refuse("need.table_moved")
	case signer == "" || !maySignAs(s.By, b.As):
		return journal.Refuse("need.not_yours_to_sign").On("as")
	case t.Proposer == string(s.By.ID):
		return journal.Refuse("need.own_table")
	case first != "":
		return journal.Refuse("need.already_signed")
	case other == signer:
		return journal.Refuse("need.second_signer")
	}
	id := t.Row.ID
	if id == "" {
		id = s.NewID(0)
	}
	return journal.Accept(TriageSigned{id, b.Version, b.Digest, b.As, signer, t.Document})
}

func maySignAs(a access.Actor, as string) bool {
	if as == AsHead {
		return a.Is(access.Head)
	}
	return a.Is(access.Midwife) || a.Is(access.Doctor)
}

func applyTriageSigned(tx *store.Tx, m journal.Meta, e TriageSigned) error {
	row, found, err := SignedTables.Get(tx, m.Facility, e.Table)
	if err != nil {
		return err
	}
	if !found {
		row = SignedTable{Facility: m.Facility, ID: e.Table, Version: e.Version, Digest: e.Digest, Document: e.Document}
	}
	if e.As == AsHead {
		row.HeadBy, row.HeadAt = e.Signer, m.RecordedAt
	} else {
		row.HealthBy, row.HealthAt = e.Signer, m.RecordedAt
	}
	if row.HeadBy != "" && row.HealthBy != "" {
		row.SignedAt = m.RecordedAt
	}
	return SignedTables.Put(tx, row)
}
