package homevisit

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// follows are what a visit hears of: its request, its team, its promises.
func (r Room) follows() []journal.Follow {
	return []journal.Follow{
		journal.When(r.opened),
		journal.When(r.careEnded),
		journal.When(merging),
		journal.When(unmerged),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Triaged) ([]any, error) {
			return with(q, e.Case, func(Visit) []any { return []any{Recoloured{e.Case, e.Sign, e.Colour}} })
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Recategorised) ([]any, error) {
			return with(q, e.Case, func(Visit) []any { return []any{Recategorised{e.Case, e.Kind}} })
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Identified) ([]any, error) {
			return with(q, e.Case, func(Visit) []any { return []any{Identified{e.Case, e.Person}} })
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e need.DismissedEvent) ([]any, error) {
			return endClocks(q, e.Case, NotARequest) // what was never a request was never promised anything
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e need.CancelledEvent) ([]any, error) {
			return finish(q, e.Case, Withdrawn)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Withdrawn) ([]any, error) {
			return endClocks(q, e.Case, Withdrawn)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e need.PatientDied) ([]any, error) {
			return with(q, e.Case, func(v Visit) []any {
				if v.Silent == e.Died {
					return nil
				}
				return []any{Silenced{e.Case, e.Died}}
			})
		}),
		journal.When(broken),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.TeamEnded) ([]any, error) {
			return reoffer(q, e.Team, "team_ended", "")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.TeamFormed) ([]any, error) { return regrouped(q, e.Team) }),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.MemberLeft) ([]any, error) { return regrouped(q, e.Team) }),
		journal.When(func(q journal.Query, _ journal.Meta, e promise.Lapsed) ([]any, error) {
			return with(q, e.Subject, func(Visit) []any { return []any{Lapsed{e.Subject, e.Kind, e.Due}} })
		}),
	}
}

// with answers for the visit of a request, when there is one.
func with(q journal.Query, request ident.ID, do func(Visit) []any) ([]any, error) {
	v, found, err := Visits.Get(q.Tx, q.Facility, request)
	if err != nil || !found {
		return nil, err
	}
	return do(v), nil
}

// finish ends a visit whose request two persons have cancelled. Its clocks run on: what
// the deadline finds, it finds.
func finish(q journal.Query, request ident.ID, outcome string) ([]any, error) {
	return with(q, request, func(v Visit) []any {
		if v.State == Done {
			return nil
		}
		return []any{Finished{v.ID, outcome}}
	})
}

// endClocks ends a visit with its promises: by the patient's own word, or because two
// persons found that it was no request. One whose deadline has passed is late all the
// same.
func endClocks(q journal.Query, request ident.ID, outcome string) ([]any, error) {
	return with(q, request, func(v Visit) []any {
		var out []any
		if v.State != Done {
			out = append(out, Finished{v.ID, outcome})
		}
		for _, name := range []string{Respond, Fetch} {
			out = append(out, promise.Cancel(PromiseID(v.ID, name), q.Now))
		}
		return out
	})
}

// broken lays what a team had with the desk again when its vehicle stands. Who is
// with the patient on foot, or has brought them already, stays.
func broken(q journal.Query, _ journal.Meta, e fleet.VehicleBroken) (out []any, err error) {
	if e.Team == "" {
		return nil, nil
	}
	all, err := RunningOf(q, e.Team)
	for _, v := range all {
		if v.Ended() || slices.Contains([]string{Arrived, AtCentre}, v.State) {
			continue
		}
		out = append(out, Reoffered{Visit: v.ID, Team: e.Team, Why: "vehicle_broken", By: e.By, At: q.Now})
		v.Workers = nil
		out = append(out, v.shown()...)
	}
	return out, err
}

// regrouped writes anew who is in the team of the visits it has.
func regrouped(q journal.Query, team ident.ID) (out []any, err error) {
	all, err := RunningOf(q, team)
	for _, v := range all {
		more, err := crewEvent(q, v)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, err
}
