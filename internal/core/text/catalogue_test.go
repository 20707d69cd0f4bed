package text

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

var placeholder = regexp.MustCompile(`\{\w+\}`)

func placeholders(s string) []string {
	found := placeholder.FindAllString(s, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	qt.Assert(t, qt.DeepEquals(Keys(EN, ""), Keys(ID, "")))
	for _, key := range Keys(ID, "") {
		id, en := catalogues[ID][key], catalogues[EN][key]
		qt.Check(t, qt.DeepEquals(placeholders(en), placeholders(id)), qt.Commentf("%s", key))
		qt.Check(t, qt.IsTrue(strings.TrimSpace(id) != "" && strings.TrimSpace(en) != ""), qt.Commentf("%s is empty", key))
	}
}

func TestWordsAreRespectful(t *testing.T) {
	for _, lang := range []string{ID, EN} {
		for _, key := range Keys(lang, "") {
			s := strings.ToLower(catalogues[lang][key])
			for _, word := range []string{"mis" + "kin", "gagal eksklusif", "poor family"} {
				qt.Check(t, qt.IsFalse(strings.Contains(s, word)), qt.Commentf("%s %s says %q", lang, key, word))
			}
		}
	}
}

// A message may be read over a shoulder: what it is about stands behind the link.
func TestMessagesAreNeutral(t *testing.T) {
	telling := regexp.MustCompile(`(?i)\b(asi|asip|susu|menyusui|bayi|milk|breast\w*|baby|diagnos\w*|gizi|stunting|hamil|pregnan\w*|alamat|address)\b`)
	for _, lang := range []string{ID, EN} {
		for _, key := range Keys(lang, "message.") {
			qt.Check(t, qt.Equals(telling.FindString(catalogues[lang][key]), ""), qt.Commentf("%s %s", lang, key))
		}
	}
	qt.Assert(t, qt.Equals(telling.FindString("ASI Ibu sudah tiba"), "ASI"), qt.Commentf("the rule sees what it forbids"))
}

// A message whose page has ended is sent without the sentence of the link: what follows it is a sentence of its own.
func TestWhatFollowsALinkIsASentence(t *testing.T) {
	follows := regexp.MustCompile(`\{link\}\s*($|[A-Z{])`)
	for _, lang := range []string{ID, EN} {
		for _, key := range Keys(lang, "message.") {
			if s := catalogues[lang][key]; strings.Contains(s, "{link}") {
				qt.Check(t, qt.IsTrue(follows.MatchString(s)), qt.Commentf("%s %s: %s", lang, key, s))
			}
		}
	}
}

// The app reads the sentences of the codes without filling anything in.
func TestSentencesOfCodesStandAlone(t *testing.T) {
	for _, lang := range []string{ID, EN} {
		for _, key := range Keys(lang, "code.") {
			s := catalogues[lang][key]
			qt.Check(t, qt.HasLen(placeholders(s), 0), qt.Commentf("%s", key))
			qt.Check(t, qt.IsTrue(strings.HasSuffix(s, ".") && strings.Count(s, ". ") >= 1), qt.Commentf("%s %s says what happened, and what was kept or what to do", lang, key))
		}
	}
}

func TestWhatIsMissingIsSeen(t *testing.T) {
	qt.Check(t, qt.Equals(T(ID, "nothing.here", nil), "nothing.here"))
	qt.Check(t, qt.Equals(T("jv", "month.5", nil), "Mei"), qt.Commentf("a language we do not have reads Indonesian"))
	qt.Check(t, qt.Equals(T(ID, "duration.minutes", map[string]string{"x": "1"}), "{n} menit"))
	qt.Check(t, qt.Equals(Code(ID, "nobody.wrote_this"), T(ID, "code.fault", nil)))
	qt.Check(t, qt.StringContains(Code(EN, "not_found"), "health centre"))
}

func TestWhatIsPutInIsNotFilledAgain(t *testing.T) {
	got := Fill("{a} dan {b}", map[string]string{"a": "{b}", "b": "2"})
	qt.Assert(t, qt.Equals(got, "{b} dan 2"))
}
