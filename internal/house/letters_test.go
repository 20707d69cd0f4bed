package house

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// pair is two health centres of one installation. The machine does its errands
// only when it is told to: so a story can stop between any two steps.
type pair struct {
	*testing.T
	h            *House
	here, there  ident.ID
	wati, siti   ident.ID // the midwives of Nangsri here and of Tegalrejo there
	mother, baby ident.ID
	granny, home ident.ID
	n            int
}

const (
	nangsri   = "33.13.14.2004"
	tegalrejo = "33.14.01.2001"
	nobodys   = "33.14.99.2001"
)

// post offices on both databases.
func onBoth(t *testing.T, story func(p *pair)) {
	t.Helper()
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); story(newPair(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); story(newPair(t, storetest.Postgres(t))) })
}

func newPair(t *testing.T, database string) *pair {
	t.Helper()
	h, err := Open(t.Context(), Config{Data: t.TempDir(), Database: database, Clock: NewTestClock(), Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: "http://127.0.0.1"})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(h.Close)
	h.Clock.(*TestClock).Set(instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC)))
	p := &pair{T: t, h: h, wati: ident.Named("wati"), siti: ident.Named("siti"), mother: ident.Named("tini"), baby: ident.Named("bima"), granny: ident.Named("parti"), home: ident.Named("rumah tangga")}
	p.here = p.centre("sini", nangsri, p.wati)
	p.there = p.centre("sana", tegalrejo, p.siti)
	p.tell(p.here, "registry.set_house", registry.SetHouse{House: ident.Named("rumah"), Village: nangsri, Street: "Gang Kenanga", Directions: "di belakang langgar"})
	p.tell(p.here, "registry.set_household", registry.SetHousehold{Household: p.home, House: ident.Named("rumah"), Head: p.granny, KK: "3313142604110077", Decile: 2, DecileSource: "dtsen", DecileOn: "2026-01-15"})
	p.tell(p.here, "registry.register", registry.Enter{Person: p.granny, Kind: registry.Resident, Name: "Suparti", Born: "1960-05-15", Sex: "female", NIK: "3313145505600007", Household: p.home, Relation: registry.HeadOfHousehold, Phone: "0813 7770 0222"})
	p.tell(p.here, "registry.register", registry.Enter{Person: p.mother, Kind: registry.Mother, Name: "Tini Wahyuni", Born: "1998-04-02", Sex: "female", Household: p.home, Relation: registry.Child, Mother: p.granny, Due: "2026-06-20"})
	p.tell(p.here, "registry.register", registry.Enter{Person: p.baby, Kind: registry.Baby, Name: "Bima", Born: "2024-08-01", Sex: "male", Household: p.home, Relation: registry.Grandchild, Mother: p.mother, Guardian: p.granny})
	return p
}

func (p *pair) centre(slug, village string, midwife ident.ID) ident.ID {
	p.Helper()
	id, err := p.h.Found(p.Context(), Founding{Staff: Staff{Name: "Ratna", Phone: "0812000000" + fmt.Sprint(10+p.n), Password: "jangan ditebak", Role: access.Head},
		Found: registry.Found{Slug: slug, Name: "Puskesmas " + slug, Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119",
			Villages: []registry.InVillage{{Code: village, Name: "Desa", Lat: -7.5, Lon: 110.9}}}})
	qt.Assert(p, qt.IsNil(err))
	p.n++
	p.tell(id, "workforce.add_worker", workforce.AddWorker{Worker: midwife, Name: "Bidan", Kinds: []string{"midwife"}, Villages: []string{village}})
	p.tell(id, "workforce.grant_role", workforce.GrantRole{Worker: midwife, Role: access.Midwife, From: "2026-01-01"})
	return id
}

func (p *pair) fresh() ident.ID { p.n++; return ident.Named(fmt.Sprint("command ", p.n)) }

func (p *pair) tell(facility ident.ID, verb string, body any) {
	p.Helper()
	qt.Assert(p, qt.IsNil(p.h.Tell(p.Context(), facility, p.fresh(), verb, body)), qt.Commentf("%s", verb))
}

