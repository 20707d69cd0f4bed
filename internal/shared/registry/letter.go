package registry

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Traveller is one person as a letter to another health centre tells of them.
type Traveller struct {
	Person ident.ID `json:"person"`
}

// addressLetter reads what a letter to another health centre needs.
func (r Room) addressLetter(q journal.Query, m *moving, b Move) error {
	m.away = false
	return nil
}

// withLetter adds the letter to the answer of a move.
func (m moving) withLetter(s journal.Said[Move], answer journal.Answer, movers []Person) journal.Answer {
	return journal.Refuse("registry.no_such_facility").On("facility")
}
