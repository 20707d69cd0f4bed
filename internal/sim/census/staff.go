package census

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
	"sambang/internal/sim/people"
)

//go:embed staff.json
var staffFile []byte

// team is who works at a health centre of the demo.
type team struct {
	Slug            string   `json:"slug"`
	Zone            string   `json:"zone"`
	ServicePhone    string   `json:"service_phone"`
	EmergencyNumber string   `json:"emergency_number"`
	Staff           []worker `json:"staff"`
}

// worker is somebody who works there, in villages by their names.
type worker struct {
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Phone    string   `json:"phone"`
	Kinds    []string `json:"kinds"`
	Roles    []string `json:"roles"`
	Villages []string `json:"villages"`
}

func (w worker) id() ident.ID     { return ident.Named("contoh worker " + w.Key) }
func (w worker) password() string { return "contoh-" + w.Key }

// Login is somebody of staff who can sign in.
type Login struct{ Role, Name, Phone, Password string }

func readTeams() ([]team, error) {
	var f struct {
		Centres []team `json:"centres"`
	}
	if err := json.Unmarshal(staffFile, &f); err != nil {
		return nil, fmt.Errorf("census: staff.json: %w", err)
	}
	return f.Centres, nil
}

// Facility is the id of a further health centre of the demo. The first, whose day
// is played, gives its own.
func Facility(slug string) ident.ID { return ident.Named("contoh facility " + slug) }

// Found begins the further health centres of the demo with their staff, or of them only
// those that are named, and gives who can sign in there. Said again it changes nothing.
func Found(ctx context.Context, h House, only ...string) ([]Login, error) {
	teams, err := readTeams()
	if err != nil {
		return nil, err
	}
	centres, err := people.Centres("2026-01-01") // only places are read here
	if err != nil {
		return nil, err
	}
	var logins []Login
	for _, t := range teams {
		at := slices.IndexFunc(centres, func(c people.Centre) bool { return c.Slug == t.Slug })
		if t.Zone == "" || at < 0 || len(only) > 0 && !slices.Contains(only, t.Slug) {
			continue // founded elsewhere
		}
		more, err := h.found(ctx, t, centres[at])
		if err != nil {
			return nil, err
		}
		logins = append(logins, more...)
	}
	return logins, nil
}

func (h House) found(ctx context.Context, t team, c people.Centre) ([]Login, error) {
	id := Facility(t.Slug)
	row := registry.Facility{ID: id, Self: id, Slug: t.Slug, Name: c.Name, Zone: t.Zone, Demo: true}
	if err := h.DB.Write(ctx, func(tx *store.Tx) error { return registry.Enlist(tx, row, h.Clock.Now()) }); err != nil {
		return nil, err
	}
	began, err := h.enlisted(ctx, id)
	if err != nil {
		return nil, err
	}
	s := h.speak(ctx, id, t.Slug)
	s.say("found", "registry.found", registry.Found{Slug: t.Slug, Name: c.Name, Zone: t.Zone, Demo: true,
		ServicePhone: t.ServicePhone, EmergencyNumber: t.EmergencyNumber, Villages: villages(c)})
	s.flush() // the first command of a log stands alone
	from := began.Day(row.Location())
	for _, w := range t.Staff {
		s.say("add "+w.Key, "workforce.add_worker", workforce.AddWorker{Worker: w.id(), Name: w.Name, Phone: w.Phone, Kinds: w.Kinds, Villages: codes(c, w.Villages)})
		for _, r := range w.Roles {
			s.say("role "+w.Key+" "+r, "workforce.grant_role", workforce.GrantRole{Worker: w.id(), Role: access.Role(r), From: from})
		}
	}
	if s.flush(); s.err != nil {
		return nil, s.err
	}
	return h.accounts(ctx, id, c.Name, t.Staff)
}

// accounts lets the staff sign in. Their passwords are those the demo prints.
func (h House) accounts(ctx context.Context, facility ident.ID, centre string, staff []worker) ([]Login, error) {
	desk, now := signin.New(h.DB, h.Keys), h.Clock.Now()
	var logins []Login
	for _, w := range staff {
		if _, err := desk.AddAccount(ctx, w.Phone, w.password(), facility, w.id(), now); err != nil {
			return nil, fmt.Errorf("census: account of %s: %w", w.Key, err)
		}
		logins = append(logins, Login{w.Roles[0], w.Name + " · " + centre, w.Phone, w.password()})
	}
	return logins, nil
}

// enlisted is when a health centre was first written into the directory.
func (h House) enlisted(ctx context.Context, facility ident.ID) (at instant.Instant, err error) {
	err = h.DB.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.One("SELECT created_at FROM facility WHERE id = $1", store.Args(facility), &at)
		return err
	})
	return at, err
}

func villages(c people.Centre) []registry.InVillage {
	var all []registry.InVillage
	for _, v := range c.Villages {
		all = append(all, registry.InVillage{Code: v.Code, Name: v.Name, Lat: v.Lat, Lon: v.Lon})
	}
	return all
}

// codes are those of villages told by name.
func codes(c people.Centre, names []string) []string {
	var all []string
	for _, v := range c.Villages {
		if slices.Contains(names, v.Name) {
			all = append(all, v.Code)
		}
	}
	return all
}
