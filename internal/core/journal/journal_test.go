package journal_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
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
)

// A room small enough to read: bottles that are opened, poured from and closed.

type bottle struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	ML       int64    `db:"ml"`
	Owner    ident.ID `db:"owner"`
	Note     int64    `db:"note_version"`
}

func (b bottle) Audiences() []string { return []string{"f", "w:" + string(b.Owner)} }

var bottles = store.NewTable[bottle]("test_bottle", store.Derived)

type (
	open struct {
		Bottle ident.ID
		ML     int64
		Owner  ident.ID
		Note   string
	}
	pour struct {
		Bottle ident.ID
		ML     int64
	}
	smash struct{ Bottle ident.ID }

	opened struct {
		Bottle, Owner ident.ID
		ML            int64
		Note          journal.Ref
	}
	poured struct {
		Bottle ident.ID
		ML     int64
	}
	emptied struct{ Bottle ident.ID }
	smashed struct{ Bottle ident.ID }
)

func (b open) Subject() ident.ID  { return b.Bottle }
func (b pour) Subject() ident.ID  { return b.Bottle }
func (b smash) Subject() ident.ID { return b.Bottle }

type room struct{}

func (room) load(q journal.Query) (bottle, error) {
	b, _, err := bottles.Get(q.Tx, q.Facility, q.Subject)
	return b, err
}

func (b bottle) open(s journal.Said[open]) journal.Answer {
	if b.ID != "" {
		return journal.Refuse("bottle.exists")
	}
	return journal.Accept(opened{s.Body.Bottle, s.Body.Owner, s.Body.ML, s.Seal("note", s.Body.Bottle, 1, s.Body.Note)})
}

func (b bottle) pour(s journal.Said[pour]) journal.Answer {
	switch {
	case s.Body.ML == 666:
		panic("a fault of ours")
	case b.ML < s.Body.ML:
		return journal.Refuse("bottle.not_enough").On("ml")
	}
	return journal.Accept(poured{s.Body.Bottle, s.Body.ML}).Giving(map[string]int64{"left": b.ML - s.Body.ML})
}

func (b bottle) smash(s journal.Said[smash]) journal.Answer { return journal.Accept(smashed{b.ID}) }

func (r room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("bottle.open", 1, r.load, bottle.open, access.Create("custody"), journal.Founding),
		journal.Report("bottle.pour", 1, r.load, bottle.pour, access.Update("custody")),
		journal.Report("bottle.ring", 1, r.load, bottle.pour, access.Update("custody"), journal.Urgent),
		journal.Request("bottle.smash", 1, r.load, bottle.smash, access.Create("ledger"), journal.TwoPersons),
	}
}

func change(tx *store.Tx, f, id ident.ID, by func(*bottle)) error {
	b, _, err := bottles.Get(tx, f, id)
	if err != nil {
		return err
	}
	by(&b)
	return bottles.Put(tx, b)
}

func (room) Events() []journal.Event {
	return []journal.Event{
		journal.On("bottle.opened/1", func(tx *store.Tx, m journal.Meta, e opened) error {
			return bottles.Put(tx, bottle{m.Facility, e.Bottle, e.ML, e.Owner, e.Note.Version})
		}),
		journal.On("bottle.poured/1", func(tx *store.Tx, m journal.Meta, e poured) error {
			return change(tx, m.Facility, e.Bottle, func(b *bottle) { b.ML -= e.ML })
		}),
		journal.On("bottle.emptied/1", func(tx *store.Tx, m journal.Meta, e emptied) error {
			return change(tx, m.Facility, e.Bottle, func(b *bottle) { b.Owner = "" })
		}),
		journal.On("bottle.smashed/1", func(tx *store.Tx, m journal.Meta, e smashed) error { return bottles.Delete(tx, m.Facility, e.Bottle) }),
	}
}

func (room) Tables() []store.Def { return []store.Def{bottles.Definition()} }

func (room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(func(q journal.Query, m journal.Meta, e poured) ([]any, error) {
		b, _, err := bottles.Get(q.Tx, q.Facility, e.Bottle)
		if err != nil || b.ML > 0 {
			return nil, err
		}
		return []any{emptied{e.Bottle}}, nil
	})}
}

// The stage the stories play on.

type stage struct {
	t     *testing.T
	j     *journal.Journal
	db    *store.DB
	clock *clock
	f     ident.ID
	desk  access.Actor
	n     int
}

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant  { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
func (c *clock) set(i instant.Instant) { c.mu.Lock(); defer c.mu.Unlock(); c.now = i }

const table = "CREATE TABLE test_bottle (facility_id TEXT NOT NULL, id TEXT NOT NULL, ml BIGINT NOT NULL, owner TEXT NOT NULL, note_version BIGINT NOT NULL, PRIMARY KEY (facility_id, id))"

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	must(t, db.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(table); return err }))
	ring, err := keys.New(make([]byte, 32))
	must(t, err)
	c := &clock{now: instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))}
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: c, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Rooms: []journal.Room{room{}}})
	must(t, err)
	t.Cleanup(j.Close)
	f := ident.Named("kebakkramat")
	return &stage{t: t, j: j, db: db, clock: c, f: f, desk: access.Actor{Facility: f, ID: "nita", Roles: []access.Role{access.Dispatcher, access.Treasurer}, Keys: []string{"f"}}}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) say(a access.Actor, id ident.ID, verb string, body any) (journal.Outcome, error) {
	raw, err := json.Marshal(body)
	must(s.t, err)
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: id, Verb: verb, V: 1, Body: raw})
}

