package people

import (
	"fmt"
	"strings"
)

// clerk writes papers: who has which number, and which are missing. All shares
// are our own estimate; none is a published figure.
type clerk struct {
	d     dice
	c     Centre
	today day
	words words
	// serials counts what was given for a region and a day.
	serials map[string]int
	phones  int
	cards   int
}

// firstSerial is the first serial we give: see the package's comment.
const firstSerial = 9001

// told is what the register knows of a birth date. Of the old many are guessed:
// the first of January of a round year.
func (k *clerk) told(born day) (told string, guessed bool) {
	age := years(born, k.today)
	guess, none := 0.0, 0.0
	switch {
	case age >= 75:
		guess, none = 35, 8
	case age >= ElderAge:
		guess, none = 16, 3
	case age >= 45:
		guess, none = 2, 0.5
	}
	switch {
	case k.d.yes(none):
		return "", false
	case k.d.yes(guess):
		return fmt.Sprintf("%04d-01-01", (born.year()+2)/5*5), true
	}
	return born.String(), false
}

// nik gives a NIK as it was issued, nothing for those who have none, and now and
// then one that contradicts its owner, as cards do.
func (k *clerk) nik(village, sex string, born day) (nik string, doubtful bool) {
	age := years(born, k.today)
	missing := 1.5
	switch {
	case age < 1:
		missing = 45
	case age < SmallAge:
		missing = 14
	case age >= 70:
		missing = 13
	}
	if k.d.yes(missing) {
		return "", false
	}
	region := strings.ReplaceAll(village, ".", "")[:6]
	if age >= 20 && k.d.yes(17) {
		region = pick(k.d, k.words.Elsewhere) // registered before marrying or moving here
	}
	t := born.time()
	dd, mm, yy := t.Day(), int(t.Month()), t.Year()%100
	woman, cut := sex == Female, false
	if k.d.yes(1.5) {
		doubtful = true
		switch {
		case k.d.yes(12):
			cut = true // the last digit was not read
		case k.d.yes(35):
			woman = !woman
		case dd <= 12 && dd != mm:
			dd, mm = mm, dd
		default:
			yy = (yy + 1) % 100
		}
	}
	if woman {
		dd += 40
	}
	nik = k.serial(fmt.Sprintf("%s%02d%02d%02d", region, dd, mm, yy))
	if cut {
		nik = nik[:15]
	}
	return nik, doubtful
}

// card gives the number of a family card; six in a hundred families have none at hand.
func (k *clerk) card(village string) string {
	if k.d.yes(6) {
		return ""
	}
	t := (k.today - day(k.d.between(20, 15*365))).time()
	return k.serial(strings.ReplaceAll(village, ".", "")[:6] + t.Format("020106"))
}

func (k *clerk) serial(begin string) string {
	n := k.serials[begin]
	k.serials[begin] = n + 1
	return fmt.Sprintf("%s%04d", begin, firstSerial+n)
}

// insurance gives the number of a national insurance card, or nothing.
func (k *clerk) insurance(age int) string {
	missing := 13.0
	if age < 1 {
		missing = 40
	}
	if k.d.yes(missing) {
		return ""
	}
	k.cards++
	return fmt.Sprintf("00099%s%07d", k.c.Phones[len(k.c.Phones)-1:], k.cards*7919%10_000_000) // 7919 is prime, so no two are equal
}

// phone gives the next number of the centre's block.
func (k *clerk) phone() string {
	k.phones++
	digits := 12 - len(k.c.Phones)
	size := 1
	for range digits {
		size *= 10
	}
	return fmt.Sprintf("%s%0*d", k.c.Phones, digits, k.phones*7919%size)
}

// phonesOf gives a household its phones: half of the old have none, the young
// nearly all; families share.
func (k *clerk) phonesOf(ages []int) [][]string {
	all := make([][]string, len(ages))
	family := ""
	for _, i := range byAge(ages) {
		age := ages[i]
		has, shares := 0.0, 0.0
		switch {
		case age >= ElderAge:
			has, shares = 50, 45
		case age >= 18:
			has, shares = 80, 16
		case age >= 13:
			has, shares = 45, 10
		}
		switch {
		case !k.d.yes(has):
			continue
		case family != "" && k.d.yes(shares):
			all[i] = []string{family}
			continue
		}
		number := k.phone()
		if family == "" {
			family = number
		}
		all[i] = []string{number}
		if age >= 18 && k.d.yes(5) {
			all[i] = append(all[i], k.phone())
		}
	}
	return all
}

// byAge orders the middle generation first: its phone is the one that is shared.
func byAge(ages []int) []int {
	var grown, old, young []int
	for i, a := range ages {
		switch {
		case a >= ElderAge:
			old = append(old, i)
		case a >= 18:
			grown = append(grown, i)
		default:
			young = append(young, i)
		}
	}
	return append(append(grown, old...), young...)
}

// languages are what somebody of a region understands, the best first.
func (k *clerk) languages(region string, age int) []string {
	own := []string{region}
	switch {
	case region == "osi" || region == "mad":
		own = append(own, "jv")
	case k.c.Land == "city" && age < 30 && k.d.yes(55):
		return []string{"id", region}
	}
	if age >= 70 && k.d.yes(50) || age < 4 && k.c.Land != "city" {
		return own
	}
	return append(own, "id")
}

// decile gives what the social register says of a family: nothing for some.
func (k *clerk) decile() int {
	if k.c.Modest {
		return 1 + k.d.weigh(26, 30, 26, 18)
	}
	return k.d.weigh(12, 8, 9, 10, 11, 12, 12, 10, 8, 5, 3)
}

// letter gives a village's letter to some of the families that are kurang mampu.
func (k *clerk) letter(decile, number int) *Letter {
	chance := 0.0
	switch {
	case k.c.Modest:
		chance = 30
	case decile >= 1 && decile <= 4:
		chance = 14
	}
	if !k.d.yes(chance) {
		return nil
	}
	on := k.today - day(k.d.between(3, 300))
	return &Letter{Number: fmt.Sprintf("470/%03d/SKTM/%d", number, on.year()), Date: on.String()}
}
