package milk

import (
	"cmp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// Stranded tells that a courier can go no further: one big button. The desk may
// type it for one who calls.
type Stranded struct {
	// Kind is breakdown, flood, accident or other.
	Kind string `json:"kind" max:"20"`
	// Lat and Lon are where he stands, zero when the phone does not know: the bags
	// change hands there.
	Lat float64 `json:"lat,omitempty"`
	Lon float64 `json:"lon,omitempty"`
	// Courier is whom the desk types for; empty: whoever speaks.
	Courier ident.ID `json:"courier,omitempty"`
	Note    string   `json:"note,omitempty" max:"500"`
}

// strandKinds are the buttons and the cases they open.
var strandKinds = map[string]string{"breakdown": Breakdown, "flood": Flood, "accident": Accident, "other": Breakdown}

// Check wants a known kind and a point on the earth.
func (b Stranded) Check() *fault.Error {
	switch {
	case strandKinds[b.Kind] == "":
		return fault.BadField("body.unknown_word", "kind")
	case b.Lat < -90 || b.Lat > 90:
		return fault.BadField("body.bad_choice", "lat")
	case b.Lon < -180 || b.Lon > 180:
		return fault.BadField("body.bad_choice", "lon")
	}
	return nil
}

// Strand is the row of a courier who can go no further. Its id is the case's.
type Strand struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Courier  ident.ID `db:"courier"`
	Kind     string   `db:"kind"`
	// Deliveries are what he had in hand then.
	Deliveries []ident.ID `db:"deliveries,json"`
	// Job is the one by which others are asked to come; none when he had nothing.
	Job   ident.ID    `db:"job"`
	Point journal.Ref `db:"point,json"`
	// State is asking, coming, unplaced, taken or over.
	State string          `db:"state"`
	At    instant.Instant `db:"at"`
}

// Strands is the table of them.
var Strands = store.NewTable[Strand]("milk_strand", store.Derived)

// StrandedEvent is a courier who can go no further.
type StrandedEvent struct {
	Strand     ident.ID        `json:"strand"`
	Courier    ident.ID        `json:"courier"`
	Kind       string          `json:"kind"`
	Deliveries []ident.ID      `json:"deliveries"`
	Job        ident.ID        `json:"job,omitempty"`
	Point      journal.Ref     `json:"point,omitzero"`
	At         instant.Instant `json:"at"`
}

// StrandedWith is one of the deliveries he had in hand.
type StrandedWith struct {
	Delivery ident.ID        `json:"delivery"`
	Kind     string          `json:"kind"`
	At       instant.Instant `json:"at"`
}

// StrandChanged is how it goes on: coming, unplaced, taken, over.
type StrandChanged struct {
	Strand ident.ID `json:"strand"`
	State  string   `json:"state"`
}

func applyStranded(tx *store.Tx, m journal.Meta, e StrandedEvent) error {
	state := "asking"
	if e.Job == "" {
		state = "over"
	}
	return Strands.Put(tx, Strand{m.Facility, e.Strand, e.Courier, e.Kind, e.Deliveries, e.Job, e.Point, state, e.At})
}

func applyStrandedWith(tx *store.Tx, m journal.Meta, e StrandedWith) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	return d.stepped(tx, m, "stranded", e.At, map[string]string{"kind": e.Kind})
}

func applyStrandChanged(tx *store.Tx, m journal.Meta, e StrandChanged) error {
	s, found, err := Strands.Get(tx, m.Facility, e.Strand)
	if err != nil || !found {
		return err
	}
	s.State = e.State
	return Strands.Put(tx, s)
}

// Stranding is a courier with all that he has taken on.
type Stranding struct {
	Courier ident.ID
	// IsCourier: somebody else who rides nothing has nothing to be stranded with.
	IsCourier bool
	// Held is what he has in hand, the soonest to spoil first; Jobs what he has
	// taken on, or is asked for, and not fetched yet.
	Held []Delivery
	Jobs []ident.ID
	// Last is his strike that is not over, if there is one.
	Last Strand
}

// Audiences are the desk and the courier himself.
func (s Stranding) Audiences() []string { return []string{"f", "w:" + string(s.Courier)} }

func (r Room) loadStranding(q journal.Query) (Stranding, error) {
	s := Stranding{Courier: q.Body.(Stranded).Courier}
	if s.Courier == "" {
		s.Courier = q.By.Worker
	}
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, s.Courier)
	if err != nil {
		return s, err
	}
	if s.Courier != "" && !found {
		return s, fault.Absent()
	}
	s.IsCourier = w.Is("courier")
	running, err := RunningOf(q, s.Courier)
	if err != nil || s.Courier == "" {
		return s, err
	}
	for _, d := range running {
		if d.InHand() {
			s.Held = append(s.Held, d)
		} else {
			s.Jobs = append(s.Jobs, d.Job)
		}
	}
	slices.SortStableFunc(s.Held, func(a, b Delivery) int { return cmp.Compare(a.soonest(), b.soonest()) })
	s.Last, _, err = Strands.First(q.Tx, "facility_id = $1 AND courier = $2 AND state IN ('asking', 'coming', 'unplaced') ORDER BY at DESC, id", q.Facility, s.Courier)
	return s, err
}

