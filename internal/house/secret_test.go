package house_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
)

// asDispatcher makes the head somebody who may also enrol phones and issue links.
func (s *stage) asDispatcher(me api.Me) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.h.Tell(s.t.Context(), me.Facility.ID, ident.Named("grant"), "workforce.grant_role",
		map[string]any{"worker": me.Worker, "role": "dispatcher", "from": "2026-01-01"})))
}

func (s *stage) do(name, verb string, body any) (out journal.Outcome, result map[string]string) {
	s.t.Helper()
	r := s.send("POST", "/api/v1/do/"+verb, s.command(name, verb, body))
	qt.Assert(s.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	r.into(s.t, &out)
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", r.body))
	reply{body: string(out.Result)}.into(s.t, &result)
	return out, result
}

func TestAPhoneIsEnrolledByItsCodeAndShutOutWhenLost(t *testing.T) {
	both(t, func(s *stage) {
		s.asDispatcher(s.founded().signIn())
		qt.Assert(s.t, qt.Equals(s.send("POST", "/api/v1/do/workforce.add_worker", s.command("c1", "workforce.add_worker", addJoko())).status, 200))
		hp := ident.Named("joko's phone")
		enrol := map[string]any{"phone": hp, "worker": joko, "label": "HP Joko", "kind": "traccar"}
		_, result := s.do("c2", "workforce.enrol_phone", enrol)
		at, err := url.Parse(result["url"])
		qt.Assert(s.t, qt.IsNil(err))
		_, again := s.do("c2", "workforce.enrol_phone", enrol)
		qt.Check(s.t, qt.DeepEquals(again, result), qt.Commentf("a repeat gets the same address"))
		qr := s.send("GET", result["qr"], nil)
		qt.Check(s.t, qt.IsTrue(strings.HasPrefix(qr.body, "\x89PNG")))
		desk := s.client
		s.client = s.browser()
		qt.Check(s.t, qt.Equals(s.send("GET", result["qr"], nil).status, 401))
		s.awaitPhone(at.Path, 200)
		s.client = desk
		qt.Assert(s.t, qt.Equals(s.send("POST", "/api/v1/do/workforce.block_phone", s.command("c3", "workforce.block_phone", map[string]any{"phone": hp, "reason": "hilang"})).status, 200))
		s.awaitPhone(at.Path, 401)
		qt.Check(s.t, qt.Equals(s.send("GET", result["qr"], nil).status, 404))
		token := strings.TrimPrefix(at.Path, "/phone/")
		qt.Check(s.t, qt.Not(qt.StringContains(s.said.String(), token)), qt.Commentf("the log holds no phone's secret"))
		s.nothingKept(token)
	})
}

// awaitPhone posts until the door answers so: it is told after the commit.
func (s *stage) awaitPhone(path string, status int) {
	s.t.Helper()
	for s.t.Context().Err() == nil {
		if s.send("POST", path+"?lat=-7.5&lon=110.9&timestamp=1772430000", nil).status == status {
			return
		}
	}
}

// nothingKept reads what the log of commands keeps of answers.
func (s *stage) nothingKept(secret string) {
	s.t.Helper()
	me := s.signIn()
	err := s.h.DB.Read(s.t.Context(), func(tx *store.Tx) error {
		return tx.Each("SELECT result FROM command WHERE facility_id = $1", store.Args(me.Facility.ID), func(scan func(...any) error) error {
			var kept string
			err := scan(&kept)
			qt.Check(s.t, qt.Not(qt.StringContains(kept, secret)))
			return err
		})
	})
	qt.Assert(s.t, qt.IsNil(err))
}

func TestTheLogOfRequestsHoldsNoSecretAndNobodysData(t *testing.T) {
	t.Parallel()
	s := open(t, "")
	link, err := s.h.FirstRunLink(t.Context())
	qt.Assert(t, qt.IsNil(err))
	s.founded()
	s.sync(map[string]any{"commands": []any{s.command("c1", "workforce.add_worker", addJoko())}})
	s.send("POST", "/phone/tebakan-rahasia?lat=-7.5&lon=110.9", nil)
	s.send("GET", "/t/tebakan-rahasia", nil)
	s.send("POST", "/api/v1/do/tebakan-rahasia", s.command("c2", "tebakan-rahasia", addJoko()))
	said := s.said.String()
	qt.Check(t, qt.StringContains(said, "POST /api/v1/sync"))
	for _, secret := range []string{link[strings.LastIndex(link, "/")+1:], headPhone, strings.TrimPrefix(headPhone, "0"), password, "Ratna", "Joko", "81390001111", "tebakan-rahasia", "110.9"} {
		qt.Check(t, qt.Not(qt.StringContains(said, secret)))
	}
}

func TestOverTLSTheCookieIsBoundToTheHost(t *testing.T) {
	t.Parallel()
	s := open(t, "").founded()
	door := s.h.API(doors(true))
	qt.Check(t, qt.StringContains(signInHeader(t, s, door), "__Host-sambang="))
}

func doors(secure bool) house.Doors { return house.Doors{Secure: secure} }

// signInHeader signs in at a door of its own and gives the cookies it sets.
func signInHeader(t *testing.T, s *stage, a *api.API) string {
	t.Helper()
	mux := http.NewServeMux()
	a.Register(mux)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	res, err := http.Post(srv.URL+"/api/v1/session", "application/json", strings.NewReader(`{"phone":"`+headPhone+`","password":"`+password+`"}`))
	qt.Assert(t, qt.IsNil(err))
	defer res.Body.Close()
	all := strings.Join(res.Header.Values("Set-Cookie"), "\n")
	for _, c := range strings.Split(all, "\n") {
		for _, want := range []string{"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} {
			qt.Check(t, qt.StringContains(c, want))
		}
	}
	return all
}
