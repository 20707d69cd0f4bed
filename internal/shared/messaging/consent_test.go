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

func TestWhoWantsNoMessagesGetsNone(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		tono := s.register("Pak Tono", false)
		sent, later, about, again := ident.Named("sent"), ident.Named("later"), ident.Named("about"), ident.Named("again")
		answer := registry.Agree{Person: sri, Purpose: registry.ForMessages, TextVersion: "messages/1", How: "spoken", ByWhom: "self"}
		s.accepted(s.officer, "test.tell", tell{Message: m1, Kind: "milk_received"})
		s.accepted(s.officer, "test.tell", tell{Message: sent, Kind: "milk_received"})
		s.accepted(s.officer, "messaging.mark", messaging.Mark{Message: sent, How: "sms"})
		s.accepted(s.officer, "registry.consent", answer)
		s.stands(m1, messaging.Skipped, messaging.StoppedDeclined)
		s.stands(sent, messaging.Sent, "sms")

		s.accepted(s.officer, "test.tell", tell{Message: later, Kind: "milk_received"})
		s.stands(later, messaging.Skipped, messaging.StoppedDeclined)
		s.accepted(s.officer, "test.tell", tell{Message: about, To: tono, Kind: "share", Said: []param{{"who_person", string(sri)}}})
		s.stands(about, messaging.Waiting, "")
		answer.Given = true
		s.accepted(s.officer, "registry.consent", answer)
		s.accepted(s.officer, "test.tell", tell{Message: again, Kind: "milk_received"})
		s.stands(again, messaging.Waiting, "")
		s.read(func(q journal.Query) error {
			row, _, err := messaging.Messages.Get(q.Tx, s.f, m1)
			qt.Check(t, qt.DeepEquals(row.Audiences(), []string{"f"}), qt.Commentf("what was stopped stays stopped, and with the desk"))
			return err
		})
		s.rebuilds()
	})
}
