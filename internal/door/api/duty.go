package api

import (
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/registry"
)

// dutyRoutes are the papers of the desk and what phones say of themselves.
func (a *API) dutyRoutes() []Route {
	return []Route{
		{"GET /api/v1/phones/health", "session", a.phonesHealth},
		{"GET /api/v1/duty/handover.pdf", "session", a.handover},
		{"GET /api/v1/duty/slips/{book}/slips.pdf", "session", a.slips},
	}
}

// dutyPages describes them.
func (b builder) dutyPages() {
	lang := &huma.Param{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"id", "en"}}}
	book := &huma.Param{Name: "book", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	for path, op := range map[string]*huma.Operation{
		"/api/v1/phones/health":               b.operation("phones.health", "How the workers' phones are: unsent, last heard, clock, battery", nil, b.of(PhonesHealth{})),
		"/api/v1/duty/handover.pdf":           b.file("duty.handover", "The sheet by which one shift hands the desk to the next", "application/pdf", lang),
		"/api/v1/duty/slips/{book}/slips.pdf": b.file("duty.slips", "The blank slips of a book, numbered", "application/pdf", book, lang),
	} {
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
}

// atDesk is who prints the desk's papers, and for which health centre.
func (a *API) atDesk(r *http.Request) (s Signed, f registry.Facility, err error) {
	if s, err = a.signed(r); err != nil {
		return s, f, err
	}
	if _, ok := access.May(s.Actor, access.Read("duty")); !ok {
		return s, f, fault.Absent()
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		f, err = registry.FacilityOf(q.Tx, q.Facility)
		return err
	})
	return s, f, err
}

// slips draws the blank slips of a book.
func (a *API) slips(w http.ResponseWriter, r *http.Request) error {
	s, f, err := a.atDesk(r)
	if err != nil {
		return err
	}
	var book duty.Book
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		b, found, err := duty.Books.Get(q.Tx, q.Facility, ident.ID(r.PathValue("book")))
		if err == nil && !found {
			err = fault.Absent()
		}
		book = b
		return err
	})
	if err != nil {
		return err
	}
	made, err := slipsPDF(langOf(r), f, book)
	if err != nil {
		return err
	}
	paper.Send(w, "lembar-"+slipNumber(book.From)+"-"+slipNumber(book.To), made)
	return nil
}

func slipNumber(n int64) string {
	s := strconv.FormatInt(n, 10)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}

// slipBoxes are what is written on a slip by hand: its word, where the box stands
// and how large it is, in millimetres from the slip's corner.
var slipBoxes = []struct {
	key              string
	x, y, wide, tall float64
}{
	{"hour", 0, 14, 42, 14}, {"day", 44, 14, 46, 14}, {"door", 92, 14, 98, 14},
	{"who", 0, 30, 110, 14}, {"phone", 112, 30, 78, 14},
	{"where", 0, 46, 190, 18},
	{"what", 0, 66, 118, 22}, {"danger", 120, 66, 70, 22},
}

// slipTall is how high one slip is: two stand on an A4 sheet, to be cut apart.
const slipTall = 138.0

func slipsPDF(lang string, f registry.Facility, b duty.Book) ([]byte, error) {
	s := paper.Bare(lang, text.T(lang, "duty.slip_title", nil))
	for n := b.From; n <= b.To; n++ {
		at := (n - b.From) % 2
		if n > b.From && at == 0 {
			s.Raw().AddPage()
		}
		slip(s, lang, f, n, 10, 8+float64(at)*(slipTall+7))
	}
	return s.Bytes()
}

// slip draws one: whose it is and its number, the boxes, who wrote it.
func slip(s *paper.Sheet, lang string, f registry.Facility, number int64, x, y float64) {
	p := s.Raw()
	word := func(key string) string { return text.T(lang, "duty.slip_"+key, nil) }
	s.Font(13, true)
	p.Text(x, y+6, s.Fit(f.Name, 120))
	s.Font(9, false)
	p.Text(x, y+11, s.Fit(word("title")+"  ·  "+f.ServicePhone, 120))
	s.Font(24, true)
	p.SetXY(x+120, y)
	p.CellFormat(70, 11, slipNumber(number), "", 0, "R", false, 0, "")
	p.SetLineWidth(0.3)
	for _, b := range slipBoxes {
		p.Rect(x+b.x, y+b.y, b.wide, b.tall, "D")
		s.Font(8, false)
		p.Text(x+b.x+1.2, y+b.y+3.6, s.Fit(word(b.key), b.wide-2))
	}
	s.Font(9, false)
	p.SetXY(x, y+90)
	p.MultiCell(118, 4.4, paper.Plain(word("rule")), "", "L", false)
	p.Line(x+124, y+116, x+190, y+116)
	p.Text(x+124, y+120, word("written_by"))
	if f.Demo {
		p.Text(x, y+120, text.T(lang, "demo.mark", nil))
	}
	s.Raw().SetDashPattern([]float64{2, 2}, 0)
	p.Line(x, y+slipTall+1, x+190, y+slipTall+1)
	s.Raw().SetDashPattern([]float64{}, 0)
}
