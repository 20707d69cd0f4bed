package house_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// says records what somebody answers to the newest text of a purpose.
func (w *town) says(c centre, person ident.ID, purpose string, given bool) {
	w.t.Helper()
	w.clock.Set(w.clock.Now().Add(time.Second)) // the newest answer counts
	w.must(c.actor("officer"), "registry.consent", registry.Agree{Person: person, Purpose: purpose, TextVersion: purpose + "/1", Given: given, How: "spoken", ByWhom: "self"})
}

func (w *town) rebuildsToo() {
	w.t.Helper()
	_, err := w.h.Journal.Verify(w.t.Context(), storetest.SQLite(w.t))
	qt.Assert(w.t, qt.IsNil(err))
}

func TestAHealthCentreBeginsWithItsTexts(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.query(here, func(q journal.Query) error {
		all, err := registry.ConsentTexts.Where(q.Tx, "facility_id = $1 ORDER BY id", here.id)
		qt.Assert(t, qt.HasLen(all, 6))
		for _, text := range all {
			qt.Check(t, qt.Equals(text.Basis, registry.ByConsent))
			qt.Check(t, qt.IsTrue(len(text.Wording) > 80), qt.Commentf("%s is a text, not a key: %s", text.Purpose, text.Wording))
		}
		return err
	})
}

func TestWhoWithdrawsFromTheMapIsWatchedByNobodyAndStillGetsTheMilk(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.put(here, 0, "doctor")
		var made struct{ Link ident.ID }
		aunt := w.fresh()
		w.must(here.actor("officer"), "registry.register", registry.Enter{Person: aunt, Kind: registry.Other, Name: "Bibi"})
		out := w.must(here.actor("officer"), "link.issue", link.Make{Purpose: link.Track, About: x.delivery, Person: aunt})
		qt.Assert(t, qt.IsNil(json.Unmarshal(out.Result, &made)))
		watch := func() (map_ bool, hers, aunts string) {
			w.query(here, func(q journal.Query) error {
				d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, x.delivery)
				qt.Assert(t, qt.IsNil(err))
				map_, err = milk.Watchable(q, d)
				qt.Assert(t, qt.IsNil(err))
				mine, _, err := link.Links.First(q.Tx, "facility_id = $1 AND subject = $2 AND purpose = 'track' AND person = owner", q.Facility, x.delivery)
				qt.Assert(t, qt.IsNil(err))
				other, _, err := link.Links.Get(q.Tx, q.Facility, made.Link)
				hers, aunts = mine.State, other.State
				return err
			})
			return map_, hers, aunts
		}
		seen, hers, aunts := watch()
		qt.Assert(t, qt.IsTrue(seen && hers == link.Live && aunts == link.Live))
		w.says(here, x.mother, registry.ForTracking, false)
		seen, hers, aunts = watch()
		qt.Check(t, qt.IsFalse(seen))
		qt.Check(t, qt.DeepEquals([]string{hers, aunts}, []string{link.Live, link.Revoked}), qt.Commentf("on her own page stands the code"))
		w.must(here.actor(x.courier), "milk.deliver", milk.Deliver{Delivery: x.delivery, Recipient: x.recipient, WithoutCode: true, Bottles: []ident.ID{x.bottle}})
		w.says(here, x.mother, registry.ForTracking, true)
		seen, _, aunts = watch()
		qt.Check(t, qt.IsTrue(seen))
		qt.Check(t, qt.Equals(aunts, link.Revoked), qt.Commentf("what was closed is opened by a person"))
		w.rebuildsToo()
	})
}

func TestWhoWithdrawsFromMilkTakesPartNoMore(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.put(here, 0, "doctor")
		debts := func() (n int) {
			w.query(here, func(q journal.Query) error {
				all, err := ledger.Entries.Where(q.Tx, "facility_id = $1", q.Facility)
				n = len(all)
				return err
			})
			return n
		}
		before := debts()
		w.says(here, x.recipient, registry.ForMilk, false)
		w.query(here, func(q journal.Query) error {
			p, _, err := milk.Places.Get(q.Tx, q.Facility, x.place)
			qt.Check(t, qt.Equals(p.State, milk.Going), qt.Commentf("a recipient's no is not hers"))
			qt.Check(t, qt.IsFalse(p.Recipients[0].Active))
			return err
		})
		w.says(here, x.mother, registry.ForMilk, false)
		w.query(here, func(q journal.Query) error {
			p, _, err := milk.Places.Get(q.Tx, q.Facility, x.place)
			qt.Check(t, qt.Equals(p.State, milk.Over))
			d, _, err2 := milk.Deliveries.Get(q.Tx, q.Facility, x.delivery)
			qt.Check(t, qt.IsTrue(d.Recalled), qt.Commentf("what is on the road comes back"))
			qt.Assert(t, qt.IsNil(err2))
			return err
		})
		qt.Check(t, qt.Equals(debts(), before), qt.Commentf("what is owed is owed"))
		w.rebuildsToo()
	})
}
