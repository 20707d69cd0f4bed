package signin

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// Lasting is how long a session lives after it was last seen: a field phone may
// be without signal for more than a week.
const Lasting = 30 * 24 * time.Hour

// seenEvery is how exactly the last sight is kept, to spare a write a request.
const seenEvery = time.Hour

// Session is somebody signed in.
type Session struct {
	// Token is the cookie: facility, dash, secret. It is known only when made.
	Token    string
	Facility ident.ID
	Account  ident.ID
	Worker   ident.ID
	Browser  string // digest of the browser's own secret
	Expires  instant.Instant
}

// wrong is the one answer to an unknown phone and a wrong password or PIN.
func wrong() error { return fault.New(fault.Forbidden, "session.wrong") }

// none is the answer to whoever is not signed in.
func none() error { return fault.New(fault.Forbidden, "session.none") }

// SignIn lets an account in by password. address is where the try comes from,
// browser the secret that this browser keeps (for the list of the desk). Codes:
// session.wrong, session.too_many (after Window again).
func (d *Desk) SignIn(ctx context.Context, phone, password, address, browser string, now instant.Instant) (Session, error) {
	mine := digest("account", d.phoneHash(phone))
	if err := d.count(ctx, digest("address", address), perAddress, now); err != nil {
		return Session{}, err
	}
	if err := d.count(ctx, mine, perAccount, now); err != nil {
		return Session{}, err
	}
	var id ident.ID
	var hash string
	err := d.db.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.One("SELECT id, password_hash FROM account WHERE phone_hash = $1", store.Args(d.phoneHash(phone)), &id, &hash)
		return err
	})
	if err != nil {
		return Session{}, err
	}
	if len(password) > 4*MaxPassword {
		password = "" // as wrong as any, without the work of its length
	}
	ok, err := d.fits(ctx, password, hash)
	if err != nil {
		return Session{}, err
	}
	if !ok {
		return Session{}, wrong()
	}
	members, err := d.memberships(ctx, id)
	if err != nil {
		return Session{}, err
	}
	if len(members) == 0 {
		return Session{}, wrong()
	}
	if err := d.welcome(ctx, id, mine); err != nil {
		return Session{}, err
	}
	return d.begin(ctx, id, members[0], browser, now)
}

// welcome forgets the tries before a right password.
func (d *Desk) welcome(ctx context.Context, account ident.ID, tries string) error {
	err := d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec("UPDATE account SET pin_tries = 0 WHERE id = $1", account)
		return err
	})
	if err != nil {
		return err
	}
	return d.forgetTries(ctx, tries)
}

// begin makes a session, always with a new secret, and lists the account on the
// browser's desk.
func (d *Desk) begin(ctx context.Context, account ident.ID, m member, browser string, now instant.Instant) (Session, error) {
	secret := rand.Text() + rand.Text()
	s := Session{Token: string(m.Facility) + "-" + secret, Facility: m.Facility, Account: account, Worker: m.Worker,
		Browser: digest("browser", browser), Expires: now.Add(Lasting)}
	err := d.db.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec("DELETE FROM session WHERE facility_id = $1 AND account_id = $2 AND expires_at <= $3", m.Facility, account, now); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO session (facility_id, id, account_id, worker_id, browser, created_at, seen_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, m.Facility, digest("session", secret), account, m.Worker, s.Browser, now, now, s.Expires); err != nil {
			return err
		}
		if browser == "" {
			return nil
		}
		_, err := tx.Exec(`INSERT INTO desk_browser (facility_id, id, browser, account_id, at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (facility_id, id) DO UPDATE SET at = excluded.at`, m.Facility, digest(s.Browser, string(account)), s.Browser, account, now)
		return err
	})
	return s, err
}

// BySession gives who a cookie belongs to, as they are on this day. The code of
// an unknown, ended or expired one is session.none.
func (d *Desk) BySession(ctx context.Context, token, door string, now instant.Instant) (access.Actor, Session, error) {
	facility, secret, _ := strings.Cut(token, "-")
	var s Session
	var a access.Actor
	var seen instant.Instant
	err := d.db.Read(ctx, func(tx *store.Tx) error {
		s = Session{Token: token, Facility: ident.ID(facility)}
		found, err := tx.One("SELECT account_id, worker_id, browser, seen_at, expires_at FROM session WHERE facility_id = $1 AND id = $2",
			store.Args(facility, digest("session", secret)), &s.Account, &s.Worker, &s.Browser, &seen, &s.Expires)
		if err != nil {
			return err
		}
		if !found || !now.Before(s.Expires) {
			return none()
		}
		a = access.Actor{Facility: s.Facility, ID: s.Account, Worker: s.Worker, Door: door}
		a, err = workforce.Resolve(journal.Query{Tx: tx, Facility: s.Facility, By: a, Now: now, Keys: d.ring}, a)
		return err
	})
	if err != nil {
		return access.Actor{}, Session{}, err
	}
	if now.Sub(seen) >= seenEvery {
		s.Expires = now.Add(Lasting)
		err = d.see(ctx, s.Facility, digest("session", secret), now)
	}
	return a, s, err
}

func (d *Desk) see(ctx context.Context, facility ident.ID, id string, now instant.Instant) error {
	return d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec("UPDATE session SET seen_at = $3, expires_at = $4 WHERE facility_id = $1 AND id = $2", facility, id, now, now.Add(Lasting))
		return err
	})
}

// SignOut ends a session here, not only on the browser; an unknown one is no error.
func (d *Desk) SignOut(ctx context.Context, token string) error {
	facility, secret, _ := strings.Cut(token, "-")
	return d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec("DELETE FROM session WHERE facility_id = $1 AND id = $2", facility, digest("session", secret))
		return err
	})
}

// endAll ends every session of an account at a facility and takes it off its desks.
func (d *Desk) endAll(ctx context.Context, facility, account ident.ID) error {
	return d.db.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec("DELETE FROM session WHERE facility_id = $1 AND account_id = $2", facility, account); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM desk_browser WHERE facility_id = $1 AND account_id = $2", facility, account)
		return err
	})
}
