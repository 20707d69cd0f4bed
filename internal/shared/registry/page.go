package registry

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Eyes says how much of a page somebody sees. What lies outside is left out; it
// is never shown as empty and kept elsewhere.
type Eyes struct {
	// Reaches reports whether records of a village are theirs to read; the empty
	// village is that of who has none.
	Reaches func(person ident.ID, village string) bool
	// Contact reports whether phones, address and the ends of numbers are shown.
	Contact func(person ident.ID) bool
	// Hidden shows hidden addresses too; Full shows NIK and KK whole.
	Hidden, Full bool
	// Name gives the name of who recorded something; empty for the machine.
	Name func(q journal.Query, actor string) (string, error)
}

// Page is all the register knows of a person with their household, or of a
// household: what one page shows.
type Page struct {
	// Person is whose page it is: the record that stands for the one asked for.
	Person      ident.ID       `json:"person,omitempty"`
	Village     string         `json:"village,omitempty"`
	VillageName string         `json:"village_name,omitempty"`
	House       *PageHouse     `json:"house,omitempty"`
	Household   *PageHousehold `json:"household,omitempty"`
	Members     []PageMember   `json:"members"`
	Posyandu    *Posyandu      `json:"posyandu,omitempty"`
	Group       *GroupView     `json:"ten_house_group,omitempty"`
	// Life holds the newest first.
	Life     []PageLine    `json:"life"`
	Consents []PageConsent `json:"consents"`
	Texts    []ConsentText `json:"texts"`
	// Pairs may be one person twice; Merged are records that stand for one of them no more.
	Pairs  []PagePair   `json:"pairs"`
	Merged []PageMerged `json:"merged"`
}

// PageHouse is a house as a page shows it. Of one whose address is hidden from
// the reader only the code and that it is hidden.
type PageHouse struct {
	ID         ident.ID  `json:"id"`
	Code       string    `json:"code,omitempty"`
	Village    string    `json:"village"`
	Group      ident.ID  `json:"ten_house_group,omitempty"`
	Hamlet     string    `json:"hamlet,omitempty"`
	RT         string    `json:"rt,omitempty"`
	RW         string    `json:"rw,omitempty"`
	Street     string    `json:"street,omitempty"`
	Landmark   string    `json:"landmark,omitempty"`
	Directions string    `json:"directions,omitempty"`
	Home       geo.Point `json:"home,omitzero"`
	Photos     []string  `json:"photos,omitempty"`
	Hidden     bool      `json:"hidden_address,omitempty"`
	// Shown: the address stands here, for whoever may see it.
	Shown bool `json:"address_shown"`
}

// PageHousehold is a household as a page shows it.
type PageHousehold struct {
	ID              ident.ID `json:"id"`
	Head            ident.ID `json:"head,omitempty"`
	State           string   `json:"state"`
	KK              string   `json:"kk,omitempty"`
	Decile          int64    `json:"decile,omitempty"`
	DecileSource    string   `json:"decile_source,omitempty"`
	DecileOn        string   `json:"decile_on,omitempty"`
	PovertyLetter   string   `json:"poverty_letter,omitempty"`
	PovertyLetterOn string   `json:"poverty_letter_on,omitempty"`
	PovertyLetterBy string   `json:"poverty_letter_by,omitempty"`
}

// PageMember is one of the people of a page.
type PageMember struct {
	PersonView
	// Kind tells residents from those whom a programme met first.
	Kind    string `json:"kind"`
	State   string `json:"state"`
	StateOn string `json:"state_on,omitempty"`
	// GoneTo is the health centre that took the letter about who moved away.
	GoneTo string `json:"gone_to,omitempty"`
	// NIK and Insurance show their last four digits only, unless asked for whole.
	NIK          string   `json:"nik,omitempty"`
	NIKDoubts    []string `json:"nik_doubts,omitempty"`
	Insurance    string   `json:"insurance,omitempty"`
	GuardianName string   `json:"guardian_name,omitempty"`
	// ContactShown: phones and numbers stand here, where there are any.
	ContactShown bool `json:"contact_shown"`
}

