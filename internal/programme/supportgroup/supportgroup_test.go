package supportgroup_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// TestABirthAnInvitationFourMeetingsAndSixMonths is the way of a member from the first day
// to the last.
func TestABirthAnInvitationFourMeetingsAndSixMonths(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.mother("Bu Dewi")
		v.birth("Bu Dewi", "2026-03-01", "hospital", "Dimas", "Dinda")
		m := v.state("Bu Dewi", supportgroup.Waiting)
		qt.Assert(t, qt.HasLen(m.Babies, 2), qt.Commentf("twins are one membership"))
		qt.Assert(t, qt.Equals(m.InviteBy, ""), qt.Commentf("nobody is asked in a hospital"))
		v.As("Kader Yuli").Refused("by nobody", "supportgroup.invite", supportgroup.Invite{Member: m.ID, Mother: id("Bu Dewi"), Group: id("Melati"), Way: supportgroup.InPerson}, "supportgroup.not_now")
		v.As("Bidan Sri").Send("Dimas is home", "registry.home_again", registry.Stay{Person: id("Dimas")}).
			Send("Dinda is home", "registry.home_again", registry.Stay{Person: id("Dinda")})
		v.state("Bu Dewi", supportgroup.Waiting)
		v.As("Bidan Sri").Send("she is home", "registry.home_again", registry.Stay{Person: id("Bu Dewi")})
		m = v.state("Bu Dewi", supportgroup.ToInvite)
		qt.Assert(t, qt.Equals(m.InviteBy, "2026-03-09"))
		qt.Assert(t, qt.Equals(m.Group, id("Melati")))
		qt.Assert(t, qt.Equals(m.FinishOn, "2026-09-01"))

		v.As("Kader Yuli").Refused("not asked yet", "supportgroup.answer", supportgroup.Reply{Member: m.ID, Accept: true}, "supportgroup.not_invited")
		v.join("Bu Dewi")
		qt.Assert(t, qt.Equals(v.state("Bu Dewi", supportgroup.Joined).JoinedOn, "2026-03-02"))
		v.As("Kader Yuli").Send("joining", "supportgroup.answer_questions", supportgroup.AnswerQuestions{Member: m.ID, When: supportgroup.AtJoining, Answers: []string{"yes", "yes", "unsure", "yes", "no"}})
		qt.Assert(t, qt.Equals(string(v.Outcome().Result), `{"score":3}`))

		for _, on := range []string{"2026-03-16", "2026-04-16", "2026-05-16", "2026-06-16"} {
			v.until(on)
			v.As("Kader Yuli").Send("hold "+on, "supportgroup.hold_meeting", supportgroup.HoldMeeting{Meeting: id(on), Group: id("Melati"), On: on,
				Topics: []string{"family_support"}, Present: []supportgroup.Present{{Member: m.ID, Came: []string{"mother", "grandmother"}}}, Note: "neneknya mau membantu"})
		}
		qt.Assert(t, qt.Equals(v.group("Melati").MetOn, "2026-06-16"))
		v.until("2026-08-31")
		v.state("Bu Dewi", supportgroup.Joined)
		v.until("2026-09-01")
		v.state("Bu Dewi", supportgroup.Finished)
		v.As("Kader Yuli").Send("six months", "supportgroup.answer_questions", supportgroup.AnswerQuestions{Member: m.ID, When: supportgroup.AtSixMonths, Answers: []string{"yes", "no", "yes", "yes", "no"}}).
			Refused("too late", "supportgroup.answer_questions", supportgroup.AnswerQuestions{Member: m.ID, When: supportgroup.AtJoining, Answers: []string{"yes", "no", "yes", "yes", "no"}}, "supportgroup.too_late_to_ask")

		v.Query(func(q journal.Query) error {
			o, err := supportgroup.OverviewOf(q, []string{world.Village})
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.HasLen(o.Groups, 1))
			f := o.Groups[0]
			qt.Check(t, qt.Equals(f.Finished, 1))
			qt.Check(t, qt.Equals(f.Meetings, 4))
			qt.Check(t, qt.Equals(f.Family, 4))
			qt.Check(t, qt.DeepEquals([]supportgroup.Knowing{f.Before, f.After}, []supportgroup.Knowing{{1, 3}, {1, 5}}))
			return nil
		})
		v.RebuildEquals()
	})
}

// TestAGroupThatMissesTwoMonthsIsAsleepUntilItMeets: the midwife's list of the first of May.
func TestAGroupThatMissesTwoMonthsIsAsleepUntilItMeets(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.mother("Bu Sri")
		v.join("Bu Sri")
		v.meet("first", "2026-03-02", "Bu Sri")
		v.until("2026-05-31")
		qt.Check(t, qt.Equals(v.group("Melati").AsleepOn, ""), qt.Commentf("April is missed, May is not over"))
		v.until("2026-06-01")
		qt.Check(t, qt.Equals(v.group("Melati").AsleepOn, "2026-06-01"))
		v.meet("told late", "2026-03-20", "Bu Sri")
		qt.Check(t, qt.Equals(v.group("Melati").AsleepOn, "2026-06-01"), qt.Commentf("a meeting of long ago wakes nobody"))
		v.meet("again", "2026-06-01", "Bu Sri")
		qt.Check(t, qt.Equals(v.group("Melati").AsleepOn, ""))
		v.until("2026-07-31")
		qt.Check(t, qt.Equals(v.group("Melati").AsleepOn, ""))
		v.until("2026-09-01")
		qt.Check(t, qt.Equals(v.group("Melati").AsleepOn, "2026-09-01"))
	})
}
