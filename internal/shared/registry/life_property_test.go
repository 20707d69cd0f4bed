package registry_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// town is a health centre in which life does anything to anybody while milk is
// carried. After each word the rules are looked at.
type town struct {
	t    *rapid.T
	w    *world.World
	dice *rand.Rand
	n    int
	// people are all that were ever registered; loads all that were ever declared.
	people []ident.ID
	loads  []ident.ID
	seen   map[string]int
}

// TestWhateverLifeDoesTheRulesHold: nobody is lost, nobody is reached after a death,
// open work has one owner, each load one courier, and the log makes the tables.
func TestWhateverLifeDoesTheRulesHold(t *testing.T) {
	seeds(t, "16")
	seen := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		p := newTown(t, r)
		for i, seed := range rapid.SliceOfN(rapid.Uint64(), 60, 60).Draw(r, "words") {
			p.dice = rand.New(rand.NewPCG(seed, uint64(i)))
			p.word()
		}
		p.w.RebuildEquals()
		for k, n := range p.seen {
			seen[k] += n
		}
	})
	t.Log(seen)
	for _, k := range []string{"registry.born", "registry.died", "registry.comfort", "registry.move", "registry.change_guardian", "registry.in_hospital", "registry.home_again",
		"registry.merge", "registry.unmerge", "registry.retract", "milk.declare", "milk.hand_over", "milk.deliver", "milk.return", "recalled", "stopped", "ended"} {
		if seen[k] == 0 {
			t.Errorf("never seen: %s", k)
		}
	}
}

func newTown(t *testing.T, r *rapid.T) *town {
	w := world.New(t, "", "2026-03-02 07:00").Midwife("Rina", world.Village).Midwife("Tini", world.OtherVillage).Courier("Joko").Courier("Darma")
	p := &town{t: r, w: w, seen: map[string]int{}}
	for i, family := range [][]string{{"Sri", "Dimas", "Parti"}, {"Tuti", "Bima", "Karni"}} {
		home := ident.Named("household " + family[0])
		w.Home(family[0], []string{world.Village, world.OtherVillage}[i])
		p.resident(family[0], registry.Enter{Kind: registry.Mother, Sex: "female", Born: "1998-03-12", Household: home, Relation: registry.HeadOfHousehold})
		p.resident(family[1], registry.Enter{Kind: registry.Baby, Born: "2026-01-20", Household: home, Relation: registry.Child, Mother: ident.Named(family[0])})
		p.resident(family[2], registry.Enter{Sex: "female", Born: "1960-01-01", Household: home, Relation: registry.Parent})
		w.Enrol(family[0], family[1], family[2])
	}
	for _, again := range []string{"Sri lagi", "Dimas lagi", "Parti lagi"} {
		p.resident(again, registry.Enter{Sex: "female", Born: map[string]string{"Dimas lagi": "2026-01-20"}[again]})
	}
	return p
}

func (p *town) resident(name string, known registry.Enter) {
	p.w.Resident(name, known)
	p.people = append(p.people, ident.Named(name))
}

func (p *town) one(of []string) string     { return of[p.dice.IntN(len(of))] }
func (p *town) id(of []ident.ID) ident.ID  { return of[p.dice.IntN(len(of))] }
func (p *town) any() ident.ID              { return p.id(p.people) }
func (p *town) often(times, of int) bool   { return p.dice.IntN(of) < times }
func (p *town) sees(k string)              { p.seen[k]++ }
func (p *town) fresh(what string) ident.ID { p.n++; return ident.Named(fmt.Sprint(what, " ", p.n)) }

// say sends a command, by two when it needs two, and looks at the rules.
func (p *town) say(who, verb string, body any) bool {
	p.n++
	out, err := p.w.As(who).Try(fmt.Sprint("word ", p.n), verb, body)
	if err == nil && out.Status == journal.Proposed {
		out, err = p.w.As("head").Try(fmt.Sprint("approve ", p.n), "approval.approve", journal.Approve{Command: out.ID})
	}
	if err != nil && fault.Of(err).Kind == fault.Fault {
		p.t.Fatalf("%s: %v", verb, err)
	}
	if err == nil && out.Status == journal.Accepted {
		p.sees(verb)
	}
	raw, _ := json.Marshal(body)
	p.look(who + " " + verb + " " + string(raw))
	return err == nil && out.Status == journal.Accepted
}

func (p *town) word() {
	switch n := p.dice.IntN(30); {
	case n < 10:
		p.life()
	case n < 14:
		p.records()
	case n < 28:
		p.milk()
	default:
		p.w.Clock.Set(p.w.Clock.Now().Add(time.Duration(1+p.dice.IntN(50)) * time.Minute))
		p.w.Settle()
		p.look("time passes")
	}
}

func (p *town) life() {
	who, by := p.any(), p.one([]string{"officer", "officer", "Rina", "Tini"})
	switch p.dice.IntN(11) {
	case 0:
		child := p.fresh("born")
		if p.say(by, "registry.born", registry.GiveBirth{Mother: who, On: "2026-03-01", Place: "home", Babies: []registry.Newborn{{Person: child, Stillborn: p.often(1, 3)}}}) {
			p.people = append(p.people, child)
		}
	case 1:
		family := p.family(who)
		if p.say(by, "registry.died", registry.Die{Person: who, On: "2026-03-02"}) {
			p.mourns(family)
		}
	case 2, 3:
		p.say(by, "registry.comfort", registry.Comfort{Person: who})
	case 4:
		p.say("officer", "registry.move", registry.Move{Person: who, To: "out", On: "2026-03-02", Whole: p.often(1, 3)})
	case 5, 6:
		b := registry.Move{Person: who, To: p.one([]string{"within", "in"}), On: "2026-03-02", Whole: p.often(1, 2)}
		if home := p.one([]string{"Sri", "Tuti"}); b.Whole {
			b.House = ident.Named("house " + home)
		} else {
			b.Household = ident.Named("household " + home)
		}
		p.say("officer", "registry.move", b)
	case 7:
		p.say(by, "registry.change_guardian", registry.ChangeGuardian{Child: p.baby(), Guardian: ident.Named(p.one([]string{"Sri", "Tuti", "Parti", "Karni"})), Reason: "adoption", TextVersion: "anak/1", How: "signature"})
	case 8, 9:
		p.say(by, "registry.in_hospital", registry.Stay{Person: p.baby()})
	default:
		p.say("officer", "registry.home_again", registry.Stay{Person: p.baby()})
	}
}

