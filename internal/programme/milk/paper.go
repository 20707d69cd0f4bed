package milk

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/workforce"
)

// TellSheet is one line of a courier's day sheet, typed in afterwards: verb
// milk.tell_sheet. The officer speaks for the paper, not for the courier: nothing
// of it is proven, its fee is held, and a person looks at it.
type TellSheet struct {
	Delivery ident.ID `json:"delivery"`
	Place    ident.ID `json:"place"`
	Courier  ident.ID `json:"courier"`
	Bag      string   `json:"bag" max:"20"`
	// PickedUpAt and DeliveredAt are the hours that stand on the sheet.
	PickedUpAt  instant.Instant `json:"picked_up_at"`
	DeliveredAt instant.Instant `json:"delivered_at"`
	Bottles     []BottleBody    `json:"bottles"`
	// Recipient is somebody on the mother's list; OtherName is for nobody on it.
	Recipient    ident.ID `json:"recipient,omitempty"`
	OtherName    string   `json:"other_name,omitempty" max:"80"`
	TemperatureC *float64 `json:"temperature_c,omitempty"`
	// Signed: the recipient's signature stands on the sheet.
	Signed bool `json:"signed,omitempty"`
}

// Subject names the place.
func (b TellSheet) Subject() ident.ID { return b.Place }

// Check wants what a line has: who, when, which bottles.
func (b TellSheet) Check() *fault.Error {
	switch {
	case b.Courier == "":
		return fault.BadField("body.required", "courier")
	case b.Bag == "":
		return fault.BadField("body.required", "bag")
	case !bagForm.MatchString(b.Bag):
		return fault.BadField("milk.bad_bag", "bag")
	case b.PickedUpAt.IsZero():
		return fault.BadField("body.required", "picked_up_at")
	case b.DeliveredAt.IsZero():
		return fault.BadField("body.required", "delivered_at")
	case b.DeliveredAt.Before(b.PickedUpAt):
		return fault.BadField("milk.sheet_hours", "delivered_at")
	case b.Recipient == "" && b.OtherName == "":
		return fault.BadField("body.required", "recipient")
	}
	if e := checkTemperature(b.TemperatureC); e != nil {
		return e
	}
	return b.declared().Check()
}

// declared is the line's beginning as if the mother had declared it.
func (b TellSheet) declared() Declare {
	return Declare{Delivery: b.Delivery, Place: b.Place, WantPickupAt: b.PickedUpAt, Bottles: b.Bottles}
}

// telling is what a line is decided on.
type telling struct {
	Declaring
	fit    workforce.Fitness
	terms  workforce.Terms
	worker workforce.Worker
}

// Audiences are the place's.
func (t telling) Audiences() []string { return t.Place.Audiences() }

func (r Room) loadTelling(q journal.Query) (t telling, err error) {
	b := q.Body.(TellSheet)
	q.Body = b.declared()
	if t.Declaring, err = r.loadDeclaring(q); err != nil {
		return t, err
	}
	if t.worker, _, err = workforce.Workers.Get(q.Tx, q.Facility, b.Courier); err != nil {
		return t, err
	}
	if t.fit, err = workforce.Fit(q, b.Courier, workforce.MilkHandling, b.PickedUpAt); err != nil {
		return t, err
	}
	t.terms, err = workforce.TermsOf(q, b.Courier, workforce.MilkHandling)
	return t, err
}

// TellSheet keeps the line: declared, fetched and handed over, at the hours that
// stand on the paper, with every doubt a phone's late word would raise and one more.
func (t telling) TellSheet(s journal.Said[TellSheet]) journal.Answer {
	b := s.Body
	switch {
	case t.Known:
		return journal.Refuse("milk.already_declared")
	case !t.worker.Is("courier"):
		return journal.Refuse("milk.sheet_courier").On("courier")
	case b.DeliveredAt.After(s.Now):
		return journal.Refuse("milk.sheet_in_future").On("delivered_at")
	case labelsTwice(b.Bottles):
		return journal.Refuse("milk.label_twice").On("bottles")
	}
	bottles, code := t.bottlesOf(b)
	if code != "" {
		return journal.Refuse(code).On("bottles")
	}
	r := t.run(b, bottles, s.NewID(0))
	reasons := t.doubts(r, s)
	return r.flag(s.NewID(1), journal.Accept(t.events(r, s, reasons)...), reasons)
}

// bottlesOf are the bottles of the line, as they were when he fetched them.
func (t telling) bottlesOf(b TellSheet) ([]Bottle, string) {
	var out []Bottle
	labels := slices.Clone(t.Labels)
	for _, x := range b.Bottles {
		if x.latest().After(b.PickedUpAt) {
			return nil, "milk.expressed_in_future"
		}
		label := ""
		for _, l := range slices.Backward(x.labels()) {
			if !slices.Contains(labels, l) {
				label = l
			}
		}
		if label == "" {
			return nil, "milk.label_in_use"
		}
		labels = append(labels, label)
		made := Bottle{ID: x.ID, Label: label, VolumeML: x.VolumeML, ExpressedAt: x.ExpressedAt, Milk: x.Milk, Stays: x.places(), Baby: x.Baby,
			State: Declared, Holder: "mother", HeldBy: t.Mother}
		out = append(out, made.judge(t.limits()))
	}
	return out, ""
}

