package storm

import (
	"fmt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/shared/health"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// The campaign of the town: a seller of jamu who is trained and has leaflets, and one who is
// still taught. Neither has a phone: the officer and the midwife speak of them.
var (
	vendor, pedlar = ident.Named("vendor"), ident.Named("pedlar")
	bundle         = ident.Named("bundle")
	lesson         = ident.Named("lesson")
)

// market founds it, as the machine and the officer.
func (d *day) market(officer person) {
	d.t.Helper()
	by := access.Actor{Facility: d.facility, ID: "desk", Worker: officer.worker(), Authority: -1}
	for name, id := range map[string]ident.ID{"Mbok Sri": vendor, "Pak Slamet": pedlar} {
		tell(d.t, d.h, d.facility, "add "+name, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: name, Kinds: []string{workforce.Seller}})
	}
	for i, course := range []string{workforce.BreastfeedingBasics, workforce.BreastMassage} {
		tell(d.t, d.h, d.facility, "teach "+course, "workforce.certify", workforce.Certify{Worker: vendor, Course: course, Number: fmt.Sprint("K ", i), ValidFrom: "2026-01-01", ValidTo: "2036-12-31"})
	}
	for _, s := range []struct {
		verb string
		body any
	}{
		{"campaign.enlist", campaign.Enlist{Seller: vendor, Kind: campaign.Jamu, Villages: []string{village}, Days: []int64{1}, Language: "jv", Phone: "none"}},
		{"campaign.receive", campaign.Receive{Material: campaign.Leaflet, Count: 500}},
		{"campaign.receive", campaign.Receive{Material: campaign.Vest, Count: 3}},
		{"campaign.hand_over", campaign.HandOver{Batch: bundle, Seller: vendor, Material: campaign.Leaflet, Count: 50}},
		{"training.plan", training.Plan{Session: lesson, Course: workforce.BreastfeedingBasics, On: "2026-03-02", From: "09:00", To: "11:00", TrainerName: "Bu Dinas"}},
	} {
		d.n++
		say(d.t, d.h, by, fmt.Sprint("market ", d.n), s.verb, s.body)
	}
}

// stall is the officer at the seller's stall: what he tells, what is left, what he gets and
// gives back; sessions, and papers that are taken back and appealed.
func (d *day) stall(p *phone) {
	now := d.clock.Now()
	d.n++
	switch d.dice.IntN(14) {
	case 0, 1:
		p.does(d.t, now, "campaign.report", campaign.Report{Seller: vendor, Text: fmt.Sprint(1+d.dice.IntN(5), " leaflet, ngobrol 1")})
		d.saw["told at the stall"]++
	case 2:
		p.does(d.t, now, "campaign.report", campaign.Report{Seller: vendor, Kind: campaign.Talk, Count: 1, Village: village})
	case 3:
		p.does(d.t, now, "campaign.weekly_count", campaign.WeeklyCount{Seller: vendor, Village: village, Batches: []campaign.LeftOver{{Batch: bundle, Left: int64(d.dice.IntN(50))}}})
	case 4:
		p.does(d.t, now, "campaign.hand_over", campaign.HandOver{Batch: d.anew("batch"), Seller: vendor, Material: campaign.Leaflet, Count: int64(1 + d.dice.IntN(300))})
	case 5:
		p.does(d.t, now, "campaign.take_back", campaign.TakeBack{Seller: vendor, Batch: bundle, Count: int64(1 + d.dice.IntN(30))})
	case 6:
		p.does(d.t, now, "campaign.write_off", campaign.WriteOff{Seller: vendor, Batch: bundle, Count: int64(1 + d.dice.IntN(5)), Why: "wet"})
	case 7:
		p.does(d.t, now, "campaign.give_kit", campaign.GiveKit{Seller: vendor, Material: campaign.Vest, Count: 1})
	case 8:
		p.does(d.t, now, "campaign.massage", campaign.TellMassage{Seller: vendor, Village: village, Fever: "no", Breast: []string{"no", "yes"}[d.dice.IntN(2)], Operated: "no", Consent: true, Name: "Ibu Tutik"})
		d.saw["massage"]++
	case 9:
		p.does(d.t, now, "campaign.biscuits", campaign.TellBiscuits{Seller: vendor, Count: 3, Village: village})
	case 10:
		p.does(d.t, now, "campaign.enlist", campaign.Enlist{Seller: pedlar, Kind: campaign.Newspaper, Villages: []string{village}, Days: []int64{2}, Language: "id", Phone: "none"})
		p.does(d.t, now, "campaign.send_page", campaign.SendPage{Seller: pedlar})
	case 11:
		p.does(d.t, now, "training.invite", training.Invite{Session: lesson, Workers: []ident.ID{pedlar}})
		p.does(d.t, now, "training.change", training.Change{Session: lesson, Course: workforce.BreastfeedingBasics, On: "2026-03-02", From: fmt.Sprintf("1%d:00", d.dice.IntN(9)), TrainerName: "Bu Dinas"})
	case 12:
		p.does(d.t, now, "training.attend", training.Attend{Session: lesson, Present: []ident.ID{pedlar}, How: training.ByList})
	case 13:
		d.paper(p)
	}
	d.scan()
}

