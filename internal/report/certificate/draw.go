package certificate

import (
	"bytes"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Measures of the paper in millimetres: A4 upright, a frame within what printers reach.
const (
	wide, tall = 210.0, 297.0
	frame      = 12.0
	side       = 24.0 // to write within
	logoTall   = 24.0
	logoWide   = 60.0
	codeSide   = 30.0
)

// sheet is a certificate being drawn.
type sheet struct {
	*paper.Sheet
	f    *fpdf.Fpdf
	lang string
}

func (s sheet) t(key string, params ...string) string {
	return paper.Words(s.lang, "certificate."+key, params...)
}

// middle writes words in the middle of the paper, on as many lines as they need.
func (s sheet) middle(words string, points, line float64, heavy bool) {
	s.Font(points, heavy)
	s.f.SetX(side)
	s.f.MultiCell(wide-2*side, line, paper.Plain(words), "", "C", false)
}

// Draw draws it, in a language of the catalogue. It says what was done and nothing about
// passing or winning; the seven cells are those of the KIA book, E0 to E6.
func (f Facts) Draw(lang string) ([]byte, error) {
	title := text.T(lang, "certificate.title", nil)
	p := paper.Bare(lang, title)
	s := sheet{p, p.Raw(), lang}
	s.border()
	s.head(f)
	s.middle(title, 30, 14, true)
	s.middle(s.t("number", "number", f.Certificate.Number()), 11, 6, false)
	s.f.Ln(9)
	s.middle(s.t("given_to"), 12, 7, false)
	s.name(f.Mother, 24)
	s.f.Ln(2)
	s.middle(first(f.Settings.Wording, s.t("wording")), 16, 8, true)
	s.f.Ln(2)
	s.middle(s.t("to_baby"), 12, 7, false)
	s.name(f.Baby, 18)
	s.middle(s.t("born", "day", text.CivilDate(lang, f.Born)), 11, 6, false)
	s.f.Ln(7)
	s.cells(f)
	s.sign(f)
	if err := s.code(f); err != nil {
		return nil, err
	}
	s.demo(f.Facility)
	return p.Bytes()
}

// border is the double frame of a certificate.
func (s sheet) border() {
	s.f.SetLineWidth(0.9)
	s.f.Rect(frame, frame, wide-2*frame, tall-2*frame, "D")
	s.f.SetLineWidth(0.2)
	s.f.Rect(frame+2, frame+2, wide-2*frame-4, tall-2*frame-4, "D")
}

// demo marks the paper of an invented health centre.
func (s sheet) demo(home registry.Facility) {
	if home.Demo {
		s.f.SetY(tall - frame + 2)
		s.middle(text.T(s.lang, "demo.mark", nil), 8, 4, true)
	}
}

// head draws the logo, where there is one that paper knows, and whose paper it is.
func (s sheet) head(f Facts) {
	s.f.SetY(frame + 10)
	if kind := map[string]string{"image/png": "PNG", "image/jpeg": "JPG"}[f.Media]; kind != "" {
		info := s.f.RegisterImageOptionsReader("logo", fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(f.Logo))
		if s.f.Ok() && info != nil && info.Height() > 0 {
			high, broad := logoTall, logoTall*info.Width()/info.Height()
			if broad > logoWide {
				high, broad = logoWide*info.Height()/info.Width(), logoWide
			}
			s.f.ImageOptions("logo", (wide-broad)/2, s.f.GetY(), broad, high, false, fpdf.ImageOptions{ImageType: kind}, 0, "")
			s.f.SetY(s.f.GetY() + logoTall + 4)
		}
		s.f.ClearError() // a picture that cannot be drawn costs the logo, not the certificate
	}
	s.middle(f.Facility.Name, 13, 7, true)
	s.f.Ln(8)
}

// name writes a name large, smaller where it is long, and a line to write on where there
// is none.
func (s sheet) name(name string, points float64) {
	if name == "" {
		s.f.Ln(9)
		s.f.Line(wide/2-45, s.f.GetY(), wide/2+45, s.f.GetY())
		s.f.Ln(3)
		return
	}
	for s.Font(points, true); points > 10 && s.f.GetStringWidth(paper.Plain(name)) > wide-2*side; s.Font(points, true) {
		points--
	}
	s.middle(name, points, points*0.55, true)
}

// cells draws the seven months: full where the answer was yes, open where it was not or
// nobody was asked. Months 0 to 5 are full on every certificate but those that stand on
// a midwife's decision.
func (s sheet) cells(f Facts) {
	const radius, step = 4.2, 17.0
	y, x := s.f.GetY()+radius, wide/2-3*step
	decided := f.Certificate.Decision != ""
	for month, m := range f.Months {
		full := m.State == health.Yes || decided && month < health.Graduating
		style := "D"
		if full {
			style = "F"
		}
		s.f.SetFillColor(0, 0, 0)
		s.f.Circle(x+float64(month)*step, y, radius, style)
		s.Font(9, false)
		s.f.SetXY(x+float64(month)*step-step/2, y+radius+1)
		s.f.CellFormat(step, 5, "E"+strconv.Itoa(month), "", 0, "C", false, 0, "")
	}
	s.f.SetY(y + radius + 7)
	s.middle(s.t("cells"), 9, 5, false)
}

// sign leaves room for a signature at the right.
func (s sheet) sign(f Facts) {
	s.under(text.CivilDate(s.lang, f.Certificate.On), first(f.Settings.Office, s.t("office", "facility", f.Facility.Name)), f.Signatory)
}

// under is who signs at the right: the day, the office, and a name or a line for one.
func (s sheet) under(day, office, name string) {
	const x, broad = 110.0, 76.0
	y := tall - frame - 76
	line := func(words string, at float64, heavy bool) {
		s.Font(10.5, heavy)
		s.f.SetXY(x, at)
		s.f.CellFormat(broad, 5.4, s.Fit(words, broad), "", 0, "C", false, 0, "")
	}
	line(day, y, false)
	line(office, y+6, false)
	if name == "" {
		s.f.Line(x+8, y+38, x+broad-8, y+38)
		return
	}
	line(name, y+34, true)
}

// code draws the square that leads to the page on which anybody may check it.
func (s sheet) code(f Facts) error { return s.square(f.Page, s.t("check")) }

// square draws it at the left, with what it is for and the address in letters.
func (s sheet) square(page, what string) error {
	y := tall - frame - 76
	if err := s.QR(page, side+4, y, codeSide); err != nil {
		return err
	}
	s.Font(8, false)
	s.f.SetXY(side, y+codeSide+4)
	s.f.MultiCell(76, 4, paper.Plain(what+"\n"+page), "", "L", false)
	return nil
}

// Name is what the paper is called in a list of downloads: no name of anybody.
func Name(c graduation.Certificate) string { return "sertifikat-asi-" + c.Number() }
