package milk

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
)

// Naming is a place with whom the register knows of who is named.
type Naming struct {
	Place
	known
	// page is the page of whose place it is.
	page link.Link
}

// Audiences are the place's.
func (n Naming) Audiences() []string { return n.Place.Audiences() }

func (room Room) loadNaming(q journal.Query) (n Naming, err error) {
	if n.Place, err = room.loadKnownPlace(q); err != nil {
		return n, err
	}
	if n.page, _, err = link.Links.First(q.Tx, "facility_id = $1 AND subject = $2 AND person = $3 AND state = $4 AND expires_at > $5 ORDER BY id DESC",
		q.Facility, n.Place.ID, n.Reader(), link.Live, q.Now); err != nil {
		return n, err
	}
	n.known, err = know(q, q.Body.(NameRecipient).Recipient.ID)
	return n, err
}

// NameRecipient adds to the list; at most three are active. Only the mother does that,
// by her own page; for one without a phone the cadre or midwife enters it who is with
// her, and stands for it as the witness. The desk's word reaches her as a suggestion.
// Whom the register knows is not added by a page: an id on a page must not open a name.
func (n Naming) NameRecipient(s journal.Said[NameRecipient]) journal.Answer {
	r, active := s.Body.Recipient, 0
	for _, x := range n.Place.Recipients {
		if !x.Active {
			continue
		}
		if x.Person == r.ID || x.Person == n.known.or(r.ID) {
			return journal.Refuse("milk.already_named")
		}
		active++
	}
	switch {
	case n.State == Over:
		return journal.Refuse("milk.place_not_active")
	case active >= MaxRecipients:
		return journal.Refuse("milk.one_to_three_recipients")
	case s.By.Worker != "" && !n.witnessed(s.By):
		return journal.Refuse("milk.mother_names_recipients").With(messaging.Queue(n.message(s, "mother_names")))
	case n.known.found && s.By.Worker == "":
		return journal.Refuse("registry.person_exists").On("recipient.id")
	case n.known.unfit() != "":
		return journal.Refuse(n.known.unfit()).On("recipient.id")
	}
	return journal.Accept(recipient(s, n.Village, r, n.known)...).
		With(RecipientNamed{n.Place.ID, Recipient{n.known.or(r.ID), true}, s.By.Worker}, messaging.Queue(n.message(s, "recipients_changed")))
}

// witnessed reports whether a cadre or midwife may enter it who is with the mother:
// only for one who has no phone of her own to do it with.
func (n Naming) witnessed(by access.Actor) bool {
	return n.NoPhone && (by.Is(access.Cadre) || by.Is(access.Midwife))
}

// message tells whose place it is.
func (n Naming) message(s journal.Said[NameRecipient], kind string) messaging.Message {
	return messaging.Message{ID: s.NewID(5), To: n.Reader(), Kind: kind, Link: n.page.ID}
}
