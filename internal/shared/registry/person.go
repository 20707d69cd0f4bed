package registry

import (
	"slices"

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
	// MorePhones are the hashes of further numbers.
	MorePhones  []string `json:"more_phones,omitempty"`
	Household   ident.ID `json:"household,omitempty"`
	Relation    string   `json:"relation,omitempty"`
	Mother      ident.ID `json:"mother,omitempty"`
	Guardian    ident.ID `json:"guardian,omitempty"`
	Posyandu    ident.ID `json:"posyandu,omitempty"`
	Group       ident.ID `json:"ten_house_group,omitempty"`
	BornGuessed bool     `json:"born_guessed,omitempty"`
	Due         string   `json:"due,omitempty"`
	LivesAlone  bool     `json:"lives_alone,omitempty"`
	Disabled    bool     `json:"disabled,omitempty"`
	Languages   string   `json:"languages,omitempty"`
}

// PersonCorrected is the event of a new version of what is known of somebody.
type PersonCorrected struct {
	Person     ident.ID    `json:"person"`
	PhoneHash  string      `json:"phone_hash,omitempty"`
	NIKHash    string      `json:"nik_hash,omitempty"`
	Detail     journal.Ref `json:"detail"`
	MorePhones []string    `json:"more_phones,omitempty"`
	// What follows is there when it changes too.
	Village       *string   `json:"village,omitempty"`
	HiddenAddress *bool     `json:"hidden_address,omitempty"`
	Born          *string   `json:"born,omitempty"`
	BornGuessed   *bool     `json:"born_guessed,omitempty"`
	Sex           *string   `json:"sex,omitempty"`
	Household     *ident.ID `json:"household,omitempty"`
	Relation      *string   `json:"relation,omitempty"`
	Mother        *ident.ID `json:"mother,omitempty"`
	Posyandu      *ident.ID `json:"posyandu,omitempty"`
	Group         *ident.ID `json:"ten_house_group,omitempty"`
	Due           *string   `json:"due,omitempty"`
	LivesAlone    *bool     `json:"lives_alone,omitempty"`
	Disabled      *bool     `json:"disabled,omitempty"`
	Languages     *string   `json:"languages,omitempty"`
}

// Register makes the event of somebody new, for any room's decision. Phones and
// NIK are brought into one form; what does not fit is kept as it was said and
// cannot be found by. The caller fills in what else is known.
func Register[B any](s journal.Said[B], id ident.ID, kind, village, born string, hidden bool, d Detail) PersonRegistered {
	d, phones, nik := lookups(s, d)
	e := PersonRegistered{Person: id, Kind: kind, Village: village, Born: born, HiddenAddress: hidden, NIKHash: nik, Detail: s.Seal(sealedPerson, id, 1, d)}
	e.PhoneHash, e.MorePhones = parted(phones)
	return e
}

// Correct makes the event of the next version of a person's details.
func Correct[B any](s journal.Said[B], p Person, d Detail) PersonCorrected {
	d, phones, nik := lookups(s, d)
	e := PersonCorrected{Person: p.ID, NIKHash: nik, Detail: s.Seal(sealedPerson, p.ID, p.Detail.Version+1, d)}
	e.PhoneHash, e.MorePhones = parted(phones)
	return e
}

func parted(hashes []string) (first string, more []string) {
	if len(hashes) == 0 {
		return "", nil
	}
	return hashes[0], hashes[1:]
}

