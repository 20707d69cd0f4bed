package content_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/text"
	"sambang/internal/programme/campaign/content"
)

func codeOf(f *fault.Error) string {
	if f == nil {
		return ""
	}
	return f.Code
}

func TestTheGivenWordsAreWholeAndSober(t *testing.T) {
	given := content.Default()
	qt.Assert(t, qt.IsNil(given.Check()))
	qt.Check(t, qt.DeepEquals(given.Written(), []string{text.ID, text.EN}), qt.Commentf("the others are the health centre's to translate"))
	for _, lang := range []string{text.ID, text.EN} {
		pages := given.In(lang)
		qt.Assert(t, qt.HasLen(pages, 4))
		for _, p := range pages {
			qt.Check(t, qt.Equals(p.Lang, lang))
			qt.Check(t, qt.Not(qt.Equals(p.Source, "")), qt.Commentf("%s says what it stands on", p.Code))
		}
	}
	qt.Check(t, qt.Equals(len(given.Pages[content.Keep][text.ID].Paragraphs), len(given.Pages[content.Keep][text.EN].Paragraphs)))
}

// A page that is not translated is read in Indonesian, and says so by its language.
func TestWhatIsNotTranslatedIsReadInIndonesian(t *testing.T) {
	s := content.Default()
	s.Pages[content.Why][content.Osing] = content.Text{Title: "Contoh", Paragraphs: []string{"satu", "- dua", "- tiga", "empat"}}
	qt.Assert(t, qt.IsNil(s.Check()))
	qt.Check(t, qt.DeepEquals(s.Written(), []string{text.ID, text.EN, content.Osing}))
	pages := s.In(content.Osing)
	qt.Assert(t, qt.HasLen(pages, 4))
	qt.Check(t, qt.DeepEquals([]string{pages[0].Lang, pages[1].Lang}, []string{content.Osing, text.ID}))
	qt.Check(t, qt.DeepEquals(pages[0].Blocks, []content.Block{{Words: "satu"}, {Points: []string{"dua", "tiga"}}, {Words: "empat"}}))
}

func TestWordsThatMayNotStandThere(t *testing.T) {
	for words, code := range map[string]string{
		"Jamu ini melancarkan ASI.":          "content.no_claim",
		"Biskuit katuk berkhasiat bagi ibu.": "content.no_claim",
		"Biskuit kelor: makanan selingan, dipercaya warga membantu; ASI lancar karena sering disusui.": "",
		"Susu formula ini sebaik ASI.":            "content.no_claim",
		"Moringa biscuits bring more milk.":       "content.no_claim",
		"Baca di www.contoh.id":                   "content.no_link",
		"Pesan di https://contoh":                 "content.no_link",
		"Hubungi toko@contoh":                     "content.no_link",
		"Posyandu buka tiap Selasa, tanggal 5.1.": "",
		"- ":                     "content.no_words",
		strings.Repeat("a", 501): "text.too_long",
	} {
		s := content.Default()
		s.Pages[content.Local] = map[string]content.Text{text.ID: {Title: "Dari kami", Paragraphs: []string{words}}}
		qt.Check(t, qt.Equals(codeOf(s.Check()), code), qt.Commentf("%s", words))
	}
}

func TestADocumentHasItsPagesAndLanguagesAndNoOthers(t *testing.T) {
	for name, c := range map[string]struct {
		change func(s *content.Settings)
		code   string
	}{
		"Indonesian is whole":   {func(s *content.Settings) { delete(s.Pages[content.Keep], text.ID) }, "content.no_words"},
		"a title without words": {func(s *content.Settings) { s.Pages[content.Keep][content.Javanese] = content.Text{Title: "x"} }, "content.no_words"},
		"another page":          {func(s *content.Settings) { s.Pages["price"] = map[string]content.Text{} }, "policy.bad_document"},
		"another language":      {func(s *content.Settings) { s.Pages[content.Why]["nl"] = content.Text{} }, "policy.bad_document"},
		"another form":          {func(s *content.Settings) { s.Forms = []string{"shop"} }, "policy.bad_document"},
		"no form at all":        {func(s *content.Settings) { s.Forms = nil }, ""},
		"a translator is a worker": {func(s *content.Settings) {
			s.Pages[content.Why][content.Javanese] = content.Text{Title: "x", Paragraphs: []string{"y"}, TranslatedBy: "Bu Nita"}
		}, "body.bad_id"},
	} {
		s := content.Default()
		c.change(&s)
		qt.Check(t, qt.Equals(codeOf(s.Check()), c.code), qt.Commentf("%s", name))
	}
}
