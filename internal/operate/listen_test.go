package operate_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/operate"
)

func TestPlainHTTPStaysOnThisMachine(t *testing.T) {
	for _, c := range []struct {
		l    operate.Listening
		fine bool
	}{
		{operate.Listening{Address: "127.0.0.1:8080"}, true},
		{operate.Listening{Address: "[::1]:8080"}, true},
		{operate.Listening{Address: "localhost:8080"}, true},
		{operate.Listening{Address: "0.0.0.0:8080"}, false},
		{operate.Listening{Address: ":8080"}, false},
		{operate.Listening{Address: "192.168.1.2:8080"}, false},
		{operate.Listening{Address: "0.0.0.0:8080", Proxied: true}, true},
		{operate.Listening{Address: ":443", Domain: "pkm.example"}, true},
		{operate.Listening{Address: ":443", Cert: "a.pem"}, false},
	} {
		qt.Check(t, qt.Equals(c.l.Check() == nil, c.fine), qt.Commentf("%+v", c.l))
	}
}

func TestAStopEndsStreamsAndFinishesWhatIsOpen(t *testing.T) {
	l := operate.Listening{Address: "127.0.0.1:0", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	on, err := l.Open()
	qt.Assert(t, qt.IsNil(err))
	stopping := make(chan struct{})
	stream := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "first\n")
		_ = http.NewResponseController(w).Flush()
		<-stopping
		_, _ = io.WriteString(w, "last\n")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- l.Serve(ctx, on, stream, func() { close(stopping) }) }()
	res, err := http.Get("http://" + on.Addr().String())
	qt.Assert(t, qt.IsNil(err))
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	qt.Assert(t, qt.IsTrue(lines.Scan()))
	stop()
	qt.Assert(t, qt.IsTrue(lines.Scan()))
	qt.Check(t, qt.Equals(lines.Text(), "last"))
	qt.Check(t, qt.IsNil(<-ended))
}

func TestTheOperatorsListener(t *testing.T) {
	log, level := operate.NewLog(io.Discard)
	figures := operate.NewFigures()
	figures.Measure("GET /healthz", 200, 0)
	srv := httptest.NewServer(operate.AdminHandler(figures, level))
	t.Cleanup(srv.Close)
	ask := func(method, path, body, host string) (int, string) {
		req, err := http.NewRequest(method, srv.URL+path, strings.NewReader(body))
		qt.Assert(t, qt.IsNil(err))
		if host != "" {
			req.Host = host
		}
		res, err := http.DefaultClient.Do(req)
		qt.Assert(t, qt.IsNil(err))
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return res.StatusCode, string(b)
	}
	_, text := ask("GET", "/metrics", "", "")
	qt.Check(t, qt.StringContains(text, `route="GET /healthz"`))
	status, _ := ask("GET", "/metrics", "", "rebound.example")
	qt.Check(t, qt.Equals(status, 403), qt.Commentf("a name that was turned towards us is not ours"))
	status, _ = ask("PUT", "/log-level", "debug", "")
	qt.Check(t, qt.Equals(status, 204))
	qt.Check(t, qt.IsTrue(log.Enabled(t.Context(), slog.LevelDebug)))
	status, _ = ask("PUT", "/log-level", "loud", "")
	qt.Check(t, qt.Equals(status, 422))
}
