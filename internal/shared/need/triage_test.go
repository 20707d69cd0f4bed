package need_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/triage"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

func signed(w *world.World) (t need.Signing) {
	w.Query(func(q journal.Query) (err error) { t, err = need.SigningOf(q); return err })
	return t
}

func force(w *world.World) (f need.Force) {
	w.Query(func(q journal.Query) (err error) { f, err = need.ForceOf(q); return err })
	return f
}

// real makes the health centre a real one: nothing that is not signed decides.
func real(w *world.World) *world.World {
	w.T.Helper()
	if err := w.House.DB.Write(w.T.Context(), func(tx *store.Tx) error {
		f, err := registry.FacilityOf(tx, w.Facility)
		if err != nil {
			return err
		}
		f.Demo = false
		return registry.Facilities.Put(tx, f)
	}); err != nil {
		w.T.Fatal(err)
	}
	return w
}

// A sign has a colour, which is the queue, and a time of its own. Red says at once
// what to dial.
func TestASignGivesTheColourAndATime(t *testing.T) {
	world.Both(t, "2026-03-02 09:00", func(t *testing.T, w *world.World) {
		stroke, thin := sick("stroke"), sick("thin")
		stroke.Sign, thin.Sign = "E01", "C10"
		w.As("dispatcher").Send("stroke", "need.request", stroke)
		r := receipt(w)
		qt.Check(t, qt.Equals(r.Colour, need.Red))
		qt.Check(t, qt.Equals(r.Emergency, "119"))
		w.Send("thin", "need.request", thin)
		c := caseOf(w, "thin")
		qt.Check(t, qt.Equals(c.ColourBy, "table"))
		qt.Check(t, qt.Equals(c.SignDue.Sub(c.Started), 24*time.Hour), qt.Commentf("red, and a day"))
		qt.Check(t, qt.Equals(c.Due.Sub(c.Started), 4*time.Hour), qt.Commentf("the promise is another column"))
		w.As("head").Send("signed", "need.sign_triage", need.SignTriage{Digest: signed(w).Digest(), As: need.AsHead})
		w.RebuildEquals()
	})
}

// Later signs move a request in the queue; its start and its deadlines stay, and
// only who has seen the patient lowers what the table said.
func TestTriageMovesTheQueueAndNoClock(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	w.Colleague("dr Ratna", access.Doctor)
	a := ident.Named("a")
	w.As("dispatcher").Send("a", "need.request", sick("a"))
	was := caseOf(w, "a")
	w.At("10:00").As("dispatcher").Send("fever", "need.triage", need.Triage{Case: a, Sign: "E06"})
	two := caseOf(w, "a").SignDue
	qt.Check(t, qt.Equals(two.Sub(was.Started), 2*time.Hour))
	w.Send("medicine", "need.triage", need.Triage{Case: a, Sign: "E09"})
	qt.Check(t, qt.Equals(caseOf(w, "a").SignDue, two), qt.Commentf("a milder sign gives no time back"))
	w.Send("stroke", "need.triage", need.Triage{Case: a, Sign: "E01", Call: true})
	now := caseOf(w, "a")
	qt.Check(t, qt.Equals(now.Colour, need.Red))
	qt.Check(t, qt.IsTrue(now.Called))
	qt.Check(t, qt.Equals(now.Started, was.Started))
	qt.Check(t, qt.Equals(now.Due, was.Due))
	w.Refused("lower", "need.triage", need.Triage{Case: a, Colour: need.Green}, "need.only_health_lowers")
	w.Send("hers", "need.hand", need.Hand{Case: a, Owner: w.Actor("dr Ratna").Worker})
	w.As("dr Ratna").Send("seen", "need.triage", need.Triage{Case: a, Colour: need.Yellow})
	qt.Check(t, qt.Equals(caseOf(w, "a").Colour, need.Yellow))
	qt.Check(t, qt.Equals(caseOf(w, "a").Due, was.Due))
}

// The nurse who has been sent sees the patient and says how it is; another nurse has
// nothing to say of it.
func TestWhoIsSentJudgesTheRequest(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	w.Colleague("Ns Ayu", access.Nurse).Colleague("Ns Budi", access.Nurse)
	a := ident.Named("a")
	w.As("dispatcher").Send("a", "need.request", sick("a")).
		Send("team", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim 1"), Name: "Tim 1", Members: []ident.ID{w.Actor("Ns Ayu").Worker},
			From: w.Clock.Now(), To: w.Clock.Now().Add(8 * time.Hour)}).
		Send("send", "visit.send", homevisit.Send{Visit: a, Team: ident.Named("Tim 1")})
	_, err := w.As("Ns Budi").Try("other", "need.triage", need.Triage{Case: a, Colour: need.Red})
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
	w.As("Ns Ayu").Send("hers", "need.triage", need.Triage{Case: a, Colour: need.Red})
	qt.Check(t, qt.Equals(caseOf(w, "a").Colour, need.Red))
}

