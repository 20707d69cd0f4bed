package kasaba

import (
	"fmt"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/workforce"
	"sambang/internal/sim/people"
)

// cadre is one of the six.
type cadre struct {
	key     string
	village string // its name, until the health centre is known: then its code
	days    []int64
	from    string
	to      string
	own     bool // she rides a motorbike of her own
	at      geo.Point
	spread  float64
}

func (c cadre) id() ident.ID { return as(c.key).Worker }

// Who of them something in particular happens to.
const (
	visited = "kader-coblong" // whose visits of today are left to whoever tries the demo
	hurried = "kader-siliwangi"
	falls   = "kader-dago" // ill for three days
	helps   = "kader-coblong"
)

var (
	fiveDays = []int64{1, 2, 3, 4, 5}
	sixDays  = []int64{1, 2, 3, 4, 5, 6}
)

// theSix are the cadres with their weeks.
func theSix() []cadre {
	return []cadre{
		{key: visited, village: "Sekeloa", days: sixDays, from: "08:00", to: "15:00"},
		{key: falls, village: "Dago", days: fiveDays, from: "08:00", to: "15:00", own: true},
		{key: "kader-cipaganti", village: "Cipaganti", days: fiveDays, from: "08:00", to: "14:00"},
		{key: "kader-lebakgede", village: "Lebak Gede", days: sixDays, from: "09:00", to: "15:00"},
		{key: "kader-sadangserang", village: "Sadang Serang", days: fiveDays, from: "08:00", to: "15:00"},
		{key: hurried, village: "Lebak Siliwangi", days: fiveDays, from: "08:00", to: "14:00"},
	}
}

// places gives the cadres the codes and the middles of their villages.
func places(all []cadre) ([]cadre, error) {
	centres, err := people.Centres("2026-01-01") // only places are read here
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(centres, func(c people.Centre) bool { return c.Slug == Slug })
	if at < 0 {
		return nil, fmt.Errorf("kasaba: nobody lives at %s", Slug)
	}
	for i := range all {
		for _, v := range centres[at].Villages {
			if v.Name == all[i].village {
				all[i].village, all[i].at, all[i].spread = v.Code, geo.Point{Lat: v.Lat, Lon: v.Lon}, v.Spread
				break
			}
		}
	}
	return all, nil
}

// begin writes down who may massage and when, the days off, and the motorbikes.
func (p *play) begin() {
	machine, today := access.TheMachine(Facility()), p.date(p.first)
	for i, c := range p.cadres {
		score := int64(82 + chance(c.key)%16)
		p.Say(machine, "paper "+c.key, "workforce.certify", workforce.Certify{Worker: c.id(), Course: workforce.BabyMassage, Number: fmt.Sprintf("CONTOH/PB/%03d", 11+i),
			ValidFrom: calendar.Move(today, -60), ValidTo: calendar.Move(today, 670), AssessorName: "RSIA Contoh Bandung", Score: &score})
	}
	for _, c := range p.cadres {
		b := massage.SetHours{Cadre: c.id(), OwnBike: c.own}
		for _, d := range c.days {
			b.Hours = append(b.Hours, massage.Hours{Weekday: d, From: c.from, To: c.to})
		}
		p.Say(desk(), "hours "+c.key, "massage.set_hours", b)
	}
	p.Say(desk(), "holidays", "schedule.fill_holidays", holiday.FillHolidays{})
	p.partners()
	p.bikes(today)
	p.Flush()
}

func partner(key string) ident.ID { return named("partner " + key) }

// partners are who founded it, who teaches, and who lends motorbikes.
func (p *play) partners() {
	for _, b := range []motorbike.SetPartner{
		{Partner: partner("hospital"), Name: "RSIA Contoh Bandung", Kind: "hospital", Roles: []string{"trainer", "lender"}},
		{Partner: partner("sub-district"), Name: "Kecamatan Coblong", Kind: "sub_district", Roles: []string{"founder", "lender"}},
		{Partner: partner("posyandu"), Name: "Posyandu Wijaya Kusuma", Kind: "posyandu", Roles: []string{"founder"}},
	} {
		p.Say(desk(), "partner "+string(b.Partner), "motorbike.set_partner", b)
	}
	p.Say(desk(), "partner page", "motorbike.open_page", motorbike.OpenPage{Partner: partner("hospital")})
}

// bike is a motorbike with who has it.
type bike struct {
	name, lender, with string
	km                 int64
	// due is in how many days, from the first of the play on, its service is due; serviced:
	// it was done in time.
	due      int
	serviced bool
}

// fiveBikes are lent for a month each, but for the fifth, which waits in the yard: its
// service is due.
var fiveBikes = []bike{
	{name: "Beat 1 · D 4101 XYZ", lender: "hospital", with: "kader-coblong", km: 8_230, due: 20, serviced: true},
	{name: "Beat 2 · D 4102 XYZ", lender: "hospital", with: "kader-cipaganti", km: 11_040, due: 75},
	{name: "Beat 3 · D 4103 XYZ", lender: "hospital", with: "kader-lebakgede", km: 3_910, due: 60},
	{name: "Supra · D 2207 XYZ", lender: "sub-district", with: "kader-sadangserang", km: 27_660, due: 36},
	{name: "Vega · D 2208 XYZ", lender: "sub-district", km: 41_480, due: 26},
}

func (b bike) id() ident.ID { return named("motorbike " + b.name) }

func (p *play) bikes(today string) {
	for _, b := range fiveBikes {
		p.Say(desk(), "add "+b.name, "motorbike.add", motorbike.Add{Motorbike: b.id(), Lender: partner(b.lender), Name: b.name, Km: b.km, ServiceOn: calendar.Move(today, b.due), ServiceKm: b.km + 2_000})
		if b.with != "" {
			p.Say(desk(), "lend "+b.name, "motorbike.lend", motorbike.Lend{Motorbike: b.id(), Worker: as(b.with).Worker, From: today, To: calendar.Move(today, 80)})
		}
	}
}

// rides tells, in the evening, how far each motorbike went, and has one serviced in time.
func (p *play) rides(day time.Time, visits map[ident.ID]int) {
	on := p.date(day)
	for _, b := range fiveBikes {
		if n := visits[as(b.with).Worker]; b.with != "" && n > 0 {
			p.Say(desk(), "trip "+b.name+on, "motorbike.trip", motorbike.TellTrip{Motorbike: b.id(), On: on, Km: int64(2*n + chance("km "+b.name+on)%5), Source: motorbike.Told})
		}
		if due := calendar.Move(p.date(p.first), b.due-2); b.serviced && due == on {
			p.Say(desk(), "service "+b.name, "motorbike.service", motorbike.Service{Motorbike: b.id(), On: on, ServiceOn: calendar.Move(on, 90), ServiceKm: b.km + 4_000})
		}
	}
}
