package sticker_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/sticker"
	"sambang/internal/world"
)

// morning is a Thursday at Puskesmas Contoh, whose service number is 0271 000000.
const morning = "2026-11-19 09:00"

const oldNumber, newNumber = "+62271000000", "+62271999888"

// wall is a village with the houses of Kasan, Sri and Tumini, and the midwife Bidan.
type wall struct{ *world.World }

func street(w *world.World) wall {
	for _, name := range []string{"Kasan", "Sri", "Tumini"} {
		w.Home(name, world.Village).Resident(name, registry.Enter{Household: ident.Named("household " + name)})
	}
	return wall{w.Midwife("Bidan", world.Village)}
}

func at(name string) sticker.Which { return sticker.Which{House: ident.Named("house " + name)} }

func (w wall) of(name string) (s sticker.Sticker) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		s, _, err = sticker.Of(q, ident.Named("house "+name))
		return err
	})
	return s
}

func (w wall) code(name string) (code string) {
	w.Query(func(q journal.Query) error {
		h, _, err := registry.Houses.Get(q.Tx, q.Facility, ident.Named("house "+name))
		code = h.Code
		return err
	})
	return code
}

// list reads the list of houses in some states, as the codes of the houses.
func (w wall) list(ask sticker.Ask) (names []string, l sticker.List) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) { l, err = sticker.ListOf(q, ask); return err })
	for _, h := range l.Houses {
		for _, name := range []string{"Kasan", "Sri", "Tumini"} {
			if h.ID == ident.Named("house "+name) {
				names = append(names, name+" "+h.State)
			}
		}
	}
	return names, l
}

func TestAStickerGoesUpIsSeenAndGoes(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		v := street(w)
		code := v.code("Kasan")
		v.Forget().As("Bidan").Send("up", "sticker.put_up", sticker.PutUp{Which: sticker.Which{Code: code}, ConsentHow: "spoken"}).
			Events("sticker.put_up")
		up := v.of("Kasan")
		qt.Check(t, qt.Equals(up.State+" "+up.PutOn+" "+up.How+" "+up.Phone+" "+string(up.PutBy), "up 2026-11-19 spoken "+oldNumber+" "+string(ident.Named("Bidan"))))
		qt.Check(t, qt.DeepEquals(v.OnPhones("v:"+world.Village, "house_sticker"), []ident.ID{ident.Named("house Kasan")}))

		v.At("10:00").Send("seen", "sticker.seen", sticker.Seen{Which: at("Kasan")})
		qt.Check(t, qt.Equals(v.of("Kasan").SeenOn, "2026-11-19"))
		v.At("11:00").Send("torn", "sticker.gone", sticker.Missing{Which: at("Kasan"), Why: "torn"})
		gone := v.of("Kasan")
		qt.Check(t, qt.Equals(gone.State+" "+gone.Why+" "+gone.GoneOn+" "+gone.Phone, "gone torn 2026-11-19 "))

		v.At("12:00").Send("no", "sticker.refused", sticker.Refuse{Which: at("Sri")})
		qt.Check(t, qt.Equals(v.of("Sri").State, sticker.Refused))
		v.At("13:00").Send("yes", "sticker.put_up", sticker.PutUp{Which: at("Sri"), ConsentHow: "witness"})
		qt.Check(t, qt.Equals(v.of("Sri").State, sticker.Up), qt.Commentf("who refused may change their mind"))
		v.RebuildEquals()
	})
}

// Nothing goes on a wall before the family has agreed, and a misread code is found at
// once.
func TestNoStickerWithoutConsent(t *testing.T) {
	v := street(world.New(t, "", morning))
	for name, body := range map[string]sticker.PutUp{
		"sticker.no_consent":      {Which: at("Kasan")},
		"registry.bad_house_code": {Which: sticker.Which{Code: "02-0001-1"}, ConsentHow: "spoken"},
		"body.required":           {ConsentHow: "spoken"},
		"registry.bad_phone":      {Which: at("Kasan"), ConsentHow: "spoken", Phone: "tidak tahu"},
	} {
		_, err := v.As("Bidan").Try(name, "sticker.put_up", body)
		qt.Check(t, qt.Equals(fault.Of(err).Code, name))
	}
	qt.Check(t, qt.Equals(v.of("Kasan").State, ""))
}

