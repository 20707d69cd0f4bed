package page

import (
	"bytes"
	"compress/gzip"
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/link"
	"sambang/internal/shared/tracking"
)

// Deps is what the pages stand on.
type Deps struct {
	DB      *store.DB
	Journal *journal.Journal
	Keys    *keys.Ring
	Clock   instant.Clock
	Log     *slog.Logger
	Hub     *tracking.Hub
	// Address is how browsers reach us (https://host), for links to be passed on;
	// empty: taken from the request.
	Address string
	// Secure: browsers reach us over TLS, here or at a proxy.
	Secure bool
	// Tiles is our own address of map pictures with {z}, {x} and {y}; empty: only
	// the villages are drawn. Attribution is what their source wants to read.
	Tiles, Attribution string
	// Showed hears of every page that showed people, before it goes out; may be nil.
	Showed func(ctx context.Context, facility, link ident.ID, purpose string, people []ident.ID) error
	// Prove asks whether a secret is the PIN or password of a worker; nil: there are
	// no pages for the head.
	Prove func(ctx context.Context, facility, worker ident.ID, secret string) error
	// Sender is the address a request came from, for the limits of the pages that
	// anybody may open; nil: whoever is connected.
	Sender func(r *http.Request) string
	// Massages finds the hours that are free for a massage.
	Massages massage.Room
	// Stopping is closed when the server begins to stop: streams end then; may be nil.
	Stopping <-chan struct{}
}

// Page is the door.
type Page struct {
	Deps
	assets  map[string]asset
	faces   *template.Template
	version string
	limits  *limits // of each link
	callers *limits // of each address, for the pages of anybody
	// reporters are those who ask for help, finders those who look for a receipt: each
	// address, and each number that is tried.
	reporters, finders, numbers *limits
	scanners                    *limits // each address, for the pages behind the codes of leaflets
	mu                          sync.Mutex
	streams                     map[ident.ID]int // open live views by link
	zones                       sync.Map         // *time.Location by name: each costs a kilobyte, and a viewer keeps it
}

