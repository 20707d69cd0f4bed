package homevisit

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/promise"
)

// Confirm is the patient's own word: by the code of the receipt, when a promise was
// kept, or that it was not in time.
type Confirm struct {
	Visit ident.ID `json:"visit"`
	Code  string   `json:"code" max:"12"`
	// Promise is fetch, respond or return; empty: fetch.
	Promise string          `json:"promise,omitempty" max:"10"`
	At      instant.Instant `json:"at"`
}

// CallBack is what the patient or the family said when the desk called: verb
// visit.call_back, for which two people stand.
type CallBack struct {
	Visit   ident.ID        `json:"visit"`
	Promise string          `json:"promise,omitempty" max:"10"`
	At      instant.Instant `json:"at"`
	// Note is who was spoken to and what they said.
	Note string `json:"note" max:"500"`
}

// Subject is the visit.
func (b Confirm) Subject() ident.ID { return b.Visit }

// Subject is the visit.
func (b CallBack) Subject() ident.ID { return b.Visit }

func checkWord(name string, at instant.Instant) *fault.Error {
	switch {
	case name != "" && !slices.Contains([]string{Respond, Fetch, Return}, name):
		return fault.BadField("body.unknown_word", "promise")
	case at.IsZero():
		return fault.BadField("body.required", "at")
	}
	return nil
}

// Check wants a code and a time.
func (b Confirm) Check() *fault.Error {
	if b.Code == "" {
		return fault.BadField("body.required", "code")
	}
	return checkWord(b.Promise, b.At)
}

// Check wants a time and what was said.
func (b CallBack) Check() *fault.Error {
	if b.Note == "" {
		return fault.BadField("body.required", "note")
	}
	return checkWord(b.Promise, b.At)
}

// Confirm counts as proof when whoever holds the receipt says it. On a phone of the
// team the code shows that the patient was asked, and the hour is still the worker's:
// it counts like any report of his. The desk has no receipt and calls instead.
func (r Run) Confirm(s journal.Said[Confirm]) journal.Answer {
	b := s.Body
	p, found := r.promised(b.Promise)
	if atDesk(s.By) {
		return journal.Refuse("visit.patient_confirms")
	}
	if refusal, counts := r.fits(b.Code); refusal != "" {
		return journal.Refuse(refusal).On("code").With(counts...)
	}
	switch {
	case b.At.After(s.Now):
		return journal.Refuse("visit.not_yet").On("at")
	case !found:
		return journal.Refuse("visit.no_such_promise").On("promise")
	}
	answer := journal.Accept(Confirmed{r.named(), p.Kind, b.At, s.By.Worker})
	if s.By.Worker != "" {
		return answer.With(promise.Fulfil(p, promise.Evidence{At: b.At, Since: s.Since, Until: s.Until}, s.Now)...)
	}
	return answer.With(promise.Confirm(p, b.At, s.Now)...)
}

// CallBack counts as proof once a second person has approved it.
func (r Run) CallBack(s journal.Said[CallBack]) journal.Answer {
	b := s.Body
	p, found := r.promised(b.Promise)
	switch {
	case !atDesk(s.By):
		return journal.Refuse("visit.desk_calls")
	case b.At.After(s.Now):
		return journal.Refuse("visit.not_yet").On("at")
	case !found:
		return journal.Refuse("visit.no_such_promise").On("promise")
	}
	e := CalledBack{Visit: r.named(), Promise: p.Kind, At: b.At, By: s.By.Worker, Approver: s.Approver.Worker,
		Note: s.Seal("home_visit_note", s.NewID(0), 1, b.Note)}
	return journal.Accept(e).With(promise.CallBack(p, b.At, s.Now)...)
}

// promised is the promise of a name that was made to the patient who speaks.
func (r Run) promised(name string) (promise.Promise, bool) {
	if name == "" {
		name = Fetch
	}
	for _, p := range r.Promises {
		if p.Kind == name && p.Subject == r.named() {
			return p, true
		}
	}
	return promise.Promise{}, false
}
