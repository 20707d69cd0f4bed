package health_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// scales is a posyandu of the first village with its cadre Bu Yati, and two children:
// Dafa, a boy born on 2025-09-20, and Salma, a girl of the same day.
type scales struct{ ward }

func weighingDay(t *testing.T, at string, story func(t *testing.T, w scales)) {
	t.Helper()
	world.Both(t, at, func(t *testing.T, w *world.World) { story(t, posts(t, w)) })
}

func posts(t *testing.T, w *world.World) scales {
	t.Helper()
	s := scales{staffed(t, w)}
	s.As("officer").Send("melati", "registry.set_posyandu", registry.SetPosyandu{Posyandu: ident.Named("Melati"), Village: world.Village, Name: "Melati", OpenDay: 2})
	s.Resident("Dafa", registry.Enter{Sex: "male", Born: "2025-09-20", Mother: ident.Named("Sri"), Posyandu: ident.Named("Melati")}).
		Resident("Salma", registry.Enter{Sex: "female", Born: "2025-09-20", Posyandu: ident.Named("Melati")})
	return s
}

// kilos is a weighing of a child at the posyandu, in grams.
func kilos(name, child, on string, grams int64, change ...func(*health.Weigh)) health.Weigh {
	b := health.Weigh{Weighing: ident.Named(name), Child: ident.Named(child), On: on, Posyandu: ident.Named("Melati"), WeightG: grams, Source: health.Measured}
	for _, c := range change {
		c(&b)
	}
	return b
}

func long(mm int64) func(*health.Weigh) {
	return func(b *health.Weigh) { b.LengthTenthsMM, b.Position = mm*10, health.LyingDown }
}

func (w scales) weigh(name, child, on string, grams int64, change ...func(*health.Weigh)) health.Judged {
	w.T.Helper()
	w.Send(name, "health.weigh", kilos(name, child, on, grams, change...))
	var j health.Judged
	w.result(&j)
	return j
}

// card gives a child's card as phones hold it.
func (w scales) card(child string) (v health.GrowthCardView) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		shown, found, err := w.House.Shows["growth_card"](q, ident.Named(child))
		qt.Assert(w.T, qt.IsTrue(found))
		v, _ = shown.(health.GrowthCardView)
		return err
	})
	return v
}

// statuses are the letters of a child's card, the earliest first.
func (w scales) statuses(child string) (out string) {
	w.T.Helper()
	for _, l := range w.card(child).Lines {
		out += l.Reckoned.Status
	}
	return out
}

// concerns lists the midwife's list, the open entries first told.
func (w scales) concerns() (out []health.ConcernView) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		all, err := health.Concerns.Where(q.Tx, "facility_id = $1 ORDER BY opened_at, id", q.Facility)
		for _, c := range all {
			v, err := health.ConcernOf(q, c)
			if err != nil {
				return err
			}
			out = append(out, v)
		}
		return err
	})
	return out
}
