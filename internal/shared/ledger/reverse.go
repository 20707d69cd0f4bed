package ledger

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Reverse is the command that undoes an entry by its opposite: two persons.
type Reverse struct {
	Entry  ident.ID `json:"entry"`
	Reason string   `json:"reason" max:"500"`
}

// Subject is the entry.
func (r Reverse) Subject() ident.ID { return r.Entry }

// Check wants a reason.
func (r Reverse) Check() *fault.Error {
	if r.Entry == "" {
		return fault.BadField("body.required", "entry")
	}
	if r.Reason == "" {
		return fault.BadField("body.required", "reason")
	}
	return nil
}

// Reversed is the event of an entry undone. Lines are the opposite ones.
type Reversed struct {
	ID     ident.ID    `json:"id"`
	Entry  ident.ID    `json:"entry"`
	Lines  []Line      `json:"lines"`
	Reason journal.Ref `json:"reason"`
}

// posting is an entry with its lines. Elsewhere: another room takes it back.
type posting struct {
	Entry
	lines     []Line
	elsewhere bool
}

func (r Room) loadPosting(q journal.Query) (posting, error) {
	e, found, err := Entries.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return posting{}, err
	}
	lines, err := Lines.Where(q.Tx, "facility_id = $1 AND entry_id = $2 ORDER BY id", q.Facility, e.ID)
	return posting{e, lines, r.Elsewhere != nil && r.Elsewhere(e.Kind)}, err
}

func (p posting) reverse(s journal.Said[Reverse]) journal.Answer {
	switch {
	case p.Reverses != "":
		return journal.Refuse("ledger.reversal_final")
	case p.ReversedBy != "":
		return journal.Refuse("ledger.already_reversed")
	case p.elsewhere:
		return journal.Refuse("ledger.reversed_elsewhere")
	}
	opposite := make([]Line, len(p.lines))
	for i, l := range p.lines {
		opposite[i] = Line{Account: l.Account, Unit: l.Unit, Amount: -l.Amount}
	}
	id := ident.Derive(p.ID, 2)
	return journal.Accept(Reversed{id, p.ID, opposite, s.Seal("ledger_reason", id, 1, s.Body.Reason)})
}

func applyReversed(tx *store.Tx, m journal.Meta, e Reversed) error {
	p, found, err := Entries.Get(tx, m.Facility, e.Entry)
	if err != nil || !found || p.ReversedBy != "" || p.Reverses != "" {
		return err
	}
	p.ReversedBy = e.ID
	if _, err := post(tx, m, Entry{Facility: m.Facility, ID: e.ID, Kind: "reversal", Subject: p.Subject, Reverses: p.ID, At: m.RecordedAt}, e.Lines); err != nil {
		return err
	}
	if err := Entries.Put(tx, p); err != nil {
		return err
	}
	earning, found, err := Earnings.First(tx, "facility_id = $1 AND entry_id = $2", m.Facility, p.ID)
	if err != nil || !found {
		return err
	}
	earning.State = StateReversed
	return Earnings.Put(tx, earning)
}
