package sellers

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/sim/census"
)

// Days is how many days the demo remembers of the campaign: a year and five weeks, so that
// certificates of the first session have run out or were renewed.
const Days = 400

// hour is that of the day at which everything is told.
const hour = 17

// Play is the campaign with what is known of it on its way.
type Play struct {
	*voice
	cast  cast
	first time.Time // the midnight of day 0
	n     int       // the day that is lived through
	// batches are those of the day's beginning by seller, the oldest first; stock what lies
	// in the store, by material.
	batches map[ident.ID][]campaign.Batch
	stock   map[ident.ID]campaign.Stock
	printed int // the day on which leaflets were last ordered
	leads   []wanted
	// grouped: the register is there, and a support group in its village; mothers are who
	// may join it, as found there.
	grouped bool
	founded int  // the day on which the group began
	typed   bool // what stood in the notebooks is typed in
	mothers []registry.Person
}

// Begin founds the health centre Days days ago and lives through the campaign up to so many
// days ago. Nothing else may write meanwhile, for the clock, which is the journal's, is put
// back; it stays where the play has come to. Where the health centre is already, nothing
// happens, and there is no play.
func Begin(ctx context.Context, h House, clock Clock, until int) (*Play, error) {
	v := speak(ctx, h, clock)
	there := false
	v.Ask(func(q journal.Query) (err error) {
		_, there, err = registry.Facilities.Get(q.Tx, Facility(), Facility())
		return err
	})
	if v.Err != nil || there {
		return nil, v.Err
	}
	c, err := readCast()
	if err != nil {
		return nil, err
	}
	now := clock.Now()
	clock.Put(now.Add(-Days * 24 * time.Hour))
	if _, err := census.Found(ctx, census.House{Journal: h.Journal, DB: h.DB, Keys: h.Keys, Clock: h.Clock}, Slug); err != nil {
		return nil, err
	}
	p := &Play{voice: v, cast: c}
	if p.first, err = v.today(); err != nil {
		return nil, err
	}
	end := now.Add(-time.Duration(until) * 24 * time.Hour)
	for n := 1; ; n++ {
		day := p.first.AddDate(0, 0, n)
		if !instant.Of(day.Add(hour * time.Hour)).Before(end) {
			break
		}
		p.Until(instant.Of(day.Add(30 * time.Minute))) // what falls due at night
		p.Until(instant.Of(day.Add(hour * time.Hour)))
		if err := p.Day(day); err != nil {
			return nil, err
		}
	}
	p.Until(end)
	return p, p.Err
}

// today is the midnight with which the clock's day began at the health centre.
func (v *voice) today() (midnight time.Time, err error) {
	err = v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		f, err := registry.FacilityOf(tx, Facility())
		t := v.Dial.Now().In(f.Location())
		midnight = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
		return err
	})
	return midnight, err
}

// Day is what happens on one, told at the clock's time.
func (p *Play) Day(day time.Time) error {
	p.n = int(day.Sub(p.first).Hours()/24 + 0.5)
	p.look()
	p.begin()
	p.teach(p.n)
	p.judge(p.n)
	p.supply()
	p.rounds(day)
	p.scans()
	p.massages(day)
	p.group()
	p.tell()
	p.follow()
	p.meet()
	p.notebook()
	if p.Flush(); p.Err != nil {
		return fmt.Errorf("%s: %w", day.Format(time.DateOnly), p.Err)
	}
	return nil
}

// date is the civil day of a day of the play.
func (p *Play) date(n int) string { return p.first.AddDate(0, 0, n).Format(time.DateOnly) }

// of is a seller by key.
func (p *Play) of(key string) seller {
	for _, s := range p.cast.Sellers {
		if s.Key == key {
			return s
		}
	}
	return seller{}
}

// look reads what sellers have and what lies in the store.
func (p *Play) look() {
	p.batches, p.stock = map[ident.ID][]campaign.Batch{}, map[ident.ID]campaign.Stock{}
	p.Ask(func(q journal.Query) error {
		batches, err := campaign.Batches.Where(q.Tx, "facility_id = $1 ORDER BY handed_on, seq, id", q.Facility)
		for _, b := range batches {
			p.batches[b.Seller] = append(p.batches[b.Seller], b)
		}
		if err != nil {
			return err
		}
		stocks, err := campaign.Stocks.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		for _, s := range stocks {
			p.stock[s.ID] = s
		}
		return err
	})
}

// left is how many leaflets a seller has.
func (p *Play) left(s seller) (n int64) {
	for _, b := range p.batches[s.id()] {
		if b.Material == campaign.Leaflet {
			n += b.Left()
		}
	}
	return n
}

// begin takes the sellers into the list of workers and into the campaign, and fills the
// store; the day after they were taught they are given vest and flag, and a page.
func (p *Play) begin() {
	switch p.n {
	case 2:
		for i, s := range p.cast.Sellers {
			add := workforce.AddWorker{Worker: s.id(), Name: s.Name, Kinds: []string{workforce.Seller}, Villages: s.Villages}
			if s.Phone != "none" {
				add.Phone = "0899000003" + strconv.Itoa(40+i)
			}
			p.Say(access.TheMachine(Facility()), "add "+s.Key, "workforce.add_worker", add)
			p.Say(officer(), "enlist "+s.Key, "campaign.enlist", campaign.Enlist{Seller: s.id(), Kind: s.Kind, Villages: s.Villages, Days: s.Days, Language: s.Language, Phone: s.Phone, Licence: s.Licence})
		}
		p.receive("first leaflets", campaign.Leaflet, 700)
		p.receive("first books", campaign.PocketBook, 110)
		p.receive("first vests", campaign.Vest, 12)
		p.receive("first flags", campaign.Flag, 12)
	case taughtOn + 1:
		for _, s := range p.cast.Sellers {
			if s.Key == fails {
				continue
			}
			p.Say(officer(), "vest "+s.Key, "campaign.give_kit", campaign.GiveKit{Seller: s.id(), Material: campaign.Vest, Count: 1})
			p.Say(officer(), "flag "+s.Key, "campaign.give_kit", campaign.GiveKit{Seller: s.id(), Material: campaign.Flag, Count: 1})
			if s.Phone == "smart" {
				p.Say(officer(), "page "+s.Key, "campaign.send_page", campaign.SendPage{Seller: s.id()})
			}
		}
	}
}

func (p *Play) receive(name, material string, count int64) {
	p.Say(officer(), "receive "+name, "campaign.receive", campaign.Receive{Material: material, Count: count, From: "Percetakan Rogojampi"})
}

func number(n int) string { return strconv.Itoa(n) }