// leave moves the family out by letter and gives the letter.
func (p *pair) leave(slug, village string) ident.ID {
	p.Helper()
	p.tell(p.here, "registry.move", registry.Move{Person: p.mother, Whole: true, On: "2026-03-01", To: "out", Facility: slug, ToVillage: village})
	return p.letters(p.here)[0].ID
}

// resend is the midwife's.
func (p *pair) resend(b registry.ResendLetter) (journal.Outcome, error) {
	raw, err := json.Marshal(b)
	qt.Assert(p, qt.IsNil(err))
	by := access.Actor{Facility: p.here, ID: ident.Named("account"), Worker: p.wati, Authority: -1, Door: "test"}
	return p.h.Journal.Do(p.Context(), by, journal.Envelope{ID: p.fresh(), Verb: "registry.resend_letter", V: 1, Body: raw})
}

// work lets the machine do everything that is due.
func (p *pair) work() {
	p.Helper()
	for {
		n, err := p.h.Errands.Once(p.Context())
		qt.Assert(p, qt.IsNil(err))
		if n == 0 {
			return
		}
	}
}

func (p *pair) at(facility ident.ID, f func(q journal.Query) error) {
	p.Helper()
	qt.Assert(p, qt.IsNil(p.h.DB.Read(p.Context(), func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: facility, By: access.TheMachine(facility), Now: p.h.Clock.Now(), Keys: p.h.Ring})
	})))
}

func (p *pair) letters(facility ident.ID) (all []registry.Letter) {
	p.Helper()
	p.at(facility, func(q journal.Query) (err error) {
		all, err = registry.Letters.Where(q.Tx, "facility_id = $1 ORDER BY at, id", facility)
		return err
	})
	return all
}

// tasks are the open ones of a kind.
func (p *pair) tasks(facility ident.ID, kind string) (all []task.Task) {
	p.Helper()
	p.at(facility, func(q journal.Query) (err error) {
		all, err = task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = $2 AND state = $3 ORDER BY id", facility, kind, task.Open)
		return err
	})
	return all
}

func (p *pair) person(facility, id ident.ID) (row registry.Person, d registry.Detail, found bool) {
	p.Helper()
	p.at(facility, func(q journal.Query) (err error) { row, d, found, err = registry.Open(q, id); return err })
	return row, d, found
}

func (p *pair) seqs() (at [2]int64) {
	p.Helper()
	for i, f := range []ident.ID{p.here, p.there} {
		p.at(f, func(q journal.Query) error {
			_, err := q.One("SELECT seq FROM facility_head WHERE facility_id = $1", store.Args(f), &at[i])
			return err
		})
	}
	return at
}

// rebuilds checks both chains, and that each log makes its tables as they are.
func (p *pair) rebuilds() {
	p.Helper()
	_, err := p.h.Journal.Verify(p.Context(), storetest.SQLite(p.T))
	qt.Assert(p, qt.IsNil(err))
}

