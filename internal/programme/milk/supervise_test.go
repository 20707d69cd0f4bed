package milk_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// leftAbout lists what the desk is to do about a worker.
func leftAbout(w *world.World, worker string) (kinds []string) {
	w.Query(func(q journal.Query) error {
		open, err := task.OpenOf(q, ident.Named(worker))
		for _, t := range open {
			kinds = append(kinds, t.Kind)
		}
		return err
	})
	return kinds
}

func withdrawn() workforce.WithdrawCertificate {
	return workforce.WithdrawCertificate{Worker: ident.Named("Joko"), Course: workforce.MilkHandling, Reason: "pelanggaran"}
}

func TestMilkOfACourierWhoLosesTheCertificateComesHomeUnderSupervision(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		declare(w)
		fetch(w)
		w.Courier("Rudi")
		w.At("13:30").As("head").Forget().Send("withdraw", "workforce.withdraw_certificate", withdrawn()).Events("milk.supervision_asked", "task.opened")
		qt.Check(t, qt.DeepEquals(leftAbout(w, "Joko"), []string{"supervise_milk"}))
		w.As("Joko").Refused("alone", "milk.deliver", handed(code(w)), "milk.needs_supervision").
			Refused("by himself", "milk.supervise", milk.Supervise{Delivery: d1, Supervisor: ident.Named("officer"), How: "phone", Reason: "dekat"}, "milk.not_your_run")
		w.As("dispatcher").Refused("himself", "milk.supervise", milk.Supervise{Delivery: d1, Supervisor: ident.Named("Joko"), How: "along", Reason: "dekat"}, "milk.bad_supervisor").
			Send("watch", "milk.supervise", milk.Supervise{Delivery: d1, Supervisor: ident.Named("officer"), How: "phone", Reason: "tinggal dua menit dari rumah"})
		w.As("Joko").Send("deliver", "milk.deliver", handed(code(w))).RebuildEquals()
		qt.Check(t, qt.Equals(delivery(w).State, milk.Delivered))
		qt.Check(t, qt.Equals(delivery(w).Supervisor, ident.Named("officer")), qt.Commentf("who saw to it stays with the delivery"))
	})
}

func TestOrItIsTakenOverByAnother(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		declare(w)
		fetch(w)
		w.Courier("Rudi")
		w.At("13:30").As("head").Send("suspend", "workforce.suspend", workforce.Suspend{Worker: ident.Named("Joko"), Reason: "diperiksa"})
		qt.Check(t, qt.Equals(delivery(w).Supervision, milk.SupervisionNeeded))
		w.As("Joko").Send("give", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Rudi")}).
			As("Rudi").Send("take", "milk.take", milk.Take{Delivery: d1, Bottles: bottles})
		qt.Check(t, qt.Equals(delivery(w).Supervision, ""))
		w.As("Rudi").Send("deliver", "milk.deliver", handed(code(w))).RebuildEquals()
	})
}

func TestWhoIsReinstatedNeedsNoSupervision(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	declare(w)
	fetch(w)
	w.As("head").Send("suspend", "workforce.suspend", workforce.Suspend{Worker: ident.Named("Joko"), Reason: "diperiksa"}).
		Send("withdraw", "workforce.withdraw_certificate", withdrawn()).
		Send("reinstate", "workforce.reinstate", workforce.Reinstate{Worker: ident.Named("Joko")})
	qt.Check(t, qt.Equals(delivery(w).Supervision, milk.SupervisionNeeded), qt.Commentf("without a certificate he may not carry it either"))
	w.Certify("Joko", "2026-12-31")
	qt.Check(t, qt.Equals(delivery(w).Supervision, ""))
	w.As("Joko").Send("deliver", "milk.deliver", handed(code(w))).RebuildEquals()
}

func TestADeliveryWithoutSupervisionToldLateIsKeptUnderReview(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	declare(w)
	fetch(w)
	w.At("13:30").As("head").Send("withdraw", "workforce.withdraw_certificate", withdrawn())
	w.At("14:30").As("Joko").Offline("13:50").Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 0)
	qt.Check(t, qt.Equals(delivery(w).State, milk.Delivered))
	qt.Check(t, qt.Equals(delivery(w).FeeState, "held"))
	qt.Check(t, qt.DeepEquals(review(w).Reasons, []string{"unsupervised"}))
}

func TestACertificateThatEndsAtMidnightEndsThere(t *testing.T) {
	world.Both(t, "2026-03-02 23:57", func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Uncertified("Joko").Certify("Joko", "2026-03-02")
		w.As("machine").Send("shift on", "workforce.set_shift", workforce.SetShift{Worker: ident.Named("Joko"), Day: "2026-03-02", From: "20:00", To: "06:00"})
		declare(w)
		w.At("23:59").As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job})
		hand := milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}
		w.At("+1 00:00").As("Joko").Refused("a minute late", "milk.hand_over", hand, "milk.not_certified")
		w.Certify("Joko", "2026-03-03")
		w.At("+1 00:05").As("Joko").Send("renewed", "milk.hand_over", hand)
		w.At("+2 00:00")
		qt.Check(t, qt.Equals(delivery(w).Supervision, milk.SupervisionNeeded), qt.Commentf("it ran out with the milk on board: the desk is asked at midnight"))
		w.RebuildEquals()
	})
}

