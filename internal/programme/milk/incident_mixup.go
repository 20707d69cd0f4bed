package milk

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// Quarantined is the state of a bottle that nobody may be given: it stays in the
// hands it is in until it is brought back or poured away.
const Quarantined = "quarantined"

// ReportMixup tells that a bottle is, or was, where another family's belongs.
type ReportMixup struct {
	// Delivery is the one it was noticed at: of the home where the strange bottle
	// is, or, with Home, of the bottles that went to the wrong one.
	Delivery ident.ID `json:"delivery"`
	// Bottles that were scanned, Labels that were read off and typed.
	Bottles []ident.ID `json:"bottles,omitempty"`
	Labels  []string   `json:"labels,omitempty" max:"20"`
	// Home is the place where they are; only the staff can name one.
	Home ident.ID `json:"home,omitempty"`
	// Fed: a baby has drunk of it.
	Fed  bool   `json:"fed"`
	Note string `json:"note,omitempty" max:"1000"`
}

// Subject names the delivery.
func (b ReportMixup) Subject() ident.ID { return b.Delivery }

// Check wants a delivery.
func (b ReportMixup) Check() *fault.Error {
	if b.Delivery == "" {
		return fault.BadField("body.required", "delivery")
	}
	return nil
}

// QuarantinedEvent is bottles that nobody may be given.
type QuarantinedEvent struct {
	Delivery ident.ID        `json:"delivery"`
	Bottles  []ident.ID      `json:"bottles"`
	At       instant.Instant `json:"at"`
}

// family is one side of a mix-up: what of theirs it is about, and who is told.
type family struct {
	About, Reader ident.ID
	Village       string
}

// Mixup is a mix-up as far as it is known: whose milk, where it went.
type Mixup struct {
	At               Delivery // where it was noticed
	Whose            Delivery // whose bottles, when that is known
	Bottles          []ident.ID
	Source, Receiver family
	// Doctors are those on duty, else all; else whoever is head.
	Doctors []ident.ID
}

// Audiences are those of the delivery it was noticed at, with those who receive it.
func (m Mixup) Audiences() []string { return m.At.Audiences() }

// FormerAudiences are couriers who carried it before.
func (m Mixup) FormerAudiences() []string { return Run{Delivery: m.At}.FormerAudiences() }

func (r Room) loadMixup(q journal.Query) (Mixup, error) {
	b := q.Body.(ReportMixup)
	at, found, err := Deliveries.Get(q.Tx, q.Facility, b.Delivery)
	if err != nil {
		return Mixup{}, err
	}
	if !found {
		return Mixup{}, fault.Absent()
	}
	m := Mixup{At: at}
	if m.Whose, m.Bottles, err = strangeBottles(q, at, b); err != nil {
		return m, err
	}
	if err = m.sides(q, b); err != nil {
		return m, err
	}
	m.Doctors, err = doctorsNow(q)
	return m, err
}

// strangeBottles finds whose the bottles are: another delivery's first, else the
// one it was noticed at. Unknown labels are nobody's.
func strangeBottles(q journal.Query, at Delivery, b ReportMixup) (Delivery, []ident.ID, error) {
	var all []bottleID
	for _, id := range b.Bottles {
		row, found, err := bottleIDs.Get(q.Tx, q.Facility, id)
		if err != nil {
			return Delivery{}, nil, err
		}
		if found {
			all = append(all, row)
		}
	}
	for _, label := range b.Labels {
		row, found, err := bottleIDs.First(q.Tx, "facility_id = $1 AND label = $2 ORDER BY id DESC", q.Facility, label)
		if err != nil {
			return Delivery{}, nil, err
		}
		if found {
			all = append(all, row)
		}
	}
	var whose ident.ID
	for _, row := range all {
		if whose == "" || whose == at.ID && row.Delivery != at.ID {
			whose = row.Delivery
		}
	}
	var bottles []ident.ID
	for _, row := range all {
		if row.Delivery == whose {
			bottles = append(bottles, row.ID)
		}
	}
	d, _, err := Deliveries.Get(q.Tx, q.Facility, whose)
	return d, distinct(bottles), err
}

