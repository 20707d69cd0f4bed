package registry

import (
	"encoding/json"
	"fmt"

	"sambang/internal/calc/naming"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

const (
	// batch is how many people are opened at a time, so that an index of many is
	// built without holding them all.
	batch = 2_000
	// few are opened one by one; more by one reading of the range they lie in.
	few = 100
)

// readPeople gives people as the index takes them, ordered as they came. Those
// whose details are erased are left out. With more than a few they are sorted by id.
func readPeople(q journal.Query, people []Person) ([]naming.Person, error) {
	details, err := detailsOf(q, people)
	if err != nil {
		return nil, err
	}
	mothers, err := mothersOf(q, people, details)
	if err != nil {
		return nil, err
	}
	codes, err := codesOf(q, people)
	if err != nil {
		return nil, err
	}
	var out []naming.Person
	for _, p := range people {
		d, ok := details[p.ID]
		if !ok {
			continue
		}
		n := naming.Person{ID: p.ID, Name: d.Name, Mother: d.MotherName, Born: p.Born, BornGuessed: p.BornGuessed, Sex: p.Sex, NIK: d.NIK, Seq: p.Seq}
		if m := mothers[p.Mother]; m != "" {
			n.Mother = m
		}
		if n.Village, err = villageOf(q, p); err != nil {
			return nil, err
		}
		if !p.HiddenAddress { // a sticker on the wall must not tell who hides behind it
			n.House = codes[p.Household]
		}
		if d.Phone != "" {
			n.Phones = append([]string{d.Phone}, d.More...)
		}
		out = append(out, n)
	}
	return out, nil
}

// villageOf is the village whose people may find somebody: of a merged record
// that of the one it stands for, of who has moved away none.
func villageOf(q journal.Query, p Person) (string, error) {
	if p.MergedInto != "" {
		c, _, err := Canonical(q.Tx, q.Facility, p.ID)
		if err != nil {
			return "", err
		}
		p = c
	}
	if p.State == Moved {
		return "", nil
	}
	return p.Village, nil
}

// detailsOf opens the sealed details, by person.
func detailsOf(q journal.Query, people []Person) (map[ident.ID]Detail, error) {
	if len(people) > few {
		return detailsIn(q, people)
	}
	out := map[ident.ID]Detail{}
	for _, p := range people {
		var d Detail
		gone, err := q.Open(p.Detail, &d)
		if err != nil {
			return nil, err
		}
		if !gone {
			out[p.ID] = d
		}
	}
	return out, nil
}

// detailsIn reads the range of ids that many people lie in.
func detailsIn(q journal.Query, people []Person) (map[ident.ID]Detail, error) {
	low, high := ends(people)
	return detailsWhere(q, people, "id >= $3 AND id <= $4", low, high)
}

// ends are the lowest and the highest id.
func ends(people []Person) (low, high ident.ID) {
	low, high = people[0].ID, people[0].ID
	for _, p := range people {
		low, high = min(low, p.ID), max(high, p.ID)
	}
	return low, high
}

// detailsWhere opens the newest details of people by one statement; where says
// which ids to read ($3 and on).
func detailsWhere(q journal.Query, people []Person, where string, args ...any) (map[ident.ID]Detail, error) {
	version := map[ident.ID]int64{}
	for _, p := range people {
		version[p.ID] = p.Detail.Version
	}
	out := map[ident.ID]Detail{}
	err := q.Each("SELECT id, version, body FROM sealed WHERE facility_id = $1 AND tbl = $2 AND "+where, append(store.Args(q.Facility, sealedPerson), store.Args(args...)...),
		func(scan func(...any) error) error {
			var id ident.ID
			var v int64
			var body string
			if err := scan(&id, &v, &body); err != nil || version[id] != v {
				return err
			}
			text, err := q.Keys.Open(q.Facility, body)
			if err != nil {
				return err
			}
			var d Detail
			if err := json.Unmarshal(text, &d); err != nil {
				return fmt.Errorf("registry: the details of %s: %w", id, err)
			}
			out[id] = d
			return nil
		})
	return out, err
}

// mothersOf gives the names of the mothers who have a record, by record.
func mothersOf(q journal.Query, people []Person, known map[ident.ID]Detail) (map[ident.ID]string, error) {
	if len(people) > few {
		return mothersIn(q, people)
	}
	out := map[ident.ID]string{}
	for _, p := range people {
		if p.Mother == "" || out[p.Mother] != "" {
			continue
		}
		if d, ok := known[p.Mother]; ok {
			out[p.Mother] = d.Name
			continue
		}
		_, d, _, err := Open(q, p.Mother)
		if err != nil {
			return nil, err
		}
		out[p.Mother] = d.Name
	}
	return out, nil
}

// mothersIn reads the mothers of the range of ids that many people lie in.
func mothersIn(q journal.Query, people []Person) (map[ident.ID]string, error) {
	low, high := ends(people)
	mothers, err := People.Where(q.Tx, "facility_id = $1 AND id IN (SELECT mother FROM person WHERE facility_id = $1 AND id >= $2 AND id <= $3 AND mother <> '')", q.Facility, low, high)
	if err != nil {
		return nil, err
	}
	details, err := detailsWhere(q, mothers, "id IN (SELECT mother FROM person WHERE facility_id = $1 AND id >= $3 AND id <= $4 AND mother <> '')", low, high)
	out := map[ident.ID]string{}
	for id, d := range details {
		out[id] = d.Name
	}
	return out, err
}

// codesOf gives the codes of the houses of households, but of hidden houses.
func codesOf(q journal.Query, people []Person) (map[ident.ID]string, error) {
	out := map[ident.ID]string{}
	if len(people) > few {
		low, high := ends(people)
		err := q.Each("SELECT h.id, s.code FROM household h JOIN house s ON s.facility_id = h.facility_id AND s.id = h.house WHERE h.facility_id = $1 AND s.hidden_address = FALSE "+
			"AND h.id IN (SELECT household FROM person WHERE facility_id = $1 AND id >= $2 AND id <= $3)", store.Args(q.Facility, low, high), func(scan func(...any) error) error {
			var household ident.ID
			var code string
			err := scan(&household, &code)
			out[household] = code
			return err
		})
		return out, err
	}
	for _, p := range people {
		if _, done := out[p.Household]; done || p.Household == "" {
			continue
		}
		code, err := codeOf(q, p.Household)
		if err != nil {
			return nil, err
		}
		out[p.Household] = code
	}
	return out, nil
}

// codeOf is the code of a household's house, empty when nobody may know it.
func codeOf(q journal.Query, household ident.ID) (string, error) {
	h, found, err := Households.Get(q.Tx, q.Facility, household)
	if err != nil || !found {
		return "", err
	}
	s, found, err := Houses.Get(q.Tx, q.Facility, h.House)
	if err != nil || !found || s.HiddenAddress {
		return "", err
	}
	return s.Code, nil
}
