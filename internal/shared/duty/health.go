package duty

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Health is what a phone said of itself when it was last heard. It may be lost: the
// next word of the phone writes it anew.
type Health struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	// ID is the device's.
	ID     ident.ID `db:"id" json:"id"`
	Worker ident.ID `db:"worker" json:"worker"`
	// Unsent is how many commands and pictures wait on it, Oldest when the oldest of
	// them was made, by its own clock.
	Unsent int64           `db:"unsent" json:"unsent"`
	Oldest instant.Instant `db:"oldest" json:"oldest,omitzero"`
	// Refused is how much of its work was refused and not yet looked at.
	Refused int64 `db:"refused" json:"refused"`
	// OffsetMS is how far its clock goes ahead of the server's, in milliseconds.
	OffsetMS int64 `db:"offset_ms" json:"offset_ms"`
	// Battery is percent, -1 where the phone does not tell.
	Battery int64 `db:"battery" json:"battery"`
	// LastSync is when it was last heard, by the server's clock.
	LastSync instant.Instant `db:"last_sync" json:"last_sync"`
}

// Healths holds it.
var Healths = store.NewTable[Health]("phone_health", store.Loose)

// heardEvery bounds how often a phone that says the same is written down: it speaks
// every half minute, and a minute is as exact as anybody reads it.
const heardEvery = 60_000_000 // microseconds

// Fresh reports whether a word of a phone need not be written down: the same as a
// moment ago.
func (h Health) Fresh(before Health) bool {
	same := h.Worker == before.Worker && h.Unsent == before.Unsent && h.Refused == before.Refused && h.Battery == before.Battery && h.Oldest == before.Oldest
	return same && int64(h.LastSync-before.LastSync) < heardEvery
}

// PhonesHeard lists what the phones of the facility last said, the one silent longest
// first.
func PhonesHeard(q journal.Query) ([]Health, error) {
	return Healths.Where(q.Tx, "facility_id = $1 ORDER BY last_sync, id", q.Facility)
}

// LastSync is when a phone of somebody was last heard; 0: never.
func LastSync(q journal.Query, worker ident.ID) (at instant.Instant, err error) {
	_, err = q.One("SELECT COALESCE(MAX(last_sync), 0) FROM phone_health WHERE facility_id = $1 AND worker = $2", store.Args(q.Facility, worker), &at)
	return at, err
}
