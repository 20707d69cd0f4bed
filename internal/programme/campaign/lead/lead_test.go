package lead_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// A seller tells of somebody who said yes; her cadre's phone has her at once, calls on her
// within three days, and the seller learns that one of two came, never who.
func TestSomebodyWhoWantsHelpIsCalledOn(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		b := refer("Dewi")
		b.Seller = ""
		out, err := v.by(v.karto(), "dewi", "lead.refer", b)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf(out.Code))
		v.As("officer").Send("by a message", "lead.refer", refer("Ani"))
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.Village, "campaign_lead"), 2))
		qt.Check(t, qt.HasLen(v.OnPhones("w:"+string(id("Pak Karto")), "campaign_lead"), 0), qt.Commentf("a seller holds nobody"))
		seen := v.view("Dewi")
		qt.Check(t, qt.Equals(seen.Name, "Dewi"))
		qt.Check(t, qt.Equals(seen.SellerName, "Karto"))
		qt.Check(t, qt.Equals(seen.Source, lead.BySeller))
		qt.Check(t, qt.Equals(v.view("Ani").Source, lead.ByDesk))
		qt.Check(t, qt.Equals(v.promised("Dewi").Due-v.row("Dewi").ToldAt, 72*3600*1_000_000))

		v.until("2026-03-04 10:00")
		v.As("Kader Yuli").Send("she says so herself", "lead.confirm", lead.Confirm{Lead: id("Dewi")}).
			Send("nobody there", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Missed})
		qt.Check(t, qt.Equals(v.row("Dewi").State, lead.NotMet))
		qt.Check(t, qt.Equals(v.promised("Dewi").State, promise.Running), qt.Commentf("who was not met has not been visited"))
		v.As("Kader Yuli").Send("she came", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came})
		qt.Check(t, qt.Equals(v.row("Dewi").State, lead.Visited))
		qt.Check(t, qt.Equals(v.promised("Dewi").State, promise.Kept))
		qt.Check(t, qt.Equals(v.of("2026-03-02"), lead.Tally{Told: 2, Came: 1}))
		qt.Check(t, qt.Equals(v.of("2026-03-09"), lead.Tally{}))
		v.until("2026-03-05 09:00")
		qt.Check(t, qt.Equals(v.promised("Ani").State, promise.Late))
		v.RebuildEquals()
	})
}

// Without her yes there is no lead; nobody tells of somebody in a village or by a seller
// that are not the health centre's, and a page tells for its own seller.
func TestNobodyIsToldOfWithoutAYes(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		b := refer("Dewi")
		b.Consent = false
		v.As("officer").Refused("no tick", "lead.refer", b, "lead.no_consent")
		b = refer("Dewi")
		b.Village = "35.10.01.2001"
		v.Refused("elsewhere", "lead.refer", b, "lead.no_such_village")
		b = refer("Dewi")
		b.Seller = id("officer")
		v.Refused("no seller", "lead.refer", b, "lead.no_such_seller")
		b = refer("Dewi")
		b.Contact = id("nothing")
		v.Refused("no contact", "lead.refer", b, "lead.no_such_contact")
		v.Send("told", "lead.refer", refer("Dewi")).Refused("again", "lead.refer", refer("Dewi"), "lead.told_already")
		v.As("Kader Tuti")
		for name, body := range map[string]any{"lead.confirm": lead.Confirm{Lead: id("Dewi")}, "lead.visit": lead.Visit{Lead: id("Dewi"), Outcome: lead.Came}} {
			_, err := v.Try("of another village "+name, name, body)
			qt.Check(t, qt.Equals(fault.Of(err).Code, "not_found"), qt.Commentf(name))
		}
		out, err := v.by(v.karto(), "visits", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came})
		qt.Check(t, qt.Equals(fault.Of(err).Code, "not_found"), qt.Commentf("%+v: a seller tells and does no more", out))
		b = refer("Siti")
		b.Seller = id("somebody else")
		out, err = v.by(v.karto(), "for another", "lead.refer", b)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Status, journal.Accepted))
		qt.Check(t, qt.Equals(v.row("Siti").Seller, id("Pak Karto")), qt.Commentf("a page tells for its seller"))
	})
}

// sealed counts what lies sealed of a lead.
func (v village) sealed(name string) (n int64) {
	v.T.Helper()
	v.Query(func(q journal.Query) error {
		_, err := q.One("SELECT COUNT(*) FROM sealed WHERE facility_id = $1 AND tbl = 'campaign_lead' AND id = $2", store.Args(q.Facility, id(name)), &n)
		return err
	})
	return n
}

