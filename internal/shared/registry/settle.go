package registry

import (
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetHouse registers or corrects a house: verb registry.set_house. What is told
// is how it stands from now on, whole.
type SetHouse struct {
	House   ident.ID `json:"house"`
	Village string   `json:"village" max:"20"`
	// Code is what its sticker says; empty: the next number of the village.
	Code          string    `json:"code,omitempty" max:"20"`
	Group         ident.ID  `json:"ten_house_group,omitempty"`
	Hamlet        string    `json:"hamlet,omitempty" max:"80"`
	RT            string    `json:"rt,omitempty" max:"5"`
	RW            string    `json:"rw,omitempty" max:"5"`
	Street        string    `json:"street,omitempty" max:"200"`
	Landmark      string    `json:"landmark,omitempty" max:"200"`
	Directions    string    `json:"directions,omitempty" max:"500"`
	Home          geo.Point `json:"home,omitzero"`
	Photos        []string  `json:"photos,omitempty" max:"64"`
	HiddenAddress bool      `json:"hidden_address,omitempty"`
}

// Subject is the house.
func (b SetHouse) Subject() ident.ID { return b.House }

// Check wants a house, a village, a code whose check digit fits and a point that can be.
func (b SetHouse) Check() *fault.Error {
	switch {
	case b.House == "":
		return fault.BadField("body.required", "house")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	case !b.Home.Valid():
		return fault.BadField("body.bad_point", "home")
	case len(b.Photos) > 5:
		return fault.BadField("body.too_many", "photos")
	}
	for _, p := range b.Photos {
		if !hashForm.MatchString(p) {
			return fault.BadField("body.bad_choice", "photos")
		}
	}
	if _, ok := NormalHouseCode(b.Code); b.Code != "" && !ok {
		return fault.BadField("registry.bad_house_code", "code")
	}
	return nil
}

// Detail is the part of it that is sealed.
func (b SetHouse) Detail() HouseDetail {
	return HouseDetail{b.Hamlet, NormalRT(b.RT), NormalRT(b.RW), b.Street, b.Landmark, b.Directions, b.Home, b.Photos}
}

// NormalRT gives the number of an RT or RW as three digits; what is no number stays.
func NormalRT(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 999 {
		return s
	}
	text := strconv.Itoa(n)
	return "000"[:3-len(text)] + text
}

// HouseSet is the event of a house as it stands from now on.
type HouseSet struct {
	House         ident.ID    `json:"house"`
	Code          string      `json:"code"`
	Village       string      `json:"village"`
	Group         ident.ID    `json:"ten_house_group,omitempty"`
	HiddenAddress bool        `json:"hidden_address,omitempty"`
	HasPoint      bool        `json:"has_point,omitempty"`
	Detail        journal.Ref `json:"detail"`
}

// site is a house before it is set, and what is around it.
type site struct {
	House
	served bool
	next   int
	clash  bool // another house has the code
	group  TenHouseGroup
}

// Audiences are those who keep records of its village.
func (h site) Audiences() []string {
	keys := []string{"f"}
	if h.Village != "" {
		keys = append(keys, "v:"+h.Village)
	}
	return keys
}

func (Room) loadSite(q journal.Query) (h site, err error) {
	b := q.Body.(SetHouse)
	if h.House, _, err = Houses.Get(q.Tx, q.Facility, b.House); err != nil {
		return h, err
	}
	if _, h.served, err = Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return h, err
	}
	if b.Group != "" {
		if h.group, _, err = Groups.Get(q.Tx, q.Facility, b.Group); err != nil {
			return h, err
		}
	}
	if code, ok := NormalHouseCode(b.Code); ok {
		other, found, err := Houses.First(q.Tx, "facility_id = $1 AND code = $2 AND id <> $3", q.Facility, code, b.House)
		h.clash = found && other.ID != b.House
		if err != nil {
			return h, err
		}
	}
	h.next, err = NextHouse(q, b.Village)
	if h.House.ID == "" {
		h.House.Village = b.Village // a new one belongs to whoever serves the village
	}
	return h, err
}

// NextHouse is the number of a village's next house.
func NextHouse(q journal.Query, village string) (int, error) {
	var last string
	if _, err := q.One("SELECT MAX(code) FROM house WHERE facility_id = $1 AND village = $2 AND code <> ''", store.Args(q.Facility, village), &maybe{&last}); err != nil {
		return 0, err
	}
	if len(last) < 7 {
		return 1, nil
	}
	n, err := strconv.Atoi(last[3 : len(last)-2])
	if err != nil {
		return 1, nil
	}
	return n + 1, nil
}

// maybe scans a text that may be NULL.
type maybe struct{ to *string }

// Scan takes NULL as empty.
func (m *maybe) Scan(src any) error {
	switch s := src.(type) {
	case string:
		*m.to = s
	case []byte:
		*m.to = string(s)
	}
	return nil
}

func (h site) set(s journal.Said[SetHouse]) journal.Answer {
	b := s.Body
	switch {
	case !h.served:
		return journal.Refuse("registry.unknown_village").On("village")
	case h.clash:
		return journal.Refuse("registry.house_code_taken").On("code")
	case b.Group != "" && h.group.Village != b.Village:
		return journal.Refuse("registry.group_elsewhere").On("ten_house_group")
	case h.House.ID != "" && h.House.Village != b.Village:
		return journal.Refuse("registry.house_stands_still").On("village")
	}
	code, _ := NormalHouseCode(b.Code)
	if code == "" {
		code = h.Code
	}
	if code == "" {
		code = HouseCode(ident.ID(b.Village), h.next)
	}
	e := HouseSet{b.House, code, b.Village, b.Group, b.HiddenAddress, !b.Home.IsZero(), s.Seal(sealedHouse, b.House, h.House.Detail.Version+1, b.Detail())}
	return journal.Accept(e).Giving(map[string]string{"house": string(b.House), "code": code})
}

