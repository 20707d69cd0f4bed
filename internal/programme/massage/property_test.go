package massage_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/world"
)

// Invariant 18: whatever is booked, moved, offered, answered and cancelled by whatever door,
// in whatever order, no two visits of one cadre overlap, the way between them included; and
// nothing stands outside her hours or on her days off that was not there before them.
func TestNoTwoVisitsOfACadreOverlap(t *testing.T) {
	k := opened(world.New(t, "", "2026-03-02 07:00"))
	k.As("officer").Send("stands in", "massage.stand_in", massage.StandIn{Substitute: id("in"), Cadre: id("Teh Euis"), Village: world.Village, From: "2026-03-01", To: "2026-12-31"})
	run, accepted := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		p := &play{kasaba: k, T: t, run: run, from: calendar.Move("2026-03-02", 1+(run%30))}
		for range rapid.IntRange(4, 14).Draw(t, "steps") {
			p.step()
			p.apart()
		}
		accepted += p.accepted
	})
	if accepted < run {
		t.Fatalf("%d of %d runs booked anything: too few to say anything", accepted, run)
	}
	k.RebuildEquals()
}

// play is one run: a few families at one week.
type play struct {
	kasaba
	*rapid.T
	run, n, accepted int
	from             string
	booked, troubles []ident.ID
}

func (p *play) cadre() ident.ID {
	return id(rapid.SampledFrom([]string{"Teh Lilis", "Teh Euis"}).Draw(p.T, "cadre"))
}

func (p *play) at() instant.Instant {
	day := calendar.Move(p.from, rapid.IntRange(0, 1).Draw(p.T, "day"))
	minutes := 15 * rapid.IntRange(4*8, 4*12).Draw(p.T, "quarters of an hour")
	return p.kasaba.on(day, "00:00").Add(time.Duration(minutes) * time.Minute)
}

func (p *play) step() {
	p.n++
	name := fmt.Sprint("run ", p.run, " step ", p.n)
	p.Clock.Set(p.Clock.Now().Add(time.Minute))
	p.As("officer")
	if rapid.Bool().Draw(p.T, "a booking") || len(p.booked) == 0 {
		b := p.ask(name, "2026-03-03", "09:00")
		b.Cadre, b.At, b.Weeks = p.cadre(), p.at(), int64(rapid.IntRange(1, 2).Draw(p.T, "weeks"))
		if rapid.IntRange(0, 4).Draw(p.T, "waits") == 0 {
			b.Cadre, b.At, b.Weeks, b.Wish = "", 0, 0, massage.Wanting{Until: calendar.Move(p.from, 2), Part: rapid.SampledFrom([]string{"", massage.Morning}).Draw(p.T, "part")}
		}
		b.Place.Lat += float64(rapid.IntRange(0, 8).Draw(p.T, "north")) / 200
		p.door(name, b)
		return
	}
	one := rapid.SampledFrom(p.booked).Draw(p.T, "which")
	switch rapid.SampledFrom([]string{"offer", "offer", "offer", "move", "answer", "cancel", "hours pass", "trouble", "trouble over", "immunised", "along", "along", "not along", "off", "not off"}).Draw(p.T, "what") {
	case "offer":
		_, _ = p.Try(name, "massage.move", massage.Move{Booking: one, Cadre: p.cadre(), At: p.at(), Why: massage.Coordinated})
	case "move":
		_, _ = p.Try(name, "massage.move", massage.Move{Booking: one, Cadre: p.cadre(), At: p.at(), Why: massage.Wished, Agreed: true})
	case "answer":
		_, _ = p.Try(name, "massage.answer", massage.Reply{Booking: one, Yes: rapid.Bool().Draw(p.T, "yes")})
	case "cancel":
		_, _ = p.Try(name, "massage.cancel", massage.Cancel{Booking: one, Why: "parent", Rest: true})
	case "immunised":
		p.immunised(name, one)
	case "trouble":
		p.trouble(name)
	case "trouble over":
		if len(p.troubles) > 0 {
			_, _ = p.Try(name, "massage.undisrupt", massage.Undisrupt{Disruption: rapid.SampledFrom(p.troubles).Draw(p.T, "which trouble")})
		}
	case "along":
		_, _ = p.Try(name, "massage.accompany", massage.Accompany{Booking: one, Companion: p.cadre()})
	case "not along":
		_, _ = p.Try(name, "massage.unaccompany", massage.Unaccompany{Booking: one})
	case "off":
		day := calendar.Move(p.from, rapid.IntRange(0, 1).Draw(p.T, "day off"))
		_, _ = p.Try(name, "massage.set_off", massage.SetOff{Cadre: p.cadre(), From: day, To: day, Why: rapid.SampledFrom([]string{"ill", "leave"}).Draw(p.T, "why")})
	case "not off":
		day := calendar.Move(p.from, rapid.IntRange(0, 1).Draw(p.T, "day on"))
		_, _ = p.Try(name, "massage.drop_off", massage.DropOff{Cadre: p.cadre(), From: day, To: day})
	case "hours pass":
		p.Clock.Set(p.Clock.Now().Add(130 * time.Minute))
		p.Settle()
	}
}

