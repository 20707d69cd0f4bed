package motorbike_test

import (
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/stagetest"
)

// tracked is the machine's word on the way of a day.
func (y yard) tracked(bike, worker, on string, metres int64) {
	y.T.Helper()
	y.Must(access.TheMachine(y.Facility), "motorbike.track", motorbike.Track{Motorbike: id(bike), Worker: id(worker), On: on, Metres: metres})
}

func (y yard) bike(name string) (b motorbike.Motorbike) {
	y.T.Helper()
	y.Query(func(q journal.Query) (err error) {
		b, _, err = motorbike.Motorbikes.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return b
}

func (y yard) trips() (all []motorbike.Trip) {
	y.T.Helper()
	y.Query(func(q journal.Query) (err error) {
		all, err = motorbike.Trips.Where(q.Tx, "facility_id = $1 ORDER BY on_day, id", q.Facility)
		return err
	})
	return all
}

// may says something that may be refused.
func (y yard) may(verb string, body any) { _, _ = y.Say(y.officer, verb, body) }

// The day's way is written once, by the machine; a hand puts it right; what the odometer says
// when the motorbike comes back wins over the sum, and nothing that is put right of the days
// before it changes that.
func TestTheOdometerWinsOverTheSumOfTheTrips(t *testing.T) {
	both(t, func(y yard) {
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-02", "2026-03-04"))
		y.tracked("red", "Lilis", "2026-03-02", 9_400) // the day is not over
		qt.Check(y.T, qt.HasLen(y.trips(), 0))
		y.Until(stagetest.Local("2026-03-03", "08:00"))
		y.tracked("red", "Lilis", "2026-03-02", 9_400)
		y.tracked("red", "Lilis", "2026-03-02", 12_000) // told again: there is one trip of the day
		y.tracked("red", "Yani", "2026-03-02", 12_000)  // she did not have it
		y.tracked("blue", "Lilis", "2026-03-02", 12_000)
		y.tracked("red", "Lilis", "2026-03-03", 300) // nothing is invented of a standstill
		qt.Assert(y.T, qt.HasLen(y.trips(), 1))
		qt.Check(y.T, qt.Equals(y.bike("red").Km, int64(1009)))
		y.Refused(y.officer, "motorbike.trip", motorbike.TellTrip{Motorbike: id("red"), On: "2026-03-02", Km: 5, Source: motorbike.Told}, "motorbike.tracked_already")
		trip := y.trips()[0].ID
		y.Refused(y.officer, "motorbike.correct_trip", motorbike.CorrectTrip{Motorbike: id("red"), Trip: trip, Km: 301}, "motorbike.bad_km")
		y.Must(y.officer, "motorbike.correct_trip", motorbike.CorrectTrip{Motorbike: id("red"), Trip: trip, Km: 14})
		qt.Check(y.T, qt.Equals(y.bike("red").Km, int64(1014)))
		qt.Check(y.T, qt.Equals(y.trips()[0].CorrectedOn, "2026-03-03"))

		y.Refused(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red"), Odometer: 999}, "motorbike.odometer_back")
		y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red"), Odometer: 1008})
		qt.Check(y.T, qt.Equals(y.bike("red").Km, int64(1008)))
		y.Must(y.officer, "motorbike.correct_trip", motorbike.CorrectTrip{Motorbike: id("red"), Trip: trip, Km: 2})
		qt.Check(y.T, qt.Equals(y.bike("red").Km, int64(1008)))
		y.Until(stagetest.Local("2026-03-04", "08:00"))
		y.tracked("red", "Lilis", "2026-03-03", 7_000) // before it came back: the odometer has it
		qt.Check(y.T, qt.Equals(y.bike("red").Km, int64(1008)))
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Yani", "2026-03-04", "2026-03-04"))
		y.Must(y.officer, "motorbike.trip", motorbike.TellTrip{Motorbike: id("red"), On: "2026-03-04", Km: 5, Source: motorbike.Told})
		qt.Check(y.T, qt.Equals(y.bike("red").Km, int64(1013)))
	})
}

// Whatever is ridden, read and put right: the odometer never goes back, nothing is negative,
// and no rider has two tracked trips of a motorbike on a day.
func TestKilometresAreNeverNegativeAndNoTripIsTwice(t *testing.T) {
	y := opened(t, storetest.SQLite(t))
	today := "2026-03-02"
	rapid.Check(t, func(t *rapid.T) {
		who := rapid.SampledFrom([]string{"Lilis", "Yani"})
		y.may("motorbike.lend", motorbike.Lend{Motorbike: id("red"), Worker: id(who.Draw(t, "who")), From: today, To: today, Overdue: true})
		day := today
		if rapid.IntRange(0, 3).Draw(t, "night") > 0 {
			today = calendar.Move(today, 1)
			y.Until(stagetest.Local(today, "08:00"))
		}
		read := y.bike("red").ReadKm
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			rider := id(who.Draw(t, "rider"))
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				_, _ = y.Say(access.TheMachine(y.Facility), "motorbike.track", motorbike.Track{Motorbike: id("red"), Worker: rider, On: day, Metres: rapid.Int64Range(0, 40_000).Draw(t, "metres")})
			case 1:
				y.may("motorbike.trip", motorbike.TellTrip{Motorbike: id("red"), On: day, Km: rapid.Int64Range(1, 40).Draw(t, "km"), Source: motorbike.Told})
			case 2:
				y.may("motorbike.give_back", motorbike.GiveBack{Motorbike: id("red"), Odometer: read + rapid.Int64Range(-3, 30).Draw(t, "odometer")})
			default:
				if all := y.trips(); len(all) > 0 {
					y.may("motorbike.correct_trip", motorbike.CorrectTrip{Motorbike: id("red"), Trip: rapid.SampledFrom(all).Draw(t, "trip").ID, Km: rapid.Int64Range(0, 40).Draw(t, "right")})
				}
			}
		}
		seen := map[string]bool{}
		for _, x := range y.trips() {
			if key := string(x.Worker) + x.On; x.Km < 0 || x.Source == motorbike.Tracking && seen[key] {
				t.Fatalf("%v", x)
			} else if x.Source == motorbike.Tracking {
				seen[key] = true
			}
		}
		if b := y.bike("red"); b.Km < b.ReadKm || b.ReadKm < read {
			t.Fatalf("%d after %d read, %d before", b.Km, b.ReadKm, read)
		}
	})
}

func TestAPartnerEndsAndComesBackAndAMotorbikeIsTakenBack(t *testing.T) {
	both(t, func(y yard) {
		end := func(name string) motorbike.EndPartner { return motorbike.EndPartner{Partner: id(name)} }
		y.Refused(y.officer, "motorbike.end_partner", end("hospital"), "motorbike.partner_lends")
		for _, bike := range []string{"red", "blue"} {
			y.Must(y.officer, "motorbike.retire", motorbike.Retire{Motorbike: id(bike), Why: "returned"})
		}
		y.Must(y.officer, "motorbike.end_partner", end("hospital"))
		y.Refused(y.officer, "motorbike.add", motorbike.Add{Motorbike: id("green"), Lender: id("hospital"), Name: "green", ServiceKm: 5}, "motorbike.no_lender")
		y.Refused(y.officer, "motorbike.restore", motorbike.Restore{Motorbike: id("red")}, "motorbike.no_lender")
		y.Must(y.officer, "motorbike.set_partner", motorbike.SetPartner{Partner: id("hospital"), Name: "Rumah sakit", Kind: "hospital", Roles: []string{"lender"}})
		y.Must(y.officer, "motorbike.add", motorbike.Add{Motorbike: id("green"), Lender: id("hospital"), Name: "green", ServiceKm: 5})
		y.Must(y.officer, "motorbike.restore", motorbike.Restore{Motorbike: id("red")})
		y.Refused(y.officer, "motorbike.restore", motorbike.Restore{Motorbike: id("red")}, "motorbike.there_already")
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-02", "2026-03-02"))
	})
}

// A day that is over is remembered after the motorbike is back.
func TestADayOfThePastIsAsItWas(t *testing.T) {
	both(t, func(y yard) {
		y.Must(y.officer, "motorbike.lend", y.lend("red", "Lilis", "2026-03-02", "2026-03-04"))
		y.Until(stagetest.Local("2026-03-04", "08:00"))
		y.Must(y.officer, "motorbike.give_back", motorbike.GiveBack{Motorbike: id("red")})
		y.has("2026-03-03", "red", "Lilis")
		y.has("2026-03-04", "red", "")
	})
}
