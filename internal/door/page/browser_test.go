package page_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/page"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

const noon = "2026-03-02 12:50"

// street is a health centre with its link pages on a real port.
type street struct {
	*world.World
	server *httptest.Server
}

func newStreet(t testing.TB, w *world.World) *street {
	h := w.House
	server := httptest.NewServer(page.New(page.Deps{DB: h.DB, Journal: h.Journal, Keys: h.Ring, Clock: h.Clock, Log: h.Log, Hub: h.Hub,
		Address: "https://contoh.example", Stopping: h.Stopping()}))
	t.Cleanup(server.Close)
	return &street{w, server}
}

// told is a street where Sri has put two bottles out for her recipients.
func told(t *testing.T, w *world.World, recipients ...string) *street {
	w.Mother("Sri", recipients...).Courier("Joko")
	declare(w, "Sri", "D1")
	return newStreet(t, w)
}

func declare(w *world.World, mother, name string) {
	at := w.Clock.Now().Add(-30 * 60 * 1e9)
	w.As(mother).Send("declare "+name, "milk.declare", milk.Declare{Delivery: ident.Named(name), Place: ident.Named("place " + mother), Bottles: []milk.BottleBody{
		{ID: ident.Named(name + " one"), VolumeML: 120, ExpressedAt: at, Milk: "fresh", Kept: "cooler"},
		{ID: ident.Named(name + " two"), VolumeML: 90, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}}})
}

func bottles(name string) []ident.ID {
	return []ident.ID{ident.Named(name + " one"), ident.Named(name + " two")}
}

// fetch has Joko take a delivery over, pack it and leave.
func (s *street) fetch(name string) *street {
	id := ident.Named(name)
	s.As("Joko").Send("accept "+name, "dispatch.accept", dispatch.Accept{Job: s.delivery(name).Job}).
		Send("hand over "+name, "milk.hand_over", milk.HandOver{Delivery: id, Bag: "bag " + name, Bottles: bottles(name), HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack "+name, "milk.pack", milk.Pack{Delivery: id, TemperatureC: new(4.0)}).
		Send("depart "+name, "milk.depart", milk.Depart{Delivery: id})
	return s
}

func (s *street) deliver(name, recipient string) {
	s.As("Joko").Send("deliver "+name, "milk.deliver", milk.Deliver{Delivery: ident.Named(name), Recipient: ident.Named(recipient), Code: s.code(name), Bottles: bottles(name)})
}

func (s *street) delivery(name string) (d milk.Delivery) {
	s.Query(func(q journal.Query) (err error) {
		d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, ident.Named(name))
		return err
	})
	return d
}

func (s *street) code(name string) string {
	return link.Code(s.House.Ring, s.Facility, ident.Named(name), s.delivery(name).CodeGeneration)
}

// path is the address of somebody's link to a subject.
func (s *street) path(purpose string, subject ident.ID, person string) (path string) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		all, err := link.OfSubject(q.Tx, q.Facility, subject)
		for _, l := range all {
			if l.Purpose == purpose && l.Person == ident.Named(person) {
				path = "/t/" + link.Token(s.House.Ring, "contoh", l)
			}
		}
		return err
	})
	qt.Assert(s.T, qt.Not(qt.Equals(path, "")), qt.Commentf("%s has no link", person))
	return path
}

// browser is one telephone.
type browser struct {
	*http.Client
	s     *street
	agent string
}

func (s *street) browser() *browser {
	jar, err := cookiejar.New(nil)
	qt.Assert(s.T, qt.IsNil(err))
	return &browser{&http.Client{Jar: jar}, s, "Mozilla/5.0 (Linux; Android 8.0) Chrome/120 Mobile"}
}

// page is an answer as it was read.
type answer struct {
	status int
	body   string
	path   string
	size   int // bytes as they went over the wire
	header http.Header
}

func (b *browser) do(method, path string, form url.Values) answer {
	b.s.T.Helper()
	req, err := http.NewRequest(method, b.s.server.URL+path, strings.NewReader(form.Encode()))
	qt.Assert(b.s.T, qt.IsNil(err))
	req.Header.Set("User-Agent", b.agent)
	req.Header.Set("Accept-Encoding", "gzip")
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := b.Do(req)
	qt.Assert(b.s.T, qt.IsNil(err))
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	qt.Assert(b.s.T, qt.IsNil(err))
	out := answer{res.StatusCode, string(raw), res.Request.URL.Path, len(raw), res.Header}
	if res.Header.Get("Content-Encoding") == "gzip" && len(raw) > 0 {
		z, err := gzip.NewReader(strings.NewReader(string(raw)))
		qt.Assert(b.s.T, qt.IsNil(err))
		plain, err := io.ReadAll(z)
		qt.Assert(b.s.T, qt.IsNil(err))
		out.body = string(plain)
	}
	return out
}

func (b *browser) get(path string) answer { b.s.T.Helper(); return b.do(http.MethodGet, path, nil) }

// open presses the button of a link.
func (b *browser) open(path string) answer {
	b.s.T.Helper()
	return b.do(http.MethodPost, path+"/open", nil)
}

var field = regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)">`)

// fill takes a form's hidden fields as they were drawn and adds what is typed.
func fill(t testing.TB, body, action string, typed map[string]string) url.Values {
	t.Helper()
	_, form, found := strings.Cut(body, `/`+action+`"`)
	qt.Assert(t, qt.IsTrue(found), qt.Commentf("no form %s", action))
	form, _, _ = strings.Cut(form, "</form>")
	out := url.Values{}
	for _, m := range field.FindAllStringSubmatch(form, -1) {
		out.Set(m[1], m[2])
	}
	for k, v := range typed {
		out.Set(k, v)
	}
	return out
}

// press fills and sends a form of the page.
func (b *browser) press(path, action string, typed map[string]string) answer {
	b.s.T.Helper()
	return b.do(http.MethodPost, path+"/"+action, fill(b.s.T, b.get(path).body, action, typed))
}

// rows counts what a looking browser must not change.
func (s *street) rows() map[string]int {
	out := map[string]int{}
	qt.Assert(s.T, qt.IsNil(s.House.DB.Read(s.T.Context(), func(tx *store.Tx) error {
		for _, table := range []string{"command", "event", "sealed", "link_viewer", "errand", "link"} {
			var n int
			if _, err := tx.One("SELECT count(*) FROM "+table, nil, &n); err != nil {
				return err
			}
			out[table] = n
		}
		return nil
	})))
	return out
}
