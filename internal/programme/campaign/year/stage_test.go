// Package year tells a campaign of sellers as a story, through every room that takes part
// in it.
package year_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
	"sambang/internal/world"
)

// basics is the course without which nobody is handed leaflets.
const basics = workforce.BreastfeedingBasics

// sellers are the six of the story; the last does not pass.
var sellers = []string{"Pak Karto", "Mbok Nah", "Pak Giman", "Bu Lastri", "Pak Yono", "Mbok Sum"}

// story is a campaign: a world with the pages that citizens open.
type story struct {
	*world.World
	t    *testing.T
	page *httptest.Server
}

func id(name string) ident.ID { return ident.Named(name) }

// begins opens the health centre with a midwife, a cadre and six sellers who are trained by
// nobody yet, and with leaflets in its store.
func begins(t *testing.T, w *world.World) story {
	s := story{World: w, t: t}
	handler, err := w.House.Handler(house.Doors{Guard: api.Guard{Log: w.House.Log}})
	qt.Assert(t, qt.IsNil(err))
	s.page = httptest.NewServer(handler)
	t.Cleanup(s.page.Close)
	w.Midwife("Bidan Eni", world.Village).Cadre("Kader Yati", world.Village)
	for _, name := range sellers {
		w.As("machine").Send("add "+name, "workforce.add_worker", workforce.AddWorker{Worker: id(name), Name: name, Kinds: []string{workforce.Seller}})
		w.As("officer").Send("enlist "+name, "campaign.enlist", campaign.Enlist{Seller: id(name), Kind: campaign.Newspaper, Villages: []string{world.Village, world.OtherVillage},
			Days: []int64{1, 3, 5}, Language: "jv", Phone: "smart"})
	}
	w.Send("leaflets", "campaign.receive", campaign.Receive{Material: campaign.Leaflet, Count: 300, From: "Percetakan"})
	return s
}

// until is an hour of a day; what the machine has to do by then is done.
func (s story) until(at string) {
	s.t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", at, time.FixedZone("WIB", 7*3600))
	qt.Assert(s.t, qt.IsNil(err))
	s.Clock.Set(instant.Of(moment))
	s.Settle()
}

// by sends a command in the name of somebody who is not in the world's list.
func (s story) by(a access.Actor, name, verb string, body any) (journal.Outcome, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return journal.Outcome{}, err
	}
	return s.House.Journal.Do(s.t.Context(), a, journal.Envelope{ID: id("command by page " + name), Verb: verb, V: 1, Body: raw})
}

// pageOf is a seller who speaks by the page that was sent.
func (s story) pageOf(name string) access.Actor {
	return access.Actor{Facility: s.Facility, ID: id("page of " + name), Person: id(name), Subject: id(name), Roles: []access.Role{access.Seller},
		Keys: []string{"o:" + string(id(name))}, Door: "link", Authority: -1}
}

// told is something that a seller tells by the page, and that is taken.
func (s story) told(seller, name, verb string, body any) {
	s.t.Helper()
	out, err := s.by(s.pageOf(seller), name, verb, body)
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", verb, out.Code))
	s.Settle()
}

// pack is what is taught in a course.
func pack(code string) training.Pack {
	for _, p := range training.Courses() {
		if p.Code == code {
			return p
		}
	}
	panic("no course " + code)
}

// asked is an examination aloud with so many wrong answers.
func asked(worker string, wrong int) training.Examine {
	b := training.Examine{Attempt: id("asked " + worker), Worker: id(worker), Course: basics, Language: "jv", Session: id("session")}
	for i, d := range training.Draw(pack(basics), b.Attempt) {
		b.Ticks = append(b.Ticks, training.Ticked{Code: d.Question, OK: i >= wrong})
	}
	return b
}

// seen is an assessment in which everything was done, or nothing.
func seen(worker string, ok bool) training.Assess {
	b := training.Assess{Attempt: id("seen " + worker), Worker: id(worker), Course: basics, Session: id("session")}
	for _, item := range pack(basics).Practical {
		b.Ticks = append(b.Ticks, training.Ticked{Code: item.Code, OK: ok})
	}
	return b
}

// certified reports whether somebody has a certificate of the sellers' course today.
func (s story) certified(name string) (yes bool) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		yes, err = workforce.CertifiedOn(q, id(name), basics, q.Now.Day(time.FixedZone("WIB", 7*3600)))
		return err
	})
	return yes
}

// batch is the row of a batch.
func (s story) batch(name string) (b campaign.Batch) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		b, _, err = campaign.Batches.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return b
}

// hidden are the fields of the form by which a page without script tells of a scan.
var hidden = regexp.MustCompile(`<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"`)

// scans opens the page of a batch and tells of it so many times, as one phone does that
// sends again what nobody answered.
func (s story) scans(batch string, told int) {
	s.t.Helper()
	at := s.page.URL + "/b/contoh-" + s.batch(batch).Code
	res, err := http.Get(at)
	qt.Assert(s.t, qt.IsNil(err))
	body, err := io.ReadAll(res.Body)
	res.Body.Close()
	qt.Assert(s.t, qt.IsNil(err))
	_, form, found := strings.Cut(string(body), "<noscript>")
	qt.Assert(s.t, qt.IsTrue(found), qt.Commentf("the page of a batch asks to be counted"))
	form, _, _ = strings.Cut(form, "</noscript>")
	values := url.Values{}
	for _, field := range hidden.FindAllStringSubmatch(form, -1) {
		values.Set(field[1], field[2])
	}
	for range told {
		res, err := http.PostForm(at+"/scan", values)
		qt.Assert(s.t, qt.IsNil(err))
		res.Body.Close()
		qt.Assert(s.t, qt.IsTrue(res.StatusCode < 400), qt.Commentf("%d", res.StatusCode))
	}
}
