package graduation_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup/graduation"
	paper "sambang/internal/report/certificate"
	"sambang/internal/shared/health"
	"sambang/internal/world"
)

func listed(w *world.World, villages []string) (out []string) {
	w.Query(func(q journal.Query) error {
		all, err := graduation.ListOf(q, villages)
		for _, l := range all.Lines {
			word := l.Verdict
			if l.Graduated {
				word = "ready"
			}
			out = append(out, l.BabyName+" "+word)
		}
		return err
	})
	return out
}

// Who has six months is on the midwife's list until there is a certificate, and so is of
// whom she is to decide; of whom a month says no nobody is listed.
func TestTheListIsOfWhomSomethingIsLeftToDo(t *testing.T) {
	world.Both(t, day, func(t *testing.T, w *world.World) {
		family(w)
		allYes(w, "Dimas")
		qt.Check(t, qt.ContentEquals(listed(w, nil), []string{"Dimas ready", "Dewi missing"}))
		qt.Check(t, qt.ContentEquals(listed(w, []string{world.Village}), []string{"Dimas ready", "Dewi missing"}))
		qt.Check(t, qt.HasLen(listed(w, []string{world.OtherVillage}), 0))
		qt.Check(t, qt.HasLen(listed(w, []string{}), 0))
		w.As("Bu Eni").Send("issue", "graduation.issue", issue("Dimas")).As("Bu Yati")
		fed(w, "Dewi", 2, health.NotExclusive, health.Told)
		qt.Check(t, qt.HasLen(listed(w, nil), 0))
		w.Query(func(q journal.Query) error {
			f, err := paper.Read(q, ident.Named("certificate Dimas"))
			qt.Check(t, qt.DeepEquals([]string{f.Mother, f.Baby, f.Born}, []string{"Sri", "Dimas", "2025-12-15"}))
			return err
		})
		fed(w, "Dimas", 2, health.NotExclusive, health.Told)
		w.Query(func(q journal.Query) error {
			_, err := paper.Read(q, ident.Named("certificate Dimas"))
			qt.Check(t, qt.ErrorMatches(err, ".*graduation.not_valid.*"), qt.Commentf("what waits to be told is not printed"))
			return nil
		})
	})
}
