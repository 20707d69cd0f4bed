package screening

import (
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/instant"
)

// spoken is a row that has something to say.
type spoken struct {
	row, result string
	until       instant.Instant
	limits      []string
}

// asked are the answers of one moment, and how many whole months the child counts.
type asked struct {
	Answers
	set    Settings
	now    instant.Instant
	door   bool
	months int
}

// illness are the rows of a child that is not well: no massage, a midwife looks.
func (c asked) illness() (out []spoken) {
	if c.Fever == Yes {
		out = append(out, spoken{row: "M01", result: c.fever()})
	}
	for _, r := range []struct {
		row    string
		answer Tri
		solved bool // by a doctor's letter
	}{
		{"M02", c.Ill, false}, {"M04", c.Skin, false}, {"M05", c.Stools, false}, {"M06", c.Jaundice, false},
		{"M07", c.Operated, c.Letter}, {"M08", c.Heart, c.Letter},
	} {
		if r.answer == Yes && !r.solved {
			out = append(out, spoken{row: r.row, result: Refer})
		}
	}
	if c.Reason == Illness || c.Reason == Fall {
		out = append(out, spoken{row: "M14", result: Refer})
	}
	return out
}

// fever in the first months is a danger sign, also where nobody knows the age.
func (c asked) fever() string {
	if c.months == age.Unknown || c.months < c.set.FeverDangerMonths {
		return Danger
	}
	return Refer
}

// before are the rows of what came before this day: birth, cord, immunisation.
func (c asked) before() (out []spoken) {
	if c.CordOn == Yes {
		out = append(out, spoken{row: "M09", result: Limit, limits: []string{NoBelly, StrokingOnly}})
	}
	if c.Preterm == Yes && !c.Midwife {
		out = append(out, spoken{row: "M11", result: Refer})
	}
	rest := time.Duration(c.set.ImmunisedHours) * time.Hour
	switch {
	case rest <= 0: // this health centre knows no rest
	case !c.Immunised.IsZero() && c.now.Before(c.Immunised.Add(rest)):
		out = append(out, spoken{row: "M03", result: Move, until: c.Immunised.Add(rest)})
	case c.Immunised.IsZero() && c.Vaccinated == Yes: // nobody said when: as if it were now
		out = append(out, spoken{row: "M03", result: Move, until: c.now.Add(rest)})
	}
	return out
}

// today are the rows of the hour itself.
func (c asked) today() (out []spoken) {
	if c.door && c.FedRecently == Yes {
		out = append(out, spoken{row: "M12", result: Wait, until: c.now.Add(time.Duration(c.set.FeedWaitMinutes) * time.Minute)})
	}
	if c.Upset == Yes {
		out = append(out, spoken{row: "M13", result: Stop})
	}
	if !c.Parent {
		out = append(out, spoken{row: "M15", result: Stop})
	}
	return out
}

// years is what the age says: too old, or a band with limits.
func (c asked) years() []spoken {
	if c.months == age.Unknown {
		return nil // asked again: it is missing
	}
	b, ok := c.set.Band(c.months)
	switch {
	case !ok:
		return []spoken{{row: AgeRow, result: Stop}}
	case len(b.Limits) == 0:
		return nil
	case b.Pressure == Stroking:
		return []spoken{{row: "M10", result: Limit, limits: b.Limits}}
	}
	return []spoken{{row: AgeRow, result: Limit, limits: b.Limits}}
}

// missing are the questions of this moment that have no answer. Whether the cord has
// fallen is asked while it may not have; feeding and distress only at the door.
func (c asked) missing() (out []string) {
	for _, q := range []struct {
		name   string
		answer Tri
		asked  bool
	}{
		{"fever", c.Fever, true}, {"ill", c.Ill, true},
		{"vaccinated", c.Vaccinated, c.Immunised.IsZero()},
		{"skin", c.Skin, true}, {"stools", c.Stools, true}, {"jaundice", c.Jaundice, true},
		{"operated", c.Operated, true}, {"heart", c.Heart, true},
		{"cord_on", c.CordOn, c.months < c.set.CordMonths}, {"preterm", c.Preterm, true},
		{"fed_recently", c.FedRecently, c.door}, {"upset", c.Upset, c.door},
	} {
		if q.asked && q.answer != Yes && q.answer != No {
			out = append(out, q.name)
		}
	}
	if c.Reason != Stimulation && c.Reason != Illness && c.Reason != Fall {
		out = append(out, "reason")
	}
	if c.months == age.Unknown {
		out = append(out, "born")
	}
	return out
}
