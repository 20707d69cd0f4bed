package people

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sambang/internal/core/geo"
)

//go:embed places.json
var placesFile []byte

// words are places.json: what stands in villages.
type words struct {
	Sides     []string            `json:"sides"`
	Turns     []string            `json:"turns"`
	Stands    map[string][]string `json:"stands"`
	Ways      []string            `json:"ways"`
	Flowers   []string            `json:"flowers"`
	Groups    []string            `json:"groups"`
	Elsewhere []string            `json:"elsewhere"`
}

func readWords() (words, error) {
	var w words
	if err := json.Unmarshal(placesFile, &w); err != nil {
		return w, fmt.Errorf("people: places.json: %w", err)
	}
	return w, nil
}

// How a town lies, by what it lies in: metres between the houses of one RT, and
// how many houses an RT has. Our own estimate from looking at maps.
var lands = map[string]struct {
	apart    float64
	perRT    int
	outlying float64 // percent of houses far from the others
}{
	"village": {55, 30, 2},
	"forest":  {110, 26, 9},
	"city":    {22, 36, 0},
}

// pointless is the percent of houses where nobody has been with a phone yet.
const pointless = 3

// builder puts houses into hamlets.
type builder struct {
	d     dice
	c     Centre
	t     *Town
	words words
	names names
	// where are all houses' points, also of those whose point nobody knows.
	where []geo.Point
	ten   int // groups named so far
}

// build makes the houses for as many families as there are wishes, household by
// household in the order of the wishes.
func (b *builder) build(wishes []wish) {
	weights := make([]int, len(b.c.Villages))
	for i, v := range b.c.Villages {
		weights[i] = v.Weight
	}
	at := 0
	for i, n := range shares(len(wishes), weights) {
		b.village(b.c.Villages[i], wishes[at:at+n])
		at += n
	}
	unknown := (len(b.t.Houses)*pointless + 50) / 100
	if len(b.t.Houses) >= 2 {
		unknown = max(2, unknown)
	}
	for _, i := range b.d.Perm(len(b.t.Houses))[:min(unknown, len(b.t.Houses))] {
		b.t.Houses[i].Point = geo.Point{}
	}
}

// village settles its families: the first hamlet is the largest.
func (b *builder) village(v Village, wishes []wish) {
	weights := make([]int, len(v.Hamlets))
	for i := range weights {
		weights[i] = 2
	}
	weights[0] = 3
	turn, at, number := b.d.Float64()*2*math.Pi, 0, 1
	for i, n := range shares(len(wishes), weights) {
		middle := v.middle()
		if len(v.Hamlets) > 1 {
			angle := turn + 2*math.Pi*float64(i)/float64(len(v.Hamlets)) + b.d.span(-0.3, 0.3)
			middle = aside(middle, v.Spread*b.d.span(0.45, 1), angle)
		}
		rw := i + 1
		if told, ok := strings.CutPrefix(v.Hamlets[i], "RW "); ok {
			rw, _ = strconv.Atoi(told) // centres.json says RW 13
		}
		b.hamlet(v, i, fmt.Sprintf("%03d", rw), middle, wishes[at:at+n], &number)
		at += n
	}
}

func (b *builder) hamlet(v Village, i int, rw string, middle geo.Point, wishes []wish, number *int) {
	post := len(b.t.Posyandu)
	b.t.Posyandu = append(b.t.Posyandu, Posyandu{Name: b.posyandu(v, i), Village: v.Code, Hamlet: v.Hamlets[i],
		OpenDay: 4 + (post*5+2)%22, Point: aside(middle, b.d.span(10, 80), b.d.span(0, 2*math.Pi))})
	land := lands[b.c.Land]
	rts := max(1, (len(wishes)+land.perRT/2)/land.perRT)
	turn := b.d.span(0, 2*math.Pi)
	for rt, at := 0, 0; rt < rts; rt++ {
		next := len(wishes) * (rt + 1) / rts
		centre := aside(middle, land.apart*3.2*math.Sqrt(float64(rts-1)), turn+2*math.Pi*float64(rt)/float64(rts))
		like := House{Village: v.Code, Hamlet: v.Hamlets[i], RT: fmt.Sprintf("%03d", rt+1), RW: rw, Posyandu: post}
		b.neighbours(like, centre, wishes[at:next], number)
		at = next
	}
}

// posyandu names one: as the village says, or after a flower, with a number when
// the flowers are used up.
func (b *builder) posyandu(v Village, hamlet int) string {
	if hamlet < len(v.Posyandu) {
		return v.Posyandu[hamlet]
	}
	n := len(b.t.Posyandu)
	name := b.words.Flowers[n%len(b.words.Flowers)]
	if round := n / len(b.words.Flowers); round > 0 {
		name += " " + strconv.Itoa(round+1)
	}
	return name
}

