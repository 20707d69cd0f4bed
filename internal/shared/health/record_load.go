package health

import (
	"slices"

	"sambang/internal/calc/vital"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// visited is a person with all that a decision about a record needs.
type visited struct {
	registry.Person
	merged []ident.ID // the records that were made one with this one
	today  string
	known  bool // a record of this id is there already
	// before is the version that is corrected: the newest of those named.
	before  Record
	raising need.Raising
	ranges  []vital.Range
	served  ServedSettings
	// The versions of the settings.
	rangesVersion, servedVersion int64
	// licence is the signer's number, workers who was there and reads it.
	licence string
	workers []ident.ID
	// scale is the child with its growth card, where the record or the version before it
	// has figures of a child under five; nil: the card is none of this record's.
	scale *weighed
	// there: who writes is of the team of the journey that is named.
	there bool
	own   []string
}

// Audiences are who serves the village and, of a correction, who signed the version
// before or was there. Whoever was sent to somebody writes of them, whichever village
// they are of.
func (v visited) Audiences() []string {
	out := append([]string{"f", "v:" + v.Village}, v.before.Audiences()...)
	if v.there {
		out = append(out, v.own...)
	}
	return out
}

func (v visited) dead() bool { return v.State == registry.Dead }

// village is whose phones hold the record: of who has gone, nobody's.
func (v visited) village() string {
	if v.State != registry.Active {
		return ""
	}
	return v.Person.Village
}

// Room reads a person for a record. A journey's team is read through the wiring.
func (r Room) loadWrite(q journal.Query) (visited, error) {
	b := q.Body.(Write)
	v, err := r.visited(q, b)
	if err != nil {
		return v, err
	}
	return v, v.scales(q, b)
}

func (r Room) loadCorrect(q journal.Query) (visited, error) {
	b := q.Body.(Correct)
	v, err := r.visited(q, b.asWrite())
	if err != nil {
		return v, err
	}
	if v.before, err = newest(q, b.Corrects); err != nil {
		return v, err
	}
	err = v.scales(q, b.asWrite())
	for _, w := range v.before.Workers { // who read it before reads it on
		if !slices.Contains(v.workers, w) {
			v.workers = append(v.workers, w)
		}
	}
	return v, err
}

// newest follows corrections from a version to the one that counts.
func newest(q journal.Query, id ident.ID) (Record, error) {
	for {
		r, found, err := Records.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			if err == nil {
				err = fault.Absent()
			}
			return Record{}, err
		}
		if r.Counts() {
			return r, nil
		}
		id = r.ReplacedBy
	}
}

func (r Room) visited(q journal.Query, b Write) (v visited, err error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, b.Person)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return v, err
	}
	v.Person = p
	if v.merged, err = registry.MergedWith(q.Tx, q.Facility, p.ID); err != nil {
		return v, err
	}
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return v, err
	}
	v.today = q.Now.Day(home.Location())
	if _, v.known, err = Records.Get(q.Tx, q.Facility, b.Record); err != nil {
		return v, err
	}
	if err = v.settings(q); err != nil {
		return v, err
	}
	if v.licence, err = workforce.LicenceOf(q, q.By.Worker); err != nil {
		return v, err
	}
	if err = r.company(q, &v, b.Visit); err != nil || len(b.Dangers) == 0 {
		return v, err
	}
	v.raising, err = need.ReadRaising(q, p.ID, b.Visit)
	return v, err
}

func (v *visited) settings(q journal.Query) error {
	set, version, err := VitalPolicy.Get(q)
	if err != nil {
		return err
	}
	v.ranges, v.rangesVersion = set.Ranges, version
	v.served, v.servedVersion, err = ServedPolicy.Get(q)
	return err
}

// company reads who was there: the signer, and the health workers of the team that had
// the journey. Who drives reads no record.
func (r Room) company(q journal.Query, v *visited, visit ident.ID) error {
	if q.By.Worker != "" {
		v.workers = []ident.ID{q.By.Worker}
	}
	if visit == "" || r.Serving == nil {
		return nil
	}
	team, err := r.Serving(q, visit)
	if err != nil {
		return err
	}
	v.there, v.own = slices.Contains(team, q.By.Worker), q.By.Keys
	for _, id := range team {
		heals, err := workforce.Heals(q, id)
		if err != nil {
			return err
		}
		if heals && !slices.Contains(v.workers, id) {
			v.workers = append(v.workers, id)
		}
	}
	return nil
}

// kept is a record that somebody copies.
type kept struct{ Record }

func loadKept(q journal.Query) (kept, error) {
	r, found, err := Records.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return kept{r}, err
}
