package screening_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/screening"
	"sambang/internal/core/instant"
)

var tris = []screening.Tri{screening.Unasked, screening.No, screening.Yes}

// questions points at the answers of a yes or a no.
func questions(a *screening.Answers) []*screening.Tri {
	return []*screening.Tri{&a.Fever, &a.Ill, &a.Skin, &a.Stools, &a.Jaundice, &a.Operated, &a.Heart, &a.CordOn, &a.Preterm,
		&a.FedRecently, &a.Upset, &a.Vaccinated}
}

// anybody draws answers, many of them as one hopes, so that single rows speak too.
func anybody(t *rapid.T) screening.Answers {
	a := well()
	for _, q := range questions(&a) {
		if rapid.IntRange(0, 3).Draw(t, "asked otherwise") == 0 {
			*q = rapid.SampledFrom(tris).Draw(t, "answer")
		}
	}
	if rapid.Bool().Draw(t, "immunised") {
		a.Immunised = hours(rapid.IntRange(-200, 100).Draw(t, "when"))
	}
	a.Letter, a.Midwife, a.Parent = rapid.Bool().Draw(t, "letter"), rapid.Bool().Draw(t, "midwife"), rapid.IntRange(0, 4).Draw(t, "parent") > 0
	a.Reason = rapid.SampledFrom([]string{screening.Stimulation, screening.Stimulation, screening.Stimulation, screening.Illness, screening.Fall, ""}).Draw(t, "reason")
	return a
}

func born(t *rapid.T) string {
	return rapid.SampledFrom([]string{weeks3, months2, months5, years4, "2024-02-29", "2026-03-02", "", "besok", "2026-04-01"}).Draw(t, "born")
}

func moment(t *rapid.T) string {
	return rapid.SampledFrom([]string{screening.Booking, screening.Door, ""}).Draw(t, "moment")
}

// worse changes one thing for the worse; false: there is nothing left to change there.
func worse(t *rapid.T, a screening.Answers) (screening.Answers, bool) {
	was, all := a, questions(&a)
	switch n := rapid.IntRange(0, len(all)+4).Draw(t, "what"); {
	case n < len(all):
		if *all[n] != screening.No {
			return a, false
		}
		*all[n] = screening.Yes
	case n == len(all):
		a.Letter = false
	case n == len(all)+1:
		a.Midwife = false
	case n == len(all)+2:
		a.Parent = false
	case n == len(all)+3:
		if a.Reason != screening.Stimulation {
			return a, false
		}
		a.Reason = rapid.SampledFrom([]string{screening.Illness, screening.Fall}).Draw(t, "reason")
	default:
		if a.Immunised.IsZero() {
			return a, false
		}
		a.Immunised = a.Immunised.Add(time.Duration(rapid.IntRange(1, 200).Draw(t, "later")) * time.Hour)
	}
	return a, a != was
}

func TestAWorseAnswerNeverMakesTheVerdictMilder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, on, when := anybody(t), born(t), moment(t)
		b, changed := worse(t, a)
		if !changed {
			return
		}
		before, after := screening.At(a, on, now, screening.Defaults(), when), screening.At(b, on, now, screening.Defaults(), when)
		if screening.Stricter(before.Result, after.Result) {
			t.Fatalf("%+v is %s, worse %+v is %s", a, before.Result, b, after.Result)
		}
		if after.Result == before.Result && after.Until.Before(before.Until) {
			t.Fatalf("%+v waits until %s, worse only until %s", a, before.Until, after.Until)
		}
	})
}

func TestTimeNeverBringsAnImmunisationBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := well(func(a *screening.Answers) { a.Immunised = hours(rapid.IntRange(-200, 200).Draw(t, "immunised")) })
		set := screening.Defaults()
		set.ImmunisedHours = rapid.IntRange(0, 200).Draw(t, "rest")
		at := hours(rapid.IntRange(-200, 200).Draw(t, "visit"))
		later := at.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "later")) * time.Hour)
		first, then := screening.At(a, months5, at, set, screening.Door), screening.At(a, months5, later, set, screening.Door)
		if first.May() && then.Result == screening.Move {
			t.Fatalf("may at %s, moved at %s", at, later)
		}
		if first.Result == screening.Move && !screening.At(a, months5, first.Until, set, screening.Door).May() {
			t.Fatalf("moved to %s, and moved again there", first.Until)
		}
	})
}

func TestWhatWasNotAnsweredNeverLetsAMassageBegin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, on, when := anybody(t), born(t), moment(t)
		v := screening.At(a, on, now, screening.Defaults(), when)
		if len(v.Missing) > 0 && v.May() {
			t.Fatalf("%v were not answered, and it is %s", v.Missing, v.Result)
		}
		if v.Result == screening.Go && (len(v.Rows) > 0 || len(v.Limits) > 0) || v.Result != screening.Go && len(v.Rows)+len(v.Missing) == 0 {
			t.Fatalf("%+v gives no reason", v)
		}
		if v.May() && (a.Fever != screening.No || !a.Parent || a.Reason != screening.Stimulation) {
			t.Fatalf("%+v begins", a)
		}
	})
}

// FuzzAt reads any answers: the verdict is one of ours, and the same twice.
func FuzzAt(f *testing.F) {
	f.Add(`{"fever":"yes","parent":true}`, "2026-02-09", int64(now), "door", 72)
	f.Add(`{"immunised":"2026-03-01T03:00:00Z","reason":"fall","cord_on":"no"}`, "", int64(0), "booking", -1)
	f.Add(`{"fever":"maybe","upset":"NO"}`, "0000-00-00", int64(-1<<62), "", 1<<40)
	f.Fuzz(func(t *testing.T, body, born string, at int64, moment string, rest int) {
		var a screening.Answers
		if json.Unmarshal([]byte(body), &a) != nil {
			return
		}
		set := screening.Defaults()
		set.ImmunisedHours = rest
		v := screening.At(a, born, instant.Instant(at), set, moment)
		if v.Result != screening.Go && !screening.Stricter(v.Result, screening.Go) {
			t.Fatalf("%q is no result", v.Result)
		}
		if v.May() && (len(v.Missing) > 0 || !a.Parent || a.Fever != screening.No) {
			t.Fatalf("%+v begins: %+v", a, v)
		}
		if v.Result == screening.Go && len(v.Rows) > 0 {
			t.Fatalf("go, although %v", v.Rows)
		}
	})
}
