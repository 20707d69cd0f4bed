package supportgroup_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

func suspend(v village, name string) {
	v.T.Helper()
	v.As("head").Send("suspend "+name, "workforce.suspend", workforce.Suspend{Worker: id(name), Reason: "a"})
}

// TestAGroupOfTenIsFull: an eleventh is asked into another, and a yes finds a place or none.
func TestAGroupOfTenIsFull(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		for i := range 10 {
			name := fmt.Sprint("Bu ", i)
			v.mother(name)
			v.join(name)
		}
		v.mother("Bu Akhir")
		ask := supportgroup.Invite{Member: id("last"), Mother: id("Bu Akhir"), Group: id("Melati"), Way: supportgroup.InPerson}
		v.As("Kader Yuli").Refused("full", "supportgroup.invite", ask, "supportgroup.full")
		v.As("Kader Yuli").Send("one goes", "supportgroup.leave", supportgroup.Leave{Member: v.memberOf("Bu 3"), Why: "work"}).
			Send("asked", "supportgroup.invite", ask).
			Send("she comes back", "supportgroup.answer", supportgroup.Reply{Member: v.rows("Bu 3")[0].ID, Accept: true}).
			Refused("no place left", "supportgroup.answer", supportgroup.Reply{Member: id("last"), Accept: true}, "supportgroup.full")
		v.birth("Bu Akhir", "2026-03-02", "home", "Akbar")
		v.mother("Bu Baru")
		v.birth("Bu Baru", "2026-03-02", "home", "Bima")
		qt.Check(t, qt.Equals(v.state("Bu Baru", supportgroup.ToInvite).Group, ""), qt.Commentf("nobody is asked into a full group"))
		v.Query(func(q journal.Query) error {
			o, err := supportgroup.OverviewOf(q, nil)
			qt.Check(t, qt.DeepEquals(o.Unplaced, map[string]int64{world.Village: 1}), qt.Commentf("the midwife sees that a second group is wanted"))
			return err
		})
		v.As("Bidan Sri").Refused("not empty", "supportgroup.close", supportgroup.Close{Group: id("Melati"), Reason: "united"}, "supportgroup.has_members")
	})
}

// TestANoMayBecomeAYesAndNobodyIsAskedTwice: what was answered stands until she says more.
func TestANoMayBecomeAYesAndNobodyIsAskedTwice(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.mother("Bu Sri")
		m := id("member of Sri")
		v.As("Kader Yuli").Send("ask", "supportgroup.invite", supportgroup.Invite{Member: m, Mother: id("Bu Sri"), Group: id("Melati"), Way: supportgroup.ByPhone}).
			Send("no", "supportgroup.answer", supportgroup.Reply{Member: m, Why: "family"}).
			Refused("no again", "supportgroup.answer", supportgroup.Reply{Member: m}, "supportgroup.answered_already")
		qt.Check(t, qt.Equals(v.state("Bu Sri", supportgroup.Declined).Why, "family"))
		v.As("Kader Yuli").Send("yes", "supportgroup.answer", supportgroup.Reply{Member: m, Accept: true}).
			Refused("asked once more", "supportgroup.invite", supportgroup.Invite{Member: m, Way: supportgroup.ByPhone}, "supportgroup.answered_already")
		v.state("Bu Sri", supportgroup.Joined)

		v.Resident("Bu Nur", registry.Enter{Sex: "female", Born: "1998-01-01"})
		v.As("Kader Yuli").Refused("neither expecting nor with a baby", "supportgroup.invite", supportgroup.Invite{Member: id("Nur"), Mother: id("Bu Nur"), Group: id("Melati"), Way: supportgroup.InPerson}, "supportgroup.not_for_her")
		v.denied("Kader Tuti", "a cadre of another village", "supportgroup.leave", supportgroup.Leave{Member: m})
		v.denied("Kader Yuli", "a cadre founds none", "supportgroup.close", supportgroup.Close{Group: id("Melati"), Reason: "other"})
	})
}

