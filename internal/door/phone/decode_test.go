package phone

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/shared/tracking"
)

var update = flag.Bool("update", false, "write the golden files anew")

// neutral is how a golden file tells a message.
type neutral struct {
	HasPoint bool     `json:"has_point"`
	At       string   `json:"at"` // RFC 3339, or empty: the server's time
	Lat      *float64 `json:"lat"`
	Lon      *float64 `json:"lon"`
	Accuracy float64  `json:"accuracy_m"`
	Speed    float64  `json:"speed_m_s"`
	Bearing  float64  `json:"bearing_deg"`
	Battery  float64  `json:"battery_percent"`
	Mock     bool     `json:"mock"`
	Void     bool     `json:"void"`
	Alarm    bool     `json:"alarm"`
	Source   int      `json:"source"`
}

func neutralOf(m Message) neutral {
	f := m.Fix
	n := neutral{HasPoint: m.HasPoint, Accuracy: f.Accuracy, Speed: math.Round(f.Speed*1e4) / 1e4, Bearing: f.Bearing,
		Battery: math.Round(f.Battery*1e4) / 1e4, Mock: f.Mock, Void: f.Void, Alarm: m.Alarm, Source: int(f.Source)}
	if f.At != 0 {
		n.At = f.At.String()
	}
	if !math.IsNaN(f.Point.Lat) {
		n.Lat = &f.Point.Lat
	}
	if !math.IsNaN(f.Point.Lon) {
		n.Lon = &f.Point.Lon
	}
	return n
}

// recorded is a request as a file tells it: a line, headers, an empty line, a body.
type recorded struct {
	method, target, contentType, body string
}

func readRequest(t testing.TB, name string) recorded {
	b, err := os.ReadFile(name)
	qt.Assert(t, qt.IsNil(err))
	head, body, _ := strings.Cut(string(b), "\n\n")
	lines := strings.Split(head, "\n")
	r := recorded{body: strings.TrimSuffix(body, "\n")}
	r.method, r.target, _ = strings.Cut(lines[0], " ")
	for _, line := range lines[1:] {
		if value, ok := strings.CutPrefix(line, "Content-Type: "); ok {
			r.contentType = value
		}
	}
	return r
}

func (r recorded) decode() ([]Message, error) {
	_, query, _ := strings.Cut(r.target, "?")
	switch {
	case strings.Contains(r.target, "owntracks"):
		m, err := decodeOwnTracks([]byte(r.body))
		return []Message{m}, err
	case strings.HasPrefix(r.contentType, "application/json"):
		return decodeJSON([]byte(r.body))
	case query != "":
		return []Message{decodeForm(query)}, nil
	}
	return []Message{decodeForm(r.body)}, nil
}

func goldens(t testing.TB) []string {
	names, err := filepath.Glob("testdata/*/*.http")
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsTrue(len(names) > 30))
	return names
}

func TestEveryRecordedRequestMeansWhatItsGoldenFileSays(t *testing.T) {
	for _, name := range goldens(t) {
		list, err := readRequest(t, name).decode()
		qt.Assert(t, qt.IsNil(err), qt.Commentf("%s", name))
		told := make([]neutral, len(list))
		for i := range list {
			told[i] = neutralOf(list[i])
		}
		got, err := json.MarshalIndent(told, "", "\t")
		qt.Assert(t, qt.IsNil(err))
		got = append(got, '\n')
		golden := strings.TrimSuffix(name, ".http") + ".json"
		if *update {
			qt.Assert(t, qt.IsNil(os.WriteFile(golden, got, 0o644)))
		}
		want, err := os.ReadFile(golden)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(string(got), string(want)), qt.Commentf("%s", name))
	}
}

func TestTheUnitsAreThoseOfTheFormats(t *testing.T) {
	speed := func(list []Message, err error) float64 {
		qt.Assert(t, qt.IsNil(err))
		return math.Round(list[0].Fix.Speed*1000) / 1000
	}
	own := func(body string) ([]Message, error) {
		m, err := decodeOwnTracks([]byte(body))
		return []Message{m}, err
	}
	qt.Check(t, qt.Equals(speed([]Message{decodeForm("lat=1&lon=1&speed=10")}, nil), 5.144)) // knots
	qt.Check(t, qt.Equals(speed(decodeJSON([]byte(`{"location":{"coords":{"speed":10}}}`))), 10))
	qt.Check(t, qt.Equals(speed(own(`{"_type":"location","vel":36}`)), 10)) // km/h
}

func TestTimesAroundTheEdgeOfSeconds(t *testing.T) {
	for text, want := range map[string]string{
		"2147483647":           "2038-01-19T03:14:07.000Z",
		"2147483648":           "1970-01-25T20:31:23.648Z",
		"1772434800.5":         "2026-03-02T07:00:00.500Z",
		"2026-03-02T07:00:00Z": "2026-03-02T07:00:00.000Z",
		"2026-03-02T07:00:00":  "2026-03-02T07:00:00.000Z",
		"2026-03-02 07:00:00":  "2026-03-02T07:00:00.000Z",
		"":                     "", "0": "", "-5": "", "1e300": "", "NaN": "", "0001-01-01T00:00:00Z": "", "besok": "",
	} {
		at, ok := timeOf(text)
		qt.Check(t, qt.Equals(ok, want != ""), qt.Commentf("%q", text))
		if ok {
			qt.Check(t, qt.Equals(at.String(), want))
		}
	}
}

// sane checks what no body may ever make of a message.
func sane(t *testing.T, m Message) {
	f := m.Fix
	for _, x := range []float64{f.Accuracy, f.Speed, f.Bearing, f.Battery} {
		if math.IsNaN(x) || math.IsInf(x, 0) || x != tracking.Unknown && x < 0 {
			t.Fatalf("%+v", m)
		}
	}
	if math.IsInf(f.Point.Lat, 0) || math.IsInf(f.Point.Lon, 0) || f.At < 0 || f.Device != "" {
		t.Fatalf("%+v", m)
	}
}

func seed(f *testing.F, folder string) {
	for _, name := range goldens(f) {
		if r := readRequest(f, name); filepath.Base(filepath.Dir(name)) == folder {
			_, query, _ := strings.Cut(r.target, "?")
			f.Add([]byte(query + r.body))
		}
	}
}

func FuzzTraccarQuery(f *testing.F) {
	seed(f, "traccar-query")
	f.Fuzz(func(t *testing.T, b []byte) { sane(t, decodeForm(string(b))) })
}

func FuzzTraccarForm(f *testing.F) {
	seed(f, "traccar-form")
	f.Fuzz(func(t *testing.T, b []byte) { sane(t, decodeForm(string(b))) })
}

func FuzzTraccarJSON(f *testing.F) {
	seed(f, "traccar-json")
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := decodeJSON(b)
		if err != nil && json.Valid(b) && !bytes.HasPrefix(bytes.TrimSpace(b), []byte("[")) {
			t.Fatalf("good JSON was refused: %v", err) // a phone would send it for ever
		}
		for _, m := range list {
			sane(t, m)
		}
	})
}

func FuzzOwnTracks(f *testing.F) {
	seed(f, "owntracks")
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := decodeOwnTracks(b)
		if err != nil && json.Valid(b) {
			t.Fatalf("good JSON was refused: %v", err)
		}
		sane(t, m)
	})
}
