package graduation

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
)

// Decide says whether months that nobody was asked about count: verb graduation.decide.
// Months are those that were blank when the midwife looked.
type Decide struct {
	Decision ident.ID `json:"decision"`
	Baby     ident.ID `json:"baby"`
	Months   []int64  `json:"months"`
	Counts   bool     `json:"counts"`
	Reason   string   `json:"reason" max:"500"`
}

// Subject is the baby.
func (b Decide) Subject() ident.ID { return b.Baby }

// Check wants months of 0 to 5, each once, and a reason.
func (b Decide) Check() *fault.Error {
	switch {
	case b.Decision == "":
		return fault.BadField("body.required", "decision")
	case b.Baby == "":
		return fault.BadField("body.required", "baby")
	case b.Reason == "":
		return fault.BadField("body.required", "reason")
	case len(b.Months) == 0:
		return fault.BadField("body.required", "months")
	}
	for i, month := range b.Months {
		if month < 0 || month >= health.Graduating || slices.Contains(b.Months[:i], month) {
			return fault.BadField("health.no_such_month", "months")
		}
	}
	return nil
}

// DecidedEvent is the event of a decision. Replaces is the one that held before.
type DecidedEvent struct {
	Decision ident.ID    `json:"decision"`
	Baby     ident.ID    `json:"baby"`
	Village  string      `json:"village,omitempty"`
	Months   []int       `json:"months"`
	Counts   bool        `json:"counts"`
	Reason   journal.Ref `json:"reason"`
	By       ident.ID    `json:"by"`
	On       string      `json:"on"`
	Replaces ident.ID    `json:"replaces,omitempty"`
}

// undecided is a baby of whom a midwife decides.
type undecided struct {
	Reading
	known   bool
	today   string
	watched []watched // its certificates that stand
}

// Audiences are the desk and who serves the baby's village, while it lives here.
func (u undecided) Audiences() []string { return here(u.Baby) }

func loadUndecided(q journal.Query) (u undecided, err error) {
	if u.Reading, err = Of(q, q.Subject); err != nil {
		return u, err
	}
	if _, u.known, err = Decisions.Get(q.Tx, q.Facility, q.Body.(Decide).Decision); err != nil {
		return u, err
	}
	if u.today, err = today(q); err != nil || u.Certificate.ID == "" {
		return u, err
	}
	w, err := watch(q, u.Certificate)
	u.watched = []watched{w}
	return u, err
}

func (u undecided) decide(s journal.Said[Decide]) journal.Answer {
	b := s.Body
	var months []int
	for _, month := range b.Months {
		months = append(months, int(month))
	}
	slices.Sort(months)
	switch {
	case u.known || u.Standing.Verdict != health.Missing:
		return journal.Refuse("graduation.nothing_to_decide")
	case !slices.Equal(months, u.Standing.Missing):
		return journal.Refuse("graduation.months_changed").On("months")
	}
	e := DecidedEvent{Decision: b.Decision, Baby: u.Baby.ID, Village: u.Baby.Village, Months: months, Counts: b.Counts,
		Reason: s.Seal(sealedReason, b.Decision, 1, reason{b.Reason}), By: s.By.Worker, On: u.today, Replaces: u.Decided.ID}
	answer := journal.Accept(e)
	for i, w := range u.watched {
		answer = answer.With(w.turned(b.Counts, b.Decision, s.NewID(1+i))...)
	}
	return answer
}

func applyDecided(tx *store.Tx, m journal.Meta, e DecidedEvent) error {
	d := Decision{Facility: m.Facility, ID: e.Decision, Baby: e.Baby, Village: e.Village, Months: e.Months, Counts: e.Counts, Reason: e.Reason, By: e.By, On: e.On, At: m.RecordedAt}
	if err := Decisions.Put(tx, d); err != nil || e.Replaces == "" {
		return err
	}
	before, found, err := Decisions.Get(tx, m.Facility, e.Replaces)
	if err != nil || !found {
		return err
	}
	before.ReplacedBy = e.Decision
	return Decisions.Put(tx, before)
}
