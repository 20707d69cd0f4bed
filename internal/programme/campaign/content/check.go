package content

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sambang/internal/core/fault"
	"sambang/internal/core/text"
)

// How long a page may be: our own proposals, so that five pages of one language, with
// their styles, stay below 60 kB as they are sent.
const (
	longestTitle     = 120 // letters
	longestParagraph = 500 // letters
	mostParagraphs   = 16
)

// Check wants known pages and languages, the Indonesian ones whole, short, and nothing in
// them that is an advert.
func (s Settings) Check() *fault.Error {
	for _, code := range Codes {
		if t := s.Pages[code][text.ID]; code != Local && t.empty() {
			return fault.BadField("content.no_words", "pages."+code+"."+text.ID)
		}
		for _, lang := range Languages {
			if bad := s.Pages[code][lang].check("pages." + code + "." + lang); bad != nil {
				return bad
			}
		}
	}
	for code, words := range s.Pages {
		if !slices.Contains(Codes, code) {
			return fault.BadField("policy.bad_document", "pages")
		}
		for lang := range words {
			if !slices.Contains(Languages, lang) {
				return fault.BadField("policy.bad_document", "pages."+code)
			}
		}
	}
	for _, form := range s.Forms {
		if form != MilkForm && form != VisitForm {
			return fault.BadField("policy.bad_document", "forms")
		}
	}
	return nil
}

// check looks at one text; field is where it stands.
func (t Text) check(field string) *fault.Error {
	switch {
	case t.Title == "" && len(t.Paragraphs) == 0:
		return nil // not translated yet
	case t.empty():
		return fault.BadField("content.no_words", field)
	case len(t.Paragraphs) > mostParagraphs || long(t.Title, longestTitle) || long(t.Source, longestParagraph):
		return fault.BadField("text.too_long", field)
	case t.TranslatedBy != "" && !t.TranslatedBy.Valid():
		return fault.BadField("body.bad_id", field)
	}
	for _, words := range append([]string{t.Title, t.Source}, t.Paragraphs...) {
		switch {
		case long(words, longestParagraph):
			return fault.BadField("text.too_long", field)
		case address.MatchString(words):
			return fault.BadField("content.no_link", field)
		case promises(words):
			return fault.BadField("content.no_claim", field)
		}
	}
	if slices.ContainsFunc(t.Paragraphs, func(p string) bool { return strings.TrimSpace(strings.TrimPrefix(p, point)) == "" }) {
		return fault.BadField("content.no_words", field)
	}
	return nil
}

func long(words string, most int) bool { return utf8.RuneCountInString(words) > most }

// address finds that of a page or of a shop: the pages lead to the health centre only.
var address = regexp.MustCompile(`(?i)https?:|www\.|\.(com|co\.id|net|shop|store|id)\b|@\w`)

// What is sold or done for milk, and the words with which it would be praised. The rule is
// a net with holes: the second person who approves is the rule itself.
var (
	sold   = regexp.MustCompile(`(?i)jamu|biskuit|biscuit|kelor|moringa|katuk|pijat|massage|herbal|booster|formula`)
	praise = regexp.MustCompile(`(?i)melancarkan|memperlancar|pelancar|memperbanyak|menambah ASI|berkhasiat|khasiat|manjur|mujarab|menyembuhkan|nglancarake|ngalancarkeun|booster|diskon|promo|hadiah|setara ASI|sebaik ASI|seperti ASI|brings? (more )?milk|boosts?|increases? milk|as good as`)
)

// promises reports whether words praise what is sold or done.
func promises(words string) bool { return sold.MatchString(words) && praise.MatchString(words) }
