package supportgroup_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/health"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// reachable registers a woman with a phone, with a child or twins of a day.
func (v village) reachable(name, phone, born string, babies ...string) {
	v.T.Helper()
	v.Resident(name, registry.Enter{Sex: "female", Born: "1998-01-01", Phone: phone})
	for _, b := range babies {
		v.Resident(b, registry.Enter{Sex: "male", Born: born, Mother: id(name)})
	}
	v.join(name)
}

// words are the messages of one of the kinds, as "kind name state".
func (v village) words(kinds ...string) (out []string) {
	v.T.Helper()
	v.Query(func(q journal.Query) error {
		rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 ORDER BY created_at, id", q.Facility)
		for _, r := range rows {
			if slices.Contains(kinds, r.Kind) {
				view, err := messaging.Room{}.Render(q, r)
				qt.Assert(v.T, qt.IsNil(err))
				out = append(out, r.Kind+" "+view.ToName+" "+r.State)
			}
		}
		slices.Sort(out)
		return err
	})
	return out
}

// text is what the only message of a kind says.
func (v village) text(kind string) (text string) {
	v.T.Helper()
	v.Query(func(q journal.Query) error {
		r, _, err := messaging.Messages.First(q.Tx, "facility_id = $1 AND kind = $2 ORDER BY created_at DESC, id", q.Facility, kind)
		qt.Assert(v.T, qt.IsNil(err))
		view, err := messaging.Room{}.Render(q, r)
		text = view.Text
		return err
	})
	return text
}

var meetings = []string{supportgroup.MeetingAhead, supportgroup.MeetingAheadAt, supportgroup.MeetingOff}

// The day before a meeting its members are reminded, once; who has no phone is not, nor
// who lies in hospital; what was called off is unsaid, and said to who had heard of it.
func TestMembersAreRemindedTheDayBefore(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.reachable("Bu Ana", "081200000001", "2026-02-20", "Anto")
		v.reachable("Bu Ira", "081200000002", "2026-02-21", "Indra")
		v.reachable("Bu Sedih", "081200000003", "2026-02-21", "Sakti")
		v.reachable("Bu Wati", "", "2026-02-22", "Widi")
		plan := supportgroup.PlanMeeting{Meeting: id("M"), Group: id("Melati"), On: "2026-03-10", From: "09:00", Place: "rumah Bu RT"}
		v.As("Kader Yuli").Send("plan", "supportgroup.plan_meeting", plan)
		v.As("Bidan Sri").Send("in hospital", "registry.in_hospital", registry.Stay{Person: id("Sakti")})
		v.until("2026-03-08")
		qt.Check(t, qt.HasLen(v.words(meetings...), 0), qt.Commentf("two days before is too early"))
		v.until("2026-03-09")
		qt.Check(t, qt.DeepEquals(v.words(meetings...), []string{"group_meeting_at Bu Ana waiting", "group_meeting_at Bu Ira waiting"}))
		text := v.text(supportgroup.MeetingAheadAt)
		qt.Check(t, qt.StringContains(text, "10 Mar 2026 pukul 09.00"))
		qt.Check(t, qt.IsFalse(strings.Contains(text, "{") || strings.Contains(text, "RT")), qt.Commentf("no hole and no address: %s", text))

		v.Query(func(q journal.Query) error {
			r, _, err := messaging.Messages.First(q.Tx, "facility_id = $1 AND kind = $2 AND person = $3", q.Facility, supportgroup.MeetingAheadAt, id("Bu Ana"))
			plan.Meeting = r.ID
			return err
		})
		v.As("officer").Send("Ana is told", "messaging.mark", messaging.Mark{Message: plan.Meeting, How: "whatsapp"})
		v.As("Kader Yuli").Send("rain", "supportgroup.cancel_meeting", supportgroup.CancelMeeting{Meeting: id("M"), Why: "weather"})
		qt.Check(t, qt.DeepEquals(v.words(meetings...), []string{"group_meeting_at Bu Ana sent", "group_meeting_at Bu Ira skipped", "group_meeting_off Bu Ana waiting"}))
		v.RebuildEquals()
	})
}

// A meeting that is put on a day before which the night has gone by is said at once; what
// nobody has sent by its day is said no more.
func TestALateMeetingIsSaidAtOnce(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.reachable("Bu Ana", "081200000001", "2026-02-20", "Anto")
		plan := supportgroup.PlanMeeting{Meeting: id("M"), Group: id("Melati"), On: "2026-03-03"}
		v.As("Kader Yuli").Send("plan", "supportgroup.plan_meeting", plan)
		v.Settle()
		qt.Check(t, qt.DeepEquals(v.words(meetings...), []string{"group_meeting Bu Ana waiting"}))
		plan.On, plan.From = "2026-03-04", "15:00"
		v.As("Kader Yuli").Send("another day", "supportgroup.plan_meeting", plan)
		v.until("2026-03-03")
		qt.Check(t, qt.DeepEquals(v.words(meetings...), []string{"group_meeting Bu Ana skipped", "group_meeting_at Bu Ana waiting"}))
		v.until("2026-03-05")
		qt.Check(t, qt.DeepEquals(v.words(meetings...), []string{"group_meeting Bu Ana skipped", "group_meeting_at Bu Ana skipped"}))
		v.RebuildEquals()
	})
}

// A mother of twins is reminded once of the month that nobody has asked about, and who was
// asked is not; the words say nothing of how she feeds.
func TestTwinsHaveOneReminder(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.found("Melati")
		v.reachable("Bu Ana", "081200000001", "2026-02-05", "Anto", "Anti")
		v.reachable("Bu Ira", "081200000002", "2026-02-05", "Indra")
		v.reachable("Bu Wati", "", "2026-02-05", "Widi")
		checks := func() []string { return v.words(supportgroup.CheckAhead) }
		first := checks()
		v.until("2026-03-11")
		for _, baby := range []string{"Indra", "Anto"} {
			v.As("Kader Yuli").Send("of "+baby, "health.feeding", health.Feed{Feeding: id("f " + baby), Baby: id(baby), LastDay: health.Exclusive, SinceLast: health.Exclusive, Source: health.Told, On: "2026-03-11"})
		}
		qt.Check(t, qt.DeepEquals(checks(), first), qt.Commentf("a week of the month is the cadre's"))
		v.until("2026-03-12")
		v.until("2026-03-14")
		said := checks()
		qt.Check(t, qt.Equals(len(said)-len(first), 1), qt.Commentf("%v", said))
		qt.Check(t, qt.IsTrue(slices.Contains(said, "group_check Bu Ana waiting")), qt.Commentf("of the other twin"))
		text := strings.ToLower(v.text(supportgroup.CheckAhead))
		for _, word := range []string{"asi", "bayi", "anto", "selamat", "{"} {
			qt.Check(t, qt.IsFalse(strings.Contains(" "+text, " "+word)), qt.Commentf("%s in %s", word, text))
		}
		v.until("2026-04-13")
		qt.Check(t, qt.IsTrue(slices.Contains(checks(), "group_check Bu Ira waiting")), qt.Commentf("the month after is another"))
		qt.Check(t, qt.IsFalse(strings.Contains(strings.Join(checks(), " "), "Wati")), qt.Commentf("without a phone the cadre comes"))
		v.RebuildEquals()
	})
}
