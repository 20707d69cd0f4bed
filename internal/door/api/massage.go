package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/workforce"
)

// MassageSlots are the slots that could be booked now, the earliest first.
type MassageSlots struct {
	Slots []MassageSlot `json:"slots"`
	Today string        `json:"today"`
}

// MassageSlot is a cadre and a time of hers.
type MassageSlot struct {
	Cadre ident.ID        `json:"cadre"`
	Name  string          `json:"name"`
	From  instant.Instant `json:"from"`
	To    instant.Instant `json:"to"`
	// Bike says that it is free only when she is lent a motorbike for that day.
	Bike bool `json:"bike,omitempty"`
	// ExtraMinutes is the way that it adds to her day.
	ExtraMinutes int64 `json:"extra_minutes"`
}

// mostMassageDays is how many days one question looks at.
const mostMassageDays = 42

// massageRoutes are where free slots and the cadres' days are read.
func (a *API) massageRoutes() []Route {
	return []Route{
		{"GET /api/v1/massage/slots", "session", a.massageSlots},
		{"GET /api/v1/massage/rota", "session", a.massageRota},
		{"GET /api/v1/massage/motorbikes", "session", a.massageMotorbikes},
		{"GET /api/v1/massage/places", "session", a.massagePlaces},
		{"GET /api/v1/massage/bookings/{id}/slip.pdf", "session", a.massageSlip},
	}
}

// massagePages describes them.
func (b builder) massagePages() {
	in := func(name, kind string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: kind}}
	}
	span := []*huma.Param{in("from", huma.TypeString), in("to", huma.TypeString)}
	free := b.operation("massage.slots", "The slots that could be booked now, the earliest first: for a booking that is to move (booking), or for a village with the children's birth dates (born, with commas between them) and a point, if known. From and to are YYYY-MM-DD, the next two weeks unless said", nil, b.of(MassageSlots{}))
	free.Parameters = append(slices.Clone(span), in("booking", huma.TypeString), in("village", huma.TypeString), in("born", huma.TypeString), in("cadre", huma.TypeString),
		in("lat", huma.TypeNumber), in("lon", huma.TypeNumber))
	rota := b.operation("massage.rota", "When the cadres can come from one day to another (the next week unless said), and the rules that a booking is held to", nil, b.of(massage.Rota{}))
	rota.Parameters = span
	b.describeMotorbikes()
	b.doc.Paths["/api/v1/massage/slots"] = &huma.PathItem{Get: free}
	b.doc.Paths["/api/v1/massage/rota"] = &huma.PathItem{Get: rota}
	b.describeMassagePlaces(span)
	b.describeMassageSlip()
	b.describeMassageSheets()
}

// massageReader finds who asks and which villages they book for; nil: all of them.
func (a *API) massageReader(r *http.Request) (Signed, []string, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, nil, err
	}
	if _, may := access.May(s.Actor, access.Read("massage")); !may {
		return s, nil, fault.Absent()
	}
	return s, villagesFor(s.Actor, "massage"), nil
}

// massageSpan reads the days that are asked for; nothing said is so many from today on.
func massageSpan(q journal.Query, by url.Values, days int) (from, to, now string, err error) {
	if now, err = today(q); err != nil {
		return "", "", "", err
	}
	from = now
	if text := by.Get("from"); text != "" {
		from = text
	}
	if !calendar.IsDay(from) {
		return "", "", "", fault.BadField("body.bad_date", "from")
	}
	to = calendar.Move(from, days-1)
	if text := by.Get("to"); text != "" {
		to = text
	}
	if !calendar.IsDay(to) || to < from || to > calendar.Move(from, mostMassageDays-1) {
		return "", "", "", fault.BadField("body.bad_date", "to")
	}
	return from, to, now, nil
}

func (a *API) massageRota(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.massageReader(r)
	if err != nil {
		return err
	}
	var out massage.Rota
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		from, to, _, err := massageSpan(q, r.URL.Query(), 7)
		if err != nil {
			return err
		}
		out, err = a.Massages.RotaOf(q, from, to, villages)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

func (a *API) massageSlots(w http.ResponseWriter, r *http.Request) error {
	s, villages, err := a.massageReader(r)
	if err != nil {
		return err
	}
	out := MassageSlots{Slots: []MassageSlot{}}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		wanted := massage.Wanted{Cadre: ident.ID(r.URL.Query().Get("cadre"))}
		if wanted.From, wanted.To, out.Today, err = massageSpan(q, r.URL.Query(), 14); err != nil {
			return err
		}
		if err := wantedSlots(q, r.URL.Query(), &wanted); err != nil {
			return err
		}
		if villages != nil && !slices.Contains(villages, string(wanted.Village)) {
			return fault.Absent()
		}
		free, err := a.Massages.FreeSlots(q, wanted)
		if err != nil {
			return err
		}
		names := map[ident.ID]string{}
		for _, f := range free {
			if _, known := names[f.Cadre]; !known {
				if names[f.Cadre], err = workforce.Name(q, f.Cadre); err != nil {
					return err
				}
			}
			out.Slots = append(out.Slots, MassageSlot{f.Cadre, names[f.Cadre], f.From, f.To, f.Bike, int64(f.Extra / time.Minute)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// wantedSlots reads for whom slots are looked for: a booking that is to move, or a home that
// is told of. A home's point is in the answer to nothing.
func wantedSlots(q journal.Query, by url.Values, w *massage.Wanted) error {
	if id := by.Get("booking"); id != "" {
		b, found, err := massage.Bookings.Get(q.Tx, q.Facility, ident.ID(id))
		if err != nil {
			return err
		}
		if !found {
			return fault.Absent()
		}
		var place dispatch.Place
		if _, err := q.Open(b.Place, &place); err != nil {
			return err
		}
		w.Village, w.At, w.Born, w.But = ident.ID(b.Village), place.Point(), b.Born, b.ID
		return nil
	}
	if w.Village = ident.ID(by.Get("village")); w.Village == "" {
		return fault.BadField("body.required", "village")
	}
	for _, born := range strings.Split(by.Get("born"), ",") {
		if born != "" && !calendar.IsDay(born) || len(w.Born) >= 3 {
			return fault.BadField("body.bad_date", "born")
		}
		w.Born = append(w.Born, born)
	}
	lat, errLat := strconv.ParseFloat(by.Get("lat"), 64)
	lon, errLon := strconv.ParseFloat(by.Get("lon"), 64)
	if at := (geo.Point{Lat: lat, Lon: lon}); errLat == nil && errLon == nil && at.Valid() {
		w.At = at
	}
	return nil
}
