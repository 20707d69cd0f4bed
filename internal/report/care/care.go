package care

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
)

// The bands of a wait: how long ago somebody came last, measured by the rhythm of
// rounds (policy "rounds", 30 days unless it says otherwise).
const (
	// Fresh: within one rhythm. Due: within two. Long: longer. Never: nobody ever came.
	Fresh = "fresh"
	Due   = "due"
	Long  = "long"
	Never = "never"
)

// Bands are the bands from the best to the worst.
var Bands = []string{Fresh, Due, Long, Never}

// The limits of a finding's age in days: a month, a quarter.
const (
	monthDays   = 30
	quarterDays = 90
)

// nobodyCame stands for the days since a visit that never was.
const nobodyCame = -1

// Watched is somebody in a rhythm of visits.
type Watched struct {
	Person ident.ID
	// House and Code say where they live, as far as it is known and may be shown.
	House ident.ID
	Code  string
	// LastOn is the civil day of the last visit, empty when there was none.
	LastOn string
	Groups []string
}

// Found is an open finding.
type Found struct {
	Finding ident.ID
	Number  string
	Kind    string
	House   ident.ID
	Code    string
	// On is the civil day it was found.
	On      string
	Overdue bool
	State   string
}

// Hung is an alarm post that is up.
type Hung struct {
	Post       ident.ID
	House      ident.ID
	Code       string
	Responders int
	// Want says what is missing: "responders", "test", "strike".
	Want []string
}

// House is a place somebody in a rhythm lives at.
type House struct {
	// House is empty of somebody who is in no household yet.
	House ident.ID `json:"house,omitempty"`
	Code  string   `json:"code,omitempty"`
	Lat   float64  `json:"lat"`
	Lon   float64  `json:"lon"`
	// Days since somebody came, of the one there who waits longest; -1: nobody ever came.
	Days   int        `json:"days"`
	Band   string     `json:"band"`
	People []ident.ID `json:"people"`
	Groups []string   `json:"groups"`
}

// Unplaced is somebody in a rhythm of whom no place may be or can be shown.
type Unplaced struct {
	Person ident.ID `json:"person"`
	Days   int      `json:"days"`
	Band   string   `json:"band"`
	Groups []string `json:"groups"`
}

// Finding is an open finding with its age.
type Finding struct {
	Finding ident.ID `json:"finding"`
	Number  string   `json:"number,omitempty"`
	Kind    string   `json:"kind"`
	State   string   `json:"state"`
	Code    string   `json:"code,omitempty"`
	// Days since it was found; Age is "month" up to 30 of them, "quarter" up to 90, else "older".
	Days    int    `json:"days"`
	Age     string `json:"age"`
	Overdue bool   `json:"overdue,omitempty"`
	// At is where, when the house has a point that may be shown.
	At geo.Point `json:"at,omitzero"`
}

// Post is an alarm post with who would come.
type Post struct {
	Post       ident.ID  `json:"post"`
	Code       string    `json:"code,omitempty"`
	Responders int       `json:"responders"`
	Want       []string  `json:"want"`
	At         geo.Point `json:"at,omitzero"`
}

// Total counts a village. All of it is shown, zero included.
type Total struct {
	Village string `json:"village"`
	// Watched counts the people in a rhythm; the next four how long they wait.
	Watched int `json:"watched"`
	Fresh   int `json:"fresh"`
	Due     int `json:"due"`
	Long    int `json:"long"`
	Never   int `json:"never"`
	// Findings that are open by age, of them Overdue, and the age of the oldest in days.
	Findings        int `json:"findings"`
	FindingsMonth   int `json:"findings_month"`
	FindingsQuarter int `json:"findings_quarter"`
	FindingsOlder   int `json:"findings_older"`
	Overdue         int `json:"overdue"`
	OldestDays      int `json:"oldest_days"`
	// Posts that are up, and those of them something is missing of.
	Posts        int `json:"posts"`
	PostsWanting int `json:"posts_wanting"`
}

// Village is the map of one village.
type Village struct {
	Today string `json:"today"`
	// RhythmDays is the limit of the band "fresh"; twice it that of "due".
	RhythmDays int        `json:"rhythm_days"`
	Total      Total      `json:"total"`
	Houses     []House    `json:"houses"`
	Unplaced   []Unplaced `json:"unplaced"`
	Findings   []Finding  `json:"findings"`
	Posts      []Post     `json:"posts"`
}

// Overview is every village in reach in figures.
type Overview struct {
	Today      string  `json:"today"`
	RhythmDays int     `json:"rhythm_days"`
	Villages   []Total `json:"villages"`
}

// Facts are what a map is drawn from.
type Facts struct {
	Village    string
	Today      string
	RhythmDays int
	Watched    []Watched
	Found      []Found
	Hung       []Hung
	// At says where a house, or somebody in no household, stands; who is not in it is shown nowhere.
	At map[ident.ID]geo.Point
}

// Count counts a village.
func Count(f Facts) Total {
	t := Total{Village: f.Village, Watched: len(f.Watched), Findings: len(f.Found), Posts: len(f.Hung)}
	for _, w := range f.Watched {
		*t.band(bandOf(daysSince(w.LastOn, f.Today), f.RhythmDays))++
	}
	for _, x := range f.Found {
		days := max(0, daysSince(x.On, f.Today))
		t.OldestDays = max(t.OldestDays, days)
		*t.age(ageOf(days))++
		if x.Overdue {
			t.Overdue++
		}
	}
	for _, p := range f.Hung {
		if len(p.Want) > 0 {
			t.PostsWanting++
		}
	}
	return t
}

