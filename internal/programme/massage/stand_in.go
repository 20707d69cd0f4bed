package massage

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// StandIn has a cadre come to a village that is not hers: verb massage.stand_in.
type StandIn struct {
	Substitute ident.ID `json:"substitute"`
	Cadre      ident.ID `json:"cadre"`
	For        ident.ID `json:"for,omitempty"`
	Village    string   `json:"village" max:"20"`
	From       string   `json:"from" max:"10"`
	To         string   `json:"to" max:"10"`
}

// EndStandIn ends it: verb massage.end_stand_in.
type EndStandIn struct {
	Substitute ident.ID `json:"substitute"`
}

// Subject is the row.
func (b StandIn) Subject() ident.ID { return b.Substitute }

// Subject is the row.
func (b EndStandIn) Subject() ident.ID { return b.Substitute }

// Check wants who, where and when.
func (b StandIn) Check() *fault.Error {
	switch {
	case b.Substitute == "":
		return fault.BadField("body.required", "substitute")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	}
	return checkDays(b.Cadre, b.From, b.To)
}

// StoodIn is the event of a substitute.
type StoodIn struct {
	Substitute ident.ID `json:"substitute"`
	Cadre      ident.ID `json:"cadre"`
	For        ident.ID `json:"for,omitempty"`
	Village    string   `json:"village"`
	From       string   `json:"from"`
	To         string   `json:"to"`
}

// StandInEnded is the event of its end.
type StandInEnded struct {
	Substitute ident.ID `json:"substitute"`
}

type standing struct {
	Substitute
	found, cadre, served bool
}

func loadStanding(q journal.Query) (s standing, err error) {
	if s.Substitute, s.found, err = Substitutes.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return s, err
	}
	b, ok := q.Body.(StandIn)
	if !ok {
		if !s.found {
			err = fault.Absent()
		}
		return s, err
	}
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, b.Cadre)
	if err != nil {
		return s, err
	}
	s.cadre = found && w.State == workforce.Active && (w.Is("cadre") || w.Is("midwife"))
	_, s.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village))
	return s, err
}

func (x standing) begin(s journal.Said[StandIn]) journal.Answer {
	b := s.Body
	switch {
	case x.found:
		return journal.Refuse("massage.stands_in_already")
	case !x.cadre:
		return journal.Refuse("massage.no_such_cadre").On("cadre")
	case !x.served:
		return journal.Refuse("registry.unknown_village").On("village")
	}
	return journal.Accept(StoodIn(b))
}

func (x standing) end(journal.Said[EndStandIn]) journal.Answer {
	if !x.EndedAt.IsZero() {
		return journal.Refuse("massage.over_already")
	}
	return journal.Accept(StandInEnded{x.ID})
}

func applyStoodIn(tx *store.Tx, m journal.Meta, e StoodIn) error {
	return Substitutes.Put(tx, Substitute{Facility: m.Facility, ID: e.Substitute, Cadre: e.Cadre, For: e.For, Village: e.Village, From: e.From, To: e.To})
}

func applyStandInEnded(tx *store.Tx, m journal.Meta, e StandInEnded) error {
	s, found, err := Substitutes.Get(tx, m.Facility, e.Substitute)
	if err != nil || !found {
		return err
	}
	s.EndedAt = m.RecordedAt
	return Substitutes.Put(tx, s)
}
