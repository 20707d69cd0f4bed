package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/registry"
)

// people are those of the register.
func (k kasaba) people() (all []registry.Person) {
	k.T.Helper()
	k.Query(func(q journal.Query) (err error) {
		all, err = registry.People.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		return err
	})
	return all
}

func (k kasaba) view(name string) (v massage.View) {
	k.T.Helper()
	k.Query(func(q journal.Query) (err error) {
		v, err = massage.ViewOf(q, k.booking(name))
		return err
	})
	return v
}

// TestWhoKnowsATelephoneAddsNothingToThatFamily: the child that somebody typed is written down
// when the code is told, with the yes to it; a booking that lapses leaves no words behind.
func TestWhoKnowsATelephoneAddsNothingToThatFamily(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("known", "massage.book", k.ask("Sari", "2026-03-03", "09:00"))
		before := len(k.people())
		stranger := k.ask("stranger", "2026-03-04", "09:00")
		stranger.Parent = massage.Parent{Name: "Somebody", Phone: phone("Sari")}
		stranger.Children = []massage.Child{{Name: "Nobody", Born: "2025-11-11"}}
		stranger.Consent = "child_data/1"
		qt.Assert(t, qt.Equals(k.outside("a prank", "massage.book", id("stranger"), stranger).Code, ""))
		b := k.state("stranger", massage.Asked)
		qt.Check(t, qt.Equals(b.Parent, k.booking("Sari").Parent))
		qt.Check(t, qt.HasLen(b.Children, 0))
		qt.Check(t, qt.HasLen(k.people(), before))
		qt.Check(t, qt.Equals(k.view("stranger").Children[0].Name, "Nobody"), qt.Commentf("the desk reads what was typed"))
		k.At("09:00")
		lapsed := k.state("stranger", massage.Lapsed)
		qt.Check(t, qt.IsTrue(lapsed.Family.IsZero()))
		qt.Check(t, qt.HasLen(k.people(), before))
		k.Query(func(q journal.Query) error {
			gone, err := q.Open(b.Family, &struct{}{})
			qt.Check(t, qt.IsTrue(gone), qt.Commentf("the typed words are erased"))
			return err
		})
		k.RebuildEquals()
	})
}

// TestTheCodeWritesTheFamilyDown: parent, twins and the yes, once for a whole course.
func TestTheCodeWritesTheFamilyDown(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		b := k.ask("Sari", "2026-03-03", "09:00")
		b.Children, b.Weeks, b.Consent = append(b.Children, massage.Child{Name: "Aksa", Born: "2025-10-01"}), 2, "child_data/1"
		before := len(k.people())
		k.outside("ask", "massage.book", id("Sari"), b)
		qt.Check(t, qt.HasLen(k.people(), before+1), qt.Commentf("somebody gets the code"))
		k.outside("told", "massage.confirm", id("Sari"), massage.Confirm{Booking: id("Sari"), Code: k.code("Sari")})
		first := k.state("Sari", massage.Booked)
		qt.Check(t, qt.HasLen(first.Children, 2))
		qt.Check(t, qt.HasLen(k.people(), before+3))
		k.Query(func(q journal.Query) error {
			course, err := massage.Bookings.Where(q.Tx, "facility_id = $1 AND course = $2 ORDER BY nth", q.Facility, first.Course)
			qt.Assert(t, qt.HasLen(course, 2))
			qt.Check(t, qt.Equals(course[1].State, massage.Booked), qt.Commentf("one code for the whole course"))
			qt.Check(t, qt.DeepEquals(course[1].Children, first.Children))
			_, agreed, err2 := registry.Agreed(q, first.Children[1], registry.ChildData)
			qt.Check(t, qt.IsTrue(agreed && err2 == nil))
			_, d, _, err2 := registry.OpenCanonical(q, first.Parent)
			qt.Check(t, qt.Equals(d.Address, "RT 02 RW 05"))
			qt.Check(t, qt.IsNil(err2))
			return err
		})
		qt.Check(t, qt.Equals(k.view("Sari").Children[0].Name, "Arka"))
		again := k.ask("again", "2026-03-05", "09:00")
		again.Parent = massage.Parent{Name: "Ibu Sari", Phone: phone("Sari")}
		again.Children[0].Name = "arka"
		k.outside("again", "massage.book", id("again"), again)
		k.outside("told again", "massage.confirm", id("again"), massage.Confirm{Booking: id("again"), Code: k.code("again")})
		qt.Check(t, qt.DeepEquals(k.booking("again").Children, []ident.ID{first.Children[0]}), qt.Commentf("who is known is found"))
		k.RebuildEquals()
	})
}
