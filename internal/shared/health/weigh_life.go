package health

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// weighedLife lets a child's card follow it: the phones of the village it left forget it,
// and two records that are one have one card, reckoned over the weighings of both.
func weighedLife(q journal.Query, m journal.Meta, e registry.LifeChanged) ([]any, error) {
	var out []any
	done := map[ident.ID]bool{}
	for _, id := range append([]ident.ID{e.Person, e.About}, e.Also...) {
		if id == "" || done[id] {
			continue
		}
		more, err := carded(q, m, id, done)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// weighedCorrected reckons a child's weighings anew when the register learns another day
// of birth, another sex or another village.
func weighedCorrected(q journal.Query, m journal.Meta, e registry.PersonCorrected) ([]any, error) {
	if e.Born == nil && e.Sex == nil && e.Village == nil {
		return nil, nil
	}
	return carded(q, m, e.Person, map[ident.ID]bool{})
}

// carded brings the card behind a record up to date, and those of the records that were
// made one with it; done are the records that are.
func carded(q journal.Query, m journal.Meta, id ident.ID, done map[ident.ID]bool) (out []any, err error) {
	done[id] = true
	_, any, err := GrowthCards.First(q.Tx, "facility_id = $1 AND id = $2", q.Facility, id)
	if err != nil || !any {
		return nil, err
	}
	v, err := weighedOf(q, id, false)
	if err != nil || len(v.all) == 0 && v.card.ID == "" {
		return nil, err
	}
	merged, err := registry.MergedWith(q.Tx, q.Facility, v.ID)
	if err != nil {
		return nil, err
	}
	for _, other := range merged {
		done[other] = true
		c, found, err := GrowthCards.Get(q.Tx, q.Facility, other)
		if err != nil {
			return nil, err
		}
		if found && c.Village != "" {
			out = append(out, GrowthReckoned{Card: other, LastOn: c.LastOn, Kept: &CardKept{Card: other}})
		}
	}
	done[v.ID] = true
	return append(out, v.upToDate(ident.Derive(m.Command, concernIDs+m.Ordinal))...), nil
}

// concernIDs keeps the ids of concerns that follow from an event apart from others.
const concernIDs = 4000

// upToDate is the card as it is by the register of now, and the concern with it.
func (v weighed) upToDate(concern ident.ID) (out []any) {
	village := v.Village
	if v.State != registry.Active {
		village = ""
	}
	all := slices.Clone(v.all)
	e := GrowthReckoned{Card: v.ID, Again: v.grown().again(all, v.set.gap())}
	if len(all) > 0 {
		e.LastOn = all[len(all)-1].On
	}
	if v.card.ID == "" || v.card.Village != village {
		e.Kept = &CardKept{Card: v.ID, Village: village}
	}
	if len(e.Again) > 0 || e.Kept != nil || e.LastOn != v.card.LastOn {
		out = append(out, e)
	}
	switch {
	case v.State != registry.Active && v.open.ID != "":
		return append(out, ConcernSettled{Concern: v.open.ID, State: ConcernEnded})
	case v.State != registry.Active:
		return out
	case v.open.ID != "" && v.open.Village != village:
		out = append(out, ConcernMoved{v.open.ID, village})
		v.open.Village = village
	}
	return append(out, v.concern(all, concern)...)
}
