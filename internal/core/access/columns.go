package access

import (
	"slices"
	"strings"
)

// columns says which fields of a synced row a role sees: table -> role and kind of
// audience -> fields. The desk's and the field's lists have one line a role, table and
// kind of audience: * for all, or the fields by name. What is not here is
// not sent. The reasons, from the authorisation matrix:
//
//   - the desk plans and answers the telephone, so it sees people and places; the
//     books are the officer's to read, not the dispatcher's;
//   - the head oversees: who, how and how late, not where somebody lives or which
//     number they have. That is behind the glass: o is the audience of a person,
//     and staff hold one only while a glass is broken for it;
//   - the treasurer pays: who carried what and what is due, no client, no place;
//   - a courier sees what the job needs, their own papers and earnings, and of the
//     other couriers (c) the name, to hand a bag over to one;
//   - midwife and cadre see their village's mothers and how a ride stands, not
//     where it goes to or comes from;
//   - midwife and cadre hold the residents of their villages, so that the register
//     works without signal; the desk asks for them and holds nobody;
//   - the administrator sees accounts and devices, no client.
var columns = readColumns(deskColumns + fieldColumns)

// view is a role reaching a row through a kind of audience (f, v, w, j, o, c, h, d).
type view struct {
	role Role
	kind string
}

func readColumns(text string) map[string]map[view][]string {
	out := map[string]map[view][]string{}
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) < 4 {
			continue
		}
		if out[words[2]] == nil {
			out[words[2]] = map[view][]string{}
		}
		out[words[2]][view{Role(words[0]), words[1]}] = words[3:]
	}
	return out
}

// Columns gives the fields of a table's row that these roles see when they reach
// it through a kind of audience ("f", "v", "e", "w", "j", "o", "c"), as one sorted list;
// all says that there is no limit. Neither: the row is not to be sent.
func Columns(table string, roles []Role, audienceKind string) (fields []string, all bool) {
	for _, r := range roles {
		more := columns[table][view{r, audienceKind}]
		if len(more) == 1 && more[0] == "*" {
			return nil, true
		}
		fields = append(fields, more...)
	}
	slices.Sort(fields)
	return slices.Compact(fields), false
}

// Sees gives the fields of a row that an actor sees through all the audiences
// that the row and the actor share.
func Sees(a Actor, table string, row []string) (fields []string, all bool) {
	for _, key := range a.Keys {
		if !slices.Contains(row, key) {
			continue
		}
		kind, _, _ := strings.Cut(key, ":")
		more, everything := Columns(table, a.Roles, kind)
		if everything {
			return nil, true
		}
		fields = append(fields, more...)
	}
	slices.Sort(fields)
	return slices.Compact(fields), false
}
