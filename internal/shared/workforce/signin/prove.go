package signin

import (
	"context"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// Prove asks whether a secret is the PIN or the password of a worker: for a page
// that was sent by way of other people. No session begins. A worker without an
// account gets the answer of a wrong secret. Codes: session.wrong,
// session.pin_locked, session.too_many.
func (d *Desk) Prove(ctx context.Context, facility, worker ident.ID, secret string, now instant.Instant) error {
	if err := d.count(ctx, digest("prove", string(facility), string(worker)), perAccount, now); err != nil {
		return err
	}
	var account ident.ID
	var password string
	err := d.db.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.One(`SELECT a.id, a.password_hash FROM membership m JOIN account a ON a.id = m.account_id
			WHERE m.facility_id = $1 AND m.worker_id = $2 ORDER BY a.id LIMIT 1`, store.Args(facility, worker), &account, &password)
		return err
	})
	if err != nil {
		return err
	}
	if pinForm.MatchString(secret) && account != "" {
		return d.provePIN(ctx, account, secret)
	}
	if len(secret) > 4*MaxPassword {
		secret = ""
	}
	ok, err := d.fits(ctx, secret, password)
	if err == nil && !ok {
		err = wrong()
	}
	if err != nil {
		return err
	}
	return d.welcome(ctx, account, digest("prove", string(facility), string(worker)))
}

func (d *Desk) provePIN(ctx context.Context, account ident.ID, pin string) error {
	hash, err := d.takePINTry(ctx, account)
	if err != nil {
		return err
	}
	ok, err := d.fits(ctx, pin, hash)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Forbidden, "session.wrong")
	}
	return d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec("UPDATE account SET pin_tries = 0 WHERE id = $1", account)
		return err
	})
}
