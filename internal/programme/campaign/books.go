package campaign

import (
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/shared/ledger"
)

// kindPrefix begins the kind of every entry of this room in the books.
const kindPrefix = "campaign_"

// Posts reports whether entries of a kind are this room's: they are taken back here, where
// the batch and the contact change with them, and not by ledger.reverse.
func Posts(kind string) bool { return strings.HasPrefix(kind, kindPrefix) }

// The accounts of a material, in pieces.
func incomeOf(material string) string {
	return ledger.Account(money.Piece, ledger.Income, "campaign."+material)
}
func storeOf(material string) string {
	return ledger.Account(money.Piece, ledger.Stock, "campaign."+material)
}
func outOf(material string) string {
	return ledger.Account(money.Piece, ledger.Expense, "campaign.handed_out."+material)
}
func lostOf(material string) string {
	return ledger.Account(money.Piece, ledger.Expense, "campaign.written_off."+material)
}

// HeldBy is the account of what a seller has of a material, in pieces.
func HeldBy(seller ident.ID, material string) string {
	return ledger.Account(money.Piece, ledger.Held, "campaign."+string(seller)+"."+material)
}

// entry is one entry of the books: what moves from one account to another.
func entry(id, subject ident.ID, kind, from, to string, count int64) ledger.Posted {
	return ledger.Posted{ID: id, Kind: kindPrefix + kind, Subject: subject, Lines: ledger.Move(from, to, count)}
}

// books is the entry of a move of material; the move's id names it.
func (e MovedEvent) books() ledger.Posted {
	from, to := storeOf(e.Material), HeldBy(e.Seller, e.Material)
	switch {
	case e.What == Received:
		from, to = incomeOf(e.Material), storeOf(e.Material)
	case e.What == Returned:
		from, to = to, from
	case e.What == WrittenOff && e.Seller == "":
		to = lostOf(e.Material)
	case e.What == WrittenOff:
		from, to = to, lostOf(e.Material)
	}
	return entry(ident.Derive(e.Move, 1), e.Move, e.What, from, to, e.Count)
}

// booked is the entry of what a contact took from a seller's hands; nothing, when it took
// nothing.
func booked(contact, seller ident.ID, material string, count int64) []any {
	switch {
	case count == 0:
		return nil
	case count < 0:
		return []any{entry(ident.Derive(contact, 1), contact, "counted_back", outOf(material), HeldBy(seller, material), -count)}
	}
	return []any{entry(ident.Derive(contact, 1), contact, "handed_out", HeldBy(seller, material), outOf(material), count)}
}

// unbooked is the entry that puts back what a contact took, when it is corrected.
func unbooked(old Contact) []any {
	n := old.Booked()
	switch {
	case n == 0:
		return nil
	case n < 0:
		return []any{entry(ident.Derive(old.ID, 2), old.ID, "corrected", HeldBy(old.Seller, old.Kind), outOf(old.Kind), -n)}
	}
	return []any{entry(ident.Derive(old.ID, 2), old.ID, "corrected", outOf(old.Kind), HeldBy(old.Seller, old.Kind), n)}
}

// batchesOf are the batches of a seller, the oldest first.
func batchesOf(q journal.Query, seller ident.ID) ([]Batch, error) {
	return Batches.Where(q.Tx, "facility_id = $1 AND seller = $2 ORDER BY seq, id", q.Facility, seller)
}

// take says which batches so many papers come from, the oldest first, as far as they
// reach: more than was on hand is not there to be taken.
func take(all []Batch, material string, count int64) []Take {
	var out []Take
	for _, b := range all {
		if b.Material != material {
			continue
		}
		if n := min(b.Left(), count); n > 0 {
			out, count = append(out, Take{b.ID, n}), count-n
		}
	}
	return out
}

// after is what the batches are once something was taken from them.
func after(all []Batch, takes []Take) []Batch {
	out := append([]Batch(nil), all...)
	for _, t := range takes {
		for i := range out {
			if out[i].ID == t.Batch {
				out[i].HandedOut += t.Count
			}
		}
	}
	return out
}

func sum(takes []Take) (n int64) {
	for _, t := range takes {
		n += t.Count
	}
	return n
}
