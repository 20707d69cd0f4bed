package sellers

import (
	"fmt"
	"slices"
	"time"

	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/task"
)

// bundle is how many leaflets one batch has; low is when a seller asks for another, few
// (the level of the settings) when the desk has more printed, more how many.
const (
	bundle = 60
	low    = 10
	few    = 100
	more   = 300
)

// supply has leaflets printed, hands batches over and takes back what is not used.
func (p *Play) supply() {
	n, date := p.n, p.date(p.n)
	there := p.stock[campaign.Leaflet].In
	if there < few && n > taughtOn && p.printed == 0 && n < lastPrint {
		p.printed = n
	}
	if p.printed > 0 && n == p.printed+9 {
		p.receive("leaflets "+date, campaign.Leaflet, more)
		p.ordered(date)
		p.printed = 0
		return
	}
	for _, s := range p.cast.Sellers {
		if !p.mayCarry(s, n) {
			continue
		}
		if (p.left(s) < low || s.Key == wetOnce && n == wetOn-1) && there >= bundle {
			there -= bundle
			p.hand(s, campaign.Leaflet, bundle)
		}
		if n == taughtOn+2 || n == 190 {
			p.hand(s, campaign.PocketBook, 5)
		}
	}
	if n == wetOn {
		p.loseInTheRain()
	}
	if n == lapsedOn+2 {
		p.takeBack(p.of(tired))
	}
}

func (p *Play) hand(s seller, material string, count int64) {
	name := material + " " + s.Key + " " + p.date(p.n)
	b := campaign.HandOver{Batch: named("batch " + name), Seller: s.id(), Material: material, Count: count}
	if len(s.Villages) > 1 && percent("meant "+name, 70) {
		b.Village = pick(s.Villages, "where "+name)
	}
	p.Say(officer(), "hand "+name, "campaign.hand_over", b)
}

// ordered closes the task to fill the store, once it is filled.
func (p *Play) ordered(date string) {
	var open []task.Task
	p.Ask(func(q journal.Query) (err error) {
		open, err = task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = 'campaign_reorder' AND state = $2 ORDER BY id", q.Facility, task.Open)
		return err
	})
	for _, t := range open {
		p.Say(officer(), "ordered "+date+string(t.ID), "task.close", task.Close{Task: t.ID, Outcome: "done"})
	}
}

// loseInTheRain writes most of a batch off, by two persons.
func (p *Play) loseInTheRain() {
	s := p.of(wetOnce)
	for _, b := range slices.Backward(p.batches[s.id()]) {
		if b.Material == campaign.Leaflet && b.Left() >= 24 {
			p.Both(officer(), head(), "wet", "campaign.write_off_many", campaign.WriteOffMany{Seller: s.id(), Batch: b.ID, Count: 24, Why: "wet"})
			return
		}
	}
}

func (p *Play) takeBack(s seller) {
	for _, b := range p.batches[s.id()] {
		if b.Left() > 0 {
			p.Say(officer(), "back "+string(b.ID), "campaign.take_back", campaign.TakeBack{Seller: s.id(), Batch: b.ID, Count: b.Left()})
		}
	}
}

// rounds tells what the sellers of a day's rounds did, each in the way that is theirs; who
// has no phone is counted with at the stall on Fridays.
func (p *Play) rounds(day time.Time) {
	weekday := (int64(day.Weekday())+6)%7 + 1
	for _, s := range p.cast.Sellers {
		name := s.Key + " " + p.date(p.n)
		switch {
		case p.n <= taughtOn+1:
		case s.Key == fails:
			if p.n%31 == 5 {
				p.Say(officer(), "talks "+name, "campaign.report", campaign.Report{Seller: s.id(), Text: "ngobrol 2"})
			}
		case s.Phone == "none":
			if weekday == 5 {
				p.count(s, name)
			}
		case slices.Contains(s.Days, weekday) && !percent("rests "+name, 20) && (p.mayCarry(s, p.n) || s.Key == erring && p.n < takenOn+4):
			p.told(s, name)
		}
		if s.Licence != "" && weekday == 6 && p.n > 80 {
			p.Say(s.page(), "biscuits "+name, "campaign.biscuits", campaign.TellBiscuits{Seller: s.id(), Count: int64(8 + chance("biscuits "+name)%25), Village: s.Villages[0]})
		}
	}
	if p.n%45 == 20 {
		p.correct()
	}
}

