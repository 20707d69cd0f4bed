package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// PersonRegistered is the event of somebody new.
type PersonRegistered struct {
	Person        ident.ID    `json:"person"`
	Kind          string      `json:"kind"`
	Village       string      `json:"village,omitempty"`
	Born          string      `json:"born,omitempty"`
	Sex           string      `json:"sex,omitempty"`
	PhoneHash     string      `json:"phone_hash,omitempty"`
	NIKHash       string      `json:"nik_hash,omitempty"`
	HiddenAddress bool        `json:"hidden_address,omitempty"`
	Detail        journal.Ref `json:"detail"`
}

// PersonCorrected is the event of a new version of what is known of somebody.
type PersonCorrected struct {
	Person    ident.ID    `json:"person"`
	PhoneHash string      `json:"phone_hash,omitempty"`
	NIKHash   string      `json:"nik_hash,omitempty"`
	Detail    journal.Ref `json:"detail"`
	// Village and HiddenAddress are there when they change too.
	Village       *string `json:"village,omitempty"`
	HiddenAddress *bool   `json:"hidden_address,omitempty"`
}

// Register makes the event of somebody new, for any room's decision. Phone and
// NIK are brought into one form; the caller has checked them with NormalPhone
// and NormalNIK (what does not fit is kept as it was said and cannot be found by).
func Register[B any](s journal.Said[B], id ident.ID, kind, village, born string, hidden bool, d Detail) PersonRegistered {
	d, phone, nik := lookups(s, d)
	return PersonRegistered{Person: id, Kind: kind, Village: village, Born: born, HiddenAddress: hidden,
		PhoneHash: phone, NIKHash: nik, Detail: s.Seal(sealedPerson, id, 1, d)}
}

// Correct makes the event of the next version of a person's details.
func Correct[B any](s journal.Said[B], p Person, d Detail) PersonCorrected {
	d, phone, nik := lookups(s, d)
	return PersonCorrected{Person: p.ID, PhoneHash: phone, NIKHash: nik, Detail: s.Seal(sealedPerson, p.ID, p.Detail.Version+1, d)}
}

func lookups[B any](s journal.Said[B], d Detail) (Detail, string, string) {
	phone, nik := "", ""
	if p, err := NormalPhone(d.Phone); err == nil {
		d.Phone, phone = p, s.Lookup("phone", p)
	}
	if n, err := NormalNIK(d.NIK); err == nil {
		d.NIK, nik = n, s.Lookup("nik", n)
	}
	return d, phone, nik
}

// Enter registers somebody at the desk: verb registry.register.
type Enter struct {
	Person        ident.ID  `json:"person"`
	Kind          string    `json:"kind"`
	Name          string    `json:"name" max:"120"`
	Phone         string    `json:"phone,omitempty" max:"40"`
	NIK           string    `json:"nik,omitempty" max:"30"`
	Address       string    `json:"address,omitempty" max:"300"`
	Directions    string    `json:"directions,omitempty" max:"500"`
	Home          geo.Point `json:"home,omitzero"`
	Village       string    `json:"village,omitempty" max:"20"`
	Born          string    `json:"born,omitempty" max:"10"`
	Sex           string    `json:"sex,omitempty" max:"10"`
	HiddenAddress bool      `json:"hidden_address,omitempty"`
}

// Subject is the person.
func (b Enter) Subject() ident.ID { return b.Person }

// Detail is the part of it that is sealed.
func (b Enter) Detail() Detail {
	return Detail{Name: b.Name, Phone: b.Phone, NIK: b.NIK, Address: b.Address, Directions: b.Directions, Home: b.Home}
}

// Check wants an id, a name and forms that can be true.
func (b Enter) Check() *fault.Error {
	if b.Person == "" {
		return fault.BadField("body.required", "person")
	}
	if !oneOf(b.Kind, Mother, Baby, Recipient, Worker, Other) {
		return fault.BadField("body.bad_choice", "kind")
	}
	if !oneOf(b.Sex, "", "female", "male") {
		return fault.BadField("body.bad_choice", "sex")
	}
	if b.Born != "" && !validDay(b.Born) {
		return fault.BadField("body.bad_date", "born")
	}
	return b.Detail().Check()
}

// Check wants a name, and phone, NIK and point to be possible ones.
func (d Detail) Check() *fault.Error {
	if blank(d.Name) {
		return fault.BadField("body.required", "name")
	}
	if _, err := NormalPhone(d.Phone); err != nil {
		return err
	}
	if _, err := NormalNIK(d.NIK); err != nil {
		return err
	}
	if !d.Home.Valid() {
		return fault.BadField("body.bad_point", "home")
	}
	return nil
}

// file is what is known before a person's record is made or changed.
type file struct {
	Person
	found   bool
	village string
	known   bool // the facility serves the village
	detail  Detail
	gone    bool
}

// Audiences are those who may keep records of the person's village.
func (f file) Audiences() []string {
	keys := []string{"f", "o:" + string(f.ID)}
	if f.village != "" {
		keys = append(keys, "v:"+f.village)
	}
	return keys
}

