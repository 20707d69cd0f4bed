package massage

import (
	"slices"

	"sambang/internal/calc/screening"
	"sambang/internal/calc/slots"
	"sambang/internal/core/instant"
)

// notFree is the code of why a slot is not free: a word of calc/slots, or one of fits.
func notFree(why string) string {
	switch why {
	case "no_cadre":
		return "massage.no_such_cadre"
	case "too_far":
		return "massage.too_far_ahead"
	case "too_soon":
		return "massage.too_soon"
	case slots.Certificate:
		return "massage.not_certified"
	case slots.Village:
		return "massage.not_her_village"
	case slots.Hours:
		return "massage.not_in_hours"
	case slots.Full:
		return "massage.day_full"
	case slots.Travel:
		return "massage.no_way_there"
	case slots.Pause:
		return "massage.no_break_left"
	case slots.Bike:
		return "massage.no_motorbike"
	}
	return "massage.slot_taken"
}

// verdict is what the answers come to. They are of today: a fever, an illness and a fall are
// judged by the age that the child has now, whenever the visit is to be; all else by the age
// at the visit, and whether the rest after an immunisation is over by then.
func (b booking) verdict(a screening.Answers, at, now instant.Instant) screening.Verdict {
	today, _ := screening.Strictest(a, b.born, now, b.set.Screening, screening.Booking)
	if slices.Contains([]string{screening.Danger, screening.Refer, screening.Stop}, today.Result) {
		return today
	}
	then, _ := screening.Strictest(a, b.born, max(at, now), b.set.Screening, screening.Booking)
	return then
}
