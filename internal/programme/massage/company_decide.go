package massage

import (
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/slots"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// accompanying is a visit with who comes along, and who is to.
type accompanying struct {
	Booking
	now   Company     // who comes along at present; no ID: nobody
	asked []task.Task // the open tasks that ask for somebody
	// why is the code of why this one cannot; empty: she can.
	why string
}

func (r Room) loadAccompanying(q journal.Query) (a accompanying, err error) {
	h, err := load(q)
	if err != nil {
		return a, err
	}
	a.Booking = h.Booking
	if a.now, err = companyOf(q, a.ID); err != nil {
		return a, err
	}
	if a.asked, err = companyTasks(q, a.ID); err != nil {
		return a, err
	}
	if b, names := q.Body.(Accompany); names && a.Takes() {
		a.why, err = r.notAlong(q, a.Booking, b.Companion)
	}
	return a, err
}

// companyTasks are the open tasks that ask for company to a visit.
func companyTasks(q journal.Query, booking ident.ID) ([]task.Task, error) {
	return task.Tasks.Where(q.Tx, "facility_id = $1 AND cause = $2 AND kind = $3 AND state = $4 ORDER BY id", q.Facility, booking, CompanyTask, task.Open)
}

// comesAlong are the kinds of workers who can: those whose pages show it to them.
var comesAlong = []string{"cadre", "midwife", "desk"}

// notAlong says why somebody cannot come along to a visit: the code of it. She needs no
// certificate, no hours and no village, but time: that of the visit, and the way from and to all
// else that she has.
func (r Room) notAlong(q journal.Query, k Booking, companion ident.ID) (code string, err error) {
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, companion)
	if err != nil {
		return "", err
	}
	b, err := readBoard(q, companion, k.Day, k.Day, r.Bikes)
	if err != nil {
		return "", err
	}
	switch {
	case !found || w.State != workforce.Active || !slices.ContainsFunc(comesAlong, w.Is):
		code = "massage.no_such_companion"
	case b.away(w.ID, k):
		code = "massage.companion_off"
	case slices.ContainsFunc(b.refusals, func(x Refusal) bool { return x.Cadre == w.ID && x.Parent == k.Parent }):
		code = "massage.companion_not_there"
	}
	if code != "" {
		return code, nil
	}
	has, err := b.hasTime(w, k)
	if !has {
		code = "massage.companion_busy"
	}
	return code, err
}

// hasTime reports whether somebody can be at a visit, and get from and to all else that she has.
func (b *board) hasTime(w workforce.Worker, k Booking) (bool, error) {
	d, err := b.day(w, k.Day, k.ID)
	if err != nil {
		return false, err
	}
	d.Spans = []slots.Span{{From: b.at(k.Day, "00:00"), To: b.at(calendar.Move(k.Day, 1), "00:00")}}
	d.Certified, d.Villages, d.Most, d.Spare = true, []ident.ID{ident.ID(k.Village)}, 0, false
	home, err := b.homeAt(k.hold())
	if err != nil {
		return false, err
	}
	legs, err := b.legsOn(k.Day)
	if err != nil {
		return false, err
	}
	ask := slots.Ask{At: home, Village: ident.ID(k.Village), Length: k.To.Sub(k.From), Step: time.Minute}
	_, why := slots.Fits(d, ask, k.From, legs)
	return why == "", nil
}

// away reports whether somebody has the day of a visit off, or is kept from coming at its hour.
func (b *board) away(worker ident.ID, k Booking) bool {
	return slices.ContainsFunc(b.rosters[worker].Off, func(o Off) bool { return o.From <= k.Day && k.Day <= o.To }) ||
		slices.ContainsFunc(b.troubles, func(d Disruption) bool { return d.Why != Broke && d.keeps(worker, k.From, k.To) })
}

// closed says why nobody can be named or taken back any more; empty: it is not too late.
func (a accompanying) closed() string {
	switch {
	case a.State == Booked || a.State == OnWay:
		return ""
	case a.State == Started:
		return "massage.begun_already"
	case a.Ahead():
		return "massage.no_slot_yet"
	}
	return "massage.over_already"
}

func (a accompanying) accompany(s journal.Said[Accompany]) journal.Answer {
	who := s.Body.Companion
	switch code := a.closed(); {
	case code != "":
		return journal.Refuse(code)
	case who == a.Cadre:
		return journal.Refuse("massage.company_herself").On("companion")
	case who == a.now.Companion:
		return journal.Refuse("massage.company_there").On("companion")
	case a.why != "":
		return journal.Refuse(a.why).On("companion")
	}
	var events []any
	if a.now.ID != "" {
		events = append(events, CompanyEndedEvent{a.now.ID, a.ID, CompanyOther})
	}
	events = append(events, AccompaniedEvent{s.NewID(0), a.ID, who, a.Cadre, a.Day, a.From, a.To})
	for _, t := range a.asked {
		events = append(events, task.Done{Task: t.ID, Outcome: "done"})
	}
	return journal.Accept(events...)
}

func (a accompanying) unaccompany(journal.Said[Unaccompany]) journal.Answer {
	if code := a.closed(); code != "" {
		return journal.Refuse(code)
	}
	if a.now.ID == "" {
		return journal.Refuse("massage.no_company")
	}
	return journal.Accept(CompanyEndedEvent{a.now.ID, a.ID, CompanyDesk})
}

// companyVerbs are the coordinator's.
func (r Room) companyVerbs() []journal.Verb {
	names := access.Update("massage_company")
	return []journal.Verb{
		journal.Request("massage.accompany", 1, r.loadAccompanying, accompanying.accompany, names),
		journal.Request("massage.unaccompany", 1, r.loadAccompanying, accompanying.unaccompany, names),
	}
}

// companyEvents are what can have happened.
func companyEvents() []journal.Event {
	return []journal.Event{
		journal.On("massage.accompanied/1", applyAccompanied),
		journal.On("massage.company_ended/1", applyCompanyEnded),
	}
}
