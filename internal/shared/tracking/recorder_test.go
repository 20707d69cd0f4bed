package tracking

import (
	"database/sql"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
)

func TestPositionsOfAJobAreKeptAndReadAsItsTrail(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		r.ride("sri-job", "sri", 1, home)
		r.clock.forward(time.Minute)
		first := r.fix(factory)
		first.Speed, first.Bearing, first.Battery = 6.5, 92, 71
		r.take(first)
		r.ride("wati-job", "wati", 2, other) // from now on two families ride
		r.clock.forward(time.Minute)
		r.take(r.fix(factory.Between(home, 0.2)))

		trail := r.trail("sri-job")
		qt.Assert(t, qt.HasLen(trail, 2))
		want := first
		want.Facility, want.Worker, want.Jobs, want.Received = "kebakkramat", "joko", []ident.ID{"sri-job"}, first.At
		qt.Check(t, qt.DeepEquals(trail[0], want))
		qt.Check(t, qt.DeepEquals(trail[1].Jobs, []ident.ID{"sri-job", "wati-job"}))
		qt.Check(t, qt.HasLen(r.trail("wati-job"), 1))
		qt.Check(t, qt.HasLen(r.trail("nobody"), 0))
	})
}

func TestAPhoneThatWasOfflineSendsItsPastOfAnEndedJob(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		r.ride("sri-job", "sri", 1, home)
		r.clock.forward(10 * time.Minute)
		onTheWay := r.fix(factory)
		r.clock.forward(10 * time.Minute)
		r.windows.EndJob("sri-job", r.clock.Now(), r.clock.Now())
		r.clock.forward(10 * time.Minute)
		after := r.fix(home)
		r.clock.forward(time.Hour)
		r.take(onTheWay, after)
		qt.Check(t, qt.HasLen(r.trail("sri-job"), 1))
		n, err := r.log.Outside(t.Context(), "joko-phone", "2026-03-02")
		qt.Check(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(n, 1))
	})
}

func TestPointsOutsideAJobAreCountedOnly(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		r.take(r.fix(home), r.fix(other))
		r.ride("sri-job", "sri", 1, home)
		r.clock.forward(time.Minute)
		before := r.fix(other)
		before.At = r.clock.Now().Add(-time.Hour) // a job runs now, but did not then
		r.take(before)
		stranger := r.fix(other)
		stranger.Device = "nobodys-phone"
		r.take(stranger)

		n, err := r.log.Outside(t.Context(), "joko-phone", "2026-03-02")
		qt.Check(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(n, 3))
		qt.Check(t, qt.HasLen(r.trail("sri-job"), 0))
		qt.Check(t, qt.HasLen(r.held("sri-job"), 0))
	})
}

func TestCoordinatesOutsideAJobAreInNoByteOfTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "positions.sqlite")
	log := openSQLite(t, path)
	defer log.Close()
	r := newRoom(t, log)
	r.take(r.fix(home))
	r.ride("sri-job", "sri", 1, home)
	r.clock.forward(time.Minute)
	r.take(r.fix(factory))
	var bytes []byte
	for _, name := range []string{path, path + "-wal"} {
		b, err := os.ReadFile(name)
		qt.Assert(t, qt.IsNil(err))
		bytes = append(bytes, b...)
	}
	holds := func(x float64) bool { // SQLite writes reals big-endian
		return strings.Contains(string(bytes), string(binary.BigEndian.AppendUint64(nil, math.Float64bits(x))))
	}
	qt.Check(t, qt.IsTrue(holds(factory.Lat)), qt.Commentf("the way of looking must find what is there"))
	qt.Check(t, qt.IsFalse(holds(home.Lat)))
	qt.Check(t, qt.IsFalse(holds(home.Lon)))
}

func TestTheSamePositionAgainChangesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		r.ride("sri-job", "sri", 1, home)
		r.clock.forward(time.Minute)
		f := r.fix(factory)
		r.take(f, f)
		r.clock.forward(time.Minute)
		r.take(f)
		r.restart()
		r.take(f)
		qt.Check(t, qt.HasLen(r.trail("sri-job"), 1))
		qt.Check(t, qt.Equals(r.recorder.Stats().Repeated, 1), qt.Commentf("known from the log, not only kept out by it"))

		nearby := f
		nearby.Point.Lat += 0.00001
		r.take(nearby)
		qt.Check(t, qt.HasLen(r.trail("sri-job"), 2), qt.Commentf("same time, another point"))
	})
}

func TestAWholeListAgainChangesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		r.ride("sri-job", "sri", 1, home)
		var list []Fix
		for i := range 3 * marksHeld {
			r.clock.forward(10 * time.Second)
			list = append(list, r.fix(factory.Between(home, float64(i)/100)))
		}
		r.take(list...)
		r.take(list...)
		qt.Check(t, qt.HasLen(r.trail("sri-job"), len(list)))
		r.restart()
		r.take(list...)
		qt.Check(t, qt.HasLen(r.trail("sri-job"), len(list)))
	})
}

func TestUnusablePointsWithinAJobAreKeptApartWithTheReason(t *testing.T) {
	cases := map[Reason]func(r *room, f *Fix){
		InvalidPoint:    func(r *room, f *Fix) { f.Point = geo.Point{Lat: 91, Lon: 110} },
		FutureTime:      func(r *room, f *Fix) { f.At = r.clock.Now().Add(r.settings.FutureSlack + time.Millisecond) },
		Mocked:          func(r *room, f *Fix) { f.Mock = true },
		Inaccurate:      func(r *room, f *Fix) { f.Accuracy = r.settings.MaxAccuracy + 1 },
		ImpossibleSpeed: func(r *room, f *Fix) { f.Point.Lat++ }, // 111 km in minutes
		TooOld:          func(r *room, f *Fix) { f.At = r.clock.Now().Add(-r.settings.MaxAge - time.Second) },
	}
	onBoth(t, func(t *testing.T, r *room) {
		r.ride("sri-job", "sri", 1, home)
		r.clock.forward(r.settings.MaxAge + time.Hour) // a ride nobody has ended
		r.take(r.fix(factory))
		for reason, spoil := range cases {
			r.clock.forward(time.Minute)
			f := r.fix(factory)
			spoil(r, &f)
			r.take(f, f)
			held := r.held("sri-job")
			qt.Check(t, qt.IsTrue(slices.ContainsFunc(held, func(h Held) bool { return h.Reason == reason })), qt.Commentf("%s", reason))
		}
		r.clock.forward(time.Minute)
		void, noNumber := r.fix(factory), NewFix(OwnTracks)
		void.Void, noNumber.Device = true, "joko-phone"
		r.take(void, noNumber)
		qt.Check(t, qt.HasLen(r.held("sri-job"), len(cases)+2), qt.Commentf("each once, however often sent"))
		qt.Check(t, qt.HasLen(r.trail("sri-job"), 1))
	})
}

func TestAtTheLimitAPointIsStillBelieved(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		r.ride("sri-job", "sri", 1, home)
		r.clock.forward(time.Minute)
		f := r.fix(factory)
		f.Accuracy, f.At = r.settings.MaxAccuracy, r.clock.Now().Add(r.settings.FutureSlack)
		r.take(f)
		qt.Check(t, qt.HasLen(r.trail("sri-job"), 1))
	})
}

func TestOneWildPointDoesNotShutOutTheTrueOnes(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		r.ride("sri-job", "sri", 1, home)
		r.clock.forward(time.Minute)
		wild := factory
		wild.Lat++ // 111 km off, and the first we hear
		r.take(r.fix(wild))
		for range 8 {
			r.clock.forward(20 * time.Second)
			r.take(r.fix(factory))
		}
		trail := r.trail("sri-job")
		qt.Check(t, qt.Equals(trail[len(trail)-1].Point, factory))
	})
}

