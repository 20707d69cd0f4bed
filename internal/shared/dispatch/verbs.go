package dispatch

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Offer asks a worker to take a job.
type Offer struct {
	Job    ident.ID `json:"job"`
	Worker ident.ID `json:"worker"`
}

// Accept takes an offered job.
type Accept struct {
	Job ident.ID `json:"job"`
}

// Decline says no to an offer, or gives an accepted job back before it began.
type Decline struct {
	Job    ident.ID `json:"job"`
	Reason string   `json:"reason"`
}

// Withdraw takes an offer or an accepted job away from a worker.
type Withdraw struct {
	Job    ident.ID `json:"job"`
	Reason string   `json:"reason"`
}

// SetOut tells that the worker has left for the first stop.
type SetOut struct {
	Job ident.ID `json:"job"`
}

// OfferNext lets the machine ask whoever gets there first.
type OfferNext struct {
	Job ident.ID `json:"job"`
}

// OfferLapse ends an offer that nobody answered.
type OfferLapse struct {
	Job ident.ID `json:"job"`
	// Offers is the count of offers at that time: a later offer is not this one.
	Offers int64 `json:"offers"`
}

// Subject names the job.
func (b Offer) Subject() ident.ID { return b.Job }

// Subject names the job.
func (b Accept) Subject() ident.ID { return b.Job }

// Subject names the job.
func (b Decline) Subject() ident.ID { return b.Job }

// Subject names the job.
func (b Withdraw) Subject() ident.ID { return b.Job }

// Subject names the job.
func (b SetOut) Subject() ident.ID { return b.Job }

// Subject names the job.
func (b OfferNext) Subject() ident.ID { return b.Job }

// Subject names the job.
func (b OfferLapse) Subject() ident.ID { return b.Job }

// Check wants a worker.
func (b Offer) Check() *fault.Error {
	if b.Worker == "" {
		return fault.BadField("body.required", "worker")
	}
	return nil
}

// reasons are the words a worker or the desk may choose from; free text is not
// for the log.
var reasons = map[string]bool{"too_far": true, "busy": true, "vehicle": true, "ill": true, "other": true, "desk": true, "mistake": true}

func checkReason(r string) *fault.Error {
	if !reasons[r] {
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}

// Check wants a known reason.
func (b Decline) Check() *fault.Error { return checkReason(b.Reason) }

// Check wants a known reason.
func (b Withdraw) Check() *fault.Error { return checkReason(b.Reason) }

// Offer asks a worker who is fit for it. Asking is the desk's: a courier who could
// ask would hold an offer for ever by asking himself anew, or hand his on.
func (a Asking) Offer(s journal.Said[Offer]) journal.Answer {
	if !s.By.Is(access.Dispatcher) && !s.By.Is(access.Officer) && !s.By.Is(access.Machine) {
		return journal.Refuse("dispatch.not_yours")
	}
	if a.State != Open && a.State != Offered {
		return journal.Refuse("dispatch.not_open")
	}
	if code := a.MayHave(); code != "" {
		return journal.Refuse(code).On("worker")
	}
	return journal.Accept(a.ask(s.Body.Worker, s.Now))
}

func (a Asking) ask(worker ident.ID, now instant.Instant) OfferMade {
	return OfferMade{a.ID, worker, a.Offers + 1, now.Add(time.Duration(a.Settings.AnswerSeconds) * time.Second)}
}

// Accept takes the job; the worker's fitness is checked again.
func (a Asking) Accept(s journal.Said[Accept]) journal.Answer {
	switch {
	case a.Active() && a.Worker == s.By.Worker:
		return journal.Refuse("dispatch.already_yours")
	case a.State != Offered || a.Worker != s.By.Worker:
		return journal.Refuse("dispatch.not_offered")
	}
	if code := a.MayHave(); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(JobAccepted{a.ID, s.By.Worker})
}

// Decline gives an offer back, or a job that has not begun.
func (a Asking) Decline(s journal.Said[Decline]) journal.Answer {
	if a.Worker != s.By.Worker || (a.State != Offered && a.State != Accepted && a.State != OnTheWay) {
		return journal.Refuse("dispatch.not_offered")
	}
	return journal.Accept(JobGivenBack{a.ID, a.Worker, s.Body.Reason})
}

// Withdraw takes a job away that has not yet gathered its load; what is in
// hand goes by transfer, with both couriers saying so.
func (a Asking) Withdraw(s journal.Said[Withdraw]) journal.Answer {
	if a.State != Offered && a.State != Accepted && a.State != OnTheWay {
		return journal.Refuse("dispatch.in_hand")
	}
	return journal.Accept(JobGivenBack{a.ID, a.Worker, s.Body.Reason})
}

// SetOut tells that the worker is on the way.
func (a Asking) SetOut(s journal.Said[SetOut]) journal.Answer {
	if a.Worker != s.By.Worker || !a.Active() {
		return journal.Refuse("dispatch.not_yours")
	}
	if a.State != Accepted {
		return journal.Refuse("dispatch.already_on_the_way")
	}
	return journal.Accept(JobSetOut{a.ID})
}

// OfferLapse opens a job again whose offer nobody answered.
func (a Asking) OfferLapse(s journal.Said[OfferLapse]) journal.Answer {
	if a.State != Offered || a.Offers != s.Body.Offers || s.Now.Before(a.AnswerBy) {
		return journal.Refuse("dispatch.answered")
	}
	return journal.Accept(JobGivenBack{a.ID, a.Worker, "no_answer"})
}

// OfferNext asks the best of those who may; when there is none, the desk is told why.
func (c Choosing) OfferNext(s journal.Said[OfferNext]) journal.Answer {
	if c.State != Open {
		return journal.Refuse("dispatch.not_open")
	}
	if len(c.Candidates) == 0 {
		if c.Unplaced == "nobody_on_duty" {
			return journal.Refuse("dispatch.nobody_on_duty")
		}
		return journal.Accept(JobUnplaced{c.ID, "nobody_on_duty"})
	}
	return journal.Accept(Asking{Job: c.Job, Settings: c.Settings}.ask(c.Candidates[0].Worker, s.Now))
}
