package workforce_test

import (
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

type house struct {
	Rupiah int64 `json:"rupiah"`
}

var section = policy.Define("house", house{})

// tell reaches people by the real rooms, as the wiring does.
var tell = workforce.Tell{
	Link: func(id ident.ID, purpose string, subject, person ident.ID, expires instant.Instant) any {
		return link.Issue(id, purpose, subject, person, expires)
	},
	EndLinks: func(subject ident.ID, at instant.Instant) any { return link.End(subject, at) },
	Message: func(id, to ident.ID, kind string, l ident.ID, params map[string]string) any {
		return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Link: l, Params: params})
	},
}

// night is a health centre whose people are reached: dr. Ratna is head, dr. Wati
// a doctor, Sri a mother, and Rudi looks after the machines.
type night struct {
	*stage
	runner *errand.Runner
}

var ratna, wati, rudi, sri, budi = ident.Named("ratna"), ident.Named("wati"), ident.Named("rudi"), ident.Named("sri"), ident.Named("budi")

func newNight(t *testing.T, db *store.DB) *night {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	c := &clock{now: noon}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: c, Log: log, Resolve: workforce.Resolve,
		Rooms: []journal.Room{registry.Room{}, policy.Room{Sections: []policy.Known{section}}, workforce.Room{Tell: tell}, link.Room{}, messaging.Room{WorkerName: workforce.Name}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	n := &night{&stage{t: t, j: j, ring: ring, clock: c}, errand.NewRunner(db, c, log)}
	n.runner.Workers[journal.ErrandKind] = j.Carry
	n.machine("registry.found", registry.Found{Slug: "kebakkramat", Name: "Puskesmas Kebakkramat", Zone: "Asia/Jakarta", ServicePhone: "0271 123456", EmergencyNumber: "119"})
	for name, role := range map[string]access.Role{"ratna": access.Head, "wati": access.Doctor, "rudi": access.Admin, "budi": access.Officer} {
		n.machine("workforce.add_worker", workforce.AddWorker{Worker: ident.Named(name), Name: name, Kinds: []string{"desk"}})
		n.machine("workforce.grant_role", workforce.GrantRole{Account: account(name), Worker: ident.Named(name), Role: role, From: "2026-01-01"})
	}
	n.mustSay("budi", "registry.register", registry.Enter{Person: sri, Kind: "mother", Name: "Sri Wulandari", Phone: "081234567800", Address: "Dukuh Rahasia 7"})
	return n
}

func account(name string) ident.ID { return ident.Named("account of " + name) }

func (n *night) as(name string) access.Actor {
	return n.resolve(staff(account(name), ident.Named(name)))
}

func (n *night) mustSay(name, verb string, body any) journal.Outcome {
	n.t.Helper()
	out, err := n.say(staff(account(name), ident.Named(name)), verb, body)
	qt.Assert(n.t, qt.IsNil(err), qt.Commentf("%s %s", name, verb))
	qt.Assert(n.t, qt.Equals(out.Code, ""), qt.Commentf("%s %s", name, verb))
	return out
}

func (n *night) at(when string) {
	n.t.Helper()
	n.clock.set(local(when))
}

// wake lets the machine do what is due.
func (n *night) wake() {
	n.t.Helper()
	for done := 1; done > 0; {
		var err error
		done, err = n.runner.Once(n.t.Context())
		qt.Assert(n.t, qt.IsNil(err))
	}
}

func (n *night) messages(kind string) (to []ident.ID) {
	n.t.Helper()
	n.query(func(q journal.Query) error {
		rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND kind = $2 ORDER BY created_at, id", f, kind)
		for _, r := range rows {
			to = append(to, r.Person)
		}
		return err
	})
	return to
}

func (n *night) deputy(name, from, to string) {
	n.t.Helper()
	n.mustSay("ratna", "workforce.grant_role", workforce.GrantRole{Account: account(name), Worker: ident.Named(name), Role: access.Head, From: from, To: to, ActingFor: account("ratna")})
}

func rupiah(n int64) policy.Change {
	doc, _ := policy.NewDocument(house{n}) // a number always becomes JSON
	return policy.Change{Section: "house", Document: doc}
}

func TestTheSecondPersonIsWhoIsAppointedForTheDay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		n := newNight(t, db)
		n.deputy("budi", "2026-03-03", "2026-03-03")
		first := n.mustSay("rudi", "policy.change", rupiah(1)).ID
		_, err := n.say(staff(account("budi"), budi), "approval.approve", journal.Approve{Command: first})
		qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("not yet a deputy: as if there were nothing"))
		n.at("2026-03-03 00:00")
		qt.Assert(t, qt.Equals(n.mustSay("budi", "approval.approve", journal.Approve{Command: first}).Status, journal.Accepted))
		second := n.mustSay("rudi", "policy.change", rupiah(2)).ID
		waiting := n.as("budi") // read before midnight, decided after it
		qt.Assert(t, qt.IsTrue(waiting.Is(access.Head)))
		n.at("2026-03-04 00:00")
		_, err = n.say(waiting, "approval.approve", journal.Approve{Command: second})
		qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("the day of the decision counts, and no command ended the right"))
		qt.Assert(t, qt.IsFalse(n.as("budi").Is(access.Head)))
		qt.Assert(t, qt.Equals(n.mustSay("ratna", "approval.approve", journal.Approve{Command: second}).Status, journal.Accepted))
		n.verify()
	})
}

