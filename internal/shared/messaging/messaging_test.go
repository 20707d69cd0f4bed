package messaging_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"strconv"
	"strings"
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
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// teller is the least of a programme: it queues a message.
type teller struct{}

type tell struct {
	Message ident.ID `json:"message"`
	Kind    string   `json:"kind"`
	Worker  ident.ID `json:"worker,omitempty"`
	Said    []param  `json:"said,omitempty"`
	// To is Sri when empty.
	To ident.ID `json:"to,omitempty"`
}

// erase erases the first version of somebody's details.
type erase struct {
	Person ident.ID `json:"person"`
}

type param struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func (teller) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("test.tell", 1, journal.LoadNothing, func(_ journal.Nothing, s journal.Said[tell]) journal.Answer {
		m := messaging.Message{ID: s.Body.Message, To: sri, Kind: s.Body.Kind, Link: page, Worker: s.Body.Worker}
		m.Params = map[string]string{}
		for _, p := range s.Body.Said {
			m.Params[p.Key] = p.Value
		}
		if s.Body.To != "" {
			m.To = s.Body.To
		}
		return journal.Accept(messaging.Queue(m))
	}, access.Update("enrolment")),
		journal.Request("test.erase", 1, journal.LoadNothing, func(_ journal.Nothing, s journal.Said[erase]) journal.Answer {
			return journal.Accept(journal.Erased{Table: "person", ID: s.Body.Person, Version: 1})
		}, access.Update("enrolment"))}
}
func (teller) Events() []journal.Event   { return nil }
func (teller) Tables() []store.Def       { return nil }
func (teller) Follows() []journal.Follow { return nil }

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

// Now moves on a little each time it is asked, so that what comes later is later.
func (c *clock) Now() instant.Instant {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

type stage struct {
	t       *testing.T
	db      *store.DB
	j       *journal.Journal
	ring    *keys.Ring
	room    messaging.Room
	f       ident.ID
	officer access.Actor
	courier access.Actor
	revoked bool // the page that goes with the messages
	n       int
}

var sri, joko, page, m1 = ident.Named("sri"), ident.Named("joko"), ident.Named("page"), ident.Named("m1")

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	must(t, err)
	f := ident.Named("kebakkramat")
	s := &stage{t: t, db: db, ring: ring, f: f,
		officer: access.Actor{Facility: f, ID: ident.Named("wati's account"), Worker: ident.Named("wati"), Roles: []access.Role{access.Officer}, Keys: []string{"f"}},
		courier: access.Actor{Facility: f, ID: ident.Named("joko's account"), Worker: joko, Roles: []access.Role{access.Courier}, Keys: []string{"w:" + string(joko)}}}
	s.room = messaging.Room{
		Address: func(_ journal.Query, link ident.ID) (string, bool, error) {
			if s.revoked {
				return "", false, nil
			}
			return "https://sambang.test/l/" + string(link), true, nil
		},
		WorkerName: func(_ journal.Query, worker ident.ID) (string, error) {
			if worker != joko {
				return "", fault.Absent()
			}
			return "Pak Joko", nil
		}}
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: &clock{now: instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))},
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Rooms: []journal.Room{registry.Room{}, task.Room{}, s.room, teller{}}})
	must(t, err)
	t.Cleanup(s.j.Close)
	s.accepted(access.TheMachine(f), "registry.found", registry.Found{Slug: "kebakkramat-1", Name: "Puskesmas Kebakkramat I", Zone: "Asia/Jakarta",
		ServicePhone: "0271646123", EmergencyNumber: "119", Villages: []registry.InVillage{}})
	s.accepted(s.officer, "registry.register", registry.Enter{Person: sri, Kind: registry.Mother, Name: "Ibu Sri", Phone: "081234567890"})
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

