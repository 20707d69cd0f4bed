// Package house joins the rooms, the doors and the database into one thing that
// can be opened, run and closed. Beside cmd it is the only package that knows
// every room; wire.go holds the list.
package house

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/postgres"
	"sambang/internal/core/store/sqlite"
	"sambang/internal/door/api"
	"sambang/internal/door/phone"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
)

// Config is what a house stands on.
type Config struct {
	// Data is the folder of everything this server keeps.
	Data string
	// Database is a postgres:// address; empty: SQLite in Data.
	Database string
	// Keys is the file of the master key; empty: Data/keys/sambang.key.
	Keys  string
	Clock instant.Clock
	Log   *slog.Logger
	// Address is how browsers reach us, as https://host; links are made of it.
	Address string
	// OSRM is the address of a routing service (see interop/osrm); empty: none.
	OSRM    string
	Version string
	// Quiet opens database, keys and rooms for a look: nothing is migrated, no
	// positions are opened, nothing runs.
	Quiet bool
}

// House is an opened installation.
type House struct {
	Config
	DB       *store.DB
	Ring     *keys.Ring
	Journal  *journal.Journal
	Errands  *errand.Runner
	Windows  *tracking.Windows
	Hub      *tracking.Hub
	Recorder *tracking.Recorder
	Desk     *signin.Desk
	// Roster knows the phones that may send positions.
	Roster *phone.Roster
	// Ways is the routing service that is set up; nil: none.
	Ways travel.Ways
	// NewKeys says that the key file was made just now.
	NewKeys bool
	Shows   map[string]journal.Show
	// Plans makes the plans of the days.
	Plans *plan.Desk

	// directory finds people as they are typed, for every door of the process.
	directory *registry.Directory
	// imports brings lists of people into the register.
	imports  *api.Imports
	rooms    []journal.Room
	log      *accessLog
	track    tracking.Log
	pool     *pgxpool.Pool
	stopping chan struct{}
	stopOnce sync.Once
	stop     context.CancelFunc
	running  context.Context
	rides    *rides
	done     sync.WaitGroup
}

// KeyFile is where the master key lies.
func (c Config) KeyFile() string {
	if c.Keys != "" {
		return c.Keys
	}
	return filepath.Join(c.Data, "keys", "sambang.key")
}

// DatabaseFile is where the embedded database lies.
func (c Config) DatabaseFile() string { return filepath.Join(c.Data, "sambang.sqlite") }

// OpenDatabase opens the database of a configuration, not migrated.
func OpenDatabase(c Config) (*store.DB, error) {
	if c.Database == "" {
		return sqlite.Open(c.DatabaseFile())
	}
	if !strings.HasPrefix(c.Database, "postgres://") && !strings.HasPrefix(c.Database, "postgresql://") {
		return nil, errors.New("house: --database wants a postgres:// address")
	}
	return postgres.Open(c.Database)
}

