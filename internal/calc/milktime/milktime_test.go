package milktime

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
)

var noon = instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC))

func at(h float64) instant.Instant { return noon.Add(time.Duration(h * float64(time.Hour))) }

// stays reads "room 0, cooler 1.5": places and hours after expression.
type stays []any

func (s stays) list() (out []Stay) {
	for i := 0; i < len(s); i += 2 {
		out = append(out, Stay{s[i].(Place), at(s[i+1].(float64))})
	}
	return out
}

const day = 24.0

// What milk may be fed until, by what it went through. Each line names the row of
// the comparison of authorities that the answer comes from (testdata/authorities.csv).
func TestUntilWhenMilkMayBeFed(t *testing.T) {
	warm, melted := Reading{at(3), 16, false}, Reading{at(3), 8, true}
	for _, c := range []struct {
		story    string
		profile  Profile
		thawed   bool
		stays    stays
		readings []Reading
		use      float64 // hours after expression
		hard     float64
		state    Milk
		because  string
		source   string
	}{
		{"in the room since it was expressed", Term, false, stays{Room, 0.0}, nil, 4, 4, Fresh, "room", "kia-room-hot"},
		{"nothing known counts as the room", Term, false, nil, nil, 4, 4, Fresh, "room", "kia-room-hot"},
		{"in the cooler at once", Term, false, stays{Cooler, 0.0}, nil, 24, 24, Cooled, "cooler", "abm-cooler"},
		{"in the refrigerator: 72 hours shown, 96 the last", Term, false, stays{Fridge, 0.0}, nil, 72, 96, Cooled, "fridge", "kia-fridge, cdc-fridge"},
		{"cooling later gives nothing back", Term, false, stays{Room, 0.0, Cooler, 3.0}, nil, 4, 4, Cooled, "room", "kia-room-hot"},
		{"nor does freezing", Term, false, stays{Room, 0.0, Freezer, 3.0}, nil, 4, 4, Frozen, "room", "kia-room-hot"},
		{"out of the refrigerator into the cooler", Term, false, stays{Fridge, 0.0, Cooler, 1.0}, nil, 25, 25, Cooled, "cooler", "abm-cooler"},
		{"80 hours in the refrigerator, then the cooler", Term, false, stays{Fridge, 0.0, Cooler, 80.0}, nil, 72, 96, Cooled, "fridge", "kia-fridge, cdc-fridge"},
		{"frozen inside a one-door refrigerator", Term, false, stays{FreezerOneDoor, 0.0}, nil, 14 * day, 14 * day, Frozen, "freezer_one_door", "kia-freezer-1"},
		{"frozen behind a door of its own", Term, false, stays{Freezer, 0.0}, nil, 2190, 4380, Frozen, "freezer", "kia-freezer-2, cdc-freezer"},
		{"deep-frozen", Term, false, stays{DeepFreezer, 0.0}, nil, 4380, 8760, Frozen, "deep_freezer", "kia-freezer-deep"},
		{"thawed in the room: one hour, two at the most", Term, false, stays{Freezer, 0.0, Room, 100.0}, nil, 101, 102, Thawed, "thawed_room", "cdc-thaw-room"},
		{"thawed in the refrigerator", Term, false, stays{Freezer, 0.0, Fridge, 100.0}, nil, 124, 124, Thawed, "thawed_fridge", "cdc-thaw-fridge"},
		{"thawed, then carried in the cooler", Term, false, stays{Freezer, 0.0, Fridge, 100.0, Cooler, 110.0}, nil, 124, 124, Thawed, "thawed_fridge", "cdc-thaw-fridge"},
		{"thawed and frozen again: never", Term, false, stays{Freezer, 0.0, Fridge, 100.0, Freezer, 101.0}, nil, 101, 101, Thawed, "refrozen", "cdc-thaw-fridge"},
		{"thawed, nobody knows when: since it was expressed", Term, true, stays{Cooler, 0.0}, nil, 24, 24, Thawed, "thawed_cooler", "cdc-thaw-fridge"},
		{"thawed, nobody knows when, back in the freezer", Term, true, stays{Freezer, 2.0}, nil, 0, 0, Fresh, "refrozen", "cdc-thaw-fridge"},

		{"16 degrees in the cooler after three hours: the rest counts as room", Term, false, stays{Cooler, 0.0}, []Reading{warm}, 4, 7, Fresh, "warm", "sambang-ride"},
		{"the ice had melted: as room, whatever it showed", Term, false, stays{Cooler, 0.0}, []Reading{melted}, 4, 7, Fresh, "warm", "sambang-ride"},
		{"12 degrees in the cooler is watched and still a cooler", Term, false, stays{Cooler, 0.0}, []Reading{{at(3), 12, false}}, 24, 24, Cooled, "cooler", "abm-cooler"},
		{"a good reading later gives nothing back", Term, false, stays{Cooler, 0.0}, []Reading{warm, {at(4), 3, false}}, 4, 7, Fresh, "warm", "sambang-ride"},
		{"8 degrees in the refrigerator: it was a cooler", Term, false, stays{Fridge, 0.0}, []Reading{{at(3), 8, false}}, 24, 27, Cooled, "warm", "abm-cooler"},
		{"34 degrees in the room: the Indonesian figure ends at 32", Term, false, stays{Room, 0.0}, []Reading{{at(1), 34, false}}, 0, 4, Fresh, "hot", "kia-room-hot, who-hot"},
		{"38 degrees: never above 37", Term, false, stays{Room, 0.0}, []Reading{{at(1), 38, false}}, 0, 1, Fresh, "hot", "who-hot"},
		{"-10 in the freezer: it has thawed", Term, false, stays{Freezer, 0.0}, []Reading{{at(50), -10, false}}, 24, 74, Thawed, "warm", "cdc-thaw-fridge"},
		{"thawed milk in a cooler of 8 degrees", Term, false, stays{Freezer, 0.0, Cooler, 100.0}, []Reading{{at(101), 8, false}}, 101, 124, Thawed, "warm", "cdc-thaw-fridge"},

		{"born early: not a second in the room", Preterm, false, stays{Room, 0.0}, nil, 0, 0, Fresh, "room", "preterm"},
		{"born early: a day in the refrigerator", Preterm, false, stays{Fridge, 0.0}, nil, 24, 24, Cooled, "fridge", "preterm"},
		{"born early: the cooler must be as cold as a refrigerator", Preterm, false, stays{Cooler, 0.0}, []Reading{{at(3), 6, false}}, 0, 24, Fresh, "warm", "preterm"},
		{"born early: three months frozen", Preterm, false, stays{DeepFreezer, 0.0}, nil, 2190, 2190, Frozen, "deep_freezer", "preterm"},
	} {
		t.Run(c.story, func(t *testing.T) {
			v := Judge(Defaults().For(c.profile, 0), History{noon, c.thawed, c.stays.list(), c.readings})
			qt.Check(t, qt.Equals(v.UseBy, at(c.use)))
			qt.Check(t, qt.Equals(v.HardBy, at(c.hard)))
			qt.Check(t, qt.Equals(v.Because, c.because))
			if c.because != "warm" && c.because != "hot" && c.because != "refrozen" {
				qt.Check(t, qt.Equals(v.State, c.state))
			}
		})
	}
}