// What happened last on the wall counts, not what was told last: the cadre's phone had no
// signal for three hours.
func TestWhatIsToldLateDoesNotTurnTheWallBack(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		v := street(w)
		v.As("Bidan").At("12:00").Send("gone", "sticker.gone", sticker.Missing{Which: at("Kasan"), Why: "fell"})
		v.At("12:30").Offline("10:00").Send("up", "sticker.put_up", sticker.PutUp{Which: at("Kasan"), ConsentHow: "signature"})
		s := v.of("Kasan")
		qt.Check(t, qt.Equals(s.State+" "+s.How+" "+s.PutOn, "gone signature 2026-11-19"), qt.Commentf("kept, and still gone"))
		v.Offline("11:00").Send("no", "sticker.refused", sticker.Refuse{Which: at("Kasan")})
		qt.Check(t, qt.Equals(v.of("Kasan").State, sticker.Gone))
		unknown := sticker.Which{Code: registry.HouseCode(world.Village, 4711)}
		out, err := v.Offline("11:00").Try("nowhere", "sticker.seen", sticker.Seen{Which: unknown})
		qt.Check(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Status, journal.Held), qt.Commentf("a house that nobody knows is looked at by a person"))
		v.RebuildEquals()
	})
}

// The health centre gets another number: every sticker with the old one waits to be
// replaced, also one that is put up from an old sheet afterwards.
func TestANewServiceNumberMarksTheOldStickers(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		v := street(w)
		v.As("Bidan").Send("up", "sticker.put_up", sticker.PutUp{Which: at("Kasan"), ConsentHow: "spoken"}).
			Send("gone", "sticker.gone", sticker.Missing{Which: at("Tumini"), Why: "unknown"})
		v.Forget().As("head").Send("number", "registry.set_numbers", registry.SetNumbers{ServicePhone: "0271 999888", EmergencyNumber: "119"}).
			Events("registry.numbers_set", "sticker.renumbered")
		qt.Check(t, qt.Equals(v.of("Kasan").State, sticker.Outdated))
		qt.Check(t, qt.Equals(v.of("Tumini").State, sticker.Gone))
		v.Forget().Send("again", "registry.set_numbers", registry.SetNumbers{ServicePhone: newNumber, EmergencyNumber: "119"}).Events()

		v.As("Bidan").Send("old sheet", "sticker.put_up", sticker.PutUp{Which: at("Sri"), ConsentHow: "spoken", Phone: "0271000000"})
		qt.Check(t, qt.Equals(v.of("Sri").State, sticker.Outdated))
		v.Send("seen", "sticker.seen", sticker.Seen{Which: at("Kasan")})
		qt.Check(t, qt.Equals(v.of("Kasan").State, sticker.Outdated), qt.Commentf("it hangs there, with the old number"))
		names, l := v.list(sticker.Ask{States: []string{sticker.Outdated}})
		qt.Check(t, qt.DeepEquals(names, []string{"Kasan outdated", "Sri outdated"}))
		qt.Check(t, qt.Equals(l.Phone, newNumber))
		v.Send("new", "sticker.put_up", sticker.PutUp{Which: at("Kasan"), ConsentHow: "spoken"})
		qt.Check(t, qt.Equals(v.of("Kasan").State+v.of("Kasan").Phone, sticker.Up+newNumber))

		v.As("head").Send("back", "registry.set_numbers", registry.SetNumbers{ServicePhone: oldNumber, EmergencyNumber: "119"})
		qt.Check(t, qt.Equals(v.of("Sri").State+" "+v.of("Kasan").State, "up outdated"), qt.Commentf("a number may come back"))
		v.RebuildEquals()
	})
}

