package registry

import (
	"regexp"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the registry.
type Room struct{}

// wordForm is what a purpose or the version of a text may look like.
var wordForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_./-]*$`)

// Verbs lists what can be asked of the registry.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("registry.found", 1, r.loadBeginning, beginning.found, access.Create("config"), journal.Founding),
		journal.Request("registry.register", 1, r.loadEntry, file.enter, access.Create("person")),
		journal.Request("registry.correct", 1, r.loadFile, file.amend, access.Update("person")),
		journal.Request("registry.consent", 1, r.loadFile, file.agree, access.Update("person")),
	}
}

// Events lists what can have happened here.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("registry.founded/1", applyFounded),
		journal.On("registry.person_registered/1", applyRegistered),
		journal.On("registry.person_corrected/1", applyCorrected),
		journal.On("registry.person_forgotten/1", applyForgotten),
		journal.On("registry.consent_recorded/1", applyConsent),
	}
}

// Tables lists what the registry owns; the sealed details lie in the journal's table.
func (Room) Tables() []store.Def {
	return []store.Def{Facilities.Definition(), Villages.Definition(), People.Definition(), Consents.Definition()}
}

// Follows lets go of the hashes when somebody's details are erased.
func (Room) Follows() []journal.Follow { return []journal.Follow{journal.When(forget)} }

// Shows gives the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"village": func(q journal.Query, id ident.ID) (any, bool, error) {
		return shown(Villages.Get(q.Tx, q.Facility, id))
	}}
}

func shown(v Village, found bool, err error) (any, bool, error) { return v, found, err }
