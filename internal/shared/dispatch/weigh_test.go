package dispatch

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// The road of these stories runs east: so many thousandths of a degree, about 110 m each.
func east(n float64) Place { return Place{Lat: -7.5, Lon: 110.9 + n/1000, Village: "v"} }

var noon = instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC))

func somebody(name string, at float64, jobs ...busyJob) busy {
	b := busy{Candidate: Candidate{Worker: ident.ID(name), Known: true}, from: east(at).Point()}
	for _, j := range jobs {
		b.jobs = append(b.jobs, j.Job)
		b.ways = append(b.ways, j.way)
	}
	return b
}

type busyJob struct {
	Job
	way
}

func loaded(id string, from, to float64, due time.Duration) busyJob {
	return busyJob{Job{ID: ident.ID(id), State: Arrived, Due: noon.Add(due)}, way{east(from), east(to)}}
}

func taken(id string, from, to float64, due time.Duration) busyJob {
	return busyJob{Job{ID: ident.ID(id), State: Accepted, Due: noon.Add(due)}, way{east(from), east(to)}}
}

// asked lists who would be asked for a bag from 10 to 20, the best first.
func asked(legs dayplan.Legs, planned string, all ...busy) (names []ident.ID) {
	j := Job{ID: "new", State: Open, WantAt: noon, Due: noon.Add(2 * time.Hour)}
	set := Settings{SpeedKmh: 22, StopSeconds: 240}
	for _, c := range rank(weigh(noon, set, legs, j, way{east(10), east(20)}, all), ident.ID(planned)) {
		names = append(names, c.Worker)
	}
	return names
}

func TestWhoIsAskedFirst(t *testing.T) {
	legs := line{Settings{SpeedKmh: 22, StopSeconds: 240}}
	far, near := somebody("far", 40), somebody("near", 12)
	qt.Check(t, qt.DeepEquals(asked(legs, "", far, near), []ident.ID{"near", "far"}), qt.Commentf("who gets there first"))
	qt.Check(t, qt.DeepEquals(asked(legs, "far", far, near), []ident.ID{"far", "near"}), qt.Commentf("who was planned for it"))

	// Who has a bag on board brings it home first: somebody who is free may be there sooner.
	home := somebody("has a bag", 9, loaded("a", 5, 19, time.Hour))
	qt.Check(t, qt.DeepEquals(asked(legs, "", home, somebody("free", 30)), []ident.ID{"free", "has a bag"}))
	qt.Check(t, qt.DeepEquals(asked(legs, "", somebody("free", 60), home), []ident.ID{"has a bag", "free"}))

	// Who would be late with what he has is asked after one who is further off.
	hurried := somebody("hurried", 9, loaded("h", 5, 0, 5*time.Minute), taken("i", 0, -60, 45*time.Minute))
	qt.Check(t, qt.DeepEquals(asked(legs, "", hurried, far), []ident.ID{"far", "hurried"}))
}

// cut is a road that nobody passes west of a place.
type cut struct {
	dayplan.Legs
	west float64
}

func (c cut) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	l := c.Legs.Leg(profile, from, to)
	border := east(c.west).Lon
	l.Way = (from.At.Lon < border) == (to.At.Lon < border)
	return l
}

func TestWhoCannotGetThereIsAskedLast(t *testing.T) {
	legs := cut{line{Settings{SpeedKmh: 22, StopSeconds: 240}}, 8}
	qt.Check(t, qt.DeepEquals(asked(legs, "", somebody("behind the flood", 7), somebody("far", 60)), []ident.ID{"far", "behind the flood"}))
}

func TestWhoseMotorbikeNobodySeesIsAskedAllTheSame(t *testing.T) {
	unseen := busy{Candidate: Candidate{Worker: "unseen"}}
	far := somebody("far", 90)
	qt.Check(t, qt.DeepEquals(asked(line{Settings{SpeedKmh: 22, StopSeconds: 240}}, "", far, unseen), []ident.ID{"unseen", "far"}),
		qt.Commentf("an unknown way counts eleven minutes"))
}
