package graduation_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// child is a baby as somebody would keep it on paper: six cells, what the midwife said of
// blank ones, and the state of its certificate.
type child struct {
	*rapid.T
	w      *world.World
	name   string
	n      int
	cells  [6]string
	covers map[int]bool
	counts bool
	state  string
	id     ident.ID
}

// right is the rule, read from the paper.
func (c *child) right() bool {
	for month, cell := range c.cells {
		blank := cell == "" || cell == health.Unknown
		if cell == health.NotExclusive || blank && !(c.counts && c.covers[month]) {
			return false
		}
	}
	return true
}

func (c *child) blanks() (out []int64) {
	for month, cell := range c.cells {
		if cell == health.NotExclusive {
			return nil
		}
		if cell == "" || cell == health.Unknown {
			out = append(out, int64(month))
		}
	}
	return out
}

func (c *child) next(what string) string {
	c.n++
	return fmt.Sprintf("%s %s %d", c.name, what, c.n)
}

// say tells of a month, and corrects what was told of it before.
func (c *child) say() {
	month := rapid.IntRange(0, 5).Draw(c.T, "month")
	answer := rapid.SampledFrom([]string{health.Exclusive, health.Exclusive, health.Exclusive, health.NotExclusive, health.Unknown}).Draw(c.T, "answer")
	c.tell(month, answer)
}

func (c *child) tell(month int, answer string) {
	name := c.next("month")
	c.w.As("Bu Yati").Send(name, "health.feeding", feedAgain(name, c.name, int64(month), answer))
	c.cells[month] = answer
	c.turn()
}

// turn moves the certificate on paper as the rule says.
func (c *child) turn() {
	switch {
	case c.state == graduation.Valid && !c.right():
		c.state = graduation.ToTell
	case c.state == graduation.ToTell && c.right():
		c.state = graduation.Valid
	}
}

// fill answers every month that is not yes: without it few certificates would be made.
func (c *child) fill() {
	for month, cell := range c.cells {
		if cell != health.Exclusive {
			c.tell(month, health.Exclusive)
		}
	}
}

// spoil has the mother correct what she said of a month of a child that has its
// certificate: few would lose one without it.
func (c *child) spoil() {
	if c.state != graduation.Valid {
		return
	}
	c.tell(rapid.IntRange(0, 5).Draw(c.T, "spoilt month"), health.NotExclusive)
}

func (c *child) decide() {
	blanks := c.blanks()
	if len(blanks) == 0 {
		return
	}
	counts := rapid.Bool().Draw(c.T, "counts")
	c.w.As("Bu Eni").Send(c.next("decides"), "graduation.decide", graduation.Decide{Decision: ident.Named(c.next("decision")), Baby: ident.Named(c.name), Months: blanks, Counts: counts, Reason: "a"})
	c.counts, c.covers = counts, map[int]bool{}
	for _, month := range blanks {
		c.covers[int(month)] = true
	}
	c.turn()
}

// issue asks for the certificate: yes if, and only if, the rule holds and there is none.
func (c *child) issue() {
	id := ident.Named(c.next("certificate"))
	out, err := c.w.As("Bu Eni").Try(c.next("issue"), "graduation.issue", graduation.Issue{Certificate: id, Baby: ident.Named(c.name)})
	standing := c.state == graduation.Valid || c.state == graduation.ToTell
	if want := c.right() && !standing; err != nil || (out.Status == journal.Accepted) != want {
		c.Fatalf("%v, certificate %q: %s %s %v", c.cells, c.state, out.Status, out.Code, err)
	}
	if out.Status == journal.Accepted {
		c.id, c.state = id, graduation.Valid
	}
}

func (c *child) told() {
	if c.id == "" {
		return
	}
	out, err := c.w.As("Bu Eni").Try(c.next("told"), "graduation.told", graduation.Told{Certificate: c.id, How: health.Told})
	if want := c.state == graduation.ToTell; err != nil || (out.Status == journal.Accepted) != want {
		c.Fatalf("told of a certificate that is %q: %s %s %v", c.state, out.Status, out.Code, err)
	}
	if c.state == graduation.ToTell {
		c.state = graduation.Withdrawn
	}
}

// agree compares what is kept with the paper.
func (c *child) agree() {
	c.w.Query(func(q journal.Query) error {
		r, err := graduation.Of(q, ident.Named(c.name))
		if err != nil || r.Graduated != c.right() {
			c.Fatalf("%v, counted %v %v: graduated %v %v", c.cells, c.counts, c.covers, r.Graduated, err)
		}
		if c.id == "" {
			return nil
		}
		kept, _, err := graduation.Certificates.Get(q.Tx, q.Facility, c.id)
		if kept.State != c.state {
			c.Fatalf("%v: the certificate is %q and should be %q", c.cells, kept.State, c.state)
		}
		all, err2 := graduation.Certificates.Where(q.Tx, "facility_id = $1", q.Facility)
		seen, standing := map[string]bool{}, 0
		for _, one := range all {
			if seen[one.Number()] {
				c.Fatalf("the number %s was given twice", one.Number())
			}
			seen[one.Number()] = true
			if one.Baby == ident.Named(c.name) && one.Stands() {
				standing++
			}
		}
		if standing > 1 {
			c.Fatalf("%d certificates stand", standing)
		}
		if err == nil {
			err = err2
		}
		return err
	})
}

// Invariant 21: a certificate if, and only if, six approved exclusive months; a number
// once; a correction that breaks the rule withdraws it, after the mother was told; and
// who has graduated is what anybody reckons from the records.
func TestACertificateStandsIfAndOnlyIfTheSixMonthsAreExclusive(t *testing.T) {
	w := family(world.New(t, "", day))
	n, made, withdrawn := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		c := &child{T: t, w: w, name: fmt.Sprint("child ", n), covers: map[int]bool{}}
		w.Resident(c.name, registry.Enter{Sex: "male", Born: "2025-12-15", Mother: ident.Named("Sri")})
		for range rapid.IntRange(3, 9).Draw(t, "steps") {
			[]func(){c.say, c.fill, c.decide, c.issue, c.issue, c.told}[rapid.IntRange(0, 5).Draw(t, "step")]()
			c.agree()
		}
		if rapid.Bool().Draw(t, "ends with a correction") {
			for _, step := range []func(){c.spoil, c.told} {
				step()
				c.agree()
			}
		}
		if c.id != "" {
			made++
		}
		if c.state == graduation.Withdrawn {
			withdrawn++
		}
	})
	t.Logf("%d of %d had a certificate, %d lost it", made, n, withdrawn)
	if made < 5 || withdrawn < 1 {
		t.Fatalf("of %d children %d had a certificate and %d lost it: too few to say anything", n, made, withdrawn)
	}
}
