package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/world"
)

// home is a family of the register with a visit on a day and one a week later; its people are the
// mother and her baby.
func (k kasaba) home(name, day string) (mother, baby ident.ID) {
	k.T.Helper()
	mother, baby = id("Ibu "+name), id("Bayi "+name)
	k.As("officer").Send("mother "+name, "registry.register", registry.Enter{Person: mother, Kind: registry.Mother, Name: "Ibu " + name, Phone: phone(name), Village: world.Village}).
		Send("baby "+name, "registry.register", registry.Enter{Person: baby, Kind: registry.Baby, Name: "Bayi " + name, Born: "2025-10-01", Mother: mother, Village: world.Village})
	b := k.ask(name, day, "09:00")
	b.Parent, b.Children, b.Weeks = massage.Parent{Person: mother}, []massage.Child{{Person: baby}}, 2
	k.Send("book "+name, "massage.book", b)
	return mother, baby
}

// visits are all of the families' of a mother's records, and the words to her that wait.
func (k kasaba) visits(mother ident.ID) (all []massage.Booking, waiting int) {
	k.T.Helper()
	k.Query(func(q journal.Query) (err error) {
		if all, err = massage.BookingsOf(q, mother); err != nil {
			return err
		}
		rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND state = $3", q.Facility, mother, messaging.Waiting)
		waiting = len(rows)
		return err
	})
	return all, waiting
}

// over wants both visits ended for a reason, and nothing waiting to be said.
func (k kasaba) over(mother ident.ID, why string) {
	k.T.Helper()
	all, waiting := k.visits(mother)
	qt.Assert(k.T, qt.HasLen(all, 2))
	for _, b := range all {
		qt.Check(k.T, qt.Equals(b.State, massage.Cancelled))
		qt.Check(k.T, qt.Equals(b.Why, why))
	}
	qt.Check(k.T, qt.Equals(waiting, 0), qt.Commentf("words that wait"))
}

// asked counts the open tasks to ask a family.
func (k kasaba) asked() (n int) {
	k.T.Helper()
	k.Query(func(q journal.Query) error {
		rows, err := task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = $2 AND state = $3", q.Facility, massage.AskFamily, task.Open)
		n = len(rows)
		return err
	})
	return n
}

// page reports whether somebody's family page opens.
func (k kasaba) page(person ident.ID) (open bool) {
	k.T.Helper()
	k.Query(func(q journal.Query) error {
		all, err := link.OfHolder(q.Tx, q.Facility, person)
		for _, l := range all {
			open = open || l.Purpose == link.Massage && l.Open(q.Now)
		}
		return err
	})
	return open
}

// TestADeathEndsItsVisitsWithoutAWord: of the child: nobody is reminded, told or asked for stars,
// then or ever. Of the parent: a person asks who looks after the child.
func TestADeathEndsItsVisitsWithoutAWord(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		mother, baby := k.home("Sari", "2026-03-03")
		_, waiting := k.visits(mother)
		qt.Assert(t, qt.Equals(waiting, 1))
		k.As("Bidan Ani").Send("dies", "registry.died", registry.Die{Person: baby, On: "2026-03-02"})
		k.over(mother, massage.ByFamily)
		qt.Check(t, qt.Equals(k.asked(), 0))
		for _, at := range []instant.Instant{k.on("2026-03-02", "18:01"), k.on("2026-03-03", "08:01"), k.on("2026-03-11", "12:00")} {
			k.Clock.Set(at)
			k.Settle()
		}
		k.over(mother, massage.ByFamily)

		mother, _ = k.home("Tuti", "2026-03-12")
		qt.Assert(t, qt.IsTrue(k.page(mother)))
		k.As("Bidan Ani").Send("Tuti dies", "registry.died", registry.Die{Person: mother, On: "2026-03-11"})
		k.over(mother, massage.ByFamily)
		qt.Check(t, qt.Equals(k.asked(), 1))
		qt.Check(t, qt.IsFalse(k.page(mother)))
		k.RebuildEquals()
	})
}

// TestWhoIsNotThereIsNotVisited: who has moved away; a child that another guardian has, of whom
// the former one's page says nothing any more; a child whose record may not be kept.
func TestWhoIsNotThereIsNotVisited(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		moved, _ := k.home("Sari", "2026-03-03")
		k.As("Bidan Ani").Send("moves", "registry.move", registry.Move{Person: moved, On: "2026-03-02", To: "out"})
		k.over(moved, massage.ByMove)

		former, baby := k.home("Tuti", "2026-03-04")
		aunt := id("Bibi Nur")
		k.As("officer").Send("aunt", "registry.register", registry.Enter{Person: aunt, Kind: registry.Resident, Name: "Bibi Nur", Born: "1990-01-01", Village: world.Village})
		qt.Assert(t, qt.IsTrue(k.page(former)))
		k.As("officer").Send("guardian", "registry.change_guardian", registry.ChangeGuardian{Child: baby, Guardian: aunt, Reason: "mother_ill", TextVersion: "child_data/1", How: "signature"})
		k.over(former, massage.ByFamily)
		qt.Check(t, qt.IsFalse(k.page(former)))
		qt.Check(t, qt.Equals(k.asked(), 1))

		mother, baby := k.home("Wati", "2026-03-05")
		k.As("officer").Send("no", "registry.consent", registry.Agree{Person: baby, Purpose: registry.ChildData, TextVersion: "child_data/1", How: "spoken", ByWhom: "guardian"})
		all, _ := k.visits(mother)
		qt.Assert(t, qt.HasLen(all, 2))
		for _, b := range all {
			qt.Check(t, qt.Equals(b.Why, massage.ByConsent))
		}
		k.RebuildEquals()
	})
}

// TestAVisitFollowsItsFamily: two records of one mother are one family, whose page has all its
// visits; after the two are parted each has its own again. A house in mourning is asked first.
func TestAVisitFollowsItsFamily(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		kept, _ := k.home("Sari", "2026-03-03")
		dropped, _ := k.home("Ny. Sari", "2026-03-04")
		k.As("officer").Send("one and the same", "registry.merge", registry.Merge{Keep: kept, Drop: dropped})
		all, _ := k.visits(kept)
		qt.Check(t, qt.HasLen(all, 4))
		for _, b := range all {
			qt.Check(t, qt.Equals(b.State, massage.Booked))
		}
		k.As("Bidan Ani").Send("dies", "registry.died", registry.Die{Person: kept, On: "2026-03-02"})
		all, _ = k.visits(kept)
		for _, b := range all {
			qt.Check(t, qt.Equals(b.State, massage.Cancelled), qt.Commentf("of either record"))
		}
		k.RebuildEquals()
	})
}
