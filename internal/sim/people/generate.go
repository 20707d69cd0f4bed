package people

import (
	"slices"
	"strings"

	"sambang/internal/shared/registry"
)

// Generate invents the town of a centre. It refuses a centre whose numbers cannot
// come out (see Centre).
func Generate(seed uint64, c Centre) (Town, error) {
	if err := c.check(); err != nil {
		return Town{}, err
	}
	n, err := readNames(namesFile)
	if err != nil {
		return Town{}, err
	}
	w, err := readWords()
	if err != nil {
		return Town{}, err
	}
	t := Town{Centre: c}
	d := roll(seed, forFamilies)
	wishes := c.wishes(d)
	(&builder{d: roll(seed, forPlaces), c: c, t: &t, words: w, names: n}).build(wishes)
	m := moving{d: d, c: c, today: parseDay(c.Day), t: &t, names: n,
		clerk: &clerk{d: roll(seed, forPapers), c: c, today: parseDay(c.Day), words: w, serials: map[string]int{}}}
	for i, w := range wishes {
		m.in(i, w)
	}
	m.hide(wishes)
	t.appoint()
	return t, nil
}

// moving lets families into their houses.
type moving struct {
	d     dice
	c     Centre
	today day
	t     *Town
	names names
	clerk *clerk
}

// in lets the family of a wish into household i.
func (m *moving) in(i int, w wish) {
	h := &m.t.Households[i]
	village := m.t.Houses[h.House].Village
	first := len(m.t.People)
	grown := grow(m.d, m.today, w)
	region := m.region()
	plain := m.christen(region, grown)
	ages := make([]int, len(grown))
	for j, g := range grown {
		ages[j] = years(g.born, m.today)
	}
	phones := m.clerk.phonesOf(ages)
	for j, g := range grown {
		p := Person{Household: i, Relation: g.relation, Sex: g.sex, Born: g.born.String(), Mother: None, Father: None, Phones: phones[j]}
		p.Name = written(m.d, plain[j], g.sex, ages[j], m.c.Modest)
		p.MotherName = m.motherName(region, g, plain)
		if g.mother != None {
			p.Mother = first + g.mother
		}
		if g.father != None {
			p.Father = first + g.father
		}
		if g.due != 0 {
			p.Due = g.due.String()
		}
		if m.today-g.born < 7 && p.MotherName != "" && m.d.yes(60) {
			p.Name = "By. Ny. " + p.MotherName // named on the seventh day
		}
		p.Told, p.Guessed = m.clerk.told(g.born)
		p.NIK, p.Doubtful = m.clerk.nik(village, g.sex, g.born)
		p.Insurance = m.clerk.insurance(ages[j])
		p.Languages = m.clerk.languages(region, ages[j])
		p.Disabled = m.d.yes(1 + 0.1*max(0, float64(ages[j]-40)))
		h.Members = append(h.Members, len(m.t.People))
		m.t.People = append(m.t.People, p)
	}
	h.Alone = w.shape == alone
	h.Card = m.clerk.card(village)
	if h.Decile = m.clerk.decile(); h.Decile > 0 {
		h.DecileAsOf = m.today.quarter().String()
	}
	h.Letter = m.clerk.letter(h.Decile, i%700+1)
}

// region draws where a family's names come from.
func (m *moving) region() string {
	keys := make([]string, 0, len(m.c.Regions))
	for k := range m.c.Regions {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	weights := make([]int, len(keys))
	for i, k := range keys {
		weights[i] = m.c.Regions[k]
	}
	return keys[m.d.weigh(weights...)]
}

// christen names a family as its parents did; no two of a household are called the same.
func (m *moving) christen(region string, all []member) []string {
	var plain []string
	for _, g := range all {
		name := m.names.draw(m.d, region, g.sex, g.born.year())
		for try := 0; try < 20 && slices.Contains(plain, name); try++ {
			name = m.names.draw(m.d, region, g.sex, g.born.year())
		}
		plain = append(plain, name)
	}
	return plain
}

// motherName is what somebody's papers say of the mother: of many of the old nothing.
func (m *moving) motherName(region string, g member, plain []string) string {
	age := years(g.born, m.today)
	switch {
	case g.mother != None:
		return plain[g.mother]
	case age >= ElderAge && m.d.yes(45), age >= 18 && age < ElderAge && m.d.yes(20):
		return ""
	}
	return m.names.draw(m.d, region, Female, g.born.year()-25)
}

// hide hides the address of one family in three hundred, at least of one: of a
// mother who has a reason not to be found.
func (m *moving) hide(wishes []wish) {
	left := max(1, len(wishes)/300)
	for i, w := range wishes {
		if left > 0 && w.shape != alone && (w.small > 0 || w.pregnant) && len(m.t.Houses[m.t.Households[i].House].Households) == 1 {
			m.t.Households[i].Hidden = true
			left--
		}
	}
}

// appoint gives each group of ten a cadre: the first woman of 25 to 55 who leads a
// household there or is married to its head.
func (t *Town) appoint() {
	for g := range t.Tens {
		for _, h := range t.Tens[g].Houses {
			for _, f := range t.Houses[h].Households {
				for _, p := range t.Households[f].Members {
					who := t.People[p]
					age := t.Age(who)
					lead := who.Relation == registry.HeadOfHousehold || who.Relation == registry.Spouse
					if t.Tens[g].Cadre == None && who.Sex == Female && lead && age >= 25 && age <= 55 && !strings.HasPrefix(who.Name, "Mbah") {
						t.Tens[g].Cadre = p
					}
				}
			}
		}
	}
}
