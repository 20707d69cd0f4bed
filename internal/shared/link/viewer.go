package link

import (
	"encoding/hex"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Viewer is a browser that has looked at a link, as its owner is shown it.
type Viewer struct {
	Facility   ident.ID `db:"facility_id" json:"-"`
	ID         ident.ID `db:"id" json:"id"`
	Link       ident.ID `db:"link" json:"link"`
	Generation int64    `db:"generation" json:"-"`
	// Browser is a keyed hash of the page's own cookie: it tells browsers of one
	// link apart and nothing else.
	Browser string `db:"browser" json:"-"`
	// Agent is one word: see AgentFamily.
	Agent     string          `db:"agent" json:"agent"`
	FirstSeen instant.Instant `db:"first_seen" json:"first_seen"`
	LastSeen  instant.Instant `db:"last_seen" json:"last_seen"`
}

// ViewerTable holds who looks; it may be lost.
var ViewerTable = store.NewTable[Viewer]("link_viewer", store.Loose)

// viewersKept bounds the browsers remembered of one link, so that nobody fills
// the disk with cookies. Our own proposal: a family has few telephones.
const viewersKept = 50

// Seen notes that a browser has a link's page open now. It is called by the
// page's own POST or live stream, never by a GET of the page: previews of
// messages open every link. Cookie is the browser's own random word.
func Seen(tx *store.Tx, ring *keys.Ring, l Link, cookie, userAgent string, now instant.Instant) error {
	browser := hex.EncodeToString(ring.Mac("link viewer", string(l.Facility), string(l.ID), cookie)[:16])
	id := ident.Named(string(l.ID) + browser)
	v, found, err := ViewerTable.Get(tx, l.Facility, id)
	if err != nil {
		return err
	}
	if !found {
		all, err := Viewers(tx, l)
		if err != nil || len(all) >= viewersKept {
			return err
		}
		v = Viewer{l.Facility, id, l.ID, l.Generation, browser, AgentFamily(userAgent), now, now}
	}
	v.LastSeen, v.Generation = max(v.LastSeen, now), l.Generation
	return ViewerTable.Put(tx, v)
}

// Viewers lists the browsers that have looked at a link, the first one first.
func Viewers(tx *store.Tx, l Link) ([]Viewer, error) {
	return ViewerTable.Where(tx, "facility_id = $1 AND link = $2 ORDER BY first_seen, id", l.Facility, l.ID)
}

// AgentFamily is the one word kept of a browser's long name: samsung, firefox,
// opera, edge, chrome, safari, facebook or other. More would tell people apart.
func AgentFamily(userAgent string) string {
	for _, f := range []struct{ mark, word string }{
		{"FBAN", "facebook"}, {"FBAV", "facebook"}, {"SamsungBrowser", "samsung"}, {"Firefox", "firefox"}, {"FxiOS", "firefox"},
		{"OPR/", "opera"}, {"Opera", "opera"}, {"Edg", "edge"}, {"CriOS", "chrome"}, {"Chrome", "chrome"}, {"Safari", "safari"},
	} {
		if strings.Contains(userAgent, f.mark) {
			return f.word
		}
	}
	return "other"
}
