package naming

import (
	"fmt"
	"strings"

	"sambang/internal/core/ident"
)

// again is a person as somebody else types them in another year: at least one
// thing about the name differs, and of the rest something is missing or wrong.
func (t *town) again(p Person, n int) Person {
	p.ID = ident.Named(fmt.Sprint("again ", n))
	p.Name = t.retype(p.Name)
	switch t.r.IntN(10) {
	case 0, 1, 2, 3:
		p.Mother = ""
	case 4, 5, 6:
		if p.Mother != "" {
			p.Mother = t.retype(p.Mother)
		}
	}
	p.Born, p.BornGuessed = t.retypeBorn(p.Born, p.BornGuessed)
	switch t.r.IntN(20) {
	case 0:
		p.NIK = t.slipDigit(p.NIK)
	case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10:
		p.NIK = ""
	}
	switch t.r.IntN(3) {
	case 0:
		p.Phones = nil
	case 1:
		p.Phones = []string{fmt.Sprintf("+628%d", 1_000_000_000+t.r.Int64N(8_999_999_999))}
	}
	if t.r.IntN(3) == 0 {
		p.House = ""
	}
	if t.r.IntN(10) == 0 {
		p.House, p.Village = "", ""
	}
	return p
}

func (t *town) retypeBorn(born string, guessed bool) (string, bool) {
	y, m, d := born[:4], born[5:7], born[8:]
	switch p := t.r.IntN(100); {
	case p < 10 && d <= "12":
		return y + "-" + d + "-" + m, guessed
	case p < 20:
		return y + "-" + m + "-" + fmt.Sprintf("%02d", 1+t.r.IntN(28)/10*10+int(d[1]-'0')%9), guessed
	case p < 33:
		return "", false
	case p < 43:
		return y, true
	}
	return born, guessed
}

func (t *town) slipDigit(nik string) string {
	if nik == "" {
		return ""
	}
	i := 12 + t.r.IntN(4)
	return nik[:i] + fmt.Sprint(t.r.IntN(10)) + nik[i+1:]
}

// retype gives a name as it might be written: one change or two, of which most
// are matters of spelling, some go beyond what any rule of folding knows.
func (t *town) retype(name string) string {
	before := name
	for range 1 + t.r.IntN(2) {
		switch p := t.r.IntN(100); {
		case p < 35:
			name = t.respell(name)
		case p < 45:
			name = t.mishear(name)
		case p < 60:
			name = t.slip(name)
		case p < 70:
			name = t.drop(name)
		case p < 80:
			name = strings.Replace(name, " ", "", 1)
		case p < 85:
			parts := strings.Fields(name)
			parts[0], parts[len(parts)-1] = parts[len(parts)-1], parts[0]
			name = strings.Join(parts, " ")
		case p < 93:
			name = [...]string{"Ibu ", "Bpk. ", "H. ", "Hj. ", "Ny. ", "Alm. "}[t.r.IntN(6)] + name
		default:
			name += " " + t.pick(boyLast) // a husband's name
		}
	}
	if name == before {
		return t.slip(name)
	}
	return name
}

// abbreviations are how forms shorten names that every list is full of.
var abbreviations = [][2]string{
	{"Muhammad", "Moh."}, {"Muhammad", "M."}, {"Muhammad", "Mochamad"}, {"Muhammad", "Moch."}, {"Moch ", "Muhammad "}, {"Ahmad", "Achmad"}, {"Ahmad", "Ach."},
	{"Achmad", "Ahmad"}, {"Siti", "St."}, {"Siti ", "Siti"}, {"Abdul ", "Abd. "}, {"Abdul R", "Abdurr"}, {"Nur ", "Noor "}, {"Nur ", "Nur"}, {"Sri ", "Sri"}, {"Nurul", "Noeroel"},
}

// respellings are pairs that stand for one sound on forms.
var respellings = [][2]string{
	{"u", "oe"}, {"J", "Dj"}, {"j", "dj"}, {"C", "Tj"}, {"c", "tj"}, {"sy", "sj"}, {"Sy", "Sj"}, {"Sy", "S"}, {"kh", "ch"}, {"Kh", "H"}, {"Kh", "Ch"}, {"Ch", "Kh"},
	{"f", "v"}, {"F", "P"}, {"F", "V"}, {"f", "p"}, {"z", "s"}, {"Z", "S"}, {"Z", "Dz"}, {"i", "ie"}, {"y", "j"}, {"Y", "J"}, {"k", "q"}, {"ki", "qi"}, {"th", "t"}, {"t", "th"}, {"dh", "d"},
	{"d", "dh"}, {"sh", "s"}, {"iy", "i"}, {"yo", "ijo"}, {"ya", "ija"}, {"ai", "ae"}, {"oi", "ai"}, {"ah", "a"}, {"n", "nn"}, {"m", "mm"}, {"s", "ss"}, {"uw", "u"},
}

// mishearings are pairs that no rule of Fold knows.
var mishearings = [][2]string{{"o", "a"}, {"a", "o"}, {"e", "i"}, {"i", "e"}, {"ng", "n"}, {"d", "t"}, {"u", "o"}, {"w", ""}, {"r", ""}, {"h", ""}}

// respell spells a name otherwise in up to four places, as the same clerk does
// throughout a list.
func (t *town) respell(name string) string {
	if row := abbreviations[t.r.IntN(len(abbreviations))]; strings.Contains(name, row[0]) {
		name = strings.Replace(name, row[0], row[1], 1)
	}
	done := 0
	for range 60 {
		row := respellings[t.r.IntN(len(respellings))]
		if strings.Contains(name, row[0]) && !strings.Contains(name, row[1]) {
			name = strings.Replace(name, row[0], row[1], 1)
			done++
		}
		if done == 3 {
			break
		}
	}
	return name
}

func (t *town) mishear(name string) string {
	for range 20 {
		row := mishearings[t.r.IntN(len(mishearings))]
		if strings.Contains(name, row[0]) {
			return strings.Replace(name, row[0], row[1], 1)
		}
	}
	return name
}

// slip swaps, drops, doubles or mistypes one letter behind the first.
func (t *town) slip(name string) string {
	if len(name) < 4 {
		return name + name[len(name)-1:]
	}
	i := 1 + t.r.IntN(len(name)-2)
	switch t.r.IntN(4) {
	case 0:
		return name[:i] + name[i+1:i+2] + name[i:i+1] + name[i+2:]
	case 1:
		return name[:i] + name[i+1:]
	case 2:
		return name[:i] + name[i:i+1] + name[i:]
	}
	return name[:i] + string("abcdefghijklmnopqrstuvwxyz"[t.r.IntN(26)]) + name[i+1:]
}

func (t *town) drop(name string) string {
	parts := strings.Fields(name)
	if len(parts) < 2 {
		return name
	}
	i := t.r.IntN(len(parts))
	return strings.Join(append(parts[:i:i], parts[i+1:]...), " ")
}
