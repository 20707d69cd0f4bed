// Package world builds a small health centre for tests that read as stories. It
// stands on real parts: a real database, the whole house, a clock that the story
// sets.
package world

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
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
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// World is a health centre in a story.
type World struct {
	T        testing.TB
	House    *house.House
	Clock    *house.TestClock
	Facility ident.ID
	zone     *time.Location
	day      string
	actors   map[string]access.Actor
	by       access.Actor
	sent     map[string]sent
	read     int64
	last     journal.Outcome
	online   bool
	at       instant.Instant
	word     string // the server's last word to the phone that speaks
}

type sent struct {
	by  access.Actor
	env journal.Envelope
	out journal.Outcome
}

// Both tells a story twice: on SQLite and on PostgreSQL.
func Both(t *testing.T, at string, story func(t *testing.T, w *World)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); story(t, New(t, "", at)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); story(t, New(t, storetest.Postgres(t), at)) })
}

// New founds the health centre. At is "2026-03-02 13:00" by the clock on its wall.
func New(t testing.TB, database, at string) *World {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	must(t, err)
	clock := house.NewTestClock()
	w := &World{T: t, Clock: clock, Facility: ident.Named("Puskesmas Contoh"), zone: zone, day: at[:10], actors: map[string]access.Actor{}, sent: map[string]sent{}, online: true}
	clock.Set(w.moment(at[11:]))
	w.House, err = house.Open(t.Context(), house.Config{Data: storetest.Data(t), Database: database, Clock: clock,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: "http://127.0.0.1"})
	must(t, err)
	t.Cleanup(w.House.Close)
	w.found()
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Village is the code of the one village of the story.
const Village = "33.13.14.2002"

func (w *World) found() {
	w.T.Helper()
	f := registry.Facility{ID: w.Facility, Slug: "contoh", Name: "Puskesmas Contoh", Zone: "Asia/Jakarta", Demo: true}
	must(w.T, w.House.DB.Write(w.T.Context(), func(tx *store.Tx) error { return registry.Enlist(tx, f, w.Clock.Now()) }))
	w.actors["machine"] = access.TheMachine(w.Facility)
	w.As("machine").Send("found", "registry.found", registry.Found{Slug: f.Slug, Name: f.Name, Zone: f.Zone, Demo: true,
		ServicePhone: "0271000000", EmergencyNumber: "119", Villages: []registry.InVillage{
			{Code: Village, Name: "Alastuwo", Lat: -7.53854, Lon: 110.93755}, {Code: OtherVillage, Name: "Nangsri", Lat: -7.53195, Lon: 110.90893}}})
	for _, role := range []access.Role{access.Head, access.Officer, access.Dispatcher, access.Treasurer, access.Admin} {
		w.staff(string(role), role)
	}
}

// staff takes somebody in with one role from today on.
func (w *World) staff(name string, role access.Role) {
	w.T.Helper()
	a := access.Actor{Facility: w.Facility, ID: ident.Named("account " + name), Worker: ident.Named(name), Door: "test", Authority: -1}
	w.actors[name] = a
	w.As("machine").
		Send("add "+name, "workforce.add_worker", workforce.AddWorker{Worker: a.Worker, Name: name, Phone: "", Kinds: []string{kind(role)}}).
		Send("role "+name, "workforce.grant_role", workforce.GrantRole{Account: a.ID, Worker: a.Worker, Role: role, From: w.day})
}

func kind(r access.Role) string {
	if r == access.Courier {
		return "courier"
	}
	return "desk"
}

// Courier takes a courier in: certified, appointed and on duty all day.
func (w *World) Courier(name string) *World {
	w.T.Helper()
	return w.Uncertified(name).Certify(name, "2030-12-31")
}

// Uncertified takes a courier in who has no certificate yet.
func (w *World) Uncertified(name string) *World {
	w.T.Helper()
	w.staff(name, access.Courier)
	id := ident.Named(name)
	return w.As("machine").
		Send("appoint "+name, "workforce.appoint", workforce.Appoint{Worker: id, Number: "SK 1", ValidFrom: "2026-01-01", ValidTo: "2030-12-31"}).
		Send("shift "+name, "workforce.set_shift", workforce.SetShift{Worker: id, Day: w.day, From: "00:00", To: "23:59"})
}

// Certify gives a courier the certificate for milk until a day.
func (w *World) Certify(name, until string) *World {
	w.T.Helper()
	return w.As("machine").Send("certify "+name+until, "workforce.certify", workforce.Certify{Worker: ident.Named(name), Course: workforce.MilkHandling,
		Number: "KASI-" + name, ValidFrom: "2026-01-01", ValidTo: until})
}

// Mother takes a mother in with her baby and the people she names; she may speak
// through her own link from then on. Each mother works and lives a little further east.
func (w *World) Mother(name string, recipients ...string) *World {
	w.T.Helper()
	return w.mother(name, "08990000"+fmt.Sprintf("%04d", len(w.actors)), recipients)
}

// Phoneless takes a mother in who has no phone: others type for her.
func (w *World) Phoneless(name string, recipients ...string) *World {
	w.T.Helper()
	return w.mother(name, "", recipients)
}

func (w *World) mother(name, phone string, recipients []string) *World {
	w.T.Helper()
	n := float64(len(w.actors))
	body := milk.Enrol{Place: ident.Named("place " + name), Mother: milk.PersonBody{ID: ident.Named(name), Name: name + " Wulandari", Phone: phone},
		Baby: milk.BabyBody{Name: "Bayi " + name, Born: "2025-12-01"}, Village: Village,
		Pickup: dispatch.Place{Label: "Tempat kerja " + name, Lat: -7.51, Lon: 110.90 + n/500, Village: Village},
		Drop:   dispatch.Place{Label: "Rumah " + name, Lat: -7.54, Lon: 110.93 + n/500, Village: Village}}
	for _, r := range recipients {
		body.Recipients = append(body.Recipients, milk.Named{ID: ident.Named(r), Name: r, Relation: "nenek"})
	}
	w.As("machine").Send("enrol "+name, "milk.enrol", body)
	w.actors[name] = access.Actor{Facility: w.Facility, ID: ident.Named("link " + name), Person: ident.Named(name), Subject: body.Place,
		Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(ident.Named(name))}, Door: "link", Authority: -1}
	return w
}

