package reach

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"sambang/internal/core/ident"
)

// Kinds of a fact: how people were reached and what came of it. Those of a contact are
// named as in programme/campaign.
const (
	Leaflet   = "leaflet"
	Talk      = "talk"
	Massage   = "massage"
	Referral  = "referral"
	Scan      = "scan"
	Told      = "told"
	Confirmed = "confirmed"
	Visited   = "visited"
	Joined    = "joined"
)

// Kinds lists them in the order of a table.
var Kinds = []string{Leaflet, Talk, Massage, Referral, Scan, Told, Confirmed, Visited, Joined}

// Fact is something that happened N times on a civil day in a village, by a seller; Source
// is how it became known (scan, message, tap, weekly_count, massage, lead).
type Fact struct {
	Day     string
	Village string
	Seller  ident.ID
	Kind    string
	Source  string
	N       int
}

// Counts are sums of facts.
type Counts struct {
	// Leaflets were handed out, pocket books with them.
	Leaflets int `json:"leaflets"`
	// Talks, Massages and Referrals (sent to the posyandu) are contacts without a paper.
	Talks     int `json:"talks"`
	Massages  int `json:"massages"`
	Referrals int `json:"referrals"`
	// Scans are papers' squares opened.
	Scans int `json:"scans"`
	// Told are leads, on the day they were told; of them Confirmed said themselves that
	// they want help, Visited were met or came, Joined a support group, whenever that was.
	Told      int `json:"told"`
	Confirmed int `json:"confirmed"`
	Visited   int `json:"visited"`
	Joined    int `json:"joined"`
}

// Contacts are the people spoken to or given a paper, scans aside: whoever scans may be
// the one who was given it.
func (c Counts) Contacts() int { return c.Leaflets + c.Talks + c.Massages + c.Referrals }

func (c *Counts) add(f Fact) {
	switch f.Kind {
	case Leaflet:
		c.Leaflets += f.N
	case Talk:
		c.Talks += f.N
	case Massage:
		c.Massages += f.N
	case Referral:
		c.Referrals += f.N
	case Scan:
		c.Scans += f.N
	case Told:
		c.Told += f.N
	case Confirmed:
		c.Confirmed += f.N
	case Visited:
		c.Visited += f.N
	case Joined:
		c.Joined += f.N
	}
}

// Week is the counts of the seven days that begin on a Monday.
type Week struct {
	Monday string `json:"monday"`
	Counts
}

// Place is the counts of a village; an empty Village is of what nobody said where.
type Place struct {
	Village string `json:"village"`
	Counts
	// Weeks are the contacts of each week of Reach.Weeks.
	Weeks []int `json:"weeks"`
	// First is the civil day of the first contact or scan ever known there; empty: none.
	First string `json:"first,omitempty"`
	// Change is the village's two indicators before First and now.
	Change *Change `json:"change,omitempty"`
}

// Seller is the counts of one of them.
type Seller struct {
	Seller ident.ID `json:"seller"`
	Counts
}

// Way is the contacts that became known in one way.
type Way struct {
	Source   string `json:"source"`
	Contacts int    `json:"contacts"`
}

// Reach is what the campaign did in a span of civil days, both included.
type Reach struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Total   Counts   `json:"total"`
	Weeks   []Week   `json:"weeks"`
	Places  []Place  `json:"places"`
	Sellers []Seller `json:"sellers"`
	Ways    []Way    `json:"ways"`
}

// Reckon sums. Of villages it gives those named, also where nothing happened, and every
// other in which something did; of facts before the span it keeps only a village's first.
func Reckon(facts []Fact, villages []string, from, to string) Reach {
	out := Reach{From: from, To: to}
	index := map[string]int{}
	for monday := mondayOf(from); monday != "" && monday <= to && len(out.Weeks) < longest; monday = dayAfter(monday, 7) {
		index[monday] = len(out.Weeks)
		out.Weeks = append(out.Weeks, Week{Monday: monday})
	}
	places, sellers, ways := map[string]*Place{}, map[ident.ID]*Seller{}, map[string]*Way{}
	place := func(village string) *Place {
		if places[village] == nil {
			places[village] = &Place{Village: village, Weeks: make([]int, len(out.Weeks))}
		}
		return places[village]
	}
	for _, v := range villages {
		place(v)
	}
	for _, f := range facts {
		if f.Day > to {
			continue
		}
		if p := place(f.Village); began(f) && (p.First == "" || f.Day < p.First) {
			p.First = f.Day
		}
		week, in := index[mondayOf(f.Day)]
		if f.Day < from || !in {
			continue
		}
		out.Total.add(f)
		out.Weeks[week].add(f)
		place(f.Village).add(f)
		if contact(f) {
			place(f.Village).Weeks[week] += f.N
			of(ways, f.Source, func() *Way { return &Way{Source: f.Source} }).Contacts += f.N
		}
		if f.Seller != "" {
			of(sellers, f.Seller, func() *Seller { return &Seller{Seller: f.Seller} }).add(f)
		}
	}
	out.Places = sorted(places, func(a, b Place) int { return cmp.Compare(a.Village, b.Village) })
	out.Sellers = sorted(sellers, func(a, b Seller) int { return cmp.Or(b.Contacts()-a.Contacts(), cmp.Compare(a.Seller, b.Seller)) })
	out.Ways = sorted(ways, func(a, b Way) int { return cmp.Or(b.Contacts-a.Contacts, cmp.Compare(a.Source, b.Source)) })
	return out
}

// longest is how many weeks are counted in one go: two years.
const longest = 105

// contact reports whether somebody was spoken to or given a paper.
func contact(f Fact) bool {
	return slices.Contains([]string{Leaflet, Talk, Massage, Referral}, f.Kind)
}

// began reports whether the campaign was in the village by this.
func began(f Fact) bool { return f.N > 0 && (contact(f) || f.Kind == Scan) }

func of[K comparable, V any](all map[K]*V, key K, fresh func() *V) *V {
	if all[key] == nil {
		all[key] = fresh()
	}
	return all[key]
}

func sorted[K comparable, V any](all map[K]*V, by func(a, b V) int) []V {
	out := make([]V, 0, len(all))
	for v := range maps.Values(all) {
		out = append(out, *v)
	}
	slices.SortFunc(out, by)
	return out
}

// mondayOf is the Monday of a civil day's week; empty for no day.
func mondayOf(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 0, -(int(at.Weekday())+6)%7).Format(time.DateOnly)
}

// dayAfter is n days later.
func dayAfter(day string, n int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 0, n).Format(time.DateOnly)
}