func TestAFamilyMovesToAnotherHealthCentre(t *testing.T) {
	onBoth(t, func(p *pair) {
		known := ident.Named("parti, as she is known there")
		p.tell(p.there, "registry.register", registry.Enter{Person: known, Kind: registry.Resident, Name: "Bu Parti", NIK: "3313145505600007", Village: tegalrejo})
		letter := p.leave("sana", tegalrejo)
		p.work()
		sent := p.letters(p.here)[0]
		qt.Check(p, qt.Equals(sent.State, registry.Taken))

		mother, d, found := p.person(p.there, registry.TravellerID(letter, p.mother))
		qt.Assert(p, qt.IsTrue(found))
		qt.Check(p, qt.DeepEquals([]string{d.Name, mother.Due, mother.Village, mother.State}, []string{"Tini Wahyuni", "2026-06-20", tegalrejo, registry.Active}))
		child, _, _ := p.person(p.there, registry.TravellerID(letter, p.baby))
		qt.Check(p, qt.DeepEquals([]ident.ID{child.Mother, child.Guardian}, []ident.ID{mother.ID, registry.TravellerID(letter, p.granny)}), qt.Commentf("whoever decides for a child still does"))
		_, _, found = p.person(p.there, p.mother)
		qt.Check(p, qt.IsFalse(found), qt.Commentf("the ids there are others"))
		p.at(p.there, func(q journal.Query) error {
			home, _, err := registry.Households.Get(q.Tx, p.there, mother.Household)
			qt.Check(p, qt.Equals(home.Decile, 2))
			qt.Check(p, qt.Equals(home.Head, registry.TravellerID(letter, p.granny)))
			house, where, _, err2 := registry.HouseOf(q, mother.Household)
			qt.Check(p, qt.DeepEquals(where, registry.HouseDetail{}), qt.Commentf("where they lived stays where it was"))
			qt.Check(p, qt.Equals(house.Village, tegalrejo))
			qt.Assert(p, qt.IsNil(err2))
			pairs, err3 := registry.Pairs.Where(q.Tx, "facility_id = $1", p.there)
			qt.Assert(p, qt.HasLen(pairs, 1), qt.Commentf("she is known here: somebody judges"))
			qt.Check(p, qt.Equals(pairs[0].Verdict, registry.Doubtful))
			qt.Assert(p, qt.IsNil(err3))
			return err
		})
		arrived := p.tasks(p.there, registry.LetterArrived)
		qt.Assert(p, qt.HasLen(arrived, 1))
		qt.Check(p, qt.Equals(arrived[0].Owner, p.siti))
		qt.Check(p, qt.HasLen(p.tasks(p.here, registry.AfterMove), 0))
		p.at(p.here, func(q journal.Query) error {
			name, found, err := registry.GoneTo(q, "", p.home)
			qt.Check(p, qt.IsTrue(found))
			qt.Check(p, qt.Equals(name, "Puskesmas sana"))
			var n int
			_, err2 := q.One("SELECT COUNT(*) FROM sealed WHERE tbl = 'letter'", nil, &n)
			qt.Check(p, qt.Equals(n, 0), qt.Commentf("what the letter said is erased with the answer"))
			qt.Assert(p, qt.IsNil(err2))
			return err
		})
		p.namesNobody()
		p.rebuilds()
	})
}

// namesNobody looks for what is personal in everything both logs hold.
func (p *pair) namesNobody() {
	p.Helper()
	p.at(p.here, func(q journal.Query) error {
		return q.Each("SELECT body FROM event UNION ALL SELECT result FROM command UNION ALL SELECT body FROM errand", nil, func(scan func(...any) error) error {
			var body string
			err := scan(&body)
			for _, personal := range []string{"Tini", "Suparti", "Bima", "3313145505600007", "3313142604110077", "81377700222", "Kenanga"} {
				qt.Check(p, qt.IsFalse(strings.Contains(body, personal)), qt.Commentf("%s in %s", personal, body))
			}
			return err
		})
	})
}

func TestALetterHappensOnceWhereverItIsStopped(t *testing.T) {
	onBoth(t, func(p *pair) {
		letter := p.leave("sana", tegalrejo)
		post, outing := post{p.h}, registry.Outing{Letter: letter, Generation: 1}
		l, body, waits, err := post.open(p.Context(), p.here, outing)
		qt.Assert(p, qt.IsNil(err))
		qt.Assert(p, qt.IsTrue(waits))
		taken, _, err := post.deliver(p.Context(), l, body) // and here the machine is stopped
		qt.Assert(p, qt.IsNil(err))
		qt.Assert(p, qt.IsTrue(taken))
		qt.Check(p, qt.Equals(p.letters(p.here)[0].State, registry.OnTheWay))
		_, _, err = post.deliver(p.Context(), l, body)
		qt.Assert(p, qt.IsNil(err))
		before := p.seqs()
		qt.Assert(p, qt.IsNil(post.report(p.Context(), l, true, ""))) // and here, before its errand is marked done
		after := p.seqs()
		qt.Check(p, qt.Equals(after[1], before[1]))
		p.work()
		raw, err := json.Marshal(outing)
		qt.Assert(p, qt.IsNil(err))
		qt.Assert(p, qt.IsNil(post.carry(p.Context(), errand.Errand{Facility: p.here, ID: ident.Named("again"), Kind: registry.LetterErrand, Body: raw})))
		qt.Check(p, qt.Equals(p.seqs(), after), qt.Commentf("nothing happened twice"))
		qt.Check(p, qt.HasLen(p.tasks(p.there, registry.LetterArrived), 1))
		p.rebuilds()
	})
}

