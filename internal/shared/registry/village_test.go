package registry_test

import (
	"testing"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
)

func TestAVillageIsFoundFromAPointAndFromAnAddress(t *testing.T) {
	villages := []registry.Village{{ID: "1", Name: "Dago", Lat: -6.870, Lon: 107.620}, {ID: "2", Name: "Sekeloa", Lat: -6.890, Lon: 107.622},
		{ID: "3", Name: "Lebak Gede", Lat: -6.893, Lon: 107.616}, {ID: "4", Name: "Gede", Lat: -6.95, Lon: 107.616}}
	for address, want := range map[string]ident.ID{
		"Jl. Sekeloa Utara no. 4":       "2",
		"gg. mawar, LEBAK GEDE, RT 02":  "3", // the longer name is meant
		"RT 02 RW 05":                   "",
		"Perumahan Dagoasri":            "", // a piece of a word is no name
		"Sekeloa, belakang pasar Dago":  "", // two of them: somebody has to say
		"Jl. Lebak no. 2, dekat Gede 1": "4",
		"":                              "",
	} {
		if v, found := registry.VillageIn(villages, address); v.ID != want || found != (want != "") {
			t.Errorf("%q: %q, want %q", address, v.ID, want)
		}
	}
	for at, want := range map[geo.Point]ident.ID{
		{Lat: -6.888, Lon: 107.622}: "2",
		{Lat: -6.871, Lon: 107.621}: "1",
		{Lat: -7.5, Lon: 107.622}:   "", // far from all of them
	} {
		if v, found := registry.VillageAt(villages, at); v.ID != want || found != (want != "") {
			t.Errorf("%v: %q, want %q", at, v.ID, want)
		}
	}
}
