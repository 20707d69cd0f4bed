// Package keys holds the secrets of an installation: one master key in a file
// of its own, outside database and backup. Everything secret is derived from
// it; nothing derived is stored.
package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"sambang/internal/core/ident"
)

// Ring derives every secret of an installation from its master key.
type Ring struct {
	id     string
	master []byte
	mu     sync.RWMutex
	boxes  map[ident.ID]cipher.AEAD
	macs   map[string][]byte
}

// ErrSealed says that a sealed text cannot be read: another key, or changed by hand.
var ErrSealed = errors.New("keys: the sealed text does not open")

// New makes a ring from 32 bytes.
func New(master []byte) (*Ring, error) {
	if len(master) != 32 {
		return nil, fmt.Errorf("keys: the master key has %d bytes, not 32", len(master))
	}
	sum := sha256.Sum256(append([]byte("sambang key id "), master...))
	return &Ring{id: hex.EncodeToString(sum[:4]), master: master, boxes: map[ident.ID]cipher.AEAD{}, macs: map[string][]byte{}}, nil
}

// Load reads the key file, or makes it when it is not there; made says which.
func Load(path string) (r *Ring, made bool, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		master := make([]byte, 32)
		if _, err := rand.Read(master); err != nil {
			return nil, false, fmt.Errorf("keys: %w", err)
		}
		r, err := New(master)
		if err != nil {
			return nil, false, err
		}
		return r, true, r.save(path)
	}
	if err != nil {
		return nil, false, fmt.Errorf("keys: %w", err)
	}
	r, err = FromSheet(string(b))
	return r, false, err
}

func (r *Ring) save(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	_, err = f.WriteString(r.Sheet() + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// Save writes the ring to a new file; it never overwrites one.
func (r *Ring) Save(path string) error { return r.save(path) }

// ID names the key without giving anything of it away; a backup carries it.
func (r *Ring) ID() string { return r.id }

// Sheet is the master key as the recovery sheet prints it: groups of four
// letters and digits with the key's id in front, so that a slip is noticed.
func (r *Ring) Sheet() string {
	text := hex.EncodeToString(r.master)
	var groups []string
	for i := 0; i < len(text); i += 4 {
		groups = append(groups, text[i:i+4])
	}
	return r.id + ":" + strings.Join(groups, "-")
}

// FromSheet reads what Sheet printed, spaces and dashes aside.
func FromSheet(text string) (*Ring, error) {
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	id, body, ok := strings.Cut(text, ":")
	if !ok {
		return nil, errors.New("keys: a recovery sheet begins with the key's id and a colon")
	}
	master, err := hex.DecodeString(strings.ReplaceAll(body, "-", ""))
	if err != nil {
		return nil, errors.New("keys: the recovery sheet has letters that do not belong there")
	}
	r, err := New(master)
	if err != nil {
		return nil, err
	}
	if r.id != id {
		return nil, errors.New("keys: the recovery sheet was copied with a mistake (its id does not fit)")
	}
	return r, nil
}

func (r *Ring) derive(purpose string) []byte {
	r.mu.RLock()
	k, ok := r.macs[purpose]
	r.mu.RUnlock()
	if ok {
		return k
	}
	k, err := hkdf.Key(sha256.New, r.master, nil, "sambang/"+purpose, 32)
	if err != nil {
		panic("keys: " + err.Error()) // 32 bytes of HKDF-SHA256 cannot fail
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.macs[purpose] = k
	return k
}

// Mac is HMAC-SHA256 of the parts under the key of a purpose. Parts are kept
// apart, so that ("a", "bc") and ("ab", "c") differ.
func (r *Ring) Mac(purpose string, parts ...string) []byte {
	h := hmac.New(sha256.New, r.derive("mac/"+purpose))
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

// Token is a secret of 130 bits, as 26 characters, derived from the parts.
func (r *Ring) Token(purpose string, parts ...string) string {
	const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	sum := r.Mac(purpose, parts...)
	out := make([]byte, 26)
	for i := range out {
		bit := i * 5
		v := uint16(sum[bit/8])<<8 | uint16(sum[bit/8+1])
		out[i] = alphabet[v>>(11-bit%8)&31]
	}
	return string(out)
}

// Digits is a code of n digits (at most 9) derived from the parts.
func (r *Ring) Digits(n int, purpose string, parts ...string) string {
	sum := r.Mac(purpose, parts...)
	v := uint64(0)
	for _, b := range sum[:8] {
		v = v<<8 | uint64(b)
	}
	mod := uint64(1)
	for range n {
		mod *= 10
	}
	return fmt.Sprintf("%0*d", n, v%mod) // 2^64 mod 10^6 favours no code by more than 1 in 10^13
}

// Lookup is a keyed hash by which a secret (phone, NIK) can be found again.
func (r *Ring) Lookup(facility ident.ID, kind, value string) string {
	return hex.EncodeToString(r.Mac("lookup", string(facility), kind, value)[:16])
}

// Seal encrypts a text of a facility (AES-256-GCM, a fresh nonce each time).
func (r *Ring) Seal(facility ident.ID, text []byte) (string, error) {
	box, err := r.box(facility)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, box.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", fmt.Errorf("keys: %w", err)
	}
	return base64.RawStdEncoding.EncodeToString(box.Seal(nonce, nonce, text, []byte(facility))), nil
}

// Open decrypts what Seal made for the same facility.
func (r *Ring) Open(facility ident.ID, sealed string) ([]byte, error) {
	box, err := r.box(facility)
	if err != nil {
		return nil, err
	}
	b, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil || len(b) < box.NonceSize() {
		return nil, ErrSealed
	}
	text, err := box.Open(nil, b[:box.NonceSize()], b[box.NonceSize():], []byte(facility))
	if err != nil {
		return nil, ErrSealed
	}
	return text, nil
}

func (r *Ring) box(facility ident.ID) (cipher.AEAD, error) {
	r.mu.RLock()
	box, ok := r.boxes[facility]
	r.mu.RUnlock()
	if ok {
		return box, nil
	}
	block, err := aes.NewCipher(r.derive("seal/" + string(facility)))
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	box, err = cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.boxes[facility] = box
	return box, nil
}
