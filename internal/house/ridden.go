package house

import (
	"context"
	"encoding/json"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/registry"
)

// ridden carries out the errand of a day that is over: from the positions that were received
// while a cadre was out with a motorbike that is lent, it proposes how far she went.
type ridden struct{ h *House }

// outing is a loan on a day, with the ways to the homes to which she went.
type outing struct {
	motorbike.Loan
	rides []ident.ID
}

// carry does an errand of the kind motorbike.NightErrand.
func (r ridden) carry(ctx context.Context, e errand.Errand) error {
	var night motorbike.Night
	if err := json.Unmarshal(e.Body, &night); err != nil {
		return fault.Wrap(err, "house: motorbikes of a day")
	}
	var out []outing
	err := r.h.DB.Read(ctx, func(tx *store.Tx) (err error) {
		out, err = outingsOf(journal.Query{Tx: tx, Facility: e.Facility, By: access.TheMachine(e.Facility), Now: r.h.Clock.Now(), Keys: r.h.Ring}, night.Day)
		return err
	})
	if err != nil || r.h.track == nil {
		return err
	}
	for n, o := range out {
		metres, err := r.metres(ctx, o.rides)
		if err != nil || metres <= 0 {
			if err != nil {
				return err
			}
			continue
		}
		raw, err := json.Marshal(motorbike.Track{Motorbike: o.Motorbike, Worker: o.Worker, On: night.Day, Metres: metres})
		if err != nil {
			return fault.Wrap(err, "house: motorbikes of a day")
		}
		said := journal.Envelope{ID: ident.Derive(e.ID, n+1), Verb: "motorbike.track", V: 1, Body: raw}
		if _, err := r.h.Journal.Do(ctx, access.TheMachine(e.Facility), said); err != nil && fault.Of(err).Kind != fault.Refused {
			return err
		}
	}
	return nil
}

// metres is how far the positions of some ways go, all together.
func (r ridden) metres(ctx context.Context, rides []ident.ID) (int64, error) {
	sum := 0.0
	for _, id := range rides {
		trail, err := r.h.track.Trail(ctx, id)
		if err != nil {
			return 0, err
		}
		sum += motorbike.Metres(trail)
	}
	return int64(sum), nil
}

// outingsOf are the loans of a civil day with the visits for which each rider set out on it.
func outingsOf(q journal.Query, day string) (out []outing, err error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	from, okFrom := calendar.At(day, "00:00", f.Location())
	to, okTo := calendar.At(calendar.Move(day, 1), "00:00", f.Location())
	if !okFrom || !okTo {
		return nil, nil
	}
	loans, err := motorbike.Out(q, day)
	if err != nil {
		return nil, err
	}
	for i, l := range loans {
		if slices.ContainsFunc(loans[i+1:], func(x motorbike.Loan) bool { return x.Worker == l.Worker }) {
			continue // she changed motorbikes on that day: the way counts once, for the last of them
		}
		all, err := massage.Visits.Where(q.Tx, "facility_id = $1 AND cadre = $2 AND set_out_at >= $3 AND set_out_at < $4 ORDER BY set_out_at, id",
			q.Facility, l.Worker, instant.Of(from), instant.Of(to))
		if err != nil {
			return nil, err
		}
		o := outing{Loan: l}
		for _, v := range all {
			o.rides = append(o.rides, massage.RideID(v.ID, v.SetOutAt))
		}
		out = append(out, o)
	}
	return out, nil
}
