package equipment_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// stage is a health centre with the courier Joko, the officer Wati and one box.
type stage struct{ *stagetest.Stage }

var (
	f                = ident.Named("kebakkramat")
	joko, wati, budi = ident.Named("joko"), ident.Named("wati"), ident.Named("budi")
	blue, red        = ident.Named("blue box"), ident.Named("red box")
)

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	s := &stage{stagetest.Open(t, db, f, stagetest.Hour("06:30"), registry.Room{}, task.Room{},
		policy.Room{Sections: []policy.Known{equipment.Policy}}, workforce.Room{}, equipment.Room{})}
	s.Found("kebakkramat", "Puskesmas Kebakkramat")
	for id, role := range map[ident.ID]access.Role{joko: access.Courier, budi: access.Courier, wati: access.Officer} {
		s.Employ(id, role)
	}
	s.Must(officer(), "equipment.add", equipment.Add{Cooler: blue, Code: "K-1", Capacity: 12, IcePacks: 6})
	return s
}

func officer() access.Actor { return stagetest.Desk(f, wati, access.Officer) }

func courier(id ident.ID) access.Actor { return stagetest.Field(f, id, access.Courier) }

// ready says what Joko rides with today: room, and whether it was looked at.
func (s *stage) ready() string {
	s.T.Helper()
	var capacity int64
	var checked bool
	s.Query(func(q journal.Query) (err error) {
		capacity, checked, err = equipment.ReadyFor(q, joko, s.Clock.Now().Day(stagetest.WIB))
		return err
	})
	return fmt.Sprint(capacity, " ", checked)
}

func good() equipment.LookAt {
	return equipment.LookAt{Cooler: blue, SealOK: true, Clean: true, IceFrozen: 6}
}

func TestABoxIsLookedAtBeforeTheDay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		qt.Check(t, qt.Equals(s.ready(), "0 false"), qt.Commentf("who has no box has no room that we know of"))
		s.Refused(courier(joko), "equipment.check", good(), "not_found")
		s.Must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
		qt.Check(t, qt.Equals(s.ready(), "12 false"))
		s.Must(courier(joko), "equipment.check", good())
		qt.Check(t, qt.Equals(s.ready(), "12 true"))
		s.Clock.Set(stagetest.Local("2026-03-03", "06:30"))
		qt.Check(t, qt.Equals(s.ready(), "12 false"), qt.Commentf("yesterday's look says nothing of today"))

		soft := good()
		soft.IceFrozen = 5
		s.Must(courier(joko), "equipment.check", soft)
		qt.Check(t, qt.Equals(s.ready(), "12 false"), qt.Commentf("a soft pack is a fault"))
		s.Must(courier(joko), "equipment.check", good())
		qt.Check(t, qt.Equals(s.ready(), "12 true"), qt.Commentf("looked at again, after it was mended"))
		s.Verify()
	})
}

func TestEveryFaultIsNamed(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.Must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
	warm, cold := 15.5, 15.0
	for _, c := range []struct {
		in     equipment.LookAt
		faults []string
	}{
		{good(), []string{}},
		{equipment.LookAt{Cooler: blue, SealOK: true, Clean: true, IceFrozen: 6, TemperatureC: &cold}, []string{}},
		{equipment.LookAt{Cooler: blue, SealOK: true, Clean: true, IceFrozen: 6, TemperatureC: &warm}, []string{"warm"}},
		{equipment.LookAt{Cooler: blue, Clean: true, IceFrozen: 6}, []string{"seal"}},
		{equipment.LookAt{Cooler: blue}, []string{"seal", "dirty", "ice"}},
	} {
		s.Must(courier(joko), "equipment.check", c.in)
		s.Query(func(q journal.Query) error {
			row, _, err := equipment.Room{}.Shows()["cooler"](q, blue)
			qt.Check(t, qt.DeepEquals(row.(equipment.View).LastCheck.Faults, c.faults))
			return err
		})
	}
}

func TestACheckWithoutSignalBelongsToItsOwnDay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
		s.Clock.Set(stagetest.Local("2026-03-04", "07:00"))
		bad := good()
		bad.SealOK = false
		s.Must(courier(joko), "equipment.check", good())
		s.At = stagetest.Local("2026-03-03", "06:40")
		s.Must(courier(joko), "equipment.check", bad)
		qt.Check(t, qt.Equals(s.ready(), "12 true"), qt.Commentf("what was found yesterday does not undo today's look"))
		s.At = stagetest.Local("2026-03-04", "06:00")
		s.Must(officer(), "equipment.retire", equipment.Retire{Cooler: blue, State: equipment.Broken})
		s.Must(courier(joko), "equipment.check", good())
		s.At = 0
		s.Refused(courier(joko), "equipment.check", good(), "equipment.not_usable")
		s.Verify()
	})
}

func TestOnlyTheDeskSaysWhoseABoxIs(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.Must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
	s.Refused(courier(joko), "equipment.hand", equipment.Hand{Cooler: blue, Worker: budi}, "equipment.desk_only")
	s.Refused(courier(joko), "equipment.retire", equipment.Retire{Cooler: blue, State: equipment.Out}, "equipment.desk_only")
	s.Refused(courier(budi), "equipment.check", good(), "not_found")
	s.Refused(courier(joko), "equipment.add", equipment.Add{Cooler: red, Code: "K-2", Capacity: 1}, "not_found")
	s.Refused(officer(), "equipment.add", equipment.Add{Cooler: red, Code: "K-1", Capacity: 1}, "equipment.code_taken")
	s.Refused(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: wati}, "equipment.no_courier")
	s.Refused(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko}, "equipment.there_already")
	s.Must(officer(), "equipment.retire", equipment.Retire{Cooler: blue, State: equipment.Broken, Note: "engsel patah"})
	qt.Check(t, qt.Equals(s.ready(), "0 false"), qt.Commentf("a broken box holds nothing"))
	s.Must(officer(), "equipment.mend", equipment.Mend{Cooler: blue})
	qt.Check(t, qt.Equals(s.ready(), "12 false"))
}

func TestTheBoxesOfASuspendedCourierAreCalledBack(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
		s.Must(courier(joko), "equipment.check", good())
		s.Must(access.TheMachine(f), "workforce.suspend", workforce.Suspend{Worker: joko, Reason: "diperiksa"})
		qt.Check(t, qt.Equals(s.ready(), "0 false"))
		s.Query(func(q journal.Query) error {
			open, err := task.OpenOf(q, joko)
			qt.Assert(t, qt.HasLen(open, 1))
			qt.Check(t, qt.DeepEquals([]string{open[0].Kind, string(open[0].Owner)}, []string{"fetch_cooler", string(wati)}))
			return err
		})
		s.Refused(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko}, "equipment.no_courier")
		s.Must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: budi})
		s.Must(access.TheMachine(f), "workforce.reinstate", workforce.Reinstate{Worker: joko})
		qt.Check(t, qt.Equals(s.ready(), "0 false"), qt.Commentf("it is Budi's now"))
		s.Verify()
	})
}
