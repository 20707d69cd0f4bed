package screening_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/instant"
)

// now is ten in the morning in Bandung.
var now = instant.Of(time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC))

func hours(n int) instant.Instant { return now.Add(time.Duration(n) * time.Hour) }

// Days of birth of a child that is three weeks, two months, five months and four years old.
const (
	weeks3  = "2026-02-09"
	months2 = "2025-12-20"
	months5 = "2025-10-01"
	years4  = "2022-01-01"
)

// well is a child of whom every question was answered as one hopes.
func well(change ...func(*screening.Answers)) screening.Answers {
	a := screening.Answers{Fever: screening.No, Ill: screening.No, Skin: screening.No, Stools: screening.No, Jaundice: screening.No,
		Operated: screening.No, Heart: screening.No, CordOn: screening.No, Preterm: screening.No, FedRecently: screening.No,
		Upset: screening.No, Vaccinated: screening.No, Reason: screening.Stimulation, Parent: true}
	for _, f := range change {
		f(&a)
	}
	return a
}

type answers = func(*screening.Answers)

// row is what a row of the table of questions says in one case.
type row struct {
	code, story, born, moment string
	change                    answers
	result                    string
	until                     instant.Instant
	limits                    string
}

// cases read as the table of questions, row by row.
var cases = []row{
	{"M01", "a fever is the midwife's", months5, screening.Booking, func(a *screening.Answers) { a.Fever = screening.Yes }, screening.Refer, 0, ""},
	{"M01", "a fever under two months is a danger", weeks3, screening.Booking, func(a *screening.Answers) { a.Fever = screening.Yes }, screening.Danger, 0, "short stroking_only"},
	{"M01", "a fever of a child whose age nobody knows is a danger", "", screening.Booking, func(a *screening.Answers) { a.Fever = screening.Yes }, screening.Danger, 0, ""},
	{"M01", "at two months to the day it is the midwife's", "2026-01-02", screening.Door, func(a *screening.Answers) { a.Fever = screening.Yes }, screening.Refer, 0, "short"},
	{"M01", "a day before it is a danger", "2026-01-03", screening.Door, func(a *screening.Answers) { a.Fever = screening.Yes }, screening.Danger, 0, "short"},
	{"M02", "an infection", months5, screening.Door, func(a *screening.Answers) { a.Ill = screening.Yes }, screening.Refer, 0, ""},
	{"M03", "immunised yesterday waits out the 72 hours", months5, screening.Booking, func(a *screening.Answers) { a.Immunised = hours(-24) }, screening.Move, hours(48), ""},
	{"M03", "a second before the 72 hours are over", months5, screening.Door, func(a *screening.Answers) { a.Immunised = hours(-72).Add(time.Second) }, screening.Move, now.Add(time.Second), ""},
	{"M03", "immunised, nobody said when: as if it were now", months5, screening.Door, func(a *screening.Answers) { a.Vaccinated = screening.Yes }, screening.Move, hours(72), ""},
	{"M03", "an immunisation that lies ahead is waited for", months5, screening.Booking, func(a *screening.Answers) { a.Immunised = hours(5) }, screening.Move, hours(77), ""},
	{"M04", "a rash", months5, screening.Booking, func(a *screening.Answers) { a.Skin = screening.Yes }, screening.Refer, 0, ""},
	{"M05", "loose stools", months5, screening.Booking, func(a *screening.Answers) { a.Stools = screening.Yes }, screening.Refer, 0, ""},
	{"M06", "yellow eyes", months5, screening.Booking, func(a *screening.Answers) { a.Jaundice = screening.Yes }, screening.Refer, 0, ""},
	{"M07", "operated without a letter", months5, screening.Booking, func(a *screening.Answers) { a.Operated = screening.Yes }, screening.Refer, 0, ""},
	{"M08", "a heart disease without a letter", months5, screening.Booking, func(a *screening.Answers) { a.Heart = screening.Yes }, screening.Refer, 0, ""},
	{"M09", "the cord is on: no belly, stroking only", months2, screening.Door, func(a *screening.Answers) { a.CordOn = screening.Yes }, screening.Limit, 0, "no_belly short stroking_only"},
	{"M10", "under a month: stroking only", weeks3, screening.Door, nil, screening.Limit, 0, "short stroking_only"},
	{"M11", "born early: the midwife first", months5, screening.Booking, func(a *screening.Answers) { a.Preterm = screening.Yes }, screening.Refer, 0, ""},
	{"M12", "just fed: half an hour", months5, screening.Door, func(a *screening.Answers) { a.FedRecently = screening.Yes }, screening.Wait, now.Add(30 * time.Minute), ""},
	{"M13", "pale or limp: stop", months5, screening.Door, func(a *screening.Answers) { a.Upset = screening.Yes }, screening.Stop, 0, ""},
	{"M14", "for an illness it is no massage", months5, screening.Booking, func(a *screening.Answers) { a.Reason = screening.Illness }, screening.Refer, 0, ""},
	{"M14", "for a fall neither", months5, screening.Booking, func(a *screening.Answers) { a.Reason = screening.Fall }, screening.Refer, 0, ""},
	{"M15", "without a parent nobody begins", months5, screening.Door, func(a *screening.Answers) { a.Parent = false }, screening.Stop, 0, ""},
	{"age", "two months: light and short", months2, screening.Door, nil, screening.Limit, 0, "short"},
	{"age", "four years: too old", years4, screening.Booking, nil, screening.Stop, 0, ""},
}

