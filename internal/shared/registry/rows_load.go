package registry

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// listing is what is known before the rows of a command are filed, and grows
// with each of them.
type listing struct {
	villages map[string]bool
	posts    map[ident.ID]string // posyandu -> its village
	groups   map[ident.ID]string
	next     map[string]int // the next house of a village

	people     map[ident.ID]*personDraft
	byNIK      map[string][]*personDraft
	households map[ident.ID]*householdDraft
	byKK       map[string]*householdDraft
	houses     map[ident.ID]*houseDraft
	byCode     map[string]*houseDraft
	judged     map[ident.ID]bool // pairs somebody has judged already

	// The orders are those in which the rows came to them.
	order          []*personDraft
	householdOrder []*householdDraft
	houseOrder     []*houseDraft
	// seen are the villages of all that is read or named: who may keep records of
	// one of several villages may not file these rows.
	seen map[string]bool
	hash func(kind, value string) string
	q    journal.Query // while it is loaded only
}

// Audiences are those who may keep records of the one village that the rows are
// of; of several it is the desk alone.
func (l *listing) Audiences() []string {
	keys := []string{"f"}
	if len(l.seen) == 1 {
		for v := range l.seen {
			keys = append(keys, "v:"+v)
		}
	}
	return keys
}

func newListing(q journal.Query) *listing {
	return &listing{villages: map[string]bool{}, posts: map[ident.ID]string{}, groups: map[ident.ID]string{}, next: map[string]int{},
		people: map[ident.ID]*personDraft{}, byNIK: map[string][]*personDraft{}, households: map[ident.ID]*householdDraft{},
		byKK: map[string]*householdDraft{}, houses: map[ident.ID]*houseDraft{}, byCode: map[string]*houseDraft{}, judged: map[ident.ID]bool{}, seen: map[string]bool{}, q: q,
		hash: func(kind, value string) string {
			if value == "" {
				return ""
			}
			return q.Keys.Lookup(q.Facility, kind, value)
		}}
}

func (Room) loadListing(q journal.Query) (*listing, error) {
	b, l := q.Body.(EnterRows), newListing(q)
	if err := l.around(); err != nil {
		return nil, err
	}
	for _, row := range b.Rows {
		if err := l.load(row); err != nil {
			return nil, err
		}
	}
	for _, d := range b.Doubts {
		if err := l.doubtful(b.Rows[d.Row], d.Person); err != nil {
			return nil, err
		}
	}
	l.q = journal.Query{}
	return l, nil
}

// around reads the few things that belong to the whole health centre.
func (l *listing) around() error {
	villages, err := Villages.Where(l.q.Tx, "facility_id = $1 ORDER BY id", l.q.Facility)
	if err != nil {
		return err
	}
	for _, v := range villages {
		l.villages[string(v.ID)] = true
	}
	posts, err := Posyandus.Where(l.q.Tx, "facility_id = $1 ORDER BY id", l.q.Facility)
	if err != nil {
		return err
	}
	for _, p := range posts {
		l.posts[p.ID] = p.Village
	}
	groups, err := Groups.Where(l.q.Tx, "facility_id = $1 ORDER BY id", l.q.Facility)
	for _, g := range groups {
		l.groups[g.ID] = g.Village
	}
	return err
}

// load reads whatever a row may mean.
func (l *listing) load(row Row) error {
	if row.Village != "" {
		l.seen[row.Village] = true
	}
	if l.villages[row.Village] && l.next[row.Village] == 0 {
		n, err := NextHouse(l.q, row.Village)
		if err != nil {
			return err
		}
		l.next[row.Village] = n
	}
	if err := l.loadHome(row); err != nil {
		return err
	}
	if err := l.loadPerson(row.Person); err != nil {
		return err
	}
	for _, nik := range []string{row.NIK, row.MotherNIK} {
		if err := l.loadNIK(l.nikHash(nik)); err != nil {
			return err
		}
	}
	for _, id := range l.names(row, l.homeID(row)) {
		if err := l.loadPerson(id); err != nil {
			return err
		}
	}
	return nil
}

