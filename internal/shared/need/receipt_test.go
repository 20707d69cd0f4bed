package need_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/world"
)

func codeOf(w *world.World, name string) string {
	return need.ReceiptCode(w.House.Ring, w.Facility, ident.Named(name))
}

// Whoever has the receipt takes the request back; the staff does not, even with the
// code in hand.
func TestTheReceiptsCodeTakesARequestBack(t *testing.T) {
	world.Both(t, "2026-03-02 09:00", func(t *testing.T, w *world.World) {
		w.As("dispatcher").Send("a", "need.request", sick("a"))
		code, a := codeOf(w, "a"), ident.Named("a")
		qt.Check(t, qt.Equals(receipt(w).Code, code))
		w.As("dispatcher").Refused("staff", "need.withdraw", need.Withdraw{Case: a, Code: code}, "need.patients_own")
		out, err := speak(w, "wrong", "need.withdraw", a, need.Withdraw{Case: a, Code: other(code)})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, "need.wrong_code"))
		qt.Check(t, qt.Equals(caseOf(w, "a").CodeMisses, 1))
		out, err = speak(w, "right", "need.withdraw", a, need.Withdraw{Case: a, Code: code})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Status, journal.Accepted))
		qt.Check(t, qt.Equals(caseOf(w, "a").Outcome, need.OutcomeWithdrawn))
		w.RebuildEquals()
	})
}

// After five wrong codes the right one is as good as none.
func TestACodeIsGuessedFiveTimes(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	w.As("dispatcher").Send("a", "need.request", sick("a"))
	code, a := codeOf(w, "a"), ident.Named("a")
	for i := range 5 {
		out, err := speak(w, fmt.Sprint("guess ", i), "need.withdraw", a, need.Withdraw{Case: a, Code: other(code)})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, "need.wrong_code"))
	}
	out, err := speak(w, "right", "need.withdraw", a, need.Withdraw{Case: a, Code: code})
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(out.Code, "need.code_locked"))
	qt.Check(t, qt.IsTrue(w.CaseView(a).CodeLocked))
	qt.Check(t, qt.Equals(caseOf(w, "a").State, need.Going))
}

// other is a code that does not fit.
func other(code string) string {
	if code[0] == '9' {
		return "0" + code[1:]
	}
	return string(code[0]+1) + code[1:]
}

// A code fits its own request in its own health centre, and nothing else.
func TestACodeIsOfOneRequestOfOneHealthCentre(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	qt.Check(t, qt.Not(qt.Equals(codeOf(w, "a"), codeOf(w, "b"))))
	qt.Check(t, qt.Not(qt.Equals(codeOf(w, "a"), need.ReceiptCode(w.House.Ring, "elsewhere", ident.Named("a")))))
}

// Mbah Karto dies before the team is there. Nobody's telephone says anything by
// itself; the head has it to ring. When it was somebody else who died, it is undone.
func TestADeathLeavesACallForTheHeadAndNoMessage(t *testing.T) {
	world.Both(t, "2026-03-02 09:00", func(t *testing.T, w *world.World) {
		w.Resident("Mbah Karto", registry.Enter{Born: "1940-01-01"}).Resident("Mbah Parti", registry.Enter{Born: "1941-01-01"})
		his, hers := sick("his"), sick("hers")
		his.Person, hers.Person = ident.Named("Mbah Karto"), ident.Named("Mbah Parti")
		w.As("dispatcher").Send("his", "need.request", his).Send("hers", "need.request", hers)
		was, said := caseOf(w, "his"), len(w.Messages())
		w.As("officer").Send("died", "registry.died", registry.Die{Person: his.Person, On: "2026-03-02"})
		now := caseOf(w, "his")
		qt.Check(t, qt.IsTrue(now.PatientDied))
		qt.Check(t, qt.IsFalse(caseOf(w, "hers").PatientDied))
		qt.Check(t, qt.Equals(now.Due, was.Due), qt.Commentf("the clock is untouched"))
		qt.Check(t, qt.Equals(now.State, need.Going))
		qt.Check(t, qt.Equals(len(w.Messages()), said), qt.Commentf("nobody is written to"))
		var calls []task.Task
		w.Query(func(q journal.Query) error {
			all, err := task.OpenOf(q, his.Person)
			for _, x := range all {
				if x.Kind == need.CallFamily {
					calls = append(calls, x)
				}
			}
			return err
		})
		qt.Assert(t, qt.HasLen(calls, 1))
		qt.Check(t, qt.Equals(calls[0].Owner, w.Actor("head").Worker))

		var line registry.LifeEvent
		w.Query(func(q journal.Query) (err error) {
			line, _, err = registry.LifeEvents.First(q.Tx, "facility_id = $1 AND person = $2 AND what = 'died'", q.Facility, his.Person)
			return err
		})
		w.As("officer")
		agreed(w, "taken back", "registry.retract", registry.Retract{Line: line.ID, Reason: "wrong_person"}, "head")
		qt.Check(t, qt.IsFalse(caseOf(w, "his").PatientDied))
		w.RebuildEquals()
	})
}

// A driver who told of somebody keeps them on his phone while there is something to
// do, and no longer.
func TestWhoToldOfARequestForgetsItWhenItIsOver(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	w.Colleague("Yoga", access.Driver).As("Yoga").Send("a", "need.request", sick("a"))
	mine := "w:" + string(w.Actor("Yoga").Worker)
	qt.Assert(t, qt.DeepEquals(w.OnPhones(mine, "need_case"), []ident.ID{ident.Named("a")}))
	w.As("officer")
	agreed(w, "over", "need.cancel", need.Cancel{Case: ident.Named("a"), Reason: "sudah pergi"}, "head")
	qt.Assert(t, qt.HasLen(w.OnPhones(mine, "need_case"), 0))
}
