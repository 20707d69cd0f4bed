package mothers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/sim/census"
)

// Days is how many days the demo remembers of the health centre: half a year of births,
// then a year and a half of groups.
const Days = before + 548

// before is for how many days the health centre keeps its register before the groups begin.
const before = 183

// Seed founds the health centre so many days ago (Days, or more than half a year), enters
// its people as they were then and lives through the days since. Nothing else may write
// meanwhile, for the clock, which is the journal's, is put back. Where the health centre is already, nothing happens.
func Seed(ctx context.Context, h House, clock Clock, days int) error {
	v := speak(ctx, h, clock)
	there := false
	v.Ask(func(q journal.Query) (err error) {
		_, there, err = registry.Facilities.Get(q.Tx, Facility(), Facility())
		return err
	})
	if v.Err != nil || there {
		return v.Err
	}
	now := clock.Now()
	defer clock.Put(0)
	clock.Put(now.Add(-time.Duration(days) * 24 * time.Hour))
	to := census.House{Journal: h.Journal, DB: h.DB, Keys: h.Keys, Clock: h.Clock}
	if _, err := census.Found(ctx, to, Slug); err != nil {
		return err
	}
	if err := census.Everybody(ctx, to, []census.Centre{{Facility: Facility(), Slug: Slug}}); err != nil {
		return err
	}
	return v.live(now)
}

// live goes through the days up to an instant.
func (v *voice) live(now instant.Instant) error {
	c, err := readCast()
	if err != nil {
		return err
	}
	zone, err := v.zone()
	if err != nil {
		return err
	}
	t := &town{voice: v, cast: c, zone: zone, first: midnight(v.Clock.Now(), zone).AddDate(0, 0, 1), last: midnight(now, zone), members: map[ident.ID]ident.ID{}}
	t.groupsFrom = t.first.AddDate(0, 0, before)
	if err := t.look(); err != nil {
		return err
	}
	for day := t.first; !day.After(t.last); day = day.AddDate(0, 0, 1) {
		at := func(hour float64) instant.Instant {
			return min(now, instant.Of(day.Add(time.Duration(hour*float64(time.Hour)))))
		}
		t.Until(at(0.5))
		if at(9) == now {
			break // the last day has hardly begun
		}
		t.Until(at(9))
		t.day(day)
		if t.Flush(); t.Err != nil {
			return fmt.Errorf("%s: %w", day.Format(time.DateOnly), t.Err)
		}
	}
	t.Until(now)
	return t.Err
}

func (v *voice) zone() (zone *time.Location, err error) {
	err = v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		f, err := registry.FacilityOf(tx, Facility())
		zone = f.Location()
		return err
	})
	return zone, err
}

// begin says on the day of the groups where the health centre began and where it wants to be, and
// founds the groups: one at each posyandu that has a cadre, with who leads it.
func (t *town) begin() {
	document, err := policy.NewDocument(map[string]int64{"baseline": 1197, "baseline_year": 2019, "target": 5000}) // hundredths of a percent
	if err != nil && t.Err == nil {
		t.Err = err
	}
	t.Both(as("petugas-bojong"), as("kepala-bojong"), "baseline", "policy.change", policy.Change{Section: "coverage", Document: document})
	midwife, machine := as("bidan-bojong"), access.TheMachine(Facility())
	var known []ident.ID
	for i, p := range t.posts {
		leader := cadreOf(p)
		if leader == "" || len(t.groups) == len(t.cast.Groups) {
			continue
		}
		if !slices.Contains(known, leader) {
			known = append(known, leader)
			t.Say(machine, "cadre "+string(leader), "workforce.grant_role", workforce.GrantRole{Worker: leader, Role: access.Cadre, From: t.groupsFrom.Format(time.DateOnly)})
		}
		n := len(t.groups)
		g := group{id: named("group " + number(i)), leader: leader, village: p.Village, day: 6 + 4*n%22, sleeps: n == 1}
		t.groups = append(t.groups, g)
		t.Say(midwife, "found "+number(i), "supportgroup.found", supportgroup.Found{Group: g.id, Name: t.cast.Groups[n], Village: p.Village, Posyandu: p.ID, Leader: leader, Coach: midwife.Worker})
	}
	t.sentences()
	t.Flush()
}
