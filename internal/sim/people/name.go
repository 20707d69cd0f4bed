package people

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed names.txt
var namesFile string

// names is names.txt, read.
type names struct{ sections []section }

// section is the names of a region, a sex and some years.
type section struct {
	region, sex string
	from, to    int
	words       []int // weights of one, two and three words
	first, last weighted
}

type weighted struct {
	text   []string
	weight []int
}

func (w weighted) draw(d dice) string { return w.text[d.weigh(w.weight...)] }

func readNames(text string) (names, error) {
	var n names
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := n.line(line); err != nil {
			return n, fmt.Errorf("people: names.txt: line %d: %w", i+1, err)
		}
	}
	return n, nil
}

func (n *names) line(line string) error {
	if line[0] == '[' {
		var s section
		_, err := fmt.Sscanf(line, "[%s %s %d-%d]", &s.region, &s.sex, &s.from, &s.to)
		n.sections = append(n.sections, s)
		return err
	}
	word, rest, _ := strings.Cut(line, " ")
	if len(n.sections) == 0 {
		return fmt.Errorf("%s before any section", word)
	}
	s := &n.sections[len(n.sections)-1]
	switch word {
	case "words":
		s.words = make([]int, 3)
		_, err := fmt.Sscan(rest, &s.words[0], &s.words[1], &s.words[2])
		return err
	case "first":
		s.first = readWeighted(rest)
	case "last":
		s.last = readWeighted(rest)
	default:
		return fmt.Errorf("%s is no word of this file", word)
	}
	return nil
}

// readWeighted reads "Siti 6, Sri, Al Fatih 2".
func readWeighted(list string) weighted {
	var w weighted
	for _, item := range strings.Split(list, ",") {
		item = strings.TrimSpace(item)
		weight := 1
		if i := strings.LastIndexByte(item, ' '); i > 0 {
			if n, err := strconv.Atoi(item[i+1:]); err == nil {
				item, weight = item[:i], n
			}
		}
		w.text, w.weight = append(w.text, item), append(w.weight, weight)
	}
	return w
}

// borrows is where a region looks next when it has no names for a year.
var borrows = map[string]string{"osi": "jv", "mad": "jv", "su": "any", "jv": "any"}

// find gives the section for somebody.
func (n names) find(region, sex string, year int) section {
	for {
		for _, s := range n.sections {
			if s.region == region && s.sex == sex && s.from <= year && year <= s.to {
				return s
			}
		}
		if region == "any" || region == "" {
			return n.sections[0] // nobody lives outside of the years of the file
		}
		region = borrows[region]
	}
}

// draw gives a full name as parents chose it.
func (n names) draw(d dice, region, sex string, year int) string {
	s := n.find(region, sex, year)
	words := []string{s.first.draw(d)}
	for range d.weigh(s.words...) {
		next := s.last.draw(d)
		for try := 0; try < 5 && strings.Contains(" "+strings.Join(words, " ")+" ", " "+next+" "); try++ {
			next = s.last.draw(d)
		}
		words = append(words, next)
	}
	if len(words) == 1 && (words[0] == "Muhammad" || words[0] == "Abdul" || words[0] == "Nur" || words[0] == "Al" || words[0] == "Abdur") {
		words = append(words, s.last.draw(d)) // nobody is called by these alone
	}
	return strings.Join(words, " ")
}

// shorts are the ways to write a word of a name, the first as it is meant. The
// weights are our own estimate of what registers hold.
var shorts = map[string]weighted{
	"Muhammad": {[]string{"Muhammad", "Mohammad", "Moh.", "M.", "Mochammad", "Muh.", "Moch."}, []int{56, 12, 12, 8, 5, 4, 3}},
	"Abdul":    {[]string{"Abdul", "Abd."}, []int{88, 12}},
	"Siti":     {[]string{"Siti", "St."}, []int{96, 4}},
	"Ahmad":    {[]string{"Ahmad", "Achmad", "Akhmad"}, []int{82, 14, 4}},
}

// written is a name as it came onto paper: shortened, with a title.
func written(d dice, name, sex string, age int, modest bool) string {
	words := strings.Fields(name)
	if s, known := shorts[words[0]]; known && age >= 16 {
		words[0] = s.draw(d)
	}
	if n := len(words); n > 2 && age >= 16 && d.yes(9) {
		words[n-1] = words[n-1][:1] + "." // every letter of names.txt is of one byte
	}
	name = strings.Join(words, " ")
	switch {
	case age >= 45 && d.yes(3) && !modest:
		return map[string]string{Female: "Hj. ", Male: "H. "}[sex] + name
	case age >= 70 && d.yes(4):
		return "Mbah " + name
	case age >= 23 && age < 60 && !modest && d.yes(3):
		return name + pick(d, []string{", S.Pd.", ", S.E.", ", A.Md.", ", S.Kom.", ", A.Md.Keb."})
	}
	return name
}
