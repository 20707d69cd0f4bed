package api

import (
	"strconv"
	"strings"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk/schedule"
)

// Measures of a line of the sheet in millimetres: words above, boxes to write in
// below, tall enough for a ball pen and a thumb-print.
const (
	sheetWords = 21.5
	sheetBox   = 13.0
	sheetGap   = 3.0
	sheetLine  = sheetWords + sheetBox + sheetGap
	// sheetBlank is how many empty lines stand at the end, for what was not planned.
	sheetBlank = 2
)

// sheetBoxes are what is written by hand: the key of its words and its width.
var sheetBoxes = []struct {
	key  string
	wide float64
}{{"bag", 24}, {"bottles", 56}, {"picked_up", 28}, {"temperature", 24}, {"delivered", 28}, {"received_by", 52}, {"signature", 65}}

// daysheetPaper draws a day sheet.
type daysheetPaper struct {
	*paper.Sheet
	lang string
	of   schedule.Sheet
}

func (p daysheetPaper) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(p.lang, "daysheet."+key, with)
}

func daysheetPDF(lang, by string, of schedule.Sheet) ([]byte, error) {
	zone := of.Facility.Location()
	from := paper.Letterhead{Name: of.Facility.Name, Phone: of.Facility.ServicePhone, Demo: of.Facility.Demo}
	p := daysheetPaper{paper.Sideways(lang, text.T(lang, "daysheet.plain", nil), from), lang, of}
	p.Foot(p.t("private") + "  " + p.t("printed", "at", text.Hour(of.At, zone), "by", by))
	p.Heading(p.t("title", "name", of.Courier, "day", text.CivilDate(lang, of.Day)))
	p.Small(p.t("rule", "phone", of.Facility.ServicePhone))
	if len(of.Lines) == 0 {
		p.Say(p.t("none"))
	}
	for _, l := range of.Lines {
		p.line(l)
	}
	for range sheetBlank {
		p.blank()
	}
	p.back()
	return p.Bytes()
}

// line is one mother's bag: when, who, from where to where, who may receive.
func (p daysheetPaper) line(l schedule.SheetLine) {
	p.Room(sheetLine)
	f, y, words := p.Raw(), p.Raw().GetY(), p.Width()-27
	p.Font(20, true)
	f.SetXY(p.Left(), y)
	f.CellFormat(27, 10, text.Hour(l.At, p.of.Facility.Location()), "", 0, "L", false, 0, "")
	p.Font(11.5, true)
	f.SetXY(p.Left()+27, y)
	f.CellFormat(words-45, 6, p.Fit(paper.Plain(l.MotherName+"  ·  "+l.BabyName), words-47), "", 0, "L", false, 0, "")
	f.CellFormat(45, 6, p.t("number", "n", l.Number), "", 0, "R", false, 0, "")
	p.Font(9.5, false)
	for i, line := range []string{p.from(l), p.to(l), p.who(l)} {
		f.SetXY(p.Left()+27, y+6.2+float64(i)*4.8)
		f.CellFormat(words, 4.8, p.Fit(paper.Plain(line), words), "", 0, "L", false, 0, "")
	}
	p.boxes(y+sheetWords, l)
}

func (p daysheetPaper) from(l schedule.SheetLine) string {
	return p.t("pickup") + ": " + joinWords(", ", l.From.Label, l.From.Note)
}

// to is where it goes. A hidden address does not go out on paper.
func (p daysheetPaper) to(l schedule.SheetLine) string {
	to, where := p.t("home"), joinWords(", ", l.To.Label, l.To.Note)
	switch {
	case l.Ward:
		to = p.t("ward")
	case l.Hidden:
		where = p.t("hidden")
	}
	return to + ": " + where
}

func (p daysheetPaper) who(l schedule.SheetLine) string {
	var names []string
	for _, r := range l.Recipients {
		name := r.Name
		if r.Relation != "" {
			name += " (" + r.Relation + ")"
		}
		names = append(names, name)
	}
	return joinWords("     ", p.t("recipients")+": "+strings.Join(names, ", "), l.Phone)
}

// joinWords joins what is not empty.
func joinWords(with string, words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, with)
}

// boxes are what is written by hand; what is known already stands in them.
func (p daysheetPaper) boxes(y float64, l schedule.SheetLine) {
	f, x := p.Raw(), p.Left()
	known := map[string]string{"bag": l.Bag}
	var labels []string
	for _, b := range l.Bottles {
		labels = append(labels, b.Label)
	}
	known["bottles"] = strings.Join(labels, "  ")
	f.SetLineWidth(0.3)
	for _, b := range sheetBoxes {
		f.Rect(x, y, b.wide, sheetBox, "D")
		p.Font(7.5, false)
		f.SetXY(x+1, y+0.5)
		f.CellFormat(b.wide-2, 3.5, p.t(b.key), "", 0, "L", false, 0, "")
		p.Font(11, true)
		f.SetXY(x+1, y+5)
		f.CellFormat(b.wide-2, 6, p.Fit(known[b.key], b.wide-2), "", 0, "L", false, 0, "")
		x += b.wide
	}
	f.SetXY(p.Left(), y+sheetBox+sheetGap)
}

// blank is a line for what was not planned.
func (p daysheetPaper) blank() {
	p.Room(sheetBox + sheetGap + 7)
	f, y := p.Raw(), p.Raw().GetY()
	p.Font(9.5, false)
	f.SetXY(p.Left(), y)
	f.CellFormat(p.Width(), 6, p.t("adhoc")+": "+strings.Repeat("_", 60), "", 0, "L", false, 0, "")
	p.boxes(y+7, schedule.SheetLine{})
}

// back is what came back in the box, counted at the end.
func (p daysheetPaper) back() {
	p.Room(14)
	f, y := p.Raw(), p.Raw().GetY()
	x := p.Left()
	for i, key := range []string{"empties", "ice"} {
		f.Rect(x+float64(i)*70, y, 66, 11, "D")
		p.Font(7.5, false)
		f.SetXY(x+float64(i)*70+1, y+0.5)
		f.CellFormat(60, 3.5, p.t(key), "", 0, "L", false, 0, "")
	}
	f.SetXY(x, y+13)
	p.Font(8.5, false)
	f.SetXY(x+145, y+3)
	f.CellFormat(p.Width()-145, 5, p.t("count", "n", strconv.Itoa(len(p.of.Lines))), "", 1, "L", false, 0, "")
}
