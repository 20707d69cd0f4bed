package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
)

// The command of a house comes first, its photo later; who sees where the house
// stands sees the photo, and nobody else.
func TestThePhotoOfAHouseIsSeenByWhoSeesWhereItStands(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := &gallery{newTown(t, databaseFor(t, name)), nil}
			file, house, household := photo(g.t, 14), g.fresh(), g.fresh()
			hash := blob.Hash([]byte(file))
			set := registry.SetHouse{House: house, Village: here.villages[0], Hamlet: "Krajan", Photos: []string{hash}}
			officer := here.actor("officer")
			g.must(officer, "registry.set_house", set)
			g.must(officer, "registry.set_household", registry.SetHousehold{Household: household, House: house})

			g.session(here, "officer")
			qt.Check(g.t, qt.Equals(g.get(hash).code(), "blob.not_here"), qt.Commentf("still on the cadre's phone"))
			g.session(here, "courier")
			kept := g.sent(file) // whoever had the phone
			g.clock.Set(day + 2*3600*1_000_000)
			look := func(want map[string]int) {
				g.t.Helper()
				for who, status := range want {
					g.session(here, who)
					qt.Check(g.t, qt.Equals(g.get(hash).status, status), qt.Commentf("%s", who))
					qt.Check(g.t, qt.Equals(g.get(string(kept.ID)).status, status), qt.Commentf("%s", who))
				}
			}
			look(map[string]int{"officer": 200, "dispatcher": 200, "midwife": 200, "cadre": 200, "head": 404, "treasurer": 404, "courier": 404, "doctor": 404, "admin": 404})
			g.session(there, "officer")
			qt.Check(g.t, qt.Equals(g.get(string(kept.ID)).status, 404))

			set.HiddenAddress = true
			g.must(officer, "registry.set_house", set)
			look(map[string]int{"officer": 200, "cadre": 404})
			set.HiddenAddress, set.Photos = false, nil
			g.must(officer, "registry.set_house", set)
			look(map[string]int{"officer": 404})
			set.Photos = []string{hash}
			g.must(officer, "registry.set_house", set)
			far := registry.SetHouse{House: g.fresh(), Village: here.villages[1], Photos: []string{hash}} // the same photo at another house
			g.must(officer, "registry.set_house", far)
			g.must(officer, "registry.set_household", registry.SetHousehold{Household: g.fresh(), House: far.House})
			look(map[string]int{"officer": 200, "cadre": 200})
			set.Photos = nil
			g.must(officer, "registry.set_house", set)
			look(map[string]int{"officer": 200, "cadre": 404})
		})
	}
}

// A house where nobody lives is on nobody's page.
func TestThePhotoOfAnEmptyHouseIsNobodys(t *testing.T) {
	t.Parallel()
	g := &gallery{newTown(t, ""), nil}
	file := photo(g.t, 14)
	g.must(here.actor("officer"), "registry.set_house", registry.SetHouse{House: ident.Named("empty"), Village: here.villages[0], Photos: []string{blob.Hash([]byte(file))}})
	g.session(here, "cadre")
	g.sent(file)
	g.session(here, "officer")
	qt.Check(t, qt.Equals(g.get(blob.Hash([]byte(file))).status, 404))
}
