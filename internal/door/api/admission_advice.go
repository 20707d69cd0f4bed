package api

import (
	"context"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk/admission"
)

// adviceRoutes are the addresses that say whether one more mother can be taken.
func (a *API) adviceRoutes() []Route {
	return []Route{
		{"GET /api/v1/milk/applications/{id}/advice", "session", a.advice},
		{"GET /api/v1/milk/capacity", "session", a.capacity},
	}
}

// advicePages describes them.
func (b builder) advicePages() {
	text := &huma.Schema{Type: huma.TypeString}
	hour := &huma.Param{Name: "at", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Pattern: `^([01]\d|2[0-3]):[0-5]\d$`},
		Description: "The hour to look at, HH:MM; the middle of the hours she works when left out."}
	one := b.operation("milk.advice", "Whether the standing week has room for an applicant, at which hour, and which day is the bottleneck", nil, b.of(admission.Advice{}))
	one.Parameters = []*huma.Param{{Name: "id", In: "path", Required: true, Schema: text}, hour}
	b.doc.Paths["/api/v1/milk/applications/{id}/advice"] = &huma.PathItem{Get: one}
	most := b.operation("milk.capacity", "How many such mothers the couriers can serve, and on which weekday it is tightest", nil, b.of(admission.Rooms{}))
	b.doc.Paths["/api/v1/milk/capacity"] = &huma.PathItem{Get: most}
}

// advising remembers the last planned week of each facility. Only one week is planned at a
// time in a process: it takes a second of a core that dispatching needs too.
type advising struct {
	made  sync.Once
	turn  chan struct{}
	weeks map[ident.ID]*advised
}

// advised is a planned week with what was asked of it, and its digest.
type advised struct {
	digest  string
	week    admission.Planned
	answers map[string]admission.Advice
	rooms   *admission.Rooms
}

// with gives f the planned week, planned anew when something has happened since that
// changes it. It waits for its turn, as long as whoever asks does.
func (x *advising) with(ctx context.Context, facility ident.ID, week admission.Week, f func(*advised) error) error {
	x.made.Do(func() { x.turn, x.weeks = make(chan struct{}, 1), map[ident.ID]*advised{} })
	select {
	case x.turn <- struct{}{}:
		defer func() { <-x.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	known := x.weeks[facility]
	if digest := week.Digest(); known == nil || known.digest != digest {
		planned, err := week.Plan(ctx)
		if err != nil {
			return err
		}
		known = &advised{digest: digest, week: planned, answers: map[string]admission.Advice{}}
		x.weeks[facility] = known
	}
	return f(known)
}

// adviser is whoever decides on applications or prepares them, of the whole facility.
func (a *API) adviser(r *http.Request) (Signed, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, err
	}
	if v, ok := access.May(s.Actor, access.Read("application")); !ok || !v.Everywhere() {
		return s, fault.Absent()
	}
	return s, nil
}

// advice answers whether she fits. It shows nobody: hours, weekdays and couriers only.
func (a *API) advice(w http.ResponseWriter, r *http.Request) error {
	s, err := a.adviser(r)
	if err != nil {
		return err
	}
	var week admission.Week
	var wanted admission.Wanted
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		row, found, err := admission.Applications.Get(q.Tx, q.Facility, ident.ID(r.PathValue("id")))
		if err != nil {
			return err
		}
		if !found {
			return fault.Absent()
		}
		if week, err = admission.ReadWeek(q); err != nil {
			return err
		}
		wanted, err = week.Wanting(q, row, r.URL.Query().Get("at"))
		return err
	})
	if err != nil {
		return err
	}
	var out admission.Advice
	err = a.advising.with(r.Context(), s.Actor.Facility, week, func(x *advised) (err error) {
		key := wanted.Key()
		known, found := x.answers[key]
		if !found {
			if known, err = x.week.Advise(r.Context(), wanted); err == nil {
				x.answers[key] = known
			}
		}
		out = known
		out.Capacity, out.Unset, out.Seq = week.Capacity, week.Unset, week.Seq // places are given without a change of the week
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// capacity answers how many there is room for. It shows nobody: numbers only.
func (a *API) capacity(w http.ResponseWriter, r *http.Request) error {
	s, err := a.adviser(r)
	if err != nil {
		return err
	}
	var week admission.Week
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { week, err = admission.ReadWeek(q); return err }); err != nil {
		return err
	}
	var out admission.Rooms
	err = a.advising.with(r.Context(), s.Actor.Facility, week, func(x *advised) error {
		if x.rooms == nil {
			rooms, err := x.week.Rooms(r.Context())
			if err != nil {
				return err
			}
			x.rooms = &rooms
		}
		out = *x.rooms
		out.Capacity, out.Unset, out.Seq = week.Capacity, week.Unset, week.Seq
		return nil
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