func TestALetterThatIsCancelledMidwayIsCarriedByTheNextTry(t *testing.T) {
	p := newPair(t, "")
	letter := p.leave("sana", tegalrejo)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	raw, err := json.Marshal(registry.Outing{Letter: letter, Generation: 1})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNotNil(post{p.h}.carry(ctx, errand.Errand{Facility: p.here, Body: raw})))
	p.work()
	qt.Check(t, qt.Equals(p.letters(p.here)[0].State, registry.Taken))
}

func TestALetterToAVillageThatIsNotServedComesBackToANamedPerson(t *testing.T) {
	onBoth(t, func(p *pair) {
		letter := p.leave("sana", nobodys)
		out, err := p.resend(registry.ResendLetter{Letter: letter, Facility: "sana", Village: tegalrejo})
		qt.Assert(p, qt.IsNil(err))
		qt.Check(p, qt.Equals(out.Code, "registry.letter_on_the_way"))
		p.work()
		l := p.letters(p.here)[0]
		qt.Check(p, qt.DeepEquals([]string{l.State, l.Code}, []string{registry.NotTaken, "registry.unknown_village"}))
		qt.Check(p, qt.HasLen(p.letters(p.there), 0))
		open := p.tasks(p.here, registry.LetterUnanswered)
		qt.Assert(p, qt.HasLen(open, 1))
		qt.Check(p, qt.Equals(open[0].Owner, p.wati))
		name := "Tini Rahayu"
		p.tell(p.here, "registry.correct", registry.Amend{Person: p.mother, Name: &name})

		for slug, code := range map[string]string{"tiada": "registry.no_such_facility", "sini": "registry.same_health_centre"} {
			out, err := p.resend(registry.ResendLetter{Letter: letter, Facility: slug, Village: tegalrejo})
			qt.Assert(p, qt.IsNil(err))
			qt.Check(p, qt.Equals(out.Code, code))
		}
		out, err = p.resend(registry.ResendLetter{Letter: letter, Facility: "sana", Village: tegalrejo})
		qt.Assert(p, qt.IsNil(err))
		qt.Check(p, qt.Equals(out.Status, journal.Accepted))
		p.work()
		qt.Check(p, qt.Equals(p.letters(p.here)[0].State, registry.Taken))
		_, d, _ := p.person(p.there, registry.TravellerID(letter, p.mother))
		qt.Check(p, qt.Equals(d.Name, name), qt.Commentf("it tells what is known now"))
		qt.Check(p, qt.HasLen(p.tasks(p.here, registry.LetterUnanswered), 1), qt.Commentf("a person closes a person's task"))
		out, err = p.resend(registry.ResendLetter{Letter: letter, Facility: "sana", Village: tegalrejo})
		qt.Assert(p, qt.IsNil(err))
		qt.Check(p, qt.Equals(out.Code, "registry.letter_taken"))
		p.rebuilds()
	})
}

