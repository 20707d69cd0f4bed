package homevisit

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// The kinds of request that lead to a visit.
const (
	// Sick is somebody sick at home to whom a doctor goes.
	Sick = need.VisitRequest
	// Transport is somebody who is fetched to an examination and brought home.
	Transport = need.TransportRequest
)

// The states of a visit, in the order of a journey. A report may skip some.
const (
	Open      = "open"
	Sent      = "sent"
	Accepted  = "accepted"
	OnTheWay  = "on_the_way"
	Arrived   = "arrived"
	Aboard    = "aboard"
	AtCentre  = "at_centre"
	Returning = "returning"
	Done      = "done"
)

var states = []string{Open, Sent, Accepted, OnTheWay, Arrived, Aboard, AtCentre, Returning, Done}

func rank(state string) int { return slices.Index(states, state) }

// The outcomes of a visit that is done.
const (
	TreatedAtHome = "treated_at_home"
	BroughtHome   = "brought_home"
	HandedOn      = "handed_on"
	StaysInCare   = "stays_in_care"
	Withdrawn     = "withdrawn"
	NotARequest   = "not_a_request"
	Died          = "died"
)

// The names of the promises, as the policy "promise" has them.
const (
	Respond = promise.Respond
	Fetch   = promise.Fetch
	Return  = promise.Return
)

// Ordinals of the promises' ids: each derives from the request, so that there is
// one of each whatever happens.
var ordinals = map[string]int{Respond: 910, Fetch: 911, Return: 912}

// PromiseID is the id of one of a request's promises.
func PromiseID(request ident.ID, name string) ident.ID {
	return ident.Derive(request, ordinals[name])
}

// Visit is the row of one; ID is the request's.
type Visit struct {
	Facility ident.ID   `db:"facility_id"`
	ID       ident.ID   `db:"id"`
	Number   int64      `db:"number"`
	Kind     string     `db:"kind"`
	State    string     `db:"state"`
	Outcome  string     `db:"outcome"`
	Colour   string     `db:"colour"`
	Sign     string     `db:"sign"`
	Village  string     `db:"village"`
	People   []ident.ID `db:"people,json"`
	// WantAt is when the patient wants to be there, zero: as soon as possible. Planned:
	// it is the deadline, not the hours after the request.
	WantAt  instant.Instant `db:"want_at"`
	Planned bool            `db:"planned"`
	Needs   []string        `db:"needs,json"`
	// Misfit are those of the needs that the team's vehicle does not carry.
	Misfit []string `db:"misfit,json"`
	// Team is who has it; Order its place in that team's list, 1 first; Workers are
	// the team's, HealthWorker: one of them is one. Former are workers who had it.
	Team         ident.ID   `db:"team"`
	Order        int64      `db:"team_order"`
	Workers      []ident.ID `db:"workers,json"`
	HealthWorker bool       `db:"health_worker"`
	Vehicle      ident.ID   `db:"vehicle"`
	Former       []ident.ID `db:"former,json"`

	OpenedAt    instant.Instant `db:"opened_at"`
	StartedAt   instant.Instant `db:"started_at"`
	SentAt      instant.Instant `db:"sent_at"`
	AcceptedAt  instant.Instant `db:"accepted_at"`
	SetOutAt    instant.Instant `db:"set_out_at"`
	SpokeAt     instant.Instant `db:"spoke_at"`
	ArrivedAt   instant.Instant `db:"arrived_at"`
	AboardAt    instant.Instant `db:"aboard_at"`
	AtCentreAt  instant.Instant `db:"at_centre_at"`
	CareEndedAt instant.Instant `db:"care_ended_at"`
	SetOffAt    instant.Instant `db:"set_off_at"`
	HomeAt      instant.Instant `db:"home_at"`
	EndedAt     instant.Instant `db:"ended_at"`

	// HandedTo is 119 or hospital; HandedName, sealed, is who took the patient over.
	HandedTo   string      `db:"handed_to"`
	HandedName journal.Ref `db:"handed_name,json"`
	// Spoken is the sealed outcome that a health worker wrote.
	Spoken journal.Ref `db:"spoken,json"`
	// Merged is the request this one was found to be; its work is that one's.
	Merged ident.ID `db:"merged"`
	// HeirOf is the merged request whose work this one goes on with.
	HeirOf ident.ID `db:"heir_of"`
	// Doubts are what speaks against reports of it, each word once.
	Doubts []string `db:"doubts,json"`
	// Silent: the patient has died; nothing is written to anybody about it.
	Silent bool `db:"silent"`
}

// Ended reports whether there is nothing left to do for it.
func (v Visit) Ended() bool { return v.State == Done || v.Merged != "" || v.Silent }

// Audiences are the desk and, while it runs, the village's midwife and cadres, the
// team that has it, and the doctors, who may speak to the patient before anybody
// has set out.
func (v Visit) Audiences() []string {
	out := []string{"f"}
	if v.Ended() {
		return out
	}
	if v.Village != "" {
		out = append(out, "v:"+v.Village)
	}
	for _, w := range v.Workers {
		out = append(out, "w:"+string(w))
	}
	return append(out, need.DoctorKey)
}

// ofTeam reports whether a worker is of the team that has it.
func (v Visit) ofTeam(a access.Actor) bool {
	return a.Worker != "" && slices.Contains(v.Workers, a.Worker)
}

// once reports whether a worker was of a team that had it before.
func (v Visit) once(a access.Actor) bool {
	return a.Worker != "" && slices.Contains(v.Former, a.Worker)
}

// Step is a line of a visit's timeline: what was reported, when, by whom.
type Step struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Visit    ident.ID `db:"visit"`
	// Seq is the event's, so that lines of one instant keep their order.
	Seq        int64           `db:"seq"`
	Kind       string          `db:"kind"`
	Code       string          `db:"code"`
	At         instant.Instant `db:"at"`
	RecordedAt instant.Instant `db:"recorded_at"`
	Actor      string          `db:"actor"`
	By         ident.ID        `db:"by_worker"`
	Team       ident.ID        `db:"team"`
	Late       bool            `db:"late"`
	Doubts     []string        `db:"doubts,json"`
	Note       journal.Ref     `db:"note,json"`
	Photo      string          `db:"photo"`
}

// Audiences are the desk and who reported it.
func (s Step) Audiences() []string {
	if s.By == "" {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(s.By)}
}

// The tables of the programme.
var (
	Visits = store.NewTable[Visit]("home_visit", store.Derived)
	Steps  = store.NewTable[Step]("home_visit_step", store.Derived)
)

// Of is the visit of a request; of one that was merged, its own, not the survivor's.
func Of(q journal.Query, request ident.ID) (Visit, bool, error) {
	return Visits.Get(q.Tx, q.Facility, request)
}

// RunningOf lists what a team has to do, in its order.
func RunningOf(q journal.Query, team ident.ID) ([]Visit, error) {
	return Visits.Where(q.Tx, "facility_id = $1 AND team = $2 AND state <> $3 AND merged = '' ORDER BY team_order, started_at, id", q.Facility, team, Done)
}
