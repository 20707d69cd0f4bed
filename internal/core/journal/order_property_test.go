package journal_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// TestAnyMixOfRepeatsHasOneAnswerEach is invariants 1 to 4 and 7 below all rooms:
// several senders at once, the same ids again and with other content, singly and
// in batches, under a wall clock that jumps.
func TestAnyMixOfRepeatsHasOneAnswerEach(t *testing.T) {
	if os.Getenv("SAMBANG_SEEDS") == "" {
		qt.Assert(t, qt.IsNil(flag.Set("rapid.checks", "25"))) // each is some dozens of commits
	}
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		run := 0
		rapid.Check(t, func(r *rapid.T) {
			run++
			m := &mix{stage: s, first: map[ident.ID]journal.Outcome{}, bottle: ident.Named(fmt.Sprint("bottle ", run)), run: run}
			_, err := s.say(s.desk, ident.Named(fmt.Sprint("open ", run)), "bottle.open", open{m.bottle, 1_000_000, joko, "catatan"})
			must(t, err)
			for range rapid.IntRange(1, 6).Draw(r, "rounds") {
				s.clock.set(s.clock.Now().Add(time.Duration(rapid.IntRange(-90, 90).Draw(r, "jump")) * time.Minute))
				m.round(rapid.SliceOfN(rapid.IntRange(0, 9), 1, 12).Draw(r, "ids"))
			}
			if m.wrong != "" {
				r.Fatal(m.wrong)
			}
		})
		contiguous(t, s)
		must(t, s.verify())
	})
}

// mix is what several senders were told.
type mix struct {
	*stage
	mu     sync.Mutex
	first  map[ident.ID]journal.Outcome
	bottle ident.ID
	run    int
	wrong  string
}

// round sends each number as a command, all at once; an even one a second time
// with other content under the same id.
func (m *mix) round(numbers []int) {
	var all sync.WaitGroup
	for _, n := range numbers {
		all.Go(func() { m.hear(m.j.DoAll(m.t.Context(), m.desk, []journal.Envelope{m.env(n, n), m.env(n+10, n)})) })
	}
	all.Wait()
	for _, n := range numbers {
		before := m.pouredBy(m.env(n, n).ID)
		if _, err := m.j.Do(m.t.Context(), m.desk, m.env(n, n+500)); !fault.Is(err, "command.other_content") || m.pouredBy(m.env(n, n).ID) != before {
			m.wrong = "other content under the same id was taken"
		}
	}
}

func (m *mix) env(n, ml int) journal.Envelope {
	body, err := json.Marshal(pour{m.bottle, int64(ml)})
	must(m.t, err)
	return journal.Envelope{ID: ident.Named(fmt.Sprint("pour ", m.run, " ", n)), Verb: "bottle.pour", V: 1, Body: body}
}

func (m *mix) hear(results []journal.Result) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, x := range results {
		if x.Err != nil {
			m.wrong = x.Err.Error()
			continue
		}
		was, known := m.first[x.ID]
		m.first[x.ID] = x.Outcome
		if known && (was.Seq != x.Seq || was.Status != x.Status || string(was.Result) != string(x.Result)) {
			m.wrong = fmt.Sprintf("%s was answered %v and then %v", x.ID, was, x.Outcome)
		}
		if got := m.pouredBy(x.ID); got != 1 {
			m.wrong = fmt.Sprintf("%s poured %d times", x.ID, got)
		}
	}
}

// pouredBy counts the events of a command.
func (m *mix) pouredBy(id ident.ID) (n int64) {
	must(m.t, m.db.Read(m.t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM event WHERE facility_id = $1 AND command_id = $2 AND kind = 'bottle.poured/1'", store.Args(m.f, id), &n)
		return err
	}))
	return n
}

// contiguous walks the log: numbered without a gap, recorded never backwards,
// each command's events together and named by its answer.
func contiguous(t *testing.T, s *stage) {
	t.Helper()
	must(t, s.db.Read(t.Context(), func(tx *store.Tx) error {
		var seq int64
		var at instant.Instant
		return tx.Each("SELECT seq, recorded_at FROM event WHERE facility_id = $1 ORDER BY seq", store.Args(s.f), func(scan func(...any) error) error {
			before, then := seq, at
			err := scan(&seq, &at)
			qt.Assert(t, qt.Equals(seq, before+1))
			qt.Assert(t, qt.IsTrue(at >= then), qt.Commentf("event %d was recorded before the one before it", seq))
			return err
		})
	}))
}
