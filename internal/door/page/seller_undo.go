package page

import (
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/registry"
)

// sellerTap is a tap of the last hours: ID is the one that its form carries, What and Where
// say what was told.
type sellerTap struct {
	ID, Contact     ident.ID
	At, What, Where string
}

// tapsShown is how many taps can be taken back on the page: the older ones are the desk's.
const tapsShown = 5

// undoable reads the taps that the seller may take back.
func (view *sellerView) undoable(p *Page, q journal.Query, v *visit, seller ident.ID) error {
	all, err := campaign.UndoableOf(q, seller, tapsShown)
	if err != nil {
		return err
	}
	var taps []sellerTap
	for _, c := range all {
		one := sellerTap{ID: p.freshID(), Contact: c.ID, At: text.Hour(c.At, v.zone), What: text.T(v.lang, "page.seller.count."+c.Kind, map[string]string{"n": strconv.FormatInt(c.Count, 10)})}
		if village, found, err := registry.Villages.Get(q.Tx, q.Facility, ident.ID(c.Village)); err != nil {
			return err
		} else if found {
			one.Where = village.Name
		}
		taps = append(taps, one)
	}
	if len(taps) > 0 {
		view.Last, view.Earlier = &taps[0], taps[1:]
	}
	return nil
}

// oneTap is a tap with the page it stands on, for the part that is drawn for each.
type oneTap struct {
	*sheet
	Tap sellerTap
}

// Undo gives a tap together with its page.
func (s *sheet) Undo(t sellerTap) oneTap { return oneTap{s, t} }
