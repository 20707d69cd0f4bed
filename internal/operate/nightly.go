package operate

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// Nightly writes one backup a day into a second folder, best on another disk.
type Nightly struct {
	DB       *store.DB
	Folder   string
	Manifest func() Manifest
	Clock    instant.Clock
	// Zone is that of the health centre, asked each time: at the first start there
	// is no health centre yet.
	Zone func(context.Context) *time.Location
	Log  *slog.Logger
}

const (
	nightHour = 2  // the quietest hour: our own proposal
	nightKeep = 14 // copies kept: two weeks, our own proposal
	nightLook = 10 * time.Minute
)

// Run looks every ten minutes whether today's copy is there, so that a night in
// which the computer was off is made up for in the morning.
func (n Nightly) Run(ctx context.Context) {
	look := time.NewTicker(nightLook)
	defer look.Stop()
	for {
		if err := n.Once(ctx); err != nil && ctx.Err() == nil {
			n.Log.Error("nightly copy", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// Once writes today's copy when it is time and it is missing, then drops old ones.
func (n Nightly) Once(ctx context.Context) error {
	now, zone := n.Clock.Now(), n.Zone(ctx)
	if now.In(zone).Hour() < nightHour {
		return nil
	}
	name := filepath.Join(n.Folder, "sambang-"+now.Day(zone)+".backup")
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	if begun, err := n.begun(ctx); err != nil || !begun {
		return err // a copy of nothing would stand for today's
	}
	rows, err := WriteFile(ctx, n.DB, name, n.Manifest())
	if err != nil {
		return err
	}
	n.Log.Info("nightly copy", "file", name, "rows", rows)
	return n.drop()
}

// begun reports whether there is a health centre to copy.
func (n Nightly) begun(ctx context.Context) (yes bool, err error) {
	err = n.DB.Read(ctx, func(tx *store.Tx) error {
		all, err := heads(tx)
		yes = len(all) > 0
		return err
	})
	return yes, err
}

// copies lists our copies in a folder, the oldest first.
func copies(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "sambang-") && strings.HasSuffix(e.Name(), ".backup") {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, err
}

func (n Nightly) drop() error {
	names, err := copies(n.Folder)
	if err != nil {
		return err
	}
	for _, old := range names[:max(0, len(names)-nightKeep)] {
		if err := os.Remove(filepath.Join(n.Folder, old)); err != nil {
			return err
		}
	}
	return nil
}
