package teams_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/promise"
	"sambang/internal/world"
)

const (
	morning = "2026-03-02 08:00"
	day     = "2026-03-02"
)

// centre is the health centre; a hundredth of a degree from it is about a kilometre.
var centre = geo.Point{Lat: -7.54, Lon: 110.94}

// desk is a health centre with two teams that have a health worker and a vehicle each.
type desk struct{ *world.World }

func both(t *testing.T, story func(t *testing.T, d desk)) {
	t.Helper()
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		d := desk{w}
		w.Colleague("dr. Rani", access.Doctor).Colleague("Pak Tono", access.Driver).Colleague("Suster Yuli", access.Nurse).Colleague("Pak Joko", access.Driver)
		w.As("dispatcher").
			Send("base", "fleet.set_base", fleet.SetBase{Base: ident.Named("base"), Label: "Puskesmas", Lat: centre.Lat, Lon: centre.Lon}).
			Send("ambulance", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Ambulans"), Name: "Ambulans", Seats: 2, Stretcher: true, Roads: []string{"paved", "dirt"}}).
			Send("car", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Mobil"), Name: "Mobil", Seats: 2, Roads: []string{"paved"}})
		d.team("Tim 1", "Ambulans", "dr. Rani", "Pak Tono")
		d.team("Tim 2", "Mobil", "Suster Yuli", "Pak Joko")
		story(t, d)
	})
}

func (d desk) team(name, vehicle string, members ...string) {
	d.T.Helper()
	b := fleet.FormTeam{Team: ident.Named(name), Name: name, Vehicle: ident.Named(vehicle), Base: ident.Named("base"), From: d.Clock.Now(), To: d.Clock.Now().Add(8 * time.Hour)}
	for _, m := range members {
		b.Members = append(b.Members, ident.Named(m))
	}
	d.As("dispatcher").Send("team "+name, "fleet.form_team", b)
}

// asked types a request in: so many kilometres north of the health centre.
func (d desk) asked(name string, km float64, change ...func(*need.Request)) ident.ID {
	d.T.Helper()
	b := need.Request{Case: ident.Named(name), Kind: homevisit.Sick, Patient: &need.Patient{Name: name, Phone: "081234567890"}, Door: "phone", Colour: need.Yellow,
		Where: &need.Where{Village: world.Village, Text: "tepi rel", Lat: centre.Lat + km/111.2, Lon: centre.Lon}, What: "Sesak sejak subuh"}
	for _, c := range change {
		c(&b)
	}
	d.As("dispatcher").Send("request "+name, "need.request", b)
	return b.Case
}

func (d desk) sent(request ident.ID, team string) {
	d.T.Helper()
	d.As("dispatcher").Send("send "+team+string(request), "visit.send", homevisit.Send{Visit: request, Team: ident.Named(team)})
}

// planned lets the machine plan, and tells the routes in words: "Tim 1: Mbah Karto, Bu Ponirah".
func (d desk) planned(names ...string) string {
	d.T.Helper()
	d.Clock.Set(d.Clock.Now().Add(time.Minute))
	d.Settle()
	var out []string
	d.Query(func(q journal.Query) error {
		for _, team := range []string{"Tim 1", "Tim 2"} {
			r, _, err := plan.Routes.Get(q.Tx, q.Facility, plan.RouteID(plan.DayID(plan.Teams, day), ident.Named(team)))
			if err != nil {
				return err
			}
			var words []string
			for _, s := range r.Stops {
				for _, n := range names {
					if s.Job == ident.Named(n) && s.What != "drop" {
						words = append(words, n)
					}
				}
			}
			out = append(out, team+": "+strings.Join(words, ", "))
		}
		return nil
	})
	return strings.Join(out, "; ")
}

// list is what the desk sees of a team: its visits in their order.
func (d desk) list(team string, names ...string) string {
	d.T.Helper()
	var out []string
	d.Query(func(q journal.Query) error {
		all, err := homevisit.RunningOf(q, ident.Named(team))
		for _, v := range all {
			for _, n := range names {
				if v.ID == ident.Named(n) {
					out = append(out, fmt.Sprint(v.Order, " ", n))
				}
			}
		}
		return err
	})
	return strings.Join(out, ", ")
}

