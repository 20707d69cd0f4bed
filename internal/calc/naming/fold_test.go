package naming

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

func TestSpellingsOfOneNameFoldToTheSameTokens(t *testing.T) {
	for _, group := range [][]string{
		{"Soeharto", "Suharto"},
		{"Djoko Soesilo", "Joko Susilo", "DJOKO SUSILO"},
		{"Tjahjo", "Cahyo", "Tjahyo"},
		{"Sri Wahyuni", "Srie Wahyuni", "Sry Wahjuni", "Sriwahyuni", "Ibu Sri Wahyuni", "Hj. Sri Wahyuni, S.Pd", "Ny. Sri Wahyuni"},
		{"Siti Nur Hayati", "Sitinur Hayati", "St. Nurhayati", "Siti Noor Hajati", "SITI NURHAYATI", "Sitinurhayati"},
		{"Muhammad Rizki", "Moh. Rizqi", "Moch Rizky", "Mohamad Riski", "M. Rizki", "Muh. Rizkie", "Mochammad Rizki", "Mhd Rizki", "Moh.Rizki"},
		{"Abdul Rahman", "Abdurrahman", "Abd. Rahman", "Abdurahman", "H. Abdul Rahman", "Abdulrahman"},
		{"Abdullah", "Abdulloh"},
		{"Ahmad Fauzi", "Achmad Fauzi", "Akhmad Fauzi", "Ach. Fauzi", "Ahmad Fausi"},
		{"Aisyah", "Aisya", "A'isyah", "Aisjah", "Aisah"},
		{"Fitri Handayani", "Vitri Handajani", "Pitri Handayani, Amd.Keb", "fitri handayani A.Md.Keb."},
		{"Sulistyowati", "Sulistiowati", "Sulistijowati", "Soelistyowati", "Sulistiyowati"},
		{"Chairul Anwar", "Khairul Anwar", "Khoirul Anwar", "Khaerul Anwar", "Choirul Anwar"},
		{"Zainal Abidin", "Zaenal Abidin", "Sainal Abidin"},
		{"Suwarno", "Suarno", "Soewarno"},
		{"Siti Aminah binti Ahmad", "Siti Aminah Ahmad"},
		{"Anissa", "Anisa", "Annisa"},
		{"Yusuf", "Jusuf", "Yusup"},
		{"Chandra", "Candra", "Tjandra"},
		{"dr. Ratna Kusumaningrum", "Ratna Koesoemaningroem"},
		{"Almh. Partinah", "Partinah", "Mbah Partina", "Partinah (alm)"},
		{"By. Ny. Sri Lestari", "Bayi Ny Sri Lestari", "Sri Lestari"},
		{"José María", "Jose Maria"},
	} {
		want := Fold(group[0])
		for _, other := range group[1:] {
			qt.Check(t, qt.DeepEquals(Fold(other), want), qt.Commentf("%s as %s", other, group[0]))
		}
	}
}

func TestWhatIsNotOneNameStaysApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"Sri", "Tri"}, {"Nurul Hidayah", "Nur Hidayah"}, {"Joko", "Jaka"}, {"Siti Aminah", "Siti Maryam"}, {"By. Ny. Sri 1", "By. Ny. Sri 2"},
		{"By Ny Sri I", "By Ny Sri II"}, {"Anjani", "Ani"}, {"Sumiati", "Sumarti"}, {"Abdullah", "Abdul"},
	} {
		qt.Check(t, qt.Not(qt.DeepEquals(Fold(pair[0]), Fold(pair[1]))), qt.Commentf("%v", pair))
	}
}

func TestANameIsNeverFoldedAway(t *testing.T) {
	for _, name := range []string{"Bu", "Haji", "dr.", "An", "S.Pd", "H. M.", "ibu bapak"} {
		qt.Check(t, qt.Not(qt.HasLen(Fold(name), 0)), qt.Commentf("%q", name))
	}
	qt.Check(t, qt.HasLen(Fold("  . , - "), 0))
	qt.Check(t, qt.DeepEquals(Fold("Budi 3313140000000000"), []string{"budi"}))
	qt.Check(t, qt.HasLen(Fold(strings.Repeat("Budi ", 50)), mostTokens))
}

func TestAWordThatIsBeingTypedIsNoHonorificYet(t *testing.T) {
	qt.Check(t, qt.DeepEquals(fold("siti an", true), []string{"siti", "an"}))
	qt.Check(t, qt.DeepEquals(fold("siti an ", false), []string{"siti"}))
}
