package call

import (
	"sambang/internal/calc/age"
	"sambang/internal/calc/antenatal"
	"sambang/internal/core/ident"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/health"
)

// record is what was found with somebody on a day: the same in every run.
func (c care) record(name string, p resident, code, on string) health.Write {
	n := chance(name)
	w := health.Write{Record: named("record " + name), Person: p.ID, On: on, Place: health.Home}
	switch p.Group {
	case rounds.Elder:
		old(&w, n)
	case rounds.Pregnant:
		expecting(&w, p, code, n)
	case rounds.Postpartum:
		w.Kind, w.Postnatal = health.Postnatal, &health.FixedVisit{Code: fixedCode(code)}
		w.Vitals = &health.Vitals{SystolicMMHg: int64(104 + n%18), DiastolicMMHg: int64(64 + n%14), TemperatureTenths: int64(364 + n%8)}
		w.Advice = []string{"Susui kapan saja bayi mau, dua sisi bergantian", "Makan berkuah dan minum cukup"}[n%2]
	case rounds.NewbornChild:
		days := antenatal.Days(p.born, on)
		w.Kind, w.Newborn = health.Newborn, &health.FixedVisit{Code: fixedCode(code)}
		w.Vitals = &health.Vitals{WeightG: int64(2900 + n%700 + 28*max(0, days-7)), LengthMM: int64(480 + n%30 + days), Lying: true, TemperatureTenths: int64(365 + n%8)}
		w.Advice = "Jemur sebentar di pagi hari, tali pusat dibiarkan kering"
	default:
		small(&w, p, on, n)
	}
	return w
}

// The medicines of the facility's list that are given in the demo.
const (
	ironFolate = "iron_folate"
	amlodipine = "amlodipine_5"
)

// medicine is so many units of one.
func medicine(code string, units int64) []health.Gift {
	return []health.Gift{{Code: code, Quantity: units}}
}

// fixedCode is the code of a fixed visit; one that only keeps the rhythm has none.
func fixedCode(code string) string {
	if code == rounds.Routine {
		return ""
	}
	return code
}

func old(w *health.Write, n int) {
	falls, meals := int64(0), int64(2+n%2)
	if n%9 == 4 {
		falls = 1
	}
	w.Kind = health.Elder
	w.Vitals = &health.Vitals{SystolicMMHg: int64(118 + n%50), DiastolicMMHg: int64(70 + n/7%24), PulsePerMin: int64(66 + n/3%24)}
	w.Elder = &health.ElderPart{Falls: &falls, Memory: []string{"clear", "clear", "forgets"}[n%3], MealsPerDay: &meals, Walks: []string{"alone", "alone", "helped"}[n/5%3],
		LookedAfterBy: []string{"Tetangga sebelah, tiap sore", "Anaknya hari Minggu", "Bu RT mengantar makan siang"}[n/11%3]}
	w.Complaint = []string{"", "Lutut linu kalau pagi", "Sulit tidur", "Pandangan kabur"}[n/13%4]
	w.Advice = []string{"Minum air lebih sering", "Jalan pelan setiap pagi, pegang tongkat", "Kurangi garam dan ikan asin"}[n/17%3]
	if w.Vitals.SystolicMMHg >= 150 {
		w.Given = medicine(amlodipine, 10)
		if n%4 == 0 {
			w.NewCases = []string{"hypertension"}
		}
	}
}

func expecting(w *health.Write, p resident, code string, n int) {
	book := n%8 != 3
	weeks := max(4, min(41, int64(antenatal.Days(antenatal.LastPeriod(p.due), w.On)/7)))
	w.Kind, w.Antenatal = health.Antenatal, &health.AntenatalPart{Code: fixedCode(code), Weeks: weeks, UrineProtein: "negative", HaemoglobinTenths: int64(104 + n%22), BookSeen: &book}
	w.Vitals = &health.Vitals{SystolicMMHg: int64(100 + n%24), DiastolicMMHg: int64(60 + n/5%20), WeightG: int64(46_000 + n%14_000 + int(weeks)*250), MuacMM: int64(225 + n/3%50)}
	if weeks >= 20 {
		w.Antenatal.FundalMM, w.Antenatal.HeartbeatPerMin, w.Antenatal.Position = (weeks-2)*10, int64(128+n%24), "head"
	}
	w.Given = medicine(ironFolate, 30)
	w.Advice = []string{"Tablet tambah darah diminum malam", "Tidur miring kiri", "Siapkan pendamping dan kendaraan"}[n/19%3]
}

// small weighs a child: about as heavy and tall as the WHO's median of its age, a little
// less, for these are the children whom the midwife looks after.
func small(w *health.Write, p resident, on string, n int) {
	m := max(0, age.Months(p.born, on))
	grams, mm := 3_300+m*700, 500+m*28
	if m > 6 {
		grams, mm = 7_500+(m-6)*230, 668+(m-6)*13
	}
	if m > 24 {
		grams, mm = 11_600+(m-24)*165, 870+(m-24)*7
	}
	w.Kind = health.Child
	w.Vitals = &health.Vitals{WeightG: int64(grams * (88 + n%14) / 100), LengthMM: int64(mm * (96 + n/3%5) / 100), Lying: m < 24}
	if m >= 6 {
		w.Vitals.MuacMM = int64(126 + n/7%34)
		if n%23 == 5 {
			w.Vitals.MuacMM = int64(117 + n%7)
		}
	}
	w.Advice = []string{"Lauk dulu, kuah belakangan", "Datang ke posyandu bulan ini", "Susui terus sampai dua tahun"}[n/29%3]
}

// visitID is that of a planned round visit.
func visitID(name string) ident.ID { return named("round " + name) }
