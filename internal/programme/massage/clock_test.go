package massage_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/stagetest"
)

// A phone whose battery was empty believes that it is 2015. What it tells is of the hour of the
// health centre's last word to it, and the visit is one of today: else nobody had a certificate
// then, and the questions that were asked would be those of another day.
func TestAPhoneThatLostItsClockWorksOn(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		n := int64(0)
		says := func(hour, verb string, body any) {
			now := stagetest.Hour(hour)
			s.Until(now)
			raw, err := json.Marshal(body)
			qt.Assert(t, qt.IsNil(err))
			n++
			out, err := s.J.Do(t.Context(), s.cadre("euis"), journal.Envelope{ID: ident.Named(fmt.Sprint("lost clock ", n)), Verb: verb, V: 1,
				OccurredAt: stagetest.Local("2015-01-01", "00:01"), Device: "phone", N: n, Token: s.J.Token(s.Facility, "phone", now), Body: raw})
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", verb, out.Code))
		}
		says("09:40", "massage.set_out", massage.SetOut{Booking: named("Asep")})
		says("10:00", "massage.screen", massage.Screen{Booking: named("Asep"), Answers: hoped()})
		says("10:05", "massage.start", massage.Start{Booking: named("Asep")})
		says("10:30", "massage.finish", massage.Finish{Booking: named("Asep"), Alone: true})
		v := s.visit("Asep")
		qt.Check(t, qt.DeepEquals([]instant.Instant{v.SetOutAt, v.ScreenedAt, v.StartedAt, v.EndedAt},
			[]instant.Instant{stagetest.Hour("09:40"), stagetest.Hour("10:00"), stagetest.Hour("10:05"), stagetest.Hour("10:30")}))
		s.Verify()
	})
}