func (t *Total) band(name string) *int {
	switch name {
	case Fresh:
		return &t.Fresh
	case Due:
		return &t.Due
	case Long:
		return &t.Long
	}
	return &t.Never
}

func (t *Total) age(name string) *int {
	switch name {
	case ageMonth:
		return &t.FindingsMonth
	case ageQuarter:
		return &t.FindingsQuarter
	}
	return &t.FindingsOlder
}

// Draw makes the map of a village: those who wait longest first.
func Draw(f Facts) Village {
	v := Village{Today: f.Today, RhythmDays: f.RhythmDays, Total: Count(f), Houses: f.houses(), Unplaced: f.unplaced(), Findings: []Finding{}, Posts: []Post{}}
	for _, x := range f.Found {
		days := max(0, daysSince(x.On, f.Today))
		one := Finding{Finding: x.Finding, Number: x.Number, Kind: x.Kind, State: x.State, Days: days, Age: ageOf(days), Overdue: x.Overdue}
		one.At, one.Code = f.place(x.House, x.Code)
		v.Findings = append(v.Findings, one)
	}
	for _, p := range f.Hung {
		one := Post{Post: p.Post, Responders: p.Responders, Want: append([]string{}, p.Want...)}
		one.At, one.Code = f.place(p.House, p.Code)
		v.Posts = append(v.Posts, one)
	}
	slices.SortFunc(v.Findings, func(a, b Finding) int { return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(a.Finding, b.Finding)) })
	slices.SortFunc(v.Posts, func(a, b Post) int { return cmp.Or(cmp.Compare(len(b.Want), len(a.Want)), cmp.Compare(a.Post, b.Post)) })
	return v
}

// place gives point and code of a house, or nothing where it may not be shown.
func (f Facts) place(house ident.ID, code string) (geo.Point, string) {
	at, shown := f.At[house]
	if !shown {
		return geo.Point{}, ""
	}
	return at, code
}

// houses gathers people by where they live: the one who waits longest speaks for the house.
func (f Facts) houses() []House {
	at := map[ident.ID]*House{}
	all := []*House{}
	for _, w := range f.Watched {
		key := w.key()
		point, shown := f.At[key]
		if !shown {
			continue
		}
		h := at[key]
		if h == nil {
			h = &House{House: w.House, Code: w.Code, Lat: point.Lat, Lon: point.Lon, Groups: []string{}}
			at[key], all = h, append(all, h)
		}
		days := daysSince(w.LastOn, f.Today)
		if len(h.People) == 0 || waited(days) > waited(h.Days) {
			h.Days = days
		}
		h.People = append(h.People, w.Person)
		h.Groups = joined(h.Groups, w.Groups)
	}
	out := make([]House, 0, len(all))
	for _, h := range all {
		h.Band = bandOf(h.Days, f.RhythmDays)
		slices.Sort(h.People)
		out = append(out, *h)
	}
	slices.SortFunc(out, func(a, b House) int {
		return cmp.Or(cmp.Compare(waited(b.Days), waited(a.Days)), cmp.Compare(a.People[0], b.People[0]))
	})
	return out
}

// unplaced lists those of whom no place is shown.
func (f Facts) unplaced() []Unplaced {
	out := []Unplaced{}
	for _, w := range f.Watched {
		if _, shown := f.At[w.key()]; shown {
			continue
		}
		days := daysSince(w.LastOn, f.Today)
		out = append(out, Unplaced{Person: w.Person, Days: days, Band: bandOf(days, f.RhythmDays), Groups: joined([]string{}, w.Groups)})
	}
	slices.SortFunc(out, func(a, b Unplaced) int {
		return cmp.Or(cmp.Compare(waited(b.Days), waited(a.Days)), cmp.Compare(a.Person, b.Person))
	})
	return out
}

// key is what a place is known by: the house, or the person who is in none.
func (w Watched) key() ident.ID {
	if w.House == "" {
		return w.Person
	}
	return w.House
}

func joined(all, more []string) []string {
	for _, one := range more {
		if one = strings.TrimSpace(one); one != "" && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	slices.Sort(all)
	return all
}

// waited orders days: nobody ever came is longer than any number of them.
func waited(days int) int {
	if days == nobodyCame {
		return 1 << 30
	}
	return days
}

func bandOf(days, rhythm int) string {
	switch {
	case days == nobodyCame:
		return Never
	case days <= rhythm:
		return Fresh
	case days <= 2*rhythm:
		return Due
	}
	return Long
}

const (
	ageMonth   = "month"
	ageQuarter = "quarter"
	ageOlder   = "older"
)

func ageOf(days int) string {
	switch {
	case days <= monthDays:
		return ageMonth
	case days <= quarterDays:
		return ageQuarter
	}
	return ageOlder
}

// daysSince counts whole days between two civil days; a day that is none, or lies
// ahead of today by a wrong clock, is no visit that never was: the one is -1, the other 0.
func daysSince(on, today string) int {
	from, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return nobodyCame
	}
	to, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return nobodyCame
	}
	return max(0, int(to.Sub(from).Hours()/24))
}
