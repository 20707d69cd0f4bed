package massage

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// SetOut tells that the cadre is on her way: verb massage.set_out. From then on the
// coordinator is rung when nothing is heard of her.
type SetOut struct {
	Booking ident.ID `json:"booking"`
	// Alone: she asked for company, nobody comes along, and she goes all the same.
	Alone bool `json:"alone,omitempty"`
}

// Start tells that the massage begins: verb massage.start.
type Start struct {
	Booking ident.ID `json:"booking"`
}

// Finish tells that it is done: verb massage.finish.
type Finish struct {
	Booking ident.ID `json:"booking"`
	// Did are the parts that were massaged, Taught what the parent was taught: words of Steps.
	Did    []string `json:"did"`
	Taught []string `json:"taught"`
	// Alone: the parent can do it alone now.
	Alone bool   `json:"alone"`
	Note  string `json:"note,omitempty" max:"500"`
	// Fee says what became of the price, where the visit has one: paid, owed or unable. Nothing
	// said is paid.
	Fee string `json:"fee,omitempty" max:"10"`
}

// Stop tells that it was broken off: verb massage.stop.
type Stop struct {
	Booking ident.ID `json:"booking"`
	// Why is a word of StopWhys, Signs are the danger signs that were asked for and are there.
	Why   string   `json:"why" max:"10"`
	Signs []string `json:"signs,omitempty"`
	Note  string   `json:"note,omitempty" max:"500"`
}

// NobodyHome tells of a closed door: verb massage.not_home.
type NobodyHome struct {
	Booking ident.ID `json:"booking"`
}

// Subject is the booking.
func (b SetOut) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b Start) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b Finish) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b Stop) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b NobodyHome) Subject() ident.ID { return b.Booking }

// Check wants a booking.
func (b SetOut) Check() *fault.Error { return wanted(b.Booking) }

// Check wants a booking.
func (b Start) Check() *fault.Error { return wanted(b.Booking) }

// Check wants a booking.
func (b NobodyHome) Check() *fault.Error { return wanted(b.Booking) }

// Check wants parts that can be massaged, and things that can be taught.
func (b Finish) Check() *fault.Error {
	switch {
	case !distinct(b.Did, doable):
		return fault.BadField("body.unknown_word", "did")
	case !distinct(b.Taught, Steps):
		return fault.BadField("body.unknown_word", "taught")
	case !slices.Contains([]string{"", FeePaid, FeeOwed, FeeUnable}, b.Fee):
		return fault.BadField("body.unknown_word", "fee")
	}
	return wanted(b.Booking)
}

// Check wants a reason and signs of the table.
func (b Stop) Check() *fault.Error {
	if !slices.Contains(StopWhys, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	if bad := checkSigns(b.Signs); bad != nil {
		return bad
	}
	return wanted(b.Booking)
}

// distinct reports whether each word is one of these, and none stands twice.
func distinct(said, of []string) bool {
	for i, w := range said {
		if !slices.Contains(of, w) || slices.Contains(said[:i], w) {
			return false
		}
	}
	return true
}
