package label

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/paper/papertest"
	"sambang/internal/core/text"
)

// squaresIn finds the codes among the strokes that lie in the cells of a layout.
func squaresIn(l Layout, all []papertest.Stroke) (found []papertest.Square) {
	for n := range l.ASheet() {
		x, y := l.corner(n)
		if mine := papertest.Within(all, x, y, l.Wide, l.Tall); len(mine) > 0 {
			found = append(found, papertest.SquareOf(mine))
		}
	}
	return found
}

func sheets(layout string, start int, codes ...string) Sheets {
	l, bad := LayoutOf(layout)
	if bad != nil {
		panic(bad)
	}
	return Sheets{Lang: text.ID, Facility: "Puskesmas Sempu", Phone: "+6281234567890", Emergency: "119", Report: "https://sambang.example/sempu/lapor", Codes: codes, Layout: l, Start: start}
}

// houses are as many codes as are asked for; their check digits do not matter here.
func houses(n int) (codes []string) {
	for i := range n {
		codes = append(codes, fmt.Sprintf("07-%04d-5", i+1))
	}
	return codes
}

// What a telephone reads off the paper is the address of that house's form, on every
// kind of sheet and with a long address too.
func TestEverySquareLeadsToItsHouse(t *testing.T) {
	for _, layout := range []string{"2x4", "2x5", "3x7"} {
		for _, at := range []string{"https://s.id/a/lapor", "https://sambang.example/sempu/lapor", "https://penjangkauan.dinas-kesehatan.banyuwangikab.go.id/puskesmas-gitik-lor/lapor"} {
			s := sheets(layout, 1, houses(23)...)
			s.Report = at
			made, err := s.PDF()
			qt.Assert(t, qt.IsNil(err))
			var read []string
			for _, page := range papertest.Strokes(made) {
				for _, q := range squaresIn(s.Layout, page) {
					said, err := q.Read()
					qt.Assert(t, qt.IsNil(err))
					read = append(read, said)
				}
			}
			var want []string
			for _, code := range s.Codes {
				want = append(want, at+"?rumah="+code)
			}
			qt.Check(t, qt.DeepEquals(read, want), qt.Commentf("%s %s", layout, at))
		}
	}
}

// A square needs four of its dots of white around it, and dots that a cheap camera
// tells apart: half a millimetre at least for the address of a usual length.
func TestASquareHasWhiteAroundItAndDotsOneCanSee(t *testing.T) {
	for _, layout := range []string{"2x4", "2x5", "3x7"} {
		s := sheets(layout, 1, "07-0423-5")
		made, err := s.PDF()
		qt.Assert(t, qt.IsNil(err))
		q := squaresIn(s.Layout, papertest.Strokes(made)[0])[0]
		one := q.Side / float64(len(q.Dots))
		x, y := s.corner(0)
		m := s.measure()
		qt.Check(t, qt.IsTrue(one >= 0.5), qt.Commentf("%s: %.2f mm a dot", layout, one))
		qt.Check(t, qt.IsTrue(q.X-x >= 4*one && q.Y+q.Side+4*one <= y+s.Tall), qt.Commentf("%s: white to the label's edge", layout))
		qt.Check(t, qt.IsTrue(q.Y-(y+m.pad+m.head+m.phone) >= 4*one), qt.Commentf("%s: white under the number", layout))
		words := x + m.pad + q.Side*(1+1.6/8) // where the words beside it begin
		qt.Check(t, qt.IsTrue(words-(q.X+q.Side) >= 4*one), qt.Commentf("%s: white beside it", layout))
	}
}

// A half-used sheet is used up: the first label is where it is said, and the page after
// begins at its own first label.
func TestAHalfUsedSheetIsUsedUp(t *testing.T) {
	s := sheets("2x4", 7, houses(4)...)
	made, err := s.PDF()
	qt.Assert(t, qt.IsNil(err))
	pages := papertest.Strokes(made)
	qt.Assert(t, qt.HasLen(pages, 2))
	for i, want := range []int{6, 7, 0, 1} {
		q := squaresIn(s.Layout, pages[i/2])[i%2]
		x, y := s.corner(want)
		qt.Check(t, qt.IsTrue(q.X > x && q.X < x+s.Wide && q.Y > y && q.Y < y+s.Tall), qt.Commentf("label %d lies on place %d", i, want+1))
	}
}

// The labels lie where the sheets that are sold have them: the margins of L7165, L7173
// and L7160 in millimetres.
func TestTheLabelsLieWhereTheSheetsHaveThem(t *testing.T) {
	for name, want := range map[string][2]float64{"2x4": {4.65, 13.1}, "2x5": {4.65, 6}, "3x7": {7.2, 15.15}} {
		l, bad := LayoutOf(name)
		qt.Assert(t, qt.IsNil(bad))
		x, y := l.corner(0)
		qt.Check(t, qt.IsTrue(max(x-want[0], want[0]-x, y-want[1], want[1]-y) < 0.1), qt.Commentf("%s: %.2f %.2f", name, x, y))
	}
	_, bad := LayoutOf("9x9")
	qt.Check(t, qt.Equals(bad.Code, "body.bad_choice"))
}

// A sticker hangs where everybody passes: no word on it says why this house has one.
func TestAStickerSaysNothingOfThoseWhoLiveThere(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		for _, key := range text.Keys(lang, "sticker.") {
			words := strings.ToLower(text.T(lang, key, nil))
			for _, bad := range []string{"kurang mampu", "bantuan", "prasejahtera", "lansia", "hamil", "poor", "aid", "elder", "welfare"} {
				qt.Check(t, qt.IsFalse(strings.Contains(words, bad)), qt.Commentf("%s: %s", key, words))
			}
		}
	}
}
