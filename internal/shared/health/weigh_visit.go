package health

import (
	"slices"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// What is weighed and measured of a child at a visit is a line of its growth card, with
// the same questions and the same midwife's list as at the scales. The record stays what
// was signed; the line follows it, corrections too.

// onCards are the kinds of record that are about a child.
var onCards = []string{General, Newborn, Child}

// visitIDs keeps the ids of weighings that come from records apart from others.
const visitIDs = 4500

// weighingOf names the weighing that comes from a version of a record.
func weighingOf(record ident.ID) ident.ID { return ident.Derive(record, visitIDs) }

// weighs gives a record as a weighing of its child; false where it says nothing of the
// card: somebody of five years or more, or no figure of it.
func (b Write) weighs(born string) (Weigh, bool) {
	old := age.Months(born, b.On)
	m := b.Vitals
	if m == nil || m.WeightG == 0 && m.LengthMM == 0 && m.MuacMM == 0 || old == age.Unknown || old > lastWeighMonth || !slices.Contains(onCards, b.Kind) {
		return Weigh{}, false
	}
	w := Weigh{Weighing: weighingOf(b.Record), Child: b.Person, On: b.On, WeightG: m.WeightG, LengthTenthsMM: m.LengthMM * 10, MuacMM: m.MuacMM, Source: OnVisit, Sure: b.Sure}
	// A record says of a length only that it was taken lying: nothing said is not known.
	if m.Lying && m.LengthMM > 0 {
		w.Position = LyingDown
	}
	return w, true
}

// scales reads the child's card, where the record or the version that it corrects is on
// it.
func (v *visited) scales(q journal.Query, b Write) error {
	_, weighs := b.weighs(v.Born)
	before, was, err := v.weighedBefore(q)
	if err != nil || !weighs && !was {
		return err
	}
	w, err := weighedOf(q, v.ID, false)
	if err != nil {
		return err
	}
	w.before = before
	_, w.known, err = Weighings.Get(q.Tx, q.Facility, weighingOf(b.Record))
	v.scale = &w
	return err
}

// weighedBefore finds the weighing that the version before stands by: its own, or where
// its figures were those of an earlier version, that one's.
func (v *visited) weighedBefore(q journal.Query) (w Weighing, was bool, err error) {
	if !slices.Contains(onCards, v.before.Kind) {
		return w, false, nil
	}
	for r, found := v.before, v.before.ID != ""; found && err == nil; r, found, err = Records.Get(q.Tx, q.Facility, r.Corrects) {
		if w, was, err = Weighings.Get(q.Tx, q.Facility, weighingOf(r.ID)); was || err != nil || r.Corrects == "" {
			return w, was, err
		}
	}
	return w, was, err
}

// onCard is what a version of a record does to the growth card: a line, the line in place
// of that of the version before, or that one taken back. What the scales would turn away
// stays in the record alone.
func (v visited) onCard(b Write, by ident.ID, at instant.Instant, concern ident.ID) []any {
	if v.scale == nil {
		return nil
	}
	c := *v.scale
	w, weighs := b.weighs(v.Born)
	if weighs && c.before.ID != "" && c.before.says(w) {
		return nil // the figures stand as they were: what became of them since is not undone
	}
	if c.before.ID != "" && c.before.Counts() {
		w.Replaces = c.before.ID
	}
	if code, _ := c.refuses(w); !weighs || code != "" {
		if w.Replaces == "" {
			return nil
		}
		return c.takeBack("not_weighed", by, concern)
	}
	row, all := c.among(w)
	row.By = by
	e := c.event(row, at)
	e.Card = c.ours()
	return c.put(e, all, concern)
}

// says reports whether a weighing is what was told already.
func (w Weighing) says(b Weigh) bool {
	return w.On == b.On && w.WeightG == b.WeightG && w.LengthTenthsMM == b.LengthTenthsMM && w.Position == b.Position && w.MuacMM == b.MuacMM && w.Sure == b.Sure
}
