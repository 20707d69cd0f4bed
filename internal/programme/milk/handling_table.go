package milk

import (
	"encoding/json"
	"fmt"

	"sambang/internal/calc/milktime"
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
	AsHead   = policy.AsHead
	AsHealth = policy.AsHealth
)

// unsigned are the codes of why somebody does not sign.
var unsigned = policy.Unsigned{Moved: "milk.table_moved", NotYours: "milk.not_yours_to_sign", Own: "milk.own_table", Already: "milk.already_signed", Second: "milk.second_signer"}

// SignTable is one person's signature under a version of the table. The digest
// says that what is signed is what was read.
type SignTable struct {
	Version int64  `json:"version"`
	Digest  string `json:"digest" max:"64"`
	// As is head, or health for a midwife or a doctor.
	As string `json:"as" max:"10"`
}

// Check wants a known part.
func (b SignTable) Check() *fault.Error { return policy.CheckPart(b.As) }

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

// Signing is the newest version with what has been signed of it.
type Signing struct {
	policy.Paper
	Row SignedTable
}

func loadSigning(q journal.Query) (t Signing, err error) {
	table, version, err := TablePolicy.Get(q)
	if err != nil {
		return t, err
	}
	document, err := json.Marshal(table)
	if err != nil {
		return t, fmt.Errorf("milk: write the table: %w", err)
	}
	if t.Paper, err = policy.PaperOf(q, TablePolicy.Name(), version, document); err != nil {
		return t, err
	}
	t.Row, _, err = SignedTables.First(q.Tx, "facility_id = $1 AND version = $2 AND digest = $3", q.Facility, version, t.Digest())
	t.Signatures = t.Row.names()
	return t, err
}

// Sign puts one of the two names under the newest version: two persons, whatever
// roles they have, and neither of them who prepared it.
func (t Signing) Sign(s journal.Said[SignTable]) journal.Answer {
	b := s.Body
	if why := t.Refusal(s.By, b.Version, b.Digest, b.As, unsigned); why == unsigned.NotYours {
		return journal.Refuse(why).On("as")
	} else if why != "" {
		return journal.Refuse(why)
	}
	id := t.Row.ID
	if id == "" {
		id = s.NewID(0)
	}
	return journal.Accept(TableSigned{id, b.Version, b.Digest, b.As, s.By.Worker, t.Document})
}

// names are those under it, put where they stand in the row.
func (t SignedTable) names() policy.Signatures {
	return policy.Signatures{HeadBy: t.HeadBy, HeadAt: t.HeadAt, HealthBy: t.HealthBy, HealthAt: t.HealthAt, SignedAt: t.SignedAt}
}

func applyTableSigned(tx *store.Tx, m journal.Meta, e TableSigned) error {
	row, found, err := SignedTables.Get(tx, m.Facility, e.Table)
	if err != nil {
		return err
	}
	if !found {
		row = SignedTable{Facility: m.Facility, ID: e.Table, Version: e.Version, Digest: e.Digest, Document: e.Document}
	}
	n := row.names().Put(e.As, e.Signer, m.RecordedAt)
	row.HeadBy, row.HeadAt, row.HealthBy, row.HealthAt, row.SignedAt = n.HeadBy, n.HeadAt, n.HealthBy, n.HealthAt, n.SignedAt
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
