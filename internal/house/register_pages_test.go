package house_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// family is a house with a household in it: a grandmother at its head, her
// daughter who is expecting, a toddler.
type family struct {
	house, household, head, daughter, child ident.ID
}

// KanariKK and what follows are told by their bytes wherever they come out.
const (
	familyKK    = "3313142604110077"
	motherOfNIK = "3313145505600007"
)

func (w *town) family(c centre, village int, hidden bool) family {
	w.t.Helper()
	x := family{w.fresh(), w.fresh(), w.fresh(), w.fresh(), w.fresh()}
	officer := c.actor("officer")
	w.must(officer, "registry.set_house", registry.SetHouse{House: x.house, Village: c.villages[village], Hamlet: "Dukuh Kidul", RT: "2", RW: "5", Landmark: "KanariMushola",
		Directions: "KanariJalan", Home: geo.Point{Lat: -7.5311122, Lon: 110.93}})
	w.must(officer, "registry.set_household", registry.SetHousehold{Household: x.household, House: x.house, Head: x.head, KK: familyKK, Decile: 2, DecileSource: "dtsen", DecileOn: "2026-01-15",
		PovertyLetter: "400/12/2026", PovertyLetterOn: "2026-02-01", PovertyLetterBy: "Kades"})
	w.must(officer, "registry.register", registry.Enter{Person: x.head, Kind: registry.Resident, Name: "Parti", Born: "1960-05-15", Sex: "female", NIK: motherOfNIK,
		Phone: "0" + herNumber, Household: x.household, Relation: registry.HeadOfHousehold, HiddenAddress: hidden})
	w.must(officer, "registry.register", registry.Enter{Person: x.daughter, Kind: registry.Resident, Name: "Sri Wahyuni", Born: "1998-04-02", Sex: "female", Household: x.household,
		Relation: registry.Child, Due: "2026-02-20", Mother: x.head})
	w.must(officer, "registry.register", registry.Enter{Person: x.child, Kind: registry.Resident, Name: "Dimas", Born: "2024-08-01", Sex: "male", Household: x.household,
		Relation: registry.Grandchild, Mother: x.daughter})
	return x
}

func (w *town) page(kind string, id ident.ID) (api.RegisterPage, reply) {
	w.t.Helper()
	r := w.send("GET", "/api/v1/register/"+kind+"/"+string(id), nil)
	var page api.RegisterPage
	if r.status == http.StatusOK {
		r.into(w.t, &page)
	}
	return page, r
}

func bothTowns(t *testing.T, story func(t *testing.T, w *town)) {
	t.Helper()
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); story(t, newTown(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); story(t, newTown(t, storetest.Postgres(t))) })
}

func TestThePageOfAHouseholdShowsEverybodyWithTheirLives(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.family(here, 0, false)
		w.must(here.actor("head"), "registry.publish_text", registry.PublishText{Purpose: "register", Version: "1", Basis: "consent", Wording: "Kami mencatat nama Ibu."})
		w.must(here.actor("officer"), "registry.consent", registry.Agree{Person: x.daughter, Purpose: "register", TextVersion: "1", Given: true, How: "thumbprint", ByWhom: "self"})
		w.must(here.actor("midwife"), "registry.in_hospital", registry.Stay{Person: x.head, On: "2026-03-01"})
		w.must(here.actor("midwife"), "registry.home_again", registry.Stay{Person: x.head, On: "2026-03-02"})

		w.session(here, "midwife")
		page, _ := w.page("households", x.household)
		qt.Assert(t, qt.HasLen(page.Members, 3))
		qt.Check(t, qt.Equals(page.Members[0].Name, "Parti"), qt.Commentf("the head comes first"))
		qt.Check(t, qt.Equals(page.Members[0].NIK, "…0007"))
		qt.Check(t, qt.Equals(page.Household.KK, "…0077"))
		qt.Check(t, qt.Equals(page.Household.Decile, int64(2)))
		qt.Check(t, qt.Equals(page.House.Landmark, "KanariMushola"))
		qt.Assert(t, qt.HasLen(page.Life, 2))
		qt.Check(t, qt.Equals(page.Life[0].What, registry.HomeAgain), qt.Commentf("the newest first"))
		qt.Check(t, qt.Equals(page.Consents[0].PersonName, "Sri Wahyuni"))
		at := slices.IndexFunc(page.Texts, func(x registry.ConsentText) bool { return x.Purpose == "register" })
		qt.Assert(t, qt.IsTrue(at >= 0))
		qt.Check(t, qt.Equals(page.Texts[at].Wording, "Kami mencatat nama Ibu."))
		qt.Assert(t, qt.HasLen(page.Tasks, 1))
		qt.Check(t, qt.Equals(page.Tasks[0].OwnerName, "midwife"))
		qt.Check(t, qt.HasLen(page.Reads, 0), qt.Commentf("who read is for head and officer"))
		hers, _ := w.page("people", x.daughter)
		qt.Check(t, qt.HasLen(hers.Life, 0), qt.Commentf("her page tells her own life"))
		qt.Check(t, qt.HasLen(hers.Members, 3))

		w.session(here, "officer")
		page, _ = w.page("people", x.head)
		qt.Assert(t, qt.HasLen(page.Reads, 2))
		qt.Check(t, qt.Equals(page.Reads[0].Purpose, "page"))
		full, r := w.page("people", x.head)
		qt.Check(t, qt.IsFalse(strings.Contains(r.body, motherOfNIK)))
		r = w.send("GET", "/api/v1/register/people/"+string(x.head)+"?full=1", nil)
		r.into(t, &full)
		qt.Check(t, qt.Equals(full.Members[0].NIK, motherOfNIK))
		page, _ = w.page("people", x.head)
		qt.Check(t, qt.Equals(page.Reads[0].Purpose, "full"))
	})
}

