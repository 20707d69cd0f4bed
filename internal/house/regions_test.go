package house_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
)

// The size of the country: Kepmendagri 300.2.2-2430 of 2025.
const (
	regenciesOfAll, districtsOfAll, villagesOfAll = 514, 7285, 83762
	everyRegion                                   = house.Provinces + regenciesOfAll + districtsOfAll + villagesOfAll
)

// country is a list of the right size: districts and villages spread evenly, names
// invented, one district real.
func country() string {
	var b strings.Builder
	b.WriteString("kode,nama\n")
	villages := 0
	for d := range districtsOfAll {
		of := d % regenciesOfAll
		p, r := 11+of%house.Provinces, of/house.Provinces+1
		if d < house.Provinces {
			fmt.Fprintf(&b, "%d,Provinsi %d\n", p, p)
		}
		if d < regenciesOfAll {
			fmt.Fprintf(&b, "%d.%02d,KABUPATEN NO %d\n", p, r, d)
		}
		code := fmt.Sprintf("%d.%02d.%02d", p, r, d/regenciesOfAll+1)
		fmt.Fprintf(&b, "%s,\"Kecamatan, %d\"\n", code, d)
		for v := 1; villages*districtsOfAll < (d+1)*villagesOfAll; v++ {
			villages++
			fmt.Fprintf(&b, "%s.2%03d,Suka Maju %d\n", code, v, villages)
		}
	}
	return b.String()
}

// bothEmpty tells a story on each database with nothing in it.
func bothEmpty(t *testing.T, story func(m *atlas)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) { story(&atlas{t, db}) })
}

type atlas struct {
	t  *testing.T
	db *store.DB
}

func (m *atlas) load(text string) house.Loading {
	m.t.Helper()
	list, _, err := house.ReadRegions(strings.NewReader(text))
	qt.Assert(m.t, qt.IsNil(err))
	last := 0
	n, err := house.LoadRegions(m.t.Context(), m.db, list, func(done, of int) {
		qt.Check(m.t, qt.IsTrue(done > last && done <= of))
		last = done
	})
	qt.Assert(m.t, qt.IsNil(err))
	return n
}

func (m *atlas) bps(text string) house.Loading {
	m.t.Helper()
	table, err := house.ReadBPS(strings.NewReader(text))
	qt.Assert(m.t, qt.IsNil(err))
	n, err := house.LoadBPS(m.t.Context(), m.db, table)
	qt.Assert(m.t, qt.IsNil(err))
	return n
}

func (m *atlas) read(f func(tx *store.Tx) error) {
	m.t.Helper()
	qt.Assert(m.t, qt.IsNil(m.db.Read(m.t.Context(), f)))
}

func (m *atlas) count() (n [4]int64) {
	m.t.Helper()
	m.read(func(tx *store.Tx) (err error) { n, err = house.CountRegions(tx); return err })
	return n
}

// knows checks what the NIK's check is told of a code.
func (m *atlas) knows(code string, known, loaded bool) {
	m.t.Helper()
	m.read(func(tx *store.Tx) error {
		k, l, err := house.KnownRegion(tx, code)
		qt.Check(m.t, qt.Equals(k, known), qt.Commentf("%s known", code))
		qt.Check(m.t, qt.Equals(l, loaded), qt.Commentf("%s loaded", code))
		return err
	})
}

func (m *atlas) bpsOf(code string) (bps string) {
	m.t.Helper()
	m.read(func(tx *store.Tx) (err error) { bps, err = house.BPSCode(tx, code); return err })
	return bps
}

func TestTheWholeCountryIsLoadedOnceAndAgain(t *testing.T) {
	text := country()
	bothEmpty(t, func(m *atlas) {
		m.knows("331314", false, false)
		half := strings.SplitAfterN(text, "\n", 30_000)
		m.load(strings.Join(half[:29_999], "")) // the power went off in the middle
		m.load(text)
		qt.Check(m.t, qt.Equals(m.count(), [4]int64{house.Provinces, regenciesOfAll, districtsOfAll, villagesOfAll}))
		again := m.load(text)
		qt.Check(m.t, qt.Equals(again, house.Loading{Listed: everyRegion}), qt.Commentf("the same file twice changes nothing"))
		m.knows("110101", true, true)
		m.knows("11.01.01.2001", true, true)
		m.knows("110199", false, true)
		m.knows("990101", false, true)
		m.knows("3399", false, true)
		m.knows("", false, false)
		m.knows("11010x", false, false)
		one := m.load("code,name\n11.01.01,Bakongan\n")
		qt.Check(m.t, qt.Equals(one.Changed, 1), qt.Commentf("only what is named otherwise"))
	})
}

