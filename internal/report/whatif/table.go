package whatif

import (
	"iter"
	"strconv"
	"strings"

	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
)

// Table is a result as a spreadsheet: a line a scenario and measure, and on what the
// figures stand, so that no file goes about without it. By is who took it; empty: nobody
// in particular. Numbers have a point before the decimals in both languages: files are
// read by programs.
func Table(r calc.Result, lang, by string) sheet.Sheet {
	w := words(lang)
	out := sheet.Sheet{Name: w.t("title"), AboutName: w.t("model"), By: by, Title: w.t("title") + ": " + r.Rates.Name, Numbers: []int{1, 2},
		Header: []string{w.t("column_scenario"), w.t("column_workers"), w.t("column_vehicles"), w.t("column_figure"), w.t("column_unit"),
			w.t("column_mean"), w.t("column_low"), w.t("column_high")}}
	out.Rows = w.rows(r)
	out.About = w.About(r)
	return out
}

// About says on what a result stands, a line each.
func About(r calc.Result, lang string) []sheet.Line { return words(lang).About(r) }

type words string

func (w words) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(string(w), "app.whatif."+key, with)
}

func (w words) rows(r calc.Result) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, o := range r.Outcomes {
			for _, f := range o.Figures {
				if !told(r, f.Name) {
					continue
				}
				line := []string{o.Scenario.Name, strconv.Itoa(o.Workers), strconv.Itoa(o.Vehicles), w.t("figure_" + f.Name), w.t("unit_" + f.Unit),
					Number(f.Mean), Number(f.Low), Number(f.High)}
				if !yield(line, nil) {
					return
				}
			}
		}
	}
}

// told leaves out what a group has none of: couriers owe no rice, teams have no list.
func told(r calc.Result, figure string) bool {
	switch figure {
	case calc.Mothers, calc.Waiting:
		return r.Rates.Standing != nil
	case calc.Rice:
		return len(r.Rates.Calls) > 0
	}
	return true
}

// Number is a figure with one decimal below a thousand and none from there on.
func Number(v float64) string {
	if v >= 1000 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// About lists them.
func (w words) About(r calc.Result) []sheet.Line {
	source := w.t("source_" + r.Rates.Source)
	if r.Rates.From != "" {
		source = w.t("history", "from", text.CivilDate(string(w), r.Rates.From), "to", text.CivilDate(string(w), r.Rates.To))
	}
	var own, travel []string
	for _, o := range r.Rates.Own {
		own = append(own, w.t("own_"+o))
	}
	for _, s := range strings.Fields(r.Travel) {
		travel = append(travel, w.t("travel_"+s))
	}
	out := []sheet.Line{{Label: w.t("title"), Text: r.Rates.Name}, {Label: w.t("model"), Text: w.t("caveat")}, {Label: w.t("source"), Text: source},
		{Label: w.t("days"), Text: strconv.Itoa(r.Days)}, {Label: w.t("seed"), Text: strconv.FormatInt(r.Seed, 10)},
		{Label: w.t("travel"), Text: strings.Join(travel, ", ")},
		{Label: w.t("model"), Text: w.t("effort", "morning", strconv.Itoa(r.Effort.Morning), "again", strconv.Itoa(r.Effort.Again))}}
	if len(own) > 0 {
		out = append(out, sheet.Line{Label: w.t("own"), Text: strings.Join(own, ", ")})
	}
	return out
}
