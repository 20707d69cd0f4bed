package holiday

import (
	"cmp"
	"slices"
	"strconv"

	"sambang/internal/core/text"
)

// Day is a national holiday of a year: its civil day, and the key of its name below
// "holiday." in the catalogue.
type Day struct{ On, Name string }

// fixed are the national holidays that fall on the same date every year (MM-DD): named
// in Presidential Decree (Keppres) 8/2024 on holidays, and in each year's joint decree.
var fixed = []Day{
	{"01-01", "new_year"},
	{"05-01", "labour"},
	{"06-01", "pancasila"},
	{"08-17", "independence"},
	{"12-25", "christmas"},
}

// Decree is the joint decree of three ministers (SKB Tiga Menteri: religion, manpower,
// state apparatus) that sets a year's holidays.
type Decree struct {
	Year int
	// Numbers are the decree's, as it is cited: religion, manpower, state apparatus.
	Numbers []string
	// Moving are the days that fall on another date every year.
	Moving []Day
}

// Decrees are those on record here. A year's moving days are no reckoning of ours: they
// are set by the ministers about three months before the year begins, and where the
// decree is not here they are left out. Joint leave is in the decrees too and not here:
// whether a health centre closes on it is for the health centre, which serves people
// directly and arranges its staff itself (the decree's own words).
var Decrees = []Decree{
	// SKB of 19 September 2025.
	{2026, []string{"1497/2025", "2/2025", "5/2025"}, []Day{
		{"01-16", "isra_miraj"},
		{"02-17", "imlek"},
		{"03-19", "nyepi"},
		{"03-21", "idul_fitri"},
		{"03-22", "idul_fitri"},
		{"04-03", "good_friday"},
		{"04-05", "easter"},
		{"05-14", "ascension"},
		{"05-27", "idul_adha"},
		{"05-31", "waisak"},
		{"06-16", "hijri_new_year"},
		{"08-25", "maulid"},
	}},
}

// Nationals are a year's national holidays that are known here, the earliest first.
func Nationals(year int) []Day {
	all := slices.Clone(fixed)
	for _, d := range Decrees {
		if d.Year == year {
			all = append(all, d.Moving...)
		}
	}
	for i := range all {
		all[i].On = strconv.Itoa(year) + "-" + all[i].On
	}
	slices.SortFunc(all, func(a, b Day) int { return cmp.Compare(a.On, b.On) })
	return all
}

// title is the day's name, in the language in which the decree gives it.
func (d Day) title() string { return text.T(text.ID, "holiday."+d.Name, nil) }
