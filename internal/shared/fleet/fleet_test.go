package fleet_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/workforce"
)

func TestATeamGoesOnDutyAndOff(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(desk(), "fleet.set_base", fleet.SetBase{Base: ident.Named("base"), Village: "35.10.12.2001", Label: "Puskesmas", Lat: -8.33, Lon: 114.17})
		in := first()
		in.Base = ident.Named("base")
		s.Must(desk(), "fleet.form_team", in)
		qt.Check(t, qt.Equals(s.out(), ""), qt.Commentf("half an hour too early"))
		s.Clock.Set(local("07:00"))
		qt.Check(t, qt.Equals(s.out(), "Tim 1 "))
		v := show[fleet.TeamView](s, "team", one)
		qt.Check(t, qt.DeepEquals(v.Members, []fleet.Member{{ID: ratna, Name: "Orang doctor", Role: access.Doctor}, {ID: slamet, Name: "Orang driver", Role: access.Driver}}))
		qt.Check(t, qt.DeepEquals([]string{v.CallSign, v.VehicleName, v.BaseName}, []string{"SAMBANG 1", "Ambulans 1", "Puskesmas"}))
		qt.Check(t, qt.IsTrue(v.HealthWorker))

		later := in
		later.To = local("16:00")
		s.Must(desk(), "fleet.change_team", later)
		s.Clock.Set(local("15:59"))
		qt.Check(t, qt.Equals(s.out(), "Tim 1 "), qt.Commentf("the shift was made longer"))
		s.Must(desk(), "fleet.end_team", fleet.EndTeam{Team: one})
		qt.Check(t, qt.Equals(s.out(), ""))
		s.Refused(desk(), "fleet.end_team", fleet.EndTeam{Team: one}, "fleet.ended")
		s.Refused(desk(), "fleet.change_team", later, "fleet.ended")
		s.Verify()
	})
}

func TestNobodyAndNoVehicleIsInTwoTeamsAtOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(desk(), "fleet.form_team", first())
		second := fleet.FormTeam{Team: two, Name: "Tim 2", Members: []ident.ID{yuli, tono}, Vehicle: ambulance, From: local("13:59"), To: local("21:00")}
		s.Refused(desk(), "fleet.form_team", second, "fleet.vehicle_taken")
		second.Vehicle, second.Members = trail, []ident.ID{yuli, slamet}
		s.Refused(desk(), "fleet.form_team", second, "fleet.member_taken")
		second.Members, second.Name = []ident.ID{yuli}, "Tim 1"
		s.Refused(desk(), "fleet.form_team", second, "fleet.name_taken")
		second.Name, second.Vehicle, second.From = "Tim 2", ambulance, local("14:00")
		s.Must(desk(), "fleet.form_team", second)
		s.Refused(desk(), "fleet.form_team", second, "fleet.exists")
		s.Verify()
	})
}

func TestATeamNeedsSomebodyWhoDrivesOrMayJudge(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	in := first()
	in.Members = []ident.ID{kader}
	s.Refused(desk(), "fleet.form_team", in, "fleet.nobody_fit")
	in.Members = []ident.ID{ident.Named("a stranger"), ratna}
	s.Refused(desk(), "fleet.form_team", in, "fleet.unknown_member")
	in.Members = []ident.ID{tono, tono}
	s.Refused(desk(), "fleet.form_team", in, "fleet.bad_members")
	in.Members = []ident.ID{tono, kader}
	s.Must(desk(), "fleet.form_team", in)
	qt.Check(t, qt.IsFalse(show[fleet.TeamView](s, "team", one).HealthWorker), qt.Commentf("a driver with a cadre fetches, and judges nothing"))
	s.Clock.Set(local("08:00"))
	s.Query(func(q journal.Query) error {
		team, _, err := fleet.TeamOf(q, tono)
		qt.Assert(t, qt.IsNil(err))
		health, err := fleet.HasHealthWorker(q, team)
		qt.Check(t, qt.IsFalse(health))
		return err
	})
	in.Team, in.Name, in.From, in.To = two, "Tim 2", local("05:00"), local("06:00")
	s.Refused(desk(), "fleet.form_team", in, "fleet.bad_hours")
}