// trouble keeps one or all of them from coming on a part of a day.
func (p *play) trouble(name string) {
	b := massage.Disrupt{Cadre: p.cadre(), Day: calendar.Move(p.from, rapid.IntRange(0, 1).Draw(p.T, "day of it")), Why: rapid.SampledFrom(massage.Troubles).Draw(p.T, "trouble")}
	if b.Why == massage.Rain && rapid.Bool().Draw(p.T, "all") {
		b.Cadre = ""
	}
	if rapid.Bool().Draw(p.T, "ends") {
		b.Until = p.at()
	}
	if out, err := p.Try(name, "massage.disrupt", b); err == nil && out.Status == journal.Accepted {
		p.troubles = append(p.troubles, result[massage.Disrupted](p.kasaba).Disruption)
	}
}

// door books by one of three: the page, the cadre, the desk.
func (p *play) door(name string, b massage.Book) {
	out := journal.Outcome{}
	switch rapid.SampledFrom([]string{"page", "cadre", "desk"}).Draw(p.T, "door") {
	case "page":
		out = p.outside(name, "massage.book", b.Booking, b)
	case "cadre":
		out, _ = p.As("Teh Lilis").Try(name, "massage.book", b)
	default:
		out, _ = p.Try(name, "massage.book", b)
	}
	if out.Status == journal.Accepted {
		p.accepted++
		p.booked = append(p.booked, b.Booking)
	}
}

// taken is a stretch of a cadre's time.
type taken struct {
	by       ident.ID
	from, to instant.Instant
}

// apart looks at every two stretches that a cadre has: visits, offers, and those to which she
// comes along. 30 minutes is
// the least between two homes; at one and the same place there is no way.
func (p *play) apart() {
	p.Query(func(q journal.Query) error {
		all, err := massage.Bookings.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		times := map[ident.ID][]taken{}
		for _, b := range all {
			if b.Takes() {
				times[b.Cadre] = append(times[b.Cadre], taken{b.ID, b.From, b.To})
			}
			if b.OfferCadre != "" {
				times[b.OfferCadre] = append(times[b.OfferCadre], taken{b.ID, b.Offer.From, b.Offer.To})
			}
		}
		alongs, bad := massage.Companies.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		for _, c := range alongs {
			if c.Takes() {
				times[c.Companion] = append(times[c.Companion], taken{c.Booking, c.From, c.To})
			}
		}
		err = errors.Join(err, bad)
		for cadre, its := range times {
			for i, a := range its {
				for _, b := range its[:i] {
					if a.by != b.by && a.from.Before(b.to) && b.from.Before(a.to) {
						p.T.Fatalf("%s is to be at two homes from %s and from %s", cadre, a.from, b.from)
					}
				}
			}
		}
		return err
	})
}

// Twenty people press the button for one slot at the same moment, on the page, at the desk
// and on the cadre's phone: one of them has it.
func TestTwentyBookingsOfOneSlotAreOne(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		var all sync.WaitGroup
		won, codes := make(chan ident.ID, 20), make(chan string, 20)
		for i := range 20 {
			name := fmt.Sprint("family ", i)
			b := k.ask(name, "2026-03-03", "09:00")
			b.At = b.At.Add(time.Duration(i%3) * 30 * time.Minute)
			b.Place.Lat += float64(i) / 1000 // a home each: at one home two visits may follow each other
			raw, err := json.Marshal(b)
			qt.Assert(t, qt.IsNil(err))
			by := k.Actor([]string{"officer", "Teh Lilis", "dispatcher"}[i%3])
			if i%4 == 0 {
				by = access.Actor{Facility: k.Facility, ID: "public", Subject: b.Booking, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(b.Booking)}, Door: "page"}
			}
			all.Go(func() {
				out, err := k.House.Journal.Do(t.Context(), by, journal.Envelope{ID: ident.Derive(ident.Named(name), 0), Verb: "massage.book", V: 1, Body: raw})
				if err == nil && out.Status == journal.Accepted {
					won <- b.Booking
				} else {
					codes <- out.Code
				}
			})
		}
		all.Wait()
		close(codes)
		qt.Check(t, qt.HasLen(won, 1))
		for code := range codes {
			qt.Check(t, qt.IsTrue(code == "massage.slot_taken" || code == "massage.no_way_there"), qt.Commentf("%q", code))
		}
		k.RebuildEquals()
	})
}
