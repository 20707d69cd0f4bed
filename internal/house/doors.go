package house

import (
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/door/demo"
	"sambang/internal/door/page"
	"sambang/internal/door/phone"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/workforce"
	"sambang/ui"
)

// Doors says how the house is reached.
type Doors struct {
	// Secure: browsers reach us over TLS, here or at a proxy.
	Secure bool
	// Proxied: a proxy in front names the sender in X-Forwarded-For.
	Proxied bool
	Tiles   *api.Tiles
	Guard   api.Guard
	// Visitors are the logins that the demo's front door shows; nil: no such door.
	Visitors []demo.Login
	// Played is the health centre whose front door that is; Nil: the demo's first.
	Played ident.ID
}

// Handler joins every door into one.
func (h *House) Handler(d Doors) (http.Handler, error) {
	app, err := api.NewApp(ui.App())
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	door := h.API(d)
	door.Register(mux)
	(&phone.Door{Devices: h.Roster, Sink: h.Recorder, Clock: h.Clock}).Register(mux)
	pages := h.pages(d)
	mux.Handle("/t/", pages)
	mux.Handle("/c/", pages)
	mux.Handle("/k/", pages)
	mux.Handle("/b/", pages)
	if d.Visitors != nil {
		h.visitors(d, mux)
	}
	first, err := newFirstRun(h)
	if err != nil {
		return nil, err
	}
	first.register(mux)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", h.readyz)
	if c, ok := h.Clock.(*TestClock); ok {
		mux.HandleFunc("PUT /test/clock", func(w http.ResponseWriter, r *http.Request) { setClock(c, w, r) })
	}
	mux.Handle("/", public(pages, app))
	return d.Guard.Wrap(mux), nil
}

// public gives the pages that anybody may open to their door and all else to the
// app. Their addresses begin with a health centre's word, which a pattern could not
// tell from "t" or "api".
func public(pages, app http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page.Public(r.URL.Path) {
			pages.ServeHTTP(w, r)
			return
		}
		app.ServeHTTP(w, r)
	})
}

// visitors opens the demo's front door.
func (h *House) visitors(d Doors, mux *http.ServeMux) {
	if id, ok := h.played(d.Played); ok {
		(&demo.Page{Deps: demo.Deps{DB: h.DB, Keys: h.Ring, Clock: h.Clock, Log: h.Log, Facility: id, Logins: d.Visitors,
			Messages: h.messages()}}).Register(mux)
	}
}

// Zone is the time zone of this server's health centre: of the first, where a
// server has several; of Jakarta while there is none.
func (h *House) Zone(ctx context.Context) *time.Location {
	var all []registry.Facility
	err := h.DB.Read(ctx, func(tx *store.Tx) (err error) { all, err = registry.AllFacilities(tx); return err })
	if err == nil && len(all) > 0 {
		return all[0].Location()
	}
	return registry.Facility{Zone: "Asia/Jakarta"}.Location()
}

func (h *House) facilities() (all []registry.Facility) {
	_ = h.DB.Read(context.Background(), func(tx *store.Tx) (err error) { all, err = registry.AllFacilities(tx); return err })
	return all
}

// pages makes the door of links.
func (h *House) pages(d Doors) http.Handler {
	offer := d.Tiles.Offer()
	return page.New(page.Deps{DB: h.DB, Journal: h.Journal, Keys: h.Ring, Clock: h.Clock, Log: h.Log, Hub: h.Hub, Address: h.Address, Massages: massages(),
		Secure: d.Secure, Tiles: offer.URL, Attribution: offer.Attribution, Stopping: h.stopping,
		Sender: func(r *http.Request) string { return api.Sender(r, d.Proxied) },
		Prove: func(ctx context.Context, facility, worker ident.ID, secret string) error {
			return h.Desk.Prove(ctx, facility, worker, secret, h.Clock.Now())
		},
		Showed: func(ctx context.Context, facility, link ident.ID, purpose string, people []ident.ID) error {
			s := api.Showing{Facility: facility, Actor: link, Door: "page", Purpose: purpose}
			for _, p := range people {
				row := "person:" + string(p)
				if purpose == page.LivePurpose {
					row = api.TrackOf(p)
				}
				s.People = append(s.People, row)
			}
			return h.Showed(ctx, s)
		}})
}

// API makes the JSON door.
func (h *House) API(d Doors) *api.API {
	return &api.API{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: h.Clock, Log: h.Log, People: people{h.DB, h.Ring, h.Clock, h.Desk}, Shows: h.Shows,
		Columns: access.Columns, Owners: h.owners(), NameOf: nameOfActor, WorkerName: workforce.Name, WorkOf: workOf, Facility: facility, Showed: h.Showed, Finish: h.finish, Address: h.Address, PhoneQR: h.phoneQR, DrawQR: phone.QR, Plans: h.Plans, Plays: api.NewPlays(h.Go), Massages: massages(), Hub: h.Hub, Positions: ownPhones{h}, Directory: h.directory, Imports: h.imports, Tiles: d.Tiles, OutlineFile: filepath.Join(h.Data, "villages.geojson"), Version: h.Version,
		Secure: d.Secure, Proxied: d.Proxied, Stopping: h.stopping,
		Demo: slices.ContainsFunc(h.facilities(), func(f registry.Facility) bool { return f.Demo })}
}

func facility(tx *store.Tx, id ident.ID) (api.Facility, error) {
	f, err := registry.FacilityOf(tx, id)
	return api.Facility{ID: f.ID, Name: f.Name, Slug: f.Slug, Zone: f.Zone, Demo: f.Demo, ServicePhone: f.ServicePhone, EmergencyNumber: f.EmergencyNumber}, err
}

func (h *House) readyz(w http.ResponseWriter, r *http.Request) {
	if err := h.Ready(r.Context()); err != nil {
		h.Log.Error("not ready", "error", err)
		plain(w, http.StatusServiceUnavailable, "not ready\n")
		return
	}
	plain(w, http.StatusOK, "ready\n")
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text))
}

func setClock(c *TestClock, w http.ResponseWriter, r *http.Request) {
	var to struct {
		Now instant.Instant `json:"now"`
	}
	if err := json.NewDecoder(r.Body).Decode(&to); err != nil || to.Now.IsZero() {
		api.Refuse(w, r, fault.BadField("body.wrong_type", "now"))
		return
	}
	c.Set(to.Now)
	_ = api.JSON(w, http.StatusOK, map[string]instant.Instant{"now": c.Now()})
}

// ownPhones takes the app's positions: to tracking a worker's app is a phone of
// the worker's, let in by having signed in.
type ownPhones struct{ h *House }

// Take hands the fixes over.
func (o ownPhones) Take(ctx context.Context, fixes []tracking.Fix) error {
	for _, f := range fixes {
		o.h.Windows.Enrol(f.Device, f.Device)
	}
	return o.h.Recorder.Take(ctx, fixes)
}
