package operate_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/operate"
	"sambang/internal/shared/registry"
)

// backupOf makes a small backup of a founded house.
func backupOf(f *testing.F) []byte {
	f.Helper()
	h, err := house.Open(f.Context(), house.Config{Data: storetest.Data(f), Clock: instant.Wall{}, Log: slog.New(slog.DiscardHandler), Version: "test"})
	qt.Assert(f, qt.IsNil(err))
	defer h.Close()
	_, err = h.Found(f.Context(), house.Founding{
		Found: registry.Found{Slug: "a", Name: "A", Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119",
			Villages: []registry.InVillage{{Code: "33.13.14.2001", Name: "Alastuwo", Lat: -7.5, Lon: 110.9}}},
		Staff: house.Staff{Name: "Ratna", Phone: "081234567890", Password: "jangan ditebak", Role: access.Head}})
	qt.Assert(f, qt.IsNil(err))
	var file bytes.Buffer
	_, err = operate.Write(f.Context(), h.DB, &file, operate.Manifest{KeyID: h.Ring.ID()})
	qt.Assert(f, qt.IsNil(err))
	return file.Bytes()
}

// FuzzBackup cuts a backup and changes bytes in it, packed and unpacked: it is
// restored whole, or refused with a reason and nothing of it stays.
func FuzzBackup(f *testing.F) {
	whole := backupOf(f)
	lines := unzip(f, whole)
	f.Add(uint(0), uint(0), []byte{}, true)
	f.Add(uint(12), uint(300), []byte{}, false)
	f.Add(uint(1), uint(1), []byte("[]\n{"), true)
	f.Add(uint(strings.Index(lines, "\n")+1), uint(0), []byte("[]\n"), true)
	f.Add(uint(strings.Index(lines, "\n")+1), uint(0), []byte(`{"table":"village","columns":[],"kinds":""}`+"\n[]\n"), true)
	f.Add(uint(strings.Index(lines, "[")+1), uint(1), []byte(`[{"a":1}]`), true)
	db := storetest.SQLite(f)
	f.Fuzz(func(t *testing.T, at, drop uint, with []byte, inside bool) {
		var file []byte
		if inside {
			file = zip(t, string(spoil([]byte(lines), at, drop, with)))
		} else {
			file = spoil(whole, at, drop, with)
		}
		_, rows, err := operate.Read(t.Context(), db, bytes.NewReader(file))
		if err == nil {
			if !bytes.Equal(spoil([]byte(lines), 0, 0, nil), []byte(unzip(t, file))) {
				t.Fatalf("a changed backup of %d rows was taken", rows)
			}
			empty(t, db)
			return
		}
		if !errors.Is(err, operate.ErrCut) && !errors.Is(err, operate.ErrNoBackup) && !errors.Is(err, operate.ErrUnfit) {
			t.Fatalf("refused without a reason: %v", err)
		}
		var n int64
		qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
			_, err := tx.One("SELECT COUNT(*) FROM facility_head", nil, &n)
			return err
		})))
		qt.Assert(t, qt.Equals(n, 0))
	})
}

// spoil replaces some bytes.
func spoil(b []byte, at, drop uint, with []byte) []byte {
	n := uint(len(b))
	at = min(at, n)
	end := min(at+min(drop, n), n)
	return append(append(append([]byte{}, b[:at]...), with...), b[end:]...)
}

// empty takes out what a whole backup has put in.
func empty(t *testing.T, db *store.DB) {
	t.Helper()
	qt.Assert(t, qt.IsNil(db.Write(t.Context(), func(tx *store.Tx) error {
		var names []string
		err := tx.Each("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'", nil, func(scan func(...any) error) error {
			var name string
			err := scan(&name)
			names = append(names, name)
			return err
		})
		for _, name := range names {
			if _, e := tx.Exec("DELETE FROM " + name); e != nil {
				return e
			}
		}
		return err
	})))
}
