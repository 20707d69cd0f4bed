package signin

import (
	"context"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// Window is the time in which tries are counted, and the Retry-After of
// session.too_many.
const Window = 15 * time.Minute

// The limits in a Window: of a phone number (whoever asks), and of an address: a
// health centre's whole staff comes from one.
const (
	perAccount = 10
	perAddress = 60
)

// nowhere is the facility of tries: before signing in there is none.
const nowhere = "-"

// count notes a try and reports whether it is within the limit. It is noted
// before it is judged.
func (d *Desk) count(ctx context.Context, what string, limit int64, now instant.Instant) error {
	var tries int64
	err := d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.One(`INSERT INTO login_attempt (facility_id, id, since, tries) VALUES ($1, $2, $3, 1)
			ON CONFLICT (facility_id, id) DO UPDATE SET
				tries = CASE WHEN login_attempt.since <= $4 THEN 1 ELSE login_attempt.tries + 1 END,
				since = CASE WHEN login_attempt.since <= $4 THEN excluded.since ELSE login_attempt.since END
			RETURNING tries`, store.Args(nowhere, what, now, now.Add(-Window)), &tries)
		return err
	})
	if err != nil {
		return err
	}
	if tries > limit {
		return fault.New(fault.Busy, "session.too_many")
	}
	return nil
}

func (d *Desk) forgetTries(ctx context.Context, what string) error {
	return d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec("DELETE FROM login_attempt WHERE facility_id = $1 AND id = $2", nowhere, what)
		return err
	})
}
