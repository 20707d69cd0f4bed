package link_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

var dimas, elsewhere = ident.Named("dimas"), ident.Named("another place")

// aboutRun says that the one delivery of these stories is for Dimas.
func aboutRun(_ journal.Query, subject ident.ID) ([]ident.ID, error) {
	if subject == run {
		return []ident.ID{dimas}, nil
	}
	return nil, nil
}

// family registers Sri, her child and the grandmother.
func (s *stage) family() {
	s.t.Helper()
	s.accepted(s.officer, "registry.register", registry.Enter{Person: sri, Kind: registry.Mother, Name: "Sri"})
	s.accepted(s.officer, "registry.register", registry.Enter{Person: nenek, Kind: registry.Resident, Name: "Mbah Parti", Born: "1960-01-01"})
	s.accepted(s.officer, "registry.register", registry.Enter{Person: dimas, Kind: registry.Baby, Name: "Dimas", Born: "2026-01-20", Mother: sri})
}

func (s *stage) opens(l link.Link, want bool) {
	s.t.Helper()
	found, _ := s.find(s.token(l), s.now)
	qt.Check(s.t, qt.Equals(found, want), qt.Commentf("the page %s of %s", l.Purpose, l.Person))
}

func TestAPageDiesWithWhoLooksAtIt(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.family()
		own, hers := s.hand("own", link.Place, sri), s.hand("hers", link.Receive, nenek)
		s.accepted(s.officer, "registry.died", registry.Die{Person: sri, On: "2026-03-01"})
		s.opens(own, false)
		s.opens(hers, true)
		s.accepted(s.officer, "registry.move", registry.Move{Person: nenek, To: "out", On: "2026-03-01"})
		s.opens(hers, false)
		s.opens(s.hand("too late", link.Track, sri), false) // whoever forgot to ask
		s.rebuilds()
	})
}

func TestAFormerGuardiansPagesOfTheChildCloseTheSameSecond(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.family()
		own, hers := s.hand("own", link.Track, sri), s.hand("hers", link.Receive, nenek)
		s.accepted(s.officer, "test.hand", hand{ident.Named("other"), link.Place, elsewhere, sri, s.now.Add(1e12)})
		s.accepted(s.officer, "registry.change_guardian", registry.ChangeGuardian{Child: dimas, Guardian: nenek, Reason: "mother_ill", TextVersion: "anak/1", How: "signature"})
		s.opens(own, false)
		s.opens(hers, true)
		s.opens(s.link(ident.Named("other")), true) // about something else
		s.rebuilds()
	})
}

func TestAMergedRecordsPagesStayAndDieWithTheHuman(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.family()
		again := ident.Named("sri again")
		s.accepted(s.officer, "registry.register", registry.Enter{Person: again, Kind: registry.Resident, Name: "Sri W."})
		page := s.hand("page", link.Place, again)
		s.accepted(s.officer, "registry.merge", registry.Merge{Keep: sri, Drop: again})
		s.opens(page, true)
		s.accepted(s.officer, "registry.died", registry.Die{Person: sri, On: "2026-03-01"})
		s.opens(page, false)
		s.rebuilds()
	})
}
