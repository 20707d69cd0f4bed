package certificate

import (
	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Facts are what a certificate says, read at one moment.
type Facts struct {
	Facility    registry.Facility
	Certificate graduation.Certificate
	// Mother and Baby are the names to be printed: as the family wants them, else as the
	// register has them. An empty one is left to the pen.
	Mother, Baby string
	// Born is the baby's civil day of birth.
	Born   string
	Months [health.LastMonth + 1]health.Mark
	// Settings are the template of the certificate's own day; Signatory the name under it.
	Settings  graduation.Settings
	Signatory string
	// Logo is a picture and Media its kind; nothing where there is none or it has not come.
	Logo  []byte
	Media string
	// Page is where anybody may check it: an address with its host, where the door knows one.
	Page string
}

// People lists whom the paper shows.
func (f Facts) People() []ident.ID {
	out := []ident.ID{f.Certificate.Baby}
	if f.Certificate.Mother != "" {
		out = append(out, f.Certificate.Mother)
	}
	return out
}

// Read reads a certificate. One that is not there is absent, one whose rule is broken is
// refused with graduation.not_valid; who may have it is for the door to ask.
func Read(q journal.Query, id ident.ID) (f Facts, err error) {
	c, found, err := graduation.Certificates.Get(q.Tx, q.Facility, id)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return f, err
	}
	f.Certificate = c
	if c.State != graduation.Valid {
		return f, fault.New(fault.Conflict, "graduation.not_valid")
	}
	if f.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return f, err
	}
	f.Page = graduation.PagePath(q.Keys, f.Facility.Slug, c)
	if err = f.family(q); err != nil {
		return f, err
	}
	return f, f.template(q)
}

// family reads the names, the day of birth and the seven cells.
func (f *Facts) family(q journal.Query) error {
	v, err := graduation.ViewOf(q, f.Certificate)
	if err != nil {
		return err
	}
	baby, d, _, err := registry.OpenCanonical(q, f.Certificate.Baby)
	if err != nil {
		return err
	}
	f.Born = baby.Born
	f.Mother, f.Baby = first(v.PrintMother, v.MotherName, d.MotherName), first(v.PrintBaby, v.BabyName)
	s, err := health.StandingOf(q, f.Certificate.Baby)
	f.Months = s.Months
	return err
}

// template reads the settings in force when it was made, and what they name.
func (f *Facts) template(q journal.Query) (err error) {
	if f.Settings, err = graduation.Policy.At(q, f.Certificate.PolicyVersion); err != nil {
		return err
	}
	who := f.Settings.Signatory
	if who == "" {
		heads, err := workforce.HeadsOn(q)
		if err != nil {
			return err
		}
		if len(heads) > 0 {
			who = heads[0]
		}
	}
	if who != "" {
		if f.Signatory, err = workforce.Name(q, who); err != nil {
			return err
		}
	}
	if f.Settings.Logo == "" {
		return nil
	}
	row, state, err := blob.Look(q.Tx, q.Facility, blob.ID(f.Settings.Logo))
	if err != nil || state != blob.Here {
		return err
	}
	f.Logo, err = blob.Open(q.Tx, q.Keys, row)
	f.Media = row.Media
	return err
}

func first(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}
