package growthchart_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/text"
	"sambang/internal/report/growthchart"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// kirana is a girl of seven months who was weighed every month but one.
func kirana() growthchart.Facts {
	f := growthchart.Facts{Facility: registry.Facility{Name: "Puskesmas Bojong Nangka", ServicePhone: "+62218671234"}, Posyandu: "Melati 3", Today: "2026-11-21", By: "Bu Eni", Lang: text.ID}
	f.Card = health.GrowthCardView{Name: "Kirana", Sex: "female", Born: "2026-04-15", Lines: []health.GrowthLine{}}
	for i, grams := range []int64{4_050, 4_950, 5_750, 5_900, 0, 6_950, 7_400} {
		if grams == 0 {
			continue
		}
		gain := int64(450)
		r := health.Reckoned{AgeDays: int64(30 * (i + 1)), Months: int64(i + 1), Status: "N", GainG: &gain, LeastG: 400}
		r.WeightForAge = &health.Figure{Z: -32, Class: "normal"}
		f.Card.Lines = append(f.Card.Lines, health.GrowthLine{On: "2026-11-15", WeightG: grams, Doubts: []string{}, Reckoned: r})
	}
	return f
}

func TestTheChartStandsOnOnePage(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		f := kirana()
		f.Lang = lang
		for len(f.Card.Lines) < 60 { // five years of months
			f.Card.Lines = append(f.Card.Lines, f.Card.Lines[len(f.Card.Lines)-1])
		}
		made, err := f.Paper()
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(bytes.Count(made, []byte("<</Type /Page\n")), 1))
		if dir := os.Getenv("SAMBANG_LOOK"); dir != "" {
			f = kirana()
			f.Lang = lang
			made, _ = f.Paper()
			qt.Assert(t, qt.IsNil(os.WriteFile(dir+"/growth-"+lang+".pdf", made, 0o644)))
		}
	}
}

func TestTheSentenceSaysWhatTheLastWeighingBrought(t *testing.T) {
	f := kirana()
	qt.Check(t, qt.Equals(f.Sentence(), "Berat Kirana naik 450 gram bulan ini. Bagus, lanjutkan."))
	last := &f.Card.Lines[len(f.Card.Lines)-1]
	last.Reckoned.Status, last.Reckoned.T = "T", 1
	qt.Check(t, qt.StringContains(f.Sentence(), "kurang naik"))
	last.Reckoned.T = 2
	qt.Check(t, qt.StringContains(f.Sentence(), "perlu dilihat bidan"))
	last.Doubts = []string{"weight_jump"}
	qt.Check(t, qt.StringContains(f.Sentence(), "masih diperiksa"), qt.Commentf("of a figure that may be a slip nothing is said"))
	f.Card.Lines = nil
	qt.Check(t, qt.Equals(f.Sentence(), ""))
}

// A child of whom sex or day of birth is not known has a page too.
func TestWhatIsNotKnownIsNotDrawn(t *testing.T) {
	f := kirana()
	f.Card.Sex = ""
	qt.Check(t, qt.HasLen(growthchart.PlotOf(f.Card).Bands, 0))
	for i := range f.Card.Lines {
		f.Card.Lines[i].Reckoned.AgeDays = -1
	}
	qt.Check(t, qt.HasLen(growthchart.PlotOf(f.Card).Points, 0))
	_, err := f.Paper()
	qt.Check(t, qt.IsNil(err))
}

func TestNoLineLeadsOverAMonthWithoutWeighing(t *testing.T) {
	p := growthchart.PlotOf(kirana().Card)
	var broken []bool
	for _, at := range p.Points {
		broken = append(broken, at.Broken)
	}
	qt.Check(t, qt.DeepEquals(broken, []bool{true, false, false, false, true, false}))
	qt.Check(t, qt.Equals(p.Months, 12))
}