func (d desk) due(request ident.ID) (out []string) {
	d.T.Helper()
	d.Query(func(q journal.Query) error {
		all, err := promise.Of(q, request)
		for _, p := range all {
			out = append(out, p.Kind+" "+p.Due.String())
		}
		return err
	})
	return out
}

func TestTheDayOfTheTeamsIsPlannedWithEachRequest(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		d.asked("Mbah Karto", 5)
		qt.Check(t, qt.Equals(d.planned("Mbah Karto"), "Tim 1: Mbah Karto; Tim 2: "))
		qt.Check(t, qt.Equals(d.list("Tim 1", "Mbah Karto"), ""), qt.Commentf("a plan is a proposal: the desk sends"))
		d.sent(ident.Named("Mbah Karto"), "Tim 2")
		qt.Check(t, qt.Equals(d.planned("Mbah Karto"), "Tim 1: ; Tim 2: Mbah Karto"), qt.Commentf("and what the desk says stands"))
	})
}

func TestAVehicleThatFailsPlansTheRestOfTheDayAnew(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		names := []string{"Mbah Karto", "Bu Ponirah", "Pak Darmo"}
		for i, n := range names {
			d.sent(d.asked(n, 3+2*float64(i)), "Tim 1")
		}
		before := d.due(ident.Named("Pak Darmo"))
		qt.Check(t, qt.Equals(d.planned(names...), "Tim 1: Mbah Karto, Bu Ponirah, Pak Darmo; Tim 2: "))
		d.As("dispatcher").Send("broken", "fleet.vehicle_broken", fleet.VehicleBreaks{Vehicle: ident.Named("Ambulans")})
		qt.Check(t, qt.Equals(d.planned(names...), "Tim 1: ; Tim 2: Mbah Karto, Bu Ponirah, Pak Darmo"))
		qt.Check(t, qt.Equals(d.list("Tim 2", names...), "1 Mbah Karto, 2 Bu Ponirah, 3 Pak Darmo"), qt.Commentf("in one tap: the other team has them"))
		qt.Check(t, qt.DeepEquals(d.due(ident.Named("Pak Darmo")), before), qt.Commentf("no deadline moves"))
		d.RebuildEquals()
	})
}

func TestADangerSignComesFirstInTheList(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		d.As("dispatcher").Send("ends", "fleet.end_team", fleet.EndTeam{Team: ident.Named("Tim 2")})
		d.sent(d.asked("Bu Ponirah", 12), "Tim 1")
		d.planned()
		d.sent(d.asked("Mbah Karto", 3, func(b *need.Request) { b.Colour = need.Red }), "Tim 1")
		qt.Check(t, qt.Equals(d.planned("Mbah Karto", "Bu Ponirah"), "Tim 1: Mbah Karto, Bu Ponirah; Tim 2: "))
		qt.Check(t, qt.Equals(d.list("Tim 1", "Mbah Karto", "Bu Ponirah"), "1 Mbah Karto, 2 Bu Ponirah"))
	})
}

func TestWhatIsBegunIsNotTurnedRound(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		far := d.asked("Bu Ponirah", 12)
		d.sent(far, "Tim 1")
		d.As("dr. Rani").Send("out", "visit.set_out", homevisit.SetOut{Visit: far})
		d.sent(d.asked("Mbah Karto", 1), "Tim 1")
		qt.Check(t, qt.Equals(d.planned("Mbah Karto", "Bu Ponirah"), "Tim 1: Bu Ponirah, Mbah Karto; Tim 2: "))
	})
}

func TestAClosedRoadLeavesSomebodyWithoutAPlaceAndSaysWhy(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		d.asked("Mbah Karto", 5)
		d.As("dispatcher").Send("flood", "fleet.close_road", fleet.CloseRoad{Closure: ident.Named("flood"), Village: world.Village, Until: d.Clock.Now().Add(3 * time.Hour), Reason: "flood"})
		qt.Check(t, qt.Equals(d.planned("Mbah Karto"), "Tim 1: ; Tim 2: "))
		d.Query(func(q journal.Query) error {
			row, _, err := plan.Days.Get(q.Tx, q.Facility, plan.DayID(plan.Teams, day))
			qt.Check(t, qt.HasLen(row.Left, 1))
			qt.Check(t, qt.Equals(row.Left[0].Why[0].Why, "way"))
			return err
		})
	})
}
