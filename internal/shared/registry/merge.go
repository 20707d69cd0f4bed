package registry

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Merge says that two records are one human: verb registry.merge. A person
// decides, never the machine. Nothing is rewritten: the one dropped points to the
// one kept, and whoever asks for it gets that one; so taking it apart again gives
// both back with everything that has happened since.
type Merge struct {
	Keep ident.ID `json:"keep"`
	Drop ident.ID `json:"drop"`
	// Take are the fields whose value comes from the record that is dropped: name,
	// nik, phones (all of both are kept), born, sex, mother, insurance, household.
	Take []string `json:"take,omitempty" max:"20"`
}

// Subject is the record that is kept.
func (b Merge) Subject() ident.ID { return b.Keep }

// Check wants two records and fields of ours.
func (b Merge) Check() *fault.Error {
	if b.Keep == "" {
		return fault.BadField("body.required", "keep")
	}
	if b.Drop == "" || b.Drop == b.Keep {
		return fault.BadField("body.required", "drop")
	}
	for _, f := range b.Take {
		if !oneOf(f, "name", "nik", "phones", "born", "sex", "mother", "insurance", "household") {
			return fault.BadField("body.bad_choice", "take")
		}
	}
	return nil
}

// two records, as they are before they become one.
type couple struct {
	life
	drop       life
	mine, hers Detail
}

func (r Room) loadCouple(q journal.Query) (c couple, err error) {
	if c.life, err = r.loadLife(q); err != nil {
		return c, err
	}
	if c.drop, err = r.lifeOf(q, q.Body.(Merge).Drop); err != nil {
		return c, err
	}
	if _, c.mine, _, err = Open(q, c.ID); err != nil {
		return c, err
	}
	_, c.hers, _, err = Open(q, c.drop.ID)
	return c, err
}

// Audiences are who may keep both: a village's midwife does not judge a record of
// another village.
func (c couple) Audiences() []string {
	both := []string{"f"}
	if c.Village != "" && c.Village == c.drop.Village {
		both = append(both, "v:"+c.Village)
	}
	return both
}

// MergedRecords is the event of two records becoming one; Taken are the versions
// of the details of the one kept, before and after, when fields were taken over.
type MergedRecords struct {
	Pair ident.ID `json:"pair"`
	Keep ident.ID `json:"keep"`
	Drop ident.ID `json:"drop"`
	Take []string `json:"take,omitempty"`
	// What was before is of the one kept, for taking it back.
	BornBefore    string   `json:"born_before,omitempty"`
	GuessedBefore bool     `json:"guessed_before,omitempty"`
	SexBefore     string   `json:"sex_before,omitempty"`
	MotherBefore  ident.ID `json:"mother_before,omitempty"`
	Version       int64    `json:"version"`
}

func (c couple) merge(s journal.Said[Merge]) journal.Answer {
	switch {
	case c.ID == c.drop.ID:
		return journal.Refuse("registry.same_already").On("drop")
	case c.about != "":
		return journal.Refuse("registry.person_merged").On("keep")
	case c.drop.about != "":
		return journal.Refuse("registry.person_merged").On("drop")
	case c.State == Erased || c.drop.State == Erased:
		return journal.Refuse("registry.person_erased").On("keep")
	case len(c.drop.also) > 0: // one step deep, so that each merge can be undone exactly, in any order
		return journal.Refuse("registry.keep_the_other").On("drop")
	}
	b := s.Body
	pair := pairID(c.ID, c.drop.ID)
	merged := MergedRecords{Pair: pair, Keep: c.ID, Drop: c.drop.ID, Take: b.Take, BornBefore: c.Born, GuessedBefore: c.BornGuessed, SexBefore: c.Sex,
		MotherBefore: c.Mother, Version: c.Detail.Version}
	gone := c.drop.changed(s.NewID(0), WasMerged, "", Change{State: ptr(Merged), MergedInto: &c.ID})
	gone.Of = c.ID
	answer := journal.Accept(merged, gone)
	if len(b.Take) > 0 {
		answer = answer.With(c.taking(s))
	}
	if ch := c.carried(b.Take); ch != (Change{}) {
		kept := c.changed(s.NewID(1), WasMerged, "", ch)
		kept.Of, kept.Also = c.drop.ID, append(slices.Clone(c.also), c.drop.ID)
		answer = answer.With(kept)
	}
	return answer.With(c.grief(s)...).With(PairJudged{Pair: pair, One: c.ID, Other: c.drop.ID, Verdict: Same})
}

// grief is what follows when one of the two was known to have died and the other
// not: the other's family hears it by this, and somebody goes there.
func (c couple) grief(s journal.Said[Merge]) []any {
	family := c.life
	switch {
	case c.State == Dead && c.drop.State == Active:
		family = c.drop
	case c.drop.State != Dead || c.State != Active:
		return nil
	}
	out := family.mourning(c.ID, func(n int) ident.ID { return s.NewID(10 + n) })
	return append(out, family.leave(s.NewID(2), AfterDeath, family.Person, "", s.NewID(0)))
}

// carried is what of the dropped record's life goes on in the kept one: that she
// is expecting or in hospital, that the family is to be left in peace, that he has
// died, or that he lives here after all.
func (c couple) carried(take []string) (ch Change) {
	if c.Due == "" && c.drop.Due != "" {
		ch.Due = &c.drop.Due
	}
	if c.drop.Quiet && !c.Quiet {
		ch.Quiet = ptr(true)
	}
	if c.drop.InHospital && !c.InHospital && c.State != Dead {
		ch.InHospital = ptr(true)
	}
	if c.drop.State == Dead && c.State != Dead {
		ch.State, ch.StateOn = ptr(Dead), &c.drop.StateOn
	}
	if c.drop.State == Active && c.State == Moved {
		ch.State, ch.StateOn = ptr(Active), ptr("")
		take = append(slices.Clone(take), "household")
	}
	if c.Guardian == "" && c.drop.Guardian != "" {
		ch.Guardian = &c.drop.Guardian
	}
	if slices.Contains(take, "household") {
		ch.Household, ch.Village, ch.Group, ch.Relation = &c.drop.Household, &c.drop.Village, &c.drop.Group, &c.drop.Relation
	}
	return ch
}

// taking is the kept record's next version.
func (c couple) taking(s journal.Said[Merge]) PersonCorrected {
	d, take := c.mine, func(f string) bool { return slices.Contains(s.Body.Take, f) }
	if take("name") {
		d.Name = c.hers.Name
	}
	if take("nik") {
		d.NIK = c.hers.NIK
	}
	if take("phones") {
		d.More = append(append(slices.Clone(d.More), c.hers.Phone), c.hers.More...)
	}
	if take("insurance") {
		d.Insurance = c.hers.Insurance
	}
	if take("mother") {
		d.MotherName = c.hers.MotherName
	}
	e := Correct(s, c.Person, d)
	if take("mother") && c.drop.Mother != "" {
		e.Mother = &c.drop.Mother
	}
	if take("born") {
		e.Born, e.BornGuessed = &c.drop.Born, &c.drop.BornGuessed
	}
	if take("sex") {
		e.Sex = &c.drop.Sex
	}
	return e
}

// pairID names two records whatever their order.
func pairID(a, b ident.ID) ident.ID {
	if b < a {
		a, b = b, a
	}
	return ident.Named("pair " + string(a) + " " + string(b))
}
