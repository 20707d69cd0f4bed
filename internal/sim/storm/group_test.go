package storm

import (
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// The group of the town: five mothers with a small child each, of whom the last are old
// enough for a certificate, and a posyandu where all are weighed.
const nursing = 5

func nurse(i int) ident.ID { return ident.Named(fmt.Sprint("nurse ", i)) }
func small(i int) ident.ID { return ident.Named(fmt.Sprint("small ", i)) }

var (
	circle = ident.Named("circle")
	scales = ident.Named("scales")
)

// gather founds it, as the officer; of the oldest two all six months are told.
func (d *day) gather(officer, leader person) {
	d.t.Helper()
	by := access.Actor{Facility: d.facility, ID: "desk", Worker: officer.worker(), Authority: -1}
	say := func(name, verb string, body any) { say(d.t, d.h, by, name, verb, body) }
	tell(d.t, d.h, d.facility, "scales", "registry.set_posyandu", registry.SetPosyandu{Posyandu: scales, Village: village, Name: "Melati", OpenDay: 2})
	say("circle", "supportgroup.found", supportgroup.Found{Group: circle, Name: "Melati", Village: village, Leader: leader.worker()})
	born := []string{"2026-02-20", "2026-01-10", "2025-11-20", "2025-08-15", "2025-08-01"}
	for i := range nursing {
		say(fmt.Sprint("nurse ", i), "registry.register", registry.Enter{Person: nurse(i), Kind: registry.Resident, Name: fmt.Sprint("Ibu ", i), Sex: "female", Born: "1998-01-01", Village: village})
		say(fmt.Sprint("small ", i), "registry.register", registry.Enter{Person: small(i), Kind: registry.Resident, Name: fmt.Sprint("Adik ", i), Sex: "male", Born: born[i], Village: village, Mother: nurse(i), Posyandu: scales})
		for month := int64(0); i > 2 && month < health.Graduating; month++ {
			n := fmt.Sprint("month ", i, month)
			say(n, "health.feeding", health.Feed{Feeding: ident.Named(n), Baby: small(i), Month: &month, Answer: health.Exclusive, Source: health.Told, On: "2026-03-01"})
		}
	}
	for i := range 2 {
		m := ident.Named(fmt.Sprint("joined ", i))
		say(fmt.Sprint("asked in ", i), "supportgroup.invite", supportgroup.Invite{Member: m, Mother: nurse(i), Group: circle, Way: supportgroup.InPerson})
		say(fmt.Sprint("joins ", i), "supportgroup.answer", supportgroup.Reply{Member: m, Accept: true})
	}
	say("first certificate", "graduation.issue", graduation.Issue{Certificate: ident.Named("certificate"), Baby: small(nursing - 1)})
}

// anew is an id of something that is made on a phone.
func (d *day) anew(what string) ident.ID { d.n++; return ident.Named(fmt.Sprint(what, " ", d.n)) }

// lead is the cadre beside the group, from what the phone shows: whom to ask in, who came,
// what is told of a month, who stands on the scales, what somebody comes with.
func (d *day) lead(p *phone) {
	now := d.clock.Now()
	today := now.Day(wib)
	i := d.dice.IntN(nursing)
	switch d.dice.IntN(9) {
	case 0:
		if m := d.member(p, supportgroup.ToInvite); m != nil {
			p.does(d.t, now, "supportgroup.invite", supportgroup.Invite{Member: id(m, "id"), Group: circle, Way: supportgroup.InPerson})
			break
		}
		p.does(d.t, now, "supportgroup.invite", supportgroup.Invite{Member: d.anew("member"), Mother: nurse(i), Group: circle, Way: supportgroup.InPerson})
	case 1:
		if m := d.member(p, supportgroup.Invited); m != nil {
			p.does(d.t, now, "supportgroup.answer", supportgroup.Reply{Member: id(m, "id"), Accept: d.dice.IntN(5) > 0})
		}
	case 2:
		if m := d.member(p, supportgroup.Joined); m != nil {
			p.does(d.t, now, "supportgroup.hold_meeting", supportgroup.HoldMeeting{Meeting: d.anew("meeting"), Group: circle, On: today, Topics: []string{"exclusive"},
				Present: []supportgroup.Present{{Member: id(m, "id"), Came: []string{"mother", "father"}}}})
			d.saw["meeting"]++
		}
	case 3:
		if d.dice.IntN(2) == 0 {
			i = nursing - 1 // its certificate is looked at anew with every word
		}
		month := int64(d.dice.IntN(health.LastMonth))
		answer := []string{health.Exclusive, health.NotExclusive}[d.dice.IntN(2)]
		p.does(d.t, now, "health.feeding", health.Feed{Feeding: d.anew("feeding"), Baby: small(i), Month: &month, Answer: answer, Source: health.Told, On: today})
	case 4:
		p.does(d.t, now, "health.weigh", health.Weigh{Weighing: d.anew("weighing"), Child: small(i), On: today, Posyandu: scales, WeightG: int64(3_000 + 50*d.dice.IntN(90)), Source: health.Measured, Sure: d.dice.IntN(2) == 0})
	case 5:
		p.does(d.t, now, "problem.tell", experience.Tell{Problem: d.anew("problem"), Mother: nurse(i), Baby: small(i), Code: "sore_nipple"})
		d.call(p)
	case 6:
		p.does(d.t, now, "experience.enter", experience.Enter{Experience: d.anew("tale"), Village: village, Problem: "sore_nipple", What: "Puting lecet", Helped: "Posisi diubah"})
		p.does(d.t, now, "lead.refer", lead.Refer{Lead: d.anew("asks"), Village: village, Kind: lead.Milk, Name: "Ibu Dewi", Consent: true})
	case 7:
		d.guest(p)
	case 8:
		d.call(p)
	}
}

// coach is the midwife: she lets stories in, answers problems, makes certificates and tells
// a mother whose is not valid any more, and sees the children of her list.
func (d *day) coach(p *phone) {
	now := d.clock.Now()
	state := func(want string) func(map[string]any) bool {
		return func(r map[string]any) bool { return r["state"] == want && !p.waits(id(r, "id")) }
	}
	if x := d.row(p, "six_month_certificate", state(graduation.ToTell)); x != nil && d.dice.IntN(2) == 0 {
		p.does(d.t, now, "graduation.told", graduation.Told{Certificate: id(x, "id"), How: health.Told})
		d.saw["withdrawn"]++
		return
	}
	switch d.dice.IntN(8) {
	case 0:
		if x := d.row(p, "experience", state(experience.Draft)); x != nil {
			p.does(d.t, now, "experience.approve", experience.Approve{Experience: id(x, "id"), Looked: true})
			d.saw["let in"]++
		} else {
			p.does(d.t, now, "help.approve", experience.ApproveHelp{Reason: health.Reasons[d.n%len(health.Reasons)], Words: "Susui lebih sering"})
		}
	case 1:
		if x := d.row(p, "member_problem", state(experience.Open)); x != nil {
			p.does(d.t, now, "problem.answer", experience.Advise{Problem: id(x, "id"), Words: "Susui lebih sering"})
		}
	case 2:
		if x := d.row(p, "member_problem", state(experience.Answered)); x != nil {
			p.does(d.t, now, "problem.look", experience.Look{Problem: id(x, "id"), Better: []string{"yes", "no"}[d.dice.IntN(2)]})
		}
	case 3:
		p.does(d.t, now, "graduation.issue", graduation.Issue{Certificate: d.anew("certificate"), Baby: small(nursing - 1 - d.dice.IntN(2))})
	case 4:
		if x := d.row(p, "six_month_certificate", state(graduation.Valid)); x != nil {
			p.does(d.t, now, "graduation.print_name", graduation.PrintName{Certificate: id(x, "id"), Mother: "Ibu Sri"})
		}
	case 5:
		if x := d.row(p, "growth_concern", state(health.ConcernOpen)); x != nil {
			p.does(d.t, now, "health.see_child", health.SeeChild{Concern: id(x, "id"), On: now.Day(wib)})
		}
	default:
		d.teach(p)
	}
}

// member is a row of the group in a state, which the phone has nothing to say of yet.
func (d *day) member(p *phone, state string) map[string]any {
	return d.row(p, "group_member", func(r map[string]any) bool { return r["state"] == state && !p.waits(id(r, "id")) })
}

// groupSaw are what these days must have seen of it.
var groupSaw = []string{"meeting", "let in", "withdrawn"}

// cadre is who leads the group.
func cadre() []person { return staffOf(access.Cadre, "Yuli") }
