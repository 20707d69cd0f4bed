package suggestion_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/suggestion"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

const morning = "2026-03-02 08:00"

// centre is the health centre; a hundredth of a degree from it is about a kilometre.
var centre = geo.Point{Lat: -7.54, Lon: 110.94}

// desk is a health centre with two teams: "Tim 1", a doctor and a driver with the
// ambulance, and "Sopir", a driver with a car that has neither stretcher nor tyres for
// a dirt road.
type desk struct {
	*world.World
	seen map[ident.ID]geo.Point
}

func both(t *testing.T, story func(t *testing.T, d desk)) {
	t.Helper()
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		d := desk{w, map[ident.ID]geo.Point{}}
		w.Colleague("dr. Rani", access.Doctor).Colleague("Pak Tono", access.Driver).Colleague("Pak Joko", access.Driver)
		w.As("dispatcher").
			Send("base", "fleet.set_base", fleet.SetBase{Base: ident.Named("base"), Label: "Puskesmas", Lat: centre.Lat, Lon: centre.Lon}).
			Send("ambulance", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Ambulans"), Name: "Ambulans", Seats: 2, Stretcher: true, Roads: []string{"paved", "dirt"}}).
			Send("car", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Mobil"), Name: "Mobil", Seats: 2, Roads: []string{"paved"}})
		d.team("Tim 1", "Ambulans", "dr. Rani", "Pak Tono")
		d.team("Sopir", "Mobil", "Pak Joko")
		story(t, d)
	})
}

func (d desk) team(name, vehicle string, members ...string) {
	d.T.Helper()
	b := fleet.FormTeam{Team: ident.Named(name), Name: name, CallSign: "SAMBANG 1", Vehicle: ident.Named(vehicle), Base: ident.Named("base"), From: d.Clock.Now(), To: d.Clock.Now().Add(12 * time.Hour)}
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

// where is what the positions of today say.
func (d desk) where(_, worker ident.ID) (geo.Point, instant.Instant, bool) {
	p, ok := d.seen[worker]
	return p, d.Clock.Now(), ok
}

func (d desk) suggested(request ident.ID) (s suggestion.Suggestion) {
	d.T.Helper()
	d.Query(func(q journal.Query) (err error) {
		s, err = suggestion.Of(q, d.where, request)
		return err
	})
	return s
}

// words is a suggestion as the desk reads it: who, keeps how many of how many, what
// the next breaks.
func words(s suggestion.Suggestion) string {
	if len(s.Options) == 0 {
		return "nobody"
	}
	o := s.Options[0]
	return fmt.Sprintf("%s, place %d of %d: %d of %d; other breaks %d", o.TeamName, o.Order, o.Ahead+1, o.Kept, s.Promises, s.OtherBreaks)
}

func why(s suggestion.Suggestion) string {
	var out []string
	for _, u := range s.Unfit {
		out = append(out, u.TeamName+" "+u.Why)
	}
	return strings.Join(out, ", ")
}

func TestTheDoctorGoesBecauseADriverKeepsNoAnswer(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		s := d.suggested(d.asked("Mbah Karto", 5))
		qt.Check(t, qt.Equals(words(s), "Tim 1, place 1 of 1: 2 of 2; other breaks 1"))
		qt.Check(t, qt.DeepEquals([]any{s.PlaceKnown, s.Options[0].HealthWorker, s.Options[1].HealthWorker, s.Options[0].CallSign}, []any{"exact", true, false, "SAMBANG 1"}))
		qt.Check(t, qt.IsTrue(s.Options[0].Slow.After(s.Options[0].There)), qt.Commentf("what can be told to who asks is the hour that 80 of 100 days keep"))
	})
}

func TestTheSuggestionIsWhatVisitSendTakes(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		far := d.asked("Bu Ponirah", 12)
		d.sent(far, "Tim 1")
		red := d.asked("Mbah Karto", 6, func(b *need.Request) { b.Colour = need.Red })
		s := d.suggested(red)
		qt.Check(t, qt.Equals(words(s), "Tim 1, place 1 of 2: 4 of 4; other breaks 1"), qt.Commentf("a red sign comes first"))
		d.As("dispatcher").Send("accepted", "visit.send", homevisit.Send{Visit: red, Team: s.Options[0].Team, Order: int64(s.Options[0].Order)})
		var order []ident.ID
		d.Query(func(q journal.Query) error {
			all, err := homevisit.RunningOf(q, ident.Named("Tim 1"))
			for _, v := range all {
				order = append(order, v.ID)
			}
			return err
		})
		qt.Check(t, qt.DeepEquals(order, []ident.ID{red, far}))
		qt.Check(t, qt.Equals(words(d.suggested(red)), words(s)), qt.Commentf("asked again it says the same"))
	})
}

