package lead_test

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// village is a health centre with a cadre and a midwife in each of two villages, and Pak
// Karto, who sells newspapers in the first.
type village struct{ *world.World }

// both tells a story on both databases, on Monday 2 March 2026.
func both(t *testing.T, story func(t *testing.T, v village)) {
	t.Helper()
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) { story(t, opened(w)) })
}

func opened(w *world.World) village {
	w.Midwife("Bidan Sri", world.Village).Midwife("Bidan Ani", world.OtherVillage)
	w.Cadre("Kader Yuli", world.Village).Cadre("Kader Tuti", world.OtherVillage)
	w.As("machine").Send("Karto works", "workforce.add_worker", workforce.AddWorker{Worker: id("Pak Karto"), Name: "Karto", Kinds: []string{"seller"}, Villages: []string{world.Village}})
	w.As("officer").Send("Karto is in", "campaign.enlist", campaign.Enlist{Seller: id("Pak Karto"), Kind: campaign.Newspaper, Villages: []string{world.Village},
		Days: []int64{1, 2, 3, 4, 5, 6}, Language: "jv", Phone: "smart"})
	return village{w}
}

func id(name string) ident.ID { return ident.Named(name) }

// refer is what is told of Bu Dewi: she has little milk.
func refer(name string) lead.Refer {
	return lead.Refer{Lead: id(name), Village: world.Village, Kind: lead.Milk, Name: "Dewi", Phone: "0899 0000 0601", Note: "dekat mushola", Consent: true, Seller: id("Pak Karto")}
}

// karto is the seller's page: it reaches what it tells itself, and nothing else.
func (v village) karto() access.Actor {
	return access.Actor{Facility: v.Facility, ID: id("page of Karto"), Person: id("Pak Karto"), Subject: id("Pak Karto"), Roles: []access.Role{access.Seller},
		Keys: []string{"o:" + string(id("Pak Karto"))}, Door: "link"}
}

// by sends a command by an actor who is not in the world's list.
func (v village) by(a access.Actor, name, verb string, body any) (journal.Outcome, error) {
	v.T.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(v.T, qt.IsNil(err))
	return v.House.Journal.Do(v.T.Context(), a, journal.Envelope{ID: id("command by page " + name), Verb: verb, V: 1, Body: raw})
}

// row is a lead as the table has it, view as its readers see it.
func (v village) row(name string) (l lead.Lead) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		l, _, err = lead.Leads.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return l
}

func (v village) view(name string) (out lead.View) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		out, err = lead.ViewOf(q, v.row(name))
		return err
	})
	return out
}

func (v village) promised(name string) (p promise.Promise) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		p, _, err = promise.Promises.Get(q.Tx, q.Facility, lead.PromiseID(id(name)))
		return err
	})
	return p
}

// of is what Karto learns of a week.
func (v village) of(monday string) (t lead.Tally) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		t, err = lead.OfSeller(q, id("Pak Karto"), monday)
		return err
	})
	return t
}

// until moves the clock to an hour of the health centre; what the machine has to do is done.
func (v village) until(at string) {
	v.T.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", at, time.FixedZone("WIB", 7*3600))
	qt.Assert(v.T, qt.IsNil(err))
	v.Clock.Set(instant.Of(when))
	v.Settle()
}

// massages lets Karto be one who has learnt to massage.
func (v village) massages() {
	v.T.Helper()
	for i, course := range []string{"exclusive_breastfeeding", "breast_massage"} {
		v.As("machine").Send("certify "+course, "workforce.certify", workforce.Certify{Worker: id("Pak Karto"), Course: course, Number: "S-" + strconv.Itoa(i), ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
	}
}
