package supportgroup_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// village is a health centre with a cadre and a midwife in Alastuwo, and others in the
// next village.
type village struct{ *world.World }

// both tells a story on both databases, on Monday 2 March 2026.
func both(t *testing.T, story func(t *testing.T, v village)) {
	t.Helper()
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) { story(t, opened(w)) })
}

func opened(w *world.World) village {
	w.Midwife("Bidan Sri", world.Village).Midwife("Bidan Ani", world.OtherVillage)
	w.Cadre("Kader Yuli", world.Village).Cadre("Kader Tuti", world.OtherVillage)
	return village{w}
}

func id(name string) ident.ID { return ident.Named(name) }

// found begins a group of the village, led by Yuli.
func (v village) found(name string) {
	v.T.Helper()
	v.As("Bidan Sri").Send("found "+name, "supportgroup.found", supportgroup.Found{Group: id(name), Name: name, Village: world.Village, Leader: id("Kader Yuli"), Coach: id("Bidan Sri")})
	v.Settle()
}

// mother registers a woman who expects a child.
func (v village) mother(name string) {
	v.T.Helper()
	v.Resident(name, registry.Enter{Sex: "female", Born: "1998-01-01", Due: "2026-03-20"})
}

// birth is told of: at home, unless a place is named.
func (v village) birth(mother, on, place string, babies ...string) {
	v.T.Helper()
	b := registry.GiveBirth{Mother: id(mother), On: on, Place: place}
	for _, name := range babies {
		b.Babies = append(b.Babies, registry.Newborn{Person: id(name), Name: name})
	}
	v.As("Bidan Sri").Send("birth of "+babies[0], "registry.born", b)
}

// rows are the rows of a mother, the oldest first.
func (v village) rows(mother string) (all []supportgroup.Member) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		all, err = supportgroup.Members.Where(q.Tx, "facility_id = $1 AND mother = $2 ORDER BY since_on, id", q.Facility, id(mother))
		return err
	})
	return all
}

// row is the only row of a mother.
func (v village) row(mother string) supportgroup.Member {
	v.T.Helper()
	all := v.rows(mother)
	qt.Assert(v.T, qt.HasLen(all, 1), qt.Commentf("%s", mother))
	return all[0]
}

// state asserts where a mother stands.
func (v village) state(mother, state string) supportgroup.Member {
	v.T.Helper()
	m := v.row(mother)
	qt.Assert(v.T, qt.Equals(m.State, state), qt.Commentf("%s: %+v", mother, m))
	return m
}

// join has Yuli invite somebody at the door and hear a yes.
func (v village) join(mother string) {
	v.T.Helper()
	v.As("Kader Yuli").
		Send("invite "+mother, "supportgroup.invite", supportgroup.Invite{Member: v.memberOf(mother), Mother: id(mother), Group: id("Melati"), Way: supportgroup.InPerson}).
		Send("yes of "+mother, "supportgroup.answer", supportgroup.Reply{Member: v.memberOf(mother), Accept: true})
}

// memberOf is the row of a mother that goes on, or a new id.
func (v village) memberOf(mother string) ident.ID {
	for _, m := range v.rows(mother) {
		if m.Going() {
			return m.ID
		}
	}
	return id("member " + mother)
}

// meet holds a meeting of the group of Melati: everybody is there, alone.
func (v village) meet(name, on string, mothers ...string) {
	v.T.Helper()
	b := supportgroup.HoldMeeting{Meeting: id(name), Group: id("Melati"), On: on, Topics: []string{"exclusive"}}
	for _, m := range mothers {
		b.Present = append(b.Present, supportgroup.Present{Member: v.memberOf(m), Came: []string{"mother"}})
	}
	v.As("Kader Yuli").Send("hold "+name, "supportgroup.hold_meeting", b)
}

// until moves the clock to the morning of a day; the machine's nights pass.
func (v village) until(day string) {
	v.T.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" 08:00", time.FixedZone("WIB", 7*3600))
	qt.Assert(v.T, qt.IsNil(err))
	v.Clock.Set(instant.Of(at))
	v.Settle()
}

// group is the row of a group.
func (v village) group(name string) (g supportgroup.Group) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		g, _, err = supportgroup.Groups.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return g
}

// denied has somebody try what they have no right to.
func (v village) denied(who, name, verb string, body any) {
	v.T.Helper()
	_, err := v.As(who).Try(name, verb, body)
	qt.Check(v.T, qt.Equals(fault.Of(err).Code, "not_found"), qt.Commentf(name))
}
