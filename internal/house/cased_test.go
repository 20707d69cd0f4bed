package house_test

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/need"
)

// cased is what has gone wrong in a place of the town, a complaint, and what was asked for there:
// two requests, and one that was merged into the first.
type cased struct{ incident, complaint, request, request2, merged1 ident.ID }

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
	c.complaint = w.fresh()
	w.must(officer, "need.complain", need.Complain{Case: c.complaint, Kind: "complaint", What: "KanariCatatan", Name: "KanariPasien", Phone: "0812"})
	c.request, c.request2, c.merged1 = w.fresh(), w.fresh(), w.fresh()
	for _, id := range []ident.ID{c.request, c.request2, c.merged1} {
		w.must(officer, "need.request", need.Request{Case: id, Kind: need.VisitRequest, Person: x.mother, What: "KanariCatatan",
			Patient: &need.Patient{Name: "KanariPasien"}, Where: &need.Where{Village: x.village, Text: "KanariAlamat"}})
		if own {
			w.must(officer, "need.hand", need.Hand{Case: id, Owner: worker(x.centre, owner)})
		}
	}
	joined := w.must(officer, "need.merge", need.Merge{Case: c.merged1, Into: c.request})
	w.must(x.centre.actor("head"), "approval.approve", journal.Approve{Command: joined.ID})
	return c
}
