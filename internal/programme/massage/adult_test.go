package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/stagetest"
)

func TestWhereAnotherAdultHasToBeThereNobodyBeginsWithout(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		doc, err := policy.NewDocument(map[string]string{"adult_present": massage.AdultRequired})
		qt.Assert(t, qt.IsNil(err))
		out, err := s.Say(stagetest.Desk(s.Facility, named("andi"), access.Admin), "policy.change", policy.Change{Section: massage.VisitPolicy.Name(), Document: doc})
		qt.Assert(t, qt.IsNil(err))
		s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
		s.booked("rini", "2025-10-01")
		s.Until(stagetest.Hour("10:00"))
		start := func() journal.Outcome {
			answer, err := s.Say(s.cadre("euis"), "massage.start", massage.Start{Booking: named("rini")})
			qt.Assert(t, qt.IsNil(err))
			return answer
		}
		for _, there := range []screening.Tri{screening.Unasked, screening.No} {
			at := s.asks("euis", "rini", hoped(), func(b *massage.Screen) { b.Adult = there })
			qt.Check(t, qt.Equals(at.Verdict.Result, screening.Wait))
			qt.Check(t, qt.SliceContains(at.Verdict.Rows, massage.AdultRow))
			qt.Check(t, qt.Equals(start().Code, "massage.questions_said_no"))
		}
		at := s.asks("euis", "rini", hoped(), func(b *massage.Screen) { b.Adult = screening.Yes })
		qt.Check(t, qt.Equals(at.Verdict.Result, screening.Go))
		qt.Check(t, qt.Equals(start().Status, journal.Accepted))
	})
}
