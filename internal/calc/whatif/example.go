package whatif

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"slices"

	"sambang/internal/core/fault"
)

// kebakkramat: 15 mothers, 30 on the list, three couriers (Puskesmas Kebakkramat I); ice
// keeps milk two hours. The five mothers a courier follow from these; speed and detour
// are those the dispatcher begins with. What is in Own nobody has published or measured.
//
//go:embed example/kebakkramat.json
var kebakkramat string

// sempu: one team, response in two hours, fetched in four, 5 kg of rice when that is
// missed (Puskesmas Sempu). How many ask a day is in Own, with all that Own lists.
//
//go:embed example/sempu.json
var sempu string

// Examples are the names of the rates that ship with the program.
func Examples() []string { return []string{"kebakkramat", "sempu"} }

// Example gives one of them; false when there is none of the name.
func Example(name string) (Rates, bool) {
	if !slices.Contains(Examples(), name) {
		return Rates{}, false
	}
	text := kebakkramat
	if name == "sempu" {
		text = sempu
	}
	r, err := ParseRates([]byte(text))
	return r, err == nil
}

// ParseRates reads rates that somebody has stated. Fields nobody knows are refused: a
// misspelt one would be a figure that is silently another.
func ParseRates(text []byte) (Rates, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var r Rates
	if err := d.Decode(&r); err != nil {
		return Rates{}, &fault.Error{Kind: fault.Invalid, Code: "whatif.bad_rates", Field: "file", Cause: err}
	}
	if f := r.Check(); f != nil {
		return Rates{}, f
	}
	return r, nil
}