func TestMoreBottlesThanTheBoxHoldsAreNotHandedOver(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Sum").Courier("Joko")
		box := ident.Named("box")
		w.As("officer").Send("add", "equipment.add", equipment.Add{Cooler: box, Code: "K-1", Capacity: 2, IcePacks: 4}).
			Send("hand", "equipment.hand", equipment.Hand{Cooler: box, Worker: ident.Named("Joko")})
		aniToo(w) // one bottle is in it
		accepted(w)
		hand := milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}
		w.At("13:30").As("Joko").Refused("too many", "milk.hand_over", hand, "milk.over_capacity").
			Offline("13:20").Send("without signal", "milk.hand_over", hand)
		qt.Check(t, qt.DeepEquals(review(w).Reasons, []string{"over_capacity"}), qt.Commentf("he has them: that is kept and looked at"))
	})
}

// TestNobodyWithoutPapersIsEverAssigned is invariant 13 over random days: the
// certificate and the letter end on any of three days, are withdrawn, given anew or
// suspended at any moment, phones tell at once or hours later. Whoever is offered,
// takes or fetches online has both at that moment of the server; what a stale phone
// tells is kept under review.
func TestNobodyWithoutPapersIsEverAssigned(t *testing.T) {
	seen := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		w := world.New(t, "", "2026-03-02 18:00")
		joko := ident.Named("Joko")
		w.Mother("Sri", "Mbah Parti").Uncertified("Joko").
			Certify("Joko", rapid.SampledFrom([]string{"2026-03-01", "2026-03-02", "2026-03-03", "2026-12-31"}).Draw(r, "until"))
		for d := range 3 {
			w.As("machine").Send(fmt.Sprint("shift", d), "workforce.set_shift", workforce.SetShift{Worker: joko, Day: fmt.Sprintf("2026-03-%02d", 2+d), From: "00:00", To: "23:59"})
		}
		declare(w)
		start := w.Clock.Now()
		for n := range rapid.IntRange(4, 14).Draw(r, "steps") {
			w.Clock.Set(max(w.Clock.Now(), start.Add(time.Duration(rapid.IntRange(0, 52*60).Draw(r, "minute"))*time.Minute)))
			w.Settle()
			may := fitNow(w, joko)
			name := fmt.Sprint("step ", n)
			late := rapid.Bool().Draw(r, "late")
			var out journal.Outcome
			switch what := rapid.IntRange(0, 6).Draw(r, "what"); what {
			case 0:
				out, _ = w.As("dispatcher").Try(name, "dispatch.offer", dispatch.Offer{Job: delivery(w).Job, Worker: joko})
			case 1:
				out, _ = w.As("Joko").Try(name, "dispatch.accept", dispatch.Accept{Job: delivery(w).Job})
			case 2:
				w.As("Joko")
				if late {
					w.Earlier(2 * time.Hour)
				}
				out, _ = w.Try(name, "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "b", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
				if out.Status == journal.Accepted && late && !may {
					seen["stale phone"]++
					if !slices.Contains(review(w).Reasons, "not_certified") {
						r.Fatalf("fetched without papers by a stale phone, and nobody is asked to look")
					}
					continue
				}
			case 3:
				_, _ = w.As("head").Try(name, "workforce.withdraw_certificate", withdrawn())
				continue
			case 4:
				_, _ = w.As("machine").Try(name, "workforce.certify", workforce.Certify{Worker: joko, Course: workforce.MilkHandling, Number: "K", ValidFrom: "2026-03-01", ValidTo: "2026-03-03"})
				continue
			case 5:
				_, _ = w.As("head").Try(name, "workforce.suspend", workforce.Suspend{Worker: joko, Reason: "a"})
				continue
			default:
				_, _ = w.As("machine").Try(name, "workforce.reinstate", workforce.Reinstate{Worker: joko})
				continue
			}
			if out.Status == journal.Accepted {
				seen["given work"]++
				if !may {
					r.Fatalf("%s: given work without papers", name)
				}
			} else if !may {
				seen["turned away"]++
			}
		}
	})
	for _, s := range []string{"given work", "turned away", "stale phone"} {
		if seen[s] == 0 {
			t.Errorf("these days never saw: %s", s)
		}
	}
}

func fitNow(w *world.World, worker ident.ID) (fit bool) {
	w.Query(func(q journal.Query) error {
		f, err := workforce.Fit(q, worker, workforce.MilkHandling, q.Now)
		fit = f.Fit()
		return err
	})
	return fit
}
