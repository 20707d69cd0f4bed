package house_test

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/need"
)

// cased is what has gone wrong in a place of the town.
type cased struct{ incident ident.ID }

// open makes a case of the village. It is the doctor's when it is to be anybody's
// own, else the head's.
func (w *town) open(x things, own bool) (c cased) {
	w.t.Helper()
	c.incident = w.fresh()
	officer := x.centre.actor("officer")
	w.must(officer, "need.open", need.OpenCase{Case: c.incident, Kind: milk.TooWarm, Village: x.village, What: "KanariCatatan"})
	owner := "head"
	if own {
		owner = string(access.Doctor)
	}
	w.must(officer, "need.hand", need.Hand{Case: c.incident, Owner: worker(x.centre, owner)})
	return c
}
