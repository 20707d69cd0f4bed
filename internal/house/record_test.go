package house_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
)

// The paper of a record is printed by who may read all of it, and whose it is stands in
// the access log. To everybody else it is not there.
func TestTheRecordsPaperIsForWhoReadsIt(t *testing.T) {
	t.Parallel()
	w := newTown(t, storetest.Postgres(t))
	x, far := w.put(here, 0, "doctor"), w.put(there, 0, "doctor")
	for _, who := range []string{"doctor", "midwife"} {
		w.session(here, who)
		r := w.send("GET", "/api/v1/records/"+string(x.record)+".pdf?lang=en", nil)
		qt.Assert(t, qt.Equals(r.status, 200), qt.Commentf("%s: %s", who, r.body))
		qt.Check(t, qt.IsTrue(strings.HasPrefix(r.body, "%PDF")))
		for _, not := range []string{string(far.record) + ".pdf", string(x.record), "nothing.pdf"} {
			qt.Check(t, qt.Equals(w.send("GET", "/api/v1/records/"+not, nil).status, 404), qt.Commentf("%s: %s", who, not))
		}
	}
	qt.Check(t, qt.Equals(w.noted("visit_record:"+string(x.record)), 2))
	for _, who := range []string{"head", "officer", "dispatcher", "cadre", "driver", "nurse", "courier", "admin"} {
		w.session(here, who)
		qt.Check(t, qt.Equals(w.send("GET", "/api/v1/records/"+string(x.record)+".pdf", nil).status, 404), qt.Commentf("%s", who))
	}
}

// noted counts the lines of the access log that name somebody.
func (w *town) noted(who string) (n int) {
	w.t.Helper()
	qt.Assert(w.t, qt.IsNil(w.h.DB.Read(w.t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM access_log WHERE facility_id = $1 AND people LIKE $2", store.Args(here.id, "%"+who+"%"), &n)
		return err
	})))
	return n
}

// The year's numbers are numbers: the whole for the head, her villages for a midwife,
// and nobody's name for anybody.
func TestTheYearsNumbers(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.put(here, 0, "doctor")
	w.put(here, 1, "head")
	read := func(who, query string) (s api.Served) {
		w.session(here, who)
		r := w.send("GET", "/api/v1/served"+query, nil)
		qt.Assert(t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		qt.Check(t, qt.Not(qt.StringContains(r.body, "Warga")))
		r.into(t, &s)
		return s
	}
	whole := read("head", "?year=2026")
	qt.Check(t, qt.IsTrue(whole.Whole))
	qt.Check(t, qt.Equals(whole.Reached.People, 2))
	qt.Check(t, qt.HasLen(whole.Reached.Groups, 12))
	qt.Check(t, qt.Equals(whole.Reached.Unlicensed, 2))
	hers := read("midwife", "")
	qt.Check(t, qt.IsFalse(hers.Whole))
	qt.Check(t, qt.HasLen(hers.Villages, 1))
	qt.Check(t, qt.Equals(hers.Reached.People, 1))
	qt.Check(t, qt.Equals(read("officer", "?year=2025").Reached.People, 0))
	w.session(here, "officer")
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/served?year=now", nil).status, 422))
	w.session(here, "dispatcher")
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/served", nil).status, 404))
}
