package mothers

import (
	_ "embed"

	"sambang/internal/core/ident"
	"sambang/internal/sim/census"
	"sambang/internal/sim/staff"
)

//go:embed cast.json
var castFile []byte

// cast is how children and groups are called and what mothers tell each other.
type cast struct {
	Girls   []string `json:"girls"`
	Boys    []string `json:"boys"`
	Seconds []string `json:"seconds"`
	Groups  []string `json:"groups"`
	Places  []string `json:"places"`
	Notes   []string `json:"notes"`
	Advice  []string `json:"advice"`
	Tales   []tale   `json:"tales"`
	Worries []worry  `json:"worries"`
}

// tale is what once helped somebody.
type tale struct {
	Problem string `json:"problem"`
	Month   int64  `json:"month"`
	What    string `json:"what"`
	Tried   string `json:"tried"`
	Helped  string `json:"helped"`
}

// worry is what somebody comes with.
type worry struct {
	Code  string `json:"code"`
	Words string `json:"words"`
}

func readCast() (cast, error) { return staff.Cast[cast]("mothers", castFile) }

// Slug is the health centre whose groups are played.
const Slug = "bojongnangka"

// Facility is its id.
func Facility() ident.ID { return census.Facility(Slug) }

func named(what string) ident.ID { return ident.Named("contoh mothers " + what) }

// chance is a number from 0 up that is always the same for a name.
func chance(name string) int { return staff.Chance(name) }

// percent reports whether something of a name happens that does so often.
func percent(name string, of int) bool { return staff.Percent(name, of) }

func pick[T any](list []T, name string) T { return list[chance(name)%len(list)] }

// called is the name of a child.
func (c cast) called(id ident.ID, sex string) string {
	first := c.Boys
	if sex == "female" {
		first = c.Girls
	}
	return pick(first, "first "+string(id)) + " " + pick(c.Seconds, "second "+string(id))
}
