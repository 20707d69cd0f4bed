package graduation_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// day is when Dimas, born on 15 December, is six months and five days old.
const day = "2026-06-20 12:00"

func family(w *world.World) *world.World {
	return w.Midwife("Bu Eni", world.Village).Midwife("Bu Tri", world.OtherVillage).Cadre("Bu Yati", world.Village).
		Resident("Sri", registry.Enter{Sex: "female", Born: "1998-04-01"}).
		Resident("Dimas", registry.Enter{Sex: "male", Born: "2025-12-15", Mother: ident.Named("Sri")}).
		Resident("Dewi", registry.Enter{Sex: "female", Born: "2025-12-15", Mother: ident.Named("Sri")})
}

// fed tells of a month of a baby.
func fed(w *world.World, baby string, month int64, answer, source string) {
	n := baby + " " + strconv.FormatInt(month, 10) + answer
	w.Send(n, "health.feeding", health.Feed{Feeding: ident.Named(n), Baby: ident.Named(baby), Month: &month, Answer: answer, Source: source, On: "2026-06-20"})
}

func allYes(w *world.World, baby string) {
	w.As("Bu Yati")
	for month := range int64(6) {
		fed(w, baby, month, health.Exclusive, health.Told)
	}
}

func issue(baby string) graduation.Issue {
	return graduation.Issue{Certificate: ident.Named("certificate " + baby), Baby: ident.Named(baby)}
}

func certificate(w *world.World, baby string) (c graduation.Certificate) {
	w.Query(func(q journal.Query) (err error) {
		c, _, err = graduation.Certificates.Get(q.Tx, q.Facility, ident.Named("certificate "+baby))
		return err
	})
	return c
}

// shown is the certificate as a role reads it.
func shown(w *world.World, baby string, role access.Role) (v graduation.View) {
	w.Query(func(q journal.Query) error {
		q.By.Roles = []access.Role{role}
		row, found, err := w.House.Shows["six_month_certificate"](q, ident.Named("certificate "+baby))
		qt.Assert(w.T, qt.IsTrue(found))
		v = row.(graduation.View)
		return err
	})
	return v
}

// Six checks, a certificate, a name as the family wants it, a correction, and the mother
// hears of it before anybody else.
func TestACertificateIsMadeAndWithdrawnAfterTheMotherWasTold(t *testing.T) {
	world.Both(t, day, func(t *testing.T, w *world.World) {
		family(w)
		allYes(w, "Dimas")
		w.As("Bu Eni").Forget().Send("issue", "graduation.issue", issue("Dimas")).Events("graduation.issued").
			Send("name", "graduation.print_name", graduation.PrintName{Certificate: ident.Named("certificate Dimas"), Mother: "Ibu Sri Rahayu"})
		c := certificate(w, "Dimas")
		qt.Check(t, qt.DeepEquals([]any{c.State, c.Number(), c.On, c.Mother}, []any{graduation.Valid, "2026-0001", "2026-06-20", ident.Named("Sri")}))
		v := shown(w, "Dimas", access.Midwife)
		qt.Check(t, qt.DeepEquals([]string{v.BabyName, v.MotherName, v.PrintMother, v.PrintBaby}, []string{"Dimas", "Sri", "Ibu Sri Rahayu", ""}))
		w.Refused("again", "graduation.issue", graduation.Issue{Certificate: ident.Named("second"), Baby: ident.Named("Dimas")}, "graduation.issued_already")

		w.As("Bu Yati").Forget()
		fed(w, "Dimas", 3, health.NotExclusive, health.Told)
		w.Events("health.feeding_said", "graduation.broken", "task.opened")
		qt.Check(t, qt.Equals(shown(w, "Dimas", access.Midwife).State, graduation.ToTell))
		qt.Check(t, qt.Equals(shown(w, "Dimas", access.Cadre).State, graduation.Valid), qt.Commentf("nobody learns of it before the mother"))
		w.Task("certificate_to_tell", "Sri", "Bu Eni")

		w.As("Bu Eni").Send("told", "graduation.told", graduation.Told{Certificate: c.ID, How: health.Told}).
			Refused("told twice", "graduation.told", graduation.Told{Certificate: c.ID, How: health.Told}, "graduation.nothing_to_tell")
		qt.Check(t, qt.Equals(certificate(w, "Dimas").State, graduation.Withdrawn))
		qt.Check(t, qt.HasLen(w.Tasks(), 0))
		qt.Check(t, qt.Equals(shown(w, "Dimas", access.Cadre).State, graduation.Withdrawn))
		w.Refused("name of what is gone", "graduation.print_name", graduation.PrintName{Certificate: c.ID, Baby: "D"}, "graduation.not_valid")
		w.RebuildEquals()
	})
}

