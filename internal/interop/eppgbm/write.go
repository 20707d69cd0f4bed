package eppgbm

import (
	"strconv"
)

// Headers are the 20 columns of the measurement sheet, spelt as their upload wants them.
func Headers() []string {
	return []string{"No", "NIK", "nama_anak", "TANGGALUKUR", "BERAT", "TINGGI", "LILA", "lingkar_kepala", "Pitting_edema", "CARAUKUR", "vita",
		"asi_bulan_0", "asi_bulan_1", "asi_bulan_2", "asi_bulan_3", "asi_bulan_4", "asi_bulan_5", "asi_bulan_6", "kelas_ibu_balita", "mbg"}
}

// Line writes a row, numbered from 1. What is not known stays blank; the last two columns
// are none of ours and stay blank too.
func Line(n int, r Row) []string {
	out := make([]string, 0, len(Headers()))
	out = append(out, strconv.Itoa(n), r.NIK, r.Name, r.On, decimal(r.Grams, 1000, 2), decimal(r.Length, 100, 1), decimal(r.Arm, 100, 1), decimal(r.Head, 100, 1))
	out = append(out, oedema(r.Oedema), map[string]string{Lying: "terlentang", Standing: "berdiri"}[r.Position], word(r.VitaminA))
	for _, mark := range r.Marks {
		out = append(out, map[string]string{Yes: "ya", No: "tidak"}[mark])
	}
	return append(out, "", "")
}

// decimal writes units of 1/scale with a point, as their sheets have it; 0 is blank.
func decimal(v, scale int64, digits int) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(v)/float64(scale), 'f', digits, 64)
}

func oedema(grade int64) string {
	switch {
	case grade < 0:
		return ""
	case grade == 0:
		return "tidak"
	}
	return strconv.FormatInt(grade, 10)
}

func word(yes bool) string {
	if yes {
		return "ya"
	}
	return ""
}
