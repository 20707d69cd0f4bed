package house_test

import (
	"bufio"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
)

func TestAHealthCentreBeginsByItsOneTimeLink(t *testing.T) {
	both(t, func(s *stage) {
		link, err := s.h.FirstRunLink(t.Context())
		qt.Assert(s.t, qt.IsNil(err))
		path := strings.TrimPrefix(link, s.srv.URL)
		qt.Check(s.t, qt.Equals(s.send("GET", "/first-run/guess", nil).status, 404))
		for range 2 { // a preview that opens the link uses nothing up
			qt.Check(s.t, qt.Equals(s.send("GET", path, nil).status, 200))
		}
		bad := form()
		bad.Set("zone", "Mars/Olympus")
		r := s.send("POST", path, bad)
		qt.Check(s.t, qt.Equals(r.status, 422))
		qt.Check(s.t, qt.Not(qt.StringContains(r.body, password)))
		r = s.send("POST", path, form())
		qt.Assert(s.t, qt.Equals(r.status, 200))
		qt.Check(s.t, qt.StringContains(r.body, s.h.Ring.Sheet()), qt.Commentf("the recovery sheet is printed once"))
		qt.Check(s.t, qt.Equals(s.send("GET", path, nil).status, 404))
		qt.Check(s.t, qt.Equals(s.send("POST", path, form()).status, 404))
		me := s.signIn()
		qt.Check(s.t, qt.Equals(me.Name, "dr. Ratna"))
		qt.Check(s.t, qt.Equals(me.Facility.Name, "Puskesmas Kebakkramat I"))
		qt.Check(s.t, qt.DeepEquals(me.Roles, []access.Role{access.Head}))
	})
}

func TestOnlyTheRightPasswordAndOnlyUntilSigningOut(t *testing.T) {
	both(t, func(s *stage) {
		qt.Check(s.t, qt.Equals(s.send("GET", "/api/v1/me", nil).code(), "session.none"))
		s.founded()
		stolen := s.client
		s.client = s.browser()
		r := s.send("POST", "/api/v1/session", api.Credentials{Phone: headPhone, Password: "salah"})
		qt.Check(s.t, qt.Equals(r.status, 401))
		qt.Check(s.t, qt.Equals(r.code(), "session.wrong"))
		s.client = stolen
		qt.Check(s.t, qt.Equals(s.send("GET", "/api/v1/me", nil).status, 200))
		was := s.client.Jar.Cookies(mustURL(s))
		qt.Check(s.t, qt.Equals(s.send("DELETE", "/api/v1/session", nil).status, 204))
		s.client = s.browser()
		s.client.Jar.SetCookies(mustURL(s), was)
		qt.Check(s.t, qt.Equals(s.send("GET", "/api/v1/me", nil).code(), "session.none"), qt.Commentf("the old cookie is worth nothing"))
	})
}

func TestAnotherPersonTakesTheDeskByPIN(t *testing.T) {
	both(t, func(s *stage) {
		s.founded()
		me := s.signIn()
		qt.Assert(s.t, qt.Equals(s.send("POST", "/api/v1/me/pin", api.NewPIN{PIN: "482915"}).status, 204))
		qt.Assert(s.t, qt.Equals(s.send("DELETE", "/api/v1/session", nil).status, 204))
		var desk api.Desk
		s.send("GET", "/api/v1/session/desk", nil).into(s.t, &desk)
		qt.Assert(s.t, qt.HasLen(desk.People, 1))
		qt.Check(s.t, qt.Equals(desk.People[0].Name, "dr. Ratna"))
		qt.Check(s.t, qt.Equals(s.send("POST", "/api/v1/session/pin", api.PINEntry{Account: me.Account, PIN: "111111"}).code(), "session.wrong"))
		qt.Check(s.t, qt.Equals(s.send("POST", "/api/v1/session/pin", api.PINEntry{Account: me.Account, PIN: "482915"}).status, 200))
		s.client = s.browser()
		qt.Check(s.t, qt.Equals(s.send("POST", "/api/v1/session/pin", api.PINEntry{Account: me.Account, PIN: "482915"}).code(), "session.wrong"), qt.Commentf("not from a browser where she never signed in"))
	})
}

var joko = ident.Named("joko")

func addJoko() map[string]any {
	return map[string]any{"worker": joko, "name": "Joko", "phone": "081390001111", "kinds": []string{"courier"}}
}