// Who has not said so herself after fourteen days is erased, visited or not; who says no is
// erased at once; who confirmed stays. The counts stay of all three.
func TestWhoDidNotSaySoHerselfIsErased(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		for _, name := range []string{"Dewi", "Ani", "Siti", "Rini"} {
			v.As("officer").Send("told of "+name, "lead.refer", refer(name))
		}
		other := "Mbak Ani"
		v.As("Kader Yuli").Send("met", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.NotCame}).
			Send("name", "lead.correct", lead.Correct{Lead: id("Ani"), Name: &other}).
			Send("no", "lead.refuse", lead.No{Lead: id("Ani")}).
			Send("yes", "lead.confirm", lead.Confirm{Lead: id("Siti")})
		qt.Check(t, qt.Equals(v.sealed("Ani"), 0), qt.Commentf("every version is gone"))
		qt.Check(t, qt.Equals(v.promised("Ani").State, promise.Cancelled))
		v.until("2026-03-16 07:59")
		qt.Check(t, qt.Equals(v.view("Dewi").Name, "Dewi"))
		v.until("2026-03-16 08:00")
		for name, state := range map[string]string{"Dewi": lead.Erased, "Ani": lead.Refused, "Rini": lead.Erased, "Siti": lead.Confirmed} {
			qt.Check(t, qt.Equals(v.row(name).State, state), qt.Commentf(name))
		}
		qt.Check(t, qt.Equals(v.sealed("Dewi"), 0))
		qt.Check(t, qt.Equals(v.view("Dewi").Name, ""))
		qt.Check(t, qt.IsFalse(v.row("Dewi").VisitedAt.IsZero()), qt.Commentf("the count stays"))
		qt.Check(t, qt.Equals(v.view("Siti").Name, "Dewi"))
		qt.Check(t, qt.Equals(v.of("2026-03-02").Told, 4))
		v.As("Kader Yuli").Refused("too late", "lead.confirm", lead.Confirm{Lead: id("Dewi")}, "lead.erased_already").
			Refused("she said no", "lead.visit", lead.Visit{Lead: id("Ani"), Outcome: lead.Came}, "lead.refused_already").
			Refused("twice", "lead.confirm", lead.Confirm{Lead: id("Siti")}, "lead.confirmed_already")
		v.RebuildEquals()
	})
}

// A breast that hurts is the midwife's within a day: a cadre's visit does not keep that.
func TestABreastThatHurtsIsTheMidwifes(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		b := refer("Dewi")
		b.Kind = lead.Breast
		v.As("officer").Send("told", "lead.refer", b)
		qt.Check(t, qt.Equals(v.promised("Dewi").Due-v.row("Dewi").ToldAt, 24*3600*1_000_000))
		v.As("Kader Yuli").Send("the cadre looks in", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.NotCame})
		qt.Check(t, qt.Equals(v.promised("Dewi").State, promise.Running))
		v.As("Bidan Sri").Send("the midwife", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came})
		qt.Check(t, qt.Equals(v.promised("Dewi").State, promise.Kept))
		v.RebuildEquals()
	})
}

// Told of with the wrong village, she is the other cadre's from then on; the hour of the
// promise stays.
func TestAWrongVillageIsPutRight(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.As("officer").Send("told", "lead.refer", refer("Dewi"))
		due := v.promised("Dewi").Due
		v.until("2026-03-03 08:00")
		v.As("Kader Yuli").Refused("no such", "lead.correct", lead.Correct{Lead: id("Dewi"), Village: "35.10.01.2001"}, "lead.no_such_village").
			Send("she lives there", "lead.correct", lead.Correct{Lead: id("Dewi"), Village: world.OtherVillage})
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.Village, "campaign_lead"), 0))
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.OtherVillage, "campaign_lead"), 1))
		v.As("Kader Tuti").Send("she came", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came})
		qt.Check(t, qt.Equals(v.promised("Dewi").Due, due))
		qt.Check(t, qt.Equals(v.view("Dewi").Phone, "+6289900000601"))
		v.RebuildEquals()
	})
}

