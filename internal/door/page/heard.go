package page

import (
	"net/http"
	"net/url"
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// heardView is the page on which anybody says that they hear a kenthongan. Nothing on
// it must be filled in: who hears it at night sends first.
type heardView struct {
	formView
	Act, Emergency string
	Villages       []registry.Village
}

// heardForm draws it; ?rumah= comes from the sticker of a house.
func (p *Page) heardForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := url.Values{}
	if code, ok := registry.NormalHouseCode(clean(r.URL.Query().Get("rumah"))); ok {
		f.Set("rumah", code)
	}
	return p.drawHeard(w, r, v, http.StatusOK, formView{typed: f}, "")
}

func (p *Page) drawHeard(w http.ResponseWriter, r *http.Request, v *visit, status int, f formView, code string) error {
	if id := ident.ID(f.Typed("id")); id.Valid() && code == tooOften {
		f.ID = id // what was stopped is the same report when it is sent again
	} else {
		f.ID = p.freshID()
	}
	s := p.plainSheet(v.lang, v)
	view := &heardView{formView: f, Act: v.address("kenthongan"), Emergency: v.facility.EmergencyNumber}
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		view.Villages, err = registry.Villages.Where(tx, "facility_id = $1 ORDER BY name, id", v.facility.ID)
		return err
	})
	if err != nil {
		return err
	}
	s.Face, s.Title, s.Extra, s.Also, s.Heard = "heard", s.T("heard.title"), "apply", "report", view
	s.Say = rich(v.lang, "page.heard.say", "at", "", map[string]string{"at": s.T("heard.mark")})
	if code != "" {
		s.Trouble = s.reportCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// heard takes it: a request that is red at once, by the door of the kenthongan.
func (p *Page) heard(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formUnder(p.reporters, w, r, v)
	if err != nil {
		return err
	}
	f := formView{typed: r.PostForm}
	if word == tooOften {
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
		return p.drawHeard(w, r, v, http.StatusTooManyRequests, f, word)
	}
	id := ident.ID(f.Typed("id"))
	if word != "" || !id.Valid() {
		return p.drawHeard(w, r, v, http.StatusUnprocessableEntity, f, word)
	}
	b := need.Ask{Case: ident.Derive(id, requestOfForm), Kind: need.VisitRequest, Door: need.Kenthongan, Where: placeOf(f.typed)}
	if who := (need.Reporter{Name: f.Typed("reporter"), Phone: f.Typed("phone")}); who != (need.Reporter{}) {
		b.Reporter = &who
	}
	out, err := p.tell(r, v, id, b.Case, "need.ask", b)
	if err != nil {
		return err
	}
	if out.Code != "" {
		f.wrong = fieldOf(out.Field)
		return p.drawHeard(w, r, v, http.StatusUnprocessableEntity, f, out.Code)
	}
	return see(w, r, withNote(v.address("lapor/p/"+p.slip(v, b.Case)), out.note))
}
