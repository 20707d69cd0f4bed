package sending_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/sending"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

var nine = instant.Of(time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)) // 09.00 at the health centre

func at(minutes int) instant.Instant { return nine.Add(time.Duration(minutes) * time.Minute) }

// On a line: a degree east is an hour's drive, and nobody knows how far an unknown
// place is: half an hour.
func line(_ sending.Team, from, to sending.Stop) (time.Duration, bool) {
	if from.At.IsZero() || to.At.IsZero() {
		return 30 * time.Minute, true
	}
	d := to.At.Lon - from.At.Lon
	if d < 0 {
		d = -d
	}
	return time.Duration(d * float64(time.Hour)).Round(time.Second), true
}

func east(hours float64) geo.Point { return geo.Point{Lat: -8, Lon: 114 + hours} }

func visit(name string, hours float64, respond, due int) sending.Stop {
	return sending.Stop{ID: ident.Named(name), Job: ident.Named(name), At: east(hours), Stay: 20 * time.Minute, Respond: at(respond), Due: at(due)}
}

func doctor(name string, hours float64, ahead ...sending.Stop) sending.Team {
	return sending.Team{ID: ident.Named(name), At: east(hours), Free: nine, Ends: at(600), HealthWorker: true,
		Room: sending.Load{Seats: 2, Stretchers: 1}, Roads: []string{"paved"}, Ahead: ahead}
}

// all is a task that is the same for every team.
func all(stops ...sending.Stop) sending.Task {
	return func(sending.Team) []sending.Stop { return stops }
}

func team(o sending.Option) ident.ID { return o.Team }

func TestTheNearerTeamGoesWhenBothKeepEverything(t *testing.T) {
	got := sending.Best(nine, []sending.Team{doctor("far", 2), doctor("near", 0.2)}, all(visit("Karto", 0, 120, 240)), line)
	qt.Assert(t, qt.HasLen(got.Options, 2))
	qt.Check(t, qt.Equals(team(got.Options[0]), ident.Named("near")))
	qt.Check(t, qt.Equals(fmt.Sprint(got.Options[0].Kept, got.Options[0].Broken), "2 0"))
	qt.Check(t, qt.Equals(got.Options[0].There, at(12)))
	qt.Check(t, qt.Equals(got.Options[0].SetOut, nine))
}

func TestAPromiseAlreadyMadeIsNotBrokenForANewOne(t *testing.T) {
	// Both would do for Karto; who is under way to Ponirah would come too late to her.
	busy := doctor("busy", 0, visit("Ponirah", 2, 130, 130))
	free := doctor("free", 1.9)
	got := sending.Best(nine, []sending.Team{busy, free}, all(visit("Karto", 0.5, 120, 240)), line)
	qt.Check(t, qt.Equals(team(got.Options[0]), ident.Named("free")))
	qt.Check(t, qt.Equals(fmt.Sprint(got.Options[0].Kept, got.Options[0].Broken), "4 0"))
	qt.Check(t, qt.Equals(fmt.Sprint(got.Options[1].Kept, got.Options[1].Broken), "3 1"), qt.Commentf("the other way breaks one"))
	qt.Check(t, qt.Equals(len(got.Options[1].Breaks), 1))
}

func TestFourHoursToTheMillisecondIsKept(t *testing.T) {
	stop := sending.Stop{ID: "x", Job: "x", At: east(4), Due: at(240)}
	got := sending.Best(nine, []sending.Team{doctor("one", 0)}, all(stop), line)
	qt.Check(t, qt.Equals(got.Options[0].Broken, 0))
	stop.Due = at(240).Add(-time.Millisecond)
	got = sending.Best(nine, []sending.Team{doctor("one", 0)}, all(stop), line)
	qt.Check(t, qt.Equals(got.Options[0].Broken, 1))
}

func TestARedSignJumpsTheQueue(t *testing.T) {
	red := visit("Karto", 1, 0, 240)
	red.Red, red.Respond = true, 0
	one := doctor("one", 0, visit("Ponirah", 0.9, 240, 240), visit("Wagiman", 1.1, 240, 240))
	got := sending.Best(nine, []sending.Team{one}, all(red), line)
	qt.Check(t, qt.DeepEquals(got.Options[0].Places, []int{0}), qt.Commentf("on the way past Ponirah's house"))
	one.Begun = 1
	got = sending.Best(nine, []sending.Team{one}, all(red), line)
	qt.Check(t, qt.DeepEquals(got.Options[0].Places, []int{1}), qt.Commentf("who is waiting at the door is not left standing"))
}

