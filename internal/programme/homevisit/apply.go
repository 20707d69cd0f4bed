package homevisit

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func (r Room) events() []journal.Event {
	return []journal.Event{
		journal.On("visit.opened/1", applyOpened),
		journal.On("visit.sent/1", change(func(e SentEvent) ident.ID { return e.Visit }, sent)),
		journal.On("visit.crew_changed/1", change(func(e CrewChanged) ident.ID { return e.Visit }, crewChanged)),
		journal.On("visit.moved/1", change(func(e Moved) ident.ID { return e.Visit }, moved)),
		journal.On("visit.reoffered/1", change(func(e Reoffered) ident.ID { return e.Visit }, reoffered)),
		journal.On("visit.stepped/1", change(func(e Stepped) ident.ID { return e.Visit }, stepped)),
		journal.On("visit.spoken/1", change(func(e Spoken) ident.ID { return e.Visit }, spoken)),
		journal.On("visit.handed_on/1", change(func(e HandedOnEvent) ident.ID { return e.Visit }, handedOn)),
		journal.On("visit.confirmed/1", change(func(e Confirmed) ident.ID { return e.Visit }, confirmed)),
		journal.On("visit.called_back/1", change(func(e CalledBack) ident.ID { return e.Visit }, calledBack)),
		journal.On("visit.finished/1", change(func(e Finished) ident.ID { return e.Visit }, finished)),
		journal.On("visit.took_over/1", change(func(e TookOver) ident.ID { return e.Visit }, tookOver)),
		journal.On("visit.merged/1", change(func(e MergedEvent) ident.ID { return e.Visit }, merged)),
		journal.On("visit.restored/1", change(func(e Restored) ident.ID { return e.Visit }, restored)),
		journal.On("visit.recoloured/1", change(func(e Recoloured) ident.ID { return e.Visit }, recoloured)),
		journal.On("visit.identified/1", change(func(e Identified) ident.ID { return e.Visit }, identified)),
		journal.On("visit.recategorised/1", change(func(e Recategorised) ident.ID { return e.Visit }, recategorised)),
		journal.On("visit.lapsed/1", change(func(e Lapsed) ident.ID { return e.Visit }, lapsed)),
		journal.On("visit.silenced/1", change(func(e Silenced) ident.ID { return e.Visit }, silenced)),
	}
}

func applyOpened(tx *store.Tx, m journal.Meta, e Opened) error {
	_, found, err := Visits.Get(tx, m.Facility, e.Visit)
	if err != nil || found {
		return err
	}
	v := Visit{Facility: m.Facility, ID: e.Visit, Number: e.Number, Kind: e.Kind, State: Open, Colour: e.Colour, Sign: e.Sign, Village: e.Village,
		People: plain(e.People), WantAt: e.WantAt, Planned: e.Planned, Needs: plain(e.Needs), Misfit: []string{}, Workers: []ident.ID{},
		Former: []ident.ID{}, Doubts: []string{}, OpenedAt: m.RecordedAt, StartedAt: e.Started}
	return v.put(tx, m, Step{Kind: "opened", At: e.Started})
}

// plain is never nil, for a row that is rebuilt must be the same to the letter.
func plain[E any](in []E) []E {
	if in == nil {
		return []E{}
	}
	return in
}

// put writes the visit with a new line of its timeline.
func (v Visit) put(tx *store.Tx, m journal.Meta, s Step) error {
	s.Facility, s.ID, s.Visit, s.Seq, s.RecordedAt, s.Actor, s.Doubts = m.Facility, m.ID(), v.ID, m.Seq, m.RecordedAt, m.Actor, plain(s.Doubts)
	if s.At.IsZero() {
		s.At = m.RecordedAt
	}
	for _, d := range s.Doubts {
		if !slices.Contains(v.Doubts, d) {
			v.Doubts = append(v.Doubts, d)
		}
	}
	if err := Steps.Put(tx, s); err != nil {
		return err
	}
	return Visits.Put(tx, v)
}

// change applies an event to its visit with the line of the timeline it leaves; a
// line without a kind leaves none.
func change[E any](of func(E) ident.ID, to func(*Visit, journal.Meta, E) Step) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		v, found, err := Visits.Get(tx, m.Facility, of(e))
		if err != nil || !found {
			return err
		}
		s := to(&v, m, e)
		if s.Kind == "" {
			return Visits.Put(tx, v)
		}
		return v.put(tx, m, s)
	}
}

// reach moves the state forward; a report of an earlier step leaves it.
func (v *Visit) reach(state string) {
	if rank(state) > rank(v.State) {
		v.State = state
	}
}

// at keeps the earliest time that was reported of a step.
func at(field *instant.Instant, t instant.Instant) {
	if field.IsZero() || t.Before(*field) {
		*field = t
	}
}

// leave remembers who had the visit until now.
func (v *Visit) leave() {
	for _, w := range v.Workers {
		if !slices.Contains(v.Former, w) {
			v.Former = append(v.Former, w)
		}
	}
}

func sent(v *Visit, m journal.Meta, e SentEvent) Step {
	v.leave()
	v.Team, v.Order, v.Workers, v.HealthWorker, v.Vehicle, v.Misfit = e.Team, e.Order, plain(e.Workers), e.HealthWorker, e.Vehicle, plain(e.Misfit)
	v.SentAt, v.AcceptedAt = m.RecordedAt, 0
	if rank(v.State) < rank(AtCentre) {
		v.State, v.SetOutAt, v.ArrivedAt, v.AboardAt = Sent, 0, 0, 0
	}
	return Step{Kind: "sent", At: e.At, By: e.By, Team: e.Team}
}

