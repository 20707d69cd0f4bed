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
	// BornBefore and SexBefore are of the one kept, for taking it back.
	BornBefore string `json:"born_before,omitempty"`
	SexBefore  string `json:"sex_before,omitempty"`
	Version    int64  `json:"version"`
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
	}
	b := s.Body
	pair := pairID(c.ID, c.drop.ID)
	merged := MergedRecords{pair, c.ID, c.drop.ID, b.Take, c.Born, c.Sex, c.Detail.Version}
	gone := c.drop.changed(s.NewID(0), WasMerged, "", Change{State: ptr(Merged), MergedInto: &c.ID})
	gone.Of = c.ID
	answer := journal.Accept(merged, gone)
	if len(b.Take) > 0 {
		answer = answer.With(c.taking(s))
	}
	if ch := c.carried(b.Take); ch != (Change{}) {
		kept := c.changed(s.NewID(1), WasMerged, "", ch)
		kept.Of = c.drop.ID
		answer = answer.With(kept)
	}
	return answer.With(PairJudged{Pair: pair, One: c.ID, Other: c.drop.ID, Verdict: Same})
}

// carried is what of the dropped record's life goes on in the kept one: that she
// is expecting, that the family is to be left in peace, that he has died.
func (c couple) carried(take []string) (ch Change) {
	if c.Due == "" && c.drop.Due != "" {
		ch.Due = &c.drop.Due
	}
	if c.drop.Quiet && !c.Quiet {
		ch.Quiet = ptr(true)
	}
	if c.drop.State == Dead && c.State != Dead {
		ch.State, ch.StateOn = ptr(Dead), &c.drop.StateOn
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
	var body string
	err = q.Each("SELECT body FROM event WHERE facility_id = $1 AND kind = 'registry.records_merged/1' AND seq <= $2 AND seq > $3 ORDER BY seq DESC LIMIT 1",
		store.Args(q.Facility, p.at.Seq, p.at.Seq-10), func(scan func(...any) error) error { return scan(&body) })
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(body), &p.event); err != nil {
		return fmt.Errorf("registry: the merge of %s: %w", p.drop.ID, err)
	}
	lines, err := linesSince(q, LifeEvent{Person: p.keep.ID, Seq: p.at.Seq})
	for _, l := range lines {
		if l.What == WasMerged && l.Seq <= p.at.Seq+3 && l.RecordedAt == p.at.RecordedAt {
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
	drop, all, keep := p.at.Before, p.base(), p.base()
	all = p.kept.change.On(all)
	for _, l := range p.since {
		all = l.change.On(all)
		if l.About == p.drop.ID {
			drop = l.change.On(drop)
		} else {
			keep = l.change.On(keep)
		}
	}
	back := LifeChanged{Event: s.NewID(0), Person: p.drop.ID, What: Unmerged, Change: whole(drop), Of: p.keep.ID, Retracts: p.at.ID}
	answer := journal.Accept(UnmergedRecords{p.keep.ID, p.drop.ID}, back)
	mine := LifeChanged{Event: s.NewID(1), Person: p.keep.ID, What: Unmerged, Change: without(p.keep.Life(), all, keep), Of: p.drop.ID, Retracts: p.kept.ID}
	answer = answer.With(mine)
	if len(p.event.Take) > 0 {
		answer = answer.With(p.untaking(s))
	}
	return answer.With(PairJudged{Pair: p.event.Pair, One: p.keep.ID, Other: p.drop.ID, Verdict: Different},
		p.keep.leave(s.NewID(2), AfterUnmerge, p.drop, "", back.Event))
}

// base is the kept record's state before the merge.
func (p parting) base() LifeState {
	switch {
	case p.kept.ID != "":
		return p.kept.Before
	case len(p.since) > 0:
		return p.since[0].Before
	}
	return p.keep.Life()
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
		e.Born = &p.event.BornBefore
	}
	if slices.Contains(p.event.Take, "sex") && p.keep.Sex == p.drop.Sex {
		e.Sex = &p.event.SexBefore
	}
	return e
}

func changeIn(body string) (Change, error) {
	var e LifeChanged
	if err := json.Unmarshal([]byte(body), &e); err != nil {
		return Change{}, fmt.Errorf("registry: a life event: %w", err)
	}
	return e.Change, nil
}

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
