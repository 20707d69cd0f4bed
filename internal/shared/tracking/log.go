package tracking

import (
	"context"
	"math"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Log keeps positions. One goroutine (the Recorder's) calls Write; the others may
// be called beside it from anywhere.
type Log interface {
	// Write puts a whole group down in one transaction. When it returns nil the
	// group is durable; after an error nothing of it is there.
	Write(ctx context.Context, g *Group) error
	// Recall gives what the writer has to remember, as of the last Write.
	Recall(ctx context.Context) (*Memory, error)
	// Trail reads the fixes of one job by their time.
	Trail(ctx context.Context, job ident.ID) ([]Fix, error)
	// Held reads what was quarantined within one job.
	Held(ctx context.Context, job ident.ID) ([]Held, error)
	// Outside reads how many points of a device came outside any job on the civil
	// day (YYYY-MM-DD) of their receipt.
	Outside(ctx context.Context, device ident.ID, day string) (int, error)
	// Forget drops everything received before a civil day and says how many days
	// went.
	Forget(ctx context.Context, day string) (int, error)
	// Close waits for a running Write and releases the log.
	Close() error
}

// Held is a fix within a job that is kept apart, with the reason.
type Held struct {
	Fix
	Reason Reason
}

// Group is what one commit writes.
type Group struct {
	Day     string          // civil day of receipt, YYYY-MM-DD
	Now     instant.Instant // receipt
	Kept    []Fix
	Held    []Held
	Outside map[ident.ID]int // device -> points outside any job
	Memory  *Memory          // as it will be once the group is written
}

func (g *Group) empty() bool { return len(g.Kept) == 0 && len(g.Held) == 0 && len(g.Outside) == 0 }

func (g *Group) reset(day string, now instant.Instant, m *Memory) {
	g.Day, g.Now, g.Memory = day, now, m
	g.Kept, g.Held = g.Kept[:0], g.Held[:0]
	clear(g.Outside)
}

// storable is the point as the quarantine keeps it: what is no number becomes 0.
func (h *Held) storable() (lat, lon float64) { return finite(h.Point.Lat), finite(h.Point.Lon) }

func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}
