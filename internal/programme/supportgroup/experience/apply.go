package experience

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyEntered(tx *store.Tx, m journal.Meta, e EnteredEvent) error {
	return Experiences.Put(tx, Experience{Facility: m.Facility, ID: e.Experience, Village: e.Village, Problem: e.Problem, Month: e.Month, Words: e.Words,
		State: Draft, From: e.From, Mother: e.Mother, By: e.By, At: m.RecordedAt, SeenBy: []string{"f", "v:" + e.Village}})
}

func changeExperience(tx *store.Tx, m journal.Meta, id ident.ID, change func(*Experience)) error {
	x, found, err := Experiences.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	change(&x)
	return Experiences.Put(tx, x)
}

func applyApproved(tx *store.Tx, m journal.Meta, e ApprovedEvent) error {
	return changeExperience(tx, m, e.Experience, func(x *Experience) {
		x.State, x.ApprovedBy, x.ApprovedAt, x.SeenBy, x.Why = Approved, e.By, m.RecordedAt, e.SeenBy, ""
	})
}

// applyHidden leaves the audiences as they are, so that their phones learn that it is hidden.
func applyHidden(tx *store.Tx, m journal.Meta, e HiddenEvent) error {
	return changeExperience(tx, m, e.Experience, func(x *Experience) { x.State, x.Why = Hidden, e.Why })
}

func applyTold(tx *store.Tx, m journal.Meta, e ToldEvent) error {
	p := Problem{Facility: m.Facility, ID: e.Problem, Mother: e.Mother, Baby: e.Baby, Member: e.Member, Village: e.Village, Code: e.Code, Month: e.Month,
		Signs: plain(e.Signs), Words: e.Words, State: Open, ToldAt: e.At, ToldBy: e.By, DueOn: e.DueOn, Request: e.Request}
	if e.Passed {
		p.PassedAt, p.Why = m.RecordedAt, ByDanger
	}
	return MemberProblems.Put(tx, p)
}

// plain is never nil: a column of a list has one.
func plain(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func changeProblem(tx *store.Tx, m journal.Meta, id ident.ID, change func(*Problem)) error {
	p, found, err := MemberProblems.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	change(&p)
	return MemberProblems.Put(tx, p)
}

func applyAnswered(tx *store.Tx, m journal.Meta, e AnsweredEvent) error {
	return changeProblem(tx, m, e.Problem, func(p *Problem) {
		p.State, p.Advice, p.Tried, p.AnsweredAt, p.AnsweredBy, p.DueOn = Answered, e.Advice, e.Tried, m.RecordedAt, e.By, e.DueOn
	})
}

func applyPassed(tx *store.Tx, m journal.Meta, e PassedEvent) error {
	return changeProblem(tx, m, e.Problem, func(p *Problem) { p.PassedAt, p.Why, p.DueOn = m.RecordedAt, e.Why, e.DueOn })
}

func applyEnded(tx *store.Tx, m journal.Meta, e EndedEvent) error {
	if err := changeProblem(tx, m, e.Problem, func(p *Problem) {
		p.State, p.HelpedBy, p.EndedAt, p.EndedBy, p.DueOn = e.State, e.HelpedBy, m.RecordedAt, e.By, ""
	}); err != nil || e.HelpedBy == "" {
		return err
	}
	return changeExperience(tx, m, e.HelpedBy, func(x *Experience) { x.Helped++ })
}

func applyMoved(tx *store.Tx, m journal.Meta, e MovedEvent) error {
	all, err := MemberProblems.Where(tx, "facility_id = $1 AND mother = $2 ORDER BY id", m.Facility, e.Mother)
	for _, p := range all {
		p.Village = e.Village
		if err := MemberProblems.Put(tx, p); err != nil {
			return err
		}
	}
	return err
}
