package money

import (
	"strconv"
	"strings"
)

// The words of numbers below twelve; sebelas is a word of its own.
var units = []string{"", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"}

// Terbilang writes a whole number in Indonesian words, as sums stand on receipts:
// 1,050,000 is "satu juta lima puluh ribu". Minus comes before it. It knows numbers
// up to 10^15 - 1 (triliun); beyond that it gives the digits.
func Terbilang(n int64) string {
	switch {
	case n == 0:
		return "nol"
	case n <= -1_000_000_000_000_000 || n >= 1_000_000_000_000_000:
		return strconv.FormatInt(n, 10)
	case n < 0:
		return "minus " + Terbilang(-n)
	}
	return strings.Join(spell(n), " ")
}

// spell gives the words of a positive number. One hundred and one thousand are
// seratus and seribu; one of anything larger is satu.
func spell(n int64) []string {
	for _, s := range []struct {
		size int64
		one  string
		word string
	}{{1_000_000_000_000, "satu triliun", "triliun"}, {1_000_000_000, "satu miliar", "miliar"}, {1_000_000, "satu juta", "juta"},
		{1000, "seribu", "ribu"}, {100, "seratus", "ratus"}} {
		if n < s.size {
			continue
		}
		words := []string{s.one}
		if n/s.size > 1 {
			words = append(spell(n/s.size), s.word)
		}
		return append(words, spell(n%s.size)...)
	}
	switch {
	case n >= 20:
		return append([]string{units[n/10], "puluh"}, spell(n%10)...)
	case n >= 12:
		return []string{units[n-10], "belas"}
	case n > 0:
		return []string{units[n]}
	}
	return nil
}
