package registry_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
)

// Another office's list tells of the same woman in its own spelling, without her
// family card: she is looked for before she is filed as somebody new.
func TestAnotherOfficesSpellingIsNoticed(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s, d := newStage(t, db), registry.NewDirectory()
		first := s.enterRows(family())
		rows := []registry.Row{
			{Name: "Srie Wahjuni", Born: "1994-03-12", Sex: "female", Village: nangsri, RT: "002", RW: "005"},
			{Name: "Tukinem", Born: "1950-07-01", Village: nangsri},
			family()[0], // found by what names him: nothing to doubt
		}
		s.read(func(q journal.Query) error {
			screen, err := registry.NewScreen(q)
			must(t, err)
			qt.Check(t, qt.IsTrue(screen.Suspects(rows[0])))
			qt.Check(t, qt.IsFalse(screen.Suspects(rows[1])))
			for _, sieve := range []*registry.Screen{screen, nil} {
				doubts, err := d.Doubts(q, rows, sieve)
				must(t, err)
				qt.Assert(t, qt.HasLen(doubts, 1))
				qt.Check(t, qt.Equals(doubts[0].Row, 0))
				qt.Check(t, qt.Equals(doubts[0].Person, first[1].Person))
			}
			return nil
		})
	})
}

// A part of a name that a hundred people bear says nothing beside a birth date.
func TestACommonNameOnABirthDateIsNoSuspicion(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.read(func(q journal.Query) error {
		screen, err := registry.NewScreen(q)
		must(t, err)
		siti := registry.Row{Name: "Siti Aminah", Born: "1994-03-12", Village: nangsri}
		screen.Add(registry.Row{Name: "Siti Khotimah", Born: "1994-03-12", Village: nangsri})
		qt.Check(t, qt.IsTrue(screen.Suspects(siti)))
		for i := range 100 {
			screen.Add(registry.Row{Name: "Siti " + string(rune('a'+i%26)) + "unarsih", Born: "1960-01-01", Village: nangsri})
		}
		qt.Check(t, qt.IsFalse(screen.Suspects(siti)))
		siti.Name = "Siti Khotimah"
		qt.Check(t, qt.IsTrue(screen.Suspects(siti)), qt.Commentf("the whole name still does"))
		return nil
	})
}
