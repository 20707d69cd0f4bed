package workforce

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Listed is one certificate in the list of all.
type Listed struct {
	ID         ident.ID `json:"id"`
	Worker     ident.ID `json:"worker"`
	WorkerName string   `json:"worker_name"`
	// WorkerState is active or suspended.
	WorkerState string `json:"worker_state"`
	CertificateView
	// DaysLeft counts to the last valid day, which is 0; negative: past.
	DaysLeft int64 `json:"days_left"`
}

// AllCertificates lists every certificate that was ever given, on a civil day: what is
// valid first and among that what ends soonest, then what is over, the newest first.
func AllCertificates(q journal.Query, today string) ([]Listed, error) {
	rows, err := Certificates.Where(q.Tx, "facility_id = $1 ORDER BY valid_to, id", q.Facility)
	if err != nil {
		return nil, err
	}
	names, states := map[ident.ID]string{}, map[ident.ID]string{}
	out := []Listed{}
	for _, c := range rows {
		if _, known := names[c.Worker]; !known {
			w, _, err := Workers.Get(q.Tx, q.Facility, c.Worker)
			if err != nil {
				return nil, err
			}
			if names[c.Worker], err = Name(q, c.Worker); err != nil {
				return nil, err
			}
			states[c.Worker] = w.State
		}
		v, err := c.view(q, today)
		if err != nil {
			return nil, err
		}
		out = append(out, Listed{c.ID, c.Worker, names[c.Worker], states[c.Worker], v, DaysTo(today, c.ValidTo)})
	}
	slices.SortStableFunc(out, func(a, b Listed) int {
		if over := cmp.Compare(a.over(), b.over()); over != 0 || a.over() == 0 {
			return cmp.Or(over, cmp.Compare(a.ValidTo, b.ValidTo))
		}
		return cmp.Compare(b.ValidTo, a.ValidTo)
	})
	return out, nil
}

// over is 0 while it counts or will, 1 afterwards.
func (l Listed) over() int {
	if l.State == "valid" || l.State == "coming" {
		return 0
	}
	return 1
}

// Assignment is what a letter of appointment says.
type Assignment struct {
	Name   string
	Letter AppointmentView
	// Certificate is the one that counts on that day.
	Certificate CertificateView
	// Head is the name of who is head that day; empty where nobody is.
	Head string
}

// AssignmentOf reads the newest letter of a worker; false: there is none.
func AssignmentOf(q journal.Query, worker ident.ID, today string) (a Assignment, found bool, err error) {
	v := WorkerView{ID: worker}
	if err = v.papers(q, today); err != nil || v.Appointment.Number == "" {
		return a, false, err
	}
	a.Letter, a.Certificate = v.Appointment, v.Certificate
	if a.Name, err = Name(q, worker); err != nil {
		return a, false, err
	}
	heads, err := HeadsOn(q)
	if err == nil && len(heads) > 0 {
		a.Head, err = Name(q, heads[0])
	}
	return a, true, err
}
