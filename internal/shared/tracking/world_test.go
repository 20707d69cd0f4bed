package tracking

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Places of the stories: a factory, a home 4 km off, another home, a far town.
var (
	factory = geo.Point{Lat: -7.5601, Lon: 110.9002}
	home    = geo.Point{Lat: -7.5312, Lon: 110.9207}
	other   = geo.Point{Lat: -7.5503, Lon: 110.9408}
)

var zone = time.FixedZone("WIB", 7*3600)

// hand is a clock that a story moves.
type hand struct{ at atomic.Int64 }

func (h *hand) Now() instant.Instant    { return instant.Instant(h.at.Load()) }
func (h *hand) set(i instant.Instant)   { h.at.Store(int64(i)) }
func (h *hand) forward(d time.Duration) { h.at.Add(d.Microseconds()) }

func clockAt(s string) *hand {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		panic(err)
	}
	h := &hand{}
	h.set(instant.Of(t))
	return h
}

// room is the whole way of a position over a real log.
type room struct {
	t        *testing.T
	clock    *hand
	settings Settings
	log      Log
	windows  *Windows
	hub      *Hub
	recorder *Recorder
}

func newRoom(t *testing.T, log Log) *room {
	s := Defaults(zone)
	r := &room{t: t, clock: clockAt("2026-03-02 13:00"), settings: s, log: log, windows: NewWindows(s)}
	r.hub = NewHub(r.windows, s)
	r.restart()
	t.Cleanup(func() { r.recorder.Close() })
	r.windows.Enrol("joko-phone", "joko")
	return r
}

// restart stops the writer and starts another over the same log.
func (r *room) restart() {
	r.t.Helper()
	if r.recorder != nil {
		r.recorder.Close()
	}
	recorder, err := NewRecorder(r.t.Context(), r.log, r.windows, r.hub, r.clock, r.settings)
	qt.Assert(r.t, qt.IsNil(err))
	r.recorder = recorder
}

// ride lets Joko accept a job of a family now.
func (r *room) ride(id, family string, order int, drop geo.Point) Job {
	j := Job{ID: ident.ID(id), Facility: "kebakkramat", Worker: "joko", Family: ident.ID(family), From: r.clock.Now(),
		PickUp: Stop{Point: factory, Order: order}, Drop: Stop{Point: drop, Order: order + 10}}
	r.windows.SetJob(j, r.clock.Now())
	return j
}

func (r *room) fix(p geo.Point) Fix {
	f := NewFix(TraccarForm)
	f.Device, f.At, f.Point, f.Accuracy = "joko-phone", r.clock.Now(), p, 8
	return f
}

func (r *room) take(fixes ...Fix) {
	r.t.Helper()
	qt.Assert(r.t, qt.IsNil(r.recorder.Take(r.t.Context(), fixes)))
}

func (r *room) trail(job string) []Fix {
	r.t.Helper()
	trail, err := r.log.Trail(r.t.Context(), ident.ID(job))
	qt.Assert(r.t, qt.IsNil(err))
	return trail
}

func (r *room) held(job string) []Held {
	r.t.Helper()
	held, err := r.log.Held(r.t.Context(), ident.ID(job))
	qt.Assert(r.t, qt.IsNil(err))
	return held
}

func openSQLite(t *testing.T, path string) *SQLiteLog {
	log, err := OpenSQLite(context.Background(), path)
	qt.Assert(t, qt.IsNil(err))
	return log
}

// onBoth tells a story on a fresh SQLite file and on a fresh PostgreSQL database.
func onBoth(t *testing.T, story func(t *testing.T, r *room)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		log := openSQLite(t, filepath.Join(t.TempDir(), "positions.sqlite"))
		t.Cleanup(func() { log.Close() })
		story(t, newRoom(t, log))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		log, err := OpenPostgres(t.Context(), freshPostgres(t))
		qt.Assert(t, qt.IsNil(err))
		story(t, newRoom(t, log))
	})
}

var databases atomic.Int64

// freshPostgres makes a database of this test's own and drops it afterwards.
func freshPostgres(t *testing.T) *pgxpool.Pool {
	dsn := os.Getenv("SAMBANG_TEST_POSTGRES")
	if dsn == "" {
		t.Fatal("SAMBANG_TEST_POSTGRES is not set: it must name a PostgreSQL server on which a database may be made")
	}
	ctx := context.Background()
	name := fmt.Sprintf("tracking_%d_%d", os.Getpid(), databases.Add(1))
	admin, err := pgx.Connect(ctx, dsn)
	qt.Assert(t, qt.IsNil(err))
	_, err = admin.Exec(ctx, "CREATE DATABASE "+name)
	qt.Assert(t, qt.IsNil(err))
	config, err := pgxpool.ParseConfig(dsn)
	qt.Assert(t, qt.IsNil(err))
	config.ConnConfig.Database, config.MaxConns = name, 4
	pool, err := pgxpool.NewWithConfig(ctx, config)
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(func() {
		pool.Close()
		admin.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)")
		admin.Close(ctx)
	})
	return pool
}
