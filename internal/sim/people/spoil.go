package people

import (
	"fmt"
	"strings"
)

// Duplicate is a second record of somebody, as another hand typed it.
type Duplicate struct {
	// Of is the person in the town; Person is what was typed of the same human.
	Of     int
	Person Person
	// How names each mistake: spelling, typo, joined, dropped, order, title,
	// day_month, year, born_missing, nik_missing, nik_digit, phone_missing,
	// phone_changed, mother_missing.
	How []string
}

// Spoil makes n known duplicates of different people of a town (all of them when
// there are fewer), the same for the same seed. How often each mistake is made is
// our own estimate. Seven of ten names are written differently; of numbers, two of
// three are missing or wrong: whoever has a card at hand makes no second record.
func Spoil(t Town, seed uint64, n int) []Duplicate {
	s := spoiler{d: roll(seed, forSpoiling), phones: t.Centre.Phones}
	order := s.d.Perm(len(t.People))
	all := make([]Duplicate, 0, min(n, len(order)))
	for _, of := range order[:min(n, len(order))] {
		all = append(all, s.again(of, t.People[of]))
	}
	return all
}

type spoiler struct {
	d      dice
	phones string
	given  int
}

// again types a person a second time, with at least one mistake.
func (s *spoiler) again(of int, p Person) Duplicate {
	x := Duplicate{Of: of, Person: p}
	for len(x.How) == 0 {
		if s.d.yes(70) {
			s.name(&x)
		}
		if s.d.yes(28) {
			s.born(&x)
		}
		s.numbers(&x)
	}
	return x
}

func (x *Duplicate) did(what string) { x.How = append(x.How, what) }

// name writes the name differently, in one way.
func (s *spoiler) name(x *Duplicate) {
	ways := []struct {
		what   string
		weight int
		write  func(string) string
	}{
		{"spelling", 40, s.spelling}, {"typo", 22, s.typo}, {"joined", 10, s.joined}, {"dropped", 14, s.dropped}, {"order", 5, s.order}, {"title", 9, s.title(x.Person.Sex)},
	}
	weights := make([]int, len(ways))
	for i, w := range ways {
		weights[i] = w.weight
	}
	for range 12 { // not every name can be written differently in every way
		w := ways[s.d.weigh(weights...)]
		if again := w.write(x.Person.Name); again != x.Person.Name && again != "" {
			x.Person.Name = again
			x.did(w.what)
			return
		}
	}
}

// spellings are pairs that people write for each other, the first as it stands.
var spellings = [][2]string{{"u", "oe"}, {"oe", "u"}, {"ri", "rie"}, {"iya", "ia"}, {"ia", "iya"}, {"y", "j"}, {"j", "dj"}, {"c", "tj"}, {"f", "p"}, {"p", "f"},
	{"z", "s"}, {"kh", "h"}, {"sy", "s"}, {"q", "k"}, {"ah", "a"}, {"ti", "thi"}, {"dd", "d"}, {"ss", "s"}, {"ll", "l"}, {"n", "nn"}, {"v", "f"}, {"d", "dh"},
	{"Muhammad", "Moh."}, {"Muhammad", "Muhamad"}, {"Mohammad", "Muhammad"}, {"Moh.", "Muhammad"}, {"M.", "Muhammad"}, {"Ahmad", "Achmad"}, {"Achmad", "Ahmad"},
	{"Siti", "St."}, {"Siti", "Sitti"}, {"Abdul", "Abd."}, {"Nur", "Noor"}, {"nur", "noer"}, {"Yusuf", "Yusup"}, {"Rizky", "Rizki"}, {"Rizki", "Rizky"}}

func (s *spoiler) spelling(name string) string {
	var can []int
	for i, p := range spellings {
		if strings.Contains(name, p[0]) {
			can = append(can, i)
		}
	}
	if len(can) == 0 {
		return name
	}
	p := spellings[pick(s.d, can)]
	at := strings.Index(name, p[0])
	if last := strings.LastIndex(name, p[0]); s.d.yes(50) {
		at = last
	}
	return name[:at] + p[1] + name[at+len(p[0]):]
}

