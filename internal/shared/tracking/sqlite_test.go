package tracking

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
)

// A kill does not lose what the system still holds; a power cut does. That the
// writer waits for the disk can only be asked of its connection.
func TestTheWriterWaitsForTheDisk(t *testing.T) {
	log := openSQLite(t, filepath.Join(t.TempDir(), "positions of a #1 % day?.sqlite"))
	defer log.Close()
	var synchronous int
	var journal string
	qt.Assert(t, qt.IsNil(log.conn.QueryRowContext(t.Context(), `PRAGMA synchronous`).Scan(&synchronous)))
	qt.Assert(t, qt.IsNil(log.conn.QueryRowContext(t.Context(), `PRAGMA journal_mode`).Scan(&journal)))
	qt.Check(t, qt.Equals(synchronous, 2), qt.Commentf("2 is FULL"))
	qt.Check(t, qt.Equals(journal, "wal"))
}

// The path of a job's rows is read from its first row on, through the job list.
func TestATrailIsReadFromTheJobsFirstRow(t *testing.T) {
	r := liveRoom(t)
	r.ride("early", "sri", 1, home)
	for range 20 {
		r.clock.forward(20 * time.Second)
		r.take(r.fix(factory))
	}
	r.windows.EndJob("early", r.clock.Now(), r.clock.Now())
	r.clock.forward(time.Minute)
	r.ride("late", "wati", 1, other)
	r.clock.forward(20 * time.Second)
	r.take(r.fix(factory))
	firsts, err := r.log.(*SQLiteLog).firsts(t.Context(), "late")
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.DeepEquals(firsts, map[string]int64{"2026-03-02": 21}))
	rows, err := r.log.(*SQLiteLog).read.Query(`EXPLAIN QUERY PLAN SELECT 1 FROM position_20260302 p
		WHERE p.id >= 21 AND p.who IN (SELECT k FROM who_job WHERE job = 'late')`)
	qt.Assert(t, qt.IsNil(err))
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		qt.Assert(t, qt.IsNil(rows.Scan(&id, &parent, &unused, &detail)))
		plan = append(plan, detail)
	}
	qt.Check(t, qt.IsTrue(strings.Contains(strings.Join(plan, "\n"), "SEARCH p USING INTEGER PRIMARY KEY")), qt.Commentf("%v", plan))
}
