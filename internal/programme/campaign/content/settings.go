package content

import (
	"slices"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/text"
	"sambang/internal/shared/policy"
)

// The pages, in the order in which they are read. Local is what the health centre adds.
const (
	Why     = "why"
	Express = "express"
	Keep    = "keep"
	Help    = "help"
	Local   = "local"
)

// Codes lists them.
var Codes = []string{Why, Express, Keep, Help, Local}

// The languages that a health centre may translate into, beside Indonesian and English:
// Javanese, Osing and Sundanese by their codes of ISO 639.
const (
	Javanese  = "jv"
	Osing     = "osi"
	Sundanese = "su"
)

// Languages lists all, Indonesian first.
var Languages = []string{text.ID, text.EN, Javanese, Osing, Sundanese}

// The forms of the health centre that the pages may lead to.
const (
	MilkForm  = "milk"  // to have expressed milk carried
	VisitForm = "visit" // to ask for a visit
)

// Text is one page in one language. A paragraph that begins with "- " is a point of a list.
type Text struct {
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs"`
	// Source names what the words stand on.
	Source string `json:"source,omitempty"`
	// TranslatedBy is the worker who answers for a translation: an id, for no name stands
	// in a setting.
	TranslatedBy ident.ID `json:"translated_by,omitempty"`
}

// Settings are the words of all pages: page code, language, text; and the forms below them.
type Settings struct {
	Pages map[string]map[string]Text `json:"pages"`
	// Forms are those of the health centre that are open to its people: milk, visit.
	Forms []string `json:"forms"`
}

// Policy is the section of the facility's policy that holds the words.
var Policy = policy.Define("campaign_content", Default())

// Block is a paragraph, or the points of a list that follow one another.
type Block struct {
	Words  string
	Points []string
}

// Page is one page as it is shown to somebody.
type Page struct {
	Code string
	// Lang is the language of its words: Indonesian where it is not translated yet.
	Lang   string
	Title  string
	Blocks []Block
	Source string
}

// In gives the pages that have words, in their order, in a language or, where it lacks
// them, in Indonesian.
func (s Settings) In(lang string) (out []Page) {
	for _, code := range Codes {
		for _, l := range []string{lang, text.ID} {
			t := s.Pages[code][l]
			if t.empty() {
				continue
			}
			out = append(out, Page{Code: code, Lang: l, Title: t.Title, Blocks: blocks(t.Paragraphs), Source: t.Source})
			break
		}
	}
	return out
}

// Written gives the languages in which the page "why" at least can be read.
func (s Settings) Written() (out []string) {
	for _, lang := range Languages {
		if !s.Pages[Why][lang].empty() {
			out = append(out, lang)
		}
	}
	return out
}

// Leads reports whether the pages lead to a form.
func (s Settings) Leads(form string) bool { return slices.Contains(s.Forms, form) }

func (t Text) empty() bool { return t.Title == "" || len(t.Paragraphs) == 0 }

// point is how a paragraph begins that is one of a list.
const point = "- "

func blocks(paragraphs []string) (out []Block) {
	for _, p := range paragraphs {
		words, is := strings.CutPrefix(p, point)
		last := len(out) - 1
		switch {
		case !is:
			out = append(out, Block{Words: p})
		case last >= 0 && out[last].Points != nil:
			out[last].Points = append(out[last].Points, words)
		default:
			out = append(out, Block{Points: []string{words}})
		}
	}
	return out
}
