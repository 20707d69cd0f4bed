package signin

import (
	"context"
	"regexp"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// pinTries is how often a PIN may be wrong before only the password opens:
// ten of a million (threat T1).
const pinTries = 10

var pinForm = regexp.MustCompile(`^[0-9]{6}$`)

// easy reports whether a PIN is one that everybody tries first.
func easy(pin string) bool {
	return strings.Count(pin, pin[:1]) == len(pin) || strings.Contains("0123456789", pin) || strings.Contains("9876543210", pin)
}

// SetPIN gives an account its PIN of six digits. Codes: session.bad_pin,
// session.easy_pin.
func (d *Desk) SetPIN(ctx context.Context, account ident.ID, pin string) error {
	if !pinForm.MatchString(pin) {
		return fault.BadField("session.bad_pin", "pin")
	}
	if easy(pin) {
		return fault.BadField("session.easy_pin", "pin")
	}
	hash, err := d.hash(ctx, pin)
	if err != nil {
		return err
	}
	return d.db.Write(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec("UPDATE account SET pin_hash = $2 WHERE id = $1", account, hash)
		if err == nil && n == 0 {
			err = fault.Absent()
		}
		return err
	})
}

// Place is somebody who has signed in on a browser.
type Place struct{ Facility, Account, Worker ident.ID }

// Places lists who has signed in by password on a browser at a facility, the
// latest first; empty for an unknown browser.
func (d *Desk) Places(ctx context.Context, facility ident.ID, browser string) ([]Place, error) {
	var out []Place
	if browser == "" {
		return nil, nil
	}
	err := d.db.Read(ctx, func(tx *store.Tx) error {
		return tx.Each(`SELECT d.account_id, m.worker_id FROM desk_browser d JOIN membership m ON m.facility_id = d.facility_id AND m.account_id = d.account_id
			WHERE d.facility_id = $1 AND d.browser = $2 ORDER BY d.at DESC, d.id LIMIT 50`, store.Args(facility, digest("browser", browser)),
			func(scan func(...any) error) error {
				p := Place{Facility: facility}
				err := scan(&p.Account, &p.Worker)
				out = append(out, p)
				return err
			})
	})
	return out, err
}

// SwitchByPIN changes places at a desk: a new session for an account that has
// signed in on this browser before. The caller ends the one before. Codes:
// session.wrong (also for an account unknown here), session.pin_locked.
func (d *Desk) SwitchByPIN(ctx context.Context, facility ident.ID, browser string, account ident.ID, pin string, now instant.Instant) (Session, error) {
	places, err := d.Places(ctx, facility, browser)
	if err != nil {
		return Session{}, err
	}
	for _, p := range places {
		if p.Account == account {
			return d.switchTo(ctx, p, browser, pin, now)
		}
	}
	if _, err := d.fits(ctx, pin, ""); err != nil { // the same work as for a known one
		return Session{}, err
	}
	return Session{}, wrong()
}

func (d *Desk) switchTo(ctx context.Context, p Place, browser, pin string, now instant.Instant) (Session, error) {
	hash, err := d.takePINTry(ctx, p.Account)
	if err != nil {
		return Session{}, err
	}
	if !pinForm.MatchString(pin) {
		pin = ""
	}
	ok, err := d.fits(ctx, pin, hash)
	if err != nil {
		return Session{}, err
	}
	if !ok {
		return Session{}, wrong()
	}
	err = d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec("UPDATE account SET pin_tries = 0 WHERE id = $1", p.Account)
		return err
	})
	if err != nil {
		return Session{}, err
	}
	return d.begin(ctx, p.Account, member{p.Facility, p.Worker}, browser, now)
}

// takePINTry counts a try before it is judged and gives the hash to judge it by.
func (d *Desk) takePINTry(ctx context.Context, account ident.ID) (hash string, err error) {
	err = d.db.Write(ctx, func(tx *store.Tx) error {
		found, err := tx.One("UPDATE account SET pin_tries = pin_tries + 1 WHERE id = $1 AND pin_tries < $2 RETURNING pin_hash",
			store.Args(account, pinTries), &hash)
		if err == nil && !found {
			err = fault.New(fault.Forbidden, "session.pin_locked")
		}
		return err
	})
	return hash, err
}
