package naming

import "strings"

// Near reports whether two words are one but for their spelling and slips of a pen, as
// many as a word of that length may have: Jambewangi, Djambewangi, Jambewngi.
func Near(a, b string) bool {
	a, b = strings.Join(Fold(a), ""), strings.Join(Fold(b), "")
	most := slips(min(len(a), len(b)))
	return a != "" && b != "" && distance(a, b, most) <= most
}
