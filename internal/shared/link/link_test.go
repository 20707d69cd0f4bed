package link_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"strconv"
	"sync"
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
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// host is the least of a programme: it hands out links and says when they end.
type host struct{}

type (
	hand struct {
		Link    ident.ID        `json:"link"`
		Purpose string          `json:"purpose"`
		About   ident.ID        `json:"about"`
		Person  ident.ID        `json:"person"`
		Expires instant.Instant `json:"expires"`
	}
	finish struct {
		About ident.ID        `json:"about"`
		At    instant.Instant `json:"at"`
	}
)

func (host) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("test.hand", 1, journal.LoadNothing, func(_ journal.Nothing, s journal.Said[hand]) journal.Answer {
			b := s.Body
			return journal.Accept(link.Issue(b.Link, b.Purpose, b.About, b.Person, b.Expires))
		}, access.Update("enrolment")),
		journal.Request("test.finish", 1, journal.LoadNothing, func(_ journal.Nothing, s journal.Said[finish]) journal.Answer {
			return journal.Accept(link.End(s.Body.About, s.Body.At))
		}, access.Update("enrolment")),
	}
}
func (host) Events() []journal.Event   { return nil }
func (host) Tables() []store.Def       { return nil }
func (host) Follows() []journal.Follow { return nil }

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

type stage struct {
	t       *testing.T
	db      *store.DB
	j       *journal.Journal
	ring    *keys.Ring
	f       ident.ID
	officer access.Actor
	mother  access.Actor
	now     instant.Instant
	n       int
}

var sri, nenek, run = ident.Named("sri"), ident.Named("nenek"), ident.Named("antaran")

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	must(t, err)
	now := instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: &clock{now: now}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{registry.Room{}, task.Room{}, link.Room{About: aboutRun}, host{}}})
	must(t, err)
	t.Cleanup(j.Close)
	f := ident.Named("kebakkramat")
	s := &stage{t: t, db: db, j: j, ring: ring, f: f, now: now,
		officer: access.Actor{Facility: f, ID: "wati", Roles: []access.Role{access.Officer}, Keys: []string{"f"}},
		mother:  access.Actor{Facility: f, ID: "link-of-sri", Person: sri, Subject: run, Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(sri)}}}
	must(t, db.Write(t.Context(), func(tx *store.Tx) error {
		return registry.Enlist(tx, registry.Facility{ID: f, Slug: "kebakkramat-1", Name: "x", Zone: "Asia/Jakarta"}, now)
	}))
	s.accepted(access.TheMachine(f), "registry.found", registry.Found{Slug: "kebakkramat-1", Name: "Puskesmas", Zone: "Asia/Jakarta",
		ServicePhone: "0271646123", EmergencyNumber: "119", Villages: []registry.InVillage{}})
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) say(a access.Actor, verb string, body any) (journal.Outcome, error) {
	raw, err := json.Marshal(body)
	must(s.t, err)
	s.n++
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named("command " + strconv.Itoa(s.n)), Verb: verb, V: 1, Body: raw})
}

func (s *stage) accepted(a access.Actor, verb string, body any) journal.Outcome {
	s.t.Helper()
	out, err := s.say(a, verb, body)
	must(s.t, err)
	if out.Status != journal.Accepted {
		s.t.Fatalf("%s: %s %s", verb, out.Status, out.Code)
	}
	return out
}

// hand gives a person a link to the run, for 4 hours.
func (s *stage) hand(name, purpose string, person ident.ID) link.Link {
	s.t.Helper()
	id := ident.Named(name)
	s.accepted(s.officer, "test.hand", hand{id, purpose, run, person, s.now.Add(4 * time.Hour)})
	return s.link(id)
}

func (s *stage) link(id ident.ID) (l link.Link) {
	s.t.Helper()
	must(s.t, s.db.Read(s.t.Context(), func(tx *store.Tx) error {
		var err error
		l, _, err = link.Links.Get(tx, s.f, id)
		return err
	}))
	return l
}

func (s *stage) token(l link.Link) string { return link.Token(s.ring, "kebakkramat-1", l) }

// find opens a page; ended says that it was right once.
func (s *stage) find(token string, now instant.Instant) (found, ended bool) {
	s.t.Helper()
	must(s.t, s.db.Read(s.t.Context(), func(tx *store.Tx) error {
		l, ok, err := link.Find(tx, s.ring, token, now)
		found, ended = ok, !ok && l.ID != ""
		return err
	}))
	return found, ended
}