func TestBetweenTheTwoLimitsItIsDoubtful(t *testing.T) {
	v := Judge(Defaults().For(Term, 0), History{Expressed: noon, Stays: []Stay{{Fridge, noon}}})
	for hours, want := range map[float64]Fitness{0: Fit, 72: Fit, 72.01: Doubtful, 96: Doubtful, 96.01: Past} {
		qt.Check(t, qt.Equals(v.At(at(hours)), want), qt.Commentf("after %v hours", hours))
	}
}

// What was declared before there was a table ends as it began: one limit a place,
// and no reading changes it.
func TestTheOldFiguresHoldForOldDeliveries(t *testing.T) {
	l := Limits{Authority: "Buku KIA", Room: 4 * hour, Cooler: 24 * hour, Fridge: 96 * hour, ThawedRoom: 2 * hour, ThawedCooled: 24 * hour}
	for _, c := range []struct {
		thawed bool
		stays  stays
		want   float64
	}{{false, stays{Fridge, 0.0}, 96}, {false, stays{Fridge, 0.0, Cooler, 1.0}, 25}, {true, stays{Room, 0.0}, 2}, {true, stays{Fridge, 0.0}, 24}} {
		v := Judge(l, History{noon, c.thawed, c.stays.list(), []Reading{{at(0.5), 30, false}}})
		qt.Check(t, qt.DeepEquals([]instant.Instant{v.UseBy, v.HardBy}, []instant.Instant{at(c.want), at(c.want)}))
	}
}
