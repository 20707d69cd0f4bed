package house

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sambang/internal/core/store"
)

// perCommit is how many regions are written at once: what is in stays in, whatever
// happens to the rest, and a server beside us waits a fraction of a second.
const perCommit = 5000

// perStatement keeps a statement of eight values a row below the 999 parameters
// that every SQLite takes.
const perStatement = 100

// Loading says what a list has changed. A list that was loaded halfway is simply
// loaded again.
type Loading struct {
	Listed, Changed int64
	// Unknown are codes of a table that no loaded region has.
	Unknown int64
}

// LoadRegions writes a list into the directory. What it does not say (a point, a
// code of the statistics office) stays as it was; the same list twice changes
// nothing. Regions that only their villages tell of get a row without a name.
func LoadRegions(ctx context.Context, db *store.DB, list []Region, progress func(done, of int)) (Loading, error) {
	n := Loading{Listed: int64(len(list))}
	all := withParents(list)
	for done := 0; done < len(all); {
		next := min(done+perCommit, len(all))
		err := db.Write(ctx, func(tx *store.Tx) error {
			changed, err := putRegions(tx, all[done:next])
			n.Changed += changed
			return err
		})
		if err != nil {
			return n, err
		}
		done = next
		progress(done, len(all))
	}
	own, err := shippedBPS()
	if err != nil {
		return n, err
	}
	return n, db.Write(ctx, func(tx *store.Tx) error {
		changed, _, err := putBPS(tx, own, "region.bps_code = ''")
		n.Changed += changed
		return err
	})
}

// withParents adds what lies above, in the order of the codes.
func withParents(list []Region) []Region {
	have := make(map[string]bool, len(list))
	for _, r := range list {
		have[r.Code] = true
	}
	all := slices.Clone(list)
	for _, r := range list {
		for code := r.Parent(); code != "" && !have[code]; code = parentOf(code) {
			have[code] = true
			all = append(all, Region{Code: code})
		}
	}
	slices.SortFunc(all, func(a, b Region) int { return strings.Compare(a.Code, b.Code) })
	return all
}

const upsertRegion = " ON CONFLICT (code) DO UPDATE SET" +
	" name = CASE WHEN excluded.name = '' THEN region.name ELSE excluded.name END," +
	" folded = CASE WHEN excluded.name = '' THEN region.folded ELSE excluded.folded END," +
	" bps_code = CASE WHEN excluded.bps_code = '' THEN region.bps_code ELSE excluded.bps_code END," +
	" lat = CASE WHEN excluded.lat = 0 AND excluded.lon = 0 THEN region.lat ELSE excluded.lat END," +
	" lon = CASE WHEN excluded.lat = 0 AND excluded.lon = 0 THEN region.lon ELSE excluded.lon END" +
	" WHERE excluded.name <> '' AND excluded.name <> region.name" +
	" OR excluded.bps_code <> '' AND excluded.bps_code <> region.bps_code" +
	" OR (excluded.lat <> 0 OR excluded.lon <> 0) AND (excluded.lat <> region.lat OR excluded.lon <> region.lon)"

func putRegions(tx *store.Tx, list []Region) (changed int64, err error) {
	for part := range slices.Chunk(list, perStatement) {
		var args []any
		for _, r := range part {
			args = append(args, r.Code, r.Parent(), r.Level(), r.Name, folded(r.Name), r.BPS, r.Point.Lat, r.Point.Lon)
		}
		n, err := tx.Exec("INSERT INTO region (code, parent, level, name, folded, bps_code, lat, lon) VALUES "+places(len(part), 8)+upsertRegion, args...)
		if err != nil {
			return changed, err
		}
		changed += n
	}
	return changed, nil
}

// places writes the places of a statement's values: ($1, $2), ($3, $4).
func places(rows, columns int) string {
	out := make([]string, rows)
	for i := range out {
		row := make([]string, columns)
		for k := range row {
			row[k] = fmt.Sprintf("$%d", i*columns+k+1)
		}
		out[i] = "(" + strings.Join(row, ", ") + ")"
	}
	return strings.Join(out, ", ")
}

// LoadBPS writes codes of the statistics office to the loaded regions.
func LoadBPS(ctx context.Context, db *store.DB, table []Region) (Loading, error) {
	n := Loading{Listed: int64(len(table))}
	for part := range slices.Chunk(table, perCommit) {
		err := db.Write(ctx, func(tx *store.Tx) error {
			changed, found, err := putBPS(tx, part, "region.bps_code <> v.column2")
			n.Changed += changed
			n.Unknown += int64(len(part)) - found
			return err
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// putBPS changes the rows that fulfil a condition and counts those that are there.
func putBPS(tx *store.Tx, table []Region, where string) (changed, found int64, err error) {
	for part := range slices.Chunk(table, perStatement) {
		var args []any
		for _, r := range part {
			args = append(args, r.Code, r.BPS)
		}
		told := "(VALUES " + places(len(part), 2) + ") AS v" // both databases name its columns column1 and column2
		n, err := tx.Exec("UPDATE region SET bps_code = v.column2 FROM "+told+" WHERE region.code = v.column1 AND "+where, args...)
		if err != nil {
			return changed, found, err
		}
		changed += n
		var here int64
		if _, err := tx.One("SELECT COUNT(*) FROM region JOIN "+told+" ON region.code = v.column1", args, &here); err != nil {
			return changed, found, err
		}
		found += here
	}
	return changed, found, nil
}
