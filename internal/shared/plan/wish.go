package plan

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Move drags a job to a worker, and holds it at the hour that trying it has shown: verb
// plan.move. It stays there until somebody takes the pin out.
type Move struct {
	Group string   `json:"group" max:"12"`
	Day   string   `json:"day" max:"10"`
	Job   ident.ID `json:"job"`
	// Worker gets it; At is the hour of its first stop, zero: whenever it is best.
	Worker ident.ID        `json:"worker"`
	At     instant.Instant `json:"at,omitzero"`
	// Version is that of the plan on the screen of whoever drags.
	Version int64 `json:"version"`
}

// Pin says who does a job: verb plan.pin. No worker: who has it now.
type Pin struct {
	Group  string   `json:"group" max:"12"`
	Day    string   `json:"day" max:"10"`
	Job    ident.ID `json:"job"`
	Worker ident.ID `json:"worker,omitempty"`
}

// Unpin lets the planner decide again who does a job and when: verb plan.unpin.
type Unpin struct {
	Group string   `json:"group" max:"12"`
	Day   string   `json:"day" max:"10"`
	Job   ident.ID `json:"job"`
}

// Forbid says who does not do a job: verb plan.forbid.
type Forbid struct {
	Group  string   `json:"group" max:"12"`
	Day    string   `json:"day" max:"10"`
	Job    ident.ID `json:"job"`
	Worker ident.ID `json:"worker"`
}

// Allow takes it back: verb plan.allow.
type Allow Forbid

// Subject is the day.
func (b Move) Subject() ident.ID { return DayID(b.Group, b.Day) }

// Subject is the day.
func (b Pin) Subject() ident.ID { return DayID(b.Group, b.Day) }

// Subject is the day.
func (b Unpin) Subject() ident.ID { return DayID(b.Group, b.Day) }

// Subject is the day.
func (b Forbid) Subject() ident.ID { return DayID(b.Group, b.Day) }

// Subject is the day.
func (b Allow) Subject() ident.ID { return DayID(b.Group, b.Day) }

func (b Move) job() ident.ID   { return b.Job }
func (b Pin) job() ident.ID    { return b.Job }
func (b Unpin) job() ident.ID  { return b.Job }
func (b Forbid) job() ident.ID { return b.Job }
func (b Allow) job() ident.ID  { return b.Job }

// Check wants a day, a job and a worker.
func (b Move) Check() *fault.Error {
	if b.Worker == "" {
		return fault.BadField("body.required", "worker")
	}
	return Pin{b.Group, b.Day, b.Job, b.Worker}.Check()
}

// Check wants a day and a job.
func (b Pin) Check() *fault.Error {
	if b.Job == "" {
		return fault.BadField("body.required", "job")
	}
	return checkDay(b.Group, b.Day)
}

// Check wants a day and a job.
func (b Unpin) Check() *fault.Error { return Pin{b.Group, b.Day, b.Job, ""}.Check() }

// Check wants a day, a job and a worker.
func (b Forbid) Check() *fault.Error {
	return Move{Group: b.Group, Day: b.Day, Job: b.Job, Worker: b.Worker}.Check()
}

// Check wants a day, a job and a worker.
func (b Allow) Check() *fault.Error { return Forbid(b).Check() }

// move is refused when the plan on the screen is not the plan any more: what was dragged
// may be somewhere else, and the cost that was shown another.
func (w wishing) move(s journal.Said[Move]) journal.Answer {
	b := s.Body
	switch {
	case w.over:
		return journal.Refuse("plan.over")
	case b.Version != w.Version:
		return journal.Refuse("plan.stale").On("version")
	case !w.there(b.Worker):
		return journal.Refuse("plan.not_there").On("worker")
	case w.fixed:
		return journal.Refuse("plan.begun").On("job")
	}
	return w.wish(s.By.Worker, b.Job, b.Worker, b.At, without(w.Forbidden, b.Worker))
}

func (w wishing) pin(s journal.Said[Pin]) journal.Answer {
	worker := s.Body.Worker
	if worker == "" {
		worker = w.with
	}
	switch {
	case w.over:
		return journal.Refuse("plan.over")
	case worker == "":
		return journal.Refuse("plan.no_place").On("worker")
	case !w.there(worker):
		return journal.Refuse("plan.not_there").On("worker")
	case w.Wish.Worker == worker:
		return journal.Refuse("plan.as_wished")
	}
	return w.wish(s.By.Worker, s.Body.Job, worker, 0, without(w.Forbidden, worker))
}

func (w wishing) unpin(s journal.Said[Unpin]) journal.Answer {
	switch {
	case w.over:
		return journal.Refuse("plan.over")
	case w.Wish.Worker == "":
		return journal.Refuse("plan.as_wished")
	}
	return w.wish(s.By.Worker, s.Body.Job, "", 0, w.Forbidden)
}

// forbid takes the pin out when it was for this worker: the last word counts.
func (w wishing) forbid(s journal.Said[Forbid]) journal.Answer {
	b := s.Body
	switch {
	case w.over:
		return journal.Refuse("plan.over")
	case !w.there(b.Worker):
		return journal.Refuse("plan.not_there").On("worker")
	case slices.Contains(w.Forbidden, b.Worker):
		return journal.Refuse("plan.as_wished")
	}
	pinned, at := w.Wish.Worker, w.Wish.At
	if pinned == b.Worker {
		pinned, at = "", 0
	}
	return w.wish(s.By.Worker, b.Job, pinned, at, append(slices.Clone(w.Forbidden), b.Worker))
}

func (w wishing) allow(s journal.Said[Allow]) journal.Answer {
	switch {
	case w.over:
		return journal.Refuse("plan.over")
	case !slices.Contains(w.Forbidden, s.Body.Worker):
		return journal.Refuse("plan.as_wished")
	}
	return w.wish(s.By.Worker, s.Body.Job, w.Wish.Worker, w.Wish.At, without(w.Forbidden, s.Body.Worker))
}

// wish keeps what a person wishes from now on and has the day planned at once.
func (w wishing) wish(by, job, worker ident.ID, at instant.Instant, forbidden []ident.ID) journal.Answer {
	if forbidden == nil {
		forbidden = []ident.ID{}
	}
	d := w.day.Day
	return journal.Accept(Wished{d.Group, d.Day, job, worker, at, forbidden, by}, Unsettled{Group: d.Group, Day: d.Day, Why: ByHand})
}

func without(list []ident.ID, id ident.ID) []ident.ID {
	return slices.DeleteFunc(slices.Clone(list), func(l ident.ID) bool { return l == id })
}
