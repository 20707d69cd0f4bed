package milktime

const hour = int64(3600)

// The authorities compared. Where a figure was not seen in print by us but is what
// midwives quote, its evidence says so, and signing the table means: we have
// looked it up.
type authority struct {
	name string
	year int
}

var (
	cdc = authority{"CDC, Proper Storage and Preparation of Breast Milk", 2018}
	abm = authority{"ABM Clinical Protocol #8", 2017}
	old = authority{"ABM Clinical Protocol #8 (hospital and preterm babies)", 2004}
	who = authority{"WHO/UNICEF Baby-Friendly Hospital Initiative course", 2009}
	kia = authority{"Kemenkes, Buku KIA / IDAI", 2020}
)

const (
	found     = "found"
	knowledge = "general_knowledge"
	proposal  = "proposal"
)

func (a authority) says(hours int64, maxC float64, source, evidence string) Figure {
	return Figure{hours * hour, maxC, a.name, a.year, source, evidence}
}

// Defaults is the program's own table: shown is the strictest figure for a warm
// country, hard the last that a printed authority allows. Cooler: aim at 4 degrees,
// watch above 10, and above 15 or with the ice melted it counts as the room. That
// is our proposal, and so are 15 minutes between hand-over and cooler.
func Defaults() Table {
	return Table{Rows: append(term(), preterm()...), AimC: 4, AmberC: 10, PromptSeconds: 900}
}

func term() Rows {
	fridge, thawed := cdc.says(96, 4, "cdc-fridge", found), cdc.says(24, 4, "cdc-thaw-fridge", found)
	// Thawed milk in the cooler: no authority gives a figure. That of the refrigerator
	// holds while the cooler is as cold as one; warmer, up to the cooler's own limit,
	// is for a midwife to say.
	doubtfulCooler := cdc.says(24, 15, "cdc-thaw-fridge", found)
	ice := abm.says(24, 15, "abm-cooler", found)
	one := kia.says(336, -15, "kia-freezer-1", found)
	return Rows{
		{Term, Fresh, Room, kia.says(4, 32, "kia-room-hot", knowledge), who.says(4, 37, "who-hot", knowledge)},
		{Term, Fresh, Cooler, ice, ice},
		{Term, Fresh, Fridge, kia.says(72, 4, "kia-fridge", knowledge), fridge},
		{Term, Frozen, FreezerOneDoor, one, one},
		{Term, Frozen, Freezer, kia.says(2190, -18, "kia-freezer-2", found), cdc.says(4380, -18, "cdc-freezer", found)},
		{Term, Frozen, DeepFreezer, kia.says(4380, -20, "kia-freezer-deep", found), kia.says(8760, -20, "kia-freezer-deep", found)},
		{Term, Thawed, Room, cdc.says(1, 25, "cdc-thaw-room", found), cdc.says(2, 37, "cdc-thaw-room", found)},
		{Term, Thawed, Cooler, thawed, doubtfulCooler},
		{Term, Thawed, Fridge, thawed, thawed},
	}
}

// preterm has no doubt in time: milk of a small or ill baby is not argued about.
func preterm() Rows {
	never := func(maxC float64) Figure { return old.says(0, maxC, "preterm", found) }
	day := old.says(24, 4, "preterm", found)
	cooler := old.says(24, 15, "preterm", proposal)
	frozen := func(maxC float64) Figure { return old.says(2190, maxC, "preterm", found) }
	one := kia.says(336, -15, "kia-freezer-1", found)
	return Rows{
		{Preterm, Fresh, Room, never(32), never(37)},
		{Preterm, Fresh, Cooler, day, cooler},
		{Preterm, Fresh, Fridge, day, day},
		{Preterm, Frozen, FreezerOneDoor, one, one},
		{Preterm, Frozen, Freezer, frozen(-18), frozen(-18)},
		{Preterm, Frozen, DeepFreezer, frozen(-20), frozen(-20)},
		{Preterm, Thawed, Room, never(25), never(37)},
		{Preterm, Thawed, Cooler, day, cooler},
		{Preterm, Thawed, Fridge, day, day},
	}
}
