package plan

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// mostNamed is how many single jobs a day remembers; beyond it anything may have changed.
const mostNamed = 32

// dayOf reads the row of a day, or begins it.
func dayOf(tx *store.Tx, m journal.Meta, group, on string) (Day, error) {
	d, found, err := Days.Get(tx, m.Facility, DayID(group, on))
	if err == nil && !found {
		d = Day{Facility: m.Facility, ID: DayID(group, on), Group: group, Day: on, Recent: []Named{}, Out: []ident.ID{}, Left: []Left{}, Workers: []There{}}
	}
	return d, err
}

func applyUnsettled(tx *store.Tx, m journal.Meta, e Unsettled) error {
	d, err := dayOf(tx, m, e.Group, e.Day)
	if err != nil {
		return err
	}
	d.Asked = m.Seq
	if d.StaleSince.IsZero() {
		d.StaleSince = m.RecordedAt
	}
	if e.Why == Road || e.Why == Dropped || e.Why == Urgent {
		d.Lift = e.Why
	}
	d.Recent = append(slices.Clone(d.Recent), Named{m.Seq, e.Job})
	if e.Job == "" || e.Out != "" || e.Back != "" || len(d.Recent) > mostNamed {
		d.Whole, d.Recent = m.Seq, []Named{}
	}
	if e.Out != "" && !slices.Contains(d.Out, e.Out) {
		d.Out = append(slices.Clone(d.Out), e.Out)
	}
	if e.Back != "" {
		d.Out = without(d.Out, e.Back)
	}
	return Days.Put(tx, d)
}

func applySettled(tx *store.Tx, m journal.Meta, e Settled) error {
	d, err := dayOf(tx, m, e.Group, e.Day)
	if err != nil {
		return err
	}
	d.StaleSince, d.Lift = 0, ""
	return Days.Put(tx, d)
}

func applyMade(tx *store.Tx, m journal.Meta, e Made) error {
	d, err := dayOf(tx, m, e.Group, e.Day)
	if err != nil {
		return err
	}
	d.Version, d.MadeAt, d.Source, d.Left, d.Workers = e.Version, m.RecordedAt, e.Source, e.Left, e.Workers
	if !e.Quick {
		d.StaleSince, d.Lift = 0, ""
	}
	d.Jobs, d.Broken, d.Working, d.Metres = e.Jobs, e.Broken, e.Summary.Working, e.Metres
	if err := Days.Put(tx, d); err != nil {
		return err
	}
	for _, r := range e.Routes {
		id := RouteID(d.ID, r.Worker)
		if len(r.Stops) == 0 {
			if err := Routes.Delete(tx, m.Facility, id); err != nil {
				return err
			}
			continue
		}
		row := Route{m.Facility, id, d.ID, e.Group, e.Day, r.Worker, r.Members, e.Version, r.Depart, r.Return, r.Metres, r.Stops}
		if err := Routes.Put(tx, row); err != nil {
			return err
		}
	}
	return nil
}

func applyWished(tx *store.Tx, m journal.Meta, e Wished) error {
	if e.Worker == "" && len(e.Forbidden) == 0 {
		return Wishes.Delete(tx, m.Facility, e.Job)
	}
	return Wishes.Put(tx, Wish{m.Facility, e.Job, DayID(e.Group, e.Day), e.Group, e.Day, e.Worker, e.At, e.Forbidden, e.By})
}

// applyOver takes a day that is over off the desk and the phones.
func applyOver(tx *store.Tx, m journal.Meta, e Over) error {
	id := DayID(e.Group, e.Day)
	routes, err := Routes.Where(tx, "facility_id = $1 AND plan = $2 ORDER BY id", m.Facility, id)
	if err != nil {
		return err
	}
	for _, r := range routes {
		if err := Routes.Delete(tx, m.Facility, r.ID); err != nil {
			return err
		}
	}
	wishes, err := Wishes.Where(tx, "facility_id = $1 AND plan = $2 ORDER BY id", m.Facility, id)
	if err != nil {
		return err
	}
	for _, w := range wishes {
		if err := Wishes.Delete(tx, m.Facility, w.ID); err != nil {
			return err
		}
	}
	return Days.Delete(tx, m.Facility, id)
}
