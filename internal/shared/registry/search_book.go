package registry

import (
	"cmp"
	"slices"
	"sync"

	"sambang/internal/calc/naming"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// book is the index of one health centre and how far in the log it has read.
type book struct {
	mu    sync.Mutex // of catching up; the index has its own
	index *naming.Index
	seq   int64
	// chain is the chain of the log at seq: another one there is another history.
	chain string
	kinds map[ident.ID]string
	look  sync.RWMutex // of kinds
}

// kind is what kind of person somebody is.
func (b *book) kind(id ident.ID) string {
	b.look.RLock()
	defer b.look.RUnlock()
	return b.kinds[id]
}

// catchUp reads what has happened since. A snapshot older than the book changes
// nothing: the book then knows more than the asker's snapshot, and what is shown
// is read from the snapshot.
func (b *book) catchUp(q journal.Query) error {
	var seq int64
	var chain string
	if _, err := q.One("SELECT seq, chain FROM facility_head WHERE facility_id = $1", store.Args(q.Facility), &seq, &chain); err != nil {
		return err
	}
	same, err := b.sameHistory(q, seq)
	if err != nil {
		return err
	}
	if b.index == nil || !same {
		b.index, b.seq = naming.NewIndex(), 0
		b.look.Lock()
		b.kinds = map[ident.ID]string{}
		b.look.Unlock()
	}
	if seq <= b.seq {
		return nil
	}
	if err := b.read(q); err != nil {
		return err
	}
	b.seq, b.chain = seq, chain
	return nil
}

// sameHistory reports whether the log is still the one the book was made from:
// after a restore it is not.
func (b *book) sameHistory(q journal.Query, head int64) (bool, error) {
	if b.index == nil || b.seq == 0 || head < b.seq {
		return true, nil
	}
	var chain string
	found, err := q.One("SELECT chain FROM event WHERE facility_id = $1 AND seq = $2", store.Args(q.Facility, b.seq), &chain)
	return found && chain == b.chain, err
}

// read takes over everybody whom something has touched since; at the beginning
// everybody, some at a time.
func (b *book) read(q journal.Query) error {
	if b.seq > 0 {
		touched, err := b.touched(q)
		if err != nil {
			return err
		}
		for some := range slices.Chunk(touched, batch) {
			if err := b.take(q, some); err != nil {
				return err
			}
		}
		return nil
	}
	for last := ident.ID(""); ; {
		some, err := People.Where(q.Tx, "facility_id = $1 AND id > $2 ORDER BY id LIMIT $3", q.Facility, last, batch)
		if err != nil || len(some) == 0 {
			return err
		}
		if err := b.take(q, some); err != nil {
			return err
		}
		last = some[len(some)-1].ID
	}
}

// touched are the people whose row has changed, and those of whom something is
// said in another's row: children, records merged into them, who lives in a house
// that has changed.
func (b *book) touched(q journal.Query) ([]Person, error) {
	people, err := People.Where(q.Tx, "facility_id = $1 AND seq > $2", q.Facility, b.seq)
	if err != nil {
		return nil, err
	}
	var wheres []string
	if len(people) > 0 {
		wheres = []string{
			"facility_id = $1 AND seq <= $2 AND mother <> '' AND mother IN (SELECT id FROM person WHERE facility_id = $1 AND seq > $2)",
			"facility_id = $1 AND seq <= $2 AND merged_into <> '' AND merged_into IN (SELECT id FROM person WHERE facility_id = $1 AND seq > $2)"}
	}
	moved, err := q.One("SELECT seq FROM event WHERE facility_id = $1 AND seq > $2 AND kind IN ('registry.rows_entered/1', 'registry.house_set/1', 'registry.household_set/1', 'registry.household_moved/1') LIMIT 1",
		store.Args(q.Facility, b.seq), new(int64))
	if err != nil {
		return nil, err
	}
	if moved {
		wheres = append(wheres, "facility_id = $1 AND seq <= $2 AND household <> '' AND household IN (SELECT id FROM household WHERE facility_id = $1 AND "+
			"(seq > $2 OR house IN (SELECT id FROM house WHERE facility_id = $1 AND seq > $2)))")
	}
	for _, where := range wheres {
		more, err := People.Where(q.Tx, where, q.Facility, b.seq)
		if err != nil {
			return nil, err
		}
		people = append(people, more...)
	}
	slices.SortFunc(people, func(a, b Person) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(people, func(a, b Person) bool { return a.ID == b.ID }), nil
}

// take puts people into the index, or out of it.
func (b *book) take(q journal.Query, people []Person) error {
	var stay []Person
	for _, p := range people {
		if !Lives(p.Kind) || p.State == Erased || p.Detail.IsZero() {
			b.index.Remove(p.ID)
			b.note(p.ID, "")
			continue
		}
		stay = append(stay, p)
		b.note(p.ID, p.Kind)
	}
	known, err := readPeople(q, stay)
	if err != nil {
		return err
	}
	have := map[ident.ID]bool{}
	for _, p := range known {
		b.index.Put(p)
		have[p.ID] = true
	}
	for _, p := range stay {
		if !have[p.ID] { // erased under our eyes
			b.index.Remove(p.ID)
		}
	}
	return nil
}

func (b *book) note(id ident.ID, kind string) {
	b.look.Lock()
	defer b.look.Unlock()
	if kind == "" {
		delete(b.kinds, id)
		return
	}
	b.kinds[id] = kind
}
