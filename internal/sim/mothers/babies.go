package mothers

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
)

// baby is a child whose six months are played, with how they go.
type baby struct {
	id, mother, posyandu ident.ID
	village, sex         string
	born                 string
	// here: it was in the register before the first day.
	here bool
	// twin is the other of two, once; second: it is the other.
	twin   ident.ID
	second bool
	// graduates: every month is yes. Else firstNo is the first month with other food, or
	// the months in blank are those nobody asks about.
	graduates bool
	firstNo   int
	blank     []int
	// medical: a reason of health stands behind it.
	medical bool
}

func (b baby) sixOn() string { return age.Reached(b.born, 6) }

// The villages of the health centre by code.
const (
	bojongnangka = "32.01.02.2005"
	tlajung      = "32.01.02.2006"
	cicadas      = "32.01.02.2007"
)

// share is how many of the babies of a village that reach six months so many months after
// the groups began have had breast milk only. In all about an eighth at first, near the
// baseline of 11.97 %, and two fifths at the end; in Cicadas it falls, for nobody leads
// its group any more.
func share(village string, months float64) float64 {
	if village == cicadas {
		return min(0.45, max(0.02, 0.45-0.03*months))
	}
	return min(0.6, max(0.02, 0.035*(months-1)))
}

// fate says how the months of each go, the earliest first: of each village as many
// graduate as its share says, evenly and without luck.
func fate(all []baby, groupsFrom time.Time) []baby {
	slices.SortFunc(all, func(a, b baby) int { return cmp.Or(cmp.Compare(a.born, b.born), cmp.Compare(a.id, b.id)) })
	owed := map[string]float64{}
	for i := range all {
		b := &all[i]
		six, err := time.Parse(time.DateOnly, b.sixOn())
		if err != nil {
			continue
		}
		owed[b.village] += share(b.village, six.Sub(groupsFrom).Hours()/24/30.44)
		if b.graduates = owed[b.village] >= 1; b.graduates {
			owed[b.village]--
			continue
		}
		b.falter()
	}
	return all
}

// falter says where the six months end. The third is the hardest: leave of the factories
// is over.
func (b *baby) falter() {
	n := chance("falters " + string(b.id))
	b.firstNo = []int{0, 1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 5, 5}[n%13]
	switch {
	case n/13%11 == 0:
		b.firstNo, b.blank = 6, []int{2 + n/143%3}
	case n/13%31 == 7:
		b.medical = true
	}
}

// answer is what is told of a month: exclusive or not; nothing: nobody asks.
func (b baby) answer(month int) string {
	name := string(b.id) + " month " + strconv.Itoa(month)
	switch {
	case slices.Contains(b.blank, month):
		return ""
	case month == 6 && percent(name, 35), month < 6 && !b.graduates && month > b.firstNo && percent(name, 45):
		return ""
	case month == 6 && percent("eats "+name, 60), month < 6 && !b.graduates && month >= b.firstNo:
		return "not_exclusive"
	}
	return "exclusive"
}

// askedOn is the day on which its month is asked about.
func (b baby) askedOn(month int) string {
	from, _ := time.Parse(time.DateOnly, age.Reached(b.born, month)) // a day of ours
	return from.AddDate(0, 0, 6+chance("asked "+string(b.id)+strconv.Itoa(month))%18).Format(time.DateOnly)
}
