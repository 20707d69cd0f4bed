package massage_test

import (
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
)

// immunised has the cadre of a visit say at the door that the child was immunised, with another
// slot or without, agreed to or not. The visit moves to nothing that the parent has not said yes
// to, and neither it nor an offer lies within the rest.
func (p *play) immunised(name string, one ident.ID) {
	who := "Teh Lilis"
	if p.row(one).Cadre == id("Teh Euis") {
		who = "Teh Euis"
	}
	a := well()
	a.FedRecently, a.Upset, a.Vaccinated = screening.No, screening.No, screening.Yes
	a.Immunised = p.Clock.Now().Add(-time.Duration(rapid.IntRange(0, 71).Draw(p.T, "hours since")) * time.Hour)
	said := massage.Screen{Booking: one, Answers: a}
	if rapid.Bool().Draw(p.T, "names a slot") {
		said.Cadre, said.At, said.Agreed = p.cadre(), p.at(), rapid.Bool().Draw(p.T, "agreed")
	}
	out, err := p.As(who).Try(name, "massage.screen", said)
	p.As("officer")
	if err != nil || out.Status != journal.Accepted {
		return
	}
	after, rest := p.row(one), a.Immunised.Add(massageRest)
	switch {
	case after.State == massage.Booked && (!said.Agreed || after.Cadre != said.Cadre || after.From != said.At):
		p.Fatalf("the visit moved to %v, the parent said yes to %+v", after.From, said)
	case after.State == massage.Booked && after.From.Before(rest):
		p.Fatalf("the visit is at %v, the rest ends at %v", after.From, rest)
	case after.State != massage.Booked && after.State != massage.ToMove:
		p.Fatalf("the visit is %s", after.State)
	case after.OfferCadre != "" && after.Offer.From.Before(rest):
		p.Fatalf("%v is offered, the rest ends at %v", after.Offer.From, rest)
	}
}

// massageRest is how long nobody is massaged after an immunisation, as the policy has it.
const massageRest = 72 * time.Hour

// row is a booking as it stands.
func (p *play) row(one ident.ID) (b massage.Booking) {
	p.Query(func(q journal.Query) (err error) {
		b, _, err = massage.Bookings.Get(q.Tx, q.Facility, one)
		return err
	})
	return b
}
