package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
)

// answered waits until a letter that was sent has been answered.
func (w *town) answered(c centre) (l registry.Letter) {
	w.t.Helper()
	news, stop := w.h.Journal.Feed().Subscribe(c.id)
	defer stop()
	for {
		w.query(c, func(q journal.Query) (err error) {
			l, _, err = registry.Letters.First(q.Tx, "facility_id = $1 AND way = 'sent' ORDER BY at DESC", q.Facility)
			return err
		})
		if !l.AnsweredAt.IsZero() {
			return l
		}
		select {
		case <-news:
		case <-w.t.Context().Done():
			w.t.Fatal("the letter was never answered")
		}
	}
}

func (w *town) post() (all api.LetterList, r reply) {
	w.t.Helper()
	if r = w.send("GET", "/api/v1/register/letters", nil); r.status == 200 {
		r.into(w.t, &all)
	}
	return all, r
}

func TestTheDeskSeesItsLettersAndWhereAFamilyWent(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.family(here, 0, false)
		w.session(here, "midwife")
		var choice api.CentreList
		w.send("GET", "/api/v1/register/centres", nil).into(t, &choice)
		qt.Assert(t, qt.HasLen(choice.Centres, 1))
		qt.Check(t, qt.Equals(choice.Centres[0].Slug, there.name))
		qt.Check(t, qt.Equals(choice.Centres[0].Villages[0].ID, ident.ID(there.villages[0])))

		w.must(here.actor("midwife"), "registry.move", registry.Move{Person: x.head, Whole: true, On: "2026-03-01", To: "out", Facility: there.name, ToVillage: there.villages[0]})
		w.answered(here)
		all, _ := w.post()
		qt.Assert(t, qt.HasLen(all.Letters, 1))
		l := all.Letters[0]
		qt.Check(t, qt.DeepEquals([]string{l.Way, l.State, l.OtherName}, []string{registry.Sent, registry.Taken, "Puskesmas sana"}))
		qt.Check(t, qt.HasLen(l.People, 3))
		qt.Check(t, qt.Equals(l.People[0].Name, "Parti"))
		page, _ := w.page("households", x.household)
		qt.Assert(t, qt.Not(qt.HasLen(page.Members, 0)))
		qt.Check(t, qt.Equals(page.Members[0].GoneTo, "Puskesmas sana"))

		w.session(there, "midwife")
		all, _ = w.post()
		qt.Assert(t, qt.HasLen(all.Letters, 1))
		l = all.Letters[0]
		qt.Check(t, qt.DeepEquals([]string{l.Way, l.State, l.OtherName}, []string{registry.Received, registry.Taken, "Puskesmas sini"}))
		page, _ = w.page("households", l.Household)
		qt.Check(t, qt.HasLen(page.Members, 3))
		qt.Check(t, qt.Equals(page.Tasks[0].Kind, registry.LetterArrived))
	})
}

func TestLettersAreSeenWhereTheirPeopleLive(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.family(here, 1, false) // the midwife serves the first village
	w.must(here.actor("officer"), "registry.move", registry.Move{Person: x.head, Whole: true, On: "2026-03-01", To: "out", Facility: there.name, ToVillage: there.villages[1]})
	w.answered(here)
	for _, c := range []centre{here, there} {
		for role, want := range map[string]int{"officer": 1, "head": 1, "midwife": 0} {
			w.session(c, role)
			all, r := w.post()
			qt.Check(t, qt.Equals(r.status, 200))
			qt.Check(t, qt.HasLen(all.Letters, want), qt.Commentf("%s of %s", role, c.name))
		}
		w.session(c, "courier")
		_, r := w.post()
		qt.Check(t, qt.Equals(r.status, 404))
	}
}
