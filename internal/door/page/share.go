package page

import (
	"net/url"

	"sambang/internal/core/ident"
	"sambang/internal/core/text"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// shareView is one recipient, with the link given to them when there is one.
type shareView struct {
	Person         ident.ID
	Name, Relation string
	// Chat opens WhatsApp with the words filled in; empty without link or phone.
	Chat string
	Link ident.ID
	// Sender and Ender are the ids the forms carry.
	Sender, Ender ident.ID
}

// shares lists the recipients of a delivery with the links they were given.
func (p *Page) shares(r *reading, t *trackView) error {
	links, err := link.OfSubject(r.q.Tx, r.q.Facility, r.d.ID)
	if err != nil {
		return err
	}
	for _, x := range r.place.Recipients {
		if !x.Active {
			continue
		}
		_, d, _, err := registry.Open(r.q, x.Person)
		if err != nil {
			return err
		}
		s := shareView{Person: x.Person, Name: d.Name, Relation: d.Relation, Sender: p.freshID(), Ender: p.freshID()}
		for _, l := range links {
			// Everybody on the list has a page of what comes; watching the courier is
			// the mother's to allow.
			if l.Purpose == link.Track && l.Person == x.Person && l.Open(r.v.now) {
				s.Link, s.Chat = l.ID, p.chat(r.v, l, d)
			}
		}
		t.Shares = append(t.Shares, s)
		t.people = append(t.people, x.Person)
	}
	return nil
}

// chat is a click-to-chat address: the family sends it from its own telephone.
func (p *Page) chat(v *visit, l link.Link, to registry.Detail) string {
	words := text.T(v.lang, "message.share", map[string]string{"name": called(to.Name), "facility": v.facility.Name, "link": p.address(v, l)})
	number := ""
	if len(to.Phone) > 1 {
		number = to.Phone[1:] // wa.me wants the number without its plus
	}
	return "https://wa.me/" + number + "?text=" + url.QueryEscape(words)
}

func (p *Page) address(v *visit, l link.Link) string {
	return p.Address + "/t/" + link.Token(p.Keys, v.facility.Slug, l)
}
