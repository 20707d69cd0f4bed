package admission

import (
	"slices"
	"strings"
	"time"

	"sambang/internal/calc/naming"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/registry"
)

// someone is a record that stands, when the register knows somebody.
type someone struct {
	registry.Person
	detail registry.Detail
	found  bool
}

func know(q journal.Query, id ident.ID) (x someone, err error) {
	if id == "" {
		return x, nil
	}
	x.Person, x.detail, x.found, err = registry.OpenCanonical(q, id)
	return x, err
}

// unfit says why somebody cannot take part; empty: they can.
func (x someone) unfit() string {
	switch {
	case !x.found || x.State == registry.Active:
		return ""
	case x.State == registry.Dead:
		return "registry.person_dead"
	case x.State == registry.Moved:
		return "registry.person_moved"
	}
	return "registry.person_erased"
}

// applying is what an application is decided on.
type applying struct {
	Application
	settings Settings
	version  int64
	zone     *time.Location
	next     int64
	served   bool
	// texts: pledges are published; text: the one shown is one of them.
	texts, text bool
	mother      someone
	babies      []someone
	// borrowed: one of the ids that were given is somebody's already.
	borrowed bool
	// same is an open application of this mother or baby, taken that she has a place.
	same    Application
	taken   bool
	village string
	speaker ident.ID
}

// Audiences are who may ask for somebody of that village; who asks from the public
// page does so for the one thing they make.
func (c applying) Audiences() []string {
	return []string{"f", "v:" + c.village, "o:" + string(c.speaker)}
}

func (Room) loadApplying(q journal.Query) (c applying, err error) {
	b := q.Body.(Apply)
	c.village, c.speaker = b.Village, b.Application
	if q.By.Is(access.Mother) {
		c.speaker = q.By.Person
	}
	if c.Application, _, err = Applications.Get(q.Tx, q.Facility, b.Application); err != nil {
		return c, err
	}
	if c.settings, c.version, err = Policy.Get(q); err != nil {
		return c, err
	}
	if c.zone, err = zoneOf(q); err != nil {
		return c, err
	}
	if _, err = q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM milk_application WHERE facility_id = $1", store.Args(q.Facility), &c.next); err != nil {
		return c, err
	}
	if _, c.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return c, err
	}
	if err = c.readText(q, b.Pledge.TextVersion); err != nil {
		return c, err
	}
	if err = c.readPeople(q, b); err != nil {
		return c, err
	}
	return c, c.search(q, b)
}

func zoneOf(q journal.Query) (*time.Location, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil && fault.Of(err).Kind != fault.NotFound {
		return nil, err
	}
	return f.Location(), nil
}

func (c *applying) readText(q journal.Query, version string) error {
	all, err := registry.ConsentTexts.Where(q.Tx, "facility_id = $1 AND purpose = $2", q.Facility, registry.ForPledge)
	c.texts = len(all) > 0
	c.text = slices.ContainsFunc(all, func(t registry.ConsentText) bool { return string(t.ID) == version || t.Version == version })
	return err
}

// readPeople finds whom the register knows: by the ids that staff gave, by the number
// on her identity card, a baby also by its mother with name and birthday.
func (c *applying) readPeople(q journal.Query, b Apply) (err error) {
	if c.mother, err = know(q, b.Mother.ID); err != nil {
		return err
	}
	c.borrowed = c.mother.found
	if !c.mother.found && b.Mother.NIK != "" && q.By.Worker != "" {
		known, err := registry.FindByNIK(q, b.Mother.NIK)
		if err != nil {
			return err
		}
		if len(known) > 0 {
			if c.mother, err = know(q, known[0].ID); err != nil {
				return err
			}
		}
	}
	var hers []registry.Person
	if c.mother.found {
		if hers, err = registry.People.Where(q.Tx, "facility_id = $1 AND mother = $2 ORDER BY id", q.Facility, c.mother.ID); err != nil {
			return err
		}
	}
	for _, baby := range b.Babies {
		x, err := know(q, baby.ID)
		if err != nil {
			return err
		}
		c.borrowed = c.borrowed || x.found
		for _, child := range hers {
			if x.found || child.Born != baby.Born {
				continue
			}
			one, err := know(q, child.ID)
			if err != nil {
				return err
			}
			if alike(one.detail.Name, baby.Name) {
				x = one
			}
		}
		c.babies = append(c.babies, x)
	}
	return nil
}

// alike reports whether two names are the same as people say them.
func alike(a, b string) bool {
	x, y := naming.Fold(a), naming.Fold(b)
	return len(x) > 0 && strings.Join(x, " ") == strings.Join(y, " ")
}

// search looks for the same mother or baby on the list and among those with a place:
// by record, by telephone with name or birthday, by both names with the birthday.
func (c *applying) search(q journal.Query, b Apply) error {
	open, err := Applications.Where(q.Tx, "facility_id = $1 AND state IN ($2, $3) ORDER BY number", q.Facility, Waiting, Prepared)
	if err != nil {
		return err
	}
	phoned, err := c.phoned(q, b.Mother.Phone)
	if err != nil {
		return err
	}
	for _, a := range open {
		same, err := c.isSame(q, b, a, phoned)
		if err != nil {
			return err
		}
		if same {
			c.same = a
			return nil
		}
	}
	places, err := milk.Places.Where(q.Tx, "facility_id = $1 AND state <> $2 ORDER BY id", q.Facility, milk.Over)
	if err != nil {
		return err
	}
	for _, p := range places {
		was := Application{Mother: p.Mother, Babies: []Baby{{ID: p.Baby}}}
		if !c.mother.found && !slices.Contains(phoned, p.Mother) && !c.isBaby(p.Baby) {
			continue
		}
		if c.taken, err = c.isSame(q, b, was, phoned); err != nil || c.taken {
			return err
		}
	}
	return nil
}

// phoned are the records with her telephone number.
func (c *applying) phoned(q journal.Query, phone string) (ids []ident.ID, err error) {
	if phone == "" {
		return nil, nil
	}
	all, err := registry.FindByPhone(q, phone)
	for _, p := range all {
		ids = append(ids, p.ID)
		if p.MergedInto != "" {
			ids = append(ids, p.MergedInto)
		}
	}
	return ids, err
}

func (c *applying) isBaby(id ident.ID) bool {
	return slices.ContainsFunc(c.babies, func(x someone) bool { return x.found && x.ID == id })
}

func (c *applying) isSame(q journal.Query, b Apply, a Application, phoned []ident.ID) (bool, error) {
	if c.mother.found && c.mother.ID == a.Mother {
		return true, nil
	}
	born, number := false, slices.Contains(phoned, a.Mother)
	for _, x := range a.Babies {
		if c.isBaby(x.ID) {
			return true, nil
		}
		born = born || slices.ContainsFunc(b.Babies, func(y milk.BabyBody) bool { return y.Born == x.Born })
	}
	if number && born {
		return true, nil
	}
	if !number && !born && !c.mother.found {
		return false, nil
	}
	mother, err := know(q, a.Mother)
	if err != nil {
		return false, err
	}
	named := alike(mother.detail.Name, b.Mother.Name)
	switch {
	case c.mother.found && mother.ID == c.mother.ID, number && named:
		return true, nil
	case !born || !named:
		return false, nil
	}
	for _, x := range a.Babies {
		baby, err := know(q, x.ID)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(b.Babies, func(y milk.BabyBody) bool { return alike(y.Name, baby.detail.Name) }) {
			return true, nil
		}
	}
	return false, nil
}
