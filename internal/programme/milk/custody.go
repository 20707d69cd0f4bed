package milk

import (
	"regexp"
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/promise"
)

// HandOver tells that the courier took bottles at the pick-up.
type HandOver struct {
	Delivery ident.ID   `json:"delivery"`
	Bag      string     `json:"bag" max:"20"`
	Bottles  []ident.ID `json:"bottles"`
	HandedBy HandedBy   `json:"handed_by"`
	SealOK   bool       `json:"seal_ok"`
	// TemperatureC of the cooler, when it was measured.
	TemperatureC *float64 `json:"temperature_c,omitempty"`
	// IceMelted: the ice packs are not frozen any more.
	IceMelted bool `json:"ice_melted,omitempty"`
}

// Pack tells that the bag is in the cooler.
type Pack struct {
	Delivery     ident.ID `json:"delivery"`
	TemperatureC *float64 `json:"temperature_c,omitempty"`
	IceMelted    bool     `json:"ice_melted,omitempty"`
}

// Depart tells that the courier left the pick-up.
type Depart struct {
	Delivery ident.ID `json:"delivery"`
}

// Arrive tells that the courier is at the door.
type Arrive struct {
	Delivery     ident.ID `json:"delivery"`
	TemperatureC *float64 `json:"temperature_c,omitempty"`
	IceMelted    bool     `json:"ice_melted,omitempty"`
}

// Subject names the delivery.
func (b HandOver) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Pack) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Depart) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Arrive) Subject() ident.ID { return b.Delivery }

var handers = []string{"mother", "colleague", "guard"}

