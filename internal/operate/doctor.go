package operate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// Finding is what the doctor sees: fine, or wrong with what to do.
type Finding struct {
	Fine bool
	What string
}

func fine(format string, a ...any) Finding  { return Finding{true, fmt.Sprintf(format, a...)} }
func wrong(format string, a ...any) Finding { return Finding{false, fmt.Sprintf(format, a...)} }

// Examine looks at an installation from outside, without changing anything.
func Examine(ctx context.Context, data, keyFile, copyTo string, db *store.DB, now instant.Instant) []Finding {
	found := []Finding{folder(data), keyFound(keyFile)}
	if db != nil {
		found = append(found, logFound(ctx, db, now), workFound(ctx, db, now), picturesFound(ctx, db))
	}
	return append(found, copyFound(copyTo, now))
}

func folder(data string) Finding {
	f, err := os.CreateTemp(data, "doctor-*")
	if err != nil {
		return wrong("The folder %s cannot be written: %v. Let the user that runs sambang own it.", data, err)
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
	return fine("The folder %s can be written.", data)
}

func keyFound(file string) Finding {
	info, err := os.Stat(file)
	if err != nil {
		return wrong("The keys file %s is not there. Without it no name, phone number or address can be read: put it back, or restore it from the recovery sheet.", file)
	}
	if info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
		return wrong("The keys file %s can be read by others. Run: chmod 600 %s", file, file)
	}
	return fine("The keys file is there and is for its owner only.")
}

func logFound(ctx context.Context, db *store.DB, now instant.Instant) Finding {
	var n int64
	var last instant.Instant
	err := db.Read(ctx, func(tx *store.Tx) error {
		return tx.Each("SELECT facility_id, recorded_at FROM facility_head", nil, func(scan func(...any) error) error {
			var f ident.ID
			var at instant.Instant
			err := scan(&f, &at)
			n, last = n+1, max(last, at)
			return err
		})
	})
	switch {
	case err != nil:
		return wrong("The database does not answer: %v.", err)
	case n == 0:
		return wrong("There is no health centre yet: start the server and open the one-time link that it prints.")
	case last.Sub(now) > time.Minute:
		return wrong("The clock of this computer is %s behind the last entry. Set it right: deadlines stand on it.", last.Sub(now).Round(time.Second))
	}
	return fine("The database answers; the last entry is of %s.", last)
}

func workFound(ctx context.Context, db *store.DB, now instant.Instant) Finding {
	var n int64
	err := db.Read(ctx, func(tx *store.Tx) error {
		return tx.Each("SELECT facility_id, COUNT(*) FROM errand WHERE done_at = 0 AND due_at < $1 GROUP BY facility_id", store.Args(now.Add(-10*time.Minute)), func(scan func(...any) error) error {
			var f ident.ID
			var here int64
			err := scan(&f, &here)
			n += here
			return err
		})
	})
	switch {
	case err != nil:
		return wrong("The work list does not answer: %v.", err)
	case n > 0:
		return wrong("%d deadlines are more than 10 minutes overdue: is the server running? Its log says why it tries again.", n)
	}
	return fine("No work for the machine is overdue.")
}

func copyFound(folder string, now instant.Instant) Finding {
	if folder == "" {
		return wrong("There is no second copy: give the server --copy-to FOLDER, best on another disk.")
	}
	names, err := copies(folder)
	if err != nil || len(names) == 0 {
		return wrong("There is no copy in %s.", folder)
	}
	info, err := os.Stat(filepath.Join(folder, names[len(names)-1]))
	if err != nil {
		return wrong("The newest copy cannot be read: %v.", err)
	}
	if age := now.Sub(instant.Of(info.ModTime())); age > 36*time.Hour {
		return wrong("The newest copy in %s is %d hours old.", folder, int(age.Hours()))
	}
	return fine("The newest copy is %s.", names[len(names)-1])
}
