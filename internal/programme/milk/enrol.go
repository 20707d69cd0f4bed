package milk

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// Named is a recipient as the mother names one. ID is a new one, or that of somebody
// the register knows: then it is they, as they stand there.
type Named struct {
	ID       ident.ID `json:"id"`
	Name     string   `json:"name"`
	Relation string   `json:"relation" max:"40"`
	Phone    string   `json:"phone,omitempty" max:"30"`
}

// PersonBody is a mother as she is taken in; ID is there when the register knows her.
type PersonBody struct {
	ID    ident.ID `json:"id,omitempty"`
	Name  string   `json:"name"`
	Phone string   `json:"phone,omitempty" max:"30"`
	NIK   string   `json:"nik,omitempty" max:"20"`
}

// BabyBody is her baby; ID is there when the register knows it already.
type BabyBody struct {
	ID   ident.ID `json:"id,omitempty"`
	Name string   `json:"name"`
	Born string   `json:"born" max:"10"`
}

// Enrol takes a mother in: her baby, where the milk is fetched, where it goes,
// and who may receive it. (Applications and admission come before it.)
type Enrol struct {
	Place         ident.ID       `json:"place"`
	Mother        PersonBody     `json:"mother"`
	Baby          BabyBody       `json:"baby"`
	Village       string         `json:"village" max:"13"`
	Pickup        dispatch.Place `json:"pickup"`
	Drop          dispatch.Place `json:"drop"`
	HiddenAddress bool           `json:"hidden_address,omitempty"`
	Recipients    []Named        `json:"recipients"`
}

// NameRecipient puts somebody on a mother's list.
type NameRecipient struct {
	Place     ident.ID `json:"place"`
	Recipient Named    `json:"recipient"`
}

// DropRecipient takes somebody off it.
type DropRecipient struct {
	Place     ident.ID `json:"place"`
	Recipient ident.ID `json:"recipient"`
}

// Subject names the place.
func (b Enrol) Subject() ident.ID { return b.Place }

// Subject names the place.
func (b NameRecipient) Subject() ident.ID { return b.Place }

// Subject names the place.
func (b DropRecipient) Subject() ident.ID { return b.Place }

// MaxRecipients is how many a mother may have named at once (programme: one to three).
const MaxRecipients = 3

// Check wants names, a birth date and one to three recipients.
func (b Enrol) Check() *fault.Error {
	switch {
	case b.Place == "":
		return fault.BadField("body.required", "place")
	case b.Mother.Name == "":
		return fault.BadField("body.required", "mother.name")
	case b.Baby.Name == "":
		return fault.BadField("body.required", "baby.name")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	case len(b.Recipients) == 0 || len(b.Recipients) > MaxRecipients:
		return fault.BadField("milk.one_to_three_recipients", "recipients")
	}
	if _, err := time.Parse(time.DateOnly, b.Baby.Born); err != nil {
		return fault.BadField("body.bad_date", "baby.born")
	}
	for _, p := range []dispatch.Place{b.Pickup, b.Drop} {
		if !p.Point().Valid() {
			return fault.BadField("body.bad_point", "pickup")
		}
	}
	for _, r := range b.Recipients {
		if e := r.Check(); e != nil {
			return e
		}
	}
	_, e := normalPhone(b.Mother.Phone)
	return e
}

// Check wants a name and a relation.
func (b NameRecipient) Check() *fault.Error { return b.Recipient.Check() }

// Check wants an id, a name, a relation, and a phone only when there is one.
func (r Named) Check() *fault.Error {
	switch {
	case r.ID == "":
		return fault.BadField("body.required", "recipient.id")
	case r.Name == "":
		return fault.BadField("body.required", "recipient.name")
	case r.Relation == "":
		return fault.BadField("body.required", "recipient.relation")
	}
	_, e := normalPhone(r.Phone)
	return e
}

// normalPhone lets a missing phone be: many have none.
func normalPhone(s string) (string, *fault.Error) {
	if s == "" {
		return "", nil
	}
	return registry.NormalPhone(s)
}

// Enrolling is what Enrol decides on.
type Enrolling struct {
	Place
	// Served: the village is one of the facility's.
	Served bool
	// Mother and Baby are those whom the register knows already.
	Mother, Baby known
	taken        taken
}

func (room Room) loadEnrolling(q journal.Query) (e Enrolling, err error) {
	b := q.Body.(Enrol)
	if e.Place, err = room.loadPlace(q); err != nil {
		return e, err
	}
	if _, e.Served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return e, err
	}
	if e.Mother, err = know(q, b.Mother.ID); err != nil {
		return e, err
	}
	if e.Baby, err = know(q, b.Baby.ID); err != nil {
		return e, err
	}
	t, err := LoadTaking(q, Taking{Recipients: b.Recipients})
	e.taken = t.taken
	return e, err
}

// Enrol takes her in.
func (e Enrolling) Enrol(s journal.Said[Enrol]) journal.Answer {
	b := s.Body
	switch {
	case e.ID != "":
		return journal.Refuse("milk.already_enrolled")
	case !e.Served:
		return journal.Refuse("registry.unknown_village").On("village")
	}
	for _, k := range append([]known{e.Mother, e.Baby}, e.taken.recipients...) {
		if code := k.unfit(); code != "" {
			return journal.Refuse(code)
		}
	}
	events, mother := e.mother(s)
	more, baby := e.baby(s, mother)
	events = append(events, more...)
	phone, _ := normalPhone(b.Mother.Phone)
	events = append(events, TakeIn(s, Taking{Place: b.Place, Mother: mother, Baby: baby, Born: b.Baby.Born, Village: b.Village, Pickup: b.Pickup, Finish: b.Drop,
		Hidden: b.HiddenAddress, NoPhone: phone == "" && e.Mother.detail.Phone == "", Recipients: b.Recipients, taken: e.taken}, 2)...)
	return journal.Accept(events...).Giving(map[string]ident.ID{"link": s.NewID(2), "mother": mother})
}

// placeLink is how long the mother's own page lives: the six months of
// exclusive breastfeeding and a month around them.
const placeLink = 210 * 24 * time.Hour

// DropRecipient takes off the list, at once; somebody must stay on it.
func (p Place) DropRecipient(s journal.Said[DropRecipient]) journal.Answer {
	left := 0
	for _, r := range p.Recipients {
		if r.Active && r.Person != s.Body.Recipient {
			left++
		}
	}
	switch {
	case !p.Allows(s.Body.Recipient):
		return journal.Refuse("milk.not_on_list")
	case left == 0:
		return journal.Refuse("milk.last_recipient")
	}
	return journal.Accept(RecipientDropped{p.ID, s.Body.Recipient})
}
