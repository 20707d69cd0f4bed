package health

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// GrowthLine is a weighing as it stands on the card.
type GrowthLine struct {
	ID             ident.ID `json:"id"`
	On             string   `json:"on"`
	Posyandu       ident.ID `json:"posyandu,omitempty"`
	WeightG        int64    `json:"weight_g,omitempty"`
	LengthTenthsMM int64    `json:"length_tenths_mm,omitempty"`
	Position       string   `json:"position,omitempty"`
	Oedema         string   `json:"oedema,omitempty"`
	HeadTenthsMM   int64    `json:"head_tenths_mm,omitempty"`
	MuacMM         int64    `json:"muac_mm,omitempty"`
	VitaminA       string   `json:"vitamin_a,omitempty"`
	Source         string   `json:"source"`
	Doubts         []string `json:"doubts"`
	Sure           bool     `json:"sure,omitempty"`
	Reckoned       Reckoned `json:"reckoned"`
	By             ident.ID `json:"by"`
	Corrected      bool     `json:"corrected,omitempty"`
	// OfGuest is the guest as whom the child was weighed then.
	OfGuest ident.ID `json:"of_guest,omitempty"`
	// ByMonths is the reading by completed months, where a reader asked for it: phones do
	// not hold it.
	ByMonths *MonthsRead `json:"by_months,omitempty"`
}

// Doubtful reports whether something about its figures was asked and nobody has said that
// they are so.
func (l GrowthLine) Doubtful() bool { return Weighing{Doubts: l.Doubts, Sure: l.Sure}.Doubtful() }

// GrowthCardView is a child's card as its readers see it, the earliest weighing first.
type GrowthCardView struct {
	ID    ident.ID `json:"id"`
	Guest bool     `json:"guest"`
	Name  string   `json:"name"`
	Sex   string   `json:"sex,omitempty"`
	Born  string   `json:"born,omitempty"`
	// From is where a guest is from.
	From     string       `json:"from,omitempty"`
	Village  string       `json:"village"`
	Posyandu ident.ID     `json:"posyandu,omitempty"`
	LastOn   string       `json:"last_on,omitempty"`
	Lines    []GrowthLine `json:"lines"`
}

// ReadByMonths adds the reading by completed months to every line.
func (v *GrowthCardView) ReadByMonths() {
	g := grown{sexOf(v.Sex), v.Born}
	for i, l := range v.Lines {
		v.Lines[i].ByMonths = g.byMonths(Weighing{On: l.On, WeightG: l.WeightG, LengthTenthsMM: l.LengthTenthsMM, Position: l.Position, Oedema: l.Oedema, HeadTenthsMM: l.HeadTenthsMM})
	}
}

// ConcernView is an entry of the midwife's list.
type ConcernView struct {
	ID       ident.ID        `json:"id"`
	Child    ident.ID        `json:"child"`
	Guest    bool            `json:"guest"`
	Name     string          `json:"name"`
	Sex      string          `json:"sex,omitempty"`
	Born     string          `json:"born,omitempty"`
	Village  string          `json:"village"`
	Posyandu ident.ID        `json:"posyandu,omitempty"`
	Weighing ident.ID        `json:"weighing"`
	Reasons  []string        `json:"reasons"`
	Urgent   bool            `json:"urgent"`
	Since    string          `json:"since"`
	Upto     string          `json:"upto"`
	State    string          `json:"state"`
	OpenedAt instant.Instant `json:"opened_at"`
	EndedAt  instant.Instant `json:"ended_at,omitzero"`
	EndedBy  string          `json:"ended_by_name,omitempty"`
	SeenOn   string          `json:"seen_on,omitempty"`
	// Request is what it became, RequestNumber as people say it.
	Request       ident.ID `json:"request,omitempty"`
	RequestNumber string   `json:"request_number,omitempty"`
	Note          string   `json:"note,omitempty"`
	// Last is the weighing that put the child on the list.
	Last *GrowthLine `json:"last,omitempty"`
}

func lineOf(w Weighing) GrowthLine {
	return GrowthLine{ID: w.ID, On: w.On, Posyandu: w.Posyandu, WeightG: w.WeightG, LengthTenthsMM: w.LengthTenthsMM, Position: w.Position, Oedema: w.Oedema,
		HeadTenthsMM: w.HeadTenthsMM, MuacMM: w.MuacMM, VitaminA: w.VitaminA, Source: w.Source, Doubts: plain(w.Doubts), Sure: w.Sure, Reckoned: w.Reckoned,
		By: w.By, Corrected: w.Replaces != "", OfGuest: w.OfGuest}
}