// TestALinkAnswersAndShowsFirstNamesOnly: her page knows the group, the next meeting and the
// first names of who is in it, and no month of anybody.
func TestALinkAnswersAndShowsFirstNamesOnly(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.mother("Ny. Ratna Dewi")
		v.join("Ny. Ratna Dewi")
		v.mother("Bu Sri")
		m := id("member of Sri")
		v.As("Kader Yuli").
			Send("meeting", "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: id("next"), Group: id("Melati"), On: "2026-03-16", From: "09:00", Place: "rumah Bu RT", Topics: []string{"position"}}).
			Send("ask", "supportgroup.invite", supportgroup.Invite{Member: m, Mother: id("Bu Sri"), Group: id("Melati"), Way: supportgroup.ByLink})
		pages := v.Pages("Bu Sri")
		qt.Assert(t, qt.HasLen(pages, 1))
		qt.Assert(t, qt.Equals(pages[0].Subject, m))
		page := v.page(m)
		qt.Check(t, qt.HasLen(page.Others, 0), qt.Commentf("who has not joined sees nobody"))
		v.As("Kader Yuli").Send("yes", "supportgroup.answer", supportgroup.Reply{Member: m, Accept: true})
		qt.Check(t, qt.DeepEquals(v.page(m), supportgroup.Page{Member: m, State: supportgroup.Joined, GroupName: "Melati", LeaderName: "Kader", JoinedOn: "2026-03-02",
			Next: &supportgroup.NextMeeting{On: "2026-03-16", From: "09:00", Place: "rumah Bu RT", Topics: []string{"position"}}, Others: []string{"Ratna"}}))
		v.As("Kader Yuli").Send("called off", "supportgroup.cancel_meeting", supportgroup.CancelMeeting{Meeting: id("next"), Why: "weather"}).
			Refused("twice", "supportgroup.cancel_meeting", supportgroup.CancelMeeting{Meeting: id("next"), Why: "weather"}, "supportgroup.meeting_over")
		qt.Check(t, qt.IsNil(v.page(m).Next))
		v.As("Kader Yuli").Send("asked by link again", "supportgroup.leave", supportgroup.Leave{Member: m})
		qt.Check(t, qt.HasLen(v.page(m).Others, 0), qt.Commentf("who has left sees nobody"))
	})
}

func (v village) page(member ident.ID) (p supportgroup.Page) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		p, _, err = supportgroup.PageOf(q, member)
		return err
	})
	return p
}

// TestAPhotoNeedsEverybodysYes: one no and it is not taken in, one taken back and it is gone.
func TestAPhotoNeedsEverybodysYes(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		for _, name := range []string{"Bu Ani", "Bu Sri"} {
			v.mother(name)
			v.join(name)
		}
		photo := blob.Hash([]byte("foto pertemuan"))
		held := func(yes bool) supportgroup.HoldMeeting {
			return supportgroup.HoldMeeting{Meeting: id("M"), Group: id("Melati"), On: "2026-03-02", Photo: photo, Present: []supportgroup.Present{
				{Member: v.memberOf("Bu Ani"), Came: []string{"mother"}, PhotoYes: true}, {Member: v.memberOf("Bu Sri"), Came: []string{"mother", "father"}, PhotoYes: yes}}}
		}
		_, err := v.As("Kader Yuli").Try("one did not say yes", "supportgroup.hold_meeting", held(false))
		qt.Assert(t, qt.Equals(fault.Of(err).Code, "supportgroup.photo_needs_yes"))
		v.As("Kader Yuli").Send("all did", "supportgroup.hold_meeting", held(true))
		kept := v.meeting("M").Photo
		qt.Assert(t, qt.Not(qt.Equals(kept, "")))
		consent := func(given bool) registry.Agree {
			return registry.Agree{Person: id("Bu Sri"), Purpose: registry.ForPhotos, TextVersion: "photo/1", Given: given, How: "spoken", ByWhom: "self"}
		}
		v.As("Bidan Sri").Send("Sri takes it back", "registry.consent", consent(false))
		qt.Check(t, qt.Equals(v.meeting("M").Photo, ""))
		v.Query(func(q journal.Query) error {
			_, state, err := blob.Look(q.Tx, q.Facility, kept)
			qt.Check(t, qt.Equals(state, blob.Erased))
			return err
		})
		next := held(true)
		next.Meeting, next.Photo = id("M2"), blob.Hash([]byte("foto lain"))
		v.As("Kader Yuli").Send("told all the same", "supportgroup.hold_meeting", next)
		qt.Check(t, qt.Equals(string(v.Outcome().Result), `{"photo":false}`), qt.Commentf("the meeting is kept, the photo is not"))
		v.As("Bidan Sri").Refused("nothing there", "supportgroup.erase_photo", supportgroup.ErasePhoto{Meeting: id("M2")}, "supportgroup.no_photo")
		v.RebuildEquals()
	})
}

