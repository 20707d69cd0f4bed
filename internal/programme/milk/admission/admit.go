package admission

import (
	"slices"

	"sambang/internal/calc/age"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/messaging"
)

// Admit gives a place: verb milk.admit, the head's alone.
type Admit struct {
	Application ident.ID `json:"application"`
	Place       ident.ID `json:"place"`
	// At is the hour (HH:MM) at which her milk is to be fetched from today on, on the days
	// she asked for; empty: somebody settles it later. Agreed: a person has asked her and
	// she said yes to that hour.
	At     string `json:"at,omitempty" max:"5"`
	Agreed bool   `json:"agreed,omitempty"`
}

// Subject is the application.
func (b Admit) Subject() ident.ID { return b.Application }

// Check wants an application, the id of its place, and an hour that is one.
func (b Admit) Check() *fault.Error {
	switch {
	case b.Application == "":
		return fault.BadField("body.required", "application")
	case b.Place == "":
		return fault.BadField("body.required", "place")
	case b.At != "" && !hourForm.MatchString(b.At):
		return fault.BadField("schedule.bad_hour", "at")
	}
	return nil
}

// AdmittedEvent is the event of a place given, with what the ceiling was then.
type AdmittedEvent struct {
	Application ident.ID `json:"application"`
	Place       ident.ID `json:"place"`
	By          ident.ID `json:"by"`
	Couriers    int64    `json:"couriers"`
	Taken       int64    `json:"taken"`
	Number      int64    `json:"number"`
	Of          int64    `json:"of"`
	Policy      int64    `json:"policy"`
	// At is the hour she agreed to, HH:MM; empty: none was settled with the place.
	At string `json:"at,omitempty"`
}

// take reads what a new place needs.
func (d *deciding) take(q journal.Query, b Admit) (err error) {
	if _, d.known, err = milk.Places.Get(q.Tx, q.Facility, b.Place); err != nil {
		return err
	}
	if b.At != "" {
		if d.first, err = schedule.LoadFirst(q); err != nil {
			return err
		}
	}
	baby := d.babies[0]
	d.taking, err = milk.LoadTaking(q, milk.Taking{Place: b.Place, Application: d.ID, Mother: d.mother.ID, Baby: baby.ID, Born: baby.Born, Village: d.Village,
		Pickup: d.detail.Pickup, Finish: d.detail.Finish, Hidden: d.Hidden, NoPhone: d.mother.detail.Phone == "", Recipients: d.detail.Recipients})
	return err
}

// Admit gives her a place, when there is one and it is her turn.
func (d deciding) Admit(s journal.Said[Admit]) journal.Answer {
	if code := d.hindrance(byWhom(s.By)); code != "" {
		return journal.Refuse(code)
	}
	b := s.Body
	switch {
	case b.At != "" && !b.Agreed:
		return journal.Refuse("milk.hour_not_agreed").On("agreed")
	case b.At != "" && !within(b.At, d.From, d.To):
		return journal.Refuse("milk.hour_outside_hers").On("at")
	}
	events := milk.TakeIn(s, d.taking, 1)
	if b.At != "" {
		events = append(events, d.first.Settle(b.Place, s.NewID(40), d.Days, b.At)...)
	}
	events = append(events, AdmittedEvent{d.ID, b.Place, byWhom(s.By), d.Couriers, d.Taken, d.number, d.of, d.version, b.At},
		messaging.Queue(messaging.Message{ID: s.NewID(2), To: d.mother.ID, Kind: "milk_admitted", Link: s.NewID(1)}))
	return journal.Accept(events...).Giving(map[string]ident.ID{"place": b.Place, "link": s.NewID(1)})
}

// within reports whether an hour lies in the hours she works, all HH:MM: who begins in the
// evening and ends in the morning works over midnight.
func within(at, from, to string) bool {
	if from <= to {
		return from <= at && at <= to
	}
	return at >= from || at <= to
}

// hindrance says why she cannot be given a place now; empty: she can.
func (d deciding) hindrance(by ident.ID) string {
	switch {
	case !d.Open():
		return "milk.application_closed"
	case d.State != Prepared:
		return "milk.not_prepared"
	case d.PreparedBy == by:
		return "milk.prepared_it_yourself"
	case d.known:
		return "milk.already_enrolled"
	case d.mother.unfit() != "":
		return d.mother.unfit()
	case d.declined:
		return "milk.pledge_withdrawn"
	case d.Free <= 0:
		return "milk.no_place_free"
	}
	for _, x := range d.babies {
		if x.unfit() != "" {
			return x.unfit()
		}
		if months := age.Months(x.Born, d.today); int64(months) >= d.settings.BabyMonths {
			return "milk.baby_too_old"
		}
	}
	for _, id := range d.before {
		if !slices.Contains(d.Passed, id) {
			return "milk.not_her_turn"
		}
	}
	return ""
}

func applyAdmitted(tx *store.Tx, m journal.Meta, e AdmittedEvent) error {
	return change(tx, m, e.Application, func(a *Application) {
		a.State, a.Place, a.DecidedBy, a.DecidedAt, a.PolicyVersion = Admitted, e.Place, e.By, instant.Instant(m.RecordedAt), e.Policy
	})
}