func (s *stage) rebuilds() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	must(s.t, err)
}

func TestALinkOpensForItsTokenAloneAndUntilItEnds(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		token := s.token(s.hand("l1", link.Track, sri))
		found, _ := s.find(token, s.now)
		qt.Assert(t, qt.IsTrue(found))
		last := s.now.Add(4 * time.Hour)
		found, ended := s.find(token, last-1)
		qt.Assert(t, qt.IsTrue(found && !ended))
		found, ended = s.find(token, last)
		qt.Assert(t, qt.IsTrue(!found && ended), qt.Commentf("at its last instant it has ended, and the page may say so"))
		for _, bad := range []string{"", "x", token[:len(token)-1], token + "0", flip(token), "lain" + token[len("kebakkramat-1"):],
			"kebakkramat-1-" + string(ident.Named("nobody")) + token[len(token)-27:], "--" + token,
			"\x00\xffaku" + token[len("kebakkramat-1"):]} {
			found, ended = s.find(bad, last)
			qt.Check(t, qt.IsTrue(!found && !ended), qt.Commentf("%q", bad))
		}
		s.rebuilds()
	})
}

// flip changes the last letter of a token to another one of the alphabet.
func flip(token string) string {
	last := byte('0')
	if token[len(token)-1] == last {
		last = '1'
	}
	return token[:len(token)-1] + string(last)
}

func TestTheSecretIsNowhereInTheDatabase(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	token := s.token(s.hand("l1", link.Track, sri))
	out := s.accepted(s.mother, "link.issue", link.Make{Purpose: link.Track, About: run, Person: nenek})
	word := token[len(token)-26:]
	var made map[string]string
	must(t, json.Unmarshal(out.Result, &made))
	qt.Check(t, qt.HasLen(made, 1), qt.Commentf("the answer names the link and gives no address"))
	must(t, s.db.Read(t.Context(), func(tx *store.Tx) error {
		n := 0
		_, err := tx.One("SELECT count(*) FROM event e JOIN command c ON c.facility_id = e.facility_id WHERE e.body LIKE $1 OR c.result LIKE $1", store.Args("%"+word+"%"), &n)
		qt.Check(t, qt.Equals(n, 0))
		return err
	}))
}

func TestWhenADeliveryEndsAllItsLinksDieAtTheSameInstant(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		a, b := s.token(s.hand("l1", link.Track, sri)), s.token(s.hand("l2", link.Receive, nenek))
		end := s.now.Add(link.AfterEnd)
		s.accepted(s.officer, "test.finish", finish{run, end})
		s.accepted(s.officer, "test.finish", finish{run, end.Add(time.Hour)})
		for _, token := range []string{a, b} {
			found, _ := s.find(token, end-1)
			qt.Check(t, qt.IsTrue(found))
			found, ended := s.find(token, end)
			qt.Check(t, qt.IsTrue(!found && ended), qt.Commentf("a later end does not bring it back"))
		}
		s.rebuilds()
	})
}

func TestTheMotherSharesSeesWhoWatchesAndRevokes(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.hand("l1", link.Track, sri)
		out := s.accepted(s.mother, "link.issue", link.Make{Purpose: link.Track, About: run, Person: nenek})
		var made struct{ Link ident.ID }
		must(t, json.Unmarshal(out.Result, &made))
		shared := s.link(made.Link)
		token := s.token(shared)
		must(t, db.Write(t.Context(), func(tx *store.Tx) error {
			for i, cookie := range []string{"a", "b", "a"} {
				if err := link.Seen(tx, s.ring, shared, cookie, "Mozilla/5.0 (Linux; Android 8) Chrome/120 Mobile Safari/537", s.now.Add(time.Duration(i)*time.Minute)); err != nil {
					return err
				}
			}
			seen, err := link.Viewers(tx, shared)
			qt.Assert(t, qt.HasLen(seen, 2))
			qt.Check(t, qt.DeepEquals([]any{seen[0].Agent, seen[0].FirstSeen, seen[0].LastSeen}, []any{"chrome", s.now, s.now.Add(2 * time.Minute)}))
			return err
		}))
		watcher := access.Actor{Facility: s.f, ID: made.Link, Person: nenek, Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(nenek)}}
		_, err := s.say(watcher, "link.issue", link.Make{Purpose: link.Track, About: run, Person: ident.Named("tetangga")})
		qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("who watches by her leave passes nothing on"))
		_, err = s.say(watcher, "link.revoke", link.Revoke{Link: ident.Named("l1")})
		qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("and cannot shut her out"))

		s.accepted(s.mother, "link.revoke", link.Revoke{Link: made.Link})
		found, ended := s.find(token, s.now)
		qt.Assert(t, qt.IsTrue(!found && !ended), qt.Commentf("a revoked link looks like none"))
		found, _ = s.find(s.token(s.link(made.Link)), s.now)
		qt.Assert(t, qt.IsFalse(found), qt.Commentf("and gets no new secret"))
		again, err := s.say(s.mother, "link.revoke", link.Revoke{Link: made.Link})
		must(t, err)
		qt.Assert(t, qt.Equals(again.Code, "link.already_revoked"))
		s.rebuilds()
	})
}

