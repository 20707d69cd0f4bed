package milk

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
)

// Room wires the programme. Look tells what was planned for a day; nil: nothing is.
type Room struct{ Look Look }

// Verbs lists what can be asked and told.
func (r Room) Verbs() []journal.Verb {
	custody := access.Update("custody")
	return slices.Concat(r.incidentVerbs(), r.handlingVerbs(), []journal.Verb{
		journal.Request("milk.enrol", 1, r.loadEnrolling, Enrolling.Enrol, access.Create("enrolment")),
		journal.Request("milk.name_recipient", 1, r.loadNaming, Naming.NameRecipient, access.Update("enrolment")),
		journal.Request("milk.drop_recipient", 1, r.loadKnownPlace, Place.DropRecipient, access.Update("enrolment")),
		journal.Request("milk.pause", 1, r.loadStanding, Standing.Pause, access.Update("enrolment")),
		journal.Request("milk.resume", 1, r.loadStanding, Standing.Resume, access.Update("enrolment")),
		journal.Request("milk.give_notice", 1, r.loadStanding, Standing.GiveNotice, access.Approve("enrolment")),
		journal.Request("milk.cancel_notice", 1, r.loadStanding, Standing.CancelNotice, access.Approve("enrolment")),
		journal.Request("milk.end_place", 1, r.loadStanding, Standing.End, access.Update("enrolment")),
		journal.Request("milk.place_due", 1, r.loadStanding, Standing.Due, access.Update("enrolment")), // the machine's alone
		journal.Request("milk.declare", 1, r.loadDeclaring, Declaring.Declare, access.Create("custody")),
		journal.Request("milk.cancel", 1, r.load, Run.Cancel, custody),
		journal.Report("milk.hand_over", 1, r.load, Run.HandOver, custody),
		journal.Report("milk.pack", 1, r.load, Run.Pack, custody),
		journal.Report("milk.depart", 1, r.load, Run.Depart, custody),
		journal.Report("milk.arrive", 1, r.load, Run.Arrive, custody, journal.Urgent),
		journal.Report("milk.deliver", 1, r.load, Run.Deliver, custody),
		journal.Report("milk.absent", 1, r.load, Run.Absent, custody),
		journal.Report("milk.give", 1, r.load, Run.Give, custody),
		journal.Report("milk.take", 1, r.load, Run.Take, custody),
		journal.Report("milk.return", 1, r.load, Run.Return, custody),
		journal.Report("milk.discard", 1, r.load, Run.Discard, custody),
		journal.Report("milk.undo", 1, r.loadUndo, Run.Undo, custody),
		journal.Request("milk.new_code", 1, r.load, Run.NewCode, custody),
		journal.Request("milk.review", 1, r.loadReview, Run.Decide, access.Update("review")),
		journal.Report("milk.answer_hold", 1, r.loadDoubted, doubted.AnswerHold, access.Create("review")),
		journal.Request("milk.remind_review", 1, r.loadDoubted, doubted.RemindReview, access.Update("review")),
		journal.Request("milk.doubt_track", 1, r.load, Run.DoubtTrack, access.Update("review")),
		journal.Request("milk.supervise", 1, r.loadSupervise, overseeing.Supervise, custody, journal.Urgent),
		journal.Request("milk.close", 1, r.loadClosing, Run.Close, custody),
		journal.Report("milk.tell_sheet", 1, r.loadTelling, telling.TellSheet, access.Create("schedule")),
	})
}

func (r Room) loadKnownPlace(q journal.Query) (Place, error) {
	p, err := r.loadPlace(q)
	if err == nil && p.ID == "" {
		return p, fault.Absent()
	}
	return p, err
}

// Close is the machine's verb that hides a delivery's addresses.
type Close struct {
	Delivery ident.ID `json:"delivery"`
}

// Subject names the delivery.
func (b Close) Subject() ident.ID { return b.Delivery }

// Close hides the addresses of an ended delivery from the courier's phone.
func (r Run) Close(s journal.Said[Close]) journal.Answer {
	if !r.Ended() || r.Closed || !s.By.Is(access.Machine) {
		return journal.Refuse("milk.not_to_close")
	}
	answer := journal.Accept(ClosedEvent{r.ID})
	for _, m := range r.Unsaid {
		answer = answer.With(messaging.Marked{Message: m, How: messaging.Skipped, By: string(access.Machine)})
	}
	return answer
}

// passing are messages that say nothing any more once the delivery has ended.
var passing = []string{"milk_recipient", "milk_picked_up", "milk_nobody_home"}

