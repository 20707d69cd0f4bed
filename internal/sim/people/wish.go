package people

// The shapes of families. Their shares are our own estimate of Javanese villages,
// where most couples live alone with their children and one household in five
// has three generations.
const (
	alone       = iota // an elder
	couple             // parents with children, or just the two of them
	generations        // the same with grandparents
	oneParent          // a mother or a father with children
	raising            // grandparents with a grandchild whose parents work far away
	oldCouple          // two elders, some with a grown child
	single             // a grown person, not yet old
)

// wish is what a family must be, so that the numbers of a centre come out.
type wish struct {
	shape int
	small int // children under five
	// pregnant women are due in so many days; negative: the day has passed.
	pregnant bool
	dueIn    int
}

// A pregnancy is counted from the last period; a register knows of it from the
// sixth week on.
const (
	fullTerm   = 280
	knownFrom  = 42
	askedAfter = 4 // days past the due date after which somebody asks how it went
	latestPast = 9 // days past the due date at which anybody is still waiting
)

// wishes are those of all families of a centre, in any order.
func (c Centre) wishes(d dice) []wish {
	var all []wish
	for range c.Alone {
		all = append(all, wish{shape: alone})
	}
	with := c.withSmall(d)
	expecting := c.expecting(d, with)
	all = append(append(all, with...), expecting...)
	for len(all) < c.Families {
		all = append(all, wish{shape: []int{couple, generations, oneParent, raising, oldCouple, single}[d.weigh(53, 19, 9, 3, 13, 3)]})
	}
	d.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// withSmall are the families with children under five: one in eight has two.
func (c Centre) withSmall(d dice) []wish {
	var with []wish
	for left := c.Small; left > 0; {
		w := wish{small: 1, shape: []int{couple, generations, oneParent, raising}[d.weigh(66, 26, 4, 4)]}
		if left > 1 && w.shape != raising && d.yes(12) {
			w.small = 2
		}
		left -= w.small
		with = append(with, w)
	}
	return with
}

// expecting gives the families of the pregnant that have no small child yet; a
// quarter of the pregnant have one, and are marked in with.
func (c Centre) expecting(d dice, with []wish) []wish {
	left, again := c.Pregnant, 0
	mark := func(w *wish) {
		w.pregnant, w.dueIn = true, d.between(0, fullTerm-knownFrom)
		if n := c.Pregnant - left; n < c.Overdue {
			w.dueIn = -d.between(askedAfter, latestPast)
			if n%3 == 2 {
				w.dueIn = -d.between(1, askedAfter-1) // her the family need not be asked about yet
			}
		}
		left--
	}
	var expecting []wish
	for i := range with {
		if w := &with[i]; again < c.Pregnant/4 && left > 0 && (w.shape == couple || w.shape == generations) && w.small == 1 {
			mark(w)
			again++
		}
	}
	for left > 0 {
		w := wish{shape: []int{couple, generations}[d.weigh(70, 30)]}
		mark(&w)
		expecting = append(expecting, w)
	}
	return expecting
}
