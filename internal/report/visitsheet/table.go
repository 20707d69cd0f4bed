package visitsheet

import (
	"iter"
	"strconv"
	"strings"

	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
)

// columns are those of the file, each with its words at visitsheet.column_<name>.
var columns = []string{"number", "day", "from", "to", "cadre", "village", "children", "born", "parent", "phone", "address", "way", "state", "heed", "fee"}

// Table is the visits as a file: a line each. By is who takes it.
func (f Facts) Table(lang, by string) sheet.Sheet {
	word := func(key string) string { return text.T(lang, key, nil) }
	header := []string{}
	for _, c := range columns {
		header = append(header, word("visitsheet.column_"+c))
	}
	title := word("visitsheet.title")
	return sheet.Sheet{Name: word("sheet.data"), AboutName: word("sheet.about"), Header: header, Rows: f.rows(lang), Numbers: []int{0, len(columns) - 1}, By: by, Title: title,
		About: []sheet.Line{{Label: word("sheet.what"), Text: title + ", " + f.From + " – " + f.To}, {Label: word("sheet.by"), Text: by},
			{Label: word("sheet.at"), Text: text.Date(lang, f.At, f.Facility.Location())}, {Label: word("sheet.facility"), Text: f.Facility.Name}, {Label: word("sheet.duty"), Text: word("sheet.duty_text")}}}
}

func (f Facts) rows(lang string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, v := range f.Visits {
			if !yield(f.cells(lang, v), nil) {
				return
			}
		}
	}
}

func (f Facts) cells(lang string, v Visit) []string {
	var names, born []string
	for _, c := range v.Children {
		names, born = append(names, c.Name), append(born, c.Born)
	}
	return []string{strconv.FormatInt(v.Number, 10), v.Day, f.hour(v.From), f.hour(v.To), v.CadreName, v.VillageName, joined("; ", names...), joined("; ", born...), v.ParentName, v.ParentPhone,
		v.Place.Label, v.Place.Note, text.T(lang, "app.massage.state_"+v.State, nil), strings.ReplaceAll(f.heed(lang, v), "\n", "; "), strconv.FormatInt(v.Fee, 10)}
}
