package text

import (
	"strconv"
	"strings"
)

// marks are what stands between thousands and before a fraction: 1.234,5 in
// Indonesian, 1,234.5 in English. The app writes them alike (ui/src/lib/format.ts).
func marks(lang string) (thousands, fraction string) {
	if lang == EN {
		return ",", "."
	}
	return ".", ","
}

// Number is a whole number with its thousands apart: 1.234, in English 1,234.
func Number(lang string, n int64) string {
	digits, minus := strings.CutPrefix(strconv.FormatInt(n, 10), "-")
	between, _ := marks(lang)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + between + digits[i:]
	}
	if minus {
		return "-" + digits
	}
	return digits
}

// Rp is rupiah as people read it: Rp 25.000, in English Rp 25,000; minus before the sign.
func Rp(lang string, n int64) string {
	digits, minus := strings.CutPrefix(Number(lang, n), "-")
	if minus {
		return "-Rp " + digits
	}
	return "Rp " + digits
}

// Fixed is a figure with so many digits of a fraction, as it is read from a scale
// or a table: 7,40, in English 7.40. Thousands are not set apart.
func Fixed(lang string, v float64, digits int) string {
	_, mark := marks(lang)
	return strings.Replace(strconv.FormatFloat(v, 'f', digits, 64), ".", mark, 1)
}

// Decimal is Fixed without the zeros at its end: 7,4 and 7.
func Decimal(lang string, v float64, digits int) string {
	s := Fixed(lang, v, digits)
	if digits == 0 {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".,")
}
