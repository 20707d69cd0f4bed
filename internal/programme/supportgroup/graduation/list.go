package graduation

import (
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Line is a baby that has reached six months and has no certificate that stands, as the
// midwife's list has it: to be certified, or to be decided of.
type Line struct {
	Baby       ident.ID `json:"baby"`
	BabyName   string   `json:"baby_name"`
	Mother     ident.ID `json:"mother,omitempty"`
	MotherName string   `json:"mother_name"`
	Village    string   `json:"village"`
	Born       string   `json:"born"`
	// SixOn is the civil day of six completed months.
	SixOn string `json:"six_on"`
	// Verdict is proven or missing, Graduated whether a certificate can be made now.
	Verdict   string `json:"verdict"`
	Graduated bool   `json:"graduated"`
	// Months are the states of months 0 to 6, Missing those of 0 to 5 nobody knows of.
	Months  []string `json:"months"`
	Missing []int    `json:"missing"`
	// Decided is counts or counts_not, where the midwife has decided of the blank months.
	Decided string `json:"decided,omitempty"`
}

// Lines is the list.
type Lines struct {
	Lines []Line `json:"lines"`
}

// mostLines is how many babies a list has at most, listedMonths for how many months after
// the sixth a baby stays on it: who asks later is looked up by name. Both our own figures.
const (
	mostLines    = 200
	listedMonths = 6
)

// ListOf lists them, who reached six months first on top. Villages limits it; nil: all.
func ListOf(q journal.Query, villages []string) (out Lines, err error) {
	out.Lines = []Line{}
	day, err := today(q)
	if err != nil {
		return out, err
	}
	babies, err := sixMonthsOld(q, day, villages)
	for _, p := range babies {
		r, err := Of(q, p.ID)
		if err != nil {
			return out, err
		}
		able := r.Standing.Verdict == health.Proven || r.Standing.Verdict == health.Missing
		if !able || r.Certificate.ID != "" || r.Standing.SixOn > day || len(out.Lines) == mostLines {
			continue
		}
		l, err := lineOf(q, r)
		if err != nil {
			return out, err
		}
		out.Lines = append(out.Lines, l)
	}
	return out, err
}

// sixMonthsOld lists the babies born about six to twelve months ago.
func sixMonthsOld(q journal.Query, day string, villages []string) ([]registry.Person, error) {
	on, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil, err
	}
	args := store.Args(q.Facility, registry.Active, on.AddDate(0, -health.Graduating-listedMonths, 0).Format(time.DateOnly), on.AddDate(0, -health.Graduating, 1).Format(time.DateOnly))
	where := "facility_id = $1 AND state = $2 AND merged_into = '' AND born <> '' AND born >= $3 AND born <= $4"
	if villages != nil {
		marks := []string{"''"}
		for _, v := range villages {
			args = append(args, v)
			marks = append(marks, "$"+strconv.Itoa(len(args)))
		}
		where += " AND village <> '' AND village IN (" + strings.Join(marks, ", ") + ")"
	}
	return registry.People.Where(q.Tx, where+" ORDER BY born, id LIMIT "+strconv.Itoa(2*mostLines), args...)
}

func lineOf(q journal.Query, r Reading) (Line, error) {
	l := Line{Baby: r.Baby.ID, Mother: r.Baby.Mother, Village: r.Baby.Village, Born: r.Baby.Born, SixOn: r.Standing.SixOn, Verdict: r.Standing.Verdict,
		Graduated: r.Graduated, Missing: r.Standing.Missing, Months: []string{}}
	for _, m := range r.Standing.Months {
		l.Months = append(l.Months, m.State)
	}
	if r.Decided.ID != "" && l.Verdict == health.Missing {
		l.Decided = map[bool]string{true: "counts", false: "counts_not"}[r.Decided.Counts]
	}
	_, baby, _, err := registry.OpenCanonical(q, l.Baby)
	if err != nil {
		return l, err
	}
	_, mother, _, err := registry.OpenCanonical(q, l.Mother)
	l.BabyName, l.MotherName = baby.Name, mother.Name
	if l.MotherName == "" {
		l.MotherName = baby.MotherName
	}
	return l, err
}
