package storm

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/workforce"
)

// TestWhoHasTwoRolesKeepsNoRowThatIsTheirsNoMore: a cadre who keeps the cash too belongs to the
// desk, which as treasurer shows her no motorbike. The one that is lent to her stands on her
// phone, and goes when she gives it back.
func TestWhoHasTwoRolesKeepsNoRowThatIsTheirsNoMore(t *testing.T) {
	d := &day{town: newTown(t), saw: map[string]int{}}
	wati, sari := staffOf(access.Officer, "Wati")[0], staffOf(access.Midwife, "Sari")[0]
	d.facility = found(t, d.h, []person{wati, sari, cadre()[0]}, 0)
	d.bathe(wati, cadre()[0], sari)
	tell(t, d.h, d.facility, "keeps the cash", "workforce.grant_role", workforce.GrantRole{Worker: cadre()[0].worker(), Role: access.Treasurer, From: "2026-01-01"})
	yuli := newPhone(t, d.address, cadre()[0], &road{})
	row := "massage_motorbike/" + string(vario)
	looks := func(what string, there bool) {
		t.Helper()
		for more := true; more; {
			more, _ = yuli.round(t)
		}
		qt.Check(t, qt.Equals(yuli.rows[row] != nil, there), qt.Commentf("%s", what))
		d.compare(yuli)
	}
	looks("before", false)
	qt.Assert(t, qt.Equals(d.hears(wati, "motorbike.lend", motorbike.Lend{Motorbike: vario, Worker: cadre()[0].worker(), From: "2026-03-02", To: "2026-03-04"}).Code, ""))
	looks("lent to her", true)
	qt.Assert(t, qt.Equals(d.hears(wati, "motorbike.give_back", motorbike.GiveBack{Motorbike: vario}).Code, ""))
	looks("given back", false)
}
