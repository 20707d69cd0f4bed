package keys

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
)

func TestASlipOnTheRecoverySheetIsNoticed(t *testing.T) {
	r, made, err := Load(filepath.Join(t.TempDir(), "keys", "a.key"))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsTrue(made))
	sheet := r.Sheet()
	typed, err := FromSheet("  " + strings.ToUpper(strings.ReplaceAll(sheet, "-", " ")) + "\n")
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(typed.Sheet(), sheet), qt.Commentf("however it is typed"))
	for i := range sheet {
		for _, c := range []byte("07af") {
			slip := []byte(sheet)
			if slip[i] == '-' || slip[i] == c {
				continue
			}
			slip[i] = c
			_, err := FromSheet(string(slip))
			qt.Check(t, qt.IsNotNil(err), qt.Commentf("place %d", i))
		}
	}
}

// FuzzSheet reads any sheet: it gives the keys it was printed from, or none.
func FuzzSheet(f *testing.F) {
	r, err := New(bytes.Repeat([]byte{7}, 32))
	qt.Assert(f, qt.IsNil(err))
	f.Add(r.Sheet())
	f.Add(strings.ToUpper(r.Sheet()) + "\r\n")
	f.Add(r.ID() + ":")
	f.Add(":-:-")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := FromSheet(text)
		if err != nil {
			return
		}
		again, err := FromSheet(got.Sheet())
		if err != nil || again.Sheet() != got.Sheet() || !strings.Contains(got.Sheet(), got.ID()) {
			t.Fatalf("%q gives keys that print as others", text)
		}
	})
}

// FuzzOpen opens any text as a sealed one: only what was sealed opens.
func FuzzOpen(f *testing.F) {
	r, err := New(bytes.Repeat([]byte{7}, 32))
	qt.Assert(f, qt.IsNil(err))
	where := ident.Named("facility")
	sealed, err := r.Seal(where, []byte("nama"))
	qt.Assert(f, qt.IsNil(err))
	f.Add(sealed)
	f.Add("")
	f.Add(strings.Repeat("A", 40))
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := r.Open(where, text); err == nil && string(got) != "nama" {
			t.Fatalf("%q opens as %q", text, got)
		}
	})
}
