package journal

import (
	"crypto/hmac"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// A device's clock proves nothing. What bounds the time at which a command was made
// are two texts that only the server can write:
//
//	<time>.<mac>          the token: every answer carries one. A command made with it
//	                      was made after that time (Said.Since).
//	,w<time>.<mac>        the witness: the server saw this very command then, although
//	                      it could not take it (Said.Until).
//
// Both are bound to the facility and the device, the witness to the command's id and
// content too. A text that is forged, foreign or torn counts as none.

const (
	tokenPurpose   = "server_time"
	witnessPurpose = "server_witness"
	witnessMark    = ",w"
)

// made bounds when a command was made.
type made struct {
	Since instant.Instant `json:"since,omitzero"`
	Until instant.Instant `json:"until,omitzero"`
}

// orBy is the bounds with now where nothing bounds from above.
func (m made) orBy(now instant.Instant) made {
	if m.Until.IsZero() {
		m.Until = now
	}
	return m
}

// happened is when something happened that a device told of, by what its clock showed:
// not before the last server time that the device proves to have known by then, nor
// after the latest at which the command can have been made. A clock that shows nothing
// is taken for the latter.
func (m made) happened(clock instant.Instant) instant.Instant {
	if clock.IsZero() {
		return m.Until
	}
	return min(max(clock, m.Since), m.Until)
}

// Now is the server's time for a facility: the larger of the wall clock and the last
// time recorded, so that no token is older than what the log already says.
func (j *Journal) Now(tx *store.Tx, facility ident.ID) (instant.Instant, error) {
	var recorded instant.Instant
	_, err := tx.One("SELECT recorded_at FROM facility_head WHERE facility_id = $1", store.Args(facility), &recorded)
	return max(j.Clock.Now(), recorded), err
}

// Token proves later that a device knew of this server time.
func (j *Journal) Token(facility ident.ID, device string, at instant.Instant) string {
	return at.String() + "." + j.Keys.Token(tokenPurpose, string(facility), device, at.String())
}

// Witness proves later that the server saw this very command at this time. It
// decides nothing and stores nothing: whether the command is taken is another
// matter. The error is that of a command that cannot be read.
func (j *Journal) Witness(facility ident.ID, env Envelope, at instant.Instant) (string, error) {
	env, _, _, err := j.read(env)
	if err != nil {
		return "", err
	}
	return "w" + at.String() + "." + j.witness(facility, env, j.digest(env), at), nil
}

func (j *Journal) witness(facility ident.ID, env Envelope, digest string, at instant.Instant) string {
	return j.Keys.Token(witnessPurpose, string(facility), env.Device, string(env.ID), digest, at.String())
}

// made reads the bounds that a command's token proves. Both lie before now: a server
// whose clock was set back must not be bound by what it said before.
func (j *Journal) made(facility ident.ID, env Envelope, digest string, now instant.Instant) made {
	token, seen, _ := strings.Cut(env.Token, witnessMark)
	m := made{Until: now}
	if at, ok := proven(token, func(at instant.Instant) string { return j.Token(facility, env.Device, at) }); ok {
		m.Since = min(at, now)
	}
	at, ok := proven(seen, func(at instant.Instant) string { return at.String() + "." + j.witness(facility, env, digest, at) })
	if ok && !at.Before(m.Since) {
		m.Until = min(at, now)
	}
	return m
}

// proven reads the time of a text and checks that it is the one we would write.
func proven(text string, ours func(at instant.Instant) string) (instant.Instant, bool) {
	stamp, _, ok := strings.Cut(text, "Z.")
	if !ok {
		return 0, false
	}
	at, err := instant.Parse(stamp + "Z")
	if err != nil || !hmac.Equal([]byte(text), []byte(ours(at))) {
		return 0, false
	}
	return at, true
}

// tooLong reports an envelope whose texts are longer than any that we know.
func (env Envelope) tooLong() error {
	if len(env.Device) > 64 || len(env.Token) > 128 || len(env.After) > 50 {
		return fault.New(fault.Invalid, "body.too_many")
	}
	return nil
}
