package workforce

import (
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

func (w staff) setLicence(s journal.Said[SetLicence]) journal.Answer {
	if !w.heals() {
		return journal.Refuse("workforce.no_health_worker").On("worker")
	}
	e := LicenceSet{Worker: w.ID, By: s.By.Worker}
	if s.Body.Number != "" {
		e.Licence = s.Seal("worker_licence", s.ID, 1, licence{s.Body.Number})
	}
	return journal.Accept(e)
}

// heals reports whether the worker is of a profession that practises under a licence.
func (w Worker) heals() bool { return w.Is("doctor") || w.Is("nurse") || w.Is("midwife") }

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