// crowded is the percent of families who share a house with their neighbours:
// mostly a young couple with its own card in the parents' house.
const crowded = 4

// neighbours puts the families of one RT into houses, and the houses into tens.
func (b *builder) neighbours(like House, centre geo.Point, wishes []wish, number *int) {
	land := lands[b.c.Land]
	first, last := len(b.t.Houses), None
	for _, w := range wishes {
		h := len(b.t.Households)
		if last == None || w.shape == alone || !b.d.yes(crowded) {
			house := like
			house.Number, house.Landmark, house.Point = *number, b.landmark(), b.scatter(centre, land.apart, land.outlying)
			b.where = append(b.where, house.Point)
			last = len(b.t.Houses)
			b.t.Houses = append(b.t.Houses, house)
			*number++
		}
		b.t.Houses[last].Households = append(b.t.Houses[last].Households, h)
		b.t.Households = append(b.t.Households, Household{House: last})
		if w.shape == alone {
			last = None // nobody moves in with an elder who lives alone
		}
	}
	b.tens(first, like.Posyandu)
}

func (b *builder) scatter(centre geo.Point, apart, outlying float64) geo.Point {
	if b.d.yes(outlying) {
		apart *= 4
	}
	return rounded(geo.Point{Lat: centre.Lat + north(b.d.near(0, apart, -3*apart, 3*apart)), Lon: centre.Lon + east(b.d.near(0, apart, -3*apart, 3*apart), centre.Lat)})
}

// tens groups the houses of an RT from first on: from one house to the nearest
// that is left, ten at a time, as a cadre walks.
func (b *builder) tens(first, posyandu int) {
	left := make([]int, 0, len(b.t.Houses)-first)
	for i := first; i < len(b.t.Houses); i++ {
		left = append(left, i)
	}
	for n := 0; len(left) > 0; n++ {
		near := 0
		if n > 0 {
			last := b.t.Tens[len(b.t.Tens)-1].Houses
			here := b.where[last[len(last)-1]]
			for i := range left {
				if here.Metres(b.where[left[i]]) < here.Metres(b.where[left[near]]) {
					near = i
				}
			}
		}
		if n%TenSize == 0 {
			name := b.words.Groups[b.ten%len(b.words.Groups)] + " " + strconv.Itoa(b.ten/len(b.words.Groups)+1)
			b.t.Tens = append(b.t.Tens, Ten{Name: name, Posyandu: posyandu, Cadre: None})
			b.ten++
		}
		group := len(b.t.Tens) - 1
		b.t.Tens[group].Houses = append(b.t.Tens[group].Houses, left[near])
		b.t.Houses[left[near]].Ten = group
		left = append(left[:near], left[near+1:]...)
	}
}

// landmark is how to find a house; one in seven has none.
func (b *builder) landmark() string {
	if b.d.yes(14) {
		return ""
	}
	stands := b.words.Stands[b.c.Land]
	if b.c.Land == "forest" && b.d.yes(50) {
		stands = b.words.Stands["village"]
	}
	who := "Bu " + b.names.find("jv", Female, 1965).first.draw(b.d)
	if b.d.yes(50) {
		who = "Pak " + b.names.find("jv", Male, 1965).first.draw(b.d)
	}
	return strings.NewReplacer("{side}", pick(b.d, b.words.Sides), "{turn}", pick(b.d, b.words.Turns), "{by}", pick(b.d, stands), "{who}", who,
		"{n}", strconv.Itoa(b.d.between(2, 6))).Replace(pick(b.d, b.words.Ways))
}

// perDegree is metres of a degree of latitude on the sphere of core/geo.
const perDegree = geo.EarthRadius * math.Pi / 180

func north(metres float64) float64 { return metres / perDegree }

func east(metres, lat float64) float64 { return metres / (perDegree * math.Cos(lat*math.Pi/180)) }

func aside(p geo.Point, metres, angle float64) geo.Point {
	return rounded(geo.Point{Lat: p.Lat + north(metres*math.Sin(angle)), Lon: p.Lon + east(metres*math.Cos(angle), p.Lat)})
}

// rounded keeps five decimals, about a metre: what a phone knows at best, and the
// same on every machine.
func rounded(p geo.Point) geo.Point {
	return geo.Point{Lat: math.Round(p.Lat*1e5) / 1e5, Lon: math.Round(p.Lon*1e5) / 1e5}
}
