package instance

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"sambang/internal/calc/routing"
	"sambang/internal/core/fault"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	LiLim     Format = "li-lim"
	DialARide Format = "darp"
)

// maxText is how long a file may be, in bytes; the longest known has 60 kB.
const maxText = 4 << 20

// Read makes the problem of a file. Stop i of the problem is node i+1 of the file.
//
//	routing.bad_row     a line that is not the numbers it should be, or the wrong format
//	routing.bad_time    a time below zero or without end
//	routing.bad_window  a window that closes before it opens
//	routing.bad_pair    a pick-up without its delivery, or the other way round
//	routing.bad_load    a load that is no whole number, or not put down as it was taken up
//	routing.too_big     more than the planner takes at once
func Read(format Format, text io.Reader) (*routing.Problem, *fault.Error) {
	rows, err := numbers(text)
	if err != nil {
		return nil, err
	}
	var f *file
	switch format {
	case LiLim:
		f, err = liLim(rows)
	case DialARide:
		f, err = dialARide(rows)
	default:
		return nil, fault.BadField("routing.bad_row", "format")
	}
	if err != nil {
		return nil, err
	}
	p := f.problem()
	return p, p.Check()
}

// Write puts one route a line, the node numbers in order; workers without a stop have none.
func Write(to io.Writer, plan routing.Plan) error {
	out := bufio.NewWriter(to)
	for _, route := range plan.Routes {
		for i, s := range route {
			if i > 0 {
				_ = out.WriteByte(' ')
			}
			_, _ = out.WriteString(strconv.Itoa(s + 1))
		}
		if len(route) > 0 {
			_ = out.WriteByte('\n')
		}
	}
	return out.Flush() // says what went wrong before, too
}

// row is one line of numbers, and which line it was.
type row struct {
	line   int
	fields []float64
}

func (r row) field() string { return fmt.Sprintf("line %d", r.line) }

// numbers reads the lines that are not empty. Figures beyond a billion are no
// coordinates, times or counts of anybody.
func numbers(text io.Reader) ([]row, *fault.Error) {
	var rows []row
	limited := &io.LimitedReader{R: text, N: maxText}
	lines := bufio.NewScanner(limited)
	for n := 1; lines.Scan(); n++ {
		r := row{line: n}
		for _, word := range strings.Fields(lines.Text()) {
			x, err := strconv.ParseFloat(word, 64)
			if err != nil || !(math.Abs(x) <= routing.MaxTime) || len(r.fields) == 9 {
				return nil, fault.BadField("routing.bad_row", r.field())
			}
			r.fields = append(r.fields, x)
		}
		if len(r.fields) > 0 {
			rows = append(rows, r)
		}
		if len(rows) > 2*routing.MaxRequests+3 {
			return nil, fault.BadField("routing.too_big", "requests")
		}
	}
	switch {
	case lines.Err() != nil:
		return nil, fault.BadField("routing.bad_row", "text")
	case limited.N <= 0:
		return nil, fault.BadField("routing.too_big", "text")
	case len(rows) < 2:
		return nil, fault.BadField("routing.bad_row", "text")
	}
	return rows, nil
}

// whole gives a figure as a whole number within 0 and most.
func whole(x float64, most int) (int, bool) {
	n := int(x)
	return n, x == float64(n) && n >= 0 && n <= most
}