// ID names a thing of the story.
func (w *World) ID(name string) ident.ID { return ident.Named(name) }

// moment is an hour of the story's day; "+1 07:30" is on the next day.
func (w *World) moment(hour string) instant.Instant {
	days := 0
	if strings.HasPrefix(hour, "+") {
		_, err := fmt.Sscanf(hour, "+%d", &days)
		must(w.T, err)
		hour = hour[strings.Index(hour, " ")+1:]
	}
	form := "2006-01-02 15:04"
	if strings.Count(hour, ":") == 2 {
		form += ":05"
	}
	t, err := time.ParseInLocation(form, w.day+" "+hour, w.zone)
	must(w.T, err)
	return instant.Of(t.AddDate(0, 0, days))
}

// As lets somebody of the story speak.
func (w *World) As(name string) *World {
	w.T.Helper()
	a, ok := w.actors[name]
	if !ok {
		w.T.Fatalf("nobody in the story is called %q", name)
	}
	w.by, w.online, w.at, w.word = a, true, 0, ""
	return w
}

// At moves the clock to an hour and lets the machine do what is due by then.
func (w *World) At(hour string) *World {
	w.T.Helper()
	w.Clock.Set(w.moment(hour))
	w.Settle()
	w.at, w.word = 0, ""
	return w
}

// Offline says that what follows happened at that hour, without signal.
func (w *World) Offline(hour string) *World { w.at, w.word = w.moment(hour), ""; return w }

// Settle lets the machine do all that is due.
func (w *World) Settle() {
	w.T.Helper()
	for {
		n, err := w.House.Errands.Once(w.T.Context())
		must(w.T, err)
		if n == 0 {
			return
		}
	}
}

// Try sends a command and gives back what became of it.
func (w *World) Try(name, verb string, body any) (journal.Outcome, error) {
	w.T.Helper()
	raw, err := json.Marshal(body)
	must(w.T, err)
	env := journal.Envelope{ID: ident.Derive(ident.Named("command "+name), 0), Verb: verb, V: 1, OccurredAt: w.at, Device: onPhone, Token: w.word, Body: raw}
	out, err := w.House.Journal.Do(w.T.Context(), w.by, env)
	w.sent[name], w.last = sent{w.by, env, out}, out
	w.Settle()
	return out, err
}