// bagForm is what stands on the tag of an inner bag: a colour and a number. It is no
// place for a name, for it stands in the log.
var bagForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 .-]*$`)

// Check wants bottles, a bag and who handed over.
func (b HandOver) Check() *fault.Error {
	switch {
	case len(b.Bottles) == 0:
		return fault.BadField("body.required", "bottles")
	case b.Bag == "":
		return fault.BadField("body.required", "bag")
	case !bagForm.MatchString(b.Bag):
		return fault.BadField("milk.bad_bag", "bag")
	case !slices.Contains(handers, b.HandedBy.Role):
		return fault.BadField("body.unknown_word", "handed_by.role")
	}
	return checkTemperature(b.TemperatureC)
}

// Check wants a temperature that a thermometer shows.
func (b Pack) Check() *fault.Error { return checkTemperature(b.TemperatureC) }

// Check wants a temperature that a thermometer shows.
func (b Arrive) Check() *fault.Error { return checkTemperature(b.TemperatureC) }

func checkTemperature(t *float64) *fault.Error {
	if t != nil && (*t < -30 || *t > 60) {
		return fault.BadField("milk.bad_temperature", "temperature_c")
	}
	return nil
}

// doubt is a rule that a report breaks: online it is refused; said late it has
// happened, so it is kept for the reason and a person looks at it.
type doubt struct {
	reason string
	online journal.Answer
}

// reasonsOf lists each reason once.
func reasonsOf(doubts []doubt) []string {
	var out []string
	for _, d := range doubts {
		out = append(out, d.reason)
	}
	return distinct(out)
}

// HandOver starts custody and the promise of the ride. The certificate is
// checked for the third time; without it nothing is handed over. Said late, the
// milk is in his hands whatever was wrong: it is kept, with its review. Bottles
// that are not of this delivery stay out of its custody.
func (r Run) HandOver(s journal.Said[HandOver]) journal.Answer {
	b := s.Body
	switch {
	case r.Courier == "" || s.By.Worker != r.Courier:
		return journal.Refuse("milk.not_your_run")
	case r.State == Cancelled && s.Late():
		return journal.Hold("milk.fetched_after_cancel") // the milk is in his bag: a person says what becomes of it
	case r.State != Declared:
		return journal.Refuse("milk.already_handed_over")
	}
	doubts := r.pickUpDoubts(s)
	if len(doubts) > 0 && !s.Late() {
		return doubts[0].online
	}
	bottles := slices.DeleteFunc(distinct(b.Bottles), func(id ident.ID) bool { _, ok := r.bottle(id); return !ok })
	if len(bottles) == 0 { // he carries something, but nothing of this mother's: nothing to begin custody of
		return journal.Hold("milk.wrong_bottle")
	}
	promised := s.NewID(0)
	start := r.rideFrom(s)
	due := start.Add(seconds(r.Settings.RideSeconds))
	answer := journal.Accept(
		HandedOverEvent{r.ID, r.Courier, b.Bag, bottles, b.HandedBy.Role, s.At, promised, reading(b.TemperatureC, b.IceMelted), handing(s, r.ID, 2, b.HandedBy), r.ride(), r.unfit()},
		promise.Start(promised, r.ID, "milk_ride", start, due, start.Add(seconds(r.Settings.RideSeconds*3/4)), r.promisedBefore(r.Courier)),
		dispatch.Loaded{Job: r.Job},
	).With(r.tell(s.NewID(1), "milk_picked_up")...)
	return r.flag(s.NewID(2), answer, reasonsOf(doubts))
}

// ride is that of what the courier has in hand already, else a new one.
func (r Run) ride() ident.ID {
	if r.OpenRide != "" {
		return r.OpenRide
	}
	return ident.Derive(r.ID, rideOrdinal)
}

// rideOrdinal keeps a ride's id apart from others that derive from a delivery.
const rideOrdinal = 7

// promisedBefore are those who see the ride's promise while a courier carries it.
func (r Run) promisedBefore(courier ident.ID) []string {
	return []string{"f", "w:" + string(courier), "v:" + r.Village}
}

// rideFrom is when the ride's promise begins: at the earliest the evidence allows.
// Online that is when he says, for the server hears it then. Told late, a phone
// whose clock runs fast would win time at the family's cost, so its word may make
// the beginning earlier and never later than the hour the milk was wanted, or than
// the last moment at which the server itself heard that it was still to be fetched.
func (r Run) rideFrom(s journal.Said[HandOver]) instant.Instant {
	if !s.Late() {
		return s.At
	}
	return min(s.At, max(r.WantAt, r.HeardAt))
}

// pickUpDoubts names every rule that a pick-up breaks, the gravest first.
func (r Run) pickUpDoubts(s journal.Said[HandOver]) []doubt {
	var out []doubt
	if !s.Body.SealOK {
		out = append(out, doubt{"seal_broken", journal.Refuse("milk.seal_broken").On("seal_ok")})
	}
	if slices.Contains(r.Bags, s.Body.Bag) {
		out = append(out, doubt{"bag_in_use", journal.Refuse("milk.bag_in_use").On("bag")})
	}
	if r.overfull(distinct(s.Body.Bottles)) {
		out = append(out, doubt{"over_capacity", journal.Refuse("milk.over_capacity").On("bottles")})
	}
	if r.unfit() || !r.Terms.At(s.At) { // now, and when it was: a paper of today covers no day before it
		out = append(out, doubt{"not_certified", journal.Refuse("milk.not_certified")})
	}
	for _, id := range s.Body.Bottles {
		if bottle, ok := r.bottle(id); !ok {
			out = append(out, doubt{"wrong_bottle", journal.Refuse("milk.wrong_bottle").On("bottles")})
		} else if why := bottle.against(s.At); why != "" {
			out = append(out, doubt{why, journal.Refuse(codeOf(why)).On("bottles")})
		}
	}
	return out
}

// overfull reports whether these bottles and those in hand do not fit into the
// courier's boxes.
func (r Run) overfull(more []ident.ID) bool {
	return r.Capacity > 0 && r.Carrying+int64(len(more)) > r.Capacity
}

// unfit reports whether the courier it is about may carry no milk today.
func (r Run) unfit() bool { return !r.Fit.Certified || !r.Fit.Appointed || r.Fit.Suspended }

// trackLink is the id of the first link to watch a delivery by: it is issued with
// the declaration, and the messages about it carry it.
func trackLink(delivery ident.ID) ident.ID { return ident.Derive(delivery, 1) }

func reading(t *float64, melted bool) Reading {
	if t == nil {
		return Reading{Melted: melted}
	}
	return Reading{*t, true, melted}
}

// flag opens a review when there is a reason for one.
func (r Run) flag(id ident.ID, a journal.Answer, reasons []string) journal.Answer {
	if len(reasons) == 0 {
		return a
	}
	if r.Review != "" {
		id = r.Review
	}
	return a.With(ReviewOpened{id, r.ID, r.Courier, reasons})
}

// Pack puts the bag into the cooler; from here the cooler's limit counts too.
func (r Run) Pack(s journal.Said[Pack]) journal.Answer {
	if code := r.carrying(s.By); code != "" {
		return journal.Refuse(code)
	}
	if r.State != HandedOver {
		return journal.Refuse("milk.already_packed")
	}
	return journal.Accept(PackedEvent{r.ID, s.At, reading(s.Body.TemperatureC, s.Body.IceMelted)})
}

// Depart leaves the pick-up.
func (r Run) Depart(s journal.Said[Depart]) journal.Answer {
	if code := r.carrying(s.By); code != "" {
		return journal.Refuse(code)
	}
	if r.State != HandedOver && r.State != Packed {
		return journal.Refuse("milk.already_departed")
	}
	return journal.Accept(DepartedEvent{r.ID, s.At})
}

// Arrive is at the door.
func (r Run) Arrive(s journal.Said[Arrive]) journal.Answer {
	if code := r.carrying(s.By); code != "" {
		return journal.Refuse(code)
	}
	if r.State == Arrived {
		return journal.Refuse("milk.already_arrived")
	}
	return journal.Accept(ArrivedEvent{r.ID, s.At, reading(s.Body.TemperatureC, s.Body.IceMelted)})
}

// carrying says with a code why the speaker does not carry this milk now.
func (r Run) carrying(a access.Actor) string {
	switch {
	case r.Ended():
		return "milk.already_ended"
	case !r.mine(a):
		return "milk.not_your_run"
	case !r.InHand():
		return "milk.not_handed_over"
	}
	return ""
}
