package training

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/workforce"
)

// SessionView is a session as its readers see it.
type SessionView struct {
	ID     ident.ID `json:"id"`
	Course string   `json:"course"`
	On     string   `json:"on"`
	From   string   `json:"from,omitempty"`
	To     string   `json:"to,omitempty"`
	Place  string   `json:"place,omitempty"`
	// Trainer is the worker who holds it, no id for somebody from outside.
	Trainer     ident.ID `json:"trainer,omitempty"`
	TrainerName string   `json:"trainer_name"`
	State       string   `json:"state"`
	Why         string   `json:"why,omitempty"`
	// Places is how many workers have one.
	Places int64 `json:"places"`
}

// PlaceView is a worker's place at a session.
type PlaceView struct {
	ID         ident.ID        `json:"id"`
	Session    ident.ID        `json:"session"`
	Worker     ident.ID        `json:"worker"`
	WorkerName string          `json:"worker_name"`
	Course     string          `json:"course"`
	On         string          `json:"on"`
	Invited    bool            `json:"invited"`
	AttendedAt instant.Instant `json:"attended_at"`
	How        string          `json:"how,omitempty"`
}

// AttemptView is a check of somebody.
type AttemptView struct {
	ID         ident.ID `json:"id"`
	Worker     ident.ID `json:"worker"`
	WorkerName string   `json:"worker_name"`
	Course     string   `json:"course"`
	Kind       string   `json:"kind"`
	Score      int64    `json:"score"`
	Passed     bool     `json:"passed"`
	// ByName is who assessed; empty for an own check.
	ByName   string          `json:"by_name,omitempty"`
	On       string          `json:"on"`
	At       instant.Instant `json:"at"`
	Session  ident.ID        `json:"session,omitempty"`
	Language string          `json:"language,omitempty"`
	Wrong    []string        `json:"wrong"`
	// Certificate is the one that it brought.
	Certificate ident.ID `json:"certificate,omitempty"`
}

// ProgressView is a module that somebody has read.
type ProgressView struct {
	ID     ident.ID        `json:"id"`
	Worker ident.ID        `json:"worker"`
	Course string          `json:"course"`
	Module string          `json:"module"`
	At     instant.Instant `json:"at"`
}

// Shows gives the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{
		"training_session":  shown(Sessions.Get, sessionView),
		"training_place":    shown(Places.Get, placeView),
		"training_attempt":  shown(Attempts.Get, attemptView),
		"training_progress": shown(Progresses.Get, progressView),
	}
}

// shown is how a row of a table is read and made a view.
func shown[T, V any](get func(tx *store.Tx, facility, id ident.ID) (T, bool, error), view func(journal.Query, T) (V, error)) journal.Show {
	return func(q journal.Query, id ident.ID) (any, bool, error) {
		row, found, err := get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return nil, false, err
		}
		v, err := view(q, row)
		return v, err == nil, err
	}
}

func sessionView(q journal.Query, s Session) (v SessionView, err error) {
	v = SessionView{ID: s.ID, Course: s.Course, On: s.On, From: s.From, To: s.To, Trainer: s.Trainer, State: s.State, Why: s.Why, Places: int64(len(s.SeenBy))}
	if v.Place, err = textOf(q, s.Place); err != nil {
		return v, err
	}
	if s.Trainer == "" {
		v.TrainerName, err = textOf(q, s.Outside)
		return v, err
	}
	v.TrainerName, err = workforce.Name(q, s.Trainer)
	return v, err
}

// WhereOf says in words where a session is, for a sentence that goes on: ", di Aula"; empty
// where nobody has said so, or there is no such session.
func WhereOf(q journal.Query, session string) (string, error) {
	s, _, err := Sessions.Get(q.Tx, q.Facility, ident.ID(session))
	if err != nil {
		return "", err
	}
	place, err := textOf(q, s.Place)
	if err != nil || place == "" {
		return "", err
	}
	return text.T(text.ID, "training.where", map[string]string{"place": place}), nil
}

func textOf(q journal.Query, r journal.Ref) (string, error) {
	var t words
	if r.IsZero() {
		return "", nil
	}
	_, err := q.Open(r, &t)
	return t.Text, err
}

func placeView(q journal.Query, p Place) (v PlaceView, err error) {
	v = PlaceView{ID: p.ID, Session: p.Session, Worker: p.Worker, Course: p.Course, On: p.On, Invited: p.Invited, AttendedAt: p.AttendedAt, How: p.How}
	v.WorkerName, err = workforce.Name(q, p.Worker)
	return v, err
}

func attemptView(q journal.Query, a Attempt) (v AttemptView, err error) {
	v = AttemptView{ID: a.ID, Worker: a.Worker, Course: a.Course, Kind: a.Kind, Score: a.Score, Passed: a.Passed, On: a.On, At: a.At, Session: a.Session,
		Language: a.Language, Wrong: append([]string{}, a.Wrong...), Certificate: a.Certificate}
	if v.WorkerName, err = workforce.Name(q, a.Worker); err != nil || a.Kind == Knowledge {
		return v, err
	}
	v.ByName, err = workforce.Name(q, a.By)
	return v, err
}

func progressView(_ journal.Query, p Progress) (ProgressView, error) {
	return ProgressView{p.ID, p.Worker, p.Course, p.Module, p.At}, nil
}
