package phone

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"sync"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// Devices finds the phone behind a secret. An unknown and a blocked phone are
// both absent (fault.NotFound).
type Devices interface {
	// ByToken finds a phone by the secret in its address (Traccar Client).
	ByToken(ctx context.Context, token string) (ident.ID, error)
	// ByLogin finds a phone by user and password (OwnTracks).
	ByLogin(ctx context.Context, user, password string) (ident.ID, error)
}

// Secrets is what one phone proves itself with.
type Secrets struct {
	Token    string // in the address, at least 128 bits
	User     string
	Password string // at least 128 bits
}

// Roster is Devices from memory, for a whole server: no statement is run for a
// position. It holds digests only. Whoever enrols or blocks a phone tells it
// after the commit; at start it is fed with all phones that are not blocked.
type Roster struct {
	mu     sync.RWMutex
	tokens map[[32]byte]ident.ID
	logins map[string]login
	keys   map[ident.ID]keys
}

type login struct {
	password [32]byte
	device   ident.ID
}

type keys struct {
	token [32]byte
	user  string
}

// NewRoster is an empty roster.
func NewRoster() *Roster {
	return &Roster{tokens: map[[32]byte]ident.ID{}, logins: map[string]login{}, keys: map[ident.ID]keys{}}
}

// Enrol lets a phone in by these secrets, and by no earlier ones.
func (r *Roster) Enrol(device ident.ID, s Secrets) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(device)
	k := keys{sha256.Sum256([]byte(s.Token)), s.User}
	r.keys[device] = k
	if s.Token != "" {
		r.tokens[k.token] = device
	}
	if s.User != "" && s.Password != "" {
		r.logins[s.User] = login{sha256.Sum256([]byte(s.Password)), device}
	}
}

// Block shuts a phone out at once.
func (r *Roster) Block(device ident.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(device)
}

func (r *Roster) drop(device ident.ID) {
	k, known := r.keys[device]
	if !known {
		return
	}
	delete(r.keys, device)
	delete(r.tokens, k.token)
	if r.logins[k.user].device == device {
		delete(r.logins, k.user)
	}
}

// ByToken implements Devices. Looking up by digest tells a guesser nothing by its
// time: he cannot choose digests byte by byte.
func (r *Roster) ByToken(_ context.Context, token string) (ident.ID, error) {
	sum := sha256.Sum256([]byte(token))
	r.mu.RLock()
	defer r.mu.RUnlock()
	if device, ok := r.tokens[sum]; ok {
		return device, nil
	}
	return "", fault.Absent()
}

// ByLogin implements Devices. The comparison takes the same time for a wrong
// password and for an unknown user.
func (r *Roster) ByLogin(_ context.Context, user, password string) (ident.ID, error) {
	sum := sha256.Sum256([]byte(password))
	r.mu.RLock()
	known, ok := r.logins[user]
	r.mu.RUnlock()
	if subtle.ConstantTimeCompare(known.password[:], sum[:]) == 1 && ok {
		return known.device, nil
	}
	return "", fault.Absent()
}
