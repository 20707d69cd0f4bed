package kasaba

import (
	"fmt"
	"math"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// family is a home with who lives there: a record of the register, or somebody new.
type family struct {
	parent   massage.Parent
	children []massage.Child
	born     []string
	place    dispatch.Place
	// until is the last civil day for which they have booked.
	until string
}

// look reads from the register who has a child under two years in each village.
func (p *play) look() {
	var people []registry.Person
	p.Ask(func(q journal.Query) (err error) {
		people, err = registry.People.Where(q.Tx, "facility_id = $1 AND state = $2 AND merged_into = '' AND mother <> '' AND born > $3 ORDER BY id", q.Facility, registry.Active, p.date(p.first.AddDate(-2, 0, 0)))
		return err
	})
	for _, c := range p.cadres {
		for _, x := range people {
			if x.Village != c.village || slices.ContainsFunc(p.known[c.village], func(f family) bool { return f.parent.Person == x.Mother }) {
				continue
			}
			p.known[c.village] = append(p.known[c.village], family{parent: massage.Parent{Person: x.Mother}, children: []massage.Child{{Person: x.ID}}, born: []string{x.Born},
				place: p.place(string(x.Mother), c)})
		}
	}
}

// place is a home somewhere in a kelurahan.
func (p *play) place(name string, c cadre) dispatch.Place {
	angle, out := float64(chance("angle "+name)%360)*math.Pi/180, c.spread*math.Sqrt(float64(chance("out "+name)%1000)/1000)
	at := geo.Point{Lat: c.at.Lat + out*math.Sin(angle)/111_320, Lon: c.at.Lon + out*math.Cos(angle)/(111_320*math.Cos(c.at.Lat*math.Pi/180))}
	label := fmt.Sprintf("%s No. %d RT %02d", pick(p.cast.Lanes, "lane "+name), 1+chance("number "+name)%68, 1+chance("rt "+name)%8)
	return dispatch.Place{Label: label, Lat: at.Lat, Lon: at.Lon, Village: c.village}
}

// comes is who asks next in a cadre's village: somebody new, a family of the register that
// has not asked yet, or now and then one that has.
func (p *play) comes(name string, c cadre, day time.Time) family {
	v := c.village
	switch n := chance("who " + name); {
	case n%100 < 30 && len(p.known[v]) > 0:
		f := p.known[v][0]
		p.known[v] = p.known[v][1:]
		p.homes[v] = append(p.homes[v], f)
		return f
	case n%100 < 48: // not who was visited yesterday
		rested := p.date(day.AddDate(0, 0, -5))
		if i := slices.IndexFunc(p.homes[v], func(f family) bool { return f.until < rested }); i >= 0 {
			return p.homes[v][i]
		}
	}
	f := p.fresh(name, c, day)
	p.homes[v] = append(p.homes[v], f)
	return f
}

// fresh is a family that the register does not know, with a child of some weeks to two years;
// one of them has twins.
func (p *play) fresh(name string, c cadre, day time.Time) family {
	p.asked++
	f := family{place: p.place(name, c), parent: massage.Parent{Name: pick(p.cast.Mothers, "mother "+name) + " " + pick(p.cast.Surnames, "surname "+name), Phone: fmt.Sprintf("08990008%04d", p.asked)}}
	n, days := chance("age "+name), 0
	switch {
	case n%100 < 15:
		days = 14 + n/100%30
	case n%100 < 40:
		days = 45 + n/100%45
	case n%100 < 85:
		days = 90 + n/100%190
	default:
		days = 280 + n/100%420
	}
	on := p.date(day.AddDate(0, 0, -days))
	for i := range 1 + len(p.cast.Girls)/(len(p.cast.Girls)+p.asked%23) { // every 23rd has two
		sex, names := "female", p.cast.Girls
		if chance(fmt.Sprint("sex ", i, name))%2 == 0 {
			sex, names = "male", p.cast.Boys
		}
		f.children, f.born = append(f.children, massage.Child{Name: names[(chance("child "+name)+i)%len(names)], Born: on, Sex: sex}), append(f.born, on)
	}
	return f
}

// isNew reports whether the register does not know them.
func (f family) isNew() bool { return f.parent.Person == "" }

// booked is a family that has a visit: a record of the register from then on.
func (p *play) booked(v string, f family, b massage.Booking, weeks int64) {
	i := slices.IndexFunc(p.homes[v], func(x family) bool { return x.parent == f.parent })
	if i < 0 || b.Parent == "" {
		return
	}
	f.until = calendar.Move(b.Day, 7*int(max(0, weeks-1)))
	f.parent, f.children = massage.Parent{Person: b.Parent}, nil
	for _, id := range b.Children {
		f.children = append(f.children, massage.Child{Person: id})
	}
	p.homes[v][i] = f
}

// bookingOf reads a booking as it stands.
func (p *play) bookingOf(id ident.ID) (b massage.Booking) {
	p.Ask(func(q journal.Query) (err error) {
		b, _, err = massage.Bookings.Get(q.Tx, q.Facility, id)
		return err
	})
	return b
}
