package page

import (
	"html/template"
	"net/http"
	"net/url"
	"strconv"

	"sambang/internal/calc/triage"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// reportView is the page on which anybody says that somebody is ill at home, or has
// to be fetched. The writer is not always the patient, so that is asked first.
type reportView struct {
	formView
	Act, Find, Board, Heard string
	// Draft names what a browser keeps of the form until it is sent.
	Draft     string
	Emergency string
	Today     string
	Villages  []registry.Village
	Whom      []choice
	Kinds     []choice
	Needs     []choice
	// Help is for who cannot describe it; Groups are the danger signs to be asked.
	Help   []signChoice
	Groups []signGroup
	// Unsigned says that nobody has signed the table of signs yet; empty: they have.
	Unsigned string
}

// choice is one of some answers.
type choice struct {
	Value, Word string
	On          bool
	// Picture stands before the words of a kind of request.
	Picture template.HTML
}

// signGroup are the danger signs that are asked of one sort of patient.
type signGroup struct {
	Title   string
	Picture template.HTML
	Open    bool
	Signs   []signChoice
}

type signChoice struct {
	Code, Ask, Until string
	On               bool
	Picture          template.HTML
}

// The answers of the form.
const (
	forOther, forSelf = "other", "self"
)

// reportForm draws the empty form; ?rumah= comes from the sticker of a house. It
// proves nothing and tells nobody who lives there.
func (p *Page) reportForm(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := url.Values{"whom": {forOther}, "kind": {need.VisitRequest}}
	if code := clean(r.URL.Query().Get("rumah")); code != "" && len(code) <= longestHouseCode {
		f.Set("rumah", code)
		if normal, ok := registry.NormalHouseCode(code); ok {
			f.Set("rumah", normal)
		}
	}
	return p.drawReport(w, r, v, http.StatusOK, formView{typed: f}, "")
}

// longestHouseCode is how long the code of a house is as somebody types it.
const longestHouseCode = 20

func (p *Page) drawReport(w http.ResponseWriter, r *http.Request, v *visit, status int, f formView, code string) error {
	if id := ident.ID(f.Typed("id")); id.Valid() && code == tooOften {
		f.ID = id // what was stopped is the same report when it is sent again
	} else {
		f.ID = p.freshID()
	}
	s := p.plainSheet(v.lang, v)
	view := &reportView{formView: f, Act: v.address("lapor"), Find: v.address("lapor/cari"), Board: v.address("janji"), Heard: v.address("kenthongan"), Draft: "lapor " + v.facility.Slug, Today: v.now.Day(v.zone)}
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		if view.Villages, err = registry.Villages.Where(tx, "facility_id = $1 ORDER BY name, id", v.facility.ID); err != nil {
			return err
		}
		return view.signs(journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys}, s)
	})
	if err != nil {
		return err
	}
	choose := func(field string, values ...string) (out []choice) {
		for _, x := range values {
			out = append(out, choice{x, s.T("report." + field + "_" + x), f.Has(field, x), drawing(x)})
		}
		return out
	}
	view.Whom, view.Kinds = choose("whom", forOther, forSelf), choose("kind", need.VisitRequest, need.TransportRequest)
	view.Needs = choose("needs", "companion", "stretcher", "wheelchair", "pregnant", "old")
	s.Face, s.Title, s.Extra, s.Also, s.Report = "report", s.T("report.title"), "apply", "report", view
	s.Say = rich(v.lang, "page.report.say", "at", "", map[string]string{"at": s.T("report.mark")})
	if code != "" {
		s.Trouble = s.reportCode(code)
	}
	p.render(w, r, status, "layout", s)
	return nil
}

// reportCode is the sentence of a code: whoever is stopped reads whom to call.
func (s *sheet) reportCode(code string) string {
	if code == tooOften {
		return text.T(s.Lang, "page.report.often", map[string]string{"phone": text.Dialled(s.Facility.ServicePhone), "number": s.Facility.EmergencyNumber})
	}
	return s.publicCode(code)
}

// signs are the danger signs of the table in force, the red ones. Until a head and a
// midwife or doctor have signed it, only who cannot describe it is asked.
func (view *reportView) signs(q journal.Query, s *sheet) error {
	force, err := need.ForceOf(q)
	if err != nil {
		return err
	}
	view.Emergency = force.EmergencyNumber
	if !force.Live {
		view.Unsigned = s.T("report.unsigned")
	}
	at := map[triage.Group]int{}
	for _, sign := range force.Signs {
		if sign.Colour != triage.Red || sign.Clinical() && !force.Live {
			continue
		}
		word := func(of string) string { return text.T(s.Lang, "triage."+sign.Code+"."+of, nil) }
		one := signChoice{sign.Code, word("ask"), word("until"), view.Has("sign", sign.Code), drawing(sign.Code)}
		if !sign.Clinical() { // who cannot describe it touches the first
			one.Ask = s.T("report.help")
			view.Help = append(view.Help, one)
			continue
		}
		i, known := at[sign.Group]
		if !known {
			i = len(view.Groups)
			at[sign.Group], view.Groups = i, append(view.Groups, signGroup{Title: s.T("report.group_" + string(sign.Group)), Picture: drawing(string(sign.Group))})
		}
		view.Groups[i].Signs = append(view.Groups[i].Signs, one)
		view.Groups[i].Open = view.Groups[i].Open || one.On
	}
	return nil
}

// someSigns are signs with the page that they stand on.
type someSigns struct {
	*sheet
	Asked []signChoice
}

// Signs gives signs together with their page.
func (s *sheet) Signs(asked []signChoice) someSigns { return someSigns{s, asked} }

// report takes it. Nothing that is not known stops it: neither who, nor where.
func (p *Page) report(w http.ResponseWriter, r *http.Request, v *visit) error {
	word, err := p.formUnder(p.reporters, w, r, v) // an emergency waits behind no complaints
	if err != nil {
		return err
	}
	f := formView{typed: r.PostForm}
	if word == tooOften {
		w.Header().Set("Retry-After", strconv.Itoa(int(callInterval.Seconds())))
		return p.drawReport(w, r, v, http.StatusTooManyRequests, f, word)
	}
	id := ident.ID(f.Typed("id"))
	if word != "" || !id.Valid() {
		return p.drawReport(w, r, v, http.StatusUnprocessableEntity, f, word)
	}
	b, bad := askOf(f.typed, id, v.zone, v.now)
	if bad != nil {
		f.wrong = bad.Field
		return p.drawReport(w, r, v, http.StatusUnprocessableEntity, f, bad.Code)
	}
	out, err := p.tell(r, v, id, b.Case, "need.ask", b)
	if err != nil {
		return err
	}
	if out.Code != "" {
		f.wrong = fieldOf(out.Field)
		return p.drawReport(w, r, v, http.StatusUnprocessableEntity, f, out.Code)
	}
	return see(w, r, withNote(v.address("lapor/p/"+p.slip(v, b.Case)), out.note))
}

// slip is the secret word of a request's receipt.
func (p *Page) slip(v *visit, id ident.ID) string {
	return string(id) + p.Keys.Token("receipt of a request", string(v.facility.ID), string(id))
}

// slipped finds the request of a receipt.
func (p *Page) slipped(v *visit, token string) (ident.ID, bool) {
	if len(token) < idLength {
		return "", false
	}
	id := ident.ID(token[:idLength])
	return id, id.Valid() && sameWord(token, p.slip(v, id))
}
