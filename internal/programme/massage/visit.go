package massage

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// visiting is a booking with what a decision at the door needs.
type visiting struct {
	Booking
	visit   Visit
	set     Settings
	version int64
	zone    *time.Location
	worker  workforce.Worker
	papers  []workforce.Certificate
	stands  []Substitute
	watch   dispatch.Watch
	alone   dispatch.WatchSettings
	raising need.Raising
	signs   []string
	// price is what the policy says of prices, read where the visit has one.
	price FeeSettings
	// house is what the cadre who speaks wants of this home, if she has said something of it,
	// with who comes along.
	house Refusal
	with  Company
}

// WatchID names the watch over who is out for a booking.
func WatchID(booking ident.ID) ident.ID { return ident.Named("watch of massage " + string(booking)) }

func loadVisiting(q journal.Query) (v visiting, err error) {
	found := false
	if v.Booking, found, err = Bookings.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return v, err
	}
	if !found {
		return v, fault.Absent()
	}
	if v.set, v.version, err = Policy.Get(q); err != nil {
		return v, err
	}
	if v.visit, _, err = Visits.Get(q.Tx, q.Facility, v.ID); err != nil {
		return v, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return v, err
	}
	v.zone = f.Location()
	if v.watch, _, err = dispatch.Watches.Get(q.Tx, q.Facility, WatchID(v.ID)); err != nil {
		return v, err
	}
	if v.house, _, err = Refusals.Get(q.Tx, q.Facility, RefusalID(q.By.Worker, v.Parent)); err != nil {
		return v, err
	}
	if v.house.Want == WithCompany {
		if v.with, err = companyOf(q, v.ID); err != nil {
			return v, err
		}
	}
	v.alone, _, err = dispatch.WatchPolicy.Get(q)
	return v, err
}

// loadStart reads beside it what gives a cadre the right to massage here.
func loadStart(q journal.Query) (visiting, error) {
	v, err := loadVisiting(q)
	if err != nil {
		return v, err
	}
	if v.worker, _, err = workforce.Workers.Get(q.Tx, q.Facility, q.By.Worker); err != nil {
		return v, err
	}
	if v.papers, err = workforce.Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2 AND course = $3 ORDER BY id", q.Facility, q.By.Worker, workforce.BabyMassage); err != nil {
		return v, err
	}
	v.stands, err = Substitutes.Where(q.Tx, "facility_id = $1 AND cadre = $2 AND village = $3 ORDER BY id", q.Facility, q.By.Worker, v.Village)
	return v, err
}

// loadStop reads what a danger sign becomes.
func loadStop(q journal.Query) (visiting, error) {
	v, err := loadVisiting(q)
	if err != nil {
		return v, err
	}
	b, day := q.Body.(Stop), q.Now.Day(v.zone)
	child := youngest(v.Born)
	v.signs = append(slices.Clone(b.Signs), dangersOf(b.Why, age.Months(v.Born[child], day))...)
	if len(v.signs) > 0 {
		v.raising, err = need.ReadRaising(q, v.Children[child], "")
	}
	return v, err
}

// refused says why a cadre may not do this now; empty: she may. Whom the booking went to
// comes; nobody else.
func (v visiting) refused(worker ident.ID, states ...string) string {
	switch {
	case worker == "" || worker != v.Cadre:
		return "massage.not_yours"
	case slices.Contains(states, v.State):
		return ""
	case v.State == Started:
		return "massage.begun_already"
	case v.State == OnWay && slices.Contains(states, Booked):
		return "massage.on_way_already"
	case v.State == OnWay || v.State == Booked:
		return "massage.not_begun"
	case v.Ahead():
		return "massage.no_slot_yet"
	}
	return "massage.over_already"
}

// out is the watch over her until a visit should be over.
func (v visiting) out(worker ident.ID, since, end instant.Instant) dispatch.CheckedIn {
	w := v.watch
	if w.ID == "" {
		w = dispatch.Watch{ID: WatchID(v.ID), Since: since}
	}
	w.Worker, w.About = worker, v.ID
	return dispatch.Out(v.alone, w, end)
}

func (v visiting) setOut(s journal.Said[SetOut]) journal.Answer {
	if code := cmp.Or(v.refused(s.By.Worker, Booked), v.kept(s.Body.Alone)); code != "" {
		return journal.Refuse(code)
	}
	end := max(v.To, s.At.Add(v.To.Sub(v.From)+minutes(v.set.TravelMinutes)))
	return journal.Accept(SetOutEvent{v.ID, s.By.Worker, s.At, s.Body.Alone}, v.out(s.By.Worker, s.At, end)).With(v.comes()...)
}

// start keeps invariant 19: what is begun here is all that can be done. It asks for the day on
// which it happens, not for the day on which the phone found a signal.
func (v visiting) start(s journal.Said[Start]) journal.Answer {
	if code := cmp.Or(v.refused(s.By.Worker, Booked, OnWay), v.kept(v.State == OnWay)); code != "" {
		return journal.Refuse(code)
	}
	day := s.At.Day(v.zone)
	paper, stand := v.right(day)
	hers := slices.Contains(v.worker.Villages, v.Village)
	if code := v.barred(paper, stand, hers); code != "" {
		return journal.Refuse(code)
	}
	if hers {
		stand = ""
	}
	switch {
	case v.visit.ScreenedAt.IsZero() || v.visit.ScreenedBy != s.By.Worker || v.visit.ScreenedAt.Day(v.zone) != day:
		return journal.Refuse("massage.ask_first")
	case v.visit.Verdict != screening.Go && v.visit.Verdict != screening.Limit:
		return journal.Refuse("massage.questions_said_no")
	}
	answer := journal.Accept(StartedEvent{v.ID, s.By.Worker, s.At, day, paper, stand}, v.out(s.By.Worker, s.At, s.At.Add(v.To.Sub(v.From))))
	return answer.With(v.comes()...)
}

