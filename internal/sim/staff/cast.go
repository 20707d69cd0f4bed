package staff

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
)

// Cast reads who takes part in a play from its cast.json.
func Cast[C any](play string, file []byte) (c C, err error) {
	if err = json.Unmarshal(file, &c); err != nil {
		err = fmt.Errorf("%s: cast.json: %w", play, err)
	}
	return c, err
}

// Chance is a number from 0 up that is always the same for a name.
func Chance(name string) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	n := h.Sum64()
	n ^= n >> 33 // names that differ in their last letter only are to differ in every digit
	n *= 0xff51afd7ed558ccd
	n ^= n >> 33
	return int(n >> 2)
}

// Percent reports whether something of a name happens that does so often.
func Percent(name string, of int) bool { return Chance(name)%100 < of }
