package link

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The purposes of a link: to watch one delivery, to receive one, to look after
// one enrolled place, to act as the head while away from the desk, to answer
// an invitation to a support group and see when it meets, and to tell as a seller of the
// campaign what was handed out, to look after the visits booked for a family's babies, and to
// read as a partner what came of them. A partner's is issued by the partner's own verb alone.
const (
	Track   = "track"
	Receive = "receive"
	Place   = "place"
	Head    = "head"
	Group   = "group"
	Seller  = "seller"
	Massage = "massage"
	Partner = "partner"
)

// lifetimes are how long a link lives when nothing ends it sooner. Our own
// proposals: a delivery's links are ended by End, 30 minutes after the
// hand-over; a place's lasts the programme's year; the head's one night and day;
// a member's from her pregnancy to the six months of her child; a seller's as long as a
// place's.
var lifetimes = map[string]time.Duration{
	Track: 48 * time.Hour, Receive: 48 * time.Hour, Place: 400 * 24 * time.Hour, Head: 24 * time.Hour, Group: 460 * 24 * time.Hour,
	Seller: 400 * 24 * time.Hour, Massage: 400 * 24 * time.Hour,
}

// AfterEnd is how long the links of a delivery live on after its hand-over.
const AfterEnd = 30 * time.Minute

// The states of a link; that it has expired follows from ExpiresAt.
const (
	Live    = "live"
	Revoked = "revoked"
)

// Link is one page for one person about one thing.
type Link struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Purpose  string   `db:"purpose" json:"purpose"`
	Subject  ident.ID `db:"subject" json:"subject"`
	Person   ident.ID `db:"person" json:"person"`
	// Owner may revoke it and make others of the same subject when it is their own:
	// the mother, also of what her family watches with.
	Owner ident.ID `db:"owner" json:"owner"`
	// Generation counts the secrets it has had, from 1.
	Generation int64           `db:"generation" json:"generation"`
	State      string          `db:"state" json:"state"`
	IssuedAt   instant.Instant `db:"issued_at" json:"issued_at"`
	ExpiresAt  instant.Instant `db:"expires_at" json:"expires_at"`
}

// Open reports whether the link opens at an instant.
func (l Link) Open(now instant.Instant) bool {
	return l.ID != "" && l.State == Live && now < l.ExpiresAt
}

// Links is the table of links.
var Links = store.NewTable[Link]("link", store.Derived)

// Issued is the event of a new link.
type Issued struct {
	Link    ident.ID        `json:"link"`
	Purpose string          `json:"purpose"`
	Subject ident.ID        `json:"subject"`
	Person  ident.ID        `json:"person"`
	Owner   ident.ID        `json:"owner"`
	Expires instant.Instant `json:"expires"`
}

// Ended is the event of the end of what links were about: all of them die At.
type Ended struct {
	Subject ident.ID        `json:"subject"`
	At      instant.Instant `json:"at"`
}

// Raised is the event of a link's next generation: its old secret is dead. Over
// says that it gets no new one.
type Raised struct {
	Link       ident.ID `json:"link"`
	Generation int64    `json:"generation"`
	Over       bool     `json:"over"`
}

// Issue makes the event of a new link, for any room's decision. It is the
// person's own; a link for somebody else to look at gets another Owner.
func Issue(id ident.ID, purpose string, subject, person ident.ID, expires instant.Instant) Issued {
	return Issued{id, purpose, subject, person, person, expires}
}

// End makes the event that ends all links of a subject at an instant, which may
// lie ahead (30 minutes after the hand-over: AfterEnd). It never lengthens one.
func End(subject ident.ID, at instant.Instant) Ended { return Ended{subject, at} }

func applyIssued(tx *store.Tx, m journal.Meta, e Issued) error {
	return Links.Put(tx, Link{m.Facility, e.Link, e.Purpose, e.Subject, e.Person, e.Owner, 1, Live, m.RecordedAt, e.Expires})
}

func applyEnded(tx *store.Tx, m journal.Meta, e Ended) error {
	all, err := OfSubject(tx, m.Facility, e.Subject)
	if err != nil {
		return err
	}
	for _, l := range all {
		if l.ExpiresAt <= e.At {
			continue
		}
		l.ExpiresAt = e.At
		if err := Links.Put(tx, l); err != nil {
			return err
		}
	}
	return nil
}

func applyRaised(tx *store.Tx, m journal.Meta, e Raised) error {
	l, found, err := Links.Get(tx, m.Facility, e.Link)
	if err != nil || !found {
		return err
	}
	l.Generation = e.Generation
	if e.Over {
		l.State = Revoked
	}
	return Links.Put(tx, l)
}
