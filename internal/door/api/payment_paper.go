package api

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/money"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/payment"
)

func (s stated) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(s.lang, "payment."+key, with)
}

// fund is what people call a fund.
func (s stated) fund(code string) string {
	if slices.Contains(payment.Standing, code) || s.funds[code] == "" {
		if text.Has(text.ID, "payment.fund."+code) {
			return s.t("fund." + code)
		}
		return code
	}
	return s.funds[code]
}

// month is the month in words: Juli 2026.
func (s stated) month() string {
	year, month, _ := strings.Cut(s.Month, "-")
	return s.t("month."+month) + " " + year
}

// rides numbers the ways out of the month as the statement lists them: 1, 2, 3.
func (s stated) rides() map[ident.ID]string {
	out := map[ident.ID]string{}
	for _, l := range s.Lines {
		if l.Ride != "" && out[l.Ride] == "" {
			out[l.Ride] = strconv.Itoa(len(out) + 1)
		}
	}
	return out
}

// what says what a line is for.
func (s stated) what(l payment.Line) string {
	words := s.t("kind." + l.Kind)
	if l.Earlier && l.Kind != "correction" {
		words += " " + s.t("earlier")
	}
	return words
}

// bearers are the funds of a line: one by its name, several with what each bears.
func (s stated) bearers(parts []ledger.Part) string {
	if len(parts) == 1 {
		return s.fund(parts[0].Fund)
	}
	var out []string
	for _, p := range parts {
		out = append(out, s.fund(p.Fund)+" "+text.Number(s.lang, p.Amount))
	}
	return strings.Join(out, ", ")
}

// pdf draws the statement on A4, to be printed, signed and kept with the accounts.
func (s stated) pdf() ([]byte, error) {
	p := paper.New(s.lang, s.t("title"), paper.Letterhead{Name: s.facility.Name, Phone: s.facility.ServicePhone, Demo: s.facility.Demo})
	p.Foot(s.t("foot", "day", text.CivilDate(s.lang, s.at), "by", s.by))
	p.Heading(s.t("heading", "month", s.month()))
	p.Facts([2]string{s.t("number"), strconv.FormatInt(s.Number, 10) + " / " + s.Month}, [2]string{s.t("worker"), s.WorkerName},
		[2]string{s.t("state"), s.stands()})
	s.linesOn(p)
	s.fundsOn(p)
	p.Strong(s.t("in_words", "words", upperFirst(money.Terbilang(s.Amount))))
	s.heldOn(p)
	p.Sign("", paper.Signer{Role: s.t("sign_treasurer"), Name: s.PreparedByName}, paper.Signer{Role: s.t("sign_head"), Name: s.SettledByName},
		paper.Signer{Role: s.t("sign_worker"), Name: s.WorkerName})
	return p.Bytes()
}

// stands says how far it has come: a draft must not be taken for a receipt.
func (s stated) stands() string {
	zone := s.facility.Location()
	switch s.State {
	case payment.Approved:
		return s.t("is.approved", "by", s.SettledByName, "day", text.Date(s.lang, s.SettledAt, zone))
	case payment.Paid, payment.Receipted:
		return s.t("is."+s.State, "how", s.t("how."+s.How), "day", text.CivilDate(s.lang, s.PaidOn), "by", s.PaidByName)
	}
	return s.t("is." + s.State)
}

func (s stated) linesOn(p *paper.Sheet) {
	t := p.Table(paper.Column{Title: s.t("column.no"), Wide: 0.6}, paper.Column{Title: s.t("column.day"), Wide: 1.8}, paper.Column{Title: s.t("column.what"), Wide: 3.2},
		paper.Column{Title: s.t("column.delivery"), Wide: 1.3}, paper.Column{Title: s.t("column.ride"), Wide: 1.1}, paper.Column{Title: s.t("column.fund"), Wide: 2.6},
		paper.Column{Title: s.t("column.amount"), Wide: 1.8, Right: true})
	rides := s.rides()
	for i, l := range s.Lines {
		t.Row(strconv.Itoa(i+1), text.CivilDate(s.lang, l.On), s.what(l), l.Number, rides[l.Ride], s.bearers(l.Parts), text.Number(s.lang, l.Amount))
	}
	t.Total("", "", s.t("total"), "", "", "", text.Rp(s.lang, s.Amount))
}

