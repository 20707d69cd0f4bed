package api_test

import (
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-quicktest/qt"
	_ "modernc.org/sqlite"

	"sambang/internal/door/api"
)

const (
	jpeg = "\xff\xd8\xffrest"
	webp = "RIFF\x00\x00\x00\x00WEBPVP8 rest"
)

// mapFile writes a map of four pictures at zoom 1.
func mapFile(t *testing.T, format string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "peta kecil.mbtiles")
	db, err := sql.Open("sqlite", name)
	qt.Assert(t, qt.IsNil(err))
	defer db.Close()
	for _, q := range []string{
		"CREATE TABLE metadata (name TEXT, value TEXT)",
		"CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)",
		"INSERT INTO metadata VALUES ('format', '" + format + "'), ('attribution', '© semua orang')",
	} {
		_, err := db.Exec(q)
		qt.Assert(t, qt.IsNil(err))
	}
	for _, x := range []struct {
		column, row int // rows from the south
		data        string
	}{{0, 1, picture}, {1, 1, jpeg}, {0, 0, webp}, {1, 0, "<script>no picture</script>"}} {
		_, err := db.Exec("INSERT INTO tiles VALUES (1, $1, $2, $3)", x.column, x.row, []byte(x.data))
		qt.Assert(t, qt.IsNil(err))
	}
	return name
}

func TestAMapFileIsServedFromTheNorthDown(t *testing.T) {
	tiles := &api.Tiles{Source: mapFile(t, "png")}
	qt.Assert(t, qt.IsNil(tiles.Check()))
	t.Cleanup(func() { _ = tiles.Close() })
	qt.Check(t, qt.Equals(tiles.Offer().Attribution, "© semua orang"))
	mux := http.NewServeMux()
	(&api.API{Tiles: tiles}).Register(mux)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	get := func(path, since string) (*http.Response, string) {
		req, err := http.NewRequestWithContext(t.Context(), "GET", srv.URL+path, nil)
		qt.Assert(t, qt.IsNil(err))
		if since != "" {
			req.Header.Set("If-Modified-Since", since)
		}
		res, err := http.DefaultClient.Do(req)
		qt.Assert(t, qt.IsNil(err))
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		qt.Assert(t, qt.IsNil(err))
		return res, string(b)
	}
	for path, want := range map[string][2]string{"/tiles/1/0/0.png": {picture, "image/png"}, "/tiles/1/1/0.png": {jpeg, "image/jpeg"}, "/tiles/1/0/1.png": {webp, "image/webp"}} {
		res, body := get(path, "")
		qt.Check(t, qt.Equals(res.StatusCode, 200), qt.Commentf("%s", path))
		qt.Check(t, qt.Equals(body, want[0]))
		qt.Check(t, qt.Equals(res.Header.Get("Content-Type"), want[1]))
		qt.Check(t, qt.Equals(res.Header.Get("Cache-Control"), "public, max-age=604800"))
		again, _ := get(path, res.Header.Get("Last-Modified"))
		qt.Check(t, qt.Equals(again.StatusCode, 304), qt.Commentf("who has it is told so"))
	}
	for _, path := range []string{"/tiles/1/1/1.png", "/tiles/2/0/0.png", "/tiles/0/0/0.png", "/tiles/1/2/0.png"} {
		res, _ := get(path, "")
		qt.Check(t, qt.Equals(res.StatusCode, 404), qt.Commentf("%s: no picture there", path))
	}
}

func TestAMapFileThatIsNoneIsSaidSoAtTheStart(t *testing.T) {
	qt.Check(t, qt.ErrorMatches((&api.Tiles{Source: mapFile(t, "pbf")}).Check(), ".*holds pbf.*"))
	text := filepath.Join(t.TempDir(), "text.mbtiles")
	qt.Assert(t, qt.IsNil(os.WriteFile(text, []byte("no database"), 0o600)))
	qt.Check(t, qt.ErrorMatches((&api.Tiles{Source: text}).Check(), "tiles: this is no map file.*"))
	missing := filepath.Join(t.TempDir(), "none.mbtiles")
	qt.Check(t, qt.IsNotNil((&api.Tiles{Source: missing}).Check()))
	_, err := os.Stat(missing)
	qt.Check(t, qt.IsNotNil(err), qt.Commentf("nothing is made where there is none"))
}
