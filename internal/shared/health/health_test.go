package health_test

import (
	"strconv"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

const noon = "2026-03-02 12:50"

func said(name, answer, on string) health.Feed {
	return health.Feed{Feeding: ident.Named(name), Baby: ident.Named("Dimas"), Answer: answer, Source: health.Told, On: on}
}

func month(f health.Feed, n int64) health.Feed { f.Month = &n; return f }

// months gives the answers that count, as month and answer.
func months(w *world.World, baby string) (out []string) {
	w.Query(func(q journal.Query) error {
		all, err := health.MonthsOf(q, ident.Named(baby))
		for _, f := range all {
			out = append(out, strconv.FormatInt(f.Month, 10)+" "+f.Answer)
		}
		return err
	})
	return out
}

func family(t *testing.T, w *world.World) *world.World {
	t.Helper()
	return w.Midwife("Bu Eni", world.Village).Midwife("Bu Tri", world.OtherVillage).
		Resident("Sri", registry.Enter{Sex: "female", Born: "1998-04-01"}).
		Resident("Dimas", registry.Enter{Sex: "male", Born: "2025-12-15", Mother: ident.Named("Sri")})
}

func TestAMonthHasOneAnswerAndACorrectionStaysBesideIt(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		family(t, w)
		w.As("Bu Eni").Send("first", "health.feeding", said("a", health.Exclusive, "2026-03-01")).
			Send("earlier", "health.feeding", month(said("b", health.Exclusive, "2026-03-01"), 0))
		qt.Assert(t, qt.DeepEquals(months(w, "Dimas"), []string{"0 exclusive", "2 exclusive"}), qt.Commentf("born on the 15th: two whole months on the 1st of March"))
		w.Send("corrected", "health.feeding", said("c", health.NotExclusive, "2026-03-02"))
		w.Send("heard late, of an earlier day", "health.feeding", said("d", health.Exclusive, "2026-02-28"))
		qt.Assert(t, qt.DeepEquals(months(w, "Dimas"), []string{"0 exclusive", "2 not_exclusive"}))
		w.Query(func(q journal.Query) error {
			all, err := health.Feedings.Where(q.Tx, "facility_id = $1 AND month = 2 ORDER BY id", q.Facility)
			qt.Check(t, qt.HasLen(all, 3), qt.Commentf("what was said before stays"))
			return err
		})
		w.RebuildEquals()
	})
}

func TestWhatCannotBeIsNotTakenIn(t *testing.T) {
	w := family(t, world.New(t, "", noon))
	w.As("Bu Eni")
	w.Refused("ahead", "health.feeding", said("a", health.Exclusive, "2026-03-03"), "body.bad_date")
	w.Refused("not yet lived", "health.feeding", month(said("b", health.Exclusive, "2026-03-01"), 3), "health.no_such_month")
	w.Refused("before the birth", "health.feeding", said("c", health.Exclusive, "2025-12-01"), "health.no_birth_day")
	reason := said("d", health.NotExclusive, "2026-03-01")
	reason.Medical = true
	w.As("officer").Refused("no health worker", "health.feeding", reason, "health.medical_by_health_worker")
	w.As("Bu Eni").Send("a health worker", "health.feeding", reason)
	w.As("officer").Send("died", "registry.died", registry.Die{Person: ident.Named("Dimas"), On: "2026-03-01"})
	w.As("Bu Eni").Refused("after the death", "health.feeding", said("e", health.Exclusive, "2026-03-02"), "health.not_here_any_more")
	if _, err := w.As("Bu Tri").Try("other village", "health.feeding", said("f", health.Exclusive, "2026-02-20")); err == nil {
		t.Fatal("a midwife of another village told of this baby")
	}
}

func TestTheAnswersFollowTheBabyToItsNewVillage(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		family(t, w)
		w.As("Bu Eni").Send("first", "health.feeding", said("a", health.Exclusive, "2026-03-01"))
		qt.Assert(t, qt.HasLen(w.OnPhones("v:"+world.Village, "feeding"), 1))
		w.Home("Nenek", world.OtherVillage).As("officer").Send("move", "registry.move",
			registry.Move{Person: ident.Named("Dimas"), On: "2026-03-02", To: "within", Household: ident.Named("household Nenek"), Relation: "grandchild"})
		qt.Assert(t, qt.HasLen(w.OnPhones("v:"+world.Village, "feeding"), 0))
		qt.Assert(t, qt.HasLen(w.OnPhones("v:"+world.OtherVillage, "feeding"), 1))
		w.RebuildEquals()
	})
}

// Whatever is said in which order, a month has one line that counts, of the latest
// day, and none is lost.
func TestOneLineAMonthCounts(t *testing.T) {
	w := family(t, world.New(t, "", "2026-06-20 12:00"))
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		baby := "baby " + strconv.Itoa(n)
		w.Resident(baby, registry.Enter{Sex: "male", Born: "2025-12-15", Mother: ident.Named("Sri")})
		latest := map[int64]string{}
		told := rapid.IntRange(1, 12).Draw(t, "answers")
		for i := range told {
			on := rapid.SampledFrom([]string{"2026-01-20", "2026-02-20", "2026-02-25", "2026-03-20", "2026-06-20"}).Draw(t, "on")
			f := said(baby+" answer "+strconv.Itoa(i), rapid.SampledFrom([]string{health.Exclusive, health.NotExclusive, health.Unknown}).Draw(t, "answer"), on)
			f.Baby = ident.Named(baby)
			w.As("Bu Eni").Send(string(f.Feeding), "health.feeding", f)
			var r struct{ Month int64 }
			r.Month = int64(map[string]int{"2026-01-20": 1, "2026-02-20": 2, "2026-02-25": 2, "2026-03-20": 3, "2026-06-20": 6}[on])
			latest[r.Month] = max(latest[r.Month], on)
		}
		w.Query(func(q journal.Query) error {
			all, err := health.Feedings.Where(q.Tx, "facility_id = $1 AND baby = $2", q.Facility, ident.Named(baby))
			if len(all) != told {
				t.Fatalf("%d told, %d kept", told, len(all))
			}
			counting := map[int64]string{}
			for _, f := range all {
				if f.ReplacedBy != "" {
					continue
				}
				if _, twice := counting[f.Month]; twice {
					t.Fatalf("month %d counts twice", f.Month)
				}
				counting[f.Month] = f.On
			}
			for m, on := range latest {
				if counting[m] != on {
					t.Fatalf("month %d counts that of %q, the latest day was %s", m, counting[m], on)
				}
			}
			return err
		})
	})
}