// Somebody of the register who joins a group is counted as joined, whichever was known
// first; and a record that is erased takes the lead's details along.
func TestWhoJoinsAGroupIsCountedOnce(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.Resident("Bu Dewi", registry.Enter{Sex: "female", Born: "1998-01-01", Due: "2026-03-20"}).
			Resident("Bu Wati", registry.Enter{Sex: "female", Born: "1998-01-01", Due: "2026-03-20"}).
			Resident("Bu Jauh", registry.Enter{Sex: "female", Born: "1998-01-01", Village: world.OtherVillage})
		v.As("Bidan Sri").Send("group", "supportgroup.found", supportgroup.Found{Group: id("Melati"), Name: "Melati", Village: world.Village, Leader: id("Kader Yuli"), Coach: id("Bidan Sri")})
		v.As("officer").Send("told of Dewi", "lead.refer", refer("Dewi")).Send("told of Wati", "lead.refer", refer("Wati"))
		v.As("Kader Yuli").Refused("not asked yet", "lead.link", lead.Link{Lead: id("Dewi"), Person: id("Bu Dewi")}, "lead.not_confirmed").
			Send("yes", "lead.confirm", lead.Confirm{Lead: id("Dewi")}).Send("yes too", "lead.confirm", lead.Confirm{Lead: id("Wati")}).
			Refused("of another village", "lead.link", lead.Link{Lead: id("Dewi"), Person: id("Bu Jauh")}, "lead.no_such_person").
			Send("it is her", "lead.link", lead.Link{Lead: id("Dewi"), Person: id("Bu Dewi")}).
			Refused("known", "lead.link", lead.Link{Lead: id("Dewi"), Person: id("Bu Dewi")}, "lead.linked_already")
		for _, mother := range []string{"Bu Dewi", "Bu Wati"} {
			v.Send("invite "+mother, "supportgroup.invite", supportgroup.Invite{Member: id("member " + mother), Mother: id(mother), Group: id("Melati"), Way: supportgroup.InPerson}).
				Send("yes of "+mother, "supportgroup.answer", supportgroup.Reply{Member: id("member " + mother), Accept: true})
		}
		qt.Check(t, qt.Equals(v.row("Dewi").State, lead.Joined))
		qt.Check(t, qt.Equals(v.row("Wati").State, lead.Confirmed), qt.Commentf("nobody knows yet who she is"))
		v.Send("it is her too", "lead.link", lead.Link{Lead: id("Wati"), Person: id("Bu Wati")})
		qt.Check(t, qt.Equals(v.row("Wati").State, lead.Joined))
		qt.Check(t, qt.Equals(v.of("2026-03-02"), lead.Tally{Told: 2, Came: 2}))
		v.As("Bidan Sri").Send("she moves", "registry.move", registry.Move{Person: id("Bu Wati"), On: "2026-03-02", To: "out"})
		qt.Check(t, qt.Equals(v.view("Wati").Name, ""))
		qt.Check(t, qt.Equals(v.row("Wati").State, lead.Joined), qt.Commentf("the count stays"))
		v.RebuildEquals()
	})
}

// The desk's list has those first who wait, with the least left of the promise.
func TestTheDeskSeesWhoWaits(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.As("officer").Send("first", "lead.refer", refer("Dewi"))
		v.until("2026-03-02 09:00")
		hurts := refer("Ani")
		hurts.Kind = lead.Breast
		v.As("officer").Send("second", "lead.refer", hurts).Send("third", "lead.refer", refer("Siti"))
		v.As("Kader Yuli").Send("came", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came})
		v.Query(func(q journal.Query) error {
			all, err := lead.List(q, lead.Asked{From: "2026-03-01", To: "2026-03-31", Villages: []string{world.Village}, Seller: id("Pak Karto")})
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.HasLen(all, 3))
			qt.Check(t, qt.Equals(all[0].ID, id("Ani")))
			qt.Check(t, qt.Equals(all[1].ID, id("Siti")))
			none, err := lead.List(q, lead.Asked{Villages: []string{}})
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.HasLen(none, 0), qt.Commentf("who serves no village sees nobody"))
			none, err = lead.List(q, lead.Asked{State: lead.Joined})
			qt.Check(t, qt.HasLen(none, 0))
			return err
		})
	})
}

// A yes to one of the three questions before a massage makes her the midwife's, when she
// agreed to be reached; without that nobody is written down.
func TestAYesBeforeAMassageIsTheMidwifes(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.massages()
		ask := campaign.TellMassage{Seller: id("Pak Karto"), Village: world.Village, Fever: "no", Breast: "yes", Operated: "no", Consent: true, Name: "Dewi", Phone: "089900000601"}
		v.As("officer").Send("asked", "campaign.massage", ask)
		ask.Consent, ask.Name, ask.Phone = false, "", ""
		v.Send("she does not want it", "campaign.massage", ask)
		v.Query(func(q journal.Query) error {
			all, err := lead.List(q, lead.Asked{})
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.HasLen(all, 1))
			qt.Check(t, qt.Equals(all[0].Kind, lead.Breast))
			qt.Check(t, qt.Equals(all[0].Source, lead.ByMassage))
			qt.Check(t, qt.Equals(all[0].Name, "Dewi"))
			p, _, err := promise.Promises.Get(q.Tx, q.Facility, lead.PromiseID(all[0].ID))
			qt.Check(t, qt.Equals(p.Kind, lead.MidwifePromise))
			return err
		})
		v.RebuildEquals()
	})
}
