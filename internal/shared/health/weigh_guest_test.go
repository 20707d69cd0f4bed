package health_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// guest is a child of elsewhere on the same scales.
func guest(name, of, on string, grams int64) health.Weigh {
	b := kilos(name, of, on, grams)
	b.Guest, b.Child = b.Child, ""
	return b
}

func TestAGuestIsWeighedInTheSameRow(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		first := guest("feb", "Tamu", "2026-02-22", 6_900)
		if _, err := w.As("Bu Yati").Try("nobody knows", "health.weigh", first); err == nil {
			t.Fatal("a guest of whom nothing is known was weighed")
		}
		first.AsGuest = &health.GuestChild{Name: "Raka", Sex: "male", Born: "2025-09-20", From: "Desa Karang"}
		w.Send("feb", "health.weigh", first)
		w.Send("mar", "health.weigh", guest("mar", "Tamu", "2026-03-02", 7_500))
		card := w.card("Tamu")
		qt.Check(t, qt.IsTrue(card.Guest))
		qt.Check(t, qt.Equals(card.Name, "Raka"))
		qt.Check(t, qt.Equals(card.From, "Desa Karang"))
		qt.Check(t, qt.Equals(card.Posyandu, ident.Named("Melati")))
		qt.Check(t, qt.Equals(w.statuses("Tamu"), "BN"))
		w.Send("swollen", "health.weigh", func() health.Weigh {
			b := guest("swollen", "Tamu", "2026-03-02", 7_600)
			b.Oedema = "yes"
			return b
		}())
		all := w.concerns()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.Equals(all[0].Name, "Raka"))
		w.As("Bu Eni").Refused("a visit to elsewhere", "health.ask_visit", health.AskVisit{Concern: all[0].ID}, "health.guest_of_elsewhere")
		w.Send("seen", "health.see_child", health.SeeChild{Concern: all[0].ID, On: "2026-03-02"})
		if _, err := w.As("Bu Tri").Try("other village", "health.weigh", guest("x", "Tamu", "2026-03-02", 7_600)); err == nil {
			t.Fatal("another village's midwife weighed this posyandu's guest")
		}
		w.RebuildEquals()
	})
}

func TestTheCardFollowsTheChildAndForgetsWhoIsGone(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		w.weigh("dec", "Dafa", "2025-12-22", 6_300)
		w.weigh("jan", "Dafa", "2026-01-22", 6_400)
		w.weigh("feb", "Dafa", "2026-02-22", 6_500)
		w.Home("Nenek", world.OtherVillage).As("officer").Send("move", "registry.move",
			registry.Move{Person: ident.Named("Dafa"), On: "2026-03-02", To: "within", Household: ident.Named("household Nenek"), Relation: "grandchild"})
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "growth_card"), 0))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.OtherVillage, "growth_card"), 1))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.OtherVillage, "growth_concern"), 1))
		w.As("officer").Send("died", "registry.died", registry.Die{Person: ident.Named("Dafa"), On: "2026-03-02"})
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.OtherVillage, "growth_card"), 0))
		qt.Check(t, qt.Equals(w.concerns()[0].State, health.ConcernEnded), qt.Commentf("nobody is sent to look at a child that died"))
		w.RebuildEquals()
	})
}

func TestTwoRecordsOfOneChildHaveOneCard(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.Resident("Dafa lagi", registry.Enter{Sex: "male", Born: "2025-09-20", Posyandu: ident.Named("Melati")})
		w.As("Bu Yati")
		w.weigh("dec", "Dafa lagi", "2025-12-22", 6_000)
		w.weigh("jan", "Dafa", "2026-01-22", 6_700)
		w.As("head").Send("one", "registry.merge", registry.Merge{Keep: ident.Named("Dafa"), Drop: ident.Named("Dafa lagi")})
		qt.Check(t, qt.Equals(w.statuses("Dafa"), "BN"), qt.Commentf("with December the gain of January is known"))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "growth_card"), 1))
		w.As("Bu Yati")
		qt.Check(t, qt.Equals(w.weigh("feb", "Dafa lagi", "2026-02-22", 7_300).Reckoned.Status, "N"), qt.Commentf("a phone that has not heard yet"))
		w.RebuildEquals()
	})
}

