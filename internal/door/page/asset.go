package page

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"
)

//go:embed tmpl/*.html
var templates embed.FS

//go:embed src/*.css src/*.js
var sources embed.FS

// asset is a file of the pages, plain and compressed.
type asset struct {
	kind        string
	plain, gzip []byte
}

// What a style sheet can do without.
var (
	remarks = regexp.MustCompile(`(?s)/\*.*?\*/`)
	spaces  = regexp.MustCompile(`\s+`)
	tight   = strings.NewReplacer(" { ", "{", "; }", "}", "; ", ";", " } ", "}", "} ", "}", ": ", ":", ", ", ",", " > ", ">")
)

// files are those of all pages, those of the forms that anybody may fill in, and those
// of asking for a visit, that of a mother in a group, a seller's, those behind a leaflet's code, and what keeps a family's page.
var files = []string{"page.css", "page.js", "apply.css", "apply.js", "report.css", "report.js", "member.css", "leaflet.css", "leaflet.js", "leaflet-keep.js", "seller.css", "family-keep.js"}

// loadAssets reads the pages' files; the version is in their addresses, so that
// they may be kept for ever.
func loadAssets() (map[string]asset, string) {
	all, sum := map[string]asset{}, sha256.New()
	for _, name := range files {
		plain, err := sources.ReadFile("src/" + name)
		if err != nil {
			panic("page: " + err.Error()) // embedded: it is there
		}
		kind := "text/javascript; charset=utf-8"
		if strings.HasSuffix(name, ".css") {
			kind = "text/css; charset=utf-8"
			plain = []byte(tight.Replace(spaces.ReplaceAllString(remarks.ReplaceAllString(string(plain), ""), " ")))
		}
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		_, _ = z.Write(plain)
		_ = z.Close()
		all[name] = asset{kind, plain, b.Bytes()}
	}
	for _, name := range files {
		sum.Write(all[name].plain)
	}
	return all, hex.EncodeToString(sum.Sum(nil)[:6])
}

func (p *Page) asset(name string) http.HandlerFunc {
	a := p.assets[name]
	return func(w http.ResponseWriter, r *http.Request) {
		headers(w)
		w.Header().Set("Content-Type", a.kind)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Header().Set("Vary", "Accept-Encoding")
		body := a.plain
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.Header().Set("Content-Encoding", "gzip")
			body = a.gzip
		}
		_, _ = w.Write(body) // a reader that has gone cannot be told
	}
}
