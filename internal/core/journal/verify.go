package journal

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Bad is the first entry that is not as it was written.
type Bad struct {
	Facility ident.ID
	// Where is "event 41", "command 7", "sealed person x/2" or "table milk_delivery".
	Where string
	What  string
}

func (b *Bad) Error() string {
	return fmt.Sprintf("facility %s: %s: %s", b.Facility, b.Where, b.What)
}

// Counts says how much a verification looked at.
type Counts struct{ Facilities, Events, Commands, Sealed, Rows int64 }

// Verify checks the chains, that every sealed reference is intact or erased by
// an event, and that the derived tables are what the log makes of them. Fresh
// is an empty, migrated database for the rebuild. A *Bad error is a finding.
func (j *Journal) Verify(ctx context.Context, fresh *store.DB) (Counts, error) {
	var n Counts
	err := j.DB.Read(ctx, func(tx *store.Tx) error {
		ids, err := facilities(tx)
		if err != nil {
			return err
		}
		for _, f := range ids {
			n.Facilities++
			if err := j.verifyFacility(tx, f, fresh, &n); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

func facilities(tx *store.Tx) ([]ident.ID, error) {
	var out []ident.ID
	err := tx.Each("SELECT facility_id FROM facility_head ORDER BY facility_id", nil, func(scan func(...any) error) error {
		var id ident.ID
		out = append(out, "")
		err := scan(&id)
		out[len(out)-1] = id
		return err
	})
	return out, err
}

func (j *Journal) verifyFacility(tx *store.Tx, f ident.ID, fresh *store.DB, n *Counts) error {
	h := head{facility: f}
	if _, err := tx.One("SELECT seq, chain, command_n, command_chain FROM facility_head WHERE facility_id = $1", store.Args(f),
		&h.seq, &h.chain, &h.commandN, &h.commandChain); err != nil {
		return err
	}
	if err := verifyCommands(tx, h, n); err != nil {
		return err
	}
	refs, err := j.verifyEvents(tx, h, fresh, n)
	if err != nil {
		return err
	}
	if err := verifySealed(tx, j.Keys, f, refs, n); err != nil {
		return err
	}
	return j.compare(tx, fresh, f, n)
}

func verifyCommands(tx *store.Tx, h head, n *Counts) error {
	count, chain := int64(0), ""
	err := tx.Each("SELECT "+commandColumns+" FROM command WHERE facility_id = $1 ORDER BY n", store.Args(h.facility), func(scan func(...any) error) error {
		var c commandRow
		if err := c.scan(scan); err != nil {
			return err
		}
		count++
		if where := fmt.Sprintf("command %d (%s)", count, c.ID); c.N != count {
			return &Bad{h.facility, where, fmt.Sprintf("its number is %d", c.N)}
		} else if c.link(chain, h.facility) != c.Chain {
			return &Bad{h.facility, where, "it was changed: the chain breaks here"}
		}
		chain = c.Chain
		return nil
	})
	n.Commands += count
	if err == nil && (count != h.commandN || chain != h.commandChain) {
		return &Bad{h.facility, fmt.Sprintf("command %d", count+1), fmt.Sprintf("the log ends here, its head says %d", h.commandN)}
	}
	return err
}

// verifyEvents walks the chain, rebuilds into fresh and collects references.
func (j *Journal) verifyEvents(tx *store.Tx, h head, fresh *store.DB, n *Counts) ([]Ref, error) {
	var refs []Ref
	seq, chain := int64(0), ""
	var batch []eventRow
	err := eachEvent(tx, h.facility, func(e eventRow) error {
		seq++
		where := fmt.Sprintf("event %d (%s)", seq, e.Kind)
		switch {
		case e.Seq != seq:
			return &Bad{h.facility, where, fmt.Sprintf("its number is %d", e.Seq)}
		case e.link(chain, h.facility) != e.Chain:
			return &Bad{h.facility, where, "it was changed: the chain breaks here"}
		case j.kinds[e.Kind] == nil:
			return &Bad{h.facility, where, "this program does not know such events"}
		}
		chain = e.Chain
		refs = append(refs, findRefs(e.Body)...)
		if len(batch) >= 5000 && batch[len(batch)-1].Command != e.Command {
			if err := j.replay(tx.Context(), fresh, h.facility, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
		batch = append(batch, e)
		return nil
	})
	n.Events += seq
	if err != nil {
		return nil, err
	}
	if seq != h.seq || chain != h.chain {
		return nil, &Bad{h.facility, fmt.Sprintf("event %d", seq+1), fmt.Sprintf("the log ends here, its head says %d", h.seq)}
	}
	return refs, j.replay(tx.Context(), fresh, h.facility, batch)
}

func eachEvent(tx *store.Tx, f ident.ID, do func(eventRow) error) error {
	return tx.Each("SELECT seq, command_id, ordinal, kind, actor, approver, occurred_at, recorded_at, body, chain FROM event WHERE facility_id = $1 ORDER BY seq",
		store.Args(f), func(scan func(...any) error) error {
			var e eventRow
			if err := scan(&e.Seq, &e.Command, &e.Ordinal, &e.Kind, &e.Actor, &e.Approver, &e.OccurredAt, &e.RecordedAt, &e.Body, &e.Chain); err != nil {
				return err
			}
			return do(e)
		})
}

// replay applies logged events to a database, command by command as they came.
func (j *Journal) replay(ctx context.Context, to *store.DB, f ident.ID, rows []eventRow) error {
	if len(rows) == 0 {
		return nil
	}
	return to.Write(ctx, func(tx *store.Tx) error {
		for i, e := range rows {
			if err := j.kinds[e.Kind].apply(tx, e.meta(f), json.RawMessage(e.Body)); err != nil {
				return &Bad{f, fmt.Sprintf("event %d (%s)", e.Seq, e.Kind), "it cannot be applied again: " + err.Error()}
			}
			if i+1 == len(rows) || rows[i+1].Command != e.Command {
				if err := tx.FlushAudiences(f, e.Seq); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// findRefs finds sealed references anywhere in an event's body.
func findRefs(body string) []Ref {
	if !strings.Contains(body, `"sealed":`) {
		return nil
	}
	var v any
	if json.Unmarshal([]byte(body), &v) != nil {
		return nil
	}
	var out []Ref
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if table, ok := v["sealed"].(string); ok {
				id, _ := v["id"].(string)
				version, _ := v["version"].(float64)
				digest, _ := v["digest"].(string)
				out = append(out, Ref{table, ident.ID(id), int64(version), digest})
				return
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(v)
	return out
}

func verifySealed(tx *store.Tx, ring *keys.Ring, f ident.ID, refs []Ref, n *Counts) error {
	for _, r := range refs {
		if r.Table == "" {
			continue
		}
		n.Sealed++
		where := fmt.Sprintf("sealed %s %s/%d", r.Table, r.ID, r.Version)
		text, salt, found, err := readSealed(tx, ring, f, r)
		switch {
		case err != nil:
			return &Bad{f, where, err.Error()}
		case found && !r.fits(salt, text):
			return &Bad{f, where, "it is not what its event says"}
		case !found:
			_, erased, err := Erasures.First(tx, "facility_id = $1 AND tbl = $2 AND sealed_id = $3 AND version = $4", f, r.Table, r.ID, r.Version)
			if err != nil {
				return err
			}
			if !erased {
				return &Bad{f, where, "it is missing, and no event erased it"}
			}
		}
	}
	return nil
}

// compare holds the derived tables against what the log made of them.
func (j *Journal) compare(live *store.Tx, fresh *store.DB, f ident.ID, n *Counts) error {
	return fresh.Read(live.Context(), func(rebuilt *store.Tx) error {
		for _, t := range j.tables {
			if t.Kind != store.Derived {
				continue
			}
			have, err := fingerprints(live, t, f)
			if err != nil {
				return err
			}
			want, err := fingerprints(rebuilt, t, f)
			if err != nil {
				return err
			}
			n.Rows += int64(len(want))
			if key, what := differ(have, want); key != "" {
				return &Bad{f, "table " + t.Name + " row " + key, what}
			}
		}
		return nil
	})
}

func differ(have, want map[string][32]byte) (key, what string) {
	for k, w := range want {
		h, ok := have[k]
		if !ok {
			return k, "the log makes it, the table lacks it"
		}
		if h != w {
			return k, "the log makes it otherwise"
		}
	}
	for k := range have {
		if _, ok := want[k]; !ok {
			return k, "no event made it"
		}
	}
	return "", ""
}

func fingerprints(tx *store.Tx, t store.Def, f ident.ID) (map[string][32]byte, error) {
	out := map[string][32]byte{}
	err := tx.Each("SELECT "+strings.Join(t.Columns, ", ")+" FROM "+t.Name+" WHERE facility_id = $1", store.Args(f), func(scan func(...any) error) error {
		vals := make([]any, len(t.Columns))
		dest := make([]any, len(vals))
		for i := range vals {
			dest[i] = &vals[i]
		}
		if err := scan(dest...); err != nil {
			return err
		}
		var key, all strings.Builder
		for i, c := range t.Columns {
			fmt.Fprintf(&all, "%s=%s\x00", c, plainText(vals[i]))
			for _, k := range t.Key {
				if k == c && k != store.FacilityKey {
					key.WriteString(plainText(vals[i]) + " ")
				}
			}
		}
		out[key.String()] = sha256.Sum256([]byte(all.String()))
		return nil
	})
	return out, err
}

// plainText writes a value alike whichever driver read it.
func plainText(v any) string {
	switch v := v.(type) {
	case bool:
		if v {
			return "1"
		}
		return "0"
	case []byte:
		return string(v)
	}
	return fmt.Sprint(v)
}
