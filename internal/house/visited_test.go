package house_test

import (
	"sambang/internal/programme/homevisit"
)

// travel sends the team of a place to the first of its requests, and it sets out.
func (w *town) travel(x things) {
	w.t.Helper()
	w.must(x.centre.actor("dispatcher"), "visit.send", homevisit.Send{Visit: x.request, Team: x.team})
	w.must(x.centre.actor("dispatcher"), "visit.set_out", homevisit.SetOut{Visit: x.request})
}
