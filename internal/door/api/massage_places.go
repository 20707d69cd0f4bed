package api

import (
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
)

// describeMassagePlaces describes where a booking could go.
func (b builder) describeMassagePlaces(span []*huma.Param) {
	get := b.operation("massage.places", "Where in the calendar a booking could go: for each cadre and day, from the earliest beginning on, why not; empty: it could", nil, b.of(massage.Places{}))
	get.Parameters = append(slices.Clone(span), &huma.Param{Name: "booking", In: "query", Required: true, Schema: &huma.Schema{Type: huma.TypeString}})
	b.doc.Paths["/api/v1/massage/places"] = &huma.PathItem{Get: get}
}

func (a *API) massagePlaces(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.massageReader(r)
	if err != nil {
		return err
	}
	var out massage.Places
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		first, last, _, err := massageSpan(q, r.URL.Query(), 7)
		if err != nil {
			return err
		}
		k, found, err := massage.Bookings.Get(q.Tx, q.Facility, ident.ID(r.URL.Query().Get("booking")))
		if err != nil {
			return err
		}
		if !found || villages != nil && !slices.Contains(villages, k.Village) {
			return fault.Absent()
		}
		out, err = a.Massages.PlacesOf(q, k, first, last)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
