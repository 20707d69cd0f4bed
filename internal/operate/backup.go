package operate

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// Manifest is the first line of a backup. It names the key, and holds none.
type Manifest struct {
	Format  int             `json:"format"`
	MadeAt  instant.Instant `json:"made_at"`
	Version string          `json:"version"`
	KeyID   string          `json:"key_id"`
	Heads   []Head          `json:"heads"`
}

// Head is where a facility's log stood.
type Head struct {
	Facility ident.ID `json:"facility"`
	Seq      int64    `json:"seq"`
	Chain    string   `json:"chain"`
}

// ending is the last line: without it the file was cut off.
type ending struct {
	End    bool   `json:"end"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

const format = 1

// batchBytes is how much of a backup is held before it is written: rows with
// photos weigh a thousand times those without.
const batchBytes = 4 << 20

// The reasons not to restore.
var (
	ErrNoBackup = errors.New("operate: this file is no backup of ours, or of a newer program")
	ErrCut      = errors.New("operate: the backup was cut off or changed")
	ErrUnfit    = errors.New("operate: a row of the backup does not fit this database")
	ErrNotEmpty = errors.New("operate: there is data here already; restore wants an empty place")
)

// Write writes a whole database as one file: gzip over lines of JSON, the same
// from both databases. It reads one snapshot, so the server may go on writing.
// Names, addresses and what else is personal stay encrypted in it; positions are
// not in it.
func Write(ctx context.Context, db *store.DB, to io.Writer, m Manifest) (rows int64, err error) {
	z := gzip.NewWriter(to)
	sum := sha256.New()
	out := json.NewEncoder(io.MultiWriter(z, sum))
	out.SetEscapeHTML(false)
	m.Format = format
	err = db.Read(ctx, func(tx *store.Tx) error {
		if m.Heads, err = heads(tx); err != nil {
			return err
		}
		tables, err := carried(tx)
		if err != nil {
			return err
		}
		if err := out.Encode(m); err != nil {
			return err
		}
		for _, t := range tables {
			if err := out.Encode(t); err != nil {
				return err
			}
			if err := t.each(tx, func(row []any) error { rows++; return out.Encode(row) }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return rows, err
	}
	if err := json.NewEncoder(z).Encode(ending{true, rows, hex.EncodeToString(sum.Sum(nil))}); err != nil {
		return rows, err
	}
	return rows, z.Close()
}

func heads(tx *store.Tx) ([]Head, error) {
	all := []Head{}
	err := tx.Each("SELECT facility_id, seq, chain FROM facility_head ORDER BY facility_id", nil, func(scan func(...any) error) error {
		var h Head
		err := scan(&h.Facility, &h.Seq, &h.Chain)
		all = append(all, h)
		return err
	})
	return all, err
}

// WriteFile writes a backup beside its name and renames it once it is on the
// disk, so that a name never stands for half a backup.
func WriteFile(ctx context.Context, db *store.DB, name string, m Manifest) (rows int64, err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return 0, err
	}
	f, err := os.OpenFile(name+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	rows, err = Write(ctx, db, f, m)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = os.Remove(name + ".part")
		return rows, err
	}
	return rows, errors.Join(os.Rename(name+".part", name), syncFolder(filepath.Dir(name)))
}

// syncFolder makes a new name last through a cut of power. Windows has no such
// call and does it by itself.
func syncFolder(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// ReadManifest reads the first line of a backup.
func ReadManifest(from io.Reader) (Manifest, error) {
	r, err := open(from)
	if err != nil {
		return Manifest{}, err
	}
	return r.Manifest, nil
}

// reader walks a backup and sums what it has read.
type reader struct {
	Manifest
	lines *bufio.Reader
	sum   hash.Hash
}

func open(from io.Reader) (*reader, error) {
	z, err := gzip.NewReader(from)
	if err != nil {
		return nil, ErrNoBackup
	}
	r := &reader{lines: bufio.NewReaderSize(z, 1<<16), sum: sha256.New()}
	line, err := r.line()
	if err != nil {
		return nil, ErrNoBackup
	}
	r.sum.Write(line)
	if err := json.Unmarshal(line, &r.Manifest); err != nil || r.Format != format {
		return nil, ErrNoBackup
	}
	return r, nil
}

func (r *reader) line() ([]byte, error) {
	line, err := r.lines.ReadBytes('\n')
	if err != nil {
		return nil, ErrCut
	}
	return line, nil
}

// Read fills an empty, migrated database from a backup, in one transaction: a
// backup that was cut off leaves nothing behind.
func Read(ctx context.Context, db *store.DB, from io.Reader) (Manifest, int64, error) {
	have, err := rowsIn(ctx, db)
	if err != nil {
		return Manifest{}, 0, err
	}
	if have > 0 {
		return Manifest{}, 0, ErrNotEmpty
	}
	r, err := open(from)
	if err != nil {
		return Manifest{}, 0, err
	}
	var rows int64
	err = db.Write(ctx, func(tx *store.Tx) error {
		rows, err = r.fill(tx)
		return err
	})
	return r.Manifest, rows, err
}

func (r *reader) fill(tx *store.Tx) (rows int64, err error) {
	known, err := carried(tx)
	if err != nil {
		return 0, err
	}
	var t table
	var batch [][]any
	weight := 0
	flush := func() error {
		err := t.put(tx, batch)
		batch, weight = batch[:0], 0
		if err != nil {
			return fmt.Errorf("%w: table %s: %w", ErrUnfit, t.Name, err)
		}
		return nil
	}
	for {
		line, err := r.line()
		if err != nil {
			return rows, err
		}
		if line[0] == '{' {
			if err := flush(); err != nil {
				return rows, err
			}
			var end ending
			if json.Unmarshal(line, &end) == nil && end.End {
				return rows, errors.Join(r.check(end, rows), r.ended())
			}
			if t, err = knownTable(line, known); err != nil {
				return rows, err
			}
		} else {
			row, err := t.parse(line)
			if err != nil {
				return rows, err
			}
			rows++
			weight += len(line)
			if batch = append(batch, row); len(batch) == 500 || weight > batchBytes {
				if err := flush(); err != nil {
					return rows, err
				}
			}
		}
		r.sum.Write(line)
	}
}

func (r *reader) check(end ending, rows int64) error {
	if end.Rows != rows || end.SHA256 != hex.EncodeToString(r.sum.Sum(nil)) {
		return ErrCut
	}
	return nil
}

// ended reads past the last line: the sum that gzip itself keeps stands there, and
// nothing may follow.
func (r *reader) ended() error {
	if _, err := r.lines.ReadByte(); !errors.Is(err, io.EOF) {
		return ErrCut
	}
	return nil
}

// knownTable accepts only tables and columns of this program's own schema: names
// from a file never become SQL.
func knownTable(line []byte, known []table) (table, error) {
	var t table
	if err := json.Unmarshal(line, &t); err != nil || len(t.Kinds) != len(t.Columns) {
		return t, ErrNoBackup
	}
	for _, k := range known {
		if k.Name != t.Name {
			continue
		}
		have := map[string]bool{}
		for _, c := range k.Columns {
			have[c] = true
		}
		for _, c := range t.Columns {
			if !have[c] {
				return t, fmt.Errorf("%w: column %s of %s", ErrNoBackup, c, t.Name)
			}
		}
		return t, nil
	}
	return t, fmt.Errorf("%w: table %s", ErrNoBackup, t.Name)
}

func (t table) parse(line []byte) ([]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var row []any
	if err := d.Decode(&row); err != nil || len(row) != len(t.Columns) || len(row) == 0 {
		return nil, ErrCut // also a row before any table
	}
	for i, v := range row {
		switch v.(type) {
		case []any, map[string]any:
			return nil, ErrCut
		}
		n, ok := v.(json.Number)
		if !ok {
			continue
		}
		var err error
		if t.Kinds[i] == 'f' {
			row[i], err = n.Float64()
		} else {
			row[i], err = n.Int64()
		}
		if err != nil {
			return nil, ErrCut
		}
	}
	return row, nil
}
