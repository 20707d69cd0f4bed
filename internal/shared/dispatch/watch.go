package dispatch

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
)

// The states of a watch over somebody who is out alone.
const (
	WatchGoing   = "going"
	WatchOverdue = "overdue" // not back, and the coordinator has been rung
	WatchHelp    = "help"    // asked for help
	WatchEnded   = "ended"
)

// Watch is somebody alone on the way or in a house, and when they want to be out of
// it again.
type Watch struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Worker   ident.ID `db:"worker"`
	// About is what they are out for (a visit, a job), or nothing.
	About       ident.ID        `db:"about"`
	Since       instant.Instant `db:"since"`
	ExpectedEnd instant.Instant `db:"expected_end"`
	State       string          `db:"state"`
	// RungAt is when the coordinator was rung because nothing was heard, HelpAt when
	// help was asked for, EndedAt when they were heard of.
	RungAt  instant.Instant `db:"rung_at"`
	HelpAt  instant.Instant `db:"help_at"`
	EndedAt instant.Instant `db:"ended_at"`
	// Place is sealed: where help was asked for.
	Place journal.Ref `db:"place,json"`
	// HelpCase is the case that asking for help has opened.
	HelpCase ident.ID `db:"help_case"`
}

// Audiences shows a watch to the desk and to who is out.
func (w Watch) Audiences() []string { return []string{"f", "w:" + string(w.Worker)} }

// Watches is the table of watches.
var Watches = store.NewTable[Watch]("lone_watch", store.Derived)

// WatchSettings are the facility's rules for those who are out alone.
type WatchSettings struct {
	// OverdueSeconds after the hour somebody wanted to be back the coordinator is
	// rung. 20 minutes: the health centre's own rule, as the programme tells it.
	OverdueSeconds int64 `json:"overdue_seconds"`
	// LongestSeconds is how long one may say to be out for. 12 hours: our proposal.
	LongestSeconds int64 `json:"longest_seconds"`
}

// Check wants times within which somebody can still be found: from a minute to a
// quarter of a day, and at most a day out.
func (s WatchSettings) Check() *fault.Error {
	if s.OverdueSeconds < 60 || s.OverdueSeconds > 6*3600 || s.LongestSeconds < 600 || s.LongestSeconds > 86_400 {
		return fault.BadField("policy.bad_document", "document")
	}
	return nil
}

// WatchPolicy is the section of the facility's policy about being out alone.
var WatchPolicy = policy.Define("watch", WatchSettings{OverdueSeconds: 1200, LongestSeconds: 12 * 3600})

// CheckIn tells that somebody is out alone until an hour, or stays longer than they
// said: verb dispatch.check_in.
type CheckIn struct {
	Watch       ident.ID        `json:"watch"`
	About       ident.ID        `json:"about,omitempty"`
	ExpectedEnd instant.Instant `json:"expected_end"`
}

// CheckOut tells that they were heard of and are well: verb dispatch.check_out.
type CheckOut struct {
	Watch ident.ID `json:"watch"`
}

// NeedHelp asks for help for the one who asks: verb dispatch.need_help. Watch is the
// one that runs, or a new id. Lat and Lon are where, when the phone knows.
type NeedHelp struct {
	Watch ident.ID `json:"watch"`
	Lat   float64  `json:"lat,omitempty"`
	Lon   float64  `json:"lon,omitempty"`
}

// RingWatch is the machine's command when somebody should have been heard of.
type RingWatch struct {
	Watch ident.ID `json:"watch"`
}

// Subject is the watch.
func (b CheckIn) Subject() ident.ID { return b.Watch }

// Subject is the watch.
func (b CheckOut) Subject() ident.ID { return b.Watch }

// Subject is the watch.
func (b NeedHelp) Subject() ident.ID { return b.Watch }

// Subject is the watch.
func (b RingWatch) Subject() ident.ID { return b.Watch }

// Check wants an hour.
func (b CheckIn) Check() *fault.Error {
	switch {
	case b.Watch == "":
		return fault.BadField("body.required", "watch")
	case b.ExpectedEnd.IsZero():
		return fault.BadField("body.required", "expected_end")
	}
	return nil
}

// Check wants a watch and a point on the earth.
func (b NeedHelp) Check() *fault.Error {
	switch {
	case b.Watch == "":
		return fault.BadField("body.required", "watch")
	case !(geo.Point{Lat: b.Lat, Lon: b.Lon}).Valid():
		return fault.BadField("body.bad_point", "lat")
	}
	return nil
}

// CheckedIn is the event of somebody out alone. RingAt is when the coordinator is
// rung unless they are heard of.
type CheckedIn struct {
	Watch       ident.ID        `json:"watch"`
	Worker      ident.ID        `json:"worker"`
	About       ident.ID        `json:"about,omitempty"`
	Since       instant.Instant `json:"since"`
	ExpectedEnd instant.Instant `json:"expected_end"`
	RingAt      instant.Instant `json:"ring_at"`
}

