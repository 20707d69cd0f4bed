package house_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/core/text"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// openDoor is the whole handler of a founded house, asked without a network.
type openDoor struct {
	h       *house.House
	handler http.Handler
	cookie  string
	ids     int
}

func doorFor(f *testing.F) *openDoor {
	f.Helper()
	log := slog.New(slog.DiscardHandler)
	h, err := house.Open(f.Context(), house.Config{Data: storetest.Data(f), Clock: house.NewTestClock(), Log: log, Version: "test", Address: "http://x.example"})
	qt.Assert(f, qt.IsNil(err))
	f.Cleanup(h.Close)
	_, err = h.Found(f.Context(), house.Founding{
		Found: registry.Found{Slug: here.name, Name: "Puskesmas", Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119",
			Villages: []registry.InVillage{{Code: here.villages[0], Name: "Alastuwo", Lat: -7.5, Lon: 110.9}}},
		Staff: house.Staff{Name: "head", Phone: headPhone, Password: password, Role: access.Head}})
	qt.Assert(f, qt.IsNil(err))
	handler, err := h.Handler(house.Doors{Guard: api.Guard{Log: log}})
	qt.Assert(f, qt.IsNil(err))
	d := &openDoor{h: h, handler: handler}
	got := d.ask("POST", "/api/v1/session", fmt.Sprintf(`{"phone":%q,"password":%q}`, headPhone, password), "application/json")
	qt.Assert(f, qt.Equals(got.Code, 200), qt.Commentf("%s", got.Body))
	for _, c := range got.Result().Cookies() {
		if c.Name == "sambang" {
			d.cookie = c.Name + "=" + c.Value
		}
	}
	return d
}