// CardOf opens a child's card; false where the child was never weighed. A child whose
// record was made one with another has the card of the record that stands for it.
func CardOf(q journal.Query, child ident.ID) (GrowthCardView, bool, error) {
	p, known, err := registry.Canonical(q.Tx, q.Facility, child)
	if err != nil {
		return GrowthCardView{}, false, err
	}
	if known {
		child = p.ID
	}
	c, found, err := GrowthCards.Get(q.Tx, q.Facility, child)
	if err != nil || !found {
		return GrowthCardView{}, false, err
	}
	if c.LinkedTo != "" {
		return CardOf(q, c.LinkedTo)
	}
	v := GrowthCardView{ID: c.ID, Guest: c.Guest, Village: c.Village, LastOn: c.LastOn, Lines: []GrowthLine{}}
	if err = v.who(q, c); err != nil {
		return v, false, err
	}
	all, err := WeighingsOf(q, c.ID)
	for _, w := range all {
		v.Lines = append(v.Lines, lineOf(w))
	}
	return v, err == nil, err
}

// who fills in whose card it is.
func (v *GrowthCardView) who(q journal.Query, c GrowthCard) error {
	v.Posyandu, v.Sex, v.Born = c.Posyandu, c.Sex, c.Born
	if c.Guest {
		var d GuestDetail
		_, err := q.Open(c.Detail, &d)
		v.Name, v.From = d.Name, d.From
		return err
	}
	p, d, _, err := registry.OpenCanonical(q, c.ID)
	v.Name, v.Sex, v.Born, v.Posyandu = d.Name, p.Sex, p.Born, p.Posyandu
	return err
}

// ConcernOf opens an entry of the midwife's list.
func ConcernOf(q journal.Query, c Concern) (ConcernView, error) {
	v := ConcernView{ID: c.ID, Child: c.Child, Guest: c.Guest, Village: c.Village, Posyandu: c.Posyandu, Weighing: c.Weighing, Reasons: plain(c.Reasons), Urgent: c.Urgent,
		Since: c.Since, Upto: c.Upto, State: c.State, OpenedAt: c.OpenedAt, EndedAt: c.EndedAt, SeenOn: c.SeenOn, Request: c.Request}
	card := GrowthCard{ID: c.Child}
	if c.Guest {
		var err error
		if card, _, err = GrowthCards.Get(q.Tx, q.Facility, c.Child); err != nil {
			return v, err
		}
	}
	var who GrowthCardView
	if err := who.who(q, card); err != nil {
		return v, err
	}
	v.Name, v.Sex, v.Born = who.Name, who.Sex, who.Born
	return v, v.rest(q, c)
}

// rest fills in what its end and its weighing say.
func (v *ConcernView) rest(q journal.Query, c Concern) (err error) {
	if c.EndedBy != "" {
		if v.EndedBy, err = workforce.Name(q, c.EndedBy); err != nil {
			return err
		}
	}
	if c.Request != "" {
		request, _, err := need.Cases.Get(q.Tx, q.Facility, c.Request)
		if err != nil {
			return err
		}
		v.RequestNumber = request.Short()
	}
	if !c.Note.IsZero() {
		var t noteText
		if _, err = q.Open(c.Note, &t); err != nil {
			return err
		}
		v.Note = t.Text
	}
	w, found, err := Weighings.Get(q.Tx, q.Facility, c.Weighing)
	if err == nil && found {
		last := lineOf(w)
		v.Last = &last
	}
	return err
}

func showCard(q journal.Query, id ident.ID) (any, bool, error) {
	v, found, err := CardOf(q, id)
	return v, found && v.ID == id, err
}

func showConcern(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Concerns.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v, err := ConcernOf(q, c)
	return v, err == nil, err
}

// ConcernsOpen lists the entries of the midwife's list that are open, of these villages or
// (nil) of all, the urgent first, then the longest waiting.
func ConcernsOpen(q journal.Query, villages []string) ([]Concern, error) {
	all, err := Concerns.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY urgent DESC, opened_at, id", q.Facility, ConcernOpen)
	if err != nil || villages == nil {
		return all, err
	}
	return slices.DeleteFunc(all, func(c Concern) bool { return !slices.Contains(villages, c.Village) }), nil
}

// NamedChild is whose card it is, without its weighings; of a child that was never weighed
// too.
func NamedChild(q journal.Query, child ident.ID) (v GrowthCardView, err error) {
	c, found, err := GrowthCards.Get(q.Tx, q.Facility, child)
	if err != nil {
		return v, err
	}
	if !found {
		c.ID = child
	}
	v = GrowthCardView{ID: c.ID, Guest: c.Guest, Village: c.Village, LastOn: c.LastOn, Lines: []GrowthLine{}}
	return v, v.who(q, c)
}
