package call

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/shared/need"
	"sambang/internal/sim/census"
	"sambang/internal/sim/people"
	"sambang/internal/sim/phone"
)

//go:embed cast.json
var castFile []byte

// cast is what people fall ill with, who they are and where they live.
type cast struct {
	Names   []string `json:"names"`
	Ways    []string `json:"ways"`
	Stories []story  `json:"stories"`

	centre people.Centre
}

// story is one thing that somebody tells of.
type story struct {
	What     string   `json:"what"`
	Who      string   `json:"who"` // how the names begin of whom it can happen to; "" is anybody
	Sign     string   `json:"sign"`
	Colour   string   `json:"colour"`
	Door     string   `json:"door"`
	CallSign string   `json:"call_sign"`
	Kind     string   `json:"kind"`
	Needs    []string `json:"needs"`
}

// Slug is the health centre whose visits are played.
const Slug = "sempu"

// Facility is its id.
func Facility() ident.ID { return census.Facility(Slug) }

func readCast() (cast, error) {
	var c cast
	if err := json.Unmarshal(castFile, &c); err != nil {
		return c, fmt.Errorf("call: cast.json: %w", err)
	}
	all, err := people.Centres("2026-01-01") // only places are read here
	if err != nil {
		return c, err
	}
	i := slices.IndexFunc(all, func(p people.Centre) bool { return p.Slug == Slug })
	if i < 0 {
		return c, fmt.Errorf("call: no health centre %q", Slug)
	}
	c.centre = all[i]
	return c, nil
}

func named(what string) ident.ID  { return ident.Named("contoh call " + what) }
func worker(key string) ident.ID  { return ident.Named("contoh worker " + key) }
func (c cast) base() geo.Point    { v := c.centre.Villages[0]; return geo.Point{Lat: v.Lat, Lon: v.Lon} }
func requestID(n string) ident.ID { return named("request " + n) }

// chance is a number from 0 up that is always the same for a name: what happens in
// the past happens alike in every run.
func chance(name string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return int(h.Sum32() >> 1)
}

// need is what comes in under a name.
type call struct {
	name  string
	story story
	point geo.Point
}

func (c cast) call(name string) call {
	n := chance(name)
	v := c.centre.Villages[n%len(c.centre.Villages)]
	spread := int(v.Spread)
	middle := geo.Point{Lat: v.Lat, Lon: v.Lon}
	east, north := float64(n/7%(2*spread+1)-spread), float64(n/977%(2*spread+1)-spread)
	return call{name, c.Stories[n/3%len(c.Stories)], phone.Offset(middle, east, north)}
}

// who is somebody to whom the story can happen: no old man is with child.
func (c cast) who(s story, n int) string {
	var names []string
	for _, name := range c.Names {
		if strings.HasPrefix(name, s.Who) {
			names = append(names, name)
		}
	}
	return names[n%len(names)]
}

// request is the call as it is typed.
func (c cast) request(k call) need.Request {
	n := chance("who " + k.name)
	v := c.centre.Villages[chance(k.name)%len(c.centre.Villages)]
	b := need.Request{Case: requestID(k.name), Kind: need.VisitRequest, What: k.story.What, Door: k.story.Door, CallSign: k.story.CallSign,
		Sign: k.story.Sign, Colour: k.story.Colour, Needs: k.story.Needs, Patient: &need.Patient{Name: c.who(k.story, n), Phone: fmt.Sprintf("0899000003%02d", 20+n%70)},
		Where: &need.Where{Village: v.Code, Text: c.Ways[n/5%len(c.Ways)], Lat: k.point.Lat, Lon: k.point.Lon}}
	if k.story.Kind != "" {
		b.Kind = k.story.Kind
	}
	return b
}
