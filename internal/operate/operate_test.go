package operate_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/operate"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

const secretName = "Kanaria Sasmita"

// running is a founded house with a person in it.
func running(t *testing.T, database string) *house.House {
	t.Helper()
	return runningIn(t, database, "Asia/Jakarta")
}

func runningIn(t *testing.T, database, zone string) *house.House {
	t.Helper()
	h, err := house.Open(t.Context(), config(t.TempDir(), database))
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	districts, err := house.Districts()
	qt.Assert(t, qt.IsNil(err))
	_, err = h.Found(t.Context(), house.Founding{
		Found: registry.Found{Slug: "kebakkramat", Name: "Puskesmas Kebakkramat I", Zone: zone, ServicePhone: "0271-646123", EmergencyNumber: "119", Villages: districts[0].Villages},
		Staff: house.Staff{Name: secretName, Phone: "081234567890", Password: "jangan ditebak", Role: access.Head}})
	qt.Assert(t, qt.IsNil(err))
	return h
}

func config(data, database string) house.Config {
	return house.Config{Data: data, Database: database, Clock: instant.Wall{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test"}
}

// both tells a story from each database to the other.
func both(t *testing.T, story func(t *testing.T, h *house.House, other *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		db, err := house.OpenDatabase(config("", storetest.Postgres(t)))
		qt.Assert(t, qt.IsNil(err))
		t.Cleanup(func() { _ = db.Close() })
		qt.Assert(t, qt.IsNil(migrations.Up(t.Context(), db)))
		story(t, running(t, ""), db)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		story(t, running(t, storetest.Postgres(t)), storetest.SQLite(t))
	})
}

func TestABackupTakenUnderLoadRestoresAndVerifies(t *testing.T) {
	both(t, func(t *testing.T, h *house.House, other *store.DB) {
		facility := ident.Named("facility kebakkramat")
		ctx, stop := context.WithCancel(t.Context())
		started, ended := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(ended)
			for i := 0; ctx.Err() == nil; i++ {
				id := ident.Derive(facility, 5000+i)
				_ = h.Tell(ctx, facility, id, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: "Joko", Kinds: []string{"courier"}})
				if i == 3 {
					close(started)
				}
			}
		}()
		<-started
		var file bytes.Buffer
		wrote, err := operate.Write(t.Context(), h.DB, &file, operate.Manifest{KeyID: h.Ring.ID(), MadeAt: h.Clock.Now()})
		stop()
		<-ended
		qt.Assert(t, qt.IsNil(err))
		m, rows, err := operate.Read(t.Context(), other, bytes.NewReader(file.Bytes()))
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(rows, wrote))
		qt.Check(t, qt.Equals(m.KeyID, h.Ring.ID()))
		fresh := storetest.SQLite(t)
		there, err := journal.New(journal.Config{DB: other, Keys: h.Ring, Clock: h.Clock, Log: h.Log, Rooms: h.Rooms()})
		qt.Assert(t, qt.IsNil(err))
		t.Cleanup(there.Close)
		n, err := there.Verify(t.Context(), fresh)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.IsTrue(n.Events > 0 && n.Sealed > 0))
		_, _, err = operate.Read(t.Context(), other, bytes.NewReader(file.Bytes()))
		qt.Check(t, qt.ErrorIs(err, operate.ErrNotEmpty))
	})
}

func TestABackupTellsNobodysName(t *testing.T) {
	h := running(t, "")
	name := filepath.Join(t.TempDir(), "copy", "a.backup")
	_, err := operate.WriteFile(t.Context(), h.DB, name, operate.Manifest{KeyID: h.Ring.ID()})
	qt.Assert(t, qt.IsNil(err))
	raw := unpacked(t, name)
	key, err := os.ReadFile(h.KeyFile())
	qt.Assert(t, qt.IsNil(err))
	for _, secret := range []string{secretName, "81234567890", strings.Split(strings.TrimSpace(string(key)), ":")[1]} {
		qt.Check(t, qt.Not(qt.StringContains(raw, secret)))
	}
	qt.Check(t, qt.StringContains(raw, h.Ring.ID()), qt.Commentf("it names the keys it needs"))
}

func TestACutOrChangedBackupLeavesNothingBehind(t *testing.T) {
	h := running(t, "")
	var file bytes.Buffer
	_, err := operate.Write(t.Context(), h.DB, &file, operate.Manifest{})
	qt.Assert(t, qt.IsNil(err))
	text := unzip(t, file.Bytes())
	lines := strings.SplitAfter(text, "\n")
	for what, bad := range map[string][]byte{
		"cut":     file.Bytes()[:file.Len()*2/3],
		"no sum":  file.Bytes()[:file.Len()-8],
		"longer":  zip(t, text+"[]\n"),
		"early":   zip(t, lines[0]+"[]\n"+strings.Join(lines[1:], "")),
		"nested":  zip(t, strings.Replace(text, `,"Asia/Jakarta"`, `,["Asia/Jakarta"]`, 1)),
		"lacking": zip(t, strings.Join(append(lines[:len(lines)-3:len(lines)-3], lines[len(lines)-2:]...), "")),
		"changed": zip(t, strings.Replace(text, "Kebakkramat I", "Kebakkramat X", 1)),
		"foreign": zip(t, strings.Replace(text, `{"table":"access_log"`, `{"table":"sqlite_master"`, 1)),
		"nothing": []byte("x"),
	} {
		t.Run(what, func(t *testing.T) {
			db := storetest.SQLite(t)
			_, _, err := operate.Read(t.Context(), db, bytes.NewReader(bad))
			qt.Assert(t, qt.IsTrue(errors.Is(err, operate.ErrCut) || errors.Is(err, operate.ErrNoBackup)), qt.Commentf("%v", err))
			var n int64
			qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
				_, err := tx.One("SELECT COUNT(*) FROM facility_head", nil, &n)
				return err
			})))
			qt.Check(t, qt.Equals(n, 0))
		})
	}
}

