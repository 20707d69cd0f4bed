package api

import (
	"iter"
	"net/http"
	"strconv"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/registry"
)

// bookLines bounds one file of the books: 60,000 lines are some years of a health
// centre; whoever has more takes them in parts.
const bookLines = 60_000

// ledgerSheet answers with every line of the books from a day to a day (both, of
// the facility's clock; without them all), in the order they were written.
func (a *API) ledgerSheet(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Export("payment")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	from, to := r.URL.Query().Get("from"), r.URL.Query().Get("to")
	if to == "" {
		to = "9999-12-30"
	}
	if from == "" {
		from = "2000-01-01"
	}
	var facility registry.Facility
	var rows [][]string
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		if facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		rows, err = bookRows(q, facility.Location(), from, to)
		return err
	})
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "ledger_xlsx", People: []string{"ledger:" + string(s.Actor.Facility)}}); err != nil {
		return err
	}
	word := func(key string) string { return text.T(langOf(r), key, nil) }
	table := sheet.Sheet{Name: word("sheet.data"), AboutName: word("sheet.about"), Rows: yieldAll(rows), Numbers: []int{5}, By: s.Name, Title: word("payment.books"),
		Header: []string{word("payment.column.day"), word("payment.column.entry"), word("payment.column.what"), word("payment.column.account"), word("payment.column.unit"), word("payment.column.amount"), word("payment.column.reverses")},
		About: []sheet.Line{{Label: word("sheet.what"), Text: word("payment.books")}, {Label: word("sheet.by"), Text: s.Name},
			{Label: word("sheet.at"), Text: text.Date(langOf(r), a.Clock.Now(), facility.Location())}, {Label: word("sheet.facility"), Text: facility.Name}}}
	return sendSheet(w, "buku-besar", table)
}

// bookRows reads the lines: day, entry, kind, account, unit, amount, what it reverses.
func bookRows(q journal.Query, zone *time.Location, from, to string) ([][]string, error) {
	begin, err := time.ParseInLocation(time.DateOnly, from, zone)
	end, err2 := time.ParseInLocation(time.DateOnly, to, zone)
	if err != nil || err2 != nil {
		return nil, fault.BadField("payment.bad_day", "from")
	}
	var out [][]string
	err = q.Each(`SELECT entry.at, entry.id, entry.kind, line.account, line.unit, line.amount, entry.reverses FROM line
		JOIN entry ON entry.facility_id = line.facility_id AND entry.id = line.entry_id
		WHERE line.facility_id = $1 AND entry.at >= $2 AND entry.at < $3 ORDER BY entry.at, entry.id, line.id LIMIT 60001`,
		[]any{q.Facility, instant.Of(begin), instant.Of(end.AddDate(0, 0, 1))}, func(scan func(...any) error) error {
			var at instant.Instant
			var l ledger.Line
			var e ledger.Entry
			if err := scan(&at, &e.ID, &e.Kind, &l.Account, &l.Unit, &l.Amount, &e.Reverses); err != nil {
				return err
			}
			out = append(out, []string{at.Day(zone), string(e.ID), e.Kind, l.Account, string(l.Unit), strconv.FormatInt(l.Amount, 10), string(e.Reverses)})
			return nil
		})
	if err == nil && len(out) > bookLines {
		err = fault.BadField("payment.too_many_lines", "from")
	}
	return out, err
}

func yieldAll(rows [][]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
