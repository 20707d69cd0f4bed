package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/link"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

const night = "2026-11-19 23:10"

// bamboo is a street where a kenthongan hangs at the house of Mbah Waginem.
func bamboo(t *testing.T, w *world.World) (*street, string) {
	t.Helper()
	house := ident.Named("house Waginem")
	w.As("officer").
		Send("house", "registry.set_house", registry.SetHouse{House: house, Village: world.Village, Directions: "Gang mushola, pagar hijau", Home: geo.Point{Lat: -7.54, Lon: 110.94}}).
		Send("household", "registry.set_household", registry.SetHousehold{Household: ident.Named("household"), House: house})
	w.Resident("Mbah Waginem", registry.Enter{Household: ident.Named("household"), LivesAlone: true})
	w.Midwife("Bidan Ayu", world.Village).As("Bidan Ayu").Send("install", "alarm.install", alarm.Install{House: house, Elder: ident.Named("Mbah Waginem"), On: "2026-11-01", CanStrike: true,
		Responders: []alarm.Named{
			{Responder: ident.Named("r1"), Name: "Slamet Riyadi", Phone: "081234567801", Order: 1, Consent: "spoken"},
			{Responder: ident.Named("r2"), Name: "Parti Lestari", Phone: "081234567802", Order: 2, Consent: "spoken"}}})
	var code string
	w.Query(func(q journal.Query) error {
		h, _, err := registry.Houses.Get(q.Tx, q.Facility, house)
		code = h.Code
		return err
	})
	return newStreet(t, w), code
}

// callPage is the address of the page of an alarm's n-th call.
func (s *street) callPage(request ident.ID, n int64) (path string) {
	s.Query(func(q journal.Query) error {
		l, found, err := link.Links.Get(q.Tx, q.Facility, alarm.LinkID(alarm.CallID(request, n)))
		qt.Assert(s.T, qt.IsTrue(found))
		f, bad := registry.FacilityOf(q.Tx, q.Facility)
		qt.Assert(s.T, qt.IsNil(bad))
		path = "/t/" + link.Token(q.Keys, f.Slug, l)
		return err
	})
	return path
}

func TestWhoHearsItTellsAndTheNeighbourAnswersByTheirPage(t *testing.T) {
	world.Both(t, night, func(t *testing.T, w *world.World) {
		s, code := bamboo(t, w)
		b := s.browser()
		drawn := b.get("/contoh/kenthongan?rumah=" + code)
		qt.Assert(t, qt.Equals(drawn.status, http.StatusOK), qt.Commentf("%s", drawn.body))
		qt.Check(t, qt.StringContains(drawn.body, code))
		qt.Check(t, qt.IsFalse(strings.Contains(drawn.body, "Waginem")), qt.Commentf("a code tells nobody who lives there"))
		sent := b.do(http.MethodPost, "/contoh/kenthongan", fill(t, drawn.body, "kenthongan", map[string]string{"rumah": code, "phone": "0812 9999 1111"}))
		qt.Assert(t, qt.Equals(sent.status, http.StatusOK), qt.Commentf("%s", trouble(sent.body)))
		qt.Check(t, qt.StringContains(sent.path, "/contoh/lapor/p/"))
		all := s.requests()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.Equals(all[0].Door+" "+all[0].Colour, need.Kenthongan+" red"))

		s.At("23:13") // the first does not answer
		late, page := s.callPage(all[0].ID, 1), s.callPage(all[0].ID, 2)
		second := s.browser()
		closed := second.get(page)
		qt.Check(t, qt.StringContains(closed.body, "Saya berangkat"))
		for _, secret := range []string{"Waginem", "mushola", code, "Slamet", "1111"} {
			qt.Check(t, qt.IsFalse(strings.Contains(closed.body, secret)), qt.Commentf("a preview of the message learns %s", secret))
		}
		going := second.do(http.MethodPost, page+"/jawab", fill(t, closed.body, "jawab", map[string]string{"answer": "going"}))
		qt.Assert(t, qt.Equals(going.status, http.StatusOK), qt.Commentf("%s", trouble(going.body)))
		for _, way := range []string{"Waginem", "mushola", code, "Ternyata saya tidak bisa"} {
			qt.Check(t, qt.StringContains(going.body, way))
		}
		s.Query(func(q journal.Query) error {
			a, _, err := alarm.Of(q, all[0].ID)
			qt.Check(t, qt.Equals(a.State, alarm.Answered))
			return err
		})

		// the first wakes up, and learns what to do without being shown the way twice over
		qt.Check(t, qt.StringContains(s.browser().get(late).body, "Saya berangkat"))
		s.ByTwo("dismiss", "officer", "head", "need.dismiss", need.Dismiss{Case: all[0].ID, Reason: "Anak bermain"})
		over := second.get(page)
		qt.Check(t, qt.StringContains(over.body, "sudah ditangani"))
		qt.Check(t, qt.IsFalse(strings.Contains(over.body, "mushola")), qt.Commentf("the way is gone with the call"))
		w.RebuildEquals()
	})
}

// TestNothingOfWhatIsTheMatterReachesANeighbour: they learn that help is asked for.
func TestNothingOfWhatIsTheMatterReachesANeighbour(t *testing.T) {
	world.Both(t, night, func(t *testing.T, w *world.World) {
		s, _ := bamboo(t, w)
		id := ident.Named("sesak")
		w.As("dispatcher").Send("red", "need.request", need.Request{Case: id, Kind: need.VisitRequest, Door: "phone", Colour: need.Red, Person: ident.Named("Mbah Waginem"),
			Where: &need.Where{House: ident.Named("house Waginem")}, What: "Sesak, batuk darah"})
		b := s.browser()
		page := s.callPage(id, 1)
		body := b.do(http.MethodPost, page+"/jawab", fill(t, b.get(page).body, "jawab", map[string]string{"answer": "going"})).body
		qt.Check(t, qt.StringContains(body, "mushola"))
		for _, ill := range []string{"Sesak", "darah"} {
			qt.Check(t, qt.IsFalse(strings.Contains(body, ill)), qt.Commentf("%s", ill))
		}
		for _, v := range w.Messages() {
			qt.Check(t, qt.Equals(v.Kind != "alarm_call" || len(v.Params) == 0, true))
		}
	})
}
