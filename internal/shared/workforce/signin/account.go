package signin

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// hashing is the work of one password: the least that OWASP's password storage
// sheet names for Argon2id (19 MiB, 2 passes), for the machine may have 1 GB.
var hashing = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// atOnce is how many passwords are hashed at the same time: 38 MiB at most.
const atOnce = 2

// Desk is the door for staff.
type Desk struct {
	// Work is what it takes to hash a new secret. Checking one takes what its hash
	// was made with.
	Work argon2id.Params

	db    *store.DB
	ring  *keys.Ring
	turns chan struct{}
}

// nobody is compared when there is no account, to take the same time: the hash
// of random text that was thrown away, made with the same work as hashing. It is
// written down because making it at every start costs 19 MiB that stay resident.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$5mr6w3ryu0TPlfN8V3IC+g$aFNzqtRtyBTzPhYGGYj/BeyKWBcP0cWeDhDzD1+IbiA"

// New makes the door.
func New(db *store.DB, ring *keys.Ring) *Desk {
	return &Desk{Work: hashing, db: db, ring: ring, turns: make(chan struct{}, atOnce)}
}

func (d *Desk) hash(ctx context.Context, secret string) (string, error) {
	if err := d.turn(ctx); err != nil {
		return "", err
	}
	defer func() { <-d.turns }()
	h, err := argon2id.CreateHash(secret, &d.Work)
	return h, fault.Wrap(err, "signin: argon2id")
}

// fits compares a secret with a hash; with an empty one it does the same work
// and says no.
func (d *Desk) fits(ctx context.Context, secret, hash string) (bool, error) {
	known := hash != ""
	if !known {
		hash = nobody
	}
	if err := d.turn(ctx); err != nil {
		return false, err
	}
	defer func() { <-d.turns }()
	ok, err := argon2id.ComparePasswordAndHash(secret, hash)
	return ok && known, fault.Wrap(err, "signin: argon2id")
}

func (d *Desk) turn(ctx context.Context) error {
	select {
	case d.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fault.New(fault.Busy, "busy")
	}
}

// phoneHash finds an account again. Accounts belong to no facility.
func (d *Desk) phoneHash(phone string) string {
	if normal, bad := registry.NormalPhone(phone); bad == nil {
		phone = normal
	}
	return d.ring.Lookup("", "account phone", phone)
}

// MinPassword is how many characters a password has at least, MaxPassword at
// most: longer ones cost work and give nothing (NIST SP 800-63B asks for 8 and 64).
const (
	MinPassword = 8
	MaxPassword = 200
)

func checkPassword(p string) error {
	if n := utf8.RuneCountInString(p); n < MinPassword || n > MaxPassword || !utf8.ValidString(p) {
		return fault.BadField("session.bad_password", "password")
	}
	return nil
}

// AddAccount makes an account, or finds the one of this phone and leaves its
// password as it is, and makes it a member of the facility. worker may be empty.
// Codes: registry's for a phone that is none, session.bad_password.
func (d *Desk) AddAccount(ctx context.Context, phone, password string, facility, worker ident.ID, now instant.Instant) (ident.ID, error) {
	normal, bad := registry.NormalPhone(phone)
	if bad != nil {
		return "", bad
	}
	if err := checkPassword(password); err != nil {
		return "", err
	}
	id, err := d.accountOf(ctx, normal)
	if err == nil && id == "" {
		id, err = d.newAccount(ctx, normal, password, now)
	}
	if err != nil {
		return "", err
	}
	return id, d.join(ctx, id, facility, worker)
}

// accountOf finds the account of a phone; empty: there is none. Whoever has one keeps
// their password: no hash is reckoned for it, which is work for dozens at each start of
// the demo.
func (d *Desk) accountOf(ctx context.Context, phone string) (id ident.ID, err error) {
	err = d.db.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.One("SELECT id FROM account WHERE phone_hash = $1", store.Args(d.phoneHash(phone)), &id)
		return err
	})
	return id, err
}

// newAccount makes the account of a phone, or finds the one that was made meanwhile.
func (d *Desk) newAccount(ctx context.Context, phone, password string, now instant.Instant) (ident.ID, error) {
	hash, err := d.hash(ctx, password)
	if err != nil {
		return "", err
	}
	id := ident.New(now.Time())
	err = d.db.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(`INSERT INTO account (id, phone_hash, password_hash, pin_hash, pin_tries, created_at)
			VALUES ($1, $2, $3, '', 0, $4) ON CONFLICT (phone_hash) DO NOTHING`, id, d.phoneHash(phone), hash, now); err != nil {
			return err
		}
		_, err := tx.One("SELECT id FROM account WHERE phone_hash = $1", store.Args(d.phoneHash(phone)), &id)
		return err
	})
	return id, err
}

func (d *Desk) join(ctx context.Context, account, facility, worker ident.ID) error {
	return d.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(`INSERT INTO membership (facility_id, account_id, worker_id) VALUES ($1, $2, $3)
			ON CONFLICT (facility_id, account_id) DO UPDATE SET worker_id = excluded.worker_id`, facility, account, worker)
		return err
	})
}

// SetPassword gives an account a new password, takes its PIN and ends all its
// sessions: who changes a password often suspects somebody.
func (d *Desk) SetPassword(ctx context.Context, account ident.ID, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	hash, err := d.hash(ctx, password)
	if err != nil {
		return err
	}
	err = d.db.Write(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec("UPDATE account SET password_hash = $2, pin_hash = '', pin_tries = 0 WHERE id = $1", account, hash)
		if err == nil && n == 0 {
			err = fault.Absent()
		}
		return err
	})
	if err != nil {
		return err
	}
	members, err := d.memberships(ctx, account)
	for _, m := range members {
		if err := d.endAll(ctx, m.Facility, account); err != nil {
			return err
		}
	}
	return err
}

// member is where an account belongs.
type member struct{ Facility, Worker ident.ID }

func (d *Desk) memberships(ctx context.Context, account ident.ID) ([]member, error) {
	var out []member
	err := d.db.Read(ctx, func(tx *store.Tx) error {
		return tx.Each("SELECT facility_id, worker_id FROM membership WHERE account_id = $1 ORDER BY facility_id", store.Args(account),
			func(scan func(...any) error) error {
				var m member
				err := scan(&m.Facility, &m.Worker)
				out = append(out, m)
				return err
			})
	})
	return out, err
}

// digest is how a secret of full strength is kept: it needs no slow hash.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}
