package health

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// How a child lay or stood when its length was taken. Nothing said is not known, and is
// never guessed from the age.
const (
	LyingDown  = "lying"
	StandingUp = "standing"
)

// Where a weighing comes from: measured by who tells it, from the post's paper list, from
// the family's own growth card, or from a visit record, which nobody tells as a weighing.
const (
	Measured = "measured"
	OnList   = "list"
	OnCard   = "card"
	OnVisit  = "visit"
)

// The capsules of vitamin A: blue 100,000 IU at 6 to 11 months, red 200,000 IU after.
const (
	Blue = "blue"
	Red  = "red"
)

// Weigh tells what a child weighed and measured on a day: verb health.weigh. The grid of
// a paper list is many of them.
type Weigh struct {
	Weighing ident.ID `json:"weighing"`
	// Child is somebody of the register, Guest a child from elsewhere that is in no
	// register of ours: one of the two.
	Child ident.ID `json:"child,omitempty"`
	Guest ident.ID `json:"guest,omitempty"`
	// AsGuest is who a guest is, when it comes for the first time or something was wrong.
	AsGuest *GuestChild `json:"as_guest,omitempty"`
	// Replaces is the weighing that this one corrects; that one stays, by link.
	Replaces ident.ID `json:"replaces,omitempty"`
	// On is the civil day (YYYY-MM-DD).
	On string `json:"on" max:"10"`
	// Posyandu is where; empty: not at a posyandu. A guest is always at one.
	Posyandu ident.ID `json:"posyandu,omitempty"`
	// WeightG in grams; LengthTenthsMM and HeadTenthsMM in tenths of a millimetre;
	// MuacMM the upper arm in millimetres. 0: not measured.
	WeightG        int64  `json:"weight_g,omitempty"`
	LengthTenthsMM int64  `json:"length_tenths_mm,omitempty"`
	Position       string `json:"position,omitempty" max:"10"`
	HeadTenthsMM   int64  `json:"head_tenths_mm,omitempty"`
	MuacMM         int64  `json:"muac_mm,omitempty"`
	// Oedema is yes or no: both feet swollen. Empty: nobody looked.
	Oedema   string `json:"oedema,omitempty" max:"3"`
	VitaminA string `json:"vitamin_a,omitempty" max:"4"`
	Source   string `json:"source" max:"10"`
	// Sure: what was asked about the figures (Judged.Doubts) was measured again, and they
	// are as they stand.
	Sure bool `json:"sure,omitempty"`
}

// GuestChild is a child of another place: its name and where it is from are sealed.
type GuestChild struct {
	Name string `json:"name" max:"120"`
	Sex  string `json:"sex" max:"10"`
	Born string `json:"born" max:"10"`
	// From is the village or the posyandu it is of, in the parents' words.
	From string `json:"from,omitempty" max:"120"`
}

// Unweigh takes a weighing back that never was: verb health.unweigh. The row stays and
// counts nowhere.
type Unweigh struct {
	Weighing ident.ID `json:"weighing"`
	// Reason is wrong_child, wrong_day, typed_twice or not_weighed.
	Reason string `json:"reason" max:"20"`
}

// Unweighings are the reasons for which a weighing is taken back.
var Unweighings = []string{"wrong_child", "wrong_day", "typed_twice", "not_weighed"}

// Subject is the child, or the guest.
func (b Weigh) Subject() ident.ID {
	if b.Child != "" {
		return b.Child
	}
	return b.Guest
}

// Subject is the weighing.
func (b Unweigh) Subject() ident.ID { return b.Weighing }

// Check wants one child, a day, known words and something that was measured.
func (b Weigh) Check() *fault.Error {
	switch {
	case b.Weighing == "":
		return fault.BadField("body.required", "weighing")
	case (b.Child == "") == (b.Guest == ""):
		return fault.BadField("body.required", "child")
	case b.AsGuest != nil && b.Guest == "":
		return fault.BadField("body.bad_choice", "as_guest")
	case b.Guest != "" && b.Posyandu == "":
		return fault.BadField("body.required", "posyandu")
	case !civilDay(b.On):
		return fault.BadField("body.bad_date", "on")
	case !slices.Contains([]string{Measured, OnList, OnCard}, b.Source):
		return fault.BadField("body.unknown_word", "source")
	}
	if b.AsGuest != nil {
		if err := b.AsGuest.Check(); err != nil {
			return err
		}
	}
	return b.checkFigures()
}

// checkFigures wants words that are known, no figure below nothing, and one at least.
func (b Weigh) checkFigures() *fault.Error {
	switch {
	case !slices.Contains([]string{"", LyingDown, StandingUp}, b.Position):
		return fault.BadField("body.unknown_word", "position")
	case !slices.Contains([]string{"", "yes", "no"}, b.Oedema):
		return fault.BadField("body.unknown_word", "oedema")
	case !slices.Contains([]string{"", Blue, Red}, b.VitaminA):
		return fault.BadField("body.unknown_word", "vitamin_a")
	}
	any := b.Oedema == "yes" || b.VitaminA != ""
	for _, f := range []struct {
		name  string
		value int64
	}{{"weight_g", b.WeightG}, {"length_tenths_mm", b.LengthTenthsMM}, {"head_tenths_mm", b.HeadTenthsMM}, {"muac_mm", b.MuacMM}} {
		if f.value < 0 || f.value > mostFigure {
			return fault.BadField("health.implausible", f.name)
		}
		any = any || f.value > 0
	}
	if !any {
		return fault.BadField("body.required", "weight_g")
	}
	return nil
}

// mostFigure keeps sums of figures far from overflow; what can be is the policy's to say.
const mostFigure = 1_000_000

// Check wants a name, a sex and a day: nothing is reckoned without them.
func (g GuestChild) Check() *fault.Error {
	switch {
	case g.Name == "":
		return fault.BadField("body.required", "as_guest.name")
	case g.Sex != "male" && g.Sex != "female":
		return fault.BadField("body.bad_choice", "as_guest.sex")
	case !civilDay(g.Born):
		return fault.BadField("body.bad_date", "as_guest.born")
	}
	return nil
}

// Check wants a weighing and a known reason.
func (b Unweigh) Check() *fault.Error {
	switch {
	case b.Weighing == "":
		return fault.BadField("body.required", "weighing")
	case !slices.Contains(Unweighings, b.Reason):
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}
