package signin_test

import (
	"encoding/json"
	"github.com/alexedwards/argon2id"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
)

var (
	f    = ident.Named("kebakkramat")
	now  = instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))
	good = "sepeda onthel biru"
)

const (
	phone   = "0812 3456 7890"
	desk    = "browser of the desk"
	address = "192.0.2.7"
)

type fixed struct{}

func (fixed) Now() instant.Instant { return now }

// stage is a health centre with the dispatcher Nita, who has an account.
type stage struct {
	*signin.Desk
	db   *store.DB
	nita ident.ID
}

func newStage(t *testing.T, db *store.DB) stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: fixed{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Resolve: workforce.Resolve, Rooms: []journal.Room{registry.Room{}, workforce.Room{}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	d := signin.New(db, ring)
	nita, err := d.AddAccount(t.Context(), phone, good, f, "", now)
	qt.Assert(t, qt.IsNil(err))
	do(t, j, "registry.found", registry.Found{Slug: "kebakkramat", Name: "P", Zone: "Asia/Jakarta", ServicePhone: "0271 123456", EmergencyNumber: "119"})
	do(t, j, "workforce.grant_role", workforce.GrantRole{Account: nita, Role: access.Dispatcher, From: "2026-03-01", To: "2026-03-31"})
	return stage{d, db, nita}
}

func do(t *testing.T, j *journal.Journal, verb string, body any) {
	t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(t, qt.IsNil(err))
	out, err := j.Do(t.Context(), access.TheMachine(f), journal.Envelope{ID: ident.Named(verb), Verb: verb, V: 1, Body: raw})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
}

func code(err error) string {
	if err == nil {
		return ""
	}
	return fault.Of(err).Code
}

func TestSigningInAndOut(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		in, err := s.SignIn(t.Context(), "+62 812-3456-7890", good, address, desk, now)
		qt.Assert(t, qt.IsNil(err), qt.Commentf("the same number, written otherwise"))
		a, _, err := s.BySession(t.Context(), in.Token, "api", now)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(a.ID, s.nita))
		qt.Assert(t, qt.DeepEquals(a.Roles, []access.Role{access.Dispatcher}))
		qt.Assert(t, qt.DeepEquals(a.Keys, []string{"f"}))
		a, _, err = s.BySession(t.Context(), in.Token, "api", now.Add(30*24*time.Hour-time.Second))
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.HasLen(a.Roles, 0), qt.Commentf("in April she is no dispatcher"))
		_, _, err = s.BySession(t.Context(), in.Token, "api", now.Add(50*24*time.Hour))
		qt.Assert(t, qt.IsNil(err), qt.Commentf("what is used lives on"))
		_, _, err = s.BySession(t.Context(), in.Token, "api", now.Add(90*24*time.Hour))
		qt.Assert(t, qt.Equals(code(err), "session.none"))
		qt.Assert(t, qt.IsNil(s.SignOut(t.Context(), in.Token)))
		for _, token := range []string{in.Token, "", "-", string(f) + "-", "x-y-z", in.Token + "A"} {
			_, _, err = s.BySession(t.Context(), token, "api", now)
			qt.Check(t, qt.Equals(code(err), "session.none"), qt.Commentf("%q", token))
		}
	})
}

func TestNothingSecretLiesInTheDatabase(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	in, err := s.SignIn(t.Context(), phone, good, address, desk, now)
	qt.Assert(t, qt.IsNil(err))
	var n int64
	qt.Assert(t, qt.IsNil(s.db.Read(t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM session s, account a WHERE s.facility_id = $1 AND (s.id = $2 OR a.phone_hash LIKE '%812%7890%' OR a.password_hash NOT LIKE '$argon2id$%')",
			store.Args(f, in.Token[27:]), &n)
		return err
	})))
	qt.Assert(t, qt.Equals(n, 0))
}

func TestAnUnknownPhoneLooksLikeAWrongPassword(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	_, wrong := s.SignIn(t.Context(), phone, "not this one", address, desk, now)
	_, unknown := s.SignIn(t.Context(), "0899 9999 9999", good, address, desk, now)
	_, none := s.SignIn(t.Context(), "no phone at all", good, address, desk, now)
	qt.Assert(t, qt.DeepEquals(unknown, wrong))
	qt.Assert(t, qt.DeepEquals(none, wrong))
	qt.Assert(t, qt.Equals(code(wrong), "session.wrong"))
}

