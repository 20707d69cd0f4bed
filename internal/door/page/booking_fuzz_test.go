package page_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/world"
)

// FuzzTheBookingPage: whatever a browser or a program sends to either step of a booking, the page
// answers like a page.
func FuzzTheBookingPage(f *testing.F) {
	whole := healthy()
	f.Add(whole.Encode())
	whole.Set("name", "Ibu Sari")
	whole.Set("phone", "0899 1234 5678")
	whole.Set("data", "yes")
	for _, slot := range []string{"9223372036854775807", "-9223372036854775808", "253402300800000000", "0"} { // hours of no day
		whole.Set("slot", string(ident.Named("Teh Lilis"))+"-"+slot)
		f.Add(whole.Encode())
	}
	whole.Set("wait", "yes")
	whole.Set("wish_until", "2199-12-31")
	f.Add(whole.Encode())
	f.Add("child1=%00&born1=2026-02-31&home_lat=NaN&home_lon=1e999&vaccinated=yes&given_on=99999-01-01")
	w := world.New(f, "", noon)
	masseuse(w)
	s := newStreet(f, w)
	b := s.browser()
	f.Fuzz(func(t *testing.T, raw string) {
		s.T = t
		values, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		for _, at := range []string{bookAt + "/jam", bookAt} {
			s.Clock.Set(s.Clock.Now().Add(11 * time.Minute)) // the limit on one address is another story
			switch got := b.do(http.MethodPost, at, values); got.status {
			case http.StatusOK, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusConflict:
			default:
				t.Fatalf("%s: status %d for %q", at, got.status, raw)
			}
		}
	})
}

// TestWhoGoesBackInTheBrowserBooksAllTheSame: an hour was gone, the same form is sent once more with another one.
func TestWhoGoesBackInTheBrowserBooksAllTheSame(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		masseuse(w)
		s := newStreet(t, w)
		b := s.browser()
		form := healthy()
		for k, v := range map[string]string{"name": "Ibu Sari", "phone": "0899 1234 5678", "data": "yes", "data_text": "child_data/1"} {
			form.Set(k, v)
		}
		form.Set("slot", string(ident.Named("Teh Lilis"))+"-0")
		qt.Check(t, qt.Equals(b.do(http.MethodPost, bookAt, form).status, http.StatusUnprocessableEntity))
		free := slotValue.FindAllStringSubmatch(b.do(http.MethodPost, bookAt+"/jam", form).body, -1)
		qt.Assert(t, qt.IsTrue(len(free) > 0))
		form.Set("slot", free[0][1])
		qt.Check(t, qt.Equals(b.do(http.MethodPost, bookAt, form).status, http.StatusOK))
		qt.Check(t, qt.HasLen(s.bookings(), 1))
		form.Set("slot", free[1][1])
		qt.Check(t, qt.Equals(b.do(http.MethodPost, bookAt, form).status, http.StatusOK))
		qt.Check(t, qt.HasLen(s.bookings(), 1), qt.Commentf("one form is one booking"))
	})
}
