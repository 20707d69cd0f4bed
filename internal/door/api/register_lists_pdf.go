package api

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
)

// Measures of an A4 sheet on its side, in millimetres: 277 are left to write on.
const (
	paperMargin = 10.0
	paperBottom = 197.0
	paperRow    = 7.5 // tall enough for a ball pen
	paperBand   = 6.5
	paperFont   = paper.Family
)

// paperColumn is one column of the table.
type paperColumn struct {
	key  string
	wide float64
}

var paperColumns = []paperColumn{{"no", 8}, {"name", 60}, {"sex", 9}, {"born", 44}, {"relation", 28}, {"phone", 30}, {"posyandu", 24}, {"pregnant", 28}, {"weight", 16}, {"note", 30}}

// blankHouses is how many empty houses stand at the end: those that nobody knew of.
const blankHouses, blankPeople = 3, 3

// paperSheet is a list on its way to paper.
type paperSheet struct {
	registry.Paper
	lang, facility, cadre, by string
	f                         *fpdf.Fpdf
	n                         int
}

func (p *paperSheet) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(p.lang, "paper."+key, with)
}

// pdf draws the whole list.
func (p *paperSheet) pdf() ([]byte, error) {
	p.f = fpdf.New("L", "mm", "A4", "")
	paper.Letters(p.f)
	p.f.SetMargins(paperMargin, paperMargin, paperMargin)
	p.f.SetAutoPageBreak(false, 0)
	p.f.SetTitle(p.t("title"), true) // no name: it may stand in a list of print jobs
	p.f.SetLang(p.lang)
	p.f.AliasNbPages("{nb}")
	p.f.SetHeaderFunc(p.head)
	p.f.SetFooterFunc(p.foot)
	p.f.AddPage()
	for _, h := range p.Houses {
		p.house(h)
	}
	p.unknown()
	var out bytes.Buffer
	if err := p.f.Output(&out); err != nil {
		return nil, fmt.Errorf("api: draw a list of houses: %w", err)
	}
	return out.Bytes(), nil
}

// title names what the list is of.
func (p *paperSheet) title() string {
	switch {
	case p.Group.ID != "":
		return p.t("of_group", "name", p.GroupName)
	case p.Posyandu.ID != "":
		return p.t("of_posyandu", "name", p.Posyandu.Name)
	}
	return p.t("of_village", "name", p.Village.Name)
}

// facts are the line under the title: village, cadre, when the posyandu opens.
func (p *paperSheet) facts() string {
	parts := []string{p.t("village", "name", p.Village.Name)}
	if p.cadre != "" {
		parts = append(parts, p.t("cadre", "name", p.cadre))
	}
	if p.Posyandu.ID != "" && p.Posyandu.OpenDay > 0 {
		parts = append(parts, p.t("open_day", "day", strconv.FormatInt(p.Posyandu.OpenDay, 10)))
	}
	return strings.Join(append(parts, p.t("houses", "n", strconv.Itoa(len(p.Houses)))), "  ·  ")
}

func (p *paperSheet) head() {
	f := p.f
	f.SetFont(paperFont, "B", 14)
	f.SetXY(paperMargin, paperMargin)
	f.CellFormat(190, 7, p.fit(p.title(), 190), "", 0, "L", false, 0, "")
	f.SetFont(paperFont, "", 9)
	f.CellFormat(87, 7, p.fit(p.facility, 87), "", 1, "R", false, 0, "")
	f.CellFormat(190, 5, p.fit(p.facts(), 190), "", 0, "L", false, 0, "")
	f.CellFormat(87, 5, p.fit(p.t("printed", "day", text.CivilDate(p.lang, p.Today), "by", p.by), 87), "", 1, "R", false, 0, "")
	f.Ln(2)
	f.SetFont(paperFont, "B", 8.5)
	f.SetLineWidth(0.5)
	for _, c := range paperColumns {
		f.CellFormat(c.wide, 7, p.fit(p.t("column."+c.key), c.wide-2), "B", 0, "L", false, 0, "")
	}
	f.Ln(7)
	f.SetLineWidth(0.2)
}

func (p *paperSheet) foot() {
	p.f.SetY(-9)
	p.f.SetFont(paperFont, "", 8)
	p.f.CellFormat(200, 5, p.t("private"), "", 0, "L", false, 0, "")
	p.f.CellFormat(77, 5, p.t("page", "n", strconv.Itoa(p.f.PageNo()), "of", "{nb}"), "", 0, "R", false, 0, "")
}

// fit shortens a text to a width in millimetres, in the font that is set.
func (p *paperSheet) fit(s string, wide float64) string {
	if p.f.GetStringWidth(s) <= wide {
		return s
	}
	letters := []rune(s)
	for len(letters) > 0 && p.f.GetStringWidth(string(letters)+"…") > wide {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}
