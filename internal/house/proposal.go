package house

import (
	"encoding/json"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// aboutProposal tells a second person whom a proposal of the register is about:
// nobody can agree to a line's number.
type aboutProposal struct {
	Person ident.ID `json:"person"`
	Name   string   `json:"name"`
	// What and On are of the line that is to be taken back.
	What string `json:"what,omitempty"`
	On   string `json:"on,omitempty"`
}

// aboutOf reads it; nil of a proposal that is about nobody of the register.
func aboutOf(q journal.Query, verb string, body json.RawMessage) (*aboutProposal, error) {
	var said struct{ Line, Drop ident.ID }
	if body == nil || json.Unmarshal(body, &said) != nil {
		return nil, nil // whoever cannot settle it is told nothing
	}
	about := &aboutProposal{Person: said.Drop}
	switch verb {
	case "registry.unmerge":
	case "registry.retract":
		line, _, err := registry.LifeEvents.Get(q.Tx, q.Facility, said.Line)
		if err != nil {
			return nil, err
		}
		about.Person, about.What, about.On = line.Person, line.What, line.On
	default:
		return nil, nil
	}
	_, d, found, err := registry.Open(q, about.Person)
	if err != nil || !found {
		return nil, err
	}
	about.Name = d.Name
	return about, nil
}