func (s *stage) id() ident.ID { s.n++; return ident.Named("command " + string(rune('a'+s.n))) }

func (s *stage) verify() error {
	fresh := storetest.SQLite(s.t)
	must(s.t, fresh.Write(s.t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(table); return err }))
	_, err := s.j.Verify(context.Background(), fresh)
	return err
}

var b1, joko = ident.Named("bottle one"), ident.Named("joko")

func TestARepeatGetsTheSameAnswerAndOtherContentIsRefused(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 100, joko, "rahasia"})
		must(t, err)
		id := s.id()
		first, err := s.say(s.desk, id, "bottle.pour", pour{b1, 30})
		must(t, err)
		again, err := s.say(s.desk, id, "bottle.pour", pour{b1, 30})
		must(t, err)
		qt.Assert(t, qt.DeepEquals(again, first))
		_, err = s.say(s.desk, id, "bottle.pour", pour{b1, 31})
		qt.Assert(t, qt.IsTrue(fault.Is(err, "command.other_content")))
		must(t, db.Read(t.Context(), func(tx *store.Tx) error {
			b, _, err := bottles.Get(tx, s.f, b1)
			qt.Assert(t, qt.Equals(b.ML, 70))
			return err
		}))
		must(t, s.verify())
	})
}

func TestAParallelRepeatIsDoneOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 100, joko, ""})
		must(t, err)
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				_, err := s.say(s.desk, ident.Named("same "+string(rune('a'+i%4))), "bottle.pour", pour{b1, 1})
				qt.Check(t, qt.IsNil(err))
			})
		}
		wg.Wait()
		must(t, db.Read(t.Context(), func(tx *store.Tx) error {
			b, _, err := bottles.Get(tx, s.f, b1)
			qt.Assert(t, qt.Equals(b.ML, 96))
			return err
		}))
		must(t, s.verify())
	})
}

func TestAFaultHarmsOnlyItsOwnCommand(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 10_000, joko, ""})
	must(t, err)
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			ml := int64(10)
			if i%10 == 3 {
				ml = 666
			}
			_, err := s.say(s.desk, ident.Named("pour "+string(rune('a'+i))), "bottle.pour", pour{b1, ml})
			qt.Check(t, qt.Equals(err != nil, ml == 666))
		})
	}
	wg.Wait()
	must(t, s.verify())
}

func TestWhoNeverHadTheRightLeavesNoTrace(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 100, joko, ""})
	must(t, err)
	courier := access.Actor{Facility: s.f, ID: "joko", Worker: "joko", Roles: []access.Role{access.Courier}, Keys: []string{"w:" + string(joko)}}
	out, err := s.say(courier, s.id(), "bottle.pour", pour{b1, 1})
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("the owner may"))
	stranger := access.Actor{Facility: s.f, ID: "budi", Worker: "budi", Roles: []access.Role{access.Courier}, Keys: []string{"w:budi"}}
	_, err = s.say(stranger, s.id(), "bottle.pour", pour{b1, 1})
	qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("another courier's bottle looks absent"))
	late := s.clock.Now().Add(-time.Hour)
	for name, bottle := range map[string]ident.ID{"another courier's": b1, "an unknown": ident.Named("lost")} {
		raw, err := json.Marshal(pour{bottle, 1})
		must(t, err)
		out, err := s.j.Do(t.Context(), stranger, journal.Envelope{ID: s.id(), Verb: "bottle.pour", V: 1, OccurredAt: late, Body: raw})
		must(t, err)
		qt.Assert(t, qt.DeepEquals([]any{out.Status, out.Code}, []any{journal.Held, "report.unknown_subject"}), qt.Commentf("a late report of %s bottle is kept, and the two look alike", name))
	}
	public := access.Actor{Facility: s.f, ID: "x", Roles: []access.Role{access.Public}}
	_, err = s.say(public, s.id(), "bottle.pour", pour{b1, 1})
	qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
	dismissed := stranger
	dismissed.Roles, dismissed.Former = nil, []access.Role{access.Courier}
	out, err = s.say(dismissed, s.id(), "bottle.pour", pour{b1, 1})
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Held), qt.Commentf("a report of somebody who lost the right is kept"))
	var n int64
	must(t, s.db.Read(t.Context(), func(tx *store.Tx) error { _, err := tx.One("SELECT count(*) FROM command", nil, &n); return err }))
	qt.Assert(t, qt.Equals(n, 5))
}

