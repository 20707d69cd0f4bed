package house

import (
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
)

// namer is a room whose rows name photos or signatures. It says who sees the row
// that names one: the row's audiences and the resource that somebody must have the
// right to read; no resource: the room names no such picture. The id is a blob.ID.
type namer interface {
	NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error)
}

// owners collects what the rooms name. A picture that no room names is seen by
// nobody but who sent it, and that for an hour.
func (h *House) owners() []api.Owner {
	var all []api.Owner
	for _, r := range h.rooms {
		if n, ok := r.(namer); ok {
			all = append(all, n.NamesBlob)
		}
	}
	return all
}
