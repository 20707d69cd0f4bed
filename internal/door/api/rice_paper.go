package api

import (
	"strconv"

	"sambang/internal/core/instant"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit/rice"
)

// word is a text of the catalogue of spreadsheets.
func (p ricePaper) word(key string) string { return text.T(p.lang, "sheet."+key, nil) }

// when writes an instant of the facility's clock; nothing for none.
func (p ricePaper) when(i instant.Instant) string {
	if i.IsZero() {
		return ""
	}
	return text.Date(p.lang, i, p.facility.Location()) + " " + text.Hour(i, p.facility.Location())
}

// village is what a village is called, or its code where it is not known any more.
func (p ricePaper) village(code string) string {
	if name := p.villages[code]; name != "" {
		return name
	}
	return code
}

// state says how far a debt has come.
func (p ricePaper) state(d rice.View) string {
	switch {
	case d.WaitingReport:
		return p.t("state.waiting")
	case d.State == rice.Struck:
		return p.t("state.struck") + " (" + p.t("proof."+d.Proof) + ")"
	}
	return p.t("state." + d.State)
}

// debts is the list as a table. Whatever a person has typed is made safe by the writer.
func (p ricePaper) debts(all []rice.View) sheet.Sheet {
	out := p.table("debts", "number", "name", "village", "rule", "due", "grams", "state", "given_at", "given_by", "reason")
	out.Numbers = []int{5}
	var rows [][]string
	for _, d := range all {
		name := d.PatientName
		if !p.names {
			name = ""
		}
		rows = append(rows, []string{d.Number, name, p.village(d.Village), p.t("rule." + d.Rule), p.when(d.Due), strconv.FormatInt(d.Grams, 10), p.state(d), p.when(d.GivenAt), d.GivenByName, d.Reason})
	}
	out.Rows = yieldAll(rows)
	return out
}

// fund is the fund's book as a table.
func (p ricePaper) fund(all []rice.LineView) sheet.Sheet {
	out := p.table("fund", "on", "kind", "what", "grams", "rupiah", "class", "purpose", "giver", "batch", "note", "undone")
	out.Numbers = []int{3, 4}
	var rows [][]string
	for _, l := range all {
		undone, class, purpose := "", "", ""
		if l.Undone {
			undone = p.t("undone")
		}
		if l.Class != "" {
			class = p.t("class." + l.Class)
		}
		if l.Purpose != "" {
			purpose = p.t("purpose." + l.Purpose)
		}
		rows = append(rows, []string{l.On, p.t("kind." + l.Kind), p.t("what." + l.What), strconv.FormatInt(l.Grams, 10), strconv.FormatInt(l.Rupiah, 10),
			class, purpose, l.Name, l.Batch, l.Note, undone})
	}
	out.Rows = yieldAll(rows)
	return out
}

// table begins a table with its columns and what it is about.
func (p ricePaper) table(title string, columns ...string) sheet.Sheet {
	out := sheet.Sheet{Name: p.word("data"), AboutName: p.word("about"), By: p.by, Title: p.t("title." + title)}
	for _, c := range columns {
		out.Header = append(out.Header, p.t("column."+c))
	}
	out.About = []sheet.Line{{Label: p.word("what"), Text: out.Title}, {Label: p.word("by"), Text: p.by},
		{Label: p.word("at"), Text: text.CivilDate(p.lang, p.at)}, {Label: p.word("facility"), Text: p.facility.Name}}
	return out
}

// receipt draws the paper that is signed: what is owed and why, and two lines to sign on.
// Without the right to a name there is a line to write it on.
func (p ricePaper) receipt(d rice.View) ([]byte, error) {
	s := paper.New(p.lang, p.t("title.receipt"), paper.Letterhead{Name: p.facility.Name, Phone: p.facility.ServicePhone, Demo: p.facility.Demo})
	s.Foot(p.t("foot", "day", text.CivilDate(p.lang, p.at), "by", p.by))
	s.Heading(p.t("title.receipt"))
	name := d.PatientName
	if !p.names || name == "" {
		name = "........................................"
	}
	s.Facts([2]string{p.t("column.number"), d.Number}, [2]string{p.t("column.name"), name}, [2]string{p.t("column.village"), p.village(d.Village)},
		[2]string{p.t("column.due"), p.when(d.Due)}, [2]string{p.t("weight"), p.t("kilograms", "n", p.kilos(d.Grams))}, [2]string{p.t("column.state"), p.state(d)})
	s.Strong(p.t("receipt.words", "n", p.kilos(d.Grams)))
	s.Small(p.t("receipt.hint"))
	s.Sign("", paper.Signer{Role: p.t("receipt.giver"), Name: d.GivenByName}, paper.Signer{Role: p.t("receipt.receiver")})
	return s.Bytes()
}