// paper is what happens to the seller's certificate: it is taken back, appealed, and given
// back, all by the desk; whoever took it back settles nothing.
func (d *day) paper(p *phone) {
	now, course := d.clock.Now(), workforce.BreastMassage
	switch d.dice.IntN(3) {
	case 0:
		_ = d.h.Tell(d.t.Context(), d.facility, ident.Named(fmt.Sprint("withdraw ", d.n)), "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: vendor, Course: course, Reason: "dicabut"})
	case 1:
		p.does(d.t, now, "workforce.appeal", workforce.Appeal{Worker: vendor, Course: course, Words: "keliru"})
		d.saw["appeal"]++
	case 2:
		p.does(d.t, now, "workforce.settle_appeal", workforce.SettleAppeal{Worker: vendor, Course: course, Outcome: []string{workforce.Restored, workforce.Upheld}[d.dice.IntN(2)], Words: "benar"})
		d.saw["appeal"]++
	}
}

// scan is a citizen who opens the page behind a leaflet: nobody in particular.
func (d *day) scan() {
	code := ""
	d.read(func(tx *store.Tx) error {
		b, _, err := campaign.Batches.Get(tx, d.facility, bundle)
		code = b.Code
		return err
	})
	rendering := d.anew("rendering")
	by := access.Actor{Facility: d.facility, ID: "public", Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(rendering)}, Authority: -1}
	if _, err := d.h.Journal.Do(d.t.Context(), by, journal.Envelope{ID: rendering, Verb: "campaign.scan", V: 1, Body: raw(d.t, campaign.ScanCode{Scan: rendering, Code: code})}); err == nil {
		d.saw["scan"]++
	}
}

// call is the cadre at the door of somebody who asked for help: she is there and says yes,
// or was never one; who is in the register is tied to it.
func (d *day) call(p *phone) {
	now := d.clock.Now()
	l := d.row(p, "campaign_lead", func(r map[string]any) bool { return r["state"] == lead.Told && !p.waits(id(r, "id")) })
	if l == nil {
		return
	}
	switch d.dice.IntN(4) {
	case 0:
		p.does(d.t, now, "lead.confirm", lead.Confirm{Lead: id(l, "id")})
	case 1:
		p.does(d.t, now, "lead.refuse", lead.No{Lead: id(l, "id")})
	case 2:
		p.does(d.t, now, "lead.link", lead.Link{Lead: id(l, "id"), Person: nurse(d.dice.IntN(nursing))})
	case 3:
		p.does(d.t, now, "lead.visit", lead.Visit{Lead: id(l, "id"), Outcome: lead.Came})
	}
	d.saw["lead"]++
}

// guest is a child from elsewhere on the scales, once more now and then.
func (d *day) guest(p *phone) {
	now := d.clock.Now()
	b := health.Weigh{Weighing: d.anew("weighing"), Guest: ident.Named(fmt.Sprint("guest ", d.dice.IntN(3))), On: now.Day(wib), Posyandu: scales,
		WeightG: int64(3_000 + 50*d.dice.IntN(90)), Source: health.Measured, Sure: true,
		AsGuest: &health.GuestChild{Name: "Adik Tamu", Sex: "male", Born: "2025-11-01"}}
	p.does(d.t, now, "health.weigh", b)
	d.saw["guest"]++
}

// teach is the midwife who links a guest to a child of the register or parts the two again,
// and who asks and looks at the seller that is still taught: what she found is on her phone.
func (d *day) teach(p *phone) {
	now := d.clock.Now()
	course := training.Courses()[0]
	for _, c := range training.Courses() {
		if c.Code == workforce.BreastfeedingBasics {
			course = c
		}
	}
	attempt := d.anew("look")
	switch d.dice.IntN(4) {
	case 0:
		p.does(d.t, now, "health.link_guest", health.LinkGuest{Guest: ident.Named(fmt.Sprint("guest ", d.dice.IntN(3))), Child: small(d.dice.IntN(nursing))})
	case 1:
		p.does(d.t, now, "health.unlink_guest", health.UnlinkGuest{Guest: ident.Named(fmt.Sprint("guest ", d.dice.IntN(3)))})
	case 2:
		b := training.Examine{Attempt: attempt, Worker: pedlar, Course: course.Code, Language: "osi", Session: lesson}
		for _, q := range training.Draw(course, attempt) {
			b.Ticks = append(b.Ticks, training.Ticked{Code: q.Question, OK: d.dice.IntN(8) > 0})
		}
		p.does(d.t, now, "training.examine", b)
		d.saw["examined"]++
	case 3:
		b := training.Assess{Attempt: attempt, Worker: pedlar, Course: course.Code, Session: lesson}
		for _, i := range course.Practical {
			b.Ticks = append(b.Ticks, training.Ticked{Code: i.Code, OK: d.dice.IntN(8) > 0})
		}
		p.does(d.t, now, "training.assess", b)
	}
}

// stallSaw are what these days must have seen of it.
var stallSaw = []string{"told at the stall", "massage", "scan", "appeal", "lead", "guest", "examined"}
