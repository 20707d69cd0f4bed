package people_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/sheet"
	"sambang/internal/interop/people"
	"sambang/internal/shared/registry"
)

var known = people.Known{Today: "2026-11-22", Villages: []people.Place{{ID: "33.13.14.2004", Name: "Nangsri"}, {ID: "32.01.02.2005", Name: "Bojong Nangka"}},
	Posyandus: []people.Place{{ID: ident.Named("melati"), Name: "Melati 1", Village: "33.13.14.2004"}}}

func row(number int, cells ...string) sheet.Row {
	r := sheet.Row{Number: number}
	for _, c := range cells {
		r.Cells = append(r.Cells, sheet.Cell{Text: c})
	}
	return r
}

// heads splits a line of headers as they stand in a file.
func heads(s string) []string { return strings.Split(s, ", ") }

// codes lists what was found, as column:code, an error with a mark of exclamation.
func codes(problems []people.Problem) string {
	var all []string
	for _, p := range problems {
		s := string(rune('0'+p.Column)) + ":" + strings.TrimPrefix(p.Code, "import.")
		if p.Error {
			s += "!"
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestFormsAreKnownByTheWordsAtTheirHead(t *testing.T) {
	identity := heads("No, anak_ke, tgl_lahir, jenis_kelamin, nomor_KK, NIK, nama_anak, usia_hamil, berat_lahir, panjang_lahir, lingkar_kepala_lahir, kia, kia_bayi_kecil, imd, nama_ortu, nik_ortu, hp_ortu, alamat, rt, rw, hapus, pindah")
	export := heads("No, NIK, Nama, JK, Tgl Lahir, BB Lahir, TB Lahir, Nama Ortu, Prov, Kab/Kota, Kec, Pukesmas, Desa/Kel, Posyandu, RT, RW, Alamat, Usia Saat Ukur, Tanggal Pengukuran, Berat, Tinggi, Cara Ukur, LiLA, BB/U, ZS BB/U, TB/U, ZS TB/U, BB/TB, ZS BB/TB, Naik Berat Badan, PMT Diterima (kg), Jml Vit A, KPSP, KIA, Detail")
	for _, c := range []struct {
		kind    people.Kind
		headers []string
	}{
		{people.EPPGBM, identity},
		{people.EPPGBM, append(append(identity[:18:18], "nama_posyandu"), identity[18:]...)},
		{people.EPPGBMTaken, export},
		{people.DTSEN, heads("ID_KELUARGA_DTSEN, NO_KK, NIK, NAMA, HUBUNGAN DENGAN KEPALA KELUARGA, TGL LAHIR, JENIS KELAMIN, ALAMAT, RT, RW, DESA, DESIL NASIONAL")},
		{people.Own, people.Headers(people.Own)},
		{people.Unknown, heads("Nama, Alamat")},
	} {
		m := people.Match(c.headers)
		qt.Check(t, qt.Equals(m.Kind, c.kind))
		qt.Check(t, qt.IsNil(m.Check()), qt.Commentf("%s", c.kind))
		if c.kind != people.DTSEN {
			qt.Check(t, qt.HasLen(m.Unmatched(), 0), qt.Commentf("%s: %v", c.kind, m.Unmatched()))
		}
	}
}

func TestAMappingIsChangedByHandButNotIntoNonsense(t *testing.T) {
	m := people.Match(heads("Nama Bumil, NIK, nik, Catatan"))
	qt.Check(t, qt.DeepEquals(m.Columns, []people.Field{"", people.NIK, "", ""}), qt.Commentf("the first of two counts"))
	qt.Check(t, qt.DeepEquals(m.Unmatched(), []int{1, 3, 4}))
	qt.Check(t, qt.Equals(m.Check().Code, "import.no_name_column"))
	m.Columns[0] = people.Name
	qt.Check(t, qt.IsNil(m.Check()))
	m.Columns[2] = people.NIK
	qt.Check(t, qt.Equals(m.Check().Code, "import.bad_mapping"))
	m.Columns[2] = "password"
	qt.Check(t, qt.Equals(m.Check().Code, "import.bad_mapping"))
	qt.Check(t, qt.Equals(people.Signature(heads("NIK, Nama")), people.Signature(heads("nik, NAMA."))))
	qt.Check(t, qt.IsFalse(people.Signature(heads("NIK, Nama")) == people.Signature(heads("Nama, NIK"))))
}

func TestTheHeadMayStandBelowATitle(t *testing.T) {
	at, found := people.FindHeader([]sheet.Row{row(1, "DAFTAR WARGA DESA NANGSRI"), row(3, "Puskesmas", "Kebakkramat I"), row(5, "No", "Nama", "NIK", "Alamat"), row(6, "1", "Sri")})
	qt.Check(t, qt.IsTrue(found && at == 2))
	_, found = people.FindHeader([]sheet.Row{row(1, "Sri", "Siti")})
	qt.Check(t, qt.IsFalse(found))
}

func TestARowIsReadWithWhatIsWrongInIt(t *testing.T) {
	m := people.Match(heads("Nama, NIK, Tgl Lahir, JK, No HP, RT, RW, Desa, Desil"))
	qt.Assert(t, qt.HasLen(m.Unmatched(), 0))
	r := people.NewReader(m, known)
	whole := []string{"Sri Wahyuni", "3313145203940001", "12/03/1994", "P", "0812-3456-7890", "2", "005", "Desa Nangsri", "2"}
	with := func(column int, text string) []string {
		c := append([]string(nil), whole...)
		c[column-1] = text
		return c
	}
	for _, c := range []struct {
		name, want string
		cells      []string
	}{
		{"all of it", "", whole},
		{"no name", "0:no_name!", with(1, " ")},
		{"a NIK that is too short", "2:nik_form", with(2, "33131452039")},
		{"a NIK of a man", "2:nik_not_sex", with(2, "3313141203940001")},
		{"a NIK of another day", "2:nik_not_born", with(2, "3313145303940001")},
		{"an impossible date", "3:bad_date!", with(3, "31/02/1994")},
		{"a birth to come", "3:born_ahead!", with(3, "1/1/2027")},
		{"no date", "", with(3, "-")},
		{"a sex nobody knows", "4:sex_unknown", with(4, "?")},
		{"a phone that is none", "5:phone_form", with(5, "tidak ada")},
		{"an RT of four digits", "6:rt_form", with(6, "0021")},
		{"a village of somebody else", "8:unknown_village!", with(8, "Alastuwo")},
		{"no village", "0:no_village!", with(8, "")},
		{"a village by its code", "", with(8, "3313142004")},
		{"a decile of eleven", "9:decile_form", with(9, "11")},
		{"a decile with a comma", "", with(9, "2,0")},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := r.Row(row(7, c.cells...))
			qt.Assert(t, qt.Equals(codes(problems), c.want))
			for _, p := range problems {
				qt.Check(t, qt.Equals(p.Row, 7))
			}
		})
	}
	got, _ := r.Row(row(7, whole...))
	qt.Assert(t, qt.DeepEquals(got, registry.Row{Name: "Sri Wahyuni", NIK: "3313145203940001", Born: "1994-03-12", Sex: "female", Phones: []string{"+6281234567890"},
		RT: "002", RW: "005", Village: "33.13.14.2004", Decile: 2, DecileSource: "dtsen"}))
}

func TestANumberThatTheSpreadsheetCutIsLeftOut(t *testing.T) {
	r := people.NewReader(people.Match(heads("Nama, NIK, Nomor KK, Desa")), known)
	s := row(2, "Sri", "3313145203940000", "3.31E+15", "Nangsri")
	s.Cells[1].Mark, s.Cells[2].Mark = sheet.Rounded, sheet.Rounded
	got, problems := r.Row(s)
	qt.Check(t, qt.Equals(got.NIK+got.KK, ""))
	qt.Check(t, qt.Equals(codes(problems), "2:number_cut 3:number_cut"))
}

func TestAgesRelationsAndPlacesOfAFamilyList(t *testing.T) {
	m := people.Match(heads("NO_KK, NAMA, SHDK, UMUR, LP, RT/RW, KELURAHAN, POSYANDU, TELP, LANSIA SENDIRI"))
	qt.Assert(t, qt.DeepEquals(m.Columns, []people.Field{people.KK, people.Name, people.Relation, people.Age, people.Sex, people.RTRW, people.Village, people.Posyandu, people.Phone, people.Alone}))
	r := people.NewReader(m, known)
	got, problems := r.Row(row(2, "3313140101900001", "Tukinem", "Orang Tua", "72 th", "Pr", "RT 02 / RW 5", "Kel. Nangsri", "Posyandu Melati 1", "0812 3456 7890 / 0271-646123", "ya"))
	qt.Check(t, qt.Equals(codes(problems), ""))
	qt.Check(t, qt.DeepEquals(got, registry.Row{Name: "Tukinem", KK: "3313140101900001", Relation: "parent", Born: "1954-05-23", BornGuessed: true, Sex: "female",
		RT: "002", RW: "005", Village: "33.13.14.2004", Posyandu: ident.Named("melati"), Phones: []string{"+6281234567890", "+62271646123"}, LivesAlone: true}))
	_, problems = r.Row(row(3, "123", "Wagiyem", "tetangga", "tua", "P", "-", "Nangsri", "Mawar", "", ""))
	qt.Check(t, qt.Equals(codes(problems), "1:kk_form 3:relation_unknown 4:age_form 8:unknown_posyandu"))
}

func TestWhoWasTakenOffAListIsNotTakenIn(t *testing.T) {
	m := people.Match(heads("nama_anak, anak_ke, alamat, hapus, pindah"))
	m.Village = "33.13.14.2004"
	r := people.NewReader(m, known)
	_, problems := r.Row(row(2, "Aisyah", "1", "Dukuh", "", ""))
	qt.Check(t, qt.Equals(codes(problems), ""))
	_, problems = r.Row(row(3, "Aisyah", "1", "Dukuh", "", "ya"))
	qt.Check(t, qt.Equals(codes(problems), "0:taken_off!"))
}

// What is written in our own form is read as it was.
func TestOurOwnSheetComesBackAsItWent(t *testing.T) {
	m := people.Match(people.Headers(people.Own))
	r := people.NewReader(m, known)
	word := rapid.StringMatching(`[A-Z][a-z]{1,12}( [A-Z][a-z]{1,12})?`)
	rapid.Check(t, func(t *rapid.T) {
		in := registry.Row{Person: ident.Named(word.Draw(t, "id")), Name: word.Draw(t, "name"), NIK: "3313145203940001", Born: "1994-03-12", Sex: "female",
			BornGuessed: rapid.Bool().Draw(t, "guessed"), Relation: rapid.SampledFrom(registry.Relations).Draw(t, "relation"), Village: "33.13.14.2004",
			RT: rapid.SampledFrom([]string{"", "001", "014"}).Draw(t, "rt"), RW: "005", Street: word.Draw(t, "street"), Hamlet: word.Draw(t, "hamlet"),
			LivesAlone: rapid.Bool().Draw(t, "alone"), Decile: rapid.Int64Range(0, 10).Draw(t, "decile"), Posyandu: ident.Named("melati"),
			Due: rapid.SampledFrom([]string{"", "2027-01-05"}).Draw(t, "due"), KK: "3313140101900001", House: registry.HouseCode("33.13.14.2004", 423),
			Phones: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"+6281234567890", "+62271646123", "+6561234567"}), 0, 3, rapid.ID).Draw(t, "phones")}
		if in.Decile > 0 {
			in.DecileSource = rapid.SampledFrom([]string{"dtsen", "data_desa"}).Draw(t, "source")
		}
		if len(in.Phones) == 0 {
			in.Phones = nil
		}
		out, problems := r.Row(row(2, people.Line(people.Own, 1, people.Out{Row: in, VillageName: "Nangsri", PosyanduName: "Melati 1"})...))
		if len(problems) > 0 {
			t.Fatalf("%v", problems)
		}
		if !reflect.DeepEqual(out, in) {
			t.Fatalf("%+v became %+v", in, out)
		}
	})
}

