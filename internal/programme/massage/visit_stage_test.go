package massage_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// The two kelurahan of the visits' stories.
const (
	dagoVillage   = "32.73.02.1004"
	sekeloVillage = "32.73.02.1005"
)

var coblongCentre = ident.Named("Puskesmas Coblong")

func named(name string) ident.ID { return ident.Named(name) }

// visitDay is Coblong on Monday 2 March 2026, eight in the morning: Euis is the cadre of Dago,
// Ningsih of Sekeloa, Ratna has the desk.
type visitDay struct{ *stagetest.Stage }

func onVisit(t *testing.T, story func(t *testing.T, s visitDay)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, db *store.DB) { story(t, visitsOpen(t, db)) })
}

func visitsOpen(t *testing.T, db *store.DB) visitDay {
	t.Helper()
	say := func(id, to ident.ID, kind string, params map[string]string) any {
		return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Params: params})
	}
	kinds := append(append(need.RequestKinds(), dispatch.Kinds()...), massage.NeedKinds()...)
	s := visitDay{stagetest.Open(t, db, coblongCentre, stagetest.Hour("08:00"), registry.Room{}, task.Room{}, workforce.Room{}, link.Room{}, messaging.Room{},
		policy.Room{Sections: []policy.Known{massage.Policy, massage.VisitPolicy, massage.RemindPolicy, massage.FeePolicy, dispatch.Policy, dispatch.WatchPolicy, need.Policy, need.TriagePolicy, promise.Policy, travel.Policy, fleet.Policy}},
		ledger.Room{Elsewhere: massage.Posts}, payment.Room{}, promise.Room{}, need.Room{Kinds: kinds, Name: workforce.Name, Holders: workforce.HoldersOn}, dispatch.Room{Message: say}, massage.Room{})}
	s.Found("coblong", "Puskesmas Coblong", registry.InVillage{Code: dagoVillage, Name: "Dago", Lat: -6.88, Lon: 107.62},
		registry.InVillage{Code: sekeloVillage, Name: "Sekeloa", Lat: -6.89, Lon: 107.62})
	s.Employ(named("ratna"), access.Dispatcher)
	s.works("bidan dewi", access.Midwife, "midwife", dagoVillage)
	for cadre, village := range map[string]string{"euis": dagoVillage, "ningsih": sekeloVillage} {
		s.works(cadre, access.Cadre, "cadre", village)
		s.certified(cadre, "2026-01-01", "2026-12-31")
		s.Must(s.desk(), "massage.set_hours", massage.SetHours{Cadre: named(cadre), Hours: week(), OwnBike: true})
	}
	return s
}

// week are all days of a week, from eight to four.
func week() (all []massage.Hours) {
	for day := range 7 {
		all = append(all, massage.Hours{Weekday: int64(day + 1), From: "08:00", To: "16:00"})
	}
	return all
}

func (s visitDay) works(name string, role access.Role, kind, village string) {
	s.T.Helper()
	machine := access.TheMachine(s.Facility)
	s.Must(machine, "workforce.add_worker", workforce.AddWorker{Worker: named(name), Name: name, Kinds: []string{kind}, Villages: []string{village}})
	s.Must(machine, "workforce.grant_role", workforce.GrantRole{Worker: named(name), Role: role, From: "2026-01-01"})
}

func (s visitDay) certified(cadre, from, to string) {
	s.T.Helper()
	s.Must(access.TheMachine(s.Facility), "workforce.certify", workforce.Certify{Worker: named(cadre), Course: workforce.BabyMassage, Number: cadre + from, ValidFrom: from, ValidTo: to})
}

func (s visitDay) desk() access.Actor {
	return stagetest.Desk(s.Facility, named("ratna"), access.Dispatcher)
}

func (s visitDay) cadre(name string) access.Actor {
	return stagetest.Field(s.Facility, named(name), access.Cadre)
}

// page is the parent of a booking by the page that was sent.
func (s visitDay) page(name string) access.Actor {
	parent := s.booking(name).Parent
	return access.Actor{Facility: s.Facility, ID: named("page of " + name), Person: parent, Subject: parent, Roles: []access.Role{access.Mother},
		Keys: []string{"o:" + string(parent)}, Door: "page", Authority: -1}
}

