package house

import (
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/workforce"
)

// supporters is the programme of support groups with what it hears of those who work here:
// no group goes on under the name of a leader or a coach who has left.
type supporters struct{ supportgroup.Room }

// Follows adds them to what the programme follows itself.
func (s supporters) Follows() []journal.Follow {
	return append(s.Room.Follows(),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
			return supportgroup.LeftWork(q, e.Worker)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.RoleEnded) (out []any, err error) {
			for _, id := range e.Grants {
				worker, err := holderOf(q, id)
				if err != nil {
					return nil, err
				}
				more, err := supportgroup.LeftWork(q, worker)
				if err != nil {
					return nil, err
				}
				out = append(out, more...)
			}
			return out, nil
		}))
}
