package phone

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// TestThePageOnPhonesSaysWhatTheCodeHolds keeps the table of settings in
// docs/phones.md what an enrolled phone really gets; SAMBANG_UPDATE=1 writes it.
func TestThePageOnPhonesSaysWhatTheCodeHolds(t *testing.T) {
	const name = "../../../docs/phones.md"
	c := CourierTracking()
	table := fmt.Sprintf("| pengaturan | isi |\n| --- | --- |\n| jarak waktu saat bergerak | %.0f detik |\n| jarak tempuh | %d meter |\n| belokan | %d derajat |\n| tanda hidup saat diam | %.0f detik |\n| ketelitian | tinggi |\n| simpan saat tanpa sinyal | ya |\n",
		c.Interval.Seconds(), c.Distance, c.Angle, c.Heartbeat.Seconds())
	raw, err := os.ReadFile(name)
	qt.Assert(t, qt.IsNil(err))
	before, rest, ok := strings.Cut(string(raw), "<!-- settings: made by a test -->\n")
	_, after, ok2 := strings.Cut(rest, "<!-- end of settings -->")
	qt.Assert(t, qt.IsTrue(ok && ok2))
	page := before + "<!-- settings: made by a test -->\n" + table + "<!-- end of settings -->" + after
	if os.Getenv("SAMBANG_UPDATE") == "1" {
		qt.Assert(t, qt.IsNil(os.WriteFile(name, []byte(page), 0o644)))
		return
	}
	qt.Check(t, qt.Equals(string(raw), page), qt.Commentf("SAMBANG_UPDATE=1 go test ./internal/door/phone -run PageOnPhones"))
}
