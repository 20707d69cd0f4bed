package health

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Weighed is the event of a weighing with what was reckoned from it, and what it changed
// in the reckoning of others of that child.
type Weighed struct {
	Weighing       ident.ID        `json:"weighing"`
	Child          ident.ID        `json:"child"`
	Guest          bool            `json:"guest,omitempty"`
	On             string          `json:"on"`
	Village        string          `json:"village,omitempty"`
	Posyandu       ident.ID        `json:"posyandu,omitempty"`
	WeightG        int64           `json:"weight_g,omitempty"`
	LengthTenthsMM int64           `json:"length_tenths_mm,omitempty"`
	Position       string          `json:"position,omitempty"`
	Oedema         string          `json:"oedema,omitempty"`
	HeadTenthsMM   int64           `json:"head_tenths_mm,omitempty"`
	MuacMM         int64           `json:"muac_mm,omitempty"`
	VitaminA       string          `json:"vitamin_a,omitempty"`
	Source         string          `json:"source"`
	Doubts         []string        `json:"doubts,omitempty"`
	Sure           bool            `json:"sure,omitempty"`
	By             ident.ID        `json:"by"`
	At             instant.Instant `json:"at"`
	Replaces       ident.ID        `json:"replaces,omitempty"`
	Policy         int64           `json:"policy,omitempty"`
	Reckoned       Reckoned        `json:"reckoned"`
	Again          []Again         `json:"again,omitempty"`
	// Card is there when the child's card is new or is another's now, or a guest's details
	// are: who sees it.
	Card *CardKept `json:"card,omitempty"`
	// LastOn is the day of the child's last weighing that counts.
	LastOn string `json:"last_on"`
	// Forget is when the machine is to look whether a guest's name is to go.
	Forget instant.Instant `json:"forget,omitzero"`
}

// Again is the reckoning of another weighing of the child that one more, or one fewer,
// changed.
type Again struct {
	Weighing ident.ID `json:"weighing"`
	Reckoned Reckoned `json:"reckoned"`
}

// CardKept is a card as it is from now on.
type CardKept struct {
	Card     ident.ID    `json:"card"`
	Guest    bool        `json:"guest,omitempty"`
	Village  string      `json:"village,omitempty"`
	Posyandu ident.ID    `json:"posyandu,omitempty"`
	Sex      string      `json:"sex,omitempty"`
	Born     string      `json:"born,omitempty"`
	Detail   journal.Ref `json:"detail,omitzero"`
}

// Unweighed is the event of a weighing that never was.
type Unweighed struct {
	Weighing ident.ID `json:"weighing"`
	Card     ident.ID `json:"card"`
	Reason   string   `json:"reason"`
	By       ident.ID `json:"by"`
	Again    []Again  `json:"again,omitempty"`
	LastOn   string   `json:"last_on,omitempty"`
}

// GrowthReckoned is the event of weighings that are reckoned anew: the register knows
// another day of birth or another sex, or two records of the child became one.
type GrowthReckoned struct {
	Card   ident.ID `json:"card"`
	Again  []Again  `json:"again,omitempty"`
	LastOn string   `json:"last_on,omitempty"`
	// Kept is there when the card is new, or lies elsewhere now.
	Kept *CardKept `json:"kept,omitempty"`
}

// ConcernRaised is the event of a child on the midwife's list, or of more to look at.
type ConcernRaised struct {
	Concern  ident.ID `json:"concern"`
	Child    ident.ID `json:"child"`
	Guest    bool     `json:"guest,omitempty"`
	Village  string   `json:"village,omitempty"`
	Posyandu ident.ID `json:"posyandu,omitempty"`
	Weighing ident.ID `json:"weighing"`
	Reasons  []string `json:"reasons"`
	Urgent   bool     `json:"urgent,omitempty"`
	Since    string   `json:"since"`
	Upto     string   `json:"upto"`
}

// ConcernMoved is the event of a concern that another village's midwife has from now on.
type ConcernMoved struct {
	Concern ident.ID `json:"concern"`
	Village string   `json:"village,omitempty"`
}

// ConcernSettled is the event of a concern's end; State says how.
type ConcernSettled struct {
	Concern ident.ID    `json:"concern"`
	State   string      `json:"state"`
	By      ident.ID    `json:"by,omitempty"`
	On      string      `json:"on,omitempty"`
	Request ident.ID    `json:"request,omitempty"`
	Note    journal.Ref `json:"note,omitzero"`
}

