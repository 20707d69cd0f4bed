package rounds_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// village is a health centre with a midwife in Alastuwo, a doctor and a driver, and
// people who never call.
type village struct{ *world.World }

// both tells a story on both databases, on Monday 2 March 2026.
func both(t *testing.T, story func(t *testing.T, v village)) {
	t.Helper()
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) { story(t, opened(w)) })
}

func opened(w *world.World) village {
	w.Midwife("Bidan Sri", world.Village).Midwife("Bidan Ani", world.OtherVillage)
	w.Colleague("dr. Rani", access.Doctor).Colleague("Pak Tono", access.Driver)
	return village{w}
}

// old is somebody who lives alone; Tumi was born on a day of her own.
func (v village) old(name, born string) {
	v.T.Helper()
	v.Resident(name, registry.Enter{Born: born, LivesAlone: true, Sex: "female"})
}

// row is where somebody stands; nothing when the rounds have no row of them.
func (v village) row(name string) (r rounds.Round) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		r, _, err = rounds.Rounds.Get(q.Tx, q.Facility, ident.Named(name))
		return err
	})
	return r
}

// next asserts which visit somebody is to have, from which day on, and from when on it is
// late; no code: they are not in the rounds.
func (v village) next(name, code, due, late string) {
	v.T.Helper()
	r := v.row(name)
	if r.State != rounds.On {
		r = rounds.Round{}
	}
	qt.Check(v.T, qt.DeepEquals([]string{r.Code, r.DueOn, r.LateFrom}, []string{code, due, late}), qt.Commentf("%s: %+v", name, r))
}

// tells has somebody tell what came of a visit that nobody had planned.
func (v village) tells(who, name, outcome, on string) {
	v.T.Helper()
	v.As(who).Send("visit "+name+on+outcome, "round.visit", rounds.Tell{Visit: ident.Named("visit " + name + on), Person: ident.Named(name), Outcome: outcome, On: on})
}

// planOf plans one visit by one worker.
func planOf(name, on, worker string) rounds.Plan {
	return rounds.Plan{Plans: []rounds.PlanOne{{Visit: ident.Named("plan " + name + on), Person: ident.Named(name), On: on}}, Worker: ident.Named(worker)}
}

// visit is a visit as the tables have it.
func (v village) visit(id ident.ID) (r rounds.Visit) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		r, _, err = rounds.Visits.Get(q.Tx, q.Facility, id)
		return err
	})
	return r
}

// denied has the one of a name try what they have no right to.
func (v village) denied(who, name, verb string, body any) {
	v.T.Helper()
	_, err := v.As(who).Try(name, verb, body)
	qt.Check(v.T, qt.Equals(fault.Of(err).Code, "not_found"), qt.Commentf(name))
}

// house sets a house with a point, and the household of that name in it.
func (v village) house(name string, lat, lon float64) {
	v.T.Helper()
	v.As("officer").
		Send("house "+name, "registry.set_house", registry.SetHouse{House: ident.Named("house " + name), Village: world.Village, Home: geo.Point{Lat: lat, Lon: lon}}).
		Send("household "+name, "registry.set_household", registry.SetHousehold{Household: ident.Named("household " + name), House: ident.Named("house " + name)})
}

// list is who is to be visited, by name.
func (v village) list(today string, f rounds.Filter) (names []string) {
	v.T.Helper()
	v.Query(func(q journal.Query) error {
		all, err := rounds.Unvisited(q, today, f)
		for _, d := range all {
			_, detail, _, err := registry.Open(q, d.ID)
			if err != nil {
				return err
			}
			names = append(names, detail.Name)
		}
		return err
	})
	return names
}

func (v village) fill(team string) (f rounds.Filling) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		f, err = rounds.Fill(q, nil, ident.Named(team))
		return err
	})
	return f
}
