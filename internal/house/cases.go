package house

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// cases is the room of cases with what it hears of those who work here: no open
// case is left with somebody who is suspended or has lost the role for it.
type cases struct{ need.Room }

func newCases() cases {
	return cases{need.Room{Kinds: slices.Concat(need.Complaints(), need.RequestKinds(), milk.IncidentKinds(), dispatch.Kinds(), massage.NeedKinds()), Name: workforce.Name, Holders: workforce.HoldersOn, About: about, Promised: homevisit.Promised, Serving: serving, Leads: leads,
		Message: func(id, to ident.ID, kind string, params map[string]string) any {
			return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Params: params})
		}}}
}

// serving lists the team that is on the way to a request.
func serving(q journal.Query, request ident.ID) ([]ident.ID, error) {
	v, _, err := homevisit.Of(q, request)
	return v.Workers, err
}

// leads reports whether a worker is head, a deputy, or is given that role for a day to
// come: what complains of such a one is kept from them whatever day it is.
func leads(q journal.Query, worker ident.ID) (bool, error) {
	accounts, err := workforce.Accounts.Where(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY id", q.Facility, worker)
	if err != nil {
		return false, err
	}
	ids := []ident.ID{""}
	for _, a := range accounts {
		ids = append(ids, a.ID)
	}
	for _, account := range ids {
		grants, err := workforce.RolesOf(q, account, worker)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(grants, func(g workforce.Grant) bool { return g.Role == access.Head }) {
			return true, nil
		}
	}
	return false, nil
}

// promoted keeps what complains of somebody from them when they become head.
func (c cases) promoted(q journal.Query, e workforce.RoleGranted) ([]any, error) {
	worker := e.Worker
	if e.Role != access.Head {
		return nil, nil
	}
	if worker == "" {
		a, _, err := workforce.Accounts.Get(q.Tx, q.Facility, e.Account)
		if err != nil {
			return nil, err
		}
		worker = a.Worker
	}
	return c.BecameHead(q, worker)
}

// Follows adds them to what the room follows itself.
func (c cases) Follows() []journal.Follow {
	return append(c.Room.Follows(),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.RoleGranted) ([]any, error) { return c.promoted(q, e) }),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
			return c.Left(q, e.Worker)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.RoleEnded) ([]any, error) {
			var out []any
			for _, id := range e.Grants {
				g, found, err := workforce.Grants.Get(q.Tx, q.Facility, id)
				if err != nil || !found {
					return out, err
				}
				more, err := c.Left(q, g.Worker)
				if err != nil {
					return nil, err
				}
				out = append(out, more...)
			}
			return out, nil
		}))
}
