package people

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"sambang/internal/core/geo"
)

//go:embed centres.json
var centresFile []byte

// Centre is what a town is made for.
type Centre struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
	// Why says where its sizes come from.
	Why string `json:"why"`
	// Day is the day on which the town is looked at, YYYY-MM-DD.
	Day string `json:"-"`
	// Phones is how its phone numbers begin: 7 or 8 digits of the twelve.
	Phones string `json:"phones"`
	// Land is what houses stand in: village, forest or city.
	Land string `json:"land"`
	// Regions are shares of families by where their names come from: jv, osi, mad, su.
	Regions map[string]int `json:"regions"`
	// Modest: every family is kurang mampu, deciles 1 to 4.
	Modest bool `json:"modest"`
	// The exact numbers. Overdue are those of the Pregnant whose day has passed;
	// Small are children under five; Alone are elders who live alone.
	Families int       `json:"families"`
	Pregnant int       `json:"pregnant"`
	Overdue  int       `json:"overdue"`
	Small    int       `json:"small"`
	Alone    int       `json:"alone"`
	Villages []Village `json:"villages"`
}

// Village is a desa or kelurahan with the hamlets in which the families live.
type Village struct {
	// Code is that of the Ministry of Home Affairs, as 35.10.20.2001.
	Code string  `json:"code"`
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	// Weight is its share of the families.
	Weight int `json:"weight"`
	// Spread is how far hamlets lie from the middle, in metres.
	Spread  float64  `json:"spread"`
	Hamlets []string `json:"hamlets"`
	// Posyandu are the names of the first ones; the rest are called after flowers.
	Posyandu []string `json:"posyandu"`
}

func (v Village) middle() geo.Point { return geo.Point{Lat: v.Lat, Lon: v.Lon} }

// DemoSeed is what the towns of the demo are drawn from: one in which every midwife
// of the demo has a woman past her day to ask about.
const DemoSeed = 9

// Centres gives the four health centres of the demo as they are on a day.
func Centres(day string) ([]Centre, error) {
	var f struct {
		Centres []Centre `json:"centres"`
	}
	if err := json.Unmarshal(centresFile, &f); err != nil {
		return nil, fmt.Errorf("people: centres.json: %w", err)
	}
	for i := range f.Centres {
		f.Centres[i].Day = day
	}
	return f.Centres, nil
}

// check says what of a centre cannot be.
func (c Centre) check() error {
	bad := func(what string) error { return fmt.Errorf("people: %s: %s", c.Slug, what) }
	weight := 0
	for _, v := range c.Villages {
		if v.Weight <= 0 || len(v.Hamlets) == 0 || len(v.Code) != len("35.10.20.2001") || !v.middle().Valid() {
			return bad("village " + v.Code + " has no hamlet, weight, code or point")
		}
		weight += v.Weight
	}
	shares := 0
	for _, s := range c.Regions {
		shares += s
	}
	switch {
	case weight == 0:
		return bad("no village")
	case shares <= 0:
		return bad("no region whose names people bear")
	case !validDay(c.Day):
		return bad("no day")
	case len(c.Phones) > 8 || !strings.HasPrefix(c.Phones, "0899000"):
		return bad("phones outside of what is invented")
	case min(c.Families, c.Pregnant, c.Small, c.Alone, c.Overdue) < 0 || c.Overdue > c.Pregnant:
		return bad("a number below nothing, or more overdue than pregnant")
	case c.Pregnant+c.Small+c.Alone > c.Families:
		// each may need a family of its own
		return bad("fewer families than pregnant women, small children and elders alone together")
	}
	return nil
}
