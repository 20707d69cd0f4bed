package people

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
)

// None is the index of nobody and nothing.
const None = -1

// Town is everybody of a health centre. Its parts name each other by their index
// in these slices.
type Town struct {
	Centre     Centre
	Posyandu   []Posyandu
	Tens       []Ten
	Houses     []House
	Households []Household
	People     []Person
}

// Posyandu is where the small children of a hamlet are weighed.
type Posyandu struct {
	Name string
	// Village is a code; Hamlet is a name of that village.
	Village, Hamlet string
	// OpenDay is the day of the month, 1 to 28.
	OpenDay int
	Point   geo.Point
}

// Ten is a dasawisma: at most TenSize neighbouring houses with one cadre.
type Ten struct {
	Name     string
	Posyandu int
	Houses   []int
	// Cadre is a woman of one of the houses, or None.
	Cadre int
}

// TenSize is the most houses of a Ten; the word itself means ten.
const TenSize = 10

// House is a house with its sticker.
type House struct {
	// Number is the house's among those of its village, from 1: see Code.
	Number int
	// Village is a code, Hamlet a name, RT and RW three digits each.
	Village, Hamlet, RT, RW string
	// Landmark is how to find it, as a cadre writes it.
	Landmark string
	// Point is zero where nobody has been with a phone yet.
	Point      geo.Point
	Posyandu   int
	Ten        int
	Households []int
}

// Code is what stands on the house's sticker.
func (h House) Code() string { return registry.HouseCode(ident.ID(h.Village), h.Number) }

// Household is a family with one family card.
type Household struct {
	House int
	// Card is the number of the family card (KK), 16 digits, or empty.
	Card string
	// Members are people, the head first.
	Members []int
	// Decile is that of the social register (DTSEN), 1 to 10, or 0: not in it.
	Decile int
	// DecileAsOf is the quarter's first day for which Decile was given, YYYY-MM-DD.
	DecileAsOf string
	// Letter is the village's letter that the family is kurang mampu, or nil.
	Letter *Letter
	// Hidden: nobody but the desk may learn where they live.
	Hidden bool
	// Alone is an elder (ElderAge or more) who is the whole household.
	Alone bool
}

// Letter is a village's letter of poverty: its number and date.
type Letter struct{ Number, Date string }

// The sexes.
const (
	Female = "female"
	Male   = "male"
)

// Person is somebody of a household.
type Person struct {
	Household int
	// Relation is to the head, in the registry's words.
	Relation string
	// Name is as it was written down: with titles and short forms, where people write them.
	Name string
	Sex  string
	// Born is the true day, YYYY-MM-DD. Told is what the register knows of it: the
	// same, a day that was guessed (Guessed), or nothing.
	Born, Told string
	Guessed    bool
	// Mother and Father are people of the same household, or None; MotherName is
	// told also of mothers who are not, or empty.
	Mother, Father int
	MotherName     string
	// NIK is 16 digits or empty; a Doubtful one contradicts Born or Sex.
	NIK      string
	Doubtful bool
	// Insurance is 13 digits or empty.
	Insurance string
	// Phones begin with 0899 000; families share them.
	Phones []string
	// Languages are the first spoken first: jv, osi, mad, su, id.
	Languages []string
	// Due is the day a child is expected, YYYY-MM-DD; empty: not pregnant.
	Due      string
	Disabled bool
}

// The ages that a register asks for, in completed years.
const (
	SmallAge = 5  // below it a child is a balita
	ElderAge = 60 // lansia, UU 13/1998 article 1
)

// Age is in completed years on the day of the town.
func (t Town) Age(p Person) int { return years(parseDay(p.Born), parseDay(t.Centre.Day)) }

// Counts is how many a town has of what is counted.
type Counts struct {
	Families, People, Pregnant, Overdue, Small, Alone, NoPoint int
}

// Count counts.
func (t Town) Count() Counts {
	c := Counts{Families: len(t.Households), People: len(t.People)}
	for _, p := range t.People {
		if p.Due != "" {
			c.Pregnant++
		}
		if p.Due != "" && p.Due < t.Centre.Day {
			c.Overdue++
		}
		if t.Age(p) < SmallAge {
			c.Small++
		}
	}
	for _, h := range t.Households {
		if len(h.Members) == 1 && t.Age(t.People[h.Members[0]]) >= ElderAge {
			c.Alone++
		}
	}
	for _, h := range t.Houses {
		if h.Point.IsZero() {
			c.NoPoint++
		}
	}
	return c
}
