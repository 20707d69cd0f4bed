package training

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// record is what a worker has to show for a course.
type record struct {
	worker ident.ID
	here   bool // they are a worker
	today  string
	parts  int64 // within how many days the parts are to be
	// pack is the course as it is taught now; no code: it is not taught any more.
	pack         Pack
	certificates []workforce.Certificate
	attempts     []Attempt // passed ones, the latest first
	attended     []Place
}

func readRecord(q journal.Query, b book, worker ident.ID, course string) (r record, err error) {
	r = record{worker: worker, today: b.today, parts: b.set.PartsDays}
	r.pack, _ = b.set.Courses.Find(course)
	if _, r.here, err = workforce.Workers.Get(q.Tx, q.Facility, worker); err != nil || !r.here {
		return r, err
	}
	if r.certificates, err = workforce.Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2 AND course = $3 ORDER BY valid_to, id", q.Facility, worker, course); err != nil {
		return r, err
	}
	if r.attempts, err = Attempts.Where(q.Tx, "facility_id = $1 AND worker = $2 AND course = $3 AND passed ORDER BY at DESC, id", q.Facility, worker, course); err != nil {
		return r, err
	}
	r.attended, err = Places.Where(q.Tx, "facility_id = $1 AND worker = $2 AND course = $3 AND attended_at > 0 ORDER BY attended_at, id", q.Facility, worker, course)
	return r, err
}

// standing is the certificate that lasts longest of those that were not withdrawn.
func (r record) standing() (c workforce.Certificate, found bool) {
	for _, one := range r.certificates {
		if one.WithdrawnAt.IsZero() && one.ValidTo >= c.ValidTo {
			c, found = one, true
		}
	}
	return c, found
}

// withdrawn is when a certificate was last taken back; zero: never.
func (r record) withdrawn() (at instant.Instant) {
	for _, c := range r.certificates {
		at = max(at, c.WithdrawnAt)
	}
	return at
}

// from is the first civil day whose checks count: those of an old assessment do not, nor
// those made before a renewal may be.
func (r record) from() string {
	day := later(r.today, -r.parts)
	if c, found := r.standing(); found {
		day = max(day, later(c.ValidTo, -r.pack.RenewDays))
	}
	return day
}

// latest is the newest passed attempt of some kinds that counts.
func (r record) latest(kinds ...string) (a Attempt, found bool) {
	from, after := r.from(), r.withdrawn()
	for _, kind := range kinds {
		for _, one := range r.attempts {
			if one.Kind == kind && one.Passed && one.On >= from && one.At > after && (!found || one.At > a.At) {
				a, found = one, true
			}
		}
	}
	return a, found
}

// came reports whether the worker was at a session of the course since it was last taken
// back from them. A renewal asks for no other.
func (r record) came() bool {
	for _, p := range r.attended {
		if p.AttendedAt > r.withdrawn() {
			return true
		}
	}
	return false
}

// Missing names what a worker still has to do for a certificate: session, knowledge,
// practical; "early" where it is too soon for a renewal; none: it is due.
func (r record) missing() (out []string) {
	if r.pack.Code == "" {
		return []string{"course"}
	}
	if c, found := r.standing(); found && r.today < later(c.ValidTo, -r.pack.RenewDays) {
		return []string{"early"}
	}
	if r.pack.Attend && !r.came() {
		out = append(out, "session")
	}
	if _, knows := r.latest(Knowledge, Oral); r.pack.Asked > 0 && !knows {
		out = append(out, "knowledge")
	}
	if _, can := r.latest(Practical); len(r.pack.Practical) > 0 && !can {
		out = append(out, "practical")
	}
	return out
}

// award makes the i-th certificate of a command, where everything is there that the course
// asks for; false: something is missing. What is left of the old one is added to it.
func (r record) award(register workforce.Register, id ident.ID, i int64) (e workforce.Certified, due bool) {
	if len(r.missing()) > 0 {
		return e, false
	}
	start := r.today
	if c, found := r.standing(); found {
		start = max(start, c.ValidTo)
	}
	p := workforce.Passed{Worker: r.worker, Course: r.pack.Code, ValidFrom: r.today, ValidTo: later(start, r.pack.ValidDays)}
	known, knows := r.latest(Knowledge, Oral)
	if knows {
		p.Score = known.Score
	}
	if known.Kind == Oral {
		p.Assessor = known.By
	}
	if seen, can := r.latest(Practical); can {
		p.Score, p.Assessor = seen.Score, seen.By
	}
	return register.Award(id, i, p), true
}

// with is the record after one more check.
func (r record) with(a Attempt) record {
	r.attempts = append([]Attempt{a}, r.attempts...)
	return r
}

// at is the record after one more session.
func (r record) at(p Place) record {
	r.attended = append([]Place{p}, r.attended...)
	return r
}
