// Package ident makes and reads the ids of everything: UUIDv7 written as 26
// characters of lower-case base32 (Crockford's alphabet, so that an id sorts by
// the time it was made and can be read aloud without I, L, O and U).
//
// The sender of a command makes its id. An id is never trusted for order.
package ident

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strings"
	"time"
)

// ID is 26 characters; the empty ID means "none".
type ID string

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// ErrForm says that a text is no id.
var ErrForm = errors.New("ident: not an id")

// New makes an id at now from the system's random source.
func New(now time.Time) ID {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic("ident: the system has no random source: " + err.Error())
	}
	return pack(b, uint64(now.UnixMilli()))
}

// Derive makes the n-th id that follows from another: the same inputs always
// give the same id, so that deciding a command twice names the same things.
func Derive(from ID, n int) ID {
	h := sha256.New()
	h.Write([]byte(from))
	var o [8]byte
	binary.BigEndian.PutUint64(o[:], uint64(n))
	h.Write(o[:])
	var b [16]byte
	copy(b[:], h.Sum(nil))
	ms := uint64(0)
	if raw, err := unpack(string(from)); err == nil {
		ms = uint64(raw[0])<<40 | uint64(raw[1])<<32 | uint64(raw[2])<<24 | uint64(raw[3])<<16 | uint64(raw[4])<<8 | uint64(raw[5])
	}
	return pack(b, ms)
}

// Named makes an id from a text (seeds, demo data, one-off work of the machine).
func Named(name string) ID {
	sum := sha256.Sum256([]byte(name))
	var b [16]byte
	copy(b[:], sum[:])
	return pack(b, uint64(sum[16])<<8|uint64(sum[17]))
}

func pack(b [16]byte, ms uint64) ID {
	b[0], b[1], b[2], b[3], b[4], b[5] = byte(ms>>40), byte(ms>>32), byte(ms>>24), byte(ms>>16), byte(ms>>8), byte(ms)
	b[6] = b[6]&0x0f | 0x70
	b[8] = b[8]&0x3f | 0x80
	var out [26]byte
	hi, lo := binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])
	for i := 25; i >= 0; i-- {
		out[i] = alphabet[lo&31]
		lo = lo>>5 | hi<<59
		hi >>= 5
	}
	return ID(out[:])
}

func unpack(s string) ([16]byte, error) {
	var b [16]byte
	if len(s) != 26 || s[0] > '7' {
		return b, ErrForm
	}
	var hi, lo uint64
	for i := 0; i < 26; i++ {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return b, ErrForm
		}
		hi = hi<<5 | lo>>59
		lo = lo<<5 | uint64(v)
	}
	binary.BigEndian.PutUint64(b[:8], hi)
	binary.BigEndian.PutUint64(b[8:], lo)
	return b, nil
}

// Parse checks that s is an id.
func Parse(s string) (ID, error) {
	if _, err := unpack(s); err != nil {
		return "", err
	}
	return ID(s), nil
}

// Valid reports whether the id is well formed.
func (id ID) Valid() bool { _, err := unpack(string(id)); return err == nil }
