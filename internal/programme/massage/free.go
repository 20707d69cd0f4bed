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
	case slots.Bike:
		return "massage.no_motorbike"
	}
	return "massage.slot_taken"
}

// verdict is the strictest of all children: what one may not, the visit may not.
func (b booking) verdict(a screening.Answers, at instant.Instant) (most screening.Verdict) {
	for i, born := range b.born {
		v := screening.At(a, born, at, b.set.Screening, screening.Booking)
		limits := slices.Compact(slices.Sorted(slices.Values(slices.Concat(most.Limits, v.Limits))))
		if i == 0 || screening.Stricter(v.Result, most.Result) {
			most = v
		}
		most.Limits = limits
	}
	return most
}
