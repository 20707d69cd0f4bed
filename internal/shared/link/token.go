package link

import (
	"crypto/subtle"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Token is what stands in a link's address: the facility's slug, the link's id
// and a secret of 130 bits. It is derived, so the same link gives the same token
// until its generation rises.
func Token(ring *keys.Ring, slug string, l Link) string {
	return slug + "-" + string(l.ID) + "-" + secret(ring, l)
}

func secret(ring *keys.Ring, l Link) string {
	return ring.Token("link", string(l.Facility), l.Purpose, string(l.ID), strconv.FormatInt(l.Generation, 10))
}

// wordLength is how long an id and a secret are.
const wordLength = 26

// split cuts a token into its parts; a slug may hold dashes itself.
func split(token string) (slug string, id ident.ID, word string, ok bool) {
	n := len(token)
	if n < 2*wordLength+3 || n > 2*wordLength+2+40 {
		return "", "", "", false
	}
	word, token = token[n-wordLength:], token[:n-wordLength]
	token, dash := strings.CutSuffix(token, "-")
	if !dash {
		return "", "", "", false
	}
	id, token = ident.ID(token[len(token)-wordLength:]), token[:len(token)-wordLength]
	slug, dash = strings.CutSuffix(token, "-")
	return slug, id, word, dash && slug != "" && strings.Trim(slug, slugLetters) == "" && id.Valid()
}

// slugLetters are all that a slug is made of: what else stands in an address
// never reaches the database, which refuses some bytes.
const slugLetters = "abcdefghijklmnopqrstuvwxyz0123456789-"

// Find gives the link of a token. Unknown, wrong and revoked tokens alike are
// not found, after the same work. A token that was right and whose time is over
// is not found either, but its Link comes along (ID not empty): the page then
// says that it has ended (410) instead of that there is none (404).
func Find(tx *store.Tx, ring *keys.Ring, token string, now instant.Instant) (Link, bool, error) {
	slug, id, word, ok := split(token)
	if !ok {
		return Link{}, false, nil
	}
	var facility ident.ID
	if _, err := tx.One("SELECT id FROM facility WHERE slug = $1", store.Args(slug), &facility); err != nil {
		return Link{}, false, err
	}
	l, found, err := Links.Get(tx, facility, id)
	if err != nil {
		return Link{}, false, err
	}
	fits := subtle.ConstantTimeCompare([]byte(secret(ring, l)), []byte(word)) == 1
	if !found || !fits || l.State != Live {
		return Link{}, false, nil
	}
	return l, l.Open(now), nil
}

// Code is the 6-digit code of a delivery. It stands on the mother's page and is
// asked for at the door; a new generation is a new code.
func Code(ring *keys.Ring, facility, delivery ident.ID, generation int64) string {
	return ring.Digits(6, "delivery code", string(facility), string(delivery), strconv.FormatInt(generation, 10))
}