func applyWeighed(tx *store.Tx, m journal.Meta, e Weighed) error {
	w := Weighing{Facility: m.Facility, ID: e.Weighing, Child: e.Child, Guest: e.Guest, On: e.On, Village: e.Village, Posyandu: e.Posyandu, WeightG: e.WeightG,
		LengthTenthsMM: e.LengthTenthsMM, Position: e.Position, Oedema: e.Oedema, HeadTenthsMM: e.HeadTenthsMM, MuacMM: e.MuacMM, VitaminA: e.VitaminA,
		Source: e.Source, Doubts: plain(e.Doubts), Sure: e.Sure, Reckoned: e.Reckoned, PolicyVersion: e.Policy, By: e.By, OccurredAt: e.At, RecordedAt: m.RecordedAt,
		Replaces: e.Replaces}
	if err := Weighings.Put(tx, w); err != nil {
		return err
	}
	if e.Replaces != "" {
		if err := onWeighing(tx, m, e.Replaces, func(w *Weighing) { w.ReplacedBy = e.Weighing }); err != nil {
			return err
		}
	}
	if err := applyAgain(tx, m, e.Again); err != nil {
		return err
	}
	return onCard(tx, m, e.Child, e.Card, e.LastOn)
}

func applyUnweighed(tx *store.Tx, m journal.Meta, e Unweighed) error {
	err := onWeighing(tx, m, e.Weighing, func(w *Weighing) { w.TakenBackBy, w.TakenBackAt, w.Reason = e.By, m.RecordedAt, e.Reason })
	if err != nil {
		return err
	}
	if err := applyAgain(tx, m, e.Again); err != nil {
		return err
	}
	return onCard(tx, m, e.Card, nil, e.LastOn)
}

func applyGrowthReckoned(tx *store.Tx, m journal.Meta, e GrowthReckoned) error {
	if err := applyAgain(tx, m, e.Again); err != nil {
		return err
	}
	return onCard(tx, m, e.Card, e.Kept, e.LastOn)
}

func applyAgain(tx *store.Tx, m journal.Meta, all []Again) error {
	for _, a := range all {
		if err := onWeighing(tx, m, a.Weighing, func(w *Weighing) { w.Reckoned = a.Reckoned }); err != nil {
			return err
		}
	}
	return nil
}

func onWeighing(tx *store.Tx, m journal.Meta, id ident.ID, change func(*Weighing)) error {
	w, found, err := Weighings.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	change(&w)
	return Weighings.Put(tx, w)
}

// onCard writes a card anew whenever a line of it changed, so that phones get its view.
func onCard(tx *store.Tx, m journal.Meta, id ident.ID, kept *CardKept, lastOn string) error {
	if kept != nil {
		id = kept.Card
	}
	c, found, err := GrowthCards.Get(tx, m.Facility, id)
	if err != nil || !found && kept == nil {
		return err
	}
	if kept != nil {
		c.Facility, c.ID, c.Guest, c.Village, c.Posyandu = m.Facility, kept.Card, kept.Guest, kept.Village, kept.Posyandu
		c.Sex, c.Born, c.Detail = kept.Sex, kept.Born, kept.Detail
	}
	c.LastOn = lastOn
	c.Lines++
	return GrowthCards.Put(tx, c)
}

func applyConcernRaised(tx *store.Tx, m journal.Meta, e ConcernRaised) error {
	c, found, err := Concerns.Get(tx, m.Facility, e.Concern)
	if err != nil {
		return err
	}
	if !found {
		c = Concern{Facility: m.Facility, ID: e.Concern, Child: e.Child, Guest: e.Guest, OpenedAt: m.RecordedAt, State: ConcernOpen}
	}
	c.Village, c.Posyandu, c.Weighing, c.Reasons, c.Urgent, c.Since, c.Upto = e.Village, e.Posyandu, e.Weighing, e.Reasons, e.Urgent, e.Since, e.Upto
	return Concerns.Put(tx, c)
}

func applyConcernMoved(tx *store.Tx, m journal.Meta, e ConcernMoved) error {
	c, found, err := Concerns.Get(tx, m.Facility, e.Concern)
	if err != nil || !found {
		return err
	}
	c.Village = e.Village
	return Concerns.Put(tx, c)
}

func applyConcernSettled(tx *store.Tx, m journal.Meta, e ConcernSettled) error {
	c, found, err := Concerns.Get(tx, m.Facility, e.Concern)
	if err != nil || !found {
		return err
	}
	c.State, c.EndedAt, c.EndedBy, c.SeenOn, c.Request, c.Note = e.State, m.RecordedAt, e.By, e.On, e.Request, e.Note
	return Concerns.Put(tx, c)
}
