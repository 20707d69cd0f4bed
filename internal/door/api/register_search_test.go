package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// desk is a health centre with two villages, reached as a browser reaches it.
type desk struct {
	t        *testing.T
	h        *house.House
	url      string
	client   *http.Client
	facility ident.ID
	n        int
}

const (
	waru, kebak = "33.13.14.2007", "33.13.14.2006"
	password    = "jangan ditebak"
)

var roles = []access.Role{access.Head, access.Officer, access.Dispatcher, access.Treasurer, access.Midwife, access.Doctor, access.Cadre, access.Courier, access.Admin}

// bothDesks tells a story on each of the two databases.
func bothDesks(t *testing.T, story func(d *desk)) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); story(openDesk(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); story(openDesk(t, storetest.Postgres(t))) })
}

func openDesk(t *testing.T, database string) *desk {
	t.Helper()
	log, clock := slog.New(slog.NewTextHandler(io.Discard, nil)), house.NewTestClock()
	clock.Set(instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC)))
	h, err := house.Open(t.Context(), house.Config{Data: storetest.Data(t), Database: database, Clock: clock, Log: log, Version: "test"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	mux := http.NewServeMux()
	door := h.API(house.Doors{})
	door.Register(mux)
	srv := httptest.NewServer(api.Guard{Log: log}.Wrap(mux))
	t.Cleanup(srv.Close)
	d := &desk{t: t, h: h, url: srv.URL}
	d.found()
	return d
}

// found begins the health centre with staff of every role; midwife and cadre
// serve Waru.
func (d *desk) found() {
	d.t.Helper()
	f := house.Founding{Staff: house.Staff{Name: "head", Phone: number("head"), Password: password, Role: access.Head}}
	f.Found = registry.Found{Slug: "kebakkramat", Name: "Puskesmas Kebakkramat I", Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: waru, Name: "Waru", Lat: -7.5, Lon: 110.9}, {Code: kebak, Name: "Kebak", Lat: -7.51, Lon: 110.9}}}
	var err error
	d.facility, err = d.h.Found(d.t.Context(), f)
	qt.Assert(d.t, qt.IsNil(err))
	for _, role := range roles {
		worker := ident.Named("worker " + string(role))
		add := workforce.AddWorker{Worker: worker, Name: string(role), Kinds: []string{"desk"}}
		if role == access.Midwife || role == access.Cadre {
			add.Kinds, add.Villages = []string{string(role)}, []string{waru}
		}
		d.must("workforce.add_worker", add)
		d.must("workforce.grant_role", workforce.GrantRole{Worker: worker, Role: role, From: "2026-01-01"})
		if role != access.Head {
			_, err := d.h.Desk.AddAccount(d.t.Context(), number(string(role)), password, d.facility, worker, d.h.Clock.Now())
			qt.Assert(d.t, qt.IsNil(err))
		}
	}
}

func number(name string) string { return fmt.Sprintf("08120000%04d", len(name)*100+int(name[0])%100) }

