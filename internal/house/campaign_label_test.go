package house_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/paper/papertest"
	"sambang/internal/door/api"
)

// What a telephone reads off every label of a sheet is the page of that batch's code;
// whoever opens it is counted for the batch, and a batch of another place has no labels
// here.
func TestEveryLabelOfABatchLeadsToItsCodeAndCountsForIt(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x, foreign := w.put(here, 0, "head"), w.put(there, 0, "head")
	w.session(here, "officer")
	labels := func(batch ident.ID, query string) reply {
		return w.send("GET", "/api/v1/campaign/batches/"+string(batch)+"/labels.pdf"+query, nil)
	}
	made := labels(x.bundle, "?count=37")
	qt.Assert(t, qt.Equals(made.status, 200), qt.Commentf("%s", made.body))
	pages := papertest.Strokes([]byte(made.body))
	qt.Assert(t, qt.HasLen(pages, 2), qt.Commentf("thirty-six on a sheet"))
	said := ""
	for n := range 36 {
		left, top := 25+40*float64(n%4), 13.5+30*float64(n/4)
		q := papertest.SquareOf(papertest.Within(pages[0], left, top, 40, 30))
		read, err := q.Read()
		qt.Assert(t, qt.IsNil(err))
		if n > 0 {
			qt.Assert(t, qt.Equals(read, said))
		}
		said = read
	}
	at, err := url.Parse(said)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(strings.HasSuffix(at.Path, "-"+x.code)), qt.Commentf("%s", said))

	scans := func() int64 {
		w.session(here, "officer")
		var all api.CampaignBatches
		w.send("GET", "/api/v1/campaign/batches", nil).into(t, &all)
		for _, b := range all.Batches {
			if b.ID == x.bundle {
				return b.Scans
			}
		}
		t.Fatal("the batch is not listed")
		return 0
	}
	before := scans()
	w.client = w.browser() // anybody
	drawn := w.send("GET", at.Path, nil)
	qt.Assert(t, qt.Equals(drawn.status, 200))
	_, id, _ := strings.Cut(drawn.body, `name="id" value="`)
	id, _, _ = strings.Cut(id, `"`)
	told := w.send("POST", at.Path+"/scan", url.Values{"id": {id}}, "Origin", w.srv.URL)
	qt.Check(t, qt.IsTrue(told.status < 400), qt.Commentf("%d %s", told.status, told.body))
	qt.Check(t, qt.Equals(scans(), before+1))

	qt.Check(t, qt.Equals(labels(foreign.bundle, "").status, 404))
	qt.Check(t, qt.Equals(labels(x.bundle, "?count=361").status, 422))
}