func crewChanged(v *Visit, _ journal.Meta, e CrewChanged) Step {
	v.leave()
	v.Workers, v.HealthWorker, v.Vehicle, v.Misfit = plain(e.Workers), e.HealthWorker, e.Vehicle, plain(e.Misfit)
	return Step{Kind: "crew_changed", Team: v.Team}
}

func moved(v *Visit, _ journal.Meta, e Moved) Step {
	v.Order = e.Order
	return Step{}
}

func reoffered(v *Visit, _ journal.Meta, e Reoffered) Step {
	v.leave()
	v.Team, v.Order, v.Workers, v.HealthWorker, v.Vehicle, v.Misfit, v.HeirOf = "", 0, []ident.ID{}, false, "", []string{}, ""
	v.SentAt, v.AcceptedAt = 0, 0
	if rank(v.State) < rank(AtCentre) {
		v.State, v.SetOutAt, v.ArrivedAt, v.AboardAt = Open, 0, 0, 0
	}
	code := e.Why
	if e.Code != "" {
		code = e.Code
	}
	return Step{Kind: "reoffered", Code: code, At: e.At, By: e.By, Team: e.Team}
}

// journey says to which state each step leads.
var journey = map[string]string{"accepted": Accepted, "set_out": OnTheWay, "arrived": Arrived, "aboard": Aboard, "at_centre": AtCentre,
	"care_ended": AtCentre, "set_off_home": Returning, "home": Done, "done_on_spot": Done}

func stepped(v *Visit, m journal.Meta, e Stepped) Step {
	line := Step{Kind: e.Step, Code: e.Code, At: e.At, By: e.By, Team: e.Team, Late: e.Late, Doubts: e.Doubts, Photo: e.Photo}
	fields := map[string]*instant.Instant{"accepted": &v.AcceptedAt, "set_out": &v.SetOutAt, "arrived": &v.ArrivedAt, "aboard": &v.AboardAt,
		"at_centre": &v.AtCentreAt, "care_ended": &v.CareEndedAt, "set_off_home": &v.SetOffAt, "home": &v.HomeAt}
	if f := fields[e.Step]; f != nil {
		at(f, e.At)
	}
	if v.State == Done || e.Step == "no_show" {
		return line
	}
	v.reach(journey[e.Step])
	switch {
	case e.Step == "home":
		v.end(m, BroughtHome)
	case e.Code == died:
		v.end(m, Died)
		v.Silent = true
	case e.Step == "done_on_spot":
		v.end(m, TreatedAtHome)
	case e.Step == "care_ended" && e.Code == stays:
		v.end(m, StaysInCare)
	}
	return line
}

func (v *Visit) end(m journal.Meta, outcome string) {
	v.State, v.Outcome, v.EndedAt = Done, outcome, m.RecordedAt
}

func spoken(v *Visit, _ journal.Meta, e Spoken) Step {
	if e.HealthWorker {
		at(&v.SpokeAt, e.At)
		v.Spoken = e.Outcome
	}
	return Step{Kind: "spoken", At: e.At, By: e.By, Late: e.Late, Doubts: e.Doubts, Note: e.Outcome}
}

func handedOn(v *Visit, m journal.Meta, e HandedOnEvent) Step {
	if v.State != Done {
		v.end(m, HandedOn)
		v.HandedTo, v.HandedName = e.To, e.Name
	}
	return Step{Kind: "handed_on", Code: e.To, At: e.At, By: e.By, Team: e.Team, Late: e.Late, Doubts: e.Doubts, Note: e.Name, Photo: e.Photo}
}

func confirmed(_ *Visit, _ journal.Meta, e Confirmed) Step {
	return Step{Kind: "confirmed", Code: e.Promise, At: e.At, By: e.By}
}

func calledBack(_ *Visit, _ journal.Meta, e CalledBack) Step {
	return Step{Kind: "called_back", Code: e.Promise, At: e.At, By: e.By, Note: e.Note}
}

func finished(v *Visit, m journal.Meta, e Finished) Step {
	if v.State != Done {
		v.end(m, e.Outcome)
	}
	return Step{Kind: "finished", Code: e.Outcome}
}

func merged(v *Visit, _ journal.Meta, e MergedEvent) Step {
	v.Merged = e.Into
	return Step{Kind: "merged"}
}

func restored(v *Visit, _ journal.Meta, _ Restored) Step {
	v.Merged = ""
	return Step{Kind: "restored"}
}

func recoloured(v *Visit, _ journal.Meta, e Recoloured) Step {
	v.Sign, v.Colour = e.Sign, e.Colour
	return Step{Kind: "recoloured", Code: e.Colour}
}

func recategorised(v *Visit, _ journal.Meta, e Recategorised) Step {
	v.Kind = e.Kind
	return Step{Kind: "recategorised", Code: e.Kind}
}

func identified(v *Visit, _ journal.Meta, e Identified) Step {
	v.People = []ident.ID{e.Person}
	return Step{Kind: "identified"}
}

func lapsed(_ *Visit, _ journal.Meta, e Lapsed) Step {
	return Step{Kind: "lapsed", Code: e.Promise, At: e.Due}
}

func silenced(v *Visit, _ journal.Meta, e Silenced) Step {
	v.Silent = e.Silent
	return Step{Kind: "silenced"}
}
