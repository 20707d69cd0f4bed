package phone

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/tracking"
)

// noon is when the recorded requests were made: 14.00 in western Indonesia.
var noon = instant.Of(time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC))

type hand struct{ at atomic.Int64 }

func (h *hand) Now() instant.Instant { return instant.Instant(h.at.Load()) }

// bell hears alarms.
type bell struct {
	mu   sync.Mutex
	rung []ident.ID
}

func (b *bell) SOS(_ context.Context, device ident.ID, _ instant.Instant) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rung = append(b.rung, device)
	return nil
}

// station is a health centre's phone door on a real socket over a real file.
type station struct {
	t        testing.TB
	path     string
	clock    *hand
	log      *tracking.SQLiteLog
	windows  *tracking.Windows
	recorder *tracking.Recorder
	roster   *Roster
	bell     *bell
	server   *httptest.Server
}

const (
	token    = "q3v9zr0c8m2n5k7p1x4t6w8y0a"
	password = "zp5t0r9w2k8m4x6c1v3n7q0h5j"
)

func openStation(t testing.TB, s tracking.Settings) *station {
	st := &station{t: t, path: filepath.Join(t.TempDir(), "positions.sqlite"), clock: &hand{}, windows: tracking.NewWindows(s), roster: NewRoster(), bell: &bell{}}
	st.clock.at.Store(int64(noon.Add(time.Minute)))
	var err error
	st.log, err = tracking.OpenSQLite(context.Background(), st.path)
	qt.Assert(t, qt.IsNil(err))
	st.recorder, err = tracking.NewRecorder(context.Background(), st.log, st.windows, tracking.NewHub(st.windows, s), st.clock, s)
	qt.Assert(t, qt.IsNil(err))
	mux := http.NewServeMux()
	(&Door{Devices: st.roster, Sink: st.recorder, Alarms: st.bell, Clock: st.clock}).Register(mux)
	st.server = httptest.NewServer(mux)
	t.Cleanup(func() {
		st.server.Close()
		st.recorder.Close()
		st.log.Close()
	})
	return st
}

func newStation(t testing.TB) *station {
	st := openStation(t, tracking.Defaults(time.UTC))
	st.roster.Enrol("joko-phone", Secrets{Token: token, User: "joko", Password: password})
	st.windows.Enrol("joko-phone", "joko")
	return st
}

// ride lets Joko carry milk since an hour before noon.
func (st *station) ride() {
	from := noon.Add(-time.Hour)
	st.windows.SetJob(tracking.Job{ID: "sri-job", Facility: "kebakkramat", Worker: "joko", Family: "sri", From: from, PickedUp: from,
		Drop: tracking.Stop{Point: geo.Point{Lat: -7.53, Lon: 110.92}}}, noon)
}

// send makes a request and gives status and body; change adapts it before.
func (st *station) send(r recorded, change ...func(*http.Request)) (int, string) {
	st.t.Helper()
	answer := st.answer(r, change...)
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	qt.Assert(st.t, qt.IsNil(err))
	return answer.StatusCode, string(b)
}

func (st *station) answer(r recorded, change ...func(*http.Request)) *http.Response {
	st.t.Helper()
	req, err := http.NewRequest(r.method, st.server.URL+strings.Replace(r.target, "TOKEN", token, 1), strings.NewReader(r.body))
	qt.Assert(st.t, qt.IsNil(err))
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	if strings.Contains(r.target, "owntracks") {
		req.SetBasicAuth("joko", password)
		req.Header.Set("X-Limit-U", "joko")
	}
	for _, f := range change {
		f(req)
	}
	answer, err := st.server.Client().Do(req)
	qt.Assert(st.t, qt.IsNil(err))
	return answer
}

func (st *station) trail() []tracking.Fix {
	st.t.Helper()
	trail, err := st.log.Trail(context.Background(), "sri-job")
	qt.Assert(st.t, qt.IsNil(err))
	return trail
}

func (st *station) held() []tracking.Held {
	st.t.Helper()
	held, err := st.log.Held(context.Background(), "sri-job")
	qt.Assert(st.t, qt.IsNil(err))
	return held
}
