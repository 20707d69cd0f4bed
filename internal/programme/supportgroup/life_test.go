package supportgroup_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// TestWhatLifeDoesEndsAMembershipQuietly: a death, a move, a child that is not there any
// more. Nobody says a word, and nothing is left to do.
func TestWhatLifeDoesEndsAMembershipQuietly(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		for _, name := range []string{"Bu Ani", "Bu Beti", "Bu Citra", "Bu Dian", "Bu Endah"} {
			v.mother(name)
			v.join(name)
		}
		v.birth("Bu Citra", "2026-03-02", "home", "Cahya")
		v.birth("Bu Dian", "2026-03-02", "home", "Doni", "Dodi")
		v.As("Bidan Sri").Send("Ani dies", "registry.died", registry.Die{Person: id("Bu Ani"), On: "2026-03-02"}).
			Send("Beti moves", "registry.move", registry.Move{Person: id("Bu Beti"), On: "2026-03-02", To: "out"}).
			Send("Cahya dies", "registry.died", registry.Die{Person: id("Cahya"), On: "2026-03-02"}).
			Send("Dodi dies", "registry.died", registry.Die{Person: id("Dodi"), On: "2026-03-02"}).
			Send("Endah expects no more", "registry.expect", registry.Expect{Person: id("Bu Endah")})
		for mother, why := range map[string]string{"Bu Ani": supportgroup.ByDeath, "Bu Beti": supportgroup.ByMove, "Bu Citra": supportgroup.ByLoss, "Bu Endah": supportgroup.ByLoss} {
			qt.Check(t, qt.Equals(v.state(mother, supportgroup.Ended).Why, why), qt.Commentf("%s", mother))
		}
		m := v.state("Bu Dian", supportgroup.Joined)
		qt.Check(t, qt.HasLen(m.Babies, 1), qt.Commentf("the other twin goes on"))
		v.Silent()
		v.RebuildEquals()
	})
}

// TestAHouseInMourningIsNotAsked: the invitation waits until somebody has been there.
func TestAHouseInMourningIsNotAsked(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.Home("Krajan 1", world.Village)
		v.Resident("Pak Budi", registry.Enter{Sex: "male", Born: "1990-01-01", Household: id("household Krajan 1"), Relation: registry.HeadOfHousehold})
		v.Resident("Bu Sri", registry.Enter{Sex: "female", Born: "1998-01-01", Due: "2026-03-20", Household: id("household Krajan 1"), Relation: registry.Spouse})
		v.birth("Bu Sri", "2026-03-02", "home", "Bagas")
		m := v.state("Bu Sri", supportgroup.ToInvite)
		v.As("Bidan Sri").Send("Budi dies", "registry.died", registry.Die{Person: id("Pak Budi"), On: "2026-03-02"})
		v.state("Bu Sri", supportgroup.Waiting)
		v.As("Kader Yuli").Refused("too early", "supportgroup.invite", supportgroup.Invite{Member: m.ID, Way: supportgroup.InPerson}, "supportgroup.not_now")
		v.until("2026-03-06")
		v.As("Bidan Sri").Send("somebody was there", "registry.comfort", registry.Comfort{Person: id("Bu Sri")})
		qt.Check(t, qt.Equals(v.state("Bu Sri", supportgroup.ToInvite).InviteBy, "2026-03-13"))
	})
}

// TestWhoWasThereBeforeTheGroupIsInvitedToo: children of the register who are small when a
// group begins, also those of a record that was merged, once; and nobody where there is none.
func TestWhoWasThereBeforeTheGroupIsInvitedToo(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		for _, name := range []string{"Bu Ani", "Bu Sri", "Bu Sri dari buku lama"} {
			v.mother(name)
		}
		v.birth("Bu Ani", "2025-08-20", "home", "Anto") // six months and some days old
		v.birth("Bu Sri dari buku lama", "2026-01-15", "home", "Bagas")
		v.As("officer").Send("one and the same", "registry.merge", registry.Merge{Keep: id("Bu Sri"), Drop: id("Bu Sri dari buku lama")})
		qt.Assert(t, qt.HasLen(v.rows("Bu Sri"), 0), qt.Commentf("no group, no invitation"))
		v.found("Melati")
		v.until("2026-03-03")
		v.until("2026-03-04")
		qt.Assert(t, qt.HasLen(v.rows("Bu Ani"), 0), qt.Commentf("her child is too old"))
		qt.Assert(t, qt.HasLen(v.rows("Bu Sri dari buku lama"), 0))
		m := v.state("Bu Sri", supportgroup.ToInvite)
		qt.Check(t, qt.Equals(m.Since, "2026-03-02"))
		qt.Check(t, qt.Equals(m.FinishOn, "2026-07-15"), qt.Commentf("by the day of birth, not of coming in"))
	})
}