func (s stated) fundsOn(p *paper.Sheet) {
	var pairs [][2]string
	for _, f := range s.Funds {
		pairs = append(pairs, [2]string{s.fund(f.Fund), text.Rp(s.lang, f.Amount)})
	}
	if len(pairs) > 0 {
		p.Part(s.t("by_fund"))
		p.Facts(pairs...)
	}
}

// heldOn lists what waits for a person, apart: it is in no sum.
func (s stated) heldOn(p *paper.Sheet) {
	if len(s.Held) == 0 {
		return
	}
	p.Part(s.t("held"))
	t := p.Table(paper.Column{Title: s.t("column.day"), Wide: 2}, paper.Column{Title: s.t("column.delivery"), Wide: 1.4}, paper.Column{Title: s.t("column.why"), Wide: 5},
		paper.Column{Title: s.t("column.amount"), Wide: 1.8, Right: true})
	for _, h := range s.Held {
		t.Row(text.CivilDate(s.lang, h.On), h.Number, s.reason(h.Reason), text.Number(s.lang, h.Amount))
	}
	p.Gap(1.5)
	p.Small(s.t("held_hint"))
}

// reason is why a fee waits, in words; a code without any is shown as it is.
func (s stated) reason(code string) string {
	if text.Has(text.ID, "payment.reason."+code) {
		return s.t("reason." + code)
	}
	return code
}

// upperFirst begins a sentence; the words are our own, in plain letters.
func upperFirst(words string) string {
	if words == "" {
		return words
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// sheet is the statement as a table: the lines, then what waits.
func (s stated) sheet() sheet.Sheet {
	header := []string{s.t("column.no"), s.t("column.day"), s.t("column.what"), s.t("column.delivery"), s.t("column.ride"), s.t("column.amount")}
	codes := s.codes()
	for _, code := range codes {
		header = append(header, s.fund(code))
	}
	header = append(header, s.t("column.why"))
	numbers := []int{0}
	for i := range len(codes) + 1 {
		numbers = append(numbers, 5+i)
	}
	out := sheet.Sheet{Name: text.T(s.lang, "sheet.data", nil), AboutName: text.T(s.lang, "sheet.about", nil), Header: header, Rows: s.rows(codes), Numbers: numbers,
		By: s.by, Title: s.t("heading", "month", s.month()) + " " + s.WorkerName}
	out.About = []sheet.Line{{Label: text.T(s.lang, "sheet.what", nil), Text: out.Title}, {Label: s.t("number"), Text: strconv.FormatInt(s.Number, 10)},
		{Label: s.t("state"), Text: s.stands()}, {Label: text.T(s.lang, "sheet.by", nil), Text: s.by}, {Label: text.T(s.lang, "sheet.at", nil), Text: text.CivilDate(s.lang, s.at)},
		{Label: text.T(s.lang, "sheet.facility", nil), Text: s.facility.Name}, {Label: s.t("in_words_label"), Text: money.Terbilang(s.Amount) + " rupiah"}}
	return out
}

// codes are the funds of the lines, sorted.
func (s stated) codes() (out []string) {
	for _, l := range s.Lines {
		for _, p := range l.Parts {
			if !slices.Contains(out, p.Fund) {
				out = append(out, p.Fund)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (s stated) rows(codes []string) iter.Seq2[[]string, error] {
	rides := s.rides()
	return func(yield func([]string, error) bool) {
		for i, l := range s.Lines {
			row := []string{strconv.Itoa(i + 1), l.On, s.what(l), l.Number, rides[l.Ride], strconv.FormatInt(l.Amount, 10)}
			for _, code := range codes {
				row = append(row, borne(l.Parts, code))
			}
			if !yield(append(row, ""), nil) {
				return
			}
		}
		total := []string{"", "", s.t("total"), "", "", strconv.FormatInt(s.Amount, 10)}
		for _, code := range codes {
			total = append(total, borne(s.Funds, code))
		}
		if !yield(total, nil) {
			return
		}
		for _, h := range s.Held { // beside the sums: the amount stands in the reason's column
			row := make([]string, 6+len(codes))
			row[1], row[2], row[3] = h.On, s.t("held"), h.Number
			if !yield(append(row, s.reason(h.Reason)+" ("+text.Rp(s.lang, h.Amount)+")"), nil) {
				return
			}
		}
	}
}

func borne(parts []ledger.Part, code string) string {
	for _, p := range parts {
		if p.Fund == code {
			return strconv.FormatInt(p.Amount, 10)
		}
	}
	return ""
}
