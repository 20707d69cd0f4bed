package sheet

import "strings"

// Fold brings a header into the form by which it is known: letters and digits only,
// in lower case. "Tgl. Lahir" and "TGL_LAHIR" are one.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s)
}
