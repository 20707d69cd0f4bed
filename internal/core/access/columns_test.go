package access_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
)

var (
	synced = []string{"village", "worker", "milk_place", "milk_delivery", "milk_step", "job", "promise", "earning", "balance",
		"need_case", "milk_review", "message", "phone", "staff_account", "proposal", "break_glass", "day_head"}
	staff = []access.Role{access.Head, access.Officer, access.Dispatcher, access.Treasurer, access.Midwife, access.Doctor,
		access.Cadre, access.Courier, access.Admin}
	// o is left out: staff hold the audience of a person only behind a broken glass.
	kinds = []string{"f", "v", "w", "j", "g", "c", "h", "d"}
)

// fields gives what a role sees of a table through any kind of audience.
func fields(table string, role access.Role) (all bool, some []string) {
	for _, k := range kinds {
		f, everything := access.Columns(table, []access.Role{role}, k)
		all, some = all || everything, append(some, f...)
	}
	return all, some
}

func TestEverySyncedTableHasSomebodyWhoSeesIt(t *testing.T) {
	for _, table := range synced {
		seen := slices.ContainsFunc(staff, func(r access.Role) bool { all, some := fields(table, r); return all || len(some) > 0 })
		qt.Check(t, qt.IsTrue(seen), qt.Commentf("%s", table))
	}
}

func TestWhatIsNotWrittenIsNotSent(t *testing.T) {
	for _, role := range []access.Role{access.Public, access.Mother, access.Recipient, access.Machine, "nobody"} {
		for _, table := range synced {
			all, some := fields(table, role)
			qt.Check(t, qt.IsTrue(!all && len(some) == 0), qt.Commentf("%s sees %s by its link only", role, table))
		}
	}
	f, all := access.Columns("person", []access.Role{access.Head}, "f")
	qt.Check(t, qt.IsTrue(!all && f == nil), qt.Commentf("an unknown table"))
	f, all = access.Columns("milk_delivery", []access.Role{access.Courier}, "f")
	qt.Check(t, qt.IsTrue(!all && f == nil), qt.Commentf("a courier is no desk"))
}

func TestWhoMustNotLearnWhereAMotherIs(t *testing.T) {
	// Home, workplace and telephone are for those who plan the ride or make it.
	private := []string{"pickup", "drop", "mother_phone", "recipients"}
	for role, secrets := range map[access.Role][]string{
		access.Treasurer: append([]string{"mother_name", "baby_name", "baby_born", "bottles", "received_by"}, private...),
		access.Admin:     append([]string{"mother_name", "baby_name", "number"}, private...),
		access.Head:      private,
		access.Midwife:   {"pickup", "drop", "recipients"},
		access.Cadre:     {"pickup", "drop", "recipients"},
	} {
		for _, table := range []string{"milk_delivery", "milk_place"} {
			all, some := fields(table, role)
			qt.Check(t, qt.IsFalse(all), qt.Commentf("%s %s", role, table))
			for _, s := range secrets {
				qt.Check(t, qt.IsFalse(slices.Contains(some, s)), qt.Commentf("%s sees %s of %s", role, s, table))
			}
		}
	}
	for _, table := range []string{"milk_place", "message", "milk_step", "job"} {
		for _, role := range []access.Role{access.Treasurer, access.Admin} {
			all, some := fields(table, role)
			qt.Check(t, qt.IsTrue(!all && len(some) == 0), qt.Commentf("%s %s", role, table))
		}
	}
	_, head := fields("message", access.Head)
	qt.Check(t, qt.IsFalse(slices.Contains(head, "to_phone") || slices.Contains(head, "link") || slices.Contains(head, "text")), qt.Commentf("a mother's page is behind the glass too"))
	all, some := fields("milk_place", access.Courier)
	qt.Check(t, qt.IsFalse(all))
	for _, private := range []string{"drop", "recipients", "mother_phone", "hidden_address", "baby_born"} {
		qt.Check(t, qt.IsFalse(slices.Contains(some, private)), qt.Commentf("a courier types for a mother without a phone and needs no %s", private))
	}
	for _, role := range []access.Role{access.Dispatcher, access.Admin, access.Midwife, access.Cadre} {
		all, some := fields("earning", role)
		qt.Check(t, qt.IsTrue(!all && len(some) == 0), qt.Commentf("%s sees no earnings", role))
	}
}

func TestRolesAddUpAndAudiencesToo(t *testing.T) {
	both := []access.Role{access.Treasurer, access.Dispatcher}
	f, all := access.Columns("milk_delivery", both, "f")
	qt.Assert(t, qt.IsFalse(all))
	qt.Assert(t, qt.IsTrue(slices.Contains(f, "fee") && slices.Contains(f, "pickup")))
	qt.Assert(t, qt.IsTrue(slices.IsSorted(f)))
	nita := access.Actor{Roles: []access.Role{access.Treasurer, access.Courier}, Keys: []string{"f", "w:nita"}}
	f, all = access.Sees(nita, "milk_delivery", []string{"f", "w:joko"})
	qt.Assert(t, qt.IsFalse(all || slices.Contains(f, "pickup")), qt.Commentf("another courier's ride"))
	f, _ = access.Sees(nita, "milk_delivery", []string{"f", "w:nita"})
	qt.Assert(t, qt.IsTrue(slices.Contains(f, "pickup")))
	f, all = access.Sees(nita, "milk_delivery", []string{"w:joko"})
	qt.Assert(t, qt.IsTrue(!all && len(f) == 0), qt.Commentf("a row of others is not sent"))
}

func TestBehindTheGlassIsWhatTheRoleDoesNotShow(t *testing.T) {
	row := []string{"f", "v:33.13.14.2001", "o:sri"}
	for _, role := range []access.Role{access.Head, access.Doctor, access.Admin} {
		before := access.Actor{Roles: []access.Role{role}, Keys: []string{"f", "w:ratna"}}
		some, all := access.Sees(before, "milk_place", row)
		qt.Check(t, qt.IsFalse(all || slices.Contains(some, "drop")), qt.Commentf("%s", role))
		before.Keys = append(before.Keys, "o:sri")
		_, all = access.Sees(before, "milk_place", row)
		qt.Check(t, qt.IsTrue(all), qt.Commentf("%s", role))
		some, all = access.Sees(before, "milk_place", []string{"f", "o:ani"})
		qt.Check(t, qt.IsFalse(all || slices.Contains(some, "drop")), qt.Commentf("%s sees another's", role))
	}
	for _, role := range []access.Role{access.Officer, access.Dispatcher, access.Treasurer, access.Midwife, access.Cadre, access.Courier} {
		some, all := access.Columns("milk_place", []access.Role{role}, "o")
		qt.Check(t, qt.IsTrue(!all && len(some) == 0), qt.Commentf("%s breaks no glass", role))
		_, may := access.May(access.Actor{Roles: []access.Role{role}}, access.Create("break_glass"))
		qt.Check(t, qt.IsFalse(may), qt.Commentf("%s", role))
	}
}
