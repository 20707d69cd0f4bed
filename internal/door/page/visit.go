package page

import (
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// Codes of this door's own, each with a page instead of a sentence.
const (
	ended    = "page.ended"
	tooOften = "page.too_often"
)

// visit is one request with a living link.
type visit struct {
	link     link.Link
	token    string
	facility registry.Facility
	zone     *time.Location
	lang     string
	now      instant.Instant
	// topic is what a mother looks for among the experiences of others.
	topic string
	// also are the other records of whoever has a family's page: its visits are those of all.
	also []ident.ID
	// browser is the random word of a browser that has opened the link; empty: not yet.
	browser string
}

// visit finds the link of a request. A link that was right and is over is ended;
// everything else that does not open is absent.
func (p *Page) visit(r *http.Request) (*visit, error) {
	v := &visit{token: r.PathValue("token"), lang: langOf(r), now: p.Clock.Now(), topic: r.URL.Query().Get("masalah")}
	open := false
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		if v.link, open, err = link.Find(tx, p.Keys, v.token, v.now); err != nil || v.link.ID == "" {
			return err
		}
		if v.facility, err = registry.FacilityOf(tx, v.link.Facility); err != nil {
			return err
		}
		if err = v.readRecords(tx); err != nil {
			return err
		}
		return v.stillNamed(tx)
	})
	switch {
	case err != nil:
		return nil, err
	case v.link.ID == "" || v.link.Purpose == link.Head && (p.Prove == nil || strings.HasSuffix(r.URL.Path, "/live")):
		return nil, fault.Absent()
	}
	zone, _ := p.zones.LoadOrStore(v.facility.Zone, v.facility.Location())
	v.zone = zone.(*time.Location)
	if !open {
		return v, fault.New(fault.NotFound, ended)
	}
	v.browser = p.opened(r, v.link)
	return v, nil
}

// readRecords finds all records of a family, so that its page acts for each of them.
func (v *visit) readRecords(tx *store.Tx) error {
	if v.link.Purpose != link.Massage {
		return nil
	}
	p, found, err := registry.Canonical(tx, v.link.Facility, v.link.Person)
	if err != nil || !found {
		return err
	}
	v.also, err = registry.MergedWith(tx, v.link.Facility, p.ID)
	v.also = append(v.also, p.ID)
	return err
}

// stillNamed shuts out whoever the mother has taken off her list: at once, on
// every route, as if there had never been a link.
func (v *visit) stillNamed(tx *store.Tx) error {
	if v.own() {
		return nil
	}
	d, found, err := milk.Deliveries.Get(tx, v.link.Facility, v.link.Subject)
	if err != nil || !found {
		return err
	}
	place, _, err := milk.Places.Get(tx, v.link.Facility, d.Place)
	if err != nil {
		return err
	}
	for _, r := range place.Recipients {
		if r.Person == v.link.Person && !place.Allows(r.Person) {
			return fault.Absent()
		}
	}
	return nil
}

// own reports whether the link's person is whose subject it is.
func (v *visit) own() bool { return v.link.Person == v.link.Owner && v.link.Purpose != link.Receive }

// actor is who acts through the link: one person, for one subject.
func (v *visit) actor() access.Actor {
	role := access.Recipient
	switch {
	case v.link.Purpose == alarm.LinkPurpose:
		return access.Actor{Facility: v.link.Facility, ID: v.link.ID, Person: v.link.Person, Subject: v.link.Subject,
			Roles: []access.Role{access.Neighbour}, Keys: []string{"j:" + string(v.link.Subject)}, Door: "page"}
	case v.link.Purpose == link.Seller:
		role = access.Seller
	case v.own() && v.link.Purpose != link.Partner: // a partner only reads
		role = access.Mother
	}
	keys := []string{"o:" + string(v.link.Person)}
	for _, id := range v.also {
		if id != v.link.Person {
			keys = append(keys, "o:"+string(id))
		}
	}
	return access.Actor{Facility: v.link.Facility, ID: v.link.ID, Person: v.link.Person, Subject: v.link.Subject,
		Roles: []access.Role{role}, Keys: keys, Door: "page"}
}

func (v *visit) query(p *Page, tx *store.Tx) journal.Query {
	return journal.Query{Tx: tx, Facility: v.link.Facility, By: v.actor(), Now: v.now, Keys: p.Keys, Subject: v.link.Subject}
}

// path is the page's address, with the language kept.
func (v *visit) path(more string) string { return localPath(v.token, more, v.lang) }

func localPath(token, more, lang string) string {
	if lang != "" && lang != "id" {
		more += "?lang=" + lang
	}
	return "/t/" + token + more
}

// cookie is the name of a page's own cookie. It is bound to the page's path, so
// that no other page of ours gets it.
const cookie = "buka"

// opened reads the word of a browser that pressed the button. The cookie proves
// itself: losing the list of viewers locks nobody out.
func (p *Page) opened(r *http.Request, l link.Link) string {
	c, err := r.Cookie(cookie)
	if err != nil {
		return ""
	}
	word, proof, _ := strings.Cut(c.Value, ".")
	if word == "" || !hmac.Equal([]byte(proof), []byte(p.proof(l, word))) {
		return ""
	}
	return word
}

func (p *Page) proof(l link.Link, word string) string {
	return hex.EncodeToString(p.Keys.Mac("page opened", string(l.Facility), string(l.ID), strconv.FormatInt(l.Generation, 10), word)[:16])
}

// admit binds a browser to a link and notes it among those who look.
func (p *Page) admit(w http.ResponseWriter, r *http.Request, l link.Link, token string, now instant.Instant) error {
	word := p.opened(r, l)
	if word == "" || r.PathValue("token") != token {
		var b [16]byte
		if _, err := rand.Read(b[:]); err != nil {
			return fault.Wrap(err, "page: no randomness")
		}
		word = base64.RawURLEncoding.EncodeToString(b[:])
	}
	err := p.DB.Write(r.Context(), func(tx *store.Tx) error {
		seen, err := link.Viewers(tx, l)
		if err != nil {
			return err
		}
		if len(seen) >= mostViewers {
			return fault.New(fault.Busy, tooOften) // nobody watches unlisted
		}
		return link.Seen(tx, p.Keys, l, word, r.UserAgent(), now)
	})
	if err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: word + "." + p.proof(l, word), Path: "/t/" + token, HttpOnly: true,
		Secure: p.Secure, SameSite: http.SameSiteLaxMode, MaxAge: int(l.ExpiresAt.Sub(now).Seconds())})
	return nil
}

// mostViewers is how many browsers may open one link: our own proposal, below
// the number that the link's room remembers.
const mostViewers = 40

// freshID makes the id that a form carries from its drawing.
func (p *Page) freshID() ident.ID { return ident.New(p.Clock.Now().Time()) }