func TestAnotherDayOfBirthReckonsTheCardAnew(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.As("Bu Yati")
		before := w.weigh("mar", "Dafa", "2026-03-02", 7_500).Reckoned.WeightForAge.Z
		born := "2025-03-20"
		w.As("officer").Send("older", "registry.correct", registry.Amend{Person: ident.Named("Dafa"), Born: &born})
		after := w.card("Dafa").Lines[0].Reckoned
		qt.Check(t, qt.IsTrue(after.WeightForAge.Z < before))
		qt.Check(t, qt.Equals(after.Months, int64(11)))
		w.RebuildEquals()
	})
}

// S, K, D, N, T, O and B of a posyandu: each figure is the length of its list.
func TestThePosyandusMonthCountsWhoBelongsToIt(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.Resident("Kecil", registry.Enter{Sex: "female", Born: "2026-02-10", Posyandu: ident.Named("Melati")}).
			Resident("Tanpa", registry.Enter{Sex: "female", Born: "2024-02-10"}).
			Resident("Besar", registry.Enter{Sex: "female", Born: "2019-02-10", Posyandu: ident.Named("Melati")})
		w.As("Bu Yati")
		w.weigh("a", "Dafa", "2026-01-22", 6_900)
		w.weigh("b", "Dafa", "2026-02-22", 7_500, long(660))
		w.weigh("c", "Salma", "2026-01-22", 6_400)
		g := guest("g", "Tamu", "2026-02-22", 6_900)
		g.AsGuest = &health.GuestChild{Name: "Raka", Sex: "male", Born: "2025-09-20"}
		w.Send("g", "health.weigh", g)
		w.weigh("d", "Kecil", "2026-02-22", 3_600)
		w.Query(func(q journal.Query) error {
			rows, err := health.SKDNOf(q, "2026-02", []string{world.Village})
			qt.Assert(t, qt.HasLen(rows, 2))
			melati := rows[0]
			qt.Check(t, qt.Equals(melati.Name, "Melati"))
			count := func(figure string) int { return len(melati.Lists[figure]) }
			qt.Check(t, qt.Equals(fmt.Sprint(count("s"), count("k"), count("d"), count("n"), count("t"), count("o"), count("b"), count("guests"), count("absent"), count("measured")),
				"3 3 2 1 0 0 1 1 1 1"))
			qt.Check(t, qt.DeepEquals(melati.Lists["absent"], []ident.ID{ident.Named("Salma")}))
			qt.Check(t, qt.Equals(rows[1].Posyandu, ident.ID("")), qt.Commentf("who belongs to no posyandu is not forgotten"))
			if err != nil {
				return err
			}
			day, err := health.DayOf(q, ident.Named("Melati"), "2026-02")
			qt.Check(t, qt.Equals(day.On, "2026-02-02"))
			qt.Check(t, qt.IsTrue(day.Lengths && day.Vitamin))
			qt.Assert(t, qt.HasLen(day.Children, 4))
			dafa, raka, salma := day.Children[0], day.Children[3], day.Children[2]
			qt.Check(t, qt.Equals(dafa.Last.WeightG, int64(6_900)))
			qt.Check(t, qt.Equals(dafa.Now.WeightG, int64(7_500)))
			qt.Check(t, qt.Equals(dafa.LeastG, int64(500)))
			qt.Check(t, qt.IsTrue(raka.Guest), qt.Commentf("guests come last"))
			qt.Check(t, qt.IsNil(salma.Now), qt.Commentf("she is expected"))
			return err
		})
	})
}

