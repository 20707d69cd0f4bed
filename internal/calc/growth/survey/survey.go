// Package survey computes the growth of a file of children: comma-separated rows in, the
// same rows with the figures of the WHO out, one by one, so that a million take no more
// memory than one.
//
// A row is a line: a quote that does not close on its line makes the row unreadable,
// because waiting for the other quote could swallow the rest of the file. Columns are
// found by name, in any order and any case; those it does not know stay as they are. A
// column of an earlier result is written anew and not twice.
package survey

import (
	"bufio"
	"errors"
	"io"

	"sambang/internal/calc/growth"
)

// Inputs are the columns that are read; all must be there.
var Inputs = []string{"sex", "age_days", "weight_kg", "lenhei_cm", "measure", "oedema", "head_cm"}

// Outputs are the columns that are added, named as the WHO's package names them.
var Outputs = []string{"clenhei", "c9mo_flag", "zlen", "zwei", "zwfl", "zbmi", "zhc", "flen", "fwei", "fwfl", "fbmi", "fhc"}

// LongestRow in bytes; a longer one cannot be read.
const LongestRow = 64 << 10

// Options of one file.
type Options struct {
	// ByMonths reads the tables by completed months of 30.4375 days instead of by day.
	ByMonths bool
	// Bad is told of each row that could not be read and was kept out: its line in the
	// file, the first being 1, and why, without the value. May be nil.
	Bad func(line int, why string)
	// Progress is told now and then how many bytes have been read. May be nil.
	Progress func(bytes int64)
}

// Tally is what became of a file.
type Tally struct{ Written, KeptOut int }

// Run computes one file. An error is one of reading or writing, or a head line without
// the columns; a row that cannot be read is none: it is kept out, counted and told.
func Run(in io.Reader, out io.Writer, o Options) (Tally, error) {
	f := &file{in: bufio.NewReaderSize(in, LongestRow), out: bufio.NewWriterSize(out, LongestRow), o: o}
	if err := f.head(); err != nil {
		return Tally{}, err
	}
	for {
		row, err := f.next()
		if errors.Is(err, io.EOF) {
			return f.tally, f.out.Flush()
		}
		if err != nil {
			return f.tally, err
		}
		if err := f.row(row); err != nil {
			return f.tally, err
		}
	}
}

type file struct {
	in    *bufio.Reader
	out   *bufio.Writer
	o     Options
	tally Tally
	line  int
	bytes int64
	told  int64

	width int
	at    [7]int // where each of Inputs stands
	keep  []bool // by column: false for those of an earlier result
	cells [][]byte
	room  []byte
}

// next is the next line without its end; io.EOF after the last. A line that is too long
// is read over, and is empty.
func (f *file) next() (row []byte, err error) {
	row, err = f.in.ReadSlice('\n')
	f.line++
	f.bytes += int64(len(row))
	if errors.Is(err, bufio.ErrBufferFull) {
		f.bad("is too long")
		for errors.Is(err, bufio.ErrBufferFull) {
			row, err = f.in.ReadSlice('\n')
			f.bytes += int64(len(row))
		}
		row = nil
		if errors.Is(err, io.EOF) {
			err = nil // the next call ends
		}
	}
	if errors.Is(err, io.EOF) && len(row) > 0 {
		err = nil // the last line has no end
	}
	f.tell()
	return trimEnd(row), err
}

func trimEnd(row []byte) []byte {
	if n := len(row); n > 0 && row[n-1] == '\n' {
		row = row[:n-1]
	}
	if n := len(row); n > 0 && row[n-1] == '\r' {
		row = row[:n-1]
	}
	return row
}

// tell says how far it is every megabyte.
func (f *file) tell() {
	if f.o.Progress != nil && f.bytes-f.told >= 1<<20 {
		f.told = f.bytes
		f.o.Progress(f.bytes)
	}
}

func (f *file) bad(why string) {
	f.tally.KeptOut++
	if f.o.Bad != nil {
		f.o.Bad(f.line, why)
	}
}

// row computes one child and writes it; an empty line is none.
func (f *file) row(row []byte) error {
	if len(row) == 0 {
		return nil
	}
	cells, closed := split(f.cells[:0], row)
	f.cells = cells
	if !closed {
		f.bad("has a quote that does not close on the line, or that stands inside a field")
		return nil
	}
	if len(cells) != f.width {
		f.bad("has not as many fields as the head line")
		return nil
	}
	c, why := f.child()
	if why != "" {
		f.bad(why)
		return nil
	}
	f.tally.Written++
	return f.write(f.compute(c), c)
}

func (f *file) compute(c growth.Child) growth.Result {
	switch {
	case !f.o.ByMonths:
		return growth.Compute(c)
	case c.AgeDays == growth.BeforeBirth:
		c.Sex = growth.SexUnknown // nothing is computed before birth
	}
	return growth.ByMonths(c, growth.CompletedMonths(c.AgeDays))
}