func TestARenewedLinkHasAnotherToken(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	old := s.token(s.hand("l1", link.Track, sri))
	s.accepted(s.officer, "link.revoke", link.Revoke{Link: ident.Named("l1"), Again: true})
	found, ended := s.find(old, s.now)
	qt.Assert(t, qt.IsTrue(!found && !ended))
	found, _ = s.find(s.token(s.link(ident.Named("l1"))), s.now)
	qt.Assert(t, qt.IsTrue(found))
}

func TestAPageOutsideTheDeskMakesOnlyLinksToWatch(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.hand("l1", link.Track, sri)
	for _, purpose := range []string{link.Receive, link.Place, link.Head} {
		out, err := s.say(s.mother, "link.issue", link.Make{Purpose: purpose, About: run, Person: sri})
		must(t, err)
		qt.Check(t, qt.Equals(out.Code, "link.only_the_desk"))
	}
	out, err := s.say(s.officer, "link.issue", link.Make{Purpose: link.Head, About: run, Person: sri})
	must(t, err)
	qt.Check(t, qt.Equals(out.Code, "link.only_the_head"))
	_, err = s.say(s.officer, "link.issue", link.Make{Purpose: "spy", About: run, Person: sri})
	qt.Check(t, qt.Equals(fault.Of(err).Code, "body.bad_choice"))
	for range 19 {
		s.accepted(s.mother, "link.issue", link.Make{Purpose: link.Track, About: run, Person: nenek})
	}
	out, err = s.say(s.mother, "link.issue", link.Make{Purpose: link.Track, About: run, Person: nenek})
	must(t, err)
	qt.Check(t, qt.Equals(out.Code, "link.too_many"))
}

func TestACodeBelongsToItsDeliveryAndGeneration(t *testing.T) {
	ring, err := keys.New(make([]byte, 32))
	must(t, err)
	f := ident.Named("f")
	first := link.Code(ring, f, run, 1)
	qt.Check(t, qt.Matches(first, `\d{6}`))
	qt.Check(t, qt.Equals(link.Code(ring, f, run, 1), first))
	qt.Check(t, qt.Not(qt.Equals(link.Code(ring, f, run, 2), first)))
	qt.Check(t, qt.Not(qt.Equals(link.Code(ring, f, ident.Named("other run"), 1), first)))
}

func TestBrowsersAreOneWord(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 SamsungBrowser/23.0 Chrome/115 Mobile Safari/537.36": "samsung",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Version/17.0 Mobile Safari/604.1":              "safari",
		"Mozilla/5.0 Firefox/120.0": "firefox", "WhatsApp/2.23": "other", "": "other",
	} {
		qt.Check(t, qt.Equals(link.AgentFamily(agent), want))
	}
}

func FuzzToken(f *testing.F) {
	f.Add("kebakkramat-1-" + string(ident.Named("a")) + "-00000000000000000000000000")
	f.Add("")
	f.Add("-----------------------------------------------------------")
	ring, err := keys.New(make([]byte, 32))
	if err != nil {
		f.Fatal(err)
	}
	db := storetest.SQLite(f)
	f.Fuzz(func(t *testing.T, token string) {
		must(t, db.Read(t.Context(), func(tx *store.Tx) error {
			l, found, err := link.Find(tx, ring, token, 1)
			if found || l.ID != "" {
				t.Fatalf("%q opens a link where there is none", token)
			}
			return err
		}))
	})
}