func (d *desk) must(verb string, body any) {
	d.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(d.t, qt.IsNil(err))
	d.n++
	out, err := d.h.Journal.Do(d.t.Context(), access.TheMachine(d.facility), journal.Envelope{ID: ident.Named(fmt.Sprint("command ", d.n)), Verb: verb, V: 1, Body: raw})
	qt.Assert(d.t, qt.IsNil(err))
	qt.Assert(d.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", verb, out.Code))
}

// as signs somebody of a role in on a browser of their own.
func (d *desk) as(role access.Role) *desk {
	d.t.Helper()
	jar, err := cookiejar.New(nil)
	qt.Assert(d.t, qt.IsNil(err))
	d.client = &http.Client{Jar: jar}
	status, body := d.send("POST", "/api/v1/session", api.Credentials{Phone: number(string(role)), Password: password})
	qt.Assert(d.t, qt.Equals(status, 200), qt.Commentf("%s", body))
	return d
}

func (d *desk) send(method, path string, body any) (int, string) {
	d.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(d.t, qt.IsNil(err))
	req, err := http.NewRequestWithContext(d.t.Context(), method, d.url+path, bytes.NewReader(raw))
	qt.Assert(d.t, qt.IsNil(err))
	req.Header.Set("Content-Type", "application/json")
	res, err := d.client.Do(req)
	qt.Assert(d.t, qt.IsNil(err))
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	qt.Assert(d.t, qt.IsNil(err))
	return res.StatusCode, string(text)
}

func (d *desk) people(status int, body string) []registry.Hit {
	d.t.Helper()
	qt.Assert(d.t, qt.Equals(status, 200), qt.Commentf("%s", body))
	var found api.Found
	qt.Assert(d.t, qt.IsNil(json.Unmarshal([]byte(body), &found)))
	return found.People
}

func (d *desk) search(query url.Values) []registry.Hit {
	d.t.Helper()
	return d.people(d.send("GET", "/api/v1/register/search?"+query.Encode(), nil))
}

func (d *desk) alike(c registry.Candidate) []registry.Hit {
	d.t.Helper()
	return d.people(d.send("POST", "/api/v1/register/alike", c))
}

func (d *desk) resident(name, village string, more func(*registry.Enter)) ident.ID {
	e := registry.Enter{Person: ident.Named(name), Kind: registry.Resident, Name: name, Village: village}
	if more != nil {
		more(&e)
	}
	d.must("registry.register", e)
	return e.Person
}

// shown lists whom the access log says an answer for a purpose has shown, the
// last answer last.
func (d *desk) shown(purpose string) (rows []string) {
	d.t.Helper()
	qt.Assert(d.t, qt.IsNil(d.h.DB.Read(d.t.Context(), func(tx *store.Tx) error {
		return tx.Each("SELECT people FROM access_log WHERE facility_id = $1 AND purpose = $2 ORDER BY at", store.Args(d.facility, purpose), func(scan func(...any) error) error {
			var people string
			err := scan(&people)
			rows = append(rows, people)
			return err
		})
	})))
	return rows
}

func TestSomebodyIsFoundAtTheDeskAndTheAnswerIsNoted(t *testing.T) {
	bothDesks(t, func(d *desk) {
		house, household := ident.Named("house"), ident.Named("household")
		d.must("registry.set_house", registry.SetHouse{House: house, Village: waru})
		d.must("registry.set_household", registry.SetHousehold{Household: household, House: house})
		sri := d.resident("Sri Wahyuni", waru, func(e *registry.Enter) {
			e.Household, e.Born, e.Sex, e.Phone, e.MotherName = household, "1994-03-12", "female", "0812-3456-7890", "Partinah"
		})
		hits := d.as(access.Officer).search(url.Values{"q": {"bu srie wahj"}})
		qt.Assert(t, qt.HasLen(hits, 1))
		qt.Check(t, qt.Equals(hits[0].AgeMonths, 31*12+11))
		hits[0].Score = 0
		code := hits[0].HouseCode
		qt.Check(t, qt.DeepEquals(hits[0], registry.Hit{ID: sri, Kind: registry.Resident, Name: "Sri Wahyuni", Born: "1994-03-12", AgeMonths: 383, Sex: "female", Village: waru, VillageName: "Waru",
			MotherName: "Partinah", HouseCode: code, PhoneEnd: "7890", State: registry.Active, Why: []string{"name"}}))
		qt.Check(t, qt.Equals(len(code), len("07-0001-1")))
		qt.Check(t, qt.DeepEquals(d.shown("search"), []string{"person:" + string(sri)}))
		qt.Check(t, qt.HasLen(d.search(url.Values{"q": {"tidak ada"}}), 0))
		qt.Check(t, qt.HasLen(d.shown("search"), 1), qt.Commentf("an answer that shows nobody is no row"))

		hits = d.as(access.Head).search(url.Values{"q": {"wahyuni"}})
		qt.Assert(t, qt.HasLen(hits, 1))
		qt.Check(t, qt.Equals(hits[0].HouseCode+hits[0].PhoneEnd, ""), qt.Commentf("where she lives is behind the glass"))
	})
}

func TestMidwifeAndCadreFindTheirVillageAndNobodyElse(t *testing.T) {
	bothDesks(t, func(d *desk) {
		ours := d.resident("Siti Aminah", waru, func(e *registry.Enter) { e.Born = "1990-01-02" })
		theirs := d.resident("Siti Aminah Kebak", kebak, func(e *registry.Enter) { e.Born = "1990-01-02" })
		for _, role := range []access.Role{access.Midwife, access.Cadre} {
			hits := d.as(role).search(url.Values{"q": {"siti aminah"}})
			qt.Assert(t, qt.HasLen(hits, 1))
			qt.Check(t, qt.Equals(hits[0].ID, ours))
			likely := d.alike(registry.Candidate{Name: "St. Aminah Kebak", Born: "1990-01-02"})
			qt.Check(t, qt.HasLen(likely, 1), qt.Commentf("%v", likely))
			for path, body := range map[string]any{"search?q=siti&village=" + kebak: nil, "search?q=siti&village=11.01.01.2001": nil} {
				status, text := d.send("GET", "/api/v1/register/"+path, body)
				qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s", text))
			}
			status, _ := d.send("POST", "/api/v1/register/alike", registry.Candidate{Person: theirs})
			qt.Check(t, qt.Equals(status, 404))
		}
		hits := d.as(access.Dispatcher).search(url.Values{"q": {"siti aminah"}, "village": {kebak}, "limit": {"1"}})
		qt.Assert(t, qt.HasLen(hits, 1))
		qt.Check(t, qt.Equals(hits[0].ID, theirs))
	})
}

func TestWhoHasNoBusinessWithTheRegisterFindsNothing(t *testing.T) {
	bothDesks(t, func(d *desk) {
		d.resident("Siti Aminah", waru, nil)
		for _, role := range []access.Role{access.Treasurer, access.Doctor, access.Courier, access.Admin} {
			d.as(role)
			status, text := d.send("GET", "/api/v1/register/search?q=siti", nil)
			qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s %s", role, text))
			status, text = d.send("POST", "/api/v1/register/alike", registry.Candidate{Name: "siti"})
			qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s %s", role, text))
		}
		d.client = &http.Client{}
		status, _ := d.send("GET", "/api/v1/register/search?q=siti", nil)
		qt.Check(t, qt.Equals(status, 401))
		qt.Check(t, qt.HasLen(d.shown("search"), 0))
	})
}

func TestSomebodyWhoIsTypedInAgainIsShownWithWhy(t *testing.T) {
	bothDesks(t, func(d *desk) {
		there := d.resident("Moh. Rizqi Ramadhan", waru, func(e *registry.Enter) { e.Born, e.Sex, e.MotherName = "2019-05-04", "male", "Sulastri" })
		d.resident("Muhammad Rizal", waru, func(e *registry.Enter) { e.Born, e.Sex, e.MotherName = "2017-05-04", "male", "Sulastri" })
		hits := d.as(access.Officer).alike(registry.Candidate{Name: "Muhammad Risky Romadhon", MotherName: "Soelastrie", Born: "2019-04-05", Sex: "male", Village: waru})
		qt.Assert(t, qt.Not(qt.HasLen(hits, 0)))
		qt.Check(t, qt.Equals(hits[0].ID, there))
		qt.Check(t, qt.IsTrue(hits[0].Likely))
		qt.Check(t, qt.DeepEquals(hits[0].Why, []string{"name_close", "born", "mother"}))
		qt.Check(t, qt.IsTrue(strings.Contains(d.shown("alike")[0], string(there))))
		hits = d.alike(registry.Candidate{Person: there})
		for _, h := range hits {
			qt.Check(t, qt.IsTrue(h.ID != there && !h.Likely), qt.Commentf("%v", h))
		}
	})
}

func TestWhatCannotBeAskedIsSaidSo(t *testing.T) {
	d := openDesk(t, "").as(access.Officer)
	for path, code := range map[string]string{"q=a&limit=0": "body.bad_choice", "q=a&limit=51": "body.bad_choice", "q=a&limit=x": "body.bad_choice", "q=a&kind=worker": "body.bad_choice"} {
		status, text := d.send("GET", "/api/v1/register/search?"+path, nil)
		qt.Check(t, qt.Equals(status, 422), qt.Commentf("%s", path))
		qt.Check(t, qt.StringContains(text, code))
	}
	status, _ := d.send("POST", "/api/v1/register/alike", map[string]any{"name": "a", "shoe_size": 43})
	qt.Check(t, qt.Equals(status, 422))
	qt.Check(t, qt.HasLen(d.search(url.Values{"q": {""}}), 0))
	doc := d.h.API(house.Doors{}).Document()
	raw, err := json.Marshal(doc)
	qt.Assert(t, qt.IsNil(err))
	for _, word := range []string{"/api/v1/register/search", "/api/v1/register/alike", "registry.Candidate", "registry.Hit", "api.Found"} {
		qt.Check(t, qt.StringContains(string(raw), word))
	}
}
