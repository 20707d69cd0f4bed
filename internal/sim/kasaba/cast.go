package kasaba

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/fnv"

	"sambang/internal/core/ident"
	"sambang/internal/sim/census"
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

func readCast() (c cast, err error) {
	if err = json.Unmarshal(castFile, &c); err != nil {
		err = fmt.Errorf("kasaba: cast.json: %w", err)
	}
	return c, err
}

// Slug is the health centre whose massages are played.
const Slug = "coblong"

// Facility is its id.
func Facility() ident.ID { return census.Facility(Slug) }

func named(what string) ident.ID { return ident.Named("contoh kasaba " + what) }

// chance is a number from 0 up that is always the same for a name.
func chance(name string) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	n := h.Sum64()
	n ^= n >> 33 // names that differ in their last letter only are to differ in every digit
	n *= 0xff51afd7ed558ccd
	n ^= n >> 33
	return int(n >> 2)
}

// percent reports whether something of a name happens that does so often.
func percent(name string, of int) bool { return chance(name)%100 < of }

func pick[T any](list []T, name string) T { return list[chance(name)%len(list)] }
