package screening_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/instant"
)

// golden are answers of one moment and what they come to. A phone without signal judges the
// same by the same figures: its tests read this file.
type golden struct {
	// Set is nil where the figures are the program's own.
	Set     *screening.Settings `json:"set,omitempty"`
	Answers screening.Answers   `json:"answers"`
	Born    []string            `json:"born"`
	Now     instant.Instant     `json:"now"`
	Moment  string              `json:"moment"`
	Verdict screening.Verdict   `json:"verdict"`
	Child   int                 `json:"child"`
}

const goldenFile = "testdata/golden.jsonl"

// What a phone says at the door is what the health centre says.
func TestThePhonesVerdictsAreOurs(t *testing.T) {
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

// goldenCases draws children who are well, ill, too young and too old, the same in every run.
func goldenCases() (out []golden) {
	draw := rand.New(rand.NewPCG(10, 19))
	for range 800 {
		set := screening.Defaults()
		g := golden{Answers: drawAnswers(draw), Now: drawNow(draw), Moment: pick(draw, screening.Door, screening.Door, screening.Booking)}
		if draw.IntN(5) == 0 {
			set = drawSettings(draw)
			g.Set = &set
		}
		for range 1 + draw.IntN(6)/5 {
			g.Born = append(g.Born, drawBorn(draw, g.Now))
		}
		g.Verdict, g.Child = screening.Strictest(g.Answers, g.Born, g.Now, set, g.Moment)
		out = append(out, g)
	}
	return out
}

func pick[T any](draw *rand.Rand, of ...T) T { return of[draw.IntN(len(of))] }

// drawNow is an hour of the day or the night, so that civil days are counted on the right clock.
func drawNow(draw *rand.Rand) instant.Instant {
	return now.Add(time.Duration(draw.IntN(400*24*60)) * time.Minute)
}

// drawSettings are figures that a health centre has changed.
func drawSettings(draw *rand.Rand) screening.Settings {
	s := screening.Defaults()
	s.Source = nil
	s.ImmunisedHours, s.FeverDangerMonths = pick(draw, 0, 24, 48), pick(draw, 0, 1, 3)
	s.FeedWaitMinutes, s.CordMonths = pick(draw, 0, 60), pick(draw, 0, 1, 4)
	s.Bands = pick(draw, s.Bands, s.Bands[1:], s.Bands[:2])
	return s
}

// drawAnswers are mostly as one hopes, so that single rows speak too.
func drawAnswers(draw *rand.Rand) screening.Answers {
	a := well()
	for _, q := range questions(&a) {
		if draw.IntN(11) == 0 {
			*q = pick(draw, tris...)
		}
	}
	if draw.IntN(6) == 0 {
		a.Immunised = now.Add(time.Duration(draw.IntN(420*24)-10*24) * time.Hour)
	}
	a.Letter, a.Midwife, a.Parent = draw.IntN(3) == 0, draw.IntN(3) == 0, draw.IntN(12) > 0
	if draw.IntN(12) == 0 {
		a.Reason = pick(draw, screening.Illness, screening.Fall, "")
	}
	return a
}

// drawBorn is a day of birth of any band, at its edges too; now and then nobody knows it.
func drawBorn(draw *rand.Rand, at instant.Instant) string {
	today, _ := time.Parse(time.DateOnly, at.Day(time.UTC))
	switch draw.IntN(12) {
	case 0:
		return pick(draw, "", "besok", today.AddDate(0, 0, 2).Format(time.DateOnly))
	case 1, 2, 3, 4:
		return today.AddDate(0, -pick(draw, 1, 2, 3, 4, 36), draw.IntN(3)-1).Format(time.DateOnly)
	}
	return today.AddDate(0, 0, -draw.IntN(pick(draw, 90, 400, 1200))).Format(time.DateOnly)
}
