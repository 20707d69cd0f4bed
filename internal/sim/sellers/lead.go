package sellers

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
)

// wanted is somebody of whom a seller told.
type wanted struct {
	id      ident.ID
	village string
	n       int // the day of telling
	// person is who she is in the register, when she is to join the group.
	person ident.ID
}

// grouping is the village with a cadre who has an account and with a support group once
// the register is there.
const grouping = "35.10.20.2002"

// missedOn is the day on which somebody is told of who was not there when she was called
// on: she still is to be met.
const missedOn = Days - 4

// caller is who calls on people of a village: a cadre, where one has an account.
func caller(village string) access.Actor {
	if village == grouping {
		return as("kader-sempu")
	}
	return midwife(village)
}

// midwife is that of a village.
func midwife(village string) access.Actor {
	switch village {
	case "35.10.20.2001":
		return as("bidan-sempu")
	case grouping:
		return as("bidan-jambewangi")
	}
	return as("bidan-tegalarum")
}

// group founds the support group once the register is there.
func (p *Play) group() {
	if p.grouped || p.n < lapsedOn-20 {
		return
	}
	p.Ask(func(q journal.Query) (err error) {
		p.mothers, err = registry.People.Where(q.Tx, "facility_id = $1 AND village = $2 AND state = $3 AND merged_into = '' AND due >= $4 ORDER BY id", q.Facility, grouping, registry.Active, p.date(p.n+20))
		return err
	})
	if p.grouped = len(p.mothers) > 0; !p.grouped {
		return
	}
	p.founded = p.n
	p.Say(midwife(grouping), "group", "supportgroup.found", supportgroup.Found{Group: theGroup(), Name: "Kenanga", Village: grouping, Leader: as("kader-sempu").Worker, Coach: midwife(grouping).Worker})
}

// tell is a seller who tells of somebody, with her yes.
func (p *Play) tell() {
	name := p.date(p.n)
	s := pick(p.cast.Sellers, "who tells "+name)
	switch {
	case p.n == missedOn:
		s = p.of("hariri")
	case p.grouped && p.n%4 == 1: // the word of the group goes round in its village
		s = p.of(erring)
	case p.n <= taughtOn+3, !percent("tells "+name, 38) && p.n < Days-3, !p.mayCarry(s, p.n):
		return
	}
	w := wanted{id: named("lead " + name), village: pick(s.Villages, "she lives "+name), n: p.n}
	b := lead.Refer{Lead: w.id, Village: w.village, Kind: pick([]string{lead.Milk, lead.Milk, lead.Pregnant, lead.Newborn}, "she is "+name), Name: pick(p.cast.People, "name "+name),
		Note: pick(p.cast.Notes, "note "+name), Consent: true}
	if percent("phone "+name, 70) {
		b.Phone = phone(name)
	}
	if p.grouped && w.village == grouping && len(p.mothers) > 0 {
		w.person, b.Kind = p.mothers[0].ID, lead.Pregnant
		p.Ask(func(q journal.Query) error {
			_, d, found, err := registry.Open(q, w.person)
			if found {
				b.Name = d.Name
			}
			return err
		})
		p.mothers = p.mothers[1:]
	}
	p.leads = append(p.leads, w)
	if s.Phone == "smart" {
		p.Say(s.page(), "tells "+name, "lead.refer", b)
		return
	}
	b.Seller = s.id()
	p.Say(officer(), "tells "+name, "lead.refer", b)
}

// follow is what becomes of whom was told of: most are called on in time; some were not
// there, some say no, and nobody hears again of some, whom the machine erases.
func (p *Play) follow() {
	for _, w := range p.leads {
		fate := chance("ends "+string(w.id)) % 100
		if w.n == missedOn {
			fate = 12
		}
		p.call(w, p.n-w.n, fate)
	}
	p.leads = slices.DeleteFunc(p.leads, func(w wanted) bool { return p.n-w.n > 10 })
	p.sore()
}

func (p *Play) call(w wanted, days, fate int) {
	name, by := string(w.id), caller(w.village)
	visit := func(how string) {
		p.Say(by, how+name, "lead.visit", lead.Visit{Lead: w.id, Outcome: how})
	}
	says := func() { p.Say(by, "herself "+name, "lead.confirm", lead.Confirm{Lead: w.id}) }
	switch {
	case w.person != "" && days == 2:
		says()
		visit(lead.Came)
	case w.person != "" && days == 4:
		p.joins(by, w)
	case w.person != "" || fate >= 90:
	case fate < 12 && days == 1:
		p.Say(by, "no "+name, "lead.refuse", lead.No{Lead: w.id})
	case fate >= 12 && fate < 24 && days == 2:
		visit(lead.Missed)
	case fate >= 12 && fate < 24 && days == 5, fate >= 36 && days == 2:
		says()
		visit(lead.Came)
	case fate >= 24 && fate < 36 && days == 2:
		says()
		visit(lead.NotCame)
	}
}

// joins links her to the register and asks her into the group.
func (p *Play) joins(by access.Actor, w wanted) {
	name, member := string(w.id), named("member "+string(w.id))
	p.Say(by, "it is her "+name, "lead.link", lead.Link{Lead: w.id, Person: w.person})
	p.Ask(func(q journal.Query) error {
		m, found, err := supportgroup.Members.First(q.Tx, "facility_id = $1 AND mother = $2 ORDER BY since_on DESC, id", q.Facility, w.person)
		if found {
			member = m.ID
		}
		return err
	})
	p.Say(by, "asks "+name, "supportgroup.invite", supportgroup.Invite{Member: member, Mother: w.person, Group: theGroup(), Way: supportgroup.InPerson})
	p.Say(by, "joins "+name, "supportgroup.answer", supportgroup.Reply{Member: member, Accept: percent("accepts "+name, 80)})
}

// sore are those of a massage that was none: the midwife looks on the next day.
func (p *Play) sore() {
	var all []lead.Lead
	p.Ask(func(q journal.Query) (err error) {
		all, err = lead.Leads.Where(q.Tx, "facility_id = $1 AND kind = $2 AND state = $3 AND told_on < $4 AND told_on >= $5 ORDER BY id", q.Facility, lead.Breast, lead.Told, p.date(p.n), p.date(p.n-2))
		return err
	})
	for _, l := range all {
		p.Say(midwife(l.Village), "herself "+string(l.ID), "lead.confirm", lead.Confirm{Lead: l.ID})
		p.Say(midwife(l.Village), "sore "+string(l.ID), "lead.visit", lead.Visit{Lead: l.ID, Outcome: lead.Came})
	}
}