// loadHome reads the house and the household that a row names, with its members.
func (l *listing) loadHome(row Row) error {
	if code, ok := NormalHouseCode(row.House); ok && l.byCode[code] == nil {
		house, found, err := Houses.First(l.q.Tx, "facility_id = $1 AND code = $2", l.q.Facility, code)
		if err != nil {
			return err
		}
		if found {
			if err := l.loadHouse(house.ID); err != nil {
				return err
			}
		}
	}
	if h := l.kkHash(row.KK); h != "" && l.byKK[h] == nil {
		all, err := Households.Where(l.q.Tx, "facility_id = $1 AND kk_hash = $2 AND kk_hash <> ''", l.q.Facility, h)
		if err != nil {
			return err
		}
		if len(all) > 0 { // of two with one card, the same one each time
			first := slices.MinFunc(all, func(a, b Household) int { return cmp.Compare(a.ID, b.ID) })
			if err := l.loadHousehold(first.ID); err != nil {
				return err
			}
		}
	}
	return l.loadHousehold(l.homeID(row))
}

func (l *listing) loadHouse(id ident.ID) error {
	if id == "" || l.houses[id] != nil {
		return nil
	}
	house, at, found, err := OpenHouse(l.q, id)
	if err != nil || !found {
		return err
	}
	l.addHouse(&houseDraft{House: house, at: at})
	return nil
}

func (l *listing) loadHousehold(id ident.ID) error {
	if id == "" || l.households[id] != nil {
		return nil
	}
	h, found, err := Households.Get(l.q.Tx, l.q.Facility, id)
	if err != nil || !found {
		return err
	}
	d := &householdDraft{Household: h}
	if !h.Detail.IsZero() {
		if _, err := l.q.Open(h.Detail, &d.detail); err != nil {
			return err
		}
	}
	if err := l.loadHouse(h.House); err != nil {
		return err
	}
	if d.house = l.houses[h.House]; d.house == nil {
		d.house = &houseDraft{House: House{ID: h.House}}
	}
	l.addHousehold(d)
	members, err := People.Where(l.q.Tx, "facility_id = $1 AND household = $2 AND household <> ''", l.q.Facility, id)
	inOrder(members)
	for _, m := range members {
		if err := l.loadPerson(m.ID); err != nil {
			return err
		}
	}
	return err
}

// loadPerson reads a record, or the one that it is merged into.
func (l *listing) loadPerson(id ident.ID) error {
	if id == "" || l.people[id] != nil {
		return nil
	}
	p, found, err := Canonical(l.q.Tx, l.q.Facility, id)
	if err != nil || !found {
		return err
	}
	d := l.people[p.ID]
	if d == nil {
		_, detail, _, err := Open(l.q, p.ID)
		if err != nil {
			return err
		}
		d = newDraft(p, detail)
		l.keep(d)
	}
	l.people[id] = d
	return l.loadHousehold(p.Household)
}

// inOrder sorts records by id. SQLite would read the whole register in that order
// rather than a few rows by an index of its own.
func inOrder(all []Person) {
	slices.SortFunc(all, func(a, b Person) int { return cmp.Compare(a.ID, b.ID) })
}

func (l *listing) loadNIK(hash string) error {
	if hash == "" || l.byNIK[hash] != nil {
		return nil
	}
	all, err := People.Where(l.q.Tx, "facility_id = $1 AND nik_hash = $2 AND nik_hash <> ''", l.q.Facility, hash)
	inOrder(all)
	for _, p := range all {
		if err := l.loadPerson(p.ID); err != nil {
			return err
		}
	}
	return err
}

// doubtful reads the other one of a pair, and whether it was judged.
func (l *listing) doubtful(row Row, other ident.ID) error {
	if err := l.loadPerson(other); err != nil {
		return err
	}
	for _, id := range append(l.names(row, l.homeID(row)), row.Person) {
		if id == "" {
			continue
		}
		pair, found, err := Pairs.Get(l.q.Tx, l.q.Facility, pairID(id, other))
		if err != nil {
			return err
		}
		l.judged[pairID(id, other)] = found && pair.Verdict != ""
	}
	return nil
}