func TestWhoSeesAPage(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		near, far, hidden, abroad := w.family(here, 0, false), w.family(here, 1, false), w.family(here, 0, true), w.family(there, 0, false)
		secrets := []string{"KanariMushola", "KanariJalan", "7.5311122", herNumber, motherOfNIK, familyKK}
		for _, c := range []struct {
			role                      string
			near, far, hidden         bool
			contact, whereHidden, due bool
		}{
			{"officer", true, true, true, true, true, true},
			{"dispatcher", true, true, true, true, true, true},
			{"head", true, true, true, false, false, true},
			{"midwife", true, false, true, true, false, true},
			{"cadre", true, false, true, true, false, true},
			{"courier", false, false, false, false, false, false},
			{"doctor", false, false, false, false, false, false},
			{"treasurer", false, false, false, false, false, false},
			{"admin", false, false, false, false, false, false},
		} {
			w.session(here, c.role)
			about := qt.Commentf("as %s", c.role)
			_, r := w.page("people", near.head)
			qt.Check(t, qt.Equals(r.status == 200, c.near), about)
			qt.Check(t, qt.Equals(strings.Contains(r.body, "KanariMushola") && strings.Contains(r.body, herNumber), c.contact), about)
			for _, secret := range secrets[4:] {
				qt.Check(t, qt.IsFalse(strings.Contains(r.body, secret)), about)
			}
			if !c.contact {
				for _, secret := range secrets {
					qt.Check(t, qt.IsFalse(strings.Contains(r.body, secret)), about)
				}
			}
			_, r = w.page("households", far.household)
			qt.Check(t, qt.Equals(r.status == 200, c.far), about)
			_, r = w.page("households", hidden.household)
			qt.Check(t, qt.Equals(r.status == 200, c.hidden), about)
			qt.Check(t, qt.Equals(strings.Contains(r.body, "KanariJalan") && strings.Contains(r.body, "7.5311122"), c.whereHidden), about)
			_, r = w.page("people", abroad.head)
			qt.Check(t, qt.Equals(r.status, 404), about)
			r = w.send("GET", "/api/v1/register/people/"+string(near.head)+"?full=1", nil)
			qt.Check(t, qt.Equals(strings.Contains(r.body, motherOfNIK), c.role == "officer"), about)
			qt.Check(t, qt.Equals(w.send("GET", "/api/v1/register/due", nil).status == 200, c.due), about)
		}
	})
}

func TestBehindTheGlassTheHeadSeesOnePersonWhole(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x, other := w.family(here, 0, false), w.family(here, 0, false)
	w.session(here, "head")
	before, _ := w.page("people", x.head)
	qt.Check(t, qt.HasLen(before.Members[0].Phones, 0))
	w.must(here.actor("head"), "workforce.break_glass", workforce.BreakGlass{About: x.head, Reason: whyBroken})
	after, _ := w.page("people", x.head)
	qt.Check(t, qt.HasLen(after.Members[0].Phones, 1))
	qt.Check(t, qt.IsTrue(after.House.Shown))
	another, _ := w.page("people", other.head)
	qt.Check(t, qt.HasLen(another.Members[0].Phones, 0), qt.Commentf("the glass is broken for one"))
}

