package massage_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
)

// offered is the message of an offer, as the desk reads and sends it.
func (k kasaba) offered() (v messaging.View, page ident.ID) {
	k.T.Helper()
	r := messaging.Room{Address: func(_ journal.Query, page ident.ID) (string, bool, error) {
		return "https://contoh.id/t/" + string(page), true, nil
	}}
	for _, m := range k.Messages() {
		if m.Kind != "massage_offered" {
			continue
		}
		k.Query(func(q journal.Query) (err error) {
			q.By = access.TheMachine(q.Facility) // who may send the page too
			v, err = r.Render(q, m)
			return err
		})
		page = m.Link
	}
	return v, page
}

// A family that is asked for another hour reads of its page first, where one tap answers, and
// of the telephone after it. Whose page has ended reads of the telephone alone.
func TestWhoIsAskedForAnotherHourReadsOfThePageFirst(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Rini", tuesday, "10:00"))
		other := massage.Move{Booking: id("Rini"), Cadre: id("Teh Lilis"), At: k.on(tuesday, "13:00"), Why: massage.Coordinated}
		k.Send("asks", "massage.move", other)
		m, own := k.offered()
		qt.Assert(t, qt.Not(qt.Equals(m.Link, "")), qt.Commentf("%s", m.Text))
		page, phone := strings.Index(m.Text, m.Link), strings.Index(m.Text, "telepon")
		qt.Check(t, qt.IsTrue(page >= 0 && phone > page), qt.Commentf("%s", m.Text))
		for _, word := range []string{"bayi", "pijat", "ASI"} {
			qt.Check(t, qt.IsFalse(strings.Contains(m.Text, word)), qt.Commentf("%s", m.Text))
		}
		k.At("07:05").Send("page ends", "link.revoke", link.Revoke{Link: own})
		k.Send("asks again", "massage.move", massage.Move{Booking: id("Rini"), Cadre: id("Teh Lilis"), At: k.on(tuesday, "12:00"), Why: massage.Coordinated})
		m, _ = k.offered()
		qt.Check(t, qt.Equals(m.Link, ""))
		qt.Check(t, qt.IsTrue(strings.Contains(m.Text, "sampai Anda setuju. Jawaban lewat telepon: ")), qt.Commentf("%s", m.Text))
	})
}
