package experience_test

import (
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/shared/health"
)

func told(name, problem string, month, times int64, words string) experience.Told {
	return experience.Told{ID: ident.Named(name), Problem: problem, Month: month, What: words, Helped: "perah tiap dua jam", Times: times}
}

func names(all []experience.Told, of map[ident.ID]string) (out []string) {
	for _, t := range all {
		out = append(out, of[t.ID])
	}
	return out
}

func TestAProblemHasTheNameOfTheReason(t *testing.T) {
	for _, code := range experience.Problems {
		qt.Check(t, qt.SliceContains(health.Reasons, code))
	}
}

func TestTheSameProblemStandsBeforeSharedWords(t *testing.T) {
	of := map[ident.ID]string{}
	add := func(name, problem string, month, times int64, words string) experience.Told {
		of[ident.Named(name)] = name
		return told(name, problem, month, times, words)
	}
	all := []experience.Told{
		add("lain, tanpa kata sama", "teething", 5, 9, "gusi gatal"),
		add("lain, kata sama", "crying", 1, 0, "puting lecet berdarah"),
		add("sama, umur jauh", "sore_nipple", 5, 4, "perih"),
		add("sama, umur dekat", "sore_nipple", 2, 0, "perih"),
		add("sama, kata sama", "sore_nipple", 5, 0, "puting kanan lecet"),
	}
	got := experience.Similar(all, "sore_nipple", 1, "Puting saya lecet sejak kemarin", 10)
	qt.Assert(t, qt.DeepEquals(names(got, of), []string{"sama, kata sama", "sama, umur dekat", "sama, umur jauh", "lain, kata sama"}))
	qt.Check(t, qt.HasLen(experience.Similar(all, "sore_nipple", 1, "", 3), 3))
}

// Nothing similar is forgotten for something less similar, and the answer does not depend
// on the order in which experiences are kept.
func TestLikenessHasOneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []experience.Told
		for i := range rapid.IntRange(0, 12).Draw(t, "experiences") {
			all = append(all, told(rapid.StringMatching(`[a-z]{3}`).Draw(t, "name")+string(rune('a'+i)), rapid.SampledFrom(experience.Problems[:3]).Draw(t, "problem"),
				rapid.Int64Range(-1, 6).Draw(t, "month"), rapid.Int64Range(0, 3).Draw(t, "times"), rapid.SampledFrom([]string{"lecet", "demam tinggi", "lecet demam"}).Draw(t, "words")))
		}
		ask := func(in []experience.Told, most int) []experience.Told {
			return experience.Similar(in, "latch", 2, "lecet parah", most)
		}
		whole := ask(all, 100)
		shuffled := rapid.Permutation(all).Draw(t, "shuffled")
		again := ask(shuffled, 3)
		for i, e := range again {
			if e != whole[i] {
				t.Fatalf("%d: %v, in another order %v", i, whole[i], e)
			}
		}
	})
}

func TestNamesAreFound(t *testing.T) {
	known := []string{"Bu Dewi Lestari", "Kader Yuli"}
	qt.Check(t, qt.DeepEquals(experience.Names("Waktu itu Dewi dan Mbah Parti panik; dibantu yuli.", known), []string{"Dewi", "Parti"}),
		qt.Commentf("a word in small letters is a word"))
	qt.Check(t, qt.HasLen(experience.Names("Ibu ini menyusui tiap dua jam. Bidan membantu. Perah dulu, lalu susui.", known), 0))
}
