package homevisit

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// Work is who has a visit and how far they are with it.
type Work struct {
	State        string          `json:"state"`
	Outcome      string          `json:"outcome,omitempty"`
	Team         ident.ID        `json:"team,omitempty"`
	Order        int64           `json:"order,omitempty"`
	Workers      []ident.ID      `json:"workers,omitempty"`
	HealthWorker bool            `json:"health_worker,omitempty"`
	Vehicle      ident.ID        `json:"vehicle,omitempty"`
	Misfit       []string        `json:"misfit,omitempty"`
	SentAt       instant.Instant `json:"sent_at,omitzero"`
	AcceptedAt   instant.Instant `json:"accepted_at,omitzero"`
	SetOutAt     instant.Instant `json:"set_out_at,omitzero"`
	SpokeAt      instant.Instant `json:"spoke_at,omitzero"`
	ArrivedAt    instant.Instant `json:"arrived_at,omitzero"`
	AboardAt     instant.Instant `json:"aboard_at,omitzero"`
	AtCentreAt   instant.Instant `json:"at_centre_at,omitzero"`
	CareEndedAt  instant.Instant `json:"care_ended_at,omitzero"`
	SetOffAt     instant.Instant `json:"set_off_at,omitzero"`
	HomeAt       instant.Instant `json:"home_at,omitzero"`
	EndedAt      instant.Instant `json:"ended_at,omitzero"`
}

// TookOver is the event of a visit that goes on with the work of another, when the
// requests were found to be one or found not to be.
type TookOver struct {
	Visit ident.ID `json:"visit"`
	From  ident.ID `json:"from"`
	// Back: a merge was undone; the visit is nobody's heir any more.
	Back bool `json:"back,omitempty"`
	Work Work `json:"work"`
}

func (v Visit) work() Work {
	return Work{v.State, v.Outcome, v.Team, v.Order, v.Workers, v.HealthWorker, v.Vehicle, v.Misfit, v.SentAt, v.AcceptedAt, v.SetOutAt, v.SpokeAt,
		v.ArrivedAt, v.AboardAt, v.AtCentreAt, v.CareEndedAt, v.SetOffAt, v.HomeAt, v.EndedAt}
}

func (v *Visit) take(w Work) {
	v.leave()
	v.State, v.Outcome, v.Team, v.Order, v.Workers, v.HealthWorker, v.Vehicle, v.Misfit = w.State, w.Outcome, w.Team, w.Order, plain(w.Workers), w.HealthWorker, w.Vehicle, plain(w.Misfit)
	v.SentAt, v.AcceptedAt, v.SetOutAt, v.ArrivedAt, v.AboardAt = w.SentAt, w.AcceptedAt, w.SetOutAt, w.ArrivedAt, w.AboardAt
	if !w.SpokeAt.IsZero() { // somebody may have spoken with both
		at(&v.SpokeAt, w.SpokeAt)
	}
	v.AtCentreAt, v.CareEndedAt, v.SetOffAt, v.HomeAt, v.EndedAt = w.AtCentreAt, w.CareEndedAt, w.SetOffAt, w.HomeAt, w.EndedAt
}

func tookOver(v *Visit, _ journal.Meta, e TookOver) Step {
	v.take(e.Work)
	if v.HeirOf = e.From; e.Back {
		v.HeirOf = ""
	}
	return Step{Kind: "took_over", Team: e.Work.Team}
}

// merging takes a visit off every list: the other stands for it and, when nobody has
// begun with that one, goes on with its work. What was proven of it is proven of the
// other too. Its own clock runs on unseen, so that it is right should the merge be
// undone.
func merging(q journal.Query, _ journal.Meta, e need.Merged) ([]any, error) {
	v, found, err := Visits.Get(q.Tx, q.Facility, e.Case)
	if err != nil || !found {
		return nil, err
	}
	after := v
	after.Merged = e.Into
	out := append([]any{MergedEvent{v.ID, e.Into}}, after.shown()...)
	into, found, err := Visits.Get(q.Tx, q.Facility, e.Into)
	if err != nil || !found {
		return out, err
	}
	if into.State == Open && v.State != Open && !into.Silent {
		out = append(out, TookOver{Visit: into.ID, From: v.ID, Work: v.work()})
		into.take(v.work())
		out = append(out, into.shown()...)
		if v.State == Done {
			out = append(out, need.Served(into.ID, ""))
		}
	}
	proven, err := proven(q, v, into)
	return append(out, proven...), err
}

// proven are the fulfilments of one visit's promises as those of another's.
func proven(q journal.Query, of, to Visit) (out []any, err error) {
	for _, name := range []string{Respond, Fetch} {
		p, found, err := promise.Promises.Get(q.Tx, q.Facility, PromiseID(of.ID, name))
		if err != nil {
			return nil, err
		}
		other, known, err := promise.Promises.Get(q.Tx, q.Facility, PromiseID(to.ID, name))
		if err != nil {
			return nil, err
		}
		if !found || !known || p.FulfilledAt.IsZero() {
			continue
		}
		until, err := recordedOf(q, of, p.FulfilledAt)
		if err != nil {
			return nil, err
		}
		out = append(out, promise.Fulfil(other, promise.Evidence{At: p.FulfilledAt, Until: min(until, q.Now)}, q.Now)...)
	}
	return out, nil
}

// recordedOf is the latest instant at which what fulfilled a promise can have
// happened: when the server wrote it down, or the time itself where the patient has
// said so. Now when it finds neither, which proves the least.
func recordedOf(q journal.Query, v Visit, at instant.Instant) (instant.Instant, error) {
	all, err := Steps.Where(q.Tx, "facility_id = $1 AND visit = $2 AND at = $3 AND kind <> 'opened' ORDER BY seq", q.Facility, v.ID, at)
	until := q.Now
	for _, s := range all {
		if until = min(until, s.RecordedAt); s.Kind == "called_back" || s.Kind == "confirmed" && s.By == "" {
			return s.At, err
		}
	}
	return until, err
}

// unmerged lets both stand for themselves. Work that the one went on with for the
// other goes back to it, with all that was reported since.
func unmerged(q journal.Query, _ journal.Meta, e need.Unmerged) ([]any, error) {
	v, found, err := Visits.Get(q.Tx, q.Facility, e.Case)
	if err != nil || !found {
		return nil, err
	}
	v.Merged = ""
	out := []any{Restored{v.ID}}
	from, found, err := Visits.Get(q.Tx, q.Facility, e.From)
	if err != nil || !found || from.HeirOf != v.ID {
		return append(out, v.shown()...), err
	}
	out = append(out, TookOver{Visit: v.ID, From: from.ID, Back: true, Work: from.work()})
	v.take(from.work())
	out = append(out, v.shown()...)
	if from.State == Done {
		return append(out, need.Served(v.ID, "")), nil
	}
	from.Workers = nil
	return append(append(out, Reoffered{Visit: from.ID, Team: from.Team, Why: "unmerged", At: q.Now}), from.shown()...), nil
}
