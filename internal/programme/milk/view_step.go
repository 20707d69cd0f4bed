package milk

import (
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// StepView is a line of the timeline.
type StepView struct {
	ID         ident.ID          `json:"id"`
	Delivery   ident.ID          `json:"delivery"`
	At         instant.Instant   `json:"at"`
	RecordedAt instant.Instant   `json:"recorded_at"`
	Kind       string            `json:"kind"`
	By         string            `json:"by"`
	Actor      string            `json:"actor"`
	Params     map[string]string `json:"params"`
	Late       bool              `json:"late"`
	Undone     bool              `json:"undone"`
}

// ReviewView is a delivery that a person has to look at.
type ReviewView struct {
	ID       ident.ID        `json:"id"`
	Delivery ident.ID        `json:"delivery"`
	Number   string          `json:"number"`
	Courier  ident.ID        `json:"courier,omitempty"`
	Reasons  []string        `json:"reasons"`
	OpenedAt instant.Instant `json:"opened_at"`
	State    string          `json:"state"`
	ClosedAt instant.Instant `json:"closed_at"`
	ClosedBy string          `json:"closed_by,omitempty"`
	Decision string          `json:"decision,omitempty"`
	// Note is the reason of the decision; the courier reads it too.
	Note string `json:"note,omitempty"`
	// Due is when it should be decided; Overdue: it was not.
	Due     instant.Instant `json:"due"`
	Overdue bool            `json:"overdue"`
	Answers []AnswerView    `json:"answers"`
	// Fee is what the decision pays or drops, in rupiah; FeeState says whether it waits.
	Fee         int64    `json:"fee"`
	FeeState    string   `json:"fee_state"`
	CourierName string   `json:"courier_name,omitempty"`
	Ride        ident.ID `json:"ride,omitempty"`
}

// Called is how a mother is spoken of: "Ibu Sri", with her first name only.
func Called(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return text.T(text.ID, "milk.called", map[string]string{"name": first})
}

// ShowPlace gives the view of a mother who takes part.
func ShowPlace(q journal.Query, id ident.ID) (PlaceView, bool, error) {
	p, found, err := Places.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return PlaceView{}, found, err
	}
	v := PlaceView{ID: p.ID, Mother: p.Mother, Village: p.Village, State: p.State, HiddenAddress: p.Hidden, Profile: p.profile()}
	v.Application, v.EnrolledAt, v.TermOn, v.PausedWhy, v.PausedUntil = p.Application, p.EnrolledAt, p.TermOn, p.PausedWhy, p.PausedUntil
	v.Notice, v.EndsOn, v.EndedWhy, v.EndedOn = p.Notice, p.EndsOn, p.EndedWhy, p.EndedOn
	_, mother, _, err := registry.OpenCanonical(q, p.Mother)
	if err != nil {
		return v, true, err
	}
	v.MotherName, v.MotherPhone = Called(mother.Name), mother.Phone
	if v.BabyName, v.BabyBorn, err = baby(q, p.Baby); err != nil {
		return v, true, err
	}
	if v.Recipients, err = recipients(q, p); err != nil {
		return v, true, err
	}
	if _, err = q.Open(p.Pickup, &v.Pickup); err != nil {
		return v, true, err
	}
	_, err = q.Open(p.Finish, &v.Drop)
	return v, true, err
}

func baby(q journal.Query, id ident.ID) (name, born string, err error) {
	p, d, _, err := registry.OpenCanonical(q, id)
	return d.Name, p.Born, err
}

func recipients(q journal.Query, p Place) ([]RecipientView, error) {
	out := []RecipientView{}
	for _, r := range p.Recipients {
		_, d, _, err := registry.OpenCanonical(q, r.Person)
		if err != nil {
			return nil, err
		}
		out = append(out, RecipientView{r.Person, d.Name, d.Relation, d.Phone, r.Active})
	}
	return out, nil
}

// ShowDelivery gives the view of a delivery.
func ShowDelivery(q journal.Query, id ident.ID) (DeliveryView, bool, error) {
	d, found, err := Deliveries.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return DeliveryView{}, found, err
	}
	v := DeliveryView{ID: d.ID, Place: d.Place, Number: d.short(), WantPickupAt: d.WantAt, State: d.State, Job: d.Job, Courier: d.Courier,
		OfferedTo: d.OfferedTo, Bag: d.Bag, DeclaredAt: d.DeclaredAt, HandedOverAt: d.HandedOverAt, PackedAt: d.PackedAt, DepartedAt: d.DepartedAt,
		ArrivedAt: d.ArrivedAt, EndedAt: d.EndedAt, Promise: d.Promise, Fee: FeeView{d.Fee, d.FeeState}, Proven: d.Proven, Review: d.Review,
		CodeMisses: d.CodeMisses, TransferTo: d.GiveTo, AbsentTries: d.AbsentTries, LastStep: d.LastStep, Recalled: d.Recalled, Ride: d.Ride, Supervision: d.Supervision}
	if d.Measured {
		v.TemperatureC = &d.Temperature
	}
	set, err := Policy.At(q, d.PolicyVersion)
	if err != nil {
		return v, true, err
	}
	v.CodeLocked = d.CodeMisses >= set.CodeTries
	if v.Fee.Amount == 0 && !d.Ended() && set.FeeMode == PerDelivery {
		v.Fee.Amount = set.FeeRupiah
	}
	if err := v.fill(q, d); err != nil {
		return v, true, err
	}
	if d.onlyAsked(q.By) {
		v.veil()
	}
	return v, true, nil
}

