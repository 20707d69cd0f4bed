package milk

import (
	"regexp"

	"sambang/internal/core/ident"
)

var labelForm = regexp.MustCompile(`^[0-9A-Z]{3} ?[0-9A-Z]{2,4}$`)

// labels are what may stand on a bottle: what she has written, or else the first
// of some that no other bottle has.
func (x BottleBody) labels() []string {
	if x.Label != "" {
		return []string{x.Label}
	}
	return []string{Label(x.ID), Label(ident.Derive(x.ID, 1)), Label(ident.Derive(x.ID, 2))}
}

// Label is the short name of a bottle that a hand can write: three letters and
// digits, then two, then a check character over both.
func Label(id ident.ID) string {
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	raw := string(id)
	sum, out := 0, make([]byte, 0, 7)
	for i := range 5 {
		v := int(raw[len(raw)-5+i])
		c := letters[v%32]
		sum += (i + 2) * (v % 32)
		out = append(out, c)
		if i == 2 {
			out = append(out, ' ')
		}
	}
	return string(append(out, letters[sum%31]))
}

// labelsTwice reports whether one declaration writes a label on two bottles.
func labelsTwice(bottles []BottleBody) bool {
	var labels []string
	for _, b := range bottles {
		if b.Label != "" {
			labels = append(labels, b.Label)
		}
	}
	return len(distinct(labels)) != len(labels)
}
