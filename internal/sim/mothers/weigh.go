package mothers

import (
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// weigh is the day of each posyandu that opens today, and on Fridays the midwife's round to
// the children of her list; those of the last weeks are still on it.
func (t *town) weigh(day time.Time) {
	for _, p := range t.posts {
		if int64(day.Day()) == opens(p, day) {
			t.session(p, day)
		}
	}
	if day.Weekday() == time.Friday && day.Before(t.last.AddDate(0, 0, -24)) {
		t.see(day.Format(time.DateOnly))
	}
}

// opens is the day of a month on which a posyandu opens.
func opens(p registry.Posyandu, day time.Time) int64 {
	last := time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return min(max(p.OpenDay, 1), int64(last))
}

// sessions is how many days a posyandu has after one of its days.
func (t *town) sessions(p registry.Posyandu, after time.Time) (n int) {
	for day := after.AddDate(0, 0, 1); !day.After(t.last); day = day.AddDate(0, 0, 1) {
		if int64(day.Day()) == opens(p, day) {
			n++
		}
	}
	return n
}

// session weighs who has come: three of four, and in Cicadas ever fewer. In February and
// August everybody is measured and has a capsule, and now and then a child comes from
// elsewhere.
func (t *town) session(p registry.Posyandu, day time.Time) {
	on, left := day.Format(time.DateOnly), t.sessions(p, day)
	months := int(daysOld(t.groupsFrom.Format(time.DateOnly), on)) / 30
	share := 78
	if p.Village == cicadas {
		share -= 2 * months
	}
	by := t.leads(p.Village)
	for i := range t.weighed {
		c := &t.weighed[i]
		marked := (c.stalls || c.thin || c.swollen) && left < 4
		if c.posyandu != p.ID || c.born >= on || t.gone[c.id] || age.Months(c.born, on) > 59 || !marked && !percent("comes "+string(c.id)+on, share) {
			continue
		}
		t.Say(by, "weigh "+string(c.id)+on, "health.weigh", c.told(p.ID, on, left))
	}
	if percent("guest "+string(p.ID)+on, 30) {
		t.guest(p, on)
	}
}

// told is a child on the scales.
func (c *child) told(posyandu ident.ID, on string, left int) health.Weigh {
	b := health.Weigh{Weighing: named("weighing " + string(c.id) + on), Child: c.id, On: on, Posyandu: posyandu, WeightG: c.weighs(on, left), Source: health.Measured, Sure: true}
	if of := on[5:7]; of == "02" || of == "08" || c.thin && left == 0 {
		b.LengthTenthsMM, b.Position = c.length(on), health.LyingDown
		if age.Months(c.born, on) >= 24 {
			b.Position = health.StandingUp
		}
		b.VitaminA = capsule(c.born, on)
	}
	if c.swollen && left == 0 {
		b.Oedema = "yes"
	}
	return b
}

// guest is a child of another place that has come along.
func (t *town) guest(p registry.Posyandu, on string) {
	id := named("guest " + string(p.ID) + on)
	c := child{id: id, born: later(on, -200-chance("guest "+string(id))%700), sex: []string{"female", "male"}[chance("sex "+string(id))%2]}
	t.Say(t.leads(p.Village), "guest "+string(id), "health.weigh", health.Weigh{Weighing: named("weighing " + string(id)), Guest: id, On: on, Posyandu: p.ID, WeightG: c.weight(on, 9), Source: health.Measured, Sure: true,
		AsGuest: &health.GuestChild{Name: t.cast.called(id, c.sex), Sex: c.sex, Born: c.born, From: pick([]string{"Desa Nagrak", "Ciangsana", "Wanaherang", "ikut nenek dari Bekasi"}, string(id))}})
}

// see is the midwife's round: who has been on her list for some days is seen at home.
func (t *town) see(on string) {
	var open []health.Concern
	t.Ask(func(q journal.Query) (err error) {
		open, err = health.Concerns.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, health.ConcernOpen)
		return err
	})
	open = slices.DeleteFunc(open, func(c health.Concern) bool { return c.Upto > later(on, -3) })
	for _, c := range open {
		t.Say(midwife(), "see "+string(c.ID)+on, "health.see_child", health.SeeChild{Concern: c.ID, On: on})
	}
}