func TestAPhoneSendsItsCommandsAndReadsWhatChanged(t *testing.T) {
	both(t, func(s *stage) {
		s.founded()
		first := s.sync(map[string]any{})
		qt.Check(s.t, qt.IsTrue(first.Reset), qt.Commentf("the first time begins anew"))
		qt.Check(s.t, qt.HasLen(rowsOf(first, "village"), 2))
		ask := map[string]any{"head": first.Head, "cursors": first.Cursors, "commands": []any{s.command("c1", "workforce.add_worker", addJoko())}}
		second := s.sync(ask)
		qt.Check(s.t, qt.IsFalse(second.Reset))
		qt.Assert(s.t, qt.HasLen(second.Answers, 1))
		qt.Check(s.t, qt.Equals(string(second.Answers[0].Status), "accepted"))
		qt.Check(s.t, qt.HasLen(rowsOf(second, "village"), 0), qt.Commentf("only what changed"))
		workers := rowsOf(second, "worker")
		qt.Assert(s.t, qt.HasLen(workers, 1))
		qt.Check(s.t, qt.Equals(workers[0].Row["name"], any("Joko")))
		again := s.sync(ask)
		qt.Check(s.t, qt.DeepEquals(again.Answers, second.Answers), qt.Commentf("a repeat gets the same answer"))
		quiet := s.sync(map[string]any{"head": second.Head, "cursors": second.Cursors})
		qt.Check(s.t, qt.HasLen(quiet.Changes, 0))
	})
}

func TestPagesOfOneRowReachTheSameRows(t *testing.T) {
	t.Parallel()
	s := open(t, "").founded()
	whole := s.sync(map[string]any{})
	seen := map[ident.ID]bool{}
	page := s.sync(map[string]any{"limit": 1})
	for {
		for _, r := range page.Rows {
			seen[r.ID] = true
		}
		if !page.More {
			break
		}
		page = s.sync(map[string]any{"limit": 1, "head": page.Head, "cursors": page.Cursors})
	}
	for _, r := range whole.Rows {
		qt.Check(t, qt.IsTrue(seen[r.ID]), qt.Commentf("%s %s", r.Tbl, r.ID))
	}
}

func TestAnotherHistoryIsReadFromTheBeginning(t *testing.T) {
	both(t, func(s *stage) {
		s.founded()
		now := s.sync(map[string]any{})
		seq, _, _ := strings.Cut(now.Head, ".")
		for _, head := range []string{seq + ".00000000", "999999.abcdef01", "nonsense"} {
			out := s.sync(map[string]any{"head": head, "cursors": now.Cursors})
			qt.Check(s.t, qt.IsTrue(out.Reset), qt.Commentf("%s", head))
			qt.Check(s.t, qt.Not(qt.HasLen(out.Rows, 0)))
		}
		cursors := maps.Clone(now.Cursors)
		cursors["w:gone"] = 3
		out := s.sync(map[string]any{"head": now.Head, "cursors": cursors})
		qt.Check(s.t, qt.DeepEquals(out.Lost, []string{"w:gone"}))
		out = s.sync(map[string]any{"head": now.Head, "cursors": map[string]int64{"f": 3, "roles:courier": 0}})
		qt.Check(s.t, qt.IsTrue(out.Reset), qt.Commentf("with other roles the same audience shows other columns"))
	})
}

func TestEveryAnswerThatShowsPeopleIsOnTheAccessLog(t *testing.T) {
	both(t, func(s *stage) {
		me := s.founded().signIn()
		s.sync(map[string]any{})
		s.sync(map[string]any{})
		check := func() (n int64, broken string) {
			err := s.h.DB.Read(t.Context(), func(tx *store.Tx) (err error) {
				n, broken, err = house.CheckAccessLog(tx, me.Facility.ID)
				return err
			})
			qt.Assert(s.t, qt.IsNil(err))
			return n, broken
		}
		n, broken := check()
		qt.Check(s.t, qt.Equals(n, 2))
		qt.Check(s.t, qt.Equals(broken, ""))
		err := s.h.DB.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE access_log SET people = '' WHERE facility_id = $1", me.Facility.ID)
			return err
		})
		qt.Assert(s.t, qt.IsNil(err))
		_, broken = check()
		qt.Check(s.t, qt.Not(qt.Equals(broken, "")), qt.Commentf("who takes a name out is noticed"))
	})
}

func TestLiveNewsComeAndEndWithTheSession(t *testing.T) {
	both(t, func(s *stage) {
		s.founded()
		res, err := s.client.Get(s.srv.URL + "/api/v1/live")
		qt.Assert(s.t, qt.IsNil(err))
		defer res.Body.Close()
		lines := bufio.NewScanner(res.Body)
		first := nextHead(lines)
		qt.Assert(s.t, qt.Not(qt.Equals(first, "")))
		r := s.send("POST", "/api/v1/do/workforce.add_worker", s.command("c1", "workforce.add_worker", addJoko()))
		qt.Assert(s.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		qt.Check(s.t, qt.Not(qt.Equals(nextHead(lines), first)))
		qt.Assert(s.t, qt.Equals(s.send("DELETE", "/api/v1/session", nil).status, 204))
		qt.Check(s.t, qt.Equals(nextHead(lines), ""), qt.Commentf("the stream ends by itself"))
	})
}

// nextHead reads up to the next id; empty: the stream has ended.
func nextHead(lines *bufio.Scanner) string {
	for lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
			return id
		}
	}
	return ""
}

