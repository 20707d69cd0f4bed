package house_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// everything is what a role is sent when it reads from the beginning, as bytes.
func (w *town) everything() string {
	w.t.Helper()
	all, ask := "", map[string]any{"device": "d", "app": "1", "head": "", "cursors": map[string]int64{}, "commands": []any{}}
	for {
		r := w.send("POST", "/api/v1/sync", ask)
		qt.Assert(w.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		var out api.SyncAnswer
		r.into(w.t, &out)
		all += r.body
		if !out.More {
			return all
		}
		ask["head"], ask["cursors"] = out.Head, out.Cursors
	}
}

// shown are the sealed things that each role is sent, of everybody's; what is
// not here must not be in any byte. The NIK and the reason of a broken glass
// leave the server for nobody but, the reason, the head and who broke it.
var shown = map[access.Role][]string{
	access.Head:       {whyBroken, someoneHome}, // the name of who received belongs to custody
	access.Officer:    {motherPhone, workplace, workPoint, home, homePoint, someoneHome, herNumber, leadNumber},
	access.Dispatcher: {motherPhone, workplace, workPoint, home, homePoint, someoneHome, herNumber},
	access.Treasurer:  {},
	access.Midwife:    {motherPhone, leadNumber},
	access.Cadre:      {motherPhone, leadNumber},
	access.Admin:      {},
}

func TestNoByteOutsideTheColumnsIsSent(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.put(here, 0, "doctor")
	for role, may := range shown {
		w.session(here, string(role))
		bytes := w.everything()
		for _, c := range canaries {
			qt.Check(t, qt.Equals(strings.Contains(bytes, c), slices.Contains(may, c)), qt.Commentf("%s and %s", role, c))
		}
	}
	w.must(here.actor("doctor"), "workforce.end_glass", workforce.EndGlass{Glass: x.glass})
	w.session(here, "doctor")
	qt.Check(t, qt.IsFalse(strings.Contains(w.everything(), home)), qt.Commentf("a doctor sees no mother without a reason"))
	w.must(here.actor("doctor"), "workforce.break_glass", workforce.BreakGlass{About: x.delivery, Reason: whyBroken})
	broken := w.everything()
	for _, c := range []string{motherPhone, home, homePoint, someoneHome, whyBroken} {
		qt.Check(t, qt.IsTrue(strings.Contains(broken, c)), qt.Commentf("behind the glass is %s", c))
	}
	qt.Check(t, qt.IsFalse(strings.Contains(broken, motherNIK)))
}

func TestACourierIsSentOnlyHisOwnRides(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	mine, his := w.put(here, 0, "head"), w.put(here, 0, "head")
	w.session(here, mine.courier)
	bytes := w.everything()
	for _, c := range []string{home, homePoint, workplace, motherPhone, someoneHome, string(mine.delivery)} {
		qt.Check(t, qt.IsTrue(strings.Contains(bytes, c)), qt.Commentf("he needs %s", c))
	}
	for _, id := range []ident.ID{his.delivery, his.place, his.job, his.step, his.message, his.review, his.phone} { // a colleague's own id he may know
		qt.Check(t, qt.IsFalse(strings.Contains(bytes, string(id))), qt.Commentf("another's %s", id))
	}
	for _, c := range []string{motherNIK, whyBroken} {
		qt.Check(t, qt.IsFalse(strings.Contains(bytes, c)))
	}
}

func TestARecipientNeverReadsHomeAndWorkplaceInOneAnswer(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.put(here, 0, "head")
	w.must(here.actor("dispatcher"), "link.issue", link.Make{Purpose: link.Receive, About: x.delivery, Person: x.recipient})
	path := ""
	w.query(here, func(q journal.Query) error {
		all, err := link.OfPerson(q.Tx, here.id, x.recipient)
		path = "/t/" + link.Token(q.Keys, here.name, all[0])
		return err
	})
	w.client = w.browser()
	w.send("POST", path+"/open", nil)
	for _, more := range []string{"", "/part", "?lang=en"} {
		got := w.send("GET", path+more, nil)
		qt.Check(t, qt.Equals(got.status, http.StatusOK), qt.Commentf("%s", more))
		for _, c := range []string{workplace, workPoint, motherPhone, motherNIK, herNumber} {
			qt.Check(t, qt.IsFalse(strings.Contains(got.body, c)), qt.Commentf("%s in %q", c, more))
		}
	}
}

// A cadre walks the ids of everything there is, one by one: nothing of another
// village answers or comes along (threat T6).
func TestACadreOfOneVillageFindsNothingOfAnother(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	near, far := w.put(here, 0, "head"), w.put(here, 1, "head")
	w.session(here, "cadre")
	bytes := w.everything()
	qt.Check(t, qt.IsTrue(strings.Contains(bytes, string(near.place))))
	for _, id := range []ident.ID{far.place, far.delivery, far.mother, far.step, far.job} {
		qt.Check(t, qt.IsFalse(strings.Contains(bytes, string(id))))
	}
	var people []ident.ID
	w.query(here, func(q journal.Query) error {
		all, err := registry.People.Where(q.Tx, "facility_id = $1 AND kind <> 'worker' ORDER BY id", here.id)
		for _, p := range all {
			if p.Village == near.village {
				continue
			}
			people = append(people, p.ID)
		}
		return err
	})
	qt.Assert(t, qt.IsTrue(len(people) >= 3))
	first := ""
	for _, id := range people {
		r := w.send("POST", "/api/v1/do/registry.correct", map[string]any{"id": ident.Named("walk"), "verb": "registry.correct", "v": 1, "body": map[string]any{"person": id, "name": "x"}})
		qt.Check(t, qt.Equals(r.status, 404))
		if first == "" {
			first = r.body
		}
		qt.Check(t, qt.Equals(r.body, first), qt.Commentf("one answer for all of them"))
	}
}

// Members that are not for the sender to set are refused, and nothing happens
// (threat T12).
func TestNobodyAssignsWhatIsNotAsked(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.session(here, "head")
	before := w.seq()
	for _, extra := range []string{"role", "roles", "facility_id", "facility", "amount", "approved_by", "village_id", "actor", "worker_id", "seq"} {
		body := map[string]any{"worker": w.fresh(), "name": "A", "kinds": []string{"courier"}, extra: "head"}
		for _, env := range []map[string]any{
			{"id": w.fresh(), "verb": "workforce.add_worker", "v": 1, "body": body},
			{"id": w.fresh(), "verb": "workforce.add_worker", "v": 1, "body": map[string]any{"worker": w.fresh(), "name": "A", "kinds": []string{"courier"}}, extra: "head"},
		} {
			r := w.send("POST", "/api/v1/do/workforce.add_worker", env)
			qt.Check(t, qt.IsTrue(r.status == 400 || r.status == 422), qt.Commentf("%s: %d", extra, r.status))
			qt.Check(t, qt.Equals(r.code(), "body.unknown_field"), qt.Commentf("%s", extra))
		}
	}
	qt.Check(t, qt.Equals(w.seq(), before))
}

func (w *town) seq() (n int64) {
	w.query(here, func(q journal.Query) error {
		_, err := q.One("SELECT seq FROM facility_head WHERE facility_id = $1", store.Args(here.id), &n)
		return err
	})
	return n
}

// Who is shut out is shut out on every route and on the stream that is open
// (threats T1 and T15).
func TestWhoIsShutOutIsOutEverywhere(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.session(here, "dispatcher")
	req, err := http.NewRequestWithContext(t.Context(), "GET", w.srv.URL+"/api/v1/live", nil)
	qt.Assert(t, qt.IsNil(err))
	stream, err := w.client.Do(req)
	qt.Assert(t, qt.IsNil(err))
	defer stream.Body.Close()
	lines := bufio.NewReader(stream.Body)
	_, err = lines.ReadString('\n')
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(w.h.NewPassword(context.WithoutCancel(t.Context()), here.id, phoneOf(here, "dispatcher"), "kata sandi yang baru")))
	for _, r := range w.h.API(house.Doors{}).Routes() {
		if r.Access == "open" {
			continue
		}
		method, path, _ := strings.Cut(r.Pattern, " ")
		got := w.send(method, strings.NewReplacer("{verb}", "milk.declare", "{phone}", "x").Replace(path), map[string]any{})
		qt.Check(t, qt.Equals(got.status, http.StatusUnauthorized), qt.Commentf("%s", r.Pattern))
	}
	_, err = io.Copy(io.Discard, lines)
	qt.Check(t, qt.IsNil(err), qt.Commentf("the stream ends by itself"))
}

func TestASessionIsNewAtEachSignIn(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.session(here, "dispatcher")
	old := w.client.Jar.Cookies(mustURL(w.stage))
	r := w.send("POST", "/api/v1/session", map[string]string{"phone": phoneOf(here, "dispatcher"), "password": password})
	qt.Assert(t, qt.Equals(r.status, 200))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/me", nil).status, 200))
	w.client = w.browser()
	w.client.Jar.SetCookies(mustURL(w.stage), old)
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/me", nil).status, 401), qt.Commentf("a session fixed beforehand is worth nothing"))
}
