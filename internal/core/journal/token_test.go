package journal_test

import (
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// listener keeps what the decision was told of the time of a command.
type listener struct{ heard *[]heard }

type heard struct{ At, Since, Until instant.Instant }

type tell struct{ What string }

func (l listener) decide(_ journal.Nothing, s journal.Said[tell]) journal.Answer {
	*l.heard = append(*l.heard, heard{s.At, s.Since, s.Until})
	return journal.Accept()
}

func (l listener) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("listener.tell", 1, journal.LoadNothing, l.decide, access.Update("custody"), journal.Founding),
		journal.Request("listener.ask", 1, journal.LoadNothing, l.decide, access.Create("ledger"), journal.TwoPersons),
	}
}
func (listener) Events() []journal.Event   { return nil }
func (listener) Tables() []store.Def       { return nil }
func (listener) Follows() []journal.Follow { return nil }

// ears is a stage whose room only listens; its clock is set by hand.
type ears struct {
	*stage
	heard []heard
}

func newEars(t *testing.T, db *store.DB) *ears {
	t.Helper()
	e := &ears{stage: newStage(t, db)}
	j, err := journal.New(journal.Config{DB: db, Keys: e.j.Keys, Clock: e.clock, Log: e.j.Log, Rooms: []journal.Room{listener{&e.heard}}})
	must(t, err)
	t.Cleanup(j.Close)
	e.j = j
	return e
}

// hear sends a report and gives what the decision was told.
func (e *ears) hear(t *testing.T, env journal.Envelope) heard {
	t.Helper()
	out, err := e.j.Do(t.Context(), e.desk, env)
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	return e.heard[len(e.heard)-1]
}

func told(t *testing.T, name, token string) journal.Envelope {
	env := envelope(t, name, "listener.tell", tell{"aboard"})
	env.Device, env.Token = "phone of Slamet", token
	return env
}

func TestATokenProvesWhatADeviceKnewWhenACommandWasMade(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		e := newEars(t, db)
		f, at := e.desk.Facility, e.clock.Now()
		token := e.j.Token(f, "phone of Slamet", at)
		e.clock.set(at.Add(2 * time.Hour))
		got := e.hear(t, told(t, "honest", token))
		qt.Check(t, qt.Equals(got.Since, at))
		qt.Check(t, qt.Equals(got.Until, at.Add(2*time.Hour)), qt.Commentf("nothing but the record bounds it from above"))

		for name, token := range map[string]string{
			"none":             "",
			"another device":   e.j.Token(f, "phone of Joko", at),
			"another facility": e.j.Token(ident.Named("elsewhere"), "phone of Slamet", at),
			"another time":     at.Add(time.Hour).String() + token[strings.LastIndex(token, "."):],
			"another letter":   token[:len(token)-1] + "!",
			"torn":             token[:30],
			"no text at all":   "Z.Z.Z.,w,w",
		} {
			qt.Check(t, qt.IsTrue(e.hear(t, told(t, name, token)).Since.IsZero()), qt.Commentf("%s", name))
		}
	})
}

// The writer refuses, or the session has run out: the phone shows its command and
// gets a witness, and sends the command hours later.
func TestAWitnessProvesThatACommandExisted(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		e := newEars(t, db)
		f, at := e.desk.Facility, e.clock.Now()
		env := told(t, "aboard", e.j.Token(f, "phone of Slamet", at))
		env.OccurredAt = at.Add(time.Minute)
		seen := at.Add(5 * time.Minute)
		w, err := e.j.Witness(f, env, seen)
		must(t, err)
		forged := told(t, "aboard later", "")
		forged.Token = env.Token + "," + w
		env.Token += "," + w
		qt.Assert(t, qt.IsTrue(len(env.Token) <= 128))
		e.clock.set(at.Add(9 * time.Hour))
		qt.Check(t, qt.Equals(e.hear(t, env), heard{at.Add(time.Minute), at, seen}))
		qt.Check(t, qt.Equals(e.hear(t, forged).Until, at.Add(9*time.Hour)), qt.Commentf("it witnesses that command only"))

		changed := told(t, "aboard changed", "")
		w, err = e.j.Witness(f, changed, seen)
		must(t, err)
		changed.Token, changed.OccurredAt = ","+w, at.Add(2*time.Minute)
		qt.Check(t, qt.Equals(e.hear(t, changed).Until, at.Add(9*time.Hour)), qt.Commentf("and only as it was shown"))

		fast := told(t, "a fast clock", "")
		fast.OccurredAt = at.Add(8 * time.Hour)
		w, err = e.j.Witness(f, fast, seen)
		must(t, err)
		fast.Token = "," + w
		qt.Check(t, qt.Equals(e.hear(t, fast), heard{seen, 0, seen}), qt.Commentf("what was seen at five past had happened by then"))
	})
}

// The server's wall clock jumps ahead and is set right: what it said meanwhile binds
// nothing beyond what the log says, and recorded time does not go back.
func TestTimeThatTheServerTookBackBindsNobody(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		e := newEars(t, db)
		f, at := e.desk.Facility, e.clock.Now()
		ahead := e.j.Token(f, "phone of Slamet", at.Add(time.Hour))
		qt.Check(t, qt.Equals(e.hear(t, told(t, "meanwhile", ahead)).Since, at), qt.Commentf("never after now"))
		e.clock.set(at.Add(time.Hour))
		e.hear(t, told(t, "at the jump", ""))
		e.clock.set(at)
		must(t, db.Read(t.Context(), func(tx *store.Tx) error {
			now, err := e.j.Now(tx, f)
			qt.Check(t, qt.Equals(now, at.Add(time.Hour)), qt.Commentf("a token is not older than the log"))
			return err
		}))
		qt.Check(t, qt.Equals(e.hear(t, told(t, "after", "")).Until, at.Add(time.Hour)))
	})
}

// A command that waits for a second person keeps the bounds that it came with.
func TestBoundsOutliveTheWaitForASecondPerson(t *testing.T) {
	e := newEars(t, storetest.SQLite(t))
	f, at := e.desk.Facility, e.clock.Now()
	e.hear(t, told(t, "first", ""))
	env := envelope(t, "ask", "listener.ask", tell{"pay"})
	env.Device, env.Token = "desk", e.j.Token(f, "desk", at)
	treasurer := access.Actor{Facility: f, ID: "tuti", Roles: []access.Role{access.Treasurer}, Keys: []string{"f"}}
	head := access.Actor{Facility: f, ID: "dr. ani", Roles: []access.Role{access.Head}, Keys: []string{"f"}}
	out, err := e.j.Do(t.Context(), treasurer, env)
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Proposed))
	first := e.heard[len(e.heard)-1]
	e.clock.set(at.Add(time.Hour))
	out, err = e.j.Do(t.Context(), head, envelope(t, "approve", "approval.approve", journal.Approve{Command: env.ID}))
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	qt.Check(t, qt.Equals(e.heard[len(e.heard)-1], first))
	qt.Check(t, qt.Equals(first.Since, at))
}
