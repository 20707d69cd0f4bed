package dispatch

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// HelpKind is the kind of case that "Saya butuh bantuan" opens.
const HelpKind = "worker_needs_help"

// Kinds are the kinds of case this room opens.
func Kinds() []need.Kind {
	return []need.Kind{{Name: HelpKind, Urgency: need.AtOnce, Keeps: "worker_reached",
		Steps:  []need.Todo{todo("worker_reached"), todo("worker_safe")},
		Owners: []access.Role{access.Dispatcher, access.Officer, access.Head}}}
}

func todo(code string) need.Todo { return need.Todo{Code: code, Authority: "house"} }

// Message makes the event of a message to somebody; params hold no name.
type Message func(id, to ident.ID, kind string, params map[string]string) any

// watchFollows are how somebody hears of who is out alone: of help that is asked for
// and of one who is not back.
func (r Room) watchFollows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, m journal.Meta, e HelpNeeded) ([]any, error) {
			opened := need.Open(need.Opening{Case: e.Case, Kind: HelpKind, Subject: e.Watch, Person: e.Worker, OpenedBy: e.Worker, Cause: e.Watch})
			opened.Colour = need.Red
			return r.ring(q, ident.Derive(m.ID(), 1), e.Worker, "worker_needs_help", []any{opened})
		}),
		journal.When(func(q journal.Query, m journal.Meta, e WatchRung) ([]any, error) {
			return r.ring(q, ident.Derive(m.ID(), 1), e.Worker, "watch_overdue", nil)
		}),
	}
}

// ring tells the coordinator about a worker, never the worker themselves.
func (r Room) ring(q journal.Query, id, about ident.ID, kind string, out []any) ([]any, error) {
	to, err := Coordinator(q, about)
	if err != nil || to == "" || r.Message == nil {
		return out, err
	}
	return append(out, r.Message(id, to, kind, map[string]string{"courier_worker": string(about)})), nil
}

// Coordinator is who is rung about those who are out: a dispatcher, else an officer,
// else the head; of those, who is on shift first. Except is passed over unless there
// is nobody else.
func Coordinator(q journal.Query, except ident.ID) (ident.ID, error) {
	last := ident.ID("")
	for _, role := range []access.Role{access.Dispatcher, access.Officer, access.Head} {
		all, err := workforce.HoldersOn(q, role, "")
		if err != nil {
			return "", err
		}
		for _, w := range all {
			if w != except {
				return w, nil
			}
			last = w
		}
	}
	return last, nil
}

func showWatch(q journal.Query, id ident.ID) (any, bool, error) {
	w, found, err := Watches.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := WatchView{ID: w.ID, Worker: w.Worker, About: w.About, Since: w.Since, ExpectedEnd: w.ExpectedEnd, State: w.State, RungAt: w.RungAt,
		HelpAt: w.HelpAt, EndedAt: w.EndedAt, HelpCase: w.HelpCase}
	if !w.Place.IsZero() && w.State == WatchHelp {
		var p Place
		if _, err := q.Open(w.Place, &p); err != nil {
			return nil, false, err
		}
		v.Lat, v.Lon = p.Lat, p.Lon
	}
	v.WorkerName, err = workforce.Name(q, w.Worker)
	return v, true, err
}
