package sellers

import (
	"strconv"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// noted is for how many days before the campaign the posyandu's notebooks reach back: the
// first of the babies who reached six months in the half year before it were born then.
const noted = 400

// notebook tells what babies were fed: what stands in the posyandu's notebooks is typed in
// once the register is there, for the days on which it was asked, and each month since on
// its day. So there is something to set before the campaign against now.
func (p *Play) notebook() {
	if p.n < lapsedOn-20 {
		return
	}
	var babies []registry.Person
	today := p.date(p.n)
	p.Ask(func(q journal.Query) (err error) {
		babies, err = registry.People.Where(q.Tx, "facility_id = $1 AND state = $2 AND merged_into = '' AND mother <> '' AND born >= $3 AND born < $4 ORDER BY born, id",
			q.Facility, registry.Active, p.date(-noted), today)
		return err
	})
	for _, b := range babies {
		if p.cast.Villages[b.Village] == "" {
			continue
		}
		for month := range health.LastMonth + 1 {
			on := askedOn(b, month)
			if on == today || on < today && !p.typed {
				p.feeding(b, month, on)
			}
		}
	}
	p.typed = p.typed || len(babies) > 0
}

// askedOn is the day on which a month of a baby's life is asked about, some days after it
// has begun and before it ends.
func askedOn(b registry.Person, month int) string {
	from, _ := time.Parse(time.DateOnly, age.Reached(b.Born, month)) // a day of the register
	return from.AddDate(0, 0, 3+chance("asked "+string(b.ID)+strconv.Itoa(month))%20).Format(time.DateOnly)
}

// feeding is the answer for a month; some months nobody asked about.
func (p *Play) feeding(b registry.Person, month int, on string) {
	name := string(b.ID) + " " + strconv.Itoa(month)
	last := p.lastOwn(b)
	if percent("not asked "+name, 6) && last < health.Graduating || month == health.LastMonth && percent("no longer asked "+name, 40) {
		return
	}
	of := int64(month)
	f := health.Feed{Feeding: named("feeding " + name), Baby: b.ID, Month: &of, Source: pick([]string{health.Seen, health.Told, health.Told}, name), On: on,
		SinceLast: health.Exclusive, LastDay: health.Exclusive}
	if month >= last {
		f.SinceLast, f.LastDay = health.NotExclusive, pick([]string{health.NotExclusive, health.NotExclusive, health.Exclusive}, "last day "+name)
		if month < health.Graduating {
			f.Given = []string{pick([]string{"formula", "formula", "water", "banana", "honey"}, "given "+name)}
			f.GivenBy = pick([]string{"mother", "grandmother", "relative"}, "by "+name)
			f.Reasons = []string{pick(health.Reasons[:9], "why "+name)}
		}
	}
	p.Say(caller(b.Village), "feeding "+name, "health.feeding", f)
}

// lastOwn is the first month in which a baby has other food, 6 where it has had breast milk
// only till then. Of those who reached six months before the campaign about one in eight
// has; a year later more have, but in one village they are as few as they were: nothing in
// the play knows of leaflets, and the page says that this is no proof.
func (p *Play) lastOwn(b registry.Person) int {
	share := 12
	if six := age.Reached(b.Born, health.Graduating); six > p.date(taughtOn) && b.Village != "35.10.20.2007" {
		since, _ := time.Parse(time.DateOnly, six) // a day of the register
		share += int(since.Sub(p.first.AddDate(0, 0, taughtOn)).Hours()/24) / 14
	}
	n := chance("falters " + string(b.ID))
	if percent("graduates "+string(b.ID), share) {
		return health.Graduating
	}
	return []int{0, 1, 2, 2, 3, 3, 3, 3, 4, 5}[n%10]
}

// theGroup is the support group of the village with a cadre.
func theGroup() ident.ID { return named("group") }
