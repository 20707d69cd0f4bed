package naming

import "strings"

// spell writes a word one way. Each rule is a spelling that is met on forms:
//
//	oe -> u             Soeharto, Suharto (before 1947)
//	dj -> j, tj -> c    Djoko, Tjahjo (before 1972), but Soelistjo is Sulistyo;
//	                    sj, sy, sh -> s: Sjarif, Syarif, Sarip
//	ch, kh -> h         Achmad, Akhmad, Ahmad; but Chandra, Christina, Charles keep their sound
//	dh th gh bh ph      lose the h: Widhi, Fathimah, Ghani
//	dz, ts, z -> s      Dzaki, Zaki; Utsman, Usman; Azis, Asis
//	f, v, ph -> p       Fitri, Vitri, Pitri
//	q, ck -> k; x -> ks Rizqi, Rizki; Dicky, Diki; Alex, Aleks
//	y and old j         y is written j; after a consonant (not n) and at the end it is i,
//	                    and iy before a vowel is i: Sulistyo, Sulistijo, Rizky, Supiyem
//	ie -> i, ae, oi -> ai, uw -> u before a vowel: Arief, Zaenal, Khoirul, Suwarno
//	h at the end goes   Aisyah, Aisya; c at the end is k: Eric
//	double letters      one: Anissa
func spell(w string) string { return finish(stem(w)) }

// stem is spell without the rules of a word's end: the beginning of a word.
func stem(w string) string {
	for _, c := range soundOfC {
		if strings.HasPrefix(w, c.from) {
			w = c.to + w[len(c.from):]
			break
		}
	}
	if strings.HasPrefix(w, "noor") {
		w = "nur" + w[len("noor"):]
	}
	for _, m := range []string{"moham", "mocham", "mokham"} {
		if strings.HasPrefix(w, m) {
			w = "muham" + w[len(m):]
		}
	}
	return once(vowels(glide(signs(w))))
}

// soundOfC are beginnings where ch is not the ch of Achmad.
var soundOfC = []struct{ from, to string }{
	{"chand", "cand"}, {"chri", "kri"}, {"charl", "carl"}, {"chel", "cel"}, {"cher", "cer"}, {"chin", "cin"}, {"chik", "cik"},
}

// signs replaces what one sound is written with, from left to right.
func signs(w string) string {
	var b strings.Builder
next:
	for i := 0; i < len(w); {
		for _, s := range sounds {
			if strings.HasPrefix(w[i:], s.from) {
				b.WriteString(s.to)
				i += len(s.from)
				continue next
			}
		}
		b.WriteByte(w[i])
		i++
	}
	return b.String()
}

var sounds = []struct{ from, to string }{
	{"oe", "u"}, {"stj", "sti"}, {"dj", "j"}, {"tj", "c"}, {"sj", "s"}, {"sy", "s"}, {"sh", "s"}, {"ch", "h"}, {"kh", "h"}, {"dh", "d"}, {"th", "t"},
	{"gh", "g"}, {"bh", "b"}, {"ph", "p"}, {"dz", "s"}, {"ts", "s"}, {"ck", "k"}, {"z", "s"}, {"f", "p"}, {"v", "p"}, {"q", "k"}, {"x", "ks"}, {"y", "j"},
}

// glide writes the half vowel y (by now j) one way.
func glide(w string) string {
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		c := w[i]
		before, after := byte(0), byte(0)
		if i > 0 {
			before = w[i-1]
		}
		if i+1 < len(w) {
			after = w[i+1]
		}
		switch {
		case c == 'j' && before == 'i' && vowel(after):
			continue
		case c == 'j' && i > 0 && (after == 0 || !vowel(before) && before != 'n' && before < 0x80):
			c = 'i'
		case c == 'w' && before == 'u' && vowel(after):
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

func vowels(w string) string {
	w = strings.ReplaceAll(w, "ie", "i")
	w = strings.ReplaceAll(w, "ae", "ai")
	return strings.ReplaceAll(w, "oi", "ai")
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// once drops the second of two equal letters. Digits and other scripts stay.
func once(w string) string {
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if i > 0 && w[i] == w[i-1] && w[i] >= 'a' && w[i] <= 'z' {
			continue
		}
		b = append(b, w[i])
	}
	return string(b)
}

// finish applies the rules of a word's end.
func finish(w string) string {
	if n := len(w); n > 2 && w[n-1] == 'h' && vowel(w[n-2]) {
		w = w[:n-1]
	} else if n > 2 && w[n-1] == 'c' {
		w = w[:n-1] + "k"
	}
	return w
}

// same are the short and the Arabic forms of four names that every list is full of.
var same = map[string]string{
	"muhamad": "muhamad", "muhamed": "muhamad", "muhamat": "muhamad", "mohd": "muhamad", "muhd": "muhamad", "muh": "muhamad", "moh": "muhamad", "mhd": "muhamad", "md": "muhamad",
	"abd": "abdul", "abdl": "abdul", "abduloh": "abdula", "nor": "nur", "ahmed": "ahmad", "ahmat": "ahmad",
}

// tokens gives what a word stands for: mostly one token.
func (w word) tokens(first, last bool) []string {
	if isNumber(w.text) {
		if len(w.text) > 2 {
			return nil
		}
		return []string{w.text}
	}
	if w.text == "ii" || w.text == "iii" {
		return []string{w.text} // the second and the third of twins; i is one letter anyway
	}
	begun := stem(w.text)
	t := finish(begun)
	switch {
	case first && !last && t == "m":
		return []string{"muhamad"}
	case first && !last && t == "ah":
		return []string{"ahmad"}
	case !last && t == "st":
		return []string{"siti"}
	}
	if one, ok := same[begun]; ok {
		return []string{one} // Moh. has no h to lose
	}
	return apart(w.text, t)
}

func isNumber(s string) bool {
	_, ok := number(s)
	return ok
}

// apart cuts the four names off that are often written together with the next.
// Of Abdurrahman the article has taken the sound of what follows.
func apart(raw, t string) []string {
	for _, head := range []string{"siti", "nur", "sri"} {
		if rest, ok := strings.CutPrefix(t, head); ok && len(rest) >= 3 {
			return append([]string{head}, apart(rest, rest)...) // Sitinurhayati
		}
	}
	for _, head := range []string{"abdul", "abdur", "abdus", "abdun", "abdut", "abdud", "abduz", "abdor", "abdol", "abdos"} {
		rest, ok := strings.CutPrefix(raw, head)
		if !ok || len(rest) < 4 || strings.HasPrefix(rest, "lah") || strings.HasPrefix(rest, "loh") {
			continue
		}
		if head[4] != 'l' && rest[0] != head[4] {
			rest = head[4:] + rest // Abdurahman: written once
		}
		if rest = spell(rest); len(rest) >= 3 {
			return []string{"abdul", rest}
		}
	}
	return []string{t}
}
