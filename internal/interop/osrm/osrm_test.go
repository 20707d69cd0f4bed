package osrm_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
	"sambang/internal/interop/osrm"
	"sambang/internal/shared/travel"
)

var _ travel.Ways = (*osrm.Client)(nil)

type clock struct{ now instant.Instant }

func (c *clock) Now() instant.Instant { return c.now }

// service stands in for osrm-routed: it answers what the table of cases says, and counts.
type service struct {
	mu     sync.Mutex
	asked  []string
	answer func(w http.ResponseWriter, r *http.Request)
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI())
	answer := s.answer
	s.mu.Unlock()
	answer(w, r)
}

// stage is a client of a service, with what it logged.
type stage struct {
	*service
	client *osrm.Client
	clock  *clock
	log    *bytes.Buffer
}

func newStage(t *testing.T, change func(*osrm.Config)) *stage {
	t.Helper()
	s := &stage{service: &service{}, clock: &clock{instant.Of(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC))}, log: &bytes.Buffer{}}
	server := httptest.NewServer(s.service)
	t.Cleanup(server.Close)
	c := osrm.Config{Address: server.URL + "/", Clock: s.clock, Log: slog.New(slog.NewTextHandler(s.log, nil))}
	if change != nil {
		change(&c)
	}
	var err error
	s.client, err = osrm.New(c)
	qt.Assert(t, qt.IsNil(err))
	return s
}

// noPlaces fails when a coordinate of somebody's home stands in a text.
func noPlaces(t *testing.T, text string) {
	t.Helper()
	for _, part := range []string{"110.9", "7.5", "table/v1"} {
		qt.Check(t, qt.IsFalse(strings.Contains(text, part)), qt.Commentf("%s", text))
	}
}

func TestEveryCaseOfTheProtocol(t *testing.T) {
	raw, err := os.ReadFile("testdata/table.json")
	qt.Assert(t, qt.IsNil(err))
	var cases []struct {
		Why, Profile, Ask, Error string
		Points                   [][2]float64
		Status                   int
		Answer                   json.RawMessage
		Ways                     []string
	}
	qt.Assert(t, qt.IsNil(json.Unmarshal(raw, &cases)))
	for _, c := range cases {
		t.Run(c.Why, func(t *testing.T) {
			s := newStage(t, nil)
			s.answer = func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.Status)
				_, _ = w.Write(c.Answer)
			}
			var points []geo.Point
			for _, p := range c.Points {
				points = append(points, geo.Point{Lat: p[0], Lon: p[1]})
			}
			err := s.client.Fetch(t.Context(), c.Profile, points)
			if c.Error == "" {
				qt.Check(t, qt.IsNil(err))
			} else {
				qt.Check(t, qt.ErrorMatches(err, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(c.Error)))
			}
			var asked []string
			if c.Ask != "" {
				asked = []string{c.Ask}
			}
			qt.Check(t, qt.DeepEquals(s.asked, asked))
			for _, line := range c.Ways {
				var i, j int
				_, err := fmt.Sscan(line, &i, &j)
				qt.Assert(t, qt.IsNil(err))
				got := fmt.Sprintf("%d %d none", i, j)
				if needs, metres, kept := s.client.Way(c.Profile, points[i], points[j]); kept {
					got = fmt.Sprintf("%d %d %.0f %.0f", i, j, needs.Seconds(), metres)
				}
				qt.Check(t, qt.Equals(got, line))
			}
			noPlaces(t, s.log.String())
		})
	}
}

// row is a straight street of places.
func row(n int) (out []geo.Point) {
	for i := range n {
		out = append(out, geo.Point{Lat: -7.5, Lon: 110.9 + float64(i)/1000})
	}
	return out
}

// lengths answers any question by the order of its places: a hundred seconds a place.
func lengths(w http.ResponseWriter, r *http.Request) {
	path, _ := strings.CutPrefix(r.URL.Path, "/table/v1/driving/")
	var lons []float64
	for _, c := range strings.Split(path, ";") {
		var lon, lat float64
		_, _ = fmt.Sscanf(c, "%f,%f", &lon, &lat)
		lons = append(lons, lon)
	}
	pick := func(name string) (out []float64) {
		if r.URL.Query().Get(name) == "" && !strings.Contains(r.URL.RawQuery, name+"=") {
			return lons
		}
		_, list, _ := strings.Cut(r.URL.RawQuery, name+"=")
		list, _, _ = strings.Cut(list, "&")
		for _, i := range strings.Split(list, ";") {
			var n int
			_, _ = fmt.Sscan(i, &n)
			out = append(out, lons[n])
		}
		return out
	}
	var table [][]float64
	for _, from := range pick("sources") {
		var needs []float64
		for _, to := range pick("destinations") {
			needs = append(needs, max(from-to, to-from)*100_000)
		}
		table = append(table, needs)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"code": "Ok", "durations": table, "distances": table})
}