func TestGuessesMadeAtOnceDoNotPassTheLimit(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		var judged atomic.Int64
		var wg sync.WaitGroup
		for range 25 {
			wg.Go(func() {
				_, err := s.SignIn(t.Context(), phone, "guess", address, desk, now)
				if code(err) == "session.wrong" {
					judged.Add(1)
				} else {
					qt.Check(t, qt.Equals(code(err), "session.too_many"))
				}
			})
		}
		wg.Wait()
		qt.Assert(t, qt.Equals(judged.Load(), 10))
		_, err := s.SignIn(t.Context(), phone, good, "198.51.100.1", desk, now)
		qt.Assert(t, qt.Equals(code(err), "session.too_many"), qt.Commentf("the right one too, from anywhere"))
		_, err = s.SignIn(t.Context(), phone, good, address, desk, now.Add(signin.Window))
		qt.Assert(t, qt.IsNil(err))
		for range 9 { // the right password cleared the count
			_, err = s.SignIn(t.Context(), phone, "guess", address, desk, now.Add(signin.Window))
			qt.Assert(t, qt.Equals(code(err), "session.wrong"))
		}
	})
}

func TestOneAddressDoesNotTryEverybody(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	last := ""
	for i := range 61 {
		_, err := s.SignIn(t.Context(), "08120000"+string(rune('a'+i)), "guess", address, desk, now)
		last = code(err)
	}
	qt.Assert(t, qt.Equals(last, "session.too_many"))
}

func TestChangingPlacesAtTheDesk(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		qt.Assert(t, qt.IsNil(s.SetPIN(t.Context(), s.nita, "482913")))
		_, err := s.SwitchByPIN(t.Context(), f, desk, s.nita, "482913", now)
		qt.Assert(t, qt.Equals(code(err), "session.wrong"), qt.Commentf("not before the password was given on this browser"))
		_, err = s.SignIn(t.Context(), phone, good, address, desk, now)
		qt.Assert(t, qt.IsNil(err))
		places, err := s.Places(t.Context(), f, desk)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.DeepEquals(places, []signin.Place{{Facility: f, Account: s.nita}}))
		in, err := s.SwitchByPIN(t.Context(), f, desk, s.nita, "482913", now)
		qt.Assert(t, qt.IsNil(err))
		a, _, err := s.BySession(t.Context(), in.Token, "api", now)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.IsTrue(a.Is(access.Dispatcher)))
		_, err = s.SwitchByPIN(t.Context(), f, "another browser", s.nita, "482913", now)
		qt.Assert(t, qt.Equals(code(err), "session.wrong"))

		var judged atomic.Int64
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				if _, err := s.SwitchByPIN(t.Context(), f, desk, s.nita, "111222", now); code(err) == "session.wrong" {
					judged.Add(1)
				}
			})
		}
		wg.Wait()
		qt.Assert(t, qt.Equals(judged.Load(), 10))
		_, err = s.SwitchByPIN(t.Context(), f, desk, s.nita, "482913", now)
		qt.Assert(t, qt.Equals(code(err), "session.pin_locked"), qt.Commentf("the right one comes too late"))
		_, err = s.SignIn(t.Context(), phone, good, address, desk, now)
		qt.Assert(t, qt.IsNil(err))
		_, err = s.SwitchByPIN(t.Context(), f, desk, s.nita, "482913", now)
		qt.Assert(t, qt.IsNil(err), qt.Commentf("the password unlocks"))
	})
}

func TestANewPasswordEndsWhatTheOldOneOpened(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	in, err := s.SignIn(t.Context(), phone, good, address, desk, now)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(s.SetPassword(t.Context(), s.nita, "kereta api senja")))
	_, _, err = s.BySession(t.Context(), in.Token, "api", now)
	qt.Assert(t, qt.Equals(code(err), "session.none"))
	_, err = s.SignIn(t.Context(), phone, good, address, desk, now)
	qt.Assert(t, qt.Equals(code(err), "session.wrong"))
	again, err := s.AddAccount(t.Context(), phone, "taken over by another", ident.Named("other facility"), "", now)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(again, s.nita))
	_, err = s.SignIn(t.Context(), phone, "taken over by another", address, desk, now)
	qt.Assert(t, qt.Equals(code(err), "session.wrong"), qt.Commentf("adding a known phone elsewhere changes no password"))
}

func TestWhatIsNoPINAndNoPassword(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	for pin, want := range map[string]string{"12345": "session.bad_pin", "abcdef": "session.bad_pin", "١٢٣٤٥٦": "session.bad_pin",
		"111111": "session.easy_pin", "123456": "session.easy_pin", "654321": "session.easy_pin"} {
		qt.Check(t, qt.Equals(code(s.SetPIN(t.Context(), s.nita, pin)), want), qt.Commentf("%s", pin))
	}
	qt.Check(t, qt.Equals(code(s.SetPassword(t.Context(), s.nita, "pendek")), "session.bad_password"))
	qt.Check(t, qt.Equals(code(s.SetPassword(t.Context(), ident.Named("nobody"), good)), "not_found"))
	_, err := s.AddAccount(t.Context(), "12", good, f, "", now)
	qt.Check(t, qt.Equals(code(err), "registry.bad_phone"))
}

func TestNobodysHashCostsWhatAPasswordCosts(t *testing.T) {
	made, _, _, err := argon2id.DecodeHash(signin.Nobody)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.DeepEquals(*made, signin.Hashing))
}
