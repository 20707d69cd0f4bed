package supportgroup

import (
	"strings"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// The kinds of words that go out to members; the catalogue has them as message.<kind>. None
// says how anybody does, names a child or congratulates.
const (
	// MeetingAhead: her group meets; MeetingAheadAt: the hour is known too.
	MeetingAhead   = "group_meeting"
	MeetingAheadAt = "group_meeting_at"
	// MeetingOff: it does not meet, and she had been reminded.
	MeetingOff = "group_meeting_off"
	// CheckAhead: her cadre asks after her this month; twins have one.
	CheckAhead = "group_check"
)

// MeetingRemindedEvent is the event of a meeting of which its members are reminded, for
// the day it was planned on then.
type MeetingRemindedEvent struct {
	Meeting ident.ID `json:"meeting"`
	On      string   `json:"on"`
}

// CheckRemindedEvent is the event of a member who is reminded of the month's check. Month
// is the month of life of her children, 0 to 5.
type CheckRemindedEvent struct {
	Member ident.ID `json:"member"`
	Month  int64    `json:"month"`
}

func applyMeetingReminded(tx *store.Tx, m journal.Meta, e MeetingRemindedEvent) error {
	g, found, err := Meetings.Get(tx, m.Facility, e.Meeting)
	if err != nil || !found {
		return err
	}
	g.RemindedFor = e.On
	return Meetings.Put(tx, g)
}

func applyCheckReminded(tx *store.Tx, m journal.Meta, e CheckRemindedEvent) error {
	return member(tx, m, e.Member, func(r *Member) { r.RemindedMonth = e.Month })
}

// mostReminded is how many meetings one part of a day's work takes.
const mostReminded = 4

// remind is what is said to members on this day, and what need not be said any more.
func (b book) remind() (out []any, more bool, err error) {
	if out, err = b.stale(); err != nil {
		return nil, false, err
	}
	ahead, err := Meetings.Where(b.q.Tx, "facility_id = $1 AND state = $2 AND on_day >= $3 AND on_day <= $4 AND reminded_for <> on_day ORDER BY on_day, id LIMIT 4",
		b.q.Facility, Planned, b.today, later(b.today, b.set.RemindDays))
	if err != nil {
		return nil, false, err
	}
	for _, m := range ahead {
		said, err := b.meeting(m)
		if err != nil {
			return nil, false, err
		}
		out = append(append(out, MeetingRemindedEvent{m.ID, m.On}), said...)
	}
	checks, err := b.checks()
	return append(out, checks...), len(ahead) == mostReminded || len(checks) >= mostTurned, err
}

// stale stops the words that nobody has sent and whose day is over.
func (b book) stale() (out []any, err error) {
	rows, err := messaging.Messages.Where(b.q.Tx, "facility_id = $1 AND state = 'waiting' AND kind IN ($2, $3, $4) ORDER BY created_at, id LIMIT 200",
		b.q.Facility, MeetingAhead, MeetingAheadAt, CheckAhead)
	for _, r := range rows {
		if until := r.Params["until_on"]; until < b.today && len(out) < mostTurned {
			out = append(out, messaging.Stop(r.ID, messaging.StoppedOver))
		}
	}
	return out, err
}

// meeting is the words about one to every member who can be told by phone: who has none is
// told by the cadre, whose list says so.
func (b book) meeting(m Meeting) (out []any, err error) {
	g, err := groupOf(b.q, m.Group)
	if err != nil {
		return nil, err
	}
	rows, err := Members.Where(b.q.Tx, "facility_id = $1 AND grp = $2 AND state = $3 ORDER BY id", b.q.Facility, m.Group, Joined)
	if err != nil {
		return nil, err
	}
	kind, params := MeetingAhead, map[string]string{"until_on": m.On, "meeting": string(m.ID)}
	if m.From != "" {
		kind, params["from"] = MeetingAheadAt, strings.Replace(m.From, ":", ".", 1)
	}
	for _, r := range rows {
		id := ident.Named("group meeting ahead " + string(b.q.Facility) + string(m.ID) + m.On + string(r.ID))
		said, err := b.write(id, r, g.Leader, kind, params)
		if err != nil {
			return nil, err
		}
		out = append(out, said...)
	}
	return out, nil
}

// write queues words to a member; nothing where they were queued before, where nobody
// should be asked now, or where she has no phone.
func (b book) write(id ident.ID, r Member, by ident.ID, kind string, params map[string]string) ([]any, error) {
	_, queued, err := messaging.Messages.Get(b.q.Tx, b.q.Facility, id)
	if err != nil || queued {
		return nil, err
	}
	f, found, err := factsOf(b.q, r.Mother, r.Babies, b.today)
	if err != nil || !found || !f.suits() || !f.home() {
		return nil, err
	}
	_, d, _, err := registry.OpenCanonical(b.q, r.Mother)
	if err != nil || d.Phone == "" {
		return nil, err
	}
	page, err := pageOf(b.q, r)
	return []any{messaging.Queue(messaging.Message{ID: id, To: f.mother, Kind: kind, Link: page, Worker: by, Params: params})}, err
}

// pageOf is the page that a member has already, or none.
func pageOf(q journal.Query, m Member) (page ident.ID, err error) {
	pages, err := link.OfSubject(q.Tx, q.Facility, m.ID)
	for _, l := range pages {
		if l.Open(q.Now) && l.Person == m.Mother {
			page = l.ID
		}
	}
	return page, err
}

// checks reminds members whose month has run for a while without anybody having asked:
// once a month, for all children of one birth.
func (b book) checks() (out []any, err error) {
	rows, err := Members.Where(b.q.Tx, "facility_id = $1 AND state = $2 AND born > $3 AND reminded_month < $4 ORDER BY born, id", b.q.Facility, Joined, later(b.today, -190), sixMonths-1)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		month := age.Months(r.Born, b.today)
		if month == age.Unknown || month >= sixMonths || int64(month) <= r.RemindedMonth || b.today < later(age.Reached(r.Born, month), b.set.CheckDays) {
			continue
		}
		said, err := b.check(r, month)
		if err != nil {
			return nil, err
		}
		if out = append(out, said...); len(out) >= mostTurned {
			break
		}
	}
	return out, nil
}

