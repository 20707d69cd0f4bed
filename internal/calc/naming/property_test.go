package naming

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
)

// nameLike draws names as forms have them: syllables, initials, honorifics.
func nameLike() *rapid.Generator[string] {
	syllable := rapid.SampledFrom(strings.Fields("si ti sri nur wah yu ni mu ham mad ab dul oe dj tj sy kh ah i an a m. h. st. bu rr ii q x z ie ij uw ph o ' -"))
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "words") {
			for range rapid.IntRange(1, 4).Draw(t, "syllables") {
				b.WriteString(syllable.Draw(t, "syllable"))
			}
			b.WriteByte(' ')
		}
		return b.String()
	})
}

func TestWhoStandsInTheIndexIsFoundByTheirName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex()
		all := rapid.SliceOfN(nameLike(), 1, 8).Draw(t, "names")
		for i, name := range all {
			x.Put(Person{ID: ident.ID(fmt.Sprint(i)), Name: name})
		}
		for i, name := range all {
			if len(Fold(name)) == 0 {
				continue
			}
			if !slices.Contains(names(x.Find(Query{Text: name})), fmt.Sprint(i)) {
				t.Fatalf("%q is not found by the name, %q", name, Fold(name))
			}
		}
	})
}

func TestFoldingTwiceChangesNothingThatIsCompared(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := nameLike().Draw(t, "name")
		if upper := Fold(strings.ToUpper(name)); !slices.Equal(Fold(name), upper) {
			t.Fatalf("%q is %q in capitals", Fold(name), upper)
		}
		if spaced := Fold("  " + strings.ReplaceAll(name, " ", "   ")); !slices.Equal(Fold(name), spaced) {
			t.Fatalf("%q is %q with more spaces", Fold(name), spaced)
		}
	})
}

// TestTheIndexIsWhatWasPutIntoItLast compares a much changed index with a fresh
// one of the same people.
func TestTheIndexIsWhatWasPutIntoItLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lived, now := NewIndex(), map[ident.ID]Person{}
		for seq := range rapid.IntRange(1, 40).Draw(t, "changes") {
			id := ident.ID(fmt.Sprint(rapid.IntRange(0, 6).Draw(t, "who")))
			if rapid.IntRange(0, 3).Draw(t, "gone") == 0 {
				lived.Remove(id)
				delete(now, id)
				continue
			}
			p := Person{ID: id, Name: nameLike().Draw(t, "name"), Mother: nameLike().Draw(t, "mother"), House: fmt.Sprint("07-000", seq%3, "-1"), Born: fmt.Sprintf("19%02d-03-04", seq),
				Phones: []string{fmt.Sprint("08120000", 1000+seq%4), fmt.Sprint("08130000", 1000+seq%3)}, Seq: int64(seq)}
			lived.Put(p)
			now[id] = p
		}
		fresh := NewIndex()
		for _, p := range now {
			fresh.Put(p)
		}
		if lived.Len() != fresh.Len() || len(lived.words.ids) != len(fresh.words.ids) || len(lived.house) != len(fresh.house) || len(lived.phones) != len(fresh.phones) {
			t.Fatalf("%d people and %d tokens, not %d and %d", lived.Len(), len(lived.words.ids), fresh.Len(), len(fresh.words.ids))
		}
		for _, text := range []string{nameLike().Draw(t, "asked"), "1003", "07-0001-1", "4/3/1912"} {
			if a, b := lived.Find(Query{Text: text}), fresh.Find(Query{Text: text}); fmt.Sprint(a) != fmt.Sprint(b) {
				t.Fatalf("%q finds %v, in a fresh index %v", text, a, b)
			}
		}
	})
}

func TestDistanceIsTheSameBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.StringOfN(rapid.RuneFrom([]rune("abc")), 0, 8, -1)
		a, b := letters.Draw(t, "a"), letters.Draw(t, "b")
		if d, e := distance(a, b, 3), distance(b, a, 3); d != e || (d == 0) != (a == b) {
			t.Fatalf("%q and %q are %d apart, and %d", a, b, d, e)
		}
	})
	for _, c := range []struct {
		a, b string
		want int
	}{{"wahyuni", "wahuyni", 1}, {"sri", "sari", 1}, {"ani", "ana", 1}, {"siti", "sti", 1}, {"abcd", "badc", 2}, {"aminah", "rohman", 3}} {
		qt.Check(t, qt.Equals(distance(c.a, c.b, 2), c.want), qt.Commentf("%v", c))
	}
}

// FuzzFind: whatever somebody types or is called, nothing breaks, and who has a
// name of letters is found by it.
func FuzzFind(f *testing.F) {
	for _, seed := range [][2]string{{"Sri Wahyuni", "sri ibu partinah 12-03-1994"}, {"H. M. Ali, S.Pd", "07-0423-5"}, {"ﷺ محمد", "3313"}, {"İ ß æ œ", "+62 8"}, {"Jum'at", "99.99.9999"}, {"\xff\xfe", "\x00"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		x := village()
		x.Put(Person{ID: "it", Name: name, Mother: text, House: text, NIK: text, Born: text, Phones: []string{text, name}})
		for _, h := range append(x.Find(Query{Text: text}), x.Like(Person{Name: text, Mother: name, Born: name}, 5)...) {
			qt.Assert(t, qt.IsTrue(h.Score >= 0 && h.Score <= 1.0001), qt.Commentf("%v", h))
		}
		if len(name) > longestAsk || strings.ContainsFunc(name, unicode.IsDigit) || len(Fold(name)) == 0 {
			return
		}
		qt.Assert(t, qt.IsTrue(slices.Contains(names(x.Find(Query{Text: name, Limit: 50})), "it")), qt.Commentf("%q", Fold(name)))
		x.Remove("it")
		qt.Assert(t, qt.DeepEquals(len(x.words.ids), len(village().words.ids)))
	})
}
