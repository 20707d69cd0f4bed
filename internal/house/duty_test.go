package house_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/api"
)

// The driver's phone says with its sync that three things wait on it and that its
// clock is five minutes slow. The desk sees it; a courier does not.
func TestTheDeskSeesHowThePhonesAre(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.session(here, "driver")
	now := w.clock.Now()
	word := map[string]any{"unsent": 3, "oldest": now.Add(-time.Hour), "refused": 1, "battery": 240, "at": now.Add(-5 * time.Minute)}
	r := w.send("POST", "/api/v1/sync", map[string]any{"device": "hp", "app": "1", "head": "", "cursors": map[string]int64{}, "commands": []any{}, "phone": word})
	qt.Assert(t, qt.Equals(r.status, 200))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/phones/health", nil).status, 404), qt.Commentf("a driver sees his own phone, not the others'"))
	w.session(here, "dispatcher")
	var seen api.PhonesHealth
	qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(w.send("GET", "/api/v1/phones/health", nil).body), &seen)))
	qt.Assert(t, qt.HasLen(seen.Phones, 1))
	p := seen.Phones[0]
	qt.Check(t, qt.Equals(p.WorkerName, "driver"))
	qt.Check(t, qt.Equals(p.Unsent, 3))
	qt.Check(t, qt.Equals(p.OffsetMS, -300_000))
	qt.Check(t, qt.Equals(p.Battery, 100), qt.Commentf("no battery is fuller than full"))
	w.session(there, "dispatcher")
	qt.Check(t, qt.IsFalse(strings.Contains(w.send("GET", "/api/v1/phones/health", nil).body, "hp")), qt.Commentf("nothing of another health centre"))
}

// The sheet of the shift and the slips are papers of the desk.
func TestTheDeskPrintsItsPapers(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.session(here, "officer")
	qt.Check(t, qt.IsTrue(strings.HasPrefix(w.send("GET", "/api/v1/duty/handover.pdf", nil).body, "%PDF-")))
	qt.Check(t, qt.IsTrue(strings.HasPrefix(w.send("GET", "/api/v1/duty/handover.pdf?lang=en", nil).body, "%PDF-")))
	w.session(here, "treasurer")
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/duty/handover.pdf", nil).status, 404))
}
