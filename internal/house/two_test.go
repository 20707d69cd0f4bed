package house_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Two servers stand on one database for a while: a new one starts before the old
// one has stopped. Each command is done once, and the chains hold.
func TestTwoServersOnOneDatabase(t *testing.T) {
	t.Parallel()
	database, keys := storetest.Postgres(t), filepath.Join(t.TempDir(), "sambang.key")
	var houses []*house.House
	for range 2 {
		h, err := house.Open(t.Context(), house.Config{Data: t.TempDir(), Database: database, Keys: keys, Clock: house.NewTestClock(),
			Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: "http://127.0.0.1"})
		qt.Assert(t, qt.IsNil(err))
		t.Cleanup(h.Close)
		houses = append(houses, h)
	}
	f := ident.Named("Puskesmas Contoh")
	begun(t, houses[0], f)
	var wg sync.WaitGroup
	for i := range 40 {
		h, worker := houses[i%2], ident.Named(fmt.Sprint("worker ", i/2)) // both servers hear of each
		wg.Go(func() {
			out, err := h.Journal.Do(t.Context(), access.TheMachine(f), machineSays(t, fmt.Sprint("add ", i/2), "workforce.add_worker",
				workforce.AddWorker{Worker: worker, Name: "Orang", Kinds: []string{"courier"}}))
			qt.Check(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(out.Status, journal.Accepted))
			qt.Check(t, qt.IsNil(h.Showed(t.Context(), api.Showing{Facility: f, Actor: worker, Door: "api", Purpose: "sync", People: []string{"worker:" + string(worker)}})))
		})
	}
	wg.Wait()
	_, err := houses[1].Journal.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(houses[0].DB.Read(t.Context(), func(tx *store.Tx) error {
		rows, broken, err := house.CheckAccessLog(tx, f)
		qt.Check(t, qt.Equals(rows, 40))
		qt.Check(t, qt.Equals(broken, ""))
		return err
	})))
}

func machineSays(t *testing.T, name, verb string, body any) journal.Envelope {
	t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(t, qt.IsNil(err))
	return journal.Envelope{ID: ident.Named(name), Verb: verb, V: 1, Body: raw}
}

// begun begins a small health centre without its first-run page.
func begun(t *testing.T, h *house.House, f ident.ID) {
	t.Helper()
	centre := registry.Facility{ID: f, Slug: "contoh", Name: "Puskesmas Contoh", Zone: "Asia/Jakarta"}
	qt.Assert(t, qt.IsNil(h.DB.Write(t.Context(), func(tx *store.Tx) error { return registry.Enlist(tx, centre, h.Clock.Now()) })))
	out, err := h.Journal.Do(t.Context(), access.TheMachine(f), machineSays(t, "found", "registry.found", registry.Found{Slug: centre.Slug, Name: centre.Name, Zone: centre.Zone,
		ServicePhone: "0271000000", EmergencyNumber: "119", Villages: []registry.InVillage{{Code: "33.13.14.2002", Name: "Alastuwo", Lat: -7.53854, Lon: 110.93755}}}))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
}
