package health

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/growth"
)

// golden is one weighing after others, and what is asked and said of it. A phone without
// signal reckons the same from the same tables: its tests read this file.
type golden struct {
	// ArmLimitMM and GapBreaks2T are the policy's.
	ArmLimitMM  int64      `json:"arm_limit_mm"`
	GapBreaks2T bool       `json:"gap_breaks_2t,omitempty"`
	Sex         string     `json:"sex,omitempty"`
	Born        string     `json:"born,omitempty"`
	Before      []measured `json:"before,omitempty"`
	Now         measured   `json:"now"`
	Doubts      []string   `json:"doubts"`
	Status      string     `json:"status,omitempty"`
	GainG       *int64     `json:"gain_g,omitempty"`
	LeastG      int64      `json:"least_g,omitempty"`
	T           int64      `json:"t,omitempty"`
	Reasons     []string   `json:"reasons,omitempty"`
	// Z are hundredths of the five in the order of calc/growth; null could not be computed.
	Z [growth.Indices]*int64 `json:"z"`
}

type measured struct {
	On       string `json:"on"`
	WeightG  int64  `json:"weight_g,omitempty"`
	Length   int64  `json:"length_tenths_mm,omitempty"`
	Position string `json:"position,omitempty"`
	Oedema   string `json:"oedema,omitempty"`
	Head     int64  `json:"head_tenths_mm,omitempty"`
	Muac     int64  `json:"muac_mm,omitempty"`
}

func (m measured) row() Weighing {
	return Weighing{On: m.On, WeightG: m.WeightG, LengthTenthsMM: m.Length, Position: m.Position, Oedema: m.Oedema, HeadTenthsMM: m.Head, MuacMM: m.Muac}
}

const goldenFile = "testdata/weigh_golden.jsonl"

// What a phone asks and says at the scales is what the health centre asks and says.
func TestThePhonesCasesAreOurs(t *testing.T) {
	var now bytes.Buffer
	lines := json.NewEncoder(&now)
	for _, g := range goldenCases() {
		qt.Assert(t, qt.IsNil(lines.Encode(g)))
	}
	if os.Getenv("SAMBANG_UPDATE") != "" {
		qt.Assert(t, qt.IsNil(os.WriteFile(goldenFile, now.Bytes(), 0o644)))
	}
	kept, err := os.ReadFile(goldenFile)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(string(kept), now.String()), qt.Commentf("SAMBANG_UPDATE=1 writes %s anew", goldenFile))
}

// goldenCases draws children whose figures are likely, mistyped or impossible, the same in
// every run.
func goldenCases() (out []golden) {
	draw := rand.New(rand.NewPCG(47, 8))
	for range 900 {
		out = append(out, drawGolden(draw).judge())
	}
	return out
}

func drawGolden(draw *rand.Rand) golden {
	g := golden{ArmLimitMM: []int64{115, 115, 110, 125}[draw.IntN(4)], GapBreaks2T: draw.IntN(3) == 0, Sex: []string{"male", "female", "male", "female", "male", "female", ""}[draw.IntN(7)]}
	born := time.Date(2025, 1, 1+draw.IntN(365), 0, 0, 0, 0, time.UTC)
	if draw.IntN(30) > 0 {
		g.Born = born.Format(time.DateOnly)
	}
	age := draw.IntN(1900)
	share := 75 + draw.IntN(50)
	for n := draw.IntN(5); n > 0; n-- {
		days := age - n*(25+draw.IntN(9))
		if days >= 0 && draw.IntN(6) > 0 { // now and then a month without weighing
			g.Before = append(g.Before, drawMeasured(draw, g.Sex, born, days, share, false))
		}
	}
	if draw.IntN(60) == 0 {
		age = -3
	}
	g.Now = drawMeasured(draw, g.Sex, born, age, share, true)
	return g
}

// drawMeasured is a child about so many per cent of the median; slips are those of the
// hand and the unit.
func drawMeasured(draw *rand.Rand, sex string, born time.Time, days, share int, slips bool) measured {
	at := growth.Boy
	if sex == "female" {
		at = growth.Girl
	}
	month := min(max(days, 0)*10_000/304_375, 60)
	median := func(i growth.Index) int64 { return int64(growth.Bands(i, at)[month].Lines[3]) }
	m := measured{On: born.AddDate(0, 0, days).Format(time.DateOnly), WeightG: median(growth.WeightForAge) / 10 * int64(share+draw.IntN(9)-4) / 100 / 10 * 10}
	if draw.IntN(2) == 0 {
		m.Length = median(growth.LengthForAge) / 100 * int64(92+draw.IntN(16)) / 100 / 10 * 10
		m.Position = []string{"", LyingDown, StandingUp, LyingDown, StandingUp}[draw.IntN(5)]
	}
	if draw.IntN(3) == 0 {
		m.Head = median(growth.HeadForAge) / 100 * int64(95+draw.IntN(10)) / 100 / 10 * 10
	}
	if draw.IntN(4) == 0 {
		m.Muac = int64(100 + draw.IntN(60))
	}
	m.Oedema = []string{"", "", "", "no", "no", "yes"}[draw.IntN(6)]
	if slips {
		slip(draw, &m)
	}
	return m
}

func slip(draw *rand.Rand, m *measured) {
	switch draw.IntN(14) {
	case 0:
		m.WeightG *= 10
	case 1:
		m.WeightG /= 10
	case 2:
		m.WeightG = min(m.WeightG*1000, mostFigure)
	case 3:
		m.Length *= 10
	case 4:
		m.Length /= 10
	case 5:
		m.Length /= 100
	case 6:
		m.Head /= 10
	case 7:
		m.WeightG, m.Length = m.Length, m.WeightG
	case 8:
		m.WeightG = m.WeightG * int64(40+draw.IntN(160)) / 100
	case 9:
		m.WeightG = 0
	case 10:
		m.Length = m.Length * int64(80+draw.IntN(40)) / 100
	case 11:
		m.Head = m.Head * int64(80+draw.IntN(40)) / 100
	}
}

func (g golden) judge() golden {
	who := grown{sexOf(g.Sex), g.Born}
	set := WeighSettings{ArmLimitMM: g.ArmLimitMM, GapBreaks2T: g.GapBreaks2T}
	var before []Weighing
	for _, m := range g.Before {
		w := m.row()
		w.Reckoned = who.reckon(w, before, set.gap())
		before = append(before, w)
	}
	w := g.Now.row()
	w.Doubts = who.doubts(w, before)
	w.Reckoned = who.reckon(w, before, set.gap())
	r := w.Reckoned
	g.Doubts, g.Status, g.GainG, g.LeastG, g.T = w.Doubts, r.Status, r.GainG, r.LeastG, r.T
	g.Reasons = worryOf(w, before, set.ArmLimitMM)
	for i, f := range []*Figure{r.LengthForAge, r.WeightForAge, r.WeightForLength, r.BMIForAge, r.HeadForAge} {
		if f != nil {
			g.Z[i] = &f.Z
		}
	}
	return g
}