func TestADeniedWishMayBeNotedInTheSameDatabase(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 100, joko, ""})
		must(t, err)
		noted := ""
		s.j.Denied = func(ctx context.Context, a access.Actor, verb string) {
			noted = verb
			must(t, db.Write(ctx, func(tx *store.Tx) error { _, err := tx.Exec("UPDATE facility_head SET seq = seq"); return err }))
		}
		_, err = s.say(access.Actor{Facility: s.f, ID: "budi", Roles: []access.Role{access.Courier}, Keys: []string{"w:budi"}}, s.id(), "bottle.pour", pour{b1, 1})
		qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
		qt.Assert(t, qt.Equals(noted, "bottle.pour"))
	})
}

func TestAnotherPersonApproves(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 100, joko, ""})
		must(t, err)
		id := s.id()
		out, err := s.say(s.desk, id, "bottle.smash", smash{b1})
		must(t, err)
		qt.Assert(t, qt.Equals(out.Status, journal.Proposed))
		out, err = s.say(s.desk, s.id(), "approval.approve", journal.Approve{Command: id})
		must(t, err)
		qt.Assert(t, qt.Equals(out.Code, "approval.own_proposal"), qt.Commentf("nobody approves what they proposed"))
		officer := access.Actor{Facility: s.f, ID: "wati", Roles: []access.Role{access.Officer}, Keys: []string{"f"}}
		_, err = s.say(officer, s.id(), "approval.approve", journal.Approve{Command: id})
		qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("an officer approves no entry in the books"))
		head := access.Actor{Facility: s.f, ID: "retno", Roles: []access.Role{access.Head}, Keys: []string{"f"}}
		out, err = s.say(head, s.id(), "approval.approve", journal.Approve{Command: id})
		must(t, err)
		qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
		out, err = s.say(head, s.id(), "approval.approve", journal.Approve{Command: id})
		must(t, err)
		qt.Assert(t, qt.Equals(out.Code, "approval.already_settled"))
		must(t, db.Read(t.Context(), func(tx *store.Tx) error {
			_, found, err := bottles.Get(tx, s.f, b1)
			qt.Assert(t, qt.IsFalse(found))
			var actor, approver string
			_, err2 := tx.One("SELECT actor, approver FROM event WHERE kind = 'bottle.smashed/1'", nil, &actor, &approver)
			qt.Assert(t, qt.DeepEquals([]string{actor, approver}, []string{"nita", "retno"}), qt.Commentf("both names stand on the event"))
			return errors.Join(err, err2)
		}))
		must(t, s.verify())
	})
}

func TestTimeNeverGoesBack(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 100, joko, ""})
	must(t, err)
	s.clock.set(s.clock.Now().Add(-time.Hour))
	_, err = s.say(s.desk, s.id(), "bottle.pour", pour{b1, 1})
	must(t, err)
	var backwards int64
	must(t, s.db.Read(t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM event a JOIN event b ON a.facility_id = b.facility_id AND b.seq = a.seq + 1 AND b.recorded_at < a.recorded_at", nil, &backwards)
		return err
	}))
	qt.Assert(t, qt.Equals(backwards, 0))
}

func TestARowThatEntersAndLeavesAnAudienceIsTold(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 10, joko, ""})
		must(t, err)
		_, err = s.say(s.desk, s.id(), "bottle.pour", pour{b1, 10})
		must(t, err)
		must(t, db.Read(t.Context(), func(tx *store.Tx) error {
			changes, err := tx.Changes(s.f, "w:"+string(joko), 0, 10)
			qt.Assert(t, qt.HasLen(changes, 1))
			qt.Assert(t, qt.IsTrue(changes[0].Gone), qt.Commentf("an empty bottle is nobody's"))
			return err
		}))
		must(t, s.verify())
	})
}

func TestVerifyNamesTheFirstEntryChangedByHand(t *testing.T) {
	for name, sql := range map[string]string{
		"event 1":           "UPDATE event SET body = replace(body, '100', '900') WHERE seq = 1",
		"event 2":           "DELETE FROM event WHERE seq = 2",
		"event 3":           "DELETE FROM event WHERE seq = 3",
		"command 2":         "UPDATE command SET status = 'refused' WHERE n = 2",
		"table test_bottle": "UPDATE test_bottle SET ml = 1000",
		"sealed note":       "DELETE FROM sealed",
		"table audience":    "UPDATE audience SET gone = TRUE",
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, storetest.SQLite(t))
			_, err := s.say(s.desk, s.id(), "bottle.open", open{b1, 100, joko, "x"})
			must(t, err)
			for range 2 {
				_, err = s.say(s.desk, s.id(), "bottle.pour", pour{b1, 1})
				must(t, err)
			}
			must(t, s.verify())
			must(t, s.db.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(sql); return err }))
			var bad *journal.Bad
			qt.Assert(t, qt.IsTrue(errors.As(s.verify(), &bad)))
			qt.Assert(t, qt.StringContains(bad.Where, name))
		})
	}
}
