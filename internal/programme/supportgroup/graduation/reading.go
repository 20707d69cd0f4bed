package graduation

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Reading is where a baby stands, with what a midwife decided of it.
type Reading struct {
	Baby     registry.Person
	Standing health.Standing
	// Graduated: months 0 to 5 are all yes and six months are reached, or Decision, the
	// midwife's, counts every blank one of them.
	Graduated bool
	Decision  ident.ID
	// Decided is the decision that holds, whichever way; no id: none.
	Decided Decision
	// Certificate is the one that stands; no id: none.
	Certificate Certificate
}

// Of reads a baby. A merged record is who it is merged into.
func Of(q journal.Query, baby ident.ID) (r Reading, err error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, baby)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return r, err
	}
	r.Baby = p
	if r.Standing, err = health.StandingOf(q, p.ID); err != nil {
		return r, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return r, err
	}
	records = append(records, p.ID)
	if r.Decided, err = decided(q, records); err != nil {
		return r, err
	}
	all, err := standing(q, records)
	if len(all) > 0 {
		r.Certificate = all[0]
	}
	r.Graduated, r.Decision = judge(r.Standing, r.Decided)
	return r, err
}

// judge is the rule of the certificate.
func judge(s health.Standing, d Decision) (graduated bool, by ident.ID) {
	switch {
	case s.Verdict == health.Proven:
		return true, ""
	case s.Verdict != health.Missing || d.ID == "" || !d.Counts:
		return false, ""
	}
	for _, month := range s.Missing {
		if !slices.Contains(d.Months, month) {
			return false, ""
		}
	}
	return true, d.ID
}

// decided is the decision that holds of some records of one human: the newest.
func decided(q journal.Query, records []ident.ID) (newest Decision, err error) {
	for _, id := range records {
		all, err := Decisions.Where(q.Tx, "facility_id = $1 AND baby = $2 AND replaced_by = '' ORDER BY id", q.Facility, id)
		if err != nil {
			return newest, err
		}
		for _, d := range all {
			if newest.ID == "" || d.At > newest.At {
				newest = d
			}
		}
	}
	return newest, nil
}

// standing lists the certificates of some records of one human that are not withdrawn,
// the first made first.
func standing(q journal.Query, records []ident.ID) (out []Certificate, err error) {
	for _, id := range records {
		all, err := Certificates.Where(q.Tx, "facility_id = $1 AND baby = $2 AND state <> $3 ORDER BY id", q.Facility, id, Withdrawn)
		if err != nil {
			return nil, err
		}
		out = append(out, all...)
	}
	slices.SortFunc(out, func(a, b Certificate) int {
		if a.Year != b.Year {
			return int(a.Year - b.Year)
		}
		return int(a.N - b.N)
	})
	return out, nil
}

// Graduated reports whether a baby has had breast milk alone for six months: the
// numerator of the second of the two indicators.
func Graduated(q journal.Query, baby ident.ID) (bool, error) {
	r, err := Of(q, baby)
	return r.Graduated, err
}