func TestWhoDrivesAloneFetchesAndIsNoHealthWorker(t *testing.T) {
	driver := doctor("driver", 0)
	driver.HealthWorker = false
	stop := visit("Karto", 1, 120, 75)
	got := sending.Best(nine, []sending.Team{driver}, all(stop), line)
	qt.Check(t, qt.Equals(got.Options[0].Broken, 2), qt.Commentf("at the door after 60 minutes, in the vehicle after 80, and nobody has judged anything"))
	stop.Due = at(80)
	got = sending.Best(nine, []sending.Team{driver}, all(stop), line)
	qt.Check(t, qt.Equals(fmt.Sprint(got.Options[0].Kept, got.Options[0].Broken), "1 1"))
}

func TestWhoCannotGoIsNotSuggestedAndSaysWhy(t *testing.T) {
	ride := []sending.Stop{
		{ID: "in", Job: "ride", At: east(1), Road: "dirt", Due: at(240), Load: sending.Load{Stretchers: 1}},
		{ID: "out", Job: "ride", At: east(0), Load: sending.Load{Stretchers: -1}},
	}
	able := doctor("able", 0)
	able.Roads = []string{"paved", "dirt"}
	noRoad, noRoom, full, over, cutOff := doctor("no road", 0), able, able, able, able
	noRoom.ID, noRoom.Room = ident.Named("no room"), sending.Load{Seats: 3}
	full.ID, full.Aboard = ident.Named("full"), sending.Load{Stretchers: 1}
	over.ID, over.Ends = ident.Named("over"), nine
	cutOff.ID = ident.Named("cut off")
	way := func(t sending.Team, from, to sending.Stop) (time.Duration, bool) {
		d, _ := line(t, from, to)
		return d, t.ID != ident.Named("cut off")
	}
	got := sending.Best(nine, []sending.Team{able, noRoad, noRoom, full, over, cutOff}, all(ride...), way)
	qt.Assert(t, qt.HasLen(got.Options, 1))
	qt.Check(t, qt.Equals(team(got.Options[0]), able.ID))
	why := map[ident.ID]string{}
	for _, u := range got.Unfit {
		why[u.Team] = u.Why
	}
	qt.Check(t, qt.DeepEquals(why, map[ident.ID]string{noRoad.ID: sending.NoRoad, noRoom.ID: sending.NoRoom, full.ID: sending.NoRoom, over.ID: sending.NoTime, cutOff.ID: sending.NoWay}))
}

// Two strong men and a door are a stretcher too: what the desk has decided stands, and
// the team still visits who is ill at home.
func TestWhatTheDeskHasOverloadedStopsNoVisit(t *testing.T) {
	one := doctor("one", 0,
		sending.Stop{ID: "in", Job: "ride", At: east(0.5), Load: sending.Load{Wheelchairs: 1}},
		sending.Stop{ID: "out", Job: "ride", At: east(0), Load: sending.Load{Wheelchairs: -1}})
	got := sending.Best(nine, []sending.Team{one}, all(visit("Karto", 1, 120, 240)), line)
	qt.Assert(t, qt.HasLen(got.Options, 2))
	for _, o := range got.Options {
		qt.Check(t, qt.IsTrue(o.Places[0] != 1), qt.Commentf("not between, while there is too much in the vehicle"))
	}
	seated := sending.Stop{ID: "more", Job: "more", At: east(1), Load: sending.Load{Wheelchairs: 1}}
	qt.Check(t, qt.HasLen(sending.Best(nine, []sending.Team{one}, all(seated), line).Options, 0), qt.Commentf("but takes nobody more"))
}

func TestWithOneTeamTheOtherOrdersAreTold(t *testing.T) {
	one := doctor("one", 0, visit("Ponirah", 1, 0, 60))
	one.Ahead[0].Respond = 0
	stop := visit("Karto", -1, 0, 240)
	stop.Respond = 0
	got := sending.Best(nine, []sending.Team{one}, all(stop), line)
	qt.Assert(t, qt.HasLen(got.Options, 2))
	qt.Check(t, qt.DeepEquals(got.Options[0].Places, []int{1}))
	qt.Check(t, qt.Equals(got.Options[1].Broken, 1))
	qt.Check(t, qt.DeepEquals(got.Options[1].Breaks, []ident.ID{ident.Named("Ponirah")}))
}

func TestNobodyOnDutyIsNoAnswer(t *testing.T) {
	got := sending.Best(nine, nil, all(visit("Karto", 0, 120, 240)), line)
	qt.Check(t, qt.HasLen(got.Options, 0))
}

// A board fuller than any health centre's is answered while somebody reads the name.
func BenchmarkBest(b *testing.B) {
	var teams []sending.Team
	for i := range 12 {
		tm := doctor(fmt.Sprint(i), float64(i)/4)
		for k := range 12 {
			tm.Ahead = append(tm.Ahead, visit(fmt.Sprint(i, k), float64(k)/5, 120, 240))
		}
		teams = append(teams, tm)
	}
	stops := []sending.Stop{visit("in", 1, 120, 240), visit("out", 0, 120, 240)}
	for b.Loop() {
		sending.Best(nine, teams, all(stops...), line)
	}
}
