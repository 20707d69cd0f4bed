package house_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
)

// The measurement sheet of e-PPGBM is looked at before it is entered, enters nothing
// twice, leaves what was asked here as it was said, and comes out again.
func TestMeasurementsGoInOnceAndOut(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		known, other := h.fresh(), h.fresh()
		h.lives(known, "Salsa", "2025-11-10", 0, registry.Enter{Sex: "female", Relation: "child", Posyandu: h.posyandu, NIK: "3313084911250001"})
		h.lives(other, "Rafi", "2025-08-10", 1, registry.Enter{Sex: "male", Relation: "child", NIK: "3313081008250002"})
		h.months(known, "2025-11-10", "y n")
		const table = "No;NIK;nama_anak;TANGGALUKUR;BERAT;TINGGI;CARAUKUR;asi_bulan_0;asi_bulan_1;asi_bulan_2;asi_bulan_3\n" +
			"1;3313084911250001;SALSA;2026-02-12;6.10;61.5;terlentang;tidak;ya;ya;\n" +
			"2;3313081008250002;RAFI;2026-02-12;7.40;;;;;;\n" +
			"3;3313089999999999;SIAPA;2026-02-12;6.00;;;;;;\n" +
			"4;3313084911250001;SALSA;besok;6.00;;;;;;\n"
		send := func(query string) (out api.Measurements) {
			r := h.send("POST", "/api/v1/weighings/eppgbm"+query, table)
			qt.Assert(h.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
			r.into(h.t, &out)
			return out
		}
		states := func(m api.Measurements) (all []string) {
			for _, r := range m.Rows {
				all = append(all, r.State+r.Code)
			}
			return all
		}
		h.session(here, "officer")
		seen := send("")
		qt.Check(h.t, qt.DeepEquals(states(seen), []string{"enters", "enters", "staysimport.unknown_child", "staysimport.bad_measuring_date"}))
		qt.Check(h.t, qt.Equals(seen.Rows[0].Name, "Salsa"))
		qt.Check(h.t, qt.DeepEquals(seen.Rows[0].Months, []int{1}), qt.Commentf("months 0 and 2 were asked here"))
		qt.Check(h.t, qt.Equals(h.logged("eppgbm_in", "person:"+string(known)), 1))
		qt.Check(h.t, qt.Equals(h.weighed(known), 0), qt.Commentf("looking enters nothing"))
		qt.Check(h.t, qt.DeepEquals(states(send("?enter=1")), []string{"entered", "entered", "staysimport.unknown_child", "staysimport.bad_measuring_date"}))
		qt.Check(h.t, qt.DeepEquals(states(send("?enter=1"))[:2], []string{"known", "known"}))
		qt.Check(h.t, qt.Equals(h.weighed(known), 1))

		// Part by part it comes to the same, and the last part says that it is the last.
		first := send("?from=1")
		qt.Check(h.t, qt.DeepEquals([]int{first.Of, first.Next, len(first.Rows)}, []int{4, 0, 4}))
		rest := send("?from=4")
		qt.Check(h.t, qt.DeepEquals(states(rest), []string{"staysimport.unknown_child", "staysimport.bad_measuring_date"}))
		qt.Check(h.t, qt.Equals(rest.Of, 4))
		long := table + strings.Repeat("9;3313089999999999;SIAPA;2026-02-12;6.00;;;;;;\n", 60)
		r := h.send("POST", "/api/v1/weighings/eppgbm?from=1", long)
		var part api.Measurements
		r.into(h.t, &part)
		qt.Check(h.t, qt.DeepEquals([]int{part.Of, part.Next, len(part.Rows)}, []int{64, 52, 50}))
		qt.Check(h.t, qt.Equals(h.send("POST", "/api/v1/weighings/eppgbm?from=x", table).status, 422))

		h.session(here, "cadre")
		qt.Check(h.t, qt.DeepEquals(states(send(""))[:2], []string{"known", "staysimport.unknown_child"}), qt.Commentf("a child of another village is none of hers"))
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/weighings/eppgbm.xlsx?month=2026-02", nil).status, 404))
		h.session(here, "head")
		qt.Check(h.t, qt.Equals(h.send("GET", "/api/v1/weighings/eppgbm.xlsx?month=february", nil).status, 422))
		r = h.send("GET", "/api/v1/weighings/eppgbm.xlsx?month=2026-02", nil)
		qt.Assert(h.t, qt.Equals(r.status, 200))
		qt.Check(h.t, qt.Equals(h.logged("eppgbm_out", "person:"+string(known)), 1))
		h.session(here, "midwife")
		qt.Assert(h.t, qt.Equals(h.send("GET", "/api/v1/weighings/eppgbm.xlsx?month=2026-02", nil).status, 200))
		qt.Check(h.t, qt.Equals(h.logged("eppgbm_out", "person:"+string(known)), 2))
		qt.Check(h.t, qt.Equals(h.logged("eppgbm_out", "person:"+string(other)), 1), qt.Commentf("a midwife takes out the children of her villages"))
	})
}

// weighed counts a child's weighings.
func (h *hamlet) weighed(child ident.ID) (n int) {
	h.t.Helper()
	h.query(here, func(q journal.Query) error {
		_, err := q.One("SELECT COUNT(*) FROM weighing WHERE facility_id = $1 AND child = $2", store.Args(here.id, child), &n)
		return err
	})
	return n
}
