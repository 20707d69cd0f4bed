package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/door/api"
	"sambang/internal/shared/registry"
)

// sizes are the groups that are told of, with their houses.
func (h *hamlet) sizes() map[ident.ID]int64 {
	h.t.Helper()
	var list api.GroupList
	h.send("GET", "/api/v1/register/groups", nil).into(h.t, &list)
	out := map[ident.ID]int64{}
	for _, g := range list.Groups {
		out[g.Group] = g.Houses
	}
	return out
}

func TestTheHousesOfAGroupAreCounted(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		far, empty := h.fresh(), h.fresh()
		h.must(here.actor("officer"), "registry.set_group", registry.SetGroup{Group: far, Village: here.villages[1], Name: "Kenanga"})
		h.must(here.actor("officer"), "registry.set_group", registry.SetGroup{Group: empty, Village: here.villages[0], Name: "Anggrek"})
		h.session(here, "officer")
		qt.Check(t, qt.DeepEquals(h.sizes(), map[ident.ID]int64{h.group: 2, far: 0, empty: 0}))
		h.session(here, "midwife") // she serves the first village
		qt.Check(t, qt.DeepEquals(h.sizes(), map[ident.ID]int64{h.group: 2, empty: 0}))
		h.session(there, "officer")
		qt.Check(t, qt.HasLen(h.sizes(), 0))
	})
}

func TestEveryVersionOfATextIsShownTheNewestFirst(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		for _, version := range []string{"8", "9"} {
			h.must(here.actor("head"), "registry.publish_text", registry.PublishText{Purpose: "photo", Version: version, Basis: "consent", Wording: "Bolehkah rumah difoto? " + version})
		}
		h.session(here, "cadre")
		var list api.TextList
		h.send("GET", "/api/v1/register/texts", nil).into(t, &list)
		var versions []string
		for _, one := range list.Texts {
			if one.Purpose == "photo" {
				versions = append(versions, one.Version)
			}
		}
		qt.Assert(t, qt.IsTrue(len(versions) >= 2))
		qt.Check(t, qt.DeepEquals(versions[:2], []string{"9", "8"}))
		qt.Check(t, qt.DeepEquals(list.Purposes, registry.Purposes))
		qt.Check(t, qt.DeepEquals(list.Bases, registry.Bases))

		h.session(there, "officer")
		list = api.TextList{}
		h.send("GET", "/api/v1/register/texts", nil).into(t, &list)
		for _, one := range list.Texts {
			qt.Check(t, qt.Not(qt.Equals(one.Version, "9")))
		}
	})
}
