package workforce

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Certify is the command that records a course passed. Days are YYYY-MM-DD,
// both included: training without an end would never be looked at again.
type Certify struct {
	Worker    ident.ID `json:"worker"`
	Course    string   `json:"course"`
	Number    string   `json:"number"`
	ValidFrom string   `json:"valid_from"`
	ValidTo   string   `json:"valid_to"`
	// Assessor is the worker who examined, AssessorName somebody from outside who did.
	Assessor     ident.ID `json:"assessor,omitempty"`
	AssessorName string   `json:"assessor_name,omitempty" max:"80"`
	// Score is what was reached, 0 to 100; nil where the course gives none.
	Score *int64 `json:"score,omitempty"`
}

// WithdrawCertificate is the command that takes back the certificates of a course.
type WithdrawCertificate struct {
	Worker ident.ID `json:"worker"`
	Course string   `json:"course"`
	Reason string   `json:"reason" max:"500"`
}

// Appoint is the command that records a letter of appointment.
type Appoint struct {
	Worker    ident.ID `json:"worker"`
	Number    string   `json:"number"`
	ValidFrom string   `json:"valid_from"`
	ValidTo   string   `json:"valid_to"`
}

// Subject is the worker.
func (b Certify) Subject() ident.ID { return b.Worker }

// Subject is the worker.
func (b WithdrawCertificate) Subject() ident.ID { return b.Worker }

// Subject is the worker.
func (b Appoint) Subject() ident.ID { return b.Worker }

// Check wants a course, a number, days in order, one assessor and a score of 100.
func (b Certify) Check() *fault.Error {
	switch {
	case !wordForm.MatchString(b.Course):
		return fault.BadField("workforce.bad_course", "course")
	case b.Assessor != "" && b.AssessorName != "":
		return fault.BadField("workforce.two_assessors", "assessor")
	case b.Score != nil && (*b.Score < 0 || *b.Score > 100):
		return fault.BadField("workforce.bad_score", "score")
	}
	return checkTerm(b.Number, b.ValidFrom, b.ValidTo)
}

// Check wants a course and a reason.
func (b WithdrawCertificate) Check() *fault.Error {
	if !wordForm.MatchString(b.Course) {
		return fault.BadField("workforce.bad_course", "course")
	}
	return wantReason(b.Reason)
}

// Check wants a number and days in order.
func (b Appoint) Check() *fault.Error { return checkTerm(b.Number, b.ValidFrom, b.ValidTo) }

func checkTerm(number, from, to string) *fault.Error {
	switch {
	case !numberForm.MatchString(number):
		return fault.BadField("workforce.bad_number", "number")
	case !civilDay(from):
		return fault.BadField("workforce.bad_day", "valid_from")
	case !civilDay(to) || to < from:
		return fault.BadField("workforce.bad_day", "valid_to")
	}
	return nil
}

// Certified is the event of a course passed. Outside is the sealed name of an
// assessor who does not work here.
type Certified struct {
	ID        ident.ID    `json:"id"`
	Worker    ident.ID    `json:"worker"`
	Course    string      `json:"course"`
	Number    string      `json:"number"`
	ValidFrom string      `json:"valid_from"`
	ValidTo   string      `json:"valid_to"`
	Assessor  ident.ID    `json:"assessor,omitempty"`
	Outside   journal.Ref `json:"outside,omitzero"`
	Score     *int64      `json:"score,omitempty"`
	// Year and N are its place in the register; 0 in what was logged before there was one.
	Year int64 `json:"year,omitempty"`
	N    int64 `json:"n,omitempty"`
}

// CertificateWithdrawn is the event of certificates taken back, By whom.
type CertificateWithdrawn struct {
	Worker ident.ID    `json:"worker"`
	Course string      `json:"course"`
	Reason journal.Ref `json:"reason"`
	By     ident.ID    `json:"by,omitempty"`
}

// Appointed is the event of a letter of appointment.
type Appointed struct {
	ID        ident.ID `json:"id"`
	Worker    ident.ID `json:"worker"`
	Number    string   `json:"number"`
	ValidFrom string   `json:"valid_from"`
	ValidTo   string   `json:"valid_to"`
}

