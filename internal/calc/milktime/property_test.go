package milktime

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawn is any history in the order it would have happened.
func drawn(t *rapid.T, from []Place) History {
	h := History{Expressed: noon, Thawed: rapid.Bool().Draw(t, "thawed")}
	now := noon
	for range rapid.IntRange(1, 6).Draw(t, "stays") {
		h.Stays = append(h.Stays, Stay{rapid.SampledFrom(from).Draw(t, "place"), now})
		now = now.Add(some(t))
		for range rapid.IntRange(0, 2).Draw(t, "readings") {
			h.Readings = append(h.Readings, reading(t, h))
			now = now.Add(some(t))
		}
	}
	return h
}

func some(t *rapid.T) time.Duration {
	return time.Duration(rapid.IntRange(0, 200_000).Draw(t, "seconds")) * time.Second
}

// reading is one made some time after the last stay began.
func reading(t *rapid.T, h History) Reading {
	return Reading{h.Stays[len(h.Stays)-1].From.Add(some(t)), rapid.Float64Range(-25, 45).Draw(t, "degrees"), rapid.IntRange(0, 9).Draw(t, "melted") == 0}
}

func limits(t *rapid.T) Limits {
	return Defaults().For(rapid.SampledFrom([]Profile{Term, Preterm}).Draw(t, "profile"), 0)
}

// never holds both limits of what a history has become against those it had.
func never(t *rapid.T, what string, before, after Verdict) {
	if after.UseBy.After(before.UseBy) || after.HardBy.After(before.HardBy) {
		t.Fatalf("%s made it younger: from %v/%v to %v/%v", what, before.UseBy, before.HardBy, after.UseBy, after.HardBy)
	}
}

func TestNothingThatHappensLaterMakesMilkYounger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, h := limits(t), drawn(t, places)
		before := Judge(l, h)
		if before.HardBy.Before(before.UseBy) {
			t.Fatalf("the last instant %v comes before the shown one %v", before.HardBy, before.UseBy)
		}
		now := h.Stays[len(h.Stays)-1].From
		for _, r := range h.Readings {
			now = max(now, r.At)
		}
		cooled := h
		cooled.Stays = append(slices.Clone(h.Stays), Stay{rapid.SampledFrom(places).Draw(t, "next"), now.Add(time.Second + some(t))})
		never(t, "a further place", before, Judge(l, cooled))
		read := h
		read.Readings = append(slices.Clone(h.Readings), reading(t, h))
		never(t, "a reading", before, Judge(l, read))
	})
}

func TestAReadingAnywhereInTheHistoryNeverMakesMilkYounger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, h := limits(t), drawn(t, places)
		read := h
		read.Readings = append(slices.Clone(h.Readings), Reading{noon.Add(some(t)), rapid.Float64Range(-25, 45).Draw(t, "degrees"), rapid.Bool().Draw(t, "melted")})
		never(t, "a reading", Judge(l, h), Judge(l, read))
	})
}

// A warmer place instead of a colder one, and a longer time in the warm. Freezing
// is left out: thawed milk keeps less long than milk that was never frozen, so a
// refrigerator instead of a freezer may rightly give more.
func TestMoreWarmthNeverMakesMilkYounger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, h := limits(t), drawn(t, []Place{Room, Cooler, Fridge})
		h.Readings = nil
		before := Judge(l, h)
		i := rapid.IntRange(0, len(h.Stays)-1).Draw(t, "which")
		warmer := h
		warmer.Stays = slices.Clone(h.Stays)
		warmer.Stays[i].Place = rapid.SampledFrom(places[:slices.Index(places, h.Stays[i].Place)+1]).Draw(t, "warmer")
		never(t, "a warmer place", before, Judge(l, warmer))

		if i == 0 {
			return
		}
		longer := h
		longer.Stays = slices.Clone(h.Stays)
		colder := slices.Index(places, h.Stays[i].Place) > slices.Index(places, h.Stays[i-1].Place)
		if colder { // put into the cold later
			for j := i; j < len(longer.Stays); j++ {
				longer.Stays[j].From = max(longer.Stays[j].From, h.Stays[i].From.Add(time.Minute))
			}
			longer.Stays = longer.Stays[:i+1]
			shorter := h
			shorter.Stays = h.Stays[:i+1]
			never(t, "a longer time in the warm", Judge(l, shorter), Judge(l, longer))
			return
		}
		longer.Stays[i].From = max(h.Stays[i-1].From, h.Stays[i].From.Add(-time.Minute))
		never(t, "an earlier time in the warm", before, Judge(l, longer))
	})
}

// Expressed earlier, with all else as it was, milk is older.
func TestMoreTimeNeverMakesMilkYounger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, h := limits(t), drawn(t, places)
		older := h
		older.Expressed = h.Expressed.Add(-some(t))
		older.Stays = slices.Clone(h.Stays)
		older.Stays[0].From = older.Expressed
		never(t, "more time", Judge(l, h), Judge(l, older))
	})
}

func TestAStricterProfileNeverGivesMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t, places)
		never(t, "the stricter profile", Judge(Defaults().For(Term, 0), h), Judge(Defaults().For(Preterm, 0), h))
	})
}