func TestManyPlacesAreAskedInRequestsThatTheServerTakesAndEachWayOnce(t *testing.T) {
	s := newStage(t, func(c *osrm.Config) { c.Points = 10 })
	s.answer = lengths
	all := row(23)
	qt.Assert(t, qt.IsNil(s.client.Fetch(t.Context(), "motorcycle", all)))
	qt.Check(t, qt.Equals(len(s.asked), 25), qt.Commentf("five by five blocks of five places"))
	for _, uri := range s.asked {
		qt.Check(t, qt.IsTrue(strings.Count(uri, ",")-1 <= 10), qt.Commentf("%s", uri))
	}
	for i, from := range all {
		for j, to := range all {
			needs, _, kept := s.client.Way("motorcycle", from, to)
			if i != j {
				qt.Assert(t, qt.IsTrue(kept))
				qt.Assert(t, qt.Equals(needs, time.Duration(max(i-j, j-i))*100*time.Second))
			}
		}
	}
	qt.Assert(t, qt.IsNil(s.client.Fetch(t.Context(), "car", all[:5])), qt.Commentf("the same data serves both"))
	qt.Check(t, qt.Equals(len(s.asked), 25), qt.Commentf("what is kept is not asked again"))
}

func TestAServiceThatDoesNotAnswerIsLeftAloneForAMinute(t *testing.T) {
	s := newStage(t, nil)
	s.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }
	ask := func() error { return s.client.Fetch(t.Context(), "motorcycle", row(3)) }
	for range 3 {
		qt.Check(t, qt.ErrorMatches(ask(), "osrm: the routing service answers 500 .*"))
	}
	qt.Check(t, qt.ErrorIs(ask(), osrm.ErrResting))
	qt.Check(t, qt.Equals(len(s.asked), 3))
	noPlaces(t, s.log.String())
	qt.Check(t, qt.Equals(strings.Count(s.log.String(), "\n"), 1), qt.Commentf("said once"))

	s.clock.now = s.clock.now.Add(61 * time.Second)
	s.answer = lengths
	qt.Check(t, qt.IsNil(ask()), qt.Commentf("after a minute it is tried again"))
	s.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }
	qt.Check(t, qt.ErrorMatches(s.client.Fetch(t.Context(), "motorcycle", row(4)), ".* 500 .*"), qt.Commentf("and one good answer clears it"))
}

func TestWhatGoesWrongNamesNoPlace(t *testing.T) {
	s := newStage(t, nil)
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://elsewhere.example"+r.URL.RequestURI(), http.StatusFound)
	}
	err := s.client.Fetch(t.Context(), "motorcycle", row(3))
	qt.Check(t, qt.ErrorMatches(err, "osrm: the routing service answers 302 .*"), qt.Commentf("places go nowhere else"))

	gone := httptest.NewServer(http.NotFoundHandler())
	address := gone.URL
	gone.Close()
	lost, err := osrm.New(osrm.Config{Address: address, Clock: s.clock, Log: slog.New(slog.NewTextHandler(s.log, nil))})
	qt.Assert(t, qt.IsNil(err))
	for range 4 {
		err = lost.Fetch(t.Context(), "motorcycle", row(3))
		qt.Check(t, qt.IsNotNil(err))
		noPlaces(t, err.Error())
	}
	noPlaces(t, s.log.String())
}

func TestWhoeverGivesUpWaitingSaysNothingAboutTheService(t *testing.T) {
	s := newStage(t, nil)
	s.answer = lengths
	over, stop := context.WithCancel(t.Context())
	stop()
	for range 5 {
		qt.Check(t, qt.IsNotNil(s.client.Fetch(over, "motorcycle", row(3))))
	}
	qt.Check(t, qt.IsNil(s.client.Fetch(t.Context(), "motorcycle", row(3))))
}

func TestOldWaysAreLetGo(t *testing.T) {
	s := newStage(t, func(c *osrm.Config) { c.Keep = 20 })
	s.answer = lengths
	first := row(3)
	qt.Assert(t, qt.IsNil(s.client.Fetch(t.Context(), "motorcycle", first)))
	for i := range 4 {
		far := row(4)
		for n := range far {
			far[n].Lat -= float64(i+1) / 100
		}
		qt.Assert(t, qt.IsNil(s.client.Fetch(t.Context(), "motorcycle", far)))
	}
	_, _, kept := s.client.Way("motorcycle", first[0], first[1])
	qt.Check(t, qt.IsFalse(kept))
}

func TestAnAddressThatIsNone(t *testing.T) {
	for _, address := range []string{"", "127.0.0.1:5000", "ftp://host", "http://", "http://host?x=1"} {
		_, err := osrm.New(osrm.Config{Address: address})
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("%s", address))
	}
}
