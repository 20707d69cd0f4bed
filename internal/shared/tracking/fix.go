package tracking

import (
	"math"
	"strings"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Unknown stands in a measured field of a Fix that the phone did not tell.
const Unknown = -1.0

// Source says which sender made a fix.
type Source uint8

// The senders. The numbers are stored: they never change.
const (
	TraccarForm Source = 1 // Traccar Client, query or form body
	TraccarJSON Source = 2 // Traccar Client 9.x
	OwnTracks   Source = 3 // OwnTracks over HTTP
	FieldApp    Source = 4 // our own app while its screen is on
)

// Fix is one position of one device. A door fills what the phone said; the
// Recorder fills Facility, Worker, Jobs and Received.
type Fix struct {
	Device   ident.ID
	Facility ident.ID
	Worker   ident.ID
	Jobs     []ident.ID      // the accepted jobs that ran at the time of the fix
	At       instant.Instant // when the phone was there; zero: the phone did not say, Received is taken
	Received instant.Instant // when it reached us
	Point    geo.Point       // WGS 84 degrees; NaN where the phone sent something that is no number
	Accuracy float64         // metres, or Unknown
	Speed    float64         // metres a second, or Unknown
	Bearing  float64         // degrees clockwise from north, 0 to 360, or Unknown
	Battery  float64         // percent, 0 to 100, or Unknown
	Network  string          // wifi, mobile, offline or not told; shown to the desk and never kept
	Source   Source
	Mock     bool // the phone says that an app made this position up
	Void     bool // the phone says that it has no satellite fix
}

// NewFix is a fix of which nothing is known but where it came from.
func NewFix(source Source) Fix {
	return Fix{Source: source, Accuracy: Unknown, Speed: Unknown, Bearing: Unknown, Battery: Unknown,
		Point: geo.Point{Lat: math.NaN(), Lon: math.NaN()}}
}

// mark identifies a fix among those of its device: time and point, to the bit.
// Two different fixes share a mark with a chance of about 2^-64.
func (f *Fix) mark() uint64 {
	h := uint64(14695981039346656037)
	for _, v := range [3]uint64{uint64(f.At), math.Float64bits(f.Point.Lat), math.Float64bits(f.Point.Lon)} {
		h = (h ^ v) * 0x9E3779B97F4A7C15
		h ^= h >> 29
		h *= 0xBF58476D1CE4E5B9
		h ^= h >> 32
	}
	return h
}

// joinJobs is how a list of jobs stands in one column.
func joinJobs(jobs []ident.ID) string {
	if len(jobs) == 1 {
		return string(jobs[0])
	}
	var b strings.Builder
	for i, j := range jobs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(j))
	}
	return b.String()
}

func splitJobs(s string) []ident.ID {
	var jobs []ident.ID
	for j := range strings.FieldsSeq(s) {
		jobs = append(jobs, ident.ID(j))
	}
	return jobs
}