func TestALetterToAHealthCentreNobodyKnowsComesBack(t *testing.T) {
	onBoth(t, func(p *pair) {
		p.leave("tiada", nobodys)
		p.work()
		l := p.letters(p.here)[0]
		qt.Check(p, qt.DeepEquals([]string{l.State, l.Code}, []string{registry.NotTaken, "registry.no_such_facility"}))
		qt.Check(p, qt.HasLen(p.tasks(p.here, registry.LetterUnanswered), 1))
		mother, _, _ := p.person(p.here, p.mother)
		qt.Check(p, qt.Equals(mother.State, registry.Moved), qt.Commentf("that they left is true all the same"))
		err := p.h.Tell(p.Context(), p.here, p.fresh(), "registry.move", registry.Move{Person: p.mother, On: "2026-03-01", To: "out", Facility: "Sana Sini", ToVillage: tegalrejo})
		qt.Check(p, qt.Equals(fault.Of(err).Code, "registry.bad_slug"))
		p.rebuilds()
	})
}

func TestAFamilyThatComesBackIsNotLostAndBothAreTold(t *testing.T) {
	onBoth(t, func(p *pair) {
		letter := p.leave("sana", tegalrejo)
		p.work()
		p.tell(p.here, "registry.move", registry.Move{Person: p.mother, Whole: true, On: "2026-03-02", To: "in", House: ident.Named("rumah")})
		p.work()
		mother, _, _ := p.person(p.here, p.mother)
		qt.Check(p, qt.DeepEquals([]string{mother.State, mother.Due}, []string{registry.Active, "2026-06-20"}))
		qt.Check(p, qt.Equals(p.letters(p.here)[0].State, registry.CalledBack))
		asked := p.tasks(p.there, registry.LetterRecall)
		qt.Assert(p, qt.HasLen(asked, 1), qt.Commentf("one for the family"))
		qt.Check(p, qt.Equals(asked[0].Owner, p.siti))
		hers, _, _ := p.person(p.there, registry.TravellerID(letter, p.mother))
		qt.Check(p, qt.Equals(hers.State, registry.Active), qt.Commentf("the machine moves nobody out"))
		p.rebuilds()
	})
}

func TestWhoComesBackBeforeTheLetterWentIsNeverThere(t *testing.T) {
	onBoth(t, func(p *pair) {
		p.leave("sana", tegalrejo)
		p.tell(p.here, "registry.move", registry.Move{Person: p.mother, Whole: true, On: "2026-03-02", To: "in", House: ident.Named("rumah")})
		p.work()
		qt.Check(p, qt.Equals(p.letters(p.here)[0].State, registry.CalledBack))
		qt.Check(p, qt.HasLen(p.tasks(p.there, registry.LetterArrived), 0))
		qt.Check(p, qt.HasLen(p.tasks(p.here, registry.LetterUnanswered), 0))
		p.at(p.there, func(q journal.Query) error {
			all, err := registry.People.Where(q.Tx, "facility_id = $1 AND kind <> 'worker'", p.there)
			qt.Check(p, qt.HasLen(all, 0))
			return err
		})
		p.rebuilds()
	})
}

func TestAFamilyInMourningIsLeftInPeaceThereToo(t *testing.T) {
	onBoth(t, func(p *pair) {
		p.tell(p.here, "registry.died", registry.Die{Person: p.granny, On: "2026-02-27"})
		letter := p.leave("sana", tegalrejo)
		p.work()
		mother, _, _ := p.person(p.there, registry.TravellerID(letter, p.mother))
		qt.Check(p, qt.IsTrue(mother.Quiet))
		p.at(p.there, func(q journal.Query) error {
			may, err := registry.Reachable(q, mother.ID)
			qt.Check(p, qt.IsFalse(may))
			return err
		})
		child, d, _ := p.person(p.there, registry.TravellerID(letter, p.baby))
		qt.Check(p, qt.DeepEquals([]ident.ID{child.Mother, child.Guardian}, []ident.ID{mother.ID, ""}))
		qt.Check(p, qt.Equals(d.MotherName, "Tini Wahyuni"))
		qt.Check(p, qt.HasLen(p.tasks(p.there, registry.GuardianNeeded), 1), qt.Commentf("what was open follows them"))
		p.rebuilds()
	})
}
