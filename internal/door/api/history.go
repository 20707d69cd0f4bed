package api

import (
	"fmt"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
)

// head is where a facility's log stands, as seq.hash8: the number of the last
// event and the first 8 characters of the chain there.
func head(tx *store.Tx, facility ident.ID) (text string, seq int64, err error) {
	var chain string
	found, err := tx.One("SELECT seq, chain FROM facility_head WHERE facility_id = $1", store.Args(facility), &seq, &chain)
	if err != nil || !found {
		return "0.", 0, err
	}
	return fmt.Sprintf("%d.%.8s", seq, chain), seq, nil
}

// sameHistory reports whether a head that somebody saw lies on this log. After a
// restore, however it came about, it may not: then they begin anew.
func sameHistory(tx *store.Tx, facility ident.ID, seen string) (bool, error) {
	number, hash, ok := strings.Cut(seen, ".")
	seq, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || seq < 0 {
		return false, nil
	}
	if seq == 0 {
		return true, nil
	}
	var chain string
	found, err := tx.One("SELECT chain FROM event WHERE facility_id = $1 AND seq = $2", store.Args(facility, seq), &chain)
	return found && len(hash) == 8 && strings.HasPrefix(chain, hash), err
}
