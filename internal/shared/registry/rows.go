package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// mostRows is how many rows one command takes. They are decided in one turn, so
// that a family is never half there.
const mostRows = 200

// EnterRows files the rows of a sheet, of a page of a notebook or of a letter:
// verb registry.enter_rows. Each row finds its person and household, or makes
// them with ids that follow from what names them; so the same rows once more
// change nothing. A row that cannot be filed does not keep the others out.
type EnterRows struct {
	Rows []Row `json:"rows"`
	// Doubts are what the sender's search found: people who may be the one of a row.
	Doubts []Doubt `json:"doubts,omitempty"`
}

// Doubt says that the person of a row (from 0) is likely the same as another one.
type Doubt struct {
	Row    int      `json:"row"`
	Person ident.ID `json:"person"`
	// Reasons are codes: name, born, mother, nik, phone, house.
	Reasons []string `json:"reasons,omitempty" max:"20"`
}

// Check wants rows, not too many, and doubts about them. What is wrong with a row
// is said of that row.
func (b EnterRows) Check() *fault.Error {
	if len(b.Rows) == 0 {
		return fault.BadField("body.required", "rows")
	}
	if len(b.Rows) > mostRows {
		return fault.BadField("body.too_many", "rows")
	}
	for _, d := range b.Doubts {
		if d.Row < 0 || d.Row >= len(b.Rows) || d.Person == "" {
			return fault.BadField("body.required", "doubts")
		}
		for _, r := range d.Reasons {
			if !wordForm.MatchString(r) {
				return fault.BadField("body.bad_choice", "reasons")
			}
		}
	}
	return nil
}

// What became of a row.
const (
	RowNew       = "new"
	RowUnchanged = "unchanged"
	RowChanged   = "changed"
	// RowDoubtful was filed as somebody new who may be known already: the pair
	// waits for a person.
	RowDoubtful = "doubtful"
	// RowBad was not filed.
	RowBad = "bad"
)

// RowAnswer is what became of one row.
type RowAnswer struct {
	// Row counts from 0.
	Row     int      `json:"row"`
	Outcome string   `json:"outcome"`
	Person  ident.ID `json:"person,omitempty"`
	// Code and Field say why a row is bad.
	Code  string `json:"code,omitempty"`
	Field string `json:"field,omitempty"`
	// Like is who the person of a doubtful row may be.
	Like ident.ID `json:"like,omitempty"`
}

// RowsEntered is the event of a command's rows, all in one: a health centre has
// 30,000 people, and an event of its own for each would weigh as much as what it says.
type RowsEntered struct {
	Houses     []HouseSet         `json:"houses,omitempty"`
	Households []HouseholdSet     `json:"households,omitempty"`
	People     []PersonRegistered `json:"people,omitempty"`
	Corrected  []PersonCorrected  `json:"corrected,omitempty"`
	Pairs      []PairJudged       `json:"pairs,omitempty"`
}

func (e RowsEntered) empty() bool {
	return len(e.Houses)+len(e.Households)+len(e.People)+len(e.Corrected)+len(e.Pairs) == 0
}

func applyRows(tx *store.Tx, m journal.Meta, e RowsEntered) error {
	if err := applyEach(tx, m, e.Houses, applyHouseSet); err != nil {
		return err
	}
	if err := applyEach(tx, m, e.Households, applyHouseholdSet); err != nil {
		return err
	}
	if err := applyEach(tx, m, e.People, applyRegistered); err != nil {
		return err
	}
	if err := applyEach(tx, m, e.Corrected, applyCorrected); err != nil {
		return err
	}
	return applyEach(tx, m, e.Pairs, applyJudged)
}

func applyEach[E any](tx *store.Tx, m journal.Meta, all []E, apply func(*store.Tx, journal.Meta, E) error) error {
	for _, e := range all {
		if err := apply(tx, m, e); err != nil {
			return err
		}
	}
	return nil
}

// enter decides the rows one after the other, each on what the ones before it made.
func (l *listing) enter(s journal.Said[EnterRows]) journal.Answer {
	today := s.Now.Add(dayAhead).Day(utc())
	answers := make([]RowAnswer, len(s.Body.Rows))
	for i, row := range s.Body.Rows {
		answers[i] = l.file(i, row, today)
	}
	e := RowsEntered{Pairs: l.doubts(s.Body.Doubts, answers)}
	for _, h := range l.houseOrder {
		if h.touched {
			e.Houses = append(e.Houses, h.event(s))
		}
	}
	for _, h := range l.householdOrder {
		if h.touched {
			e.Households = append(e.Households, h.event(s))
		}
	}
	for _, p := range l.order {
		switch {
		case p.fresh:
			e.People = append(e.People, p.registered(s))
		case p.touched():
			e.Corrected = append(e.Corrected, p.corrected(s))
		}
	}
	if e.empty() {
		return journal.Accept().Giving(answers)
	}
	return journal.Accept(e).Giving(answers)
}

// file files one row.
func (l *listing) file(i int, row Row, today string) RowAnswer {
	bad := func(e *fault.Error) RowAnswer {
		return RowAnswer{Row: i, Outcome: RowBad, Code: e.Code, Field: e.Field}
	}
	row, err := l.tidy(row, today)
	if err != nil {
		return bad(err)
	}
	p, clash := l.match(row)
	if err := p.unfit(); err != nil {
		return bad(err)
	}
	home, err := l.home(row)
	if err != nil {
		return bad(err)
	}
	if home == nil && row.Village == "" && p.Village == "" {
		return bad(fault.BadField("registry.unknown_village", "village"))
	}
	first, changed := p.fresh && l.people[p.ID] == nil, p.fill(row, l, home)
	l.keep(p)
	changed = l.relate(row, home, p) || changed
	answer := RowAnswer{Row: i, Person: p.ID, Outcome: RowUnchanged}
	switch {
	case first && clash != "":
		answer.Outcome, answer.Like = RowDoubtful, clash
	case first:
		answer.Outcome = RowNew
	case changed:
		answer.Outcome = RowChanged
	}
	return answer
}

// doubts notes the pairs that somebody must look at: what the sender's search
// found of those who are new, and numbers that two people claim.
func (l *listing) doubts(said []Doubt, answers []RowAnswer) []PairJudged {
	var pairs []PairJudged
	seen := map[ident.ID]bool{}
	note := func(a *RowAnswer, other ident.ID, reasons []string) {
		id := pairID(a.Person, other)
		if a.Person == other || seen[id] || l.people[other] == nil || l.judged[id] {
			return
		}
		seen[id] = true
		a.Outcome, a.Like = RowDoubtful, other
		pairs = append(pairs, PairJudged{id, a.Person, other, Doubtful, reasons})
	}
	for i := range answers {
		if answers[i].Outcome == RowDoubtful {
			note(&answers[i], answers[i].Like, []string{"nik"})
		}
	}
	for _, d := range said {
		if a := &answers[d.Row]; a.Outcome == RowNew || a.Outcome == RowDoubtful {
			note(a, d.Person, d.Reasons)
		}
	}
	return pairs
}