func (s *stage) accepted(a access.Actor, verb string, body any) {
	s.t.Helper()
	out, err := s.say(a, verb, body)
	must(s.t, err)
	if out.Status != journal.Accepted {
		s.t.Fatalf("%s: %s %s", verb, out.Status, out.Code)
	}
}

func (s *stage) read(do func(q journal.Query) error) {
	s.t.Helper()
	must(s.t, s.db.Read(s.t.Context(), func(tx *store.Tx) error {
		return do(journal.Query{Tx: tx, Facility: s.f, By: s.officer, Keys: s.ring})
	}))
}

// shown is the message as the desk sees it.
func (s *stage) shown(id ident.ID) (v messaging.View) {
	s.t.Helper()
	s.read(func(q journal.Query) error {
		row, found, err := s.room.Shows()["message"](q, id)
		if err == nil && found {
			v = row.(messaging.View)
		}
		return err
	})
	return v
}

func (s *stage) rebuilds() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	must(s.t, err)
}

func TestAMessageIsWordedWhenItIsReadAndTheLogHoldsNoWords(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "courier_on_the_way", Worker: joko, Said: []param{{"eta_at", "2026-03-02T07:30:00.000Z"}, {"courier_worker", string(joko)}}})
		v := s.shown(m1)
		qt.Check(t, qt.DeepEquals([]string{v.ToName, v.ToPhone, v.State}, []string{"Ibu Sri", "+6281234567890", "waiting"}))
		qt.Check(t, qt.StringContains(v.Text, "Ibu Sri"))
		qt.Check(t, qt.StringContains(v.Text, "sekitar 14.30"), qt.Commentf("in the zone of the health centre"))
		qt.Check(t, qt.StringContains(v.Text, "https://sambang.test/l/"+string(page)))
		s.read(func(q journal.Query) error {
			return q.Each("SELECT body FROM event WHERE facility_id = $1 AND kind = 'messaging.queued/1'", store.Args(s.f), func(scan func(...any) error) error {
				var body string
				err := scan(&body)
				for _, secret := range []string{"Sri", "8123", "https", "Salam"} {
					qt.Check(t, qt.IsFalse(strings.Contains(body, secret)), qt.Commentf("%s", body))
				}
				return err
			})
		})
		s.revoked = true
		text := s.shown(m1).Text
		qt.Check(t, qt.IsFalse(strings.Contains(text, "https")), qt.Commentf("a revoked page is gone from here too"))
		qt.Check(t, qt.IsTrue(strings.HasSuffix(text, "sekitar 14.30.")), qt.Commentf("with its whole sentence: %s", text))
		s.rebuilds()
	})
}

func TestParamsBecomeWhatPeopleRead(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "courier_arrived", Worker: joko, Said: []param{{"courier_worker", string(joko)}}})
	qt.Check(t, qt.StringContains(s.shown(m1).Text, "Pak Joko sudah tiba"))
	id := ident.Named("a day is said with its weekday: who reads it plans the week")
	s.accepted(s.officer, "test.tell", tell{Message: id, Kind: "massage_cancelled", Said: []param{{"day_on", "2026-03-05"}, {"when_at", "2026-03-05T02:00:00.000Z"}}})
	qt.Check(t, qt.StringContains(s.shown(id).Text, "kunjungan kader Kamis, 5 Mar 2026 pukul 09.00"))
}

func TestNobodyGetsAMessageWithAHole(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	for _, kind := range []string{"nobody_wrote_this", "courier_arrived"} {
		id := ident.Named(kind)
		s.accepted(s.officer, "test.tell", tell{Message: id, Kind: kind})
		qt.Check(t, qt.StringContains(s.shown(id).Text, "ada kabar dari Puskesmas Kebakkramat I"))
	}
}

func TestNamesAndSentencesNeverGetIntoTheLogAsParams(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	for _, personal := range []string{"Sri", "jalan mawar 3", strings.Repeat("a", 41), "=1+1\n"} {
		_, err := s.say(s.officer, "test.tell", tell{Message: m1, Kind: "track", Said: []param{{"who", personal}}})
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.Fault), qt.Commentf("%q", personal))
	}
	qt.Check(t, qt.Equals(s.shown(m1).ID, ident.ID("")))
}

