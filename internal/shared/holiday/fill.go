package holiday

import (
	"strconv"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// FillHolidays writes the national holidays of this year and the next that are not on
// the list yet, from today on: verb schedule.fill_holidays. Days that are over stay as
// they were worked.
type FillHolidays struct{}

// Filled is the event of national holidays that were written down together.
type Filled struct {
	Days []Set `json:"days"`
}

// filling is the list as it stands, and the civil day.
type filling struct {
	today string
	there map[string]bool
}

func loadFilling(q journal.Query) (f filling, err error) {
	here, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return f, err
	}
	f = filling{today: q.Now.Day(here.Location()), there: map[string]bool{}}
	all, err := Between(q, f.today, strconv.Itoa(yearOf(f.today)+1)+"-12-31")
	for _, day := range all {
		f.there[day] = true
	}
	return f, err
}

// Audiences are the desk's.
func (filling) Audiences() []string { return []string{"f"} }

// yearOf is the year of a civil day of our own making.
func yearOf(day string) int {
	year, _ := strconv.Atoi(day[:4])
	return year
}

func (f filling) fill(s journal.Said[FillHolidays]) journal.Answer {
	var e Filled
	year := yearOf(f.today)
	for _, d := range append(Nationals(year), Nationals(year+1)...) {
		if d.On < f.today || f.there[d.On] {
			continue
		}
		id := s.NewID(len(e.Days))
		e.Days = append(e.Days, Set{id, d.On, National, s.Seal(sealed, id, 1, d.title())})
	}
	if len(e.Days) == 0 {
		return journal.Refuse("schedule.holidays_filled")
	}
	return journal.Accept(e)
}

func applyFilled(tx *store.Tx, m journal.Meta, e Filled) error {
	for _, d := range e.Days {
		if err := applySet(tx, m, d); err != nil {
			return err
		}
	}
	return nil
}
