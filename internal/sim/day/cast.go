package day

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/sim/phone"
)

//go:embed cast.json
var castFile []byte

//go:embed villages.csv
var villageFile string

// cast is everybody of the demo, as cast.json tells them.
type cast struct {
	Slug            string   `json:"slug"`
	Name            string   `json:"name"`
	Zone            string   `json:"zone"`
	ServicePhone    string   `json:"service_phone"`
	EmergencyNumber string   `json:"emergency_number"`
	Base            spot     `json:"base"`
	Staff           []staff  `json:"staff"`
	Workplaces      []spot   `json:"workplaces"`
	Mothers         []mother `json:"mothers"`

	villages []registry.InVillage
}

// spot is a place told from the middle of a village, in metres.
type spot struct {
	Key     string  `json:"key"`
	Label   string  `json:"label"`
	Note    string  `json:"note"`
	Village string  `json:"village"`
	East    float64 `json:"east"`
	North   float64 `json:"north"`
}

// staff is somebody who works there.
type staff struct {
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Phone    string   `json:"phone"`
	Kinds    []string `json:"kinds"`
	Roles    []string `json:"roles"`
	Villages []string `json:"villages"`
	// KMH is how fast a courier rides.
	KMH float64 `json:"kmh"`
}

// mother is a mother with who is around her.
type mother struct {
	Key        string `json:"key"`
	Name       string `json:"name"`
	Phone      string `json:"phone"`
	Village    string `json:"village"`
	Workplace  string `json:"workplace"`
	Hidden     bool   `json:"hidden"`
	Home       spot   `json:"home"`
	Recipients []kin  `json:"recipients"`
	Baby       struct {
		Name string `json:"name"`
		Days int    `json:"days"` // old, when the demo begins
	} `json:"baby"`
}

// kin is somebody a mother names to receive her milk.
type kin struct {
	Name     string `json:"name"`
	Relation string `json:"relation"`
	Phone    string `json:"phone"`
}

func readCast() (cast, error) {
	var c cast
	if err := json.Unmarshal(castFile, &c); err != nil {
		return c, fmt.Errorf("day: cast.json: %w", err)
	}
	table := csv.NewReader(strings.NewReader(villageFile))
	table.Comment = '#'
	lines, err := table.ReadAll()
	if err != nil {
		return c, fmt.Errorf("day: villages.csv: %w", err)
	}
	for _, l := range lines[1:] {
		lat, err1 := strconv.ParseFloat(l[2], 64)
		lon, err2 := strconv.ParseFloat(l[3], 64)
		if err1 != nil || err2 != nil {
			return c, fmt.Errorf("day: villages.csv: %s has no point", l[0])
		}
		c.villages = append(c.villages, registry.InVillage{Code: l[0], Name: l[1], Lat: lat, Lon: lon})
	}
	return c, nil
}

// village finds a village by name; the cast names only those of the file.
func (c cast) village(name string) registry.InVillage {
	for _, v := range c.villages {
		if v.Name == name {
			return v
		}
	}
	return registry.InVillage{}
}

func (c cast) point(s spot) geo.Point {
	v := c.village(s.Village)
	return phone.Offset(geo.Point{Lat: v.Lat, Lon: v.Lon}, s.East, s.North)
}

func (c cast) place(s spot) dispatch.Place {
	p := c.point(s)
	return dispatch.Place{Label: s.Label, Note: s.Note, Lat: p.Lat, Lon: p.Lon, Village: c.village(s.Village).Code}
}

func (c cast) workplace(key string) spot {
	for _, w := range c.Workplaces {
		if w.Key == key {
			return w
		}
	}
	return spot{}
}

// named makes the id of something of the demo.
func named(what string) ident.ID { return ident.Named("contoh " + what) }

// Facility is the id of the demo's health centre.
func Facility() ident.ID { return named("facility") }

func (s staff) worker() ident.ID  { return named("worker " + s.Key) }
func (s staff) phone() ident.ID   { return named("phone " + s.Key) }
func (s staff) courier() bool     { return s.Kinds[0] == "courier" }
func (s staff) password() string  { return "contoh-" + s.Key }
func (m mother) place() ident.ID  { return named("place " + m.Key) }
func (m mother) person() ident.ID { return named("mother " + m.Key) }

func (m mother) recipients() []milk.Named {
	var out []milk.Named
	for i, r := range m.Recipients {
		out = append(out, milk.Named{ID: named(fmt.Sprintf("recipient %s %d", m.Key, i)), Name: r.Name, Relation: r.Relation, Phone: r.Phone})
	}
	return out
}