// comes ends what was offered instead: she comes after all, and nobody else has to.
func (v visiting) comes() []any {
	if v.OfferCadre == "" {
		return nil
	}
	return []any{OfferEndedEvent{Booking: v.ID, Why: "on_way"}}
}

// kept says why she does not go to this home, by her own word; empty: she does. Who asked for
// company and has none goes alone only when she says so.
func (v visiting) kept(alone bool) string {
	switch {
	case v.house.Want == NotThere:
		return "massage.house_refused"
	case v.house.Want == WithCompany && v.with.ID == "" && !alone:
		return "massage.no_company_yet"
	}
	return ""
}

// right is by which certificate, and by which standing in, a cadre may massage here on a civil
// day, or nothing.
func (v visiting) right(day string) (paper, stand ident.ID) {
	if i := slices.IndexFunc(v.papers, func(c workforce.Certificate) bool { return c.On(day) }); i >= 0 {
		paper = v.papers[i].ID
	}
	if i := slices.IndexFunc(v.stands, func(x Substitute) bool { return x.On(day) }); i >= 0 {
		stand = v.stands[i].ID
	}
	return paper, stand
}

// barred is the code of why a cadre may not massage here, whatever was answered; empty: she may.
func (v visiting) barred(paper, stand ident.ID, hers bool) string {
	switch {
	case v.worker.State != workforce.Active:
		return "massage.not_on_duty"
	case paper == "":
		return "massage.certificate_over"
	case !hers && stand == "":
		return "massage.not_your_village"
	}
	return ""
}

func (v visiting) finish(s journal.Said[Finish]) journal.Answer {
	if code := v.refused(s.By.Worker, Started); code != "" {
		return journal.Refuse(code)
	}
	b := s.Body
	e := FinishedEvent{Booking: v.ID, At: s.At, Did: orNone(b.Did), Taught: orNone(b.Taught), Alone: b.Alone, Note: sealNote(s, v, b.Note)}
	events := append([]any{e}, v.due(s.By.Worker, b.Fee)...)
	return journal.Accept(append(events, dispatch.Home(v.watch, s.By.Worker, s.At)...)...)
}

func sealNote[B any](s journal.Said[B], v visiting, note string) (r journal.Ref) {
	if note = strings.TrimSpace(note); note != "" {
		r = s.Seal(sealedNote, v.ID, v.visit.Note.Version+1, words{note})
	}
	return r
}

// Halted is what who broke it off is told.
type Halted struct {
	Request   ident.ID `json:"request,omitempty"`
	Colour    string   `json:"colour,omitempty"`
	Emergency string   `json:"emergency,omitempty"`
}

func (v visiting) stop(s journal.Said[Stop]) journal.Answer {
	if code := v.refused(s.By.Worker, Started); code != "" {
		return journal.Refuse(code)
	}
	raised := need.Raise(v.raising, s, 1, need.VisitRequest, v.signs, "")
	e := StoppedEvent{Booking: v.ID, At: s.At, Why: s.Body.Why, Signs: v.signs, Request: raised.Request, Note: sealNote(s, v, s.Body.Note)}
	events := append([]any{e}, raised.Events...)
	if raised.Request == "" { // with a child in danger she stays, and the watch over her with it
		events = append(events, dispatch.Home(v.watch, s.By.Worker, s.At)...)
	}
	return journal.Accept(events...).Giving(Halted{raised.Request, raised.Colour, raised.Emergency})
}

func (v visiting) nobodyHome(s journal.Said[NobodyHome]) journal.Answer {
	if code := v.refused(s.By.Worker, Booked, OnWay); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(append([]any{NotHomeEvent{v.ID, s.By.Worker, s.At}}, dispatch.Home(v.watch, s.By.Worker, s.At)...)...)
}

// visitVerbs are what is told of a visit.
func (r Room) visitVerbs() []journal.Verb {
	visit := access.Update("massage_visit")
	return []journal.Verb{
		journal.Report("massage.set_out", 1, loadVisiting, visiting.setOut, visit),
		journal.Report("massage.screen", 1, r.loadDoor, door.screen, visit, journal.Urgent),
		journal.Report("massage.start", 1, loadStart, visiting.start, visit),
		journal.Report("massage.finish", 1, loadFinish, visiting.finish, visit),
		journal.Report("massage.stop", 1, loadStop, visiting.stop, visit, journal.Urgent),
		journal.Report("massage.not_home", 1, loadVisiting, visiting.nobodyHome, visit),
		journal.Report("massage.refuse_house", 1, loadRefusing, refusing.refuse, visit),
		journal.Report("massage.rate", 1, loadRating, rating.rate, access.Create("massage_rating")),
	}
}