func TestOneCommandAtATime(t *testing.T) {
	both(t, func(s *stage) {
		r := s.send("POST", "/api/v1/do/workforce.add_worker", s.command("c1", "workforce.add_worker", addJoko()))
		qt.Check(s.t, qt.Equals(r.status, 401))
		s.founded()
		do := func(path string, body any) reply { return s.send("POST", "/api/v1/do/"+path, body) }
		qt.Check(s.t, qt.Equals(do("workforce.add_worker", s.command("c1", "workforce.add_worker", addJoko())).status, 200))
		other := addJoko()
		other["name"] = "Bukan Joko"
		qt.Check(s.t, qt.Equals(do("workforce.add_worker", s.command("c1", "workforce.add_worker", other)).status, 409))
		qt.Check(s.t, qt.Equals(do("nobody.knows", s.command("c2", "nobody.knows", addJoko())).code(), "verb.unknown"))
		qt.Check(s.t, qt.Equals(do("workforce.suspend", s.command("c3", "workforce.add_worker", addJoko())).code(), "verb.unknown"))
		qt.Check(s.t, qt.Equals(do("milk.hand_over", s.command("c4", "milk.hand_over", map[string]any{"delivery": ident.Named("x")})).code() == "", false))
		secret := strings.Repeat("rahasia", 40)
		other["name"] = secret
		r = do("workforce.add_worker", s.command("c5", "workforce.add_worker", other))
		qt.Check(s.t, qt.Equals(r.status, 422))
		qt.Check(s.t, qt.Not(qt.StringContains(r.body, "rahasia")), qt.Commentf("what was refused is not echoed"))
	})
}

func TestBadInputGetsACodeAndNothingElse(t *testing.T) {
	t.Parallel()
	s := open(t, "").founded()
	for _, c := range []struct {
		body   string
		status int
		code   string
	}{
		{"{", 400, "body.not_json"},
		{"[]", 422, "body.wrong_type"},
		{`{"device":7}`, 422, "body.wrong_type"},
		{`{"what":1}`, 422, "body.unknown_field"},
		{`{"device":"` + strings.Repeat("x", api.BodyLimit) + `"}`, 413, "body.too_large"},
	} {
		r := s.send("POST", "/api/v1/sync", c.body)
		qt.Check(t, qt.Equals(r.status, c.status), qt.Commentf("%.40s", c.body))
		qt.Check(t, qt.Equals(r.code(), c.code), qt.Commentf("%.40s", c.body))
		qt.Check(t, qt.Equals(r.header.Get("Content-Type"), "application/problem+json"))
	}
	qt.Check(t, qt.Equals(s.send("GET", "/api/v2/anything", nil).code(), "not_found"))
	qt.Check(t, qt.Equals(s.send("GET", "/tiles/1/0/0.png", nil).status, 404), qt.Commentf("no source, no picture"))
	foreign := s.send("POST", "/api/v1/sync", "{}", "Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example")
	qt.Check(t, qt.Equals(foreign.status, 403))
	csp := s.send("GET", "/healthz", nil).header.Get("Content-Security-Policy")
	qt.Check(t, qt.StringContains(csp, "default-src 'none'"))
	qt.Check(t, qt.Not(qt.StringContains(csp, "unsafe")))
}

func TestEveryRouteAndVerbHasAnAccessRow(t *testing.T) {
	t.Parallel()
	s := open(t, "")
	for _, r := range s.h.API(house.Doors{}).Routes() {
		qt.Check(t, qt.IsTrue(slices.Contains([]string{"open", "session", "verb"}, r.Access)), qt.Commentf("%s", r.Pattern))
		method, path, _ := strings.Cut(r.Pattern, " ")
		if r.Access == "open" {
			continue
		}
		path = strings.NewReplacer("{verb}", "milk.declare").Replace(path)
		got := s.send(method, path, map[string]any{})
		qt.Check(t, qt.Equals(got.status, http.StatusUnauthorized), qt.Commentf("%s without a session", r.Pattern))
	}
	needs := access.Needs()
	for name, v := range s.h.Journal.Verbs() {
		qt.Check(t, qt.Not(qt.HasLen(needs[v.Need], 0)), qt.Commentf("%s", name))
	}
}

func TestTheDocumentNamesEveryVerb(t *testing.T) {
	t.Parallel()
	s := open(t, "")
	var doc struct {
		OpenAPI    string
		Paths      map[string]any
		Components struct{ Schemas map[string]any }
	}
	r := s.send("GET", "/api/openapi.json", nil)
	r.into(t, &doc)
	qt.Check(t, qt.Equals(doc.OpenAPI, "3.1.0"))
	for name := range s.h.Journal.Verbs() {
		qt.Check(t, qt.IsNotNil(doc.Paths["/api/v1/do/"+name]), qt.Commentf("%s", name))
	}
	for _, part := range strings.Split(r.body, `"#/components/schemas/`)[1:] {
		ref, _, _ := strings.Cut(part, `"`)
		qt.Check(t, qt.IsNotNil(doc.Components.Schemas[ref]), qt.Commentf("%s", ref))
	}
}

func rowsOf(a api.SyncAnswer, table string) []api.SyncRow {
	var out []api.SyncRow
	for _, r := range a.Rows {
		if r.Tbl == table {
			out = append(out, r)
		}
	}
	return out
}
