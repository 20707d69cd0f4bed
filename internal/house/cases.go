package house

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
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
	return cases{need.Room{Kinds: slices.Concat(need.Complaints(), need.RequestKinds(), milk.IncidentKinds(), dispatch.Kinds()), Name: workforce.Name, Holders: workforce.HoldersOn, About: about, Promised: homevisit.Promised, Serving: serving,
		Message: func(id, to ident.ID, kind string, params map[string]string) any {
			return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Params: params})
		}}}
}

// serving lists the team that is on the way to a request.
func serving(q journal.Query, request ident.ID) ([]ident.ID, error) {
	v, _, err := homevisit.Of(q, request)
	return v.Workers, err
}

// Follows adds them to what the room follows itself.
func (c cases) Follows() []journal.Follow {
	return append(c.Room.Follows(),
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