// lookups gives the details in their one form, and the hashes to find them by.
func lookups[B any](s journal.Said[B], d Detail) (Detail, []string, string) {
	var hashes []string
	all := append([]string{d.Phone}, d.More...)
	d.Phone, d.More = "", nil
	for _, raw := range all {
		number, err := NormalPhone(raw)
		if err != nil {
			number = raw
		}
		if number == "" || number == d.Phone || slices.Contains(d.More, number) {
			continue
		}
		if d.Phone == "" {
			d.Phone = number
		} else {
			d.More = append(d.More, number)
		}
		if err == nil {
			hashes = append(hashes, s.Lookup("phone", number))
		}
	}
	nik, n := "", NormalNIK(d.NIK)
	d.NIK = n
	if len(n) == 16 {
		nik = s.Lookup("nik", n)
	}
	return d, hashes, nik
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

	MorePhones  []string `json:"more_phones,omitempty" max:"40"`
	Insurance   string   `json:"insurance,omitempty" max:"20"`
	MotherName  string   `json:"mother_name,omitempty" max:"120"`
	BornGuessed bool     `json:"born_guessed,omitempty"`
	Household   ident.ID `json:"household,omitempty"`
	Relation    string   `json:"relation,omitempty" max:"20"`
	Mother      ident.ID `json:"mother,omitempty"`
	Guardian    ident.ID `json:"guardian,omitempty"`
	Posyandu    ident.ID `json:"posyandu,omitempty"`
	Due         string   `json:"due,omitempty" max:"10"`
	LivesAlone  bool     `json:"lives_alone,omitempty"`
	Disabled    bool     `json:"disabled,omitempty"`
	Languages   string   `json:"languages,omitempty" max:"30"`
}

// Subject is the person.
func (b Enter) Subject() ident.ID { return b.Person }

// Detail is the part of it that is sealed.
func (b Enter) Detail() Detail {
	return Detail{Name: b.Name, Phone: b.Phone, NIK: b.NIK, Address: b.Address, Directions: b.Directions, Home: b.Home,
		More: b.MorePhones, Insurance: b.Insurance, MotherName: b.MotherName}
}

// Check wants an id, a name and forms that can be true.
func (b Enter) Check() *fault.Error {
	if b.Person == "" {
		return fault.BadField("body.required", "person")
	}
	if !oneOf(b.Kind, Mother, Baby, Recipient, Worker, Other, Resident) {
		return fault.BadField("body.bad_choice", "kind")
	}
	if !oneOf(b.Sex, "", "female", "male") {
		return fault.BadField("body.bad_choice", "sex")
	}
	if b.Born != "" && !validDay(b.Born) {
		return fault.BadField("body.bad_date", "born")
	}
	if b.Due != "" && !validDay(b.Due) {
		return fault.BadField("body.bad_date", "due")
	}
	if b.Relation != "" && !oneOf(b.Relation, Relations...) {
		return fault.BadField("body.bad_choice", "relation")
	}
	if b.Languages != "" && !languageForm.MatchString(b.Languages) {
		return fault.BadField("body.bad_choice", "languages")
	}
	return b.Detail().Check()
}

