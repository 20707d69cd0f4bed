package tracking

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

var usual = Watch{MovingSeconds: 120, ParkedSeconds: 300, MovingKMH: 5, LowBattery: 15}

// setOut lets Joko go on his way with a job now.
func (r *room) setOut(j Job) Job {
	j.Begun = r.clock.Now()
	r.windows.SetJob(j, r.clock.Now())
	return j
}

// told says of whom the desk is told: silent or low, and how he was.
func (r *room) told() string {
	out := ""
	for _, s := range r.hub.Silences("kebakkramat", usual, r.clock.Now()) {
		out += fmt.Sprint(s.Worker, " silent ", s.Silent, " moving ", s.Moving, " low ", s.Low, ";")
	}
	return out
}

func (r *room) at(speed, battery float64) {
	f := r.fix(factory)
	f.Speed, f.Battery, f.Network = speed, battery, "mobile"
	r.take(f)
}

func TestTheDeskIsToldOfACourierWhoFallsSilent(t *testing.T) {
	onBoth(t, func(t *testing.T, r *room) {
		job := r.ride("sri-job", "sri", 1, home)
		r.clock.forward(time.Hour)
		qt.Check(t, qt.Equals(r.told(), ""), qt.Commentf("accepted for later: nobody is on the way"))
		job = r.setOut(job)
		r.clock.forward(299 * time.Second)
		qt.Check(t, qt.Equals(r.told(), ""))
		r.clock.forward(time.Second)
		qt.Check(t, qt.Equals(r.told(), "joko silent true moving false low false;"), qt.Commentf("never heard of since he set out"))

		r.at(8, 60)
		qt.Check(t, qt.Equals(r.told(), ""), qt.Commentf("a position takes the mark off"))
		r.clock.forward(119 * time.Second)
		qt.Check(t, qt.Equals(r.told(), ""))
		r.clock.forward(time.Second)
		qt.Check(t, qt.Equals(r.told(), "joko silent true moving true low false;"))
		s := r.hub.Silences("kebakkramat", usual, r.clock.Now())[0]
		qt.Check(t, qt.DeepEquals([]any{s.Battery, s.Network, s.Device}, []any{60.0, "mobile", ident.ID("joko-phone")}))
		qt.Check(t, qt.HasLen(r.hub.Silences("other", usual, r.clock.Now()), 0), qt.Commentf("another health centre is not told"))

		r.at(0.5, 60)
		r.clock.forward(299 * time.Second)
		qt.Check(t, qt.Equals(r.told(), ""), qt.Commentf("a parked phone may sleep longer"))
		r.clock.forward(time.Second)
		qt.Check(t, qt.Equals(r.told(), "joko silent true moving false low false;"))
		r.windows.EndJob(job.ID, r.clock.Now(), r.clock.Now())
		qt.Check(t, qt.Equals(r.told(), ""), qt.Commentf("his run is over"))
	})
}

func TestTheDeskIsToldOfAnEmptyBattery(t *testing.T) {
	r := liveRoom(t)
	r.setOut(r.ride("sri-job", "sri", 1, home))
	r.at(8, 15)
	qt.Check(t, qt.Equals(r.told(), ""))
	r.clock.forward(20 * time.Second)
	r.at(8, 14)
	qt.Check(t, qt.Equals(r.told(), "joko silent false moving true low true;"))
	r.clock.forward(20 * time.Second)
	r.at(8, Unknown)
	qt.Check(t, qt.Equals(r.told(), "joko silent false moving true low true;"), qt.Commentf("a fix that tells no battery does not fill it"))
}

func TestWithoutASpeedTheLastTwoPlacesSayHowHeWas(t *testing.T) {
	r := liveRoom(t)
	r.setOut(r.ride("sri-job", "sri", 1, home))
	for _, along := range []float64{0, 0.05} { // 200 metres in 30 s
		f := r.fix(factory.Between(home, along))
		f.Speed = Unknown
		r.take(f)
		r.clock.forward(30 * time.Second)
	}
	r.clock.forward(90 * time.Second)
	qt.Check(t, qt.Equals(r.told(), "joko silent true moving true low false;"))
}

// Whatever was last heard: the longer nothing comes, the more the desk is told, and
// at the longest it is told; a new position always ends the silence.
func TestSilenceOnlyGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := Heard{Begun: 1, At: instant.Instant(rapid.Int64Range(0, 3600e6).Draw(t, "at")), Battery: Unknown,
			Speed: rapid.Float64Range(0, 30).Draw(t, "speed")}
		a := instant.Instant(rapid.Int64Range(0, 7200e6).Draw(t, "now"))
		b := a + instant.Instant(rapid.Int64Range(0, 7200e6).Draw(t, "more"))
		first, _ := usual.Judge(h, a)
		second, _ := usual.Judge(h, b)
		if first.Silent && !second.Silent {
			t.Fatal("silence ended by itself")
		}
		if late, _ := usual.Judge(h, max(h.At, h.Begun).Add(300*time.Second)); !late.Silent {
			t.Fatal("five minutes, and nobody is told")
		}
		h.At = b
		if heard, _ := usual.Judge(h, b); heard.Silent {
			t.Fatal("heard of just now")
		}
	})
}
