package finding

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// AidKinds are what a household can be given.
var AidKinds = []string{"rice", "food", "cash", "housing", "latrine", "water", "tools", "insurance", "other"}

// Give tells that a household was given something: verb aid.give. It is never refused
// for coming twice; the answer says so.
type Give struct {
	Aid ident.ID `json:"aid"`
	// Household got it, or that of Person.
	Household ident.ID `json:"household,omitempty"`
	Person    ident.ID `json:"person,omitempty"`
	Kind      string   `json:"kind" max:"20"`
	// Giver is who gave it: the village, an office, alms.
	Giver string `json:"giver" max:"120"`
	On    string `json:"on" max:"10"`
	// Quantity is how much, in words: 10 kg, 1 unit.
	Quantity string `json:"quantity,omitempty" max:"60"`
}

// Undo takes back aid that was written down by mistake: verb aid.undo.
type Undo struct {
	Aid    ident.ID `json:"aid"`
	Reason string   `json:"reason" max:"500"`
}

// Details is what is sealed of aid.
type Details struct {
	Giver    string `json:"giver"`
	Quantity string `json:"quantity,omitempty"`
}

// Subject is the aid.
func (b Give) Subject() ident.ID { return b.Aid }

// Subject is the aid.
func (b Undo) Subject() ident.ID { return b.Aid }

// Check wants a household, a kind, a giver and a day.
func (b Give) Check() *fault.Error {
	switch {
	case b.Aid == "":
		return fault.BadField("body.required", "aid")
	case b.Household == "" && b.Person == "":
		return fault.BadField("body.required", "household")
	case !slices.Contains(AidKinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case b.Giver == "":
		return fault.BadField("body.required", "giver")
	case b.On == "":
		return fault.BadField("body.required", "on")
	}
	return checkDay(b.On, "on")
}

// Check wants aid and a reason.
func (b Undo) Check() *fault.Error {
	if err := wanted("aid", b.Aid != ""); err != nil {
		return err
	}
	return wanted("reason", b.Reason != "")
}

// giving is a household with what it had before.
type giving struct {
	found, nobody bool
	household     ident.ID
	village       string
	twins         []Aid
	today         string
}

// Audiences are the village that the household lives in.
func (g giving) Audiences() []string { return []string{"f", "v:" + g.village} }

func loadGiving(q journal.Query) (g giving, err error) {
	b := q.Body.(Give)
	if _, g.found, err = Aids.Get(q.Tx, q.Facility, b.Aid); err != nil {
		return g, err
	}
	if g.household, err = HouseholdOf(q, b.Household, b.Person); err != nil {
		return g, err
	}
	if g.village, g.nobody, err = VillageOf(q, g.household); err != nil || g.nobody {
		return g, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return g, err
	}
	g.today = q.Now.Add(daily).Day(zone)
	g.twins, err = Twins(q, g.household, b.Kind, b.On)
	return g, err
}

// HouseholdOf gives the household that is named, or that of a person; none: nobody knows.
func HouseholdOf(q journal.Query, household, person ident.ID) (ident.ID, error) {
	if household != "" || person == "" {
		return household, nil
	}
	p, _, err := registry.Canonical(q.Tx, q.Facility, person)
	return p.Household, err
}

// VillageOf gives the village that a household lives in; nobody: it is not known.
func VillageOf(q journal.Query, household ident.ID) (village string, nobody bool, err error) {
	h, found, err := registry.Households.Get(q.Tx, q.Facility, household)
	if err != nil || !found {
		return "", true, err
	}
	house, found, err := registry.Houses.Get(q.Tx, q.Facility, h.House)
	return house.Village, !found, err
}

// Twins lists aid of a kind that a household had within the policy's months before or
// after a day, the newest first.
func Twins(q journal.Query, household ident.ID, kind, on string) ([]Aid, error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	day, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return nil, fault.BadField("finding.bad_day", "on")
	}
	from, to := day.AddDate(0, -int(set.TwinMonths), 0).Format(time.DateOnly), day.AddDate(0, int(set.TwinMonths), 0).Format(time.DateOnly)
	return Aids.Where(q.Tx, "facility_id = $1 AND household = $2 AND kind = $3 AND on_day > $4 AND on_day < $5 AND NOT undone ORDER BY on_day DESC, id", q.Facility, household, kind, from, to)
}

// Written is what who wrote aid down is answered: whether it is a second one.
type Written struct {
	Aid  ident.ID `json:"aid"`
	Twin ident.ID `json:"twin,omitempty"`
}

func (g giving) give(s journal.Said[Give]) journal.Answer {
	b := s.Body
	switch {
	case g.found:
		return journal.Refuse("aid.exists").On("aid")
	case g.nobody:
		return journal.Refuse("aid.unknown_household").On("household")
	case b.On > g.today:
		return journal.Refuse("aid.not_yet").On("on")
	}
	e := AidGivenEvent{Aid: b.Aid, Household: g.household, Village: g.village, Kind: b.Kind, On: b.On, By: s.By.Worker,
		Details: s.Seal("aid_details", b.Aid, 1, Details{b.Giver, b.Quantity})}
	if len(g.twins) > 0 {
		e.Twin = g.twins[0].ID
	}
	return journal.Accept(e).Giving(Written{b.Aid, e.Twin})
}

// given is aid that was written down.
type given struct{ Aid }

func loadAid(q journal.Query) (given, error) {
	a, found, err := Aids.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return given{a}, err
}

func (g given) undo(s journal.Said[Undo]) journal.Answer {
	if g.Undone {
		return journal.Refuse("aid.undone_already")
	}
	return journal.Accept(AidUndoneEvent{g.ID, s.Seal("aid_reason", g.ID, 1, text{s.Body.Reason})})
}
