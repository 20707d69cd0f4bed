package milk

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// JudgeFitness is a midwife or a doctor deciding about doubtful milk.
type JudgeFitness struct {
	Delivery ident.ID   `json:"delivery"`
	Bottles  []ident.ID `json:"bottles"`
	Decision Judgement  `json:"decision" max:"10"`
	// Reason is why: cold_enough, time_known, looked_at, too_warm, smell, other.
	Reason string `json:"reason" max:"20"`
	Note   string `json:"note,omitempty" max:"500"`
}

// Subject names the delivery.
func (b JudgeFitness) Subject() ident.ID { return b.Delivery }

// Check wants bottles, a decision and a reason, in words when it is another one.
func (b JudgeFitness) Check() *fault.Error {
	if len(b.Bottles) == 0 {
		return fault.BadField("body.required", "bottles")
	}
	if e := oneOf(string(b.Decision), "decision", string(JudgedFit), string(JudgedUnfit)); e != nil {
		return e
	}
	if b.Reason == "other" && b.Note == "" {
		return fault.BadField("body.required", "note")
	}
	return oneOf(b.Reason, "reason", "cold_enough", "time_known", "looked_at", "too_warm", "smell", "other")
}

// FitnessJudged is what was decided, with the limits in force for the delivery.
type FitnessJudged struct {
	Delivery ident.ID        `json:"delivery"`
	Bottles  []ident.ID      `json:"bottles"`
	Decision Judgement       `json:"decision"`
	Reason   string          `json:"reason"`
	Note     journal.Ref     `json:"note,omitzero"`
	By       ident.ID        `json:"by"`
	At       instant.Instant `json:"at"`
	// Table is the version of the signed table that it was doubtful by.
	Table int64 `json:"table"`
}

// JudgeFitness decides about milk between the two limits. What is past the last
// one nobody makes fit; what was found unfit stays so; and nobody decides about
// the milk he carries.
func (r Run) JudgeFitness(s journal.Said[JudgeFitness]) journal.Answer {
	b := s.Body
	b.Bottles = distinct(b.Bottles)
	switch {
	case !s.By.Is(access.Midwife) && !s.By.Is(access.Doctor):
		return journal.Refuse("milk.not_yours_to_judge")
	case s.By.Worker == r.Courier && r.Courier != "":
		return journal.Refuse("milk.own_review")
	case r.Ended():
		return journal.Refuse("milk.already_ended")
	}
	for _, id := range b.Bottles {
		if code := r.judgeable(id, b.Decision, s.Now); code != "" {
			return journal.Refuse(code).On("bottles")
		}
	}
	e := FitnessJudged{Delivery: r.ID, Bottles: b.Bottles, Decision: b.Decision, Reason: b.Reason, By: s.By.Worker, At: s.Now, Table: r.Limits.Version}
	if b.Note != "" {
		e.Note = s.Seal("milk_note", s.NewID(7), 1, b.Note)
	}
	return journal.Accept(e)
}

// judgeable says with a code why this may not be decided about a bottle.
func (r Run) judgeable(id ident.ID, decision Judgement, now instant.Instant) string {
	bottle, ok := r.bottle(id)
	switch {
	case !ok || bottle.Ended():
		return "milk.wrong_bottle"
	case decision == JudgedUnfit:
		return ""
	case bottle.Judged == JudgedUnfit:
		return "milk.judged_unfit"
	}
	bottle = r.waiting(bottle, now)
	switch {
	case now.After(bottle.hardBy()):
		return "milk.expired"
	case !bottle.Disputable():
		return "milk.not_doubtful"
	}
	return ""
}

func applyFitnessJudged(tx *store.Tx, m journal.Meta, e FitnessJudged) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	for i, b := range d.Bottles {
		if slices.Contains(e.Bottles, b.ID) {
			d.Bottles[i] = d.waiting(b, e.At) // it is about what it had gone through by then
			d.Bottles[i].Judged = e.Decision
		}
	}
	return d.stepped(tx, m, "judged", e.At, map[string]string{"decision": string(e.Decision), "reason": e.Reason})
}
