package access_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
)

func TestARightReachesAsFarAsItsScope(t *testing.T) {
	object := []string{"f", "v:one", "o:sri", "w:joko"}
	for _, c := range []struct {
		role  access.Role
		need  access.Need
		keys  []string
		may   bool
		reach bool
	}{
		{access.Officer, access.Update("custody"), []string{"f"}, true, true},
		{access.Courier, access.Update("custody"), []string{"w:joko"}, true, true},
		{access.Courier, access.Update("custody"), []string{"w:darma"}, true, false},
		{access.Cadre, access.Update("person"), []string{"v:one", "w:tini"}, true, true},
		{access.Cadre, access.Update("person"), []string{"v:two", "w:joko"}, true, false},
		{access.Mother, access.Update("custody"), []string{"o:sri"}, true, true},
		{access.Mother, access.Update("custody"), []string{"o:ani"}, true, false},
		{access.Recipient, access.Update("custody"), []string{"o:sri"}, false, false},
		{access.Treasurer, access.Update("custody"), []string{"f"}, false, false},
		{access.Admin, access.Read("person"), []string{"f"}, false, false},
	} {
		v, may := access.May(access.Actor{Roles: []access.Role{c.role}, Keys: c.keys}, c.need)
		qt.Check(t, qt.Equals(may, c.may), qt.Commentf("%s %v", c.role, c.need))
		qt.Check(t, qt.Equals(may && v.Reaches(object), c.reach), qt.Commentf("%s %v %v", c.role, c.need, c.keys))
	}
	lost := access.Actor{Former: []access.Role{access.Courier}, Keys: []string{"w:joko"}}
	_, may := access.May(lost, access.Update("custody"))
	qt.Check(t, qt.IsFalse(may))
	qt.Check(t, qt.IsTrue(access.MightOnce(lost, access.Update("custody"))))
}

// BenchmarkMay is the time of one decision with its reach, for somebody of five
// roles and twenty villages: 50 microseconds are allowed (security-reliability,
// section 4).
func BenchmarkMay(b *testing.B) {
	a := access.Actor{Roles: []access.Role{access.Treasurer, access.Cadre, access.Midwife, access.Courier, access.Doctor}, Keys: []string{"w:tini"}}
	for i := range 20 {
		a.Keys = append(a.Keys, fmt.Sprintf("v:33.13.14.20%02d", i))
	}
	object := []string{"f", "v:33.13.14.2019", "o:sri"}
	for b.Loop() {
		if v, may := access.May(a, access.Update("person")); !may || !v.Reaches(object) {
			b.Fatal("a midwife of this village may")
		}
	}
}