// soonest is until when the first of the bottles on board may be fed.
func (d Delivery) soonest() instant.Instant {
	var out instant.Instant
	for _, b := range d.Bottles {
		if !b.Ended() && (out.IsZero() || b.UseBy.Before(out)) {
			out = b.UseBy
		}
	}
	return out
}

// Strand opens the case and asks the nearest certified courier at once: for what is
// in hand by a transfer where he stands, for the rest by giving the jobs back. The
// milk's clock runs on: no deadline moves.
func (st Stranding) Strand(s journal.Said[Stranded]) journal.Answer {
	switch {
	case !st.IsCourier:
		return journal.Refuse("milk.not_a_courier")
	case st.Last.ID != "" && len(st.Held) > 0:
		return journal.Refuse("milk.stranded_already")
	}
	strand, b := s.NewID(0), s.Body
	e := StrandedEvent{Strand: strand, Courier: st.Courier, Kind: b.Kind, Deliveries: []ident.ID{}, At: s.At}
	opening := need.Opening{Case: strand, Kind: strandKinds[b.Kind], OpenedBy: st.Courier, What: need.Seal(s, strand, b.Note), Cause: s.ID}
	events := []any{}
	for i, d := range st.Held {
		e.Deliveries = append(e.Deliveries, d.ID)
		events = append(append(events, StrandedWith{d.ID, b.Kind, s.At}), d.message(s.NewID(20+i), "milk_courier_stranded")...)
	}
	if len(st.Held) > 0 {
		first := st.Held[0]
		opening.Subject, opening.Village = first.ID, first.Village
		e.Job = s.NewID(1)
		e.Point = s.Seal("milk_point", strand, 1, dispatch.Place{Label: text.T(text.ID, "milk.transfer_point", nil), Lat: b.Lat, Lon: b.Lon, Village: first.Village})
		events = append(events, dispatch.Opened{Job: e.Job, Kind: transferKind, Subject: strand, Course: workforce.MilkHandling, WantAt: s.Now, Due: first.soonest(), Start: e.Point, Finish: first.Finish},
			dispatch.JobGivenBack{Job: e.Job, Worker: st.Courier, Reason: "vehicle"}) // never himself; and the next is asked
	}
	events = append([]any{e, need.Open(opening)}, events...)
	for _, job := range st.Jobs {
		events = append(events, dispatch.JobGivenBack{Job: job, Worker: st.Courier, Reason: "vehicle"})
	}
	return journal.Accept(events...)
}

// message queues one to whoever watches a delivery.
func (d Delivery) message(id ident.ID, kind string) []any {
	if d.Recalled {
		return nil
	}
	return []any{messaging.Queue(messaging.Message{ID: id, To: d.Reader(), Kind: kind, Link: d.trackLink()})}
}

func strandOfJob(q journal.Query, job ident.ID) (Strand, bool, error) {
	return Strands.First(q.Tx, "facility_id = $1 AND job = $2 ORDER BY id", q.Facility, job)
}

// held lists what the stranded courier still has in hand of it.
func (s Strand) held(q journal.Query) ([]Delivery, error) {
	var out []Delivery
	for _, id := range s.Deliveries {
		d, found, err := Deliveries.Get(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		if found && d.InHand() && d.Courier == s.Courier {
			out = append(out, d)
		}
	}
	return out, nil
}

// strandOver ends a strike when its courier has nothing of it in hand any more.
func strandOver(q journal.Query, delivery, courier ident.ID, how string) ([]any, error) {
	if courier == "" {
		d, _, err := Deliveries.Get(q.Tx, q.Facility, delivery)
		if err != nil {
			return nil, err
		}
		courier = d.Courier
	}
	s, found, err := Strands.First(q.Tx, "facility_id = $1 AND courier = $2 AND state IN ('asking', 'coming', 'unplaced') ORDER BY at DESC, id", q.Facility, courier)
	if err != nil || !found || !slices.Contains(s.Deliveries, delivery) {
		return nil, err
	}
	held, err := s.held(q)
	if err != nil || len(held) > 0 {
		return nil, err
	}
	job, found, err := dispatch.Jobs.Get(q.Tx, q.Facility, s.Job)
	if err != nil {
		return nil, err
	}
	out := []any{StrandChanged{s.ID, how}}
	if how == "taken" {
		out = append(out, need.StepDone{Case: s.ID, Step: "next_courier_sent", At: q.Now, By: q.By.Worker})
	}
	switch {
	case !found || job.Ended():
	case how == "taken":
		out = append(out, dispatch.JobDone{Job: s.Job})
	default:
		out = append(out, dispatch.JobCancelled{Job: s.Job})
	}
	return out, nil
}
