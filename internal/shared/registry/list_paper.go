package registry

import (
	"slices"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// PaperLimit is how many houses one printed list holds: about 120 sheets. A longer
// one is printed by posyandu or by group.
const PaperLimit = 1000

// Paper is a list of houses as it is printed for who goes from door to door.
type Paper struct {
	// Group or Posyandu is what it is of; both empty: a whole village.
	Group       TenHouseGroup
	GroupName   string
	Posyandu    Posyandu
	Village     Village
	PosyanduOf  map[ident.ID]string // the names of the village's posyandu
	Houses      []PaperHouse
	Today       string
	WithContact bool
}

// PaperHouse is one house of it.
type PaperHouse struct {
	Code, Address, Landmark string
	Families                []PaperFamily
}

// PaperFamily is a household with who lives in it, the head first.
type PaperFamily struct{ People []PaperPerson }

// PaperPerson is somebody of it.
type PaperPerson struct {
	Person
	Name, Phone, MotherName string
}

// PaperAsk is what is to be printed: one of the three.
type PaperAsk struct {
	Group, Posyandu ident.ID
	Village         string
	// Villages are those that may be seen; nil: all of the facility.
	Villages []string
	Today    string
	// Contact says whether phones are printed.
	Contact bool
}

// PaperOf reads a list of houses. A house with a hidden address is left out: paper
// lies about. It gives not found when there is no such group, posyandu or village
// where the asker may look.
func PaperOf(q journal.Query, a PaperAsk) (p Paper, err error) {
	p.Today, p.WithContact = a.Today, a.Contact
	where, arg, err := p.find(q, &a)
	if err != nil {
		return p, err
	}
	var found bool
	if p.Village, found, err = Villages.Get(q.Tx, q.Facility, ident.ID(a.Village)); err != nil || !found {
		return p, orAbsent(err)
	}
	if a.Villages != nil && !slices.Contains(a.Villages, a.Village) {
		return p, fault.Absent()
	}
	houses, err := Houses.Where(q.Tx, "facility_id = $1 AND "+where+" AND hidden_address = $3 ORDER BY ten_house_group, code, id LIMIT "+strconv.Itoa(PaperLimit+1), q.Facility, arg, false)
	if err != nil {
		return p, err
	}
	if len(houses) > PaperLimit {
		return p, fault.New(fault.Refused, "registry.list_too_long")
	}
	return p, p.fill(q, houses)
}

// find reads what the list is of, and says which houses are on it.
func (p *Paper) find(q journal.Query, a *PaperAsk) (where, arg string, err error) {
	var found bool
	switch {
	case a.Group != "":
		if p.Group, found, err = Groups.Get(q.Tx, q.Facility, a.Group); err != nil || !found {
			return "", "", orAbsent(err)
		}
		a.Village = p.Group.Village
		p.GroupName, err = GroupName(q, p.Group)
		return "ten_house_group = $2", string(a.Group), err
	case a.Posyandu != "":
		if p.Posyandu, found, err = Posyandus.Get(q.Tx, q.Facility, a.Posyandu); err != nil || !found {
			return "", "", orAbsent(err)
		}
		a.Village = p.Posyandu.Village
		return "id IN (SELECT house FROM household WHERE facility_id = $1 AND id IN (SELECT household FROM person WHERE facility_id = $1 AND state = 'active' AND posyandu = $2))", string(a.Posyandu), nil
	}
	return "village = $2", a.Village, nil
}

func orAbsent(err error) error {
	if err == nil {
		return fault.Absent()
	}
	return err
}

func (p *Paper) fill(q journal.Query, houses []House) error {
	p.PosyanduOf = map[ident.ID]string{}
	posts, err := Posyandus.Where(q.Tx, "facility_id = $1 AND village = $2", q.Facility, p.Village.ID)
	if err != nil {
		return err
	}
	for _, x := range posts {
		p.PosyanduOf[x.ID] = x.Name
	}
	for _, h := range houses {
		house, hidden, err := p.house(q, h)
		if err != nil {
			return err
		}
		if !hidden {
			p.Houses = append(p.Houses, house)
		}
	}
	return nil
}

// house reads one house; hidden says that somebody in it is not to be found.
func (p *Paper) house(q journal.Query, h House) (out PaperHouse, hidden bool, err error) {
	_, at, _, err := OpenHouse(q, h.ID)
	if err != nil {
		return out, false, err
	}
	out = PaperHouse{Code: h.Code, Address: at.Line(), Landmark: at.Landmark}
	homes, err := homesIn(q, h.ID)
	for _, home := range homes {
		family, veiled, err := p.family(q, home)
		if err != nil || veiled {
			return out, veiled, err
		}
		out.Families = append(out.Families, family)
	}
	return out, false, err
}

func (p *Paper) family(q journal.Query, home Household) (f PaperFamily, hidden bool, err error) {
	members, err := Members(q, home.ID)
	if err != nil {
		return f, false, err
	}
	for _, m := range members {
		if m.State != Active {
			continue
		}
		if m.HiddenAddress {
			return f, true, nil
		}
		_, d, _, err := Open(q, m.ID)
		if err != nil {
			return f, false, err
		}
		x := PaperPerson{Person: m, Name: d.Name, MotherName: d.MotherName}
		if p.WithContact {
			x.Phone = d.Phone
		}
		f.People = append(f.People, x)
	}
	return f, false, nil
}

// People are the ids of everybody on it.
func (p Paper) People() (ids []ident.ID) {
	for _, h := range p.Houses {
		for _, f := range h.Families {
			for _, x := range f.People {
				ids = append(ids, x.ID)
			}
		}
	}
	return ids
}