// loadClosing reads the run with what nobody has said in time.
func (r Room) loadClosing(q journal.Query) (Run, error) {
	run, err := r.load(q)
	if err != nil {
		return run, err
	}
	waiting, err := messaging.Messages.Where(q.Tx,
		"facility_id = $1 AND state = $2 AND link IN (SELECT id FROM link WHERE facility_id = $1 AND subject = $3) ORDER BY id", q.Facility, messaging.Waiting, run.ID)
	for _, m := range waiting {
		if slices.Contains(passing, m.Kind) {
			run.Unsaid = append(run.Unsaid, m.ID)
		}
	}
	return run, err
}

// Events lists what happens, and what the machine does later because of it.
func (r Room) Events() []journal.Event {
	return slices.Concat(lifeEvents(), feeEvents(), incidentEvents(), handlingEvents(), superviseEvents(), []journal.Event{
		journal.Later(journal.On("milk.enrolled/1", applyEnrolled), func(_ journal.Meta, e Enrolled) []journal.Then {
			return due(e.TermDue, PlaceDue{e.Place, dueTerm, e.TermOn})
		}),
		journal.On("milk.recipient_named/1", applyRecipientNamed),
		journal.On("milk.recipient_dropped/1", applyRecipientDropped),
		journal.On("milk.declared/1", applyDeclared),
		closing(journal.On("milk.cancelled/1", applyCancelled), func(e CancelledEvent) (ident.ID, int64) { return e.Delivery, e.Hide }),
		journal.On("milk.courier_set/1", applyCourierSet),
		journal.On("milk.handed_over/1", applyHandedOver),
		journal.On("milk.packed/1", applyPacked),
		journal.On("milk.departed/1", applyDeparted),
		journal.On("milk.arrived/1", applyArrived),
		journal.On("milk.code_missed/1", applyCodeMissed),
		journal.On("milk.code_renewed/1", applyCodeRenewed),
		closing(journal.On("milk.delivered/1", applyDelivered), func(e DeliveredEvent) (ident.ID, int64) { return e.Delivery, e.Hide }),
		journal.On("milk.absent/1", applyAbsent),
		journal.On("milk.given/1", applyGiven),
		journal.On("milk.taken/1", applyTaken),
		closing(journal.On("milk.returned/1", applyReturned), func(e ReturnedEvent) (ident.ID, int64) { return e.Delivery, e.Hide }),
		closing(journal.On("milk.discarded/1", applyDiscarded), func(e DiscardedEvent) (ident.ID, int64) { return e.Delivery, e.Hide }),
		journal.On("milk.undone/1", applyUndone),
		reminding(journal.On("milk.review_opened/1", applyReviewOpened)),
		journal.On("milk.review_closed/1", applyReviewClosed),
		journal.On("milk.closed/1", applyClosed)})
}

// closing has the machine hide an ended delivery from the courier's phone: threat
// T1 wants the addresses gone 15 minutes after the end, policy may say sooner.
func closing[E any](ev journal.Event, of func(E) (delivery ident.ID, hide int64)) journal.Event {
	return journal.Later(ev, func(m journal.Meta, e E) []journal.Then {
		delivery, hide := of(e)
		return []journal.Then{{Due: m.RecordedAt.Add(seconds(hide)), Verb: "milk.close", Body: Close{delivery}}}
	})
}

// Tables lists what the programme owns.
func (r Room) Tables() []store.Def {
	return append(incidentTables(), SignedTables.Definition(), Places.Definition(), Deliveries.Definition(), Steps.Definition(), Reviews.Definition(), bottleIDs.Definition())
}

// Follows lets a delivery know who is coming for it.
func (r Room) Follows() []journal.Follow {
	return append(append(incidentFollows(), superviseFollows()...),
		journal.When(wentForNothing),
		journal.When(helpFirst),
		journal.When(bornAnew),
		journal.When(func(q journal.Query, _ journal.Meta, e dispatch.OfferMade) ([]any, error) {
			return courierSet(q, e.Job, e.Worker, "offered")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e dispatch.JobAccepted) ([]any, error) {
			return courierSet(q, e.Job, e.Worker, "accepted")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e dispatch.JobGivenBack) ([]any, error) {
			return courierSet(q, e.Job, "", "given_back")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e dispatch.JobSetOut) ([]any, error) {
			j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, e.Job)
			if err != nil {
				return nil, err
			}
			return courierSet(q, e.Job, j.Worker, "set_out")
		}))
}

func courierSet(q journal.Query, job, worker ident.ID, kind string) ([]any, error) {
	d, found, err := Deliveries.First(q.Tx, "facility_id = $1 AND job = $2", q.Facility, job)
	if err != nil || !found {
		return nil, err
	}
	return []any{CourierSet{d.ID, worker, kind}}, nil
}

// RunningOf lists a courier's deliveries that have not ended, in the order they
// are to be done; for the live view and the arrival estimate.
func RunningOf(q journal.Query, courier ident.ID) ([]Delivery, error) {
	return Deliveries.Where(q.Tx, "facility_id = $1 AND courier = $2 AND ended_at = 0 ORDER BY want_at, id", q.Facility, courier)
}
