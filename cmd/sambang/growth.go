package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sambang/internal/calc/growth/survey"
)

// exit is an end with a number of its own; everything else that fails ends with 1.
type exit struct {
	code int
	said string
}

func (e exit) Error() string { return e.said }

// exitOf is the number a command ends with.
func exitOf(err error) int {
	if e, ok := errors.AsType[exit](err); ok {
		return e.code
	}
	return 1
}

// unreadable is how `sambang growth` ends when rows were kept out.
const unreadable = 2

// growth computes a file of children: see internal/calc/growth.
func growth(ctx context.Context, args []string, out io.Writer) error {
	return growthTo(ctx, args, out, os.Stderr)
}

func growthTo(ctx context.Context, args []string, out, complaints io.Writer) error {
	f := flag.NewFlagSet("growth", flag.ContinueOnError)
	f.SetOutput(complaints)
	in := f.String("in", "", "FILE.csv with the columns sex,age_days,weight_kg,lenhei_cm,measure,oedema,head_cm")
	to := f.String("out", "", "FILE.csv to write: the same rows and the z-scores of the WHO")
	months := f.Bool("completed-months", false, "read the tables by completed months, to compare with a recap that was counted so")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *in == "" || *to == "" || f.NArg() > 0 {
		return errors.New("growth --in FILE.csv --out FILE.csv: both files are needed")
	}
	from, is, err := opened(*in)
	if err != nil {
		return err
	}
	defer from.Close()
	o := survey.Options{ByMonths: *months, Bad: func(line int, why string) { fmt.Fprintf(complaints, "line %d %s\n", line, why) }}
	if e, ok := complaints.(*os.File); ok && terminal(e) && is.Size() > aWhile {
		o.Progress = func(bytes int64) { fmt.Fprintf(e, "\r\033[K%d%%\r", min(100, bytes*100/is.Size())) }
	}
	var tally survey.Tally
	err = written(*to, is, func(file io.Writer) error {
		tally, err = survey.Run(stoppable{ctx, from}, file, o)
		return err
	})
	if o.Progress != nil {
		fmt.Fprint(complaints, "\r\033[K")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", *in, err)
	}
	if tally.KeptOut > 0 {
		return exit{unreadable, fmt.Sprintf("%d rows written, %d could not be read and were kept out", tally.Written, tally.KeptOut)}
	}
	_, err = fmt.Fprintf(out, "%d rows written\n", tally.Written)
	return err
}

// aWhile is a file that takes more than a blink, in bytes.
const aWhile = 4 << 20

func opened(name string) (*os.File, os.FileInfo, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	is, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	return f, is, nil
}

func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// written writes a file beside its place and moves it there when it is whole, so that one
// that was broken off is never taken for a result, and reading and writing one file is no
// harm. It is readable for whom the rows were readable before. What is no plain file, as a
// pipe or a link to one, stays what it is and is written through.
func written(name string, from os.FileInfo, fill func(io.Writer) error) (err error) {
	if is, err := os.Lstat(name); err == nil && !is.Mode().IsRegular() {
		return through(name, from, fill)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err := errors.Join(fill(f), f.Chmod(from.Mode().Perm()|0o600), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// through writes to what stands there already, but never over what is being read.
func through(name string, from os.FileInfo, fill func(io.Writer) error) error {
	if is, err := os.Stat(name); err == nil && os.SameFile(is, from) {
		return errors.New("growth: " + name + " is a link to the file that is read")
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	return errors.Join(fill(f), f.Close())
}

// stoppable is a reader that ends with its context, so that a long file can be broken off.
type stoppable struct {
	ctx  context.Context
	from io.Reader
}

func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.from.Read(b)
}