// run is the delivery as it was in the courier's hands.
func (t telling) run(b TellSheet, bottles []Bottle, job ident.ID) Run {
	held := slices.Clone(bottles)
	for i := range held {
		held[i].State, held[i].Holder, held[i].HeldBy = "carried", "courier", b.Courier
	}
	start, finish := t.Ahead.ways(t.Place)
	d := Delivery{ID: b.Delivery, Number: t.Number, Place: t.Place.ID, Mother: t.Mother, Keeper: t.Keeper, Baby: t.Baby, Village: t.Village, State: HandedOver, Job: job,
		Courier: b.Courier, Bag: b.Bag, Bottles: held, Pickup: start, Finish: finish, Limits: t.limits(), WantAt: b.PickedUpAt, HandedOverAt: b.PickedUpAt,
		FeeState: "none", PolicyVersion: t.PolicyVersion}
	return Run{Delivery: d, Enrolment: t.Place, Settings: t.Settings, Fit: t.fit, Terms: t.terms}
}

// doubts are those of the pick-up and of the hand-over, at the hours on the paper.
func (t telling) doubts(r Run, s journal.Said[TellSheet]) []string {
	b := s.Body
	reasons := []string{"told_by_paper"}
	if !b.Signed {
		reasons = append(reasons, "no_signature")
	}
	up := journal.Said[HandOver]{Body: HandOver{Delivery: b.Delivery, Bag: b.Bag, Bottles: ids(b.Bottles), SealOK: true}, By: s.By, At: b.PickedUpAt, Now: b.PickedUpAt}
	reasons = append(reasons, reasonsOf(r.pickUpDoubts(up))...)
	return distinct(append(reasons, r.contradictions(t.handed(s))...))
}

// handed is the hand-over at home as a courier would have told it.
func (telling) handed(s journal.Said[TellSheet]) journal.Said[Deliver] {
	b := s.Body
	return journal.Said[Deliver]{Body: Deliver{Delivery: b.Delivery, Recipient: b.Recipient, OtherName: b.OtherName, WithoutCode: true, Bottles: ids(b.Bottles),
		TemperatureC: b.TemperatureC}, By: s.By, At: b.DeliveredAt, Now: b.DeliveredAt}
}

func ids(bottles []BottleBody) []ident.ID {
	out := make([]ident.ID, len(bottles))
	for i, x := range bottles {
		out[i] = x.ID
	}
	return out
}

// events are the line's, in the order in which it went. No promise runs against
// what is over, nobody is written to, and no page is opened.
func (t telling) events(r Run, s journal.Said[TellSheet], reasons []string) []any {
	b := s.Body
	declared := slices.Clone(r.Bottles)
	for i := range declared {
		declared[i].State, declared[i].Holder, declared[i].HeldBy = Declared, "mother", t.Mother
	}
	e := DeliveredEvent{Delivery: r.ID, Courier: r.Courier, Bottles: ids(b.Bottles), Recipient: b.Recipient, At: b.DeliveredAt,
		Reading: reading(b.TemperatureC, false), Fee: r.Settings.FeeRupiah, FeeFund: r.Settings.FeeFund, Held: true, Hide: r.Settings.HideSeconds}
	if r.Limits.Tabled() {
		e.Unfit = r.unfitAt(t.handed(s))
	}
	if b.Recipient == "" {
		e.Other = s.Seal("milk_other", r.ID, 1, b.OtherName)
	}
	out := []any{
		DeclaredEvent{Delivery: r.ID, Number: r.Number, Place: r.Place, Mother: r.Mother, Keeper: r.Keeper, Baby: r.Baby, Village: r.Village, Job: r.Job, Bottles: declared,
			Pickup: r.Pickup, Finish: r.Finish, WantAt: b.PickedUpAt, Limits: r.Limits, By: "desk", Policy: r.PolicyVersion},
		dispatch.Opened{Job: r.Job, Kind: "milk", Subject: r.ID, Course: workforce.MilkHandling, WantAt: b.PickedUpAt, Due: b.PickedUpAt.Add(seconds(r.Settings.RideSeconds)),
			Start: r.Pickup, Finish: r.Finish, Prefer: r.Courier},
		dispatch.JobAccepted{Job: r.Job, Worker: r.Courier},
		HandedOverEvent{Delivery: r.ID, Courier: r.Courier, Bag: b.Bag, Bottles: ids(b.Bottles), By: "mother", At: b.PickedUpAt, Ride: r.ride()},
		dispatch.Loaded{Job: r.Job},
		e,
	}
	return append(append(out, r.fee(true, reasons)...), dispatch.JobDone{Job: r.Job})
}
