package page

import (
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
)

// priceNow is what a visit that is booked now costs, as people read it; empty: nothing.
func (p *Page) priceNow(tx *store.Tx, v *visit) (string, error) {
	set, _, err := massage.FeePolicy.Get(journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys})
	return priceWords(v.lang, set.VisitRupiah), err
}

// priceWords is a price as people read it; empty: nothing is paid.
func priceWords(lang string, rupiah int64) string {
	if rupiah <= 0 {
		return ""
	}
	return text.Rp(lang, rupiah)
}

// priced reports whether it is said of a booking what it costs: a visit that is ahead, or was given.
func priced(b massage.Booking) bool {
	return b.Ahead() || b.State == massage.OnWay || b.State == massage.Started || b.State == massage.Done
}
