package journal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"sambang/internal/core/ident"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Ref is what an event says of sealed data: where it is and a digest keyed by a
// salt that lies beside the data. Erasing the data and its salt leaves a chain
// that still verifies and says nothing.
type Ref struct {
	Table   string   `json:"sealed"`
	ID      ident.ID `json:"id"`
	Version int64    `json:"version"`
	Digest  string   `json:"digest"`
}

// IsZero reports whether the reference points nowhere.
func (r Ref) IsZero() bool { return r.Table == "" }

type sealedRow struct {
	ref  Ref
	salt []byte
	text []byte
}

// sealer collects what a decision seals. Its salts come from randomness drawn
// before the decision, so that deciding stays a pure function of its input.
type sealer struct {
	ring    *keys.Ring
	entropy [32]byte
	rows    []sealedRow
	err     error
}

func (s *sealer) add(table string, id ident.ID, version int64, data any) Ref {
	text, err := json.Marshal(data)
	if err != nil {
		s.err = fmt.Errorf("journal: seal %s: %w", table, err)
	}
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(s.rows)))
	sum := sha256.Sum256(append(s.entropy[:], n[:]...))
	salt := sum[:16]
	r := Ref{table, id, version, digest(salt, text)}
	s.rows = append(s.rows, sealedRow{r, salt, text})
	return r
}

func digest(salt, text []byte) string {
	h := hmac.New(sha256.New, salt)
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

func (s *sealer) write(tx *store.Tx, ring *keys.Ring, facility ident.ID) error {
	if s.err != nil {
		return s.err
	}
	for _, row := range s.rows {
		body, err := ring.Seal(facility, row.text)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO sealed (facility_id, tbl, id, version, salt, body) VALUES ($1, $2, $3, $4, $5, $6)",
			facility, row.ref.Table, row.ref.ID, row.ref.Version, base64.RawStdEncoding.EncodeToString(row.salt), body); err != nil {
			return err
		}
	}
	return nil
}

// OpenSealed reads sealed data into a struct; gone reports that it was erased.
func OpenSealed(tx *store.Tx, ring *keys.Ring, facility ident.ID, r Ref, into any) (gone bool, err error) {
	text, _, found, err := readSealed(tx, ring, facility, r)
	if err != nil || !found {
		return !found, err
	}
	return false, json.Unmarshal(text, into)
}

func readSealed(tx *store.Tx, ring *keys.Ring, facility ident.ID, r Ref) (text, salt []byte, found bool, err error) {
	var body, saltText string
	found, err = tx.One("SELECT body, salt FROM sealed WHERE facility_id = $1 AND tbl = $2 AND id = $3 AND version = $4",
		store.Args(facility, r.Table, r.ID, r.Version), &body, &saltText)
	if err != nil || !found {
		return nil, nil, found, err
	}
	if salt, err = base64.RawStdEncoding.DecodeString(saltText); err != nil {
		return nil, nil, true, keys.ErrSealed
	}
	text, err = ring.Open(facility, body)
	return text, salt, true, err
}

// fits reports whether sealed data is still what its event says.
func (r Ref) fits(salt, text []byte) bool { return digest(salt, text) == r.Digest }
