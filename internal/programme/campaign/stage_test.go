package campaign_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// The villages of the story.
const (
	jambewangi = "35.10.16.2001"
	sempu      = "35.10.16.2002"
	karangsari = "35.10.16.2003"
)

var sambangSempu = ident.Named("Puskesmas Sempu")

// campaignDay is Sempu's campaign on Monday 2 March 2026.
type campaignDay struct {
	*stagetest.Stage
	officer, colleague, head access.Actor
}

func id(name string) ident.ID { return ident.Named(name) }

// both tells a story on both databases.
func both(t *testing.T, story func(t *testing.T, s campaignDay)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, db *store.DB) { story(t, opened(t, db)) })
}

func opened(t *testing.T, db *store.DB) campaignDay {
	t.Helper()
	s := campaignDay{Stage: stagetest.Open(t, db, sambangSempu, stagetest.Hour("08:00"), registry.Room{}, task.Room{}, workforce.Room{}, link.Room{}, messaging.Room{},
		policy.Room{Sections: []policy.Known{campaign.Policy}}, ledger.Room{Elsewhere: campaign.Posts}, campaign.Room{})}
	s.Found("sempu", "Puskesmas Sempu", registry.InVillage{Code: jambewangi, Name: "Jambewangi", Lat: -8.28, Lon: 114.11},
		registry.InVillage{Code: sempu, Name: "Sempu", Lat: -8.3, Lon: 114.14}, registry.InVillage{Code: karangsari, Name: "Karangsari", Lat: -8.32, Lon: 114.15})
	for _, name := range []string{"wati", "tini"} {
		s.Employ(id(name), access.Officer)
	}
	s.Employ(id("hadi"), access.Head)
	s.officer, s.colleague = stagetest.Desk(s.Facility, id("wati"), access.Officer), stagetest.Desk(s.Facility, id("tini"), access.Officer)
	s.head = stagetest.Desk(s.Facility, id("hadi"), access.Head)
	return s
}

// seller takes somebody in and enlists them; courses are what they have passed this year.
func (s campaignDay) seller(name string, villages []string, courses ...string) {
	s.T.Helper()
	machine := access.TheMachine(s.Facility)
	s.Must(machine, "workforce.add_worker", workforce.AddWorker{Worker: id(name), Name: name, Phone: "0812 3000 4000", Kinds: []string{workforce.Seller}})
	for i, c := range courses {
		s.Must(machine, "workforce.certify", workforce.Certify{Worker: id(name), Course: c, Number: fmt.Sprint(name, "/", i), ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
	}
	s.Must(s.officer, "campaign.enlist", enlisted(name, villages))
}

func enlisted(name string, villages []string) campaign.Enlist {
	return campaign.Enlist{Seller: id(name), Kind: campaign.Newspaper, Villages: villages, Days: []int64{1, 3, 5}, Language: "osi", Phone: "smart"}
}

// basics and massage are the courses of the settings that ship.
const (
	basics  = workforce.BreastfeedingBasics
	massage = workforce.BreastMassage
)

// stocked fills the store.
func (s campaignDay) stocked(leaflets, books int64) {
	s.T.Helper()
	s.Must(s.officer, "campaign.receive", campaign.Receive{Material: campaign.Leaflet, Count: leaflets, From: "Dinas Kesehatan"})
	if books > 0 {
		s.Must(s.officer, "campaign.receive", campaign.Receive{Material: campaign.PocketBook, Count: books})
	}
}

// batch hands leaflets over and gives the code.
func (s campaignDay) batch(name, seller string, count int64) string {
	s.T.Helper()
	s.Must(s.officer, "campaign.hand_over", campaign.HandOver{Batch: id(name), Seller: id(seller), Material: campaign.Leaflet, Count: count})
	return s.of(name).Code
}

// of is the row of a batch.
func (s campaignDay) of(name string) (b campaign.Batch) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		b, _, err = campaign.Batches.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return b
}

// page is a seller acting by the page that was sent.
func (s campaignDay) page(seller string) access.Actor {
	return access.Actor{Facility: s.Facility, ID: id("page of " + seller), Person: id(seller), Subject: id(seller), Roles: []access.Role{access.Seller},
		Keys: []string{"o:" + string(id(seller))}, Door: "page", Authority: -1}
}

// anybody is a citizen before one rendering of a page.
func (s campaignDay) anybody(rendering string) access.Actor {
	return access.Actor{Facility: s.Facility, ID: "public", Subject: id(rendering), Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(id(rendering))}, Door: "page"}
}

// told reports and gives back what was made of it.
func (s campaignDay) told(a access.Actor, b campaign.Report) (out campaign.Reported) {
	s.T.Helper()
	answer, err := s.Say(a, "campaign.report", b)
	qt.Assert(s.T, qt.IsNil(err))
	qt.Assert(s.T, qt.Equals(answer.Status, journal.Accepted), qt.Commentf("%s", answer.Code))
	qt.Assert(s.T, qt.IsNil(json.Unmarshal(answer.Result, &out)))
	return out
}

// contacts are those of a seller, the oldest first.
func (s campaignDay) contacts(seller string) (all []campaign.Contact) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		all, err = campaign.Contacts.Where(q.Tx, "facility_id = $1 AND seller = $2 ORDER BY at, id", q.Facility, id(seller))
		return err
	})
	return all
}

// held is what the books say that somebody has of a material.
func (s campaignDay) held(account string) (n int64) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		b, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(account))
		n = b.Amount
		return err
	})
	return n
}

// byTwo has one officer propose and another approve; it gives the code of a refusal.
func (s campaignDay) byTwo(verb string, body any) string {
	s.T.Helper()
	out, err := s.Say(s.officer, verb, body)
	qt.Assert(s.T, qt.IsNil(err))
	if out.Status != journal.Proposed {
		return out.Code
	}
	out, err = s.Say(s.colleague, "approval.approve", journal.Approve{Command: out.ID})
	qt.Assert(s.T, qt.IsNil(err))
	return out.Code
}

// pays puts a fee for each contact into force.
func (s campaignDay) pays(rupiah int64) {
	s.T.Helper()
	settings := campaign.Settings{SellerCourse: basics, MassageCourse: massage, WriteOffAlone: 20, UndoHours: 4, FeeContact: rupiah, FeeFund: "bok"}
	doc, err := policy.NewDocument(settings)
	qt.Assert(s.T, qt.IsNil(err))
	out, err := s.Say(stagetest.Desk(s.Facility, id("andi"), access.Admin), "policy.change", policy.Change{Section: "campaign", Document: doc})
	qt.Assert(s.T, qt.IsNil(err))
	s.Must(s.head, "approval.approve", journal.Approve{Command: out.ID})
}

// rebuilds asserts that the log makes the same tables again.
func (s campaignDay) rebuilds() {
	s.T.Helper()
	_, err := s.J.Verify(s.T.Context(), storetest.SQLite(s.T))
	qt.Assert(s.T, qt.IsNil(err))
}

// at sends a command under an id of its own, from any goroutine.
func (s campaignDay) at(name, verb string, body any) journal.Outcome {
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	out, err := s.J.Do(s.T.Context(), s.officer, journal.Envelope{ID: id(name), Verb: verb, V: 1, Body: raw})
	if err != nil {
		out.Code = err.Error()
	}
	return out
}
