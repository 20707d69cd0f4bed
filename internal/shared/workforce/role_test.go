package workforce_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/workforce"
)

// staff is an account as a door knows it before its roles are read.
func staff(account, worker ident.ID) access.Actor {
	return access.Actor{Facility: f, ID: account, Worker: worker, Authority: -1, Door: "test"}
}

func (s *stage) resolve(a access.Actor) access.Actor {
	s.t.Helper()
	s.query(func(q journal.Query) (err error) {
		a, err = workforce.Resolve(q, a)
		return err
	})
	return a
}

func TestARoleIsHeldBetweenItsDays(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		deputy := ident.Named("deputy's account")
		s.machine("workforce.grant_role", workforce.GrantRole{Account: deputy, Role: access.Officer, From: "2026-01-01"})
		s.machine("workforce.grant_role", workforce.GrantRole{Account: deputy, Role: access.Head, From: "2026-03-02", To: "2026-03-02", ActingFor: retno})
		a := s.resolve(staff(deputy, ""))
		qt.Assert(t, qt.IsTrue(a.Is(access.Head) && a.Is(access.Officer)))
		qt.Assert(t, qt.DeepEquals(a.Keys, []string{"f", "h"}))
		s.clock.set(local("2026-03-03 00:00"))
		a = s.resolve(staff(deputy, ""))
		qt.Assert(t, qt.DeepEquals(a.Roles, []access.Role{access.Officer}), qt.Commentf("a deputy for a day"))
		qt.Assert(t, qt.DeepEquals(a.Former, []access.Role{access.Head}))

		s.machine("workforce.grant_role", workforce.GrantRole{Worker: joko, Role: access.Courier, From: "2026-03-01"})
		a = s.resolve(staff(ident.Named("joko's account"), joko))
		qt.Assert(t, qt.DeepEquals(a.Keys, []string{"w:" + string(joko), "c"}))
		s.machine("workforce.end_role", workforce.EndRole{Worker: joko, Role: access.Courier})
		a = s.resolve(staff(ident.Named("joko's account"), joko))
		qt.Assert(t, qt.HasLen(a.Keys, 0), qt.Commentf("who holds no role sees nothing"))
		qt.Assert(t, qt.DeepEquals(a.Former, []access.Role{access.Courier}))

		s.machine("workforce.add_worker", workforce.AddWorker{Worker: siti, Name: "Siti", Kinds: []string{"midwife"}, Villages: []string{"33.13.14.2001"}})
		s.machine("workforce.grant_role", workforce.GrantRole{Worker: siti, Role: access.Midwife, From: "2026-03-01"})
		a = s.resolve(staff(ident.Named("siti's account"), siti))
		qt.Assert(t, qt.DeepEquals(a.Keys, []string{"w:" + string(siti), workforce.EveryVillage, "v:33.13.14.2001"}))
		s.verify()
	})
}

func TestARightTakenCountsFromTheNextCommandOn(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.machine("workforce.grant_role", workforce.GrantRole{Account: retno, Role: access.Head, From: "2026-01-01"})
	signedIn := s.resolve(staff(retno, ""))
	out, err := s.say(signedIn, "workforce.suspend", workforce.Suspend{Worker: joko, Reason: "x"})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
	s.machine("workforce.end_role", workforce.EndRole{Account: retno, Role: access.Head})
	_, err = s.say(signedIn, "workforce.reinstate", workforce.Reinstate{Worker: joko})
	qt.Assert(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("an old session has no old rights"))
}

func TestNobodyRaisesThemselves(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	admin, other := ident.Named("admin's account"), ident.Named("other's account")
	s.machine("workforce.grant_role", workforce.GrantRole{Account: admin, Role: access.Admin, From: "2026-01-01"})
	s.machine("workforce.grant_role", workforce.GrantRole{Account: retno, Role: access.Head, From: "2026-01-01"})
	for _, c := range []struct {
		by   ident.ID
		to   ident.ID
		role access.Role
		code string
	}{
		{admin, admin, access.Treasurer, "workforce.own_role"},
		{admin, other, access.Head, "workforce.head_names_head"},
		{retno, retno, access.Treasurer, "workforce.own_role"},
		{retno, other, access.Head, ""},
		{admin, other, access.Courier, ""},
	} {
		out, err := s.say(staff(c.by, ""), "workforce.grant_role", workforce.GrantRole{Account: c.to, Role: c.role, From: "2026-01-01"})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, c.code), qt.Commentf("%s to %s", c.role, c.to))
	}
	_, err := s.say(staff(admin, ""), "workforce.grant_role", workforce.GrantRole{Account: other, Role: access.Machine, From: "2026-01-01"})
	qt.Check(t, qt.Equals(fault.Of(err).Code, "workforce.bad_role"))
	_, err = s.say(staff(retno, ""), "workforce.grant_role", workforce.GrantRole{Account: other, Role: access.Head, From: "2026-01-01", ActingFor: retno})
	qt.Check(t, qt.Equals(fault.Of(err).Field, "to"), qt.Commentf("a deputy without an end"))
}
