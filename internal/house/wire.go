package house

import (
	"encoding/json"

	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/content"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/homevisit/board"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/programme/homevisit/teams"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/coverage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/health"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/sticker"
	"sambang/internal/shared/task"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// rooms lists every room of the house. This is the only list of them.
func (h *House) newRooms() []journal.Room {
	all := []journal.Room{
		registry.Room{Owner: ownerOfTasks, Works: works},
		task.Room{Person: workforce.Name, Worker: works},
		policy.Room{Sections: []policy.Known{dispatch.Policy, milk.Policy, milk.TablePolicy, milk.PlacePolicy, admission.Policy, need.Policy, need.TriagePolicy, promise.Policy, schedule.Policy, workforce.Policy, equipment.Policy, tracking.Policy, fleet.Policy, dispatch.WatchPolicy, board.Policy, rice.Policy, health.VitalPolicy, health.FormularyPolicy, health.ServedPolicy, health.KeepPolicy, health.WeighPolicy, finding.Policy, alarm.Policy, rounds.Policy, travel.Policy, travel.PausePolicy, plan.Policy, coverage.Policy, graduation.Policy, supportgroup.Policy, experience.Policy, training.Policy, campaign.Policy, content.Policy, lead.Policy, massage.Policy, massage.VisitPolicy, massage.RemindPolicy, massage.FeePolicy}},
		promise.Room{},
		newCases(),
		health.Room{Serving: hadJourney},
		workforce.Room{Tell: tell()},
		training.Room{},
		dispatch.Room{Where: h.lastSeen, Legs: waysOn, Away: schedule.IsAway, Message: say},
		equipment.Room{},
		callOut{fleet.Room{Busy: homevisit.Busy}},
		travel.Room{},
		holiday.Room{},
		duty.Room{},
		sticker.Room{},
		crew{},
		lessons{},
		findings{},
		link.Room{About: about},
		h.messages(),
		ledger.Room{Number: milk.NumberOf, Elsewhere: postedElsewhere},
		payment.Room{Works: works, Knows: knows, Work: milk.WorkOf, Month: milk.MonthPay},
	}
	for _, p := range programmes() {
		all = append(all, hearing{p})
	}
	return append(all, schedule.Room{}, admission.Room{}, alarm.Room{}, rounds.Room{}, teams.Room{}, newRice(), h.newPlan(), graduation.Room{}, experience.Room{}, campaign.Room{}, wanting{}, h.cadres(), motorbike.Room{})
}

// programmes lists those of the house. Each answers to what life does to people:
// the type of the list sees to it that none forgets.
func programmes() []programme {
	return []programme{milk.Room{Look: schedule.Ahead}, homevisit.Room{}, supporters{}, massages()}
}

// programme is one that also answers to consents given and withdrawn, and says whom
// its places and visits are about, so that pages of a child close for a former
// guardian.
type programme interface {
	registry.Programme
	registry.Asking
	About(q journal.Query, subject ident.ID) ([]ident.ID, error)
}

// about asks each programme until one knows the subject.
func about(q journal.Query, subject ident.ID) ([]ident.ID, error) {
	for _, p := range programmes() {
		if people, err := p.About(q, subject); err != nil || len(people) > 0 {
			return people, err
		}
	}
	return nil, nil
}

// hearing is a programme that hears of life and of consents beside what it follows
// itself.
type hearing struct{ programme }

// Follows adds them to what the programme follows.
func (h hearing) Follows() []journal.Follow {
	return append(h.programme.Follows(), registry.Heard(h.programme), registry.Asked(h.programme))
}

// Shows passes on the programme's views.
func (h hearing) Shows() map[string]journal.Show {
	if s, ok := h.programme.(journal.Shower); ok {
		return s.Shows()
	}
	return nil
}

// NamesBlob passes on which pictures the programme's rows name.
func (h hearing) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	if n, ok := h.programme.(namer); ok {
		return n.NamesBlob(q, id)
	}
	return nil, "", nil
}

// works reports whether somebody works here and is not suspended.
func works(q journal.Query, worker ident.ID) (bool, error) {
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, worker)
	return found && w.State == workforce.Active, err
}

// knows reports whether somebody works or has worked here: who has left is still paid.
func knows(q journal.Query, worker ident.ID) (bool, error) {
	_, found, err := workforce.Workers.Get(q.Tx, q.Facility, worker)
	return found, err
}

// ownerOfTasks is who has what is left to do about somebody of a village.
func ownerOfTasks(q journal.Query, village string) (ident.ID, error) {
	return workforce.OwnerOf(q, village)
}

// tell is how rights reach people: by the links and messages of the rooms beside them.
func tell() workforce.Tell {
	return workforce.Tell{
		Link: func(id ident.ID, purpose string, subject, person ident.ID, expires instant.Instant) any {
			return link.Issue(id, purpose, subject, person, expires)
		},
		EndLinks: func(subject ident.ID, at instant.Instant) any { return link.End(subject, at) },
		Message: func(id, to ident.ID, kind string, page ident.ID, params map[string]string) any {
			return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Link: page, Params: params})
		},
	}
}

// say makes the event of a message without a page.
func say(id, to ident.ID, kind string, params map[string]string) any {
	return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Params: params})
}

// lastSeen tells dispatch where a worker is while he is on a job.
func (h *House) lastSeen(facility, worker ident.ID) (geo.Point, instant.Instant, bool) {
	if h.Hub == nil {
		return geo.Point{}, 0, false // the house is still opening
	}
	return h.Hub.LastSeen(facility, worker)
}

// shows collects the views of every synced table.
func (h *House) shows(rooms []journal.Room) map[string]journal.Show {
	all := map[string]journal.Show{"proposal": h.showProposal}
	for _, r := range rooms {
		if s, ok := r.(journal.Shower); ok {
			for table, show := range s.Shows() {
				all[table] = show
			}
		}
	}
	return all
}

// proposal is a command that waits for a second person, as the desk sees it.
type proposal struct {
	ID      ident.ID        `json:"id"`
	Verb    string          `json:"verb"`
	State   string          `json:"state"`
	Reason  string          `json:"reason,omitempty"`
	ByName  string          `json:"by_name"`
	At      instant.Instant `json:"at"`
	Summary string          `json:"summary"`
	Body    json.RawMessage `json:"body,omitempty"`
	// About is who it is about, for whoever may settle it.
	About *aboutProposal `json:"about,omitempty"`
	// Change is what a changed policy would be, beside what is in force, for the same.
	Change *policy.Compared `json:"change,omitempty"`
}

func (h *House) showProposal(q journal.Query, id ident.ID) (any, bool, error) {
	p, found, err := journal.Proposals.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	var kept struct {
		Actor access.Actor    `json:"actor"`
		Body  json.RawMessage `json:"body"`
	}
	if _, err := q.Open(p.Body, &kept); err != nil {
		return nil, false, err
	}
	name, err := workforce.Name(q, kept.Actor.Worker)
	if !h.Journal.MaySettle(q.By, p.Verb) {
		kept.Body = nil // whoever cannot settle it sees that it waits, not what it says
	}
	if err != nil {
		return nil, false, err
	}
	about, err := aboutOf(q, p.Verb, kept.Body)
	if err != nil {
		return nil, false, err
	}
	change, err := h.changeOf(q, p, kept.Body)
	return proposal{p.ID, p.Verb, p.State, p.Reason, name, p.CreatedAt, p.Verb, kept.Body, about, change}, true, err
}
