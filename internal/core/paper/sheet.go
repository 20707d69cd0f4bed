package paper

import (
	"bytes"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"sambang/internal/core/text"
)

// The letters of what is printed lie in the program: a server has no fonts, and a
// path would lose its first stroke in the library. Plus Jakarta Sans as in the app, SIL OFL 1.1.
//
//go:embed fonts/PlusJakartaSans-Medium.ttf
var regular []byte

//go:embed fonts/PlusJakartaSans-Bold.ttf
var bold []byte

// Measures of a sheet in millimetres. The margin of letters is that of official
// letters here (about 20 mm); lists use the paper up to what printers reach.
const (
	wideMargin  = 20.0
	listMargin  = 10.0
	footRoom    = 14.0
	lineOfText  = 5.4  // of a 10.5 point letter
	pointOfText = 10.5 // readable for older eyes on a cheap printer
)

// Letterhead says whose paper it is.
type Letterhead struct {
	// Name is the health centre's; Address and Phone may be empty.
	Name, Address, Phone string
	// Demo marks a paper of an invented facility on every page.
	Demo bool
}

// Family is the name of the house's letters, in medium and bold.
const Family = "jakarta"

// Letters puts the house's letters into a handle of the library, for a list that
// is drawn without a Sheet.
func Letters(f *fpdf.Fpdf) {
	f.AddUTF8FontFromBytes(Family, "", regular)
	f.AddUTF8FontFromBytes(Family, "B", bold)
}

// Sheet is a paper being drawn.
type Sheet struct {
	f          *fpdf.Fpdf
	lang       string
	title      string
	from       Letterhead
	foot       string
	wide, tall float64 // of the page
	margin     float64
	bare       bool
}

// New begins a paper on A4 upright, with letterhead on its first page. The title
// is shown at the head of the pages after it and in the reader's window: no names.
func New(lang, title string, from Letterhead) *Sheet {
	return begin(lang, title, from, "P", wideMargin)
}

// Sideways begins a paper on A4 lying, for wide tables: 277 mm to write on.
func Sideways(lang, title string, from Letterhead) *Sheet {
	return begin(lang, title, from, "L", listMargin)
}

// Bare begins an empty A4 upright without letterhead, foot and breaks of its own,
// for labels and forms that place everything themselves (through Raw and QR).
func Bare(lang, title string) *Sheet {
	s := empty(lang, title, Letterhead{}, "P", 0)
	s.bare = true
	s.f.AddPage()
	return s
}

func empty(lang, title string, from Letterhead, lie string, margin float64) *Sheet {
	s := &Sheet{f: fpdf.New(lie, "mm", "A4", ""), lang: lang, title: title, from: from, margin: margin}
	Letters(s.f)
	s.f.SetMargins(margin, margin, margin)
	s.f.SetAutoPageBreak(false, 0)
	s.f.SetCellMargin(0)
	s.f.SetTitle(title, true)
	s.f.SetLang(lang)
	s.f.SetCatalogSort(true) // the same words give the same bytes but for the date
	s.wide, s.tall = s.f.GetPageSize()
	return s
}

func begin(lang, title string, from Letterhead, lie string, margin float64) *Sheet {
	s := empty(lang, title, from, lie, margin)
	s.f.AliasNbPages("{nb}")
	s.f.SetHeaderFunc(s.head)
	s.f.SetFooterFunc(s.feet)
	s.f.AddPage()
	return s
}

// Foot sets the small line at the left of every foot, as who may read the paper
// and when it was printed. It holds for the page at hand too.
func (s *Sheet) Foot(words string) { s.foot = words }

// Raw is the library's handle, for what the sheet cannot say.
func (s *Sheet) Raw() *fpdf.Fpdf { return s.f }

// Width is what may be written on, between the margins.
func (s *Sheet) Width() float64 { return s.wide - 2*s.margin }

// Left is the left margin, and Bottom the line that nothing may be written below.
func (s *Sheet) Left() float64   { return s.margin }
func (s *Sheet) Bottom() float64 { return s.tall - footRoom }

// Font sets the letters for what is drawn through Raw, in points.
func (s *Sheet) Font(points float64, heavy bool) {
	style := ""
	if heavy {
		style = "B"
	}
	s.f.SetFont(Family, style, points)
}

// Room begins a new page unless so many millimetres are left on this one. It
// reports whether it did.
func (s *Sheet) Room(tall float64) bool {
	if s.bare || s.f.GetY()+tall <= s.Bottom() {
		return false
	}
	s.f.AddPage()
	return true
}

