package sticker

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// change applies what was told of a house to its row, which it makes where there is
// none. Told is called with whether nothing newer is known already: a report that comes
// late adds its day and does not turn the state back.
func change(tx *store.Tx, m journal.Meta, w where, at instant.Instant, told func(s *Sticker, newest bool)) error {
	s, _, err := Stickers.Get(tx, m.Facility, w.House)
	if err != nil {
		return err
	}
	s.Facility, s.ID = m.Facility, w.House
	s.stands(w)
	newest := !at.Before(s.At)
	if newest {
		s.At = at
	}
	told(&s, newest)
	return Stickers.Put(tx, s)
}

// stands takes over where the house is.
func (s *Sticker) stands(w where) {
	s.Code, s.Village, s.Group, s.Hidden = w.Code, w.Village, w.Group, w.Hidden
}

func applyPutUp(tx *store.Tx, m journal.Meta, e PutUpEvent) error {
	return change(tx, m, e.where, e.At, func(s *Sticker, newest bool) {
		if e.On >= s.PutOn {
			s.PutOn, s.PutBy, s.How = e.On, e.By, e.How
		}
		s.sawn(e.On, e.By)
		if newest || s.State == "" {
			s.State, s.Phone = e.State, e.Phone
		}
	})
}

func applySeen(tx *store.Tx, m journal.Meta, e SeenEvent) error {
	return change(tx, m, e.where, e.At, func(s *Sticker, newest bool) {
		s.sawn(e.On, e.By)
		if newest || s.State == "" {
			s.State, s.Phone = e.State, e.Phone
		}
	})
}

// sawn notes the last day on which somebody stood before it.
func (s *Sticker) sawn(on string, by ident.ID) {
	if on >= s.SeenOn {
		s.SeenOn, s.SeenBy = on, by
	}
}

func applyGone(tx *store.Tx, m journal.Meta, e GoneEvent) error {
	return change(tx, m, e.where, e.At, func(s *Sticker, newest bool) {
		if e.On >= s.GoneOn {
			s.GoneOn, s.Why = e.On, e.Why
		}
		if newest {
			s.State, s.Phone = Gone, ""
		}
	})
}

func applyRefused(tx *store.Tx, m journal.Meta, e RefusedEvent) error {
	return change(tx, m, e.where, e.At, func(s *Sticker, newest bool) {
		s.RefusedOn = later(s.RefusedOn, e.On)
		if newest {
			s.State, s.Phone = Refused, ""
		}
	})
}

// applyRenumbered marks what hangs with another number than the new one, and what hangs
// with it: a number may come back.
func applyRenumbered(tx *store.Tx, m journal.Meta, e Renumbered) error {
	all, err := Stickers.Where(tx, "facility_id = $1 AND (state = $2 AND phone <> $4 OR state = $3 AND phone = $4) ORDER BY id", m.Facility, Up, Outdated, e.Phone)
	if err != nil {
		return err
	}
	for _, s := range all {
		s.State = hanging(s.Phone, e.Phone)
		if err := Stickers.Put(tx, s); err != nil {
			return err
		}
	}
	return nil
}

func applyMoved(tx *store.Tx, m journal.Meta, e HouseChanged) error {
	s, found, err := Stickers.Get(tx, m.Facility, e.House)
	if err != nil || !found {
		return err
	}
	s.stands(e.where)
	return Stickers.Put(tx, s)
}