// Whatever is told in which order, taken back and corrected: the card is what the
// weighings that count come to from scratch, D is N + T + O + B, and a child has at most
// one open entry.
func TestTheCardIsWhatItsWeighingsComeTo(t *testing.T) {
	w := posts(t, world.New(t, "", noon))
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		child := fmt.Sprintf("anak %d", n)
		w.Resident(child, registry.Enter{Sex: rapid.SampledFrom([]string{"male", "female"}).Draw(t, "sex"), Born: "2025-09-20", Posyandu: ident.Named("Melati")})
		w.As("Bu Yati")
		days := []string{"2025-10-22", "2025-11-22", "2025-12-22", "2026-01-10", "2026-01-22", "2026-02-22", "2026-03-01"}
		var told []string
		for i := range rapid.IntRange(1, 9).Draw(t, "steps") {
			name := fmt.Sprintf("%s %d", child, i)
			if len(told) > 0 && rapid.IntRange(0, 4).Draw(t, "take back") == 0 {
				_, _ = w.Try(name, "health.unweigh", health.Unweigh{Weighing: ident.Named(rapid.SampledFrom(told).Draw(t, "which")), Reason: "typed_twice"})
				continue
			}
			b := kilos(name, child, rapid.SampledFrom(days).Draw(t, "day"), rapid.Int64Range(3_000, 9_000).Draw(t, "grams"))
			b.Sure = rapid.Bool().Draw(t, "sure")
			w.Send(name, "health.weigh", b)
			told = append(told, name)
		}
		w.Query(func(q journal.Query) error {
			all, err := health.WeighingsOf(q, ident.Named(child))
			seen := map[string]bool{}
			for i, l := range all {
				if seen[l.On] {
					t.Fatalf("%s counts twice", l.On)
				}
				seen[l.On] = true
				if (l.Reckoned.Status == "B") != first(all, i) {
					t.Fatalf("line %d of %d is %q", i, len(all), l.Reckoned.Status)
				}
			}
			open, err2 := health.Concerns.Where(q.Tx, "facility_id = $1 AND child = $2 AND state = 'open'", q.Facility, ident.Named(child))
			if len(open) > 1 {
				t.Fatalf("%d open entries", len(open))
			}
			if err == nil {
				err = err2
			}
			return err
		})
	})
	w.RebuildEquals()
}

// first reports whether no month before has a weighing: two of one first month are both
// the first.
func first(all []health.Weighing, i int) bool { return all[0].On[:7] == all[i].On[:7] }

// raka is the guest of two months whom the cadre told of.
func (w scales) raka() {
	w.T.Helper()
	w.As("Bu Yati")
	jan := guest("g jan", "Tamu", "2026-01-22", 6_900)
	jan.AsGuest = &health.GuestChild{Name: "Raka", Sex: "male", Born: "2025-09-18", From: "Desa Karang"}
	w.Send("g jan", "health.weigh", jan)
	w.Send("g feb", "health.weigh", guest("g feb", "Tamu", "2026-02-22", 7_000))
}

func TestAGuestWhoIsAChildOfTheRegisterBringsItsLines(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.raka()
		w.weigh("dec", "Dafa", "2025-12-22", 6_300)
		w.weigh("feb", "Dafa", "2026-02-22", 7_010)
		qt.Check(t, qt.Equals(w.statuses("Dafa"), "BO"))
		if _, err := w.Try("not a cadre's", "health.link_guest", health.LinkGuest{Guest: ident.Named("Tamu"), Child: ident.Named("Dafa")}); err == nil {
			t.Fatal("a cadre said which child a guest is")
		}
		if _, err := w.As("Bu Tri").Try("another's", "health.link_guest", health.LinkGuest{Guest: ident.Named("Tamu"), Child: ident.Named("Dafa")}); err == nil {
			t.Fatal("another village's midwife linked them")
		}
		w.As("Bu Eni").Send("link", "health.link_guest", health.LinkGuest{Guest: ident.Named("Tamu"), Child: ident.Named("Dafa")})
		card := w.card("Dafa")
		qt.Assert(t, qt.HasLen(card.Lines, 3))
		qt.Check(t, qt.Equals(w.statuses("Dafa"), "BNT"), qt.Commentf("the guest's January stands between"))
		qt.Check(t, qt.Equals(card.Lines[1].OfGuest, ident.Named("Tamu")))
		qt.Check(t, qt.Equals(card.Lines[2].ID, ident.Named("feb")), qt.Commentf("of one day the child's own line counts"))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "growth_card"), 1))
		all := w.concerns()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.Equals(all[0].Child, ident.Named("Dafa")))
		qt.Check(t, qt.Equals(all[0].State, health.ConcernOpen))
		w.Refused("twice", "health.link_guest", health.LinkGuest{Guest: ident.Named("Tamu"), Child: ident.Named("Salma")}, "health.guest_linked")
		w.As("Bu Yati").Send("late", "health.weigh", guest("late", "Tamu", "2026-03-02", 7_600))
		qt.Check(t, qt.HasLen(w.card("Dafa").Lines, 4), qt.Commentf("a phone that has not heard yet"))
		qt.Check(t, qt.Equals(w.nameOf("Tamu"), ""), qt.Commentf("who the guest was is erased"))
		w.RebuildEquals()
	})
}

