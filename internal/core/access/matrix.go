package access

import "strings"

// matrix is the authorisation matrix, read from one line a role and resource: the actions
// (C create, R read, U correct, A approve, X export) each with its scope
// (o own, j job, v village, p facility). What is not here is denied. The lines stand by
// who they are for: the desk, the field, and those outside the house.
var matrix = read(deskRules + fieldRules + outsideRules)

// read gives role -> need -> scopes.
func read(text string) map[Role]map[Need][]Scope {
	out := map[Role]map[Need][]Scope{}
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		role := Role(words[0])
		if out[role] == nil {
			out[role] = map[Need][]Scope{}
		}
		for _, right := range words[2:] {
			n := Need{Action(right[0]), words[1]}
			out[role][n] = append(out[role][n], Scope(right[1]))
		}
	}
	return out
}