// told is a short message, typed in at the desk, or a tap on the page.
func (p *Play) told(s seller, name string) {
	count := min(int64(1+chance("leaflets "+name)%5), p.left(s))
	village := pick(s.Villages, "village "+name)
	if s.Phone == "smart" {
		if count > 0 {
			p.Say(s.page(), "tap "+name, "campaign.report", campaign.Report{Seller: s.id(), Kind: campaign.Leaflet, Count: count, Village: village})
		}
		if percent("talks "+name, 25) {
			p.Say(s.page(), "talk "+name, "campaign.report", campaign.Report{Seller: s.id(), Kind: campaign.Talk, Count: 1, Village: village})
		}
		return
	}
	text := fmt.Sprintf("ngobrol 1 %s", p.cast.Villages[village])
	if count > 0 {
		text = fmt.Sprintf("%d %s %s", count, pick([]string{"leaflet", "leaflet", "selebaran", "leflet"}, "spelt "+name), p.cast.Villages[village])
	}
	if percent("sends on "+name, 12) {
		text += ", rujuk 1"
	}
	if percent("book "+name, 3) {
		text += ", 1 buku"
	}
	p.Say(officer(), "message "+name, "campaign.report", campaign.Report{Seller: s.id(), Text: text})
}

// count is what is left at the stall.
func (p *Play) count(s seller, name string) {
	b := campaign.WeeklyCount{Seller: s.id()}
	for _, one := range p.batches[s.id()] {
		if one.Left() > 0 {
			gone := int64(5 + chance("gone "+name)%12)
			if one.Material == campaign.PocketBook {
				gone = int64(chance("book "+name) % 2)
			}
			b.Batches = append(b.Batches, campaign.LeftOver{Batch: one.ID, Left: max(0, one.Left()-gone)})
		}
	}
	if len(b.Batches) > 0 {
		p.Say(officer(), "count "+name, "campaign.weekly_count", b)
	}
}

// correct puts the last tap right: it was one too many.
func (p *Play) correct() {
	var c campaign.Contact
	p.Ask(func(q journal.Query) (err error) {
		c, _, err = campaign.Contacts.First(q.Tx, "facility_id = $1 AND seller = $2 AND kind = $3 AND count > 1 AND replaced_by = '' ORDER BY at DESC, id", q.Facility, p.of("toyib").id(), campaign.Leaflet)
		return err
	})
	if c.ID != "" {
		p.Say(officer(), "correct "+p.date(p.n), "campaign.correct", campaign.Correct{Contact: c.ID, Count: c.Count - 1, Village: c.Village, On: c.On})
	}
}

// scans are pages that citizens open in the weeks after they were given a leaflet.
func (p *Play) scans() {
	for _, s := range p.cast.Sellers {
		for _, b := range p.batches[s.id()] {
			name := string(b.ID) + p.date(p.n)
			if b.HandedOut < 3 || b.HandedOn < p.date(p.n-45) || !percent("scan "+name, 11) {
				continue
			}
			for i := range 1 + chance("how many "+name)%2 {
				scan := named(fmt.Sprint("scan ", name, i))
				p.Say(anybody(scan), string(scan), "campaign.scan", campaign.ScanCode{Scan: scan, Code: b.Code})
			}
		}
	}
}

// massages are told by the two who were taught it; now and then one of the three questions
// is answered with yes, and the midwife is told instead.
func (p *Play) massages(day time.Time) {
	weekday := (int64(day.Weekday())+6)%7 + 1
	for _, key := range []string{"warsi", "rumi"} {
		s := p.of(key)
		name := key + " " + p.date(p.n)
		if p.n <= massageOn || !slices.Contains(s.Days, weekday) || !percent("massage "+name, 30) {
			continue
		}
		b := campaign.TellMassage{Seller: s.id(), Village: pick(s.Villages, "massage in "+name), Fever: "no", Breast: "no", Operated: "no"}
		if percent("sore "+name, 9) {
			b.Breast, b.Consent, b.Name, b.Phone = "yes", true, pick(p.cast.People, "sore "+name), phone("sore "+name)
		}
		by := officer()
		if s.Phone == "smart" {
			by = s.page()
		}
		p.Say(by, "massage "+name, "campaign.massage", b)
	}
}

// phone is a number that is nobody's.
func phone(name string) string { return fmt.Sprintf("08990002%04d", 5000+chance("phone "+name)%4000) }
