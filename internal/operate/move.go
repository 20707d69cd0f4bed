package operate

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"

	"sambang/internal/core/store"
)

// Copy brings everything from one database into another, empty and migrated one.
func Copy(ctx context.Context, from, to *store.DB, m Manifest) (rows int64, err error) {
	r, w := io.Pipe()
	go func() {
		_, err := Write(ctx, from, w, m)
		_ = w.CloseWithError(err)
	}()
	_, rows, err = Read(ctx, to, r)
	_ = r.CloseWithError(err) // the writer must not wait for a reader that has given up
	return rows, err
}

// Compare says which table of two databases differs; empty when none does.
func Compare(ctx context.Context, a, b *store.DB) (table string, err error) {
	one, err := prints(ctx, a)
	if err != nil {
		return "", err
	}
	two, err := prints(ctx, b)
	if err != nil {
		return "", err
	}
	for name, p := range one {
		if two[name] != p {
			return name, nil
		}
	}
	for name := range two {
		if _, ok := one[name]; !ok {
			return name, nil
		}
	}
	return "", nil
}

// fingerprint of a table: how many rows, and the sum of their digests, which does
// not depend on the order in which a database gives them.
type fingerprint struct {
	rows int64
	sum  [sha256.Size]byte
}

func prints(ctx context.Context, db *store.DB) (map[string]fingerprint, error) {
	out := map[string]fingerprint{}
	err := db.Read(ctx, func(tx *store.Tx) error {
		tables, err := carried(tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			var p fingerprint
			if err := t.each(tx, func(row []any) error { return p.add(row) }); err != nil {
				return fmt.Errorf("operate: %s: %w", t.Name, err)
			}
			out[t.Name] = p
		}
		return nil
	})
	return out, err
}

func (p *fingerprint) add(row []any) error {
	text, err := json.Marshal(row)
	if err != nil {
		return err
	}
	p.rows++
	for i, b := range sha256.Sum256(text) {
		p.sum[i] ^= b
	}
	return nil
}
