package motorbike

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Lend gives a motorbike to a cadre from one civil day to another: verb motorbike.lend.
type Lend struct {
	Motorbike ident.ID `json:"motorbike"`
	Worker    ident.ID `json:"worker"`
	From      string   `json:"from" max:"10"`
	To        string   `json:"to" max:"10"`
	// Overdue: who lends knows that its service is due.
	Overdue bool `json:"overdue,omitempty"`
}

// GiveBack ends the loan that began first, or one by name: verb motorbike.give_back. Of a
// loan that is still ahead it takes the promise back.
type GiveBack struct {
	Motorbike ident.ID `json:"motorbike"`
	// Loan is the one; empty: the one that began first.
	Loan ident.ID `json:"loan,omitempty"`
	// Odometer is what it says, in kilometres; 0: nobody read it. What is read wins over all
	// trips before it.
	Odometer int64 `json:"odometer,omitempty"`
}

// Subject is the motorbike.
func (b Lend) Subject() ident.ID { return b.Motorbike }

// Subject is the motorbike.
func (b GiveBack) Subject() ident.ID { return b.Motorbike }

// mostDays is the longest loan, in days: a quarter. Ours, so that service is looked at.
const mostDays = 92

// Check wants who, and days in their order.
func (b Lend) Check() *fault.Error {
	switch {
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case !calendar.IsDay(b.From):
		return fault.BadField("body.bad_date", "from")
	case !calendar.IsDay(b.To) || b.To < b.From || b.To >= calendar.Move(b.From, mostDays):
		return fault.BadField("body.bad_date", "to")
	}
	return nil
}

// Check wants kilometres that could be on an odometer.
func (b GiveBack) Check() *fault.Error {
	if b.Odometer < 0 || b.Odometer > mostKm {
		return fault.BadField("motorbike.bad_km", "odometer")
	}
	return nil
}

// lending is a motorbike and a cadre before the loan.
type lending struct {
	Motorbike
	today string
	cadre bool   // somebody of ours who gives massages and is not suspended
	open  []Loan // of the motorbike or of the cadre, not back yet
}

func loadLending(q journal.Query) (l lending, err error) {
	found := false
	if l.Motorbike, found, err = Motorbikes.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return l, err
	}
	if !found {
		return l, fault.Absent()
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return l, err
	}
	l.today = q.Now.Day(f.Location())
	worker := ident.ID("")
	if b, ok := q.Body.(Lend); ok {
		worker = b.Worker
		w, found, err := workforce.Workers.Get(q.Tx, q.Facility, worker)
		if err != nil {
			return l, err
		}
		l.cadre = found && w.State == workforce.Active && (w.Is("cadre") || w.Is("midwife"))
	}
	l.open, err = Loans.Where(q.Tx, "facility_id = $1 AND back_on = '' AND (motorbike = $2 OR worker = $3) ORDER BY from_on, id", q.Facility, l.ID, worker)
	return l, err
}

func (l lending) lend(s journal.Said[Lend]) journal.Answer {
	b := s.Body
	switch {
	case l.State == Retired:
		return journal.Refuse("motorbike.retired")
	case !l.cadre:
		return journal.Refuse("motorbike.no_such_cadre").On("worker")
	case b.From < l.today:
		return journal.Refuse("motorbike.day_over").On("from")
	}
	if code := l.taken(b); code != "" {
		return journal.Refuse(code).On("from")
	}
	overdue := l.Motorbike.Overdue(b.From)
	if overdue && !b.Overdue {
		return journal.Refuse("motorbike.service_due").On("overdue")
	}
	return journal.Accept(Lent{s.NewID(0), l.ID, b.Worker, b.From, b.To, overdue})
}

// taken says who else has it on those days, or what else the cadre has; nothing: neither.
func (l lending) taken(b Lend) string {
	for _, x := range l.open {
		switch {
		case !x.takes(b.From, b.To, l.today):
		case x.Motorbike != l.ID:
			return "motorbike.has_one"
		case x.To < l.today:
			return "motorbike.not_back"
		default:
			return "motorbike.lent_already"
		}
	}
	return ""
}

func (l lending) giveBack(s journal.Said[GiveBack]) journal.Answer {
	i := slices.IndexFunc(l.open, func(x Loan) bool { return x.Motorbike == l.ID && (s.Body.Loan == "" || x.ID == s.Body.Loan) })
	if i < 0 {
		return journal.Refuse("motorbike.not_out")
	}
	if km := s.Body.Odometer; km > 0 && (l.open[i].From > l.today || km < l.ReadKm) {
		return journal.Refuse("motorbike.odometer_back").On("odometer")
	}
	return journal.Accept(GivenBack{l.open[i].ID, l.ID, l.today, s.Body.Odometer})
}
