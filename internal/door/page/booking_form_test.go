package page

import (
	"net/url"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
)

// Whatever is sent to the booking page is read twice alike; what is taken for a home, a child, an
// answer or an hour is one.
func FuzzBookingForm(f *testing.F) {
	whole := "child1=Arka&born1=2025-10-01&reason=stimulation&village=33.13.14.2002&home=RT+2&home_lat=-7.5&home_lon=110.9&parent=yes&name=Sari&phone=0899+1234+5678&data=yes"
	for _, q := range questions {
		whole += "&" + q + "=no"
	}
	f.Add(whole + "&slot=00000000000000000000000001-1772503200000000&wish_until=9/3/2026&wish_part=morning")
	f.Add(whole + "&vaccinated=yes&given_on=2026-02-31&slot=-&child2=Adik&born2=1.12.2025")
	f.Add(whole + "&home_lat=NaN&home_lon=1e999&slot=00000000000000000000000001-9223372036854775807&wish_until=2199-12-31")
	f.Add("child1=%00&born1=99999-01-01&fever=unknown&slot=a-b-c&wish_part=night")
	zone := time.FixedZone("WIB", 7*3600)
	f.Fuzz(func(t *testing.T, raw string) {
		form, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		b, bad := bookingOf(form, zone)
		again, _ := bookingOf(form, zone)
		qt.Assert(t, qt.DeepEquals(b, again))
		w := wishOf(form, "2026-03-02")
		qt.Assert(t, qt.IsTrue(calendar.IsDay(w.Until)))
		qt.Assert(t, qt.IsTrue(b.Place.Lat >= -90 && b.Place.Lat <= 90 && b.Place.Lon >= -180 && b.Place.Lon <= 180))
		if cadre, _, ok := slotOf(form.Get("slot")); ok {
			qt.Assert(t, qt.IsTrue(cadre.Valid()))
		}
		if bad != nil {
			return
		}
		qt.Assert(t, qt.IsTrue(len(b.Children) > 0 && len(b.Children) <= 2 && b.Village != "" && b.Answers.Parent))
		for _, c := range b.Children {
			qt.Assert(t, qt.IsTrue(calendar.IsDay(c.Born) && c.Person == ""))
		}
		for _, a := range []screening.Tri{b.Answers.Fever, b.Answers.Ill, b.Answers.Skin, b.Answers.Stools, b.Answers.Jaundice, b.Answers.Operated, b.Answers.Heart, b.Answers.CordOn, b.Answers.Preterm, b.Answers.Vaccinated} {
			qt.Assert(t, qt.IsTrue(a == screening.Yes || a == screening.No), qt.Commentf("a question is open"))
		}
		if askedBy(form, &b) == nil {
			qt.Assert(t, qt.IsTrue(b.Parent.Name != "" && b.Parent.Person == ""))
		}
	})
}
