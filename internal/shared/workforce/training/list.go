package training

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// SessionList is the sessions between two days, the next first.
type SessionList struct {
	From     string        `json:"from"`
	To       string        `json:"to"`
	Sessions []SessionView `json:"sessions"`
}

// mostSessions is how many a list has at most.
const mostSessions = 200

// SessionsOf lists the sessions between two civil days, both included; empty: from a month
// ago to a year ahead. With a worker only those they hold or have a place at.
func SessionsOf(q journal.Query, from, to string, worker ident.ID) (out SessionList, err error) {
	b, err := read(q)
	if err != nil {
		return out, err
	}
	out = SessionList{From: from, To: to, Sessions: []SessionView{}}
	if !isDay(from) {
		out.From = later(b.today, -31)
	}
	if !isDay(to) {
		out.To = later(b.today, reach)
	}
	rows, err := Sessions.Where(q.Tx, "facility_id = $1 AND on_day >= $2 AND on_day <= $3 ORDER BY on_day, from_hour, id", q.Facility, out.From, out.To)
	if err != nil {
		return out, err
	}
	for _, s := range rows {
		if len(out.Sessions) == mostSessions || worker != "" && s.Trainer != worker && !slices.Contains(s.SeenBy, worker) {
			continue
		}
		v, err := sessionView(q, s)
		if err != nil {
			return out, err
		}
		out.Sessions = append(out.Sessions, v)
	}
	return out, nil
}

// SessionPage is a session with who has a place and how they did. Code is what its QR
// holds, for who holds it; empty for everybody else. QR is its picture, a PNG as a data
// address, so that it stands there without signal as well: the door draws it.
type SessionPage struct {
	SessionView
	Code     string        `json:"code,omitempty"`
	QR       string        `json:"qr,omitempty"`
	People   []PlaceView   `json:"people"`
	Attempts []AttemptView `json:"attempts"`
}

// SessionOf reads one. With a worker it is theirs to see: absent where they have no place,
// and of the others nothing.
func SessionOf(q journal.Query, id, worker ident.ID) (out SessionPage, err error) {
	s, found, err := Sessions.Get(q.Tx, q.Facility, id)
	if err == nil && (!found || worker != "" && s.Trainer != worker && !slices.Contains(s.SeenBy, worker)) {
		err = fault.Absent()
	}
	if err != nil {
		return out, err
	}
	out = SessionPage{People: []PlaceView{}, Attempts: []AttemptView{}}
	if out.SessionView, err = sessionView(q, s); err != nil {
		return out, err
	}
	if worker == "" || worker == s.Trainer {
		out.Code = Code(q.Keys, q.Facility, s.ID)
	}
	for _, w := range s.SeenBy {
		if worker != "" && worker != w && worker != s.Trainer {
			continue
		}
		if err = out.person(q, s.ID, w); err != nil {
			return out, err
		}
	}
	return out, nil
}

// person adds a worker's place and their checks at a session.
func (p *SessionPage) person(q journal.Query, session, worker ident.ID) error {
	place, _, err := Places.Get(q.Tx, q.Facility, placeID(q.Facility, session, worker))
	if err != nil {
		return err
	}
	v, err := placeView(q, place)
	if err != nil {
		return err
	}
	p.People = append(p.People, v)
	checks, err := Attempts.Where(q.Tx, "facility_id = $1 AND worker = $2 AND session = $3 ORDER BY at, id", q.Facility, worker, session)
	for _, a := range checks {
		v, err := attemptView(q, a)
		if err != nil {
			return err
		}
		p.Attempts = append(p.Attempts, v)
	}
	return err
}

// Learned is where somebody stands in a course.
type Learned struct {
	Course string `json:"course"`
	Title  string `json:"title"`
	// Meant: it is a course for what they are.
	Meant bool `json:"meant"`
	// Read are the modules they have read, of so many.
	Read    []string `json:"read"`
	Modules int64    `json:"modules"`
	// Missing is what is left to do for a certificate: session, knowledge, practical; early:
	// they have one, and it is too soon for the next.
	Missing      []string                  `json:"missing"`
	Attempts     []AttemptView             `json:"attempts"`
	Certificates []workforce.CertificateOf `json:"certificates"`
}

// PersonPage is what somebody has learned, course by course.
type PersonPage struct {
	Worker ident.ID  `json:"worker"`
	Name   string    `json:"name"`
	Kinds  []string  `json:"kinds"`
	Today  string    `json:"today"`
	Pack   int64     `json:"version"`
	Course []Learned `json:"courses"`
}

// PersonOf reads what a worker has learned, in a language; absent where nobody works here
// under that id.
func PersonOf(q journal.Query, worker ident.ID, lang string) (out PersonPage, err error) {
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, worker)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return out, err
	}
	b, err := read(q)
	if err != nil {
		return out, err
	}
	out = PersonPage{Worker: worker, Kinds: w.Kinds, Today: b.today, Pack: b.version, Course: []Learned{}}
	if out.Name, err = workforce.Name(q, worker); err != nil {
		return out, err
	}
	certificates, err := workforce.CertificatesOf(q, worker)
	if err != nil {
		return out, err
	}
	for _, p := range b.set.Courses {
		l, err := learned(q, b, w, p, lang)
		if err != nil {
			return out, err
		}
		for _, c := range certificates {
			if c.Course == p.Code {
				l.Certificates = append(l.Certificates, c)
			}
		}
		out.Course = append(out.Course, l)
	}
	return out, nil
}

func learned(q journal.Query, b book, w workforce.Worker, p Pack, lang string) (l Learned, err error) {
	l = Learned{Course: p.Code, Title: p.Title.In(lang), Meant: slices.ContainsFunc(p.For, w.Is), Modules: int64(len(p.Modules)),
		Read: []string{}, Missing: []string{}, Attempts: []AttemptView{}, Certificates: []workforce.CertificateOf{}}
	r, err := readRecord(q, b, w.ID, p.Code)
	if err != nil {
		return l, err
	}
	l.Missing = append(l.Missing, r.missing()...)
	err = q.Each("SELECT module FROM training_progress WHERE facility_id = $1 AND worker = $2 AND course = $3 ORDER BY at, module", store.Args(q.Facility, w.ID, p.Code),
		func(scan func(...any) error) error {
			var module string
			err := scan(&module)
			l.Read = append(l.Read, module)
			return err
		})
	if err != nil {
		return l, err
	}
	all, err := Attempts.Where(q.Tx, "facility_id = $1 AND worker = $2 AND course = $3 ORDER BY at DESC, id", q.Facility, w.ID, p.Code)
	for _, a := range all {
		v, err := attemptView(q, a)
		if err != nil {
			return l, err
		}
		l.Attempts = append(l.Attempts, v)
	}
	return l, err
}
