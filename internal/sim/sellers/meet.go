package sellers

import (
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
)

// gathering is a meeting of the support group: days after its beginning on which it is
// planned and held.
type gathering struct {
	planned, held int
	topics        []string
}

// gatherings are all of the play; the last one is yet to come.
var gatherings = []gathering{
	{2, 9, []string{"family_support"}},
	{10, 31, []string{"low_supply", "expressing"}},
	{32, 48, []string{"back_to_work"}},
}

// meet plans the group's meetings and holds those of the day with who has joined by then.
func (p *Play) meet() {
	if !p.grouped {
		return
	}
	by := caller(grouping)
	for i, g := range gatherings {
		name := "gathering " + number(i)
		switch p.n - p.founded {
		case g.planned:
			p.Say(by, "plan "+name, "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: named(name), Group: theGroup(), On: p.date(p.founded + g.held), From: "09:00",
				Place: "Balai Dusun", Topics: g.topics})
		case g.held:
			p.gather(name, g)
		}
	}
}

// gather tells who came: most of who has joined, one with a grandmother.
func (p *Play) gather(name string, g gathering) {
	var in []supportgroup.Member
	p.Ask(func(q journal.Query) (err error) {
		in, err = supportgroup.Members.Where(q.Tx, "facility_id = $1 AND grp = $2 AND state = $3 ORDER BY id", q.Facility, theGroup(), supportgroup.Joined)
		return err
	})
	b := supportgroup.HoldMeeting{Meeting: named(name), Group: theGroup(), On: p.date(p.n), Topics: g.topics}
	for i, m := range in {
		came := []string{"mother"}
		if i == 0 {
			came = append(came, "grandmother")
		} else if percent("stays away "+name+string(m.ID), 25) {
			continue
		}
		b.Present = append(b.Present, supportgroup.Present{Member: m.ID, Came: came})
	}
	if len(b.Present) == 0 {
		p.Say(caller(grouping), "cancel "+name, "supportgroup.cancel_meeting", supportgroup.CancelMeeting{Meeting: b.Meeting, Why: "nobody_can"})
		return
	}
	p.Say(caller(grouping), "hold "+name, "supportgroup.hold_meeting", b)
}
