package people

import (
	"slices"

	"sambang/internal/shared/registry"
)

// member is somebody of a family before they get a name.
type member struct {
	sex      string
	born     day
	relation string
	// mother and father are members, or None.
	mother, father int
	due            day
}

// family grows member by member; ages are in days before today.
type family struct {
	d       dice
	today   day
	members []member
}

func (f *family) add(sex string, age int, relation string) int {
	f.members = append(f.members, member{sex: sex, born: f.today - day(age), relation: relation, mother: None, father: None})
	return len(f.members) - 1
}

// inDays is an age in years as days, rounded up so that the birthday has been.
func inDays(age float64) int { return int(age*perYear) + 1 }

func (f *family) age(i int) float64 { return float64(f.today-f.members[i].born) / perYear }

// grow makes the members of a family of a shape, the head first.
func grow(d dice, today day, w wish) []member {
	f := &family{d: d, today: today}
	switch w.shape {
	case alone:
		f.add(pick(d, []string{Female, Female, Female, Male}), inDays(d.near(71, 7, 60.1, 96)), registry.HeadOfHousehold)
	case single:
		f.add(pick(d, []string{Female, Male}), inDays(d.span(24, 57)), registry.HeadOfHousehold)
	case oldCouple:
		f.oldCouple()
	case raising:
		f.raising(w)
	case oneParent:
		f.parents(w, false)
	default:
		f.parents(w, true)
		if w.shape == generations {
			f.elders()
		}
	}
	return headFirst(f.members)
}

// parents adds a mother and a father, or one of them, with the children.
func (f *family) parents(w wish, both bool) {
	d := f.d
	ages, hers := f.brood(w)
	his := max(hers+inDays(d.near(3.4, 3, -4, 15)), inDays(20))
	if len(ages) > 0 {
		his = max(his, ages[len(ages)-1]+inDays(18.5))
	}
	father, mother := None, None
	// Some husbands work far away and are on the card of another place; a mother
	// who is pregnant or has a small child is here.
	if both && d.yes(90) || !both && w.small == 0 && d.yes(25) {
		father = f.add(Male, his, registry.HeadOfHousehold)
	}
	if both || father == None {
		mother = f.add(Female, hers, registry.HeadOfHousehold)
		if father != None {
			f.members[mother].relation = registry.Spouse
		}
		if w.pregnant {
			f.members[mother].due = f.today + day(w.dueIn)
		}
	}
	if !both && len(ages) == 0 {
		ages = []int{max(bigDays, min(inDays(17), hers-inDays(20)))} // else it were no family with a child
	}
	for _, age := range ages {
		c := f.add(pick(d, []string{Female, Male}), age, registry.Child)
		f.members[c].mother, f.members[c].father = mother, father
	}
}

// smallDays is the most days of age at which a child is still under five, with a
// margin for leap years; from bigDays on it surely is not.
const (
	smallDays = 1820
	bigDays   = 1830
)

// afterBirth is the least time between a birth and the next conception, in days:
// our own choice, so that nobody seems pregnant while in childbed.
const afterBirth = 150

// brood draws the ages of a woman's children, the youngest first, and her own, in days.
func (f *family) brood(w wish) (ages []int, hers int) {
	d := f.d
	if w.small == 0 && !w.pregnant {
		return f.settled()
	}
	least := 0
	if w.pregnant {
		least = fullTerm - w.dueIn + afterBirth
	}
	hers = inDays(d.near(27, 5.5, 18.5, 41))
	oldest := max(least, bigDays-inDays(4))
	if w.small > 0 {
		ages = f.small(w.small, least)
		oldest = ages[len(ages)-1]
		hers = ages[0] + max(inDays(d.near(27.5, 5, 18.5, 42)), oldest-ages[0]+inDays(18.2))
		hers = min(hers, ages[0]+inDays(44))
		if w.pregnant {
			hers = min(hers, inDays(42))
		}
	}
	for range d.weigh(46, 34, 15, 5) {
		oldest = max(oldest+d.between(730, 1800), bigDays+d.between(0, 400))
		if hers-oldest < inDays(17.2) {
			break
		}
		ages = append(ages, oldest)
	}
	return ages, hers
}

// small draws the ages of one or two children under five, the younger first; one
// pair of fourteen are twins, as among pairs so close together.
func (f *family) small(n, least int) []int {
	if n == 1 {
		return []int{f.d.between(least, smallDays)}
	}
	first := f.d.between(least, smallDays-420)
	if f.d.yes(7) {
		return []int{first, first}
	}
	return []int{first, f.d.between(first+400, smallDays)}
}

