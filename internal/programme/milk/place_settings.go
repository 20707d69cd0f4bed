package milk

import (
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
)

// PlaceSettings are the rules of a mother's place; the head may change them.
type PlaceSettings struct {
	// Months is the age at which a place ends by itself (programme: six, as WHO and the
	// ministry count exclusive breastfeeding).
	Months int64 `json:"months"`
	// NoticeDays is how many days lie between the head's notice and the end (programme: 7).
	NoticeDays int64 `json:"notice_days"`
	// PauseWeeks is how long a pause may keep a place from those who wait: six weeks
	// hold a long school holiday with the leave beside it. Ours, not a published figure.
	PauseWeeks int64 `json:"pause_weeks"`
	// HelpDays is within how many days a midwife is to look at a mother who stops.
	HelpDays int64 `json:"help_days"`
}

// PlacePolicy is the section of places in the facility's policy.
var PlacePolicy = policy.Define("milk_place", PlaceSettings{Months: 6, NoticeDays: 7, PauseWeeks: 6, HelpDays: 2})

// Check wants times that people can live with.
func (s PlaceSettings) Check() *fault.Error {
	for _, x := range []struct {
		field string
		ok    bool
	}{{"months", s.Months >= 1 && s.Months <= 24}, {"notice_days", s.NoticeDays >= 7 && s.NoticeDays <= 60},
		{"pause_weeks", s.PauseWeeks >= 1 && s.PauseWeeks <= 26}, {"help_days", s.HelpDays >= 1 && s.HelpDays <= 30}} {
		if !x.ok {
			return fault.BadField("policy.bad_document", x.field)
		}
	}
	return nil
}

// calendar is the health centre's wall calendar.
type calendar struct {
	zone  *time.Location
	today string
}

func calendarOf(q journal.Query) (calendar, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil && fault.Of(err).Kind != fault.NotFound {
		return calendar{}, err
	}
	return calendar{f.Location(), q.Now.Day(f.Location())}, nil
}

// plus is the civil day some days after another.
func plus(day string, days int64) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, int(days)).Format(time.DateOnly)
}

// begin is the instant at which a civil day begins.
func (c calendar) begin(day string) instant.Instant {
	t, err := time.ParseInLocation(time.DateOnly, day, c.zone)
	if err != nil {
		return 0
	}
	return instant.Of(t)
}

// termOf is the civil day on which a baby is so many months old; empty when its birth
// is not known.
func termOf(born string, months int64) string {
	t, err := time.Parse(time.DateOnly, born)
	if err != nil {
		return ""
	}
	for day := t.AddDate(0, int(months), -3); ; day = day.AddDate(0, 0, 1) {
		if on := day.Format(time.DateOnly); int64(age.Months(born, on)) >= months {
			return on
		}
	}
}
