package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/workforce"
)

// findings is the room of findings with what it hears of those who work here: no open
// finding is left with somebody who is suspended or has lost the role for it.
type findings struct{ finding.Room }

// Follows adds them to what the room follows itself.
func (f findings) Follows() []journal.Follow {
	return append(f.Room.Follows(),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
			return finding.Left(q, e.Worker)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.RoleEnded) (out []any, err error) {
			for _, id := range e.Grants {
				worker, err := holderOf(q, id)
				if err != nil {
					return nil, err
				}
				more, err := finding.Left(q, worker)
				if err != nil {
					return nil, err
				}
				out = append(out, more...)
			}
			return out, nil
		}))
}

// holderOf is the worker whose role a grant gives: its own, or that of the account.
func holderOf(q journal.Query, grant ident.ID) (ident.ID, error) {
	g, _, err := workforce.Grants.Get(q.Tx, q.Facility, grant)
	if err != nil || g.Worker != "" || g.Account == "" {
		return g.Worker, err
	}
	a, _, err := workforce.Accounts.Get(q.Tx, q.Facility, g.Account)
	return a.Worker, err
}
