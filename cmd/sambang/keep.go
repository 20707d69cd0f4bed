package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store/migrations"
	"sambang/internal/house"
	"sambang/internal/operate"
)

func migrate(ctx context.Context, args []string, out io.Writer) error {
	var c config
	if err := c.parse(c.flags("migrate"), args); err != nil {
		return err
	}
	db, err := house.OpenDatabase(c.house())
	if err != nil {
		return err
	}
	defer db.Close()
	n, err := migrations.Pending(ctx, db)
	if err != nil {
		return err
	}
	if err := migrations.Up(ctx, db); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, max(n, 0), "migrations were applied; the database is up to date")
	return err
}

// quiet opens the house for a look, beside a running server.
func (c *config) quiet(ctx context.Context) (*house.House, error) {
	if _, err := os.Stat(c.house().KeyFile()); err != nil {
		return nil, fmt.Errorf("the keys file is not there: %w", err) // opening would make new keys
	}
	if _, err := os.Stat(c.house().DatabaseFile()); c.database == "" && err != nil {
		return nil, fmt.Errorf("there is no database here: %w", err)
	}
	hc := c.house()
	hc.Quiet = true
	return house.Open(ctx, hc)
}

func verify(ctx context.Context, args []string, out io.Writer) error {
	var c config
	if err := c.parse(c.flags("verify"), args); err != nil {
		return err
	}
	h, err := c.quiet(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	return verifyHouse(ctx, h, out)
}

func verifyHouse(ctx context.Context, h *house.House, out io.Writer) error {
	n, err := operate.Verify(ctx, h)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "verified: %d health centres, %d events, %d commands, %d sealed bodies, %d rows, %d entries of the access log, "+
		"%d photos and signatures (%d still on the phones, %d erased)\n",
		n.Facilities, n.Events, n.Commands, n.Sealed, n.Rows, n.Shown, n.Pictures.Here, n.Pictures.Waiting, n.Pictures.Erased)
	return err
}

