package supportgroup_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// most is how many members a group takes in these plays.
const most = 2

// play is one run: four mothers of one village and the groups of the health centre, whatever
// becomes of them.
type play struct {
	village
	n       int
	step    int
	mothers []string
}

// say tells something that may well be refused.
func (p *play) say(who, verb string, body any) {
	p.step++
	_, _ = p.As(who).Try(fmt.Sprint("run ", p.n, " step ", p.step), verb, body)
}

// TestAGroupIsNeverTooLargeAndNobodyIsInTwice: whatever comes in whatever order, a group
// has no more members than the policy says; a mother goes on in one row at most; who goes
// on is here, and expects a child or has one of the first six months.
func TestAGroupIsNeverTooLargeAndNobodyIsInTwice(t *testing.T) {
	v := opened(world.New(t, "", "2026-03-02 08:00"))
	doc, err := policy.NewDocument(supportgroup.Settings{MostMembers: most, InviteDays: 7, AsleepMonths: 2})
	qt.Assert(t, qt.IsNil(err))
	v.ByTwo("small groups", "admin", "head", "policy.change", policy.Change{Section: "supportgroup", Document: doc})
	v.found("Melati")
	v.found("Mawar")
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		p := &play{village: v, n: run}
		for i := range 4 {
			name := fmt.Sprint("Bu ", run, " ", i)
			p.mothers = append(p.mothers, name)
			p.say("officer", "registry.register", registry.Enter{Person: id(name), Kind: registry.Resident, Name: name, Sex: "female", Born: "1998-01-01", Village: world.Village, Due: p.day(40)})
		}
		if rapid.Bool().Draw(t, "all asked at once") {
			for _, name := range p.mothers {
				p.say("Kader Yuli", "supportgroup.invite", supportgroup.Invite{Member: p.memberOf(name), Mother: id(name), Group: id("Melati"), Way: supportgroup.InPerson})
			}
		}
		for range rapid.IntRange(6, 14).Draw(t, "steps") {
			p.happen(t)
			p.check(t)
		}
		for _, name := range p.mothers { // room for those of the next run
			p.say("officer", "registry.move", registry.Move{Person: id(name), On: p.day(0), To: "out"})
		}
	})
	v.RebuildEquals()
}

func (p *play) day(ahead int) string {
	return p.Clock.Now().Add(time.Duration(ahead) * 24 * time.Hour).Day(time.FixedZone("WIB", 7*3600))
}

func (p *play) happen(t *rapid.T) {
	name := rapid.SampledFrom(p.mothers).Draw(t, "mother")
	group := id(rapid.SampledFrom([]string{"Melati", "Mawar"}).Draw(t, "group"))
	m := p.memberOf(name)
	switch rapid.SampledFrom([]string{"invite", "invite", "yes", "yes", "yes", "no", "leave", "move", "birth", "birth", "die", "baby dies", "merge", "months"}).Draw(t, "what") {
	case "invite":
		p.say("Kader Yuli", "supportgroup.invite", supportgroup.Invite{Member: m, Mother: id(name), Group: group, Way: supportgroup.InPerson})
	case "yes":
		p.say("Kader Yuli", "supportgroup.answer", supportgroup.Reply{Member: m, Accept: true})
	case "no":
		p.say("Kader Yuli", "supportgroup.answer", supportgroup.Reply{Member: m})
	case "leave":
		p.say("Kader Yuli", "supportgroup.leave", supportgroup.Leave{Member: m})
	case "move":
		p.say("Bidan Sri", "supportgroup.move_member", supportgroup.MoveMember{Member: m, Group: group})
	case "birth":
		p.say("Bidan Sri", "registry.born", registry.GiveBirth{Mother: id(name), On: p.day(0), Babies: []registry.Newborn{{Person: id(fmt.Sprint("baby of ", name, p.step))}, {Person: id(fmt.Sprint("twin of ", name, p.step))}}})
	case "die":
		p.say("Bidan Sri", "registry.died", registry.Die{Person: id(name), On: p.day(0)})
	case "baby dies":
		for _, r := range p.rows(name) {
			for _, b := range r.Babies {
				p.say("Bidan Sri", "registry.died", registry.Die{Person: b, On: p.day(0)})
			}
		}
	case "merge":
		p.say("officer", "registry.merge", registry.Merge{Keep: id(name), Drop: id(rapid.SampledFrom(p.mothers).Draw(t, "other"))})
	case "months":
		p.until(p.day(rapid.IntRange(1, 100).Draw(t, "days")))
	}
}

func (p *play) check(t *rapid.T) {
	p.Settle()
	p.Query(func(q journal.Query) error {
		all, err := supportgroup.Members.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		members, going := map[ident.ID]int{}, map[ident.ID]bool{}
		for _, m := range all {
			if !m.Going() {
				continue
			}
			her, _, err := registry.Canonical(q.Tx, q.Facility, m.Mother)
			if err != nil {
				return err
			}
			if going[her.ID] {
				t.Fatalf("%s goes on in two rows", her.ID)
			}
			going[her.ID] = true
			if her.State != registry.Active || her.Due == "" && !p.small(q, m) {
				t.Fatalf("%s is %s and goes on as %s without a child", her.ID, her.State, m.State)
			}
			if m.State == supportgroup.Joined {
				members[m.Group]++
			}
		}
		for g, n := range members {
			if n > most {
				t.Fatalf("group %s has %d members", g, n)
			}
		}
		return err
	})
}

// small reports whether a living child of hers is in its first six months.
func (p *play) small(q journal.Query, m supportgroup.Member) bool {
	return slices.ContainsFunc(m.Babies, func(b ident.ID) bool {
		c, _, err := registry.Canonical(q.Tx, q.Facility, b)
		return err == nil && c.State == registry.Active && age.Months(c.Born, p.day(0)) < 6
	})
}
