package house

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
)

// accessLog writes one row for each answer that showed people. Rows of one
// facility and one UTC day form a chain, so that a row taken out is noticed. Rows
// that come at the same time share a commit.
type accessLog struct {
	db    *store.DB
	clock instant.Clock
	mu    sync.Mutex
	wait  []*showing
	busy  bool
}

type showing struct {
	api.Showing
	err  error
	done chan struct{}
}

// Write returns once the row is durable. Whoever comes first writes for all that
// have come meanwhile.
func (l *accessLog) Write(ctx context.Context, s api.Showing) error {
	mine := &showing{Showing: s, done: make(chan struct{})}
	l.mu.Lock()
	l.wait = append(l.wait, mine)
	lead := !l.busy
	l.busy = true
	l.mu.Unlock()
	if lead {
		l.drain(context.WithoutCancel(ctx))
	}
	<-mine.done
	return mine.err
}

func (l *accessLog) drain(ctx context.Context) {
	for {
		l.mu.Lock()
		group := l.wait
		l.wait = nil
		if len(group) == 0 {
			l.busy = false
			l.mu.Unlock()
			return
		}
		l.mu.Unlock()
		err := l.db.Write(ctx, func(tx *store.Tx) error {
			for _, s := range group {
				if err := l.add(tx, s.Showing); err != nil {
					return err
				}
			}
			return nil
		})
		for _, s := range group {
			s.err = err
			close(s.done)
		}
	}
}

func (l *accessLog) add(tx *store.Tx, s api.Showing) error {
	var last instant.Instant
	var chain string
	// Several servers may stand on one database: each link follows the last one.
	if err := tx.Alone("access_log " + string(s.Facility)); err != nil {
		return err
	}
	if _, err := tx.One("SELECT at, chain FROM access_log WHERE facility_id = $1 ORDER BY at DESC LIMIT 1", store.Args(s.Facility), &last, &chain); err != nil {
		return err
	}
	at := max(l.clock.Now(), last+1) // strictly later, so that the order of the chain is the order of time
	if at.Day(time.UTC) != last.Day(time.UTC) {
		chain = ""
	}
	people := strings.Join(s.People, " ")
	id := ident.New(time.Now())
	chain = accessLink(chain, s.Facility, id, at, s.Actor, s.Door, s.Purpose, people, s.Denied)
	_, err := tx.Exec("INSERT INTO access_log (facility_id, id, at, actor, door, purpose, people, denied, chain) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		s.Facility, id, at, s.Actor, s.Door, s.Purpose, people, s.Denied, chain)
	if err != nil || s.Denied {
		return err
	}
	for _, row := range s.People {
		person, ok := strings.CutPrefix(row, "person:")
		ok = ok && slices.Contains(readings, s.Purpose)
		if worker, track := strings.CutPrefix(row, "track:"); track {
			person, ok = worker, true // who saw where somebody was is told to them
		}
		if ok {
			if _, err := tx.Exec("INSERT INTO access_person (facility_id, person, at) VALUES ($1, $2, $3)", s.Facility, person, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// readings are the purposes for which somebody read a page: their rows are found
// again by person. A list or a search that somebody stood in is none.
var readings = []string{"page", "full"}

// accessLink is one step of a day's chain.
func accessLink(before string, facility, id ident.ID, at instant.Instant, actor ident.ID, door, purpose, people string, denied bool) string {
	h := sha256.New()
	for _, f := range []string{before, string(facility), string(id), at.String(), fmt.Sprint(int64(at)), string(actor), door, purpose, people, fmt.Sprint(denied)} {
		fmt.Fprintf(h, "%d:%s", len(f), f)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// CheckAccessLog walks the chain of every day of a facility and says where it
// breaks first; empty means that nothing was changed.
func CheckAccessLog(tx *store.Tx, facility ident.ID) (rows int64, broken string, err error) {
	chain, day := "", ""
	err = tx.Each("SELECT id, at, actor, door, purpose, people, denied, chain FROM access_log WHERE facility_id = $1 ORDER BY at", store.Args(facility),
		func(scan func(...any) error) error {
			var id, actor ident.ID
			var at instant.Instant
			var door, purpose, people, have string
			var denied bool
			if err := scan(&id, &at, &actor, &door, &purpose, &people, &denied, &have); err != nil {
				return err
			}
			rows++
			if d := at.Day(time.UTC); d != day {
				day, chain = d, ""
			}
			want := accessLink(chain, facility, id, at, actor, door, purpose, people, denied)
			if want != have && broken == "" {
				broken = "access_log " + string(id)
			}
			chain = have
			return nil
		})
	return rows, broken, err
}