func TestAListOfOneProvinceSaysNothingOfTheOthers(t *testing.T) {
	bothEmpty(t, func(m *atlas) {
		// As laravolt/indonesia writes it: no line of names, no dots, and points.
		n := m.load("3313142002,331314,ALASTUWO,-7.53854,110.93755,57762\n3313142003,331314,MACANAN,,,57762\n")
		qt.Check(m.t, qt.Equals(n.Listed, 2))
		qt.Check(m.t, qt.Equals(m.count(), [4]int64{1, 1, 1, 2}), qt.Commentf("what lies above has a place, without a name"))
		m.knows("331314", true, true)
		m.knows("331399", false, true)
		m.knows("351020", false, false)
		// As idn-area-data writes it: the code of what lies above in between, no points.
		n = m.load("code,district_code,name\n33.13.14.2002,33.13.14,Alastuwo\n")
		qt.Check(m.t, qt.Equals(n.Changed, 1))
		m.read(func(tx *store.Tx) error {
			var name string
			var lat float64
			_, err := tx.One("SELECT name, lat FROM region WHERE code = '33.13.14.2002'", nil, &name, &lat)
			qt.Check(m.t, qt.Equals(name, "Alastuwo"))
			qt.Check(m.t, qt.Equals(lat, -7.53854), qt.Commentf("the point stays"))
			return err
		})
		n = m.load("\ufeffKode;Nama\n33;Jawa Tengah\n33.13.14;Kebakkramat\n")
		qt.Check(m.t, qt.Equals(n.Changed, 2))
		qt.Check(m.t, qt.Equals(m.load("33.13,Karanganyar\n").Changed, 1), qt.Commentf("two columns, no names"))
	})
}

func TestTheCodesOfTheStatisticsOfficeAreLookedUp(t *testing.T) {
	bothEmpty(t, func(m *atlas) {
		qt.Check(m.t, qt.Equals(m.bpsOf("33.13.14.2002"), "3313140004"), qt.Commentf("shipped, before anything is loaded"))
		qt.Check(m.t, qt.Equals(m.bpsOf("3313142002"), "3313140004"))
		qt.Check(m.t, qt.Equals(m.bpsOf("35.10.20.2001"), ""), qt.Commentf("nobody has told it"))
		m.load("code,name\n33.13.14.2002,Alastuwo\n35.10.20.2001,Sempu\n33.13.14,Kebakkramat\n")
		qt.Check(m.t, qt.Equals(m.bpsOf("33.13.14.2002"), "3313140004"))
		table := "kode_bps,kode_dagri,nama\n3510150001,35.10.20.2001,Sempu\n3313140,331314,Kebakkramat\n1101010001,11.01.01.2001,Keude\n,33.13.14.2002,Alastuwo\n"
		qt.Check(m.t, qt.Equals(m.bps(table), house.Loading{Listed: 3, Changed: 2, Unknown: 1}))
		qt.Check(m.t, qt.Equals(m.bps(table), house.Loading{Listed: 3, Unknown: 1}), qt.Commentf("the same table twice changes nothing"))
		qt.Check(m.t, qt.Equals(m.bpsOf("35.10.20.2001"), "3510150001"))
		qt.Check(m.t, qt.Equals(m.bpsOf("33.13.14"), "3313140"))
		m.bps("33.13.14.2002,3313149999\n") // a newer one than what ships
		m.load("code,name\n33.13.14.2002,Alastuwo\n")
		qt.Check(m.t, qt.Equals(m.bpsOf("33.13.14.2002"), "3313149999"))
		qt.Check(m.t, qt.Equals(m.bpsOf("nonsense"), ""))
	})
}

func TestABadListSaysWhereAndChangesNothing(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "the list is empty, or no CSV",
		"a,b\n1,2\n":                         "no column is named code or kode",
		"code,b\n11,2\n":                     "no column is named name or nama",
		"code,name\n11,Aceh\n1,x\n":          "line 3: the code has not 2, 4, 6 or 10 digits",
		"code,name\n11,Aceh\n12,\n":          "line 3: no name",
		"code,name\n11,Aceh\n1101,a\n11,b\n": "line 4: 11 stands on line 2 already",
		"11,Aceh\n11,b\n":                    "line 2: 11 stands on line 1 already",
		"code,name\n11,\xff\n":               "line 2: the name is longer than 80 letters, or no text",
		"code,name\n11,a\tb\n":               "line 2: the name is longer than 80 letters, or no text",
		"code,name,bps_code\n11,a,123\n":     "line 2: the code of the statistics office has the wrong length",
		"code,name\n11,\"a\n":                `.*extraneous or missing " in quoted-field.*`,
	} {
		_, _, err := house.ReadRegions(strings.NewReader(text))
		qt.Check(t, qt.ErrorMatches(err, want), qt.Commentf("%q", text))
	}
	_, err := house.ReadBPS(strings.NewReader("code,name\n11,a\n"))
	qt.Check(t, qt.ErrorMatches(err, "no column is named bps_code or kode_bps"))
	_, _, err = house.ReadRegions(bytes.NewReader(make([]byte, 65<<20)))
	qt.Check(t, qt.ErrorMatches(err, "the list has more than 64 MB.*"))
	list, stray, err := house.ReadRegions(strings.NewReader("code,name,lat,lon\n11,a,110.9,-7.5\n12,b,-7.5,110.9\n13,c,,\n14,d,x,1\n"))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(stray, 2), qt.Commentf("latitude and longitude changed places"))
	qt.Check(t, qt.IsTrue(list[0].Point.IsZero() && list[1].Point.Lat == -7.5))
}

