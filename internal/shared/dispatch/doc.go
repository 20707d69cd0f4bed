// Package dispatch is who goes: a job is work for one person, opened by a
// programme, offered to somebody fit for it, accepted, on the way, arrived, done.
//
// It owns the table job. A worker is checked at the offer and at the acceptance
// (certificate, appointment, suspension); what the job is about stays with the
// programme that opened it. Places are sealed; a job carries their references.
package dispatch
