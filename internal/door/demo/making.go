package demo

import (
	_ "embed"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"sambang/internal/core/text"
)

//go:embed making.html
var makingSource string

var makingFace = template.Must(template.New("making").Parse(makingSource))

// Making answers everything while the demo's past is still being written, and says
// how far it has come. Its page asks again every second, so that whoever waits sees
// the front door as soon as it opens.
type Making struct {
	// Of is how many weeks there are to write.
	Of     int
	weeks  atomic.Int64
	centre atomic.Pointer[string]
}

// Progress tells how many weeks are written.
func (m *Making) Progress(weeks int) { m.weeks.Store(int64(weeks)) }

// Turn tells that the weeks are written and the past of another health centre is being
// written. Those are not counted in weeks: each has a past of its own kind and length.
func (m *Making) Turn(centre string) { m.centre.Store(&centre) }

// ServeHTTP shows it. Nothing is there yet, so it answers 503 whatever is asked.
func (m *Making) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Connection", "close") // the next request goes to the doors themselves
	h.Set("Cache-Control", "no-store")
	if r.URL.Path == "/demo/demo.css" {
		h.Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(style)
		return
	}
	h.Set("Retry-After", "2")
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	lang := text.ID
	if r.URL.Query().Get("lang") == text.EN {
		lang = text.EN
	}
	h.Set("Refresh", "1")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.WriteHeader(http.StatusServiceUnavailable)
	n := m.weeks.Load()
	done := map[string]string{"weeks": strconv.FormatInt(n, 10), "of": strconv.Itoa(m.Of)}
	words, counted := text.T(lang, "demo.making_done", done), true
	if centre := m.centre.Load(); centre != nil {
		words, counted = text.T(lang, "demo.making_turn", map[string]string{"centre": *centre}), false
	}
	_ = makingFace.Execute(w, map[string]any{"Lang": lang, "Mark": text.T(lang, "demo.mark", nil), "Weeks": n, "Of": m.Of,
		"Title": text.T(lang, "demo.making", nil), "Done": words, "Counted": counted, "How": text.T(lang, "demo.making_how", nil)})
}
