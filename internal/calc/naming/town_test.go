package naming

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"sambang/internal/core/ident"
)

// town invents people as a health centre of East Java knows them: families in
// houses, few of whose names are rare. Everybody is invented. Frequencies fall
// as one over the rank, as those of real given names do.
type town struct {
	r      *rand.Rand
	people []Person
	women  []string
	men    []string
	serial map[string]int // of the NIK, for each region and day
}

func newTown(seed uint64, people int) *town {
	t := &town{r: rand.New(rand.NewPCG(seed, 7)), serial: map[string]int{}}
	t.women = coined("Su Par Kar Sar Mar War Ngat Pon Tuk Sam Wag Leg Tum Sut Suk Sum Sun Har Mul Wid Yun Ras Kas Rus Mis Jum Sul Pur Rub Tas Dar Sri",
		"iyem inah ini iyah yati wati iati ningsih tini mini sih astuti iyani rahayu atun ikah")
	t.men = coined("Su Par Kar Sar Mar War Ngat Pon Tuk Sam Wag Leg Tum Sut Suk Sum Sun Har Mul Wid Yun Ras Kas Rus Mis Jum Sul Pur Rub Tas Dar Bud",
		"man no to jo di yadi yono min ijan idi iran anto yanto tono ji wanto")
	for house := 1; len(t.people) < people; house++ {
		t.household(house)
	}
	return t
}

// coined are the one-word names of Java: a beginning and an end.
func coined(begins, ends string) []string {
	var all []string
	for _, e := range strings.Fields(ends) {
		for _, b := range strings.Fields(begins) {
			all = append(all, b+e)
		}
	}
	return all
}

var (
	girlFirst = strings.Fields("Siti Sri Dewi Nur Ani Aisyah Rina Putri Yuni Endang Wahyu Dwi Tri Eka Novi Ika Lilik Umi Khusnul Fitri Indah Ratna Rohmah Lailatul Nurul Anisa Dian Lestari Maya Wiwik Titik Zahra Naila Alya Qonita Syifa Intan Kartika Yulia Farida Evi Erna Luluk Hidayatul Mutiara Bunga Aulia Nabila Khoirun Zulfa")
	girlLast  = strings.Fields("Aminah Wahyuni Rahayu Hidayah Fatimah Handayani Lestari Astuti Khotimah Rahmawati Sulistyowati Utami Puspitasari Maryam Zulaikha Wulandari Ningsih Indrawati Kurniawati Maghfiroh Hasanah Nurjanah Sholihah Safitri Anggraini Yulianti Permatasari Mufidah Jannah Aini Laili Susanti Fitriani Kholifah Mukarromah Azizah Oktaviani Suryani Hartini Novitasari")
	boyFirst  = strings.Fields("Muhammad Ahmad Abdul Agus Eko Budi Joko Bambang Dwi Tri Slamet Imam Nur Hadi Rizki Fajar Andi Yusuf Arif Dedi Hendra Rudi Wahyu Zainal Fauzi Bagus Dimas Aditya Khoirul Saiful Misbahul Ainur Bayu Galih Taufik Ilham Reza Rafi Farhan Syaiful Junaidi Hasan Umar Ali Moch Achmad Iwan Sugeng Edi Heri")
	boyLast   = strings.Fields("Santoso Setiawan Prasetyo Rahman Hidayat Wibowo Saputra Kurniawan Nugroho Pratama Firmansyah Maulana Ramadhan Susanto Anwar Wijaya Gunawan Hakim Abidin Arifin Efendi Mustofa Rohman Alfarizi Fadillah Subekti Purnomo Utomo Haryanto Cahyono Siswanto Fauzan Rosyid Mahmudi Syahputra Zakaria Ghofur Latif Aziz Basori")
)

// pick takes the earlier ones oftener: the n-th as one over n + 3.
func (t *town) pick(from []string) string {
	for {
		i := t.r.IntN(len(from))
		if t.r.Float64() < 4/float64(i+4)+0.02 {
			return from[i]
		}
	}
}

func (t *town) name(female bool, year int) string {
	one, first, last := t.men, boyFirst, boyLast
	if female {
		one, first, last = t.women, girlFirst, girlLast
	}
	old := year < 1975
	switch p := t.r.Float64(); {
	case old && p < 0.6 || p < 0.1:
		return t.pick(one)
	case p < 0.75:
		return t.pick(first) + " " + t.pick(last)
	case p < 0.85:
		return t.pick(first)
	default:
		return t.pick(first) + " " + t.pick(first) + " " + t.pick(last)
	}
}

func (t *town) add(name, mother string, female bool, year int, like Person) Person {
	p := like
	p.ID = ident.Named(fmt.Sprint("person ", len(t.people)))
	p.Name, p.Mother, p.Sex = name, mother, "male"
	if female {
		p.Sex = "female"
	}
	m, d := 1+t.r.IntN(12), 1+t.r.IntN(28)
	p.Born = fmt.Sprintf("%04d-%02d-%02d", year, m, d)
	if p.BornGuessed = year < 1965 && t.r.IntN(3) == 0; p.BornGuessed {
		p.Born = fmt.Sprintf("%04d-07-01", year)
	}
	if t.r.IntN(4) > 0 {
		if female {
			d += 40
		}
		begin := fmt.Sprintf("351020%02d%02d%02d", d, m, year%100)
		t.serial[begin]++
		p.NIK = fmt.Sprintf("%s%04d", begin, t.serial[begin])
	}
	t.people = append(t.people, p)
	return p
}

// household invents a couple with children, now and then twins, a newborn without
// a name, a grandmother.
func (t *town) household(n int) {
	home := Person{House: fmt.Sprintf("%02d-%04d-%d", n%7+1, n%10000, n%10), Village: fmt.Sprintf("35.10.20.200%d", n%7+1)}
	if t.r.IntN(5) > 1 {
		home.Phones = []string{fmt.Sprintf("08%d", 1_000_000_000+t.r.Int64N(8_999_999_999))}
	}
	year := 1955 + t.r.IntN(48)
	mother := func(y int) string {
		if t.r.IntN(3) > 0 {
			return ""
		}
		return t.name(true, y-25)
	}
	wife := t.add(t.name(true, year), mother(year), true, year, home)
	if t.r.IntN(6) > 0 {
		husband := home
		if t.r.IntN(3) == 0 {
			husband.Phones = []string{fmt.Sprintf("08%d", 1_000_000_000+t.r.Int64N(8_999_999_999))}
		}
		t.add(t.name(false, year-4), mother(year-4), false, year-4, husband)
	}
	for born := year + 19 + t.r.IntN(8); born < 2026 && born < year+40; born += 2 + t.r.IntN(7) {
		t.child(wife.Name, born, home)
	}
	if t.r.IntN(4) == 0 {
		t.add(t.name(true, year-27), mother(year-27), true, year-27, home)
	}
}

func (t *town) child(mother string, year int, home Person) {
	female := t.r.IntN(2) == 0
	if year == 2025 && t.r.IntN(3) == 0 {
		t.add("By. Ny. "+mother, mother, female, year, home)
		return
	}
	one := t.add(t.name(female, year), mother, female, year, home)
	if t.r.IntN(60) > 0 {
		return
	}
	female = t.r.IntN(2) == 0
	t.add(t.name(female, year), mother, female, year, home)
	t.people[len(t.people)-1].Born = one.Born
}

func (t *town) index() *Index {
	x := NewIndex()
	for _, p := range t.people {
		x.Put(p)
	}
	return x
}
