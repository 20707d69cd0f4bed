package workforce

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// WorkerView is a worker as the faces know it.
type WorkerView struct {
	ID          ident.ID        `json:"id"`
	Name        string          `json:"name"`
	Kinds       []string        `json:"kinds"`
	Villages    []string        `json:"villages"`
	Phone       string          `json:"phone"`
	State       string          `json:"state"`
	Certificate CertificateView `json:"certificate"`
	Appointment AppointmentView `json:"appointment"`
	Shift       *ShiftView      `json:"shift"`
	// Today is what speaks for and against giving them milk to carry on this day: fit,
	// suspended, not_certified or not_appointed; empty for who is no courier.
	Today string `json:"today,omitempty"`
	OnJob bool   `json:"on_job"`
	// Licence is the number under which a health worker practises.
	Licence string `json:"licence,omitempty"`
}

// CertificateView is the certificate that counts: the valid one, else the newest.
// State is valid, lapsed, withdrawn, or none.
type CertificateView struct {
	Course    string `json:"course"`
	Number    string `json:"number"`
	ValidFrom string `json:"valid_from"`
	ValidTo   string `json:"valid_to"`
	State     string `json:"state"`
	// Assessor is the name of who examined; Score 0 to 100, nil where there is none.
	Assessor string `json:"assessor,omitempty"`
	Score    *int64 `json:"score,omitempty"`
}

// AppointmentView is the newest letter.
type AppointmentView struct {
	Number    string `json:"number"`
	ValidFrom string `json:"valid_from"`
	ValidTo   string `json:"valid_to"`
}

// ShiftView is the shift that runs, or today's.
type ShiftView struct {
	From instant.Instant `json:"from"`
	To   instant.Instant `json:"to"`
}

// PhoneView is a phone as the faces know it; State is waiting, active or blocked.
type PhoneView struct {
	ID         ident.ID        `json:"id"`
	Worker     ident.ID        `json:"worker"`
	WorkerName string          `json:"worker_name"`
	Label      string          `json:"label"`
	Kind       string          `json:"kind"`
	State      string          `json:"state"`
	Brand      string          `json:"brand,omitempty"`
	LastSeen   instant.Instant `json:"last_seen"`
	Battery    int64           `json:"battery"`
}

// AccountView is an account as the faces know it. State is active while a role
// is held or will be, else ended.
type AccountView struct {
	ID     ident.ID   `json:"id"`
	Worker ident.ID   `json:"worker,omitempty"`
	Name   string     `json:"name"`
	Roles  []RoleView `json:"roles"`
	State  string     `json:"state"`
}

// RoleView is a role with its days.
type RoleView struct {
	Role access.Role `json:"role"`
	From string      `json:"from"`
	To   string      `json:"to"`
}

// Shows are the views of the synced tables.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"worker": r.showWorker, "phone": r.showPhone, "staff_account": showAccountRow, "break_glass": showGlass,
		"day_head": journal.ShowDay}
}

func (r Room) showWorker(q journal.Query, id ident.ID) (any, bool, error) {
	w, found, err := Workers.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	_, person, _, err := registry.Open(q, id)
	if err != nil {
		return nil, false, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return nil, false, err
	}
	v := WorkerView{ID: id, Name: person.Name, Kinds: w.Kinds, Villages: w.Villages, Phone: person.Phone, State: w.State}
	if v.Licence, err = LicenceOf(q, id); err != nil {
		return nil, false, err
	}
	if err := v.papers(q, q.Now.Day(zone)); err != nil {
		return nil, false, err
	}
	if w.Is("courier") {
		f, err := Fit(q, id, MilkHandling, q.Now)
		if err != nil {
			return nil, false, err
		}
		v.Today = f.Word()
	}
	if r.OnJob != nil {
		v.OnJob, err = r.OnJob(q, id)
	}
	return v, true, err
}

// papers fills in what the worker may do, and when, on a civil day.
func (v *WorkerView) papers(q journal.Query, day string) error {
	all, err := Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY valid_to DESC, id", q.Facility, v.ID)
	if err != nil {
		return err
	}
	if v.Certificate, err = counted(q, all, day); err != nil {
		return err
	}
	letter, _, err := Appointments.First(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY valid_to DESC, id", q.Facility, v.ID)
	if err != nil {
		return err
	}
	v.Appointment = AppointmentView{letter.Number, letter.ValidFrom, letter.ValidTo}
	s, found, err := Shifts.First(q.Tx, "facility_id = $1 AND worker = $2 AND (day = $3 OR starts_at <= $4 AND ends_at > $5) ORDER BY starts_at",
		q.Facility, v.ID, day, q.Now, q.Now)
	if found {
		v.Shift = &ShiftView{s.Starts, s.Ends}
	}
	return err
}

// counted shows the certificate that counts on a day. Of somebody with several courses it
// is that of the milk, for that is what a door asks after.
func counted(q journal.Query, all []Certificate, day string) (CertificateView, error) {
	if len(all) == 0 {
		return CertificateView{State: "none"}, nil
	}
	if milk := Of(all, MilkHandling); len(milk) > 0 {
		all = milk
	}
	c := all[0]
	for _, each := range all {
		if each.On(day) {
			c = each
			break
		}
	}
	return c.view(q, day)
}

func (c Certificate) view(q journal.Query, day string) (v CertificateView, err error) {
	v = CertificateView{Course: c.Course, Number: c.Number, ValidFrom: c.ValidFrom, ValidTo: c.ValidTo, State: c.StateOn(day)}
	if c.Score != NoScore {
		v.Score = &c.Score
	}
	switch {
	case c.Assessor != "":
		v.Assessor, err = Name(q, c.Assessor)
	case !c.Outside.IsZero():
		var o outsider
		_, err = q.Open(c.Outside, &o)
		v.Assessor = o.Name
	}
	return v, err
}

// CertificateViewOf shows a certificate on a civil day.
func CertificateViewOf(q journal.Query, c Certificate, day string) (CertificateView, error) {
	return c.view(q, day)
}

// StateOn is valid, lapsed, withdrawn, or coming before its first day.
func (c Certificate) StateOn(day string) string {
	switch {
	case !c.WithdrawnAt.IsZero():
		return "withdrawn"
	case c.On(day):
		return "valid"
	case day < c.ValidFrom:
		return "coming"
	}
	return "lapsed"
}

func (r Room) showPhone(q journal.Query, id ident.ID) (any, bool, error) {
	p, found, err := Phones.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := PhoneView{ID: id, Worker: p.Worker, Kind: p.Kind, State: p.State, Brand: p.Brand}
	if v.WorkerName, err = Name(q, p.Worker); err != nil {
		return nil, false, err
	}
	if _, err := q.Open(p.Label, &v.Label); err != nil {
		return nil, false, err
	}
	if r.Seen != nil {
		v.LastSeen, v.Battery, err = r.Seen(q, id)
	}
	if v.State == PhoneWaiting && !v.LastSeen.IsZero() {
		v.State = "active"
	}
	return v, true, err
}

func showAccountRow(q journal.Query, id ident.ID) (any, bool, error) {
	a, found, err := Accounts.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := AccountView{ID: id, Worker: a.Worker, State: "ended"}
	if a.Worker != "" {
		if v.Name, err = Name(q, a.Worker); err != nil {
			return nil, false, err
		}
	}
	grants, err := RolesOf(q, id, a.Worker)
	for _, g := range grants {
		v.Roles, v.State = append(v.Roles, RoleView{g.Role, g.From, g.To}), Active
	}
	return v, true, err
}
