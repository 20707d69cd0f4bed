package board

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// monthForm is how a month is written: 2026-11.
const monthForm = "2006-01"

// Of counts the board of a month, YYYY-MM; empty is the one that runs. It refuses
// with board.bad_month what is no month or has not begun.
func Of(q journal.Query, month string) (Board, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return Board{}, err
	}
	zone := f.Location()
	if month == "" {
		month = q.Now.Day(zone)[:len(monthForm)]
	}
	first, err := time.ParseInLocation(monthForm, month, zone)
	if err != nil || first.After(q.Now.In(zone)) || first.Year() < 2000 {
		return Board{}, fault.BadField("board.bad_month", "month")
	}
	all, err := Requests(q, earliest(first), instant.Of(first.AddDate(0, 1, 0)))
	if err != nil {
		return Board{}, err
	}
	villages, err := villagesOf(q)
	if err != nil {
		return Board{}, err
	}
	b := Count(all, first, q.Now, villages)
	if b.Vow, err = vow(q); err != nil {
		return Board{}, err
	}
	m, _, err := Policy.Get(q)
	b.Maklumat = m.Text
	return b, err
}

// earliest is the first instant that the figures of a month need: its year, and the
// weeks before it.
func earliest(first time.Time) instant.Instant {
	year := time.Date(first.Year(), 1, 1, 0, 0, 0, 0, first.Location())
	return min(instant.Of(year), instant.Of(first.AddDate(0, 0, -7*weeksShown)))
}

// Requests reads what began from an instant up to another; merged ones are left out,
// for another stands for them.
func Requests(q journal.Query, from, to instant.Instant) ([]Request, error) {
	visits, err := homevisit.Visits.Where(q.Tx, "facility_id = $1 AND started_at >= $2 AND started_at < $3 AND merged = '' ORDER BY started_at, id", q.Facility, from, to)
	if err != nil {
		return nil, err
	}
	promises, err := promisesOf(q, from, to)
	if err != nil {
		return nil, err
	}
	debts, err := debtsOf(q, from)
	if err != nil {
		return nil, err
	}
	out := make([]Request, len(visits))
	for i, v := range visits {
		out[i] = Request{Case: v.ID, Village: v.Village, Colour: v.Colour, Start: v.StartedAt, Dismissed: v.Outcome == homevisit.NotARequest, Debts: debts[v.ID],
			Respond: promises[homevisit.PromiseID(v.ID, homevisit.Respond)], Fetch: promises[homevisit.PromiseID(v.ID, homevisit.Fetch)]}
	}
	return out, nil
}

// promisesOf reads the promises of that time by their ids.
func promisesOf(q journal.Query, from, to instant.Instant) (map[ident.ID]Promised, error) {
	all, err := promise.Promises.Where(q.Tx, "facility_id = $1 AND start_at >= $2 AND start_at < $3 AND kind IN ($4, $5)",
		q.Facility, from, to, promise.Respond, promise.Fetch)
	out := make(map[ident.ID]Promised, len(all))
	for _, p := range all {
		out[p.ID] = Promised{State: p.State, At: p.FulfilledAt, Due: p.Due}
	}
	return out, err
}

// debtsOf reads the rice that is or was owed since then, by the request that stands
// for it now. A debt that another of the same event replaced is that one.
func debtsOf(q journal.Query, from instant.Instant) (map[ident.ID][]Debt, error) {
	all, err := rice.Debts.Where(q.Tx, "facility_id = $1 AND due_at >= $2 ORDER BY due_at, id", q.Facility, from)
	out := map[ident.ID][]Debt{}
	for _, d := range all {
		if d.Proof != rice.ByMerge {
			out[d.Root] = append(out[d.Root], Debt{d.State, d.Grams})
		}
	}
	return out, err
}

func villagesOf(q journal.Query) ([]Part, error) {
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY name, id", q.Facility)
	out := make([]Part, len(all))
	for i, v := range all {
		out[i] = Part{Key: string(v.ID), Name: v.Name}
	}
	return out, err
}

// vow reads what is promised now.
func vow(q journal.Query) (v Vow, err error) {
	set, _, err := promise.Policy.Get(q)
	if err != nil {
		return v, err
	}
	v.Hours = []promise.Span{}
	for _, r := range set.Rules {
		switch r.Name {
		case promise.Respond:
			v.RespondSeconds = r.Seconds
		case promise.Fetch:
			v.FetchSeconds = r.Seconds
		default:
			continue
		}
		if r.Clock == promise.Opening {
			v.Hours = slices.Clone(set.Hours)
		}
	}
	owes, _, err := rice.Policy.Get(q)
	v.Grams = owes.Grams
	return v, err
}