// sides says which family is which. Bottles of another delivery are strange where
// they were found; the delivery's own are strange in the home that the staff names.
func (m *Mixup) sides(q journal.Query, b ReportMixup) error {
	here := family{m.At.ID, m.At.Reader(), m.At.Village}
	home := b.Home
	if q.By.Worker == "" || home == m.At.Place {
		home = ""
	}
	switch {
	case m.Whose.ID != "" && m.Whose.ID != m.At.ID:
		m.Source, m.Receiver = family{m.Whose.ID, m.Whose.Reader(), m.Whose.Village}, here
	case home != "":
		if m.Whose.ID == "" {
			m.Whose = m.At
			m.Bottles = m.At.onBoard()
		}
		p, found, err := Places.Get(q.Tx, q.Facility, home)
		if err != nil {
			return err
		}
		m.Source = here
		if found {
			m.Receiver = family{p.ID, p.Reader(), p.Village}
		}
	case m.Whose.ID == m.At.ID:
		m.Source = here
	default:
		m.Receiver = here
	}
	return nil
}

// onBoard lists the bottles that a courier holds, the quarantined included.
func (d Delivery) onBoard() []ident.ID {
	var out []ident.ID
	for _, b := range d.Bottles {
		if b.State == "carried" || b.State == Quarantined {
			out = append(out, b.ID)
		}
	}
	return out
}

// doctorsNow are the doctors on duty, else all of them, else whoever is head.
func doctorsNow(q journal.Query) ([]ident.ID, error) {
	all, err := workforce.HoldersOn(q, access.Doctor, "")
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return workforce.HoldersOn(q, access.Head, "")
	}
	var on []ident.ID
	for _, w := range all {
		is, err := workforce.OnShift(q, w)
		if err != nil {
			return nil, err
		}
		if is {
			on = append(on, w)
		}
	}
	if len(on) == 0 {
		return all, nil
	}
	return on, nil
}

// Report stops the bottles, opens the case with a part for each family, and tells
// each family apart from the other. When a baby was fed a doctor is called at once,
// and it is the doctor who speaks to the families first: the message only says so.
func (m Mixup) Report(s journal.Said[ReportMixup]) journal.Answer {
	whole, kind, word := s.NewID(0), WrongHome, "milk_mixup_"
	if s.Body.Fed {
		kind = WrongBabyFed
	}
	events := []any{need.Open(need.Opening{Case: whole, Kind: kind, OpenedBy: s.By.Worker, Confidential: s.Body.Fed, What: need.Seal(s, whole, s.Body.Note), Cause: s.ID})}
	for i, side := range []struct {
		name string
		family
	}{{Source, m.Source}, {Receiver, m.Receiver}} {
		if side.Reader == "" {
			continue // not known yet whose
		}
		part, say := s.NewID(1+i), word+side.name
		if s.Body.Fed {
			say = "milk_doctor_calls"
		}
		events = append(events, need.Open(need.Opening{Case: part, Kind: kind + "_" + side.name, Subject: side.About, Person: side.Reader, Village: side.Village,
			Confidential: s.Body.Fed, Parent: whole, Side: side.name, Cause: s.ID}),
			messaging.Queue(messaging.Message{ID: s.NewID(10 + i), To: side.Reader, Kind: say}), need.Told{Case: part, Kind: say, Person: side.Reader})
	}
	if s.Body.Fed {
		for i, doctor := range m.Doctors {
			events = append(events, messaging.Queue(messaging.Message{ID: s.NewID(30 + i), To: doctor, Kind: "milk_doctor_needed"}), need.Told{Case: whole, Kind: "milk_doctor_needed", Person: doctor})
		}
	}
	answer := journal.Accept(events...).Giving(struct {
		Case ident.ID `json:"case"`
	}{whole})
	if len(m.Bottles) == 0 {
		return answer
	}
	answer = answer.With(QuarantinedEvent{m.Whose.ID, m.Bottles, s.At})
	if m.Whose.Courier == "" {
		return answer
	}
	return Run{Delivery: m.Whose}.flag(s.NewID(8), answer, []string{"mixup"})
}

// applyQuarantined takes bottles out of what may be handed over. One that has come
// to its end keeps it: it is not proven any more.
func applyQuarantined(tx *store.Tx, m journal.Meta, e QuarantinedEvent) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	for i, b := range d.Bottles {
		switch {
		case !slices.Contains(e.Bottles, b.ID):
		case b.State == "carried":
			d.Bottles[i].State, d.Bottles[i].Reason = Quarantined, "mixup"
		case b.Ended():
			d.Bottles[i].Reason = "mixup"
			d.Proven = d.Proven && b.State != Delivered
		}
	}
	return d.stepped(tx, m, Quarantined, e.At, nil)
}
