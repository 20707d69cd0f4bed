// Command sambang is the outreach desk of a health centre: one binary that
// serves, keeps and checks everything.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // zones also where the system has none

	figures "sambang/internal/bench"
	"sambang/internal/core/fault"
	"sambang/internal/core/text"
)

// version is set by the linker for a release.
var version = "dev"

// command is one word of the command line.
type command struct {
	name string
	what string
	run  func(ctx context.Context, args []string, out io.Writer) error
}

func commands() []command {
	return []command{
		{"serve", "answer browsers and phones", serve},
		{"demo", "serve an invented health centre with moving couriers", demo},
		{"migrate", "bring the database up to this version", migrate},
		{"user", "make an account for somebody of staff, or give a new password", user},
		{"regions", "load the country's villages from CSV (import FILE...) and their BPS codes (bps FILE...)", regions},
		{"verify", "check the log, what was sealed, the photos and the tables; exit 1 at the first bad entry", verify},
		{"backup", "write one backup file, also while the server runs", backup},
		{"restore", "fill an empty folder from a backup file", restore},
		{"move", "copy everything into a PostgreSQL database and compare", move},
		{"doctor", "say in plain words what is wrong", doctor},
		{"bench", "measure the figures we promise on this machine (bench plan: the planner's)", bench},
		{"plan", "plan the routes of one benchmark file and print what was found", figures.Plan},
		{"simulate", "play days that never were: what would one more courier change?", simulate},
		{"growth", "compute the growth of a file of children the WHO's way; exit 2 when rows could not be read", growth},
		{"version", "say which version this is", func(_ context.Context, _ []string, out io.Writer) error {
			_, err := fmt.Fprintln(out, version)
			return err
		}},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "sambang:", said(err))
		stop()
		os.Exit(exitOf(err))
	}
}

// said is an error for whoever typed the command: a refusal in words, with the
// code and the field it is about.
func said(err error) string {
	e := fault.Of(err)
	if e.Kind == fault.Fault {
		return err.Error()
	}
	return text.Code(text.EN, e.Code) + " (" + e.Error() + ")"
}

// run finds the command; without one it lists them.
func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 {
		for _, c := range commands() {
			if c.name == args[0] {
				return c.run(ctx, args[1:], out)
			}
		}
	}
	fmt.Fprintln(out, "sambang COMMAND [--help]")
	for _, c := range commands() {
		fmt.Fprintf(out, "  %-8s %s\n", c.name, c.what)
	}
	if len(args) > 0 && args[0] != "help" && args[0] != "--help" && args[0] != "-h" {
		return fmt.Errorf("there is no command %q", args[0])
	}
	return nil
}
