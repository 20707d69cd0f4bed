package survey_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/growth/survey"
)

const head = "sex,age_days,weight_kg,lenhei_cm,measure,oedema,head_cm"

// computed runs a file and gives what was written, and the complaints line by line.
func computed(t testing.TB, in string, o survey.Options) (out string, bad []string) {
	t.Helper()
	var b bytes.Buffer
	o.Bad = func(line int, why string) { bad = append(bad, fmt.Sprintf("%d %s", line, why)) }
	tally, err := survey.Run(strings.NewReader(in), &b, o)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(tally.KeptOut, len(bad)))
	return b.String(), bad
}

// TestTheFileOfTheWHOComesOutAsItIs: the vectors hold their own results, which are written
// anew; every figure of every row must be the same to the letter.
func TestTheFileOfTheWHOComesOutAsItIs(t *testing.T) {
	in, err := os.ReadFile("../testdata/vectors.csv")
	qt.Assert(t, qt.IsNil(err))
	out, bad := computed(t, string(in), survey.Options{})
	qt.Check(t, qt.HasLen(bad, 0))
	want, got := read(t, string(in)), read(t, out)
	qt.Assert(t, qt.HasLen(got, 211))
	for i := range want {
		qt.Check(t, qt.DeepEquals(got[i], want[i]))
	}
}

