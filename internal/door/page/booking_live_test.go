package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/tracking"
	"sambang/internal/world"
)

// rides tells the live view of the cadre's way, as the house does after each commit.
func (s *street) rides(booking ident.ID) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		r, _, err := massage.RideOf(q, booking)
		s.House.Windows.SetJob(tracking.Job{ID: r.Job, Facility: s.Facility, Worker: r.Cadre, Family: r.Parent, From: r.From, Begun: r.From, PickedUp: r.From,
			PickUp: tracking.Stop{Done: true}, Drop: tracking.Stop{Point: r.Home}}, q.Now)
		return err
	})
}

func (s *street) cadreAt(p geo.Point) {
	now := s.Clock.Now()
	f := tracking.NewFix(tracking.FieldApp)
	f.Facility, f.Worker, f.At, f.Received, f.Point = s.Facility, ident.Named("Teh Lilis"), now, now, p
	s.House.Hub.Publish(f, now)
}

// TestAFamilySeesTheCadreComing: from her setting out to her beginning, never before and never
// after; then it says how the visit was, once.
func TestAFamilySeesTheCadreComing(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	s := newStreet(t, w)
	b := s.browser()
	own := bookedFamily(s, b)
	one := s.bookings()[0]
	qt.Check(t, qt.IsFalse(strings.Contains(b.get(own).body, "Kader berangkat")))

	s.Clock.Set(one.From.Add(-30 * 60e9))
	w.As("Teh Lilis").Send("out", "massage.set_out", massage.SetOut{Booking: one.ID})
	page := b.get(own).body
	qt.Check(t, qt.StringContains(page, "Kader berangkat pukul"))
	qt.Check(t, qt.StringContains(page, "Perkiraan tiba pukul"))
	s.rides(one.ID)
	live := b.watch(t, own)
	s.cadreAt(halfway)
	qt.Check(t, qt.StringContains(live.next("fix"), `"lat":-7.53104,"lon":110.91504`))
	qt.Check(t, qt.StringContains(b.get(own).body, `id="kurir" transform=`))

	s.Clock.Set(one.From)
	no := screening.No
	answers := massage.Screen{Booking: one.ID, Answers: screening.Answers{Fever: no, Ill: no, Skin: no, Stools: no, Jaundice: no, Operated: no, Heart: no, CordOn: no, Preterm: no,
		FedRecently: no, Upset: no, Vaccinated: no, Reason: screening.Stimulation, Parent: true}}
	w.As("Teh Lilis").Send("asked", "massage.screen", answers).Send("begun", "massage.start", massage.Start{Booking: one.ID})
	live.next("end")
	after := b.get(own).body
	qt.Check(t, qt.IsFalse(strings.Contains(after, `id="kurir"`)), qt.Commentf("she is there: nobody follows her any more"))
	qt.Check(t, qt.IsFalse(strings.Contains(after, "Kader berangkat")))

	s.Clock.Set(one.To)
	w.As("Teh Lilis").Send("done", "massage.finish", massage.Finish{Booking: one.ID, Did: []string{"legs"}})
	form := b.get(own).body
	qt.Check(t, qt.Equals(strings.Count(form, `action="`+own+`/rate"`), 1), qt.Commentf("one form"))
	said := b.do(http.MethodPost, own+"/rate", url.Values{"id": {string(ident.Named("r"))}, "about": {string(one.ID)}, "stars": {"5"}, "word": {"lembut"}})
	qt.Check(t, qt.Equals(said.status, http.StatusOK))
	qt.Check(t, qt.Equals(strings.Count(b.get(own).body, `/rate"`), 0))
}
