package house

import (
	"context"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
)

// people lets staff in by the JSON door.
type people struct {
	db    *store.DB
	ring  *keys.Ring
	clock instant.Clock
	desk  *signin.Desk
}

// tooMany carries how long to wait, for the answer's Retry-After.
type tooMany struct{ cause *fault.Error }

func (t tooMany) Error() string { return t.cause.Error() }

// RetryAfter is the window in which tries are counted, in seconds.
func (tooMany) RetryAfter() int { return int(signin.Window.Seconds()) }

// Unwrap gives the coded error.
func (t tooMany) Unwrap() error { return t.cause }

func patient(err error) error {
	if fault.Is(err, "session.too_many") {
		return tooMany{fault.Of(err)}
	}
	return err
}

func (p people) SignIn(ctx context.Context, phone, password, from, browser string) (api.Entry, error) {
	s, err := p.desk.SignIn(ctx, phone, password, from, browser, p.clock.Now())
	if err != nil {
		return api.Entry{}, patient(err)
	}
	return p.enter(ctx, s)
}

func (p people) enter(ctx context.Context, s signin.Session) (api.Entry, error) {
	who, err := p.BySession(ctx, s.Token)
	return api.Entry{Signed: who, Token: s.Token}, err
}

func (p people) BySession(ctx context.Context, token string) (api.Signed, error) {
	a, s, err := p.desk.BySession(ctx, token, "api", p.clock.Now())
	if err != nil {
		return api.Signed{}, err
	}
	who := api.Signed{Actor: a, Account: s.Account}
	err = p.read(ctx, s.Facility, func(q journal.Query) (err error) {
		who.Name, err = workforce.Name(q, s.Worker)
		return err
	})
	return who, err
}

func (p people) read(ctx context.Context, facility ident.ID, f func(journal.Query) error) error {
	return p.db.Read(ctx, func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: facility, Now: p.clock.Now(), Keys: p.ring})
	})
}

func (p people) SignOut(ctx context.Context, token string) error { return p.desk.SignOut(ctx, token) }

// places are those of a browser at every facility of this server: few have more
// than one.
func (p people) places(ctx context.Context, browser string) ([]signin.Place, error) {
	var all []registry.Facility
	if err := p.db.Read(ctx, func(tx *store.Tx) (err error) { all, err = registry.AllFacilities(tx); return err }); err != nil {
		return nil, err
	}
	var out []signin.Place
	for _, f := range all {
		here, err := p.desk.Places(ctx, f.ID, browser)
		if err != nil {
			return nil, err
		}
		out = append(out, here...)
	}
	return out, nil
}

func (p people) SwitchByPIN(ctx context.Context, browser string, account ident.ID, pin, _ string) (api.Entry, error) {
	places, err := p.places(ctx, browser)
	if err != nil {
		return api.Entry{}, err
	}
	facility := ident.ID("-") // nowhere: the same work and the same answer as for a wrong PIN
	for _, at := range places {
		if at.Account == account {
			facility = at.Facility
		}
	}
	s, err := p.desk.SwitchByPIN(ctx, facility, browser, account, pin, p.clock.Now())
	if err != nil {
		return api.Entry{}, err
	}
	return p.enter(ctx, s)
}

// Facilities are those of the people who have signed in on a browser.
func (p people) Facilities(ctx context.Context, browser string) ([]ident.ID, error) {
	places, err := p.places(ctx, browser)
	out := []ident.ID{}
	for _, at := range places {
		out = append(out, at.Facility)
	}
	return out, err
}

func (p people) Desk(ctx context.Context, browser string) ([]api.DeskPerson, error) {
	places, err := p.places(ctx, browser)
	if err != nil {
		return nil, err
	}
	out := []api.DeskPerson{}
	for _, at := range places {
		err := p.read(ctx, at.Facility, func(q journal.Query) error {
			name, err := workforce.Name(q, at.Worker)
			if err != nil {
				return err
			}
			person := api.DeskPerson{Account: at.Account, Name: name, Roles: []access.Role{}}
			grants, err := workforce.RolesOf(q, at.Account, at.Worker)
			for _, g := range grants {
				person.Roles = append(person.Roles, g.Role)
			}
			out = append(out, person)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (p people) SetPIN(ctx context.Context, token, pin string) error {
	_, s, err := p.desk.BySession(ctx, token, "api", p.clock.Now())
	if err != nil {
		return err
	}
	return p.desk.SetPIN(ctx, s.Account, pin)
}
