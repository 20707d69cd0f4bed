package massage_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/tracking"
)

// A cadre with a lent motorbike sets out; what her telephone sends on the way is one trip on
// the next morning. Of a day of which nothing came nothing is written.
func TestThePositionsOfAWayBecomeOneTrip(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("motorbike", "motorbike.add", motorbike.Add{Motorbike: id("red"), Name: "red", Km: 100, ServiceKm: 9000})
		k.As("officer").Send("lent", "motorbike.lend", motorbike.Lend{Motorbike: id("red"), Worker: id("Teh Lilis"), From: "2026-03-02", To: "2026-03-03"})
		k.As("officer").Send("Sari", "massage.book", k.ask("Sari", "2026-03-02", "10:00"))
		k.At("09:30").As("Teh Lilis").Send("out", "massage.set_out", massage.SetOut{Booking: id("Sari")})
		k.House.Windows.Enrol(id("her phone"), id("Teh Lilis"))
		k.Query(func(q journal.Query) error { // the world's machine does not watch who rides
			ride, _, err := massage.RideOf(q, id("Sari"))
			k.House.Windows.SetJob(tracking.Job{ID: ride.Job, Facility: k.Facility, Worker: ride.Cadre, Family: ride.Parent, From: ride.From}, k.Clock.Now())
			return err
		})
		k.At("09:50")
		var fixes []tracking.Fix
		for n := range 6 { // a kilometre every two minutes
			f := tracking.NewFix(tracking.FieldApp)
			f.Device, f.At, f.Accuracy = id("her phone"), k.Clock.Now().Add(time.Duration(2*n-12)*time.Minute), 10
			f.Point = geo.Point{Lat: -7.5385 + float64(n)/111.195, Lon: 110.9375}
			fixes = append(fixes, f)
		}
		qt.Assert(t, qt.IsNil(k.House.Recorder.Take(t.Context(), fixes)))
		k.At("10:05").As("Teh Lilis").Send("nobody", "massage.not_home", massage.NobodyHome{Booking: id("Sari")})
		qt.Check(t, qt.HasLen(k.trips(), 0), qt.Commentf("the day is not over"))
		k.At("+1 08:00")
		trips := k.trips()
		qt.Assert(t, qt.HasLen(trips, 1))
		qt.Check(t, qt.DeepEquals([]any{trips[0].Km, trips[0].Source, trips[0].On, trips[0].Worker}, []any{int64(5), motorbike.Tracking, "2026-03-02", id("Teh Lilis")}))
		k.At("+3 08:00")
		qt.Check(t, qt.HasLen(k.trips(), 1), qt.Commentf("she has it still, and nothing came"))
		k.RebuildEquals()
	})
}

func (k kasaba) trips() (all []motorbike.Trip) {
	k.T.Helper()
	k.Query(func(q journal.Query) (err error) {
		all, err = motorbike.Trips.Where(q.Tx, "facility_id = $1 ORDER BY on_day, id", q.Facility)
		return err
	})
	return all
}
