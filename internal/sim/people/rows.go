package people

import (
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
)

// ID names something of a town by its kind (posyandu, ten, house, household,
// person) and index: always the same for the same centre, so that what is entered
// twice is found the second time.
func (t Town) ID(kind string, n int) ident.ID {
	return ident.Derive(ident.Named("contoh "+t.Centre.Slug+" "+kind), n)
}

// decileSource is what a family's decile is of.
const decileSource = "dtsen"

// Row is a person as registry.enter_rows takes them.
func (t Town) Row(n int) registry.Row {
	p := t.People[n]
	household := t.Households[p.Household]
	house := t.Houses[household.House]
	ten := t.Tens[house.Ten]
	r := registry.Row{Person: t.ID("person", n), Household: t.ID("household", p.Household),
		Name: p.Name, NIK: p.NIK, Phones: p.Phones, Born: p.Told, BornGuessed: p.Guessed, Sex: p.Sex, Relation: p.Relation,
		Mother: p.MotherName, Due: p.Due, LivesAlone: household.Alone, Disabled: p.Disabled, Insurance: p.Insurance, Languages: strings.Join(p.Languages, ","),
		KK: household.Card, Decile: int64(household.Decile), DecileOn: household.DecileAsOf,
		House: house.Code(), Village: house.Village, Hamlet: house.Hamlet, RT: house.RT, RW: house.RW, Landmark: house.Landmark, Home: house.Point,
		HiddenAddress: household.Hidden, Posyandu: t.ID("posyandu", ten.Posyandu), Group: t.ID("ten", house.Ten)}
	if p.Mother != None {
		r.MotherNIK = t.People[p.Mother].NIK
	}
	if household.Decile > 0 {
		r.DecileSource = decileSource
	}
	if l := household.Letter; l != nil {
		r.PovertyLetter, r.PovertyLetterOn = l.Number, l.Date
	}
	return r
}
