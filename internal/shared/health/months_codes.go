package health

import (
	"slices"

	"sambang/internal/core/fault"
)

// NotCounted is the answer of a month in which a reason of health stood behind other
// food, to everybody but midwives and doctors: nothing is asked further, nothing blamed.
const NotCounted = "not_counted"

// What was given beside breast milk. A brand cannot be told: there is no word for one.
var GivenFoods = []string{"formula", "water", "honey", "banana", "porridge", "other"}

// Givers are who gave it first.
var Givers = []string{"mother", "father", "grandmother", "relative", "neighbour", "health_worker", "clinic", "other"}

// Reasons are why, in the order of the counselling topics of support groups: not
// enough milk, latch, sore nipple, engorged breast, a crying baby taken for hunger, back
// to work, relatives, the clinic's own habit, food given early, doubt of growth, mother
// ill, mother on medicine, twins or low weight, teething, the mother was away.
var Reasons = []string{"not_enough_milk", "latch", "sore_nipple", "engorged", "crying", "back_to_work", "relatives", "clinic", "early_food",
	"growth_doubt", "mother_ill", "mother_medicine", "twins_low_weight", "teething", "mother_away", "other"}

var answers = []string{Exclusive, NotExclusive, Unknown}

// judged is the answer of the month. Where the two questions were asked it follows from
// both: the last day alone overstates, for what was given last week is not in it.
func (b Feed) judged() string {
	switch {
	case b.LastDay == "" && b.SinceLast == "":
		return b.Answer
	case b.LastDay == NotExclusive || b.SinceLast == NotExclusive:
		return NotExclusive
	case b.LastDay == Exclusive && b.SinceLast == Exclusive:
		return Exclusive
	}
	return Unknown
}

// checkAnswer wants known words, and one answer: not two that contradict each other.
func (b Feed) checkAnswer() *fault.Error {
	judged := b.judged()
	switch {
	case b.LastDay != "" && !slices.Contains(answers, b.LastDay):
		return fault.BadField("body.unknown_word", "last_day")
	case b.SinceLast != "" && !slices.Contains(answers, b.SinceLast):
		return fault.BadField("body.unknown_word", "since_last")
	case !slices.Contains(answers, judged):
		return fault.BadField("body.unknown_word", "answer")
	case b.Answer != "" && b.Answer != judged:
		return fault.BadField("health.answers_differ", "answer")
	}
	return b.checkGiven(judged)
}

// checkGiven wants what was given to be told only where something was.
func (b Feed) checkGiven(judged string) *fault.Error {
	told := len(b.Given) > 0 || b.GivenSince != "" || b.GivenBy != "" || len(b.Reasons) > 0
	switch {
	case told && judged != NotExclusive:
		return fault.BadField("health.given_without_no", "given")
	case !allOf(b.Given, GivenFoods):
		return fault.BadField("body.unknown_word", "given")
	case b.GivenBy != "" && !slices.Contains(Givers, b.GivenBy):
		return fault.BadField("body.unknown_word", "given_by")
	case !allOf(b.Reasons, Reasons):
		return fault.BadField("body.unknown_word", "reasons")
	case b.GivenSince != "" && (!civilDay(b.GivenSince) || b.GivenSince > b.On):
		return fault.BadField("body.bad_date", "given_since")
	}
	return nil
}

// allOf reports whether every word is of a list, each once.
func allOf(words, list []string) bool {
	for i, w := range words {
		if !slices.Contains(list, w) || slices.Contains(words[:i], w) {
			return false
		}
	}
	return true
}

// ofList gives words in the order of a list, never null.
func ofList(words, list []string) []string {
	out := []string{}
	for _, w := range list {
		if slices.Contains(words, w) {
			out = append(out, w)
		}
	}
	return out
}
