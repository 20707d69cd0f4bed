package world

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
)

// Colleague takes somebody in with a role of their own: a doctor, a second head.
func (w *World) Colleague(name string, role access.Role) *World {
	w.T.Helper()
	w.staff(name, role)
	return w
}

// Cases lists the cases of a kind, the oldest first.
func (w *World) Cases(kind string) (all []need.Case) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		all, err = need.Cases.Where(q.Tx, "facility_id = $1 AND kind = $2 ORDER BY number", q.Facility, kind)
		return err
	})
	return all
}

// Case is the one case of a kind.
func (w *World) Case(kind string) need.Case {
	w.T.Helper()
	all := w.Cases(kind)
	if len(all) != 1 {
		w.T.Fatalf("%d cases of the kind %s", len(all), kind)
	}
	return all[0]
}

// CaseView is a case as its readers see it.
func (w *World) CaseView(id ident.ID) (v need.View) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		shown, _, err := w.House.Shows["need_case"](q, id)
		if err == nil {
			v = shown.(need.View)
		}
		return err
	})
	return v
}
