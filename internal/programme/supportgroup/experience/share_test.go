package experience_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/world"
)

// What a mother shares waits for the midwife like any other, and her own name is looked
// for in it, also when she is through her six months.
func TestAMothersOwnStoryWaitsForTheMidwife(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.As("Bidan Sri").Send("a group", "supportgroup.found", supportgroup.Found{Group: id("Melati"), Name: "Melati", Village: world.Village, Leader: id("Kader Yuli")})
		v.Settle()
		var member ident.ID
		v.Query(func(q journal.Query) error {
			m, _, err := supportgroup.Members.First(q.Tx, "facility_id = $1 AND mother = $2", q.Facility, id("Bu Dewi"))
			member = m.ID
			return err
		})
		told := experience.Share{Experience: id("S"), Member: member, Problem: "crying", What: "Dimas rewel tiap sore", Helped: "Dewi memeluknya dulu"}
		v.As("Kader Yuli").Refused("not in it yet", "experience.share", told, "supportgroup.not_a_member").
			Send("asked", "supportgroup.invite", supportgroup.Invite{Member: member, Mother: id("Bu Dewi"), Way: supportgroup.InPerson}).
			Send("yes", "supportgroup.answer", supportgroup.Reply{Member: member, Accept: true}).
			Send("shared", "experience.share", told).
			Refused("again", "experience.share", told, "experience.shared_already")
		x := v.row("S")
		qt.Check(t, qt.Equals(x.State, experience.Draft))
		qt.Check(t, qt.Equals(x.Month, 1))
		v.until("2026-07-12 08:00")
		v.As("Bidan Sri").Refused("names", "experience.approve", experience.Approve{Experience: id("S")}, "experience.names_inside").
			Send("looked", "experience.approve", experience.Approve{Experience: id("S"), Looked: true})
		v.RebuildEquals()
	})
}
