package fleet_test

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// stage is Puskesmas Sempu on a Monday morning: doctor Ratna, nurse Yuli, the drivers
// Slamet and Tono, Wati at the desk, one ambulance and one trail motorcycle.
type stage struct {
	*stagetest.Stage
	busy map[ident.ID]bool
}

var (
	f                         = ident.Named("sempu")
	ratna, yuli, slamet, tono = ident.Named("ratna"), ident.Named("yuli"), ident.Named("slamet"), ident.Named("tono")
	wati, kader               = ident.Named("wati"), ident.Named("kader")
	ambulance, trail          = ident.Named("ambulance"), ident.Named("trail")
	one, two                  = ident.Named("team one"), ident.Named("team two")
)

func local(hour string) instant.Instant { return stagetest.Hour(hour) }

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	s := &stage{busy: map[ident.ID]bool{}}
	s.Stage = stagetest.Open(t, db, f, local("06:30"), registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{fleet.Policy}}, workforce.Room{},
		fleet.Room{Busy: func(_ journal.Query, team ident.ID) (bool, error) { return s.busy[team], nil }})
	s.Found("sempu", "Puskesmas Sempu", registry.InVillage{Code: "35.10.12.2001", Name: "Sempu", Lat: -8.33, Lon: 114.17})
	for id, role := range map[ident.ID]access.Role{ratna: access.Doctor, yuli: access.Nurse, slamet: access.Driver, tono: access.Driver, wati: access.Dispatcher, kader: access.Cadre} {
		s.Employ(id, role)
	}
	s.Must(desk(), "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ambulance, Name: "Ambulans 1", CallSign: "SEMPU 1", Seats: 2, Stretcher: true, Roads: []string{"paved", "dirt"}})
	s.Must(desk(), "fleet.add_vehicle", fleet.AddVehicle{Vehicle: trail, Name: "Trail 1", Seats: 1, Roads: []string{"paved", "dirt", "forest"}})
	return s
}

func desk() access.Actor { return stagetest.Desk(f, wati, access.Dispatcher) }

func crew(id ident.ID, role access.Role) access.Actor { return stagetest.Field(f, id, role) }

// first is the team of doctor and driver from seven to two.
func first() fleet.FormTeam {
	return fleet.FormTeam{Team: one, Name: "Tim 1", CallSign: "SAMBANG 1", Members: []ident.ID{ratna, slamet}, Vehicle: ambulance, From: local("07:00"), To: local("14:00")}
}

// show reads a row as the faces see it.
func show[V any](s *stage, table string, id ident.ID) (v V) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		row, found, err := fleet.Room{}.Shows()[table](q, id)
		qt.Assert(s.T, qt.IsTrue(found), qt.Commentf("%s", table))
		v, _ = row.(V)
		return err
	})
	return v
}

// out are the names of the teams on duty.
func (s *stage) out() (names string) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		all, err := fleet.TeamsNow(q)
		for _, t := range all {
			names += t.Name + " "
		}
		return err
	})
	return names
}

// happened counts the events of a kind.
func (s *stage) happened(kind string) (n int) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		_, err := q.One("SELECT count(*) FROM event WHERE facility_id = $1 AND kind = $2", store.Args(f, kind), &n)
		return err
	})
	return n
}

// event reads the last event of a kind.
func (s *stage) event(kind string, into any) {
	s.T.Helper()
	var body string
	s.Query(func(q journal.Query) error {
		_, err := q.One("SELECT body FROM event WHERE facility_id = $1 AND kind = $2 ORDER BY seq DESC LIMIT 1", store.Args(f, kind), &body)
		return err
	})
	qt.Assert(s.T, qt.IsNil(json.Unmarshal([]byte(body), into)))
}

// closed counts the roads that nobody passes now.
func (s *stage) closed() (n int) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		all, err := fleet.OpenClosures(q)
		n = len(all)
		return err
	})
	return n
}

// onCall is who has the telephone at an hour.
func (s *stage) onCall(hour string) (who ident.ID) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		who, err = fleet.CallNow(q, local(hour))
		return err
	})
	return who
}
