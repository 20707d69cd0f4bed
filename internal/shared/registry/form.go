package registry

import (
	"slices"
	"strings"
	"time"

	"sambang/internal/core/fault"
)

// NormalPhone gives a phone number as E.164 (+6281234567890), or empty for none.
// Spaces, dots, dashes, slashes and brackets go; 0062, 62, 0 and a bare 8 at the
// start mean Indonesia; a 0 after +62 is dropped. An Indonesian mobile number
// begins with 8 and has 9 to 12 digits after +62, a fixed line 8 to 11; numbers
// of other countries have 8 to 15 digits in all (E.164).
func NormalPhone(s string) (string, *fault.Error) {
	bare, ok := strip(s)
	if !ok {
		return "", badPhone()
	}
	if bare == "" {
		return "", nil
	}
	var rest string
	switch {
	case strings.HasPrefix(bare, "+62"):
		rest = bare[3:]
	case strings.HasPrefix(bare, "+"):
		if n := len(bare) - 1; n < 8 || n > 15 || bare[1] == '0' {
			return "", badPhone()
		}
		return bare, nil
	case strings.HasPrefix(bare, "0062"):
		rest = bare[4:]
	case strings.HasPrefix(bare, "62"):
		rest = bare[2:]
	case strings.HasPrefix(bare, "0"):
		rest = bare[1:]
	case strings.HasPrefix(bare, "8"):
		rest = bare
	default:
		return "", badPhone()
	}
	rest = strings.TrimPrefix(rest, "0")
	if rest == "" || rest[0] == '0' || !lengthFits(rest) {
		return "", badPhone()
	}
	return "+62" + rest, nil
}

// lengthFits knows how many digits follow +62.
func lengthFits(rest string) bool {
	if rest[0] == '8' {
		return len(rest) >= 9 && len(rest) <= 12
	}
	return len(rest) >= 8 && len(rest) <= 11
}

// strip takes away what people put between digits; ok is false when anything
// else is left. Invisible marks of direction come along when a number is pasted.
func strip(s string) (bare string, ok bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r == '+' && b.Len() == 0:
			b.WriteRune(r)
		case strings.ContainsRune(" .-/()\t\u00a0\u200e\u200f\u202a\u202c\u2010\u2011\u2013", r):
		default:
			return "", false
		}
	}
	return b.String(), b.String() != "+"
}

func badPhone() *fault.Error { return fault.BadField("registry.bad_phone", "phone") }

// NormalNIK gives a NIK without the spaces and dots people put between its
// digits. Nothing is refused: a NIK is not corrected when it is wrong, and a
// wrong one is still what stands on her card. NIKDoubts says what is odd.
func NormalNIK(s string) string {
	if bare, ok := strip(s); ok {
		return bare
	}
	return strings.TrimSpace(s)
}

// The doubts about a NIK: not 16 digits; an impossible date or serial in it; a
// date or a sex that differs from what was told; a region that is not known.
const (
	NIKForm   = "form"
	NIKDate   = "date"
	NIKSerial = "serial"
	NIKBorn   = "born"
	NIKSex    = "sex"
	NIKRegion = "region"
)

// NIKDoubts says what is odd about a NIK beside the stated birth date and sex.
// PPRRDD DDMMYY NNNN: region of the first registration, day (a woman's plus 40),
// month, year, serial from 0001. Doubts are shown, never refused. Whether the
// region is known is for who has the list of regions.
func NIKDoubts(nik, born, sex string) []string {
	n := NormalNIK(nik)
	if n == "" {
		return nil
	}
	if len(n) != 16 || strings.Trim(n, "0123456789") != "" {
		return []string{NIKForm}
	}
	var doubts []string
	day, woman := two(n[6:]), false
	if day > 40 {
		day, woman = day-40, true
	}
	if month := two(n[8:]); day < 1 || day > 31 || month < 1 || month > 12 {
		doubts = append(doubts, NIKDate)
	} else if len(born) == 10 && (two(born[8:]) != day || two(born[5:]) != month || two(born[2:]) != two(n[10:])) {
		doubts = append(doubts, NIKBorn)
	}
	if sex != "" && woman != (sex == "female") {
		doubts = append(doubts, NIKSex)
	}
	if n[12:] == "0000" {
		doubts = append(doubts, NIKSerial)
	}
	return doubts
}

// two reads two digits.
func two(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

// dayAhead lets a birth of today stand wherever in the country the clock is.
const dayAhead = 24 * time.Hour

func utc() *time.Location { return time.UTC }

func validDay(s string) bool {
	t, err := time.Parse("2006-01-02", s)
	return err == nil && t.Year() >= 1900
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func oneOf(s string, of ...string) bool { return slices.Contains(of, s) }
