package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Kind is what a picture is for.
type Kind string

// The kinds: a photo, and a name drawn with a finger.
const (
	Photo     Kind = "photo"
	Signature Kind = "signature"
)

// Valid reports whether it is one of the kinds.
func (k Kind) Valid() bool { return k == Photo || k == Signature }

// ID names a picture in rows and events: 32 hexadecimal digits, the keyed hash.
type ID string

// Ref is how an event names a picture, so that verify finds it: {"blob": id}.
type Ref struct {
	Blob ID `json:"blob"`
}

// IsZero reports whether it names none.
func (r Ref) IsZero() bool { return r.Blob == "" }

var (
	hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)
	idForm   = regexp.MustCompile(`^[0-9a-f]{32}$`)
)

// Named turns what a phone or a row says into an ID: the SHA-256 of what was sent
// (64 hexadecimal digits), or an ID already. False: it is neither.
func Named(ring *keys.Ring, facility ident.ID, said string) (ID, bool) {
	switch {
	case idForm.MatchString(said):
		return ID(said), true
	case hashForm.MatchString(said):
		return ID(ring.Lookup(facility, "blob", said)), true
	}
	return "", false
}

// Hash is the name that a phone gives to bytes.
func Hash(sent []byte) string {
	sum := sha256.Sum256(sent)
	return hex.EncodeToString(sum[:])
}

// Row is everything about a picture but what it shows.
type Row struct {
	Facility      ident.ID
	ID            ID
	Kind          Kind
	Media         string
	Size          int64 // bytes of the picture as it is kept
	Width, Height int64 // pixels
	By            ident.ID
	At            instant.Instant
	// ErasedAt is zero while the picture is kept.
	ErasedAt instant.Instant
	digest   string
}

// State is what has become of a picture.
type State string

// The states. Waiting is a picture that was named and has not come: it is still
// on the phone.
const (
	Waiting State = "waiting"
	Here    State = "here"
	Erased  State = "erased"
)

// MostADay is how many pictures one person may send in 24 hours: a cadre's 40
// visits with three photos each, twice over. A stolen session cannot fill the disk.
const MostADay = 250

// Sent is a picture that has come, cleaned.
type Sent struct {
	ID   ID
	Kind Kind
	By   ident.ID
	Picture
}

const columns = "kind, media, size, width, height, sent_by, sent_at, erased_at, digest"

// Look reads the row of a picture.
func Look(tx *store.Tx, facility ident.ID, id ID) (Row, State, error) {
	r := Row{Facility: facility, ID: id}
	found, err := tx.One("SELECT "+columns+" FROM blob WHERE facility_id = $1 AND id = $2", store.Args(facility, id), r.dest()...)
	switch {
	case err != nil || !found:
		return Row{}, Waiting, err
	case r.ErasedAt != 0:
		return r, Erased, nil
	}
	return r, Here, nil
}

func (r *Row) dest() []any {
	return []any{&r.Kind, &r.Media, &r.Size, &r.Width, &r.Height, &r.By, &r.At, &r.ErasedAt, &r.digest}
}

// Put keeps a picture. Sent again, the first stays and the answer is the same; a
// body that was lost is put back. An erased one is refused as blob.erased, whoever
// sends it, and one too many of a day as blob.too_many.
func Put(tx *store.Tx, ring *keys.Ring, facility ident.ID, s Sent, now instant.Instant) (Row, error) {
	r, state, err := Look(tx, facility, s.ID)
	if err != nil {
		return Row{}, err
	}
	switch state {
	case Erased:
		return Row{}, fault.New(fault.Refused, "blob.erased")
	case Here:
		return r, heal(tx, ring, r, s)
	}
	var today int64
	if _, err := tx.One("SELECT COUNT(*) FROM blob WHERE facility_id = $1 AND sent_by = $2 AND sent_at > $3",
		store.Args(facility, s.By, now.Add(-24*time.Hour)), &today); err != nil {
		return Row{}, err
	}
	if today >= MostADay {
		return Row{}, fault.New(fault.Busy, "blob.too_many")
	}
	r = Row{Facility: facility, ID: s.ID, Kind: s.Kind, Media: s.Media, Size: int64(len(s.Body)), Width: int64(s.Width), Height: int64(s.Height), By: s.By, At: now}
	body, err := ring.Seal(facility, s.Body)
	if err != nil {
		return Row{}, err
	}
	// Two phones may send the same picture at once: the second finds it there.
	_, err = tx.Exec("INSERT INTO blob (facility_id, id, "+columns+", body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (facility_id, id) DO NOTHING",
		facility, r.ID, r.Kind, r.Media, r.Size, r.Width, r.Height, r.By, r.At, r.ErasedAt, digest(ring, facility, r.ID, s.Body), body)
	return r, err
}

// heal puts a lost body back. The same bytes were cleaned the same way: what does
// not fit the digest is from an earlier way of cleaning and changes nothing.
func heal(tx *store.Tx, ring *keys.Ring, r Row, s Sent) error {
	if r.digest != digest(ring, r.Facility, r.ID, s.Body) {
		return nil
	}
	body, err := ring.Seal(r.Facility, s.Body)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE blob SET body = $3 WHERE facility_id = $1 AND id = $2 AND body = '' AND erased_at = 0", r.Facility, r.ID, body)
	return err
}

// digest ties a body to its id: without the key nobody can put another in its place.
func digest(ring *keys.Ring, facility ident.ID, id ID, body []byte) string {
	return hex.EncodeToString(ring.Mac("blob body", string(facility), string(id), string(body)))
}

// Open reads a picture. It is a fault when a kept one is missing or does not fit.
func Open(tx *store.Tx, ring *keys.Ring, r Row) ([]byte, error) {
	var sealed string
	if _, err := tx.One("SELECT body FROM blob WHERE facility_id = $1 AND id = $2", store.Args(r.Facility, r.ID), &sealed); err != nil {
		return nil, err
	}
	body, wrong := r.open(ring, sealed)
	if wrong != "" {
		return nil, fault.Wrap(fmt.Errorf("blob %s: %s", r.ID, wrong), "blob: open")
	}
	return body, nil
}

// open says in words for the operator what is wrong with a body, if anything.
func (r Row) open(ring *keys.Ring, sealed string) (body []byte, wrong string) {
	if sealed == "" {
		return nil, "its body is missing, and it was not erased"
	}
	body, err := ring.Open(r.Facility, sealed)
	if err != nil {
		return nil, err.Error()
	}
	if r.digest != digest(ring, r.Facility, r.ID, body) || r.Size != int64(len(body)) {
		return nil, "its body is another one"
	}
	return body, ""
}

// Erase takes a picture out for ever and keeps its id and the hour: whoever sends
// it again, or for the first time after it was erased, is refused. For the apply
// of the event that erases.
func Erase(tx *store.Tx, facility ident.ID, id ID, at instant.Instant) error {
	_, err := tx.Exec("INSERT INTO blob (facility_id, id, "+columns+", body) VALUES ($1, $2, '', '', 0, 0, 0, '', 0, $3, '', '') "+
		"ON CONFLICT (facility_id, id) DO UPDATE SET size = 0, width = 0, height = 0, digest = '', body = '', "+
		"erased_at = CASE WHEN blob.erased_at = 0 THEN excluded.erased_at ELSE blob.erased_at END", facility, id, at)
	return err
}
