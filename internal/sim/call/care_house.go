package call

import (
	"fmt"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/need"
	"sambang/internal/shared/sticker"
)

// walls are the stickers that hung already when the desk began to write: two houses of
// three; of these some were not found again.
func (c care) walls(first time.Time) error {
	for i, h := range c.houses {
		n := chance("wall " + h.Code)
		if n%3 == 0 {
			continue
		}
		which, by := sticker.Which{House: h.ID}, as([]string{"sopir-sempu", "sopir2-sempu"}[i%2])
		if key, ok := midwives[h.Village]; ok {
			by = as(key)
		}
		at := instant.Of(first.AddDate(0, 0, -n%200))
		if n%17 == 1 {
			if _, err := c.sayAt(at, by, c.name("no sticker %s", h.Code), "sticker.refused", sticker.Refuse{Which: which}); err != nil {
				return err
			}
			continue
		}
		if _, err := c.sayAt(at, by, c.name("sticker %s", h.Code), "sticker.put_up", sticker.PutUp{Which: which, ConsentHow: "spoken"}); err != nil {
			return err
		}
		if n%19 == 2 {
			if err := c.tell(as("petugas-sempu"), c.name("gone %s", h.Code), "sticker.gone", sticker.Missing{Which: which, Why: sticker.Whys[n%len(sticker.Whys)]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// withPost are the elders at whose house a kenthongan hangs: three of five.
func (c care) withPost() (out []resident) {
	taken := map[ident.ID]bool{}
	for _, p := range c.of(rounds.Elder) {
		if chance("post "+string(p.ID))%5 < 3 && p.house != "" && !taken[p.house] {
			taken[p.house] = true
			out = append(out, p)
		}
	}
	return out
}

// helpers are names of neighbours who come.
var helpers = []string{"Pak Mulyono", "Bu Supiyah", "Pak Asmuni", "Bu Katinem", "Pak Holili", "Bu Sumiati", "Pak Ngadiran", "Bu Rohana"}

// posts are the kenthongan of the year, each with two or three neighbours; some with one.
// Most were struck for a test last month, a few never.
func (c care) posts(first time.Time) error {
	today := first.Format(time.DateOnly)
	for i, p := range c.withPost() {
		n := chance("neighbours " + string(p.ID))
		by := as("petugas-sempu")
		if key, ok := midwives[p.Village]; ok {
			by = as(key)
		}
		b := alarm.Install{House: p.house, Elder: p.ID, On: first.AddDate(0, 0, -30-n%250).Format(time.DateOnly), CanStrike: n%13 != 4}
		var heard []ident.ID
		for j := range []int{2, 2, 3, 1}[n%4] {
			r := alarm.Named{Responder: named(fmt.Sprintf("responder %s %d", p.ID, j)), Name: helpers[(n/5+j)%len(helpers)], Phone: fmt.Sprintf("08990003%02d%02d", i%100, 10+j), Order: int64(j + 1), Consent: "spoken"}
			b.Responders = append(b.Responders, r)
			heard = append(heard, r.Responder)
		}
		if err := c.tell(by, c.name("post %s", p.ID), "alarm.install", b); err != nil {
			return err
		}
		if n%9 == 2 {
			continue
		}
		on := first.AddDate(0, 0, -1-n%25).Format(time.DateOnly)
		if on < b.On || on > today {
			continue
		}
		if err := c.tell(by, c.name("test %s", p.ID), "alarm.test", alarm.Test{Post: p.house, On: on, Struck: true, HeardBy: heard}); err != nil {
			return err
		}
	}
	return nil
}

// heard is the night, nine days before the last, on which a kenthongan was struck: the
// first neighbour slept, the second went, and the team came.
func (c care) heard(last instant.Instant) []step {
	posts := c.withPost()
	if len(posts) == 0 {
		return nil
	}
	night := midnight(last, c.zone).AddDate(0, 0, -9).Add(90 * time.Minute)
	id, p := named("heard in the night"), posts[0]
	for _, q := range posts { // a post with two who come
		if chance("neighbours "+string(q.ID))%4 < 2 {
			p = q
			break
		}
	}
	at := func(minutes int, do func() error) step {
		return step{instant.Of(night.Add(time.Duration(minutes) * time.Minute)), do}
	}
	t, date := teams[0], night.Format(time.DateOnly)
	say := func(minutes int, key, verb string, body any) step {
		return at(minutes, func() error { return c.tell(as(key), c.name("night %s", verb), verb, body) })
	}
	return []step{
		say(0, "pengatur-sempu", "need.request", need.Request{Case: id, Kind: need.VisitRequest, Door: need.Kenthongan, Where: &need.Where{House: p.house, Text: "Kenthongan berbunyi terus"},
			Reporter: &need.Reporter{Name: "Peronda", Phone: "089900000399"}}),
		at(4, func() error {
			return c.tell(as("pengatur-sempu"), c.name("night goes"), "alarm.answer", alarm.Answer{Case: id, Call: alarm.CallID(id, 2), Answer: alarm.Going})
		}),
		say(6, "pengatur-sempu", "visit.send", homevisit.Send{Visit: id, Team: t.id(date)}),
		say(9, t.members[1], "visit.set_out", homevisit.SetOut{Visit: id}),
		say(31, t.members[1], "visit.arrive", homevisit.Arrive{Visit: id}),
		say(70, t.members[0], "visit.done_on_spot", homevisit.FinishOnSpot{Visit: id}),
	}
}
