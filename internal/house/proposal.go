package house

import (
	"encoding/json"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
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

// changeOf compares a proposed policy with the one in force; nil of anything else, of what
// is settled, and for who may not settle it.
func (h *House) changeOf(q journal.Query, p journal.Proposal, body json.RawMessage) (*policy.Compared, error) {
	if p.Verb != "policy.change" || p.State != "proposed" || body == nil {
		return nil, nil
	}
	c, err := h.settings().Compare(q, body)
	return &c, err
}

// settings is the room of the policy.
func (h *House) settings() (settings policy.Room) {
	for _, r := range h.rooms {
		if found, is := r.(policy.Room); is {
			settings = found
		}
	}
	return settings
}

// Settings names the sections of the policy.
func (h *House) Settings() []string {
	var names []string
	for _, s := range h.settings().Sections {
		names = append(names, s.Name())
	}
	return names
}
