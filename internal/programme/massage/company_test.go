package massage_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/task"
	"sambang/internal/world"
)

// comes is who comes along to a visit, and why the ones before do not any more, by the letter.
func (k kasaba) comes(name string) (who ident.ID, gone []string) {
	k.T.Helper()
	k.Query(func(q journal.Query) error {
		all, err := massage.Companies.Where(q.Tx, "facility_id = $1 AND booking = $2 ORDER BY said_at, id", q.Facility, id(name))
		for _, c := range all {
			if c.EndedAt.IsZero() {
				who = c.Companion
			} else {
				gone = append(gone, c.Why)
			}
		}
		return err
	})
	slices.Sort(gone)
	return who, gone
}

// sought are the open tasks that ask for company.
func (k kasaba) sought() (n int) {
	k.T.Helper()
	k.Query(func(q journal.Query) error {
		all, err := task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = $2 AND state = $3 ORDER BY id", q.Facility, massage.CompanyTask, task.Open)
		n = len(all)
		return err
	})
	return n
}

func along(booking, worker string) massage.Accompany {
	return massage.Accompany{Booking: id(booking), Companion: id(worker)}
}

// elsewhere is a visit of Euis in her own village, half an hour's way from the others.
func (k kasaba) elsewhere(name, day, hour string) massage.Book {
	b := k.ask(name, day, hour)
	b.Village, b.Cadre = world.OtherVillage, id("Teh Euis")
	b.Place.Lat += 0.02
	return b
}

const monday = "2026-03-02"

func TestWhoAskedForCompanyGoesWithSomebodyOrSaysThatSheGoesAlone(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Rini", monday, "10:00"))
		k.Send("book later", "massage.book", k.ask("Sari", monday, "13:00"))
		k.As("Teh Lilis").Send("not alone", "massage.refuse_house", massage.RefuseHouse{Booking: id("Rini"), Want: massage.WithCompany, Note: "anjing galak"})
		k.Send("nor there", "massage.refuse_house", massage.RefuseHouse{Booking: id("Sari"), Want: massage.WithCompany})
		qt.Check(t, qt.Equals(k.sought(), 2))
		k.Refused("goes", "massage.set_out", massage.SetOut{Booking: id("Rini")}, "massage.no_company_yet")
		k.Refused("begins", "massage.start", massage.Start{Booking: id("Rini")}, "massage.no_company_yet")
		k.As("officer").Refused("herself", "massage.accompany", along("Rini", "Teh Lilis"), "massage.company_herself")
		k.Refused("nobody", "massage.accompany", along("Rini", "Nobody"), "massage.no_such_companion")
		k.Refused("none yet", "massage.unaccompany", massage.Unaccompany{Booking: id("Rini")}, "massage.no_company")
		k.Send("Euis", "massage.accompany", along("Rini", "Teh Euis"))
		k.Refused("Euis again", "massage.accompany", along("Rini", "Teh Euis"), "massage.company_there")
		qt.Check(t, qt.Equals(k.sought(), 1), qt.Commentf("the task is done"))
		k.Refused("her hour is taken", "massage.book", k.elsewhere("Tuti", monday, "10:00"), "massage.slot_taken")
		k.Refused("and the way to it", "massage.book", k.elsewhere("Tuti", monday, "11:00"), "massage.no_way_there")
		k.Send("Ani instead", "massage.accompany", along("Rini", "Bidan Ani"))
		k.Send("her hour is free", "massage.book", k.elsewhere("Tuti", monday, "10:00"))
		who, gone := k.comes("Rini")
		qt.Check(t, qt.Equals(who, id("Bidan Ani")))
		qt.Check(t, qt.DeepEquals(gone, []string{massage.CompanyOther}))
		k.As("Teh Lilis").Send("goes with her", "massage.set_out", massage.SetOut{Booking: id("Rini")})
		k.state("Rini", massage.OnWay)
		k.Send("closed door", "massage.not_home", massage.NobodyHome{Booking: id("Rini")})
		_, gone = k.comes("Rini")
		qt.Check(t, qt.DeepEquals(gone, []string{massage.CompanyOver, massage.CompanyOther}))
		k.As("officer").Refused("too late", "massage.accompany", along("Rini", "Teh Euis"), "massage.over_already")
		k.As("Teh Lilis").Send("goes alone", "massage.set_out", massage.SetOut{Booking: id("Sari"), Alone: true})
		k.state("Sari", massage.OnWay)
		k.RebuildEquals()
	})
}

