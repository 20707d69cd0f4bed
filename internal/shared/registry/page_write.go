package registry

import (
	"slices"
	"strings"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// pageWriter fills a page in.
type pageWriter struct {
	journal.Query
	eyes Eyes
	page Page
	// mine are whose lines, consents and pairs the page shows; also those merged into them.
	mine  []ident.ID
	names map[ident.ID]string
	hid   bool // the reader may not see where they live
}

func (w *pageWriter) write(household ident.ID, people []Person, about Person) (Page, error) {
	w.names = map[ident.ID]string{}
	steps := []func() error{
		func() error { return w.members(people) },
		func() error { return w.home(household) },
		func() error { return w.around(about) },
		w.merged, w.life, w.consents, w.texts, w.pairs,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return Page{}, err
		}
	}
	return w.page, nil
}

// members shows everybody, and finds out whether where they live is hidden.
func (w *pageWriter) members(people []Person) error {
	w.page.Members = []PageMember{}
	for _, p := range people {
		m, err := w.member(p)
		if err != nil {
			return err
		}
		w.hid = w.hid || m.Hidden && !w.eyes.Hidden
		w.page.Members = append(w.page.Members, m)
	}
	if !w.hid {
		return nil
	}
	for i := range w.page.Members { // one of them hides the house that all live in
		m := &w.page.Members[i]
		m.Address, m.Landmark, m.Directions, m.Home = "", "", "", geo.Point{}
	}
	return nil
}

func (w *pageWriter) member(p Person) (m PageMember, err error) {
	_, d, _, err := Open(w.Query, p.ID)
	if err != nil {
		return m, err
	}
	m.PersonView, _, err = ShowPerson(w.Query, p.ID)
	if err != nil {
		return m, err
	}
	m.Kind, m.State, m.StateOn, m.ContactShown = p.Kind, p.State, p.StateOn, w.eyes.Contact(p.ID)
	w.names[p.ID] = d.Name
	if p.State == Moved {
		if m.GoneTo, _, err = GoneTo(w.Query, p.ID, ""); err != nil {
			return m, err
		}
	}
	if m.GuardianName, err = w.nameOf(p.Guardian); err != nil {
		return m, err
	}
	m.Address, m.Landmark, m.Directions, m.Home = d.Address, "", d.Directions, d.Home // a house is shown once, for all
	if p.Household != "" {
		m.Address, m.Directions, m.Home = "", "", geo.Point{}
	}
	if !m.ContactShown {
		m.Phones, m.Address, m.Directions, m.Home, m.HouseCode = nil, "", "", geo.Point{}, ""
		return m, nil
	}
	m.NIK, m.Insurance = mask(d.NIK, w.eyes.Full), mask(d.Insurance, w.eyes.Full)
	born := p.Born
	if p.BornGuessed {
		born = "" // a guess contradicts no card
	}
	m.NIKDoubts = NIKDoubts(d.NIK, born, p.Sex)
	return m, nil
}

// home shows household and house.
func (w *pageWriter) home(id ident.ID) error {
	h, found, err := Households.Get(w.Tx, w.Facility, id)
	if err != nil || !found {
		return err
	}
	contact := slices.ContainsFunc(w.page.Members, func(m PageMember) bool { return m.ContactShown }) || len(w.page.Members) == 0 && w.eyes.Contact("")
	var d HouseholdDetail
	if !h.Detail.IsZero() {
		if _, err := w.Open(h.Detail, &d); err != nil {
			return err
		}
	}
	w.page.Household = &PageHousehold{ID: h.ID, Head: h.Head, State: h.State, Decile: h.Decile, DecileSource: h.DecileSource, DecileOn: h.DecileOn, PovertyLetterOn: h.PovertyLetterOn}
	if contact {
		w.page.Household.KK = mask(d.KK, w.eyes.Full)
		w.page.Household.PovertyLetter, w.page.Household.PovertyLetterBy = d.PovertyLetter, d.PovertyLetterBy
	}
	house, at, found, err := OpenHouse(w.Query, h.House)
	if err != nil || !found {
		return err
	}
	hidden := w.hid || house.HiddenAddress && !w.eyes.Hidden
	w.page.House = &PageHouse{ID: house.ID, Code: house.Code, Village: house.Village, Group: house.Group, Hidden: house.HiddenAddress || w.hid}
	if hidden || !contact {
		w.page.House.Code = ""
		return nil
	}
	w.page.House.Shown = true
	w.page.House.Hamlet, w.page.House.RT, w.page.House.RW, w.page.House.Street = at.Hamlet, at.RT, at.RW, at.Street
	w.page.House.Landmark, w.page.House.Directions, w.page.House.Home, w.page.House.Photos = at.Landmark, at.Directions, at.Home, at.Photos
	return nil
}

// around names the village, the posyandu and the group of ten houses.
func (w *pageWriter) around(about Person) error {
	v, _, err := Villages.Get(w.Tx, w.Facility, ident.ID(about.Village))
	if err != nil {
		return err
	}
	w.page.VillageName = v.Name
	if about.Posyandu != "" {
		p, found, err := Posyandus.Get(w.Tx, w.Facility, about.Posyandu)
		if err != nil {
			return err
		}
		if found {
			w.page.Posyandu = &p
		}
	}
	if about.Group == "" {
		return nil
	}
	g, found, err := Groups.Get(w.Tx, w.Facility, about.Group)
	if err != nil || !found {
		return err
	}
	name, err := GroupName(w.Query, g)
	w.page.Group = &GroupView{g, name}
	return err
}

