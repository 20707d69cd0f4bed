package homevisit

import (
	"strconv"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/workforce"
)

// HomeView is where the patient is, in degrees.
type HomeView struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// View is a visit as its readers see it.
type View struct {
	ID      ident.ID `json:"id"`
	Number  string   `json:"number"`
	Kind    string   `json:"kind"`
	State   string   `json:"state"`
	Outcome string   `json:"outcome,omitempty"`
	Colour  string   `json:"colour"`
	Sign    string   `json:"sign,omitempty"`
	Village string   `json:"village"`
	// Person is the patient in the register, where somebody has found out who it is: a
	// visit record is written of them.
	Person       ident.ID        `json:"person,omitempty"`
	PatientName  string          `json:"patient_name"`
	PatientPhone string          `json:"patient_phone,omitempty"`
	Where        string          `json:"where"`
	Home         *HomeView       `json:"home,omitempty"`
	What         string          `json:"what,omitempty"`
	Team         ident.ID        `json:"team,omitempty"`
	TeamName     string          `json:"team_name,omitempty"`
	CallSign     string          `json:"call_sign,omitempty"`
	Order        int64           `json:"order,omitempty"`
	Workers      []ident.ID      `json:"workers"`
	HealthWorker bool            `json:"health_worker"`
	Vehicle      ident.ID        `json:"vehicle,omitempty"`
	VehicleName  string          `json:"vehicle_name,omitempty"`
	WantAt       instant.Instant `json:"want_at,omitzero"`
	Planned      bool            `json:"planned,omitempty"`
	Needs        []string        `json:"needs"`
	// Misfit are needs that the team's vehicle does not carry.
	Misfit       []string        `json:"misfit"`
	Respond      ident.ID        `json:"respond"`
	RespondDue   instant.Instant `json:"respond_due"`
	RespondState string          `json:"respond_state"`
	Fetch        ident.ID        `json:"fetch"`
	FetchDue     instant.Instant `json:"fetch_due"`
	FetchState   string          `json:"fetch_state"`
	Return       ident.ID        `json:"return,omitempty"`
	ReturnDue    instant.Instant `json:"return_due,omitzero"`
	ReturnState  string          `json:"return_state,omitempty"`
	OpenedAt     instant.Instant `json:"opened_at"`
	StartedAt    instant.Instant `json:"started_at"`
	SentAt       instant.Instant `json:"sent_at,omitzero"`
	AcceptedAt   instant.Instant `json:"accepted_at,omitzero"`
	SetOutAt     instant.Instant `json:"set_out_at,omitzero"`
	SpokeAt      instant.Instant `json:"spoke_at,omitzero"`
	ArrivedAt    instant.Instant `json:"arrived_at,omitzero"`
	AboardAt     instant.Instant `json:"aboard_at,omitzero"`
	AtCentreAt   instant.Instant `json:"at_centre_at,omitzero"`
	CareEndedAt  instant.Instant `json:"care_ended_at,omitzero"`
	SetOffAt     instant.Instant `json:"set_off_at,omitzero"`
	HomeAt       instant.Instant `json:"home_at,omitzero"`
	EndedAt      instant.Instant `json:"ended_at,omitzero"`
	HandedTo     string          `json:"handed_to,omitempty"`
	HandedName   string          `json:"handed_name,omitempty"`
	// Merged is the request that stands for this one.
	Merged ident.ID `json:"merged,omitempty"`
	Doubts []string `json:"doubts"`
	// Silent: the patient has died.
	Silent bool `json:"silent,omitempty"`
}

// StepView is a line of the timeline.
type StepView struct {
	ID         ident.ID        `json:"id"`
	Visit      ident.ID        `json:"visit"`
	Kind       string          `json:"kind"`
	Code       string          `json:"code,omitempty"`
	At         instant.Instant `json:"at"`
	RecordedAt instant.Instant `json:"recorded_at"`
	ByName     string          `json:"by_name,omitempty"`
	Late       bool            `json:"late,omitempty"`
	Doubts     []string        `json:"doubts,omitempty"`
	Note       string          `json:"note,omitempty"`
	Photo      string          `json:"photo,omitempty"`
}

// Shows are the views of the synced tables.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"home_visit": showVisit, "home_visit_step": showStep}
}

func showVisit(q journal.Query, id ident.ID) (any, bool, error) {
	v, found, err := Visits.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	shown, err := ViewOf(q, v)
	return shown, err == nil, err
}

