package need

import (
	"encoding/json"
	"fmt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
)

// The two parts of a signature.
const (
	AsHead   = policy.AsHead
	AsHealth = policy.AsHealth
)

// unsigned are the codes of why somebody does not sign.
var unsigned = policy.Unsigned{Moved: "need.table_moved", NotYours: "need.not_yours_to_sign", Own: "need.own_table", Already: "need.already_signed", Second: "need.second_signer"}

// SignTriage is one person's signature under the newest table of signs: verb
// need.sign_triage. The digest says that what is signed is what was read.
type SignTriage struct {
	Version int64  `json:"version"`
	Digest  string `json:"digest" max:"64"`
	// As is head, or health for a midwife or a doctor.
	As string `json:"as" max:"10"`
}

// Check wants a known part.
func (b SignTriage) Check() *fault.Error { return policy.CheckPart(b.As) }

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
	policy.Paper
	Row SignedTable
}

// SigningOf reads the newest table and its signatures.
func SigningOf(q journal.Query) (t Signing, err error) {
	set, version, err := TriagePolicy.Get(q)
	if err != nil {
		return t, err
	}
	// The signs alone, so that a new number to dial needs no new signatures.
	document, err := json.Marshal(set.Signs)
	if err != nil {
		return t, fmt.Errorf("need: write the table of signs: %w", err)
	}
	if t.Paper, err = policy.PaperOf(q, TriagePolicy.Name(), version, document); err != nil {
		return t, err
	}
	t.Row, _, err = SignedTables.First(q.Tx, "facility_id = $1 AND digest = $2", q.Facility, t.Digest())
	t.Signatures = t.Row.names()
	return t, err
}

// sign puts one of the two names under the newest table: two persons, whatever
// roles they have, and neither of them who prepared it.
func (t Signing) sign(s journal.Said[SignTriage]) journal.Answer {
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
	return journal.Accept(TriageSigned{id, b.Version, b.Digest, b.As, s.By.Worker, t.Document})
}

// names are those under it, put where they stand in the row.
func (t SignedTable) names() policy.Signatures {
	return policy.Signatures{HeadBy: t.HeadBy, HeadAt: t.HeadAt, HealthBy: t.HealthBy, HealthAt: t.HealthAt, SignedAt: t.SignedAt}
}

func applyTriageSigned(tx *store.Tx, m journal.Meta, e TriageSigned) error {
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