func (v village) meeting(name string) (m supportgroup.Meeting) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		m, _, err = supportgroup.Meetings.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return m
}

// TestAMeetingToldAgainIsCorrected: who came is who the last telling names; what was called
// off and held all the same was held.
func TestAMeetingToldAgainIsCorrected(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		for _, name := range []string{"Bu Ani", "Bu Sri"} {
			v.mother(name)
			v.join(name)
		}
		v.As("Kader Yuli").Send("plan", "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: id("M"), Group: id("Melati"), On: "2026-03-02"}).
			Send("other day", "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: id("M"), Group: id("Melati"), On: "2026-03-03"}).
			Refused("in the past", "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: id("N"), Group: id("Melati"), On: "2026-03-01"}, "supportgroup.bad_day").
			Send("rain", "supportgroup.cancel_meeting", supportgroup.CancelMeeting{Meeting: id("M"), Why: "weather"})
		v.meet("M", "2026-03-02", "Bu Ani", "Bu Sri")
		m := v.meeting("M")
		qt.Check(t, qt.Equals(fmt.Sprint(m.State, m.Came, m.Family), "held2 0"))
		v.As("Kader Yuli").Send("Sri was not there", "supportgroup.hold_meeting", supportgroup.HoldMeeting{Meeting: id("M"), Group: id("Melati"), On: "2026-03-02",
			Present: []supportgroup.Present{{Member: v.memberOf("Bu Ani"), Came: []string{"grandmother"}}}})
		m = v.meeting("M")
		qt.Check(t, qt.Equals(fmt.Sprint(m.State, m.Came, m.Family), "held0 1"))
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.Village, "group_attendance"), 1))
		tomorrow := supportgroup.HoldMeeting{Meeting: id("O"), Group: id("Melati"), On: "2026-03-03", Present: []supportgroup.Present{{Member: id("nobody"), Came: []string{"mother"}}}}
		v.As("Kader Yuli").Refused("nobody knows her", "supportgroup.hold_meeting", tomorrow, "supportgroup.unknown_member")
		tomorrow.Present[0].Member = v.memberOf("Bu Ani")
		v.As("Kader Yuli").Refused("not yet", "supportgroup.hold_meeting", tomorrow, "supportgroup.bad_day")
		v.RebuildEquals()
	})
}

func TestTheFirstNameIsNoTitle(t *testing.T) {
	for name, want := range map[string]string{"Ny. Ratna Dewi": "Ratna", "Ibu Hj. Siti": "Siti", "Sri": "Sri", "Bu": "Bu", "": ""} {
		qt.Check(t, qt.Equals(supportgroup.FirstName(name), want), qt.Commentf("%s", name))
	}
	qt.Check(t, qt.Equals(supportgroup.Score(strings.Fields("yes no yes yes no")), 5))
	qt.Check(t, qt.Equals(supportgroup.Score(strings.Fields("unsure unsure unsure unsure unsure")), 0))
}
