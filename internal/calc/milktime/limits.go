package milktime

// Limits are the figures of one profile as a delivery keeps them: those that were
// in force when it was declared hold for it until its end.
type Limits struct {
	// Version is that of the signed table, 0 the program's own.
	Version int64   `json:"version,omitempty"`
	Profile Profile `json:"profile,omitempty"`
	Rules   []Rule  `json:"rules,omitempty"`
	// Prompt is how many seconds bottles may wait between hand-over and cooler
	// without counting as standing in the room.
	Prompt int64 `json:"prompt_seconds,omitempty"`

	// The figures of deliveries declared before there was a table: one limit a
	// place, no doubt between, no temperatures.
	Authority    string `json:"authority,omitempty"`
	Room         int64  `json:"room_seconds,omitempty"`
	Cooler       int64  `json:"cooler_seconds,omitempty"`
	Fridge       int64  `json:"fridge_seconds,omitempty"`
	ThawedRoom   int64  `json:"thawed_room_seconds,omitempty"`
	ThawedCooled int64  `json:"thawed_cooled_seconds,omitempty"`
}

// Rule is what holds for milk in one place.
type Rule struct {
	Thawed bool  `json:"thawed,omitempty"`
	Place  Place `json:"place"`
	// Shown is the strictest authority's, Hard the last that any allows.
	Shown Limit `json:"shown"`
	Hard  Limit `json:"hard"`
}

// Limit is how long, and up to which temperature the place counts as itself.
type Limit struct {
	Seconds int64   `json:"seconds"`
	MaxC    float64 `json:"max_c"`
}

// Tabled reports whether they come from a table: then readings count.
func (l Limits) Tabled() bool { return len(l.Rules) > 0 }

// anyC is above what a thermometer shows: the old figures knew no temperature.
const anyC = 1000

func (l Limits) rules() []Rule {
	if l.Tabled() {
		return l.Rules
	}
	one := func(thawed bool, p Place, seconds int64) Rule {
		limit := Limit{seconds, anyC}
		return Rule{thawed, p, limit, limit}
	}
	return []Rule{one(false, Room, l.Room), one(false, Cooler, l.Cooler), one(false, Fridge, l.Fridge),
		one(true, Room, l.ThawedRoom), one(true, Cooler, l.ThawedCooled), one(true, Fridge, l.ThawedCooled)}
}