func (p *town) baby() ident.ID { return ident.Named(p.one([]string{"Dimas", "Bima", "Dimas lagi"})) }

func (p *town) records() {
	switch p.dice.IntN(4) {
	case 0:
		p.say("officer", "registry.merge", registry.Merge{Keep: p.any(), Drop: p.any(), Take: []string{"household"}[:p.dice.IntN(2)]})
	case 1:
		of := p.one([]string{"Sri", "Dimas", "Parti"})
		p.say("officer", "registry.merge", registry.Merge{Keep: ident.Named(of), Drop: ident.Named(of + " lagi")})
	case 2:
		p.say("officer", "registry.unmerge", registry.Unmerge{Drop: p.any()})
	default:
		var lines []registry.LifeEvent
		p.w.Query(func(q journal.Query) (err error) {
			lines, err = registry.LifeEvents.Where(q.Tx, "facility_id = $1 AND retracted = FALSE AND what NOT IN ('bereaved', 'comforted', 'merged', 'unmerged', 'retracted') ORDER BY seq", q.Facility)
			return err
		})
		if len(lines) > 0 {
			p.say("officer", "registry.retract", registry.Retract{Line: lines[p.dice.IntN(len(lines))].ID, Reason: "wrong_person"})
		}
	}
}

func (p *town) milk() {
	if len(p.loads) == 0 || p.often(1, 4) {
		id, at := p.fresh("load"), p.w.Clock.Now().Add(-time.Minute)
		b := milk.Declare{Delivery: id, Place: ident.Named("place " + p.one([]string{"Dimas", "Bima"})), Bottles: []milk.BottleBody{{ID: ident.Derive(id, 1), VolumeML: 90, ExpressedAt: at, Milk: "fresh"}}}
		if p.say("officer", "milk.declare", b) {
			p.loads = append(p.loads, id)
		}
		return
	}
	d := p.load(p.id(p.loads))
	by := p.courier(d)
	bottles := []ident.ID{d.Bottles[0].ID}
	switch {
	case d.OfferedTo != "":
		p.say(p.name(d.OfferedTo), "dispatch.accept", dispatch.Accept{Job: d.Job})
	case d.State == milk.Declared:
		p.say(by, "milk.hand_over", milk.HandOver{Delivery: d.ID, Bag: fmt.Sprint("bag ", p.n), Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
	case p.often(1, 4) && !d.Recalled:
		p.say("dispatcher", "link.issue", link.Make{Purpose: link.Track, About: d.ID, Person: p.any()})
	case p.often(1, 3):
		p.say(by, "milk.absent", milk.Absent{Delivery: d.ID, Action: "wait"})
	case p.often(1, 3):
		p.say(by, "milk.return", milk.Return{Delivery: d.ID, To: "facility", Bottles: bottles})
	default:
		p.say(by, "milk.deliver", milk.Deliver{Delivery: d.ID, Recipient: ident.Named(p.one([]string{"Parti", "Karni"})), WithoutCode: true, Bottles: bottles})
	}
}

func (p *town) load(id ident.ID) (d milk.Delivery) {
	p.w.Query(func(q journal.Query) (err error) { d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, id); return err })
	return d
}

func (p *town) name(worker ident.ID) string {
	if worker == ident.Named("Darma") {
		return "Darma"
	}
	return "Joko"
}

func (p *town) courier(d milk.Delivery) string { return p.name(d.Courier) }

// family are the living who share a household with somebody, bore them, decide for
// them or are their children: as the tables say it, without the register's help.
func (p *town) family(who ident.ID) (ids []ident.ID) {
	p.w.Query(func(q journal.Query) error {
		me, _, err := registry.Canonical(q.Tx, q.Facility, who)
		if err != nil {
			return err
		}
		rows, err := registry.People.Where(q.Tx, "facility_id = $1 AND state = 'active' ORDER BY id", q.Facility)
		for _, r := range rows {
			close := me.Household != "" && r.Household == me.Household || r.Mother == me.ID || r.Guardian == me.ID || r.ID == me.Mother || r.ID == me.Guardian
			if close && r.ID != me.ID {
				ids = append(ids, r.ID)
			}
		}
		return err
	})
	return ids
}

func (p *town) mourns(family []ident.ID) {
	for _, id := range family {
		p.w.Query(func(q journal.Query) error {
			r, _, err := registry.People.Get(q.Tx, q.Facility, id)
			if !r.Quiet {
				p.t.Fatalf("%s is not left in peace", id)
			}
			return err
		})
	}
}

// audience lists who holds a row.
func audience(q journal.Query, table string, id ident.ID) (keys []string, err error) {
	err = q.Each("SELECT audience FROM audience WHERE facility_id = $1 AND tbl = $2 AND row_id = $3 AND gone = FALSE AND audience LIKE 'v:%'", store.Args(q.Facility, table, id), func(scan func(...any) error) error {
		var k string
		err := scan(&k)
		keys = append(keys, k)
		return err
	})
	return keys, err
}

func isPerson(param string) bool { return strings.HasSuffix(param, "_person") }