func TestTheFormOfEPPGBMIsSpeltExactly(t *testing.T) {
	line := people.Line(people.EPPGBM, 3, people.Out{Row: registry.Row{Name: "Aisyah", Born: "2026-01-20", Sex: "female", Mother: "Sri", Phones: []string{"+6281234567890"}, RT: "002", RW: "005"}, PosyanduName: "Melati 1"})
	qt.Check(t, qt.HasLen(line, 23))
	qt.Check(t, qt.Equals(strings.Join(people.Headers(people.EPPGBM), ","), "No,anak_ke,tgl_lahir,jenis_kelamin,nomor_KK,NIK,nama_anak,usia_hamil,berat_lahir,panjang_lahir,lingkar_kepala_lahir,kia,kia_bayi_kecil,imd,nama_ortu,nik_ortu,hp_ortu,alamat,nama_posyandu,rt,rw,hapus,pindah"))
	qt.Check(t, qt.Equals(strings.Join(line, ","), "3,,2026-01-20,Perempuan,,,Aisyah,,,,,,,,Sri,,081234567890,,Melati 1,002,005,,"))
}

func FuzzRow(f *testing.F) {
	f.Add("Nama", "Sri", "Tgl Lahir", "12/3/94", "RT/RW", "2/5")
	f.Add("NIK", "x", "Desa", "Nangsri", "No HP", "0812 atau 0813")
	f.Fuzz(func(t *testing.T, h1, c1, h2, c2, h3, c3 string) {
		m := people.Match([]string{h1, h2, h3, "nama"})
		for _, village := range []string{"", "33.13.14.2004"} {
			m.Village = village
			got, problems := people.NewReader(m, known).Row(row(1, c1, c2, c3, "x"))
			bad := false
			for _, p := range problems {
				bad = bad || p.Error
				if p.Code == "" || p.Column < 0 || p.Column > 4 {
					t.Fatalf("%+v", p)
				}
			}
			if !bad && (got.Name == "" || got.Village == "" && got.House == "" && got.Household == "") {
				t.Fatalf("%+v passed", got)
			}
		}
	})
}