// CheckedOut is the event of somebody heard of; By is who said so.
type CheckedOut struct {
	Watch ident.ID        `json:"watch"`
	By    ident.ID        `json:"by,omitempty"`
	At    instant.Instant `json:"at"`
}

// HelpNeeded is the event of somebody who asks for help.
type HelpNeeded struct {
	Watch  ident.ID        `json:"watch"`
	Worker ident.ID        `json:"worker"`
	At     instant.Instant `json:"at"`
	Place  journal.Ref     `json:"place,omitzero"`
	Case   ident.ID        `json:"case"`
}

// WatchRung is the event of the coordinator being rung, once: nothing was heard of
// somebody.
type WatchRung struct {
	Watch  ident.ID `json:"watch"`
	Worker ident.ID `json:"worker"`
}

// watching is a watch with who speaks of it.
type watching struct {
	Watch
	found bool
	by    ident.ID
	set   WatchSettings
}

// Audiences are those of the watch; of a new one, whoever is out.
func (w watching) Audiences() []string {
	if w.found {
		return w.Watch.Audiences()
	}
	return []string{"f", "w:" + string(w.by)}
}

func loadNewWatch(q journal.Query) (w watching, err error) {
	w.by = q.By.Worker
	if w.Watch, w.found, err = Watches.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return w, err
	}
	w.set, _, err = WatchPolicy.Get(q)
	return w, err
}

func loadWatch(q journal.Query) (watching, error) {
	w, err := loadNewWatch(q)
	if err == nil && !w.found {
		err = fault.Absent()
	}
	return w, err
}

// checkIn is kept from a phone that had no signal too: whoever is not back is looked
// for then. Who is back before the ring keeps it from ringing.
func (w watching) checkIn(s journal.Said[CheckIn]) journal.Answer {
	b, since := s.Body, s.At
	switch {
	case s.By.Worker == "" || w.found && w.Worker != s.By.Worker:
		return journal.Refuse("dispatch.watch_not_yours").On("watch")
	case w.found && w.State == WatchEnded:
		return journal.Refuse("dispatch.watch_ended").On("watch")
	case w.found:
		since = w.Since
	}
	longest := s.At.Add(time.Duration(w.set.LongestSeconds) * time.Second)
	if !b.ExpectedEnd.After(s.At) || b.ExpectedEnd.After(longest) {
		return journal.Refuse("dispatch.bad_end").On("expected_end")
	}
	ring := b.ExpectedEnd.Add(time.Duration(w.set.OverdueSeconds) * time.Second)
	return journal.Accept(CheckedIn{b.Watch, s.By.Worker, b.About, since, b.ExpectedEnd, ring})
}

// Out makes the event of somebody of another room's work who is out alone until an hour: a
// new watch, or a later hour of one that runs. The coordinator is rung when they are not
// heard of by then.
func Out(set WatchSettings, w Watch, end instant.Instant) CheckedIn {
	ring := end.Add(time.Duration(set.OverdueSeconds) * time.Second)
	return CheckedIn{w.ID, w.Worker, w.About, w.Since, end, ring}
}

// Home makes the events of somebody who was heard of and is well. Who has asked for help is
// looked after until a person says that they are: nothing else ends that.
func Home(w Watch, by ident.ID, at instant.Instant) []any {
	if w.State != WatchGoing && w.State != WatchOverdue {
		return nil
	}
	return []any{CheckedOut{w.ID, by, at}}
}

// checkOut ends it: by who was out, or by the desk that has heard of them.
func (w watching) checkOut(s journal.Said[CheckOut]) journal.Answer {
	if w.State == WatchEnded {
		return journal.Refuse("dispatch.watch_ended")
	}
	return journal.Accept(CheckedOut{w.ID, s.By.Worker, s.At})
}

// needHelp never waits for a form: who has no watch running gets one. Asked twice it
// is one case.
func (w watching) needHelp(s journal.Said[NeedHelp]) journal.Answer {
	b := s.Body
	switch {
	case s.By.Worker == "" || w.found && w.Worker != s.By.Worker:
		return journal.Refuse("dispatch.watch_not_yours").On("watch")
	case w.State == WatchHelp:
		return journal.Refuse("dispatch.help_asked")
	}
	e := HelpNeeded{Watch: b.Watch, Worker: s.By.Worker, At: s.At, Case: s.NewID(0)}
	if at := (Place{Lat: b.Lat, Lon: b.Lon}); !at.Point().IsZero() {
		e.Place = s.Seal("watch_place", s.ID, 1, at)
	}
	return journal.Accept(e)
}

// ring decides once, when the last hour that was said has passed with nothing heard.
func (w watching) ring(s journal.Said[RingWatch]) journal.Answer {
	switch {
	case !s.By.Is(access.Machine):
		return journal.Refuse("dispatch.not_yours")
	case w.State != WatchGoing:
		return journal.Refuse("dispatch.watch_ended")
	case s.Now.Before(w.ExpectedEnd.Add(time.Duration(w.set.OverdueSeconds) * time.Second)):
		return journal.Refuse("dispatch.not_overdue")
	}
	return journal.Accept(WatchRung{w.ID, w.Worker})
}
