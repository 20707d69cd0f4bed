package homevisit

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// Run is a visit with all that a decision about it needs.
type Run struct {
	Visit
	// Named is the visit that was named, when its request was merged into this one.
	Named Visit
	// Promises are those of the visit and of the named one.
	Promises []promise.Promise
	// fits tells whether a code is that of the receipt that is spoken of.
	fits func(code string) (refusal string, counts []any)
	// crew is the team that is to be sent, list what it has to do.
	crew crew
	list []Visit
}

// Audiences are those of the visit, of the one that was named, whoever had it
// before, and who holds the receipt: what any of them tells is kept.
func (r Run) Audiences() []string {
	out := append(r.Visit.Audiences(), r.Named.Audiences()...)
	out = append(out, "o:"+string(r.ID), "o:"+string(r.named()))
	if r.Village != "" {
		out = append(out, "v:"+r.Village) // also after the end
	}
	for _, v := range []Visit{r.Visit, r.Named} {
		for _, w := range append(v.Workers, v.Former...) {
			out = append(out, "w:"+string(w))
		}
		for _, p := range v.People {
			out = append(out, "o:"+string(p))
		}
	}
	return append(out, need.DoctorKey)
}

// load reads the visit that a body names; of a merged request, the one it is now.
func (room Room) load(q journal.Query) (Run, error) {
	named, found, err := Visits.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return Run{}, err
	}
	if !found {
		return Run{}, fault.Absent()
	}
	r := Run{Visit: named}
	if named.Merged != "" {
		if r.Named = named; r.Named.ID != "" {
			if r.Visit, err = rootOf(q, named); err != nil {
				return r, err
			}
		}
	}
	if r.Promises, err = promise.Of(q, r.ID); err != nil {
		return r, err
	}
	if r.Named.ID != "" && r.Named.ID != r.ID {
		more, err := promise.Of(q, r.Named.ID)
		if err != nil {
			return r, err
		}
		r.Promises = append(r.Promises, more...)
		r.Former = append(append(r.Former, named.Workers...), named.Former...)
	}
	switch b := q.Body.(type) {
	case Send:
		err = r.loadCrew(q, b.Team)
	case Confirm:
		err = r.loadReceipt(q)
	}
	return r, err
}

func (r *Run) loadReceipt(q journal.Query) error {
	c, _, err := need.Cases.Get(q.Tx, q.Facility, r.named())
	r.fits = need.CodeFits(q, c)
	return err
}

// named is the request that was spoken of: its receipt, its clock.
func (r Run) named() ident.ID {
	if r.Named.ID != "" {
		return r.Named.ID
	}
	return r.ID
}

// rootOf follows merges to the visit whose work it is.
func rootOf(q journal.Query, v Visit) (Visit, error) {
	id, err := need.Root(q, v.ID)
	if err != nil {
		return v, err
	}
	root, found, err := Visits.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return v, err
	}
	return root, nil
}
