package finding_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// play is one run of the property: a facility, its findings, and where the family lives.
type play struct {
	stage
	told  int
	house string
}

// TestEveryOpenFindingHasOneFollowUp is invariant 25. Whatever comes, in whatever order:
// an open finding has an owner who works here and may have it, and a day; when the day
// is over it is on the head's list until there is a new one or a person has closed it;
// and only who may closes it, with a reason, who is not who found it.
func TestEveryOpenFindingHasOneFollowUp(t *testing.T) {
	all, run := newStage(t, storetest.SQLite(t)), 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		p := play{stage: all.facility(t, fmt.Sprint("facility ", run)), house: "house one"}
		p.family(t, "kk", "Mbah Sarto", p.house)
		for range rapid.IntRange(5, 16).Draw(t, "steps") {
			p.step(t)
			p.check(t)
		}
	})
	all.verify(t)
}

// goers are those who come and go; the head stays.
var goers = []string{"wati", "sani", "tirta", "gizi", "bidan", "rini"}

func (p *play) step(t *rapid.T) {
	somebody := rapid.SampledFrom(append([]string{"retno", "kader"}, goers...)).Draw(t, "somebody")
	goer := rapid.SampledFrom(goers).Draw(t, "goer")
	id := p.id(fmt.Sprint("F", rapid.IntRange(1, max(1, p.told)).Draw(t, "finding")))
	by := p.who(somebody)
	day := p.clock.Now().Add(time.Duration(rapid.IntRange(1, 40).Draw(t, "days")) * 24 * time.Hour).Day(wib)
	switch rapid.SampledFrom([]string{"report", "report", "coordinate", "remind", "note", "hand", "hand", "suspend", "reinstate", "end", "grant", "stand in", "stand in", "move", "close", "close", "reopen", "days", "days"}).Draw(t, "what") {
	case "report":
		p.told++
		kind := rapid.SampledFrom([]string{finding.Latrine, finding.Food, finding.Waste, finding.Other}).Draw(t, "kind")
		_ = p.refused(t, by, "finding.report", finding.Tell{Finding: p.id(fmt.Sprint("F", p.told)), Kind: kind, Household: p.id("kk"), What: "a"})
	case "coordinate":
		_ = p.refused(t, by, "finding.coordinate", finding.Coordinate{Finding: id, Agency: "a", DueOn: day})
	case "remind":
		_ = p.refused(t, by, "finding.remind", finding.Remind{Finding: id, DueOn: day})
	case "note":
		_ = p.refused(t, by, "finding.note", finding.Note{Finding: id, Note: "a"})
	case "hand":
		_ = p.refused(t, by, "finding.hand", finding.Hand{Finding: id, Owner: p.id(goer)})
	case "suspend":
		_ = p.refused(t, p.who("retno"), "workforce.suspend", workforce.Suspend{Worker: p.id(goer), Reason: "a"})
	case "reinstate":
		_ = p.refused(t, p.who("retno"), "workforce.reinstate", workforce.Reinstate{Worker: p.id(goer)})
	case "end":
		_ = p.refused(t, p.who("retno"), "workforce.end_role", workforce.EndRole{Worker: p.id(goer), Role: roles[goer]})
	case "grant":
		_ = p.refused(t, p.who("retno"), "workforce.grant_role", workforce.GrantRole{Worker: p.id(goer), Role: roles[goer], From: "2026-01-01", To: day})
	case "stand in": // a cadre for a day or two: nothing says it when her days are over
		to := p.clock.Now().Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "for")) * 24 * time.Hour).Day(wib)
		_ = p.refused(t, p.who("retno"), "workforce.grant_role", workforce.GrantRole{Worker: p.id("kader"), Role: access.Nutritionist, From: "2026-01-01", To: to})
		_ = p.refused(t, p.who("retno"), "finding.hand", finding.Hand{Finding: id, Owner: p.id("kader")})
	case "move":
		p.house = rapid.SampledFrom([]string{"house one", "house two", "house three"}).Draw(t, "house")
		_ = p.refused(t, p.who("wati"), "registry.move", registry.Move{Person: p.id("Mbah Sarto"), Whole: true, On: "2026-03-01", To: "within", House: p.id(p.house)})
	case "close":
		_ = p.refused(t, by, "finding.close", finding.End{Finding: id, Reason: finding.Mended, Words: "a", Evidence: "a"})
	case "reopen":
		_ = p.refused(t, by, "finding.reopen", finding.Reopen{Finding: id, Reason: "a"})
	case "days": // the machine looks every day, also at whose role ran out
		for range rapid.IntRange(1, 5).Draw(t, "so many") {
			p.until(t, p.clock.Now().Add(24*time.Hour))
		}
	}
}

// may lists who can have a finding of a village today, as the rules say it and not as
// the room reckons it.
func (p *play) may(t *rapid.T, village string) (out []ident.ID) {
	p.read(t, func(q journal.Query) error {
		for role, of := range map[access.Role]string{access.Head: "", access.Officer: "", access.Sanitarian: "", access.Nutritionist: "", access.Midwife: village} {
			all, err := workforce.HoldersOn(q, role, of)
			if err != nil {
				return err
			}
			out = append(out, all...)
		}
		return nil
	})
	return out
}

func (p *play) check(t *rapid.T) {
	p.until(t, p.clock.Now())
	var all []finding.Finding
	p.read(t, func(q journal.Query) (err error) {
		all, err = finding.Findings.Where(q.Tx, "facility_id = $1 ORDER BY number", q.Facility)
		return err
	})
	for _, f := range all {
		if f.State == finding.Closed {
			p.checkClosed(t, f)
			continue
		}
		switch over := !p.clock.Now().Before(f.Due); {
		case !slices.Contains(p.may(t, f.Village), f.Owner):
			t.Fatalf("finding %d is left with %s, who may not have it", f.Number, f.Owner)
		case f.DueOn == "" || f.Follow < 1:
			t.Fatalf("finding %d has no day", f.Number)
		case over != f.Overdue:
			t.Fatalf("finding %d is due on %s and overdue: %v", f.Number, f.DueOn, f.Overdue)
		}
	}
}

func (p *play) checkClosed(t *rapid.T, f finding.Finding) {
	switch {
	case f.Reason == "" || f.ClosedBy == "":
		t.Fatalf("finding %d was closed without a reason, or by nobody", f.Number)
	case f.ClosedBy == f.FoundBy:
		t.Fatalf("finding %d was closed by who found it", f.Number)
	case f.ClosedBy == p.id("kader"):
		t.Fatalf("finding %d was closed by a cadre", f.Number)
	}
}
