package health_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/age"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// asked is a check with its two questions.
func asked(name, lastDay, since, on string) health.Feed {
	f := said(name, "", on)
	f.LastDay, f.SinceLast = lastDay, since
	return f
}

func standing(w *world.World, baby string) (s health.Standing) {
	w.Query(func(q journal.Query) (err error) {
		s, err = health.StandingOf(q, ident.Named(baby))
		return err
	})
	return s
}

func states(s health.Standing) (out []string) {
	for _, m := range s.Months {
		out = append(out, m.State)
	}
	return out
}

// Yesterday only breast milk, and honey last week: the month is no.
func TestAMonthIsExclusiveOnlyIfBothQuestionsSaySo(t *testing.T) {
	world.Both(t, "2026-06-20 12:00", func(t *testing.T, w *world.World) {
		family(t, w)
		w.As("Bu Eni")
		honey := asked("b", health.Exclusive, health.NotExclusive, "2026-06-20")
		honey.Given, honey.GivenBy, honey.GivenSince, honey.Reasons = []string{"honey"}, "grandmother", "2026-01-18", []string{"crying"}
		w.Send("both", "health.feeding", month(asked("a", health.Exclusive, health.Exclusive, "2026-06-20"), 0)).
			Send("honey", "health.feeding", month(honey, 1)).
			Send("half", "health.feeding", month(asked("c", health.Exclusive, "", "2026-06-20"), 2)).
			Send("old phone", "health.feeding", month(said("d", health.Exclusive, "2026-06-20"), 3))
		s := standing(w, "Dimas")
		qt.Check(t, qt.DeepEquals(states(s), []string{"yes", "no", "unknown", "yes", "unknown", "unknown", "unknown"}))
		qt.Check(t, qt.Equals(s.Verdict, health.Broken))
		qt.Check(t, qt.DeepEquals(s.Missing, []int{2, 4, 5}))
		qt.Check(t, qt.Equals(s.SixOn, "2026-06-15"))
		rows := w.OnPhones("v:"+world.Village, "feeding")
		qt.Check(t, qt.HasLen(rows, 4))
		w.RebuildEquals()
	})
}

func TestWhatContradictsItselfIsNotTakenIn(t *testing.T) {
	w := family(t, world.New(t, "", noon))
	w.As("Bu Eni")
	differs := asked("a", health.NotExclusive, health.Exclusive, "2026-03-01")
	differs.Answer = health.Exclusive
	for what, c := range map[string]struct {
		change func(*health.Feed)
		code   string
	}{
		"two answers":               {func(f *health.Feed) { *f = differs }, "health.answers_differ"},
		"given and yet nothing":     {func(f *health.Feed) { f.Answer, f.Given = health.Exclusive, []string{"water"} }, "health.given_without_no"},
		"a brand":                   {func(f *health.Feed) { f.Given = []string{"susu merek anu"} }, "body.unknown_word"},
		"a giver nobody knows":      {func(f *health.Feed) { f.GivenBy = "tukang" }, "body.unknown_word"},
		"a reason in words":         {func(f *health.Feed) { f.Reasons = []string{"capek"} }, "body.unknown_word"},
		"the same twice":            {func(f *health.Feed) { f.Given = []string{"water", "water"} }, "body.unknown_word"},
		"since tomorrow":            {func(f *health.Feed) { f.GivenSince = "2026-03-02" }, "body.bad_date"},
		"since before it was there": {func(f *health.Feed) { f.GivenSince = "2025-12-14" }, "body.bad_date"},
	} {
		f := said(what, health.NotExclusive, "2026-03-01")
		c.change(&f)
		out, err := w.Try(what, "health.feeding", f)
		code := out.Code
		if err != nil {
			code = err.Error()
		}
		qt.Check(t, qt.StringContains(code, c.code), qt.Commentf("%s", what))
	}
}

// A reason of health is the midwife's and the doctor's to know; to everybody else the
// month is not counted, and nothing tells why.
func TestAReasonOfHealthIsReadByMidwifeAndDoctorOnly(t *testing.T) {
	w := family(t, world.New(t, "", noon))
	f := said("a", health.NotExclusive, "2026-03-01")
	f.Medical, f.Given, f.GivenBy, f.Reasons = true, []string{"formula"}, "clinic", []string{"mother_medicine"}
	w.As("Bu Eni").Send("medicine", "health.feeding", f)
	show := func(role access.Role) (v health.FeedingView) {
		w.Query(func(q journal.Query) error {
			q.By.Roles = []access.Role{role}
			row, found, err := w.House.Shows["feeding"](q, ident.Named("a"))
			qt.Assert(t, qt.IsTrue(found))
			v = row.(health.FeedingView)
			return err
		})
		return v
	}
	for _, role := range []access.Role{access.Cadre, access.Officer, access.Head, access.Nurse, access.Dispatcher} {
		v := show(role)
		qt.Check(t, qt.DeepEquals([]any{v.Answer, v.Medical, len(v.Given), v.GivenBy, len(v.Reasons), v.LastDay}, []any{health.NotCounted, false, 0, "", 0, ""}), qt.Commentf("%s", role))
	}
	for _, role := range []access.Role{access.Midwife, access.Doctor} {
		v := show(role)
		qt.Check(t, qt.DeepEquals([]any{v.Answer, v.Medical, v.Given, v.Reasons}, []any{health.NotExclusive, true, []string{"formula"}, []string{"mother_medicine"}}), qt.Commentf("%s", role))
	}
	s := standing(w, "Dimas")
	qt.Check(t, qt.Equals(s.Verdict, health.Medical))
	qt.Check(t, qt.Equals(s.Months[2].State, health.NotCounted))
}

