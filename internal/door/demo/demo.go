// Package demo is the front door of an invented health centre: who one can be,
// and the telephones of its families with the messages that reached them. It is
// opened by the demo only; a real health centre has no such page.
package demo

import (
	"context"
	_ "embed"
	"html/template"
	"log/slog"
	"net/http"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// Login is somebody of the staff whom a visitor can be.
type Login struct{ Role, Name, Phone, Password string }

// Deps is what the page stands on.
type Deps struct {
	DB       *store.DB
	Keys     *keys.Ring
	Clock    instant.Clock
	Log      *slog.Logger
	Facility ident.ID
	Logins   []Login
	Messages messaging.Room
}

//go:embed demo.html
var source string

//go:embed demo.css
var style []byte

var face = template.Must(template.New("demo").Funcs(template.FuncMap{
	"t": func(lang, key string) string { return text.T(lang, "demo."+key, nil) },
}).Parse(source))

// Page answers GET /demo.
type Page struct{ Deps }

// Register mounts the page.
func (p *Page) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /demo", p.show)
	mux.HandleFunc("GET /demo/demo.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(style)
	})
}

// mother is a mother with the address of her own page.
type mother struct{ Name, Address string }

// phone is a telephone with what reached it, the newest first.
type phone struct {
	Name, Number string
	Messages     []message
}

type message struct{ At, Text, Address, State string }

type view struct {
	Lang, Other, Name, Mark string
	Logins                  []Login
	Mothers                 []mother
	Phones                  []phone
}

func (p *Page) show(w http.ResponseWriter, r *http.Request) {
	v := view{Lang: text.ID, Other: text.EN, Logins: p.Logins}
	if r.URL.Query().Get("lang") == text.EN {
		v.Lang, v.Other = text.EN, text.ID
	}
	v.Mark = text.T(v.Lang, "demo.mark", nil)
	if err := p.read(r.Context(), &v); err != nil {
		p.Log.Error("demo: the front door", "error", err)
		http.Error(w, text.Code(v.Lang, "fault"), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	if err := face.Execute(w, v); err != nil {
		p.Log.Warn("demo: the front door", "error", err)
	}
}

func (p *Page) read(ctx context.Context, v *view) error {
	return p.DB.Read(ctx, func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: p.Facility, Now: p.Clock.Now(), Keys: p.Keys}
		f, err := registry.FacilityOf(tx, p.Facility)
		if err != nil {
			return err
		}
		v.Name = f.Name
		if v.Mothers, err = p.mothers(q); err != nil {
			return err
		}
		v.Phones, err = p.phones(q, f, v.Lang)
		return err
	})
}

func (p *Page) mothers(q journal.Query) ([]mother, error) {
	links, err := link.Links.Where(q.Tx, "facility_id = $1 AND purpose = 'place' ORDER BY id", q.Facility)
	if err != nil {
		return nil, err
	}
	var out []mother
	for _, l := range links {
		address, open, err := p.Messages.Address(q, l.ID)
		if err != nil {
			return nil, err
		}
		_, d, _, err := registry.Open(q, l.Person)
		if err != nil {
			return nil, err
		}
		if open {
			out = append(out, mother{d.Name, address})
		}
	}
	return out, nil
}

// shownPhones and shownMessages keep the page readable: the last that got news.
const (
	shownPhones   = 12
	shownMessages = 3
)

func (p *Page) phones(q journal.Query, f registry.Facility, lang string) ([]phone, error) {
	rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 ORDER BY created_at DESC, id LIMIT 200", q.Facility)
	if err != nil {
		return nil, err
	}
	var out []phone
	at := map[ident.ID]int{}
	for _, row := range rows {
		i, known := at[row.Person]
		if !known {
			if len(out) == shownPhones {
				continue
			}
			i = len(out)
			at[row.Person] = i
			out = append(out, phone{})
		}
		if len(out[i].Messages) == shownMessages {
			continue
		}
		m, err := p.Messages.Render(q, row)
		if err != nil {
			return nil, err
		}
		out[i].Name, out[i].Number = m.ToName, m.ToPhone
		out[i].Messages = append(out[i].Messages, message{text.Hour(m.CreatedAt, f.Location()), m.Text, m.Link, text.T(lang, "demo.state."+m.State, nil)})
	}
	return out, nil
}