func TestAGuestWhoWasAnotherChildHasItsLinesBack(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.raka()
		w.weigh("dec", "Dafa", "2025-12-22", 6_300)
		w.weigh("feb", "Dafa", "2026-02-22", 7_010)
		before := w.card("Dafa")
		w.As("officer").Send("link", "health.link_guest", health.LinkGuest{Guest: ident.Named("Tamu"), Child: ident.Named("Dafa")})
		w.Send("unlink", "health.unlink_guest", health.UnlinkGuest{Guest: ident.Named("Tamu")})
		qt.Check(t, qt.DeepEquals(w.card("Dafa"), before))
		card := w.card("Tamu")
		qt.Check(t, qt.Equals(w.statuses("Tamu"), "BT"))
		qt.Check(t, qt.Equals(card.Name, ""), qt.Commentf("what was erased stays so"))
		for _, c := range w.concerns() {
			want := map[bool]string{true: health.ConcernOpen, false: health.ConcernEased}[c.Guest]
			qt.Check(t, qt.Equals(c.State, want), qt.Commentf("the T was the guest's"))
		}
		w.Refused("again", "health.unlink_guest", health.UnlinkGuest{Guest: ident.Named("Tamu")}, "health.guest_not_linked")
		w.As("Bu Yati")
		anew := guest("mar", "Tamu", "2026-03-02", 7_600)
		anew.AsGuest = &health.GuestChild{Name: "Raka", Sex: "male", Born: "2025-09-18"}
		w.Send("mar", "health.weigh", anew)
		qt.Check(t, qt.Equals(w.nameOf("Tamu"), "Raka"))
		w.RebuildEquals()
	})
}

func TestAGuestIsForgottenAYearAfterItsLastWeighing(t *testing.T) {
	weighingDay(t, noon, func(t *testing.T, w scales) {
		w.raka()
		w.Clock.Set(w.Clock.Now().Add(200 * 24 * time.Hour))
		w.Send("later", "health.weigh", guest("later", "Tamu", w.Clock.Now().Day(clockZone(t)), 9_000))
		w.Clock.Set(w.Clock.Now().Add(180 * 24 * time.Hour))
		w.Settle()
		qt.Check(t, qt.Equals(w.nameOf("Tamu"), "Raka"), qt.Commentf("it came since"))
		w.Clock.Set(w.Clock.Now().Add(200 * 24 * time.Hour))
		w.Settle()
		qt.Check(t, qt.Equals(w.nameOf("Tamu"), ""))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "growth_card"), 0))
		w.Query(func(q journal.Query) error {
			lines, err := health.WeighingsOf(q, ident.Named("Tamu"))
			qt.Check(t, qt.HasLen(lines, 3), qt.Commentf("the figures of its months stay"))
			return err
		})
		w.RebuildEquals()
	})
}

// nameOf is what the health centre knows of a guest's name.
func (w scales) nameOf(guest string) (name string) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		c, _, err := health.GrowthCards.Get(q.Tx, q.Facility, ident.Named(guest))
		if err != nil {
			return err
		}
		var d health.GuestDetail
		_, err = q.Open(c.Detail, &d)
		name = d.Name
		return err
	})
	return name
}
