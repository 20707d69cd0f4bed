package holiday_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// list is a health centre's list of days off, at noon of a day.
type list struct {
	*stagetest.Stage
	officer access.Actor
}

func both(t *testing.T, day string, story func(l list)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		l := list{Stage: stagetest.Open(t, db, ident.Named("Puskesmas Coblong"), stagetest.Local(day, "12:00"), registry.Room{}, task.Room{}, workforce.Room{}, holiday.Room{})}
		l.Found("coblong", "Puskesmas Coblong", registry.InVillage{Code: "32.73.02.1004", Name: "Dago", Lat: -6.88, Lon: 107.61})
		l.Employ(ident.Named("wati"), access.Officer)
		l.officer = stagetest.Desk(l.Facility, ident.Named("wati"), access.Officer)
		story(l)
		l.Verify()
	})
}

// days are those of the list as the desk reads them, with kind and name.
func (l list) days() (all []string) {
	l.T.Helper()
	l.Query(func(q journal.Query) error {
		rows, err := holiday.Holidays.Where(q.Tx, "facility_id = $1 ORDER BY day", q.Facility)
		for _, h := range rows {
			v, _, bad := holiday.Room{}.Shows()["milk_holiday"](q, h.ID)
			qt.Assert(l.T, qt.IsNil(bad))
			all = append(all, strings.Join([]string{h.Day, h.Kind, v.(holiday.View).Name}, " "))
		}
		return err
	})
	return all
}

// One press in August 2026: what is over is not written, what the officer wrote stays as
// it is, and of 2027 the fixed days alone are known.
func TestOnePressWritesTheNationalHolidaysThatAreNotThereYet(t *testing.T) {
	both(t, "2026-08-17", func(l list) {
		l.Must(l.officer, "schedule.set_holiday", holiday.SetHoliday{Day: "2026-08-25", Kind: holiday.Own, Name: "Maulid bersama warga"})
		l.Must(l.officer, "schedule.fill_holidays", holiday.FillHolidays{})
		qt.Check(l.T, qt.DeepEquals(l.days(), []string{
			"2026-08-17 national Proklamasi Kemerdekaan", "2026-08-25 own Maulid bersama warga", "2026-12-25 national Kelahiran Yesus Kristus (Natal)",
			"2027-01-01 national Tahun Baru Masehi", "2027-05-01 national Hari Buruh Internasional", "2027-06-01 national Hari Lahir Pancasila",
			"2027-08-17 national Proklamasi Kemerdekaan", "2027-12-25 national Kelahiran Yesus Kristus (Natal)",
		}))
		l.Refused(l.officer, "schedule.fill_holidays", holiday.FillHolidays{}, "schedule.holidays_filled")
	})
}

func TestADayIsOnTheListOnce(t *testing.T) {
	both(t, "2026-03-02", func(l list) {
		l.Must(l.officer, "schedule.set_holiday", holiday.SetHoliday{Day: "2026-03-09", Kind: holiday.Own, Name: "Rapat"})
		l.Refused(l.officer, "schedule.set_holiday", holiday.SetHoliday{Day: "2026-03-09", Kind: holiday.National, Name: "Lagi"}, "schedule.holiday_there")
		var at ident.ID
		l.Query(func(q journal.Query) error {
			h, _, err := holiday.Holidays.First(q.Tx, "facility_id = $1 AND day = $2", q.Facility, "2026-03-09")
			at = h.ID
			return err
		})
		l.Must(l.officer, "schedule.drop_holiday", holiday.DropHoliday{Holiday: at})
		qt.Check(l.T, qt.HasLen(l.days(), 0))
	})
}
