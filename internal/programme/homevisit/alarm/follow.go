package alarm

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// Door is the way by which a kenthongan that was heard comes in.
const Door = need.Kenthongan

// follows are what the room answers to.
func follows() []journal.Follow {
	return []journal.Follow{
		journal.When(opened),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Merged) ([]any, error) { return reroot(q, e.Case) }),
		journal.When(func(q journal.Query, _ journal.Meta, e need.Unmerged) ([]any, error) { return reroot(q, e.Case) }),
		journal.When(stepped),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.HandedOnEvent) ([]any, error) {
			return over(q, e.Visit, "handed_on")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.Finished) ([]any, error) {
			return over(q, e.Visit, "request_ended")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.SentEvent) ([]any, error) {
			return crew(q, e.Visit, e.Workers)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.CrewChanged) ([]any, error) {
			return crew(q, e.Visit, e.Workers)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.Reoffered) ([]any, error) {
			return crew(q, e.Visit, nil)
		}),
		journal.When(joined),
		journal.When(lived),
		journal.When(forgotten),
	}
}

// opened calls the responders of the house that was named, when its kenthongan was
// heard, or when somebody there is in danger. Another request that tells of the same
// sounding calls nobody a second time.
func opened(q journal.Query, m journal.Meta, e need.Opened) ([]any, error) {
	if e.Started.IsZero() || e.House == "" || e.Door != Door && e.Colour != need.Red {
		return nil, nil
	}
	running, found, err := Alarms.First(q.Tx, "facility_id = $1 AND post = $2 AND state <> $3 ORDER BY at DESC, id DESC", q.Facility, e.House, Over)
	if err != nil {
		return nil, err
	}
	if found {
		return []any{HeardAgain{running.ID, e.Case}}, nil
	}
	l, err := begin(q, e.Case, e.House)
	if err != nil || l.ID == "" {
		return nil, err
	}
	l.State = Calling
	first := Sounded{Case: l.ID, Root: l.Root, Post: l.Post, Village: l.Village, At: m.RecordedAt}
	return append([]any{first}, l.on(m.RecordedAt)...), nil
}

// joined calls a neighbour who has just agreed, when the desk was left alone with it.
func joined(q journal.Query, m journal.Meta, e ResponderNamed) (out []any, err error) {
	all, err := Alarms.Where(q.Tx, "facility_id = $1 AND post = $2 AND state = $3 ORDER BY id", q.Facility, e.Post, AtDesk)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		l, err := ladderOf(q, a.ID)
		if err != nil {
			return nil, err
		}
		l.State = Calling
		if _, _, left := l.due(); left {
			out = append(out, l.on(m.RecordedAt)...)
		}
	}
	return out, nil
}

// reroot finds the request that stands for each alarm of one that was merged or cut
// apart again.
func reroot(q journal.Query, request ident.ID) (out []any, err error) {
	all, err := Alarms.Where(q.Tx, "facility_id = $1 AND (id = $2 OR root = $2) ORDER BY id", q.Facility, request)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		root, err := need.Root(q, a.ID)
		if err != nil {
			return nil, err
		}
		if root != a.Root {
			out = append(out, Rooted{a.ID, root})
		}
	}
	return out, nil
}

// running are the alarms of a request that are not over.
func running(q journal.Query, request ident.ID) ([]Alarm, error) {
	return Alarms.Where(q.Tx, "facility_id = $1 AND root = $2 AND state <> $3 ORDER BY id", q.Facility, request, Over)
}

// over ends the alarms of a request.
func over(q journal.Query, request ident.ID, why string) (out []any, err error) {
	all, err := running(q, request)
	for _, a := range all {
		out = append(out, Ended{a.ID, why})
	}
	return out, err
}

// stepped ends them when the team is with the patient.
func stepped(q journal.Query, _ journal.Meta, e homevisit.Stepped) ([]any, error) {
	if !slices.Contains([]string{"arrived", "aboard", "at_centre", "done_on_spot"}, e.Step) {
		return nil, nil
	}
	return over(q, e.Visit, "team_there")
}

// crew shows them to the team that goes, and to no other.
func crew(q journal.Query, request ident.ID, workers []ident.ID) (out []any, err error) {
	all, err := running(q, request)
	for _, a := range all {
		if !slices.Equal(a.Workers, workers) {
			out = append(out, Crewed{a.ID, orNone(workers)})
		}
	}
	return out, err
}

// lived writes down of whom a post is no more, and who can be called no more.
func lived(q journal.Query, _ journal.Meta, e registry.LifeChanged) (out []any, err error) {
	for _, id := range append([]ident.ID{e.Person}, e.Also...) {
		posts, err := Posts.Where(q.Tx, "facility_id = $1 AND elder = $2 AND state = $3 ORDER BY id", q.Facility, id, Up)
		if err != nil {
			return nil, err
		}
		for _, p := range posts {
			why, err := goneFrom(q, p)
			if err != nil {
				return nil, err
			}
			if why != p.ElderGone {
				out = append(out, ElderGone{p.ID, why})
			}
		}
		more, err := left(q, id)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// goneFrom says why the old person of a post lives there no more.
func goneFrom(q journal.Query, p Post) (string, error) {
	who, found, err := registry.Canonical(q.Tx, q.Facility, p.Elder)
	if err != nil || !found {
		return "", err
	}
	switch who.State {
	case registry.Active:
	case registry.Dead:
		return "died", nil
	default:
		return "moved", nil
	}
	home, _, err := registry.Households.Get(q.Tx, q.Facility, who.Household)
	if err != nil || home.House == p.ID {
		return "", err
	}
	return "moved", nil
}

// left gives the events of a neighbour who has died or moved away.
func left(q journal.Query, person ident.ID) (out []any, err error) {
	who, found, err := registry.Canonical(q.Tx, q.Facility, person)
	if err != nil || !found || who.State == registry.Active {
		return nil, err
	}
	why := "moved"
	switch who.State {
	case registry.Dead:
		why = "died"
	case registry.Erased:
		why = "erased"
	}
	all, err := Responders.Where(q.Tx, "facility_id = $1 AND person = $2 AND state = $3 ORDER BY id", q.Facility, person, Standing)
	for _, r := range all {
		out = append(out, ResponderLeft{r.Post, r.ID, why})
	}
	return out, err
}

// forgotten calls nobody whose name and number were erased.
func forgotten(q journal.Query, _ journal.Meta, e registry.PersonForgotten) (out []any, err error) {
	all, err := Responders.Where(q.Tx, "facility_id = $1 AND person = $2 AND state = $3 ORDER BY id", q.Facility, e.Person, Standing)
	for _, r := range all {
		out = append(out, ResponderLeft{r.Post, r.ID, "erased"})
	}
	return out, err
}