// Check wants a name, and phones and point to be possible ones. A NIK is never
// refused: NIKDoubts says what is odd about it.
func (d Detail) Check() *fault.Error {
	if blank(d.Name) {
		return fault.BadField("body.required", "name")
	}
	for _, p := range append([]string{d.Phone}, d.More...) {
		if _, err := NormalPhone(p); err != nil {
			return err
		}
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
	// household and group are of the household that is named, homeless: it is not there.
	household Household
	house     House
	homeless  bool
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
	if err := f.join(q, b.Household); err != nil {
		return f, err
	}
	if f.house.Village != "" {
		f.village = f.house.Village
	}
	if f.village == "" {
		return f, nil
	}
	_, f.known, err = Villages.Get(q.Tx, q.Facility, ident.ID(f.village))
	return f, err
}

// join reads the household that somebody is to belong to.
func (f *file) join(q journal.Query, household ident.ID) (err error) {
	if household == "" {
		return nil
	}
	var found bool
	if f.household, found, err = Households.Get(q.Tx, q.Facility, household); err != nil || !found {
		f.homeless = !found
		return err
	}
	f.house, _, err = Houses.Get(q.Tx, q.Facility, f.household.House)
	return err
}

func (f file) enter(s journal.Said[Enter]) journal.Answer {
	b := s.Body
	switch {
	case f.found:
		return journal.Refuse("registry.person_exists").On("person")
	case f.homeless:
		return journal.Refuse("registry.unknown_household").On("household")
	case f.village != "" && !f.known:
		return journal.Refuse("registry.unknown_village").On("village")
	case b.Born > s.Now.Add(dayAhead).Day(utc()):
		return journal.Refuse("registry.born_in_future").On("born")
	}
	e := Register(s, b.Person, b.Kind, f.village, b.Born, b.HiddenAddress, b.Detail())
	e.Sex, e.BornGuessed, e.Household, e.Relation, e.Mother, e.Guardian = b.Sex, b.BornGuessed, b.Household, b.Relation, b.Mother, b.Guardian
	e.Posyandu, e.Group, e.Due, e.LivesAlone, e.Disabled, e.Languages = b.Posyandu, f.house.Group, b.Due, b.LivesAlone, b.Disabled, b.Languages
	return journal.Accept(e).Giving(Entered{b.Person, NIKDoubts(b.NIK, b.Born, b.Sex)})
}

// Entered is the result of registering or correcting somebody: what is odd about
// the NIK, in the words of NIKDoubts. It was kept as it was told.
type Entered struct {
	Person    ident.ID `json:"person"`
	NIKDoubts []string `json:"nik_doubts,omitempty"`
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
	// Village is a code the facility serves, or empty: not known. Who lives in a
	// household moves with registry.move instead.
	Village       *string `json:"village,omitempty" max:"20"`
	HiddenAddress *bool   `json:"hidden_address,omitempty"`

	MorePhones  *[]string `json:"more_phones,omitempty" max:"40"`
	Insurance   *string   `json:"insurance,omitempty" max:"20"`
	MotherName  *string   `json:"mother_name,omitempty" max:"120"`
	Born        *string   `json:"born,omitempty" max:"10"`
	BornGuessed *bool     `json:"born_guessed,omitempty"`
	Sex         *string   `json:"sex,omitempty" max:"10"`
	Household   *ident.ID `json:"household,omitempty"`
	Relation    *string   `json:"relation,omitempty" max:"20"`
	Mother      *ident.ID `json:"mother,omitempty"`
	Posyandu    *ident.ID `json:"posyandu,omitempty"`
	LivesAlone  *bool     `json:"lives_alone,omitempty"`
	Disabled    *bool     `json:"disabled,omitempty"`
	Languages   *string   `json:"languages,omitempty" max:"30"`
}

// Subject is the person.
func (b Amend) Subject() ident.ID { return b.Person }

// Check wants a person, and forms that can be true.
func (b Amend) Check() *fault.Error {
	switch {
	case b.Person == "":
		return fault.BadField("body.required", "person")
	case b.Born != nil && *b.Born != "" && !validDay(*b.Born):
		return fault.BadField("body.bad_date", "born")
	case b.Sex != nil && !oneOf(*b.Sex, "", "female", "male"):
		return fault.BadField("body.bad_choice", "sex")
	case b.Relation != nil && *b.Relation != "" && !oneOf(*b.Relation, Relations...):
		return fault.BadField("body.bad_choice", "relation")
	case b.Languages != nil && *b.Languages != "" && !languageForm.MatchString(*b.Languages):
		return fault.BadField("body.bad_choice", "languages")
	}
	return nil
}

// on gives the details with what the correction says.
func (b Amend) on(d Detail) Detail {
	set(&d.Name, b.Name)
	set(&d.Phone, b.Phone)
	set(&d.NIK, b.NIK)
	set(&d.Address, b.Address)
	set(&d.Directions, b.Directions)
	set(&d.Home, b.Home)
	set(&d.More, b.MorePhones)
	set(&d.Insurance, b.Insurance)
	set(&d.MotherName, b.MotherName)
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
	b, ok := q.Body.(Amend)
	if !ok || err != nil {
		return f, err
	}
	if b.Household != nil {
		if err := f.join(q, *b.Household); err != nil {
			return f, err
		}
	}
	if b.Village != nil {
		_, f.known, err = Villages.Get(q.Tx, q.Facility, ident.ID(*b.Village))
	}
	return f, err
}

func (f file) amend(s journal.Said[Amend]) journal.Answer {
	b := s.Body
	switch {
	case f.gone:
		return journal.Refuse("registry.person_erased").On("person")
	case f.MergedInto != "":
		return journal.Refuse("registry.person_merged").On("person")
	case f.homeless:
		return journal.Refuse("registry.unknown_household").On("household")
	case b.Village != nil && *b.Village != "" && !f.known:
		return journal.Refuse("registry.unknown_village").On("village")
	case b.Born != nil && *b.Born > s.Now.Add(dayAhead).Day(utc()):
		return journal.Refuse("registry.born_in_future").On("born")
	}
	d := b.on(f.detail)
	if err := d.Check(); err != nil {
		return journal.Refuse(err.Code).On(err.Field)
	}
	e := Correct(s, f.Person, d)
	e.Village, e.HiddenAddress, e.Born, e.BornGuessed, e.Sex = b.Village, b.HiddenAddress, b.Born, b.BornGuessed, b.Sex
	e.Relation, e.Mother, e.Posyandu = b.Relation, b.Mother, b.Posyandu
	e.LivesAlone, e.Disabled, e.Languages = b.LivesAlone, b.Disabled, b.Languages
	if b.Household != nil {
		e.Household = b.Household
		if f.house.ID != "" {
			e.Village, e.Group = &f.house.Village, &f.house.Group
		}
	}
	born, sex := f.Born, f.Sex
	set(&born, b.Born)
	set(&sex, b.Sex)
	return journal.Accept(e).Giving(Entered{f.ID, NIKDoubts(d.NIK, born, sex)})
}

func applyRegistered(tx *store.Tx, m journal.Meta, e PersonRegistered) error {
	p := Person{Facility: m.Facility, ID: e.Person, Kind: e.Kind, Village: e.Village, Born: e.Born, Sex: e.Sex, PhoneHash: e.PhoneHash, NIKHash: e.NIKHash,
		State: Active, HiddenAddress: e.HiddenAddress, Detail: e.Detail, Household: e.Household, Relation: e.Relation, Mother: e.Mother, Guardian: e.Guardian,
		Posyandu: e.Posyandu, Group: e.Group, BornGuessed: e.BornGuessed, Due: e.Due, Alone: e.LivesAlone, Disabled: e.Disabled, Languages: e.Languages, Seq: m.Seq}
	if err := putPhones(tx, m.Facility, e.Person, e.MorePhones); err != nil {
		return err
	}
	return People.Put(tx, p)
}

func applyCorrected(tx *store.Tx, m journal.Meta, e PersonCorrected) error {
	p, found, err := People.Get(tx, m.Facility, e.Person)
	if err != nil || !found {
		return err
	}
	p.PhoneHash, p.NIKHash, p.Detail, p.Seq = e.PhoneHash, e.NIKHash, e.Detail, m.Seq
	set(&p.Village, e.Village)
	set(&p.HiddenAddress, e.HiddenAddress)
	set(&p.Born, e.Born)
	set(&p.BornGuessed, e.BornGuessed)
	set(&p.Sex, e.Sex)
	set(&p.Household, e.Household)
	set(&p.Relation, e.Relation)
	set(&p.Mother, e.Mother)
	set(&p.Posyandu, e.Posyandu)
	set(&p.Group, e.Group)
	set(&p.Due, e.Due)
	set(&p.Alone, e.LivesAlone)
	set(&p.Disabled, e.Disabled)
	set(&p.Languages, e.Languages)
	if err := dropPhones(tx, m.Facility, e.Person); err != nil {
		return err
	}
	if err := putPhones(tx, m.Facility, e.Person, e.MorePhones); err != nil {
		return err
	}
	return People.Put(tx, p)
}

// putPhones keeps the further numbers; the first stands in the person's row.
func putPhones(tx *store.Tx, facility, person ident.ID, more []string) error {
	for i, hash := range more {
		if err := personPhones.Put(tx, personPhone{facility, ident.Derive(person, i), person, hash}); err != nil {
			return err
		}
	}
	return nil
}

func dropPhones(tx *store.Tx, facility, person ident.ID) error {
	_, err := tx.Exec("DELETE FROM person_phone WHERE facility_id = $1 AND person = $2", facility, person)
	return err
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
	p.PhoneHash, p.NIKHash, p.Born, p.Sex, p.State, p.Seq = "", "", "", "", Erased, m.Seq
	if err := dropPhones(tx, m.Facility, e.Person); err != nil {
		return err
	}
	return People.Put(tx, p)
}
