package messaging_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// register takes somebody in, as a child of Sri when child says so.
func (s *stage) register(name string, child bool) ident.ID {
	s.t.Helper()
	b := registry.Enter{Person: ident.Named(name), Kind: registry.Resident, Name: name, Phone: "081200000001"}
	if child {
		b.Kind, b.Mother, b.Born = registry.Baby, sri, "2026-01-20"
	}
	s.accepted(s.officer, "registry.register", b)
	return b.Person
}

func (s *stage) stands(message ident.ID, state, how string) {
	s.t.Helper()
	v := s.shown(message)
	qt.Check(s.t, qt.DeepEquals([]string{v.State, v.How}, []string{state, how}))
}

func TestAfterADeathNothingIsWrittenToOrAboutTheDead(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		other := s.register("Pak Tono", false)
		about, later, laterAbout := ident.Named("about"), ident.Named("later"), ident.Named("later about")
		s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "milk_received", Worker: joko})
		s.accepted(s.officer, "test.tell", tell{Message: about, To: other, Kind: "share", Said: []param{{"who_person", string(sri)}}})
		s.accepted(s.officer, "registry.died", registry.Die{Person: sri, On: "2026-03-01"})
		s.stands(m1, messaging.Skipped, messaging.StoppedDead)
		s.stands(about, messaging.Skipped, messaging.StoppedDead)
		s.accepted(s.officer, "test.tell", tell{Message: later, Kind: "milk_received"})
		s.accepted(s.officer, "test.tell", tell{Message: laterAbout, To: other, Kind: "share", Said: []param{{"who_person", string(sri)}}})
		s.stands(later, messaging.Skipped, messaging.StoppedDead)
		s.stands(laterAbout, messaging.Skipped, messaging.StoppedDead)
		s.read(func(q journal.Query) error {
			row, _, err := messaging.Messages.Get(q.Tx, s.f, m1)
			qt.Check(t, qt.DeepEquals(row.Audiences(), []string{"f"}), qt.Commentf("it has left the courier's phone"))
			return err
		})
		s.rebuilds()
	})
}

func TestAFamilyIsLeftInPeaceUntilSomebodyHasBeenThere(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		baby := s.register("Dimas", true)
		after := ident.Named("after")
		s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "milk_received"})
		s.accepted(s.officer, "registry.died", registry.Die{Person: baby, On: "2026-03-01"})
		s.stands(m1, messaging.Skipped, messaging.StoppedQuiet)
		s.accepted(s.officer, "registry.comfort", registry.Comfort{Person: sri})
		s.stands(m1, messaging.Skipped, messaging.StoppedQuiet)
		s.accepted(s.officer, "test.tell", tell{Message: after, Kind: "milk_received"})
		s.stands(after, messaging.Waiting, "")
		s.rebuilds()
	})
}

func TestWhoHasMovedAwayOrIsErasedIsWrittenToNoMore(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		tono := s.register("Pak Tono", false)
		toTono := ident.Named("to tono")
		s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "milk_received"})
		s.accepted(s.officer, "test.tell", tell{Message: toTono, To: tono, Kind: "share"})
		s.accepted(s.officer, "registry.move", registry.Move{Person: sri, To: "out", On: "2026-03-01"})
		s.accepted(s.officer, "test.erase", erase{tono})
		s.stands(m1, messaging.Skipped, messaging.StoppedMoved)
		s.stands(toTono, messaging.Skipped, messaging.StoppedErased)
		s.rebuilds()
	})
}

func TestWhatWaitsForAMergedRecordIsStoppedWithTheHuman(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		twin := s.register("Ibu Sri lagi", false)
		toTwin, later := ident.Named("to twin"), ident.Named("later")
		s.accepted(s.officer, "test.tell", tell{Message: toTwin, To: twin, Kind: "share"})
		s.accepted(s.officer, "registry.merge", registry.Merge{Keep: sri, Drop: twin})
		qt.Check(t, qt.Equals(s.shown(toTwin).ToName, "Ibu Sri"), qt.Commentf("by the name of the record that stands"))
		s.stands(toTwin, messaging.Waiting, "")
		s.accepted(s.officer, "registry.died", registry.Die{Person: twin, On: "2026-03-01"})
		s.stands(toTwin, messaging.Skipped, messaging.StoppedDead)
		s.accepted(s.officer, "test.tell", tell{Message: later, To: twin, Kind: "share"})
		s.stands(later, messaging.Skipped, messaging.StoppedDead)
		s.rebuilds()
	})
}

func TestWhatWasSentStaysSent(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "milk_received"})
	s.accepted(s.officer, "messaging.mark", messaging.Mark{Message: m1, How: "whatsapp"})
	s.accepted(s.officer, "registry.died", registry.Die{Person: sri, On: "2026-03-01"})
	s.stands(m1, messaging.Sent, "whatsapp")
}
