package phone_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
	"sambang/internal/sim/phone"
)

// A server that is away for a moment costs no position and changes no order.
func TestATrackerSendsAgainWhatWasNotTaken(t *testing.T) {
	var taken []string
	away := true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if away {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		body, _ := io.ReadAll(r.Body)
		form, _ := url.ParseQuery(string(body))
		taken = append(taken, form.Get("timestamp")+" "+form.Get("speed"))
	}))
	defer server.Close()
	tracker := phone.Tracker{URL: server.URL}
	fix := phone.Fix{At: instant.Instant(1_700_000_000_000_000), Point: geo.Point{Lat: -7.5, Lon: 110.9}, Speed: 1852.0 / 360}

	qt.Assert(t, qt.IsNotNil(tracker.Post(context.Background(), fix)))
	qt.Assert(t, qt.Equals(tracker.Waiting(), 1))
	away = false
	fix.At += 5_000_000
	qt.Assert(t, qt.IsNil(tracker.Post(context.Background(), fix)))
	qt.Assert(t, qt.DeepEquals(taken, []string{"1700000000000 10.00", "1700000005000 10.00"}))
	qt.Assert(t, qt.Equals(tracker.Waiting(), 0))
}
