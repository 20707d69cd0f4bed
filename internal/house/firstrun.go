package house

import (
	"context"
	"crypto/subtle"
	_ "embed"
	"html/template"
	"net/http"
	"net/url"
	"sync"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/text"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
)

//go:embed firstrun.html
var firstRunPage string

// firstRun is the page on which a health centre begins. Its link is printed at
// the start of a server without one; with the first health centre it is gone.
type firstRun struct {
	h    *House
	page *template.Template
	once sync.Mutex // two browsers must not found two health centres
}

// zones of Indonesia: western, central and eastern time.
var zones = []string{"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}

type firstRunView struct {
	Problem   string
	Form      url.Values
	Chosen    map[string]bool
	Zones     []string
	Districts []District
	// Country says that any village can be searched for: the country is loaded.
	Country bool
	Sheet   string
}

// FirstRunLink is the one-time link; empty when there is a health centre already.
func (h *House) FirstRunLink(ctx context.Context) (string, error) {
	founded, err := h.Founded(ctx)
	if err != nil || founded {
		return "", err
	}
	return h.Address + "/first-run/" + h.firstRunToken(), nil
}

func (h *House) firstRunToken() string { return h.Ring.Token("first run", h.Ring.ID()) }

func newFirstRun(h *House) (*firstRun, error) {
	words := template.FuncMap{"t": func(key string) string { return text.T(text.ID, key, nil) }}
	page, err := template.New("first run").Funcs(words).Parse(firstRunPage)
	return &firstRun{h: h, page: page}, err
}

func (f *firstRun) register(mux *http.ServeMux) {
	mux.HandleFunc("GET /first-run/{token}", f.guarded(f.show))
	mux.HandleFunc("POST /first-run/{token}", f.guarded(f.begin))
}

// guarded answers only to the token, and only until there is a health centre.
func (f *firstRun) guarded(next func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		founded, err := f.h.Founded(r.Context())
		if err == nil && (founded || subtle.ConstantTimeCompare([]byte(r.PathValue("token")), []byte(f.h.firstRunToken())) != 1) {
			err = fault.Absent()
		}
		if err == nil {
			err = next(w, r)
		}
		if err != nil {
			api.Refuse(w, r, err)
		}
	}
}

func (f *firstRun) show(w http.ResponseWriter, r *http.Request) error {
	return f.render(r.Context(), w, http.StatusOK, firstRunView{Form: url.Values{}})
}

func (f *firstRun) render(ctx context.Context, w http.ResponseWriter, status int, v firstRunView) (err error) {
	v.Zones = zones
	if v.Districts, v.Country, err = f.h.offered(ctx, v.Form); err != nil {
		return err
	}
	v.Chosen = map[string]bool{}
	for _, code := range v.Form["village"] {
		v.Chosen[code] = true
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	return f.page.Execute(w, v)
}

// begin founds the health centre. What cannot be is said on the page; the
// password is never sent back.
func (f *firstRun) begin(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "body.not_json")
	}
	if r.PostForm.Get("search") != "" {
		return f.render(r.Context(), w, http.StatusOK, firstRunView{Form: r.PostForm})
	}
	f.once.Lock()
	defer f.once.Unlock()
	if founded, err := f.h.Founded(r.Context()); err != nil || founded {
		return firstOf(err, fault.Absent())
	}
	wish, err := f.h.founding(r.Context(), r.PostForm)
	if err == nil {
		_, err = f.h.Found(r.Context(), wish)
	}
	if e := fault.Of(err); err != nil && (e.Kind == fault.Invalid || e.Kind == fault.Refused || e.Kind == fault.Conflict) {
		return f.render(r.Context(), w, http.StatusUnprocessableEntity, firstRunView{Form: r.PostForm, Problem: text.T(text.ID, "code."+e.Code, nil) + " (" + e.Field + ")"})
	}
	if err != nil {
		return err
	}
	return f.render(r.Context(), w, http.StatusOK, firstRunView{Sheet: f.h.Ring.Sheet()})
}

func firstOf(err error, other error) error {
	if err != nil {
		return err
	}
	return other
}

// founding reads the form.
func (h *House) founding(ctx context.Context, form url.Values) (Founding, error) {
	f := Founding{Found: registry.Found{Slug: form.Get("slug"), Name: form.Get("name"), Zone: form.Get("zone"),
		ServicePhone: form.Get("service_phone"), EmergencyNumber: form.Get("emergency_number")},
		Staff: Staff{Name: form.Get("head_name"), Phone: form.Get("head_phone"), Password: form.Get("password"), Role: access.Head}}
	var err error
	if f.Villages, err = h.chosen(ctx, form["village"]); err != nil {
		return f, err
	}
	if len(f.Villages) == 0 {
		return f, fault.BadField("body.required", "village")
	}
	return f, placed(f.Villages, form.Get("point"))
}
