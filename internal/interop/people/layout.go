package people

import (
	"strings"

	"sambang/internal/shared/registry"
)

// Out is one person as a list tells of them: the row with the names of what it
// points to. RW and RT have three digits, phones are E.164.
type Out struct {
	registry.Row
	VillageName, PosyanduName string
}

// column is one column of a form that we write.
type column struct {
	header string
	tell   func(n int, o Out) string
}

func nothing(int, Out) string { return "" }

// own is our sheet. It begins with the codes of person and household, so that a
// list that was taken out, corrected and sent back finds its people again.
var own = []column{
	{"kode_warga", func(_ int, o Out) string { return string(o.Person) }},
	{"kode_keluarga", func(_ int, o Out) string { return string(o.Household) }},
	{"nama", func(_ int, o Out) string { return o.Name }},
	{"nik", func(_ int, o Out) string { return o.NIK }},
	{"no_kk", func(_ int, o Out) string { return o.KK }},
	{"hubungan", func(_ int, o Out) string { return relationWords[o.Relation] }},
	{"tgl_lahir", func(_ int, o Out) string { return o.Born }},
	{"tgl_lahir_perkiraan", func(_ int, o Out) string { return ya(o.BornGuessed) }},
	{"jenis_kelamin", func(_ int, o Out) string { return sexLetters[o.Sex] }},
	{"telepon", func(_ int, o Out) string { return strings.Join(o.Phones, " / ") }},
	{"nama_ibu", func(_ int, o Out) string { return o.Mother }},
	{"nik_ibu", func(_ int, o Out) string { return o.MotherNIK }},
	{"hpl", func(_ int, o Out) string { return o.Due }},
	{"hidup_sendiri", func(_ int, o Out) string { return ya(o.LivesAlone) }},
	{"disabilitas", func(_ int, o Out) string { return ya(o.Disabled) }},
	{"no_bpjs", func(_ int, o Out) string { return o.Insurance }},
	{"bahasa", func(_ int, o Out) string { return o.Languages }},
	{"desil", func(_ int, o Out) string { return decileText(o.Decile) }},
	{"sumber_desil", func(_ int, o Out) string { return o.DecileSource }},
	{"tgl_desil", func(_ int, o Out) string { return o.DecileOn }},
	{"no_sktm", func(_ int, o Out) string { return o.PovertyLetter }},
	{"tgl_sktm", func(_ int, o Out) string { return o.PovertyLetterOn }},
	{"penerbit_sktm", func(_ int, o Out) string { return o.PovertyLetterBy }},
	{"kode_rumah", func(_ int, o Out) string { return o.House }},
	{"desa", func(_ int, o Out) string { return o.VillageName }},
	{"dusun", func(_ int, o Out) string { return o.Hamlet }},
	{"rt", func(_ int, o Out) string { return o.RT }},
	{"rw", func(_ int, o Out) string { return o.RW }},
	{"alamat", func(_ int, o Out) string { return o.Street }},
	{"patokan", func(_ int, o Out) string { return o.Landmark }},
	{"petunjuk_jalan", func(_ int, o Out) string { return o.Directions }},
	{"posyandu", func(_ int, o Out) string { return o.PosyanduName }},
}

// eppgbm is the identity sheet of e-PPGBM in its newer form of 23 columns; the
// spelling is exact, for the application reads it so. What the register does not
// know (weight and length at birth, early breastfeeding) is left for the
// nutritionist to fill in.
var eppgbm = []column{
	{"No", func(n int, _ Out) string { return itoa(n) }},
	{"anak_ke", nothing},
	{"tgl_lahir", func(_ int, o Out) string { return o.Born }},
	{"jenis_kelamin", func(_ int, o Out) string { return sexWords[o.Sex] }},
	{"nomor_KK", func(_ int, o Out) string { return o.KK }},
	{"NIK", func(_ int, o Out) string { return o.NIK }},
	{"nama_anak", func(_ int, o Out) string { return o.Name }},
	{"usia_hamil", nothing}, {"berat_lahir", nothing}, {"panjang_lahir", nothing}, {"lingkar_kepala_lahir", nothing},
	{"kia", nothing}, {"kia_bayi_kecil", nothing}, {"imd", nothing},
	{"nama_ortu", func(_ int, o Out) string { return o.Mother }},
	{"nik_ortu", func(_ int, o Out) string { return o.MotherNIK }},
	{"hp_ortu", func(_ int, o Out) string { return home(o.Phones) }},
	{"alamat", func(_ int, o Out) string { return strings.TrimSpace(o.Hamlet + " " + o.Street) }},
	{"nama_posyandu", func(_ int, o Out) string { return o.PosyanduName }},
	{"rt", func(_ int, o Out) string { return o.RT }},
	{"rw", func(_ int, o Out) string { return o.RW }},
	{"hapus", nothing}, {"pindah", nothing},
}

var (
	relationWords = map[string]string{registry.HeadOfHousehold: "Kepala Keluarga", registry.Spouse: "Istri/Suami", registry.Child: "Anak", registry.Parent: "Orang Tua",
		registry.Grandchild: "Cucu", registry.OtherRelative: "Famili Lain", registry.NoRelative: "Lainnya"}
	sexLetters = map[string]string{"male": "L", "female": "P"}
	sexWords   = map[string]string{"male": "Laki-laki", "female": "Perempuan"}
)

func form(k Kind) []column {
	if k == EPPGBM {
		return eppgbm
	}
	return own
}

// Headers are the heads of the columns of a form that is written: Own or EPPGBM.
func Headers(k Kind) []string {
	var all []string
	for _, c := range form(k) {
		all = append(all, c.header)
	}
	return all
}

// Line is one person in a form; n counts the lines from 1.
func Line(k Kind, n int, o Out) []string {
	var all []string
	for _, c := range form(k) {
		all = append(all, c.tell(n, o))
	}
	return all
}

func ya(b bool) string {
	if b {
		return "ya"
	}
	return ""
}

func decileText(n int64) string {
	if n == 0 {
		return ""
	}
	return itoa(int(n))
}

// home writes a number as people at home dial it: 0812...
func home(phones []string) string {
	if len(phones) == 0 {
		return ""
	}
	if rest, ok := strings.CutPrefix(phones[0], "+62"); ok {
		return "0" + rest
	}
	return phones[0]
}
