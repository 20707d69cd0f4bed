package registry

import (
	"slices"
	"sync"

	"sambang/internal/calc/naming"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// MostFound is how many hits one answer has at most.
const MostFound = 50

// Directory finds residents by what is known of them. It keeps an index of each
// health centre in memory (see naming), built when somebody first asks, and
// catches up with the log before each answer: names are nowhere on the disk but
// sealed, and whoever was erased is gone from the next answer on. One Directory
// serves all doors of a process; make it with NewDirectory.
type Directory struct {
	mu    sync.Mutex
	books map[ident.ID]*book
}

// NewDirectory makes an empty directory.
func NewDirectory() *Directory { return &Directory{books: map[ident.ID]*book{}} }

// Reach is where somebody may look: in all villages, or in some.
type Reach struct {
	Everywhere bool
	Villages   []string
}

// holds reports whether a record may be shown. Who has moved away is the desk's to
// know: the old village forgets.
func (r Reach) holds(p Person) bool {
	return r.Everywhere || p.State != Moved && p.Village != "" && slices.Contains(r.Villages, p.Village)
}

// villages is the reach as the index takes it: nil is everywhere.
func (r Reach) villages() []string {
	if r.Everywhere {
		return nil
	}
	return append([]string{}, r.Villages...)
}

// Search is what is asked of the directory.
type Search struct {
	// Text is what was typed; see naming.Query.
	Text  string
	Reach Reach
	// Kind is resident, mother or baby; empty: any.
	Kind string
	// Limit is 1 to MostFound; 0: 20.
	Limit int
}

// Search gives the people who fit best, the best first. A record that was merged
// into another answers with that one; the dead are found and marked, the erased
// are gone.
func (d *Directory) Search(q journal.Query, s Search) ([]Hit, error) {
	b, index, err := d.open(q)
	if err != nil {
		return nil, err
	}
	limit := min(max(1, orElse(s.Limit, 20)), MostFound)
	ask := naming.Query{Text: s.Text, Villages: s.Reach.villages(), Limit: limit + limit/2} // some are two records of one
	if s.Kind != "" {
		ask.Only = func(id ident.ID) bool { return b.kind(id) == s.Kind }
	}
	return show(q, index.Find(ask), s.Reach, limit, nil)
}

// Candidate is somebody as they were just typed in, or a record that is there
// (Person): whom to look for a second record of. Everything but the name may be
// empty.
type Candidate struct {
	Person      ident.ID `json:"person,omitempty"`
	Name        string   `json:"name"`
	MotherName  string   `json:"mother_name,omitempty"`
	Born        string   `json:"born,omitempty"`
	BornGuessed bool     `json:"born_guessed,omitempty"`
	Sex         string   `json:"sex,omitempty"`
	Village     string   `json:"village,omitempty"`
	HouseCode   string   `json:"house_code,omitempty"`
	NIK         string   `json:"nik,omitempty"`
	Phones      []string `json:"phones,omitempty"`
}

// CatchUp reads what has happened without being asked anything: at the start of a
// server, so that nobody waits while every name is opened, and after an erasure, so
// that it does not wait for the next question.
func (d *Directory) CatchUp(q journal.Query) error {
	_, _, err := d.open(q)
	return err
}

// Alike gives the records that may be the same person as a candidate, the
// likeliest first, at most limit (0: 5). Pairs that somebody has judged to be two
// people are left out.
func (d *Directory) Alike(q journal.Query, c Candidate, reach Reach, limit int) ([]Hit, error) {
	_, index, err := d.open(q)
	if err != nil {
		return nil, err
	}
	limit = min(max(1, orElse(limit, 5)), MostFound)
	not, err := differing(q, c.Person)
	if err != nil {
		return nil, err
	}
	p := naming.Person{ID: c.Person, Name: c.Name, Mother: c.MotherName, Born: c.Born, BornGuessed: c.BornGuessed, Sex: c.Sex, Village: c.Village,
		House: c.HouseCode, NIK: NormalNIK(c.NIK), Phones: c.Phones}
	hits, err := show(q, index.Like(p, MostFound), reach, limit, not)
	for i := range hits {
		hits[i].Likely = hits[i].Score >= naming.Likely
	}
	return hits, err
}

// AlikeTo gives the records that may be the same person as one that is there; not
// found when that one is not the asker's to see.
func (d *Directory) AlikeTo(q journal.Query, person ident.ID, reach Reach, limit int) ([]Hit, error) {
	p, found, err := Canonical(q.Tx, q.Facility, person)
	if err != nil {
		return nil, err
	}
	if !found || !Lives(p.Kind) || p.State == Erased || !reach.holds(p) {
		return nil, fault.Absent()
	}
	known, err := readPeople(q, []Person{p})
	if err != nil || len(known) == 0 {
		return nil, err
	}
	n := known[0]
	return d.Alike(q, Candidate{p.ID, n.Name, n.Mother, n.Born, n.BornGuessed, n.Sex, n.Village, n.House, n.NIK, n.Phones}, reach, limit)
}

// differing are the records that somebody has judged not to be this person, and
// this person's own.
func differing(q journal.Query, person ident.ID) ([]ident.ID, error) {
	if person == "" {
		return nil, nil
	}
	pairs, err := Pairs.Where(q.Tx, "facility_id = $1 AND (one = $2 OR other = $2) AND verdict = $3", q.Facility, person, Different)
	not := []ident.ID{person}
	for _, p := range pairs {
		not = append(not, p.One, p.Other)
	}
	return not, err
}

func orElse(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// open gives the book of the query's health centre, caught up.
func (d *Directory) open(q journal.Query) (*book, *naming.Index, error) {
	d.mu.Lock()
	b, ok := d.books[q.Facility]
	if !ok {
		b = &book{}
		d.books[q.Facility] = b
	}
	d.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.catchUp(q); err != nil {
		return nil, nil, err
	}
	return b, b.index, nil
}