func TestWhoIsOnTheWayStaysTogether(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.Must(desk(), "fleet.form_team", first())
	s.busy[one] = true
	other := fleet.ChangeTeam(first())
	other.Vehicle = trail
	s.Refused(desk(), "fleet.change_team", other, "fleet.on_the_way")
	other = fleet.ChangeTeam(first())
	other.Members = []ident.ID{slamet}
	s.Refused(desk(), "fleet.change_team", other, "fleet.on_the_way")
	s.Refused(desk(), "fleet.end_team", fleet.EndTeam{Team: one}, "fleet.on_the_way")
	other.Members = []ident.ID{ratna, slamet, yuli}
	s.Must(desk(), "fleet.change_team", other)
}

func TestAVehicleBreaksDownOnTheRoad(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(desk(), "fleet.form_team", first())
		s.Clock.Set(local("09:00"))
		s.Refused(crew(tono, access.Driver), "fleet.vehicle_broken", fleet.VehicleBreaks{Vehicle: ambulance}, "not_found")
		s.Must(crew(slamet, access.Driver), "fleet.vehicle_broken", fleet.VehicleBreaks{Vehicle: ambulance})
		qt.Check(t, qt.Equals(show[fleet.TeamView](s, "team", one).VehicleState, fleet.Broken))
		s.Refused(crew(slamet, access.Driver), "fleet.vehicle_broken", fleet.VehicleBreaks{Vehicle: ambulance}, "fleet.so_already")
		var told fleet.VehicleBroken
		s.event("fleet.vehicle_broken/1", &told)
		qt.Check(t, qt.DeepEquals(told, fleet.VehicleBroken{Vehicle: ambulance, Team: one, By: slamet}), qt.Commentf("whoever sent the team knows which"))
		again := fleet.FormTeam{Team: two, Name: "Tim 2", Members: []ident.ID{tono}, Vehicle: ambulance, From: local("15:00"), To: local("20:00")}
		s.Refused(desk(), "fleet.form_team", again, "fleet.vehicle_broken")
		s.Must(desk(), "fleet.vehicle_mended", fleet.VehicleMends{Vehicle: ambulance})
		s.Must(desk(), "fleet.form_team", again)
		s.Must(crew(tono, access.Driver), "fleet.vehicle_broken", fleet.VehicleBreaks{Vehicle: ambulance})
		s.Verify()
	})
}

func TestARoadIsClosedByFloodUntilAnHour(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(desk(), "fleet.form_team", first())
		s.Clock.Set(local("09:00"))
		flood := ident.Named("flood")
		s.Must(crew(slamet, access.Driver), "fleet.close_road", fleet.CloseRoad{Closure: flood, Label: "Jembatan Kali Setail", Lat: -8.34, Lon: 114.15, Until: local("12:00"), Reason: "flood"})
		s.Refused(desk(), "fleet.close_road", fleet.CloseRoad{Closure: ident.Named("x"), Lat: -8.3, Lon: 114.1, Until: local("08:00"), Reason: "flood"}, "fleet.bad_hours")
		s.Refused(desk(), "fleet.close_road", fleet.CloseRoad{Closure: ident.Named("x"), Village: "99.99", Until: local("12:00"), Reason: "flood"}, "fleet.unknown_village")
		qt.Check(t, qt.Equals(s.closed(), 1))
		v := show[fleet.ClosureView](s, "road_closure", flood)
		qt.Check(t, qt.DeepEquals([]string{v.Label, v.Reason, v.State}, []string{"Jembatan Kali Setail", "flood", fleet.Closed}))
		qt.Check(t, qt.DeepEquals(s.Sees("road_closure", flood), []string{"f", "w:" + string(ratna), "w:" + string(slamet)}), qt.Commentf("who is out in a team sees it"))
		s.Must(desk(), "fleet.form_team", fleet.FormTeam{Team: two, Name: "Tim 2", Members: []ident.ID{yuli}, Vehicle: trail, From: local("10:00"), To: local("14:00")})
		qt.Check(t, qt.IsTrue(slices.Contains(s.Sees("road_closure", flood), "w:"+string(yuli))), qt.Commentf("and who goes out later"))

		s.Clock.Set(local("12:00"))
		qt.Check(t, qt.Equals(s.closed(), 0), qt.Commentf("nobody has to remember to open it"))
		s.Clock.Set(local("11:00"))
		s.Must(desk(), "fleet.open_road", fleet.OpenRoad{Closure: flood})
		qt.Check(t, qt.Equals(s.closed(), 0))
		s.Refused(desk(), "fleet.open_road", fleet.OpenRoad{Closure: flood}, "fleet.so_already")
		qt.Check(t, qt.Equals(s.Written("Setail"), 0), qt.Commentf("the words of a place are sealed"))
		s.Verify()
	})
}

