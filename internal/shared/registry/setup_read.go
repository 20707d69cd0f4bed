package registry

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// GroupSize is how many houses a group of ten houses has.
type GroupSize struct {
	Group  ident.ID `json:"ten_house_group"`
	Houses int64    `json:"houses"`
}

// GroupSizes counts the houses of every group of ten houses in some villages, by the
// group's id; a group without a house has zero. Villages nil: of the whole health
// centre. Houses whose address is hidden count: a number tells nobody's.
func GroupSizes(q journal.Query, villages []string) ([]GroupSize, error) {
	groups, err := Groups.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return nil, err
	}
	houses := map[ident.ID]int64{}
	err = q.Each("SELECT ten_house_group, COUNT(*) FROM house WHERE facility_id = $1 AND ten_house_group <> '' GROUP BY ten_house_group", store.Args(q.Facility),
		func(scan func(...any) error) error {
			var group ident.ID
			var n int64
			err := scan(&group, &n)
			houses[group] = n
			return err
		})
	if err != nil {
		return nil, err
	}
	out := []GroupSize{}
	for _, g := range groups {
		if villages == nil || slices.Contains(villages, g.Village) {
			out = append(out, GroupSize{g.ID, houses[g.ID]})
		}
	}
	return out, nil
}

// PublishedTexts lists every version of every consent text: by purpose, the newest
// first. Nothing of them is personal.
func PublishedTexts(q journal.Query) ([]ConsentText, error) {
	return ConsentTexts.Where(q.Tx, "facility_id = $1 ORDER BY purpose, published_at DESC, id DESC", q.Facility)
}
