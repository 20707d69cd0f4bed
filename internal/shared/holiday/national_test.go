package holiday_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/text"
	"sambang/internal/shared/holiday"
)

func TestAYearsHolidaysAreDaysInOrderWithANameInBothLanguages(t *testing.T) {
	for year := 2025; year < 2040; year++ {
		last := ""
		for _, d := range holiday.Nationals(year) {
			qt.Check(t, qt.IsTrue(calendar.IsDay(d.On) && d.On > last && strings.HasPrefix(d.On, strconv.Itoa(year))), qt.Commentf("%s after %s", d.On, last))
			qt.Check(t, qt.IsTrue(text.Has(text.ID, "holiday."+d.Name) && text.Has(text.EN, "holiday."+d.Name)), qt.Commentf("%s", d.Name))
			last = d.On
		}
	}
}

// The decree for 2026 says seventeen; of a year without its decree the fixed ones alone
// are known.
func TestMovingDaysAreThereOnlyWithTheirDecree(t *testing.T) {
	qt.Check(t, qt.HasLen(holiday.Nationals(2026), 17))
	var fixed []string
	for _, d := range holiday.Nationals(2031) {
		fixed = append(fixed, d.On)
	}
	qt.Check(t, qt.DeepEquals(fixed, []string{"2031-01-01", "2031-05-01", "2031-06-01", "2031-08-17", "2031-12-25"}))
}

// Whoever presses reads which years are known by which decree, and what is theirs to write.
func TestThePageNamesEveryYearThatIsKnownAndItsDecree(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		hint := text.T(lang, "app.schedule.fill_hint", nil)
		for _, d := range holiday.Decrees {
			for _, word := range append(d.Numbers, strconv.Itoa(d.Year)) {
				qt.Check(t, qt.IsTrue(strings.Contains(hint, word)), qt.Commentf("%s: %s", lang, word))
			}
		}
	}
}
