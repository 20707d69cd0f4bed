package supportgroup

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// sixMonths is the age at which a child has finished: the six months of the programme, by
// whole months of life (Permenkes 14/2019 counts 0 to 5 months 29 days).
const sixMonths = 6

// The codes of what ended a row without anybody's word.
const (
	ByDeath   = "died"
	ByMove    = "moved"
	ByErasure = "forgotten"
	ByMerge   = "merged"
	// ByLoss: there is no child of hers in its first six months, and none is expected.
	ByLoss = "life"
	// ByAge: the child grew six months old before she was a member.
	ByAge = "grown"
)

// baby is a living child of the first six months.
type baby struct {
	id   ident.ID
	born string
	away bool // in hospital
}

// facts are what the register says of a mother. Mother is the record that stands for her.
type facts struct {
	mother    ident.ID
	records   []ident.ID
	village   string
	posyandu  ident.ID
	gone      string
	away      bool // in hospital
	quiet     bool // in mourning
	expecting bool
	babies    []baby
	// grown: a child of the row lives and is six months old or older.
	grown bool
}

// factsOf reads a mother and her children; false when there is no such record.
func factsOf(q journal.Query, mother ident.ID, known []ident.ID, day string) (f facts, found bool, err error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, mother)
	if err != nil || !found {
		return f, false, err
	}
	f = facts{mother: p.ID, village: p.Village, posyandu: p.Posyandu, away: p.InHospital, quiet: p.Quiet, expecting: p.Due != ""}
	switch p.State {
	case registry.Active:
	case registry.Dead:
		f.gone = ByDeath
	case registry.Moved:
		f.gone = ByMove
	default:
		f.gone = ByErasure
	}
	also, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return f, true, err
	}
	f.records = append(also, p.ID)
	if err = f.readBabies(q, day); err != nil || len(f.babies) > 0 {
		return f, true, err
	}
	f.grown, err = anyGrown(q, known, day)
	return f, true, err
}

// readBabies reads her children of the first six months: those of one birth, the last.
func (f *facts) readBabies(q journal.Query, day string) error {
	for _, id := range f.records {
		children, err := registry.People.Where(q.Tx, "facility_id = $1 AND mother = $2 AND mother <> '' AND state = $3 AND merged_into = ''", q.Facility, id, registry.Active)
		if err != nil {
			return err
		}
		for _, c := range children {
			if months := age.Months(c.Born, day); months != age.Unknown && months < sixMonths {
				f.babies = append(f.babies, baby{c.ID, c.Born, c.InHospital})
			}
		}
	}
	slices.SortFunc(f.babies, func(a, b baby) int { return cmp.Or(cmp.Compare(a.born, b.born), cmp.Compare(a.id, b.id)) })
	return nil
}

func anyGrown(q journal.Query, babies []ident.ID, day string) (bool, error) {
	for _, id := range babies {
		p, found, err := registry.Canonical(q.Tx, q.Facility, id)
		if err != nil {
			return false, err
		}
		if months := age.Months(p.Born, day); found && p.State == registry.Active && months != age.Unknown && months >= sixMonths {
			return true, nil
		}
	}
	return false, nil
}

// home reports whether nothing speaks against asking her now.
func (f facts) home() bool {
	return !f.away && !f.quiet && !slices.ContainsFunc(f.babies, func(b baby) bool { return b.away })
}

// suits reports whether she belongs into a group at all.
func (f facts) suits() bool { return f.gone == "" && (f.expecting || len(f.babies) > 0) }

// stands says where a row stands by what the register says on a day. It moves nobody back
// who has answered, and no row that is over.
func (m Member) stands(f facts, set Settings, day string) Standing {
	s := Standing{Village: f.village, State: m.State, Since: m.Since, Why: m.Why, InviteBy: m.InviteBy, Born: m.Born, FinishOn: m.FinishOn, Babies: m.Babies}
	if !m.Going() {
		return s
	}
	if len(f.babies) > 0 {
		s.Babies, s.Born = nil, f.babies[len(f.babies)-1].born
		for _, b := range f.babies {
			s.Babies = append(s.Babies, b.id)
		}
		s.FinishOn = age.Reached(s.Born, sixMonths)
	}
	switch {
	case f.gone != "":
		return s.end(Ended, f.gone, day)
	case f.suits():
		return s.wait(f.home(), set, day)
	case f.grown && m.State == Joined:
		return s.end(Finished, "", day)
	case f.grown:
		return s.end(Ended, ByAge, day)
	}
	return s.end(Ended, ByLoss, day)
}

func (s Standing) end(state, why, day string) Standing {
	s.State, s.Why, s.Since, s.InviteBy = state, why, day, ""
	return s
}

// wait holds an invitation back while somebody is not home, and lets it fall due after.
func (s Standing) wait(home bool, set Settings, day string) Standing {
	switch {
	case home && (s.State == Waiting || s.State == ToInvite && s.InviteBy == ""):
		s.State, s.Since, s.InviteBy = ToInvite, day, later(day, set.InviteDays)
	case !home && s.State == ToInvite:
		s.State, s.Since, s.InviteBy = Waiting, day, ""
	}
	return s
}

// later is a civil day so many days on.
func later(day string, days int64) string {
	d, _ := time.Parse(time.DateOnly, day) // a day of ours
	return d.AddDate(0, 0, int(days)).Format(time.DateOnly)
}
