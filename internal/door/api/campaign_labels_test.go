package api

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/paper"
	"sambang/internal/core/paper/papertest"
	"sambang/internal/core/text"
)

// Who cannot scan types the address: it stands whole on the label, however long it is, and
// the square says the same.
func TestALabelShowsItsWholeAddress(t *testing.T) {
	for _, address := range []string{"https://s.id/b/sempu-QPQ9D", "https://sambang.example/b/sempu-QPQ9D",
		"https://sambang.puskesmas-bojong-nangka.id/b/bojong-nangka-QPQ9D", "https://penjangkauan.dinas-kesehatan.banyuwangikab.go.id/b/puskesmas-gitik-lor-QPQ9D"} {
		p := labelPaper{Sheet: paper.Bare(text.ID, "Label"), lang: text.ID}
		lines := p.shown(address, labelWide-3)
		qt.Check(t, qt.Equals("https://"+strings.Join(lines, ""), address))
		for _, line := range lines {
			qt.Check(t, qt.Equals(p.Fit(line, labelWide-3), line), qt.Commentf("cut off"))
		}
		made, err := batchLabelsPDF(text.ID, batchLabel{"QPQ9D", address, "Puskesmas Bojong Nangka"}, 1)
		qt.Assert(t, qt.IsNil(err))
		q := papertest.SquareOf(papertest.Strokes(made)[0])
		read, err := q.Read()
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(read, address))
		one := q.Side / float64(len(q.Dots))
		white := min(q.X-labelLeft, q.Y-labelTop, batchFoot-batchWhite-batchQR)
		qt.Check(t, qt.IsTrue(one >= 0.4 && white >= 4*one || len(q.Dots) < 29), qt.Commentf("%d dots of %.2f mm, %.2f mm of white", len(q.Dots), one, white))
	}
}
