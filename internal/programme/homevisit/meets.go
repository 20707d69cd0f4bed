package homevisit

import (
	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/promise"
)

// teller is whose word a report is.
type teller struct {
	// HealthWorker: they are one themselves.
	HealthWorker bool
	// Team: they are of the team that has the visit, or of one that had it.
	Team bool
	// Crew: a health worker is with them, by the team they are of now.
	Crew bool
}

// meets says which promises a step keeps, by whose word it is.
//
// Two hours are a health worker who spoke and wrote the outcome, or one under way;
// whoever is at the bedside or has the patient aboard was under way. Four hours are
// the patient in our vehicle, a health worker at the bedside, or a hand-over by name
// and time. A driver alone fetches, and is no health worker; a desk keeps nothing by
// its word but a hand-over, which carries a name that can be asked.
func meets(step string, who teller) []string {
	with := who.HealthWorker || who.Crew
	var out []string
	add := func(is bool, name string) {
		if is {
			out = append(out, name)
		}
	}
	switch step {
	case "spoken":
		add(who.HealthWorker, Respond)
	case "set_out":
		add(with, Respond)
	case "arrived", "done_on_spot":
		add(with, Respond)
		add(with, Fetch)
	case "aboard", "at_centre":
		add(with, Respond)
		add(with || who.Team, Fetch)
	case "handed_on":
		add(who.HealthWorker, Respond)
		add(true, Fetch)
	case "home":
		add(with || who.Team, Return)
	}
	return out
}

// word is a report without its body: by whom, when, and what is proven of that.
type word struct {
	by       access.Actor
	at, now  instant.Instant
	late     bool
	evidence promise.Evidence
	// alone: without the health worker of the team.
	alone bool
}

func wordOf[B any](s journal.Said[B]) word {
	return word{by: s.By, at: s.At, now: s.Now, late: s.Late(), evidence: promise.EvidenceOf(s)}
}

// teller says whose word it is about this visit.
func (r Run) teller(w word) teller {
	return teller{HealthWorker: access.HealthWorker(w.by), Team: r.ofTeam(w.by) || r.once(w.by),
		Crew: r.ofTeam(w.by) && r.HealthWorker && !w.alone}
}

// fulfilled are the events of the promises that a step keeps: those of the visit,
// and of the request that the report names when that was merged into it, so that
// both clocks are right should the merge be undone.
func (r Run) fulfilled(w word, step string) (out []any) {
	for _, name := range meets(step, r.teller(w)) {
		for _, p := range r.Promises {
			if p.Kind == name {
				out = append(out, promise.Fulfil(p, w.evidence, w.now)...)
			}
		}
	}
	return out
}

// doubts are what speaks against a report. It is kept all the same.
func (r Run) doubts(w word) (out []string) {
	add := func(is bool, why string) {
		if is {
			out = append(out, why)
		}
	}
	who := r.teller(w)
	add(r.once(w.by) && !r.ofTeam(w.by), "former_team")
	add(!who.Team && !who.HealthWorker, "not_of_team")
	add(r.Visit.Ended(), "after_end")
	add(w.at.Before(r.StartedAt), "before_request")
	return out
}
