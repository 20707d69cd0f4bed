package policy

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents. Sections are all that can be set, named by the
// wiring: a document of another section is refused.
type Room struct{ Sections []Known }

// Verbs are what can be asked of the room.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("policy.change", 1, r.loadBook, book.change, access.Update("config"), journal.TwoPersons),
	}
}

// Events are what can have happened in it.
func (Room) Events() []journal.Event {
	return []journal.Event{journal.On("policy.changed/1", applyChanged)}
}

// Tables are what it owns.
func (Room) Tables() []store.Def { return []store.Def{Versions.Definition()} }

// Follows are what it answers to: nothing.
func (Room) Follows() []journal.Follow { return nil }
