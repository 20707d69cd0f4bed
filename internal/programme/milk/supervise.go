package milk

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// What a delivery says of who sees to it that the milk in the hands of a courier who
// may carry none any more comes home.
const (
	SupervisionNeeded  = "needed"
	SupervisionGranted = "granted"
)

// Supervise says who sees to it: verb milk.supervise. How is along (somebody of the
// staff rides with the courier) or phone (stays on the telephone until it is handed
// over).
type Supervise struct {
	Delivery   ident.ID `json:"delivery"`
	Supervisor ident.ID `json:"supervisor"`
	How        string   `json:"how" max:"20"`
	Reason     string   `json:"reason" max:"500"`
}

// Subject names the delivery.
func (b Supervise) Subject() ident.ID { return b.Delivery }

// Check wants somebody, how, and why it is not handed to another courier instead.
func (b Supervise) Check() *fault.Error {
	switch {
	case b.Supervisor == "":
		return fault.BadField("body.required", "supervisor")
	case b.Reason == "":
		return fault.BadField("body.required", "reason")
	}
	return oneOf(b.How, "how", "along", "phone")
}

// SupervisionAsked is milk in the hands of a courier who may carry none any more.
// Why is suspended, not_certified or not_appointed.
type SupervisionAsked struct {
	Delivery ident.ID        `json:"delivery"`
	Courier  ident.ID        `json:"courier"`
	Why      string          `json:"why"`
	At       instant.Instant `json:"at"`
}

// Supervised is somebody seeing to it; the reason is sealed.
type Supervised struct {
	Delivery   ident.ID        `json:"delivery"`
	Supervisor ident.ID        `json:"supervisor"`
	How        string          `json:"how"`
	Reason     journal.Ref     `json:"reason"`
	At         instant.Instant `json:"at"`
}

// SupervisionOver is a courier who may carry it again.
type SupervisionOver struct {
	Delivery ident.ID `json:"delivery"`
}

// superviseEvents lists them for the room.
func superviseEvents() []journal.Event {
	return []journal.Event{
		journal.On("milk.supervision_asked/1", func(tx *store.Tx, m journal.Meta, e SupervisionAsked) error {
			d, err := get(tx, m, e.Delivery)
			if err != nil {
				return err
			}
			d.Supervision, d.Supervisor = SupervisionNeeded, ""
			return d.stepped(tx, m, "supervision_asked", e.At, map[string]string{"why": e.Why})
		}),
		journal.On("milk.supervised/1", func(tx *store.Tx, m journal.Meta, e Supervised) error {
			d, err := get(tx, m, e.Delivery)
			if err != nil {
				return err
			}
			d.Supervision, d.Supervisor = SupervisionGranted, e.Supervisor
			return d.stepped(tx, m, "supervised_"+e.How, e.At, map[string]string{toWorker: string(e.Supervisor)})
		}),
		journal.On("milk.supervision_over/1", func(tx *store.Tx, m journal.Meta, e SupervisionOver) error {
			d, err := get(tx, m, e.Delivery)
			if err != nil {
				return err
			}
			d.Supervision, d.Supervisor = "", ""
			return Deliveries.Put(tx, d)
		}),
	}
}

// overseeing is a run with what its supervision needs to know.
type overseeing struct {
	Run
	// works: the supervisor is of the staff and not suspended.
	works bool
}

func (room Room) loadSupervise(q journal.Query) (overseeing, error) {
	run, err := room.load(q)
	if err != nil {
		return overseeing{}, err
	}
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, q.Body.(Supervise).Supervisor)
	return overseeing{run, found && w.State == workforce.Active}, err
}

// Supervise lets the milk go on in the hands it is in. It is the desk's decision,
// never the courier's; the other way is to give it to another courier.
func (o overseeing) Supervise(s journal.Said[Supervise]) journal.Answer {
	b := s.Body
	switch {
	case !s.By.Is(access.Dispatcher) && !s.By.Is(access.Officer) || s.By.Worker == o.Courier:
		return journal.Refuse("milk.not_your_run")
	case o.Ended():
		return journal.Refuse("milk.already_ended")
	case o.Supervision == "":
		return journal.Refuse("milk.needs_no_supervision")
	case !o.works || b.Supervisor == o.Courier:
		return journal.Refuse("milk.bad_supervisor").On("supervisor")
	}
	return journal.Accept(Supervised{o.ID, b.Supervisor, b.How, s.Seal("milk_note", s.NewID(0), 1, b.Reason), s.At})
}

