package api

import (
	"strconv"
	"strings"

	years "sambang/internal/calc/age"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/registry"
)

// roundPaper is the list of who has not been visited, on its way out.
type roundPaper struct {
	facility        registry.Facility
	lang, by, today string
	village, group  string
	villages        map[string]string
	lines           []rounds.Line
}

func (p roundPaper) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(p.lang, "rounds."+key, with)
}

// named is what a village is called.
func (p roundPaper) named(code string) string {
	if name := p.villages[code]; name != "" {
		return name
	}
	return code
}

// old is an age as people say it: months of a small child, else years.
func (p roundPaper) old(born string) string {
	months := years.Months(born, p.today)
	switch {
	case months == years.Unknown:
		return ""
	case months < 60:
		return p.t("months", "n", strconv.Itoa(months))
	}
	return p.t("years", "n", strconv.Itoa(months/12))
}

// what is which visit it is, and until when where it has a window.
func (p roundPaper) what(l rounds.Line) string {
	word := p.t("group." + l.Group)
	if l.Code != rounds.Routine {
		word += " · " + l.Code
	}
	if l.Until != "" {
		word += " · " + p.t("until", "day", text.CivilDate(p.lang, l.Until))
	}
	return word
}

// last is when they were seen.
func (p roundPaper) last(l rounds.Line) string {
	if l.LastOn == "" {
		return p.t("never")
	}
	return text.CivilDate(p.lang, l.LastOn)
}

// house is where they live, as far as it may be told.
func (p roundPaper) house(l rounds.Line) string {
	return strings.Trim(l.View.HouseCode+" · "+l.View.Hamlet, " ·")
}

// title says what the list is of.
func (p roundPaper) title() string {
	words := p.t("title")
	if p.village != "" {
		words += " · " + p.named(p.village)
	}
	if p.group != "" {
		words += " · " + p.t("group."+p.group)
	}
	return words
}

// pdf draws the list to take along, with room to write what came of it.
func (p roundPaper) pdf() ([]byte, error) {
	s := paper.Sideways(p.lang, p.t("title"), paper.Letterhead{Name: p.facility.Name, Phone: p.facility.ServicePhone, Demo: p.facility.Demo})
	s.Foot(p.t("foot", "day", text.CivilDate(p.lang, p.today), "by", p.by))
	s.Heading(p.title())
	s.Say(p.t("count", "n", strconv.Itoa(len(p.lines))))
	t := s.Table(paper.Column{Title: p.t("column.n"), Wide: 8}, paper.Column{Title: p.t("column.name"), Wide: 46}, paper.Column{Title: p.t("column.age"), Wide: 18},
		paper.Column{Title: p.t("column.village"), Wide: 26}, paper.Column{Title: p.t("column.house"), Wide: 44}, paper.Column{Title: p.t("column.what"), Wide: 48},
		paper.Column{Title: p.t("column.last"), Wide: 26}, paper.Column{Title: p.t("column.outcome"), Wide: 61})
	for i, l := range p.lines {
		t.Row(strconv.Itoa(i+1), l.View.Name, p.old(l.View.Born), p.named(l.Village), p.house(l), p.what(l), p.last(l), "")
	}
	if len(p.lines) == 0 {
		s.Say(p.t("nobody"))
	}
	s.Small(p.t("outcomes"))
	return s.Bytes()
}

// table is the list as a spreadsheet.
func (p roundPaper) table() sheet.Sheet {
	out := sheet.Sheet{Name: text.T(p.lang, "sheet.data", nil), AboutName: text.T(p.lang, "sheet.about", nil), By: p.by, Title: p.title(), Numbers: []int{6, 7}}
	for _, c := range []string{"name", "age", "village", "house", "what", "last", "waits", "late", "planned"} {
		out.Header = append(out.Header, p.t("column."+c))
	}
	var rows [][]string
	for _, l := range p.lines {
		rows = append(rows, []string{l.View.Name, p.old(l.View.Born), p.named(l.Village), p.house(l), p.what(l), p.last(l), strconv.Itoa(l.Waits), strconv.Itoa(max(0, l.Late)), l.PlannedOn})
	}
	out.Rows = yieldAll(rows)
	for _, about := range [][2]string{{"what", out.Title}, {"by", p.by}, {"at", text.CivilDate(p.lang, p.today)}, {"facility", p.facility.Name}} {
		out.About = append(out.About, sheet.Line{Label: text.T(p.lang, "sheet."+about[0], nil), Text: about[1]})
	}
	return out
}