func (Room) loadEntry(q journal.Query) (file, error) {
	b := q.Body.(Enter)
	f := file{village: b.Village}
	var err error
	if f.Person, f.found, err = People.Get(q.Tx, q.Facility, b.Person); err != nil {
		return f, err
	}
	if b.Village == "" {
		return f, nil
	}
	_, f.known, err = Villages.Get(q.Tx, q.Facility, ident.ID(b.Village))
	return f, err
}

func (f file) enter(s journal.Said[Enter]) journal.Answer {
	b := s.Body
	switch {
	case f.found:
		return journal.Refuse("registry.person_exists").On("person")
	case b.Village != "" && !f.known:
		return journal.Refuse("registry.unknown_village").On("village")
	case b.Born > s.Now.Add(dayAhead).Day(utc()):
		return journal.Refuse("registry.born_in_future").On("born")
	}
	e := Register(s, b.Person, b.Kind, b.Village, b.Born, b.HiddenAddress, b.Detail())
	e.Sex = b.Sex
	return journal.Accept(e).Giving(map[string]ident.ID{"person": b.Person})
}

// Amend corrects what is known of somebody: verb registry.correct. What is left
// out stays as it is; an empty text empties it.
type Amend struct {
	Person     ident.ID   `json:"person"`
	Name       *string    `json:"name,omitempty" max:"120"`
	Phone      *string    `json:"phone,omitempty" max:"40"`
	NIK        *string    `json:"nik,omitempty" max:"30"`
	Address    *string    `json:"address,omitempty" max:"300"`
	Directions *string    `json:"directions,omitempty" max:"500"`
	Home       *geo.Point `json:"home,omitempty"`
	// Village is a code the facility serves, or empty: not known.
	Village       *string `json:"village,omitempty" max:"20"`
	HiddenAddress *bool   `json:"hidden_address,omitempty"`
}

// Subject is the person.
func (b Amend) Subject() ident.ID { return b.Person }

// Check wants a person.
func (b Amend) Check() *fault.Error {
	if b.Person == "" {
		return fault.BadField("body.required", "person")
	}
	return nil
}

// on gives the details with what the correction says.
func (b Amend) on(d Detail) Detail {
	set := func(to *string, from *string) {
		if from != nil {
			*to = *from
		}
	}
	set(&d.Name, b.Name)
	set(&d.Phone, b.Phone)
	set(&d.NIK, b.NIK)
	set(&d.Address, b.Address)
	set(&d.Directions, b.Directions)
	if b.Home != nil {
		d.Home = *b.Home
	}
	return d
}

func (Room) loadFile(q journal.Query) (file, error) {
	var f file
	var err error
	f.Person, f.detail, f.found, err = Open(q, q.Subject)
	f.village, f.gone = f.Village, f.State == Erased
	if err == nil && !f.found {
		return f, fault.Absent()
	}
	if b, ok := q.Body.(Amend); ok && err == nil && b.Village != nil {
		_, f.known, err = Villages.Get(q.Tx, q.Facility, ident.ID(*b.Village))
	}
	return f, err
}

func (f file) amend(s journal.Said[Amend]) journal.Answer {
	if f.gone {
		return journal.Refuse("registry.person_erased").On("person")
	}
	d := s.Body.on(f.detail)
	if err := d.Check(); err != nil {
		return journal.Refuse(err.Code).On(err.Field)
	}
	if v := s.Body.Village; v != nil && *v != "" && !f.known {
		return journal.Refuse("registry.unknown_village").On("village")
	}
	e := Correct(s, f.Person, d)
	e.Village, e.HiddenAddress = s.Body.Village, s.Body.HiddenAddress
	return journal.Accept(e)
}

func applyRegistered(tx *store.Tx, m journal.Meta, e PersonRegistered) error {
	return People.Put(tx, Person{m.Facility, e.Person, e.Kind, e.Village, e.Born, e.Sex, e.PhoneHash, e.NIKHash, Active, e.HiddenAddress, e.Detail})
}

func applyCorrected(tx *store.Tx, m journal.Meta, e PersonCorrected) error {
	p, found, err := People.Get(tx, m.Facility, e.Person)
	if err != nil || !found {
		return err
	}
	p.PhoneHash, p.NIKHash, p.Detail = e.PhoneHash, e.NIKHash, e.Detail
	if e.Village != nil {
		p.Village = *e.Village
	}
	if e.HiddenAddress != nil {
		p.HiddenAddress = *e.HiddenAddress
	}
	return People.Put(tx, p)
}

// PersonForgotten follows the erasure of somebody's details: the hashes by which
// they could be found go too.
type PersonForgotten struct {
	Person ident.ID `json:"person"`
}

func forget(q journal.Query, _ journal.Meta, e journal.Erased) ([]any, error) {
	if e.Table != sealedPerson {
		return nil, nil
	}
	p, found, err := People.Get(q.Tx, q.Facility, e.ID)
	if err != nil || !found || p.Detail.Version != e.Version {
		return nil, err // an old version went; the person stays known
	}
	return []any{PersonForgotten{p.ID}}, nil
}

func applyForgotten(tx *store.Tx, m journal.Meta, e PersonForgotten) error {
	p, found, err := People.Get(tx, m.Facility, e.Person)
	if err != nil || !found {
		return err
	}
	p.PhoneHash, p.NIKHash, p.Born, p.Sex, p.State = "", "", "", "", Erased
	return People.Put(tx, p)
}
