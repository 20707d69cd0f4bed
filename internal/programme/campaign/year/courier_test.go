package year_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// puts has a mother put one bottle out.
func puts(w *world.World, mother string) {
	w.As(mother).Send("declare "+mother, "milk.declare", milk.Declare{Delivery: id("delivery " + mother), Place: id("place " + mother),
		Bottles: []milk.BottleBody{{ID: id("bottle " + mother), VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-30 * time.Minute), Milk: "fresh", Kept: "cooler"}}})
}

func delivery(w *world.World, mother string) (d milk.Delivery) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, id("delivery "+mother))
		return err
	})
	return d
}

// taken is what a courier tells when a mother's bottle is handed to him.
func taken(mother string) milk.HandOver {
	return milk.HandOver{Delivery: id("delivery " + mother), Bag: "tas " + mother, Bottles: []ident.ID{id("bottle " + mother)}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}
}

// A courier's certificate is withdrawn while he carries milk. His phone has had no signal
// since before: a run that he takes by it is refused, what he fetched is kept for a person
// to look at, and what he had in hand already can still be told.
func TestAWithdrawnCertificateStopsARunAlsoOfAStalePhone(t *testing.T) {
	world.Both(t, "2026-03-02 12:50", func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Sum").Mother("Tin", "Mbah Yem").Courier("Joko")
		for _, mother := range []string{"Sri", "Ani", "Tin"} {
			puts(w, mother)
		}
		for _, mother := range []string{"Sri", "Ani"} {
			w.As("Joko").Send("accept "+mother, "dispatch.accept", dispatch.Accept{Job: delivery(w, mother).Job})
		}
		w.At("12:51").As("Joko").Send("has Sri's", "milk.hand_over", taken("Sri")).Send("packs", "milk.pack", milk.Pack{Delivery: id("delivery Sri"), TemperatureC: new(4.0)}).
			Send("leaves", "milk.depart", milk.Depart{Delivery: id("delivery Sri")})
		w.At("12:53").As("head").Send("withdraw", "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: id("Joko"), Course: workforce.MilkHandling, Reason: "kotak tidak dibersihkan"})

		w.At("12:54").As("Joko").Offline("12:52").Refused("stale acceptance", "dispatch.accept", dispatch.Accept{Job: delivery(w, "Tin").Job}, "dispatch.not_certified")
		w.As("Joko").Refused("pick-up", "milk.hand_over", taken("Ani"), "milk.not_certified").
			Offline("12:52").Send("stale pick-up", "milk.hand_over", taken("Ani"))
		qt.Check(t, qt.DeepEquals(reasons(w, "Ani"), []string{"not_certified"}), qt.Commentf("he has it: that is kept, and a person looks"))

		var code string
		w.Query(func(q journal.Query) error {
			code = link.Code(q.Keys, q.Facility, id("delivery Sri"), delivery(w, "Sri").CodeGeneration)
			return nil
		})
		home := milk.Deliver{Delivery: id("delivery Sri"), Recipient: id("Mbah Parti"), Code: code, Bottles: []ident.ID{id("bottle Sri")}}
		w.At("13:20").As("Joko").Refused("alone", "milk.deliver", home, "milk.needs_supervision").
			Offline("13:10").Send("told late", "milk.deliver", home)
		qt.Check(t, qt.Equals(delivery(w, "Sri").State, milk.Delivered))
		qt.Check(t, qt.DeepEquals(reasons(w, "Sri"), []string{"unsupervised"}))
		w.RebuildEquals()
	})
}

// reasons are why a person is to look at a delivery.
func reasons(w *world.World, mother string) []string {
	w.T.Helper()
	var r milk.Review
	w.Query(func(q journal.Query) (err error) {
		r, _, err = milk.Reviews.Get(q.Tx, q.Facility, delivery(w, mother).Review)
		return err
	})
	return r.Reasons
}
