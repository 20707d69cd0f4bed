package page_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/door/page"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

const pin = "482915"

// evening is a world whose heads are reached by links, and prove who they are.
func evening(t *testing.T, w *world.World) *street {
	t.Helper()
	tell := workforce.Tell{
		Link: func(id ident.ID, purpose string, subject, person ident.ID, expires instant.Instant) any {
			return link.Issue(id, purpose, subject, person, expires)
		},
		EndLinks: func(subject ident.ID, at instant.Instant) any { return link.End(subject, at) },
		Message: func(id, to ident.ID, kind string, l ident.ID, params map[string]string) any {
			return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Link: l, Params: params})
		},
	}
	rooms := w.House.Rooms()
	for i, r := range rooms {
		if _, ok := r.(workforce.Room); ok {
			rooms[i] = workforce.Room{Tell: tell}
		}
	}
	j, err := journal.New(journal.Config{DB: w.House.DB, Keys: w.House.Ring, Clock: w.Clock, Log: w.House.Log, Rooms: rooms, Resolve: workforce.Resolve})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	w.House.Journal = j
	account, err := w.House.Desk.AddAccount(t.Context(), "081234567890", "jangan ditebak", w.Facility, ident.Named("head"), w.Clock.Now())
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(w.House.Desk.SetPIN(t.Context(), account, pin)))
	handler := page.New(page.Deps{DB: w.House.DB, Journal: j, Keys: w.House.Ring, Clock: w.Clock, Log: w.House.Log,
		Prove: func(ctx context.Context, facility, worker ident.ID, secret string) error {
			return w.House.Desk.Prove(ctx, facility, worker, secret, w.Clock.Now())
		}})
	s := &street{w, httptest.NewServer(handler)}
	t.Cleanup(s.server.Close)
	return s
}

// propose has the administrator ask for a change of the fee.
func (s *street) propose(name string, fee int64) string {
	s.T.Helper()
	doc, err := policy.NewDocument(map[string]int64{"fee_rupiah": fee})
	qt.Assert(s.T, qt.IsNil(err))
	out, err := s.As("admin").Try(name, "policy.change", policy.Change{Section: "milk", Document: doc})
	qt.Assert(s.T, qt.IsNil(err))
	qt.Assert(s.T, qt.Equals(out.Status, journal.Proposed))
	return s.path(link.Head, out.ID, "head")
}

func (s *street) state(path string) (state string) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		l, _, err := link.Find(q.Tx, q.Keys, strings.TrimPrefix(path, "/t/"), q.Now)
		if err != nil {
			return err
		}
		p, _, err := journal.Proposals.Get(q.Tx, q.Facility, l.Subject)
		state = p.State
		return err
	})
	return state
}

func TestAtNightTheHeadDecidesOnTheirOwnTelephone(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := evening(t, w)
		path, b := s.propose("ask", 30_000), s.browser()
		qt.Check(t, qt.StringContains(b.get(path).body, "Tekan Buka"))
		shown := b.open(path).body
		qt.Check(t, qt.StringContains(shown, "Setujui"))
		qt.Check(t, qt.StringContains(shown, "admin"), qt.Commentf("who asks"))
		for _, told := range []string{"30000", "30.000", "fee"} {
			qt.Check(t, qt.IsFalse(strings.Contains(shown, told)), qt.Commentf("the page is neutral: %s", told))
		}
		wrong := b.press(path, "decide", map[string]string{"secret": "111222", "say": "yes"})
		qt.Check(t, qt.StringContains(wrong.body, "tidak cocok"), qt.Commentf("who holds the link is not the head yet"))
		qt.Check(t, qt.Equals(s.state(path), "proposed"))
		silent := b.press(path, "decide", map[string]string{"secret": pin, "say": "no"})
		qt.Check(t, qt.Equals(silent.status, http.StatusUnprocessableEntity))
		qt.Check(t, qt.Equals(s.state(path), "proposed"), qt.Commentf("no without a reason is no answer"))
		done := b.press(path, "decide", map[string]string{"secret": pin, "say": "yes"})
		qt.Check(t, qt.StringContains(done.body, "sudah tercatat"))
		qt.Check(t, qt.Equals(s.state(path), "approved"))
		again := b.get(path)
		qt.Check(t, qt.Equals(again.status, http.StatusGone), qt.Commentf("it works once"))
		qt.Check(t, qt.IsFalse(strings.Contains(again.body, "admin")))

		path = s.propose("ask again", 35_000)
		b.open(path)
		b.press(path, "decide", map[string]string{"secret": "jangan ditebak", "say": "no", "reason": "belum dianggarkan"})
		qt.Check(t, qt.Equals(s.state(path), "rejected"), qt.Commentf("the password does too"))
		w.RebuildEquals()
	})
}

func TestALinkOfTheHeadOpensNothingElse(t *testing.T) {
	s := evening(t, world.New(t, "", noon))
	path, b := s.propose("ask", 30_000), s.browser()
	b.open(path)
	absent := b.get("/t/nothing")
	qt.Check(t, qt.Equals(b.get(path+"/live").body, absent.body))
	for _, act := range []string{"declare", "move", "share", "cancel"} {
		got := b.do(http.MethodPost, path+"/"+act, map[string][]string{"id": {string(ident.Named(act))}, "secret": {pin}, "say": {"yes"}})
		qt.Check(t, qt.Equals(got.status, http.StatusNotFound), qt.Commentf("%s", act))
	}
	s.As("machine").Send("end", "workforce.end_role", workforce.EndRole{Worker: ident.Named("head"), Role: "head"})
	late := b.press(path, "decide", map[string]string{"secret": pin, "say": "yes"})
	qt.Check(t, qt.Equals(late.status, http.StatusNotFound), qt.Commentf("who is head no more decides nothing"))
	qt.Check(t, qt.Equals(s.state(path), "proposed"))
}

func TestAMotherSeesWhoOpenedHerData(t *testing.T) {
	s := evening(t, world.New(t, "", noon))
	s.Mother("Sri", "Mbah Parti")
	path, b := s.path(link.Place, ident.Named("place Sri"), "Sri"), s.browser()
	qt.Check(t, qt.IsFalse(strings.Contains(b.open(path).body, "akses darurat")))
	s.As("head").Send("smash", "workforce.break_glass", workforce.BreakGlass{About: ident.Named("Sri"), Reason: "rahasia"})
	shown := b.get(path).body
	qt.Check(t, qt.StringContains(shown, "akses darurat"))
	qt.Check(t, qt.StringContains(shown, "<bdi>head</bdi>"))
	qt.Check(t, qt.IsFalse(strings.Contains(shown, "rahasia")))
}
