package page

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/content"
	"sambang/internal/shared/registry"
)

// leafletView is what a citizen reads who scans the code of a leaflet. Nobody is in it.
type leafletView struct {
	Langs []leafletLang
	Pages []content.Page
	// Scan is the id that counts this rendering once; empty: the address has no code.
	Scan ident.ID
	// Word is the health centre's word and the code, as they stand in the address.
	Word string
	// Milk and Visit are the addresses of the health centre's forms; empty: not led to.
	Milk, Visit string
	// Keep are the addresses that a phone keeps, to be read without signal.
	Keep []string
}

// leafletLang is a language that the pages can be read in.
type leafletLang struct {
	Code, Name, Here string
	Now              bool
}

// scanned is where a leaflet's address leads: a health centre, and the batch if the code
// is one of its own.
type scanned struct {
	word  string
	batch campaign.Batch
}

// codeForm is what a batch's code is made of; anything else is none.
var codeForm = regexp.MustCompile(`^[0-9A-Za-z]{4,6}$`)

// leafletOf reads an address: the word of a health centre alone, or with a code behind it.
// A code that nobody gave out leads to the same words and counts nothing.
func (p *Page) leafletOf(tx *store.Tx, v *visit, word string) (out scanned, err error) {
	out.word = word
	if v.facility, err = registry.FacilityBySlug(tx, word); err == nil || fault.Of(err).Kind != fault.NotFound {
		return out, err
	}
	at := strings.LastIndexByte(word, '-')
	if at < 0 {
		return out, fault.Absent()
	}
	if v.facility, err = registry.FacilityBySlug(tx, word[:at]); err != nil {
		return out, err
	}
	if !codeForm.MatchString(word[at+1:]) {
		return out, nil
	}
	out.batch, _, err = campaign.ByCode(journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys}, word[at+1:])
	return out, err
}

// leaflet draws the pages behind a code.
func (p *Page) leaflet(w http.ResponseWriter, r *http.Request) {
	headers(w)
	v := &visit{lang: langOf(r), now: p.Clock.Now()}
	var at scanned
	var words content.Settings
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		if at, err = p.leafletOf(tx, v, r.PathValue("word")); err == nil {
			words, _, err = content.Policy.Get(journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys})
		}
		return err
	})
	if err != nil {
		p.fail(w, r, v, err)
		return
	}
	s := p.plainSheet(v.lang, v)
	s.Face, s.Extra, s.Title = "leaflet", "leaflet", s.T("leaflet.title")
	s.Say = s.Marked("leaflet")
	if r.URL.Query().Get("ok") == "counted" {
		s.Note = s.T("leaflet.counted")
	}
	s.Leaflet = p.leafletSheet(v, at, words, r.URL.Query().Get("lang"))
	p.render(w, r, http.StatusOK, "layout", s)
}

func (p *Page) leafletSheet(v *visit, at scanned, words content.Settings, lang string) *leafletView {
	written := words.Written()
	if !slices.Contains(written, lang) {
		lang = text.ID
	}
	view := &leafletView{Pages: words.In(lang), Word: at.word}
	for _, one := range written {
		here := leafletPath(at.word, one)
		view.Langs = append(view.Langs, leafletLang{Code: one, Name: text.T(v.lang, "page.leaflet.lang."+one, nil), Here: here, Now: one == lang})
		view.Keep = append(view.Keep, here)
	}
	for _, file := range []string{"page.css", "page.js", "leaflet.css", "leaflet.js"} {
		view.Keep = append(view.Keep, "/t/"+file+"?v="+p.version)
	}
	if at.batch.ID != "" {
		view.Scan = p.freshID()
	}
	if words.Leads(content.MilkForm) {
		view.Milk = v.open("daftar")
	}
	if words.Leads(content.VisitForm) {
		view.Visit = v.address("lapor")
	}
	return view
}

// leafletPath is the address of the pages in a language: always with the language, so that
// what a phone keeps is found again.
func leafletPath(word, lang string) string { return "/b/" + word + "?lang=" + lang }

// scan counts a page that was opened from a code: once for each rendering, for the batch,
// its seller and its village. Nothing of who reads is sent or kept.
func (p *Page) scan(w http.ResponseWriter, r *http.Request) {
	headers(w)
	v := &visit{lang: langOf(r), now: p.Clock.Now()}
	if err := p.countScan(w, r, v); err != nil {
		p.fail(w, r, v, err)
	}
}

func (p *Page) countScan(w http.ResponseWriter, r *http.Request, v *visit) error {
	var at scanned
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) { at, err = p.leafletOf(tx, v, r.PathValue("word")); return err })
	if err != nil || at.batch.ID == "" {
		return absentOr(err)
	}
	if stopped, err := p.formUnder(p.scanners, w, r, v); err != nil || stopped == tooOften {
		return fault.New(fault.Busy, tooOften)
	}
	id := ident.ID(r.PostForm.Get("id"))
	if !id.Valid() {
		return fault.BadField("body.bad_id", "id")
	}
	if _, err := p.tell(r, v, id, id, "campaign.scan", campaign.ScanCode{Scan: id, Code: at.batch.Code}); err != nil {
		return err
	}
	if r.PostForm.Get("quiet") != "" { // the page's own script: it shows nothing
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return see(w, r, withNote(leafletPath(at.word, v.lang), "counted"))
}

// keeper is the script that keeps the pages behind codes on the phone that has opened
// them. It lies where they lie, for it may keep nothing above itself, and is asked for
// anew each time, so that a phone does not stay with an old one.
func (p *Page) keeper(w http.ResponseWriter, _ *http.Request) {
	headers(w)
	a := p.assets["leaflet-keep.js"]
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(a.plain) // a reader that has gone cannot be told
}
