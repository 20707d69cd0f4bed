package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"sambang/internal/core/fault"
)

// Tiles fetches map pictures for our pages, so that no page calls a third party.
// The zero value, and nil, have no source: then the app draws its own mosaic.
type Tiles struct {
	// Source is an address with {z}, {x} and {y}, or a map file of ours that ends
	// in .mbtiles; empty: no tiles.
	Source string
	// Hosts are the hosts that Source may name.
	Hosts       []string
	Attribution string
	// Cache is the folder of what was fetched; kept for Keep.
	Cache string
	// Private allows sources in the own network (a tile server in the building).
	Private bool
	client  *http.Client
	local   *mbtiles
}

const (
	maxTile  = 512 << 10
	tileKeep = 30 * 24 * time.Hour
	maxZoom  = 19

	tileCache = "public, max-age=604800"
)

// errPrivate says that a host led into a network that is not for the public.
var errPrivate = errors.New("tiles: the host's address is private")

// Check completes the settings and says what is wrong with them.
func (t *Tiles) Check() error {
	if t == nil || t.Source == "" {
		return nil
	}
	if isFile(t.Source) {
		return t.openLocal()
	}
	u, err := url.Parse(strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(t.Source))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" {
		return errors.New("tiles: the source is no http address with {z}, {x} and {y}")
	}
	if !slices.Contains(t.Hosts, u.Hostname()) {
		return fmt.Errorf("tiles: the host %s is not on the list of allowed hosts", u.Hostname())
	}
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	if !t.Private {
		// Checked after the name was resolved and on the very address dialled: a
		// name that resolves twice to different addresses gains nothing.
		dialer.ControlContext = refusePrivate
	}
	t.client = &http.Client{Timeout: 10 * time.Second,
		Transport:     &http.Transport{DialContext: dialer.DialContext, MaxConnsPerHost: 4, MaxResponseHeaderBytes: 16 << 10},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return nil
}

func (t *Tiles) openLocal() (err error) {
	if t.local, err = openTiles(t.Source); err != nil {
		return err
	}
	if t.Attribution == "" {
		t.Attribution = t.local.credit
	}
	return nil
}

func refusePrivate(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errPrivate
	}
	ip := at.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(ip) }) {
		return errPrivate
	}
	return nil
}

// special are ranges that are unicast by form and not the public net by purpose
// (RFC 6890, RFC 6598, RFC 6052, RFC 3056).
var special = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("2002::/16")}

// Offer is what the app is told of the map.
func (t *Tiles) Offer() MapTiles {
	if t == nil || t.Source == "" {
		return MapTiles{}
	}
	return MapTiles{"/tiles/{z}/{x}/{y}.png", t.Attribution}
}

func (a *API) tile(w http.ResponseWriter, r *http.Request) error {
	y, isPNG := strings.CutSuffix(r.PathValue("y"), ".png")
	if a.Tiles == nil || a.Tiles.client == nil && a.Tiles.local == nil || !isPNG {
		return fault.Absent()
	}
	place, ok := tilePlace(r.PathValue("z"), r.PathValue("x"), y)
	if !ok {
		return fault.Absent()
	}
	if a.Tiles.local != nil {
		return a.Tiles.local.serve(w, r, place)
	}
	b, err := a.Tiles.get(r.Context(), place)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", tileCache)
	_, _ = w.Write(b)
	return nil
}

// tilePlace accepts only numbers that name a tile of the world.
func tilePlace(z, x, y string) (place [3]int, ok bool) {
	for i, s := range []string{z, x, y} {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || strconv.Itoa(n) != s {
			return place, false
		}
		place[i] = n
	}
	side := 1 << min(place[0], maxZoom)
	return place, place[0] <= maxZoom && place[1] < side && place[2] < side
}

func (t *Tiles) get(ctx context.Context, p [3]int) ([]byte, error) {
	z, x, y := strconv.Itoa(p[0]), strconv.Itoa(p[1]), strconv.Itoa(p[2])
	name := filepath.Join(t.Cache, z, x, y+".png")
	if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) < tileKeep {
		return os.ReadFile(name)
	}
	b, err := t.fetch(ctx, strings.NewReplacer("{z}", z, "{x}", x, "{y}", y).Replace(t.Source))
	if err != nil {
		if old, e := os.ReadFile(name); e == nil {
			return old, nil // an old map is better than none
		}
		return nil, fault.Absent()
	}
	if t.Cache != "" {
		_ = keepTile(name, b) // a full disk costs the cache, not the map
	}
	return b, nil
}

func (t *Tiles) fetch(ctx context.Context, from string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "sambang (map of a health centre)")
	res, err := t.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, maxTile+1))
	if err != nil || res.StatusCode != http.StatusOK || len(b) > maxTile || !strings.HasPrefix(string(b), "\x89PNG\r\n\x1a\n") {
		return nil, fmt.Errorf("tiles: the source gave no picture (%d)", res.StatusCode)
	}
	return b, nil
}

// keepTile writes beside and renames, so that nobody reads half a picture.
func keepTile(name string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
