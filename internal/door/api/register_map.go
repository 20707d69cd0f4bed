package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// mostPoints is how many points one answer holds; of more, every second, third and
// so on is sent, and the map asks again when it is drawn nearer.
const mostPoints = 6000

// RegisterMap is the points of a part of the earth.
type RegisterMap struct {
	// Points are [id, latitude, longitude, flags]: short, for there are thousands.
	Points [][]any `json:"points"`
	// Flags are the names of the flags: the first is 1, the second 2, the third 4.
	Flags []string `json:"flags"`
	// Total counts the points there; More says that not all of them were sent.
	Total int  `json:"total"`
	More  bool `json:"more"`
	// Pointless counts the houses in reach of which nobody knows where they stand.
	Pointless int64 `json:"pointless"`
}

// HouseCard is one house as the map shows it, whole, so that its point can be set.
type HouseCard struct {
	House     ident.ID  `json:"house"`
	Code      string    `json:"code"`
	Village   string    `json:"village"`
	Group     ident.ID  `json:"ten_house_group,omitempty"`
	Hidden    bool      `json:"hidden_address,omitempty"`
	Hamlet    string    `json:"hamlet,omitempty"`
	RT        string    `json:"rt,omitempty"`
	RW        string    `json:"rw,omitempty"`
	Street    string    `json:"street,omitempty"`
	Landmark  string    `json:"landmark,omitempty"`
	Direction string    `json:"directions,omitempty"`
	Home      geo.Point `json:"home,omitzero"`
	Photos    []string  `json:"photos"`
	// People are those who live there, with Household to open their page by.
	People []registry.ListLine `json:"people"`
	Today  string              `json:"today"`
}

// mapRoutes are the addresses of the maps: of the register, and of care.
func (a *API) mapRoutes() []Route {
	return append([]Route{
		{"GET /api/v1/register/map", "session", a.registerMap},
		{"GET /api/v1/register/houses/{id}", "session", a.houseCard},
		{"GET /api/v1/map/villages.geojson", "session", a.outlines},
	}, a.careRoutes()...)
}

// box is a part of the earth: south, west, north, east.
type box [4]float64

func (b box) holds(p geo.Point) bool {
	return p.Lat >= b[0] && p.Lat <= b[2] && p.Lon >= b[1] && p.Lon <= b[3]
}

// boxOf reads bbox=south,west,north,east; empty: the whole earth.
func boxOf(text string) (box, error) {
	if text == "" {
		return box{-90, -180, 90, 180}, nil
	}
	parts := strings.Split(text, ",")
	var b box
	if len(parts) != len(b) {
		return b, fault.BadField("body.bad_point", "bbox")
	}
	for i, part := range parts {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil {
			return b, fault.BadField("body.bad_point", "bbox")
		}
		b[i] = n
	}
	if !(geo.Point{Lat: b[0], Lon: b[1]}).Valid() || !(geo.Point{Lat: b[2], Lon: b[3]}).Valid() || b[0] > b[2] || b[1] > b[3] {
		return b, fault.BadField("body.bad_point", "bbox")
	}
	return b, nil
}

// onlyOf reads only=pregnant,alone: points with any of the flags; empty: all.
func onlyOf(text string) (flags registry.PointFlag, err error) {
	if text == "" {
		return 0, nil
	}
	for name := range strings.SplitSeq(text, ",") {
		i := slices.Index(registry.PointFlags, name)
		if i < 0 {
			return 0, fault.BadField("body.bad_choice", "only")
		}
		flags |= 1 << i
	}
	return flags, nil
}

// mapAsk is what somebody wants to see of the map.
type mapAsk struct {
	box
	only     registry.PointFlag
	village  string
	villages []string
}

func (m mapAsk) wants(p registry.Point) bool {
	return m.holds(p.At) && (m.only == 0 || p.Flags&m.only != 0) && (m.village == "" || p.Village == m.village) &&
		(m.villages == nil || slices.Contains(m.villages, p.Village))
}

// registerMap answers with points and no names. Where people live is not for the
// head's eyes nor the treasurer's: to them there is no map.
func (a *API) registerMap(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.reader(r)
	if err != nil {
		return err
	}
	if !isOne(s.Actor, knowers) {
		return fault.Absent()
	}
	by := r.URL.Query()
	narrow, err := listAsk(by, villages)
	if err != nil {
		return err
	}
	ask := mapAsk{village: narrow.Village, villages: villages}
	if ask.box, err = boxOf(by.Get("bbox")); err != nil {
		return err
	}
	if ask.only, err = onlyOf(by.Get("only")); err != nil {
		return err
	}
	out := RegisterMap{Points: [][]any{}, Flags: registry.PointFlags}
	shown := map[string]bool{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		day, err := today(q)
		if err != nil {
			return err
		}
		all, err := a.points.At(q, day)
		if err != nil {
			return err
		}
		out.fill(all, ask, shown)
		narrow.Kind, narrow.Today = registry.ListNoPoint, day
		out.Pointless, err = registry.CountList(q, narrow)
		return err
	})
	if err != nil {
		return err
	}
	if err := a.noteMap(r, s.Actor, shown); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// fill takes the points that are wanted, thinned out where there are too many.
