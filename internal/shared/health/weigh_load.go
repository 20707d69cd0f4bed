package health

import (
	"sambang/internal/calc/vital"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// weighed is a child with all that a decision about a weighing needs.
type weighed struct {
	registry.Person            // of a guest nothing but its village
	card            GrowthCard // as it stands; without an id there is none yet
	guest           bool
	posyandu        registry.Posyandu
	unknownPost     bool // a posyandu is named that nobody knows
	// all are the child's weighings that count, the earliest first.
	all   []Weighing
	known bool // a weighing of this id is there already
	// before is the weighing that is replaced or taken back.
	before        Weighing
	open, handled Concern
	today, oldest string
	set           WeighSettings
	version       int64
	ranges        []vital.Range
}

// Audiences are who serves the child's village, or that of the guest's posyandu.
func (v weighed) Audiences() []string {
	if v.Village == "" {
		return []string{"f"}
	}
	return []string{"f", "v:" + v.Village}
}

// grown is what the reckoning needs of the child.
func (v weighed) grown() grown { return grown{sexOf(v.Sex), v.Born} }

// key is whose weighings they are: the record that stands for the child, or the guest.
func (v weighed) key() ident.ID {
	if v.guest {
		return v.card.ID
	}
	return v.ID
}

func loadWeigh(q journal.Query) (weighed, error) {
	b := q.Body.(Weigh)
	v, err := weighedOf(q, b.Subject(), b.Guest != "")
	if err != nil {
		return v, err
	}
	if b.Posyandu != "" {
		p, found, err := registry.Posyandus.Get(q.Tx, q.Facility, b.Posyandu)
		if err != nil {
			return v, err
		}
		v.posyandu, v.unknownPost = p, !found
	}
	if v.guest {
		if v.card.ID == "" && (b.AsGuest == nil || v.unknownPost) {
			return v, fault.Absent()
		}
		v.asGuest(b)
	}
	if _, v.known, err = Weighings.Get(q.Tx, q.Facility, b.Weighing); err != nil || b.Replaces == "" {
		return v, err
	}
	v.before, err = latestWeighing(q, b.Replaces)
	return v, err
}

// asGuest reads the guest's village and, where they are told now, its sex and day of birth.
func (v *weighed) asGuest(b Weigh) {
	v.Village, v.State = v.card.Village, registry.Active
	v.Sex, v.Born = v.card.Sex, v.card.Born
	if v.card.ID == "" {
		v.card = GrowthCard{ID: b.Guest, Guest: true}
	}
	if v.Village == "" { // new, forgotten, or held to be somebody else
		v.Village = v.posyandu.Village
	}
	if b.AsGuest != nil {
		v.Sex, v.Born = b.AsGuest.Sex, b.AsGuest.Born
	}
}

func loadUnweigh(q journal.Query) (weighed, error) {
	w, found, err := Weighings.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return weighed{}, err
	}
	v, err := weighedOf(q, w.Child, w.Guest)
	if v.guest {
		v.asGuest(Weigh{})
	}
	v.before = w
	return v, err
}

// weighedOf reads a child of the register, or a guest, with its weighings. Of a guest that
// nobody knows the card has no id.
func weighedOf(q journal.Query, child ident.ID, guest bool) (v weighed, err error) {
	v.guest = guest
	if !guest {
		found := false
		if v.Person, found, err = registry.Canonical(q.Tx, q.Facility, child); err == nil && !found {
			err = fault.Absent()
		}
		if err != nil {
			return v, err
		}
		child = v.Person.ID
	}
	if v.card, _, err = GrowthCards.Get(q.Tx, q.Facility, child); err != nil {
		return v, err
	}
	switch {
	case guest && v.card.ID != "" && !v.card.Guest:
		return v, fault.Absent() // a child of the register is no guest
	case v.card.LinkedTo != "":
		return weighedOf(q, v.card.LinkedTo, false) // a phone that has not heard yet who it is
	}
	return v, v.lines(q, child)
}

// lines reads the weighings, the concerns and the settings.
func (v *weighed) lines(q journal.Query, child ident.ID) (err error) {
	if v.all, err = WeighingsOf(q, child); err != nil {
		return err
	}
	if v.open, v.handled, err = concernsOf(q, child); err != nil {
		return err
	}
	return v.settings(q)
}

func (v *weighed) settings(q journal.Query) (err error) {
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return err
	}
	v.today = q.Now.Day(home.Location())
	if v.set, v.version, err = WeighPolicy.Get(q); err != nil {
		return err
	}
	v.oldest = dayBefore(v.today, v.set.ConcernDays)
	set, _, err := VitalPolicy.Get(q)
	v.ranges = set.Ranges
	return err
}

// concernsOf reads a child's open concern, and the last one that somebody handled.
func concernsOf(q journal.Query, child ident.ID) (open, handled Concern, err error) {
	all, err := Concerns.Where(q.Tx, "facility_id = $1 AND child = $2 ORDER BY upto, opened_at, id", q.Facility, child)
	for _, c := range all {
		switch c.State {
		case ConcernOpen:
			open = c
		case ConcernSeen, ConcernRequested:
			handled = c
		}
	}
	return open, handled, err
}

// latestWeighing follows corrections to the weighing that stands at their end.
func latestWeighing(q journal.Query, id ident.ID) (Weighing, error) {
	for {
		w, found, err := Weighings.Get(q.Tx, q.Facility, id)
		if err == nil && !found {
			err = fault.Absent()
		}
		if err != nil || w.ReplacedBy == "" {
			return w, err
		}
		id = w.ReplacedBy
	}
}
