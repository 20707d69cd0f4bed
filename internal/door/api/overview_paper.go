package api

import (
	"strconv"
	"strings"

	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk/overview"
)

func (m monthly) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(m.lang, "app.overview."+key, with)
}

// span is the months as a file is named by them.
func (m monthly) span() string {
	if m.From == m.To {
		return m.From
	}
	return m.From + "-" + m.To
}

// month is a month in words: Jul 2026.
func (m monthly) month(of string) string {
	return text.Month(m.lang, of)
}

func (m monthly) months() string {
	if m.From == m.To {
		return m.month(m.From)
	}
	return m.month(m.From) + " – " + m.month(m.To)
}

// figure is one line: its key in the catalogue, the number, and of how many it is a
// part (0: of nothing).
type figure struct {
	key       string
	value, of int64
}

// figures lists them in the order in which they are printed.
func (m monthly) figures() []figure {
	o := m.Overview
	return []figure{
		{"served", o.Served, 0}, {"active", o.Active, 0}, {"paused", o.Paused, 0}, {"ended", o.Ended, 0}, {"waiting", o.Waiting, 0},
		{"delivered", o.Delivered, o.Delivered + o.Returned + o.Discarded + o.Cancelled},
		{"returned", o.Returned, 0}, {"discarded", o.Discarded, 0}, {"cancelled", o.Cancelled, 0},
		{"kept", o.Kept, o.Promised}, {"minutes", o.Minutes, 0},
		{"delivered_ml", o.DeliveredML, 0}, {"discarded_ml", o.DiscardedML, o.DeliveredML + o.DiscardedML},
		{"cost", o.Cost, 0}, {"each", o.Each, 0}, {"held", o.Held, 0},
		{"exclusive", o.Exclusive.Yes, o.Exclusive.Months()}, {"exclusive_no", o.Exclusive.No, o.Exclusive.Months()},
		{"exclusive_not_known", o.Exclusive.NotKnown, o.Exclusive.Months()}, {"exclusive_unasked", o.Exclusive.Unasked, o.Exclusive.Months()},
	}
}

// number is a figure as it is printed, with what it is a part of.
func (f figure) number(lang string) string {
	if f.of == 0 {
		return text.Number(lang, f.value)
	}
	return text.Number(lang, f.value) + " / " + text.Number(lang, f.of)
}

// sheet is the overview as a workbook: the figures with their definitions, then the
// points of the plots, the reasons, the incidents and the villages.
func (m monthly) sheet() sheet.Sheet {
	rows := [][]string{}
	n := func(v int64) string { return strconv.FormatInt(v, 10) }
	for _, f := range m.figures() {
		of := ""
		if f.of > 0 {
			of = n(f.of)
		}
		rows = append(rows, []string{m.t("part_figures"), m.t("name_" + f.key), n(f.value), of, m.t("def_" + f.key)})
	}
	for _, d := range m.Days {
		for _, x := range []figure{{"delivered", d.Delivered, 0}, {"late", d.Late, 0}, {"minutes", d.Minutes, 0}, {"discarded_ml", d.DiscardedML, 0}} {
			rows = append(rows, []string{d.Day, m.t("name_" + x.key), n(x.value), "", ""})
		}
	}
	for _, r := range m.Reasons {
		rows = append(rows, []string{m.t("part_reasons"), m.reason(r.Reason), n(r.ML), n(m.DiscardedML), m.t("bottles", "n", n(r.Bottles))})
	}
	for _, c := range m.Incidents {
		rows = append(rows, []string{m.t("part_incidents"), m.incident(c.Kind), n(c.Count), "", ""})
	}
	for _, v := range m.Villages {
		rows = append(rows, []string{m.t("part_villages"), v.Name, m.count(v), "", ""})
	}
	word := func(key string) string { return text.T(m.lang, key, nil) }
	return sheet.Sheet{Name: word("sheet.data"), AboutName: word("sheet.about"), Rows: yieldAll(rows), Numbers: []int{2, 3}, By: m.by, Title: m.t("title"),
		Header: []string{m.t("column_part"), m.t("column_figure"), m.t("column_value"), m.t("column_of"), m.t("column_definition")},
		About: []sheet.Line{{Label: word("sheet.what"), Text: m.t("title") + ", " + m.months()}, {Label: word("sheet.by"), Text: m.by},
			{Label: word("sheet.at"), Text: text.CivilDate(m.lang, m.Until)}, {Label: word("sheet.facility"), Text: m.facility.Name}}}
}

func (m monthly) reason(code string) string {
	if text.Has(m.lang, "app.trouble.discard_"+code) {
		return text.T(m.lang, "app.trouble.discard_"+code, nil)
	}
	return code
}

