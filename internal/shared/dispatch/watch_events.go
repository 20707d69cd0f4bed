package dispatch

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// watchEvents are what can have happened to those who are out alone.
func watchEvents() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("dispatch.checked_in/1", applyCheckedIn), func(_ journal.Meta, e CheckedIn) []journal.Then {
			return []journal.Then{{Due: e.RingAt, Verb: "dispatch.ring_watch", Body: RingWatch{e.Watch}}}
		}),
		journal.On("dispatch.checked_out/1", changeWatch(func(w *Watch, _ journal.Meta, e CheckedOut) { w.State, w.EndedAt = WatchEnded, e.At })),
		journal.On("dispatch.help_needed/1", applyHelpNeeded),
		journal.On("dispatch.watch_rung/1", changeWatch(func(w *Watch, m journal.Meta, _ WatchRung) { w.State, w.RungAt = WatchOverdue, m.RecordedAt })),
	}
}

func (e CheckedOut) watch() ident.ID { return e.Watch }
func (e WatchRung) watch() ident.ID  { return e.Watch }

func changeWatch[E interface{ watch() ident.ID }](by func(*Watch, journal.Meta, E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		w, found, err := Watches.Get(tx, m.Facility, e.watch())
		if err != nil || !found {
			return err
		}
		by(&w, m, e)
		return Watches.Put(tx, w)
	}
}

// applyCheckedIn begins a watch or gives it a later hour; whoever has asked for help
// goes on doing so.
func applyCheckedIn(tx *store.Tx, m journal.Meta, e CheckedIn) error {
	w, found, err := Watches.Get(tx, m.Facility, e.Watch)
	if err != nil {
		return err
	}
	if !found {
		w = Watch{Facility: m.Facility, ID: e.Watch, Worker: e.Worker, Since: e.Since}
	}
	w.About, w.ExpectedEnd = e.About, e.ExpectedEnd
	if w.State != WatchHelp {
		w.State = WatchGoing
	}
	return Watches.Put(tx, w)
}

func applyHelpNeeded(tx *store.Tx, m journal.Meta, e HelpNeeded) error {
	w, found, err := Watches.Get(tx, m.Facility, e.Watch)
	if err != nil {
		return err
	}
	if !found {
		w = Watch{Facility: m.Facility, ID: e.Watch, Worker: e.Worker, Since: e.At}
	}
	w.State, w.HelpAt, w.Place, w.HelpCase, w.EndedAt = WatchHelp, e.At, e.Place, e.Case, 0
	return Watches.Put(tx, w)
}

// WatchView is a watch as the faces know it.
type WatchView struct {
	ID          ident.ID        `json:"id"`
	Worker      ident.ID        `json:"worker"`
	WorkerName  string          `json:"worker_name"`
	About       ident.ID        `json:"about,omitempty"`
	Since       instant.Instant `json:"since"`
	ExpectedEnd instant.Instant `json:"expected_end"`
	State       string          `json:"state"`
	RungAt      instant.Instant `json:"rung_at"`
	HelpAt      instant.Instant `json:"help_at"`
	EndedAt     instant.Instant `json:"ended_at"`
	HelpCase    ident.ID        `json:"help_case,omitempty"`
	// Lat and Lon are where help was asked for, when the phone knew.
	Lat float64 `json:"lat,omitempty"`
	Lon float64 `json:"lon,omitempty"`
}
