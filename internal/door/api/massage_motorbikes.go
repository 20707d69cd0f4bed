package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
)

// describeMotorbikes describes what more motorbikes would have freed.
func (b builder) describeMotorbikes() {
	b.doc.Paths["/api/v1/massage/motorbikes"] = &huma.PathItem{Get: b.operation("massage.motorbikes",
		"What one, two and three motorbikes more would have made possible in the last four weeks: who waited more than seven days is put in again, other visits stay; with what it was reckoned from", nil, b.of(massage.More{}))}
}

// massageMotorbikes answers the desk; who has a village of their own has no yard.
func (a *API) massageMotorbikes(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.massageReader(r)
	if err != nil {
		return err
	}
	if villages != nil {
		return fault.Absent()
	}
	var out massage.More
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out, err = a.Massages.MoreBikes(q)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