func TestMovingEndsInTwoDatabasesThatHoldTheSame(t *testing.T) {
	both(t, func(t *testing.T, h *house.House, other *store.DB) {
		_, err := operate.Copy(t.Context(), h.DB, other, operate.Manifest{})
		qt.Assert(t, qt.IsNil(err))
		table, err := operate.Compare(t.Context(), h.DB, other)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(table, ""))
		err = other.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE village SET name = 'Lain' WHERE facility_id = $1", ident.Named("facility kebakkramat"))
			return err
		})
		qt.Assert(t, qt.IsNil(err))
		table, err = operate.Compare(t.Context(), h.DB, other)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(table, "village"))
	})
}

func TestVerifyNamesTheFirstBadEntry(t *testing.T) {
	both(t, func(t *testing.T, h *house.House, _ *store.DB) {
		_, err := operate.Verify(t.Context(), h)
		qt.Assert(t, qt.IsNil(err))
		err = h.DB.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE event SET body = '{}' WHERE facility_id = $1 AND seq = 2", ident.Named("facility kebakkramat"))
			return err
		})
		qt.Assert(t, qt.IsNil(err))
		_, err = operate.Verify(t.Context(), h)
		var bad *journal.Bad
		qt.Assert(t, qt.ErrorAs(err, &bad))
		qt.Check(t, qt.StringContains(bad.Where, "event 2"))
	})
}

func TestTheNightlyCopyIsMadeOnceANightAndOldOnesGo(t *testing.T) {
	h := running(t, "")
	clock := house.NewTestClock()
	n := operate.Nightly{DB: h.DB, Folder: t.TempDir(), Manifest: func() operate.Manifest { return operate.Manifest{} }, Clock: clock, Zone: func(context.Context) *time.Location { return time.UTC }, Log: h.Log}
	evening := time.Date(2026, 3, 1, 1, 0, 0, 0, time.UTC)
	clock.Set(instant.Of(evening))
	qt.Assert(t, qt.IsNil(n.Once(t.Context())))
	qt.Check(t, qt.HasLen(files(t, n.Folder), 0), qt.Commentf("not before two"))
	for day := range 16 {
		clock.Set(instant.Of(evening.AddDate(0, 0, day).Add(2 * time.Hour)))
		qt.Assert(t, qt.IsNil(n.Once(t.Context())))
		qt.Assert(t, qt.IsNil(n.Once(t.Context())))
	}
	qt.Check(t, qt.HasLen(files(t, n.Folder), 14))
}

func TestNothingIsCopiedBeforeThereIsAHealthCentre(t *testing.T) {
	h, err := house.Open(t.Context(), config(t.TempDir(), ""))
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	clock := house.NewTestClock()
	clock.Set(instant.Of(time.Date(2026, 3, 1, 20, 0, 0, 0, time.UTC)))
	n := operate.Nightly{DB: h.DB, Folder: t.TempDir(), Manifest: func() operate.Manifest { return operate.Manifest{} }, Clock: clock, Zone: h.Zone, Log: h.Log}
	qt.Assert(t, qt.IsNil(n.Once(t.Context())))
	qt.Check(t, qt.HasLen(files(t, n.Folder), 0))
}

func TestTheNightIsThatOfTheHealthCentre(t *testing.T) {
	h := runningIn(t, "", "Asia/Jayapura") // nine hours ahead, two of Jakarta
	clock := house.NewTestClock()
	n := operate.Nightly{DB: h.DB, Folder: t.TempDir(), Manifest: func() operate.Manifest { return operate.Manifest{} }, Clock: clock, Zone: h.Zone, Log: h.Log}
	clock.Set(instant.Of(time.Date(2026, 3, 1, 16, 59, 0, 0, time.UTC)))
	qt.Assert(t, qt.IsNil(n.Once(t.Context())))
	qt.Check(t, qt.HasLen(files(t, n.Folder), 0))
	clock.Set(instant.Of(time.Date(2026, 3, 1, 17, 0, 0, 0, time.UTC)))
	qt.Assert(t, qt.IsNil(n.Once(t.Context())))
	made := files(t, n.Folder)
	qt.Assert(t, qt.HasLen(made, 1))
	qt.Check(t, qt.Equals(made[0].Name(), "sambang-2026-03-02.backup"), qt.Commentf("two in the morning of the second of March"))
}

func TestTheDoctorSaysWhatIsWrong(t *testing.T) {
	h := running(t, "")
	words := func(keyFile string) string {
		var b strings.Builder
		for _, f := range operate.Examine(t.Context(), h.Data, keyFile, "", h.DB, h.Clock.Now()) {
			if !f.Fine {
				b.WriteString(f.What + "\n")
			}
		}
		return b.String()
	}
	qt.Check(t, qt.Equals(words(h.KeyFile()), "There is no second copy: give the server --copy-to FOLDER, best on another disk.\n"))
	qt.Check(t, qt.StringContains(words(filepath.Join(t.TempDir(), "lost.key")), "The keys file"))
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	loose := filepath.Join(t.TempDir(), "k", "loose.key")
	qt.Assert(t, qt.IsNil(ring.Save(loose)))
	qt.Assert(t, qt.IsNil(os.Chmod(loose, 0o644)))
	qt.Check(t, qt.StringContains(words(loose), "read by others"))
}