func applyHouseSet(tx *store.Tx, m journal.Meta, e HouseSet) error {
	before, _, err := Houses.Get(tx, m.Facility, e.House)
	if err != nil {
		return err
	}
	if err := Houses.Put(tx, House{m.Facility, e.House, e.Code, e.Village, e.Group, e.HiddenAddress, e.HasPoint, e.Detail, m.Seq}); err != nil {
		return err
	}
	if before.ID == "" || before.Group == e.Group {
		return nil
	}
	return regroup(tx, m, e.House, e.Group)
}

// regroup gives everybody of a house its group of ten houses.
func regroup(tx *store.Tx, m journal.Meta, house, group ident.ID) error {
	people, err := People.Where(tx, "facility_id = $1 AND household <> '' AND household IN (SELECT id FROM household WHERE facility_id = $1 AND house = $2)", m.Facility, house)
	byID(people)
	for _, p := range people {
		p.Group, p.Seq = group, m.Seq
		if err := People.Put(tx, p); err != nil {
			return err
		}
	}
	return err
}

// SetHousehold registers or corrects a household: verb registry.set_household.
type SetHousehold struct {
	Household       ident.ID `json:"household"`
	House           ident.ID `json:"house"`
	Head            ident.ID `json:"head,omitempty"`
	KK              string   `json:"kk,omitempty" max:"30"`
	Decile          int64    `json:"decile,omitempty"`
	DecileSource    string   `json:"decile_source,omitempty" max:"40"`
	DecileOn        string   `json:"decile_on,omitempty" max:"10"`
	PovertyLetter   string   `json:"poverty_letter,omitempty" max:"60"`
	PovertyLetterOn string   `json:"poverty_letter_on,omitempty" max:"10"`
	PovertyLetterBy string   `json:"poverty_letter_by,omitempty" max:"60"`
}

// Subject is the household.
func (b SetHousehold) Subject() ident.ID { return b.Household }

// Check wants a household in a house; a decile is 1 to 10 and has a source and a day.
func (b SetHousehold) Check() *fault.Error {
	switch {
	case b.Household == "":
		return fault.BadField("body.required", "household")
	case b.House == "":
		return fault.BadField("body.required", "house")
	case b.Decile < 0 || b.Decile > 10:
		return fault.BadField("registry.bad_decile", "decile")
	case (b.Decile > 0 || b.DecileSource != "") && !wordForm.MatchString(b.DecileSource):
		return fault.BadField("body.required", "decile_source")
	}
	if err := needDay(b.DecileOn, "decile_on", b.Decile > 0); err != nil {
		return err
	}
	return needDay(b.PovertyLetterOn, "poverty_letter_on", b.PovertyLetter != "")
}

// HouseholdSet is the event of a household as it is from now on.
type HouseholdSet struct {
	Household       ident.ID    `json:"household"`
	House           ident.ID    `json:"house"`
	Head            ident.ID    `json:"head,omitempty"`
	KKHash          string      `json:"kk_hash,omitempty"`
	Decile          int64       `json:"decile,omitempty"`
	DecileSource    string      `json:"decile_source,omitempty"`
	DecileOn        string      `json:"decile_on,omitempty"`
	PovertyLetterOn string      `json:"poverty_letter_on,omitempty"`
	Detail          journal.Ref `json:"detail,omitzero"`
}

// roof is a household before it is set, and its house.
type roof struct {
	Household
	house   House
	found   bool
	foreign bool // it stands in another house: that is a move
}

// Audiences are those who keep records of the village.
func (h roof) Audiences() []string {
	keys := []string{"f"}
	if h.house.Village != "" {
		keys = append(keys, "v:"+h.house.Village)
	}
	return keys
}

func (Room) loadRoof(q journal.Query) (h roof, err error) {
	b := q.Body.(SetHousehold)
	if h.Household, _, err = Households.Get(q.Tx, q.Facility, b.Household); err != nil {
		return h, err
	}
	h.foreign = h.Household.ID != "" && h.House != b.House
	house := b.House
	if h.foreign {
		house = h.House
	}
	h.house, h.found, err = Houses.Get(q.Tx, q.Facility, house)
	return h, err
}

func (h roof) set(s journal.Said[SetHousehold]) journal.Answer {
	b := s.Body
	switch {
	case !h.found:
		return journal.Refuse("registry.unknown_house").On("house")
	case h.foreign:
		return journal.Refuse("registry.move_instead").On("house")
	}
	e := HouseholdSet{Household: b.Household, House: b.House, Head: b.Head, Decile: b.Decile, DecileSource: b.DecileSource, DecileOn: b.DecileOn, PovertyLetterOn: b.PovertyLetterOn}
	kk := NormalNIK(b.KK)
	if len(kk) == 16 {
		e.KKHash = s.Lookup("kk", kk)
	}
	d := HouseholdDetail{kk, b.PovertyLetter, b.PovertyLetterBy}
	if d != (HouseholdDetail{}) || !h.Household.Detail.IsZero() {
		e.Detail = s.Seal(sealedHousehold, b.Household, h.Household.Detail.Version+1, d)
	}
	return journal.Accept(e)
}

func applyHouseholdSet(tx *store.Tx, m journal.Meta, e HouseholdSet) error {
	before, _, err := Households.Get(tx, m.Facility, e.Household)
	if err != nil {
		return err
	}
	if before.State == "" {
		before.State = Present
	}
	return Households.Put(tx, Household{m.Facility, e.Household, e.House, e.Head, e.KKHash, e.Decile, e.DecileSource, e.DecileOn, e.PovertyLetterOn, before.State, e.Detail, m.Seq})
}
