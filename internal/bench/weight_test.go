package bench

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// A first load is the page, what it names, what its styles name; each once, as it
// travels, and no map.
func TestAFirstLoadCountsEachFileOnceAsItTravels(t *testing.T) {
	files := map[string][2]string{
		"/":          {"text/html", `<link href="/a.css"><script src="a.js"></script><script src="/a.js"></script><img src="/tiles/1/2/3"><img src="data:x">`},
		"/a.css":     {"text/css", `@font-face{src:url("f.woff2")}`},
		"/a.js":      {"text/javascript", "1234"},
		"/f.woff2":   {"font/woff2", "12345678"},
		"/tiles/1/2": {"image/png", "never"},
	}
	var travelled int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := files[r.URL.Path]
		w.Header().Set("Content-Type", file[0])
		if !strings.HasPrefix(file[0], "text/html") {
			travelled += int64(len(file[1]))
			_, _ = io.WriteString(w, file[1])
			return
		}
		var packed strings.Builder
		z := gzip.NewWriter(&packed)
		_, _ = io.WriteString(z, file[1])
		_ = z.Close()
		travelled += int64(packed.Len())
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, packed.String())
	}))
	defer server.Close()

	l, err := newLoader(server.URL)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(l.load("/")))
	qt.Assert(t, qt.HasLen(l.seen, 4))
	qt.Assert(t, qt.Equals(l.bytes, travelled))
}