func TestWhatCannotBeWrittenIsNotAnsweredAndNotRemembered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "positions.sqlite")
	log := openSQLite(t, path)
	defer log.Close()
	r := newRoom(t, log)
	r.ride("sri-job", "sri", 1, home)
	r.take(r.fix(factory))
	db, err := sql.Open("sqlite", path)
	qt.Assert(t, qt.IsNil(err))
	defer db.Close()
	_, err = db.Exec(`CREATE TRIGGER full BEFORE INSERT ON position_20260302 BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
	qt.Assert(t, qt.IsNil(err))
	r.clock.forward(time.Minute)
	next := r.fix(factory.Between(home, 0.1))
	err = r.recorder.Take(t.Context(), []Fix{next})
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.Fault))
	_, err = db.Exec(`DROP TRIGGER full`)
	qt.Assert(t, qt.IsNil(err))
	r.take(next)
	qt.Check(t, qt.HasLen(r.trail("sri-job"), 2))
}

func TestAClosedRecorderSaysBusy(t *testing.T) {
	log := openSQLite(t, filepath.Join(t.TempDir(), "positions.sqlite"))
	defer log.Close()
	r := newRoom(t, log)
	r.recorder.Close()
	err := r.recorder.Take(t.Context(), []Fix{r.fix(home)})
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.Busy))
}

func TestRetentionDropsWholeDays(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		for _, job := range []string{"monday", "tuesday", "wednesday"} {
			r.ride(job, "sri", 1, home)
			r.clock.forward(time.Minute)
			bad := r.fix(home)
			bad.Mock = true
			r.take(r.fix(factory), bad)
			qt.Check(t, qt.HasLen(r.held(job), 1))
			r.windows.EndJob(ident.ID(job), r.clock.Now(), r.clock.Now())
			r.clock.forward(time.Minute)
			r.take(r.fix(home))
			r.clock.forward(24 * time.Hour)
		}
		days, err := r.log.Forget(t.Context(), "2026-03-03")
		qt.Check(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(days, 1))
		qt.Check(t, qt.HasLen(r.trail("monday"), 0))
		qt.Check(t, qt.HasLen(r.held("monday"), 0))
		qt.Check(t, qt.HasLen(r.trail("tuesday"), 1))
		n, _ := r.log.Outside(t.Context(), "joko-phone", "2026-03-02")
		qt.Check(t, qt.Equals(n, 0))
		n, _ = r.log.Outside(t.Context(), "joko-phone", "2026-03-03")
		qt.Check(t, qt.Equals(n, 1))

		days, err = r.log.Forget(t.Context(), "2030-01-01")
		qt.Check(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(days, 1), qt.Commentf("the day being written stays"))
		qt.Check(t, qt.HasLen(r.trail("wednesday"), 1))
	})
}

func TestAfterManyRowsAStartReadsTheSnapshotAndTheRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "positions.sqlite")
	log := openSQLite(t, path)
	r := newRoom(t, log)
	r.ride("sri-job", "sri", 1, home)
	var list []Fix
	for i := range snapshotEvery/500 + 1 {
		list = list[:0]
		for n := range 500 {
			r.clock.forward(time.Second)
			list = append(list, r.fix(factory.Between(home, float64(i*500+n)/1e6)))
		}
		r.take(list...)
	}
	r.recorder.Close()
	qt.Assert(t, qt.IsNil(log.Close()))

	r.log = openSQLite(t, path)
	defer r.log.Close()
	r.restart()
	qt.Check(t, qt.Equals(r.log.(*SQLiteLog).since, 500), qt.Commentf("rows read after the snapshot"))
	r.take(list...)
	qt.Check(t, qt.Equals(r.recorder.Stats(), Stats{Repeated: 500, Groups: 1}))
}

func FuzzStoredMemoryIsReadOrRefused(f *testing.F) {
	m := NewMemory()
	m.Keep(&Fix{Device: "a", At: 5, Point: home})
	f.Add(m.encode())
	f.Add([]byte{1, 200})
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := decodeMemory(b); err == nil {
			again, err := decodeMemory(m.encode())
			qt.Check(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(len(again.devices), len(m.devices)))
		}
	})
}
