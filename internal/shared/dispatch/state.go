package dispatch

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
)

// The states of a job.
const (
	Open      = "open"
	Offered   = "offered"
	Accepted  = "accepted"
	OnTheWay  = "on_the_way"
	Arrived   = "arrived"
	Done      = "done"
	Cancelled = "cancelled"
)

// Place is where a job begins or ends. It is sealed: never in an event.
type Place struct {
	Label   string  `json:"label"`
	Note    string  `json:"note" max:"500"`
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
	Village string  `json:"village"`
}

// Point is the place on the map; zero when it is not known.
func (p Place) Point() geo.Point { return geo.Point{Lat: p.Lat, Lon: p.Lon} }

// Job is the row of a job.
type Job struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Kind     string   `db:"kind"`
	// Subject is what the programme calls it (a delivery, a visit).
	Subject ident.ID `db:"subject"`
	// Course is the certificate a worker needs.
	Course     string          `db:"course"`
	State      string          `db:"state"`
	Worker     ident.ID        `db:"worker"`
	WantAt     instant.Instant `db:"want_at"`
	Due        instant.Instant `db:"due"`
	OfferedAt  instant.Instant `db:"offered_at"`
	AnswerBy   instant.Instant `db:"answer_by"`
	Offers     int64           `db:"offers"`
	AcceptedAt instant.Instant `db:"accepted_at"`
	EndedAt    instant.Instant `db:"ended_at"`
	// Refusers were asked and will not be asked again by the machine.
	Refusers []ident.ID `db:"refusers,json"`
	// Former had the job and lost it.
	Former []ident.ID  `db:"former,json"`
	Start  journal.Ref `db:"start,json"`
	Finish journal.Ref `db:"finish,json"`
	// Unplaced says why nobody could be asked, for the desk.
	Unplaced string `db:"unplaced"`
	// Prefer is who was planned for it, or none.
	Prefer ident.ID `db:"prefer"`
}

// Audiences shows a job to the desk and to whoever has or is offered it.
func (j Job) Audiences() []string {
	if j.Worker == "" {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(j.Worker)}
}

// FormerAudiences are those who had it before: their late reports are held.
func (j Job) FormerAudiences() []string {
	var out []string
	for _, w := range j.Former {
		out = append(out, "w:"+string(w))
	}
	return out
}

// Active reports whether somebody has accepted it and it has not ended.
func (j Job) Active() bool { return j.State == Accepted || j.State == OnTheWay || j.State == Arrived }

// Ended reports whether it is done or cancelled.
func (j Job) Ended() bool { return j.State == Done || j.State == Cancelled }

// Jobs is the table of jobs.
var Jobs = store.NewTable[Job]("job", store.Derived)

// Settings are the facility's rules for asking workers.
type Settings struct {
	// AnswerSeconds is how long a worker has to answer an offer.
	AnswerSeconds int64 `json:"answer_seconds"`
	// Parallel is how many accepted jobs a worker may have at once.
	Parallel int64 `json:"parallel"`
	// AskByItself lets the machine offer a new job to its own suggestion.
	AskByItself bool `json:"ask_by_itself"`
	// SpeedKmh and StopSeconds are for estimates: our own proposals, to be
	// replaced by what the facility's rides show.
	SpeedKmh    float64 `json:"speed_kmh"`
	StopSeconds int64   `json:"stop_seconds"`
}

// Policy is the section of the facility's policy that dispatch reads.
var Policy = policy.Define("dispatch", Settings{AnswerSeconds: 300, Parallel: 4, AskByItself: true, SpeedKmh: 22, StopSeconds: 240})

// Asking is a job seen together with the worker who is asked or answers.
type Asking struct {
	Job
	Settings Settings
	// Fit is what the named worker may do now, and Busy how many jobs he has.
	Fit  workforce.Fitness
	Busy int64
}

// MayHave says with a code why a worker may not have the job; empty means he may.
func (a Asking) MayHave() string {
	switch {
	case a.Fit.Suspended:
		return "dispatch.worker_suspended"
	case !a.Fit.Certified:
		return "dispatch.not_certified"
	case !a.Fit.Appointed:
		return "dispatch.not_appointed"
	case a.Busy >= a.Settings.Parallel:
		return "dispatch.worker_full"
	}
	return ""
}
