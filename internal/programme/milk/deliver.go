package milk

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/promise"
)

// Deliver tells that bottles were handed to somebody.
type Deliver struct {
	Delivery ident.ID `json:"delivery"`
	// Recipient is somebody on the mother's list; OtherName is for nobody on it.
	Recipient ident.ID `json:"recipient,omitempty"`
	OtherName string   `json:"other_name,omitempty" max:"80"`
	// Code is what the recipient said: six digits from the mother's page.
	Code string `json:"code" max:"12"`
	// WithoutCode says that nobody could tell it; a person looks at it then.
	WithoutCode  bool       `json:"without_code,omitempty"`
	Bottles      []ident.ID `json:"bottles"`
	TemperatureC *float64   `json:"temperature_c,omitempty"`
	IceMelted    bool       `json:"ice_melted,omitempty"`
}

// Subject names the delivery.
func (b Deliver) Subject() ident.ID { return b.Delivery }

// Check wants bottles and somebody who received them.
func (b Deliver) Check() *fault.Error {
	switch {
	case len(b.Bottles) == 0:
		return fault.BadField("body.required", "bottles")
	case b.Recipient == "" && b.OtherName == "":
		return fault.BadField("body.required", "recipient")
	}
	return checkTemperature(b.TemperatureC)
}

// Deliver ends custody. Online it is refused until it is right. Said late, it
// has happened: what contradicts a rule is kept with it, the fee is held and a
// person looks at it.
func (r Run) Deliver(s journal.Said[Deliver]) journal.Answer {
	s.Body.Bottles = distinct(s.Body.Bottles)
	if code := r.carrying(s.By); code != "" {
		if code == "milk.not_handed_over" && s.Late() {
			return r.handedWithoutPickup(s)
		}
		return journal.Refuse(code)
	}
	reasons := r.contradictions(s)
	if !s.Late() {
		if code, counted := r.refusal(s, reasons); counted {
			return journal.Refuse(code).With(CodeMissed{r.ID, s.NewID(9)})
		} else if code != "" {
			return journal.Refuse(code)
		}
	}
	if r.Reviewed.State == "open" { // a doubt of the pick-up is not cleared by a clean hand-over
		reasons = distinct(append(reasons, r.Reviewed.Reasons...))
	}
	missed := s.Body.Code != "" && !r.codeFits(s.Body.Code)
	answer := r.received(s, reasons)
	if missed {
		answer = answer.With(CodeMissed{r.ID, s.NewID(9)})
	}
	return r.flag(s.NewID(8), answer, reasons)
}

// contradictions names every rule that this delivery breaks.
func (r Run) contradictions(s journal.Said[Deliver]) []string {
	reasons := []string{}
	add := func(is bool, reason string) {
		if is {
			reasons = append(reasons, reason)
		}
	}
	b := s.Body
	add(r.Recalled, "recalled")
	add(r.Supervision == SupervisionNeeded, "unsupervised")
	add(b.Recipient == "" || !r.Enrolment.Allows(b.Recipient), "not_on_list")
	add(!sameBottles(b.Bottles, r.carried()), "wrong_bottle")
	for _, x := range r.unfitAt(s) {
		add(!slices.Contains(reasons, x.Why), x.Why)
	}
	add(b.Code == "", "no_code")
	add(b.Code != "" && (!r.codeFits(b.Code) || r.locked()), "wrong_code")
	add(s.At.Sub(r.HandedOverAt) < seconds(r.Settings.QuickestSeconds), "too_quick")
	add(r.tooFast(s.At), "too_fast")
	return reasons
}

// unfitAt lists the bottles of the bag that may not be fed, each with the gravest
// word against it. Told late, it must have been fit at both ends: between the two
// only the phone says when it was.
func (r Run) unfitAt(s journal.Said[Deliver]) []Unfit {
	var out []Unfit
	last := reading(s.Body.TemperatureC, s.Body.IceMelted)
	for _, b := range r.Bottles {
		if b.State != "carried" {
			continue
		}
		words := []string{r.at(b, s.At, last).against(s.At)}
		if s.Late() {
			words = append(words, r.at(b, s.Now, last).against(s.Now))
		}
		if w := gravest(words); w != "" {
			out = append(out, Unfit{b.ID, w})
		}
	}
	return out
}

// refusal is what an online courier hears; counted says that a try was used.
func (r Run) refusal(s journal.Said[Deliver], reasons []string) (code string, counted bool) {
	has := func(reason string) bool { return slices.Contains(reasons, reason) }
	switch {
	case has("recalled"):
		return "milk.bring_back", false
	case has("unsupervised"):
		return "milk.needs_supervision", false
	case has("wrong_bottle"):
		return "milk.wrong_bottle", false
	case has(expired), has(judgedUnfit), has(doubtful):
		return codeOf(gravest(reasons)), false
	case has("not_on_list"):
		return "milk.not_on_list", false
	case s.Body.WithoutCode:
		return "", false // the courier says so himself: kept, under review
	case has("no_code"):
		return "milk.no_code", false
	case r.locked():
		return "milk.code_locked", false
	case has("wrong_code"):
		return "milk.wrong_code", true
	}
	return "", false
}

// received is the delivery with all that follows from it.
func (r Run) received(s journal.Said[Deliver], reasons []string) journal.Answer {
	proven := r.codeFits(s.Body.Code) && !r.locked() && !slices.ContainsFunc(reasons, disproves)
	e := DeliveredEvent{Delivery: r.ID, Courier: r.Courier, Bottles: s.Body.Bottles, Recipient: s.Body.Recipient, At: s.At, Proven: proven,
		Reading: reading(s.Body.TemperatureC, s.Body.IceMelted), Fee: r.Settings.FeeRupiah, FeeFund: r.Settings.FeeFund, Held: len(reasons) > 0, Hide: r.Settings.HideSeconds}
	if r.Limits.Tabled() { // what was declared before there was a table ends as it began
		e.Unfit = r.unfitAt(s)
	}
	if s.Body.Recipient == "" {
		e.Other = s.Seal("milk_other", r.ID, 1, s.Body.OtherName)
	}
	events := append([]any{e}, r.fee(len(reasons) > 0, reasons)...)
	events = append(events, dispatch.JobDone{Job: r.Job}, link.End(r.ID, s.Now.Add(r.linkLife())))
	events = append(events, r.tell(s.NewID(1), "milk_received")...)
	if r.Promise != "" {
		events = append(events, promise.Keep(r.Promise, s.Now))
	}
	return journal.Accept(events...)
}

// tell queues a message to whoever watches it. Of what was called back nobody is
// told: the family it was for is not there any more, or has other things to bear.
func (r Run) tell(id ident.ID, kind string) []any {
	if r.Recalled {
		return nil
	}
	return []any{messaging.Queue(messaging.Message{ID: id, To: r.Reader(), Kind: kind, Link: r.trackLink(), Worker: r.Courier})}
}

// disproves reports whether a contradiction leaves a delivery without proof even
// when the code was right: that is for a person to say.
func disproves(reason string) bool {
	return slices.Contains([]string{"not_on_list", "wrong_bottle", "seal_broken", expired, judgedUnfit, doubtful}, reason)
}

// handedWithoutPickup keeps the report of a delivery whose pick-up never
// arrived: the milk may be in the right hands, but nothing proves whose it was.
func (r Run) handedWithoutPickup(s journal.Said[Deliver]) journal.Answer {
	if r.Courier != s.By.Worker || r.Courier == "" {
		return journal.Refuse("milk.not_your_run")
	}
	return journal.Hold("milk.no_pickup")
}
