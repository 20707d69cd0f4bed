package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/messaging"
)

// words are the messages of a kind to the family of a booking, the oldest first.
func (k kasaba) words(name, kind string) (all []messaging.Row) {
	k.T.Helper()
	k.Query(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND kind = $3 ORDER BY created_at, id", q.Facility, k.booking(name).Parent, "massage_"+kind)
		return err
	})
	return all
}

// desk wants so many messages of a kind to wait at the desk, and that those taken back say why.
func (k kasaba) desk(name, kind string, waiting int) {
	k.T.Helper()
	n := 0
	for _, r := range k.words(name, kind) {
		switch r.State {
		case messaging.Waiting:
			n++
		case messaging.Skipped:
			qt.Check(k.T, qt.Equals(r.How, messaging.StoppedOver))
		}
	}
	qt.Check(k.T, qt.Equals(n, waiting), qt.Commentf("%s of %s at the desk", kind, name))
}

// held is a slot that somebody asked for on the page, and whose code waits to be sent.
func (k kasaba) held(name, day, hour string) {
	k.T.Helper()
	out := k.outside("ask "+name, "massage.book", id(name), k.ask(name, day, hour))
	qt.Assert(k.T, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	k.desk(name, "code", 1)
}

// TestNobodySendsACodeThatHoldsNothing: after two hours, after a word of the desk, and after a
// cancelled visit it does not wait to be sent any more; what was sent stays sent.
func TestNobodySendsACodeThatHoldsNothing(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.held("Sari", "2026-03-03", "08:00")
		k.held("Rina", "2026-03-03", "10:00")
		k.held("Tuti", "2026-03-03", "12:30")
		k.held("Wati", "2026-03-04", "08:00")

		sent := k.words("Wati", "code")[0].ID
		k.As("officer").Send("sent", "messaging.mark", messaging.Mark{Message: sent, How: "whatsapp"})
		k.Send("rang", "massage.confirm", massage.Confirm{Booking: id("Rina")})
		k.desk("Rina", "code", 0)
		k.desk("Rina", "booked", 1)
		k.Send("changed her mind", "massage.cancel", massage.Cancel{Booking: id("Tuti"), Why: "parent"})
		k.desk("Tuti", "code", 0)

		k.At("08:59")
		k.desk("Sari", "code", 1)
		k.At("09:00")
		k.state("Sari", massage.Lapsed)
		k.desk("Sari", "code", 0)
		k.state("Wati", massage.Lapsed)
		qt.Check(t, qt.Equals(k.words("Wati", "code")[0].State, messaging.Sent))
		k.RebuildEquals()
	})
}

// TestOneCodeWaitsAtATime: another one takes the place of the one before, which would say the same.
func TestOneCodeWaitsAtATime(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.held("Sari", "2026-03-03", "08:00")
		first := k.words("Sari", "code")[0].ID
		k.outside("another", "massage.new_code", id("Sari"), massage.NewCode{Booking: id("Sari")})
		k.desk("Sari", "code", 1)
		for _, r := range k.words("Sari", "code") {
			qt.Check(t, qt.Equals(r.State == messaging.Waiting, r.ID != first))
		}
		k.RebuildEquals()
	})
}

// TestNobodySendsAnOfferThatIsNone: when its hour has passed, when another one was made, and when
// it was answered.
func TestNobodySendsAnOfferThatIsNone(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer")
		offer := func(name, hour string) {
			k.Send(name+hour, "massage.move", massage.Move{Booking: id(name), Cadre: id("Teh Lilis"), At: k.on("2026-03-04", hour), Why: massage.Weather})
		}
		k.Send("ask Sari", "massage.book", k.ask("Sari", "2026-03-03", "08:00"))
		k.Send("ask Rina", "massage.book", k.ask("Rina", "2026-03-03", "10:00"))
		k.desk("Sari", "booked", 1)
		k.desk("Rina", "booked", 1)
		offer("Sari", "08:00")
		offer("Sari", "13:00")
		k.desk("Sari", "offered", 1)
		qt.Check(t, qt.Equals(k.words("Sari", "offered")[1].Params["when_at"] == k.on("2026-03-04", "13:00").String(), k.words("Sari", "offered")[1].State == messaging.Waiting))
		offer("Rina", "10:00")
		k.Send("yes", "massage.answer", massage.Reply{Booking: id("Rina"), Yes: true})
		k.desk("Rina", "offered", 0)
		k.desk("Rina", "booked", 0) // of the old hour
		k.desk("Rina", "moved", 1)

		k.At("09:00")
		k.desk("Sari", "offered", 0)
		k.desk("Sari", "booked", 1)
		k.Send("no more", "massage.cancel", massage.Cancel{Booking: id("Sari"), Why: "parent"})
		k.desk("Sari", "booked", 0)
		k.desk("Sari", "cancelled", 1)
		k.RebuildEquals()
	})
}
