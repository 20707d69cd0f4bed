package registry

import (
	"slices"
	"strings"

	"sambang/internal/calc/naming"
	"sambang/internal/core/journal"
)

// Screen lets through the rows of a list that are worth a look at who may be
// known already. To weigh everybody against everybody takes milliseconds a row
// (naming.Index.Like), which 20,000 rows cannot afford; nearly all rows share
// neither a birth date and a part of the name, nor a name in their village, with
// anybody. What it lets pass by is what somebody would only find by searching.
type Screen struct {
	born  map[string][]screened
	name  map[string][]screened
	bears map[string]int // how many bear a part of a name
	all   int
}

// common is the share of people, one in so many, from which on a part of a name
// (Siti, Nur) says nothing beside a birth date.
const common = 100

// screened is what is remembered of somebody.
type screened struct {
	tokens []string
	born   string
	place  string
}

// NewScreen remembers everybody of a health centre.
func NewScreen(q journal.Query) (*Screen, error) {
	s := &Screen{born: map[string][]screened{}, name: map[string][]screened{}, bears: map[string]int{}}
	rows, err := People.Where(q.Tx, "facility_id = $1 AND state = $2", q.Facility, Active)
	if err != nil {
		return nil, err
	}
	for _, p := range rows {
		if !Lives(p.Kind) {
			continue
		}
		var d Detail
		if _, err := q.Open(p.Detail, &d); err != nil {
			return nil, err
		}
		s.Add(Row{Name: d.Name, Born: p.Born, BornGuessed: p.BornGuessed, Village: p.Village})
	}
	return s, nil
}

// Add remembers the person of a row.
func (s *Screen) Add(r Row) {
	p := screened{folded(r.Name), r.Born, r.Village}
	if r.Born != "" && !r.BornGuessed {
		s.born[r.Born] = append(s.born[r.Born], p)
	}
	s.all++
	for _, t := range p.tokens {
		s.bears[t]++
	}
	key := strings.Join(p.tokens, " ")
	s.name[key] = append(s.name[key], p)
}

// Suspects reports whether a row has something in common with somebody.
func (s *Screen) Suspects(r Row) bool {
	tokens := folded(r.Name)
	if r.Born != "" && slices.ContainsFunc(s.born[r.Born], func(p screened) bool {
		return slices.ContainsFunc(p.tokens, func(t string) bool { return slices.Contains(tokens, t) && s.bears[t] <= max(20, s.all/common) })
	}) {
		return true
	}
	return slices.ContainsFunc(s.name[strings.Join(tokens, " ")], func(p screened) bool {
		return (p.place == "" || r.Village == "" || p.place == r.Village) && nearly(p.born, r.Born)
	})
}

// nearly reports whether one birth date may be the other, mistyped or guessed.
func nearly(a, b string) bool {
	if len(a) != 10 || len(b) != 10 {
		return true
	}
	apart := four(a) - four(b)
	return apart >= -1 && apart <= 1 || a[5:] == b[5:]
}

// Doubts looks for the people of some rows among those who are known, before the
// rows are entered: it gives, for each row whose person is not found by what names
// them, the record that is likely (naming.Likely) the same person. Without a
// screen every row is looked at.
func (d *Directory) Doubts(q journal.Query, rows []Row, screen *Screen) ([]Doubt, error) {
	var doubts []Doubt
	var index *naming.Index
	l := newListing(q)
	for i, r := range rows {
		if screen != nil && !screen.Suspects(r) {
			continue
		}
		if err := l.load(r); err != nil {
			return nil, err
		}
		if p, _ := l.match(r); !p.fresh {
			continue
		}
		if index == nil {
			var err error
			if _, index, err = d.open(q); err != nil {
				return nil, err
			}
		}
		if hits := index.Like(r.told(), 1); len(hits) > 0 && hits[0].Score >= naming.Likely {
			doubts = append(doubts, Doubt{i, hits[0].ID, hits[0].Why})
		}
	}
	return doubts, nil
}

// told is the person of a row as the index compares them.
func (r Row) told() naming.Person {
	return naming.Person{ID: r.Person, Name: r.Name, Mother: r.Mother, Born: r.Born, BornGuessed: r.BornGuessed, Sex: r.Sex, Village: r.Village,
		House: r.House, NIK: NormalNIK(r.NIK), Phones: r.Phones}
}