func read(t testing.TB, text string) (rows []map[string]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	qt.Assert(t, qt.IsNil(err))
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestWhatWasThereStaysAndTheFiguresFollow(t *testing.T) {
	out, bad := computed(t, "\ufeffPosyandu,Sex,AGE_days,weight_kg,lenhei_cm,measure,oedema,head_cm,zlen\r\n\"Melati, \"\"2\"\"\", F ,400,7.1,70,L,Y,45.2,an old one\r\n", survey.Options{})
	qt.Check(t, qt.HasLen(bad, 0))
	qt.Check(t, qt.Equals(out, "Posyandu,Sex,AGE_days,weight_kg,lenhei_cm,measure,oedema,head_cm,clenhei,c9mo_flag,zlen,zwei,zwfl,zbmi,zhc,flen,fwei,fwfl,fbmi,fhc\n"+
		"\"Melati, \"\"2\"\"\", F ,400,7.1,70,L,Y,45.2,70,0,-2.04,,,,-0.01,0,,,,0\n"))
}

func TestARowThatCannotBeReadIsKeptOutByItsLine(t *testing.T) {
	good := "1,300,8.1,70,l,n,44"
	rows := []struct{ row, why string }{
		{"3,300,8.1,70,l,n,44", "sex is not 1, 2, m or f"},
		{"boy,300,8.1,70,l,n,44", "sex is not 1, 2, m or f"},
		{"1,ten,8.1,70,l,n,44", "age_days is not a number of days"},
		{"1,99999999999,8.1,70,l,n,44", "age_days is not a number of days"},
		{"1,300,8.1kg,70,l,n,44", "weight_kg is not a number of kilograms"},
		{"1,300,1e3,70,l,n,44", "weight_kg is not a number of kilograms"},
		{"1,300,8.1.2,70,l,n,44", "weight_kg is not a number of kilograms"},
		{"1,300,.,70,l,n,44", "weight_kg is not a number of kilograms"},
		{"1,300,300000,70,l,n,44", "weight_kg is not a number of kilograms"},
		{"1,300,8.1,NaN,l,n,44", "lenhei_cm is not a number of centimetres"},
		{"1,300,8.1,70,x,n,44", "measure is not l or h"},
		{"1,300,8.1,70,l,ya,44", "oedema is not y or n"},
		{"1,300,8.1,70,l,n,44cm", "head_cm is not a number of centimetres"},
		{"1,300,8,1,70,l,n,44", "has not as many fields as the head line"},
		{"1,300", "has not as many fields as the head line"},
		{"1,300,8.1,70,l,n,\"44", "has a quote that does not close on the line, or that stands inside a field"},
		{"1,300,8.1,70,l,n\",44", "has a quote that does not close on the line, or that stands inside a field"},
		{"1,300,8.1,70,l,n," + strings.Repeat("4", survey.LongestRow), "is too long"},
	}
	in := head + "\n"
	var want []string
	for i, r := range rows { // a good row after each bad one: nothing of it is lost
		in += r.row + "\n" + good + "\n"
		want = append(want, fmt.Sprintf("%d %s", 2+2*i, r.why))
	}
	out, bad := computed(t, in, survey.Options{})
	qt.Check(t, qt.DeepEquals(bad, want))
	qt.Check(t, qt.HasLen(read(t, out), len(rows)))
}

func TestWhatIsReadAndNotComputedComesOutBlank(t *testing.T) {
	out, bad := computed(t, head+"\n,400,8.8,72,l,n,45\n1,,,,,,\n1,-3,3.3,50,h,n,\n1,1827,16,105,h,,49\n1,NA,NA,NA,NA,NA,NA\n\n2,365,0,-1,,,0\n,,,,,,", survey.Options{})
	qt.Check(t, qt.HasLen(bad, 0))
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")[1:]
	qt.Check(t, qt.DeepEquals(lines, []string{
		",400,8.8,72,l,n,45,72,0,,,,,,,,,,",
		"1,,,,,,,,0,,,,,,,,,,",
		"1,-3,3.3,50,h,n,,50,1,,,,,,,,,,",
		"1,1827,16,105,h,,49,105,0,,,,,,,,,,",
		"1,NA,NA,NA,NA,NA,NA,,0,,,,,,,,,,",
		"2,365,0,-1,,,0,,0,,,,,,,,,,",
		",,,,,,,,0,,,,,,,,,,",
	}))
}

func TestAFileWithoutItsColumnsIsRefused(t *testing.T) {
	for in, why := range map[string]string{
		"":             "the file is empty.*",
		"1,300,8.1":    "line 1 has no column sex.*",
		head[4:]:       "line 1 has no column sex.*",
		head + ",sex":  "line 1 has the column sex twice",
		"\"" + head:    "line 1 cannot be read.*",
		head + ",\"no": "line 1 cannot be read.*",
	} {
		var out bytes.Buffer
		_, err := survey.Run(strings.NewReader(in), &out, survey.Options{})
		qt.Check(t, qt.ErrorMatches(err, why), qt.Commentf("%q", in))
		qt.Check(t, qt.Equals(out.Len(), 0))
	}
}

func TestByCompletedMonthsAChildIsAMonthYounger(t *testing.T) {
	in := head + "\n2,89,5,57,l,n,39\n1,-3,3.3,50,l,n,34\n"
	byDay, _ := computed(t, in, survey.Options{})
	byMonth, _ := computed(t, in, survey.Options{ByMonths: true})
	day, month := read(t, byDay), read(t, byMonth)
	qt.Check(t, qt.Equals(day[0]["zlen"], "-1.24"))
	qt.Check(t, qt.Equals(month[0]["zlen"], "-0.03"))
	qt.Check(t, qt.DeepEquals(month[1], day[1]))
}

// rowsOf writes n rows as they are read, so that the file itself is in no memory.
type rowsOf struct {
	left int
	row  string
	rest string
}

func (r *rowsOf) Read(b []byte) (int, error) {
	if r.rest == "" {
		if r.left == 0 {
			return 0, io.EOF
		}
		r.left--
		r.rest = r.row
	}
	n := copy(b, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// TestAMillionRowsTakeTheMemoryOfOne counts what is allocated in all, collected or not.
func TestAMillionRowsTakeTheMemoryOfOne(t *testing.T) {
	run := func(n int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		in := io.MultiReader(strings.NewReader(head+"\n"), &rowsOf{left: n, row: "1,300,8.1,70.3,l,n,44.5\n"})
		tally, err := survey.Run(in, io.Discard, survey.Options{})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(tally, survey.Tally{Written: n}))
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	run(1)
	few, many := run(1000), run(1_000_000)
	qt.Check(t, qt.IsTrue(many < few+1<<20), qt.Commentf("%d bytes for a thousand, %d for a million", few, many))
}

func TestProgressIsToldAndNeverGoesBack(t *testing.T) {
	var told []int64
	in := io.MultiReader(strings.NewReader(head+"\n"), &rowsOf{left: 200_000, row: "1,300,8.1,70.3,l,n,44.5\n"})
	_, err := survey.Run(in, io.Discard, survey.Options{Progress: func(n int64) { told = append(told, n) }})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.HasLen(told, 200_000*24>>20))
	for i := range told[1:] {
		qt.Check(t, qt.IsTrue(told[i] < told[i+1]))
	}
}

// FuzzAnyFile: whatever the bytes, no row is lost without a word, what is written is as
// many fields wide as it says, and nothing in it is no number.
func FuzzAnyFile(f *testing.F) {
	for _, row := range []string{"1,300,8.1,70,l,n,44\n", ",,,,,,\r\n", "\"1\",\"730.5\",9,1e4,h,y,\"4\"\"5\"\n", "2,-1,\n", "\n\n,", "\xff,\x00,9,9,9,9,9",
		"2,1826.2499,214748.36479,.0001,,,999999999999999999999\n"} {
		f.Add(head+"\n"+row, false)
		f.Add("note,"+head+"\n"+row, true)
	}
	f.Fuzz(func(t *testing.T, in string, months bool) {
		var out bytes.Buffer
		kept := 0
		tally, err := survey.Run(strings.NewReader(in), &out, survey.Options{ByMonths: months, Bad: func(int, string) { kept++ }})
		if err != nil {
			return
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		qt.Check(t, qt.Equals(tally, survey.Tally{Written: len(lines) - 1, KeptOut: kept}))
		for _, line := range lines[1:] {
			cells := strings.Split(line, ",")
			tail := strings.Join(cells[len(cells)-len(survey.Outputs):], ",")
			qt.Check(t, qt.Equals(strings.Trim(tail, "0123456789.,-"), ""), qt.Commentf("%q", line))
		}
	})
}

// BenchmarkFile is rows a second from text to text.
func BenchmarkFile(b *testing.B) {
	in := io.MultiReader(strings.NewReader(head+"\n"), &rowsOf{left: b.N, row: "1,300,8.1,70.3,l,n,44.5\n"})
	b.ReportAllocs()
	tally, err := survey.Run(in, io.Discard, survey.Options{})
	qt.Assert(b, qt.IsNil(err))
	b.ReportMetric(float64(tally.Written)/b.Elapsed().Seconds(), "rows/s")
}
