package rice

import (
	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
)

// View is a debt as the faces know it; grams. Number is that of the request.
type View struct {
	ID          ident.ID `json:"id"`
	Number      string   `json:"number"`
	Case        ident.ID `json:"case"`
	RootNumber  string   `json:"root_number,omitempty"` // of the request it was merged into
	PatientName string   `json:"patient_name"`
	Village     string   `json:"village"`
	Grams       int64    `json:"grams"`
	Rule        string   `json:"rule"`
	State       string   `json:"state"`
	Proof       string   `json:"proof,omitempty"`
	// WaitingReport: the team's phones have not all been heard of since the deadline.
	WaitingReport bool            `json:"waiting_report,omitempty"`
	Silent        bool            `json:"silent,omitempty"`
	Offered       bool            `json:"offered,omitempty"`
	Due           instant.Instant `json:"due"`
	OwedAt        instant.Instant `json:"owed_at"`
	EndedAt       instant.Instant `json:"ended_at,omitzero"`
	GivenAt       instant.Instant `json:"given_at,omitzero"`
	GivenByName   string          `json:"given_by_name,omitempty"`
	Carriers      []ident.ID      `json:"carriers"`
	CarrierNames  []string        `json:"carrier_names"`
	Reason        string          `json:"reason,omitempty"`
	PolicyVersion int64           `json:"policy_version"`
	Handover      ident.ID        `json:"handover,omitempty"`
}

// HandoverView is a report of a hand-over; grams.
type HandoverView struct {
	ID         ident.ID        `json:"id"`
	Debt       ident.ID        `json:"debt"`
	WorkerName string          `json:"worker_name"`
	At         instant.Instant `json:"at"`
	RecordedAt instant.Instant `json:"recorded_at"`
	Grams      int64           `json:"grams"`
	To         string          `json:"to"`
	Name       string          `json:"name,omitempty"`
	Lat        float64         `json:"lat,omitempty"`
	Lon        float64         `json:"lon,omitempty"`
	Photo      blob.ID         `json:"photo,omitempty"`
	Signature  blob.ID         `json:"signature,omitempty"`
	State      string          `json:"state"`
	Why        string          `json:"why,omitempty"`
}

// LineView is a line of the fund; grams and rupiah.
type LineView struct {
	ID      ident.ID        `json:"id"`
	Kind    string          `json:"kind"`
	What    string          `json:"what"`
	Grams   int64           `json:"grams"`
	Rupiah  int64           `json:"rupiah"`
	Class   string          `json:"class,omitempty"`
	Purpose string          `json:"purpose,omitempty"`
	Name    string          `json:"name,omitempty"`
	Batch   string          `json:"batch,omitempty"`
	Note    string          `json:"note,omitempty"`
	Reason  string          `json:"reason,omitempty"`
	Counted int64           `json:"counted"`
	On      string          `json:"on"`
	At      instant.Instant `json:"at"`
	Undone  bool            `json:"undone,omitempty"`
}

// BatchView is a lot of rice in store; grams, rupiah for the whole of it.
type BatchView struct {
	ID     ident.ID `json:"id"`
	Source string   `json:"source"`
	Grams  int64    `json:"grams"`
	Left   int64    `json:"left"`
	Rupiah int64    `json:"rupiah"`
	Name   string   `json:"name,omitempty"`
	Batch  string   `json:"batch,omitempty"`
	On     string   `json:"on"`
	// Other: it was given for another purpose and is not used here.
	Other bool `json:"other,omitempty"`
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"rice_debt": showDebt, "rice_handover": showHandover, "rice_line": showLine, "rice_batch": showBatch}
}

func showDebt(q journal.Query, id ident.ID) (any, bool, error) {
	d, ok, err := Debts.Get(q.Tx, q.Facility, id)
	if err != nil || !ok {
		return nil, ok, err
	}
	v, err := d.view(q)
	return v, err == nil, err
}

func (d Debt) view(q journal.Query) (View, error) {
	v := View{ID: d.ID, Case: d.Case, Village: d.Village, Grams: d.Grams, Rule: d.Rule, State: d.State, Proof: d.Proof, WaitingReport: d.Waiting && d.Standing(),
		Silent: d.Silent, Offered: d.Offered, Due: d.Due, OwedAt: d.OwedAt, EndedAt: d.EndedAt, Carriers: d.Carriers, CarrierNames: []string{},
		PolicyVersion: d.PolicyVersion, Handover: d.Handover}
	c, ok, err := need.Cases.Get(q.Tx, q.Facility, d.Case)
	if err != nil {
		return v, err
	}
	if ok {
		v.Number = c.Short()
		if v.PatientName, _, err = need.PatientOf(q, c); err != nil {
			return v, err
		}
	}
	if d.Root != d.Case {
		root, _, err := need.Cases.Get(q.Tx, q.Facility, d.Root)
		if err != nil {
			return v, err
		}
		v.RootNumber = root.Short()
	}
	for _, w := range d.Carriers {
		name, err := workforce.Name(q, w)
		if err != nil {
			return v, err
		}
		v.CarrierNames = append(v.CarrierNames, name)
	}
	return v, d.ending(q, &v)
}

