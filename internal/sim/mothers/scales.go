package mothers

import (
	"strconv"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/growth"
	"sambang/internal/core/ident"
)

// child is somebody who is weighed.
type child struct {
	id, posyandu  ident.ID
	village, born string
	sex           string
	// stalls: its weight stands still at the last two times; thin: it falls below the red
	// line; swollen: both feet are, on the last day.
	stalls, thin, swollen bool
	// lastG is what it weighed on lastOn.
	lastG  int64
	lastOn string
}

func (c child) growthSex() growth.Sex {
	if c.sex == "male" {
		return growth.Boy
	}
	return growth.Girl
}

// deviation is how heavy or tall a child is among others: a bell around half a deviation
// under the WHO's median, drawn from its name.
func (c child) deviation(of string) float64 {
	sum := 0
	for n := range 4 {
		sum += chance(of+strconv.Itoa(n)+string(c.id)) % 1000
	}
	return -0.5 + (float64(sum)/4000-0.5)*6
}

// at gives an index on a day of age for a deviation, from the WHO's lines of full months,
// in the unit of growth; beyond the outer lines it goes on as between the last two.
func at(i growth.Index, sex growth.Sex, days, z float64) float64 {
	bands := growth.Bands(i, sex)
	month := min(max(days/30.4375, 0), float64(len(bands))-1.001)
	low, part := int(month), month-float64(int(month))
	line := func(b growth.Band) float64 {
		at := min(max(int(z+3), 0), 5)
		return float64(b.Lines[at]) + (z+3-float64(at))*float64(b.Lines[at+1]-b.Lines[at])
	}
	return line(bands[low])*(1-part) + line(bands[low+1])*part
}

// weight is in grams, as scales of fifty grams tell it; left is how many of its weighings
// are still to come.
func (c child) weight(on string, left int) int64 {
	z := c.deviation("heavy ") + float64(chance("scales "+string(c.id)+on)%100-50)/400
	switch {
	case c.thin:
		z = -2.7 - 0.3*float64(max(0, 3-left))
	case c.stalls && left < 2:
		back, _ := time.Parse(time.DateOnly, on) // a day of ours
		return c.weight(back.AddDate(0, left-2, 0).Format(time.DateOnly), 2) - 100*int64(2-left)
	}
	grams := at(growth.WeightForAge, c.growthSex(), daysOld(c.born, on), z) / growth.Unit * 1000
	return int64(grams/50+0.5) * 50
}

// weighs puts the child on the scales: five of six times it has risen as much since last
// month as its card wants, now and then it has not.
func (c *child) weighs(on string, left int) int64 {
	grams := c.weight(on, left)
	least, has := growth.LeastGain(c.growthSex(), int32(age.Months(c.born, on)))
	usual := !c.stalls && !c.thin || left > 3
	if has && usual && c.lastOn > later(on, -45) {
		rises := percent("rises "+string(c.id)+on, 86)
		switch {
		case rises && grams < c.lastG+int64(least) && c.lastG < grams+900:
			grams = c.lastG + int64(least)
		case !rises && grams >= c.lastG+int64(least):
			grams = c.lastG + 50
		}
	}
	c.lastG, c.lastOn = grams, on
	return grams
}

// length is in tenths of a millimetre, told to half a centimetre.
func (c child) length(on string) int64 {
	cm := at(growth.LengthForAge, c.growthSex(), daysOld(c.born, on), c.deviation("tall ")) / growth.Unit
	return int64(cm*2+0.5) * 50
}

func daysOld(born, on string) float64 {
	from, _ := time.Parse(time.DateOnly, born)
	to, _ := time.Parse(time.DateOnly, on)
	return to.Sub(from).Hours() / 24
}

// capsule is the vitamin A of a child of an age in the months of capsules.
func capsule(born, on string) string {
	switch months := age.Months(born, on); {
	case months >= 6 && months < 12:
		return "blue"
	case months >= 12 && months < 60:
		return "red"
	}
	return ""
}
