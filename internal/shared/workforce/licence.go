package workforce

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetLicence writes down the number under which a health worker may practise (SIP, or
// the STR where there is none): verb workforce.set_licence. An empty one takes it away.
type SetLicence struct {
	Worker ident.ID `json:"worker"`
	Number string   `json:"number" max:"40"`
}

// Subject is the worker.
func (b SetLicence) Subject() ident.ID { return b.Worker }

// Check wants a number that can be one, or none.
func (b SetLicence) Check() *fault.Error {
	if b.Number != "" && !numberForm.MatchString(b.Number) {
		return fault.BadField("workforce.bad_licence", "number")
	}
	return nil
}

// LicenceSet is the event of a licence number, sealed; none stands where it was taken
// away.
type LicenceSet struct {
	Worker  ident.ID    `json:"worker"`
	Licence journal.Ref `json:"licence,omitzero"`
	By      ident.ID    `json:"by,omitempty"`
}

// licence is the sealed form of a licence number.
type licence struct {
	Number string `json:"number"`
}

// practising is a worker with whether they are of a profession that has a licence.
type practising struct {
	staff
	heals bool
}

func loadPractising(q journal.Query) (p practising, err error) {
	if p.staff, err = loadStaff(q); err != nil {
		return p, err
	}
	p.heals, err = Heals(q, p.ID)
	return p, err
}

func (w practising) setLicence(s journal.Said[SetLicence]) journal.Answer {
	if !w.heals {
		return journal.Refuse("workforce.no_health_worker").On("worker")
	}
	e := LicenceSet{Worker: w.ID, By: s.By.Worker}
	if s.Body.Number != "" {
		e.Licence = s.Seal("worker_licence", s.ID, 1, licence{s.Body.Number})
	}
	return journal.Accept(e)
}

// healing are the roles of those who practise under a licence.
var healing = []access.Role{access.Doctor, access.Nurse, access.Midwife}

// Heals reports whether a worker is a doctor, a nurse or a midwife: by what they were
// taken in as, or by a role of today.
func Heals(q journal.Query, worker ident.ID) (bool, error) {
	w, found, err := Workers.Get(q.Tx, q.Facility, worker)
	if err != nil || !found {
		return false, err
	}
	if slices.ContainsFunc(healing, func(r access.Role) bool { return w.Is(string(r)) }) {
		return true, nil
	}
	zone, err := zoneOf(q)
	if err != nil {
		return false, err
	}
	grants, err := RolesOf(q, "", worker)
	return slices.ContainsFunc(grants, func(g Grant) bool { return slices.Contains(healing, g.Role) && g.On(q.Now.Day(zone)) }), err
}

func applyLicence(tx *store.Tx, m journal.Meta, e LicenceSet) error {
	w, found, err := Workers.Get(tx, m.Facility, e.Worker)
	if err != nil || !found {
		return err
	}
	w.Licence = e.Licence
	return Workers.Put(tx, w)
}

// LicenceOf is the number under which a worker practises; empty: none is written down.
func LicenceOf(q journal.Query, worker ident.ID) (string, error) {
	w, found, err := Workers.Get(q.Tx, q.Facility, worker)
	if err != nil || !found || w.Licence.IsZero() {
		return "", err
	}
	var l licence
	_, err = q.Open(w.Licence, &l)
	return l.Number, err
}
