package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Judge says that two records are different people, so that nobody is asked
// again, or notes that they may be one: verb registry.judge.
type Judge struct {
	One     ident.ID `json:"one"`
	Other   ident.ID `json:"other"`
	Verdict string   `json:"verdict"`
	Reasons []string `json:"reasons,omitempty" max:"20"`
}

// Subject is one of them.
func (b Judge) Subject() ident.ID { return b.One }

// Check wants two records and a verdict; that they are the same is Merge's to say.
func (b Judge) Check() *fault.Error {
	if b.One == "" || b.Other == "" || b.One == b.Other {
		return fault.BadField("body.required", "other")
	}
	if !oneOf(b.Verdict, Doubtful, Different) {
		return fault.BadField("body.bad_choice", "verdict")
	}
	for _, r := range b.Reasons {
		if !wordForm.MatchString(r) {
			return fault.BadField("body.bad_choice", "reasons")
		}
	}
	return nil
}

// PairJudged is the event of a verdict on two records.
type PairJudged struct {
	Pair    ident.ID `json:"pair"`
	One     ident.ID `json:"one"`
	Other   ident.ID `json:"other"`
	Verdict string   `json:"verdict"`
	Reasons []string `json:"reasons,omitempty"`
}

func (r Room) loadJudging(q journal.Query) (c couple, err error) {
	if c.life, err = r.loadLife(q); err != nil {
		return c, err
	}
	c.drop, err = r.lifeOf(q, q.Body.(Judge).Other)
	return c, err
}

func (c couple) judge(s journal.Said[Judge]) journal.Answer {
	if c.ID == c.drop.ID {
		return journal.Refuse("registry.same_already").On("other")
	}
	return journal.Accept(PairJudged{pairID(c.ID, c.drop.ID), c.ID, c.drop.ID, s.Body.Verdict, s.Body.Reasons})
}

func applyJudged(tx *store.Tx, m journal.Meta, e PairJudged) error {
	return Pairs.Put(tx, Pair{m.Facility, e.Pair, e.One, e.Other, e.Verdict, e.Reasons, m.RecordedAt, m.Actor})
}
