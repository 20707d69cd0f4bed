package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"sambang/internal/core/store"
	"sambang/internal/core/store/migrations"
	"sambang/internal/house"
)

// regions loads the country's list of provinces, regencies, districts and villages,
// or the table to the codes of the statistics office. Without it the villages that
// ship with the program are known, and no other.
func regions(ctx context.Context, args []string, out io.Writer) error {
	word := ""
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		word, args = args[0], args[1:]
	}
	var c config
	f := c.flags("regions")
	if err := c.parse(f, args); err != nil {
		return err
	}
	load := map[string]func(context.Context, *store.DB, io.Reader, io.Writer) error{"import": importRegions, "bps": importBPS}[word]
	switch {
	case word != "" && load == nil:
		return fmt.Errorf("regions import FILE..., or regions bps FILE...; there is no %q", word)
	case word != "" && f.NArg() == 0:
		return errors.New("regions " + word + " FILE: the file is missing")
	}
	db, err := house.OpenDatabase(c.house())
	if err != nil {
		return err
	}
	defer db.Close()
	if err := migrations.Up(ctx, db); err != nil {
		return err
	}
	for _, name := range f.Args() {
		if err := loadFile(ctx, db, name, load, out); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return tellRegions(ctx, db, out)
}

func loadFile(ctx context.Context, db *store.DB, name string, load func(context.Context, *store.DB, io.Reader, io.Writer) error, out io.Writer) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	fmt.Fprintln(out, name)
	return load(ctx, db, file, out)
}

func importRegions(ctx context.Context, db *store.DB, from io.Reader, out io.Writer) error {
	list, stray, err := house.ReadRegions(from)
	if err != nil {
		return err
	}
	n, err := house.LoadRegions(ctx, db, list, func(done, of int) { fmt.Fprintf(out, "  %d of %d\n", done, of) })
	if err != nil {
		return err
	}
	if stray > 0 {
		fmt.Fprintf(out, "  %d points do not lie in Indonesia and were left out; if that is all of them, latitude and longitude have changed places\n", stray)
	}
	_, err = fmt.Fprintf(out, "  %d regions listed, %d rows new or changed\n", n.Listed, n.Changed)
	return err
}

func importBPS(ctx context.Context, db *store.DB, from io.Reader, out io.Writer) error {
	table, err := house.ReadBPS(from)
	if err != nil {
		return err
	}
	n, err := house.LoadBPS(ctx, db, table)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "  %d codes listed, %d rows changed, %d of regions that are not loaded\n", n.Listed, n.Changed, n.Unknown)
	return err
}

func tellRegions(ctx context.Context, db *store.DB, out io.Writer) error {
	return db.Read(ctx, func(tx *store.Tx) error {
		n, err := house.CountRegions(tx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "loaded: %d provinces, %d regencies and cities, %d districts, %d villages\n", n[0], n[1], n[2], n[3])
		return err
	})
}
