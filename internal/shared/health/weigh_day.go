package health

import (
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/growth"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// PosyanduDay is a posyandu's month as who stands at the scales needs it.
type PosyanduDay struct {
	Posyandu ident.ID `json:"posyandu"`
	Name     string   `json:"name"`
	Village  string   `json:"village"`
	Month    string   `json:"month"`
	// On is the day on which it opens in that month, empty where nobody has said.
	On string `json:"on,omitempty"`
	// Lengths: in this month every child is measured; Vitamin: it is a month of capsules.
	Lengths bool `json:"lengths"`
	Vitamin bool `json:"vitamin"`
	// ArmLimitMM and GapBreaks2T are the policy's (WeighSettings), by which a phone without
	// signal says who has to be looked at.
	ArmLimitMM  int64      `json:"arm_limit_mm"`
	GapBreaks2T bool       `json:"gap_breaks_2t"`
	Children    []DayChild `json:"children"`
}

// DayChild is a child of the posyandu: who is expected, and what the last time said.
type DayChild struct {
	Child  ident.ID `json:"child"`
	Guest  bool     `json:"guest,omitempty"`
	Name   string   `json:"name"`
	Sex    string   `json:"sex,omitempty"`
	Born   string   `json:"born,omitempty"`
	Months int      `json:"months"`
	// Last is the weighing before that month, Now the one of it.
	Last *GrowthLine `json:"last,omitempty"`
	Now  *GrowthLine `json:"now,omitempty"`
	// LeastG is the least gain in grams that counts as risen, when it was weighed last month.
	LeastG int64 `json:"least_g,omitempty"`
	// Capsule is blue or red where vitamin A is due in this month, by age.
	Capsule string `json:"capsule,omitempty"`
}

// DayOf reads a month (YYYY-MM) of a posyandu: its children under five by name, then the
// guests who came within the last half year.
func DayOf(q journal.Query, posyandu ident.ID, month string) (d PosyanduDay, err error) {
	p, found, err := registry.Posyandus.Get(q.Tx, q.Facility, posyandu)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return d, err
	}
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return d, fault.BadField("body.bad_date", "month")
	}
	set, _, err := WeighPolicy.Get(q)
	if err != nil {
		return d, err
	}
	d = PosyanduDay{Posyandu: p.ID, Name: p.Name, Village: p.Village, Month: month, Children: []DayChild{},
		Lengths: slices.Contains(set.LengthMonths, int64(first.Month())), Vitamin: slices.Contains(set.VitaminMonths, int64(first.Month())), ArmLimitMM: set.ArmLimitMM, GapBreaks2T: set.GapBreaks2T}
	last := first.AddDate(0, 1, -1)
	d.On = opens(p.OpenDay, first, last)
	cards, err := cardsOfPost(q, p.ID, first, last)
	for _, id := range cards {
		if err == nil {
			err = d.add(q, id, first, last)
		}
	}
	slices.SortStableFunc(d.Children, func(a, b DayChild) int {
		switch {
		case a.Guest != b.Guest && a.Guest:
			return 1
		case a.Guest != b.Guest:
			return -1
		case a.Name < b.Name:
			return -1
		case a.Name > b.Name:
			return 1
		}
		return 0
	})
	return d, err
}

// opens is the day of the month on which a posyandu opens; a 31st is the last of a shorter
// month.
func opens(day int64, first, last time.Time) string {
	if day < 1 {
		return ""
	}
	return first.AddDate(0, 0, int(min(day, int64(last.Day())))-1).Format(time.DateOnly)
}

// cardsOfPost lists the children of a posyandu who are under five at the month's end, and
// its guests.
func cardsOfPost(q journal.Query, posyandu ident.ID, first, last time.Time) (out []ident.ID, err error) {
	children, err := registry.People.Where(q.Tx, "facility_id = $1 AND posyandu = $2 AND state = 'active' AND born > $3 AND born <= $4", q.Facility, posyandu,
		first.AddDate(-5, 0, 0).Format(time.DateOnly), last.Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	for _, p := range children {
		if registry.Lives(p.Kind) {
			out = append(out, p.ID)
		}
	}
	guests, err := GrowthCards.Where(q.Tx, "facility_id = $1 AND posyandu = $2 AND guest = $3 AND last_on > $4 ORDER BY id", q.Facility, posyandu, true,
		first.AddDate(0, -6, 0).Format(time.DateOnly))
	for _, g := range guests {
		out = append(out, g.ID)
	}
	return out, err
}

// add puts a child into the day.
func (d *PosyanduDay) add(q journal.Query, id ident.ID, first, last time.Time) error {
	card, found, err := CardOf(q, id)
	if err == nil && !found {
		err = card.who(q, GrowthCard{ID: id})
	}
	if err != nil {
		return err
	}
	c := DayChild{Child: id, Guest: card.Guest, Name: card.Name, Sex: card.Sex, Born: card.Born, Months: age.Months(card.Born, last.Format(time.DateOnly))}
	for i, l := range card.Lines {
		switch {
		case l.On < first.Format(time.DateOnly):
			c.Last = &card.Lines[i]
		case l.On <= last.Format(time.DateOnly):
			c.Now = &card.Lines[i]
		}
	}
	if c.Last != nil && c.Last.On >= first.AddDate(0, -1, 0).Format(time.DateOnly) {
		grams, _ := growth.LeastGain(sexOf(c.Sex), int32(c.Months))
		c.LeastG = int64(grams)
	}
	if d.Vitamin {
		c.Capsule = capsule(c.Months)
	}
	d.Children = append(d.Children, c)
	return nil
}

// capsule is which one a child of so many months gets: blue at 6 to 11, red at 12 to 59.
func capsule(months int) string {
	switch {
	case months >= 6 && months <= 11:
		return Blue
	case months >= 12 && months <= lastWeighMonth:
		return Red
	}
	return ""
}