func backup(ctx context.Context, args []string, out io.Writer) error {
	var c config
	var to string
	f := c.flags("backup")
	f.StringVar(&to, "to", "", "file to write")
	if err := c.parse(f, args); err != nil {
		return err
	}
	if to == "" {
		return errors.New("--to FILE is missing")
	}
	h, err := c.quiet(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	rows, err := operate.WriteFile(ctx, h.DB, to, manifest(h))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%d rows in %s. The keys (%s) are not in it: keep the recovery sheet apart. Positions are not in it either.\n", rows, to, h.Ring.ID())
	return err
}

func manifest(h *house.House) operate.Manifest {
	return operate.Manifest{MadeAt: h.Clock.Now(), Version: h.Version, KeyID: h.Ring.ID()}
}

func restore(ctx context.Context, args []string, out io.Writer) error {
	var c config
	var from, keyFile string
	var without bool
	f := c.flags("restore")
	f.StringVar(&from, "from", "", "backup file")
	f.StringVar(&keyFile, "keys-from", "", "keys file, or a file with the text of the recovery sheet; else it is asked for")
	f.BoolVar(&without, "without-keys", false, "restore although nothing personal will be readable")
	if err := c.parse(f, args); err != nil {
		return err
	}
	if from == "" {
		return errors.New("--from FILE is missing")
	}
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close()
	m, err := operate.ReadManifest(file)
	if err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if without {
		fmt.Fprintf(out, "Without the keys %s nobody can read: names, phone numbers, NIK, addresses and their points, notes, messages, photos and signatures.\n"+
			"Links on paper and phones let in are void. What happened, when and by whose account stays readable.\n", m.KeyID)
	} else if err := c.placeKeys(keyFile, m.KeyID, out); err != nil {
		return err
	}
	return c.fill(ctx, file, without, out)
}

// placeKeys puts the keys in their place before anything else, and only the right ones.
func (c *config) placeKeys(file, wanted string, out io.Writer) error {
	var text string
	if file == "" {
		fmt.Fprintf(out, "Type the recovery sheet of the keys %s (%s:....-....-...), or stop and use --keys-from FILE:\n", wanted, wanted)
		line, err := bufio.NewReader(os.Stdin).ReadString('\n')
		if err != nil && line == "" {
			return fmt.Errorf("no keys were given; --without-keys restores what can be read without: %w", err)
		}
		text = line
	} else {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text = string(b)
	}
	ring, err := keys.FromSheet(text)
	if err != nil {
		return err
	}
	if ring.ID() != wanted {
		return fmt.Errorf("these are the keys %s, the backup was made with %s", ring.ID(), wanted)
	}
	at := c.house().KeyFile()
	if have, _, err := loadedKeys(at); err == nil {
		if have.ID() != wanted {
			return fmt.Errorf("%s holds other keys (%s)", at, have.ID())
		}
		return nil
	}
	return ring.Save(at)
}

func loadedKeys(at string) (*keys.Ring, bool, error) {
	if _, err := os.Stat(at); err != nil {
		return nil, false, err
	}
	return keys.Load(at)
}

func (c *config) fill(ctx context.Context, from io.Reader, without bool, out io.Writer) error {
	db, err := house.OpenDatabase(c.house())
	if err != nil {
		return err
	}
	if err = migrations.Up(ctx, db); err != nil {
		_ = db.Close()
		return err
	}
	_, rows, err := operate.Read(ctx, db, from)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	fmt.Fprintln(out, rows, "rows were restored to", filepath.Clean(c.data))
	fmt.Fprintln(out, "Links revoked and phones blocked after this backup was made are live again: revoke and block them anew. Phones in the field offer again what they sent.")
	if without {
		return nil
	}
	h, err := c.quiet(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	return verifyHouse(ctx, h, out)
}

func move(ctx context.Context, args []string, out io.Writer) error {
	var c config
	var to string
	f := c.flags("move")
	f.StringVar(&to, "to", "", "postgres:// address of an empty database")
	if err := c.parse(f, args); err != nil {
		return err
	}
	if to == "" {
		return errors.New("--to postgres://... is missing")
	}
	h, err := c.quiet(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	return moveTo(ctx, c, h, to, out)
}

func moveTo(ctx context.Context, c config, h *house.House, to string, out io.Writer) error {
	hc := c.house()
	hc.Database, hc.Quiet = to, true
	db, err := house.OpenDatabase(hc)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := migrations.Up(ctx, db); err != nil {
		return err
	}
	rows, err := operate.Copy(ctx, h.DB, db, manifest(h))
	if err != nil {
		return err
	}
	fmt.Fprintln(out, rows, "rows were copied; positions stay behind, and everybody signs in again")
	differs, err := operate.Compare(ctx, h.DB, db)
	if err != nil {
		return err
	}
	if differs != "" {
		return fmt.Errorf("the table %s differs: was the server still running? Stop it and move into an empty database", differs)
	}
	fmt.Fprintln(out, "both databases hold the same")
	there, err := house.Open(ctx, hc)
	if err != nil {
		return err
	}
	defer there.Close()
	if err := verifyHouse(ctx, h, out); err != nil {
		return err
	}
	return verifyHouse(ctx, there, out)
}

func doctor(ctx context.Context, args []string, out io.Writer) error {
	var c config
	f := c.flags("doctor")
	f.StringVar(&c.copyTo, "copy-to", "", "second folder of the nightly copies")
	if err := c.parse(f, args); err != nil {
		return err
	}
	hc := c.house()
	var found []operate.Finding
	if _, err := os.Stat(hc.DatabaseFile()); c.database == "" && err != nil {
		found = operate.Examine(ctx, c.data, hc.KeyFile(), c.copyTo, nil, instant.Wall{}.Now())
	} else if db, err := house.OpenDatabase(hc); err != nil {
		found = append(found, operate.Finding{What: "The database cannot be opened: " + err.Error()})
	} else {
		defer db.Close()
		found = operate.Examine(ctx, c.data, hc.KeyFile(), c.copyTo, db, instant.Wall{}.Now())
	}
	ill := 0
	for _, x := range found {
		mark := "ok    "
		if !x.Fine {
			mark, ill = "WRONG ", ill+1
		}
		fmt.Fprintln(out, mark+x.What)
	}
	if ill > 0 {
		return fmt.Errorf("%d of these want your attention", ill)
	}
	return nil
}
