package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// The two parts of a signature under a clinical table: the head's, and a midwife's or
// a doctor's.
const (
	AsHead   = "head"
	AsHealth = "health"
)

// CheckPart wants one of the two parts.
func CheckPart(as string) *fault.Error {
	if as != AsHead && as != AsHealth {
		return fault.BadField("body.unknown_word", "as")
	}
	return nil
}

// Digest names the content of a table: what is signed is what was read.
func Digest(document []byte) string {
	sum := sha256.Sum256(document)
	return hex.EncodeToString(sum[:8])
}

// Signatures are the two names under a table. SignedAt is when the second one came:
// from then on the table is in force.
type Signatures struct {
	HeadBy   ident.ID
	HeadAt   instant.Instant
	HealthBy ident.ID
	HealthAt instant.Instant
	SignedAt instant.Instant
}

// Put adds one name.
func (s Signatures) Put(as string, signer ident.ID, at instant.Instant) Signatures {
	if as == AsHead {
		s.HeadBy, s.HeadAt = signer, at
	} else {
		s.HealthBy, s.HealthAt = signer, at
	}
	if s.HeadBy != "" && s.HealthBy != "" {
		s.SignedAt = at
	}
	return s
}

// Paper is the newest version of a table as it lies before who signs.
type Paper struct {
	Version  int64
	Document json.RawMessage
	// Proposer is the account that prepared the version; empty for the program's own.
	Proposer string
	Signatures
}

// PaperOf reads who prepared a version of a section.
func PaperOf(q journal.Query, section string, version int64, document json.RawMessage) (Paper, error) {
	p := Paper{Version: version, Document: document}
	if version == 0 {
		return p, nil
	}
	v, _, err := Versions.First(q.Tx, "facility_id = $1 AND section = $2 AND version = $3", q.Facility, section, version)
	p.Proposer = v.ProposedBy
	return p, err
}

// Digest names what is to be signed.
func (p Paper) Digest() string { return Digest(p.Document) }

// Unsigned are the codes, each room's own, of why somebody does not sign.
type Unsigned struct{ Moved, NotYours, Own, Already, Second string }

// Refusal says by one of the codes why somebody may not put their name as one of the
// two parts under what they have read; empty: they may. Two persons sign, whatever
// roles they have, and neither of them who prepared it.
func (p Paper) Refusal(by access.Actor, version int64, digest, as string, codes Unsigned) string {
	first, other := p.HeadBy, p.HealthBy
	if as == AsHealth {
		first, other = other, first
	}
	switch {
	case version != p.Version || digest != p.Digest():
		return codes.Moved
	case by.Worker == "" || !signsAs(by, as):
		return codes.NotYours
	case p.Proposer == string(by.ID):
		return codes.Own
	case first != "":
		return codes.Already
	case other == by.Worker:
		return codes.Second
	}
	return ""
}

// May reports whether somebody may still sign as one of the two parts.
func (p Paper) May(by access.Actor, as string) bool {
	no := Unsigned{"no", "no", "no", "no", "no"}
	return p.Refusal(by, p.Version, p.Digest(), as, no) == ""
}

func signsAs(a access.Actor, as string) bool {
	if as == AsHead {
		return a.Is(access.Head)
	}
	return a.Is(access.Midwife) || a.Is(access.Doctor)
}
