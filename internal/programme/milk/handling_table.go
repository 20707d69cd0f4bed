package milk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
)

// TablePolicy is the section of the facility's policy that holds the table of how
// long milk keeps. A version counts when the head and a midwife or a doctor have
// signed it; until then the last signed one holds.
var TablePolicy = policy.Define("milk_table", milktime.Defaults())

// The two parts of a signature.
const (
	AsHead   = "head"
	AsHealth = "health"
)

// SignTable is one person's signature under a version of the table. The digest
// says that what is signed is what was read.
type SignTable struct {
	Version int64  `json:"version"`
	Digest  string `json:"digest" max:"64"`
	// As is head, or health for a midwife or a doctor.
	As string `json:"as" max:"10"`
}

// Check wants a known part.
func (b SignTable) Check() *fault.Error { return oneOf(b.As, "as", AsHead, AsHealth) }

// TableSigned is one signature. The document stands in it, so that what was signed
// can be read for ever, whatever the program's own table becomes.
type TableSigned struct {
	Table    ident.ID        `json:"table"`
	Version  int64           `json:"version"`
	Digest   string          `json:"digest"`
	As       string          `json:"as"`
	Signer   ident.ID        `json:"signer"`
	Document json.RawMessage `json:"document"`
}

// SignedTable is the row of a table that somebody has signed.
type SignedTable struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Version  int64           `db:"version"`
	Digest   string          `db:"digest"`
	Document json.RawMessage `db:"document,json"`
	HeadBy   ident.ID        `db:"head_by"`
	HeadAt   instant.Instant `db:"head_at"`
	HealthBy ident.ID        `db:"health_by"`
	HealthAt instant.Instant `db:"health_at"`
	// SignedAt is when the second signature came: from then on it is in force.
	SignedAt instant.Instant `db:"signed_at"`
}

// SignedTables are the tables that somebody has signed.
var SignedTables = store.NewTable[SignedTable]("milk_table", store.Derived)

// digestOf names the content of a table.
func digestOf(document []byte) string {
	sum := sha256.Sum256(document)
	return hex.EncodeToString(sum[:8])
}

// Signing is the newest version with what has been signed of it.
type Signing struct {
	Version  int64
	Document json.RawMessage
	// Proposer is the account that prepared the version; empty for the program's own.
	Proposer string
	Row      SignedTable
}

// Digest names what is to be signed.
func (t Signing) Digest() string { return digestOf(t.Document) }

func loadSigning(q journal.Query) (t Signing, err error) {
	table, version, err := TablePolicy.Get(q)
	if err != nil {
		return t, err
	}
	t.Version = version
	if t.Document, err = json.Marshal(table); err != nil {
		return t, fmt.Errorf("milk: write the table: %w", err)
	}
	if version > 0 {
		v, _, err := policy.Versions.First(q.Tx, "facility_id = $1 AND section = $2 AND version = $3", q.Facility, TablePolicy.Name(), version)
		if err != nil {
			return t, err
		}
		t.Proposer = v.ProposedBy
	}
	t.Row, _, err = SignedTables.First(q.Tx, "facility_id = $1 AND version = $2 AND digest = $3", q.Facility, version, t.Digest())
	return t, err
}

// Sign puts one of the two names under the newest version: two persons, whatever
// roles they have, and neither of them who prepared it.
func (t Signing) Sign(s journal.Said[SignTable]) journal.Answer {
	b, signer := s.Body, s.By.Worker
	first, other := t.Row.HeadBy, t.Row.HealthBy
	if b.As == AsHealth {
		first, other = other, first
	}
	switch {
	case b.Version != t.Version || b.Digest != t.Digest():
		return journal.Refuse("milk.table_moved")
	case signer == "" || !maySignAs(s.By, b.As):
		return journal.Refuse("milk.not_yours_to_sign").On("as")
	case t.Proposer == string(s.By.ID):
		return journal.Refuse("milk.own_table")
	case first != "":
		return journal.Refuse("milk.already_signed")
	case other == signer:
		return journal.Refuse("milk.second_signer")
	}
	id := t.Row.ID
	if id == "" {
		id = s.NewID(0)
	}
	return journal.Accept(TableSigned{id, b.Version, b.Digest, b.As, signer, t.Document})
}

func maySignAs(a access.Actor, as string) bool {
	if as == AsHead {
		return a.Is(access.Head)
	}
	return a.Is(access.Midwife) || a.Is(access.Doctor)
}

func applyTableSigned(tx *store.Tx, m journal.Meta, e TableSigned) error {
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

// Force is the table by which milk is declared now.
type Force struct {
	milktime.Table
	Version int64
	// Signed: nothing may be declared without.
	Signed bool
}

// ForceOf reads the table in force: the last one that two persons have signed. An
// invented health centre works by the program's own until somebody signs.
func ForceOf(q journal.Query) (Force, error) {
	row, found, err := lastSigned(q)
	if err != nil {
		return Force{}, err
	}
	if !found {
		f, err := registry.FacilityOf(q.Tx, q.Facility)
		return Force{milktime.Defaults(), 0, f.Demo}, err
	}
	t := Force{Version: row.Version, Signed: true}
	if err := json.Unmarshal(row.Document, &t.Table); err != nil {
		return t, fmt.Errorf("milk: read the table of version %d: %w", row.Version, err)
	}
	return t, nil
}

func lastSigned(q journal.Query) (SignedTable, bool, error) {
	return SignedTables.First(q.Tx, "facility_id = $1 AND signed_at > 0 ORDER BY signed_at DESC, version DESC", q.Facility)
}
