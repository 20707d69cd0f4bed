package sticker

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Renumbered is the event of stickers that carry another number than the health
// centre's: Phone is the one in force from now on (E.164).
type Renumbered struct {
	Phone string `json:"phone"`
}

// HouseChanged is the event of a house with a sticker whose code, village, group or
// hiddenness is another from now on.
type HouseChanged struct {
	where
}

// renumber follows a new service number.
func renumber(q journal.Query, _ journal.Meta, e registry.NumbersSet) ([]any, error) {
	_, stale, err := Stickers.First(q.Tx, "facility_id = $1 AND (state = $2 AND phone <> $4 OR state = $3 AND phone = $4)", q.Facility, Up, Outdated, e.ServicePhone)
	if err != nil || !stale {
		return nil, err
	}
	return []any{Renumbered{e.ServicePhone}}, nil
}

// houseSet follows a house that stands otherwise.
func houseSet(q journal.Query, _ journal.Meta, e registry.HouseSet) ([]any, error) {
	return changed(q, e.House)
}

// rowsEntered follows the houses and the people of many rows.
func rowsEntered(q journal.Query, _ journal.Meta, e registry.RowsEntered) ([]any, error) {
	var houses, households []ident.ID
	for _, h := range e.Houses {
		houses = append(houses, h.House)
	}
	for _, p := range e.People {
		if p.HiddenAddress {
			households = append(households, p.Household)
		}
	}
	at, err := housesOf(q, households...)
	if err != nil {
		return nil, err
	}
	return changed(q, append(houses, at...)...)
}

// registered follows somebody new whose address is hidden.
func registered(q journal.Query, _ journal.Meta, e registry.PersonRegistered) ([]any, error) {
	if !e.HiddenAddress {
		return nil, nil
	}
	return livingIn(q, e.Household)
}

// corrected follows somebody whose address is hidden from now on, or is no longer.
func corrected(q journal.Query, _ journal.Meta, e registry.PersonCorrected) ([]any, error) {
	if e.HiddenAddress == nil && e.Household == nil {
		return nil, nil
	}
	return residing(q, e.Person)
}

// lived follows a move, a death and what takes either back.
func lived(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	if e.Change.Household == nil && e.Change.State == nil {
		return nil, nil
	}
	return residing(q, e.Person)
}

// householdSet and householdMoved follow a family into its house.
func householdSet(q journal.Query, _ journal.Meta, e registry.HouseholdSet) ([]any, error) {
	return changed(q, e.House)
}

func householdMoved(q journal.Query, _ journal.Meta, e registry.HouseholdMoved) ([]any, error) {
	return changed(q, e.House)
}

func residing(q journal.Query, person ident.ID) ([]any, error) {
	p, found, err := registry.People.Get(q.Tx, q.Facility, person)
	if err != nil || !found {
		return nil, err
	}
	return livingIn(q, p.Household)
}

func livingIn(q journal.Query, household ident.ID) ([]any, error) {
	at, err := housesOf(q, household)
	if err != nil {
		return nil, err
	}
	return changed(q, at...)
}

func housesOf(q journal.Query, households ...ident.ID) (houses []ident.ID, err error) {
	for _, id := range households {
		if id == "" {
			continue
		}
		h, _, err := registry.Households.Get(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		houses = append(houses, h.House)
	}
	return houses, nil
}

// few is up to how many houses are looked at one by one.
const few = 3

// changed compares houses with the rows of their stickers. A list of many houses costs
// one look at the rows and one more a house that has one.
func changed(q journal.Query, houses ...ident.ID) ([]any, error) {
	var out []any
	known, err := withRow(q, houses)
	if err != nil {
		return nil, err
	}
	for _, s := range known {
		h, found, err := registry.Houses.Get(q.Tx, q.Facility, s.ID)
		if err != nil {
			return nil, err
		}
		veiled, err := hidden(q, h)
		if err != nil {
			return nil, err
		}
		now := where{h.ID, h.Code, h.Village, h.Group, veiled}
		if found && now != (where{s.ID, s.Code, s.Village, s.Group, s.Hidden}) {
			out = append(out, HouseChanged{now})
		}
	}
	return out, nil
}

// withRow gives the rows of some houses, each once, in the order of the houses.
func withRow(q journal.Query, houses []ident.ID) (out []Sticker, err error) {
	rows := map[ident.ID]Sticker{}
	if len(houses) > few {
		all, err := Stickers.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		if err != nil {
			return nil, err
		}
		for _, s := range all {
			rows[s.ID] = s
		}
	}
	for _, id := range houses {
		s, found := rows[id]
		if len(houses) <= few && id != "" {
			if s, found, err = Of(q, id); err != nil {
				return nil, err
			}
		}
		if found && !slices.ContainsFunc(out, func(x Sticker) bool { return x.ID == id }) {
			out = append(out, s)
		}
	}
	return out, nil
}