// merged lists the records that stand for one of the page no more; what happened
// under their name belongs to the page too.
func (w *pageWriter) merged() error {
	w.page.Merged = []PageMerged{}
	for _, into := range slices.Clone(w.mine) {
		ids, err := MergedWith(w.Tx, w.Facility, into)
		if err != nil {
			return err
		}
		for _, id := range ids {
			name, err := w.nameOf(id)
			if err != nil {
				return err
			}
			p, _, err := People.Get(w.Tx, w.Facility, id)
			if err != nil {
				return err
			}
			w.page.Merged = append(w.page.Merged, PageMerged{id, p.MergedInto, name})
			w.mine = append(w.mine, id)
		}
	}
	return nil
}

// among makes the condition that a column is one of whose page it is.
func (w *pageWriter) among(column string, args []any) (string, []any) {
	marks := make([]string, len(w.mine))
	for i, id := range w.mine {
		args = append(args, id)
		marks[i] = "$" + decimal(len(args))
	}
	return column + " IN (" + strings.Join(marks, ", ") + ")", args
}

func (w *pageWriter) life() error {
	w.page.Life = []PageLine{}
	if len(w.mine) == 0 {
		return nil
	}
	in, args := w.among("person", store.Args(w.Facility))
	rows, err := LifeEvents.Where(w.Tx, "facility_id = $1 AND "+in+" ORDER BY seq DESC, id DESC LIMIT "+decimal(pageLines), args...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		l := PageLine{ID: r.ID, Person: r.Person, What: r.What, On: r.On, RecordedAt: r.RecordedAt, Retracted: r.Retracted}
		if l.PersonName, err = w.nameOf(r.Person); err != nil {
			return err
		}
		if l.By, err = w.eyes.Name(w.Query, r.Actor); err != nil {
			return err
		}
		if r.Approver != "" {
			if l.ApprovedBy, err = w.eyes.Name(w.Query, r.Approver); err != nil {
				return err
			}
		}
		w.page.Life = append(w.page.Life, l)
	}
	return nil
}

// nameOf gives the name of somebody of the registry, reading each once.
func (w *pageWriter) nameOf(id ident.ID) (string, error) {
	if id == "" {
		return "", nil
	}
	if name, ok := w.names[id]; ok {
		return name, nil
	}
	_, d, _, err := Open(w.Query, id)
	w.names[id] = d.Name
	return d.Name, err
}

func (w *pageWriter) consents() error {
	w.page.Consents = []PageConsent{}
	if len(w.mine) == 0 {
		return nil
	}
	in, args := w.among("person", store.Args(w.Facility))
	rows, err := Consents.Where(w.Tx, "facility_id = $1 AND "+in+" ORDER BY at DESC, id DESC", args...)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, c := range rows {
		key := string(c.Person) + " " + c.Purpose
		if seen[key] {
			continue
		}
		seen[key] = true
		v := PageConsent{Consent: c}
		if v.PersonName, err = w.nameOf(c.Person); err != nil {
			return err
		}
		if v.GuardianName, err = w.nameOf(c.Guardian); err != nil {
			return err
		}
		if v.WitnessName, err = w.nameOf(c.Witness); err != nil {
			return err
		}
		if v.By, err = w.eyes.Name(w.Query, c.RecordedBy); err != nil {
			return err
		}
		w.page.Consents = append(w.page.Consents, v)
	}
	return nil
}

// texts are the newest version of each purpose: what is read out before an answer.
func (w *pageWriter) texts() error {
	rows, err := ConsentTexts.Where(w.Tx, "facility_id = $1 ORDER BY purpose, published_at DESC, id DESC", w.Facility)
	w.page.Texts = slices.CompactFunc(rows, func(a, b ConsentText) bool { return a.Purpose == b.Purpose })
	if w.page.Texts == nil {
		w.page.Texts = []ConsentText{}
	}
	return err
}

// pairs shows the other record of a doubtful pair, to whom it is theirs to read.
func (w *pageWriter) pairs() error {
	w.page.Pairs = []PagePair{}
	if len(w.mine) == 0 {
		return nil
	}
	one, args := w.among("one", store.Args(w.Facility, Doubtful))
	other, args := w.among("other", args)
	rows, err := Pairs.Where(w.Tx, "facility_id = $1 AND verdict = $2 AND ("+one+" OR "+other+") ORDER BY at DESC, id LIMIT 20", args...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		mine, theirs := r.One, r.Other
		if !slices.Contains(w.mine, mine) {
			mine, theirs = theirs, mine
		}
		p, d, found, err := Open(w.Query, theirs)
		if err != nil {
			return err
		}
		if !found || p.State == Merged || p.State == Erased || !w.eyes.Reaches(p.ID, p.Village) {
			continue
		}
		w.page.Pairs = append(w.page.Pairs, PagePair{r.ID, mine, p.ID, d.Name, p.Born, p.Village, r.Reasons})
	}
	return nil
}
