package milk

import (
	"sambang/internal/calc/milktime"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetProfile is a midwife or a doctor saying by which limits a mother's milk is
// judged from the next declaration on.
type SetProfile struct {
	Place   ident.ID         `json:"place"`
	Profile milktime.Profile `json:"profile" max:"10"`
	// Reason is why: born_early, small, in_hospital, grown, mistake, other.
	Reason string `json:"reason" max:"20"`
	Note   string `json:"note,omitempty" max:"500"`
}

// Subject names the place.
func (b SetProfile) Subject() ident.ID { return b.Place }

// Check wants a profile and a reason, in words when it is another one.
func (b SetProfile) Check() *fault.Error {
	if e := oneOf(string(b.Profile), "profile", string(milktime.Term), string(milktime.Preterm)); e != nil {
		return e
	}
	if b.Reason == "other" && b.Note == "" {
		return fault.BadField("body.required", "note")
	}
	return oneOf(b.Reason, "reason", "born_early", "small", "in_hospital", "grown", "mistake", "other")
}

// ProfileSet is the profile of a place from here on.
type ProfileSet struct {
	Place   ident.ID         `json:"place"`
	Profile milktime.Profile `json:"profile"`
	Reason  string           `json:"reason"`
	Note    journal.Ref      `json:"note,omitzero"`
	By      ident.ID         `json:"by"`
}

// SetProfile changes it. What is under way keeps the limits it was declared with.
func (p Place) SetProfile(s journal.Said[SetProfile]) journal.Answer {
	b := s.Body
	switch {
	case !s.By.Is(access.Midwife) && !s.By.Is(access.Doctor):
		return journal.Refuse("milk.not_yours_to_judge")
	case p.State == Over:
		return journal.Refuse("milk.place_not_active")
	case p.profile() == b.Profile:
		return journal.Refuse("milk.profile_same").On("profile")
	}
	e := ProfileSet{Place: p.ID, Profile: b.Profile, Reason: b.Reason, By: s.By.Worker}
	if b.Note != "" {
		e.Note = s.Seal("milk_note", s.NewID(0), 1, b.Note)
	}
	return journal.Accept(e)
}

// profile is the place's; nobody has said anything: born in time.
func (p Place) profile() milktime.Profile {
	if p.Profile == "" {
		return milktime.Term
	}
	return p.Profile
}

func applyProfileSet(tx *store.Tx, m journal.Meta, e ProfileSet) error {
	return changePlace(tx, m, e.Place, func(p *Place) { p.Profile = e.Profile })
}

// handlingVerbs are what is said about how milk is treated.
func (r Room) handlingVerbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("milk.sign_table", 1, loadSigning, Signing.Sign, access.Create("fitness")),
		journal.Request("milk.set_profile", 1, r.loadKnownPlace, Place.SetProfile, access.Update("fitness")),
		journal.Request("milk.judge_fitness", 1, r.load, Run.JudgeFitness, access.Approve("fitness")),
	}
}

func handlingEvents() []journal.Event {
	return []journal.Event{
		journal.On("milk.table_signed/1", applyTableSigned),
		journal.On("milk.profile_set/1", applyProfileSet),
		journal.On("milk.fitness_judged/1", applyFitnessJudged),
	}
}
