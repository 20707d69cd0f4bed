package paper

import "sambang/internal/core/text"

// Words are those of a key of the catalogue, with what stands in its gaps given in pairs:
// the name of the gap and what it says.
func Words(lang, key string, pairs ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		with[pairs[i]] = pairs[i+1]
	}
	return text.T(lang, key, with)
}
