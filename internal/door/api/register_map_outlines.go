package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
)

const (
	// maxOutlines is the largest file of outlines that is read, in bytes.
	maxOutlines = 5 << 20
	// maxOutlinePoints is how many corners all villages may have together: a phone
	// has to draw them.
	maxOutlinePoints = 200_000
)

// errOutlines says that a file is no GeoJSON of villages.
var errOutlines = errors.New("api: no GeoJSON of village outlines")

// outlineFile holds what was read of the file until it changes.
type outlineFile struct {
	mu   sync.Mutex
	at   time.Time
	size int64
	body []byte
}

// outlines sends the villages' outlines, where the health centre has put a file of
// them into its data folder. The file is read, checked and written anew: only codes,
// names and corners go out, whatever else was in it.
func (a *API) outlines(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.signed(r); err != nil {
		return err
	}
	body, err := a.outline.read(a.OutlineFile)
	if errors.Is(err, errOutlines) {
		return &fault.Error{Kind: fault.Invalid, Code: "map.bad_outlines", Cause: err}
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/geo+json")
	w.Header().Set("Cache-Control", "private, max-age=3600")
	_, _ = w.Write(body) // a client that has gone cannot be told
	return nil
}

// read gives the checked outlines; absent when there is no file.
func (f *outlineFile) read(name string) ([]byte, error) {
	if name == "" {
		return nil, fault.Absent()
	}
	info, err := os.Stat(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.Absent()
	}
	if err != nil {
		return nil, fmt.Errorf("api: outlines: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.body != nil && f.at.Equal(info.ModTime()) && f.size == info.Size() {
		return f.body, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("api: outlines: %w", err)
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, maxOutlines+1))
	if err != nil {
		return nil, fmt.Errorf("api: outlines: %w", err)
	}
	body, err := CleanOutlines(raw)
	if err == nil {
		f.at, f.size, f.body = info.ModTime(), info.Size(), body
	}
	return body, err
}

// outline is one village; outlineSet a GeoJSON FeatureCollection (RFC 7946) of them.
type outline struct {
	Type       string       `json:"type"`
	Properties outlineName  `json:"properties"`
	Geometry   outlineShape `json:"geometry"`
}
type outlineName struct {
	Code string `json:"code"`
	Name string `json:"name"`
}
type outlineShape struct {
	Type        string          `json:"type"`
	Coordinates [][][][]float64 `json:"coordinates"`
}
type outlineSet struct {
	Type     string    `json:"type"`
	Features []outline `json:"features"`
}

// codeKeys and nameKeys are how maps in use call a village's code and name: our own
// words, and those of the national mapping agency (BIG).
var (
	codeKeys = []string{"code", "KDEPUM", "KDCPUM", "kode_desa"}
	nameKeys = []string{"name", "NAMOBJ", "WADMKD", "nama_desa"}
)

// CleanOutlines checks a GeoJSON of villages and writes it anew with code, name and
// corners only; every shape becomes a MultiPolygon. The error is errOutlines.
func CleanOutlines(raw []byte) ([]byte, error) {
	if len(raw) > maxOutlines {
		return nil, fmt.Errorf("%w: larger than %d bytes", errOutlines, maxOutlines)
	}
	var in struct {
		Type     string
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(raw, &in); err != nil || in.Type != "FeatureCollection" {
		return nil, fmt.Errorf("%w: no FeatureCollection", errOutlines)
	}
	out, corners := outlineSet{Type: in.Type, Features: []outline{}}, 0
	for i, f := range in.Features {
		shape, n, err := shapeOf(f.Geometry.Type, f.Geometry.Coordinates)
		if err != nil {
			return nil, fmt.Errorf("%w: feature %d: %w", errOutlines, i, err)
		}
		if corners += n; corners > maxOutlinePoints {
			return nil, fmt.Errorf("%w: more than %d corners", errOutlines, maxOutlinePoints)
		}
		out.Features = append(out.Features, outline{"Feature", outlineName{wordOf(f.Properties, codeKeys), wordOf(f.Properties, nameKeys)}, outlineShape{"MultiPolygon", shape}})
	}
	return json.Marshal(out)
}

// wordOf finds a short text under one of some names.
func wordOf(from map[string]any, keys []string) string {
	for _, k := range keys {
		if s, ok := from[k].(string); ok && len(s) <= 80 {
			return strings.ToValidUTF8(s, "")
		}
	}
	return ""
}

var errShape = errors.New("no polygon of points on the earth")

// shapeOf reads the corners of a Polygon or a MultiPolygon and counts them.
func shapeOf(kind string, raw json.RawMessage) (shape [][][][]float64, corners int, err error) {
	switch kind {
	case "Polygon":
		var one [][][]float64
		err = json.Unmarshal(raw, &one)
		shape = [][][][]float64{one}
	case "MultiPolygon":
		err = json.Unmarshal(raw, &shape)
	default:
		err = errShape
	}
	if err != nil {
		return nil, 0, errShape
	}
	for _, polygon := range shape {
		for _, ring := range polygon {
			if len(ring) < 4 { // RFC 7946, 3.1.6
				return nil, 0, errShape
			}
			for i, p := range ring {
				if len(p) < 2 || !(geo.Point{Lat: p[1], Lon: p[0]}).Valid() {
					return nil, 0, errShape
				}
				ring[i] = []float64{round5(p[0]), round5(p[1])} // without a height
			}
			corners += len(ring)
		}
	}
	return shape, corners, nil
}
