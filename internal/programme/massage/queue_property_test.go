package massage_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/slots"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/world"
)

// Nobody overtakes on the waiting list: whenever a slot is offered, nobody who asked earlier,
// still waits and might have had that slot is left with nothing, or with a later one. A no keeps
// the place, silence goes to the end.
func TestNobodyOvertakesOnTheWaitingList(t *testing.T) {
	k := opened(world.New(t, "", "2026-03-02 07:00"))
	k.As("officer").Send("stands in", "massage.stand_in", massage.StandIn{Substitute: id("in"), Cadre: id("Teh Euis"), Village: world.Village, From: "2026-03-01", To: "2026-12-31"})
	run, counted := 0, map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		run++
		q := &line{kasaba: k, T: t, run: run, counted: counted}
		q.begin()
		for range rapid.IntRange(6, 12).Draw(t, "steps") {
			q.step(rapid.SampledFrom([]string{"waits", "waits", "books", "cancels", "cancels", "cancels", "answers", "answers", "answers", "hours", "time", "time", "night"}).Draw(t, "what"))
		}
		q.end()
	})
	for what, least := range map[string]int{"offers": run / 2, "had somebody before them": run / 4, "silences": run / 10, "noes": run / 10} {
		if counted[what] < least {
			t.Fatalf("%d runs saw %v: too little to say anything", run, counted)
		}
	}
	k.RebuildEquals()
}

// line is one run: some families who wait, as the test itself knows their places.
type line struct {
	kasaba
	*rapid.T
	run, n  int
	counted map[string]int
	waits   []*waiter // in the order in which they asked
	booked  []ident.ID
}

// waiter is a family that waits, in the test's own words.
type waiter struct {
	id    ident.ID
	wish  massage.Wanting
	since instant.Instant // when it asked, or last let an offer pass without a word
	no    []massage.Declined
	row   massage.Booking // as it was after the last step
}

// begin is a morning with two cadres who have little time.
func (l *line) begin() {
	l.Clock.Set(l.on(calendar.Move(l.today(), 1), "07:00"))
	l.Settle()
	l.scarce("Teh Lilis")
	l.scarce("Teh Euis")
	l.books(20) // nothing is free: what becomes so is somebody's who waits
	for range 3 {
		l.step("waits")
	}
}

func (l *line) today() string { return l.Clock.Now().Day(time.FixedZone("", 7*3600)) }

func (l *line) name(what string) string {
	l.n++
	return fmt.Sprint(what, " ", l.run, " ", l.n)
}

// scarce gives a cadre an hour or two on some weekdays.
func (l *line) scarce(cadre string) {
	b := massage.SetHours{Cadre: id(cadre), OwnBike: true}
	for _, day := range rapid.SliceOfNDistinct(rapid.Int64Range(1, 6), 1, 3, rapid.ID).Draw(l.T, "weekdays of "+cadre) {
		from := rapid.SampledFrom([]int{9, 11, 13}).Draw(l.T, "from")
		b.Hours = append(b.Hours, massage.Hours{Weekday: day, From: fmt.Sprintf("%02d:00", from), To: fmt.Sprintf("%02d:%02d", from+rapid.IntRange(0, 1).Draw(l.T, "hours"), 45)})
	}
	_, _ = l.As("officer").Try(l.name("hours"), "massage.set_hours", b)
}

func (l *line) step(what string) {
	l.Clock.Set(l.Clock.Now().Add(time.Minute))
	switch what {
	case "waits":
		l.waitsFor()
	case "books":
		l.books(rapid.IntRange(1, 6).Draw(l.T, "how many"))
	case "cancels":
		l.cancels()
	case "answers":
		l.answers()
	case "hours":
		l.scarce(rapid.SampledFrom([]string{"Teh Lilis", "Teh Euis"}).Draw(l.T, "whose"))
	case "time":
		l.Clock.Set(l.Clock.Now().Add(125 * time.Minute))
	case "night":
		l.Clock.Set(l.on(calendar.Move(l.today(), 1), "07:00"))
	}
	l.Settle()
	l.look(what)
}

func (l *line) waitsFor() {
	name := l.name("waits")
	b := l.ask(name, l.today(), "09:00")
	b.Cadre, b.At = "", 0
	b.Wish = massage.Wanting{Until: calendar.Move(l.today(), rapid.IntRange(3, 8).Draw(l.T, "until")), Part: rapid.SampledFrom([]string{"", "", "", "", massage.Morning, massage.Afternoon}).Draw(l.T, "part"),
		Cadre: rapid.SampledFrom([]ident.ID{"", "", "", "", id("Teh Lilis"), id("Teh Euis")}).Draw(l.T, "cadre")}
	if rapid.IntRange(0, 4).Draw(l.T, "picks days") == 0 {
		b.Wish.Days = rapid.SliceOfNDistinct(rapid.Int64Range(1, 6), 1, 4, rapid.ID).Draw(l.T, "days")
	}
	w := &waiter{id: b.Booking, wish: b.Wish, since: l.Clock.Now()}
	if rapid.Bool().Draw(l.T, "by the page") {
		l.outside(name, "massage.book", b.Booking, b)
	} else {
		_, _ = l.As("officer").Try(name, "massage.book", b)
	}
	if l.row(b.Booking).State != massage.Waiting {
		l.T.Fatalf("%s does not wait", name)
	}
	l.waits = append(l.waits, w)
}

