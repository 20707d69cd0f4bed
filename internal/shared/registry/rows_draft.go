package registry

import (
	"reflect"
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// personDraft is a record as the rows make it.
type personDraft struct {
	Person
	before Person
	detail Detail
	was    Detail
	fresh  bool
}

func newDraft(p Person, d Detail) *personDraft {
	was := d
	was.More = slices.Clone(d.More)
	return &personDraft{Person: p, before: p, detail: d, was: was}
}

func freshDraft(id ident.ID) *personDraft {
	return &personDraft{Person: Person{ID: id, Kind: Resident, State: Active}, fresh: true}
}

// touched reports whether the rows changed a record that was there.
func (d *personDraft) touched() bool {
	return !d.fresh && (d.Person != d.before || !reflect.DeepEqual(d.detail, d.was))
}

// keep makes a draft known to the rows that follow.
func (l *listing) keep(d *personDraft) {
	if l.people[d.ID] == nil {
		l.people[d.ID] = d
		l.order = append(l.order, d)
	}
	if d.NIKHash != "" && !slices.Contains(l.byNIK[d.NIKHash], d) {
		l.byNIK[d.NIKHash] = append(l.byNIK[d.NIKHash], d)
	}
	if d.Village != "" {
		l.seen[d.Village] = true
	}
}

func (l *listing) addHouse(d *houseDraft) {
	l.houses[d.ID] = d
	l.houseOrder = append(l.houseOrder, d)
	if d.Code != "" {
		l.byCode[d.Code] = d
	}
	l.seen[d.Village] = true
}

func (l *listing) addHousehold(d *householdDraft) {
	l.households[d.ID] = d
	l.householdOrder = append(l.householdOrder, d)
	if d.KKHash != "" {
		l.byKK[d.KKHash] = d
	}
}

// put sets a text that was told.
func put(to *string, told string) {
	if told != "" {
		*to = told
	}
}

// fill puts what a row tells into the draft; what it does not tell stays. It
// reports whether anything is different now.
func (d *personDraft) fill(row Row, l *listing, home *householdDraft) bool {
	person, detail := d.Person, d.detail
	detail.More = slices.Clone(d.detail.More)
	d.detail.Name = row.Name
	if row.NIK != "" {
		d.detail.NIK, d.NIKHash = NormalNIK(row.NIK), l.nikHash(row.NIK)
	}
	for _, phone := range row.Phones {
		d.dial(phone)
	}
	put(&d.detail.Insurance, row.Insurance)
	if d.Mother == "" || d.detail.MotherName != "" { // else her record tells her name
		put(&d.detail.MotherName, row.Mother)
	}
	d.birth(row)
	put(&d.Sex, row.Sex)
	put(&d.Relation, row.Relation)
	put(&d.Due, row.Due)
	put(&d.Languages, row.Languages)
	d.Alone, d.Disabled = d.Alone || row.LivesAlone, d.Disabled || row.Disabled
	d.lodge(row, home)
	if village, ok := l.posts[row.Posyandu]; ok && village == d.Village {
		d.Posyandu = row.Posyandu
	}
	return d.Person != person || !reflect.DeepEqual(d.detail, detail)
}

func (d *personDraft) dial(phone string) {
	n, err := NormalPhone(phone)
	switch {
	case err != nil || n == "" || n == d.detail.Phone || slices.Contains(d.detail.More, n):
	case d.detail.Phone == "":
		d.detail.Phone = n
	default:
		d.detail.More = append(d.detail.More, n)
	}
}

// birth takes a birth date over. A guess never takes the place of a date that is
// known, nor of another guess that it fits.
func (d *personDraft) birth(row Row) {
	if row.Born == "" || row.BornGuessed && d.Born != "" && (!d.BornGuessed || d.bornFits(row)) {
		return
	}
	d.Born, d.BornGuessed = row.Born, row.BornGuessed
}

// lodge says where somebody lives: in the household, or, when the row names none,
// at the address it tells.
func (d *personDraft) lodge(row Row, home *householdDraft) {
	if home != nil {
		d.Household, d.Village, d.Group = home.ID, home.house.Village, home.house.Group
		return
	}
	if d.Household != "" {
		return
	}
	put(&d.Village, row.Village)
	at := HouseDetail{Hamlet: row.Hamlet, RT: row.RT, RW: row.RW, Street: row.Street}
	put(&d.detail.Address, strings.TrimSpace(at.Line())) // as a sheet would give it back
	put(&d.detail.Directions, row.Directions)
	if !row.Home.IsZero() {
		d.detail.Home = row.Home
	}
	d.HiddenAddress = d.HiddenAddress || row.HiddenAddress
}

// relate finds the head of the household and the mother among those who are known.
func (l *listing) relate(row Row, home *householdDraft, p *personDraft) bool {
	if home != nil && p.Relation == HeadOfHousehold && home.Head != p.ID {
		home.Head, home.touched = p.ID, true
	}
	mother := l.motherOf(row, p)
	if mother == "" || mother == p.Mother {
		return false
	}
	p.Mother = mother
	return true
}

func (l *listing) motherOf(row Row, p *personDraft) ident.ID {
	older := func(m *personDraft) bool {
		return m.ID != p.ID && Lives(m.Kind) && m.Sex != "male" && (m.Born == "" || p.Born == "" || m.Born < p.Born)
	}
	for _, m := range l.byNIK[l.nikHash(row.MotherNIK)] {
		if older(m) {
			return m.ID
		}
	}
	if row.Mother == "" || p.Household == "" || p.Mother != "" {
		return ""
	}
	for _, m := range l.order {
		if m.Household == p.Household && older(m) && slices.Equal(folded(m.detail.Name), folded(row.Mother)) {
			return m.ID
		}
	}
	return ""
}

func (d *personDraft) registered(s journal.Said[EnterRows]) PersonRegistered {
	e := Register(s, d.ID, d.Kind, d.Village, d.Born, d.HiddenAddress, d.detail)
	e.Household, e.Relation, e.Mother, e.Posyandu, e.Group = d.Household, d.Relation, d.Mother, d.Posyandu, d.Group
	e.Sex, e.BornGuessed, e.Due, e.LivesAlone, e.Disabled, e.Languages = d.Sex, d.BornGuessed, d.Due, d.Alone, d.Disabled, d.Languages
	return e
}

// corrected is the next version of a record; what has not changed is left out.
func (d *personDraft) corrected(s journal.Said[EnterRows]) PersonCorrected {
	e := Correct(s, d.before, d.detail)
	b := d.before
	e.Village, e.HiddenAddress, e.Born, e.BornGuessed = other(b.Village, d.Village), other(b.HiddenAddress, d.HiddenAddress), other(b.Born, d.Born), other(b.BornGuessed, d.BornGuessed)
	e.Sex, e.Household, e.Relation, e.Mother = other(b.Sex, d.Sex), other(b.Household, d.Household), other(b.Relation, d.Relation), other(b.Mother, d.Mother)
	e.Posyandu, e.Group, e.Due = other(b.Posyandu, d.Posyandu), other(b.Group, d.Group), other(b.Due, d.Due)
	e.LivesAlone, e.Disabled, e.Languages = other(b.Alone, d.Alone), other(b.Disabled, d.Disabled), other(b.Languages, d.Languages)
	return e
}

// other gives what is different now.
func other[T comparable](before, now T) *T {
	if before == now {
		return nil
	}
	return &now
}

// home finds the household of a row, or makes it, and puts into it what the row
// tells; nil when the row names none.
func (l *listing) home(row Row) (*householdDraft, *fault.Error) {
	id := l.homeID(row)
	if id == "" {
		return l.motherHome(row), nil
	}
	h := l.households[id]
	code, _ := NormalHouseCode(row.House)
	switch {
	case h == nil && row.Village == "" && l.byCode[code] == nil:
		return nil, fault.BadField("registry.unknown_village", "village")
	case h != nil && (row.Village != "" && row.Village != h.house.Village || code != "" && code != h.house.Code):
		return nil, fault.BadField("registry.move_instead", "village")
	case h == nil && code != "" && l.byCode[code] != nil && row.Village != "" && l.byCode[code].Village != row.Village:
		return nil, fault.BadField("registry.house_stands_still", "village")
	}
	if h == nil {
		h = &householdDraft{Household: Household{ID: id, State: Present}, house: l.house(row, id, code), touched: true}
		h.House = h.house.ID
		h.fill(row, l)
		l.addHousehold(h)
	} else {
		h.fill(row, l)
	}
	h.house.fill(row, l)
	return h, nil
}

// motherHome is the household of the mother that a row names by her number: a
// child of the lists of e-PPGBM comes without a family card.
func (l *listing) motherHome(row Row) *householdDraft {
	for _, m := range l.byNIK[l.nikHash(row.MotherNIK)] {
		if h := l.households[m.Household]; h != nil && (row.Village == "" || row.Village == h.house.Village) && m.State == Active {
			return h
		}
	}
	return nil
}

// house finds a house by its code, or makes one with the next number of the village.
func (l *listing) house(row Row, household ident.ID, code string) *houseDraft {
	if h := l.byCode[code]; code != "" && h != nil {
		return h
	}
	if code == "" {
		code = HouseCode(ident.ID(row.Village), l.next[row.Village])
		l.next[row.Village]++
	}
	h := &houseDraft{House: House{ID: ident.Derive(household, 1), Code: code, Village: row.Village}, touched: true}
	l.addHouse(h)
	return h
}
