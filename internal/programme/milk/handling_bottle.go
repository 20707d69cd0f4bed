package milk

import (
	"slices"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// BottleBody is a bottle as it is declared.
type BottleBody struct {
	ID ident.ID `json:"id"`
	// Label is what stands on it; empty lets the server choose one.
	Label       string          `json:"label,omitempty" max:"12"`
	VolumeML    int64           `json:"volume_ml"`
	ExpressedAt instant.Instant `json:"expressed_at"`
	// Milk is fresh, cooled, frozen or thawed, as who declares it calls it; what the
	// places say decides.
	Milk milktime.Milk `json:"milk" max:"10"`
	// Kept is where it has stood since it was expressed, or since it thawed: room
	// (also when empty), cooler, fridge or a freezer.
	Kept milktime.Place `json:"kept,omitempty" max:"20"`
	// ThawedAt is when it came out of the freezer. Thawed milk without it counts as
	// thawed since it was expressed.
	ThawedAt instant.Instant `json:"thawed_at,omitzero"`
	// Stays are the places it passed, in order, when there was more than one; they
	// stand in the place of Kept and ThawedAt.
	Stays []milktime.Stay `json:"stays,omitempty"`
	// Baby is the twin it is for, when it is for one of them.
	Baby ident.ID `json:"baby,omitempty"`
}

// mostStays is how many places a bottle may have passed before it is fetched.
const mostStays = 8

// check wants volume, times and places that can be.
func (x BottleBody) check() *fault.Error {
	switch {
	case x.ID == "":
		return fault.BadField("body.required", "bottles.id")
	case x.VolumeML <= 0 || x.VolumeML > maxVolumeML:
		return fault.BadField("milk.bad_volume", "bottles.volume_ml")
	case x.ExpressedAt.IsZero():
		return fault.BadField("body.required", "bottles.expressed_at")
	case !x.Milk.Valid():
		return fault.BadField("body.unknown_word", "bottles.milk")
	case x.Kept != "" && !x.Kept.Valid():
		return fault.BadField("body.unknown_word", "bottles.kept")
	case x.Label != "" && !labelForm.MatchString(x.Label):
		return fault.BadField("milk.bad_label", "bottles.label")
	case x.Label != "" && !checks(x.Label):
		return fault.BadField("milk.label_mistyped", "bottles.label")
	case !x.ThawedAt.IsZero() && (x.Milk != milktime.Thawed || x.ThawedAt.Before(x.ExpressedAt)):
		return fault.BadField("milk.bad_thaw_time", "bottles.thawed_at")
	case len(x.Stays) > mostStays:
		return fault.BadField("body.too_many", "bottles.stays")
	}
	last := x.ExpressedAt
	for _, s := range x.Stays {
		if !s.Place.Valid() {
			return fault.BadField("body.unknown_word", "bottles.stays")
		}
		if s.From.Before(last) {
			return fault.BadField("milk.bad_stays", "bottles.stays")
		}
		last = s.From
	}
	return nil
}

// places are where it stood, from what was said in the shorter or the longer way.
// Where somebody froze it is not asked in the shorter one: the warmest freezer counts.
func (x BottleBody) places() []milktime.Stay {
	kept := x.Kept
	if kept == "" {
		kept = milktime.Room
	}
	switch {
	case len(x.Stays) > 0:
		return x.Stays
	case !x.ThawedAt.IsZero():
		return []milktime.Stay{{Place: milktime.FreezerOneDoor, From: x.ExpressedAt}, {Place: kept, From: x.ThawedAt}}
	}
	return []milktime.Stay{{Place: kept, From: x.ExpressedAt}}
}

// latest is the last instant that was said of it.
func (x BottleBody) latest() instant.Instant {
	last := max(x.ExpressedAt, x.ThawedAt)
	for _, s := range x.Stays {
		last = max(last, s.From)
	}
	return last
}

// contradicts reports whether milk called frozen is in no freezer.
func (x BottleBody) contradicts() bool {
	stays := x.places()
	return x.Milk == milktime.Frozen && !stays[len(stays)-1].Place.Freezes()
}

// Judgement is what a midwife or a doctor has said of a bottle.
type Judgement string

// The two judgements. Fit holds for the doubt that was there; anything that makes
// the milk older afterwards wants a new one. Unfit holds for ever.
const (
	JudgedFit   Judgement = "fit"
	JudgedUnfit Judgement = "unfit"
)

// history is what the bottle went through.
func (b Bottle) history() milktime.History {
	frozen := slices.ContainsFunc(b.Stays, func(s milktime.Stay) bool { return s.Place.Freezes() })
	return milktime.History{Expressed: b.ExpressedAt, Thawed: b.Milk == milktime.Thawed && !frozen, Stays: b.Stays, Readings: b.Readings}
}

// hardBy is the last instant at which anybody may give it; it is kept only where
// it is later than UseBy.
func (b Bottle) hardBy() instant.Instant { return max(b.HardBy, b.UseBy) }

// Disputable reports whether there is a time in which a midwife or a doctor decides.
func (b Bottle) Disputable() bool { return b.HardBy.After(b.UseBy) }

// judge writes down what the limits make of its history now. A judgement that it
// is fit does not outlive what makes it older.
func (b Bottle) judge(l milktime.Limits) Bottle {
	v := milktime.Judge(l, b.history())
	if b.Judged == JudgedFit && (v.UseBy.Before(b.UseBy) || v.HardBy.Before(b.hardBy())) {
		b.Judged = ""
	}
	b.UseBy, b.HardBy = v.UseBy, 0
	if v.HardBy.After(v.UseBy) {
		b.HardBy = v.HardBy
	}
	if l.Tabled() {
		b.Milk = v.State
	}
	return b
}

// The words for what speaks against a bottle: past its last time, judged unfit, or
// doubtful with nobody who has judged it. They are the reasons of a review.
const (
	expired     = "expired"
	judgedUnfit = "judged_unfit"
	doubtful    = "doubtful"
)

// against is what speaks against giving the bottle at an instant, or nothing.
func (b Bottle) against(at instant.Instant) string {
	v := milktime.Verdict{UseBy: b.UseBy, HardBy: b.hardBy()}
	switch fitness := v.At(at); {
	case fitness == milktime.Past:
		return expired
	case b.Judged == JudgedUnfit:
		return judgedUnfit
	case fitness == milktime.Doubtful && b.Judged != JudgedFit:
		return doubtful
	}
	return ""
}

// codeOf is what an online speaker hears of a word against a bottle.
func codeOf(against string) string {
	switch against {
	case expired:
		return "milk.expired"
	case judgedUnfit:
		return "milk.judged_unfit"
	}
	return "milk.doubtful"
}

// gravest is the one of several that weighs most: what nobody may override first.
func gravest(words []string) string {
	for _, w := range []string{expired, judgedUnfit, doubtful} {
		if slices.Contains(words, w) {
			return w
		}
	}
	return ""
}

// withReading adds what a thermometer showed where the bottle is now. Deliveries
// from before there was a table end by the rules they began with.
func (b Bottle) withReading(l milktime.Limits, r Reading, at instant.Instant) Bottle {
	if !l.Tabled() || !r.Read && !r.Melted {
		return b
	}
	b.Readings = append(slices.Clone(b.Readings), milktime.Reading{At: at, C: r.C, Melted: r.Melted})
	return b.judge(l)
}

// at is the bottle in the courier's hands at an instant, with a last reading.
func (r Run) at(b Bottle, at instant.Instant, last Reading) Bottle {
	return r.waiting(b, at).withReading(r.Limits, last, at)
}

// waiting is a bottle that nobody has said to be in the cooler: it rides in the
// warm, but for the few minutes that packing takes.
func (d Delivery) waiting(b Bottle, at instant.Instant) Bottle {
	if d.HandedOverAt.IsZero() || !d.PackedAt.IsZero() || d.prompt(at) {
		return b
	}
	b.Stays = append(slices.Clone(b.Stays), milktime.Stay{Place: milktime.Room, From: d.HandedOverAt})
	return b.judge(d.Limits)
}

// prompt reports whether an instant is so soon after the hand-over that the bottles
// need not be in the cooler yet.
func (d Delivery) prompt(at instant.Instant) bool {
	return d.Limits.Tabled() && at.Sub(d.HandedOverAt) <= seconds(d.Limits.Prompt)
}

// packed is the bottle in the cooler. What waited longer than promptly stood in the
// room before; the cooler's last reading is what it comes into.
func (d Delivery) packed(b Bottle, at instant.Instant, r Reading) Bottle {
	b.Stays = slices.Clone(b.Stays)
	if d.Limits.Tabled() && !d.prompt(at) {
		b.Stays = append(b.Stays, milktime.Stay{Place: milktime.Room, From: d.HandedOverAt})
	}
	b.Stays = append(b.Stays, milktime.Stay{Place: milktime.Cooler, From: at})
	return b.judge(d.Limits).withReading(d.Limits, r, at)
}

// limits are those for this baby, of the table in force.
func (d Declaring) limits() milktime.Limits { return d.Force.For(d.profile(), d.Force.Version) }

// loadBabies reads who may be named on a bottle: the place's baby and its siblings
// by the same mother, twins for the most part.
func (d *Declaring) loadBabies(q journal.Query, bottles []BottleBody) error {
	d.Babies = []ident.ID{d.Baby}
	for _, x := range bottles {
		if x.Baby == "" || slices.Contains(d.Babies, x.Baby) {
			continue
		}
		p, found, err := registry.People.Get(q.Tx, q.Facility, x.Baby)
		if err != nil {
			return err
		}
		if found && p.Mother == d.Mother {
			d.Babies = append(d.Babies, x.Baby)
		}
	}
	return nil
}
