package schedule

import (
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// CourierOut says that a courier is not there on a day: verb schedule.courier_out,
// by the desk or by himself.
type CourierOut struct {
	Worker ident.ID `json:"worker"`
	Day    string   `json:"day" max:"10"`
	// Reason is ill, family, vehicle or other.
	Reason string `json:"reason" max:"20"`
}

// CourierBack takes it back: verb schedule.courier_back.
type CourierBack struct {
	Worker ident.ID `json:"worker"`
	Day    string   `json:"day" max:"10"`
}

// Subject names the worker.
func (b CourierOut) Subject() ident.ID { return b.Worker }

// Subject names the worker.
func (b CourierBack) Subject() ident.ID { return b.Worker }

// OutReasons are the reasons there are.
func OutReasons() []string { return []string{"ill", "family", "vehicle", "other"} }

// Check wants a day and a reason.
func (b CourierOut) Check() *fault.Error {
	switch {
	case !calendar.IsDay(b.Day):
		return fault.BadField("body.bad_date", "day")
	case !slices.Contains(OutReasons(), b.Reason):
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}

// Check wants a day.
func (b CourierBack) Check() *fault.Error {
	if !calendar.IsDay(b.Day) {
		return fault.BadField("body.bad_date", "day")
	}
	return nil
}

// WentOut is the event of a courier who is not there on a day.
type WentOut struct {
	Worker ident.ID `json:"worker"`
	Day    string   `json:"day"`
	Reason string   `json:"reason"`
}

// CameBack is the event of one who is there after all.
type CameBack struct {
	Worker ident.ID `json:"worker"`
	Day    string   `json:"day"`
}

// outing is a courier's day.
type outing struct {
	*board
	worker workforce.Worker
	// there: he has said already that he is away.
	there bool
	// jobs are his of that day that have not begun: offered, accepted, on the way to it.
	jobs []dispatch.Job
	day  string
}

// Audiences are the desk's and his own.
func (o outing) Audiences() []string { return []string{"f", "w:" + string(o.worker.ID)} }

func loadOuting(q journal.Query) (o outing, err error) {
	found := false
	if o.worker, found, err = workforce.Workers.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return o, err
	}
	if !found || !o.worker.Is("courier") {
		return o, fault.Absent()
	}
	switch b := q.Body.(type) {
	case CourierOut:
		o.day = b.Day
	case CourierBack:
		o.day = b.Day
	}
	if o.board, err = loadBoard(q, o.day, 1); err != nil {
		return o, err
	}
	if _, o.there, err = Absences.Get(q.Tx, q.Facility, absenceID(q.Facility, o.worker.ID, o.day)); err != nil {
		return o, err
	}
	jobs, err := dispatch.Jobs.Where(q.Tx, "facility_id = $1 AND worker = $2 AND state IN ('offered', 'accepted', 'on_the_way') ORDER BY want_at, id", q.Facility, o.worker.ID)
	for _, j := range jobs {
		if j.Kind == "milk" && j.WantAt.Day(o.facility.Location()) == o.day {
			o.jobs = append(o.jobs, j)
		}
	}
	return o, err
}

// Out moves his pick-ups of the day to who is left, asks others for the jobs that
// have not begun, and has the mothers told. What is in his hands stays there: it
// goes on by giving and taking.
func (o outing) Out(s journal.Said[CourierOut]) journal.Answer {
	switch {
	case o.there:
		return journal.Refuse("schedule.already_out")
	case o.day < o.today:
		return journal.Refuse("schedule.day_past").On("day")
	}
	o.leave(true)
	answer := journal.Accept(WentOut{o.worker.ID, o.day, s.Body.Reason})
	for _, j := range o.jobs {
		answer = answer.With(dispatch.JobGivenBack{Job: j.ID, Worker: o.worker.ID, Reason: "ill"})
	}
	return answer.With(o.dropped()).With(o.replan(s.NewID, s.Now)...)
}

// Back gives him the day again: those he usually fetches from come back to him.
func (o outing) Back(s journal.Said[CourierBack]) journal.Answer {
	if !o.there {
		return journal.Refuse("schedule.not_out")
	}
	o.leave(false)
	o.hisAgain()
	return journal.Accept(CameBack{o.worker.ID, o.day}).With(o.dropped()).With(o.replan(s.NewID, s.Now)...)
}

// dropped has the day planned anew at once; what departs soon may move too.
func (o outing) dropped() plan.Unsettled {
	return plan.Unsettled{Group: plan.Couriers, Day: o.day, Why: plan.Dropped}
}

// hisAgain frees those he usually fetches from of what the plan said while he was away.
func (o outing) hisAgain() {
	for i, s := range o.schedules {
		id := pickupID(o.places[i].Facility, o.places[i].ID, o.day)
		if p, there := o.pickups[id]; there && s.Courier == o.worker.ID {
			p.ByPlan = false
			o.pickups[id] = p
		}
	}
}

// leave takes the courier off the board for the day, or puts him back on it.
func (o outing) leave(away bool) {
	for i, c := range o.couriers {
		if c.id == o.worker.ID {
			o.couriers[i].away = map[string]bool{o.day: away}
		}
	}
}

// replan plans the day anew and tells each mother whose courier changed.
func (o outing) replan(id func(int) ident.ID, now instant.Instant) []any {
	out := o.changes(o.plan())
	if len(out) == 0 {
		return nil
	}
	if !soon(o.day, now, o.facility) {
		return out // the week is still moving: she is told when the day is near
	}
	for i, s := range out[0].(Planned).Stops {
		if s.Courier != o.pickups[s.Pickup].Courier {
			out = append(out, tell(id(10+i), s, o.place(s.Place)))
		}
	}
	return out
}

// place finds one that takes part.
func (b *board) place(id ident.ID) milk.Place {
	for _, p := range b.places {
		if p.ID == id {
			return p
		}
	}
	return milk.Place{}
}

// soon reports whether a day is today or tomorrow.
func soon(day string, now instant.Instant, f registry.Facility) bool {
	return day <= now.Add(24*time.Hour).Day(f.Location())
}

func applyWentOut(tx *store.Tx, m journal.Meta, e WentOut) error {
	return Absences.Put(tx, Absence{m.Facility, absenceID(m.Facility, e.Worker, e.Day), e.Worker, e.Day, e.Reason, m.OccurredAt})
}

func applyCameBack(tx *store.Tx, m journal.Meta, e CameBack) error {
	return Absences.Delete(tx, m.Facility, absenceID(m.Facility, e.Worker, e.Day))
}

// mayPlan are those who may speak for another courier.
func mayPlan(a access.Actor) bool {
	return a.Is(access.Officer) || a.Is(access.Dispatcher) || a.Is(access.Machine)
}
