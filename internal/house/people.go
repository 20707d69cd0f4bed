package house

import (
	"context"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/door/api"
)

// people signs staff in.
type people struct{}

func (people) SignIn(context.Context, string, string, string, string) (api.Entry, error) {
	return api.Entry{}, fault.New(fault.Forbidden, "session.wrong")
}

func (people) BySession(context.Context, string) (api.Signed, error) {
	return api.Signed{}, fault.New(fault.Forbidden, "session.none")
}
func (people) SignOut(context.Context, string) error { return nil }
func (people) SwitchByPIN(context.Context, string, ident.ID, string, string) (api.Entry, error) {
	return api.Entry{}, fault.New(fault.Forbidden, "session.wrong")
}
func (people) Desk(context.Context, string) ([]api.DeskPerson, error) { return nil, nil }
func (people) SetPIN(context.Context, string, string) error           { return nil }
