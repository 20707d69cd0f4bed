package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"

	"sambang/internal/core/instant"
	"sambang/internal/door/api"
	visit "sambang/internal/door/demo"
	"sambang/internal/house"
	"sambang/internal/operate"
)

// config is every setting of the server. A setting comes from the command line,
// else from SAMBANG_NAME in the environment, else from the file of --config.
type config struct {
	listen, data, database, keys      string
	domain, cert, key, address        string
	proxied, testClock                bool
	file, admin, copyTo               string
	tiles, tileHosts, tileAttribution string
	tilePrivate                       bool
	osrm                              string
	invented                          bool // the demo founds its health centre itself
	visitors                          []visit.Login
	on                                net.Listener // opened before the house was ready; nil: not yet
}

func (c *config) flags(name string) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.StringVar(&c.data, "data", "data", "folder of everything this server keeps")
	f.StringVar(&c.database, "database", "", "postgres:// address instead of the embedded database")
	f.StringVar(&c.keys, "keys", "", "file of the keys (default DATA/keys/sambang.key)")
	f.StringVar(&c.file, "config", "", "file with a setting a line: name = value")
	return f
}

func (c *config) serverFlags(f *flag.FlagSet) {
	f.StringVar(&c.listen, "listen", "127.0.0.1:8080", "host:port to listen on")
	f.StringVar(&c.domain, "domain", "", "own name; the certificate is fetched by itself (ports 443 and 80)")
	f.StringVar(&c.cert, "tls-cert", "", "file of a certificate")
	f.StringVar(&c.key, "tls-key", "", "file of its key")
	f.BoolVar(&c.proxied, "trust-proxy", false, "a proxy in front speaks TLS and sets X-Forwarded-For")
	f.StringVar(&c.address, "address", "", "how browsers reach us, https://host (default from --domain or --listen)")
	f.StringVar(&c.admin, "admin", "127.0.0.1:0", "loopback host:port of figures and profiles; empty: none")
	f.StringVar(&c.copyTo, "copy-to", "", "second folder that gets a backup every night")
	f.BoolVar(&c.testClock, "test-clock", false, "for rehearsals: the clock is set by PUT /test/clock; loopback only")
	f.StringVar(&c.tiles, "tiles", "", "a map file (.mbtiles with pictures), or an address with {z}, {x} and {y}; empty: the app draws its own map")
	f.StringVar(&c.tileHosts, "tile-hosts", "", "hosts that the address of --tiles may name, with commas")
	f.StringVar(&c.tileAttribution, "tile-attribution", "", "who made the map, shown on it (default: what the map file says)")
	f.StringVar(&c.osrm, "osrm", "", "address of a routing service in the own network that knows the roads (OSRM): http://127.0.0.1:5000")
	f.BoolVar(&c.tilePrivate, "tile-private", false, "the map's server stands in the own network")
}

// parse reads the command line, then fills what it left out.
func (c *config) parse(f *flag.FlagSet, args []string) error {
	if err := f.Parse(args); err != nil {
		return err
	}
	given := map[string]bool{}
	f.Visit(func(s *flag.Flag) { given[s.Name] = true })
	var bad error
	f.VisitAll(func(s *flag.Flag) {
		if v, ok := os.LookupEnv("SAMBANG_" + strings.ToUpper(strings.ReplaceAll(s.Name, "-", "_"))); ok && v != "" && !given[s.Name] {
			given[s.Name] = true
			if err := f.Set(s.Name, v); err != nil && bad == nil {
				bad = err
			}
		}
	})
	if bad != nil || c.file == "" {
		return bad
	}
	file, err := os.Open(c.file)
	if err != nil {
		return err
	}
	defer file.Close()
	return readSettings(f, given, file)
}

// readSettings reads "name = value" lines; # begins a comment.
func readSettings(f *flag.FlagSet, given map[string]bool, from io.Reader) error {
	lines := bufio.NewScanner(from)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		name = strings.TrimSpace(name)
		if !ok || f.Lookup(name) == nil {
			return fmt.Errorf("line %d of the settings: no such setting: %s", n, name)
		}
		if given[name] {
			continue
		}
		if err := f.Set(name, strings.TrimSpace(value)); err != nil {
			return fmt.Errorf("line %d of the settings: %s: %w", n, name, err)
		}
	}
	return lines.Err()
}

// house is the part that concerns the database and the rooms.
func (c *config) house() house.Config {
	log, _ := operate.NewLog(os.Stderr)
	return house.Config{Data: c.data, Database: c.database, Keys: c.keys, Clock: instant.Wall{}, Log: log, Version: version, OSRM: c.osrm}
}

func (c *config) listening() operate.Listening {
	return operate.Listening{Address: c.listen, Domain: c.domain, Cert: c.cert, Key: c.key, Proxied: c.proxied, Data: c.data}
}

// reached is how browsers reach us.
func (c *config) reached(on net.Addr) string {
	switch {
	case c.address != "":
		return strings.TrimSuffix(c.address, "/")
	case c.domain != "":
		return "https://" + c.domain
	case c.cert != "":
		return "https://" + on.String()
	}
	return "http://" + on.String()
}

func (c *config) tileSource() (*api.Tiles, error) {
	t := &api.Tiles{Source: c.tiles, Attribution: c.tileAttribution, Cache: filepath.Join(c.data, "tiles"), Private: c.tilePrivate}
	for _, h := range strings.Split(c.tileHosts, ",") {
		if h = strings.TrimSpace(h); h != "" {
			t.Hosts = append(t.Hosts, h)
		}
	}
	return t, t.Check()
}
