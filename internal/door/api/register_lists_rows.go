package api

import (
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
)

// Who may be asked whether she is pregnant: women from 10 to 54, wider than the
// 15 to 49 of the statistics, for a list misses nobody.
const youngestAsked, eldestAsked = 10, 54

// room sees to it that so many millimetres are left on the sheet.
func (p *paperSheet) room(tall float64) {
	if p.f.GetY()+tall > paperBottom {
		p.f.AddPage()
	}
}

// house draws a house with its people and an empty line for somebody new. It is
// kept on one sheet where it fits on one.
func (p *paperSheet) house(h registry.PaperHouse) {
	lines := 1
	for _, f := range h.Families {
		lines += len(f.People)
	}
	p.room(min(paperBand+paperRow*float64(lines), 120))
	p.band(h.Code, joinText(h.Address, h.Landmark))
	for i, f := range h.Families {
		if i > 0 { // a second family of the house
			p.f.SetLineWidth(0.6)
			p.f.Line(paperMargin, p.f.GetY(), paperMargin+60, p.f.GetY())
			p.f.SetLineWidth(0.2)
		}
		for _, x := range f.People {
			p.person(x)
		}
	}
	p.blank()
}

func joinText(a, b string) string {
	if a != "" && b != "" {
		return a + "  ·  " + b
	}
	return a + b
}

// band is the line that begins a house: heavy above, so that houses part without
// any colour.
func (p *paperSheet) band(code, where string) {
	y := p.f.GetY()
	p.f.SetLineWidth(0.6)
	p.f.Line(paperMargin, y, 297-paperMargin, y)
	p.f.SetLineWidth(0.2)
	p.f.SetFont(paperFont, "B", 10)
	p.f.CellFormat(30, paperBand, code, "", 0, "L", false, 0, "")
	p.f.SetFont(paperFont, "", 9)
	p.f.CellFormat(247, paperBand, p.fit(where, 245), "", 1, "L", false, 0, "")
}

func (p *paperSheet) person(x registry.PaperPerson) {
	p.room(paperRow)
	p.n++
	age := registry.Age(x.Born, p.Today)
	cells := map[string]string{"no": strconv.Itoa(p.n), "name": x.Name, "born": p.born(x), "phone": x.Phone, "posyandu": strings.TrimPrefix(p.PosyanduOf[x.Posyandu], "Posyandu ")}
	if x.Sex != "" {
		cells["sex"] = p.t("sex." + x.Sex)
	}
	if x.Relation != "" {
		cells["relation"] = p.t("relation." + x.Relation)
	}
	asked := x.Sex != "male" && (age < 0 || age >= youngestAsked && age <= eldestAsked)
	switch {
	case x.Due != "":
		cells["pregnant"] = p.t("due", "day", text.CivilDate(p.lang, x.Due))
	case !asked:
		cells["pregnant"] = "–"
	}
	if x.Born < registry.UnderFiveSince(p.Today) {
		cells["weight"] = "–"
	}
	p.row(cells, x.Due == "" && asked)
}

// born is the birthday with the age in words of the list: months up to two years.
func (p *paperSheet) born(x registry.PaperPerson) string {
	born, err := time.Parse(time.DateOnly, x.Born)
	now, bad := time.Parse(time.DateOnly, p.Today)
	if err != nil || bad != nil {
		return ""
	}
	years := registry.Age(x.Born, p.Today)
	age := p.t("years", "n", strconv.Itoa(years))
	if years < 2 {
		months := (now.Year()-born.Year())*12 + int(now.Month()) - int(born.Month())
		if now.Day() < born.Day() {
			months--
		}
		age = p.t("months", "n", strconv.Itoa(max(months, 0)))
	}
	if x.BornGuessed {
		return p.t("guessed", "year", x.Born[:4], "age", age)
	}
	return text.CivilDate(p.lang, x.Born) + " (" + age + ")"
}

// row draws one line; tick draws the box that is ticked for a pregnancy.
func (p *paperSheet) row(cells map[string]string, tick bool) {
	p.f.SetFont(paperFont, "", 9)
	y := p.f.GetY()
	for i, c := range paperColumns {
		border := "BL"
		if i == 0 {
			border = "B"
		}
		x := p.f.GetX()
		p.f.CellFormat(c.wide, paperRow, p.fit(cells[c.key], c.wide-2), border, 0, "L", false, 0, "")
		if c.key == "pregnant" && tick {
			p.f.Rect(x+2, y+2, 3.5, 3.5, "D")
		}
	}
	p.f.Ln(paperRow)
}

// blank is a line for somebody whom nobody knew of.
func (p *paperSheet) blank() {
	p.room(paperRow)
	p.row(nil, true)
}

// unknown are whole houses that are not on the list yet.
func (p *paperSheet) unknown() {
	p.room(paperBand + 10 + blankHouses*(paperBand+blankPeople*paperRow))
	p.f.Ln(3)
	p.f.SetFont(paperFont, "B", 10)
	p.f.CellFormat(277, 7, p.t("unknown"), "", 1, "L", false, 0, "")
	for range blankHouses {
		p.room(paperBand + blankPeople*paperRow)
		p.band("", p.t("where"))
		for range blankPeople {
			p.row(nil, true)
		}
		p.f.Ln(2)
	}
}