// Who must not be found stands on no list of the wall: not as a house, not as somebody
// who lives there, not on a phone.
func TestAHiddenAddressIsOnNoList(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		v := street(w)
		v.As("Bidan").Send("up", "sticker.put_up", sticker.PutUp{Which: at("Kasan"), ConsentHow: "spoken"})
		names, l := v.list(sticker.Ask{})
		qt.Check(t, qt.DeepEquals(names, []string{"Kasan up", "Sri without", "Tumini without"}))
		qt.Check(t, qt.Equals(l.Counts[0].Houses, int64(3)))
		yes := true
		v.As("officer").Send("hide Sri", "registry.set_house", registry.SetHouse{House: ident.Named("house Sri"), Village: world.Village, HiddenAddress: true})
		v.Send("hide Kasan", "registry.correct", registry.Amend{Person: ident.Named("Kasan"), HiddenAddress: &yes})
		names, l = v.list(sticker.Ask{})
		qt.Check(t, qt.DeepEquals(names, []string{"Tumini without"}))
		qt.Check(t, qt.Equals(l.Counts[0].Houses, int64(1)))
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.Village, "house_sticker"), 0))
		qt.Check(t, qt.HasLen(v.OnPhones("f", "house_sticker"), 0))
		v.As("Bidan").Send("still there", "sticker.seen", sticker.Seen{Which: at("Kasan")})
		qt.Check(t, qt.HasLen(v.OnPhones("f", "house_sticker"), 0), qt.Commentf("telling of it brings it onto no list"))
		v.RebuildEquals()
	})
}

// The list goes by village and group of ten houses; a midwife reads her village.
func TestHousesWithoutAStickerByVillageAndGroup(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		v := street(w)
		melati := ident.Named("melati")
		v.As("officer").Send("group", "registry.set_group", registry.SetGroup{Group: melati, Village: world.Village, Name: "Melati"}).
			Send("in it", "registry.set_house", registry.SetHouse{House: ident.Named("house Sri"), Village: world.Village, Group: melati, RT: "2", RW: "5", Landmark: "dekat pos ronda"}).
			Home("Afar", world.OtherVillage)
		names, l := v.list(sticker.Ask{Group: melati, States: []string{sticker.Without}, Contact: true})
		qt.Check(t, qt.DeepEquals(names, []string{"Sri without"}))
		qt.Check(t, qt.Equals(l.Houses[0].Address+" / "+l.Houses[0].Landmark, "RT 002 / RW 005 / dekat pos ronda"))
		sum := map[string]int64{}
		for _, c := range l.Counts {
			sum[c.Village+" "+c.Name] = c.Without
		}
		qt.Check(t, qt.DeepEquals(sum, map[string]int64{world.Village + " ": 2, world.Village + " Melati": 1, world.OtherVillage + " ": 1}))
		_, l = v.list(sticker.Ask{Villages: []string{world.OtherVillage}})
		qt.Check(t, qt.HasLen(l.Houses, 1))
		_, l = v.list(sticker.Ask{Villages: []string{}})
		qt.Check(t, qt.HasLen(l.Houses, 0), qt.Commentf("who serves no village reads none"))
		names, l = v.list(sticker.Ask{Limit: 2, Village: world.Village})
		qt.Check(t, qt.DeepEquals(names, []string{"Kasan without", "Sri without"}))
		names, l = v.list(sticker.Ask{Limit: 2, Village: world.Village, After: l.After})
		qt.Check(t, qt.DeepEquals(names, []string{"Tumini without"}))
		qt.Check(t, qt.Equals(l.After, ""))
		v.Query(func(q journal.Query) error {
			codes, err := sticker.Printed(q, sticker.Ask{Codes: []string{v.code("Sri"), v.code("Kasan")}})
			qt.Check(t, qt.DeepEquals(codes, []string{v.code("Kasan"), v.code("Sri")}))
			return err
		})
	})
}

// A driver puts one up where he fetches somebody; he reads no list.
func TestWhoeverIsAtTheDoorMayPutOneUp(t *testing.T) {
	v := street(world.New(t, "", morning))
	v.Colleague("Slamet", access.Driver).As("Slamet").Send("up", "sticker.put_up", sticker.PutUp{Which: at("Kasan"), ConsentHow: "spoken"})
	_, err := v.Try("seen", "sticker.seen", sticker.Seen{Which: at("Kasan")})
	qt.Check(t, qt.Equals(fault.Of(err).Code, "not_found"))
	qt.Check(t, qt.Equals(v.of("Kasan").State, sticker.Up))
}