// Open opens database and keys, brings the schema up to date and wires the rooms.
// Nothing runs yet: see Run.
func Open(ctx context.Context, c Config) (*House, error) {
	h := &House{Config: c, stopping: make(chan struct{}), directory: registry.NewDirectory()}
	h.rooms = h.newRooms()
	var err error
	if h.DB, err = OpenDatabase(c); err != nil {
		return nil, err
	}
	if err = h.open(ctx); err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

func (h *House) open(ctx context.Context) (err error) {
	if err = h.prepare(ctx); err != nil {
		return err
	}
	if h.Ring, h.NewKeys, err = keys.Load(h.KeyFile()); err != nil {
		return err
	}
	h.Desk = signin.New(h.DB, h.Ring)
	h.log = &accessLog{db: h.DB, clock: h.Clock}
	h.Errands = errand.NewRunner(h.DB, h.Clock, h.Log)
	if c, ok := h.Clock.(*TestClock); ok {
		c.onMove(h.Errands.Nudge)
	}
	h.Journal, err = journal.New(journal.Config{DB: h.DB, Keys: h.Ring, Clock: h.Clock, Log: h.Log, Rooms: h.rooms,
		Resolve: workforce.Resolve, Nudge: h.Errands.Nudge, Denied: h.denied})
	if err != nil {
		return err
	}
	h.Errands.Commands = h.Journal.CarryAll
	h.imports = api.NewImports(h.DB, h.Ring, h.Clock, h.Journal, h.directory, h.Errands.Nudge)
	h.Errands.Workers[api.ImportErrand] = h.imports.Carry
	h.Errands.Workers[registry.LetterErrand] = post{h}.carry
	h.Errands.Workers[travel.NightErrand] = study{h}.carry
	h.Errands.Workers[motorbike.NightErrand] = ridden{h}.carry
	if h.Ways, err = h.openWays(); err != nil {
		return err
	}
	h.openPlans()
	h.askWays()
	h.Shows = h.shows(h.rooms)
	if h.Quiet {
		return nil
	}
	if err := h.openTracking(ctx); err != nil {
		return err
	}
	h.Roster = phone.NewRoster()
	h.rides = &rides{h: h, roster: h.Roster, seen: map[ident.ID]int64{}}
	return h.rides.catchUp(ctx)
}

// prepare brings the schema up to date; a quiet house only looks.
func (h *House) prepare(ctx context.Context) error {
	if h.Quiet {
		return h.Ready(ctx)
	}
	return migrations.Up(ctx, h.DB)
}

// openTracking opens the log of positions: a file of its own, or a schema.
func (h *House) openTracking(ctx context.Context) (err error) {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		return fmt.Errorf("house: %w", err)
	}
	s := tracking.Defaults(zone)
	h.Windows = tracking.NewWindows(s)
	h.Hub = tracking.NewHub(h.Windows, s)
	if h.Database == "" {
		h.track, err = tracking.OpenSQLite(ctx, filepath.Join(h.Data, "positions.sqlite"))
	} else {
		if h.pool, err = pgxpool.New(ctx, h.Database); err == nil {
			h.track, err = tracking.OpenPostgres(ctx, h.pool)
		}
	}
	if err != nil {
		return err
	}
	h.Recorder, err = tracking.NewRecorder(ctx, h.track, h.Windows, h.Hub, h.Clock, s)
	return err
}

// denied notes that somebody who has signed in asked for what is not theirs.
func (h *House) denied(ctx context.Context, a access.Actor, verb string) {
	if err := h.log.Write(ctx, api.Showing{Facility: a.Facility, Actor: a.ID, Door: a.Door, Purpose: verb, Denied: true}); err != nil {
		h.Log.Error("access log", "error", err)
	}
}

// Showed writes the access log: every door's answer that shows people comes here first.
func (h *House) Showed(ctx context.Context, s api.Showing) error { return h.log.Write(ctx, s) }

// Run starts what works by itself: deadlines and other errands.
func (h *House) Run() {
	ctx, cancel := context.WithCancel(context.Background())
	h.stop = cancel
	h.running = ctx
	h.done.Go(func() { h.Errands.Run(ctx) })
	h.done.Go(func() { h.rides.follow(ctx) })
	h.done.Go(func() { h.remember(ctx) })
}

// Rooms lists the rooms of this house.
func (h *House) Rooms() []journal.Room { return h.rooms }

// Go runs something beside the house until it stops.
func (h *House) Go(f func(context.Context)) { h.done.Go(func() { f(h.running) }) }

// Stopping is closed when the house begins to stop: streams end then.
func (h *House) Stopping() <-chan struct{} { return h.stopping }

// BeginStop tells the streams to end.
func (h *House) BeginStop() { h.stopOnce.Do(func() { close(h.stopping) }) }

// Close lets the writers finish, folds the log of SQLite into its file and closes.
func (h *House) Close() {
	h.BeginStop()
	if h.stop != nil {
		h.stop()
		h.done.Wait()
	}
	if h.Journal != nil {
		h.Journal.Close()
	}
	if h.Recorder != nil {
		h.Recorder.Close()
	}
	if h.track != nil {
		_ = h.track.Close()
	}
	if h.pool != nil {
		h.pool.Close()
	}
	if h.DB == nil {
		return
	}
	if h.DB.Dialect.Name() == "sqlite" {
		_, _ = h.DB.SQL().Exec("PRAGMA wal_checkpoint(TRUNCATE)") // what is left in the log is as durable
	}
	_ = h.DB.Close()
}

// Ready reports whether the database answers and has the newest schema.
func (h *House) Ready(ctx context.Context) error {
	n, err := migrations.Pending(ctx, h.DB)
	if err == nil && n != 0 {
		err = fmt.Errorf("house: %d migrations wait", n)
	}
	return err
}

// Host is the host of the address, for cookies and certificates.
func (c Config) Host() string {
	u, err := url.Parse(c.Address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
