package training

import (
	"embed"
	"encoding/json"
	"fmt"

	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
)

// Settings are the courses of a health centre, and how their parts hang together.
type Settings struct {
	Courses Packs `json:"courses"`
	// PartsDays is within how many days of each other the parts of an assessment are to be:
	// 180, our own proposal.
	PartsDays int64 `json:"parts_days"`
	// TriesDay is how many times a day somebody may check their own knowledge of a course:
	// 3, our own proposal, so that nobody guesses until it fits.
	TriesDay int64 `json:"tries_day"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("training", Settings{Courses: ours(), PartsDays: 180, TriesDay: 3})

//go:embed packs/*.json
var packs embed.FS

// order is that in which the courses of the program are shown.
var order = []string{workforce.MilkHandling, workforce.BabyMassage, workforce.GroupLeading, workforce.BreastfeedingBasics, workforce.BiscuitBaking,
	workforce.BreastMassage, workforce.PatientTransport}

// ours reads the courses that come with the program.
func ours() (all Packs) {
	for _, code := range order {
		raw, err := packs.ReadFile("packs/" + code + ".json")
		if err == nil {
			var p Packs
			if err = json.Unmarshal(append(append([]byte{'['}, raw...), ']'), &p); err == nil {
				all = append(all, p...)
			}
		}
		if err != nil {
			panic(fmt.Sprintf("training: the pack of %s: %v", code, err))
		}
	}
	return all
}

// Courses gives the courses that come with the program.
func Courses() Packs { return ours() }
