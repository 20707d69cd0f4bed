package sellers

import (
	_ "embed"

	"sambang/internal/core/ident"
	"sambang/internal/sim/census"
	"sambang/internal/sim/staff"
)

//go:embed cast.json
var castFile []byte

// cast is who sells, where, and of whom they tell.
type cast struct {
	Sellers  []seller          `json:"sellers"`
	Villages map[string]string `json:"villages"` // names by code
	People   []string          `json:"people"`
	Notes    []string          `json:"notes"`
	// Why, Appeal and Settled are said of the certificate that is taken back.
	Why     string `json:"why"`
	Appeal  string `json:"appeal"`
	Settled string `json:"settled"`
}

// seller is one of them.
type seller struct {
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Villages []string `json:"villages"`
	Days     []int64  `json:"days"`
	Language string   `json:"language"`
	Phone    string   `json:"phone"`
	Licence  string   `json:"licence"`
}

func (s seller) id() ident.ID { return named("seller " + s.Key) }

// Who of them something in particular happens to.
const (
	fails   = "satumi" // does not pass
	erring  = "kusno"  // whose certificate is taken back, and given again
	tired   = "juwar"  // does not come to the renewal
	wetOnce = "ginah"  // whose leaflets lay in the rain
)

func readCast() (cast, error) { return staff.Cast[cast]("sellers", castFile) }

// Slug is the health centre whose campaign is played.
const Slug = "sempu"

// Facility is its id.
func Facility() ident.ID { return census.Facility(Slug) }

func named(what string) ident.ID { return ident.Named("contoh sellers " + what) }

// chance is a number from 0 up that is always the same for a name.
func chance(name string) int { return staff.Chance(name) }

// percent reports whether something of a name happens that does so often.
func percent(name string, of int) bool { return staff.Percent(name, of) }

func pick[T any](list []T, name string) T { return list[chance(name)%len(list)] }
