package api

import (
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/report/care"
	"sambang/internal/shared/registry"
)

// careRoutes are the addresses of the map of care.
func (a *API) careRoutes() []Route {
	return []Route{
		{"GET /api/v1/care/map", "session", a.careOverview},
		{"GET /api/v1/care/map/{village}", "session", a.careMap},
	}
}

// careMaps describes them.
func (b builder) careMaps() {
	village := &huma.Param{Name: "village", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	all := b.operation("care.overview", "How every village in reach is looked after, in figures", nil, b.of(care.Overview{}))
	one := b.operation("care.map", "A village's houses by the days since somebody came, open findings by age, alarm posts with who would come; ids and no names", nil, b.of(care.Village{}))
	one.Parameters = []*huma.Param{village}
	b.doc.Paths["/api/v1/care/map"] = &huma.PathItem{Get: all}
	b.doc.Paths["/api/v1/care/map/{village}"] = &huma.PathItem{Get: one}
}

// careReader finds who asks, what of the map they may read and in which villages; nil:
// all of them.
func (a *API) careReader(r *http.Request) (Signed, care.Sees, []string, error) {
	s, villages, err := a.reader(r)
	if err != nil {
		return s, care.Sees{}, nil, err
	}
	may := func(room string) bool { _, ok := access.May(s.Actor, access.Read(room)); return ok }
	sees := care.Sees{Rounds: may("round"), Findings: may("finding"), Alarm: may("alarm")}
	if !sees.Rounds {
		return s, sees, nil, fault.Absent()
	}
	return s, sees, villages, nil
}

// careOverview answers with figures of villages and shows nobody.
func (a *API) careOverview(w http.ResponseWriter, r *http.Request) error {
	s, sees, villages, err := a.careReader(r)
	if err != nil {
		return err
	}
	var out care.Overview
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out, err = care.OverviewOf(q, sees, villages)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// careMap answers with a village's map. Where people live is for those who go there
// and send somebody there: to the head there is no map, as there is none of the register.
func (a *API) careMap(w http.ResponseWriter, r *http.Request) error {
	s, sees, villages, err := a.careReader(r)
	if err != nil {
		return err
	}
	village := r.PathValue("village")
	if !isOne(s.Actor, knowers) || villages != nil && !slices.Contains(villages, village) {
		return fault.Absent()
	}
	var out care.Village
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		_, found, err := registry.Villages.Get(q.Tx, q.Facility, ident.ID(village))
		if err != nil || !found {
			return absentOr(err)
		}
		at, err := a.shownIn(q, village)
		if err != nil {
			return err
		}
		out, err = care.VillageOf(q, sees, village, at)
		return err
	})
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "care_map", People: shownBy(out)}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// shownIn are the points of a village that may be shown: hidden addresses are not among them.
func (a *API) shownIn(q journal.Query, village string) (map[ident.ID]geo.Point, error) {
	day, err := today(q)
	if err != nil {
		return nil, err
	}
	all, err := a.points.At(q, day)
	at := map[ident.ID]geo.Point{}
	for _, p := range all {
		if p.Village == village {
			at[p.ID] = geo.Point{Lat: round5(p.At.Lat), Lon: round5(p.At.Lon)}
		}
	}
	return at, err
}

// shownBy names everybody a map shows, for the access log.
func shownBy(v care.Village) []string {
	people := []string{"village:" + v.Total.Village}
	for _, h := range v.Houses {
		for _, id := range h.People {
			people = append(people, "person:"+string(id))
		}
	}
	for _, u := range v.Unplaced {
		people = append(people, "person:"+string(u.Person))
	}
	return people
}
