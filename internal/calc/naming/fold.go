package naming

import (
	"strings"
	"unicode"
)

const (
	mostTokens   = 12 // of one name; whoever has more is found by these
	longestToken = 40 // bytes
)

// Fold gives the tokens of a name, in the order they were said, so that two
// spellings of one name give the same tokens wherever a rule can know it:
//
//   - capitals, diacritics and apostrophes go (Nu'man, Numan);
//   - honorifics and degrees go (Ibu, H., Bpk., dr., S.Pd, Amd.Keb), unless nothing
//     would be left; so do bin and binti, the lists' "an." and "by." and "almh.";
//   - words are spelt one way (see spell);
//   - Moh., Moch., Muhammad and a leading M. are one token, so are Abd. and Abdul,
//     St. and Siti, Noor and Nur, Ach. and Ahmad;
//   - Siti, Nur, Sri and Abdul are cut off the word they are written together
//     with (Sitiaminah, Nurhayati, Abdurrahman). Other names written together
//     meet where they are compared.
//
// A number of one or two digits stays (the second of twins without a name yet);
// longer ones are no part of a name.
func Fold(name string) []string { return fold(name, false) }

// fold with typing leaves the last word alone where it would be an honorific: it
// is the beginning of something longer.
func fold(name string, typing bool) []string {
	words := split(name)
	var kept []word
	for i, w := range words {
		last := i == len(words)-1
		if w.degree() || (w.honorific() && !(typing && last)) {
			continue
		}
		kept = append(kept, w)
	}
	if len(kept) == 0 && len(words) > 0 {
		kept = words[len(words)-1:]
	}
	var out []string
	for i, w := range kept {
		for _, token := range w.tokens(i == 0, i == len(kept)-1) {
			if len(token) > longestToken {
				token = token[:longestToken]
			}
			if token != "" && len(out) < mostTokens {
				out = append(out, token)
			}
		}
	}
	return out
}

// word is a piece of a name in plain lower-case letters.
type word struct {
	text string
	// comma: it stands behind a comma, where degrees stand.
	comma bool
	// dotted: it was followed by a dot.
	dotted bool
}

// split cuts a name at spaces, dots and signs. A dotted degree (S.Pd, A.Md.Keb)
// stays one word, so that it can be known.
func split(name string) []word {
	var out []word
	comma := false
	for part := range strings.FieldsFuncSeq(plain(name), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-/_()&;:\"+", r) }) {
		for i, piece := range strings.Split(part, ",") {
			comma = comma || i > 0
			joined := strings.ReplaceAll(piece, ".", "")
			if joined == "" {
				continue
			}
			if w := (word{joined, comma, strings.Contains(piece, ".")}); w.degree() {
				out = append(out, w)
				continue
			}
			bits := strings.Split(piece, ".")
			for j, bit := range bits {
				if bit != "" {
					out = append(out, word{bit, comma, j < len(bits)-1})
				}
			}
		}
	}
	return out
}

// plain is lower case without diacritics, with letters, digits and the signs
// that split knows. A letter of another script stays as it is.
func plain(name string) string {
	var b strings.Builder
	for _, r := range name {
		r = unicode.ToLower(r)
		switch {
		case r == '\'' || r == '`' || r == '’' || r == '‘' || r == 'ʼ' || unicode.Is(unicode.Mn, r):
			// dropped: what stands on both sides is one word
		case r < 0x80 || r > 0x24f:
			if r < 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r) {
				b.WriteRune(r)
			} else {
				b.WriteByte(' ')
			}
		default:
			b.WriteString(bare(r))
		}
	}
	return b.String()
}

// bare is a Latin letter without its sign; a sign without a letter is a space.
func bare(r rune) string {
	for _, row := range diacritics {
		if strings.ContainsRune(row.signs, r) {
			return row.plain
		}
	}
	if unicode.IsLetter(r) {
		return string(r)
	}
	return " "
}

var diacritics = []struct{ plain, signs string }{
	{"a", "àáâãäåāăą"}, {"c", "çćĉċč"}, {"d", "ðďđ"}, {"e", "èéêëēĕėęě"}, {"g", "ĝğġģ"}, {"h", "ĥħ"},
	{"i", "ìíîïĩīĭįı"}, {"j", "ĵ"}, {"k", "ķ"}, {"l", "ĺļľŀł"}, {"n", "ñńņňŉŋ"}, {"o", "òóôõöøōŏő"},
	{"r", "ŕŗř"}, {"s", "śŝşšș"}, {"ss", "ß"}, {"t", "ţťŧț"}, {"u", "ùúûüũūŭůűų"}, {"w", "ŵ"}, {"y", "ýÿŷ"},
	{"z", "źżž"}, {"ae", "æ"}, {"oe", "œ"},
}

// honorifics stand before a name or in it and are no part of it.
var honorifics = set("ibu bu ibuk bpk bapak pak bp mbah mbak mas mbok bidan h hj haji hajah hajjah kh kyai kiai nyai ustadz ustad ust ustadzah " +
	"r ra rr rm rd raden dr drg drs dra drh ir prof ny nyonya tn tuan nn nona sdr sdri alm almh almarhum almarhumah bin binti bt an anak by bayi")

// degrees stand behind a name.
var degrees = set("spd spdi spdsd sag se sh ssos skm sst strkeb sstkeb skeb skep skm sgz stgz sfarm ssi skom sip sp spt spsi shum shi sth ners ns " +
	"amd amdkeb amdkep amdgz amkeb amkep mkes mpd mm msi mh mkeb mkep map mph apt spog spa spd spkk strgz skmmkes stp ssit sstmkes bsc ba ma mag phd")

func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

func (w word) honorific() bool { return honorifics[w.text] }

// degree knows what is written with dots or behind a comma: Sag and Ma are names too.
func (w word) degree() bool {
	switch {
	case w.comma && (degrees[w.text] || w.text == "st" || w.text == "pd" || w.text == "keb"):
		return true
	case w.comma && w.dotted && len(w.text) == 1:
		return true
	}
	return (w.dotted || len(w.text) > 2) && degrees[w.text] && w.text != "map" && w.text != "mag"
}
