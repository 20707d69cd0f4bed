package registry

import (
	"encoding/json"
	"fmt"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Unmerge takes two records apart again: verb registry.unmerge, with two persons.
type Unmerge struct {
	// Drop is the record that was merged into another.
	Drop ident.ID `json:"drop"`
}

// Subject is the record.
func (b Unmerge) Subject() ident.ID { return b.Drop }

// Check wants a record.
func (b Unmerge) Check() *fault.Error {
	if b.Drop == "" {
		return fault.BadField("body.required", "drop")
	}
	return nil
}

// parting is a merged record, the one it was merged into, and what has happened
// to them since.
type parting struct {
	drop  Person
	keep  life
	event MergedRecords
	at    LifeEvent // the dropped record's line of the merge
	kept  lineOf    // the kept record's, when the merge changed it
	lines []lineOf  // the kept record's whole life
	mine  Detail    // the kept record's details now, and before the merge
	was   Detail
	taken Detail
	gone  bool
	// covered: a later merge that still stands took over some of the same fields.
	covered bool
	// owner is who has what is left to do where the dropped record lives.
	owner ident.ID
}

// Audiences are as for merging.
func (p parting) Audiences() []string {
	return couple{life: p.keep, drop: life{Person: p.drop}}.Audiences()
}

func (r Room) loadParting(q journal.Query) (p parting, err error) {
	var found bool
	if p.drop, found, err = People.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return p, err
	}
	if !found {
		return p, fault.Absent()
	}
	if p.gone = p.drop.MergedInto == ""; p.gone {
		return p, nil
	}
	if p.keep, err = r.directly(q, p.drop.MergedInto); err != nil {
		return p, err
	}
	if err = p.readMerge(q); err != nil {
		return p, err
	}
	if p.owner, err = r.ownerOf(q, p.drop); err != nil {
		return p, err
	}
	return p, p.readDetails(q)
}

// directly reads the record that was kept, even if it is itself merged since.
func (r Room) directly(q journal.Query, id ident.ID) (life, error) {
	l, err := r.lifeOf(q, id)
	if err != nil {
		return l, err
	}
	l.Person, _, err = People.Get(q.Tx, q.Facility, id)
	return l, err
}

// mergeOf finds the last merge of a dropped record in the log, with its line.
func mergeOf(q journal.Query, drop ident.ID) (at LifeEvent, e MergedRecords, err error) {
	at, found, err := LifeEvents.First(q.Tx, "facility_id = $1 AND person = $2 AND what = $3 AND retracted = FALSE ORDER BY seq DESC, id", q.Facility, drop, WasMerged)
	if err != nil {
		return at, e, err
	}
	if !found {
		return at, e, fmt.Errorf("registry: %s is merged without a line", drop)
	}
	var body string // written directly before the line
	if _, err = q.One("SELECT body FROM event WHERE facility_id = $1 AND seq = $2 AND kind = 'registry.records_merged/1'", store.Args(q.Facility, at.Seq-1), &body); err != nil {
		return at, e, err
	}
	if err := json.Unmarshal([]byte(body), &e); err != nil {
		return at, e, fmt.Errorf("registry: the merge of %s: %w", drop, err)
	}
	return at, e, nil
}

// readMerge finds the merge and the kept record's life, and whether a later merge
// that still stands took over the same fields.
func (p *parting) readMerge(q journal.Query) (err error) {
	if p.at, p.event, err = mergeOf(q, p.drop.ID); err != nil {
		return err
	}
	for _, id := range p.keep.also {
		at, other, err := mergeOf(q, id)
		if err != nil {
			return err
		}
		p.covered = p.covered || at.Seq > p.at.Seq && slices.ContainsFunc(other.Take, func(f string) bool { return f != "household" && slices.Contains(p.event.Take, f) })
	}
	if p.lines, err = linesOf(q, p.keep.ID); err != nil {
		return err
	}
	for _, l := range p.lines {
		if l.What == WasMerged && l.event.Of == p.drop.ID && !l.Retracted {
			p.kept = l
		}
	}
	return nil
}

