package registry

import (
	"slices"
	"strings"
	"unicode"

	"sambang/internal/core/geo"
)

// nearVillage is how far from the middle of a village (metres) a point may lie and still be
// taken to be of it: the villages served are a few kilometres wide. Our own proposal.
const nearVillage = 10_000

// VillageAt is the village whose middle is nearest to a point; found is false where none is
// within ten kilometres. Nobody here has the borders of villages, so near one it may name the
// neighbour: whoever typed the point is shown the name and can change it.
func VillageAt(villages []Village, at geo.Point) (v Village, found bool) {
	least := float64(nearVillage)
	for _, one := range villages {
		if m := at.Metres(geo.Point{Lat: one.Lat, Lon: one.Lon}); m < least {
			v, found, least = one, true, m
		}
	}
	return v, found
}

// VillageIn is the village that an address names, word by word and in any case; found is false
// where it names none, or more than one: a longer name that holds another's (Lebak Gede, Gede)
// is the one that is meant.
func VillageIn(villages []Village, address string) (v Village, found bool) {
	said := plainWords(address)
	longest := 0
	for _, one := range villages {
		name := plainWords(one.Name)
		switch {
		case len(name) == 0 || len(name) < longest || !holds(said, name):
		case len(name) == longest:
			found = false
		default:
			v, found, longest = one, true, len(name)
		}
	}
	if !found {
		v = Village{}
	}
	return v, found
}

func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// holds reports whether words stand in others, one after the other.
func holds(said, words []string) bool {
	for i := range len(said) - len(words) + 1 {
		if slices.Equal(said[i:i+len(words)], words) {
			return true
		}
	}
	return false
}
