package api

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
)

// Measures of a sheet of labels in millimetres: 4 by 9 of 40 x 30 on A4, inside
// the 5 mm that no office printer reaches.
const (
	labelWide, labelTall   = 40.0, 30.0
	labelColumns, labelRow = 4, 9
	labelsASheet           = labelColumns * labelRow
	labelLeft              = (210 - labelColumns*labelWide) / 2
	labelTop               = (297 - labelRow*labelTall) / 2
	labelQR                = 13.5 // 0.64 mm a dot: read by a cheap camera, with white around it
)

// labelPaper draws labels.
type labelPaper struct {
	*paper.Sheet
	lang string
	of   milk.LabelSheet
}

func (p labelPaper) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(p.lang, "paper.label."+key, with)
}

// labelsPDF draws the labels of declared bottles, or blank ones with these names.
func labelsPDF(lang string, of milk.LabelSheet, blank []string) ([]byte, error) {
	p := labelPaper{paper.Bare(lang, text.T(lang, "paper.label.title", nil)), lang, of}
	all := make([]milk.BottleLabel, len(blank))
	for i, name := range blank {
		all[i].Label = name
	}
	all = append(all, of.Bottles...)
	for i, b := range all {
		n := i % labelsASheet
		if i > 0 && n == 0 {
			p.Raw().AddPage()
		}
		if n == 0 {
			p.lines(p.t("foot", "n", strconv.Itoa(labelsASheet)))
		}
		x, y := labelLeft+float64(n%labelColumns)*labelWide, labelTop+float64(n/labelColumns)*labelTall
		if err := p.label(b, x, y); err != nil {
			return nil, err
		}
	}
	return p.Bytes()
}

// lines draws where to cut, and says how to print.
func (p labelPaper) lines(foot string) {
	f := p.Raw()
	f.SetDrawColor(170, 170, 170)
	f.SetLineWidth(0.1)
	f.SetDashPattern([]float64{0.8, 1.2}, 0)
	for c := range labelColumns + 1 {
		x := labelLeft + float64(c)*labelWide
		f.Line(x, labelTop, x, labelTop+labelRow*labelTall)
	}
	for r := range labelRow + 1 {
		y := labelTop + float64(r)*labelTall
		f.Line(labelLeft, y, labelLeft+labelColumns*labelWide, y)
	}
	f.SetDashPattern(nil, 0)
	f.SetDrawColor(0, 0, 0)
	p.Font(7, false)
	p.words(foot, labelLeft, labelTop+labelRow*labelTall+2, labelColumns*labelWide, 4)
}

func (p labelPaper) words(s string, x, y, wide, tall float64) {
	p.Raw().SetXY(x, y)
	p.Raw().CellFormat(wide, tall, p.Fit(s, wide), "", 0, "L", false, 0, "")
}

// under draws a line to write on.
func (p labelPaper) under(x, y, wide float64) {
	p.Raw().SetLineWidth(0.15)
	p.Raw().Line(x, y, x+wide, y)
}

// label is one label: the square code and its letters for eyes and hands, whose
// milk it is, and the two times in words, or lines to write them on.
func (p labelPaper) label(b milk.BottleLabel, x, y float64) error {
	if err := p.QR(strings.ReplaceAll(b.Label, " ", ""), x+3, y+2.6, labelQR); err != nil {
		return err
	}
	first, rest, _ := strings.Cut(b.Label, " ")
	p.Font(15, true)
	p.words(first, x+19.5, y+1.8, 19, 6)
	p.words(rest, x+19.5, y+7.2, 19, 6)
	p.volume(b, x, y)
	p.names(x, y)
	if b.ExpressedAt.IsZero() {
		p.blank("expressed", x, y+20.6)
		p.blank("use_by", x, y+25)
		return nil
	}
	p.known("expressed", text.DayDate(p.lang, b.ExpressedAt, p.of.Zone)+" "+text.Hour(b.ExpressedAt, p.of.Zone), x, y+20.6, false)
	p.known("use_by", text.DayDate(p.lang, b.UseBy, p.of.Zone)+" "+text.Hour(b.UseBy, p.of.Zone), x, y+24.6, true)
	return nil
}

func (p labelPaper) volume(b milk.BottleLabel, x, y float64) {
	p.Font(6.5, false)
	if b.VolumeML == 0 {
		p.under(x+20, y+16, 11)
		p.words(p.t("ml_blank"), x+32, y+13.2, 6, 3)
		return
	}
	words := p.t("ml", "n", strconv.FormatInt(b.VolumeML, 10)) + ", " + p.t("kind_"+string(b.Milk))
	for i, line := range p.broken(words, 18.5) {
		p.words(line, x+19.5, y+12.9+2.6*float64(i), 19, 2.6)
	}
}

// broken parts words into two lines at most.
func (p labelPaper) broken(words string, wide float64) []string {
	p.Font(6.5, false)
	parts := strings.Fields(words)
	line := ""
	for i, w := range parts {
		longer := strings.TrimSpace(line + " " + w)
		if p.Raw().GetStringWidth(longer) > wide && line != "" {
			return []string{line, strings.Join(parts[i:], " ")}
		}
		line = longer
	}
	return []string{line}
}

// names are whose milk it is; the baby's stand there when they were asked for.
func (p labelPaper) names(x, y float64) {
	p.Font(7, true)
	words := ""
	if p.of.Mother != "" {
		words = p.t("mother", "name", p.of.Mother)
	}
	if p.of.Baby != "" {
		short, _, _ := strings.Cut(p.of.Baby, " ")
		if utf8.RuneCountInString(p.of.Baby) < 12 {
			short = p.of.Baby
		}
		words += " · " + short + ", " + p.t("born", "day", text.CivilDate(p.lang, p.of.Born))
	}
	for size := 7.0; size >= 5 && p.Raw().GetStringWidth(words) > labelWide-5; size -= 0.5 {
		p.Font(size, true)
	}
	p.words(words, x+3, y+17, labelWide-5, 3.4)
}

// blank is a line for a day and an hour, tall enough for a pen.
func (p labelPaper) blank(key string, x, y float64) {
	p.Font(5.8, false)
	p.words(p.t(key), x+3, y+0.9, 11, 3)
	p.under(x+13.5, y+3.6, 13)
	p.words(p.t("at"), x+27.3, y+0.9, 4, 3)
	p.under(x+30.5, y+3.6, 7.5)
}

func (p labelPaper) known(key, words string, x, y float64, heavy bool) {
	p.Font(5.8, false)
	p.words(p.t(key), x+3, y+0.6, 11, 3)
	for size := 7.0; size >= 5; size -= 0.5 {
		p.Font(size, heavy)
		if p.Raw().GetStringWidth(words) <= 25.5 {
			break
		}
	}
	p.words(words, x+13, y+0.4, 26, 3.4)
}
