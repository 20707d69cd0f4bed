package graduation

import (
	"crypto/subtle"
	"fmt"
	"regexp"
	"strconv"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// View is a certificate as its readers see it.
type View struct {
	ID          ident.ID `json:"id"`
	Baby        ident.ID `json:"baby"`
	BabyName    string   `json:"baby_name"`
	Mother      ident.ID `json:"mother,omitempty"`
	MotherName  string   `json:"mother_name"`
	Village     string   `json:"village"`
	State       string   `json:"state"`
	Number      string   `json:"number"`
	IssuedOn    string   `json:"issued_on"`
	IssuedBy    ident.ID `json:"issued_by"`
	IssuedName  string   `json:"issued_by_name"`
	PrintMother string   `json:"print_mother,omitempty"`
	PrintBaby   string   `json:"print_baby,omitempty"`
	// Decided: it stood on a midwife's decision about blank months.
	Decided  bool            `json:"decided"`
	BrokenAt instant.Instant `json:"broken_at,omitzero"`
	ToldAt   instant.Instant `json:"told_at,omitzero"`
	ToldName string          `json:"told_by_name,omitempty"`
	// Page is the path of the page on which anybody may check it.
	Page string `json:"page"`
}

func showCertificate(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Certificates.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v, err := ViewOf(q, c)
	if v.State == ToTell && !(q.By.Is(access.Midwife) || q.By.Is(access.Head) || q.By.Is(access.Officer)) {
		v.State, v.BrokenAt = Valid, 0 // nobody learns of it before the mother
	}
	return v, err == nil, err
}

// ViewOf opens a certificate.
func ViewOf(q journal.Query, c Certificate) (View, error) {
	v := View{ID: c.ID, Baby: c.Baby, Mother: c.Mother, Village: c.Village, State: c.State, Number: c.Number(), IssuedOn: c.On, IssuedBy: c.IssuedBy,
		Decided: c.Decision != "", BrokenAt: c.BrokenAt, ToldAt: c.ToldAt}
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return v, err
	}
	v.Page = PagePath(q.Keys, home.Slug, c)
	_, baby, _, err := registry.OpenCanonical(q, c.Baby)
	if err != nil {
		return v, err
	}
	_, mother, _, err := registry.OpenCanonical(q, c.Mother)
	if err != nil {
		return v, err
	}
	v.BabyName, v.MotherName = baby.Name, mother.Name
	if !c.Names.IsZero() {
		var n Names
		if _, err = q.Open(c.Names, &n); err != nil {
			return v, err
		}
		v.PrintMother, v.PrintBaby = n.Mother, n.Baby
	}
	if v.IssuedName, err = workforce.Name(q, c.IssuedBy); err != nil || c.ToldBy == "" {
		return v, err
	}
	v.ToldName, err = workforce.Name(q, c.ToldBy)
	return v, err
}

// wordLength is how many letters of a certificate's secret its address holds: 40 bits,
// and whoever tries many is told to wait.
const wordLength = 8

// word is the secret part of a certificate's address: a number can be guessed, and who
// guesses learns nothing. Derived, so it lies nowhere.
func word(ring *keys.Ring, c Certificate) string {
	return ring.Token("certificate of six months", string(c.Facility), string(c.ID))[:wordLength]
}

// PagePath is the path of the page on which anybody may check a certificate.
func PagePath(ring *keys.Ring, slug string, c Certificate) string {
	return fmt.Sprintf("/c/%s-%s-%s", slug, c.Number(), word(ring, c))
}

var pageForm = regexp.MustCompile(`^([a-z0-9-]{1,40})-([0-9]{4})-([0-9]{4,6})-([a-z0-9]{8})$`)

// Address is what the last part of such a path holds.
type Address struct {
	Slug, Word string
	Year, N    int64
}

// ParseAddress reads one; false: it is none.
func ParseAddress(last string) (a Address, ok bool) {
	m := pageForm.FindStringSubmatch(last)
	if m == nil {
		return a, false
	}
	year, _ := strconv.ParseInt(m[2], 10, 64)
	n, _ := strconv.ParseInt(m[3], 10, 64)
	return Address{m[1], m[4], year, n}, true
}

// Find gives the certificate of an address, within the facility of its slug. A wrong word
// finds nothing, as an unknown number does.
func Find(q journal.Query, a Address) (Certificate, bool, error) {
	c, found, err := Certificates.First(q.Tx, "facility_id = $1 AND year = $2 AND n = $3", q.Facility, a.Year, a.N)
	if err != nil || !found || subtle.ConstantTimeCompare([]byte(word(q.Keys, c)), []byte(a.Word)) != 1 {
		return Certificate{}, false, err
	}
	return c, true, nil
}
