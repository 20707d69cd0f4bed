package mothers

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
)

// certify makes the certificates of who is six months old since some days and asks the five
// questions again; of blank months the midwife decides now and then.
func (t *town) certify(on string) {
	for _, b := range t.babies {
		six := b.sixOn()
		if six > on || later(six, 80) < on || t.gone[b.id] {
			continue
		}
		name := string(b.id)
		if row := t.members[b.mother]; row != "" && later(six, 2) == on && !b.second && percent("asked again "+name, 80) {
			t.Say(t.leads(b.village), "six months "+string(row), "supportgroup.answer_questions", questions(row, supportgroup.AtSixMonths, 82))
		}
		heard := later(t.groupsFrom.Format(time.DateOnly), 50) // by then everybody has told of the months before
		if max(later(six, 4+chance("issued "+name)%14), heard) != on {
			continue
		}
		switch {
		case b.graduates && (b.twin != "" || b.second || percent("certificate "+name, 90)):
			t.issue(b, on)
		case !b.graduates && b.firstNo == 6 && six > heard && percent("decided "+name, 60):
			t.decide(b, on)
		}
	}
	t.slip(on)
}

func certificateOf(b baby) ident.ID { return named("certificate " + string(b.id)) }

func (t *town) issue(b baby, on string) {
	t.Say(midwife(), "issue "+string(b.id), "graduation.issue", graduation.Issue{Certificate: certificateOf(b), Baby: b.id})
	t.issued = append(t.issued, granted{b, on})
	if percent("printed "+string(b.id), 30) {
		t.Say(midwife(), "print "+string(b.id), "graduation.print_name", graduation.PrintName{Certificate: certificateOf(b), Baby: t.cast.called(b.id, b.sex)})
	}
}

// decide lets blank months count, from the mother's own book.
func (t *town) decide(b baby, on string) {
	var missing []int64
	t.Ask(func(q journal.Query) error {
		s, err := health.StandingOf(q, b.id)
		for _, m := range s.Missing {
			missing = append(missing, int64(m))
		}
		if s.Verdict != health.Missing {
			missing = nil
		}
		return err
	})
	if len(missing) == 0 {
		return
	}
	t.Say(midwife(), "decide "+string(b.id), "graduation.decide", graduation.Decide{Decision: named("decision " + string(b.id)), Baby: b.id, Months: missing, Counts: true,
		Reason: "Tercatat di buku KIA ibu, ditanyakan ulang saat kunjungan rumah"})
	t.issue(b, on)
}

// granted is a certificate with the day on which it was given.
type granted struct {
	baby
	on string
}

// slip lives through what comes out afterwards: of one certificate a grandmother tells that
// there was water in the fourth month, and the midwife tells the mother; of another it has
// come out this week, and the mother does not know yet.
func (t *town) slip(on string) {
	last := t.last.Format(time.DateOnly)
	for n, days := range []int{100, 4} {
		if on != later(last, -days) || len(t.issued) < 3+n {
			continue
		}
		g := t.issued[len(t.issued)-2-n]
		month, name := int64(3), string(g.id)
		t.Say(t.leads(g.village), "slip "+name, "health.feeding", health.Feed{Feeding: named("slip " + name), Baby: g.id, Month: &month, Source: health.Told, On: on,
			Answer: health.NotExclusive, Given: []string{"water"}, GivenBy: "grandmother", Reasons: []string{"relatives"}})
		if n == 0 {
			t.withdrawn = &g
		}
	}
	if t.withdrawn != nil && on == later(last, -97) {
		t.Say(midwife(), "told "+string(t.withdrawn.id), "graduation.told", graduation.Told{Certificate: certificateOf(t.withdrawn.baby), How: health.Told})
	}
}
