package bench

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// errMissed says that a figure is not what is required.
var errMissed = errors.New("bench: a figure is missed")

// Run is `sambang bench`. It prints each figure as it has been measured; arguments
// (promise, intake, growth, slots) name the only ones to measure. With --strict a missed one is an
// error. `sambang bench plan` measures the planner, with settings of its own.
func Run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 && args[0] == "plan" {
		return planFigures(ctx, args[1:], out)
	}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	quick := f.Bool("quick", false, "about a minute in all instead of four")
	strict := f.Bool("strict", false, "exit 1 when a figure is missed")
	data := f.String("data", "", "folder for the measured databases (default a new one among the temporary files, removed at the end)")
	beside := f.String("postgres", "", "postgres:// address of an empty database, to measure the search there too")
	staged := f.String("stage", "", "be the measured process on this folder (bench starts it itself)")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *staged != "" {
		return serveStage(ctx, *staged, os.Stdin, out)
	}
	folder, remove, err := folderFor(*data)
	if err != nil {
		return err
	}
	defer remove()
	m := &measure{ctx: ctx, turns: 3, lasting: 10 * time.Second, postgres: *beside}
	if *quick {
		m.lasting = 1800 * time.Millisecond
	}
	fmt.Fprintf(out, "%s\nloopback; the generator shares the cores with the server; median of %d runs of %s\n\n", machine(), m.turns, m.lasting)
	missed, err := m.asked(folder, f.Args(), out)
	if err == nil && missed > 0 {
		fmt.Fprintf(out, "\n%d missed\n", missed)
		if *strict {
			return errMissed
		}
	}
	return err
}

func folderFor(data string) (folder string, remove func(), err error) {
	if data != "" {
		return data, func() {}, os.MkdirAll(data, 0o700)
	}
	folder, err = os.MkdirTemp("", "sambang-bench-")
	return folder, func() { _ = os.RemoveAll(folder) }, err
}

// asked measures what the arguments name, or everything.
func (m *measure) asked(folder string, names []string, out io.Writer) (missed int, err error) {
	tell := func(list []figure, err error) error {
		for _, f := range list {
			f.write(out)
			if !f.met() {
				missed++
			}
		}
		return err
	}
	if len(names) == 0 {
		err = m.all(folder, tell)
		return missed, err
	}
	for _, name := range names {
		switch name {
		case "promise":
			err = tell(m.promise(filepath.Join(folder, "promise"), m.postgres, promises))
		case "intake":
			err = tell(m.intake(filepath.Join(folder, "intake"), m.postgres))
		case "growth":
			err = tell(m.growth())
		case "slots":
			err = m.allSlots(folder, m.postgres, tell)
		default:
			err = fmt.Errorf("bench: there is no figure named %q; there are promise, intake, growth and slots", name)
		}
		if err != nil {
			return missed, err
		}
	}
	return missed, nil
}

// all measures everything, the quiet figures first.
func (m *measure) all(folder string, tell func([]figure, error) error) error {
	if err := tell(m.growth()); err != nil {
		return err
	}
	if err := m.allSlots(folder, "", tell); err != nil {
		return err
	}
	if err := tell(m.begin(folder)); err != nil {
		return err
	}
	if err := m.open(folder + "/stage"); err != nil {
		return err
	}
	defer m.close()
	for _, what := range []func() ([]figure, error){
		m.weight, m.arrival, m.live, m.commands,
		func() ([]figure, error) { return m.ingest(couriers) },
		func() ([]figure, error) { return m.ingest(devices) },
		func() ([]figure, error) { return m.intake(filepath.Join(folder, "intake"), "") },
		func() ([]figure, error) { return m.promise(filepath.Join(folder, "promise"), "", promises) },
		func() ([]figure, error) { return m.register(filepath.Join(folder, "register"), registered) },
		func() ([]figure, error) { return m.lists(filepath.Join(folder, "lists"), "", listed) },
		func() ([]figure, error) { return m.search(filepath.Join(folder, "search"), "", searched) },
		func() ([]figure, error) { return m.searchBeside(filepath.Join(folder, "search-postgres")) },
	} {
		if err := tell(what()); err != nil {
			return err
		}
	}
	return nil
}
