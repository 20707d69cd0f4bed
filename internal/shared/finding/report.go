package finding

import (
	"regexp"
	"slices"
	"time"

	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Tell tells of something found: verb finding.report. A house, its code, a household or
// a person says where; else the village, or a point that the phone knows.
type Tell struct {
	Finding ident.ID `json:"finding"`
	Kind    string   `json:"kind" max:"20"`
	Village string   `json:"village,omitempty" max:"20"`
	House   ident.ID `json:"house,omitempty"`
	// Code is what the sticker of the house says, as 07-0423-5.
	Code      string   `json:"code,omitempty" max:"20"`
	Household ident.ID `json:"household,omitempty"`
	Person    ident.ID `json:"person,omitempty"`
	Place     *Place   `json:"place,omitempty"`
	What      string   `json:"what,omitempty" max:"1000"`
	// Photo is the hash of a picture that was sent before. Never a child undressed.
	Photo string `json:"photo,omitempty" max:"64"`
	// Visit is the home visit on which it was found.
	Visit ident.ID `json:"visit,omitempty"`
}

// Place is a point in degrees (WGS 84).
type Place struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Subject is the finding.
func (b Tell) Subject() ident.ID { return b.Finding }

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func checkPhoto(hash string) *fault.Error {
	if hash != "" && !hashForm.MatchString(hash) {
		return fault.BadField("blob.bad_hash", "photo")
	}
	return nil
}

// Check wants an id, a kind, a place of some sort and something to see or read.
func (b Tell) Check() *fault.Error {
	switch {
	case b.Finding == "":
		return fault.BadField("body.required", "finding")
	case !slices.Contains(Kinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case b.Village == "" && b.House == "" && b.Code == "" && b.Household == "" && b.Person == "" && b.Place == nil:
		return fault.BadField("body.required", "village")
	case b.Code != "" && !fits(b.Code):
		return fault.BadField("finding.bad_code", "code")
	case b.What == "" && b.Photo == "":
		return fault.BadField("body.required", "what")
	case b.Place != nil && !(geo.Point{Lat: b.Place.Lat, Lon: b.Place.Lon}).Valid():
		return fault.BadField("body.bad_point", "place")
	}
	return checkPhoto(b.Photo)
}

// fits reports whether the check digit of a house's code is right.
func fits(code string) bool { _, ok := registry.NormalHouseCode(code); return ok }

// text is the sealed form of what somebody wrote.
type text struct {
	Text string `json:"text"`
}

// toldAgain is the code of a second report of the same thing.
const toldAgain = "told_again"

// single are the kinds of which a house has one: a second report is about the same.
var single = []string{House, Latrine, Water, Food}

// reporting is what taking a report needs to know.
type reporting struct {
	found  bool // the finding is there already
	nobody bool // a house, household, person or village is named that nobody knows
	where
	keys []string
	// same is an open finding of the same thing.
	same   Finding
	number int64
	next   FollowUp
	policy int64
}

// Audiences are the village and who tells of it: a cadre tells of her own village, the
// team of wherever it comes.
func (r reporting) Audiences() []string { return r.keys }

func loadReporting(q journal.Query) (r reporting, err error) {
	b := q.Body.(Tell)
	if r.same, r.found, err = Findings.Get(q.Tx, q.Facility, b.Finding); err != nil || r.found {
		r.keys = r.same.Audiences()
		return r, err
	}
	if r.where, r.nobody, err = locate(q, b); err != nil {
		return r, err
	}
	r.keys = []string{"f", "v:" + r.village, "w:" + string(q.By.Worker)}
	if r.same, err = sameThing(q, b.Kind, r.where); err != nil {
		return r, err
	}
	if _, err = q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM finding WHERE facility_id = $1", []any{q.Facility}, &r.number); err != nil {
		return r, err
	}
	set, version, err := Policy.Get(q)
	if err != nil {
		return r, err
	}
	r.policy = version
	r.next, err = begin(q, Finding{Kind: b.Kind, Village: r.village}, set.FollowDays)
	return r, err
}

func sameThing(q journal.Query, kind string, w where) (Finding, error) {
	if w.house == "" || !slices.Contains(single, kind) {
		return Finding{}, nil
	}
	f, _, err := Findings.First(q.Tx, "facility_id = $1 AND house = $2 AND state <> $3 AND kind = $4 ORDER BY number", q.Facility, w.house, Closed, kind)
	return f, err
}

// begin makes the follow-up of a finding that is new, or open again: the first who may
// have it, and so many days from today.
func begin(q journal.Query, f Finding, days int64) (u FollowUp, err error) {
	if u.Owner, err = firstOwner(q, f); err != nil {
		return u, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return u, err
	}
	u.DueOn = q.Now.Add(time.Duration(days) * daily).Day(zone)
	u.Due, u.Count = endOf(u.DueOn, zone), f.Follow+1
	return u, nil
}

func zoneOf(q journal.Query) (*time.Location, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil && fault.Of(err).Kind != fault.NotFound {
		return nil, err
	}
	return f.Location(), nil
}

// endOf is the instant when a civil day is over; zero for what is no day.
func endOf(day string, zone *time.Location) instant.Instant {
	d, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return 0
	}
	return instant.Of(d.AddDate(0, 0, 1))
}