func TestEachRowOfTheTableOfQuestions(t *testing.T) {
	for _, c := range cases {
		t.Run(c.code+" "+c.story, func(t *testing.T) {
			a := well()
			if c.change != nil {
				c.change(&a)
			}
			v := screening.At(a, c.born, now, screening.Defaults(), c.moment)
			qt.Check(t, qt.Equals(v.Result, c.result))
			qt.Check(t, qt.SliceContains(v.Rows, c.code))
			qt.Check(t, qt.Equals(v.Until, c.until))
			qt.Check(t, qt.Equals(strings.Join(v.Limits, " "), c.limits))
			qt.Check(t, qt.Equals(v.May(), c.result == screening.Limit))
		})
	}
}

// What answers a row: then it does not speak.
func TestWhatLetsAMassageBegin(t *testing.T) {
	for story, change := range map[string]answers{
		"all is well": func(*screening.Answers) {},
		"72 hours after the immunisation, to the second":  func(a *screening.Answers) { a.Immunised = hours(-72) },
		"operated, with a doctor's letter":                func(a *screening.Answers) { a.Operated, a.Letter = screening.Yes, true },
		"a heart disease, with a doctor's letter":         func(a *screening.Answers) { a.Heart, a.Letter = screening.Yes, true },
		"born early, approved by the midwife":             func(a *screening.Answers) { a.Preterm, a.Midwife = screening.Yes, true },
		"the cord is not asked of a child of five months": func(a *screening.Answers) { a.CordOn = screening.Unasked },
	} {
		v := screening.At(well(change), months5, now, screening.Defaults(), screening.Door)
		qt.Check(t, qt.DeepEquals(v, screening.Verdict{Result: screening.Go}), qt.Commentf("%s", story))
	}
}

// Feeding and distress are of the hour: nobody is asked for them days before.
func TestTheHourIsAskedAtTheDoor(t *testing.T) {
	a := well(func(a *screening.Answers) { a.FedRecently, a.Upset = "", "" })
	qt.Check(t, qt.Equals(screening.At(a, months5, now, screening.Defaults(), screening.Booking).Result, screening.Go))
	at := screening.At(a, months5, now, screening.Defaults(), screening.Door)
	qt.Check(t, qt.Equals(at.Result, screening.Wait))
	qt.Check(t, qt.DeepEquals(at.Missing, []string{"fed_recently", "upset"}))
	qt.Check(t, qt.IsTrue(at.Until.IsZero()))
}

func TestTheStrictestRowStandsFirst(t *testing.T) {
	v := screening.At(well(func(a *screening.Answers) {
		a.Fever, a.Skin, a.CordOn, a.Immunised = screening.Yes, screening.Yes, screening.Yes, hours(-1)
	}), weeks3, now, screening.Defaults(), screening.Door)
	qt.Check(t, qt.DeepEquals(v.Rows, []string{"M01", "M04", "M03", "M09", "M10"}))
	qt.Check(t, qt.Equals(v.Result, screening.Danger))
	qt.Check(t, qt.IsTrue(v.Until.IsZero()), qt.Commentf("nobody waits with a danger"))
}

func TestWhatOneChildMayNotTheVisitMayNot(t *testing.T) {
	fever := well(func(a *screening.Answers) { a.Fever = screening.Yes })
	v, child := screening.Strictest(fever, []string{months5, weeks3}, now, screening.Defaults(), screening.Door)
	qt.Check(t, qt.Equals(v.Result, screening.Danger))
	qt.Check(t, qt.Equals(child, 1))
	v, child = screening.Strictest(well(), []string{months5, months2}, now, screening.Defaults(), screening.Door)
	qt.Check(t, qt.Equals(v.Result, screening.Limit))
	qt.Check(t, qt.DeepEquals(v.Limits, []string{screening.Short}))
	qt.Check(t, qt.Equals(child, 1))
	v, _ = screening.Strictest(well(), nil, now, screening.Defaults(), screening.Door)
	qt.Check(t, qt.IsFalse(v.May()))
}

// The table has each row once; what we test is what it says, and how sure it is.
func TestTheTableOfQuestionsIsWhole(t *testing.T) {
	f, err := os.Open("testdata/rows.csv")
	qt.Assert(t, qt.IsNil(err))
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	qt.Assert(t, qt.IsNil(err))
	codes := map[string]int{}
	for _, c := range cases {
		codes[c.code]++
	}
	qt.Assert(t, qt.HasLen(all[1:], 15))
	for _, r := range all[1:] {
		qt.Check(t, qt.IsTrue(codes[r[0]] > 0), qt.Commentf("%s has no case", r[0]))
		founded := strings.HasPrefix(r[5], "found") || r[5] == "general knowledge"
		qt.Check(t, qt.IsTrue(founded), qt.Commentf("%s says where it is from", r[0]))
		kinds := map[string][]string{"refuse": {screening.Refer, screening.Danger, screening.Move}, "limit": {screening.Limit, screening.Refer}, "delay": {screening.Wait},
			"stop": {screening.Stop}, "refer": {screening.Refer}, "consent": {screening.Stop}}[r[1]]
		for _, c := range cases {
			qt.Check(t, qt.IsTrue(c.code != r[0] || slices.Contains(kinds, c.result)), qt.Commentf("%s: %s is no %s", c.code, c.result, r[1]))
		}
	}
}