// ending fills who brought the rice, or why it was taken back.
func (d Debt) ending(q journal.Query, v *View) error {
	if d.Handover != "" {
		h, ok, err := Handovers.Get(q.Tx, q.Facility, d.Handover)
		if err != nil {
			return err
		}
		if ok {
			v.GivenAt = h.At
			if v.GivenByName, err = workforce.Name(q, h.Worker); err != nil {
				return err
			}
		}
	}
	var err error
	v.Reason, err = read(q, d.Reason)
	return err
}

// read opens a sealed text; nothing sealed is nothing.
func read(q journal.Query, ref journal.Ref) (string, error) {
	if ref.IsZero() {
		return "", nil
	}
	var t reason
	_, err := q.Open(ref, &t)
	return t.Text, err
}

func showHandover(q journal.Query, id ident.ID) (any, bool, error) {
	h, ok, err := Handovers.Get(q.Tx, q.Facility, id)
	if err != nil || !ok {
		return nil, ok, err
	}
	v := HandoverView{ID: h.ID, Debt: h.Debt, At: h.At, RecordedAt: h.Recorded, Grams: h.Grams, To: h.To, Photo: h.Photo, Signature: h.Signature, State: h.State, Why: h.Why}
	if v.WorkerName, err = workforce.Name(q, h.Worker); err != nil {
		return nil, false, err
	}
	if v.Name, err = read(q, h.Name); err != nil {
		return nil, false, err
	}
	if !h.Place.IsZero() {
		var p Place
		_, err = q.Open(h.Place, &p)
		v.Lat, v.Lon = p.Lat, p.Lon
	}
	return v, err == nil, err
}

func details(q journal.Query, ref journal.Ref) (d Details, err error) {
	if !ref.IsZero() {
		_, err = q.Open(ref, &d)
	}
	return d, err
}

func showLine(q journal.Query, id ident.ID) (any, bool, error) {
	l, ok, err := Lines.Get(q.Tx, q.Facility, id)
	if err != nil || !ok {
		return nil, ok, err
	}
	v, err := l.view(q)
	return v, err == nil, err
}

func (l Line) view(q journal.Query) (LineView, error) {
	d, err := details(q, l.Details)
	return LineView{ID: l.ID, Kind: l.Kind, What: l.What, Grams: l.Grams, Rupiah: l.Rupiah, Class: l.Class, Purpose: l.Purpose, Name: d.Name, Batch: d.Batch, Note: d.Note,
		Reason: l.Reason, Counted: l.Counted, On: l.On, At: l.At, Undone: l.Undone}, err
}

func showBatch(q journal.Query, id ident.ID) (any, bool, error) {
	b, ok, err := Batches.Get(q.Tx, q.Facility, id)
	if err != nil || !ok {
		return nil, ok, err
	}
	d, err := details(q, b.Details)
	return BatchView{ID: b.ID, Source: b.Source, Grams: b.Grams, Left: b.Left, Rupiah: b.Rupiah, Name: d.Name, Batch: d.Batch, On: b.On, Other: b.Fund == otherFund}, err == nil, err
}

// Totals are what a span of time came to, for the promise board: debts written and not
// struck or taken back, by their deadline, and grams handed over, by when they were.
type Totals struct {
	Debts      int64 `json:"debts"`
	OwedGrams  int64 `json:"owed_grams"`
	GivenGrams int64 `json:"given_grams"`
	Given      int64 `json:"given"`
}

// Between gives the totals from an instant to another, which is not in it.
func Between(q journal.Query, from, to instant.Instant) (t Totals, err error) {
	if _, err = q.One("SELECT COUNT(*), COALESCE(SUM(grams), 0) FROM rice_debt WHERE facility_id = $1 AND state IN ($2, $3) AND due_at >= $4 AND due_at < $5",
		store.Args(q.Facility, Owed, Given, from, to), &t.Debts, &t.OwedGrams); err != nil {
		return t, err
	}
	_, err = q.One("SELECT COUNT(*), COALESCE(SUM(grams), 0) FROM rice_debt WHERE facility_id = $1 AND state = $2 AND ended_at >= $3 AND ended_at < $4",
		store.Args(q.Facility, Given, from, to), &t.Given, &t.GivenGrams)
	return t, err
}

// Of gives the debt that stands, or stood, for a request, for its receipt page: that of
// the case it was merged into. Not found: there is none, or nobody may be told of it.
func Of(q journal.Query, request ident.ID) (Debt, bool, error) {
	root, err := need.Root(q, request)
	if err != nil {
		return Debt{}, false, err
	}
	all, err := Debts.Where(q.Tx, "facility_id = $1 AND root = $2 ORDER BY due_at, id", q.Facility, root)
	if err != nil {
		return Debt{}, false, err
	}
	var best Debt
	for _, d := range all {
		if d.Silent || d.State == Withheld || d.Proof == ByMerge {
			continue
		}
		if best.ID == "" || d.State == Owed || d.State == Given && best.State != Owed {
			best = d
		}
	}
	return best, best.ID != "", nil
}