// Gap leaves so many millimetres free.
func (s *Sheet) Gap(tall float64) { s.f.Ln(tall) }

// Bytes ends the paper. A Sheet that was ended draws nothing more.
func (s *Sheet) Bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := s.f.Output(&out); err != nil {
		return nil, fmt.Errorf("paper: %s: %w", s.title, err)
	}
	return out.Bytes(), nil
}

// head draws the letterhead on the first page, and on the others what paper it is.
func (s *Sheet) head() {
	if s.f.PageNo() > 1 {
		s.Font(8.5, false)
		s.f.CellFormat(s.Width()*0.6, 5, s.Fit(s.title, s.Width()*0.6-2), "", 0, "L", false, 0, "")
		s.f.CellFormat(s.Width()*0.4, 5, s.Fit(s.from.Name, s.Width()*0.4), "", 1, "R", false, 0, "")
		s.rule(0.2)
		s.Gap(3)
		return
	}
	s.Font(14, true)
	s.f.CellFormat(s.Width(), 7, s.Fit(s.from.Name, s.Width()), "", 1, "L", false, 0, "")
	if line := s.reach(); line != "" {
		s.Font(9, false)
		s.f.MultiCell(s.Width(), 4.5, Plain(line), "", "L", false)
	}
	s.Gap(2)
	s.rule(0.7)
	s.Gap(6)
	s.Font(pointOfText, false)
}

// reach is the line of a letterhead that says where the health centre is found.
func (s *Sheet) reach() string {
	var parts []string
	if s.from.Address != "" {
		parts = append(parts, s.from.Address)
	}
	if s.from.Phone != "" {
		parts = append(parts, text.T(s.lang, "paper.telephone", map[string]string{"number": text.Dialled(s.from.Phone)}))
	}
	return strings.Join(parts, "  ·  ")
}

func (s *Sheet) feet() {
	s.f.SetY(-11)
	s.f.SetX(s.margin)
	s.Font(8, false)
	words := s.foot
	if s.from.Demo {
		words = strings.TrimSuffix(text.T(s.lang, "demo.mark", nil)+"  ·  "+words, "  ·  ")
	}
	page := text.T(s.lang, "paper.page", map[string]string{"n": strconv.Itoa(s.f.PageNo()), "of": "{nb}"})
	s.f.CellFormat(s.Width()-40, 5, s.Fit(words, s.Width()-42), "", 0, "L", false, 0, "")
	s.f.CellFormat(40, 5, page, "", 0, "R", false, 0, "")
}

// rule draws a line over the width.
func (s *Sheet) rule(thick float64) {
	s.f.SetLineWidth(thick)
	s.f.Line(s.margin, s.f.GetY(), s.wide-s.margin, s.f.GetY())
	s.f.SetLineWidth(0.2)
}

// Fit shortens words to a width in the letters that are set, in one line.
func (s *Sheet) Fit(words string, wide float64) string {
	words = strings.ReplaceAll(Plain(words), "\n", " ")
	if s.f.GetStringWidth(words) <= wide {
		return words
	}
	letters := []rune(words)
	for len(letters) > 0 && s.f.GetStringWidth(string(letters)+"…") > wide {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

// Plain takes out of words what the letters on paper do not have: an emoji in a
// name would be a hollow box, and marks of direction would show as one too.
func Plain(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r >= 0x20 && r <= 0x7e || r >= 0xa0 && r <= 0xff || r >= 0x2013 && r <= 0x2026 && r != 0x2015 && r != 0x2023:
			return r
		case r == '\t':
			return ' '
		}
		if near, ok := nearest[r]; ok {
			return near
		}
		if r > 0x2fff || r < 0x20 || r >= 0x200b && r <= 0x206f || r >= 0xfe00 {
			return -1
		}
		return '?'
	}, words)
}

// nearest are letters that people type here and the font lacks.
var nearest = map[rune]rune{'ā': 'a', 'ē': 'e', 'ī': 'i', 'ō': 'o', 'ū': 'u', 'ḍ': 'd', 'ṭ': 't', 'ḥ': 'h', 'ṣ': 's', 'š': 's', 'ž': 'z', 'č': 'c', 'ć': 'c', 'ĕ': 'e', 'ě': 'e', 'ı': 'i', '\u2010': '-', '\u2011': '-', '\u2012': '-', '≤': '<', '≥': '>', '\u2009': ' ', '\u202f': ' ', '€': 'E', '−': '-'}
