package page

import (
	"net/http"
	"strconv"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/need"
)

// receiptAct takes what the patient says with the code of the receipt: that the team
// was there, or that nobody needs to come any more.
func (p *Page) receiptAct(w http.ResponseWriter, r *http.Request, v *visit) error {
	id, ok := p.slipped(v, r.PathValue("token"))
	if !ok {
		return fault.Absent()
	}
	word, err := p.formOf(w, r, v)
	if err != nil {
		return err
	}
	command := ident.ID(r.PostForm.Get("id"))
	if word != "" || !command.Valid() {
		return p.receiptAgain(w, r, v, http.StatusUnprocessableEntity, word)
	}
	code := digitsOf(r.PostForm.Get("code"))
	var out told
	note := ""
	switch r.PathValue("act") {
	case "batal":
		note = "withdrawn"
		out, err = p.tell(r, v, command, id, "need.withdraw", need.Withdraw{Case: id, Code: code})
	case "datang":
		at, bad := civil(r.PostForm.Get("day"), r.PostForm.Get("at"), v.zone)
		if !bad {
			return p.receiptAgain(w, r, v, http.StatusUnprocessableEntity, "page.bad_hour")
		}
		note = "confirmed"
		out, err = p.tell(r, v, command, id, "visit.confirm", homevisit.Confirm{Visit: id, Code: code, At: at})
	default:
		return fault.Absent()
	}
	if err != nil {
		return err
	}
	if out.Code != "" {
		return p.receiptAgain(w, r, v, http.StatusUnprocessableEntity, out.Code)
	}
	return see(w, r, withNote(v.address("lapor/p/"+r.PathValue("token")), note))
}

// receiptAgain draws the receipt with what went wrong.
func (p *Page) receiptAgain(w http.ResponseWriter, r *http.Request, v *visit, status int, code string) error {
	s, err := p.receiptSheet(r, v)
	if err != nil {
		return err
	}
	if code == tooOften {
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
	}
	if code != "" {
		s.Trouble = s.reportCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// digitsOf keeps the digits of a code, however somebody writes it: 123 456.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// findView is the page on which whoever has a number and a code finds the receipt.
type findView struct{ Act string }

// findForm draws it.
func (p *Page) findForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	return p.drawFind(w, r, v, http.StatusOK, "")
}

func (p *Page) drawFind(w http.ResponseWriter, r *http.Request, v *visit, status int, code string) error {
	s := p.plainSheet(v.lang, v)
	s.Face, s.Extra, s.Also, s.Title, s.Find = "find", "apply", "report", s.T("find.title"), &findView{v.address("lapor/cari")}
	s.Say = rich(v.lang, "page.find.say", "at", "", map[string]string{"at": s.T("find.mark")})
	if code != "" {
		s.Trouble = s.reportCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// find leads to the receipt. A wrong number and a wrong code are answered alike, and
// so is whoever tries too often, at a number that there is or at one that there is not.
func (p *Page) find(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formUnder(p.finders, w, r, v)
	if err != nil {
		return err
	}
	number, _ := strconv.ParseInt(digitsOf(r.PostForm.Get("number")), 10, 64)
	if word == "" && !p.numbers.take(ident.ID(string(v.facility.ID)+" "+strconv.FormatInt(number, 10)), v.now) {
		word = tooOften
	}
	if word == tooOften {
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
		return p.drawFind(w, r, v, http.StatusTooManyRequests, word)
	}
	c, err := p.numbered(r, v, number)
	if err != nil {
		return err
	}
	fits := sameWord(digitsOf(r.PostForm.Get("code")), need.ReceiptCode(p.Keys, v.facility.ID, c.ID))
	if word != "" || c.ID == "" || !fits {
		code := "page.no_receipt"
		return p.drawFind(w, r, v, http.StatusUnprocessableEntity, code)
	}
	if c.HeadOnly {
		return see(w, r, v.open("p/"+p.receipt(v, c.ID)))
	}
	return see(w, r, v.address("lapor/p/"+p.slip(v, c.ID)))
}

// numbered is the request or the complaint of a number; empty without one.
func (p *Page) numbered(r *http.Request, v *visit, number int64) (c need.Case, err error) {
	err = p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		c, _, err = need.Cases.First(tx, "facility_id = $1 AND number = $2 AND (request = TRUE OR head_only = TRUE)", v.facility.ID, number)
		return err
	})
	return c, err
}