// Received is what who told of something is answered: the finding it stands in, which
// is an earlier one of the same thing, and its number.
type Received struct {
	Finding ident.ID `json:"finding"`
	Number  string   `json:"number"`
}

func (r reporting) report(s journal.Said[Tell]) journal.Answer {
	b := s.Body
	switch {
	case r.found:
		return journal.Refuse("finding.exists").On("finding")
	case r.nobody:
		return journal.Refuse("finding.nobody_known").On("village")
	case r.same.ID != "":
		return journal.Accept(NotedEvent{Finding: r.same.ID, Code: toldAgain, Note: seal(s, b.What), Photo: named(s, b.Photo), By: s.By.Worker, At: s.At}).
			Giving(Received{r.same.ID, r.same.Short()})
	}
	e := ReportedEvent{Finding: b.Finding, Kind: b.Kind, Village: r.village, House: r.house, Household: r.household, Person: r.person, What: seal(s, b.What),
		Photo: named(s, b.Photo), Visit: b.Visit, By: s.By.Worker, At: s.At, Policy: r.policy, FollowUp: r.next}
	if b.Place != nil {
		e.Place = s.Seal("finding_place", b.Finding, 1, *b.Place)
	}
	return journal.Accept(e).Giving(Received{b.Finding, short(r.number)})
}

// seal keeps what was written out of the log; nothing written is nothing sealed.
func seal[B any](s journal.Said[B], said string) (r journal.Ref) {
	if said != "" {
		r = s.Seal("finding_text", s.NewID(0), 1, text{said})
	}
	return r
}

// named is how an event names a picture; see blob.Named.
func named[B any](s journal.Said[B], hash string) (r blob.Ref) {
	if hash != "" {
		r.Blob = blob.ID(s.Lookup("blob", hash))
	}
	return r
}

// NamesBlob says who sees a photo: whoever sees the finding, while nobody has hidden
// it; then the head, who settles it.
func (Room) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	s, found, err := Steps.First(q.Tx, "facility_id = $1 AND photo = $2 ORDER BY seq", q.Facility, id)
	if err != nil || !found || s.PhotoState == Erased {
		return nil, "", err
	}
	f, found, err := Findings.Get(q.Tx, q.Facility, s.Finding)
	if err != nil || !found {
		return nil, "", err
	}
	var hidden int
	if _, err = q.One("SELECT COUNT(*) FROM finding_step WHERE facility_id = $1 AND photo = $2 AND photo_state <> ''", store.Args(q.Facility, id), &hidden); err != nil {
		return nil, "", err
	}
	if hidden > 0 {
		return []string{"f"}, "finding_photo", nil // the head's alone to read
	}
	return f.Audiences(), "finding", nil
}
