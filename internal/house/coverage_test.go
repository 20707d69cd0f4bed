package house_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
	"sambang/internal/report/coverage"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// months tells a baby's months as they come: y yes, n formula from the grandmother, m a
// reason of health, which the midwife tells.
func (h *hamlet) months(baby ident.ID, born, marks string) {
	for i, mark := range marks {
		f := health.Feed{Feeding: h.fresh(), Baby: baby, Source: health.Told, On: age.Reached(born, i), LastDay: health.Exclusive, SinceLast: health.Exclusive}
		by := here.actor("officer")
		switch mark {
		case 'n':
			f.LastDay, f.SinceLast, f.Given, f.GivenBy = health.NotExclusive, health.NotExclusive, []string{"formula"}, "grandmother"
		case 'm':
			f.LastDay, f.SinceLast, f.Medical, f.Given = health.NotExclusive, health.NotExclusive, true, []string{"formula"}
			by = here.actor("midwife")
		case ' ':
			continue
		}
		h.must(by, "health.feeding", f)
	}
}

// The figures of a health centre are its own babies' months, and every figure opens its
// list to who keeps their records: today is 2 March 2026.
func TestCoverageIsReadByRight(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		born := map[string]string{"Lulus": "2025-08-20", "Berhenti": "2025-08-21", "Kosong": "2025-08-22", "Sakit": "2025-08-23", "Kecil": "2025-12-15"}
		marks := map[string]string{"Lulus": "yyyyyyy", "Berhenti": "yyyn", "Kosong": "yy yyy", "Sakit": "yym", "Kecil": "yyy"}
		babies := map[string]ident.ID{}
		for _, name := range []string{"Lulus", "Berhenti", "Kosong", "Sakit", "Kecil"} {
			babies[name] = h.fresh()
			h.lives(babies[name], name, born[name], 0, registry.Enter{Relation: "child", Posyandu: h.posyandu})
			h.months(babies[name], born[name], marks[name])
		}

		get := func(path string, into any) int {
			r := h.send("GET", "/api/v1/coverage"+path, nil)
			if r.status == 200 {
				r.into(h.t, into)
			}
			return r.status
		}
		h.session(here, "head")
		var c coverage.Coverage
		qt.Assert(h.t, qt.Equals(get("?from=2026-02&to=2026-02&by=posyandu", &c), 200))
		qt.Check(h.t, qt.Equals(c.Total.Graduates, coverage.Share{Have: 1, Of: 3}))
		qt.Check(h.t, qt.Equals(c.Total.NotProven, 1))
		qt.Check(h.t, qt.Equals(c.Total.LeftOut, 1))
		qt.Check(h.t, qt.Equals(c.Target, 5000))
		qt.Assert(h.t, qt.HasLen(c.Places, 2), qt.Commentf("%+v", c.Places))
		qt.Check(h.t, qt.Equals(c.Places[1].Key, string(h.posyandu)))
		qt.Check(h.t, qt.Equals(get("/list?what=graduates", nil), 404), qt.Commentf("the head reads how many, not who"))
		qt.Check(h.t, qt.Equals(get("/watch", nil), 404))
		for _, bad := range []string{"?from=feb", "?from=2026-03&to=2026-01", "?by=colour"} {
			qt.Check(h.t, qt.Equals(get(bad, nil), 422), qt.Commentf(bad))
		}

		h.session(here, "cadre")
		names := func(what string) string {
			var list api.CoverageList
			qt.Assert(h.t, qt.Equals(get("/list?from=2026-02&to=2026-02&what="+what, &list), 200))
			var all []string
			for _, l := range list.Lines {
				all = append(all, l.Name)
			}
			qt.Check(h.t, qt.Equals(list.Total, len(all)))
			return strings.Join(all, " ")
		}
		qt.Check(h.t, qt.Equals(names(coverage.ListGraduates), "Lulus"))
		qt.Check(h.t, qt.Equals(names(coverage.ListBroken), "Berhenti"))
		qt.Check(h.t, qt.Equals(names(coverage.ListNotProven), "Kosong"))
		qt.Check(h.t, qt.Equals(get("/list?what=left_out", nil), 404), qt.Commentf("that there is a reason of health is one"))
		qt.Check(h.t, qt.Equals(get("/list?what=everybody", nil), 422))
		qt.Check(h.t, qt.Equals(h.logged("coverage", "person:"+string(babies["Lulus"])), 1))
		var watch api.CoverageWatch
		qt.Assert(h.t, qt.Equals(get("/watch", &watch), 200))
		for _, d := range watch.Due {
			qt.Check(h.t, qt.Not(qt.Equals(d.Baby, babies["Kecil"])), qt.Commentf("asked on 15 February, next on the 15th of March"))
		}
		h.session(here, "midwife")
		qt.Check(h.t, qt.Equals(names(coverage.ListLeftOut), "Sakit"))

		few := h.asked(func(q journal.Query) error {
			_, err := coverage.Of(q, "2024-09", "2026-02", coverage.ByVillage, nil)
			return err
		})
		for i := range 12 {
			id := h.fresh()
			h.lives(id, fmt.Sprint("Adik ", i), "2025-10-01", 0, registry.Enter{Relation: "child"})
			h.months(id, "2025-10-01", "yyy")
		}
		many := h.asked(func(q journal.Query) error {
			_, err := coverage.Of(q, "2024-09", "2026-02", coverage.ByVillage, nil)
			return err
		})
		qt.Check(h.t, qt.Equals(many, few), qt.Commentf("twelve more ask the database no oftener"))

		for _, who := range []string{"treasurer", "courier", "admin", "driver"} {
			h.session(here, who)
			qt.Check(h.t, qt.Equals(get("", nil), 404), qt.Commentf("%s", who))
		}
		h.session(there, "officer")
		qt.Assert(h.t, qt.Equals(get("?from=2026-02&to=2026-02", &c), 200))
		qt.Check(h.t, qt.Equals(c.Total, coverage.Figures{}), qt.Commentf("another health centre has its own"))
	})
}