// Send sends a command that must be accepted.
func (w *World) Send(name, verb string, body any) *World {
	w.T.Helper()
	out, err := w.Try(name, verb, body)
	if err != nil || out.Status != journal.Accepted {
		w.T.Fatalf("%s (%s): %s %s %v", name, verb, out.Status, out.Code, err)
	}
	return w
}

// Refused sends a command that must be refused with a code.
func (w *World) Refused(name, verb string, body any, code string) *World {
	w.T.Helper()
	out, err := w.Try(name, verb, body)
	must(w.T, err)
	if out.Status != journal.Refused || out.Code != code {
		w.T.Fatalf("%s (%s): want refused %s, got %s %s", name, verb, code, out.Status, out.Code)
	}
	return w
}

// Resend sends the same command again: the answer must be the same, and nothing
// may happen.
func (w *World) Resend(name string) *World {
	w.T.Helper()
	before := w.seq()
	s := w.sent[name]
	out, err := w.House.Journal.Do(w.T.Context(), s.by, s.env)
	must(w.T, err)
	qt.Assert(w.T, qt.DeepEquals(out, s.out))
	qt.Assert(w.T, qt.Equals(w.seq(), before))
	return w
}

func (w *World) seq() (seq int64) {
	w.T.Helper()
	must(w.T, w.House.DB.Read(w.T.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT seq FROM facility_head WHERE facility_id = $1", store.Args(w.Facility), &seq)
		return err
	}))
	return seq
}

// Forget begins a new page: Events tells only what comes after.
func (w *World) Forget() *World { w.read = w.seq(); return w }

// Happened lists the kinds of events since the last time, versions cut off.
func (w *World) Happened() []string {
	w.T.Helper()
	var out []string
	must(w.T, w.House.DB.Read(w.T.Context(), func(tx *store.Tx) error {
		return tx.Each("SELECT kind FROM event WHERE facility_id = $1 AND seq > $2 ORDER BY seq", store.Args(w.Facility, w.read), func(scan func(...any) error) error {
			var kind string
			err := scan(&kind)
			kind, _, _ = strings.Cut(kind, "/")
			out = append(out, kind)
			return err
		})
	}))
	w.Forget()
	return out
}

// Events asserts that these kinds of events happened since the last time, among others.
func (w *World) Events(kinds ...string) *World {
	w.T.Helper()
	have := w.Happened()
	for _, k := range kinds {
		if !slices.Contains(have, k) {
			w.T.Fatalf("%s did not happen; what did: %v", k, have)
		}
	}
	return w
}

// Balance asserts what is owed to a worker, in rupiah.
func (w *World) Balance(name string, rupiah int64) *World {
	w.T.Helper()
	var owed int64
	must(w.T, w.House.DB.Read(w.T.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT COALESCE(SUM(amount), 0) FROM balance WHERE facility_id = $1 AND id = $2", store.Args(w.Facility, "rupiah.payable."+string(w.actors[name].Worker)), &owed)
		return err
	}))
	qt.Assert(w.T, qt.Equals(-owed, rupiah), qt.Commentf("what is owed to %s", name))
	return w
}

// Query reads with the story's clock.
func (w *World) Query(f func(q journal.Query) error) {
	w.T.Helper()
	must(w.T, w.House.DB.Read(w.T.Context(), func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: w.Facility, By: w.by, Now: w.Clock.Now(), Keys: w.House.Ring})
	}))
}

// Actor gives the one of that name, for doors.
func (w *World) Actor(name string) access.Actor { return w.actors[name] }

// Outcome is what became of the last command.
func (w *World) Outcome() journal.Outcome { return w.last }

// RebuildEquals asserts that the chain holds and that the tables are what the
// log makes of them.
func (w *World) RebuildEquals() *World {
	w.T.Helper()
	fresh := storetest.SQLite(w.T)
	defer fresh.Close()
	counts, err := w.House.Journal.Verify(w.T.Context(), fresh)
	must(w.T, err)
	qt.Assert(w.T, qt.IsTrue(counts.Events > 0 && counts.Rows > 0))
	return w
}
