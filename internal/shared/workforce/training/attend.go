package training

import (
	"crypto/subtle"
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/shared/workforce"
)

// Attend tells who was at a session: verb training.attend. By qr it is who reads the code
// of the session, alone; by list who holds it names everybody, and Absent takes somebody
// out again.
type Attend struct {
	Session ident.ID   `json:"session"`
	Present []ident.ID `json:"present"`
	Absent  []ident.ID `json:"absent,omitempty"`
	How     string     `json:"how" max:"10"`
	Code    string     `json:"code,omitempty" max:"20"`
}

// Subject is the session.
func (b Attend) Subject() ident.ID { return b.Session }

// Check wants somebody, each once, and a way.
func (b Attend) Check() *fault.Error {
	all := slices.Concat(b.Present, b.Absent)
	once := slices.Compact(slices.Sorted(slices.Values(all)))
	switch {
	case len(all) == 0 || len(all) > mostPlaces || len(once) != len(all) || slices.Contains(all, ""):
		return fault.BadField("body.required", "present")
	case b.How != ByQR && b.How != ByList:
		return fault.BadField("body.unknown_word", "how")
	case b.How == ByQR && (len(b.Present) != 1 || len(b.Absent) > 0):
		return fault.BadField("training.own_code", "present")
	}
	return wantSession(b.Session)
}

// Code is what the code of a session holds: whoever reads it stands in front of it.
func Code(ring *keys.Ring, facility, session ident.ID) string {
	return ring.Token("training session", string(facility), string(session))[:codeLength]
}

// codeLength is 60 bits, for a code that counts on one day.
const codeLength = 12

// attendance is a session with those who are said to have been there.
type attendance struct {
	Session
	said     Attend
	by       ident.ID
	zone     *time.Location
	today    string
	code     string
	people   []record
	register workforce.Register
}

// Audiences are the desk and, of who reads the code, themselves.
func (a attendance) Audiences() []string {
	if a.said.How == ByQR && slices.Equal(a.said.Present, []ident.ID{a.by}) {
		return []string{"f", "w:" + string(a.by)}
	}
	return []string{"f"}
}

func loadAttendance(q journal.Query) (a attendance, err error) {
	a.said, a.by = q.Body.(Attend), q.By.Worker
	found := false
	if a.Session, found, err = Sessions.Get(q.Tx, q.Facility, q.Subject); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return a, err
	}
	b, err := read(q)
	if err != nil {
		return a, err
	}
	a.zone, a.today, a.code = b.zone, b.today, Code(q.Keys, q.Facility, a.ID)
	for _, w := range a.said.Present {
		r, err := readRecord(q, b, w, a.Course)
		if err != nil {
			return a, err
		}
		a.people = append(a.people, r)
	}
	a.register, err = workforce.ReadRegister(q)
	return a, err
}

// attend keeps who was there, whatever was planned: also at a session that was called off
// and held all the same.
func (a attendance) attend(s journal.Said[Attend]) journal.Answer {
	b := s.Body
	switch {
	case slices.ContainsFunc(a.people, func(r record) bool { return !r.here }):
		return journal.Refuse("workforce.unknown_worker").On("present")
	case a.On > a.today:
		return journal.Refuse("training.not_yet").On("session")
	case b.How == ByList && slices.Contains(b.Present, s.By.Worker):
		return journal.Refuse("training.own_list").On("present")
	case b.How == ByQR && b.Present[0] != s.By.Worker:
		return journal.Refuse("training.own_code").On("present")
	case b.How == ByQR && a.On != s.At.Day(a.zone):
		return journal.Refuse("training.code_over").On("code")
	case b.How == ByQR && subtle.ConstantTimeCompare([]byte(a.code), []byte(b.Code)) != 1:
		return journal.Refuse("training.wrong_code").On("code")
	}
	answer, given := journal.Accept(AttendedEvent{a.ID, b.Present, b.Absent, b.How, s.At, s.By.Worker}), int64(0)
	for i, r := range a.people {
		if e, due := r.at(Place{AttendedAt: s.At}).award(a.register, s.NewID(i), given); due {
			answer, given = answer.With(e), given+1
		}
	}
	return answer.Giving(map[string]int64{"certificates": given})
}
