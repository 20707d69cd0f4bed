package registry

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
)

// The purposes people are asked to agree to, beside ChildData.
const (
	// ForMilk is to take part in the carrying of milk.
	ForMilk = "milk"
	// ForPledge is a mother's own promise to give her baby nothing but her milk for
	// six months: she gives it, and may take it back, like a consent.
	ForPledge = "milk_pledge"
	// ForTracking is that others watch on a map how far a delivery is.
	ForTracking = "tracking"
	// ForPhotos is photos of the way, the house and the people.
	ForPhotos = "photo"
	// ForMessages is messages that nobody writes by hand.
	ForMessages = "messages"
)

// The grounds in law by which the purposes stand.
const (
	ByConsent       = "consent"
	ByPublicTask    = "public_task"
	ByLegalDuty     = "legal_duty"
	ByVitalInterest = "vital_interest"
)

// Purpose is something personal data is kept or used for, with its ground in law
// (UU 27/2022, article 20).
type Purpose struct {
	Name  string `json:"name"`
	Basis string `json:"basis"`
}

// Purposes lists them. What is not by consent is told, not asked: to know who lives
// in its villages is a health centre's task, the record of a visit is kept 25 years
// by duty (Permenkes 24/2022), and an alarm is answered whoever has agreed to what.
var Purposes = []Purpose{
	{ChildData, ByConsent}, {ForMilk, ByConsent}, {ForPledge, ByConsent}, {ForTracking, ByConsent}, {ForPhotos, ByConsent}, {ForMessages, ByConsent},
	{"residents", ByPublicTask}, {"visit_record", ByLegalDuty}, {"alarm", ByVitalInterest},
}

// byConsent reports whether a purpose is asked for; one that nobody has named is.
func byConsent(purpose string) bool {
	at := slices.IndexFunc(Purposes, func(p Purpose) bool { return p.Name == purpose })
	return at < 0 || Purposes[at].Basis == ByConsent
}

// FirstTexts are the texts a health centre begins with, one for each purpose that
// is asked for. The head publishes its own over them.
func FirstTexts() []PublishText {
	var out []PublishText
	for _, p := range Purposes {
		if p.Basis == ByConsent {
			out = append(out, PublishText{Purpose: p.Name, Version: "1", Basis: p.Basis, Wording: text.T(text.ID, "consent."+p.Name, nil)})
		}
	}
	return out
}

// Agreed gives the newest answer of a person for a purpose, whichever of their
// records it was told of; false when never asked.
func Agreed(q journal.Query, person ident.ID, purpose string) (c Consent, found bool, err error) {
	p, known, err := Canonical(q.Tx, q.Facility, person)
	if err != nil {
		return c, false, err
	}
	records := []ident.ID{person}
	if known {
		also, err := MergedWith(q.Tx, q.Facility, p.ID)
		if err != nil {
			return c, false, err
		}
		records = append(also, p.ID)
	}
	for _, id := range records {
		one, has, err := Consents.First(q.Tx, "facility_id = $1 AND person = $2 AND purpose = $3 ORDER BY at DESC, id DESC", q.Facility, id, purpose)
		if err != nil {
			return c, false, err
		}
		if has && (!found || one.At.After(c.At)) {
			c, found = one, true
		}
	}
	return c, found, nil
}

// Declined reports whether somebody has said no, or no longer. Who was never asked
// has not.
func Declined(q journal.Query, person ident.ID, purpose string) (bool, error) {
	c, found, err := Agreed(q, person, purpose)
	return found && !c.Given, err
}

// Regrown is somebody for whom a guardian agreed and who now decides alone.
type Regrown struct {
	Person   ident.ID `json:"person"`
	Village  string   `json:"village"`
	Born     string   `json:"born"`
	Purposes []string `json:"purposes"`
}

// AskAgain lists who has turned 18 since somebody else agreed for them, and to
// what: they are asked anew, by a person and not by a message. Villages nil: of the
// whole health centre. Today is the facility's civil day.
func AskAgain(q journal.Query, villages []string, today string) ([]Regrown, error) {
	given, err := Consents.Where(q.Tx, "facility_id = $1 AND by_whom = 'guardian' ORDER BY person, purpose", q.Facility)
	if err != nil {
		return nil, err
	}
	var out []Regrown
	for _, c := range given {
		p, found, err := Canonical(q.Tx, q.Facility, c.Person)
		if err != nil {
			return nil, err
		}
		if !found || p.State != Active || Age(p.Born, today) < 18 || villages != nil && !slices.Contains(villages, p.Village) {
			continue
		}
		last, _, err := Agreed(q, p.ID, c.Purpose)
		if err != nil {
			return nil, err
		}
		if last.ByWhom != "guardian" || !last.Given {
			continue
		}
		at := slices.IndexFunc(out, func(r Regrown) bool { return r.Person == p.ID })
		if at < 0 {
			out, at = append(out, Regrown{p.ID, p.Village, p.Born, nil}), len(out)
		}
		if !slices.Contains(out[at].Purposes, c.Purpose) {
			out[at].Purposes = append(out[at].Purposes, c.Purpose)
		}
	}
	return out, nil
}