func (w staff) certify(s journal.Said[Certify]) journal.Answer {
	b := s.Body
	switch {
	case s.By.Worker == w.ID:
		return journal.Refuse("workforce.own_certificate")
	case b.Assessor == w.ID:
		return journal.Refuse("workforce.own_assessor").On("assessor")
	case b.Assessor != "" && !w.assessor:
		return journal.Refuse("workforce.unknown_worker").On("assessor")
	}
	e := Certified{ID: s.NewID(0), Worker: w.ID, Course: b.Course, Number: b.Number, ValidFrom: b.ValidFrom, ValidTo: b.ValidTo,
		Assessor: b.Assessor, Score: b.Score, Year: w.register.Year, N: w.register.Last + 1}
	if b.AssessorName != "" {
		e.Outside = s.Seal("assessor", e.ID, 1, outsider{b.AssessorName})
	}
	return journal.Accept(e)
}

// outsider is the sealed name of an assessor from outside.
type outsider struct {
	Name string `json:"name"`
}

// loadCertifying reads the worker and whether the assessor works here.
func loadCertifying(q journal.Query) (staff, error) {
	w, err := loadStaff(q)
	if b := q.Body.(Certify); err == nil && b.Assessor != "" {
		_, w.assessor, err = Workers.Get(q.Tx, q.Facility, b.Assessor)
	}
	if err == nil {
		w.register, err = ReadRegister(q)
	}
	return w, err
}

func (w staff) withdraw(s journal.Said[WithdrawCertificate]) journal.Answer {
	for _, c := range w.certificates {
		if c.Course == s.Body.Course && c.WithdrawnAt.IsZero() {
			return journal.Accept(CertificateWithdrawn{w.ID, c.Course, sealReason(s, s.Body.Reason), s.By.Worker})
		}
	}
	return journal.Refuse("workforce.no_certificate")
}

func (w staff) appoint(s journal.Said[Appoint]) journal.Answer {
	b := s.Body
	return journal.Accept(Appointed{s.NewID(0), w.ID, b.Number, b.ValidFrom, b.ValidTo})
}

func applyCertified(tx *store.Tx, m journal.Meta, e Certified) error {
	c := Certificate{Facility: m.Facility, ID: e.ID, Worker: e.Worker, Course: e.Course, Number: e.Number, ValidFrom: e.ValidFrom,
		ValidTo: e.ValidTo, Assessor: e.Assessor, Outside: e.Outside, Score: NoScore, Year: e.Year, N: e.N}
	if e.Score != nil {
		c.Score = *e.Score
	}
	if err := Certificates.Put(tx, c); err != nil {
		return err
	}
	return touch(tx, m.Facility, e.Worker)
}

func applyWithdrawn(tx *store.Tx, m journal.Meta, e CertificateWithdrawn) error {
	all, err := Certificates.Where(tx, "facility_id = $1 AND worker = $2 AND course = $3 AND withdrawn_at = 0 ORDER BY id", m.Facility, e.Worker, e.Course)
	if err != nil {
		return err
	}
	for _, c := range all {
		c.WithdrawnAt = max(m.RecordedAt, instant.Instant(1))
		c.WithdrawnBy, c.WithdrawnWhy = e.By, e.Reason
		c.Appeal, c.AppealedAt, c.AppealedBy, c.AppealWords = "", 0, "", journal.Ref{}
		c.SettledAt, c.SettledBy, c.SettledWords = 0, "", journal.Ref{}
		if err := Certificates.Put(tx, c); err != nil {
			return err
		}
	}
	return touch(tx, m.Facility, e.Worker)
}

func applyAppointed(tx *store.Tx, m journal.Meta, e Appointed) error {
	if err := Appointments.Put(tx, Appointment{m.Facility, e.ID, e.Worker, e.Number, e.ValidFrom, e.ValidTo}); err != nil {
		return err
	}
	return touch(tx, m.Facility, e.Worker)
}
