package tracking

import (
	"encoding/json"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

func seenBy(t *testing.T, v *Viewer) (Seen, bool) {
	t.Helper()
	<-v.Ready()
	frame, open := v.Take()
	var s Seen
	qt.Assert(t, qt.IsNil(json.Unmarshal(frame, &s)))
	return s, open
}

func liveRoom(t *testing.T) *room {
	log := openSQLite(t, filepath.Join(t.TempDir(), "positions.sqlite"))
	t.Cleanup(func() { log.Close() })
	return newRoom(t, log)
}

// pickUp lets Joko take over a family's milk now.
func (r *room) pickUp(j Job) Job {
	j.PickedUp, j.PickUp.Done = r.clock.Now(), true
	r.windows.SetJob(j, r.clock.Now())
	return j
}

func TestAMotherWatchesFromHerPickUpToTheEnd(t *testing.T) {
	r := liveRoom(t)
	job := r.ride("sri-job", "sri", 1, home)
	v, err := r.hub.Watch("sri-job", "link-1", r.clock.Now())
	qt.Assert(t, qt.IsNil(err))
	seen, open := seenBy(t, v)
	qt.Check(t, qt.Equals(seen.State, Waiting))
	qt.Check(t, qt.IsTrue(open))

	r.pickUp(job)
	r.clock.forward(time.Minute)
	r.take(r.fix(factory.Between(home, 0.1)))
	for seen.Point == nil { // the pick-up itself is a change too
		seen, _ = seenBy(t, v)
	}
	qt.Check(t, qt.Equals(*seen.Point, factory.Between(home, 0.1)))
	estimate, ok := r.hub.Arrival("sri-job", r.clock.Now())
	qt.Check(t, qt.IsTrue(ok))
	qt.Check(t, qt.Equals(*seen.Arrival, inMinutes(estimate.At)))

	r.windows.EndJob("sri-job", r.clock.Now(), r.clock.Now())
	seen, open = seenBy(t, v)
	qt.Check(t, qt.DeepEquals(seen, Seen{State: Over}))
	qt.Check(t, qt.IsFalse(open))
	qt.Check(t, qt.Equals(r.hub.Viewers("sri-job"), 0))
	qt.Check(t, qt.HasLen(r.hub.riders, 0), qt.Commentf("no position is held after the end"))

	again, err := r.hub.Watch("sri-job", "link-1", r.clock.Now().Add(30*time.Minute))
	qt.Assert(t, qt.IsNil(err))
	_, open = seenBy(t, again)
	qt.Check(t, qt.IsFalse(open))
	_, err = r.hub.Watch("sri-job", "link-1", r.clock.Now().Add(31*time.Minute))
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
}

func TestWhatIsQuarantinedIsShownToNobody(t *testing.T) {
	r := liveRoom(t)
	r.pickUp(r.ride("sri-job", "sri", 1, home))
	r.clock.forward(time.Minute)
	r.take(r.fix(factory))
	r.clock.forward(time.Minute)
	jump := r.fix(north(factory, 50_000))
	r.take(jump)
	qt.Check(t, qt.Equals(*r.hub.See("sri-job", r.clock.Now()).Point, factory))
}

func TestAnOlderPointDoesNotMoveTheCourierBack(t *testing.T) {
	r := liveRoom(t)
	r.pickUp(r.ride("sri-job", "sri", 1, home))
	r.clock.forward(time.Minute)
	late := r.fix(factory)
	r.clock.forward(time.Minute)
	r.take(r.fix(factory.Between(home, 0.2)))
	r.take(late)
	qt.Check(t, qt.Equals(*r.hub.See("sri-job", r.clock.Now()).Point, factory.Between(home, 0.2)))
	qt.Check(t, qt.HasLen(r.trail("sri-job"), 2))
}

func TestASlowReaderFindsTheLatestAndHoldsUpNobody(t *testing.T) {
	r := liveRoom(t)
	r.pickUp(r.ride("sri-job", "sri", 1, home))
	slow, _ := r.hub.Watch("sri-job", "slow", r.clock.Now())
	quick, _ := r.hub.Watch("sri-job", "quick", r.clock.Now())
	seenBy(t, quick)
	for i := range 100 {
		r.clock.forward(20 * time.Second)
		r.take(r.fix(factory.Between(home, float64(i+1)/200)))
		seenBy(t, quick)
	}
	latest, _ := seenBy(t, slow)
	qt.Check(t, qt.Equals(*latest.Point, factory.Between(home, 0.5)))
	frame, _ := slow.Take()
	qt.Check(t, qt.IsNil(frame))
}

func TestAChangedOrderDoesNotUncoverAPointThatWasHidden(t *testing.T) {
	r := liveRoom(t)
	sri := r.pickUp(r.ride("sri-job", "sri", 1, home))
	wati := r.ride("wati-job", "wati", 2, other)
	wati.PickUp.Point = other
	wati = r.pickUp(wati)
	sri.Drop.Order, wati.Drop.Order = 2, 1
	r.windows.SetJob(sri, r.clock.Now())
	r.windows.SetJob(wati, r.clock.Now())
	r.clock.forward(time.Minute)
	r.take(r.fix(factory))
	qt.Check(t, qt.Equals(r.hub.See("sri-job", r.clock.Now()).State, Elsewhere))

	sri.Drop.Order = 0 // Sri's home comes first after all
	r.windows.SetJob(sri, r.clock.Now())
	qt.Check(t, qt.Equals(r.hub.See("sri-job", r.clock.Now()).State, Elsewhere))
	r.clock.forward(time.Minute)
	r.take(r.fix(factory.Between(home, 0.1)))
	qt.Check(t, qt.Equals(*r.hub.See("sri-job", r.clock.Now()).Point, factory.Between(home, 0.1)))
	qt.Check(t, qt.Equals(r.hub.See("wati-job", r.clock.Now()).State, Elsewhere))
}

func TestARevokedLinkIsCutAtOnceAndTheOthersStay(t *testing.T) {
	r := liveRoom(t)
	r.pickUp(r.ride("sri-job", "sri", 1, home))
	aunt, _ := r.hub.Watch("sri-job", "aunt", r.clock.Now())
	grandmother, _ := r.hub.Watch("sri-job", "grandmother", r.clock.Now())
	r.hub.Revoke("aunt")
	seen, open := seenBy(t, aunt)
	qt.Check(t, qt.DeepEquals(seen, Seen{State: Gone}))
	qt.Check(t, qt.IsFalse(open))
	r.clock.forward(time.Minute)
	r.take(r.fix(factory))
	frame, _ := aunt.Take()
	qt.Check(t, qt.IsNil(frame))
	_, open = seenBy(t, grandmother)
	qt.Check(t, qt.IsTrue(open))
	grandmother.Close()
	grandmother.Close()
	qt.Check(t, qt.Equals(r.hub.Viewers("sri-job"), 0))
}

func TestAJobHandedToAnotherCourierIsSeenWithHimOnly(t *testing.T) {
	r := liveRoom(t)
	job := r.pickUp(r.ride("sri-job", "sri", 1, home))
	r.windows.Enrol("budi-phone", "budi")
	r.clock.forward(time.Minute)
	r.take(r.fix(factory))
	job.Worker = "budi"
	r.windows.SetJob(job, r.clock.Now())
	qt.Check(t, qt.IsNil(r.hub.See("sri-job", r.clock.Now()).Point))

	r.clock.forward(time.Minute)
	budi := r.fix(factory.Between(home, 0.1))
	budi.Device = "budi-phone"
	r.take(r.fix(other), budi) // Joko carries nothing any more
	qt.Check(t, qt.Equals(*r.hub.See("sri-job", r.clock.Now()).Point, budi.Point))
	qt.Check(t, qt.HasLen(r.trail("sri-job"), 2))
}

func TestAClearedJobClosesItsViewers(t *testing.T) {
	r := liveRoom(t)
	r.ride("sri-job", "sri", 1, home)
	v, _ := r.hub.Watch("sri-job", "link", r.clock.Now())
	r.windows.ClearJob("sri-job", r.clock.Now())
	seen, open := seenBy(t, v)
	qt.Check(t, qt.Equals(seen.State, Gone))
	qt.Check(t, qt.IsFalse(open))
}

func TestABlockedPhoneIsNotFollowed(t *testing.T) {
	r := liveRoom(t)
	r.pickUp(r.ride("sri-job", "sri", 1, home))
	r.windows.Block("joko-phone")
	r.clock.forward(time.Minute)
	r.take(r.fix(factory))
	qt.Check(t, qt.HasLen(r.trail("sri-job"), 0))
	qt.Check(t, qt.IsNil(r.hub.See("sri-job", r.clock.Now()).Point))
}

func TestTheDeskSeesItsOwnCouriersAndWhenTheyAreDone(t *testing.T) {
	r := liveRoom(t)
	r.pickUp(r.ride("sri-job", "sri", 1, home))
	desk, neighbours := r.hub.Survey("kebakkramat"), r.hub.Survey("elsewhere")
	defer desk.Close()
	r.clock.forward(time.Minute)
	r.take(r.fix(factory))
	r.clock.forward(time.Minute)
	r.take(r.fix(factory.Between(home, 0.1)))
	<-desk.Ready()
	dots := desk.Take()
	qt.Assert(t, qt.HasLen(dots, 1))
	qt.Check(t, qt.Equals(*dots[0].Point, factory.Between(home, 0.1)), qt.Commentf("the latest value only"))
	qt.Check(t, qt.DeepEquals(dots[0].Jobs, []ident.ID{"sri-job"}))
	late := r.hub.Survey("kebakkramat")
	qt.Check(t, qt.HasLen(late.Take(), 1), qt.Commentf("who opens the map later sees who is under way"))
	qt.Check(t, qt.HasLen(r.hub.Survey("elsewhere").Take(), 0))

	r.windows.EndJob("sri-job", r.clock.Now(), r.clock.Now())
	qt.Check(t, qt.DeepEquals(desk.Take(), []Dot{{Worker: "joko", Gone: true}}))
	qt.Check(t, qt.HasLen(neighbours.Take(), 0))
}

func TestAViewerCostsLittleMemory(t *testing.T) {
	r := liveRoom(t)
	r.pickUp(r.ride("sri-job", "sri", 1, home))
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	viewers := make([]*Viewer, 1000)
	for i := range viewers {
		viewers[i], _ = r.hub.Watch("sri-job", ident.ID("v"), r.clock.Now())
	}
	each := (int64(heap()) - int64(before)) / int64(len(viewers))
	qt.Check(t, qt.IsTrue(each < 4096), qt.Commentf("%d bytes for each viewer; the rest of 35 kB is the connection's", each))
	runtime.KeepAlive(viewers)
}
