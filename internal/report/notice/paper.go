package notice

import (
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit/board"
)

// dotsTall is how many millimetres the picture of the waits is high.
const dotsTall = 34.0

// Paper draws the board on A4, to hang beside the door: black and white safe.
func (n Words) Paper() ([]byte, error) {
	f := n.Facility
	p := paper.New(n.Lang, n.T("title"), paper.Letterhead{Name: f.Name, Phone: f.ServicePhone, Demo: f.Demo})
	p.Foot(n.T("title") + ", " + n.At())
	key, mark := n.Sentence()
	p.Heading(text.T(n.Lang, key, map[string]string{"at": mark}))
	d := func(seconds int64) string { return text.Duration(n.Lang, time.Duration(seconds)*time.Second) }
	v := n.Board.Vow
	p.Strong(text.Fill(n.T("vow"), map[string]string{"respond": d(v.RespondSeconds), "fetch": d(v.FetchSeconds), "rice": Kilos(n.Lang, v.Grams)}))
	p.Small(n.Hours())
	n.table(p)
	if len(n.Board.Waits) > 0 {
		n.dots(p)
	}
	n.split(p, "by_village", "village", n.Board.Villages)
	n.split(p, "by_colour", "colour", n.Board.Colours)
	if n.Board.Year.Requests > 0 {
		p.Small(n.T("hidden_why"))
	}
	p.Small(n.Counted())
	if n.Board.Maklumat != "" {
		p.Part(n.T("maklumat"))
		for _, line := range strings.Split(n.Board.Maklumat, "\n") {
			p.Say(line)
		}
	}
	return p.Bytes()
}

// table sets the month beside its year.
func (n Words) table(p *paper.Sheet) {
	t := p.Table(paper.Column{Title: n.T("column_figure"), Wide: 6}, paper.Column{Title: n.T("month") + ", " + n.Span(n.Board.Month), Wide: 4, Right: true},
		paper.Column{Title: n.T("year") + ", " + n.Span(n.Board.Year), Wide: 4, Right: true})
	year := n.Facts(n.Board.Year)
	cell := func(f Fact) string { return strings.TrimSpace(f.Number + " " + f.Unit + " " + f.Note) }
	for i, f := range n.Facts(n.Board.Month) {
		t.Row(f.Word, cell(f), cell(year[i]))
	}
	t.Row(n.T("half"), n.Wait(n.Board.Month.Half), n.Wait(n.Board.Year.Half))
	t.Row(n.T("nine"), n.Wait(n.Board.Month.Nine), n.Wait(n.Board.Year.Nine))
	p.Gap(2)
}

func (n Words) split(p *paper.Sheet, key, column string, parts []board.Part) {
	rows := n.Rows(parts)
	if len(rows) == 0 {
		return
	}
	p.Part(n.T(key))
	t := p.Table(paper.Column{Title: n.T(column), Wide: 5}, paper.Column{Title: n.T("requests"), Wide: 3, Right: true}, paper.Column{Title: n.T("in_four"), Wide: 3, Right: true})
	t.Tall = 5.6
	for _, r := range rows {
		if r.Hidden {
			r.Requests = n.T("hidden")
		}
		t.Row(r.Name, r.Requests, r.Kept)
	}
	p.Gap(1)
}

// dots draws one dot for each request of the month: filled in time, hollow late.
func (n Words) dots(p *paper.Sheet) {
	p.Room(dotsTall + 16)
	p.Part(n.T("waits"))
	p.Small(n.T("waits_say", "half", n.Wait(n.Board.Month.Half), "nine", n.Wait(n.Board.Month.Nine)))
	f, x0, wide := p.Raw(), p.Left(), p.Width()
	base := f.GetY() + dotsTall
	limit := n.Board.Vow.FetchSeconds / 60
	s := Stack(n.Board.Waits, limit, 60)
	step := min(2.6, (dotsTall-2)/float64(max(s.Most, 1)))
	f.SetLineWidth(0.35)
	for _, d := range s.Dots {
		style := "F"
		if d.Late {
			style = "D"
		}
		f.SetFillColor(30, 30, 30)
		f.Circle(x0+wide*(float64(d.Column)+0.5)/60, base-step*(float64(d.Place)+0.6), min(1.1, step/2.3), style)
	}
	f.Line(x0, base, x0+wide, base)
	at := x0 + wide*float64(limit)/float64(s.Whole)
	f.SetDashPattern([]float64{1, 1}, 0)
	f.Line(at, base-dotsTall, at, base)
	f.SetDashPattern([]float64{}, 0)
	p.Font(7.5, false)
	f.Text(at+1, base-dotsTall+2.5, n.T("limit", "d", text.Duration(n.Lang, time.Duration(limit)*time.Minute)))
	for h := int64(0); h*60 <= s.Whole; h++ {
		word := strconv.FormatInt(h, 10)
		f.Text(min(x0+wide*float64(h*60)/float64(s.Whole), x0+wide-2), base+3.4, word)
	}
	f.SetXY(x0, base+6)
}
