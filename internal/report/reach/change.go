package reach

import (
	"time"

	"sambang/internal/report/coverage"
)

// Change is the two indicators of a village over the months before the campaign came and
// over as many up to now. It is no proof: who reads it is told so beside it.
type Change struct {
	// Months is how many civil months each side has.
	Months int `json:"months"`
	// BeforeTo is the last month before, AfterFrom the first since (YYYY-MM).
	BeforeTo  string           `json:"before_to"`
	AfterFrom string           `json:"after_from"`
	Before    coverage.Figures `json:"before"`
	After     coverage.Figures `json:"after"`
}

// sideMonths is how many months are set against each other at most: those in which a baby
// born when the campaign came reaches six months. Our own figure.
const sideMonths = 6

// ChangeOf sets a village's months against each other: the month of the first contact is
// in neither side, for it is partly both. Fewer months after than sideMonths are set
// against as many before; nil before a whole month has passed.
func ChangeOf(babies []coverage.Infant, village, first, today string) *Change {
	begun, err := time.Parse(time.DateOnly, first)
	now, errNow := time.Parse(time.DateOnly, today)
	if err != nil || errNow != nil {
		return nil
	}
	months := min((now.Year()-begun.Year())*12+int(now.Month()-begun.Month())-1, sideMonths)
	if months < 1 {
		return nil
	}
	month := func(at time.Time, n int) string {
		return time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0).Format("2006-01")
	}
	c := &Change{Months: months, BeforeTo: month(begun, -1), AfterFrom: month(now, -months)}
	var there []coverage.Infant
	for _, b := range babies {
		if b.Village == village {
			there = append(there, b)
		}
	}
	c.Before = coverage.Reckon(there, month(begun, -months), c.BeforeTo, coverage.ByVillage, today).Total
	c.After = coverage.Reckon(there, c.AfterFrom, month(now, -1), coverage.ByVillage, today).Total
	return c
}