// A slip that is put right before anybody was told leaves no trace for the mother.
func TestASlipPutRightInTimeIsNeverTold(t *testing.T) {
	world.Both(t, day, func(t *testing.T, w *world.World) {
		family(w)
		allYes(w, "Dimas")
		w.As("Bu Eni").Send("issue", "graduation.issue", issue("Dimas")).As("Bu Yati")
		fed(w, "Dimas", 3, health.NotExclusive, health.Told)
		qt.Check(t, qt.HasLen(w.Tasks(), 1))
		w.Send("right", "health.feeding", feedAgain("right", "Dimas", 3, health.Exclusive))
		qt.Check(t, qt.Equals(certificate(w, "Dimas").State, graduation.Valid))
		qt.Check(t, qt.HasLen(w.Tasks(), 0))
		w.RebuildEquals()
	})
}

func feedAgain(name, baby string, month int64, answer string) health.Feed {
	return health.Feed{Feeding: ident.Named(name), Baby: ident.Named(baby), Month: &month, Answer: answer, Source: health.Told, On: "2026-06-20"}
}

// Blank is not no: the midwife decides of it, with a reason that only lies sealed.
func TestBlankMonthsNeedTheMidwife(t *testing.T) {
	world.Both(t, day, func(t *testing.T, w *world.World) {
		family(w)
		w.As("Bu Yati")
		for _, month := range []int64{0, 1, 4, 5} {
			fed(w, "Dimas", month, health.Exclusive, health.Told)
		}
		w.As("Bu Eni").Refused("blank", "graduation.issue", issue("Dimas"), "graduation.months_missing")
		decide := graduation.Decide{Decision: ident.Named("d"), Baby: ident.Named("Dimas"), Months: []int64{2}, Counts: true, Reason: "Buku KIA"}
		w.Refused("one of two", "graduation.decide", decide, "graduation.months_changed")
		decide.Months = []int64{3, 2}
		if _, err := w.As("Bu Yati").Try("a cadre", "graduation.decide", decide); err == nil {
			t.Fatal("a cadre decided of blank months")
		}
		w.As("Bu Eni").Send("decide", "graduation.decide", decide).Send("issue", "graduation.issue", issue("Dimas"))
		qt.Check(t, qt.Equals(certificate(w, "Dimas").Decision, ident.Named("d")))
		other := graduation.Decide{Decision: ident.Named("e"), Baby: ident.Named("Dimas"), Months: []int64{2, 3}, Counts: false, Reason: "Ternyata tidak"}
		w.Send("the other way", "graduation.decide", other)
		qt.Check(t, qt.Equals(certificate(w, "Dimas").State, graduation.ToTell))
		w.Task("certificate_to_tell", "Sri", "Bu Eni")
		w.RebuildEquals()
	})
}

func TestWhyThereIsNoCertificate(t *testing.T) {
	w := family(world.New(t, "", day)).Resident("Bayu", registry.Enter{Sex: "male", Born: "2026-01-01", Mother: ident.Named("Sri")})
	allYes(w, "Dimas")
	fed(w, "Dimas", 6, health.NotExclusive, health.Told)
	fed(w, "Dewi", 0, health.NotExclusive, health.Told)
	w.As("Bu Yati")
	for month := range int64(5) {
		fed(w, "Bayu", month, health.Exclusive, health.Seen)
	}
	w.As("Bu Eni").Refused("young", "graduation.issue", issue("Bayu"), "graduation.too_young").
		Refused("other food", "graduation.issue", issue("Dewi"), "graduation.other_food").
		Refused("nothing blank to decide", "graduation.decide", graduation.Decide{Decision: ident.Named("d"), Baby: ident.Named("Dewi"), Months: []int64{1}, Counts: true, Reason: "a"}, "graduation.nothing_to_decide")
	medical := feedAgain("medical", "Dewi", 0, health.NotExclusive)
	medical.Medical = true
	w.Send("medical", "health.feeding", medical).Refused("a reason of health", "graduation.issue", issue("Dewi"), "graduation.not_counted")
	if _, err := w.As("Bu Tri").Try("other village", "graduation.issue", issue("Dimas")); err == nil {
		t.Fatal("a midwife of another village made a certificate")
	}
	if _, err := w.As("Bu Yati").Try("a cadre", "graduation.issue", issue("Dimas")); err == nil {
		t.Fatal("a cadre made a certificate")
	}
	w.As("officer").Send("month 6 does not decide", "graduation.issue", issue("Dimas"))
}

