package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/coverage"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// What the groups, the midwife and the couriers know makes the figures and the list of
// those worth a talk in time: today is 2 March 2026.
func TestCoverageKnowsGroupsDecisionsAndReasons(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		group, leader := h.fresh(), h.fresh()
		h.machine(here, "workforce.add_worker", workforce.AddWorker{Worker: leader, Name: "Yuli", Kinds: []string{"cadre"}, Villages: []string{here.villages[0]}})
		h.must(here.actor("officer"), "supportgroup.found", supportgroup.Found{Group: group, Name: "Kelompok Melati", Village: here.villages[0], Leader: leader})
		baby, member := map[string]ident.ID{}, map[string]ident.ID{}
		for _, name := range []string{"Ana", "Lia"} {
			mother := h.fresh()
			baby[name] = h.fresh()
			h.lives(mother, "Ibu "+name, "1996-04-02", 0, registry.Enter{Sex: "female", Relation: "spouse"})
			h.lives(baby[name], name, "2025-12-28", 0, registry.Enter{Relation: "child", Mother: mother})
			h.months(baby[name], "2025-12-28", "yyy")
			member[name] = h.invited(mother, group)
			h.must(here.actor("officer"), "supportgroup.answer", supportgroup.Reply{Member: member[name], Accept: true})
			if name == "Lia" {
				h.must(here.actor("officer"), "problem.tell", experience.Tell{Problem: h.fresh(), Mother: mother, Code: "not_enough_milk"})
			}
		}
		h.must(here.actor("officer"), "supportgroup.hold_meeting", supportgroup.HoldMeeting{Meeting: h.fresh(), Group: group, On: "2026-03-02",
			Present: []supportgroup.Present{{Member: member["Ana"], Came: []string{"mother"}}}})
		h.machine(here, "milk.enrol", things{centre: here, village: here.villages[0]}.enrol(h.fresh(), h.fresh(), h.fresh()))

		blank := h.fresh()
		h.lives(blank, "Kosong", "2025-08-22", 0, registry.Enter{Relation: "child"})
		h.months(blank, "2025-08-22", "yy yyyy")
		get := func(path string, into any) {
			r := h.send("GET", "/api/v1/coverage"+path, nil)
			qt.Assert(h.t, qt.Equals(r.status, 200), qt.Commentf("%s %s", path, r.body))
			if into != nil {
				r.into(h.t, into)
			}
		}
		h.session(here, "midwife")
		var c coverage.Coverage
		get("?from=2026-02&to=2026-02", &c)
		qt.Check(h.t, qt.Equals(c.Total.Graduates, coverage.Share{Have: 0, Of: 1}))
		h.must(here.actor("midwife"), "graduation.decide", graduation.Decide{Decision: h.fresh(), Baby: blank, Months: []int64{2}, Counts: true, Reason: "ibu dan kader sama-sama ingat"})
		get("?from=2026-02&to=2026-02", &c)
		qt.Check(h.t, qt.Equals(c.Total.Graduates, coverage.Share{Have: 1, Of: 1}), qt.Commentf("a decided month is no blank one"))

		get("?from=2026-02&to=2026-03&by=group", &c)
		qt.Assert(h.t, qt.HasLen(c.Places, 2))
		qt.Check(h.t, qt.Equals(c.Places[1].Key, string(group)))
		qt.Check(h.t, qt.Equals(c.Places[1].Asked, coverage.Share{Have: 2, Of: 4}), qt.Commentf("both in two months, asked in February"))

		var watch api.CoverageWatch
		get("/watch", &watch)
		why := map[string][]string{}
		for _, r := range watch.Risks {
			why[r.Name] = r.Why
		}
		qt.Check(h.t, qt.DeepEquals(why["Lia"], []string{coverage.RiskProblem, coverage.RiskMissed}))
		qt.Check(h.t, qt.HasLen(why["Ana"], 0), qt.Commentf("she was there"))
		qt.Check(h.t, qt.DeepEquals(why["Bayi"], []string{coverage.RiskWorking, coverage.RiskUnasked}))

		get("/figures.xlsx?by=group", nil)
		r := h.send("GET", "/api/v1/coverage/figures.csv?by=group&lang=id", nil)
		qt.Check(h.t, qt.StringContains(string(r.body), "Kelompok Melati"))
		qt.Check(h.t, qt.Not(qt.StringContains(string(r.body), "Lia")), qt.Commentf("counts, no baby"))
	})
}

// invited is the row of a mother who was asked into a group. The end of a day may have let
// her invitation fall due before: then it is that one.
func (h *hamlet) invited(mother, group ident.ID) ident.ID {
	h.t.Helper()
	ask := supportgroup.Invite{Member: h.fresh(), Mother: mother, Group: group, Way: supportgroup.InPerson}
	out, err := h.try(here.actor("officer"), "supportgroup.invite", ask)
	qt.Assert(h.t, qt.IsNil(err))
	if out.Code != "supportgroup.invited_already" {
		return ask.Member
	}
	h.query(here, func(q journal.Query) error {
		m, _, err := supportgroup.Members.First(q.Tx, "facility_id = $1 AND mother = $2", here.id, mother)
		ask.Member = m.ID
		return err
	})
	h.must(here.actor("officer"), "supportgroup.invite", ask)
	return ask.Member
}
