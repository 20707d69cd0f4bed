package page_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/link"
	"sambang/internal/shared/tracking"
	"sambang/internal/world"
)

// tv is one open live view; every byte of it is kept.
type tv struct {
	t    *testing.T
	in   *bufio.Scanner
	all  strings.Builder
	stop context.CancelFunc
}

func (b *browser) watch(t *testing.T, path string) *tv {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.s.server.URL+path+"/live", nil)
	qt.Assert(t, qt.IsNil(err))
	res, err := b.Do(req)
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(func() { res.Body.Close() })
	qt.Assert(t, qt.Equals(res.StatusCode, http.StatusOK))
	v := &tv{t: t, stop: stop}
	v.in = bufio.NewScanner(io.TeeReader(res.Body, &v.all))
	qt.Assert(t, qt.IsTrue(v.in.Scan()), qt.Commentf("the stream says how to come back"))
	return v
}

// next reads up to an event of a kind and gives its data.
func (v *tv) next(kind string) string {
	v.t.Helper()
	for v.in.Scan() {
		if v.in.Text() != "event: "+kind {
			continue
		}
		qt.Assert(v.t, qt.IsTrue(v.in.Scan()))
		return strings.TrimPrefix(v.in.Text(), "data: ")
	}
	v.t.Fatalf("the stream ended before %q; it said: %s", kind, v.all.String())
	return ""
}

// job tells the live view of a delivery, as the house does after each commit.
func (s *street) job(name string, order int, picked bool, from, to geo.Point) {
	now := s.Clock.Now()
	j := tracking.Job{ID: s.delivery(name).Job, Facility: s.Facility, Worker: ident.Named("Joko"), Family: s.delivery(name).Place, From: now.Add(-3600e6),
		PickUp: tracking.Stop{Point: from, Order: order, Done: picked}, Drop: tracking.Stop{Point: to, Order: order + 10}}
	if picked {
		j.PickedUp = now.Add(-60e9)
	}
	s.House.Windows.SetJob(j, now)
}

func (s *street) fix(p geo.Point) {
	now := s.Clock.Now()
	f := tracking.NewFix(tracking.FieldApp)
	f.Facility, f.Worker, f.At, f.Received, f.Point = s.Facility, ident.Named("Joko"), now, now, p
	s.House.Hub.Publish(f, now)
}

var (
	factory   = geo.Point{Lat: -7.51001, Lon: 110.90001}
	home      = geo.Point{Lat: -7.54002, Lon: 110.93002}
	aniHome   = geo.Point{Lat: -7.52503, Lon: 110.95503}
	halfway   = geo.Point{Lat: -7.53104, Lon: 110.91504}
	atHerDoor = geo.Point{Lat: -7.52513, Lon: 110.95513}
)

func TestTheCourierMovesOnHerPage(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti").fetch("D1")
	path, b := s.path(link.Track, d1, "Sri"), s.browser()
	qt.Check(t, qt.Equals(b.get(path+"/live").status, http.StatusNotFound), qt.Commentf("a link that was not opened"))
	b.open(path)
	s.At("12:55")
	s.job("D1", 1, true, factory, home)
	live := b.watch(t, path)
	s.fix(halfway)
	qt.Check(t, qt.StringContains(live.next("fix"), `"lat":-7.53104,"lon":110.91504`))
	drawn := b.get(path).body
	qt.Check(t, qt.StringContains(drawn, `id="kurir" transform=`))
	qt.Check(t, qt.StringContains(drawn, "Tiba sekitar"))

	s.As("Joko").Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1})
	live.next("state")
	s.At("13:20")
	qt.Check(t, qt.StringContains(b.get(path).body, `class="stale"`), qt.Commentf("an old position is shown as old"))
	s.deliver("D1", "Mbah Parti")
	live.next("end")
	for range 3 { // the blank lines that close the last event, and the end of the stream
		if live.in.Scan() && live.in.Text() != "" {
			t.Errorf("%q follows the end", live.in.Text())
		}
	}
}

// The bytes walk: two families on one ride, every byte that A gets is read.
func TestNoByteOfAnotherFamily(t *testing.T) {
	w := world.New(t, "", noon).Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Karto").Courier("Joko")
	declare(w, "Sri", "D1")
	declare(w, "Ani", "D2")
	s := newStreet(t, w)
	s.fetch("D1").fetch("D2")
	s.At("12:55")
	s.job("D1", 2, true, factory, home)
	s.job("D2", 1, true, factory, aniHome) // Ani's home comes first
	path, b := s.path(link.Track, d1, "Sri"), s.browser()
	all := b.open(path).body
	live := b.watch(t, path)
	s.fix(atHerDoor)
	live.next("elsewhere")
	page := b.get(path).body
	qt.Check(t, qt.StringContains(page, "sedang singgah di perhentian lain, tiba sekitar"))
	all += page + b.get(path+"/part").body

	s.House.Windows.EndJob(s.delivery("D2").Job, s.Clock.Now(), s.Clock.Now())
	s.At("12:59")
	s.fix(halfway)
	live.next("fix")
	all += b.get(path).body + live.all.String()
	two := s.delivery("D2")
	for _, foreign := range []string{"-7.52", "110.955", "Ani", "Karto", "D2", string(two.ID), string(two.Job), string(two.Place), two.Bottles[0].Label, "0002",
		s.code("D2"), s.code("D2")[:3] + " " + s.code("D2")[3:]} {
		qt.Check(t, qt.IsFalse(strings.Contains(all, foreign)), qt.Commentf("a byte of another family: %s", foreign))
	}
	qt.Check(t, qt.StringContains(all, "-7.53104"), qt.Commentf("what is hers is there"))
}

func TestARevokedLinkIsCutOffAtOnce(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti")
	path, mother, b := s.path(link.Track, d1, "Sri"), s.browser(), s.browser()
	mother.open(path)
	mother.press(path, "share", nil)
	s.fetch("D1")
	s.At("12:55")
	s.job("D1", 1, true, factory, home)
	theirs := s.path(link.Track, d1, "Mbah Parti")
	b.open(theirs)
	live := b.watch(t, theirs)
	s.fix(halfway)
	live.next("fix")
	qt.Assert(t, qt.StringContains(mother.press(path, "revoke", nil).body, "sudah mati"))
	live.next("end")
	s.fix(home)
	qt.Check(t, qt.IsFalse(strings.Contains(live.all.String(), "110.93002")))
	qt.Check(t, qt.Equals(b.get(theirs).status, http.StatusNotFound))
}
