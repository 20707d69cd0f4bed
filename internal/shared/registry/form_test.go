package registry_test

import (
	"regexp"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/shared/registry"
)

func TestPhonesComeInManyForms(t *testing.T) {
	for said, want := range map[string]string{
		"":                                   "",
		"0812-3456-7890":                     "+6281234567890",
		"62 812 3456 7890":                   "+6281234567890",
		"+62 (0)812.3456.7890":               "+6281234567890",
		"006281234567890":                    "+6281234567890",
		"81234567890":                        "+6281234567890",
		"\u200e+62\u00a0812‑3456‑7890\u202c": "+6281234567890",
		"+62812345678":                       "+62812345678",
		"+62812345678901":                    "+62812345678901", "+628123456789012": "bad",
		"0271 646123":   "+62271646123",
		"+65 6123 4567": "+6561234567",
		"0812345":       "bad",
		"119":           "bad",
		"+":             "bad",
		"+0812":         "bad",
		"62":            "bad",
		"0800 CALL ME":  "bad",
		"٠٨١٢٣٤٥٦٧٨٩٠":  "bad",
	} {
		got, err := registry.NormalPhone(said)
		if err != nil {
			got = "bad"
			qt.Check(t, qt.Equals(err.Code, "registry.bad_phone"))
		}
		qt.Check(t, qt.Equals(got, want), qt.Commentf("%q", said))
	}
}

func TestANIKIsNeverRefusedAndItsDoubtsAreTold(t *testing.T) {
	for said, kept := range map[string]string{"": "", "3313 1452 0398 0001": "3313145203980001", " 12x ": "12x"} {
		qt.Check(t, qt.Equals(registry.NormalNIK(said), kept), qt.Commentf("%q", said))
	}
	for _, c := range []struct {
		nik, born, sex string
		want           []string
	}{
		{"", "1998-03-12", "female", nil},
		{"3313145203980001", "1998-03-12", "female", nil},
		{"3313145203980001", "", "", nil},
		{"3313145203980001", "1998-03-13", "male", []string{"born", "sex"}},
		{"331314520398000", "", "", []string{"form"}},
		{"331314520398000x", "", "", []string{"form"}},
		{"3313147203980001", "1998-03-12", "female", []string{"date"}},
		{"3313145213980001", "", "", []string{"date"}},
		{"3313143200980001", "", "", []string{"date"}},
		{"3313145203980000", "", "", []string{"serial"}},
	} {
		qt.Check(t, qt.DeepEquals(registry.NIKDoubts(c.nik, c.born, c.sex), c.want), qt.Commentf("%+v", c))
	}
}

func FuzzPhone(f *testing.F) {
	for _, s := range []string{"", "0812-3456-7890", "+62 (0)812", "0062", "+65 6123 4567", "62"} {
		f.Add(s)
	}
	form := regexp.MustCompile(`^\+[1-9]\d{7,14}$`)
	f.Fuzz(func(t *testing.T, said string) {
		got, err := registry.NormalPhone(said)
		if err != nil || got == "" {
			return
		}
		if !form.MatchString(got) {
			t.Fatalf("%q became %q", said, got)
		}
		if again, err := registry.NormalPhone(got); err != nil || again != got {
			t.Fatalf("%q became %q and then %q", said, got, again)
		}
	})
}

func FuzzNIK(f *testing.F) {
	f.Add("3313145203980001", "1998-03-12")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, nik, born string) {
		if got := registry.NormalNIK(nik); registry.NormalNIK(got) != got {
			t.Fatalf("%q became %q and then something else", nik, got)
		}
		registry.NIKDoubts(nik, born, "female")
	})
}