func TestSomebodyHasTheTelephoneAtNight(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		night := fleet.SetOnCall{OnCall: ident.Named("night"), Worker: yuli, From: local("14:00"), To: local("23:00")}
		s.Must(desk(), "fleet.set_on_call", night)
		s.Must(desk(), "fleet.set_on_call", fleet.SetOnCall{OnCall: ident.Named("late"), Worker: ratna, From: local("20:00"), To: local("22:00")})
		s.Refused(desk(), "fleet.set_on_call", fleet.SetOnCall{OnCall: ident.Named("x"), Worker: ident.Named("nobody"), From: local("20:00"), To: local("22:00")}, "fleet.unknown_member")
		for at, who := range map[string]ident.ID{"13:59": "", "14:00": yuli, "20:30": ratna, "22:00": yuli, "23:00": ""} {
			qt.Check(t, qt.Equals(s.onCall(at), who), qt.Commentf("at %s", at))
		}
		night.Removed = true
		s.Must(desk(), "fleet.set_on_call", night)
		qt.Check(t, qt.Equals(s.onCall("15:00"), ident.ID("")))
		s.Verify()
	})
}

func TestWhoIsSuspendedLeavesTheirTeam(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(desk(), "fleet.form_team", first())
		s.Must(desk(), "fleet.form_team", fleet.FormTeam{Team: two, Name: "Tim 2", Members: []ident.ID{yuli, kader}, Vehicle: trail, From: local("07:00"), To: local("14:00")})
		s.Must(desk(), "fleet.set_on_call", fleet.SetOnCall{OnCall: ident.Named("night"), Worker: yuli, From: local("14:00"), To: local("23:00")})
		s.Clock.Set(local("08:00"))
		s.Must(access.TheMachine(f), "workforce.suspend", workforce.Suspend{Worker: ratna, Reason: "diperiksa"})
		v := show[fleet.TeamView](s, "team", one)
		qt.Check(t, qt.DeepEquals(v.Members, []fleet.Member{{ID: slamet, Name: "Orang driver", Role: access.Driver}}))
		qt.Check(t, qt.IsFalse(v.HealthWorker))
		qt.Check(t, qt.DeepEquals(s.Sees("team", one), []string{"f", "w:" + string(slamet)}))
		s.Must(access.TheMachine(f), "workforce.suspend", workforce.Suspend{Worker: yuli, Reason: "diperiksa"})
		qt.Check(t, qt.Equals(s.out(), "Tim 1 "), qt.Commentf("nobody of the other may be sent alone"))
		qt.Check(t, qt.Equals(s.happened("fleet.team_ended/1"), 1))
		qt.Check(t, qt.Equals(s.onCall("15:00"), ident.ID("")))
		s.Verify()
	})
}

func TestOnlyTheDeskPlans(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	driver := crew(slamet, access.Driver)
	s.Refused(driver, "fleet.form_team", first(), "not_found")
	s.Refused(driver, "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("v"), Name: "Mobil", Roads: []string{"paved"}}, "not_found")
	s.Refused(desk(), "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("v"), Name: "Ambulans 1", Roads: []string{"paved"}}, "fleet.name_taken")
	s.Refused(desk(), "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("v"), Name: "Mobil", Roads: []string{"sea"}}, "body.unknown_word")
	s.Must(desk(), "fleet.edit_vehicle", fleet.EditVehicle{Vehicle: trail, Name: "Trail 2", Seats: 1, Roads: []string{"forest"}})
	qt.Check(t, qt.Equals(show[fleet.VehicleView](s, "vehicle", trail).Name, "Trail 2"))
}
