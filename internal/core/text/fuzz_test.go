package text

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sambang/internal/core/instant"
)

var rupiah = regexp.MustCompile(`^-?Rp \d{1,3}(\.\d{3})*$`)

// FuzzFormats writes any moment, length, sum and day in both languages.
func FuzzFormats(f *testing.F) {
	f.Add(int64(1_772_427_600_000_000), int64(90), int64(25_000), "2026-03-02")
	f.Add(int64(0), int64(-1), int64(-1<<63), "2026-02-30")
	f.Add(int64(-1<<63), int64(1<<62), int64(-999), "")
	f.Fuzz(func(t *testing.T, at, length, sum int64, day string) {
		for _, lang := range []string{ID, EN} {
			now := instant.Instant(at)
			said := []string{Hour(now, wib), Date(lang, now, wib), DayDate(lang, now, wib), Duration(lang, time.Duration(length)),
				Left(lang, now, now.Add(time.Duration(length)))}
			for _, s := range said {
				if s == "" || !utf8.ValidString(s) || strings.Contains(s, "{") || strings.Contains(s, "duration.") || strings.Contains(s, "month.") {
					t.Fatalf("%q of %d %d", s, at, length)
				}
			}
			if s := CivilDate(lang, day); len(day) != 10 && s != day {
				t.Fatalf("%q became %q", day, s)
			}
		}
		if s := Rp(ID, sum); !rupiah.MatchString(s) {
			t.Fatalf("%d is %q", sum, s)
		}
	})
}

// FuzzFill puts any text into any sentence, once.
func FuzzFill(f *testing.F) {
	f.Add("Halo {name}, {link}", "{link}", "x")
	f.Add("{name", "\x00", "{")
	f.Fuzz(func(t *testing.T, sentence, name, link string) {
		got := Fill(sentence, map[string]string{"name": name, "link": link})
		n, l := strings.Count(sentence, "{name}"), strings.Count(sentence, "{link}")
		if want := len(sentence) + n*(len(name)-6) + l*(len(link)-6); len(got) != want {
			t.Fatalf("%q with %q and %q became %q", sentence, name, link, got)
		}
	})
}