func (d *openDoor) ask(method, path, body, kind string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", strings.NewReader(body))
	r.URL = &url.URL{Path: path} // a path need not be a sound one
	r.Header.Set("Content-Type", kind)
	if d.cookie != "" {
		r.Header.Set("Cookie", d.cookie)
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w
}

// readable fails for an answer that is ours to mend: a fault, or a refusal that
// nobody has a sentence for. Waiting for an earlier command is no fault.
func readable(t *testing.T, got *httptest.ResponseRecorder) {
	t.Helper()
	if got.Code < 300 {
		return
	}
	var p api.Problem
	_ = json.Unmarshal(got.Body.Bytes(), &p)
	if got.Code >= 500 && p.Code != "command.after_missing" || !text.Has(text.ID, "code."+p.Code) {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
}

func FuzzEnvelope(f *testing.F) {
	d := doorFor(f)
	for _, verb := range slices.Sorted(maps.Keys(d.h.Journal.Verbs())) {
		f.Add(verb, fmt.Sprintf(`{"id":%q,"verb":%q,"v":1,"device":"d","n":1,"occurred_at":"2026-03-02T05:00:00Z","after":[],"token":"","body":{}}`, ident.Named(verb), verb))
	}
	f.Add("milk.pack", `{"id":"`+string(ident.Named("b"))+`","verb":"milk.pack","v":1,"after":["`+string(ident.Named("c"))+`"],"body":{"delivery":"x"}}`)
	f.Add("milk.declare", `{"id":null,"v":1e400,"body":[[[["\ud800\u0000"]]]]}`)
	f.Fuzz(func(t *testing.T, verb, body string) {
		readable(t, d.ask("POST", "/api/v1/do/"+verb, body, "application/json"))
	})
}

func FuzzSync(f *testing.F) {
	d := doorFor(f)
	f.Add(`{"device":"d","app":"1","head":"","cursors":{},"commands":[],"limit":1}`)
	f.Add(`{"device":"d","cursors":{"f":-1,"\u0000":9223372036854775807},"commands":[{"id":"x","verb":"milk.pack","v":1,"body":null}]}`)
	f.Fuzz(func(t *testing.T, body string) {
		readable(t, d.ask("POST", "/api/v1/sync", body, "application/json"))
	})
}

func FuzzHeadAndCursors(f *testing.F) {
	d := doorFor(f)
	f.Add("1.00000000", "f", int64(0), 1)
	f.Add("9223372036854775808.abcdef01", "w:\x00", int64(-1), -1)
	f.Add("-1.", "\xff", int64(1<<62), 1<<62)
	f.Fuzz(func(t *testing.T, head, key string, cursor int64, limit int) {
		ask, err := json.Marshal(map[string]any{"device": "d", "app": "1", "head": head, "cursors": map[string]int64{key: cursor, "f": cursor}, "limit": limit, "commands": []any{}})
		if err != nil {
			return
		}
		got := d.ask("POST", "/api/v1/sync", string(ask), "application/json")
		if readable(t, got); got.Code != 200 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
	})
}

// FuzzVerbBody tells the journal any body of any verb, as the machine and as the
// head: an answer or a coded error, never a fault.
func FuzzVerbBody(f *testing.F) {
	d := doorFor(f)
	names := slices.Sorted(maps.Keys(d.h.Journal.Verbs()))
	for i, name := range names {
		seed := map[string]any{}
		for _, field := range textFields(d.h.Journal.Verbs()[name].Body, "") {
			put(seed, strings.Split(field, "."), "x")
		}
		raw, err := json.Marshal(seed)
		qt.Assert(f, qt.IsNil(err))
		f.Add(i, string(raw))
	}
	speakers := []access.Actor{access.TheMachine(here.id), here.actor("head")}
	f.Fuzz(func(t *testing.T, n int, body string) {
		name := names[uint(n)%uint(len(names))]
		for _, a := range speakers {
			d.ids++
			env := journal.Envelope{ID: ident.Named(fmt.Sprint("fuzz ", d.ids)), Verb: name, V: 1, Body: json.RawMessage(body)}
			if _, err := d.h.Journal.Do(t.Context(), a, env); err != nil && fault.Of(err).Kind == fault.Fault {
				t.Fatalf("%s: %v", name, err)
			}
		}
	})
}

func FuzzSessionCookie(f *testing.F) {
	d := doorFor(f)
	real := d.cookie
	f.Add(real + "x")
	f.Add("sambang=\x00; sambang-desk=%")
	f.Add("sambang=" + strings.Repeat("a", 64) + "; sambang-desk=" + strings.Repeat("0", 32))
	f.Fuzz(func(t *testing.T, cookie string) {
		d.cookie = cookie
		got := d.ask("GET", "/api/v1/me", "", "application/json")
		if readable(t, got); got.Code == 200 && !strings.Contains(cookie, real) {
			t.Fatalf("%q opens the door", cookie)
		}
		readable(t, d.ask("GET", "/api/v1/session/desk", "", "application/json"))
	})
}

// FuzzFirstRun fills the form that begins a health centre with anything.
func FuzzFirstRun(f *testing.F) {
	log := slog.New(slog.DiscardHandler)
	h, err := house.Open(f.Context(), house.Config{Data: storetest.Data(f), Clock: house.NewTestClock(), Log: log, Version: "test", Address: "http://x.example"})
	qt.Assert(f, qt.IsNil(err))
	f.Cleanup(h.Close)
	handler, err := h.Handler(house.Doors{Guard: api.Guard{Log: log}})
	qt.Assert(f, qt.IsNil(err))
	at, err := h.FirstRunLink(f.Context())
	qt.Assert(f, qt.IsNil(err))
	d := &openDoor{h: h, handler: handler}
	bad := form()
	bad.Set("zone", "../../etc/passwd")
	f.Add(bad.Encode())
	f.Add("name=%00&slug=..&village=%ff&password=" + strings.Repeat("x", 300))
	f.Add("name=%zz;;&&=")
	f.Fuzz(func(t *testing.T, body string) {
		if got := d.ask("POST", strings.TrimPrefix(at, "http://x.example"), body, "application/x-www-form-urlencoded"); got.Code >= 500 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
	})
}

// FuzzLinkPage opens any link, and presses any button of a real one with any form.
func FuzzLinkPage(f *testing.F) {
	d := doorFor(f)
	token := motherLink(f, d)
	form := "application/x-www-form-urlencoded"
	if got := d.ask("GET", "/t/"+token, "", form); got.Code != 200 {
		f.Fatalf("the link's own page: %d", got.Code)
	}
	f.Add("-x", "declare", "day=2026-03-02&ml1=120&at1=12.00&when1=&handed=mother&command="+string(ident.Named("form")))
	f.Add("", "name", "name=%00&relation=%ff&phone=08&command="+string(ident.Named("form")))
	f.Add("", "drop", "recipient=x&command=%00")
	f.Add("\x00/../", "confirm", ";;&&==%zz")
	f.Fuzz(func(t *testing.T, suffix, act, body string) {
		if got := d.ask("GET", "/t/"+token+suffix, "", form); got.Code >= 500 || got.Code == 200 && suffix != "" {
			t.Fatalf("%q: %d %s", suffix, got.Code, got.Body)
		}
		if got := d.ask("POST", "/t/"+token+"/"+act, body, form); got.Code >= 500 {
			t.Fatalf("%q %q: %d %s", act, body, got.Code, got.Body)
		}
	})
}

// motherLink takes a mother in and gives the token of her own page.
func motherLink(f *testing.F, d *openDoor) (token string) {
	f.Helper()
	x := things{centre: here, village: here.villages[0]}
	place := ident.Named("place")
	qt.Assert(f, qt.IsNil(d.h.Tell(f.Context(), here.id, ident.Named("enrol"), "milk.enrol", x.enrol(place, ident.Named("mother"), ident.Named("recipient")))))
	qt.Assert(f, qt.IsNil(d.h.DB.Read(f.Context(), func(tx *store.Tx) error {
		links, err := link.OfSubject(tx, here.id, place)
		if err == nil {
			token = link.Token(d.h.Ring, here.name, links[0])
		}
		return err
	})))
	return token
}
