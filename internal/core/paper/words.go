package paper

import (
	"fmt"
	"strconv"

	"github.com/skip2/go-qrcode"
)

// Heading writes what the paper is, large, with room below.
func (s *Sheet) Heading(words string) {
	s.Room(24)
	s.Font(14, true)
	s.f.MultiCell(s.Width(), 7, Plain(words), "", "L", false)
	s.Gap(2)
	s.Font(pointOfText, false)
}

// Part writes the heading of a part of the paper; it stays with what follows.
func (s *Sheet) Part(words string) {
	s.Room(20)
	s.Gap(2)
	s.Font(11.5, true)
	s.f.MultiCell(s.Width(), 6, Plain(words), "", "L", false)
	s.Gap(1)
	s.Font(pointOfText, false)
}

// Say writes a paragraph.
func (s *Sheet) Say(words string) { s.paragraph(words, pointOfText, false, 0, "") }

// Strong writes a paragraph in heavy letters.
func (s *Sheet) Strong(words string) { s.paragraph(words, pointOfText, true, 0, "") }

// Small writes a note: a source, a hint.
func (s *Sheet) Small(words string) { s.paragraph(words, 8.5, false, 0, "") }

// List writes numbered paragraphs.
func (s *Sheet) List(items ...string) {
	for i, item := range items {
		s.paragraph(item, pointOfText, false, 7, strconv.Itoa(i+1)+".")
	}
}

// paragraph breaks its lines itself, so that it can go over to another page at
// any line; mark stands before the first, at the margin.
func (s *Sheet) paragraph(words string, points float64, heavy bool, indent float64, mark string) {
	s.Font(points, heavy)
	tall := lineOfText * points / pointOfText
	for i, line := range s.lines(words, s.Width()-indent) {
		if s.Room(tall) {
			s.Font(points, heavy)
		}
		if i == 0 && mark != "" {
			s.f.CellFormat(indent, tall, mark, "", 0, "L", false, 0, "")
		}
		s.f.SetX(s.margin + indent)
		s.f.CellFormat(s.Width()-indent, tall, line, "", 1, "L", false, 0, "")
	}
	s.Gap(1.8)
	s.Font(pointOfText, false)
}

// lines breaks words to a width in the letters that are set; at least one line.
func (s *Sheet) lines(words string, wide float64) []string {
	words = Plain(words)
	if words == "" {
		return []string{""}
	}
	return s.f.SplitText(words, wide)
}

// Facts writes pairs of a name and what it is, one a line; an empty second is a
// dotted line to be filled in by hand.
func (s *Sheet) Facts(pairs ...[2]string) {
	const names = 48.0
	for _, p := range pairs {
		s.Font(pointOfText, false)
		lines := s.lines(p[1], s.Width()-names-3)
		s.Room(lineOfText * float64(len(lines)))
		y := s.f.GetY()
		s.f.CellFormat(names, lineOfText+0.4, s.Fit(p[0], names-2), "", 0, "L", false, 0, "")
		s.f.CellFormat(3, lineOfText+0.4, ":", "", 0, "L", false, 0, "")
		if p[1] == "" {
			s.dots(s.margin+names+3, y+lineOfText-0.4, s.Width()-names-3)
			s.f.Ln(lineOfText + 1.5)
			continue
		}
		for _, line := range lines {
			s.f.SetX(s.margin + names + 3)
			s.f.CellFormat(s.Width()-names-3, lineOfText+0.4, line, "", 1, "L", false, 0, "")
		}
	}
	s.Gap(2)
}

// dots draws a dotted line to write on.
func (s *Sheet) dots(x, y, wide float64) {
	s.f.SetDashPattern([]float64{0.4, 1}, 0)
	s.f.Line(x, y, x+wide, y)
	s.f.SetDashPattern([]float64{}, 0)
}

// Signer is one who puts the name under the paper.
type Signer struct {
	// Role stands above the line, Name below it: empty is left to the pen. Under is a
	// second line there, as the number of a licence.
	Role, Name, Under string
}

// Sign draws the blocks for signatures side by side, at most four, kept together.
// Where is the place and the day, as "Kebakkramat, 1 Agustus 2026"; it may be empty.
func (s *Sheet) Sign(where string, who ...Signer) {
	const tall, between = 38.0, 8.0
	if len(who) == 0 {
		return
	}
	s.Room(tall + 8)
	s.Gap(4)
	wide := (s.Width() - between*float64(max(len(who), 2)-1)) / float64(max(len(who), 2))
	top := s.f.GetY()
	s.Font(pointOfText, false)
	if where != "" {
		s.f.SetX(s.margin + s.Width() - wide)
		s.f.CellFormat(wide, lineOfText, s.Fit(where, wide), "", 1, "L", false, 0, "")
		top += lineOfText + 1
	}
	lines := 1.0
	for i, w := range who {
		x := s.margin + float64(i)*(wide+between)
		if len(who) == 1 { // one alone signs at the right, as letters are signed here
			x = s.margin + s.Width() - wide
		}
		s.f.SetXY(x, top)
		s.f.CellFormat(wide, lineOfText, s.Fit(w.Role, wide), "", 0, "L", false, 0, "")
		s.dots(x, top+24, wide*0.85)
		s.f.SetXY(x, top+24.6)
		s.f.CellFormat(wide, lineOfText, s.Fit(w.Name, wide), "", 0, "L", false, 0, "")
		if w.Under != "" {
			s.f.SetXY(x, top+24.6+lineOfText)
			s.f.CellFormat(wide, lineOfText, s.Fit(w.Under, wide), "", 0, "L", false, 0, "")
			lines = 2
		}
	}
	s.f.SetXY(s.margin, top+24.6+lines*lineOfText+2)
}

// QR draws a square of side millimetres with its corner at (x, y), without the
// white border: leave four of its dots (about a tenth of the side) free around
// it. The level is medium, 15 % of it may be lost.
func (s *Sheet) QR(content string, x, y, side float64) error {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("paper: a square code of %d letters: %w", len(content), err)
	}
	code.DisableBorder = true
	dots := code.Bitmap()
	one := side / float64(len(dots))
	s.f.SetFillColor(0, 0, 0)
	for row := range dots {
		for from := 0; from < len(dots); from++ {
			to := from
			for to < len(dots) && dots[row][to] {
				to++
			}
			if to > from { // dark dots side by side are one stroke: no hairlines between them
				s.f.Rect(x+float64(from)*one, y+float64(row)*one, float64(to-from)*one, one+0.01, "F")
				from = to
			}
		}
	}
	return nil
}