func TestThreeDaysPastWithoutAnAnswerStandsFirst(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		past := w.family(here, 0, false) // due 20 February, ten days ago
		soon, later := w.family(here, 0, false), w.family(here, 1, false)
		w.must(here.actor("officer"), "registry.expect", registry.Expect{Person: soon.daughter, Due: "2026-03-01"})
		w.must(here.actor("officer"), "registry.expect", registry.Expect{Person: later.daughter, Due: "2026-05-01"})
		w.session(here, "officer")
		var list api.DueList
		w.send("GET", "/api/v1/register/due", nil).into(t, &list)
		qt.Assert(t, qt.HasLen(list.Women, 3))
		qt.Check(t, qt.Equals(list.Women[0].ID, past.daughter))
		qt.Check(t, qt.Equals(list.Women[0].DaysPast, 10))
		qt.Check(t, qt.IsTrue(list.Women[0].Unanswered))
		qt.Check(t, qt.IsFalse(list.Women[1].Unanswered), qt.Commentf("one day past is no silence yet"))

		var first, rest api.DueList
		w.send("GET", "/api/v1/register/due?limit=2", nil).into(t, &first)
		w.send("GET", "/api/v1/register/due?limit=2&after="+first.After, nil).into(t, &rest)
		qt.Assert(t, qt.HasLen(rest.Women, 1))
		qt.Check(t, qt.Equals(rest.Women[0].ID, later.daughter))
		qt.Check(t, qt.Equals(w.send("GET", "/api/v1/register/due?after=x", nil).code(), "body.wrong_type"))

		w.session(here, "midwife")
		var own api.DueList
		w.send("GET", "/api/v1/register/due", nil).into(t, &own)
		qt.Check(t, qt.HasLen(own.Women, 2), qt.Commentf("her own village's"))
		w.must(here.actor("midwife"), "registry.born", registry.GiveBirth{Mother: past.daughter, On: "2026-02-21", Babies: []registry.Newborn{{Person: w.fresh()}}})
		var after api.DueList
		w.send("GET", "/api/v1/register/due", nil).into(t, &after)
		qt.Check(t, qt.HasLen(after.Women, 1), qt.Commentf("an answer takes her off the list"))
	})
}

func TestAMergedRecordOpensThePageOfTheOneThatStands(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.family(here, 0, false)
	twice := w.fresh()
	officer := here.actor("officer")
	w.must(officer, "registry.register", registry.Enter{Person: twice, Kind: registry.Resident, Name: "Bu Parti", Village: here.villages[0], Sex: "female"})
	w.must(officer, "registry.judge", registry.Judge{One: twice, Other: x.head, Verdict: registry.Doubtful, Reasons: []string{"name"}})
	w.session(here, "officer")
	page, _ := w.page("people", x.head)
	qt.Assert(t, qt.HasLen(page.Pairs, 1))
	qt.Check(t, qt.Equals(page.Pairs[0].Other, twice))
	w.must(officer, "registry.merge", registry.Merge{Keep: x.head, Drop: twice})
	page, _ = w.page("people", twice)
	qt.Check(t, qt.Equals(page.Person, x.head))
	qt.Check(t, qt.HasLen(page.Pairs, 0))
	qt.Assert(t, qt.HasLen(page.Merged, 1))
	qt.Check(t, qt.Equals(page.Merged[0].Name, "Bu Parti"))
}

func TestAPageThatIsNotTheirsIsNotedAsRefused(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.family(here, 1, false)
	w.session(here, string(access.Midwife))
	_, r := w.page("people", x.head)
	qt.Check(t, qt.Equals(r.status, 404))
	var denied int
	w.query(here, func(q journal.Query) error {
		_, err := q.One("SELECT COUNT(*) FROM access_log WHERE facility_id = $1 AND denied AND people = $2", []any{here.id, fmt.Sprint("person:", x.head)}, &denied)
		return err
	})
	qt.Check(t, qt.Equals(denied, 1))
}
