package dispatch

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Opened is a job that a programme wants done.
type Opened struct {
	Job     ident.ID        `json:"job"`
	Kind    string          `json:"kind"`
	Subject ident.ID        `json:"subject"`
	Course  string          `json:"course"`
	WantAt  instant.Instant `json:"want_at"`
	Due     instant.Instant `json:"due"`
	Start   journal.Ref     `json:"start"`
	Finish  journal.Ref     `json:"finish"`
	// Ask lets the machine offer it by itself.
	Ask bool `json:"ask"`
	// Prefer is who was planned for it: asked first, when he may have it then.
	Prefer ident.ID `json:"prefer,omitempty"`
}

// OfferMade is a worker being asked.
type OfferMade struct {
	Job      ident.ID        `json:"job"`
	Worker   ident.ID        `json:"worker"`
	Offers   int64           `json:"offers"`
	AnswerBy instant.Instant `json:"answer_by"`
}

// JobAccepted is a worker taking a job.
type JobAccepted struct {
	Job    ident.ID `json:"job"`
	Worker ident.ID `json:"worker"`
}

// JobGivenBack is a worker no longer having an offer or a job.
type JobGivenBack struct {
	Job    ident.ID `json:"job"`
	Worker ident.ID `json:"worker"`
	Reason string   `json:"reason"`
}

// JobUnplaced is nobody being there to ask.
type JobUnplaced struct {
	Job ident.ID `json:"job"`
	Why string   `json:"why"`
}

// JobSetOut is the worker on the way to the start.
type JobSetOut struct {
	Job ident.ID `json:"job"`
}

// Loaded is the load taken over at the start: from here the job cannot be given back.
type Loaded struct {
	Job ident.ID `json:"job"`
}

// Moved is the job going to another worker with its load.
type Moved struct {
	Job ident.ID `json:"job"`
	To  ident.ID `json:"to"`
}

// JobDone is the job ended well.
type JobDone struct {
	Job ident.ID `json:"job"`
}

// JobCancelled is the job ended otherwise.
type JobCancelled struct {
	Job ident.ID `json:"job"`
}

// Room wires dispatch; its hooks may be nil.
type Room struct {
	Where Where
	// Away reports whether a worker has said that he is not there on the day of an
	// instant: nothing is offered to him then.
	Away func(q journal.Query, worker ident.ID, at instant.Instant) (bool, error)
	// Legs tells how long ways take; nil: a straight line at one speed.
	Legs Legs
	// Message tells the coordinator of somebody who is out alone.
	Message Message
}

// Events lists what happens to jobs and to those who are out alone.
func (r Room) Events() []journal.Event {
	return append(watchEvents(), jobEvents()...)
}

func jobEvents() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("dispatch.opened/1", applyOpened), func(_ journal.Meta, e Opened) []journal.Then {
			if !e.Ask {
				return nil
			}
			return []journal.Then{{Due: 0, Verb: "dispatch.offer_next", Body: OfferNext{e.Job}}}
		}),
		journal.Later(journal.On("dispatch.offered/1", change(func(j *Job, m journal.Meta, e OfferMade) {
			j.State, j.Worker, j.Offers, j.OfferedAt, j.AnswerBy, j.Unplaced = Offered, e.Worker, e.Offers, m.RecordedAt, e.AnswerBy, ""
		})), func(_ journal.Meta, e OfferMade) []journal.Then {
			return []journal.Then{{Due: e.AnswerBy, Verb: "dispatch.offer_lapse", Body: OfferLapse{e.Job, e.Offers}}}
		}),
		journal.On("dispatch.accepted/1", change(func(j *Job, m journal.Meta, e JobAccepted) {
			j.State, j.Worker, j.AcceptedAt = Accepted, e.Worker, m.RecordedAt
		})),
		journal.Later(journal.On("dispatch.given_back/1", change(func(j *Job, _ journal.Meta, e JobGivenBack) {
			if !slices.Contains(j.Refusers, e.Worker) {
				j.Refusers = append(j.Refusers, e.Worker)
			}
			j.lose(e.Worker)
			j.State, j.Worker = Open, ""
		})), func(_ journal.Meta, e JobGivenBack) []journal.Then {
			return []journal.Then{{Due: 0, Verb: "dispatch.offer_next", Body: OfferNext{e.Job}}}
		}),
		journal.On("dispatch.unplaced/1", change(func(j *Job, _ journal.Meta, e JobUnplaced) { j.Unplaced = e.Why })),
		journal.On("dispatch.set_out/1", change(func(j *Job, _ journal.Meta, _ JobSetOut) { j.State = OnTheWay })),
		journal.On("dispatch.loaded/1", change(func(j *Job, _ journal.Meta, _ Loaded) { j.State = Arrived })),
		journal.On("dispatch.moved/1", change(func(j *Job, m journal.Meta, e Moved) {
			j.lose(j.Worker)
			j.Worker, j.AcceptedAt = e.To, m.RecordedAt // his from here: what he did before is not this job
		})),
		journal.On("dispatch.done/1", change(func(j *Job, m journal.Meta, _ JobDone) { j.State, j.EndedAt = Done, m.RecordedAt })),
		journal.On("dispatch.cancelled/1", change(func(j *Job, m journal.Meta, _ JobCancelled) { j.State, j.EndedAt = Cancelled, m.RecordedAt })),
	}
}

func (j *Job) lose(w ident.ID) {
	if w != "" && !slices.Contains(j.Former, w) {
		j.Former = append(j.Former, w)
	}
}

func applyOpened(tx *store.Tx, m journal.Meta, e Opened) error {
	return Jobs.Put(tx, Job{Facility: m.Facility, ID: e.Job, Kind: e.Kind, Subject: e.Subject, Course: e.Course, State: Open,
		WantAt: e.WantAt, Due: e.Due, Refusers: []ident.ID{}, Former: []ident.ID{}, Start: e.Start, Finish: e.Finish, Prefer: e.Prefer})
}

// jobEvent is any event that names its job.
type jobEvent interface{ job() ident.ID }

func (e OfferMade) job() ident.ID    { return e.Job }
func (e JobAccepted) job() ident.ID  { return e.Job }
func (e JobGivenBack) job() ident.ID { return e.Job }
func (e JobUnplaced) job() ident.ID  { return e.Job }
func (e JobSetOut) job() ident.ID    { return e.Job }
func (e Loaded) job() ident.ID       { return e.Job }
func (e Moved) job() ident.ID        { return e.Job }
func (e JobDone) job() ident.ID      { return e.Job }
func (e JobCancelled) job() ident.ID { return e.Job }

func change[E jobEvent](by func(*Job, journal.Meta, E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		j, _, err := Jobs.Get(tx, m.Facility, e.job())
		if err != nil {
			return err
		}
		by(&j, m, e)
		return Jobs.Put(tx, j)
	}
}
