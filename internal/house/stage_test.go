package house_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/house"
)

// stage is a real server on a real database, with a browser before it.
type stage struct {
	t      *testing.T
	h      *house.House
	srv    *httptest.Server
	client *http.Client
	said   *lines // what the log was told
}

// lines is a log that can be read while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}
func (l *lines) String() string { l.mu.Lock(); defer l.mu.Unlock(); return l.text.String() }

// both tells a story on each of the two databases.
func both(t *testing.T, story func(s *stage)) {
	t.Helper()
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); story(open(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); story(open(t, storetest.Postgres(t))) })
}

func open(t *testing.T, database string) *stage {
	t.Helper()
	return openAt(t, storetest.Data(t), database, house.NewTestClock())
}

// openAt opens a server on a folder of data, and lets it work.
func openAt(t *testing.T, data, database string, clock *house.TestClock) *stage {
	t.Helper()
	said := &lines{}
	h := openHouse(t, data, database, clock, said)
	s := &stage{t: t, h: h, said: said}
	s.serve()
	return s
}

// openHouse opens what a server stands on.
func openHouse(t *testing.T, data, database string, clock *house.TestClock, said *lines) *house.House {
	t.Helper()
	log := slog.New(slog.NewJSONHandler(said, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h, err := house.Open(t.Context(), house.Config{Data: data, Database: database, Clock: clock, Log: log, Version: "test"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	h.Desk.Work.Memory, h.Desk.Work.Iterations = 64, 1 // dozens sign in here; what a password costs is told in signin
	return h
}

// browser is a new browser, without any cookie.
func (s *stage) browser() *http.Client {
	jar, err := cookiejar.New(nil)
	qt.Assert(s.t, qt.IsNil(err))
	return &http.Client{Jar: jar}
}

type reply struct {
	status int
	header http.Header
	body   string
}

func (r reply) into(t *testing.T, v any) {
	t.Helper()
	qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(r.body), v)), qt.Commentf("%s", r.body))
}

func (r reply) code() string {
	var p api.Problem
	_ = json.Unmarshal([]byte(r.body), &p)
	return p.Code
}

func (s *stage) send(method, path string, body any, headers ...string) reply {
	s.t.Helper()
	var from io.Reader
	kind := "application/json"
	switch b := body.(type) {
	case nil:
	case string:
		from = strings.NewReader(b)
	case url.Values:
		from, kind = strings.NewReader(b.Encode()), "application/x-www-form-urlencoded"
	default:
		raw, err := json.Marshal(b)
		qt.Assert(s.t, qt.IsNil(err))
		from = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.srv.URL+path, from)
	qt.Assert(s.t, qt.IsNil(err))
	if from != nil {
		req.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := s.client.Do(req)
	qt.Assert(s.t, qt.IsNil(err))
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	qt.Assert(s.t, qt.IsNil(err))
	return reply{res.StatusCode, res.Header, string(text)}
}

const (
	headPhone = "081234567890"
	password  = "jangan ditebak"
)

func form() url.Values {
	return url.Values{"name": {"Puskesmas Kebakkramat I"}, "slug": {"kebakkramat"}, "zone": {"Asia/Jakarta"}, "service_phone": {"0271-646123"},
		"emergency_number": {"119"}, "village": {"33.13.14.2001", "33.13.14.2002"}, "head_name": {"dr. Ratna"}, "head_phone": {headPhone}, "password": {password}}
}

// founded begins a health centre by its one-time link and signs its head in.
func (s *stage) founded() *stage {
	s.t.Helper()
	link, err := s.h.FirstRunLink(s.t.Context())
	qt.Assert(s.t, qt.IsNil(err))
	r := s.send("POST", strings.TrimPrefix(link, s.srv.URL), form())
	qt.Assert(s.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	s.signIn()
	return s
}

func (s *stage) signIn() api.Me {
	s.t.Helper()
	r := s.send("POST", "/api/v1/session", api.Credentials{Phone: headPhone, Password: password})
	qt.Assert(s.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	var me api.Me
	r.into(s.t, &me)
	return me
}

// command is an envelope with a body.
func (s *stage) command(name, verb string, body any) map[string]any {
	return map[string]any{"id": ident.Named(name), "verb": verb, "v": 1, "device": "laptop", "n": 1, "body": body}
}

func (s *stage) sync(ask map[string]any) api.SyncAnswer {
	s.t.Helper()
	for k, v := range map[string]any{"device": "laptop", "app": "1", "head": "", "cursors": map[string]int64{}, "commands": []any{}} {
		if _, ok := ask[k]; !ok {
			ask[k] = v
		}
	}
	r := s.send("POST", "/api/v1/sync", ask)
	qt.Assert(s.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	var out api.SyncAnswer
	r.into(s.t, &out)
	return out
}

func mustURL(s *stage) *url.URL {
	u, err := url.Parse(s.srv.URL)
	qt.Assert(s.t, qt.IsNil(err))
	return u
}
