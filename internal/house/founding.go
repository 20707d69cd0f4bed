package house

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
)

// Founding is what a new health centre begins with.
type Founding struct {
	registry.Found
	Staff
}

// Staff is somebody who gets an account with a role from today on.
type Staff struct {
	Name, Phone, Password string
	Role                  access.Role
	// Kinds are what the worker does: courier, midwife, cadre, desk, driver.
	Kinds []string
}

// Founded reports whether this server has a health centre.
func (h *House) Founded(ctx context.Context) (bool, error) {
	var all []registry.Facility
	err := h.DB.Read(ctx, func(tx *store.Tx) (err error) { all, err = registry.AllFacilities(tx); return err })
	return len(all) > 0, err
}

// Found begins a health centre with its first account. Everything is checked
// before anything is written; said again with the same slug it goes on where it
// stopped.
func (h *House) Found(ctx context.Context, f Founding) (facility ident.ID, err error) {
	if bad := f.Check(); bad != nil {
		return "", bad
	}
	if err := f.Staff.check(); err != nil {
		return "", err
	}
	now := h.Clock.Now()
	facility = ident.Named("facility " + f.Slug)
	row := registry.Facility{ID: facility, Self: facility, Slug: f.Slug, Name: f.Found.Name, Zone: f.Zone, Demo: f.Demo}
	if err := h.DB.Write(ctx, func(tx *store.Tx) error { return registry.Enlist(tx, row, now) }); err != nil {
		return "", err
	}
	if err := h.Tell(ctx, facility, ident.Derive(facility, 1), "registry.found", f.Found); err != nil {
		return "", err
	}
	if err := h.publishTexts(ctx, facility); err != nil {
		return "", err
	}
	_, err = h.Hire(ctx, facility, f.Staff)
	return facility, err
}

// publishTexts gives a new health centre the texts that people are asked to agree
// to; a purpose that has one keeps it.
func (h *House) publishTexts(ctx context.Context, facility ident.ID) error {
	have := map[string]bool{}
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		all, err := registry.ConsentTexts.Where(tx, "facility_id = $1", facility)
		for _, t := range all {
			have[t.Purpose] = true
		}
		return err
	})
	for i, t := range registry.FirstTexts() {
		if err == nil && !have[t.Purpose] {
			err = h.Tell(ctx, facility, ident.Derive(facility, 10+i), "registry.publish_text", t)
		}
	}
	return err
}

func (s Staff) check() error {
	if s.Name == "" {
		return fault.BadField("body.required", "head_name")
	}
	if p, bad := registry.NormalPhone(s.Phone); bad != nil || p == "" {
		return fault.BadField("registry.bad_phone", "head_phone")
	}
	if n := len([]rune(s.Password)); n < signin.MinPassword || n > signin.MaxPassword {
		return fault.BadField("session.bad_password", "password")
	}
	return nil
}

// Hire takes somebody into the list of workers with an account and a role, in the
// name of the machine: only the operator's own commands and the first run do it.
func (h *House) Hire(ctx context.Context, facility ident.ID, s Staff) (worker ident.ID, err error) {
	if err := s.check(); err != nil {
		return "", err
	}
	phone, _ := registry.NormalPhone(s.Phone) // check has read it
	worker = ident.Named("staff " + string(facility) + phone)
	if len(s.Kinds) == 0 {
		s.Kinds = []string{"desk"}
	}
	var zone *time.Location
	known := false
	err = h.DB.Read(ctx, func(tx *store.Tx) error {
		f, err := registry.FacilityOf(tx, facility)
		if err != nil {
			return err
		}
		zone = f.Location()
		_, known, err = workforce.Workers.Get(tx, facility, worker)
		return err
	})
	if err != nil {
		return "", err
	}
	now := h.Clock.Now()
	if !known {
		if err := h.Tell(ctx, facility, ident.New(now.Time()), "workforce.add_worker", workforce.AddWorker{Worker: worker, Name: s.Name, Phone: phone, Kinds: s.Kinds}); err != nil {
			return "", err
		}
	}
	account, err := h.Desk.AddAccount(ctx, phone, s.Password, facility, worker, now)
	if err != nil {
		return "", err
	}
	return worker, h.Tell(ctx, facility, ident.New(now.Time()), "workforce.grant_role",
		workforce.GrantRole{Account: account, Worker: worker, Role: s.Role, From: now.Day(zone)})
}

// NewPassword gives the account of a phone number at a facility a new password.
func (h *House) NewPassword(ctx context.Context, facility ident.ID, phone, password string) error {
	// AddAccount finds the account of a phone; a new one would have no role.
	normal, bad := registry.NormalPhone(phone)
	if bad != nil || normal == "" {
		return fault.BadField("registry.bad_phone", "phone")
	}
	var account ident.ID
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		found, err := tx.One("SELECT id FROM account WHERE phone_hash = $1", store.Args(h.Ring.Lookup("", "account phone", normal)), &account)
		if err == nil && !found {
			err = fault.Absent()
		}
		return err
	})
	if err != nil {
		return err
	}
	return h.Desk.SetPassword(ctx, account, password)
}

// Tell gives a command of the machine; a refusal is an error here.
func (h *House) Tell(ctx context.Context, facility, id ident.ID, verb string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("house: %s: %w", verb, err)
	}
	out, err := h.Journal.Do(ctx, access.TheMachine(facility), journal.Envelope{ID: id, Verb: verb, V: 1, OccurredAt: instant.Instant(0), Body: raw})
	if err == nil && out.Status != journal.Accepted {
		err = &fault.Error{Kind: fault.Refused, Code: out.Code, Field: out.Field}
	}
	return err
}