func TestAPositionSaysWhoIsNear(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		d.Colleague("Suster Yuli", access.Nurse)
		d.As("dispatcher").Send("trail", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ident.Named("Trail"), Name: "Trail", Roads: []string{"paved"}})
		d.team("Suster", "Trail", "Suster Yuli")
		request := d.asked("Mbah Karto", 10)
		d.seen[ident.Named("dr. Rani")] = geo.Point{Lat: centre.Lat - 10/111.2, Lon: centre.Lon}
		d.seen[ident.Named("Suster Yuli")] = geo.Point{Lat: centre.Lat + 9/111.2, Lon: centre.Lon}
		s := d.suggested(request)
		qt.Check(t, qt.Equals(s.Options[0].TeamName, "Suster"))
		qt.Check(t, qt.IsTrue(s.Options[0].PositionKnown && s.Options[0].There.Before(s.Options[1].There)))
		qt.Check(t, qt.Equals(why(s), ""))
	})
}

func TestAStretcherAndAForestRoadAreNotForEveryVehicle(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		lying := d.asked("Mbah Karto", 5, func(b *need.Request) { b.Kind, b.Needs = homevisit.Transport, []string{"stretcher", "companion"} })
		s := d.suggested(lying)
		qt.Check(t, qt.DeepEquals([]string{s.Options[0].TeamName, why(s)}, []string{"Tim 1", "Sopir room"}))
		qt.Check(t, qt.HasLen(s.Options, 1))
		d.As("dispatcher").Send("broken", "fleet.vehicle_broken", fleet.VehicleBreaks{Vehicle: ident.Named("Ambulans")})
		qt.Check(t, qt.DeepEquals([]string{words(d.suggested(lying)), why(d.suggested(lying))}, []string{"nobody", "Sopir room, Tim 1 vehicle"}))
	})
}

func TestARoadClosedByFloodIsGoneRoundOrCutsOff(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		request := d.asked("Mbah Karto", 10)
		dry := d.suggested(request).Options[0].There
		d.As("dispatcher").Send("bridge", "fleet.close_road", fleet.CloseRoad{Closure: ident.Named("bridge"), Label: "Jembatan", Lat: centre.Lat + 5/111.2, Lon: centre.Lon, Until: d.Clock.Now().Add(6 * time.Hour), Reason: "flood"})
		qt.Check(t, qt.Equals(d.suggested(request).Options[0].There.Sub(dry), 20*time.Minute), qt.Commentf("the way round"))
		d.As("dispatcher").Send("village", "fleet.close_road", fleet.CloseRoad{Closure: ident.Named("village"), Village: world.Village, Until: d.Clock.Now().Add(2 * time.Hour), Reason: "flood"})
		s := d.suggested(request)
		qt.Check(t, qt.DeepEquals([]string{words(s), why(s)}, []string{"nobody", "Sopir closed, Tim 1 closed"}))
		d.Clock.Set(d.Clock.Now().Add(2 * time.Hour))
		qt.Check(t, qt.HasLen(d.suggested(request).Options, 2), qt.Commentf("the end of the flood opens it"))
	})
}

func TestAPlaceNobodyKnowsStopsNothing(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		s := d.suggested(d.asked("Mbah Karto", 0, func(b *need.Request) { b.Where = &need.Where{Text: "dekat pohon beringin"} }))
		qt.Check(t, qt.DeepEquals([]any{s.PlaceKnown, len(s.Options)}, []any{"no", 2}))
		qt.Check(t, qt.Equals(s.Options[0].There.Sub(s.At), 20*time.Minute), qt.Commentf("what an unknown way counts"))
		s = d.suggested(d.asked("Bu Ponirah", 0, func(b *need.Request) { b.Where = &need.Where{Village: world.Village} }))
		qt.Check(t, qt.Equals(s.PlaceKnown, "village"))
	})
}

func TestWhatHasEndedAsksForNobody(t *testing.T) {
	both(t, func(t *testing.T, d desk) {
		request := d.asked("Mbah Karto", 5)
		d.sent(request, "Tim 1")
		d.As("dr. Rani").Send("out", "visit.set_out", homevisit.SetOut{Visit: request}).Send("there", "visit.arrive", homevisit.Arrive{Visit: request})
		next := d.asked("Bu Ponirah", 6)
		s := d.suggested(next)
		qt.Check(t, qt.Equals(words(s), "Tim 1, place 2 of 2: 2 of 2; other breaks 1"), qt.Commentf("who is at the bedside is not called away"))
		d.As("dr. Rani").Send("done", "visit.done_on_spot", homevisit.FinishOnSpot{Visit: request})
		d.Query(func(q journal.Query) error {
			_, err := suggestion.Of(q, nil, request)
			qt.Check(t, qt.Equals(fault.Of(err).Code, "visit.ended"))
			_, err = suggestion.Of(q, nil, ident.Named("nothing"))
			qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
			return nil
		})
	})
}
