package milk

import (
	"regexp"
	"strings"

	"sambang/internal/core/ident"
)

// A label is letters and digits in two groups: six and a check character on what
// we print ("7KQ 2XM4"), shorter on what a mother has numbered by herself.
var labelForm = regexp.MustCompile(`^[0-9A-Z]{3} ?[0-9A-Z]{2,4}$`)

// labelLetters are those that no hand confuses: without I, L, O and U.
const labelLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// labels are what may stand on a bottle: what stands there already, or else the
// first of some that no other bottle has.
func (x BottleBody) labels() []string {
	if x.Label != "" {
		return []string{spaced(x.Label)}
	}
	return []string{Label(x.ID), Label(ident.Derive(x.ID, 1)), Label(ident.Derive(x.ID, 2))}
}

// Label is the short name of a bottle: of an id its last six letters and their
// check character. Printed labels have one of a random id.
func Label(id ident.ID) string {
	raw := string(id)
	six := make([]byte, 6)
	for i := range six {
		six[i] = labelLetters[raw[len(raw)-6+i]%32]
	}
	return spaced(string(six) + string(labelLetters[checkOf(string(six))]))
}

// spaced writes a label the way it is printed, whether or not it was typed with the
// space.
func spaced(label string) string {
	bare := strings.ReplaceAll(label, " ", "")
	return bare[:3] + " " + bare[3:]
}

// checks reports whether a label of seven fits its check character. Shorter ones
// have none.
func checks(label string) bool {
	bare := strings.ReplaceAll(label, " ", "")
	if len(bare) != 7 {
		return true
	}
	return !strings.ContainsAny(bare, "ILOU") && labelLetters[checkOf(bare[:6])] == bare[6]
}

// checkOf sums the letters as numbers of the field of 32 elements, each multiplied
// by another power: one wrong letter, or two that changed places, never give the
// same sum.
func checkOf(six string) int {
	sum, weight := 0, 2
	for _, c := range []byte(six) {
		sum ^= times(strings.IndexByte(labelLetters, c), weight)
		weight = times(weight, 2)
	}
	return sum
}

// times multiplies in the field of 32 elements, by the polynomial x^5 + x^2 + 1.
func times(a, b int) int {
	out := 0
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			out ^= a
		}
		if a <<= 1; a >= 32 {
			a ^= 0b100101
		}
	}
	return out
}

// labelsTwice reports whether one declaration writes a label on two bottles.
func labelsTwice(bottles []BottleBody) bool {
	var labels []string
	for _, b := range bottles {
		if b.Label != "" {
			labels = append(labels, spaced(b.Label))
		}
	}
	return len(distinct(labels)) != len(labels)
}
