package experience

import (
	"slices"

	"sambang/internal/calc/triage"
)

// Problems are what mothers of the first six months come with, in the words in which a
// month's answer says why something else was given (health.Reasons): so that a reason
// finds the experiences with it.
var Problems = []string{"not_enough_milk", "latch", "sore_nipple", "engorged", "crying", "back_to_work", "relatives", "clinic",
	"early_food", "growth_doubt", "mother_ill", "twins_low_weight", "teething", "other"}

// The states of an experience.
const (
	Draft    = "draft"
	Approved = "approved"
	Hidden   = "hidden"
)

// The states of a problem.
const (
	Open     = "open"     // told; nobody has answered
	Answered = "answered" // something was advised; somebody looks again on a day
	Solved   = "solved"
	Unsolved = "unsolved" // ended without help: she wants no more, or gives other food now
)

// Why a problem was passed on to the midwife.
const (
	ByDanger  = "danger"
	ByHours   = "hours"
	NotBetter = "not_better"
)

// groups are whom the danger signs of a mother or of her baby are asked of.
var groups = map[triage.Group]bool{triage.Postpartum: false, triage.Newborn: true, triage.Child: true}

// signsOf splits the danger signs into those of the mother and those of the baby; false:
// one of them is none that is asked here.
func signsOf(codes []string) (mother, baby []string, ok bool) {
	table := triage.Defaults()
	for _, code := range codes {
		sign, known := triage.Find(table, code)
		ofBaby, asked := groups[sign.Group]
		switch {
		case !known || !asked:
			return nil, nil, false
		case ofBaby:
			baby = append(baby, code)
		default:
			mother = append(mother, code)
		}
	}
	return mother, baby, true
}

func isProblem(code string) bool { return slices.Contains(Problems, code) }