// books takes so many of the free hours, if there are any, so that the others wait.
func (l *line) books(most int) {
	name := l.name("books")
	b := l.ask(name, l.today(), "09:00")
	var free []slots.Slot
	l.Query(func(q journal.Query) (err error) {
		free, err = massage.Room{}.FreeSlots(q, massage.Wanted{Village: world.Village, At: b.Place.Point(), Born: []string{"2025-10-01"}, From: l.today(), To: calendar.Move(l.today(), 8)})
		return err
	})
	for i := range min(len(free), most) {
		b := l.ask(fmt.Sprint(name, " ", i), l.today(), "09:00")
		b.Cadre, b.At = free[i].Cadre, free[i].From
		if _, err := l.As("officer").Try(fmt.Sprint(name, " ", i), "massage.book", b); err == nil {
			l.booked = append(l.booked, b.Booking)
		}
	}
}

func (l *line) cancels() {
	all := slices.Clone(l.booked)
	for _, w := range l.waits {
		all = append(all, w.id)
	}
	if len(all) > 0 {
		_, _ = l.As("officer").Try(l.name("cancels"), "massage.cancel", massage.Cancel{Booking: rapid.SampledFrom(all).Draw(l.T, "which"), Why: "parent"})
	}
}

func (l *line) answers() {
	var asked []*waiter
	for _, w := range l.waits {
		if w.row.OfferCadre != "" {
			asked = append(asked, w)
		}
	}
	if len(asked) == 0 {
		return
	}
	w := rapid.SampledFrom(asked).Draw(l.T, "who answers")
	yes := rapid.IntRange(0, 2).Draw(l.T, "yes") == 0
	out, err := l.As("officer").Try(l.name("answers"), "massage.answer", massage.Reply{Booking: w.id, Yes: yes})
	if err == nil && out.Status == journal.Accepted && !yes {
		l.counted["noes"]++
		w.no = append(w.no, massage.Declined{Cadre: w.row.OfferCadre, From: w.row.Offer.From})
	}
}

func (l *line) row(which ident.ID) (b massage.Booking) {
	l.Query(func(q journal.Query) (err error) {
		b, _, err = massage.Bookings.Get(q.Tx, q.Facility, which)
		return err
	})
	return b
}

// look compares what was offered just now with whoever is before those who were offered it.
func (l *line) look(what string) {
	now := l.Clock.Now()
	var fresh []*waiter
	for _, w := range l.waits {
		was := w.row
		w.row = l.row(w.id)
		lapsed := was.OfferCadre != "" && was.Offer.Until <= now
		if lapsed {
			w.since = now
			l.counted["silences"]++
		}
		if o := w.row.Offer; w.row.OfferCadre != "" && (lapsed || was.OfferCadre != w.row.OfferCadre || was.Offer.From != o.From) {
			fresh = append(fresh, w)
			l.counted["offers"]++
		}
	}
	l.waits = slices.DeleteFunc(l.waits, func(w *waiter) bool { return w.row.State != massage.Waiting })
	for _, w := range fresh {
		if !w.wants(w.row.OfferCadre, w.row.Offer) {
			l.T.Fatalf("%s: %s is offered %s, which it does not want", what, w.id, w.row.Offer.From)
		}
		for _, other := range l.waits {
			if l.before(other, w) {
				l.counted["had somebody before them"]++
				l.passed(what, w, other, slices.Contains(fresh, other))
			}
		}
	}
}

// before reports whether one was before another when the machine looked. Two who both fell
// silent in this minute were each looked at when it was their turn.
func (l *line) before(one, other *waiter) bool {
	if one.since == other.since {
		return one.since != l.Clock.Now() && slices.Index(l.waits, one) < slices.Index(l.waits, other)
	}
	return one.since < other.since
}

// passed fails where the one before could have had what the other was offered, and has nothing
// or, offered at the same time, something later.
func (l *line) passed(what string, w, before *waiter, also bool) {
	o := w.row.Offer
	if !before.wants(w.row.OfferCadre, o) {
		return
	}
	if before.row.OfferCadre == "" {
		l.T.Fatalf("%s: %s asked before %s, wants %s, and has nothing", what, before.id, w.id, o.From)
	}
	if also && what != "time" && what != "night" && o.From < before.row.Offer.From {
		l.T.Fatalf("%s: %s asked before %s, wants %s, and is offered %s", what, before.id, w.id, o.From, before.row.Offer.From)
	}
}

// wants reports whether a family might have had a slot, by its own wish.
func (w *waiter) wants(cadre ident.ID, o massage.Offer) bool {
	local := o.From.Time().Add(7 * time.Hour)
	part := massage.Morning
	if local.Hour() >= 12 {
		part = massage.Afternoon
	}
	weekday := int64((int(local.Weekday())+6)%7 + 1)
	return local.Format(time.DateOnly) <= w.wish.Until && (w.wish.Part == "" || w.wish.Part == part) && (w.wish.Cadre == "" || w.wish.Cadre == cadre) &&
		(len(w.wish.Days) == 0 || slices.Contains(w.wish.Days, weekday)) && !slices.Contains(w.no, massage.Declined{Cadre: cadre, From: o.From})
}

// end sends everybody home, so that the next run begins with nobody.
func (l *line) end() {
	for i, b := range l.booked {
		_, _ = l.As("officer").Try(fmt.Sprint(l.name("end"), i), "massage.cancel", massage.Cancel{Booking: b, Why: "desk"})
	}
	for i, w := range slices.Backward(l.waits) { // the last first, so that nobody is offered what another has
		_, _ = l.As("officer").Try(fmt.Sprint(l.name("end"), i), "massage.cancel", massage.Cancel{Booking: w.id, Why: "desk"})
	}
	l.Settle()
}
