package rice

import (
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

const (
	gram   = money.Gram
	rupiah = money.Rupiah
)

// kindPrefix begins the kind of every entry of this room in the books.
const kindPrefix = "rice_"

// Posts reports whether entries of a kind are this room's: they are taken back here,
// where the debt, the batch and the report change with them, and not by ledger.reverse.
func Posts(kind string) bool { return strings.HasPrefix(kind, kindPrefix) }

// entry is what a debt does to the books: the n-th time, which names the entry.
func (d Debt) entry(n int64, kind string, lines []ledger.Line) ledger.Posted {
	return ledger.Posted{ID: ident.Derive(d.ID, 100+int(n)), Kind: kindPrefix + kind, Subject: d.ID, Lines: lines}
}

// writes is the entry of a debt that is owed from now on.
func (d Debt) writes(n int64) ledger.Posted {
	return d.entry(n, "owed", ledger.Move(payable(d.Case), ledger.Account(gram, ledger.Expense, d.Fund), d.Grams))
}

// lifts is the entry of a debt that is not owed any more.
func (d Debt) lifts(n int64, why string) ledger.Posted {
	return d.entry(n, why, ledger.Move(ledger.Account(gram, ledger.Expense, d.Fund), payable(d.Case), d.Grams))
}

// pays is the entry of a debt that is handed over.
func (d Debt) pays(n int64) ledger.Posted {
	return d.entry(n, "given", ledger.Move(ledger.Account(gram, ledger.Stock, d.Fund), payable(d.Case), d.Grams))
}

// unpays is the entry of a hand-over that is taken back.
func (d Debt) unpays(n int64) ledger.Posted {
	return d.entry(n, "taken_back", ledger.Move(payable(d.Case), ledger.Account(gram, ledger.Stock, d.Fund), d.Grams))
}

// lots are the batches of a fund, the oldest first.
func lots(q journal.Query, fund string) ([]Batch, error) {
	return Batches.Where(q.Tx, "facility_id = $1 AND fund = $2 ORDER BY on_day, seq, id", q.Facility, fund)
}

// looseLot is the batch that rice is taken from when the store holds less than was
// handed out: the fact stands, and the next count says where it came from.
func looseLot(facility ident.ID, fund string) ident.ID {
	return ident.Named("rice without a batch: " + string(facility) + " " + fund)
}

// take says which batches so many grams come from: the oldest first, and what is not
// there from the loose one.
func take(all []Batch, grams int64, loose ident.ID) []Take {
	out := []Take{}
	for _, b := range all {
		if n := min(b.Left, grams); n > 0 {
			out, grams = append(out, Take{b.ID, n}), grams-n
		}
	}
	if grams > 0 {
		out = append(out, Take{loose, grams})
	}
	return out
}

// back turns what was taken around.
func back(takes []Take) []Take {
	out := make([]Take, len(takes))
	for i, t := range takes {
		out[i] = Take{t.Batch, -t.Grams}
	}
	return out
}

// inStock is what lies in the batches, in grams.
func inStock(all []Batch) (sum int64) {
	for _, b := range all {
		sum += b.Left
	}
	return sum
}

// applyTakes moves what batches hold.
func applyTakes(tx *store.Tx, m journal.Meta, fund string, takes []Take) error {
	for _, t := range takes {
		b, found, err := Batches.Get(tx, m.Facility, t.Batch)
		if err != nil {
			return err
		}
		if !found {
			b = Batch{Facility: m.Facility, ID: t.Batch, Fund: fund, Source: Count, At: m.RecordedAt, Seq: m.Seq}
		}
		b.Left -= t.Grams
		if err := Batches.Put(tx, b); err != nil {
			return err
		}
	}
	return nil
}
