package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/programme/homevisit/board"
	"sambang/internal/report/notice"
	"sambang/internal/shared/registry"
)

// boardRoutes are the promise board as the desk reads it: the figures of the public
// page, of any month.
func (a *API) boardRoutes() []Route {
	return []Route{
		{"GET /api/v1/board", "session", a.board},
		{"GET /api/v1/board/board.pdf", "session", a.boardPaper},
	}
}

// boardPages describes them.
func (b builder) boardPages() {
	month := &huma.Param{Name: "month", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Pattern: `^\d{4}-\d{2}$`}, Description: "A month, YYYY-MM; the present one when left out."}
	lang := &huma.Param{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"id", "en"}}}
	read := b.operation("board", "The promise board: a month and its year, as the public page shows them", nil, b.of(board.Board{}))
	read.Parameters = []*huma.Param{month}
	b.doc.Paths["/api/v1/board"] = &huma.PathItem{Get: read}
	b.doc.Paths["/api/v1/board/board.pdf"] = &huma.PathItem{Get: b.file("board_pdf", "The same to be printed and hung up", "application/pdf", month, lang)}
}

// readBoard counts the month that is asked for, for whoever may. It names nobody, so
// the access log notes that the figures were read.
func (a *API) readBoard(r *http.Request, purpose string) (notice.Words, error) {
	s, err := a.signed(r)
	if err != nil {
		return notice.Words{}, err
	}
	if _, may := access.May(s.Actor, access.Read("overview")); !may {
		return notice.Words{}, fault.Absent()
	}
	n := notice.Words{Lang: langOf(r)}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if n.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		n.Board, err = board.Of(q, r.URL.Query().Get("month"))
		return err
	})
	if err != nil {
		return n, err
	}
	return n, a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose,
		People: []string{"board:" + string(s.Actor.Facility)}})
}

func (a *API) board(w http.ResponseWriter, r *http.Request) error {
	n, err := a.readBoard(r, "board")
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, n.Board)
}

func (a *API) boardPaper(w http.ResponseWriter, r *http.Request) error {
	n, err := a.readBoard(r, "board_pdf")
	if err != nil {
		return err
	}
	made, err := n.Paper()
	if err != nil {
		return err
	}
	paper.Send(w, "papan-janji-"+n.Board.Month.From[:len("2006-01")], made)
	return nil
}
