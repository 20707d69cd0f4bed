package house_test

import (
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
)

// commands is how many commands the log of a health centre holds.
func (s *stage) commands(f ident.ID) (n int64) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.h.DB.Read(s.t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM command WHERE facility_id = $1", store.Args(f), &n)
		return err
	})))
	return n
}

func TestEveryAnswerTellsTheServersTime(t *testing.T) {
	both(t, func(s *stage) {
		me := s.founded().signIn()
		f, now := me.Facility.ID, s.h.Clock.Now()
		var asked api.TimeAnswer
		s.send("GET", "/api/v1/time?device=hp", nil).into(s.t, &asked)
		qt.Check(s.t, qt.Equals(asked.Token, s.h.Journal.Token(f, "hp", now)))

		env := s.command("c1", "workforce.add_worker", addJoko())
		env["device"] = "hp"
		var done api.DoAnswer
		s.send("POST", "/api/v1/do/workforce.add_worker", env).into(s.t, &done)
		qt.Check(s.t, qt.Equals(done.Status, journal.Accepted))
		qt.Check(s.t, qt.Equals(done.Token, asked.Token))
		synced := s.sync(map[string]any{"device": "hp"})
		qt.Check(s.t, qt.Equals(synced.Token, asked.Token))
		other := s.sync(map[string]any{"device": "another"})
		qt.Check(s.t, qt.Not(qt.Equals(other.Token, asked.Token)), qt.Commentf("a token is its device's"))

		s.h.Clock.(*house.TestClock).Set(now.Add(-time.Hour))
		s.send("GET", "/api/v1/time?device=hp", nil).into(s.t, &asked)
		qt.Check(s.t, qt.Equals(asked.Now, now), qt.Commentf("a wall clock set back: the time told does not go back"))
		s.client = s.browser()
		qt.Check(s.t, qt.Equals(s.send("GET", "/api/v1/time", nil).status, 401))
	})
}

// A phone whose session has run out shows what waits on it: the server has seen it,
// whatever becomes of it.
func TestAWitnessNeedsNoSessionButAKnownBrowser(t *testing.T) {
	both(t, func(s *stage) {
		me := s.founded().signIn()
		s.sync(map[string]any{"device": "hp"})
		f := me.Facility.ID
		before := s.commands(f)
		qt.Assert(s.t, qt.Equals(s.send("DELETE", "/api/v1/session", nil).status, 204))
		env := s.command("c1", "workforce.add_worker", addJoko())
		unread := s.command("c2", "nobody.knows", addJoko())
		ask := map[string]any{"facility": f, "device": "hp", "commands": []any{env, unread}}
		var out api.WitnessAnswer
		r := s.send("POST", "/api/v1/witness", ask)
		qt.Assert(s.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		r.into(s.t, &out)
		qt.Assert(s.t, qt.HasLen(out.Witnesses, 1), qt.Commentf("what cannot be read is not witnessed"))
		qt.Check(s.t, qt.IsTrue(strings.HasPrefix(out.Witnesses[0].Token, "w"+out.Now.String())))
		qt.Check(s.t, qt.Equals(s.commands(f), before), qt.Commentf("nothing is kept"))

		known := s.client
		s.client = s.browser()
		qt.Check(s.t, qt.Equals(s.send("POST", "/api/v1/witness", ask).code(), "session.none"))
		s.client = known
		ask["facility"] = "00000000000000000000000000"
		qt.Check(s.t, qt.Equals(s.send("POST", "/api/v1/witness", ask).code(), "session.none"), qt.Commentf("of a health centre where nobody of this browser works"))

		s.signIn()
		env["device"], env["token"] = "hp", ","+out.Witnesses[0].Token
		r = s.send("POST", "/api/v1/do/workforce.add_worker", env)
		qt.Check(s.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	})
}
