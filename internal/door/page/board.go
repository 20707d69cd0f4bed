package page

import (
	"html/template"
	"net/http"
	"strings"
	"time"

	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit/board"
	"sambang/internal/report/notice"
)

// boardView is the promise board for everybody: figures of the health centre, of
// nobody in particular.
type boardView struct {
	Span     string
	Vow      template.HTML
	Hours    string
	WaitsSay template.HTML
	Plot     *dotPlot
	Bars     *barPlot
	Figures  []boardFigures
	Splits   []boardSplit
	// Hidden says what is left out of the splits and why.
	Hidden   string
	Counted  string
	Maklumat []string
	// Report is the address of the form to ask for a visit, Paper that of the printed board.
	Report, Paper string
}

type boardFigures struct {
	ID, Title, Span string
	Facts           []notice.Fact
}

type boardSplit struct {
	ID, Title, Column string
	Rows              []notice.Row
}

// readBoard counts what hangs there now.
func (p *Page) readBoard(r *http.Request, v *visit) (b board.Board, err error) {
	err = p.DB.Read(r.Context(), func(tx *store.Tx) error {
		b, err = board.Of(journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys}, "")
		return err
	})
	return b, err
}

// board draws it.
func (p *Page) board(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := p.readBoard(r, v)
	if err != nil {
		return err
	}
	n := notice.Words{Lang: v.lang, Facility: v.facility, Board: b}
	s := p.plainSheet(v.lang, v)
	s.Face, s.Extra, s.Also, s.Title = "board", "apply", "report", s.T("board.title")
	key, mark := n.Sentence()
	s.Say = rich(v.lang, key, "at", "", map[string]string{"at": mark})
	d := func(seconds int64) string { return text.Duration(v.lang, time.Duration(seconds)*time.Second) }
	view := &boardView{Span: n.Span(b.Month), Hours: n.Hours(), Counted: n.Counted(), Report: v.address("lapor"), Paper: v.address("janji.pdf"),
		Vow: strong(v.lang, "page.board.vow", map[string]string{"respond": d(b.Vow.RespondSeconds), "fetch": d(b.Vow.FetchSeconds), "rice": notice.Kilos(v.lang, b.Vow.Grams)})}
	if len(b.Waits) > 0 {
		view.Plot = dotsOf(n)
		view.WaitsSay = rich(v.lang, "page.board.waits_say", "", "", map[string]string{"half": n.Wait(b.Month.Half), "nine": n.Wait(b.Month.Nine)})
	}
	if b.Year.Requests > 0 {
		view.Bars = barsOf(n)
		view.Hidden = s.T("board.hidden_why")
		for _, split := range []boardSplit{
			{"desa", s.T("board.by_village"), s.T("board.village"), n.Rows(b.Villages)},
			{"warna", s.T("board.by_colour"), s.T("board.colour"), n.Rows(b.Colours)},
		} {
			if len(split.Rows) > 0 {
				view.Splits = append(view.Splits, split)
			}
		}
	}
	view.Figures = []boardFigures{{"bulan", s.T("board.month"), n.Span(b.Month), n.Facts(b.Month)}, {"tahun", s.T("board.year"), n.Span(b.Year), n.Facts(b.Year)}}
	for _, line := range strings.Split(b.Maklumat, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			view.Maklumat = append(view.Maklumat, line)
		}
	}
	s.Board = view
	p.render(w, r, http.StatusOK, "layout", s)
	return nil
}

// boardPaper is the same to be printed and hung up.
func (p *Page) boardPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := p.readBoard(r, v)
	if err != nil {
		return err
	}
	made, err := notice.Words{Lang: v.lang, Facility: v.facility, Board: b}.Paper()
	if err != nil {
		return err
	}
	paper.Send(w, "papan-janji-"+b.Month.From[:len("2006-01")], made)
	return nil
}

// strong puts params into a sentence in heavy letters.
func strong(lang, key string, params map[string]string) template.HTML {
	pairs := make([]string, 0, 2*len(params))
	for k, v := range params {
		pairs = append(pairs, "{"+k+"}", "<b>"+template.HTMLEscapeString(v)+"</b>")
	}
	return template.HTML(strings.NewReplacer(pairs...).Replace(template.HTMLEscapeString(text.T(lang, key, nil)))) //nolint:gosec // every value above is escaped
}
