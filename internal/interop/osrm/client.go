package osrm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
)

// Config is how a routing service is asked.
type Config struct {
	// Address is its beginning: http://127.0.0.1:5000.
	Address string
	// Profiles gives the service's own name for our kinds of vehicle; one that is not here
	// is not asked about. Nil: motorcycle, car and ambulance are its "driving".
	Profiles map[string]string
	// Timeout is how long one answer may take; 0: 2 s, our own proposal.
	Timeout time.Duration
	// Points is how many it takes at once; 0: 100, the limit osrm-routed begins with.
	Points int
	// Keep is about how many ways are kept in memory; 0: 400,000, some 30 MB.
	Keep  int
	Clock instant.Clock
	Log   *slog.Logger
}

// The breaker: after so many failures one after the other the service is left alone for a
// while. Our own proposals.
const (
	patience = 3
	rest     = time.Minute
)

// ErrResting is the answer while the service is left alone.
var ErrResting = errors.New("osrm: the routing service does not answer and is left alone for a minute")

// Client asks one service. Several may use it at once.
type Client struct {
	Config
	http *http.Client

	mu     sync.Mutex
	failed int
	until  instant.Instant
	// fresh and aged are the ways that are kept: what fresh has no room for becomes aged,
	// and what was aged is let go.
	fresh, aged map[pair]way
}

// place is a point rounded to a ten-thousandth of a degree, about 11 m: nobody rides
// longer for it, and two phones in one yard are one place.
type place struct{ lat, lon int32 }

type pair struct {
	profile  string
	from, to place
}

type way struct{ seconds, metres float32 }

// New makes a client; an address that is none is an error.
func New(c Config) (*Client, error) {
	u, err := url.Parse(c.Address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" {
		return nil, errors.New("osrm: the address of a routing service is like http://127.0.0.1:5000")
	}
	c.Address = strings.TrimRight(c.Address, "/")
	if c.Profiles == nil {
		c.Profiles = map[string]string{"motorcycle": "driving", "car": "driving", "ambulance": "driving"}
	}
	if c.Timeout == 0 {
		c.Timeout = 2 * time.Second
	}
	if c.Points < 2 {
		c.Points = 100
	}
	if c.Keep == 0 {
		c.Keep = 400_000
	}
	return &Client{Config: c, fresh: map[pair]way{}, aged: map[pair]way{}, http: &http.Client{
		Timeout:       c.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Way gives what is kept of a way: how long it takes, and its length in metres.
func (c *Client) Way(profile string, from, to geo.Point) (needs time.Duration, metres float64, kept bool) {
	name, known := c.Profiles[profile]
	if !known {
		return 0, 0, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	w, kept := c.kept(pair{name, rounded(from), rounded(to)})
	return time.Duration(w.seconds+0.5) * time.Second, float64(w.metres), kept
}

// kept looks in both halves of the memory.
func (c *Client) kept(p pair) (way, bool) {
	if w, ok := c.fresh[p]; ok {
		return w, true
	}
	w, ok := c.aged[p]
	return w, ok
}

// keep adds ways to the memory.
func (c *Client) keep(all map[pair]way) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for p, w := range all {
		c.fresh[p] = w
	}
	if len(c.fresh) > c.Keep/2 {
		c.fresh, c.aged = map[pair]way{}, c.fresh
	}
}

// Fetch asks for all ways between some points of which one is not kept. What was answered
// before something went wrong is kept.
func (c *Client) Fetch(ctx context.Context, profile string, points []geo.Point) error {
	name, known := c.Profiles[profile]
	if !known {
		return nil
	}
	for _, q := range c.questions(name, places(points)) {
		if err := c.resting(); err != nil {
			return err
		}
		got, err := c.ask(ctx, q)
		if c.note(ctx, err); err != nil {
			return err
		}
		c.keep(got)
	}
	return nil
}

// question is one request: the ways from some places to others.
type question struct {
	profile  string
	from, to []place
}

// questions cuts what is to be known into requests that the service takes, and leaves out
// those whose ways are all kept.
func (c *Client) questions(profile string, all []place) (out []question) {
	size := c.Points
	if len(all) > size {
		size /= 2 // both ends of a way count
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := 0; i < len(all); i += size {
		for j := 0; j < len(all); j += size {
			q := question{profile, all[i:min(i+size, len(all))], all[j:min(j+size, len(all))]}
			if !c.knows(q) {
				out = append(out, q)
			}
		}
	}
	return out
}

func (c *Client) knows(q question) bool {
	for _, a := range q.from {
		for _, b := range q.to {
			if _, ok := c.kept(pair{q.profile, a, b}); !ok && a != b {
				return false
			}
		}
	}
	return true
}

// resting is ErrResting while the service is left alone.
func (c *Client) resting() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed >= patience && c.Clock.Now().Before(c.until) {
		return ErrResting
	}
	return nil
}

// note counts failures. Whoever gave up waiting says nothing about the service.
func (c *Client) note(ctx context.Context, err error) {
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		c.failed = 0
		return
	}
	if c.failed++; c.failed >= patience {
		c.until = c.Clock.Now().Add(rest)
		c.Log.Warn("routing service: ways are measured without it for a minute", "failures", c.failed, "error", err)
	}
}

// places are the known points, rounded, each once.
func places(points []geo.Point) (out []place) {
	seen := map[place]bool{}
	for _, p := range points {
		if r := rounded(p); !p.IsZero() && p.Valid() && !seen[r] {
			seen[r], out = true, append(out, r)
		}
	}
	return out
}

func rounded(p geo.Point) place {
	near := func(degrees float64) int32 {
		if degrees < 0 {
			return int32(degrees*10_000 - 0.5)
		}
		return int32(degrees*10_000 + 0.5)
	}
	return place{near(p.Lat), near(p.Lon)}
}

func (p place) String() string {
	return fmt.Sprintf("%.4f,%.4f", float64(p.lon)/10_000, float64(p.lat)/10_000)
}
