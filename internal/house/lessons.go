package house

import (
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// lessons is how the sessions of a course reach who is invited to them: by the messages of
// the room beside. Nothing of the course is named in them, for a message may be read over a
// shoulder. It has no words and no tables of its own.
type lessons struct{}

// What is said of a session: that it is ahead, that it is at another time or place than was
// said before, that it is off. The kinds that end in _at know the hour.
const (
	lessonAhead   = "training_invited"
	lessonAheadAt = "training_invited_at"
	lessonMoved   = "training_moved"
	lessonMovedAt = "training_moved_at"
	lessonOff     = "training_off"
)

// whereLesson is the param that names the session, shown as where it is; untilOn is its day.
const (
	whereLesson = "where_lesson"
	untilOn     = "until_on"
)

// messages is the room of messages with what other rooms give to its words.
func (h *House) messages() messaging.Room {
	return messaging.Room{Address: h.linkAddress, WorkerName: workforce.Name,
		Terms: map[string]func(journal.Query, string) (string, error){"_lesson": training.WhereOf, "_booking": massage.CodeOf, "_trouble": massage.TroubleWord}}
}

// Verbs lists nothing.
func (lessons) Verbs() []journal.Verb { return nil }

// Events lists nothing.
func (lessons) Events() []journal.Event { return nil }

// Tables lists nothing.
func (lessons) Tables() []store.Def { return nil }

// Follows lists what answers to what.
func (lessons) Follows() []journal.Follow {
	return []journal.Follow{journal.When(inviteToLesson), journal.When(tellOfMove), journal.When(tellItIsOff), journal.When(lessonsOver)}
}

// inviteToLesson asks everybody who was invited and was not asked for this day before.
func inviteToLesson(q journal.Query, m journal.Meta, e training.InvitedEvent) (out []any, err error) {
	s, found, err := training.Sessions.Get(q.Tx, q.Facility, e.Session)
	if err != nil || !found {
		return nil, err
	}
	said, err := saidOfLesson(q, e.Session)
	for i, w := range e.Workers {
		if rows := said[w]; !stands(rows, s.On) {
			out = append(out, wordsOf(s, ident.Derive(m.ID(), i), w, told(rows)))
		}
	}
	return out, err
}

// tellOfMove says to everybody who is invited what is different now: anew where nobody has
// sent the invitation yet, else as a change.
func tellOfMove(q journal.Query, m journal.Meta, e training.PlannedEvent) (out []any, err error) {
	if !e.Moved {
		return nil, nil
	}
	s, home, err := lessonOf(q, e.Session)
	if err != nil {
		return nil, err
	}
	said, err := saidOfLesson(q, e.Session)
	if err != nil {
		return nil, err
	}
	for i, w := range s.SeenBy {
		rows := said[w]
		out = append(out, unsaid(rows)...)
		if len(rows) > 0 && s.On >= q.Now.Day(home.Location()) {
			out = append(out, wordsOf(s, ident.Derive(m.ID(), i), w, told(rows)))
		}
	}
	return out, nil
}

// tellItIsOff says it to everybody who was told of it; to the others nothing is said at all.
func tellItIsOff(q journal.Query, m journal.Meta, e training.CancelledEvent) (out []any, err error) {
	s, home, err := lessonOf(q, e.Session)
	if err != nil {
		return nil, err
	}
	said, err := saidOfLesson(q, e.Session)
	if err != nil {
		return nil, err
	}
	for i, w := range s.SeenBy {
		rows := said[w]
		out = append(out, unsaid(rows)...)
		if told(rows) && s.On >= q.Now.Day(home.Location()) {
			out = append(out, messaging.Queue(messaging.Message{ID: ident.Derive(m.ID(), i), To: w, Kind: lessonOff, Params: map[string]string{untilOn: s.On, whereLesson: string(s.ID)}}))
		}
	}
	return out, nil
}

// mostOver is how many words a night takes away at most.
const mostOver = 200

// lessonsOver stops, each midnight, the words of sessions whose day is over.
func lessonsOver(q journal.Query, _ journal.Meta, _ journal.DayClosed) (out []any, err error) {
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND state = $2 AND kind IN ($3, $4, $5, $6, $7) ORDER BY created_at, id LIMIT 200",
		q.Facility, messaging.Waiting, lessonAhead, lessonAheadAt, lessonMoved, lessonMovedAt, lessonOff)
	for _, r := range rows {
		if r.Params[untilOn] < q.Now.Day(home.Location()) && len(out) < mostOver {
			out = append(out, messaging.Stop(r.ID, messaging.StoppedOver))
		}
	}
	return out, err
}

func lessonOf(q journal.Query, id ident.ID) (s training.Session, home registry.Facility, err error) {
	if home, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return s, home, err
	}
	s, _, err = training.Sessions.Get(q.Tx, q.Facility, id)
	return s, home, err
}

// saidOfLesson is what was or is to be said of a session, by whom it is to.
func saidOfLesson(q journal.Query, session ident.ID) (map[ident.ID][]messaging.Row, error) {
	rows, err := messaging.Messages.Where(q.Tx, `facility_id = $1 AND person IN (SELECT worker FROM training_place WHERE facility_id = $1 AND session = $2)
		AND kind IN ($3, $4, $5, $6) AND params LIKE $7 ORDER BY created_at, id`, q.Facility, session, lessonAhead, lessonAheadAt, lessonMoved, lessonMovedAt, `%"`+string(session)+`"%`)
	out := map[ident.ID][]messaging.Row{}
	for _, r := range rows {
		out[r.Person] = append(out[r.Person], r)
	}
	return out, err
}

// stands reports whether somebody is told, or is about to be, of a session on its day.
func stands(rows []messaging.Row, on string) bool {
	for _, r := range rows {
		if r.State != messaging.Skipped && r.Params[untilOn] == on {
			return true
		}
	}
	return false
}

// told reports whether anything of it was said.
func told(rows []messaging.Row) bool {
	for _, r := range rows {
		if r.State == messaging.Sent || r.State == messaging.Called {
			return true
		}
	}
	return false
}

// unsaid stops what waits of it.
func unsaid(rows []messaging.Row) (out []any) {
	for _, r := range rows {
		if r.State == messaging.Waiting {
			out = append(out, messaging.Stop(r.ID, messaging.StoppedOver))
		}
	}
	return out
}

// wordsOf invites somebody to a session as it stands, or says that it stands otherwise than
// they were told.
func wordsOf(s training.Session, id, to ident.ID, again bool) any {
	plain, at := lessonAhead, lessonAheadAt
	if again {
		plain, at = lessonMoved, lessonMovedAt
	}
	m := messaging.Message{ID: id, To: to, Kind: plain, Params: map[string]string{untilOn: s.On, whereLesson: string(s.ID)}}
	if s.From != "" {
		m.Kind, m.Params["from"] = at, strings.Replace(s.From, ":", ".", 1)
	}
	return messaging.Queue(m)
}