// Days of birth: of a baby of five weeks, and one of five months.
const (
	fiveWeeks  = "2026-01-26"
	fiveMonths = "2025-10-01"
)

// booked has Euis come to a child of Dago at ten.
func (s visitDay) booked(name, born string) {
	s.T.Helper()
	s.bookedAt(name, born, "euis", dagoVillage, stagetest.Hour("10:00"))
}

func (s visitDay) bookedAt(name, born, cadre, village string, at instant.Instant) {
	s.T.Helper()
	s.Must(s.desk(), "massage.book", massage.Book{Booking: named(name), Parent: massage.Parent{Name: "Ibu " + name}, Children: []massage.Child{{Name: "Anak " + name, Born: born}},
		Village: village, Place: dispatch.Place{Label: "Gang Rahayu 7", Lat: -6.881, Lon: 107.621, Village: village}, Cadre: named(cadre), At: at, Answers: hoped()})
}

// hoped are the answers that one hopes for, of the door.
func hoped(change ...func(*screening.Answers)) screening.Answers {
	a := screening.Answers{Fever: screening.No, Ill: screening.No, Skin: screening.No, Stools: screening.No, Jaundice: screening.No,
		Operated: screening.No, Heart: screening.No, CordOn: screening.No, Preterm: screening.No, FedRecently: screening.No,
		Upset: screening.No, Vaccinated: screening.No, Reason: screening.Stimulation, Parent: true}
	for _, f := range change {
		f(&a)
	}
	return a
}

// asks sends what was answered at the door, and gives what the cadre is told.
func (s visitDay) asks(cadre, name string, a screening.Answers, more ...func(*massage.Screen)) (out massage.AtDoor) {
	s.T.Helper()
	b := massage.Screen{Booking: named(name), Answers: a}
	for _, f := range more {
		f(&b)
	}
	s.told(s.cadre(cadre), "massage.screen", b, &out)
	return out
}

// told wants a command accepted, and reads its result.
func (s visitDay) told(a access.Actor, verb string, body, result any) {
	s.T.Helper()
	answer, err := s.Say(a, verb, body)
	qt.Assert(s.T, qt.IsNil(err))
	qt.Assert(s.T, qt.Equals(answer.Status, journal.Accepted), qt.Commentf("%s %s", answer.Code, answer.Field))
	qt.Assert(s.T, qt.IsNil(json.Unmarshal(answer.Result, result)))
}

// begun is a visit in whose house the cadre is.
func (s visitDay) begun(name, born string) {
	s.T.Helper()
	s.booked(name, born)
	s.Until(stagetest.Hour("10:00"))
	s.asks("euis", name, hoped())
	s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named(name)})
}

func (s visitDay) booking(name string) (b massage.Booking) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		b, _, err = massage.Bookings.Get(q.Tx, q.Facility, named(name))
		return err
	})
	return b
}

func (s visitDay) visit(name string) (v massage.Visit) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		v, _, err = massage.Visits.Get(q.Tx, q.Facility, named(name))
		return err
	})
	return v
}

func (s visitDay) watch(name string) (w dispatch.Watch) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		w, _, err = dispatch.Watches.Get(q.Tx, q.Facility, massage.WatchID(named(name)))
		return err
	})
	return w
}

// cases are those of a kind, the oldest first.
func (s visitDay) cases(kind string) (all []need.Case) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		all, err = need.Cases.Where(q.Tx, "facility_id = $1 AND kind = $2 ORDER BY number", q.Facility, kind)
		return err
	})
	return all
}

// messages counts those of a kind.
func (s visitDay) messages(kind string) (n int) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		_, err := q.One("SELECT count(*) FROM message WHERE facility_id = $1 AND kind = $2", store.Args(q.Facility, kind), &n)
		return err
	})
	return n
}

func inMinutes(at instant.Instant, n int) instant.Instant {
	return at.Add(time.Duration(n) * time.Minute)
}