// settled is a woman whose children are no longer small; the grown ones have
// mostly left.
func (f *family) settled() (ages []int, hers int) {
	d := f.d
	hers = inDays(d.near(42, 8.5, 25, 59))
	age := hers - inDays(d.near(22.5, 3.5, 17.6, 34))
	for range 1 + d.weigh(28, 44, 20, 8) {
		atBirth := hers - age
		if age >= bigDays && atBirth <= inDays(44.5) && (age < inDays(19) || age < inDays(27) && d.yes(45)) {
			ages = append(ages, age)
		}
		age -= d.between(730, 2200)
	}
	slices.Reverse(ages)
	return ages, hers
}

// parentOf is the age of a mother of somebody, in days: 17 to 43 years more.
func (f *family) parentOf(i int) int {
	return int(f.today-f.members[i].born) + inDays(f.d.near(24.5, 5.2, 17.4, 43))
}

// elders adds the parents of the head or of the spouse: mostly a grandmother.
func (f *family) elders() {
	d := f.d
	of := 0
	if len(f.members) > 1 && f.members[1].relation == registry.Spouse && d.yes(40) {
		of = 1
	}
	relation := registry.Parent
	if of == 1 {
		relation = registry.OtherRelative // of the head's spouse
	}
	hers := f.parentOf(of)
	his := hers + inDays(d.near(4, 3, 0, 14))
	both := d.yes(32)
	if hers < inDays(97) && (both || d.yes(88)) {
		f.members[of].mother = f.add(Female, hers, relation)
	}
	if his < inDays(94) && (both || f.members[of].mother == None) {
		f.members[of].father = f.add(Male, his, relation)
	}
	f.lead(of)
}

// lead lets a grandfather who is not too old, or now and then a grandmother, be
// the head: the house is theirs.
func (f *family) lead(of int) {
	head := f.members[of].father
	if head == None || f.age(head) >= 72 || !f.d.yes(55) {
		head = f.members[of].mother
		if head == None || f.members[of].father != None || f.age(head) >= 75 || !f.d.yes(22) {
			return
		}
	}
	for i := range f.members {
		m := &f.members[i]
		switch {
		case i == head:
			m.relation = registry.HeadOfHousehold
		case i == f.members[of].mother || i == f.members[of].father:
			m.relation = registry.Spouse
		case i == of:
			m.relation = registry.Child
		case m.relation == registry.Child:
			m.relation = registry.Grandchild
		default:
			m.relation = registry.OtherRelative // the child's husband or wife
		}
	}
}

// raising is a grandmother, some with her husband, who raises a grandchild.
func (f *family) raising(w wish) {
	d := f.d
	ages := []int{d.between(bigDays, inDays(15))}
	if w.small > 0 {
		ages = f.small(w.small, 200)
	}
	hers := ages[0] + inDays(d.near(48, 6, 38, 60))
	if d.yes(40) {
		f.add(Male, hers+inDays(d.near(4, 3, -1, 12)), registry.HeadOfHousehold)
	}
	her := f.add(Female, hers, registry.HeadOfHousehold)
	if her > 0 {
		f.members[her].relation = registry.Spouse
	}
	for _, age := range ages {
		f.add(pick(d, []string{Female, Male}), age, registry.Grandchild)
	}
}

// oldCouple are two elders, one in five with a grown child who has not married.
func (f *family) oldCouple() {
	d := f.d
	his := inDays(d.near(69, 6, 60.1, 90))
	hers := his - inDays(d.near(4.5, 3, 0, 12))
	f.add(Male, his, registry.HeadOfHousehold)
	f.add(Female, hers, registry.Spouse)
	if d.yes(20) {
		c := f.add(pick(d, []string{Female, Male}), min(hers-inDays(d.near(27, 5, 18, 40)), inDays(48)), registry.Child)
		f.members[c].mother, f.members[c].father = 1, 0
		if hers-int(f.today-f.members[c].born) > inDays(44) {
			f.members[c].born = f.today - day(hers-inDays(44))
		}
	}
}

// headFirst moves the head to the front, parents keeping their children.
func headFirst(all []member) []member {
	at := 0
	for i, m := range all {
		if m.relation == registry.HeadOfHousehold {
			at = i
		}
	}
	moved := make([]int, len(all))
	order := []int{at}
	for i := range all {
		if i != at {
			order = append(order, i)
		}
	}
	for to, from := range order {
		moved[from] = to
	}
	out := make([]member, len(all))
	for to, from := range order {
		out[to] = all[from]
		if m := &out[to]; m.mother != None {
			m.mother = moved[m.mother]
		}
		if m := &out[to]; m.father != None {
			m.father = moved[m.father]
		}
	}
	return out
}