func TestNobodyIsSentAlongWhoCannotCome(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Rini", tuesday, "10:00"))
		k.Send("hers", "massage.book", k.elsewhere("Tuti", tuesday, "11:00"))
		k.Refused("no time for the way", "massage.accompany", along("Rini", "Teh Euis"), "massage.companion_busy")
		k.Send("other day", "massage.move", massage.Move{Booking: id("Tuti"), Cadre: id("Teh Euis"), At: k.on("2026-03-04", "11:00"), Why: massage.Wished, Agreed: true})
		k.Send("has it off", "massage.set_off", massage.SetOff{Cadre: id("Teh Euis"), From: tuesday, To: tuesday, Why: "leave"})
		k.Refused("off", "massage.accompany", along("Rini", "Teh Euis"), "massage.companion_off")
		k.Send("back", "massage.drop_off", massage.DropOff{Cadre: id("Teh Euis"), From: tuesday, To: tuesday})
		k.Send("comes", "massage.accompany", along("Rini", "Teh Euis"))
		k.Send("ill", "massage.set_off", massage.SetOff{Cadre: id("Teh Euis"), From: tuesday, To: tuesday, Why: "ill"})
		who, gone := k.comes("Rini")
		qt.Check(t, qt.Equals(who, ""))
		qt.Check(t, qt.DeepEquals(gone, []string{massage.CompanyAbsent}))
		k.Send("Ani", "massage.accompany", along("Rini", "Bidan Ani"))
		k.Send("Ani is late", "massage.disrupt", massage.Disrupt{Cadre: id("Bidan Ani"), Day: tuesday, Why: massage.Late})
		who, _ = k.comes("Rini")
		qt.Check(t, qt.Equals(who, ""))
		k.RebuildEquals()
	})
}

func TestWhoComesAlongIsFreeWhenTheVisitIsElsewhere(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Rini", tuesday, "10:00"))
		k.As("Teh Lilis").Send("not alone", "massage.refuse_house", massage.RefuseHouse{Booking: id("Rini"), Want: massage.WithCompany})
		k.As("officer").Send("comes", "massage.accompany", along("Rini", "Teh Euis"))
		qt.Check(t, qt.Equals(k.sought(), 0))
		k.Send("moves", "massage.move", massage.Move{Booking: id("Rini"), Cadre: id("Teh Lilis"), At: k.on(tuesday, "13:00"), Why: massage.Wished, Agreed: true})
		_, gone := k.comes("Rini")
		qt.Check(t, qt.DeepEquals(gone, []string{massage.CompanyMoved}))
		qt.Check(t, qt.Equals(k.sought(), 1), qt.Commentf("she does not go alone at the new hour either"))
		k.Send("old hour is free", "massage.book", k.elsewhere("Tuti", tuesday, "10:00"))
		k.Send("comes again", "massage.accompany", along("Rini", "Teh Euis"))
		k.Send("taken back", "massage.unaccompany", massage.Unaccompany{Booking: id("Rini")})
		qt.Check(t, qt.Equals(k.sought(), 1))
		k.Send("once more", "massage.accompany", along("Rini", "Teh Euis"))
		k.Send("rain", "massage.disrupt", massage.Disrupt{Day: tuesday, Why: massage.Rain})
		k.Send("another day", "massage.answer", massage.Reply{Booking: id("Rini"), Yes: true})
		k.Send("and again", "massage.accompany", along("Rini", "Bidan Ani"))
		k.Send("cancelled", "massage.cancel", massage.Cancel{Booking: id("Rini"), Why: "parent"})
		who, gone := k.comes("Rini")
		qt.Check(t, qt.Equals(who, ""))
		qt.Check(t, qt.DeepEquals(gone, []string{massage.CompanyDesk, massage.CompanyEnded, massage.CompanyMoved, massage.CompanyMoved}))
		k.RebuildEquals()
	})
}

// Days off that were told of because of an illness give the visits back, as a tap on the day does.
func TestDaysOffTakenBackLeaveTheVisitsWhereTheyWere(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		off := massage.SetOff{Cadre: id("Teh Lilis"), From: tuesday, To: tuesday, Why: "ill"}
		k.As("officer").Send("help", "massage.stand_in", massage.StandIn{Substitute: id("help"), Cadre: id("Teh Euis"), Village: world.Village, From: tuesday, To: tuesday})
		k.Send("book", "massage.book", k.ask("Rini", tuesday, "08:00"))
		k.Send("ill", "massage.set_off", off)
		qt.Assert(t, qt.Equals(k.booking("Rini").OfferCadre, id("Teh Euis")))
		k.Send("well", "massage.drop_off", massage.DropOff{Cadre: off.Cadre, From: tuesday, To: tuesday})
		b := k.state("Rini", massage.Booked)
		qt.Check(t, qt.Equals(b.OfferCadre, ""))
		qt.Check(t, qt.Equals(b.Cadre, id("Teh Lilis")))
		k.Send("nobody stands in", "massage.end_stand_in", massage.EndStandIn{Substitute: id("help")})
		long := off
		long.To = "2026-03-31"
		k.Send("long ill", "massage.set_off", long)
		k.state("Rini", massage.ToMove)
		k.Send("well again", "massage.drop_off", massage.DropOff{Cadre: off.Cadre, From: tuesday, To: long.To})
		b = k.state("Rini", massage.Booked)
		qt.Check(t, qt.Equals(b.Cadre, id("Teh Lilis")))
		k.Send("one tap", "massage.disrupt", massage.Disrupt{Cadre: off.Cadre, Day: tuesday, Why: massage.Ill})
		k.Send("well at last", "massage.drop_off", massage.DropOff{Cadre: off.Cadre, From: tuesday, To: tuesday})
		b = k.state("Rini", massage.Booked)
		qt.Check(t, qt.Equals(b.OfferCadre, ""), qt.Commentf("the tap is taken back with the day off that it gave"))
		k.RebuildEquals()
	})
}