// TestTwoRecordsOfOneMotherAreOneMember: the other membership ends when it is seen.
func TestTwoRecordsOfOneMotherAreOneMember(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		for _, name := range []string{"Bu Sri", "Ny. Sri"} {
			v.mother(name)
			v.join(name)
		}
		v.As("officer").Send("one and the same", "registry.merge", registry.Merge{Keep: id("Bu Sri"), Drop: id("Ny. Sri")})
		going := 0
		for _, m := range append(v.rows("Bu Sri"), v.rows("Ny. Sri")...) {
			if m.Going() {
				going++
			} else {
				qt.Check(t, qt.Equals(m.Why, supportgroup.ByMerge))
			}
		}
		qt.Check(t, qt.Equals(going, 1))
		v.As("Kader Yuli").Refused("a second time", "supportgroup.invite", supportgroup.Invite{Member: id("another"), Mother: id("Ny. Sri"), Group: id("Melati"), Way: supportgroup.InPerson}, "supportgroup.invited_already")
		v.RebuildEquals()
	})
}

// TestANoOfTheOtherRecordDoesNotBecomeASecondYes: one record had said no, the other is a
// member; when they are found to be one mother, the no stays a no.
func TestANoOfTheOtherRecordDoesNotBecomeASecondYes(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.mother("Bu Sri")
		v.join("Bu Sri")
		v.mother("Ny. Sri")
		other := v.memberOf("Ny. Sri")
		v.As("Kader Yuli").
			Send("ask", "supportgroup.invite", supportgroup.Invite{Member: other, Mother: id("Ny. Sri"), Group: id("Melati"), Way: supportgroup.InPerson}).
			Send("no", "supportgroup.answer", supportgroup.Reply{Member: other, Why: "no_time"})
		v.As("officer").Send("one and the same", "registry.merge", registry.Merge{Keep: id("Bu Sri"), Drop: id("Ny. Sri")})
		v.As("Kader Yuli").Refused("yes after all", "supportgroup.answer", supportgroup.Reply{Member: other, Accept: true}, "supportgroup.invited_already")
		v.RebuildEquals()
	})
}

// TestWhoMovesToTheNextVillageIsSeenThereToo: she stays in her group until somebody moves
// her; an invitation goes with her.
func TestWhoMovesToTheNextVillageIsSeenThereToo(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.mother("Bu Sri")
		v.mother("Bu Tia")
		v.join("Bu Sri")
		v.birth("Bu Tia", "2026-03-01", "home", "Tomi")
		v.Home("Rejo 1", world.OtherVillage)
		for _, name := range []string{"Bu Sri", "Bu Tia"} {
			v.As("officer").Send("move "+name, "registry.move", registry.Move{Person: id(name), On: "2026-03-02", To: "within", Household: id("household Rejo 1")})
		}
		m := v.state("Bu Sri", supportgroup.Joined)
		qt.Check(t, qt.Equals(m.Group, id("Melati")))
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.Village, "group_member"), 1))
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.OtherVillage, "group_member"), 2))
		qt.Check(t, qt.Equals(v.state("Bu Tia", supportgroup.ToInvite).Group, ""), qt.Commentf("the other village has no group"))
		v.As("Bidan Ani").Send("Anggrek", "supportgroup.found", supportgroup.Found{Group: id("Anggrek"), Name: "Anggrek", Village: world.OtherVillage, Leader: id("Kader Tuti")}).
			Send("to Anggrek", "supportgroup.move_member", supportgroup.MoveMember{Member: m.ID, Group: id("Anggrek")})
		qt.Check(t, qt.Equals(v.state("Bu Sri", supportgroup.Joined).Group, id("Anggrek")))
		v.denied("Bidan Sri", "back", "supportgroup.move_member", supportgroup.MoveMember{Member: m.ID, Group: id("Melati")})
	})
}

// TestACoachWhoLeavesIsReplacedALeaderIsNamed: no group goes on under who is not here.
func TestACoachWhoLeavesIsReplacedALeaderIsNamed(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.Midwife("Bidan Tri", world.Village)
		v.As("head")
		suspend(v, "Bidan Sri")
		qt.Check(t, qt.Equals(v.group("Melati").Coach, id("Bidan Tri")))
		suspend(v, "Kader Yuli")
		qt.Check(t, qt.Equals(v.group("Melati").Leader, ""))
		v.As("Bidan Tri").Refused("no cadre of the village", "supportgroup.change", supportgroup.Change{Group: id("Melati"), Leader: id("Kader Tuti")}, "supportgroup.leader_is_a_cadre")
		v.Cadre("Kader Nur", world.Village)
		v.As("Bidan Tri").Send("Nur leads", "supportgroup.change", supportgroup.Change{Group: id("Melati"), Leader: id("Kader Nur"), Name: "Mawar"})
		v.Query(func(q journal.Query) error {
			o, err := supportgroup.OverviewOf(q, nil)
			qt.Check(t, qt.Equals(fmt.Sprint(o.Groups[0].Group.Name, o.Groups[0].Group.LeaderName), "MawarKader Nur"))
			return err
		})
	})
}