// FuzzRegions reads any list: whole, or not at all with a reason.
func FuzzRegions(f *testing.F) {
	own, err := os.ReadFile("villages.csv")
	qt.Assert(f, qt.IsNil(err))
	for _, seed := range []string{string(own), "kode;nama\n11;Aceh", "3313142002,331314,A,-7.5,110.9,57762\n", "code,bps_code\n11,11\n", "11,a\n11.01,\"b\nc\"\n", "\ufeff11\tx"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, stray, err := house.ReadRegions(strings.NewReader(text))
		if err != nil && (list != nil || stray != 0) {
			t.Fatalf("half a list with %v", err)
		}
		seen := map[string]bool{}
		for _, r := range list {
			if r.Level() < house.Province || r.Level() > house.Village || seen[r.Code] || r.Name == "" || !utf8.ValidString(r.Name) || !r.Point.Valid() {
				t.Fatalf("%+v", r)
			}
			seen[r.Code] = true
		}
		table, err := house.ReadBPS(strings.NewReader(text))
		for _, r := range table {
			if r.BPS == "" {
				t.Fatalf("%+v %v", r, err)
			}
		}
	})
}

// region makes a running server know some villages beyond those it ships with.
func (s *stage) region(text string) {
	s.t.Helper()
	(&atlas{s.t, s.h.DB}).load(text)
}

func TestTheFirstPageFindsAnyVillageOnceTheCountryIsLoaded(t *testing.T) {
	both(t, func(s *stage) {
		link, err := s.h.FirstRunLink(s.t.Context())
		qt.Assert(s.t, qt.IsNil(err))
		link = strings.TrimPrefix(link, s.srv.URL)
		qt.Check(s.t, qt.IsFalse(strings.Contains(s.send("GET", link, nil).body, `name="q"`)), qt.Commentf("nothing to search in yet"))
		s.region("code,name,lat,lon\n51.03,Kabupaten Badung,,\n51.03.05,Kuta Utara,,\n51.03.05.1001,Kerobokan Kaja,-8.64,115.17\n51.03.05.2002,Tibu Beneng,,\n33.13.14.2001,Banjarharjo,,\n")
		page := s.send("GET", link, nil).body
		qt.Check(s.t, qt.StringContains(page, `name="q"`))
		qt.Check(s.t, qt.StringContains(page, "Alastuwo"))
		qt.Check(s.t, qt.IsFalse(strings.Contains(page, "Kerobokan")))
		f := form()
		f["village"] = []string{"33.13.14.2001", "51.03.05.2002"}
		f.Set("search", "1")
		for _, words := range []string{"kutautara", "TIBUBENENG", "510305", "51.03.05.2002"} {
			f.Set("q", words)
			page = s.send("POST", link, f).body
			qt.Check(s.t, qt.StringContains(page, "Kuta Utara, Kabupaten Badung"), qt.Commentf("%s", words))
			qt.Check(s.t, qt.StringContains(page, `value="51.03.05.2002" checked`))
			qt.Check(s.t, qt.StringContains(page, `value="33.13.14.2001" checked`), qt.Commentf("what was chosen stays on the page"))
			qt.Check(s.t, qt.StringContains(page, `value="dr. Ratna"`))
			qt.Check(s.t, qt.IsFalse(strings.Contains(page, password)))
		}
		f.Set("q", "%")
		qt.Check(s.t, qt.Equals(s.send("POST", link, f).status, 200))

		f.Del("search")
		r := s.send("POST", link, f)
		qt.Check(s.t, qt.Equals(r.status, 422), qt.Commentf("Tibubeneng has no point, and none was told"))
		f.Set("point", "115.15, -8.64")
		qt.Check(s.t, qt.Equals(s.send("POST", link, f).status, 422), qt.Commentf("changed places"))
		f.Set("point", "-8.64, 115.15")
		qt.Assert(s.t, qt.Equals(s.send("POST", link, f).status, 200))
		points := map[string]float64{}
		qt.Assert(s.t, qt.IsNil(s.h.DB.Read(s.t.Context(), func(tx *store.Tx) error {
			return tx.Each("SELECT facility_id, id, lat FROM village", nil, func(scan func(...any) error) error {
				var facility, id string
				var lat float64
				err := scan(&facility, &id, &lat)
				points[id] = lat
				return err
			})
		})))
		qt.Check(s.t, qt.DeepEquals(points, map[string]float64{"33.13.14.2001": -7.53589, "51.03.05.2002": -8.64}))
	})
}