// ViewOf is a visit with the names and places that its request holds sealed.
func ViewOf(q journal.Query, v Visit) (View, error) {
	s := View{ID: v.ID, Number: short(v.Number), Kind: v.Kind, State: v.State, Outcome: v.Outcome, Colour: v.Colour, Sign: v.Sign, Village: v.Village,
		Team: v.Team, Order: v.Order, Workers: v.Workers, HealthWorker: v.HealthWorker, Vehicle: v.Vehicle, WantAt: v.WantAt, Planned: v.Planned,
		Needs: v.Needs, Misfit: v.Misfit, Respond: PromiseID(v.ID, Respond), Fetch: PromiseID(v.ID, Fetch),
		OpenedAt: v.OpenedAt, StartedAt: v.StartedAt, SentAt: v.SentAt, AcceptedAt: v.AcceptedAt, SetOutAt: v.SetOutAt, SpokeAt: v.SpokeAt,
		ArrivedAt: v.ArrivedAt, AboardAt: v.AboardAt, AtCentreAt: v.AtCentreAt, CareEndedAt: v.CareEndedAt, SetOffAt: v.SetOffAt, HomeAt: v.HomeAt,
		EndedAt: v.EndedAt, HandedTo: v.HandedTo, Merged: v.Merged, Doubts: v.Doubts, Silent: v.Silent}
	if v.Silent {
		s.Outcome = Died
	}
	if v.Ended() {
		s.State = Done
	}
	if err := s.asked(q, v); err != nil {
		return s, err
	}
	if err := s.promised(q); err != nil {
		return s, err
	}
	return s, s.going(q, v)
}

// asked fills what the request holds: who, where, what.
func (s *View) asked(q journal.Query, v Visit) error {
	c, found, err := need.Cases.Get(q.Tx, q.Facility, v.ID)
	if err != nil || !found {
		return err
	}
	if len(c.People) > 0 {
		s.Person = c.People[0]
	}
	if s.PatientName, s.PatientPhone, err = need.PatientOf(q, c); err != nil {
		return err
	}
	where, err := need.OpenWhere(q, c)
	if err != nil {
		return err
	}
	s.Where = where.Text
	if p := (geo.Point{Lat: where.Lat, Lon: where.Lon}); !p.IsZero() {
		s.Home = &HomeView{p.Lat, p.Lon}
	}
	if c.What.IsZero() {
		return nil
	}
	var said struct {
		Text string `json:"text"`
	}
	_, err = q.Open(c.What, &said)
	s.What = said.Text
	return err
}

func (s *View) promised(q journal.Query) error {
	all, err := promise.Of(q, s.ID)
	for _, p := range all {
		switch p.ID {
		case s.Respond:
			s.RespondDue, s.RespondState = p.Due, p.State
		case s.Fetch:
			s.FetchDue, s.FetchState = p.Due, p.State
		case PromiseID(s.ID, Return):
			s.Return, s.ReturnDue, s.ReturnState = p.ID, p.Due, p.State
		}
	}
	return err
}

// going fills who goes and with what.
func (s *View) going(q journal.Query, v Visit) error {
	team, _, err := fleet.Teams.Get(q.Tx, q.Facility, v.Team)
	if err != nil {
		return err
	}
	vehicle, _, err := fleet.Vehicles.Get(q.Tx, q.Facility, v.Vehicle)
	if err != nil {
		return err
	}
	s.TeamName, s.CallSign, s.VehicleName = team.Name, team.CallSign, vehicle.Name
	if s.CallSign == "" {
		s.CallSign = vehicle.CallSign
	}
	if !v.HandedName.IsZero() {
		_, err = q.Open(v.HandedName, &s.HandedName)
	}
	return err
}

func showStep(q journal.Query, id ident.ID) (any, bool, error) {
	s, found, err := Steps.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := StepView{ID: s.ID, Visit: s.Visit, Kind: s.Kind, Code: s.Code, At: s.At, RecordedAt: s.RecordedAt, Late: s.Late, Doubts: s.Doubts, Photo: s.Photo}
	if s.By != "" {
		if v.ByName, err = workforce.Name(q, s.By); err != nil {
			return nil, false, err
		}
	}
	if !s.Note.IsZero() {
		_, err = q.Open(s.Note, &v.Note)
	}
	return v, err == nil, err
}

// short is the number as people say it: 0417.
func short(number int64) string {
	n := strconv.FormatInt(number, 10)
	for len(n) < 4 {
		n = "0" + n
	}
	return n
}