func TestNobodyApprovesWhatTheyProposed(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		n := newNight(t, db)
		mine := n.mustSay("ratna", "policy.change", rupiah(1)).ID
		n.machine("workforce.grant_role", workforce.GrantRole{Account: account("ratna's other"), Worker: ratna, Role: access.Head, From: "2026-01-01"})
		for _, who := range []access.Actor{staff(account("ratna"), ratna), staff(account("ratna's other"), ratna), staff(ident.Named("a link of hers"), ratna)} {
			out, err := n.say(who, "approval.approve", journal.Approve{Command: mine})
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(out.Code, "approval.own_proposal"))
		}
		n.machine("workforce.grant_role", workforce.GrantRole{Account: account("rudi"), Worker: rudi, Role: access.Head, From: "2026-01-01"})
		his := n.mustSay("rudi", "policy.change", rupiah(2)).ID
		out, err := n.say(staff(account("rudi"), rudi), "approval.approve", journal.Approve{Command: his})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, "approval.own_proposal"), qt.Commentf("as admin he proposed, as head he may not"))
		n.machine("workforce.end_role", workforce.EndRole{Worker: rudi, Role: access.Admin})
		n.machine("workforce.end_role", workforce.EndRole{Worker: rudi, Role: access.Head})
		out, err = n.say(staff(account("ratna"), ratna), "approval.approve", journal.Approve{Command: his})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, "approval.proposer_lost_right"), qt.Commentf("no event whose actor lacked the right when it was decided"))
		n.verify()
	})
}

func TestAtNightTheHeadDecidesByALink(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		n := newNight(t, db)
		n.deputy("budi", "2026-03-02", "2026-03-02")
		asked := n.mustSay("rudi", "policy.change", rupiah(1)).ID
		to := n.messages("head")
		qt.Assert(t, qt.HasLen(to, 2), qt.Commentf("the head and who stands in for her"))
		qt.Assert(t, qt.IsTrue(slices.Contains(to, ratna) && slices.Contains(to, budi)))
		var hers link.Link
		n.query(func(q journal.Query) error {
			all, err := link.OfSubject(q.Tx, f, asked)
			for _, l := range all {
				qt.Check(t, qt.Equals(l.Purpose, link.Head))
				if l.Person == budi {
					hers = l
				}
			}
			return err
		})
		by := func() (a access.Actor) {
			n.query(func(q journal.Query) (err error) {
				a, err = workforce.ByHeadLink(q, hers.ID, hers.Person)
				return err
			})
			return a
		}
		atNight := by()
		n.at("2026-03-03 00:00")
		_, err := n.say(atNight, "approval.approve", journal.Approve{Command: asked})
		qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("after midnight the link of the deputy decides nothing"))
		n.deputy("budi", "2026-03-03", "2026-03-04")
		out, err := n.say(by(), "approval.approve", journal.Approve{Command: asked})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
		n.query(func(q journal.Query) error {
			all, err := link.OfSubject(q.Tx, f, asked)
			for _, l := range all {
				qt.Check(t, qt.IsFalse(l.Open(q.Now)), qt.Commentf("each link works once"))
			}
			return err
		})
		own := n.mustSay("ratna", "policy.change", rupiah(2)).ID
		n.query(func(q journal.Query) error {
			all, err := link.OfSubject(q.Tx, f, own)
			qt.Assert(t, qt.HasLen(all, 1))
			qt.Check(t, qt.Equals(all[0].Person, budi), qt.Commentf("who proposed is not asked"))
			return err
		})
		n.verify()
	})
}

func TestTheHeadSeesWhereTheLogStoodEachMidnight(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		n := newNight(t, db)
		n.at("2026-03-04 08:00") // the server was off for a night and a day
		n.wake()
		n.query(func(q journal.Query) error {
			days, err := journal.DayHeads.Where(q.Tx, "facility_id = $1 ORDER BY day", f)
			qt.Assert(t, qt.HasLen(days, 2))
			qt.Check(t, qt.DeepEquals([]string{days[0].Day, days[1].Day}, []string{"2026-03-02", "2026-03-03"}))
			row, found, err2 := workforce.Room{}.Shows()["day_head"](q, days[0].ID)
			qt.Assert(t, qt.IsTrue(found && err2 == nil))
			var chain string
			_, err3 := q.One("SELECT chain FROM event WHERE facility_id = $1 AND seq = $2", store.Args(f, days[0].Seq), &chain)
			qt.Assert(t, qt.IsNil(err3))
			qt.Check(t, qt.Equals(row.(journal.DayHead).Hash8, chain[:8]))
			return err
		})
		_, err := n.say(n.as("ratna"), "journal.close_day", journal.CloseDay{Day: "2026-03-01", Zone: "Asia/Jakarta"})
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("only the machine closes a day"))
		n.verify()
	})
}

// fourHours is a little more than a glass stays open.
const fourHours = workforce.GlassHours + time.Second
