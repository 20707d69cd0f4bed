package call

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/need"
)

//go:embed found.json
var foundFile []byte

// seen is one thing that was found on the way, and how far it has come.
type seen struct {
	Kind   string `json:"kind"`
	What   string `json:"what"`
	Ago    int    `json:"ago"` // days before the last
	Agency string `json:"agency"`
	Asked  int    `json:"asked"` // days after it was found
	Remind []int  `json:"remind"`
	Closed int    `json:"closed"`
	Reason string `json:"reason"`
	Words  string `json:"words"`
}

// said is one complaint, and what was answered.
type said struct {
	Kind     string `json:"kind"`
	Door     string `json:"door"`
	What     string `json:"what"`
	Name     string `json:"name"`
	Ago      int    `json:"ago"`
	Against  string `json:"against"`
	Answered int    `json:"answered"`
	Words    string `json:"words"`
}

// given is aid that a household has had.
type given struct {
	Kind     string `json:"kind"`
	Giver    string `json:"giver"`
	Quantity string `json:"quantity"`
	House    int    `json:"house"`
	Ago      int    `json:"ago"`
}

// found are the findings, the aid and the complaints of the days; what was found before
// the first day is told on it, for the moment at which it was seen.
func (c care) found(first time.Time, last instant.Instant) (steps []step) {
	var all struct {
		Found      []seen  `json:"found"`
		Complaints []said  `json:"complaints"`
		Aid        []given `json:"aid"`
	}
	if err := json.Unmarshal(foundFile, &all); err != nil || len(c.people) == 0 {
		return []step{{instant.Of(first), func() error { return err }}}
	}
	today := midnight(last, c.zone)
	on := func(ago int, do func(at instant.Instant) error) {
		at := today.AddDate(0, 0, -ago).Add(10 * time.Hour)
		when := instant.Of(at)
		if at.Before(first) {
			at = first.Add(6 * time.Hour)
		}
		if when.Before(last) {
			steps = append(steps, step{instant.Of(at), func() error { return do(when) }})
		}
	}
	for i, f := range all.Found {
		c.finding(i, f, on)
	}
	for i, g := range all.Aid {
		h := c.people[g.House%len(c.people)]
		on(g.Ago, func(at instant.Instant) error {
			return c.tell(as("petugas-sempu"), c.name("aid %d", i), "aid.give", finding.Give{Aid: named(fmt.Sprintf("aid %d", i)), Household: h.household, Kind: g.Kind, Giver: g.Giver,
				On: at.Day(c.zone), Quantity: g.Quantity})
		})
	}
	for i, s := range all.Complaints {
		c.complaint(i, s, on)
	}
	return steps
}

func (c care) finding(i int, f seen, on func(int, func(instant.Instant) error)) {
	id, h := named(fmt.Sprintf("finding %d", i)), c.houses[chance(fmt.Sprintf("finding %d", i))%len(c.houses)]
	tell := func(ago int, by access.Actor, verb string, n int, body any) {
		on(ago, func(instant.Instant) error { return c.tell(by, c.name("%s %d %d", verb, i, n), verb, body) })
	}
	keeper := as("sanitarian-sempu")
	if f.Kind == finding.Food {
		keeper = as("gizi-sempu")
	}
	on(f.Ago, func(at instant.Instant) error {
		by := as([]string{"sopir-sempu", "dokter-sempu", "perawat-sempu"}[i%3])
		_, err := c.sayAt(at, by, c.name("finding %d", i), "finding.report", finding.Tell{Finding: id, Kind: f.Kind, House: h.ID, What: f.What})
		return err
	})
	if f.Agency != "" {
		tell(f.Ago-f.Asked, keeper, "finding.coordinate", 0, finding.Coordinate{Finding: id, Agency: f.Agency})
	}
	for n, days := range f.Remind {
		tell(f.Ago-days, keeper, "finding.remind", n, finding.Remind{Finding: id})
	}
	if f.Closed > 0 {
		tell(f.Ago-f.Closed, keeper, "finding.close", 0, finding.End{Finding: id, Reason: f.Reason, Words: f.Words, Evidence: "Dilihat kader waktu sambang"})
	}
}

func (c care) complaint(i int, s said, on func(int, func(instant.Instant) error)) {
	id := named(fmt.Sprintf("complaint %d", i))
	tell := func(ago int, key, verb string, body any) {
		on(ago, func(instant.Instant) error { return c.tell(as(key), c.name("%s %d", verb, i), verb, body) })
	}
	tell(s.Ago, "pengatur-sempu", "need.complain", need.Complain{Case: id, Kind: s.Kind, Door: s.Door, What: s.What, Name: s.Name, Phone: fmt.Sprintf("0899000007%02d", 10+i)})
	if s.Answered == 0 {
		return
	}
	sort := need.SortComplaint{Case: id, Kind: s.Kind}
	if s.Against != "" {
		sort.Against = append(sort.Against, worker(s.Against))
	}
	tell(s.Ago-s.Answered+1, "kepala-sempu", "need.sort_complaint", sort)
	tell(s.Ago-s.Answered, "kepala-sempu", "need.answer", need.AnswerComplaint{Case: id, Words: s.Words, Told: "spoken"})
	tell(s.Ago-s.Answered, "kepala-sempu", "need.close", need.Close{Case: id, Outcome: "solved", Reason: "Pelapor menerima jawaban"})
}