// PageLine is one line of a life.
type PageLine struct {
	ID         ident.ID        `json:"id"`
	Person     ident.ID        `json:"person"`
	PersonName string          `json:"person_name"`
	What       string          `json:"what"`
	On         string          `json:"on,omitempty"`
	RecordedAt instant.Instant `json:"recorded_at"`
	By         string          `json:"by,omitempty"`
	ApprovedBy string          `json:"approved_by,omitempty"`
	Retracted  bool            `json:"retracted,omitempty"`
}

// PageConsent is the newest answer of somebody for a purpose.
type PageConsent struct {
	Consent
	PersonName   string `json:"person_name"`
	GuardianName string `json:"guardian_name,omitempty"`
	WitnessName  string `json:"witness_name,omitempty"`
	By           string `json:"by,omitempty"`
}

// PagePair is another record that may be one of the people of the page.
type PagePair struct {
	ID      ident.ID `json:"id"`
	Person  ident.ID `json:"person"`
	Other   ident.ID `json:"other"`
	Name    string   `json:"name"`
	Born    string   `json:"born,omitempty"`
	Village string   `json:"village,omitempty"`
	Reasons []string `json:"reasons"`
}

// PageMerged is a record that was merged into one of the page.
type PageMerged struct {
	Person ident.ID `json:"person"`
	Into   ident.ID `json:"into"`
	Name   string   `json:"name"`
}

// pageLines is how many lines of lives one page carries.
const pageLines = 100

// PersonPage makes the page of a person and the household they live in. Whoever
// does not reach the person is told that there is none.
func PersonPage(q journal.Query, id ident.ID, eyes Eyes) (Page, error) {
	p, found, err := Canonical(q.Tx, q.Facility, id)
	if err != nil {
		return Page{}, err
	}
	if !found || !Lives(p.Kind) || !eyes.Reaches(p.ID, p.Village) {
		return Page{}, fault.Absent()
	}
	w := pageWriter{Query: q, eyes: eyes, page: Page{Person: p.ID, Village: p.Village}, mine: []ident.ID{p.ID}}
	people := []Person{p}
	if p.Household != "" {
		all, err := Members(q, p.Household)
		if err != nil {
			return Page{}, err
		}
		if slices.ContainsFunc(all, func(m Person) bool { return m.ID == p.ID }) {
			people = all
		}
	}
	return w.write(p.Household, people, p)
}

// HouseholdPageOf makes the page of a household with everybody in it.
func HouseholdPageOf(q journal.Query, id ident.ID, eyes Eyes) (Page, error) {
	h, found, err := Households.Get(q.Tx, q.Facility, id)
	if err != nil {
		return Page{}, err
	}
	if !found {
		return Page{}, fault.Absent()
	}
	house, _, err := Houses.Get(q.Tx, q.Facility, h.House)
	if err != nil {
		return Page{}, err
	}
	people, err := Members(q, id)
	if err != nil {
		return Page{}, err
	}
	seen := eyes.Reaches("", house.Village)
	for _, p := range people {
		seen = seen || eyes.Reaches(p.ID, p.Village)
	}
	if !seen {
		return Page{}, fault.Absent()
	}
	w := pageWriter{Query: q, eyes: eyes, page: Page{Village: house.Village}}
	for _, p := range people {
		w.mine = append(w.mine, p.ID)
	}
	about := Person{Village: house.Village, Group: house.Group}
	for _, p := range people {
		if about.Posyandu == "" {
			about.Posyandu = p.Posyandu
		}
	}
	return w.write(id, people, about)
}

// mask leaves the last four digits of a number.
func mask(number string, full bool) string {
	if full || len(number) <= 4 {
		return number
	}
	return "…" + number[len(number)-4:]
}
