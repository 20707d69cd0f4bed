package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// scanned is the form of a house's sticker as somebody sends it from a place.
func scanned(t *testing.T, b *browser, code, id, lat, lon string) answer {
	t.Helper()
	form := fill(t, b.get(reportAt+"?rumah="+code).body, "lapor", map[string]string{"whom": "other", "kind": "visit_request", "patient": "", "village": "", "way": "", "what": "lemas",
		"phone": "081299990001", "reporter": "Rini"})
	form.Set("id", string(ident.Named(id)))
	form.Set("rumah", code)
	form.Set("here_lat", lat)
	form.Set("here_lon", lon)
	return b.do(http.MethodPost, reportAt, form)
}

// A sticker was photographed and is scanned from five kilometres away: whoever calls is
// helped, the desk sees that the place differs, and where the phone was is kept nowhere.
func TestACopiedStickerIsFlaggedNeverRefusedAndItsScannerIsForgotten(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.As("officer").Send("house", "registry.set_house", registry.SetHouse{House: ident.Named("house Karto"), Village: world.Village, Street: "Gang Kenanga",
			Home: geo.Point{Lat: -7.5385, Lon: 110.9375}}).
			Send("household", "registry.set_household", registry.SetHousehold{Household: ident.Named("household Karto"), House: ident.Named("house Karto")}).
			Resident("Mbah Karto", registry.Enter{Household: ident.Named("household Karto"), Phone: "081234567890"})
		s := newStreet(t, w)
		b := s.browser()
		var code string
		s.Query(func(q journal.Query) error {
			h, _, err := registry.Houses.Get(q.Tx, q.Facility, ident.Named("house Karto"))
			code = h.Code
			return err
		})
		near := scanned(t, b, code, "near", "-7.5387", "110.9377")
		far := scanned(t, b, code, "far", "-7.5835", "110.9375") // five kilometres to the south
		mute := scanned(t, b, code, "mute", "", "")
		for name, got := range map[string]answer{"near": near, "far": far, "mute": mute} {
			qt.Check(t, qt.StringContains(got.path, "/lapor/p/"), qt.Commentf("%s: %s", name, trouble(got.body)))
			for _, secret := range []string{"Karto", "Kenanga", "1234567890", "7.53", "110.93"} {
				qt.Check(t, qt.IsFalse(strings.Contains(got.body, secret)), qt.Commentf("%s tells %s", name, secret))
			}
		}
		all := s.requests()
		qt.Assert(t, qt.HasLen(all, 3))
		qt.Check(t, qt.DeepEquals([]bool{all[0].Differs, all[1].Differs, all[2].Differs}, []bool{false, true, false}))
		s.Query(func(q journal.Query) error {
			for _, c := range all {
				where, err := need.OpenWhere(q, c)
				qt.Assert(t, qt.IsNil(err))
				qt.Check(t, qt.Equals(where.House, ident.Named("house Karto")))
				qt.Check(t, qt.Equals(geo.Point{Lat: where.Lat, Lon: where.Lon}, geo.Point{}), qt.Commentf("where the phone was"))
				home, err := need.Home(q, c)
				qt.Check(t, qt.IsNil(err))
				qt.Check(t, qt.Equals(home.Lat, -7.5385), qt.Commentf("the team goes to the house"))
			}
			return nil
		})
		w.RebuildEquals()
	})
}

// A house whose point nobody knows is found by where the sender says they stand.
func TestTheOnlyPointOfAHouseStays(t *testing.T) {
	w := world.New(t, "", morning).Home("Karto", world.Village)
	s := newStreet(t, w)
	var code string
	s.Query(func(q journal.Query) error {
		h, _, err := registry.Houses.Get(q.Tx, q.Facility, ident.Named("house Karto"))
		code = h.Code
		return err
	})
	qt.Check(t, qt.StringContains(scanned(t, s.browser(), code, "here", "-7.5387", "110.9377").path, "/lapor/p/"))
	s.Query(func(q journal.Query) error {
		home, err := need.Home(q, s.requests()[0])
		qt.Check(t, qt.Equals(home, geo.Point{Lat: -7.5387, Lon: 110.9377}))
		return err
	})
}

// What the sticker opens: the emergency number, then "Sakit keras?" with a picture at
// every sign, then the questions. Who reads little touches a picture and sends.
func TestAStickerOpensPicturesBeforeQuestions(t *testing.T) {
	s := newStreet(t, world.New(t, "", morning))
	code := registry.HouseCode(world.Village, 7)
	drawn := s.browser().get(reportAt + "?" + url.Values{"rumah": {strings.ReplaceAll(code, "-", " ")}}.Encode())
	qt.Check(t, qt.Equals(drawn.status, http.StatusOK))
	qt.Check(t, qt.StringContains(drawn.body, `value="`+code+`"`))
	last := 0
	for _, words := range []string{`href="tel:119"`, "Sakit keras?", "Tolong sekarang", "Untuk siapa?", "Di mana?"} {
		at := strings.Index(drawn.body, words)
		qt.Check(t, qt.IsTrue(at > last), qt.Commentf("%s stands at %d, what goes before it at %d", words, at, last))
		last = at
	}
	labels := strings.Split(drawn.body, `<label for="t-`)[1:]
	qt.Check(t, qt.IsTrue(len(labels) > 0))
	for _, label := range labels {
		qt.Check(t, qt.IsTrue(strings.Contains(strings.SplitN(label, "</label>", 2)[0], "<svg")), qt.Commentf("%.60s", label))
	}
}
