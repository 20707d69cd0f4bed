package campaign

import (
	"fmt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyEnlisted(tx *store.Tx, m journal.Meta, e EnlistedEvent) error {
	s, _, err := Sellers.Get(tx, m.Facility, e.Seller)
	if err != nil {
		return err
	}
	s.Facility, s.ID, s.State, s.EnlistedOn, s.EndedOn, s.Why, s.Kit = m.Facility, e.Seller, Active, e.On, "", "", plain(s.Kit)
	s.set(e.Round)
	return Sellers.Put(tx, s)
}

func (s *Seller) set(r Round) {
	s.Kind, s.Villages, s.Days, s.Language, s.Phone, s.Licence = r.Kind, plain(r.Villages), plain(r.Days), r.Language, r.Phone, r.Licence
}

// plain is never nil: a column of a list has one.
func plain[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func changeSeller(tx *store.Tx, m journal.Meta, id ident.ID, change func(*Seller)) error {
	s, found, err := Sellers.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	change(&s)
	return Sellers.Put(tx, s)
}

func applyChanged(tx *store.Tx, m journal.Meta, e ChangedEvent) error {
	return changeSeller(tx, m, e.Seller, func(s *Seller) { s.set(e.Round) })
}

func applyEnded(tx *store.Tx, m journal.Meta, e EndedEvent) error {
	return changeSeller(tx, m, e.Seller, func(s *Seller) { s.State, s.Why, s.EndedOn = Ended, e.Why, e.On })
}

func applyPage(tx *store.Tx, m journal.Meta, e PageEvent) error {
	return changeSeller(tx, m, e.Seller, func(s *Seller) { s.Page = e.Page })
}

func applyHandedOver(tx *store.Tx, m journal.Meta, e HandedOverEvent) error {
	return Batches.Put(tx, Batch{Facility: m.Facility, ID: e.Batch, Code: e.Code, Material: e.Material, Seller: e.Seller, Village: e.Village,
		Count: e.Count, HandedOn: e.On, Seq: m.Seq})
}

// changeBatch never lets a batch run below zero: a decision that does is a fault of ours,
// and the whole command is taken back.
func changeBatch(tx *store.Tx, m journal.Meta, id ident.ID, change func(*Batch)) error {
	b, found, err := Batches.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	change(&b)
	if b.Left() < 0 || b.HandedOut < 0 {
		return fmt.Errorf("campaign: batch %s would have %d left", b.ID, b.Left())
	}
	return Batches.Put(tx, b)
}

// applyMoved moves material; the batch of a hand-over is there already, in full.
func applyMoved(tx *store.Tx, m journal.Meta, e MovedEvent) error {
	if err := Moves.Put(tx, Move{Facility: m.Facility, ID: e.Move, What: e.What, Material: e.Material, Seller: e.Seller, Batch: e.Batch, Count: e.Count,
		On: e.On, From: e.From, Why: e.Why, By: e.By, Approver: e.Approver, At: m.RecordedAt}); err != nil {
		return err
	}
	if err := applyStore(tx, m, e); err != nil {
		return err
	}
	if e.Batch != "" {
		return changeBatch(tx, m, e.Batch, func(b *Batch) {
			switch e.What {
			case Returned:
				b.Returned += e.Count
			case WrittenOff:
				b.WrittenOff += e.Count
			}
		})
	}
	if e.Seller == "" {
		return nil
	}
	return applyKit(tx, m, e)
}

func applyKit(tx *store.Tx, m journal.Meta, e MovedEvent) error {
	s, found, err := Sellers.Get(tx, m.Facility, e.Seller)
	if err != nil || !found {
		return err
	}
	n := -e.Count
	if e.What == KitGiven {
		n = e.Count
	}
	if s.Kit = s.with(e.Material, n); s.Has(e.Material) < 0 {
		return fmt.Errorf("campaign: seller %s would have %d of %s", s.ID, s.Has(e.Material), e.Material)
	}
	return Sellers.Put(tx, s)
}

// applyStore keeps what lies in the store, which is never less than nothing.
func applyStore(tx *store.Tx, m journal.Meta, e MovedEvent) error {
	s, _, err := Stocks.Get(tx, m.Facility, ident.ID(e.Material))
	if err != nil {
		return err
	}
	s.Facility, s.ID = m.Facility, ident.ID(e.Material)
	switch {
	case e.What == Received:
		s.In, s.Received = s.In+e.Count, s.Received+e.Count
	case e.What == Returned:
		s.In += e.Count
	case e.What == HandedOver, e.What == KitGiven:
		s.In -= e.Count
	case e.What == WrittenOff && e.Seller == "":
		s.In, s.WrittenOff = s.In-e.Count, s.WrittenOff+e.Count
	case e.What == WrittenOff:
		s.WrittenOff += e.Count
	}
	if s.In < 0 {
		return fmt.Errorf("campaign: %d of %s in the store", s.In, e.Material)
	}
	return Stocks.Put(tx, s)
}

func applyContacted(tx *store.Tx, m journal.Meta, e ContactedEvent) error {
	if e.Replaces != "" {
		if err := replace(tx, m, e); err != nil {
			return err
		}
	}
	c := Contact{Facility: m.Facility, ID: e.Contact, Seller: e.Seller, Takes: plain(e.Takes), Village: e.Village, Kind: e.Kind, Count: e.Count,
		On: e.On, Source: e.Source, By: e.By, Trained: e.Trained, Replaces: e.Replaces, At: m.RecordedAt}
	if len(e.Takes) == 1 {
		c.Batch = e.Takes[0].Batch
	}
	if err := Contacts.Put(tx, c); err != nil {
		return err
	}
	return applyTakes(tx, m, e.Takes, 1)
}

// replace marks the contact that is corrected and puts back what it took.
func replace(tx *store.Tx, m journal.Meta, e ContactedEvent) error {
	old, found, err := Contacts.Get(tx, m.Facility, e.Replaces)
	if err != nil || !found {
		return err
	}
	old.ReplacedBy = e.Contact
	if err := Contacts.Put(tx, old); err != nil {
		return err
	}
	return applyTakes(tx, m, old.Takes, -1)
}

func applyTakes(tx *store.Tx, m journal.Meta, takes []Take, sign int64) error {
	for _, t := range takes {
		if err := changeBatch(tx, m, t.Batch, func(b *Batch) { b.HandedOut += sign * t.Count }); err != nil {
			return err
		}
	}
	return nil
}

// applyMassageTold keeps nothing beside the contact, which is an event of its own: what
// follows for the midwife is hers.
func applyMassageTold(*store.Tx, journal.Meta, MassageToldEvent) error { return nil }

func applyScanned(tx *store.Tx, m journal.Meta, e ScannedEvent) error {
	s, _, err := Scans.Get(tx, m.Facility, e.Scan)
	if err != nil {
		return err
	}
	return Scans.Put(tx, Scan{Facility: m.Facility, ID: e.Scan, Batch: e.Batch, Seller: e.Seller, Village: e.Village, On: e.On, Count: s.Count + 1})
}
