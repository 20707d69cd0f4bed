package money_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/money"
)

func TestSumsAreWrittenInWords(t *testing.T) {
	for n, words := range map[int64]string{
		0:                 "nol",
		1:                 "satu",
		10:                "sepuluh",
		11:                "sebelas",
		12:                "dua belas",
		19:                "sembilan belas",
		20:                "dua puluh",
		21:                "dua puluh satu",
		100:               "seratus",
		111:               "seratus sebelas",
		200:               "dua ratus",
		999:               "sembilan ratus sembilan puluh sembilan",
		1000:              "seribu",
		1001:              "seribu satu",
		2000:              "dua ribu",
		25_000:            "dua puluh lima ribu",
		100_000:           "seratus ribu",
		101_100:           "seratus satu ribu seratus",
		675_000:           "enam ratus tujuh puluh lima ribu",
		1_000_000:         "satu juta",
		1_050_000:         "satu juta lima puluh ribu",
		11_000_011:        "sebelas juta sebelas",
		1_000_000_000:     "satu miliar",
		2_001_001_001:     "dua miliar satu juta seribu satu",
		1_000_000_000_000: "satu triliun",
		-25_000:           "minus dua puluh lima ribu",
	} {
		qt.Check(t, qt.Equals(money.Terbilang(n), words), qt.Commentf("%d", n))
	}
}

// value reads words back: what is said is what was meant, for any sum.
func value(words []string) (sum int64) {
	small := map[string]int64{"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11}
	var group, digit int64
	for _, w := range words {
		switch w {
		case "belas":
			group, digit = group+digit+10, 0
		case "puluh":
			group, digit = group+digit*10, 0
		case "seratus":
			group += 100
		case "ratus":
			group, digit = group+digit*100, 0
		case "seribu":
			sum += 1000
		case "ribu", "juta", "miliar", "triliun":
			sum += (group + digit) * map[string]int64{"ribu": 1000, "juta": 1_000_000, "miliar": 1_000_000_000, "triliun": 1_000_000_000_000}[w]
			group, digit = 0, 0
		default:
			digit = small[w]
		}
	}
	return sum + group + digit
}

func TestAnySumCanBeReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 1_000_000_000_000).Draw(t, "rupiah")
		if words := money.Terbilang(n); value(strings.Fields(words)) != n {
			t.Fatalf("%d is said as %q", n, words)
		}
	})
}
