package survey

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"sambang/internal/calc/growth"
)

// head reads the head line and writes its own.
func (f *file) head() error {
	row, err := f.next()
	if errors.Is(err, io.EOF) {
		return errors.New("the file is empty: the first line names the columns")
	}
	if err != nil {
		return err
	}
	cells, closed := split(nil, bytes.TrimPrefix(row, []byte("\ufeff")))
	if !closed || f.tally.KeptOut > 0 {
		return errors.New("line 1 cannot be read; it names the columns")
	}
	var names []string
	for _, cell := range cells {
		names = append(names, strings.ToLower(string(content(cell))))
	}
	for i, name := range Inputs {
		f.at[i] = slices.Index(names, name)
		if f.at[i] < 0 {
			return fmt.Errorf("line 1 has no column %s; it needs %s", name, strings.Join(Inputs, ", "))
		}
		if slices.Contains(names[f.at[i]+1:], name) {
			return fmt.Errorf("line 1 has the column %s twice", name)
		}
	}
	f.width = len(cells)
	f.keep = make([]bool, f.width)
	for i, name := range names {
		f.keep[i] = !slices.Contains(Outputs, name)
	}
	return f.writeHead(cells)
}

// split cuts a line at its commas; cells keep their quotes. closed is false where the
// quotes are not right.
func split(cells [][]byte, row []byte) (_ [][]byte, closed bool) {
	for {
		end := bytes.IndexByte(row, ',')
		if len(row) > 0 && row[0] == '"' {
			if end = quoted(row); end < 0 {
				return cells, false
			}
			if end == len(row) {
				end = -1
			}
		}
		cell := row
		if end >= 0 {
			cell = row[:end]
		}
		if bytes.IndexByte(cell, '"') > 0 && cell[0] != '"' {
			return cells, false
		}
		cells = append(cells, cell)
		if end < 0 {
			return cells, true
		}
		row = row[end+1:]
	}
}

// quoted is where a field that begins with a quote ends: at its comma or at the end of
// the line; -1 when the quote does not close there.
func quoted(row []byte) int {
	for i := 1; i < len(row); i++ {
		if row[i] != '"' {
			continue
		}
		if i+1 == len(row) || row[i+1] == ',' {
			return i + 1
		}
		if row[i+1] != '"' {
			return -1
		}
		i++
	}
	return -1
}

// content is what stands in a cell, without quotes and blanks about it. A doubled quote
// stays: no figure has one.
func content(cell []byte) []byte {
	if n := len(cell); n >= 2 && cell[0] == '"' {
		cell = cell[1 : n-1]
	}
	return bytes.TrimSpace(cell)
}

// missing is a blank, and the NA of R.
func missing(v []byte) bool { return len(v) == 0 || string(v) == "NA" }

// child reads the figures of a row; why says what cannot be read.
func (f *file) child() (c growth.Child, why string) {
	cell := func(i int) []byte { return content(f.cells[f.at[i]]) }
	ok := false
	if c.Sex, ok = sexOf(cell(0)); !ok {
		return c, "sex is not 1, 2, m or f"
	}
	if c.AgeDays, c.AgePart, ok = ageOf(cell(1)); !ok {
		return c, "age_days is not a number of days"
	}
	if c.Weight, ok = measured(cell(2)); !ok {
		return c, "weight_kg is not a number of kilograms"
	}
	if c.Length, ok = measured(cell(3)); !ok {
		return c, "lenhei_cm is not a number of centimetres"
	}
	if c.Measure, ok = measureOf(cell(4)); !ok {
		return c, "measure is not l or h"
	}
	if c.Oedema, ok = oedemaOf(cell(5)); !ok {
		return c, "oedema is not y or n"
	}
	if c.Head, ok = measured(cell(6)); !ok {
		return c, "head_cm is not a number of centimetres"
	}
	return c, ""
}

// letter is the one letter of a cell, small; 0 for a blank and false for more than one.
func letter(v []byte) (byte, bool) {
	if missing(v) {
		return 0, true
	}
	if len(v) != 1 {
		return 0, false
	}
	if v[0] >= 'A' && v[0] <= 'Z' {
		return v[0] + 'a' - 'A', true
	}
	return v[0], v[0] != 0
}

func sexOf(v []byte) (growth.Sex, bool) {
	switch b, ok := letter(v); b {
	case 0:
		return growth.SexUnknown, ok
	case '1', 'm':
		return growth.Boy, true
	case '2', 'f':
		return growth.Girl, true
	}
	return 0, false
}

func measureOf(v []byte) (growth.Measure, bool) {
	switch b, ok := letter(v); b {
	case 0:
		return growth.PositionUnknown, ok
	case 'l':
		return growth.Lying, true
	case 'h':
		return growth.Standing, true
	}
	return 0, false
}

func oedemaOf(v []byte) (growth.Oedema, bool) {
	switch b, ok := letter(v); b {
	case 0:
		return growth.OedemaUnknown, ok
	case 'n':
		return growth.NoOedema, true
	case 'y':
		return growth.HasOedema, true
	}
	return 0, false
}

// ageOf reads days with their part; below 0 is before birth. What is finer than a
// ten-thousandth is cut off: all limits of age are whole ten-thousandths, so cutting
// keeps every age on its side of them.
func ageOf(v []byte) (days int32, part uint16, ok bool) {
	if missing(v) {
		return growth.AgeUnknown, 0, true
	}
	x, _, below, ok := decimal(v)
	switch {
	case !ok || x/growth.Unit > math.MaxInt32:
		return 0, 0, false
	case below:
		return growth.BeforeBirth, 0, true
	}
	return int32(x / growth.Unit), uint16(x % growth.Unit), true
}

// measured reads kilograms or centimetres, half a ten-thousandth up; 0 when blank or not
// above 0, which are both not measured.
func measured(v []byte) (int32, bool) {
	if missing(v) {
		return 0, true
	}
	x, half, below, ok := decimal(v)
	switch {
	case !ok:
		return 0, false
	case below:
		return 0, true
	case half:
		x++
	}
	return int32(min(x, math.MaxInt32)), x <= math.MaxInt32
}

// decimal reads 12, 12.5, .5 and -3 as whole ten-thousandths, what is finer cut off; half
// says that it was half of one or more, below that it is under 0. No exponents.
func decimal(v []byte) (x int64, half, below, ok bool) {
	minus := len(v) > 0 && v[0] == '-'
	if minus || len(v) > 0 && v[0] == '+' {
		v = v[1:]
	}
	digits, after, any := 0, -1, false
	for _, b := range v {
		switch {
		case b == '.' && after < 0:
			after = 0
			continue
		case b < '0' || b > '9' || x > math.MaxInt64/100:
			return 0, false, false, false
		}
		any = any || b != '0'
		digits++
		switch {
		case after < 4:
			x = x*10 + int64(b-'0')
		case after == 4:
			half = b >= '5'
		}
		if after >= 0 {
			after++
		}
	}
	for n := max(after, 0); n < 4; n++ {
		if x > math.MaxInt64/100 {
			return 0, false, false, false
		}
		x *= 10
	}
	return x, half, minus && any, digits > 0
}
