package api_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/api"
)

const picture = "\x89PNG\r\n\x1a\nrest"

// source is a map server that counts what it was asked.
func source(t *testing.T) (srv *httptest.Server, asked *atomic.Int64) {
	t.Helper()
	asked = &atomic.Int64{}
	srv = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/1/0/0":
			_, _ = io.WriteString(w, picture)
		case "/1/0/1":
			http.Redirect(w, r, "/1/0/0", http.StatusFound)
		case "/1/1/1":
			_, _ = io.WriteString(w, "<script>no picture</script>")
		}
	}))
	t.Cleanup(srv.Close)
	return srv, asked
}

func door(t *testing.T, tiles *api.Tiles) func(path string) (int, string) {
	t.Helper()
	mux := http.NewServeMux()
	(&api.API{Tiles: tiles}).Register(mux)
	srv := httptest.NewServer(api.Guard{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}.Wrap(mux))
	t.Cleanup(srv.Close)
	return func(path string) (int, string) {
		res, err := http.Get(srv.URL + path)
		qt.Assert(t, qt.IsNil(err))
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		qt.Assert(t, qt.IsNil(err))
		return res.StatusCode, string(b)
	}
}

func tilesOf(t *testing.T, srv *httptest.Server, private bool) *api.Tiles {
	t.Helper()
	u, err := url.Parse(srv.URL)
	qt.Assert(t, qt.IsNil(err))
	tiles := &api.Tiles{Source: srv.URL + "/{z}/{x}/{y}", Hosts: []string{u.Hostname()}, Cache: t.TempDir(), Private: private}
	qt.Assert(t, qt.IsNil(tiles.Check()))
	return tiles
}

func TestTheMapComesThroughUsAndIsKept(t *testing.T) {
	srv, asked := source(t)
	get := door(t, tilesOf(t, srv, true))
	for range 3 {
		status, body := get("/tiles/1/0/0.png")
		qt.Check(t, qt.Equals(status, 200))
		qt.Check(t, qt.Equals(body, picture))
	}
	qt.Check(t, qt.Equals(asked.Load(), 1))
	srv.Close()
	status, _ := get("/tiles/1/0/0.png")
	qt.Check(t, qt.Equals(status, 200), qt.Commentf("what was fetched stays when the source is away"))
}

func TestOnlyPicturesOfTheWorldAndOnlyFromTheSourceItself(t *testing.T) {
	srv, asked := source(t)
	get := door(t, tilesOf(t, srv, true))
	for _, path := range []string{"/tiles/1/0/1.png", "/tiles/1/1/1.png"} { // a redirect, a page
		status, _ := get(path)
		qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s", path))
	}
	before := asked.Load()
	for _, path := range []string{"/tiles/1/2/0.png", "/tiles/20/0/0.png", "/tiles/01/0/0.png", "/tiles/1/-1/0.png", "/tiles/1/0/0.jpg", "/tiles/a/b/c.png", "/tiles/1/0/%2e%2e%2f0.png"} {
		status, _ := get(path)
		qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s", path))
	}
	qt.Check(t, qt.Equals(asked.Load(), before), qt.Commentf("the source is not asked for what no map has"))
}

func TestANameThatLeadsIntoThePrivateNetIsNotFollowed(t *testing.T) {
	srv, asked := source(t)
	status, _ := door(t, tilesOf(t, srv, false))("/tiles/1/0/0.png")
	qt.Check(t, qt.Equals(status, 404))
	qt.Check(t, qt.Equals(asked.Load(), 0))
	elsewhere := &api.Tiles{Source: srv.URL + "/{z}/{x}/{y}", Hosts: []string{"tile.example"}}
	qt.Check(t, qt.IsNotNil(elsewhere.Check()), qt.Commentf("a host that is not on the list"))
}
