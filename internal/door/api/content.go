package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	words "sambang/internal/programme/campaign/content"
	"sambang/internal/shared/workforce"
)

// Leaflets are the words behind the codes of the campaign's leaflets as the desk reads
// them.
type Leaflets struct {
	// Version is that of the words in force; 0: those that the program brings.
	Version  int64          `json:"version"`
	Settings words.Settings `json:"settings"`
	// Codes are the pages in their order, Languages all that there may be, Written those in
	// which the first page can be read.
	Codes     []string `json:"codes"`
	Languages []string `json:"languages"`
	Written   []string `json:"written"`
	// Translators are those of the staff who answer for a translation.
	Translators []Translator `json:"translators"`
	// May: whoever asks may propose other words; a second person approves them.
	May bool `json:"may"`
}

// Translator is a worker who answers for a translation.
type Translator struct {
	Worker ident.ID `json:"worker"`
	Name   string   `json:"name"`
}

// contentRoutes are the address of the words.
func (a *API) contentRoutes() []Route {
	return []Route{{"GET /api/v1/campaign/content", "session", a.leaflets}}
}

// contentPages describes it.
func (b builder) contentPages() {
	b.doc.Paths["/api/v1/campaign/content"] = &huma.PathItem{Get: b.operation("campaign_content",
		"The words behind the codes of leaflets, in every language; section campaign_content of the policy changes them", nil, b.of(Leaflets{}))}
}

// leaflets answers with the words in force. Of the people only those of the staff stand
// there who answer for a translation.
func (a *API) leaflets(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, may := access.May(s.Actor, access.Read("leaflet")); !may {
		return fault.Absent()
	}
	out := Leaflets{Codes: words.Codes, Languages: words.Languages, Translators: []Translator{}}
	_, out.May = access.May(s.Actor, access.Update("config"))
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if out.Settings, out.Version, err = words.Policy.Get(q); err != nil {
			return err
		}
		out.Written = out.Settings.Written()
		out.Translators, err = translators(q, out.Settings)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// translators are named once each, in the order in which their pages are read.
func translators(q journal.Query, set words.Settings) ([]Translator, error) {
	out, seen := []Translator{}, map[ident.ID]bool{"": true}
	for _, code := range words.Codes {
		for _, lang := range words.Languages {
			id := set.Pages[code][lang].TranslatedBy
			if seen[id] {
				continue
			}
			seen[id] = true
			name, err := workforce.Name(q, id)
			if err != nil {
				return nil, err
			}
			out = append(out, Translator{id, name})
		}
	}
	return out, nil
}
