package kasaba

import (
	_ "embed"

	"sambang/internal/core/ident"
	"sambang/internal/sim/census"
	"sambang/internal/sim/staff"
)

//go:embed cast.json
var castFile []byte

// cast is how families are called and what is said after a visit.
type cast struct {
	Mothers  []string `json:"mothers"`
	Surnames []string `json:"surnames"`
	Girls    []string `json:"girls"`
	Boys     []string `json:"boys"`
	Lanes    []string `json:"lanes"`
	Good     []string `json:"good"`
	Bad      []string `json:"bad"`
	Notes    []string `json:"notes"`
	Broken   []string `json:"broken"`
	// Seen closes a midwife's case, Talked the coordinator's task.
	Seen   string `json:"seen"`
	Talked string `json:"talked"`
}

func readCast() (cast, error) { return staff.Cast[cast]("kasaba", castFile) }

// Slug is the health centre whose massages are played.
const Slug = "coblong"

// Facility is its id.
func Facility() ident.ID { return census.Facility(Slug) }

func named(what string) ident.ID { return ident.Named("contoh kasaba " + what) }

// chance is a number from 0 up that is always the same for a name.
func chance(name string) int { return staff.Chance(name) }

// percent reports whether something of a name happens that does so often.
func percent(name string, of int) bool { return staff.Percent(name, of) }

func pick[T any](list []T, name string) T { return list[chance(name)%len(list)] }
