package messaging

import (
	"maps"
	"slices"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Why a message was stopped before anybody sent it, as Row.How and View.How have
// it; the sentence for people is the catalogue's app.send.<how>.
const (
	// StoppedDead: who it was to, or about, has died.
	StoppedDead = "stopped_dead"
	// StoppedMoved: they are no longer with this health centre.
	StoppedMoved = "stopped_moved"
	// StoppedQuiet: somebody close has died, and nobody has been there yet.
	StoppedQuiet = "stopped_quiet"
	// StoppedErased: their details are erased.
	StoppedErased = "stopped_erased"
	// StoppedOver: what it was about has ended.
	StoppedOver = "stopped_over"
)

// Stop makes the event that stops a waiting message, for any room's decision; how
// is one of the words above. What was sent stays sent.
func Stop(message ident.ID, how string) Marked {
	return Marked{message, how, string(access.Machine)}
}

// lifeChanged stops what waits for, or is about, somebody to whom nothing may be
// written any more, whatever room had it queued.
func (Room) lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	return silence(q, e.Person)
}

// forgotten stops what waits for whose details are erased: it has no name and no number.
func (Room) forgotten(q journal.Query, _ journal.Meta, e registry.PersonForgotten) ([]any, error) {
	return silence(q, e.Person)
}

// queued stops a message at once when it is to, or about, somebody to whom nothing
// may be written: so that no room can forget to ask.
func (Room) queued(q journal.Query, _ journal.Meta, e Queued) ([]any, error) {
	how, err := unsayable(q, e.To, e.Params)
	if err != nil || how == "" {
		return nil, err
	}
	return []any{Stop(e.Message, how)}, nil
}

// unsayable says why a message to somebody, with these params, must not go out;
// empty: it may.
func unsayable(q journal.Query, to ident.ID, params map[string]string) (string, error) {
	how, err := silent(q, to)
	if err != nil || how != "" {
		return how, err
	}
	for _, key := range slices.Sorted(maps.Keys(params)) {
		if !strings.HasSuffix(key, "_person") {
			continue
		}
		if how, err = silent(q, ident.ID(params[key])); err != nil || how != "" {
			return how, err
		}
	}
	return "", nil
}

// silent says why nothing is written to somebody; empty: it is.
func silent(q journal.Query, person ident.ID) (string, error) {
	may, err := registry.Reachable(q, person)
	if err != nil || may {
		return "", err
	}
	p, _, err := registry.Canonical(q.Tx, q.Facility, person)
	switch {
	case p.State == registry.Dead:
		return StoppedDead, err
	case p.State == registry.Erased:
		return StoppedErased, err
	case p.State == registry.Active:
		return StoppedQuiet, err
	}
	return StoppedMoved, err
}

// silence stops all that waits for any record of a human, and all that names one
// of them, when nothing may be written to them.
func silence(q journal.Query, person ident.ID) ([]any, error) {
	how, err := silent(q, person)
	if err != nil || how == "" {
		return nil, err
	}
	p, _, err := registry.Canonical(q.Tx, q.Facility, person)
	if err != nil {
		return nil, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, id := range append(records, p.ID) {
		rows, err := Messages.Where(q.Tx, "facility_id = $1 AND state = 'waiting' AND (person = $2 OR params LIKE $3) ORDER BY created_at, id",
			q.Facility, id, `%"`+string(id)+`"%`)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if stop := Stop(r.ID, how); !slices.Contains(out, any(stop)) {
				out = append(out, stop)
			}
		}
	}
	return out, nil
}