// Twins have two rows, two numbers, and one can stand without the other.
func TestTwinsHaveACertificateEach(t *testing.T) {
	w := family(world.New(t, "", day))
	allYes(w, "Dimas")
	allYes(w, "Dewi")
	w.As("Bu Eni").Send("one", "graduation.issue", issue("Dimas")).Send("two", "graduation.issue", issue("Dewi")).As("Bu Yati")
	fed(w, "Dewi", 1, health.NotExclusive, health.Told)
	qt.Check(t, qt.DeepEquals([]string{certificate(w, "Dimas").Number(), certificate(w, "Dewi").Number()}, []string{"2026-0001", "2026-0002"}))
	qt.Check(t, qt.DeepEquals([]string{certificate(w, "Dimas").State, certificate(w, "Dewi").State}, []string{graduation.Valid, graduation.ToTell}))
}

// A certificate follows its child, a day of birth put right is looked at, and two records
// of one child are one.
func TestACertificateFollowsWhatLifeDoes(t *testing.T) {
	world.Both(t, day, func(t *testing.T, w *world.World) {
		family(w)
		allYes(w, "Dimas")
		w.As("Bu Eni").Send("issue", "graduation.issue", issue("Dimas"))
		born := "2025-12-25"
		w.As("officer").Send("born later", "registry.correct", registry.Amend{Person: ident.Named("Dimas"), Born: &born})
		qt.Check(t, qt.Equals(certificate(w, "Dimas").State, graduation.ToTell), qt.Commentf("six months are not reached yet"))
		born = "2025-12-15"
		w.Send("born as before", "registry.correct", registry.Amend{Person: ident.Named("Dimas"), Born: &born})
		qt.Check(t, qt.Equals(certificate(w, "Dimas").State, graduation.Valid))
		w.Home("Nenek", world.OtherVillage).As("officer").Send("move", "registry.move",
			registry.Move{Person: ident.Named("Dimas"), On: "2026-06-20", To: "within", Household: ident.Named("household Nenek"), Relation: "grandchild"})
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "six_month_certificate"), 0))
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.OtherVillage, "six_month_certificate"), 1))
		w.RebuildEquals()
	})
}

// The names and the reason are in no event.
func TestNothingNamesAnybodyInTheLog(t *testing.T) {
	w := family(world.New(t, "", day))
	w.As("Bu Yati")
	for month := range int64(5) {
		fed(w, "Dimas", month, health.Exclusive, health.Told)
	}
	w.As("Bu Eni").Send("decide", "graduation.decide", graduation.Decide{Decision: ident.Named("d"), Baby: ident.Named("Dimas"), Months: []int64{5}, Counts: true, Reason: "KanariAlasan"}).
		Send("issue", "graduation.issue", issue("Dimas")).
		Send("name", "graduation.print_name", graduation.PrintName{Certificate: ident.Named("certificate Dimas"), Baby: "KanariNama"})
	w.Query(func(q journal.Query) error {
		return q.Each("SELECT body FROM event WHERE facility_id = $1", []any{q.Facility}, func(scan func(...any) error) error {
			var body string
			err := scan(&body)
			qt.Check(t, qt.IsFalse(strings.Contains(body, "Kanari")), qt.Commentf("%s", body))
			return err
		})
	})
}

// The address of the public page holds a word that cannot be guessed from the number.
func TestTheAddressOfACertificateCannotBeGuessed(t *testing.T) {
	w := family(world.New(t, "", day))
	allYes(w, "Dimas")
	w.As("Bu Eni").Send("issue", "graduation.issue", issue("Dimas"))
	w.Query(func(q journal.Query) error {
		path := shown(w, "Dimas", access.Midwife).Page
		last := path[len("/c/"):]
		a, ok := graduation.ParseAddress(last)
		qt.Assert(t, qt.IsTrue(ok), qt.Commentf("%s", path))
		_, found, err := graduation.Find(q, a)
		qt.Check(t, qt.IsTrue(found))
		a.Word = "aaaaaaaa"
		_, found, _ = graduation.Find(q, a)
		qt.Check(t, qt.IsFalse(found))
		for _, none := range []string{"", "x", "kebakkramat-2026-0001", "kebakkramat-2026-0001-" + strings.Repeat("a", 9), "-2026-0001-aaaaaaaé"} {
			_, ok = graduation.ParseAddress(none)
			qt.Check(t, qt.IsFalse(ok), qt.Commentf("%s", none))
		}
		return err
	})
}
