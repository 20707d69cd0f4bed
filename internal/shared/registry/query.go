package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Open gives a person with their details; false when there is none. Of an
// erased person the details are empty.
func Open(q journal.Query, id ident.ID) (Person, Detail, bool, error) {
	p, found, err := People.Get(q.Tx, q.Facility, id)
	if err != nil || !found || p.Detail.IsZero() {
		return p, Detail{}, found, err
	}
	var d Detail
	gone, err := q.Open(p.Detail, &d)
	if gone {
		d = Detail{}
	}
	return p, d, true, err
}

// OpenCanonical gives who stands for a record, with their details: themselves, or
// whom it is merged into. A number that only the merged record has is still theirs.
func OpenCanonical(q journal.Query, id ident.ID) (Person, Detail, bool, error) {
	p, d, found, err := Open(q, id)
	if err != nil || !found || p.MergedInto == "" {
		return p, d, found, err
	}
	kept, found, err := Canonical(q.Tx, q.Facility, id)
	if err != nil || !found {
		return p, d, found, err
	}
	kept, k, found, err := Open(q, kept.ID)
	if k.Phone == "" {
		k.Phone = d.Phone
	}
	return kept, k, found, err
}

// FindByPhone gives everybody of the facility who has a phone number: families
// share one. It is for staff; no page of a client searches.
func FindByPhone(q journal.Query, phone string) ([]Person, error) {
	p, bad := NormalPhone(phone)
	if bad != nil || p == "" {
		return nil, nil
	}
	return People.Where(q.Tx, `facility_id = $1 AND id IN (SELECT id FROM person WHERE facility_id = $1 AND phone_hash = $2 AND phone_hash <> ''
		UNION SELECT person FROM person_phone WHERE facility_id = $1 AND hash = $2) ORDER BY id`,
		q.Facility, q.Keys.Lookup(q.Facility, "phone", p))
}

// FindByNIK gives who has a NIK; two records of one human are possible.
func FindByNIK(q journal.Query, nik string) ([]Person, error) {
	n := NormalNIK(nik)
	if len(n) != 16 {
		return nil, nil
	}
	found, err := People.Where(q.Tx, "facility_id = $1 AND nik_hash = $2 AND nik_hash <> ''", q.Facility, q.Keys.Lookup(q.Facility, "nik", n))
	byID(found)
	return found, err
}

// FacilityOf gives the health centre of an id; not found when it was never founded.
func FacilityOf(tx *store.Tx, id ident.ID) (Facility, error) {
	return store.Keep(tx, "facility "+string(id), func() (Facility, error) {
		f, found, err := Facilities.Get(tx, id, id)
		if err == nil && !found {
			return f, fault.Absent()
		}
		return f, err
	})
}

// FacilityBySlug gives the health centre whose addresses begin with slug.
func FacilityBySlug(tx *store.Tx, slug string) (Facility, error) {
	if !slugForm.MatchString(slug) {
		return Facility{}, fault.Absent() // it may hold bytes that a database refuses
	}
	var id ident.ID
	found, err := tx.One("SELECT id FROM facility WHERE slug = $1", store.Args(slug), &id)
	if err != nil {
		return Facility{}, err
	}
	if !found {
		return Facility{}, fault.Absent()
	}
	return FacilityOf(tx, id)
}

// AllFacilities lists the health centres of the database by slug.
func AllFacilities(tx *store.Tx) ([]Facility, error) {
	var ids []ident.ID
	err := tx.Each("SELECT id FROM facility ORDER BY slug", nil, func(scan func(...any) error) error {
		var id ident.ID
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	var all []Facility
	for _, id := range ids {
		f, found, err := Facilities.Get(tx, id, id)
		if err != nil {
			return nil, err
		}
		if found {
			all = append(all, f)
		}
	}
	return all, err
}