func (p *parting) readDetails(q journal.Query) error {
	if _, err := q.Open(p.keep.Detail, &p.mine); err != nil {
		return err
	}
	if len(p.event.Take) == 0 {
		return nil
	}
	// Opened by version: Open checks nothing but the place, the digest is verify's.
	before, after := p.keep.Detail, p.keep.Detail
	before.Version, after.Version = p.event.Version, p.event.Version+1
	if _, err := q.Open(before, &p.was); err != nil {
		return err
	}
	_, err := q.Open(after, &p.taken)
	return err
}

// UnmergedRecords is the event of two records taken apart.
type UnmergedRecords struct {
	Keep ident.ID `json:"keep"`
	Drop ident.ID `json:"drop"`
}

// part gives each record what it had, and on top what was said of it since: a line
// that named the dropped record since the merge goes over to it.
func (p parting) part(s journal.Said[Unmerge]) journal.Answer {
	switch {
	case p.gone:
		return journal.Refuse("registry.not_merged").On("drop")
	case p.covered: // what it covered is only known underneath it
		return journal.Refuse("registry.part_the_later_first").On("drop")
	}
	back := LifeChanged{Event: s.NewID(0), Person: p.drop.ID, What: Unmerged, Change: p.apart(), Of: p.keep.ID, Retracts: p.at.ID}
	answer := journal.Accept(UnmergedRecords{p.keep.ID, p.drop.ID}, back)
	for i, l := range p.hers() {
		l.event.Event, l.event.Retracts = s.NewID(50+i), l.ID
		l.event.Person, l.event.About, l.event.Also = p.drop.ID, "", nil
		answer = answer.With(l.event)
	}
	mine := LifeChanged{Event: s.NewID(1), Person: p.keep.ID, What: Unmerged, Of: p.drop.ID, Retracts: p.kept.ID,
		Change: without(p.keep.Life(), p.lines, func(l lineOf) bool { return l.ID == p.kept.ID || p.isHers(l) })}
	answer = answer.With(mine)
	if len(p.event.Take) > 0 {
		answer = answer.With(p.untaking(s))
	}
	left := p.keep.leave(s.NewID(2), AfterUnmerge, p.drop, "", back.Event)
	left.Owner = p.owner
	return answer.With(PairJudged{Pair: p.event.Pair, One: p.keep.ID, Other: p.drop.ID, Verdict: Different}, left)
}

// apart makes the dropped record stand alone again, as it was. Erased it stays so.
func (p parting) apart() Change {
	c := Change{MergedInto: ptr(ident.ID(""))}
	if p.drop.State == Merged {
		c.State, c.StateOn = &p.at.Before.State, &p.at.Before.StateOn
	}
	return c
}

func (p parting) isHers(l lineOf) bool {
	return l.About == p.drop.ID && l.Seq > p.at.Seq && l.counts()
}

// hers are the lines that were said in the dropped record's name since the merge.
func (p parting) hers() []lineOf {
	return slices.DeleteFunc(slices.Clone(p.lines), func(l lineOf) bool { return !p.isHers(l) })
}

// untaking puts back each field that was taken over, unless somebody has
// corrected it since.
func (p parting) untaking(s journal.Said[Unmerge]) PersonCorrected {
	d := p.mine
	put := func(field string, now *string, taken, was string) {
		if slices.Contains(p.event.Take, field) && *now == taken {
			*now = was
		}
	}
	put("name", &d.Name, p.taken.Name, p.was.Name)
	put("nik", &d.NIK, p.taken.NIK, p.was.NIK)
	put("insurance", &d.Insurance, p.taken.Insurance, p.was.Insurance)
	put("mother", &d.MotherName, p.taken.MotherName, p.was.MotherName)
	if slices.Contains(p.event.Take, "phones") && d.Phone == p.taken.Phone && slices.Equal(d.More, p.taken.More) {
		d.Phone, d.More = p.was.Phone, p.was.More
	}
	e := Correct(s, p.keep.Person, d)
	if slices.Contains(p.event.Take, "born") && p.keep.Born == p.drop.Born {
		e.Born, e.BornGuessed = &p.event.BornBefore, &p.event.GuessedBefore
	}
	if slices.Contains(p.event.Take, "mother") && p.drop.Mother != "" && p.keep.Mother == p.drop.Mother {
		e.Mother = &p.event.MotherBefore
	}
	if slices.Contains(p.event.Take, "sex") && p.keep.Sex == p.drop.Sex {
		e.Sex = &p.event.SexBefore
	}
	return e
}
