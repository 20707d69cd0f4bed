package workforce_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

func smash(who ident.ID, reason string) workforce.BreakGlass {
	return workforce.BreakGlass{About: who, Reason: reason}
}

func (n *night) sees(name string, person ident.ID) bool {
	return slices.Contains(n.as(name).Keys, "o:"+string(person))
}

func (n *night) glassOf(out journal.Outcome) ident.ID {
	n.t.Helper()
	var r struct{ Glass ident.ID }
	qt.Assert(n.t, qt.IsNil(json.Unmarshal(out.Result, &r)))
	return r.Glass
}

func TestABrokenGlassOpensOnePersonForFourHours(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		n := newNight(t, db)
		qt.Assert(t, qt.IsFalse(n.sees("wati", sri)))
		glass := n.glassOf(n.mustSay("wati", "workforce.break_glass", smash(sri, "pingsan di rumah, rahasia")))
		qt.Assert(t, qt.IsTrue(n.sees("wati", sri)))
		qt.Assert(t, qt.IsFalse(n.sees("rudi", sri)), qt.Commentf("only for who broke it"))
		qt.Assert(t, qt.DeepEquals(n.messages("break_glass"), []ident.ID{ratna}), qt.Commentf("the head is told in the same transaction"))
		before := n.as("wati")
		n.clock.set(n.clock.Now().Add(fourHours))
		qt.Assert(t, qt.IsFalse(n.sees("wati", sri)), qt.Commentf("the clock closes it, also when the machine sleeps"))
		qt.Assert(t, qt.IsTrue(slices.Contains(before.Keys, "o:"+string(sri))))
		n.wake()
		n.query(func(q journal.Query) error {
			row, found, err := workforce.Room{}.Shows()["break_glass"](q, glass)
			v := row.(workforce.GlassView)
			qt.Assert(t, qt.IsTrue(found))
			qt.Check(t, qt.Equals(v.WorkerName, "wati"))
			qt.Check(t, qt.Equals(v.Reason, "pingsan di rumah, rahasia"))
			qt.Check(t, qt.Equals(v.EndedAt, n.clock.Now()), qt.Commentf("the machine has closed it"))
			hers, err2 := workforce.GlassesOf(q, sri)
			qt.Assert(t, qt.IsNil(err2))
			qt.Assert(t, qt.HasLen(hers, 1), qt.Commentf("she sees who looked"))
			qt.Check(t, qt.Equals(hers[0].Reason, ""))
			return err
		})
		n.noEventSays("rahasia")
		n.verify()
	})
}

// noEventSays reads the whole log.
func (n *night) noEventSays(word string) {
	n.t.Helper()
	n.query(func(q journal.Query) error {
		return q.Each("SELECT body FROM event WHERE facility_id = $1", store.Args(f), func(scan func(...any) error) error {
			var body string
			err := scan(&body)
			qt.Check(n.t, qt.IsFalse(strings.Contains(body, word)))
			return err
		})
	})
}

func TestWhoMayBreakTheGlass(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		n := newNight(t, db)
		for _, name := range []string{"budi", "rudi"} {
			_, err := n.say(staff(account(name), ident.Named(name)), "workforce.break_glass", smash(sri, "ingin tahu"))
			qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("%s", name))
		}
		asked := n.mustSay("rudi", "workforce.request_glass", workforce.RequestGlass{About: sri, Reason: "data rusak"})
		qt.Assert(t, qt.Equals(asked.Status, journal.Proposed))
		qt.Assert(t, qt.IsFalse(n.sees("rudi", sri)))
		_, err := n.say(staff(account("budi"), budi), "approval.approve", journal.Approve{Command: asked.ID})
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("an officer does not agree to it"))
		n.mustSay("ratna", "approval.approve", journal.Approve{Command: asked.ID})
		qt.Assert(t, qt.IsTrue(n.sees("rudi", sri)))
		n.query(func(q journal.Query) error {
			hers, err := workforce.GlassesOf(q, sri)
			qt.Check(t, qt.Equals(hers[0].ApproverName, "ratna"))
			return err
		})
		n.mustSay("ratna", "workforce.break_glass", smash(sri, "keluhan"))
		qt.Assert(t, qt.IsTrue(n.sees("ratna", sri)))
		qt.Check(t, qt.IsTrue(slices.Contains(n.messages("break_glass"), ratna)), qt.Commentf("a head alone is told too: it may have been somebody with her telephone"))
		n.machine("workforce.end_role", workforce.EndRole{Worker: rudi, Role: "admin"})
		qt.Check(t, qt.IsFalse(n.sees("rudi", sri)), qt.Commentf("with the role goes what it opened"))
		n.verify()
	})
}

func TestAGlassIsClosedByHandAndNotBrokenInRows(t *testing.T) {
	n := newNight(t, storetest.SQLite(t))
	glass := n.glassOf(n.mustSay("wati", "workforce.break_glass", smash(sri, "gawat")))
	out, err := n.say(n.as("wati"), "workforce.break_glass", smash(sri, "lagi"))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(out.Code, "workforce.glass_open"))
	_, err = n.say(n.as("rudi"), "workforce.end_glass", workforce.EndGlass{Glass: glass})
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("another's glass is as if there were none"))
	n.mustSay("wati", "workforce.end_glass", workforce.EndGlass{Glass: glass})
	qt.Check(t, qt.IsFalse(n.sees("wati", sri)))
	for i := range 6 {
		id := ident.Named("mother " + string(rune('a'+i)))
		n.mustSay("budi", "registry.register", registry.Enter{Person: id, Kind: "mother", Name: "Ibu"})
		out, err = n.say(n.as("wati"), "workforce.break_glass", smash(id, "gawat"))
		qt.Assert(t, qt.IsNil(err))
		want := ""
		if i == 5 {
			want = "workforce.too_many_glasses"
		}
		qt.Check(t, qt.Equals(out.Code, want))
	}
	for _, about := range []ident.ID{wati, ident.Named("nobody"), joko} {
		_, err = n.say(n.as("ratna"), "workforce.break_glass", smash(about, "x"))
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("a worker has no glass, nor has nobody"))
	}
	_, err = n.say(n.as("ratna"), "workforce.break_glass", smash(sri, "  "))
	qt.Check(t, qt.Equals(fault.Of(err).Field, "reason"))
	n.verify()
}
