package workforce

import (
	"crypto/subtle"
	"fmt"
	"regexp"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Register is where the health centre's register of certificates stands in a year: every
// certificate has one number in it, whoever gave it and however.
type Register struct {
	// Year is the civil year of the moment, Last the highest number given in it; 0: none.
	Year, Last int64
}

// ReadRegister reads it, in the facility's turn: nobody else gives a number meanwhile.
func ReadRegister(q journal.Query) (r Register, err error) {
	zone, err := zoneOf(q)
	if err != nil {
		return r, err
	}
	r.Year = int64(q.Now.In(zone).Year())
	_, err = q.One("SELECT COALESCE(MAX(n), 0) FROM certificate WHERE facility_id = $1 AND year = $2", store.Args(q.Facility, r.Year), &r.Last)
	return r, err
}

// Passed is what a certificate of the health centre's own training says. Days are
// YYYY-MM-DD, both included.
type Passed struct {
	Worker, Assessor   ident.ID
	Course             string
	ValidFrom, ValidTo string
	Score              int64 // 0 to 100
}

// Award makes the event of the i-th certificate (from 0) that one command gives, with the
// next numbers of the register: P-2026-0017. It is the only way in which training gives
// one, beside the desk's own workforce.certify.
func (r Register) Award(id ident.ID, i int64, p Passed) Certified {
	n := r.Last + 1 + i
	return Certified{ID: id, Worker: p.Worker, Course: p.Course, Number: fmt.Sprintf("P-%d-%04d", r.Year, n), ValidFrom: p.ValidFrom, ValidTo: p.ValidTo,
		Assessor: p.Assessor, Score: &p.Score, Year: r.Year, N: n}
}

// Of keeps the certificates of one course, in their order.
func Of(all []Certificate, course string) (out []Certificate) {
	for _, c := range all {
		if c.Course == course {
			out = append(out, c)
		}
	}
	return out
}

// wordLength is how many letters of a certificate's secret its address holds: 40 bits, and
// whoever tries many is told to wait.
const wordLength = 8

// word is the secret part of a certificate's address: a number can be guessed, and who
// guesses learns no name. Derived, so it lies nowhere.
func word(ring *keys.Ring, c Certificate) string {
	return ring.Token("certificate of a course", string(c.Facility), string(c.ID))[:wordLength]
}

// PagePath is the path of the page on which anybody may check a certificate; empty where
// it is older than the register.
func PagePath(ring *keys.Ring, slug string, c Certificate) string {
	if c.N == 0 {
		return ""
	}
	return fmt.Sprintf("/k/%s-%d-%04d-%s", slug, c.Year, c.N, word(ring, c))
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

// Checked is what anybody may know of a certificate: whose, in what, and whether it counts.
type Checked struct {
	// State is valid, lapsed, withdrawn, or coming before its first day.
	Name, Course, State string
}

// Check reads the certificate of an address, within the facility of its slug. A wrong word
// finds nothing, as an unknown number does: absent.
func Check(q journal.Query, a Address) (v Checked, err error) {
	c, found, err := Certificates.First(q.Tx, "facility_id = $1 AND year = $2 AND n = $3 AND n > 0", q.Facility, a.Year, a.N)
	if err == nil && (!found || subtle.ConstantTimeCompare([]byte(word(q.Keys, c)), []byte(a.Word)) != 1) {
		err = fault.Absent()
	}
	if err != nil {
		return v, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return v, err
	}
	v.Course, v.State = c.Course, c.StateOn(q.Now.Day(zone))
	v.Name, err = Name(q, c.Worker)
	return v, err
}
