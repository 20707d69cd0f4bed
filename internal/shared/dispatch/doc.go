// Package dispatch is who goes: a job is work for one person, opened by a
// programme, offered to somebody fit for it, accepted, on the way, arrived, done.
//
// It owns the tables job and lone_watch. A worker is checked at the offer and at the acceptance
// (certificate, appointment, suspension); what the job is about stays with the
// programme that opened it. Places are sealed; a job carries their references.
//
// Whoever is out alone, for any programme, says until when. Who is not heard of 20
// minutes after that hour is rung about, once; who asks for help is a case at once.
package dispatch
