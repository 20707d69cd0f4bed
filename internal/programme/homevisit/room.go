package homevisit

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Room wires the programme.
type Room struct{}

// Verbs lists what can be asked and told of a visit.
func (r Room) Verbs() []journal.Verb {
	update := access.Update("visit")
	return []journal.Verb{
		journal.Request("visit.send", 1, r.load, Run.Send, access.Create("visit"), journal.Urgent),
		journal.Report("visit.accept", 1, r.load, Run.Accept, update),
		journal.Report("visit.give_back", 1, r.load, Run.GiveBack, update, journal.Urgent),
		journal.Report("visit.set_out", 1, r.load, Run.SetOut, update),
		journal.Report("visit.arrive", 1, r.load, Run.Arrive, update, journal.Urgent),
		journal.Report("visit.spoke", 1, r.load, Run.Speak, update),
		journal.Report("visit.aboard", 1, r.load, Run.Aboard, update, journal.Urgent),
		journal.Report("visit.at_centre", 1, r.load, Run.AtCentre, update),
		journal.Report("visit.care_ended", 1, r.load, Run.CareEnded, update),
		journal.Report("visit.set_off_home", 1, r.load, Run.SetOffHome, update),
		journal.Report("visit.home", 1, r.load, Run.Home, update),
		journal.Report("visit.done_on_spot", 1, r.load, Run.DoneOnSpot, update),
		journal.Report("visit.hand_on", 1, r.load, Run.HandOn, update, journal.Urgent),
		journal.Report("visit.no_show", 1, r.load, Run.NoShow, update),
		journal.Request("visit.confirm", 1, r.load, Run.Confirm, access.Create("request"), journal.Urgent),
		journal.Request("visit.call_back", 1, r.load, Run.CallBack, update, journal.TwoPersons),
	}
}

// Events lists what can have happened.
func (r Room) Events() []journal.Event { return r.events() }

// Tables lists what the programme owns.
func (Room) Tables() []store.Def { return []store.Def{Visits.Definition(), Steps.Definition()} }

// Follows lets it hear of requests, teams and deadlines.
func (r Room) Follows() []journal.Follow { return r.follows() }

// LifeChanged answers nothing itself: the room of requests hears of a patient's
// death and the visit follows that.
func (Room) LifeChanged(journal.Query, journal.Meta, registry.LifeChanged) ([]any, error) {
	return nil, nil
}

// ConsentAnswered changes nothing: who asks for help is helped, and messages are the
// messaging room's to stop.
func (Room) ConsentAnswered(journal.Query, journal.Meta, registry.ConsentRecorded) ([]any, error) {
	return nil, nil
}

// About says whom a visit is about.
func (Room) About(q journal.Query, subject ident.ID) ([]ident.ID, error) {
	v, found, err := Visits.Get(q.Tx, q.Facility, subject)
	if err != nil || !found {
		return nil, err
	}
	return v.People, nil
}

func second(n int64) time.Duration { return time.Duration(n) * time.Second }