// fill adds names and places.
func (v *DeliveryView) fill(q journal.Query, d Delivery) error {
	place, _, err := ShowPlace(q, d.Place)
	if err != nil {
		return err
	}
	v.MotherName, v.MotherPhone, v.BabyName, v.BabyBorn = place.MotherName, place.MotherPhone, place.BabyName, place.BabyBorn
	names := map[ident.ID]string{d.Mother: place.MotherName}
	for _, r := range place.Recipients {
		names[r.ID] = r.Name
		if r.Active && !d.Ended() || r.ID == d.ReceivedBy { // an ended one shows who received it: that list is final
			v.Recipients = append(v.Recipients, r)
		}
	}
	for _, w := range []ident.ID{d.Courier, d.GiveTo, d.Supervisor} {
		if w != "" {
			if names[w], err = workforce.Name(q, w); err != nil {
				return err
			}
		}
	}
	v.CourierName, v.TransferName, v.ReceivedBy, v.SupervisorName = names[d.Courier], names[d.GiveTo], names[d.ReceivedBy], names[d.Supervisor]
	for _, b := range d.Bottles {
		x := BottleView{ID: b.ID, Label: b.Label, VolumeML: b.VolumeML, ExpressedAt: b.ExpressedAt, UseBy: b.UseBy, HardBy: b.HardBy, Judged: b.Judged,
			Milk: b.Milk, Stays: b.Stays, Readings: b.Readings, Baby: b.Baby, State: b.State, Reason: b.Reason, Holder: b.Holder, HolderName: nameOfHolder(b, names)}
		if b.Baby != "" {
			if x.BabyName, _, err = baby(q, b.Baby); err != nil {
				return err
			}
		}
		v.Bottles = append(v.Bottles, x)
	}
	if d.HandedBy.ID != "" {
		var by HandedBy
		if _, err := q.Open(d.HandedBy, &by); err != nil {
			return err
		}
		v.HandedByName = by.Name
	}
	if _, err := q.Open(d.Pickup, &v.Pickup); err != nil {
		return err
	}
	_, err = q.Open(d.Finish, &v.Drop)
	return err
}

// courierSteps are told by the courier himself; his name stands beside them.
var courierSteps = map[string]bool{"accepted": true, "set_out": true, "handed_over": true, "packed": true, "departed": true, "arrived": true,
	"delivered": true, "wrong_code": true, "absent": true, "given": true, "taken": true, "returned": true, "discarded": true, "undone": true}

// ShowStep gives the view of a line of the timeline.
func ShowStep(q journal.Query, id ident.ID) (StepView, bool, error) {
	s, found, err := Steps.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return StepView{}, found, err
	}
	v, err := stepView(q, s)
	return v, true, err
}

func stepView(q journal.Query, s Step) (StepView, error) {
	v := StepView{s.ID, s.Delivery, s.At, s.RecordedAt, s.Kind, s.Params["by"], s.Actor, s.Params, s.Late, s.Undone}
	var err error
	if courierSteps[s.Kind] && s.Courier != "" {
		v.By, err = workforce.Name(q, s.Courier)
	}
	if to := s.Params[toWorker]; to != "" && err == nil {
		name, err := workforce.Name(q, ident.ID(to))
		v.Params = map[string]string{"to": name}
		return v, err
	}
	return v, err
}

// Timeline lists the steps of a delivery, oldest first.
func Timeline(q journal.Query, delivery ident.ID) ([]StepView, error) {
	steps, err := Steps.Where(q.Tx, "facility_id = $1 AND delivery = $2 ORDER BY recorded_at, id", q.Facility, delivery)
	if err != nil {
		return nil, err
	}
	out := make([]StepView, len(steps))
	for i, s := range steps {
		if out[i], err = stepView(q, s); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ShowReview gives the view of a review.
func ShowReview(q journal.Query, id ident.ID) (ReviewView, bool, error) {
	r, found, err := Reviews.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return ReviewView{}, found, err
	}
	d, _, err := Deliveries.Get(q.Tx, q.Facility, r.Delivery)
	if err != nil {
		return ReviewView{}, false, err
	}
	v := ReviewView{ID: r.ID, Delivery: r.Delivery, Number: d.short(), Courier: r.Courier, Reasons: r.Reasons, OpenedAt: r.OpenedAt, State: r.State,
		ClosedAt: r.ClosedAt, ClosedBy: r.ClosedBy, Decision: r.Decision, Due: r.Due, Overdue: r.Overdue, Fee: d.Fee, FeeState: d.FeeState, Ride: d.Ride}
	if v.CourierName, err = workforce.Name(q, r.Courier); err != nil {
		return v, true, err
	}
	if !r.Note.IsZero() {
		if _, err := q.Open(r.Note, &v.Note); err != nil {
			return v, true, err
		}
	}
	v.Answers, err = answersOf(q, r)
	return v, true, err
}

func (d Delivery) short() string {
	n := strconv.FormatInt(d.Number, 10)
	for len(n) < 4 {
		n = "0" + n
	}
	return n
}

// NumberOf is the short number of a delivery, as people say it: "0423".
func NumberOf(q journal.Query, delivery ident.ID) (string, error) {
	d, found, err := Deliveries.Get(q.Tx, q.Facility, delivery)
	if err != nil || !found {
		return "", err
	}
	return d.short(), nil
}

// nameOfHolder says who has a bottle. Who received it is a column of its own, which
// not everybody sees who judges the milk.
func nameOfHolder(b Bottle, names map[ident.ID]string) string {
	if b.Holder == "recipient" {
		return ""
	}
	return names[b.HeldBy]
}
