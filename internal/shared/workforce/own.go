package workforce

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// CertificateOf is a certificate as its holder sees it, and who may read certificates.
type CertificateOf struct {
	ID ident.ID `json:"id"`
	CertificateView
	// DaysLeft counts to the last valid day, which is 0; negative: past.
	DaysLeft int64 `json:"days_left"`
	// Page is the path on which anybody may check it; empty where there is none.
	Page string `json:"page,omitempty"`
	// WithdrawnAt, WithdrawnName and WithdrawnWhy are when, by whom and why it was taken
	// back, also of one that counts again.
	WithdrawnAt   instant.Instant `json:"withdrawn_at"`
	WithdrawnName string          `json:"withdrawn_name,omitempty"`
	WithdrawnWhy  string          `json:"withdrawn_why,omitempty"`
	// Appeal is appealed, upheld or restored; empty: nobody has appealed.
	Appeal       string `json:"appeal,omitempty"`
	AppealWords  string `json:"appeal_words,omitempty"`
	SettledName  string `json:"settled_name,omitempty"`
	SettledWords string `json:"settled_words,omitempty"`
}

// CertificatesOf lists the certificates of a worker, what lasts longest first.
func CertificatesOf(q journal.Query, worker ident.ID) ([]CertificateOf, error) {
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	rows, err := Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY valid_to DESC, id", q.Facility, worker)
	out := []CertificateOf{}
	for _, c := range rows {
		v, err := c.own(q, q.Now.Day(home.Location()), home.Slug)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, err
}

func (c Certificate) own(q journal.Query, today, slug string) (v CertificateOf, err error) {
	v = CertificateOf{ID: c.ID, DaysLeft: DaysTo(today, c.ValidTo), Page: PagePath(q.Keys, slug, c), WithdrawnAt: c.WithdrawnAt, Appeal: c.Appeal}
	if v.CertificateView, err = c.view(q, today); err != nil || c.WithdrawnWhy.IsZero() {
		return v, err
	}
	if v.WithdrawnName, err = Name(q, c.WithdrawnBy); err != nil {
		return v, err
	}
	if c.SettledBy != "" {
		if v.SettledName, err = Name(q, c.SettledBy); err != nil {
			return v, err
		}
	}
	// A reason is sealed as the plain text, what is said of it as words.
	if _, err = q.Open(c.WithdrawnWhy, &v.WithdrawnWhy); err != nil {
		return v, err
	}
	if v.AppealWords, err = said(q, c.AppealWords); err != nil {
		return v, err
	}
	v.SettledWords, err = said(q, c.SettledWords)
	return v, err
}

func said(q journal.Query, r journal.Ref) (string, error) {
	var w words
	if r.IsZero() {
		return "", nil
	}
	_, err := q.Open(r, &w)
	return w.Text, err
}