func (m *RegisterMap) fill(all []registry.Point, ask mapAsk, shown map[string]bool) {
	var wanted []registry.Point
	for _, p := range all {
		if ask.wants(p) {
			wanted = append(wanted, p)
			shown[p.Village] = true
		}
	}
	m.Total = len(wanted)
	step := (len(wanted) + mostPoints - 1) / mostPoints
	m.More = step > 1
	for i := 0; i < len(wanted); i += max(step, 1) {
		p := wanted[i]
		m.Points = append(m.Points, []any{p.ID, round5(p.At.Lat), round5(p.At.Lon), int(p.Flags)})
	}
}

// round5 keeps five decimals: about a metre, and half as much to send.
func round5(x float64) float64 {
	if x < 0 {
		return -round5(-x)
	}
	return float64(int64(x*1e5+0.5)) / 1e5
}

// noteMap writes into the access log which villages' maps somebody saw: a line with
// thousands of houses each time the map is moved would bury every other line, and
// the map tells no name. Opening a house is a line of its own.
func (a *API) noteMap(r *http.Request, by access.Actor, shown map[string]bool) error {
	var villages []string
	for v := range shown {
		villages = append(villages, "village:"+v)
	}
	if len(villages) == 0 {
		return nil
	}
	slices.Sort(villages)
	return a.Showed(r.Context(), Showing{Facility: by.Facility, Actor: by.ID, Door: "api", Purpose: "map", People: villages})
}

// houseCard answers with one house. A hidden one is shown to the desk alone.
func (a *API) houseCard(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.reader(r)
	if err != nil {
		return err
	}
	id := ident.ID(r.PathValue("id"))
	if !isOne(s.Actor, knowers) || !id.Valid() {
		return fault.Absent()
	}
	var out HouseCard
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out, err = cardOf(q, id)
		return err
	})
	if err != nil {
		return err
	}
	desk := s.Actor.Is(access.Officer) || s.Actor.Is(access.Dispatcher)
	if villages != nil && !slices.Contains(villages, out.Village) || out.Hidden && !desk {
		return fault.Absent()
	}
	people := []string{"house:" + string(id)}
	for _, l := range out.People {
		people = append(people, "person:"+string(l.Person))
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "house", People: people}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// cardOf reads a house with everybody in it.
func cardOf(q journal.Query, id ident.ID) (out HouseCard, err error) {
	h, at, found, err := registry.OpenHouse(q, id)
	if err != nil || !found {
		return out, absentOr(err)
	}
	out = HouseCard{House: h.ID, Code: h.Code, Village: h.Village, Group: h.Group, Hidden: h.HiddenAddress, Hamlet: at.Hamlet, RT: at.RT, RW: at.RW,
		Street: at.Street, Landmark: at.Landmark, Direction: at.Directions, Home: at.Home, Photos: append([]string{}, at.Photos...)}
	if out.Today, err = today(q); err != nil {
		return out, err
	}
	people, err := registry.LivingIn(q, id)
	if err != nil {
		return out, err
	}
	var ids []ident.ID
	for _, p := range people {
		ids = append(ids, p.ID)
		out.Hidden = out.Hidden || p.HiddenAddress
	}
	out.People, err = registry.ListLines(q, registry.ListUnderFive, ids, false)
	return out, err
}

// absentOr is what went wrong, or that there is no such thing.
func absentOr(err error) error {
	if err == nil {
		return fault.Absent()
	}
	return err
}

// registerMaps describes the addresses of the maps.
func (b builder) registerMaps() {
	query := func(name, what string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	points := b.operation("register.map", "Where houses stand and whom it is worth going to; no names", nil, b.of(RegisterMap{}))
	points.Parameters = []*huma.Param{query("bbox", "south,west,north,east"), query("only", "Flags, with commas: points that have any of them."), query("village", "")}
	house := b.operation("register.house", "A house with who lives in it", nil, b.of(HouseCard{}))
	house.Parameters = []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}}
	shapes := b.operation("map.villages", "The outlines of the villages, where there are any (GeoJSON)", nil, nil)
	delete(shapes.Responses, "204")
	shapes.Responses["200"] = &huma.Response{Description: "A FeatureCollection of Polygon and MultiPolygon with code and name.",
		Content: map[string]*huma.MediaType{"application/geo+json": {Schema: &huma.Schema{Type: huma.TypeObject}}}}
	b.doc.Paths["/api/v1/register/map"] = &huma.PathItem{Get: points}
	b.doc.Paths["/api/v1/register/houses/{id}"] = &huma.PathItem{Get: house}
	b.doc.Paths["/api/v1/map/villages.geojson"] = &huma.PathItem{Get: shapes}
	b.careMaps()
}
