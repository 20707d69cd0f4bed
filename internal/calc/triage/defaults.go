package triage

// The times in seconds. "At once" is the handbooks' "refer now"; two hours is the
// health centre's own promise of an answer; a day and a week are their "today" and
// "this week".
const (
	atOnce = 0
	hours2 = 2 * 3600
	day    = 86_400
)

// The authorities. Where we have not seen a row in print its evidence says so.
const (
	kia       = "Kemenkes, Buku KIA / Permenkes 21/2021"
	mtbm      = "Kemenkes, MTBM under 2 months"
	mtbs      = "Kemenkes, MTBS 2-59 months"
	posyandu  = "Kemenkes, posyandu growth monitoring"
	emergency = "emergency medicine, general"
	house     = "dispatch rule"
)

// Defaults is the program's own table. It decides nothing in a real health centre
// until its head and a doctor or midwife have signed it.
func Defaults() []Sign {
	return []Sign{
		{"P01", Pregnant, Red, atOnce, kia, Knowledge},       // vaginal bleeding
		{"P02", Pregnant, Red, atOnce, kia, Knowledge},       // waters broke before labour
		{"P03", Pregnant, Red, atOnce, kia, Knowledge},       // severe headache with blurred vision or upper belly pain
		{"P04", Pregnant, Red, hours2, kia, Knowledge},       // swollen face or hands
		{"P05", Pregnant, Red, atOnce, kia, Knowledge},       // convulsion
		{"P06", Pregnant, Red, atOnce, kia, Knowledge},       // baby moves less or not at all
		{"P07", Pregnant, Red, atOnce, kia, Knowledge},       // labour pains or labour before 37 weeks
		{"P08", Pregnant, Yellow, hours2, kia, Knowledge},    // high fever or chills
		{"P09", Pregnant, Yellow, hours2, kia, Knowledge},    // vomits everything, cannot eat
		{"P10", Pregnant, Yellow, hours2, kia, Knowledge},    // chest pounding or breathless
		{"P11", Pregnant, Yellow, day, kia, Knowledge},       // itching, burning urine, foul discharge, lasting diarrhoea
		{"P12", Pregnant, Yellow, week, kia, Knowledge},      // sad, anxious, cannot sleep for 2 weeks
		{"F01", Postpartum, Red, atOnce, kia, Knowledge},     // heavy bleeding (pad soaked within an hour)
		{"F02", Postpartum, Red, atOnce, kia, Knowledge},     // convulsion or severe headache
		{"F03", Postpartum, Red, hours2, kia, Knowledge},     // fever over 2 days or foul discharge
		{"F04", Postpartum, Yellow, day, kia, Knowledge},     // red, hot, painful breast
		{"F05", Postpartum, Yellow, week, kia, Knowledge},    // crying, low mood
		{"N01", Newborn, Red, atOnce, mtbm, Found},           // not able to feed
		{"N02", Newborn, Red, atOnce, mtbm, Knowledge},       // convulsion
		{"N03", Newborn, Red, atOnce, mtbm, Knowledge},       // fast breathing, 60 or more a minute, or chest drawing in
		{"N04", Newborn, Red, atOnce, mtbm, Knowledge},       // fever 37.5 C or more, or cold under 36.5 C
		{"N05", Newborn, Red, atOnce, mtbm, Knowledge},       // moves only when touched, or limp
		{"N06", Newborn, Red, atOnce, mtbm, Knowledge},       // yellow skin in first 24 h, or on palms and soles
		{"N07", Newborn, Yellow, hours2, mtbm, Knowledge},    // cord red, pus or smell
		{"N08", Newborn, Yellow, day, mtbm, Knowledge},       // birth weight under 2500 g or losing weight
		{"C01", Child, Red, atOnce, mtbs, Found},             // cannot drink or breastfeed
		{"C02", Child, Red, atOnce, mtbs, Knowledge},         // vomits everything
		{"C03", Child, Red, atOnce, mtbs, Found},             // convulsion now or in this illness
		{"C04", Child, Red, atOnce, mtbs, Found},             // lethargic or unconscious
		{"C05", Child, Red, atOnce, mtbs, Found},             // noisy breathing at rest (stridor), chest drawing in, head nodding, blue lips
		{"C06", Child, Yellow, hours2, mtbs, Found},          // fast breathing: 50+ (2-11 months), 40+ (12-59 months)
		{"C07", Child, Red, atOnce, mtbs, Knowledge},         // severe dehydration: sunken eyes, skin returns very slowly, drinks poorly
		{"C08", Child, Yellow, day, mtbs, Knowledge},         // diarrhoea with blood or over 14 days
		{"C09", Child, Yellow, hours2, mtbs, Knowledge},      // fever over 2 days, or fever with rash, nose bleed, cold hands
		{"C10", Child, Red, day, mtbs, Found},                // arm circumference under 11.5 cm or swelling of both feet
		{"C11", Child, Yellow, week, posyandu, Found},        // weight not rising 2 months in a row (2T) or below the red line (BGM)
		{"E01", Adult, Red, atOnce, emergency, Knowledge},    // face drops, arm weak, speech slurred
		{"E02", Adult, Red, atOnce, emergency, Knowledge},    // chest pain or breathless at rest
		{"E03", Adult, Red, atOnce, emergency, Knowledge},    // unconscious, convulsion or not answering
		{"E04", Adult, Red, atOnce, emergency, Knowledge},    // fall and cannot stand
		{"E05", Adult, Red, atOnce, emergency, Knowledge},    // heavy bleeding
		{"E06", Adult, Yellow, hours2, emergency, Knowledge}, // has not eaten or drunk for a day
		{"E07", Adult, Yellow, hours2, emergency, Knowledge}, // suddenly confused
		{"E08", Adult, Yellow, day, emergency, Knowledge},    // wound smells, diabetic foot, bed sore
		{"E09", Adult, Yellow, day, emergency, Knowledge},    // medicine for blood pressure, sugar or TB run out
		{"X01", Anybody, Red, atOnce, house, Proposal},       // caller says help now, cannot describe
	}
}
