package api

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver of the file

	"sambang/internal/core/fault"
)

// mbtiles is a map in one file, so that a place without internet has a map too:
// a SQLite database with pictures (github.com/mapbox/mbtiles-spec, version 1.3).
type mbtiles struct {
	db      *sql.DB
	changed time.Time
	credit  string
}

// isFile reports whether a source is a file of ours and not an address.
func isFile(source string) bool {
	return strings.HasSuffix(source, ".mbtiles") && !strings.Contains(source, "://")
}

// openTiles opens a map file to be read only. Its pictures must be PNG, JPEG or
// WebP: the faces draw pictures, not vectors.
func openTiles(name string) (*mbtiles, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("tiles: %w", err)
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("tiles: %w", err)
	}
	path := filepath.ToSlash(full)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/maps
	}
	// immutable: nobody writes the file while we read it, so no lock and no
	// second file beside it is wanted, on a read-only disk neither.
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro&immutable=1&_pragma=query_only(1)")
	if err != nil {
		return nil, fmt.Errorf("tiles: %w", err)
	}
	m := &mbtiles{db: db, changed: info.ModTime()}
	if err := m.look(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return m, nil
}

// look reads what the file says of itself.
func (m *mbtiles) look() error {
	format := ""
	for key, into := range map[string]*string{"format": &format, "attribution": &m.credit} {
		err := m.db.QueryRow("SELECT value FROM metadata WHERE name = $1", key).Scan(into)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("tiles: this is no map file: %w", err)
		}
	}
	switch format {
	case "png", "jpg", "jpeg", "webp", "":
		return nil
	}
	return fmt.Errorf("tiles: the map file holds %s; pictures (png, jpg, webp) are wanted", format)
}

// get gives one picture. The file counts rows from the south (TMS), addresses
// count them from the north.
func (m *mbtiles) get(ctx context.Context, p [3]int) ([]byte, error) {
	var b []byte
	err := m.db.QueryRowContext(ctx, "SELECT tile_data FROM tiles WHERE zoom_level = $1 AND tile_column = $2 AND tile_row = $3", p[0], p[1], 1<<p[0]-1-p[2]).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Absent()
	}
	return b, fault.Wrap(err, "tiles: the map file")
}

// pictureKind is the media type of a picture by its first bytes; empty: none of ours.
func pictureKind(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return "image/webp"
	}
	return ""
}

// serve answers with a picture of the file, or 304 to who has it already.
func (m *mbtiles) serve(w http.ResponseWriter, r *http.Request, p [3]int) error {
	b, err := m.get(r.Context(), p)
	if err != nil {
		return err
	}
	kind := pictureKind(b)
	if kind == "" {
		return fault.Absent()
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", tileCache)
	http.ServeContent(w, r, "", m.changed, bytes.NewReader(b))
	return nil
}

// Close lets a map file go.
func (t *Tiles) Close() error {
	if t == nil || t.local == nil {
		return nil
	}
	return t.local.db.Close()
}
