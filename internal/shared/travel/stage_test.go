package travel_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// stage is a health centre with three villages on a Monday morning: Joko and Slamet ride,
// Wati has the desk.
type stage struct{ *stagetest.Stage }

var (
	f                  = ident.Named("sempu")
	joko, slamet, wati = ident.Named("joko"), ident.Named("slamet"), ident.Named("wati")
	head               = ident.Named("head")
	today              = stagetest.Today

	centre = dayplan.Spot{At: geo.Point{Lat: -8.33, Lon: 114.17}, Village: "35.10.12.2001"}
	jambe  = dayplan.Spot{At: geo.Point{Lat: -8.33, Lon: 114.20}, Village: "35.10.12.2002"}
	karang = dayplan.Spot{At: geo.Point{Lat: -8.36, Lon: 114.17}, Village: "35.10.12.2003"}
)

var local = stagetest.Local

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	s := &stage{stagetest.Open(t, db, f, stagetest.Hour("06:30"), registry.Room{}, task.Room{},
		policy.Room{Sections: []policy.Known{fleet.Policy, travel.Policy, travel.PausePolicy}}, workforce.Room{}, fleet.Room{}, travel.Room{})}
	s.Found("sempu", "Puskesmas Sempu", registry.InVillage{Code: "35.10.12.2001", Name: "Sempu"},
		registry.InVillage{Code: "35.10.12.2002", Name: "Jambewangi"}, registry.InVillage{Code: "35.10.12.2003", Name: "Karangsari"})
	for id, role := range map[ident.ID]access.Role{joko: access.Courier, slamet: access.Driver, wati: access.Dispatcher, head: access.Head} {
		s.Employ(id, role)
	}
	return s
}

func desk() access.Actor { return stagetest.Desk(f, wati, access.Dispatcher) }

func rider(id ident.ID, role access.Role) access.Actor { return stagetest.Field(f, id, role) }

// set changes a section of the policy: the head proposes, the administrator agrees.
func (s *stage) set(section string, document any) {
	s.T.Helper()
	d, err := policy.NewDocument(document)
	qt.Assert(s.T, qt.IsNil(err))
	admin := stagetest.Desk(f, ident.Named("admin"), access.Admin)
	out, err := s.Say(admin, "policy.change", policy.Change{Section: section, Document: d})
	qt.Assert(s.T, qt.IsNil(err))
	qt.Assert(s.T, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s %s", out.Code, out.Field))
	s.Must(stagetest.Desk(f, head, access.Head), "approval.approve", journal.Approve{Command: out.ID})
}

// legs are those of a day.
func (s *stage) legs(day string) (l dayplan.Legs) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		l, err = travel.For(q, day)
		return err
	})
	return l
}

// needs is how long a way takes by motorcycle, expected, in seconds.
func needs(l dayplan.Legs, from, to dayplan.Spot) int {
	return int(l.Leg(travel.Motorcycle, from, to).Expected.Seconds())
}