func (m monthly) incident(kind string) string {
	if text.Has(m.lang, "app.need.kind_"+kind) {
		return text.T(m.lang, "app.need.kind_"+kind, nil)
	}
	return kind
}

func (m monthly) count(v overview.Village) string {
	if v.Hidden {
		return m.t("hidden")
	}
	return text.Number(m.lang, v.Delivered)
}

// pdf draws the months on one page, to be laid before a meeting.
func (m monthly) pdf() ([]byte, error) {
	p := paper.New(m.lang, m.t("title"), paper.Letterhead{Name: m.facility.Name, Phone: m.facility.ServicePhone, Demo: m.facility.Demo})
	p.Foot(m.t("foot", "day", text.CivilDate(m.lang, m.Until), "by", m.by))
	p.Heading(m.t("title") + ", " + m.months())
	p.Say(m.t("say", "served", text.Number(m.lang, m.Served), "delivered", text.Number(m.lang, m.Delivered), "kept", text.Number(m.lang, m.Kept), "promised", text.Number(m.lang, m.Promised)))
	half := p.Width()/2 - 3
	y := p.Raw().GetY() + 2
	m.plot(p, p.Left(), y, half, "delivered", func(d overview.Day) (int64, int64) { return d.Delivered, d.Late })
	m.plot(p, p.Left()+half+6, y, half, "minutes", func(d overview.Day) (int64, int64) { return d.Minutes, 0 })
	p.Raw().SetXY(p.Left(), y+plotTall+9)
	t := p.Table(paper.Column{Title: m.t("column_figure"), Wide: 5}, paper.Column{Title: m.t("column_value"), Wide: 2, Right: true}, paper.Column{Title: m.t("column_definition"), Wide: 9})
	for _, f := range m.figures() {
		t.Row(m.t("name_"+f.key), f.number(m.lang), m.t("def_"+f.key))
	}
	p.Gap(2)
	var parts []string
	for _, r := range m.Reasons {
		parts = append(parts, m.reason(r.Reason)+" "+text.Number(m.lang, r.ML)+" ml")
	}
	if len(parts) > 0 {
		p.Small(m.t("part_reasons") + ": " + strings.Join(parts, ", "))
	}
	parts = nil
	for _, c := range m.Incidents {
		parts = append(parts, m.incident(c.Kind)+" "+text.Number(m.lang, c.Count))
	}
	if len(parts) > 0 {
		p.Small(m.t("part_incidents") + ": " + strings.Join(parts, ", "))
	}
	if len(m.Villages) > 1 {
		parts = nil
		for _, v := range m.Villages {
			parts = append(parts, v.Name+" "+m.count(v))
		}
		p.Small(m.t("villages", "parts", strings.Join(parts, ", ")))
	}
	return p.Bytes()
}

// plotTall is how many millimetres a plot is high without its words.
const plotTall = 26.0

// plot draws bars, one a day or month; what of them was late stands darker below.
func (m monthly) plot(p *paper.Sheet, x, y, wide float64, key string, of func(overview.Day) (all, dark int64)) {
	f := p.Raw()
	most := int64(1)
	for _, d := range m.Days {
		all, _ := of(d)
		most = max(most, all)
	}
	p.Font(8.5, true)
	f.Text(x, y+3, m.t("plot_"+key, "most", text.Number(m.lang, most)))
	base := y + 5 + plotTall
	step := wide / float64(max(len(m.Days), 1))
	for i, d := range m.Days {
		all, dark := of(d)
		at, tall := x+float64(i)*step, plotTall*float64(all)/float64(most)
		f.SetFillColor(13, 110, 100)
		f.Rect(at+step*0.12, base-tall, step*0.76, tall, "F")
		if dark > 0 {
			low := plotTall * float64(min(dark, all)) / float64(most)
			f.SetFillColor(180, 83, 9)
			f.Rect(at+step*0.12, base-low, step*0.76, low, "F")
		}
	}
	f.SetDrawColor(90, 85, 80)
	f.Line(x, base, x+wide, base)
	p.Font(7.5, false)
	if n := len(m.Days); n > 0 {
		f.Text(x, base+3.2, m.slot(m.Days[0].Day))
		last := m.slot(m.Days[n-1].Day)
		f.Text(x+wide-f.GetStringWidth(last), base+3.2, last)
	}
}

// slot is a point's day or month in words.
func (m monthly) slot(of string) string {
	if len(of) == len("2006-01") {
		return m.month(of)
	}
	return text.CivilDate(m.lang, of)
}
