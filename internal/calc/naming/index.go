package naming

import (
	"math"
	"slices"
	"strings"
	"sync"

	"sambang/internal/core/ident"
)

// Index holds people to be found. Many may ask while one writes. The zero Index
// is of no use: NewIndex makes one.
type Index struct {
	mu    sync.RWMutex
	place map[ident.ID]int32
	// people and the columns beside it have one row a place. The columns are
	// plain numbers, so that looking through all of them is a matter of 50 µs.
	people   []entry
	born     []day
	nik      []uint64
	phone    []uint64 // the first number; more are in phones
	phones   map[int32][]uint64
	house    map[string][]int32
	villages map[string]int32
	free     []int32
	words    *vocabulary
	scratch  sync.Pool
}

// entry is one person. Tokens are numbers of the vocabulary.
type entry struct {
	id          ident.ID // empty: a place nobody has
	own, mother []int32
	house       string
	seq         int64
	village     int32 // 0: not known
	female      bool
	male        bool
	// unnamed: a newborn that is called after the mother until it has a name.
	unnamed bool
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{place: map[ident.ID]int32{}, phones: map[int32][]uint64{}, house: map[string][]int32{}, villages: map[string]int32{"": 0}, words: newVocabulary()}
}

// Len is how many people there are.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.place)
}

// Put adds a person, or replaces what was known of them. A row older (Seq) than
// the one that is held changes nothing.
func (x *Index) Put(p Person) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if at, ok := x.place[p.ID]; ok {
		if x.people[at].seq > p.Seq {
			return
		}
		x.clear(at)
	}
	if p.ID == "" {
		return
	}
	x.fill(x.room(), p)
}

// Remove forgets a person: nothing of them stays in memory that is theirs alone.
func (x *Index) Remove(id ident.ID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if at, ok := x.place[id]; ok {
		x.clear(at)
	}
}

// room gives a place that nobody has.
func (x *Index) room() int32 {
	if n := len(x.free); n > 0 {
		at := x.free[n-1]
		x.free = x.free[:n-1]
		return at
	}
	x.people = append(x.people, entry{})
	x.born, x.nik, x.phone = append(x.born, 0), append(x.nik, 0), append(x.phone, 0)
	return int32(len(x.people) - 1)
}

func (x *Index) fill(at int32, p Person) {
	e := entry{id: p.ID, house: houseOf(p.House), seq: p.Seq, female: p.Sex == "female", male: p.Sex == "male", unnamed: unnamed(p.Name)}
	e.own, e.mother = x.carry(at, p.Name, true), x.carry(at, p.Mother, false)
	v, known := x.villages[p.Village]
	if !known {
		v = int32(len(x.villages))
		x.villages[strings.Clone(p.Village)] = v
	}
	e.village = v
	x.people[at], x.place[p.ID] = e, at
	x.born[at], x.nik[at] = dayOf(p.Born, p.BornGuessed), nikOf(p.NIK)
	if e.house != "" {
		x.house[e.house] = append(x.house[e.house], at)
	}
	x.dial(at, p.Phones)
}

func (x *Index) dial(at int32, phones []string) {
	var all []uint64
	for _, s := range phones {
		if n := phoneOf(s); n != 0 && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	if len(all) > 0 {
		x.phone[at] = all[0]
	}
	if len(all) > 1 {
		x.phones[at] = all[1:]
	}
}

// carry notes that the person at a place carries the tokens of a name.
func (x *Index) carry(at int32, name string, own bool) []int32 {
	var ids []int32
	for _, text := range Fold(name) {
		id := x.words.add(strings.Clone(text))
		if slices.Contains(ids, id) {
			continue
		}
		ids = append(ids, id)
		if t := &x.words.terms[id]; own {
			t.own = append(t.own, at)
		} else {
			t.mother = append(t.mother, at)
		}
	}
	return ids
}

func (x *Index) clear(at int32) {
	e := x.people[at]
	for _, id := range e.own {
		x.words.terms[id].own = without(x.words.terms[id].own, at)
	}
	for _, id := range e.mother {
		x.words.terms[id].mother = without(x.words.terms[id].mother, at)
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(e.own), e.mother...)))) {
		x.words.forget(id)
	}
	if e.house != "" {
		if rest := without(x.house[e.house], at); len(rest) > 0 {
			x.house[e.house] = rest
		} else {
			delete(x.house, e.house)
		}
	}
	delete(x.place, e.id)
	delete(x.phones, at)
	x.people[at], x.born[at], x.nik[at], x.phone[at] = entry{}, 0, 0, 0
	x.free = append(x.free, at)
}

// without drops one place from a list whose order does not matter.
func without(list []int32, at int32) []int32 {
	if i := slices.Index(list, at); i >= 0 {
		list[i] = list[len(list)-1]
		list = list[:len(list)-1]
	}
	return list
}

// unnamed knows the names that lists give to newborns: By. Ny. Sri, Bayi Ibu Sri.
func unnamed(name string) bool {
	words := split(name)
	return len(words) > 1 && (words[0].text == "by" || words[0].text == "bayi" || words[0].text == "an" && words[1].honorific())
}

// A register that has just begun knows little of how common names are. It is
// counted as if it held so many people more, in whom names are as common as shares
// says; what is not there has the share of a name of middling rareness. Both are our
// own estimates; a register of 20,000 hardly notices.
const supposed = 5_000

const middling = 0.002

var shares = map[string]float64{"siti": 0.05, "muhamad": 0.05, "nur": 0.04, "sri": 0.03, "ahmad": 0.03, "abdul": 0.02, "dwi": 0.01, "tri": 0.01, "eko": 0.01, "dewi": 0.01}

// rare is what it says of somebody to carry a token: the natural logarithm of how
// many share one carrier (0.7 when everybody carries it).
func (x *Index) rare(token string, carriers int) float32 {
	share, common := shares[token]
	if !common {
		share = middling
	}
	return x.shared(carriers, share)
}

// shared is the natural logarithm of how many people there are to each of those
// who share something.
func (x *Index) shared(by int, share float64) float32 {
	return float32(math.Log(1 + float64(len(x.place)+supposed)/(float64(by)+supposed*share+1)))
}

// dials reports whether the person at a place has a number that test knows.
func (x *Index) dials(at int32, test func(uint64) bool) bool {
	if n := x.phone[at]; n != 0 && test(n) {
		return true
	}
	return slices.ContainsFunc(x.phones[at], test)
}
