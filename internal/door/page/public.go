package page

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// The pages that anybody may open, without a link: to apply, to complain, to ask for
// a visit, and the answer to each; and the promise board. They lie below the health
// centre's own word.
var publicForm = regexp.MustCompile(`^/[a-z0-9-]{1,40}/(asi|lapor|pijat|kenthongan|janji|janji\.pdf)(/|$)`)

// Public reports whether a path is one of them.
func Public(path string) bool { return publicForm.MatchString(path) }

// public hangs up the pages of anybody.
func (p *Page) public() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{slug}/asi/daftar", p.guest(p.applyForm))
	mux.HandleFunc("POST /{slug}/asi/daftar", p.guest(p.apply))
	mux.HandleFunc("GET /{slug}/asi/aduan", p.guest(p.complainForm))
	mux.HandleFunc("POST /{slug}/asi/aduan", p.guest(p.complain))
	mux.HandleFunc("GET /{slug}/asi/p/{token}", p.guest(p.status))
	mux.HandleFunc("POST /{slug}/asi/p/{token}/{act}", p.guest(p.complaintAct))
	mux.HandleFunc("GET /{slug}/asi/{$}", p.guest(p.toForm))
	mux.HandleFunc("GET /{slug}/lapor", p.guest(p.reportForm))
	mux.HandleFunc("POST /{slug}/lapor", p.guest(p.report))
	mux.HandleFunc("GET /{slug}/lapor/cari", p.guest(p.findForm))
	mux.HandleFunc("POST /{slug}/lapor/cari", p.guest(p.find))
	mux.HandleFunc("GET /{slug}/lapor/p/{token}", p.guest(p.receiptPage))
	mux.HandleFunc("GET /{slug}/lapor/p/{token}/bagian", p.guest(p.receiptPart))
	mux.HandleFunc("POST /{slug}/lapor/p/{token}/{act}", p.guest(p.receiptAct))
	mux.HandleFunc("GET /{slug}/pijat", p.guest(p.bookingForm))
	mux.HandleFunc("GET /{slug}/pijat/app.webmanifest", p.guest(p.bookingManifest))
	mux.HandleFunc("POST /{slug}/pijat/anak", p.guest(p.bookingAgain))
	mux.HandleFunc("POST /{slug}/pijat/jam", p.guest(p.bookingHours))
	mux.HandleFunc("POST /{slug}/pijat", p.guest(p.book))
	mux.HandleFunc("GET /{slug}/pijat/p/{token}", p.guest(p.bookedPage))
	mux.HandleFunc("POST /{slug}/pijat/p/{token}/{act}", p.guest(p.bookedAct))
	mux.HandleFunc("GET /{slug}/kenthongan", p.guest(p.heardForm))
	mux.HandleFunc("POST /{slug}/kenthongan", p.guest(p.heard))
	mux.HandleFunc("GET /{slug}/janji", p.guest(p.board))
	mux.HandleFunc("GET /{slug}/janji.pdf", p.guest(p.boardPaper))
	mux.HandleFunc("/{slug}/{rest...}", p.guest(func(http.ResponseWriter, *http.Request, *visit) error { return fault.Absent() }))
	mux.HandleFunc("/{slug}/asi/", p.guest(func(http.ResponseWriter, *http.Request, *visit) error { return fault.Absent() }))
	return mux
}

// guest finds the health centre of a page that anybody may open, and turns errors
// into kind pages. An unknown one is absent.
func (p *Page) guest(f func(http.ResponseWriter, *http.Request, *visit) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		headers(w)
		w.Header().Set("Permissions-Policy", "camera=(), geolocation=(self), microphone=(), payment=()") // a button may ask where she works
		v, err := p.facing(r)
		if err == nil {
			err = f(w, r, v)
		}
		if err != nil {
			p.fail(w, r, v, err)
		}
	}
}

// facing is a visit of nobody in particular to a health centre.
func (p *Page) facing(r *http.Request) (*visit, error) {
	v := &visit{lang: langOf(r), now: p.Clock.Now()}
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		v.facility, err = registry.FacilityBySlug(tx, r.PathValue("slug"))
		return err
	})
	if err != nil {
		return nil, err
	}
	zone, _ := p.zones.LoadOrStore(v.facility.Zone, v.facility.Location())
	v.zone = zone.(*time.Location)
	return v, nil
}

func (p *Page) toForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	return see(w, r, v.open("daftar"))
}

// open is the address of one of the milk programme's pages of anybody.
func (v *visit) open(page string) string { return v.address("asi/" + page) }

// address is that of a page of anybody, below the health centre's word.
func (v *visit) address(page string) string {
	path := "/" + v.facility.Slug + "/" + page
	if v.lang != "" && v.lang != "id" {
		path += "?lang=" + v.lang
	}
	return path
}

// nobody is who speaks from a page that anybody may open: for the one thing that
// they make, and for nothing else.
func (v *visit) nobody(subject ident.ID) access.Actor {
	return access.Actor{Facility: v.facility.ID, ID: "public", Subject: subject, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(subject)}, Door: "page"}
}

// receipt is the secret word of what somebody sent from a page of anybody. It is
// derived, so that sending the same twice leads to the same page.
func (p *Page) receipt(v *visit, id ident.ID) string {
	return string(id) + p.Keys.Token("receipt of the public", string(v.facility.ID), string(id))
}

// received finds what a receipt stands for.
func (p *Page) received(v *visit, token string) (ident.ID, bool) {
	if len(token) < idLength {
		return "", false
	}
	id := ident.ID(token[:idLength])
	return id, id.Valid() && sameWord(token, p.receipt(v, id))
}

// idLength is how long an id is as it is written.
const idLength = 26

// formOf reads what a page of anybody sends. A caller that sends too often is told
// to wait; a form whose hidden trap is filled was filled in by a program.
func (p *Page) formOf(w http.ResponseWriter, r *http.Request, v *visit) (word string, err error) {
	return p.formUnder(p.callers, w, r, v)
}

// formUnder does so under one of the limits.
func (p *Page) formUnder(l *limits, w http.ResponseWriter, r *http.Request, v *visit) (word string, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, formLimit)
	if err := r.ParseForm(); err != nil {
		return "", fault.New(fault.Invalid, "body.too_large")
	}
	for _, values := range r.PostForm {
		for i, s := range values {
			values[i] = strings.TrimSpace(clean(s))
		}
	}
	switch {
	case !l.take(caller(p.senderOf(r)), v.now):
		return tooOften, nil
	case r.PostForm.Get(trap) != "":
		return "page.trap", nil
	}
	return "", nil
}

// trap is a field that nobody sees: what fills it in is a program.
const trap = "situs"

// clean takes out what no keyboard types and no database takes.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0 || r == 0xfffd || r < 0x20 && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
