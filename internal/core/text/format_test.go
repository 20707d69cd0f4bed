package text

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
)

var wib = time.FixedZone("WIB", 7*3600)

func at(s string) instant.Instant {
	i, err := instant.Parse(s)
	if err != nil {
		panic(err)
	}
	return i
}

func TestTimesAreWrittenAsPeopleHereReadThem(t *testing.T) {
	i := at("2026-05-31T23:30:00Z") // already the first of June in Java
	qt.Check(t, qt.Equals(Hour(i, wib), "06.30"))
	qt.Check(t, qt.Equals(Date(ID, i, wib), "1 Jun 2026"))
	qt.Check(t, qt.Equals(Date(ID, i, time.UTC), "31 Mei 2026"))
	qt.Check(t, qt.Equals(Date(EN, i, time.UTC), "31 May 2026"))
	qt.Check(t, qt.Equals(DayDate(ID, at("2026-11-21T07:30:00Z"), wib), "Sabtu, 21 Nov 2026"))
	qt.Check(t, qt.Equals(Weekday(ID, at("2026-11-21T18:30:00Z"), wib), "Minggu, 22 Nov"))
	qt.Check(t, qt.Equals(Weekday(EN, at("2026-11-21T07:30:00Z"), wib), "Saturday, 21 Nov"))
	qt.Check(t, qt.Equals(CivilDate(ID, "2026-08-17"), "17 Agu 2026"))
	qt.Check(t, qt.Equals(CivilDate(ID, "kemarin"), "kemarin"))
	qt.Check(t, qt.Equals([2]string{Month(ID, "2026-10"), Month(EN, "2026-10")}, [2]string{"Okt 2026", "Oct 2026"}))
	qt.Check(t, qt.Equals(Month(ID, "2026"), "2026"))
	qt.Check(t, qt.Equals(CivilDay(ID, "2026-08-17"), "Senin, 17 Agu 2026"))
	qt.Check(t, qt.Equals(CivilDay(EN, "2026-08-17"), "Monday, 17 Aug 2026"))
	qt.Check(t, qt.Equals(CivilDay(EN, "soon"), "soon"))
}

func TestLengthsOfTimeInWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		20 * time.Second:               "kurang dari 1 menit",
		8*time.Minute + 59*time.Second: "8 menit",
		113 * time.Minute:              "1 jam 53 menit",
		2 * time.Hour:                  "2 jam",
		24 * time.Hour:                 "1 hari",
		76*time.Hour + 5*time.Minute:   "3 hari 4 jam",
		-8 * time.Minute:               "8 menit",
	} {
		qt.Check(t, qt.Equals(Duration(ID, d), want))
	}
	qt.Check(t, qt.Equals(Duration(EN, 61*time.Minute), "1 hour 1 minute"))
	qt.Check(t, qt.Equals(Duration(EN, 122*time.Minute), "2 hours 2 minutes"))
}

func TestADeadlineIsLateOnlyAfterIt(t *testing.T) {
	due := at("2026-03-02T08:00:00Z")
	qt.Check(t, qt.Equals(Left(ID, due, due.Add(-72*time.Minute)), "sisa 1 jam 12 menit"))
	qt.Check(t, qt.Equals(Left(ID, due, due), "sisa kurang dari 1 menit"))
	qt.Check(t, qt.Equals(Left(ID, due, due.Add(8*time.Minute)), "terlambat 8 menit"))
	qt.Check(t, qt.Equals(Left(EN, due, due.Add(8*time.Minute)), "8 minutes late"))
}

func TestRupiah(t *testing.T) {
	for n, want := range map[int64]string{0: "Rp 0", 999: "Rp 999", 25_000: "Rp 25.000", 1_250_000: "Rp 1.250.000", -25_000: "-Rp 25.000",
		-9223372036854775808: "-Rp 9.223.372.036.854.775.808"} {
		qt.Check(t, qt.Equals(Rp(ID, n), want))
	}
	qt.Check(t, qt.Equals(Rp(EN, 25_000), "Rp 25,000"))
	qt.Check(t, qt.Equals(Rp(EN, -1_250_000), "-Rp 1,250,000"))
}

func TestFiguresAreWrittenAsEachLanguageWritesThem(t *testing.T) {
	for n, want := range map[int64][2]string{0: {"0", "0"}, 999: {"999", "999"}, 1234: {"1.234", "1,234"}, -1_234_567: {"-1.234.567", "-1,234,567"}, -100: {"-100", "-100"}} {
		qt.Check(t, qt.Equals([2]string{Number(ID, n), Number(EN, n)}, want))
	}
	qt.Check(t, qt.Equals([2]string{Fixed(ID, 4.4, 1), Fixed(EN, 4.4, 1)}, [2]string{"4,4", "4.4"}))
	qt.Check(t, qt.Equals([2]string{Fixed(ID, 4, 1), Fixed(EN, -2.5, 2)}, [2]string{"4,0", "-2.50"}))
	qt.Check(t, qt.Equals([2]string{Decimal(ID, 7.45, 2), Decimal(EN, 7.4, 2)}, [2]string{"7,45", "7.4"}))
	qt.Check(t, qt.Equals([2]string{Decimal(ID, 10, 1), Decimal(EN, 100, 0)}, [2]string{"10", "100"}))
}
