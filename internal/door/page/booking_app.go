package page

import (
	"encoding/json"
	"net/http"

	"sambang/internal/core/fault"
	"sambang/internal/core/text"
	"sambang/internal/shared/link"
)

// manifest is what a phone reads to put a page among its apps. Nobody is in it.
type manifest struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	ShortName  string         `json:"short_name"`
	Lang       string         `json:"lang"`
	StartURL   string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Background string         `json:"background_color"`
	Theme      string         `json:"theme_color"`
	Icons      []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// manifestFile is its name, beside the page.
const manifestFile = "app.webmanifest"

// bookingManifest is that of the page on which anybody books.
func (p *Page) bookingManifest(w http.ResponseWriter, _ *http.Request, v *visit) error {
	return p.writeManifest(w, v, "/"+v.facility.Slug+"/pijat")
}

// familyManifest is that of a family's own page: it opens there and nowhere else.
func (p *Page) familyManifest(w http.ResponseWriter, _ *http.Request, v *visit) error {
	if v.link.Purpose != link.Massage || !v.own() {
		return fault.Absent()
	}
	return p.writeManifest(w, v, "/t/"+v.token)
}

func (p *Page) writeManifest(w http.ResponseWriter, v *visit, at string) error {
	m := manifest{ID: at, Name: text.T(v.lang, "page.booking.app", nil) + ", " + v.facility.Name, ShortName: text.T(v.lang, "page.booking.app", nil), Lang: v.lang,
		StartURL: at, Scope: at, Display: "standalone", Background: "#fbfaf7", Theme: "#fbfaf7", Icons: []manifestIcon{
			{"/icon-192.png", "192x192", "image/png", "any"}, {"/icon-512.png", "512x512", "image/png", "any"}, {"/icon-maskable-512.png", "512x512", "image/png", "maskable"}}}
	w.Header().Set("Content-Type", "application/manifest+json")
	if err := json.NewEncoder(w).Encode(m); err != nil {
		return fault.Wrap(err, "page: manifest")
	}
	return nil
}
