// Package journal is the one write path. Everything that changes the world is a
// command with an id made by its sender; it is decided, logged as events and
// applied to tables in one transaction, numbered per facility.
//
//	door -> Do(actor, envelope)
//	  who never had the right gets "not found" and leaves no trace
//	  the writer takes it (urgent lane first), in the facility's turn
//	    answered before? the same answer (same id with other content: conflict)
//	    state := load(tx)             reads first
//	    answer := decide(state, said) pure: accepted, refused or held, with events
//	    each event: number, chain, append, apply, follow
//	  commit; only then answers go out and the feed wakes
//
// Tables: facility_head, command, event (log), sealed, proposal and erasure.
package journal
