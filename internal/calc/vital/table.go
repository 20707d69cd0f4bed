package vital

// The ages in whole months: a newborn is under 2 months, as in the handbook for sick
// infants (MTBM); small children under five years; children under eighteen.
const (
	newborn = 2
	small   = 60
	grown   = 216
)

// The authorities. What is possible is wider than any of them: it is our proposal,
// made to catch a comma, a wrong unit or two figures exchanged, and nothing else.
const (
	mtbs     = "Kemenkes, MTBS / MTBM"
	who      = "WHO child growth standards 2006"
	textbook = "usual figures of the textbooks"
	bp       = "Kemenkes, hypertension grades"
	kia      = "Kemenkes, Buku KIA"
	own      = "our proposal"
)

const (
	knowledge = "general_knowledge"
	proposal  = "proposal"
)

// Defaults is the program's own table; the head and a doctor may change it.
func Defaults() []Range {
	return []Range{
		{Systolic, 0, small, 30, 180, 60, 120, textbook, knowledge},
		{Systolic, small, 0, 40, 300, 90, 180, bp, knowledge},
		{Diastolic, 0, small, 15, 120, 30, 80, textbook, knowledge},
		{Diastolic, small, 0, 20, 200, 50, 110, bp, knowledge},
		{Pulse, 0, newborn, 40, 300, 100, 180, textbook, knowledge},
		{Pulse, newborn, small, 30, 280, 70, 180, textbook, knowledge},
		{Pulse, small, 0, 20, 250, 50, 120, textbook, knowledge},
		{Breaths, 0, newborn, 10, 150, 30, 59, mtbs, knowledge},
		{Breaths, newborn, small, 8, 120, 18, 49, mtbs, knowledge},
		{Breaths, small, 0, 4, 80, 10, 30, textbook, knowledge},
		{Temperature, 0, 0, 300, 430, 350, 395, own, proposal},
		{Saturation, 0, 0, 40, 100, 90, 100, textbook, knowledge},
		{Glucose, 0, 0, 10, 900, 60, 300, textbook, knowledge},
		{Weight, 0, newborn, 400, 9_000, 2_000, 6_000, who, knowledge},
		{Weight, newborn, small, 1_000, 45_000, 3_000, 25_000, who, knowledge},
		{Weight, small, grown, 6_000, 200_000, 12_000, 90_000, own, proposal},
		{Weight, grown, 0, 20_000, 300_000, 30_000, 130_000, own, proposal},
		{Length, 0, newborn, 250, 700, 440, 620, who, knowledge},
		{Length, newborn, small, 350, 1_350, 500, 1_200, who, knowledge},
		{Length, small, grown, 700, 2_200, 900, 1_900, own, proposal},
		{Length, grown, 0, 1_000, 2_300, 1_350, 1_900, own, proposal},
		{Arm, 0, small, 50, 300, 115, 200, who, knowledge},
		{Arm, small, 0, 100, 600, 180, 400, own, proposal},
		{Weeks, 0, 0, 1, 44, 4, 42, kia, knowledge},
		{Fundal, 0, 0, 50, 500, 100, 400, kia, knowledge},
		{FetalHeart, 0, 0, 40, 250, 110, 160, kia, knowledge},
		{Haemoglobin, 0, 0, 20, 250, 70, 170, textbook, knowledge},
		{Falls, 0, 0, 0, 200, 0, 10, own, proposal},
		{Meals, 0, 0, 0, 12, 0, 6, own, proposal},
	}
}
