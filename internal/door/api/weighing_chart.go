package api

import (
	"net/http"
	"slices"
	"strings"

	"sambang/internal/calc/growth"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/report/growthchart"
)

// GrowthStandards are the lines of the WHO for one sex and the least gains of the growth
// card, which a phone keeps to draw and to ask without signal.
type GrowthStandards struct {
	Sex string `json:"sex"`
	// WeightForAge and the other lines by month go from 0 to 60; WeightForLength and
	// WeightForHeight go by whole centimetre.
	WeightForAge    []GrowthBand `json:"weight_for_age"`
	LengthForAge    []GrowthBand `json:"length_for_age"`
	HeadForAge      []GrowthBand `json:"head_for_age"`
	BMIForAge       []GrowthBand `json:"bmi_for_age"`
	WeightForLength []GrowthBand `json:"weight_for_length"`
	WeightForHeight []GrowthBand `json:"weight_for_height"`
	// LeastG is the KBM in grams by completed month of age, 0 to 60; 0 has none.
	LeastG []int64 `json:"least_g"`
	// LeastSource and LeastYear say where the least gains are printed, and in the edition of
	// which year; Source whose lines these are.
	LeastSource string `json:"least_source"`
	LeastYear   int    `json:"least_year"`
	Source      string `json:"source"`
}

// GrowthBand is -3, -2, -1, 0, +1, +2 and +3 SD over one x: completed months, or the length
// in tenths of a millimetre. Grams for weights, tenths of a millimetre for lengths and
// heads, hundredths of kg/m2 for BMI.
type GrowthBand struct {
	X     int64    `json:"x"`
	Lines [7]int64 `json:"lines"`
}

// whoSource names whose figures the lines are.
const whoSource = "WHO Child Growth Standards (2006, 2007)"

// bands brings lines of calc/growth into the units of the API: over is how many of its
// units one of ours has.
func bands(all []growth.Band, over, xOver int32) []GrowthBand {
	out := make([]GrowthBand, 0, len(all))
	for _, b := range all {
		g := GrowthBand{X: int64(b.X / xOver)}
		for i, l := range b.Lines {
			g.Lines[i] = int64((l + over/2) / over)
		}
		out = append(out, g)
	}
	return out
}

// growthStandards answers whoever weighs or reads weighings.
func (a *API) growthStandards(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := a.weighSeen(r); err != nil {
		return err
	}
	word := r.PathValue("sex")
	sex := map[string]growth.Sex{"male": growth.Boy, "female": growth.Girl}[word]
	if sex == growth.SexUnknown {
		return fault.Absent()
	}
	const grams, tenths, hundredths = growth.Unit / 1000, growth.Unit / 100, growth.Unit / 100
	out := GrowthStandards{Sex: word, WeightForAge: bands(growth.Bands(growth.WeightForAge, sex), grams, 1), LengthForAge: bands(growth.Bands(growth.LengthForAge, sex), tenths, 1),
		HeadForAge: bands(growth.Bands(growth.HeadForAge, sex), tenths, 1), BMIForAge: bands(growth.Bands(growth.BMIForAge, sex), hundredths, 1),
		WeightForLength: bands(growth.Bands(growth.WeightForLength, sex), grams, tenths), WeightForHeight: bands(growth.StandingBands(sex), grams, tenths),
		LeastSource: growth.KBMSource, LeastYear: growth.KBMYear, Source: whoSource}
	for month := range int32(61) {
		least, _ := growth.LeastGain(sex, month)
		out.LeastG = append(out.LeastG, int64(least))
	}
	return JSON(w, http.StatusOK, out)
}

// growthChild answers who serves the child's village with its card, or with the chart on
// paper. With reading=months each line also says what the completed months come to.
func (a *API) growthChild(w http.ResponseWriter, r *http.Request) error {
	s, open, err := a.weighSeen(r)
	if err != nil {
		return err
	}
	name, isPaper := strings.CutSuffix(r.PathValue("file"), ".pdf")
	id := ident.ID(name)
	if !id.Valid() || !readsCards(s.Actor) {
		return fault.Absent()
	}
	var f growthchart.Facts
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		facts, found, err := growthchart.Read(q, id)
		if err == nil && (!found || open != nil && !slices.Contains(open, facts.Card.Village)) {
			err = fault.Absent()
		}
		f = facts
		return err
	})
	if err != nil {
		return err
	}
	purpose := map[bool]string{true: "growth_pdf", false: "growth_card"}[isPaper]
	if err := a.showedChildren(r, s, purpose, []WeighChild{{Child: f.Card.ID, Guest: f.Card.Guest}}); err != nil {
		return err
	}
	if !isPaper {
		if r.URL.Query().Get("reading") == "months" {
			f.Card.ReadByMonths()
		}
		return JSON(w, http.StatusOK, f.Card)
	}
	f.Lang, f.By = langOf(r), s.Name
	made, err := f.Paper()
	if err != nil {
		return err
	}
	paper.Send(w, "tumbuh-kembang-"+f.Today, made)
	return nil
}

// readsCards reports whether somebody reads what one child weighs: the head counts months
// and opens lists, and reads no child's card.
func readsCards(by access.Actor) bool {
	return by.Is(access.Midwife) || by.Is(access.Cadre) || by.Is(access.Nutritionist) || by.Is(access.Officer)
}