func (b book) check(r Member, month int) ([]any, error) {
	due := false
	for _, baby := range r.Babies {
		s, err := health.StandingOf(b.q, baby)
		if err != nil {
			return nil, err
		}
		due = due || s.Months[month].State == health.Unknown
	}
	if !due {
		return nil, nil
	}
	g, _, err := Groups.Get(b.q.Tx, b.q.Facility, r.Group)
	if err != nil {
		return nil, err
	}
	id := ident.Named("group check " + string(b.q.Facility) + string(r.ID) + age.Reached(r.Born, month))
	params := map[string]string{"until_on": later(age.Reached(r.Born, month+1), -1)}
	said, err := b.write(id, r, g.Leader, CheckAhead, params)
	if err != nil || len(said) == 0 {
		return nil, err
	}
	return append([]any{CheckRemindedEvent{r.ID, int64(month)}}, said...), nil
}

// remindedOf are the words about a meeting as it stands now: waiting, or sent.
func remindedOf(q journal.Query, m Meeting) ([]messaging.Row, error) {
	if m.State != Planned || m.RemindedFor == "" {
		return nil, nil
	}
	rows, err := messaging.Messages.Where(q.Tx, `facility_id = $1 AND person IN (SELECT mother FROM group_member WHERE facility_id = $1 AND grp = $2)
		AND kind IN ($3, $4) AND params LIKE $5 ORDER BY created_at, id`, q.Facility, m.Group, MeetingAhead, MeetingAheadAt, `%"`+string(m.ID)+`"%`)
	return rows, err
}

// unsay stops what still waits of a meeting that is not to be on its day. Who has been
// told already is told that it is off, when off says so.
func unsay(rows []messaging.Row, on string, off func(n int) ident.ID) (out []any) {
	for i, r := range rows {
		switch {
		case r.Params["until_on"] != on:
		case r.State == messaging.Waiting:
			out = append(out, messaging.Stop(r.ID, messaging.StoppedOver))
		case off != nil && (r.State == messaging.Sent || r.State == messaging.Called):
			out = append(out, messaging.Queue(messaging.Message{ID: off(i), To: r.Person, Kind: MeetingOff, Worker: r.Worker, Params: map[string]string{"until_on": on}}))
		}
	}
	return out
}
