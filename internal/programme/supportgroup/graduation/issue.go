package graduation

import (
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Issue asks for a baby's certificate: verb graduation.issue.
type Issue struct {
	Certificate ident.ID `json:"certificate"`
	Baby        ident.ID `json:"baby"`
}

// Subject is the baby.
func (b Issue) Subject() ident.ID { return b.Baby }

// Check wants both ids.
func (b Issue) Check() *fault.Error {
	switch {
	case b.Certificate == "":
		return fault.BadField("body.required", "certificate")
	case b.Baby == "":
		return fault.BadField("body.required", "baby")
	}
	return nil
}

// Issued is the event of a certificate.
type Issued struct {
	Certificate   ident.ID `json:"certificate"`
	Baby          ident.ID `json:"baby"`
	Mother        ident.ID `json:"mother,omitempty"`
	Village       string   `json:"village,omitempty"`
	Year          int64    `json:"year"`
	N             int64    `json:"n"`
	On            string   `json:"on"`
	Decision      ident.ID `json:"decision,omitempty"`
	PolicyVersion int64    `json:"policy_version"`
	By            ident.ID `json:"by"`
}

// candidate is a baby whose certificate is asked for.
type candidate struct {
	Reading
	known   bool // a certificate of this id is there already
	today   string
	year    int64
	last    int64 // the last number of this year
	version int64
}

// Audiences are the desk and who serves the baby's village, while it lives here.
func (c candidate) Audiences() []string { return here(c.Baby) }

func here(p registry.Person) []string {
	if p.State != registry.Active {
		return []string{"f"}
	}
	return reach(p.Village)
}

func loadCandidate(q journal.Query) (c candidate, err error) {
	if c.Reading, err = Of(q, q.Subject); err != nil {
		return c, err
	}
	if _, c.known, err = Certificates.Get(q.Tx, q.Facility, q.Body.(Issue).Certificate); err != nil {
		return c, err
	}
	if c.today, err = today(q); err != nil {
		return c, err
	}
	if c.year, err = strconv.ParseInt(c.today[:len("2006")], 10, 64); err != nil {
		return c, fault.Wrap(err, "graduation: the year of %s", c.today)
	}
	if _, err = q.One("SELECT COALESCE(MAX(n), 0) FROM six_month_certificate WHERE facility_id = $1 AND year = $2", store.Args(q.Facility, c.year), &c.last); err != nil {
		return c, err
	}
	_, c.version, err = Policy.Get(q)
	return c, err
}

// today is the health centre's civil day.
func today(q journal.Query) (string, error) {
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	return q.Now.Day(home.Location()), err
}

// issue makes it if, and only if, the rule holds.
func (c candidate) issue(s journal.Said[Issue]) journal.Answer {
	switch {
	case c.known || c.Certificate.ID != "":
		return journal.Refuse("graduation.issued_already")
	case c.Graduated:
		e := Issued{Certificate: s.Body.Certificate, Baby: c.Baby.ID, Mother: c.Baby.Mother, Village: c.Baby.Village, Year: c.year, N: c.last + 1,
			On: c.today, Decision: c.Decision, PolicyVersion: c.version, By: s.By.Worker}
		return journal.Accept(e).Giving(map[string]string{"number": Certificate{Year: e.Year, N: e.N}.Number()})
	}
	switch c.Standing.Verdict {
	case health.TooYoung:
		return journal.Refuse("graduation.too_young")
	case health.Broken:
		return journal.Refuse("graduation.other_food")
	case health.Medical:
		return journal.Refuse("graduation.not_counted")
	}
	return journal.Refuse("graduation.months_missing")
}

func applyIssued(tx *store.Tx, m journal.Meta, e Issued) error {
	return Certificates.Put(tx, Certificate{Facility: m.Facility, ID: e.Certificate, Baby: e.Baby, Mother: e.Mother, Village: e.Village, State: Valid,
		Year: e.Year, N: e.N, On: e.On, Decision: e.Decision, PolicyVersion: e.PolicyVersion, IssuedBy: e.By, IssuedAt: m.RecordedAt})
}
