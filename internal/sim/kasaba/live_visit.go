package kasaba

import (
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
)

// How long before its hour a cadre sets out for a visit, how long she is at least on her way,
// and after what time one of the sixth's, whom nobody plays, goes to somebody else.
const (
	before   = 25 * time.Minute
	leastWay = 8 * time.Minute
	forgot   = time.Hour
)

// deed is what is next at a visit, and when.
type deed struct {
	at   instant.Instant
	verb string
	body any
}

// begun are the visits whose hour is near or has gone by, the earliest first.
func (g *Going) begun() (all []massage.Booking) {
	g.Ask(func(q journal.Query) (err error) {
		all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND state IN ('booked', 'on_way', 'started') AND starts_at < $2 ORDER BY starts_at, id", q.Facility, g.now.Add(before))
		return err
	})
	return all
}

// visits takes the first visit of the five that is due one step on. Nobody sets out for the
// next home before the last one is left.
func (g *Going) visits() bool {
	var out, mine []massage.Booking
	busy := map[ident.ID]ident.ID{}
	for _, b := range g.begun() {
		if _, known := g.cadreOf(b.Cadre); !known || b.Cadre == as(visited).Worker {
			continue
		}
		if b.State != massage.Booked {
			busy[b.Cadre] = b.ID
		}
		if b.State == massage.OnWay {
			out = append(out, b)
		}
		mine = append(mine, b)
	}
	g.follow(out)
	for _, b := range mine {
		if at, is := busy[b.Cadre]; is && at != b.ID || g.rests(string(b.ID)) {
			continue
		}
		busy[b.Cadre] = b.ID // the first of hers comes first, though it is not due yet
		next := g.next(b)
		if next.at.After(g.now) {
			continue
		}
		g.tell(b, next)
		return true
	}
	return false
}

// tell says it as she does: of a visit whose time is over she tells afterwards, when her phone
// has found the net again, with the hours at which it happened.
func (g *Going) tell(b massage.Booking, d deed) {
	if g.now.Before(b.To) {
		d.at = 0
	}
	e, err := g.Envelope(d.at, g.once(d.verb, b.ID), d.verb, d.body)
	if err != nil {
		g.Err = err
		return
	}
	g.Flush()
	switch out, err := g.Journal.Do(g.Ctx, worker(b.Cadre), e); {
	case err != nil:
		g.Err = err
	case out.Status == journal.Refused:
		g.Missed(g.Refused(d.verb, out.Code, out.Field))
		g.rest[string(b.ID)] = g.now.Add(shy)
	}
}

// next is what comes next at a visit; what becomes of it is drawn from its name.
func (g *Going) next(b massage.Booking) deed {
	var v massage.Visit
	g.Ask(func(q journal.Query) (err error) {
		v, _, err = massage.Visits.Get(q.Tx, q.Facility, b.ID)
		return err
	})
	name := string(b.ID) + b.Day
	switch b.State {
	case massage.Booked:
		return deed{b.From.Add(-before), "massage.set_out", massage.SetOut{Booking: b.ID}}
	case massage.Started:
		return deed{v.StartedAt.Add(b.To.Sub(b.From) - time.Duration(2+chance("end "+name)%6)*time.Minute), "massage.finish", g.done(b, name)}
	}
	there := max(b.From.Add(time.Minute), v.SetOutAt.Add(leastWay))
	asked := !v.ScreenedAt.IsZero() && !v.ScreenedAt.Before(v.SetOutAt)
	switch n := chance("fate "+name) % 100; {
	case asked && (v.Verdict == screening.Go || v.Verdict == screening.Limit):
		return deed{v.ScreenedAt.Add(3 * time.Minute), "massage.start", massage.Start{Booking: b.ID}}
	case asked || n < 4:
		return deed{there.Add(15 * time.Minute), "massage.not_home", massage.NobodyHome{Booking: b.ID}}
	case n < 7 && age.Months(b.Born[0], b.Day) >= 2:
		return door(there, b, well(func(a *screening.Answers) { a.Fever = screening.Yes }))
	case n < 8:
		return door(there, b, well(func(a *screening.Answers) { a.Skin = screening.Yes }))
	}
	return door(there, b, well())
}

// door are the questions at the door.
func door(at instant.Instant, b massage.Booking, a screening.Answers) deed {
	return deed{at, "massage.screen", massage.Screen{Booking: b.ID, Answers: a, Adult: screening.Yes}}
}

// done is what she did and taught.
func (p *play) done(b massage.Booking, name string) massage.Finish {
	did := []string{"legs", "arms", "chest", "back"}
	if len(b.Limits) == 0 {
		did = append(did, "belly", "face")
	}
	taught := massage.Steps[:min(len(massage.Steps), 3+2*int(b.Nth)+chance("taught "+name)%3)]
	f := massage.Finish{Booking: b.ID, Did: did, Taught: taught, Alone: percent("alone "+name, 18+22*int(b.Nth))}
	if percent("note "+name, 35) {
		f.Note = pick(p.cast.Notes, "words "+name)
	}
	return f
}

// left is what the sixth did not do, for an hour or more: nobody plays her. A substitute who was
// offered comes; else the desk finds another hour with the family. What was begun and not ended
// is ended in her name.
func (g *Going) left() bool {
	for _, b := range g.begun() {
		if b.Cadre != as(visited).Worker || g.rests(string(b.ID)) {
			continue
		}
		her := worker(b.Cadre)
		switch {
		case b.State == massage.Booked && b.From.Add(forgot).After(g.now), b.To.Add(2*time.Hour).After(g.now) && b.State != massage.Booked:
			continue
		case b.State == massage.Started:
			g.Say(her, g.once("end", b.ID), "massage.finish", g.done(b, string(b.ID)))
		case b.State == massage.OnWay:
			g.Say(her, g.once("closed", b.ID), "massage.not_home", massage.NobodyHome{Booking: b.ID})
		case b.OfferCadre != "" && b.Offer.From.After(g.now.Add(5*time.Minute)):
			g.Say(home(b.Parent), g.once("yes", b.ID), "massage.answer", massage.Reply{Booking: b.ID, Yes: true})
		case !g.elsewhere(b, massage.Coordinated):
			g.Say(desk(), g.once("gone", b.ID), "massage.cancel", massage.Cancel{Booking: b.ID, Why: "desk"})
		}
		return g.tried(string(b.ID))
	}
	return false
}

// elsewhere finds another hour in the next two weeks, as agreed with the family; false: none is
// free.
func (g *Going) elsewhere(b massage.Booking, why string) bool {
	i := slices.IndexFunc(g.cadres, func(c cadre) bool { return c.village == b.Village })
	from := g.last.AddDate(0, 0, 1)
	for _, s := range g.free(g.homeOf(b, g.cadres[max(0, i)]), b.Born, b.Village, "", from, from.AddDate(0, 0, 13)) {
		if !s.Bike {
			g.Say(desk(), g.once("instead", b.ID), "massage.move", massage.Move{Booking: b.ID, Cadre: s.Cadre, At: s.From, Why: why, Agreed: true})
			return true
		}
	}
	return false
}
