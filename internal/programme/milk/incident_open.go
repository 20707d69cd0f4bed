package milk

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/need"
)

// incidentVerbs are what is said when something went wrong. The strike and the
// mix-up open a case, so their right is that to open one.
func (r Room) incidentVerbs() []journal.Verb {
	incident := access.Create("incident")
	return []journal.Verb{
		journal.Report("milk.stranded", 1, r.loadStranding, Stranding.Strand, incident, journal.Urgent),
		journal.Report("milk.report_mixup", 1, r.loadMixup, Mixup.Report, incident, journal.Urgent),
		journal.Report("milk.fetched_by_recipient", 1, r.loadFetched, Run.FetchedByRecipient, access.Update("custody")),
	}
}

func incidentEvents() []journal.Event {
	return []journal.Event{
		journal.On("milk.stranded/1", applyStranded),
		journal.On("milk.stranded_with/1", applyStrandedWith),
		journal.On("milk.strand_changed/1", applyStrandChanged),
		journal.On("milk.quarantined/1", applyQuarantined),
		journal.On("milk.fetched/1", applyFetched),
	}
}

func incidentTables() []store.Def { return []store.Def{Strands.Definition()} }

// incidentFollows open a case from what a review or a discard says, and see a
// strike through to its end.
func incidentFollows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, e ReviewOpened) ([]any, error) {
			return casesOf(q, e.Delivery, e.Reasons)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e DiscardedEvent) ([]any, error) {
			return casesOf(q, e.Delivery, []string{e.Reason})
		}),
		journal.When(transferAccepted),
		journal.When(transferUnplaced),
		journal.When(func(q journal.Query, _ journal.Meta, e TakenEvent) ([]any, error) {
			return strandOver(q, e.Delivery, e.From, "taken")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e ReturnedEvent) ([]any, error) {
			return strandOver(q, e.Delivery, "", "over")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e DiscardedEvent) ([]any, error) {
			return strandOver(q, e.Delivery, "", "over")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e DeliveredEvent) ([]any, error) {
			return strandOver(q, e.Delivery, e.Courier, "over")
		}),
	}
}

// kindOf is the kind of incident that a reason of a review or of a discard is.
var kindOf = map[string]string{
	"expired": TooOld, "too_old": TooOld, "too_warm": TooWarm, "seal_broken": SealBroken, "leak": SealBroken, "wrong_bottle": WrongBottle,
}

// incidentIDs number the kinds that a delivery can have one case of each.
var incidentIDs = []string{TooOld, TooWarm, SealBroken, WrongBottle}

// incidentID is that of a delivery's one case of a kind.
func incidentID(delivery ident.ID, kind string) ident.ID {
	return ident.Derive(delivery, 4000+slices.Index(incidentIDs, kind))
}

// casesOf opens the cases that reasons ask for, each kind once a delivery.
func casesOf(q journal.Query, delivery ident.ID, reasons []string) ([]any, error) {
	var out []any
	for _, reason := range reasons {
		kind := kindOf[reason]
		if kind == "" {
			continue
		}
		d, found, err := Deliveries.Get(q.Tx, q.Facility, delivery)
		if err != nil || !found {
			return nil, err
		}
		out = append(out, need.Open(need.Opening{Case: incidentID(d.ID, kind), Kind: kind, Subject: d.ID, Person: d.Reader(), Village: d.Village, OpenedBy: q.By.Worker, Cause: q.Command}))
	}
	return out, nil
}

// transferKind is the kind of job by which a courier is asked to take over a load.
const transferKind = "milk_transfer"

// transferAccepted gives the load of the courier who is stranded to the one who
// comes: it stays with the first until the other has it in his hands.
func transferAccepted(q journal.Query, _ journal.Meta, e dispatch.JobAccepted) ([]any, error) {
	s, found, err := strandOfJob(q, e.Job)
	if err != nil || !found {
		return nil, err
	}
	held, err := s.held(q)
	var out []any
	for _, d := range held {
		out = append(out, GivenEvent{d.ID, s.Courier, e.Worker, q.Now})
	}
	return append(out, StrandChanged{s.ID, "coming"}), err
}

// transferUnplaced says that nobody can come: the bottles go back, or a listed
// recipient fetches them. The mothers are told.
func transferUnplaced(q journal.Query, _ journal.Meta, e dispatch.JobUnplaced) ([]any, error) {
	s, found, err := strandOfJob(q, e.Job)
	if err != nil || !found || s.State == "unplaced" {
		return nil, err
	}
	held, err := s.held(q)
	out := []any{StrandChanged{s.ID, "unplaced"}}
	for i, d := range held {
		out = append(out, d.message(ident.Derive(s.ID, 50+i), "milk_fetch_or_back")...)
	}
	return out, err
}
