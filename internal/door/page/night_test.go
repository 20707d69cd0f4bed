package page

import (
	"testing"

	"github.com/go-quicktest/qt"
)

// Who books at night reads beside a sleeping child; a code at the door is shown in daylight, and held to a screen that is bright.
func TestWhatAFamilyBooksIsDarkByNight(t *testing.T) {
	for face, dark := range map[string]bool{"booking": true, "booking-hours": true, "booked": true, "family": true, "leaflet": true, "place": false, "track": false, "": false} {
		qt.Check(t, qt.Equals((&sheet{Face: face}).Night(), dark), qt.Commentf("%s", face))
	}
}

func TestFiguresOfAPageAreNotNumbersOfACase(t *testing.T) {
	qt.Check(t, qt.Equals((&sheet{Lang: "id"}).Number(80), "80"), qt.Commentf("not 0080"))
	qt.Check(t, qt.Equals((&sheet{Lang: "en"}).Number(1234), "1,234"))
}