// superviseFollows ask the desk at once: with the suspension, with the certificate
// taken back, and at the midnight on which it or the letter runs out. They let go
// when the courier may carry milk again.
func superviseFollows() []journal.Follow {
	again := func(q journal.Query, courier ident.ID) ([]any, error) {
		held, err := RunningOf(q, courier)
		var out []any
		for _, d := range held {
			if d.Supervision == "" {
				continue
			}
			f, err := workforce.Fit(q, courier, workforce.MilkHandling, q.Now)
			if err != nil {
				return nil, err
			}
			if f.Fit() {
				out = append(out, SupervisionOver{d.ID})
			}
		}
		return out, err
	}
	return []journal.Follow{
		journal.When(func(q journal.Query, m journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
			return askSupervision(q, m, e.Worker)
		}),
		journal.When(func(q journal.Query, m journal.Meta, e workforce.CertificateWithdrawn) ([]any, error) {
			return askSupervision(q, m, e.Worker)
		}),
		// A stale phone may tell of milk fetched or taken over after the paper was taken back: it is in the bag.
		journal.When(func(q journal.Query, m journal.Meta, e HandedOverEvent) ([]any, error) {
			if !e.Unfit {
				return nil, nil
			}
			return askSupervision(q, m, e.Courier)
		}),
		journal.When(func(q journal.Query, m journal.Meta, e TakenEvent) ([]any, error) {
			if !e.Unfit {
				return nil, nil
			}
			return askSupervision(q, m, e.To)
		}),
		journal.When(func(q journal.Query, m journal.Meta, _ journal.DayClosed) ([]any, error) {
			couriers, err := holding(q)
			var out []any
			for _, c := range couriers {
				asked, err := askSupervision(q, m, c)
				if err != nil {
					return nil, err
				}
				over, err := again(q, c) // a paper may begin with a day as well
				if err != nil {
					return nil, err
				}
				out = append(append(out, asked...), over...)
			}
			return out, err
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.WorkerReinstated) ([]any, error) {
			return again(q, e.Worker)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.Certified) ([]any, error) { return again(q, e.Worker) }),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.Appointed) ([]any, error) { return again(q, e.Worker) }),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.AppealSettled) ([]any, error) {
			return again(q, e.Worker)
		}),
	}
}

// holding lists who has milk in hand, by id.
func holding(q journal.Query) (out []ident.ID, err error) {
	err = q.Each("SELECT DISTINCT courier FROM milk_delivery WHERE facility_id = $1 AND ended_at = 0 AND handed_over_at > 0 AND courier <> '' ORDER BY courier",
		store.Args(q.Facility), func(scan func(...any) error) error {
			var c ident.ID
			err := scan(&c)
			out = append(out, c)
			return err
		})
	return out, err
}

// askSupervision asks the desk about all that a courier carries who may carry none
// any more: one line in each timeline, and one task that names the courier.
func askSupervision(q journal.Query, m journal.Meta, courier ident.ID) ([]any, error) {
	running, err := RunningOf(q, courier)
	if err != nil {
		return nil, err
	}
	held := slices.DeleteFunc(running, func(d Delivery) bool { return !d.InHand() || d.Supervision != "" })
	if len(held) == 0 {
		return nil, nil
	}
	f, err := workforce.Fit(q, courier, workforce.MilkHandling, q.Now)
	if err != nil || f.Fit() {
		return nil, err
	}
	var out []any
	for _, d := range held {
		out = append(out, SupervisionAsked{d.ID, courier, f.Word(), q.Now})
	}
	owner, err := workforce.DeskOf(q, courier)
	if err != nil || owner == "" {
		return out, err
	}
	at, err := registry.FacilityOf(q.Tx, q.Facility)
	return append(out, task.Opened{Task: ident.Derive(held[0].ID, superviseOrdinal+len(held[0].Former)), Kind: "supervise_milk", Person: courier,
		Village: held[0].Village, Owner: owner, Due: q.Now.Day(at.Location()), Cause: held[0].ID}), err
}

// superviseOrdinal keeps the ids of these tasks apart from others that derive from a
// delivery; one courier after the other may lose the right to carry it.
const superviseOrdinal = 40_000
