package graduation

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be asked and told of certificates.
func (Room) Verbs() []journal.Verb {
	approve := access.Approve("graduation")
	return []journal.Verb{
		journal.Request("graduation.issue", 1, loadCandidate, candidate.issue, access.Create("graduation")),
		journal.Request("graduation.decide", 1, loadUndecided, undecided.decide, approve),
		journal.Request("graduation.print_name", 1, loadWatched, watched.printName, access.Update("graduation")),
		journal.Report("graduation.told", 1, loadWatched, watched.told, approve),
	}
}

// Events are what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("graduation.issued/1", applyIssued),
		journal.On("graduation.decided/1", applyDecided),
		journal.On("graduation.named/1", touch(func(e NamedEvent) ident.ID { return e.Certificate }, named)),
		journal.On("graduation.broken/1", touch(func(e BrokenEvent) ident.ID { return e.Certificate }, broken)),
		journal.On("graduation.mended/1", touch(func(e MendedEvent) ident.ID { return e.Certificate }, mended)),
		journal.On("graduation.told/1", touch(func(e ToldEvent) ident.ID { return e.Certificate }, withdrawn)),
		journal.On("graduation.moved/1", touch(func(e MovedEvent) ident.ID { return e.Certificate }, moved)),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Certificates.Definition(), Decisions.Definition()}
}

// Follows are what it answers to: feeding lines, days of birth, and the life of children.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(fedAnew), journal.When(bornAnew), journal.When(lived)}
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"six_month_certificate": showCertificate}
}