// typo slips on one letter of a word that is long enough to be known again.
func (s *spoiler) typo(name string) string {
	words := strings.Split(name, " ")
	i := s.d.IntN(len(words))
	w := words[i]
	if len(w) < 5 {
		return name
	}
	at := s.d.between(1, len(w)-2)
	switch s.d.IntN(4) {
	case 0:
		w = w[:at] + w[at+1:]
	case 1:
		w = w[:at] + w[at:at+1] + w[at:]
	case 2:
		w = w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:]
	default:
		w = w[:at] + pick(s.d, []string{"a", "e", "i", "n", "s"}) + w[at+1:]
	}
	words[i] = w
	return strings.Join(words, " ")
}

func (s *spoiler) joined(name string) string {
	if first, rest, two := strings.Cut(name, " "); two && !strings.HasSuffix(first, ".") && first != "Mbah" {
		return first + strings.ToLower(rest[:1]) + rest[1:]
	}
	if rest, ok := strings.CutPrefix(name, "Nur"); ok && len(rest) > 3 {
		return "Nur " + strings.ToUpper(rest[:1]) + rest[1:]
	}
	return name
}

func (s *spoiler) dropped(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) == 2 && strings.HasSuffix(words[0], ".") || words[0] == "Mbah" || words[0] == "By." {
		return name
	}
	return strings.Join(words[:len(words)-1], " ")
}

func (s *spoiler) order(name string) string {
	words := strings.Fields(name)
	if len(words) != 2 || strings.ContainsAny(name, ".,") {
		return name
	}
	return words[1] + " " + words[0]
}

func (s *spoiler) title(sex string) func(string) string {
	return func(name string) string {
		if sex == Female {
			return pick(s.d, []string{"Ibu ", "Bu ", "Ny. ", "Mbah "}) + name
		}
		return pick(s.d, []string{"Bpk ", "Pak ", "Tn. ", "Bapak "}) + name
	}
}

// born tells the birth date differently, in one way.
func (s *spoiler) born(x *Duplicate) {
	p := &x.Person
	if p.Told == "" {
		return
	}
	var year, month, day int
	_, _ = fmt.Sscanf(p.Told, "%d-%d-%d", &year, &month, &day) // Told is a day
	switch {
	case s.d.yes(20):
		p.Told, p.Guessed = "", false
		x.did("born_missing")
	case day <= 12 && day != month && s.d.yes(70):
		p.Told = fmt.Sprintf("%04d-%02d-%02d", year, day, month)
		x.did("day_month")
	default:
		p.Told = fmt.Sprintf("%04d-%02d-%02d", year-1, month, min(day, 28))
		x.did("year")
	}
}

// numbers leaves numbers out, or gets them wrong.
func (s *spoiler) numbers(x *Duplicate) {
	p := &x.Person
	if p.NIK != "" {
		switch s.d.weigh(52, 14, 34) {
		case 0:
			p.NIK = ""
			x.did("nik_missing")
		case 1:
			at := s.d.between(12, 15)
			p.NIK = p.NIK[:at] + string('0'+(p.NIK[at]-'0'+1+byte(s.d.IntN(8)))%10) + p.NIK[at+1:]
			x.did("nik_digit")
		}
	}
	if len(p.Phones) > 0 {
		switch s.d.weigh(30, 30, 40) {
		case 0:
			p.Phones = nil
			x.did("phone_missing")
		case 1:
			s.given++
			digits := 12 - len(s.phones)
			p.Phones = []string{s.phones + strings.Repeat("9", digits-3) + fmt.Sprintf("%03d", s.given%1000)}
			x.did("phone_changed")
		}
	}
	if p.MotherName != "" && s.d.yes(25) {
		p.MotherName = ""
		x.did("mother_missing")
	}
}
