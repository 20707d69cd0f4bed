package label

import (
	"net/url"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
)

// Sheets is what is printed.
type Sheets struct {
	Lang string
	// Facility is the health centre's name, Demo marks an invented one.
	Facility string
	Demo     bool
	// Phone is the service number (E.164), Emergency the ambulance's.
	Phone, Emergency string
	// Report is the address of the public form, as https://host/sempu/lapor.
	Report string
	// Codes are the houses' codes, one label each, in this order.
	Codes []string
	Layout
	// Start is the first free label of the first sheet, from 1 on: a half-used sheet is
	// used up.
	Start int
	// Cut draws thin lines where plain paper is cut.
	Cut bool
}

// Address is what the square code of a house says.
func (s Sheets) Address(code string) string { return s.Report + "?rumah=" + url.QueryEscape(code) }

// PDF draws the sheets.
func (s Sheets) PDF() ([]byte, error) {
	p := paper.Bare(s.Lang, s.t("title"))
	first := max(0, min(s.Start-1, s.ASheet()-1))
	for i, code := range s.Codes {
		at := (first + i) % s.ASheet()
		if i > 0 && at == 0 {
			p.Raw().AddPage()
		}
		x, y := s.corner(at)
		if s.Cut {
			lines(p, x, y, s.Wide, s.Tall)
		}
		if err := s.label(p, code, x, y); err != nil {
			return nil, err
		}
	}
	return p.Bytes()
}

func (s Sheets) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(s.Lang, "sticker."+key, with)
}

func lines(p *paper.Sheet, x, y, wide, tall float64) {
	f := p.Raw()
	f.SetDrawColor(150, 150, 150)
	f.SetLineWidth(0.1)
	f.SetDashPattern([]float64{0.8, 1.2}, 0)
	f.Rect(x, y, wide, tall, "D")
	f.SetDashPattern(nil, 0)
	f.SetDrawColor(0, 0, 0)
}

// measure is how a label of one size is drawn: millimetres and points.
type measure struct {
	pad, head, phone, qr              float64
	title, number, small, code, alarm float64
}

// large is for the two-column sheets, little for the three-column one. The square code
// is as large as the label lets it be, with a tenth of its side white around it.
var (
	large  = measure{pad: 5, head: 6, phone: 12, qr: 33, title: 10.5, number: 34, small: 9, code: 22, alarm: 13}
	middle = measure{pad: 4.5, head: 5, phone: 11, qr: 27, title: 9.5, number: 32, small: 8, code: 20, alarm: 12}
	little = measure{pad: 3, head: 0, phone: 7.6, qr: 21.5, title: 6.8, number: 21, small: 6.2, code: 14, alarm: 9}
)

func (l Layout) measure() measure {
	switch {
	case l.Wide < 90:
		return little
	case l.Tall < 60:
		return middle
	}
	return large
}

// label draws one: above the number to call over the whole width, below it the square
// code, and beside that what it is for, the house's code and the ambulance.
func (s Sheets) label(p *paper.Sheet, code string, x, y float64) error {
	m := s.measure()
	inner := s.Wide - 2*m.pad
	at := y + m.pad
	if m.head > 0 {
		write(p, s.t("call"), m.title, false, x+m.pad, at, inner, m.head)
		at += m.head
	}
	write(p, text.Dialled(s.Phone), m.number, true, x+m.pad, at, inner, m.phone)
	at += m.phone
	rest := y + s.Tall - at
	side := min(m.qr, rest/1.2) // a tenth of its side stays white on each edge
	quiet := side / 8
	if err := p.QR(s.Address(code), x+m.pad+quiet/2, at+(rest-side)/2, side); err != nil {
		return err
	}
	s.beside(p, m, code, x+m.pad+side+quiet*1.6, at+(rest-side)/2, s.Wide-2*m.pad-side-quiet*1.6, side)
	return nil
}

// beside draws what stands at the right of the square code, over its whole height.
func (s Sheets) beside(p *paper.Sheet, m measure, code string, x, y, wide, tall float64) {
	name := s.Facility
	if s.Demo {
		name = text.T(s.Lang, "sticker.sample", nil)
	}
	row := tall / 10
	write(p, name, m.title, true, x, y, wide, row*1.8)
	if m.head == 0 {
		write(p, s.t("call_short"), m.small, false, x, y+row*1.8, wide, row*1.6)
	} else {
		write(p, s.t("scan"), m.small, false, x, y+row*1.8, wide, row*1.6)
	}
	write(p, s.t("house"), m.small, false, x, y+row*3.9, wide, row*1.3)
	write(p, code, m.code, true, x, y+row*5.1, wide, row*2.5)
	write(p, s.t("emergency", "n", s.Emergency), m.alarm, true, x, y+row*8, wide, row*2)
}

// write puts words into a box in one line, smaller where they do not fit.
func write(p *paper.Sheet, words string, points float64, heavy bool, x, y, wide, tall float64) {
	p.Font(points, heavy)
	for points > 5 && p.Raw().GetStringWidth(paper.Plain(words)) > wide {
		points -= 0.5
		p.Font(points, heavy)
	}
	p.Raw().SetXY(x, y)
	p.Raw().CellFormat(wide, tall, p.Fit(words, wide), "", 0, "LM", false, 0, "")
}
