package house_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/shared/link"
	"sambang/internal/shared/workforce"
)

// The wired house asks the head by a link, over real HTTP.
func TestTheHeadIsAskedByALink(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.put(here, 0, "doctor")
	asked := w.must(here.actor("admin"), "workforce.request_glass", workforce.RequestGlass{About: x.mother, Reason: whyBroken})
	path := ""
	w.query(here, func(q journal.Query) error {
		all, err := link.OfSubject(q.Tx, here.id, asked.ID)
		for _, l := range all {
			if l.Person == worker(here, "head") {
				path = "/t/" + link.Token(q.Keys, here.name, l)
			}
		}
		return err
	})
	qt.Assert(t, qt.Not(qt.Equals(path, "")), qt.Commentf("the head has no link"))
	w.client = w.browser()
	w.send("POST", path+"/open", nil)
	shown := w.send("GET", path, nil).body
	for _, c := range canaries {
		qt.Check(t, qt.IsFalse(strings.Contains(shown, c)))
	}
	said := w.send("POST", path+"/decide", url.Values{})
	qt.Check(t, qt.Equals(said.status, 404), qt.Commentf("an answer without an id is none"))
}
