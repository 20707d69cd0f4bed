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
	since []lineOf
	mine  Detail // the kept record's details now, and before the merge
	was   Detail
	taken Detail
	gone  bool
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

// readMerge finds the merge in the log, and the lines since.
func (p *parting) readMerge(q journal.Query) error {
	var found bool
	var err error
	if p.at, found, err = LifeEvents.First(q.Tx, "facility_id = $1 AND person = $2 AND what = $3 AND retracted = FALSE ORDER BY seq DESC, id", q.Facility, p.drop.ID, WasMerged); err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("registry: %s is merged without a line", p.drop.ID)
	}
	var body string // written directly before the dropped record's line
	if _, err = q.One("SELECT body FROM event WHERE facility_id = $1 AND seq = $2 AND kind = 'registry.records_merged/1'", store.Args(q.Facility, p.at.Seq-1), &body); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(body), &p.event); err != nil {
		return fmt.Errorf("registry: the merge of %s: %w", p.drop.ID, err)
	}
	lines, err := linesAfter(q, p.keep.ID, p.at.Seq)
	for _, l := range lines {
		if l.What == WasMerged && l.event.Of == p.drop.ID && p.kept.ID == "" && l.RecordedAt == p.at.RecordedAt {
			p.kept = l
			continue
		}
		p.since = append(p.since, l)
	}
	return err
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

// part gives each record what it had, and on top what was said of it since: of
// what was said since the merge, a line that named the dropped record is its own.
func (p parting) part(s journal.Said[Unmerge]) journal.Answer {
	if p.gone {
		return journal.Refuse("registry.not_merged").On("drop")
	}
	back := LifeChanged{Event: s.NewID(0), Person: p.drop.ID, What: Unmerged, Change: p.hers(), Of: p.keep.ID, Retracts: p.at.ID}
	answer := journal.Accept(UnmergedRecords{p.keep.ID, p.drop.ID}, back)
	mine := LifeChanged{Event: s.NewID(1), Person: p.keep.ID, What: Unmerged, Change: p.ours(), Of: p.drop.ID, Retracts: p.kept.ID}
	answer = answer.With(mine)
	if len(p.event.Take) > 0 {
		answer = answer.With(p.untaking(s))
	}
	left := p.keep.leave(s.NewID(2), AfterUnmerge, p.drop, "", back.Event)
	left.Owner = p.owner
	return answer.With(PairJudged{Pair: p.event.Pair, One: p.keep.ID, Other: p.drop.ID, Verdict: Different}, left)
}

// hers is what makes the dropped record stand alone again: as it was, with what
// was said in its name since. Erased it stays erased.
func (p parting) hers() Change {
	now := p.drop.Life()
	then := now
	then.MergedInto = ""
	if then.State == Merged {
		then.State, then.StateOn = p.at.Before.State, p.at.Before.StateOn
	}
	counts := settled(p.since)
	for _, l := range p.since {
		if counts[l.ID] && l.About == p.drop.ID {
			then = l.event.Change.On(then)
		}
	}
	return diff(now, then)
}

// ours is what takes the dropped record's life out of the kept one's.
func (p parting) ours() Change {
	w := walk{p.keep.Life(), p.keep.Life()}
	switch {
	case p.kept.ID != "":
		w = walk{p.kept.event.Change.On(p.kept.Before), p.kept.Before}
	case len(p.since) > 0:
		w = walk{p.since[0].Before, p.since[0].Before}
	}
	counts := settled(p.since)
	for _, l := range p.since {
		w.pass(l, counts[l.ID] && l.About != p.drop.ID)
	}
	return w.end(p.keep.Life())
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