// In a real health centre no clinical table decides anything until the head and a
// doctor or midwife have signed it: the operator says the colour.
func TestNoTableDecidesBeforeTwoHaveSignedIt(t *testing.T) {
	world.Both(t, "2026-03-02 09:00", func(t *testing.T, w *world.World) {
		real(w).Colleague("dr Ratna", access.Doctor)
		one, two, three := sick("one"), sick("two"), sick("three")
		one.Sign, two.Sign, three.Sign = "E01", "E01", "X01"
		two.Colour = need.Green
		w.As("dispatcher").Send("one", "need.request", one).Send("two", "need.request", two).Send("three", "need.request", three)
		qt.Check(t, qt.Equals(caseOf(w, "one").ColourBy, ""), qt.Commentf("nobody has judged it"))
		qt.Check(t, qt.Equals(caseOf(w, "two").Colour, need.Green), qt.Commentf("the operator decides"))
		qt.Check(t, qt.Equals(caseOf(w, "three").Colour, need.Red), qt.Commentf("a call for help is no clinical sign"))
		qt.Check(t, qt.IsFalse(force(w).Live))

		s := signed(w)
		sign := need.SignTriage{Version: s.Version, Digest: s.Digest(), As: need.AsHead}
		w.As("head").Send("head", "need.sign_triage", sign).
			Refused("twice", "need.sign_triage", sign, "need.already_signed")
		qt.Check(t, qt.IsFalse(force(w).Live), qt.Commentf("one name is not two"))
		sign.As = need.AsHealth
		w.Refused("head as doctor", "need.sign_triage", sign, "need.not_yours_to_sign")
		stale := sign
		stale.Digest = "0"
		w.As("dr Ratna").Refused("unread", "need.sign_triage", stale, "need.table_moved").Send("doctor", "need.sign_triage", sign)
		qt.Check(t, qt.IsTrue(force(w).Live))
		four := sick("four")
		four.Sign, four.Colour = "E01", need.Green
		w.As("dispatcher").Send("four", "need.request", four)
		qt.Check(t, qt.Equals(caseOf(w, "four").Colour, need.Red), qt.Commentf("nobody types it milder"))
	})
}

// A new table waits unsigned while the signed one holds; a new number to dial needs
// no signature.
func TestTheSignedTableHoldsUntilTheNextIsSigned(t *testing.T) {
	w := real(world.New(t, "", "2026-03-02 09:00")).Colleague("dr Ratna", access.Doctor)
	s := signed(w)
	w.As("head").Send("head", "need.sign_triage", need.SignTriage{Digest: s.Digest(), As: need.AsHead})
	w.As("dr Ratna").Send("doctor", "need.sign_triage", need.SignTriage{Digest: s.Digest(), As: need.AsHealth})
	change := func(name string, doc any) {
		t.Helper()
		d, err := policy.NewDocument(doc)
		qt.Assert(t, qt.IsNil(err))
		w.As("admin")
		agreed(w, name, "policy.change", policy.Change{Section: "triage", Document: d}, "head")
	}
	change("number", map[string]string{"emergency_number": "0333421119", "emergency_tested_on": "2026-03-01"})
	qt.Check(t, qt.Equals(force(w).EmergencyNumber, "0333421119"))
	qt.Check(t, qt.IsTrue(force(w).Live))
	change("fewer signs", map[string]any{"signs": triage.Defaults()[:10]})
	f := force(w)
	qt.Check(t, qt.IsTrue(f.Live))
	qt.Check(t, qt.HasLen(f.Signs, 46), qt.Commentf("what was signed holds"))
	qt.Check(t, qt.HasLen(signed(w).Row.HeadBy, 0), qt.Commentf("the new one waits"))
	d, err := policy.NewDocument(map[string]any{"signs": []triage.Sign{{Code: "Z99", Colour: triage.Red}}})
	qt.Assert(t, qt.IsNil(err))
	out, err := w.As("admin").Try("bad", "policy.change", policy.Change{Section: "triage", Document: d})
	qt.Check(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(out.Code, "policy.bad_document"))
}

func TestASignIsACodeAndNoFreeText(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	bad := sick("a")
	bad.Sign = "Budi"
	_, err := w.As("dispatcher").Try("a", "need.request", bad)
	qt.Check(t, qt.Equals(fault.Of(err).Code, "body.unknown_word"))
}

// Danger first, then the longest late, then the least left; a flood stands behind.
func TestTheOrderOfTheQueue(t *testing.T) {
	at := func(minutes int64) need.Place { return need.Place{Due: 1 + 60e6*1000 + 60e6*instant.Instant(minutes)} }
	red, flood := at(300), at(-500)
	red.Colour, flood.Colour, flood.Doubtful = need.Red, need.Red, true
	inOrder := []need.Place{red, at(-90), at(-5), at(20), at(200), {}, flood}
	for i := range inOrder {
		for j := range inOrder {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			qt.Check(t, qt.Equals(need.Order(inOrder[i], inOrder[j]), want), qt.Commentf("%d and %d", i, j))
		}
	}
	late := need.PlaceOf(need.Case{Due: 100, SignDue: 50, Doubt: 3}, 3)
	qt.Check(t, qt.Equals(late, need.Place{Doubtful: true, Due: 50}))
}