func TestTheCourierSendsByHandAndSaysSo(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "milk_picked_up", Worker: joko})
		s.read(func(q journal.Query) error {
			changes, err := q.Changes(s.f, "w:"+string(joko), 0, 10)
			qt.Assert(t, qt.HasLen(changes, 1), qt.Commentf("it stands in his list"))
			qt.Check(t, qt.Equals(changes[0].Table, "message"))
			return err
		})
		s.accepted(s.courier, "messaging.mark", messaging.Mark{Message: m1, How: "whatsapp"})
		v := s.shown(m1)
		qt.Check(t, qt.DeepEquals([]string{v.State, v.How, v.SentBy}, []string{"sent", "whatsapp", "Pak Joko"}))
		s.accepted(s.officer, "messaging.mark", messaging.Mark{Message: m1, How: "skipped"})
		qt.Check(t, qt.Equals(s.shown(m1).State, "sent"), qt.Commentf("what was sent stays sent"))
		s.accepted(s.officer, "messaging.mark", messaging.Mark{Message: m1, How: "called"})
		v = s.shown(m1)
		qt.Check(t, qt.DeepEquals([]string{v.State, v.SentBy}, []string{"called", ""}), qt.Commentf("an account without a worker has no name here"))
		s.rebuilds()
	})
}

// On the mother's page stands the code that proves the courier's own delivery.
func TestACourierNeverHoldsTheMothersPage(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	place := ident.Named("m2")
	s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "milk_nobody_home", Worker: joko})
	s.accepted(s.officer, "test.tell", tell{Message: place, Kind: "milk_place", Worker: joko})
	for _, id := range []ident.ID{m1, place} {
		qt.Check(t, qt.StringContains(s.shown(id).Text, string(page)), qt.Commentf("the desk sends it"))
		s.read(func(q journal.Query) error {
			q.By = s.courier
			row, _, err := s.room.Shows()["message"](q, id)
			v := row.(messaging.View)
			qt.Check(t, qt.Equals(v.Link, ""))
			qt.Check(t, qt.IsFalse(strings.Contains(v.Text, string(page))), qt.Commentf("%s", v.Text))
			qt.Check(t, qt.StringContains(v.Text, "Ibu Sri"))
			return err
		})
	}
}

func TestAnotherCouriersMessageLooksAbsent(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "track", Worker: ident.Named("budi")})
	_, err := s.say(s.courier, "messaging.mark", messaging.Mark{Message: m1, How: "sms"})
	qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
	_, err = s.say(s.officer, "messaging.mark", messaging.Mark{Message: m1, How: "pigeon"})
	qt.Assert(t, qt.Equals(fault.Of(err).Code, "body.bad_choice"))
	out, err := s.say(s.officer, "messaging.mark", messaging.Mark{Message: ident.Named("unknown"), How: "sms"})
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Held), qt.Commentf("a report of something unknown is kept"))
}

func TestAConversationIsWhatWasSaidToOnePersonInOrder(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		kinds := []string{"milk_declared", "milk_picked_up", "milk_received"}
		for i, kind := range kinds {
			s.accepted(s.officer, "test.tell", tell{Message: ident.Named("m" + strconv.Itoa(i)), Kind: kind})
		}
		s.read(func(q journal.Query) error {
			said, err := s.room.Conversation(q, sri)
			qt.Assert(t, qt.HasLen(said, 3))
			qt.Check(t, qt.DeepEquals([]string{said[0].Kind, said[1].Kind, said[2].Kind}, kinds))
			none, err2 := s.room.Conversation(q, joko)
			must(t, err2)
			qt.Assert(t, qt.HasLen(none, 0))
			return err
		})
	})
}