// New makes the handler of everything under /t/, /b/ and /c/, and of what Public says.
func New(d Deps) http.Handler {
	p := &Page{Deps: d, faces: template.Must(template.ParseFS(templates, "tmpl/*.html")), limits: newLimits(actsAMinute, limitInterval), callers: newLimits(callsAnInterval, callInterval), reporters: newLimits(reportsAnInterval, callInterval),
		finders: newLimits(callsAnInterval, callInterval), numbers: newLimits(triesANumber, callInterval), scanners: newLimits(reportsAnInterval, callInterval), streams: map[ident.ID]int{}}
	p.assets, p.version = loadAssets()
	mux := http.NewServeMux()
	for name := range p.assets {
		mux.HandleFunc("GET /t/"+name, p.asset(name))
	}
	mux.HandleFunc("GET /t/{token}", p.handle(p.show))
	mux.HandleFunc("GET /t/{token}/part", p.handle(p.part))
	mux.HandleFunc("GET /t/{token}/jam", p.handle(p.shiftPage))
	mux.HandleFunc("GET /t/{token}/app.webmanifest", p.handle(p.familyManifest))
	mux.HandleFunc("GET /t/{token}/lagi", p.handle(p.againForm))
	mux.HandleFunc("GET /t/{token}/live", p.handle(p.live))
	mux.HandleFunc("GET /t/{token}/surat.pdf", p.handle(p.employer))
	mux.HandleFunc("GET /t/{token}/janji.pdf", p.handle(p.pledge))
	mux.HandleFunc("GET /t/{token}/sertifikat/{baby}", p.handle(p.memberPaper))
	mux.HandleFunc("POST /t/{token}/{act}", p.handle(p.act))
	mux.HandleFunc("GET /c/{word}", p.certificate)
	mux.HandleFunc("GET /k/{word}", p.training)
	mux.HandleFunc("/k/", p.handle(func(http.ResponseWriter, *http.Request, *visit) error { return fault.Absent() }))
	mux.HandleFunc("GET /b/{word}", p.leaflet)
	mux.HandleFunc("POST /b/{word}/scan", p.scan)
	mux.HandleFunc("GET /b/keep.js", p.keeper)
	mux.HandleFunc("/b/", p.handle(func(http.ResponseWriter, *http.Request, *visit) error { return fault.Absent() }))
	mux.HandleFunc("/c/", p.handle(func(http.ResponseWriter, *http.Request, *visit) error { return fault.Absent() }))
	mux.HandleFunc("/t/", p.handle(func(http.ResponseWriter, *http.Request, *visit) error { return fault.Absent() }))
	open := p.public()
	return http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if Public(r.URL.Path) {
			open.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// policy lets a page load what lies on this server and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

func headers(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
	h.Set("Cache-Control", "no-store")
}

// handle finds the link of a request and turns errors into kind pages.
func (p *Page) handle(f func(http.ResponseWriter, *http.Request, *visit) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		headers(w)
		v, err := p.visit(r)
		if err == nil {
			err = f(w, r, v)
		}
		if err != nil {
			p.fail(w, r, v, err)
		}
	}
}

// fail answers with a page that says what happened and what to do. Not found has
// the same bytes whatever the reason.
func (p *Page) fail(w http.ResponseWriter, r *http.Request, v *visit, err error) {
	e := fault.Of(err)
	status, word := http.StatusInternalServerError, "fault"
	switch {
	case e.Code == ended:
		status, word = http.StatusGone, "gone"
		if v != nil && v.link.Purpose == link.Head {
			word = "decided"
		}
		if v != nil && v.link.Purpose == link.Seller {
			word = "left"
		}
	case e.Code == tooOften:
		status, word = http.StatusTooManyRequests, "often"
		w.Header().Set("Retry-After", "60")
	case e.Kind == fault.NotFound || e.Kind == fault.Forbidden:
		status, word, v = http.StatusNotFound, "absent", nil
	case e.Kind == fault.Busy:
		status, word = http.StatusServiceUnavailable, "busy"
		w.Header().Set("Retry-After", "2")
	case e.Kind == fault.Invalid:
		status, word = http.StatusBadRequest, "bad"
	default:
		p.Log.Error("page", "route", r.Pattern, "error", err)
	}
	s := p.plainSheet(langOf(r), v)
	s.Face, s.Word, s.Title = "plain", word, text.T(s.Lang, "page."+word+".title", nil)
	p.render(w, r, status, "layout", s)
}

// render writes a page, compressed where the browser can read that.
func (p *Page) render(w http.ResponseWriter, r *http.Request, status int, name string, s *sheet) {
	var b bytes.Buffer
	if err := p.faces.ExecuteTemplate(&b, name, s); err != nil {
		p.Log.Error("page", "template", name, "error", err)
		http.Error(w, text.T(s.Lang, "code.fault", nil), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Vary", "Accept-Encoding")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.WriteHeader(status)
		_, _ = w.Write(b.Bytes()) // a reader that has gone cannot be told
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := gzip.NewWriter(w)
	_, _ = z.Write(b.Bytes())
	_ = z.Close()
}

// langOf is the language a page is read in: Indonesian, or English when asked.
func langOf(r *http.Request) string {
	if r.URL.Query().Get("lang") == text.EN {
		return text.EN
	}
	return text.ID
}

// Redact gives a path as it may stand in a log: the secret of a link is left out.
func Redact(path string) string {
	if Public(path) {
		for _, of := range []string{"/asi/p/", "/lapor/p/", "/pijat/p/"} {
			if at := strings.Index(path, of); at >= 0 {
				return path[:at] + of + "-"
			}
		}
		return path
	}
	for _, of := range []string{"/c/", "/k/"} {
		if strings.HasPrefix(path, of) {
			return of + "-"
		}
	}
	rest, ok := strings.CutPrefix(path, "/t/")
	if !ok {
		return path
	}
	if _, what, more := strings.Cut(rest, "/"); more {
		return "/t/-/" + what
	}
	return "/t/-"
}