// Formula since the fourth month, told in the sixth, answers for the fourth too.
func TestOtherFoodAnswersForTheMonthInWhichItBegan(t *testing.T) {
	line := func(month int64, answer, on, since string) health.Feeding {
		return health.Feeding{ID: ident.ID("m" + strconv.FormatInt(month, 10)), Month: month, Answer: answer, On: on, GivenSince: since}
	}
	all := []health.Feeding{line(3, health.Exclusive, "2026-03-20", ""), line(4, health.Exclusive, "2026-06-01", ""), line(6, health.NotExclusive, "2026-05-20", "2026-03-25")}
	s := health.StandingFrom("2025-11-15", "2026-06-20", all)
	qt.Check(t, qt.Equals(s.Months[4].State, health.Yes), qt.Commentf("asked about on a later day"))
	qt.Check(t, qt.Equals(s.Months[5].State, health.No))
	qt.Check(t, qt.Equals(s.Months[3].State, health.Yes), qt.Commentf("it began after"))
	qt.Check(t, qt.Equals(s.Verdict, health.Broken))
}

// Invariant 20: whatever is said in whatever order, a baby and month have one line that
// counts, in the month of the day of birth, and what it replaced is kept and leads to it.
func TestAMonthFollowsTheDayOfBirthAndCorrectionsLeadToWhatCounts(t *testing.T) {
	w := family(t, world.New(t, "", "2026-06-20 12:00"))
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		baby := "child " + strconv.Itoa(n)
		born := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 40).Draw(t, "born"))
		w.Resident(baby, registry.Enter{Sex: "male", Born: born.Format(time.DateOnly), Mother: ident.Named("Sri")})
		told := rapid.IntRange(1, 10).Draw(t, "answers")
		for i := range told {
			on := born.AddDate(0, 0, rapid.IntRange(0, 160).Draw(t, "day")).Format(time.DateOnly)
			f := said(baby+" "+strconv.Itoa(i), rapid.SampledFrom([]string{health.Exclusive, health.NotExclusive, health.Unknown}).Draw(t, "answer"), on)
			f.Baby = ident.Named(baby)
			w.As("Bu Eni").Send(string(f.Feeding), "health.feeding", f)
		}
		w.Query(func(q journal.Query) error {
			all, err := health.Feedings.Where(q.Tx, "facility_id = $1 AND baby = $2", q.Facility, ident.Named(baby))
			if len(all) != told {
				t.Fatalf("%d told, %d kept", told, len(all))
			}
			counts := map[int64]int{}
			for _, f := range all {
				if want := int64(age.Months(born.Format(time.DateOnly), f.On)); f.Month != want {
					t.Fatalf("told of %s the line is of month %d, by the day of birth %d", f.On, f.Month, want)
				}
				if f.ReplacedBy == "" {
					counts[f.Month]++
					continue
				}
				by := slices.IndexFunc(all, func(o health.Feeding) bool { return o.ID == f.ReplacedBy })
				if by < 0 || all[by].Month != f.Month || all[by].On < f.On {
					t.Fatalf("a line of %s is replaced by one of another month or an earlier day", f.On)
				}
			}
			for month, n := range counts {
				if n != 1 {
					t.Fatalf("month %d has %d lines that count", month, n)
				}
			}
			return err
		})
	})
}

// One no is for good; blank is never no; told counts like seen.
func TestTheVerdictIsOfTheMonthsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines []health.Feeding
		has := map[string]bool{}
		for month := range int64(7) {
			answer := rapid.SampledFrom([]string{"", health.Exclusive, health.Exclusive, health.NotExclusive, health.Unknown, health.NotCounted}).Draw(t, "answer")
			if month < 6 {
				has[answer] = true
			}
			f := health.Feeding{Month: month, Answer: answer, Source: rapid.SampledFrom([]string{health.Seen, health.Told, health.Phone}).Draw(t, "source"), On: "2026-01-01"}
			if answer == health.NotCounted {
				f.Answer, f.Medical = health.NotExclusive, true
			}
			if answer != "" {
				lines = append(lines, f)
			}
		}
		today := rapid.SampledFrom([]string{"2026-06-14", "2026-06-15", "2026-09-01"}).Draw(t, "today")
		want := health.Proven
		switch {
		case has[health.NotExclusive]:
			want = health.Broken
		case has[health.NotCounted]:
			want = health.Medical
		case today < "2026-06-15":
			want = health.TooYoung
		case has[""] || has[health.Unknown]:
			want = health.Missing
		}
		if got := health.StandingFrom("2025-12-15", today, lines).Verdict; got != want {
			t.Fatalf("%v on %s: %s, not %s", has, today, got, want)
		}
	})
}
