package house_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/paper/papertest"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// Whoever arranges the visits prints any cadre's day and the week; a cadre prints her own day
// and nobody else's; to everybody else there is none. Whose home was shown stands in the
// access log.
func TestTheCadresDaysArePrintedForWhomTheyAre(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{"", storetest.Postgres(t)} {
		w := newTown(t, dsn)
		m := newMassagers(w)
		m.books("Sri", 0, 1, 1, well(), "2025-10-01")
		m.books("=Maya", 1, 1, 1, well(), "2025-10-01")
		day := visitAt(1).Time().Format("2006-01-02")
		of := func(cadre int) string { return "day=" + day + "&cadre=" + string(worker(here, m.cadres[cadre])) }
		get := func(path string) (int, string) {
			r := w.send("GET", "/api/v1/massage/"+path, nil)
			if r.status == 200 && strings.Contains(path, ".pdf") {
				return r.status, papertest.Text([]byte(r.body))
			}
			return r.status, r.body
		}
		for _, role := range []string{"officer", "dispatcher"} {
			w.session(here, role)
			status, said := get("day.pdf?" + of(0))
			qt.Assert(t, qt.Equals(status, 200), qt.Commentf("%s: %s", role, said))
			qt.Check(t, qt.StringContains(said, "Ibu Sri"))
			qt.Check(t, qt.StringContains(said, "Anak Sri, 5 bulan"))
			qt.Check(t, qt.Not(qt.StringContains(said, "Maya")))
			status, said = get("week.pdf?from=" + day)
			qt.Check(t, qt.Equals(status, 200))
			for _, want := range []string{"Ibu Sri", "Ibu =Maya", "lilis", "euis"} {
				qt.Check(t, qt.StringContains(said, want))
			}
			status, said = get("week.csv?lang=en&from=" + day)
			qt.Check(t, qt.Equals(status, 200))
			qt.Check(t, qt.StringContains(said, "Ibu =Maya"))
			status, said = get("week.xlsx?from=" + day)
			qt.Check(t, qt.Equals(status, 200))
			qt.Check(t, qt.IsTrue(strings.HasPrefix(said, "PK")))
			status, said = get("day.pdf?day=nothing&cadre=" + string(worker(here, m.cadres[0])))
			qt.Check(t, qt.Equals(status, 422), qt.Commentf("%s", said))
			status, _ = get("day.pdf?day=" + day + "&cadre=" + string(worker(there, "cadre")))
			qt.Check(t, qt.Equals(status, 404), qt.Commentf("another health centre's"))
		}
		w.session(here, m.cadres[0])
		status, said := get("day.pdf?day=" + day)
		qt.Check(t, qt.Equals(status, 200))
		qt.Check(t, qt.StringContains(said, "Ibu Sri"))
		for _, none := range []string{"day.pdf?" + of(1), "week.pdf?from=" + day, "week.csv?from=" + day, "week.xlsx?from=" + day} {
			status, _ := get(none)
			qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s", none))
		}
		for _, role := range []string{"head", "midwife", "treasurer", "admin", "nurse", "courier"} {
			w.session(here, role)
			for _, none := range []string{"day.pdf?" + of(0), "week.pdf?from=" + day, "week.csv?from=" + day} {
				status, _ := get(none)
				qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s %s", role, none))
			}
		}
		shown := map[string]int64{}
		for _, purpose := range []string{"massage_day", "massage_week", "massage_week_csv", "massage_week_xlsx"} {
			qt.Assert(t, qt.IsNil(w.h.DB.Read(t.Context(), func(tx *store.Tx) error {
				n := int64(0)
				_, err := tx.One("SELECT count(*) FROM access_log WHERE facility_id = $1 AND purpose = $2 AND people LIKE '%person:%'", store.Args(here.id, purpose), &n)
				shown[purpose] = n
				return err
			})))
		}
		qt.Check(t, qt.DeepEquals(shown, map[string]int64{"massage_day": 3, "massage_week": 2, "massage_week_csv": 2, "massage_week_xlsx": 2}))
	}
}
