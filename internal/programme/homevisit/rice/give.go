package rice

import (
	"regexp"
	"slices"

	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Who rice can be handed to.
const (
	ToPatient = "patient"
	ToBeside  = "beside"
)

// HandOver tells that the rice of a debt was handed over: verb rice.give.
type HandOver struct {
	Debt  ident.ID `json:"debt"`
	Grams int64    `json:"grams"`
	// To is patient, or beside: somebody at the patient's side, by Name.
	To   string `json:"to" max:"10"`
	Name string `json:"name,omitempty" max:"120"`
	// Photo and Signature are the hashes of pictures that were sent before; one of them
	// is wanted.
	Photo     string `json:"photo,omitempty" max:"64"`
	Signature string `json:"signature,omitempty" max:"64"`
	// Place is where, when the phone knows it.
	Place *Place `json:"place,omitempty"`
}

// Place is a point in degrees (WGS 84).
type Place struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Subject is the debt.
func (b HandOver) Subject() ident.ID { return b.Debt }

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Check wants a weight, who got it, and a photo or a signature.
func (b HandOver) Check() *fault.Error {
	switch {
	case b.Debt == "":
		return fault.BadField("body.required", "debt")
	case b.Grams <= 0 || b.Grams > mostGrams:
		return fault.BadField("ledger.bad_amount", "grams")
	case b.To != ToPatient && b.To != ToBeside:
		return fault.BadField("body.unknown_word", "to")
	case b.To == ToBeside && b.Name == "":
		return fault.BadField("body.required", "name")
	case b.Photo == "" && b.Signature == "":
		return fault.BadField("rice.proof_wanted", "photo")
	case b.Photo != "" && !hashForm.MatchString(b.Photo):
		return fault.BadField("blob.bad_hash", "photo")
	case b.Signature != "" && !hashForm.MatchString(b.Signature):
		return fault.BadField("blob.bad_hash", "signature")
	case b.Place != nil && (b.Place.Lat < -90 || b.Place.Lat > 90 || b.Place.Lon < -180 || b.Place.Lon > 180):
		return fault.BadField("body.bad_point", "place")
	}
	return nil
}

// owing is a debt with the lots of the fund that pays it. Told is the debt that was
// named: a report that was merged has another one standing for it.
type owing struct {
	Debt
	told Debt
	lots []Batch
}

// Audiences are those of the debt that was named: whoever had it on the phone. A merge
// at the desk takes it from nobody on the way.
func (o owing) Audiences() []string {
	if o.told.Proof == ByMerge {
		return o.told.FormerAudiences()
	}
	return o.told.Audiences()
}

// FormerAudiences are those who could have brought it.
func (o owing) FormerAudiences() []string { return o.told.FormerAudiences() }

func (r Room) loadOwing(q journal.Query) (owing, error) {
	d, ok, err := Debts.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !ok {
		err = fault.Absent()
	}
	if err != nil {
		return owing{}, err
	}
	o := owing{Debt: d, told: d}
	if d.State == Struck && d.Proof == ByMerge {
		same, err := Debts.Where(q.Tx, "facility_id = $1 AND root = $2 ORDER BY due_at, id", q.Facility, d.Root)
		if err != nil {
			return o, err
		}
		if i := slices.IndexFunc(same, Debt.Standing); i >= 0 {
			o.Debt = same[i]
		}
	}
	o.lots, err = lots(q, o.Fund)
	return o, err
}

// give keeps the report. The first that fits settles the debt; every other one is kept
// for a person to look at and moves nothing.
func (o owing) give(s journal.Said[HandOver]) journal.Answer {
	b, id := s.Body, s.NewID(0)
	e := GivenEvent{Handover: id, Debt: o.ID, Worker: s.By.Worker, At: s.At, Grams: b.Grams, To: b.To, State: Counted, Fund: o.Fund,
		Photo: picture(s, b.Photo), Signature: picture(s, b.Signature), SeenBy: []string{"f", "w:" + string(s.By.Worker)}}
	if b.Name != "" {
		e.Name = s.Seal("rice_name", id, 1, reason{b.Name})
	}
	if b.Place != nil {
		e.Place = s.Seal("rice_place", id, 1, *b.Place)
	}
	switch {
	case !o.Standing():
		e.State, e.Why = InReview, o.State
	case b.Grams != o.Grams:
		if !s.Late() {
			return journal.Refuse("rice.other_weight").On("grams")
		}
		e.State, e.Why = InReview, "weight"
	}
	if e.State == InReview {
		return journal.Accept(e).Giving(Reported{o.ID, e.State})
	}
	e.Takes, e.Post = take(o.lots, b.Grams, looseLot(s.Facility, o.Fund)), o.Posts+1
	return journal.Accept(e, o.pays(e.Post)).Giving(Reported{o.ID, e.State})
}

// Reported is what a report of a hand-over is answered with: the debt that it is about,
// and counted or in_review.
type Reported struct {
	Debt  ident.ID `json:"debt"`
	State string   `json:"state"`
}

// picture is how an event names one; see blob.Named.
func picture(s journal.Said[HandOver], hash string) (r blob.Ref) {
	if hash != "" {
		r.Blob = blob.ID(s.Lookup("blob", hash))
	}
	return r
}

// NamesBlob says who sees a picture of a hand-over: the desk, and who made it.
func (Room) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	h, ok, err := Handovers.First(q.Tx, "facility_id = $1 AND photo = $2 ORDER BY id", q.Facility, id)
	if err == nil && !ok {
		h, ok, err = Handovers.First(q.Tx, "facility_id = $1 AND signature = $2 ORDER BY id", q.Facility, id)
	}
	if err != nil || !ok {
		return nil, "", err
	}
	return h.SeenBy, "rice", nil
}
