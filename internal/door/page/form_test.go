package page

import (
	"net/url"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
)

// Whatever is sent, a form is read twice alike, and what it asks for is complete.
func FuzzDeclareForm(f *testing.F) {
	f.Add("id=x&day=2026-03-02&ml1=120&at1=12.10&when1=2026-03-01&kept1=cooler&handed=mother&want=13:00")
	f.Add("day=&ml1=&ml2=-5&at2=99:99")
	f.Add("ml1=99999999999999999999&at1=%00&day=%ff")
	zone := time.FixedZone("WIB", 7*3600)
	f.Fuzz(func(t *testing.T, raw string) {
		form, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		a, bad := declareForm(form, zone, ident.Named("c"), ident.Named("p"))
		b, again := declareForm(form, zone, ident.Named("c"), ident.Named("p"))
		qt.Assert(t, qt.DeepEquals(a, b))
		qt.Assert(t, qt.Equals(bad == nil, again == nil))
		if bad != nil {
			return
		}
		qt.Assert(t, qt.IsTrue(len(a.Bottles) <= formBottles))
		for _, x := range a.Bottles {
			qt.Assert(t, qt.IsTrue(x.ID.Valid() && !x.ExpressedAt.IsZero()))
		}
	})
}

func TestNamesAreShortenedToHowPeopleAreCalled(t *testing.T) {
	for name, want := range map[string]string{"Joko Santosa": "Joko", "Pak Joko Santosa": "Pak Joko", "dr. Ayu Lestari": "dr. Ayu", "Mbah Parti": "Mbah Parti", "": "", "  ": ""} {
		qt.Check(t, qt.Equals(called(name), want))
	}
	qt.Check(t, qt.Equals(calledMother("id", "Sri Wulandari"), "Ibu Sri"))
	qt.Check(t, qt.Equals(calledMother("id", "Bu Sri Wulandari"), "Bu Sri"))
	qt.Check(t, qt.Equals(initials("Pak Joko Santosa"), "JS"))
	qt.Check(t, qt.Equals(initials("Ñusta"), "Ñ"))
}

func TestASecretNeverStandsInALog(t *testing.T) {
	qt.Check(t, qt.Equals(Redact("/t/contoh-abc-def"), "/t/-"))
	qt.Check(t, qt.Equals(Redact("/t/contoh-abc-def/live"), "/t/-/live"))
	qt.Check(t, qt.Equals(Redact("/api/v1/me"), "/api/v1/me"))
}
