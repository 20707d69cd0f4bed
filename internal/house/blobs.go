package house

import (
	"slices"
	"sync"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
)

// namer is a room whose rows name photos or signatures. It says who sees the row
// that names one: the row's audiences and the resource that somebody must have the
// right to read; no resource: the room names no such picture. The id is a blob.ID.
type namer interface {
	NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error)
}

// owners collects what names pictures: the houses, and the rooms that say so
// themselves. A picture that nothing names is seen by nobody but who sent it, and
// that for an hour.
func (h *House) owners() []api.Owner {
	all := []api.Owner{(&housePhotos{known: map[ident.ID]*album{}}).owner}
	for _, r := range h.rooms {
		if n, ok := r.(namer); ok {
			all = append(all, n.NamesBlob)
		}
	}
	return all
}

// housePhotos finds the house that a photo shows. What names it is sealed with the
// house, so the way back is kept in memory and follows the houses as they change:
// after the first look, one question for what is new.
type housePhotos struct {
	mu    sync.Mutex
	known map[ident.ID]*album
}

// album is the photos of one facility's houses up to a seq. Photos that were taken
// off stay in it: whether a house still has one is asked when it is looked at.
type album struct {
	seq    int64
	houses map[blob.ID][]ident.ID // neighbours may share the photo of their way
}

// owner says who sees a photo of a house: whoever is shown where one of those
// houses stands.
func (p *housePhotos) owner(q journal.Query, id string) ([]string, string, error) {
	houses, err := p.find(q, blob.ID(id))
	if err != nil {
		return nil, "", err
	}
	for _, house := range houses {
		row, at, found, err := registry.OpenHouse(q, house)
		if err != nil {
			return nil, "", err
		}
		if !found || !slices.Contains(idsOf(q.Keys, q.Facility, at.Photos), blob.ID(id)) {
			continue
		}
		if shown, err := api.ShowsHouse(q, house); err != nil {
			return nil, "", err
		} else if shown {
			return []string{"f", "v:" + row.Village}, "person", nil
		}
	}
	return nil, "", nil
}

// find reads the houses that changed since the last look.
func (p *housePhotos) find(q journal.Query, id blob.ID) ([]ident.ID, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.known[q.Facility]
	if a == nil {
		a = &album{houses: map[blob.ID][]ident.ID{}}
		p.known[q.Facility] = a
	}
	changed, err := registry.Houses.Where(q.Tx, "facility_id = $1 AND seq > $2 ORDER BY seq", q.Facility, a.seq)
	if err != nil {
		return nil, err
	}
	for _, h := range changed {
		_, at, _, err := registry.OpenHouse(q, h.ID)
		if err != nil {
			return nil, err
		}
		for _, photo := range idsOf(q.Keys, q.Facility, at.Photos) {
			if !slices.Contains(a.houses[photo], h.ID) {
				a.houses[photo] = append(a.houses[photo], h.ID)
			}
		}
		a.seq = h.Seq
	}
	return slices.Clone(a.houses[id]), nil
}

// idsOf names photos as rows do, however the phone has told them.
func idsOf(ring *keys.Ring, facility ident.ID, told []string) []blob.ID {
	var all []blob.ID
	for _, t := range told {
		if id, ok := blob.Named(ring, facility, t); ok {
			all = append(all, id)
		}
	}
	return all
}
