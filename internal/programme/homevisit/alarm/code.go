package alarm

import (
	"regexp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Meanings are what a pattern can mean; a village chooses. There is no code of strokes
// for an illness anywhere: old_needs_help is what a village agrees on for itself.
var Meanings = []string{"old_needs_help", "danger", "death", "thief", "fire", "disaster", "livestock", "accident", "safe", "other"}

// SetCode says what a pattern of strokes means in a village: verb alarm.set_code.
type SetCode struct {
	Code    ident.ID `json:"code"`
	Village string   `json:"village" max:"20"`
	// Pattern is strokes with pauses (1-7-1), or titir: fast without a pause.
	Pattern string `json:"pattern" max:"20"`
	Meaning string `json:"meaning" max:"20"`
	// Words are the village's own for it.
	Words string `json:"words,omitempty" max:"120"`
}

// DropCode says that it means nothing there any more: verb alarm.drop_code.
type DropCode struct {
	Code ident.ID `json:"code"`
}

// Subject is the code.
func (b SetCode) Subject() ident.ID { return b.Code }

// Subject is the code.
func (b DropCode) Subject() ident.ID { return b.Code }

// patternForm is one to six groups of one to twelve strokes, or titir.
var patternForm = regexp.MustCompile(`^(titir|([1-9]|1[0-2])(-([1-9]|1[0-2])){0,5})$`)

// Check wants a village, a pattern that can be struck and a meaning.
func (b SetCode) Check() *fault.Error {
	switch {
	case b.Code == "":
		return fault.BadField("body.required", "code")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	case !patternForm.MatchString(b.Pattern):
		return fault.BadField("alarm.bad_pattern", "pattern")
	case !slices.Contains(Meanings, b.Meaning):
		return fault.BadField("body.unknown_word", "meaning")
	}
	return nil
}

// Check wants a code.
func (b DropCode) Check() *fault.Error {
	if b.Code == "" {
		return fault.BadField("body.required", "code")
	}
	return nil
}

// coding is a code with those of its village.
type coding struct {
	Code
	found, ours bool
	village     string
	others      []Code
}

// Audiences are the desk and who serves the village.
func (c coding) Audiences() []string {
	keys := []string{"f", "v:" + c.village}
	if c.found && c.Village != c.village {
		return keys[:1] // of another village: the desk moves it
	}
	return keys
}

func loadCode(q journal.Query) (c coding, err error) {
	if c.Code, c.found, err = Codes.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return c, err
	}
	b, sets := q.Body.(SetCode)
	switch {
	case sets:
		c.village = b.Village
	case !c.found:
		return c, fault.Absent()
	default:
		c.village = c.Village
		return c, nil
	}
	if _, c.ours, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return c, err
	}
	c.others, err = Codes.Where(q.Tx, "facility_id = $1 AND village = $2 AND id <> $3 AND dropped = FALSE", q.Facility, b.Village, b.Code)
	return c, err
}

// set: one pattern has one meaning in a village, or whoever hears it guesses.
func (c coding) set(s journal.Said[SetCode]) journal.Answer {
	b := s.Body
	switch {
	case !c.ours:
		return journal.Refuse("alarm.no_village").On("village")
	case slices.ContainsFunc(c.others, func(o Code) bool { return o.Pattern == b.Pattern }):
		return journal.Refuse("alarm.pattern_taken").On("pattern")
	}
	e := CodeSet{Code: b.Code, Village: b.Village, Pattern: b.Pattern, Meaning: b.Meaning, By: s.By.Worker}
	if b.Words != "" {
		e.Words = s.Seal("alarm_words", b.Code, c.Words.Version+1, words{b.Words})
	}
	return journal.Accept(e)
}

// words are the village's own for a pattern.
type words struct {
	Text string `json:"text"`
}

func (c coding) drop(journal.Said[DropCode]) journal.Answer {
	if c.Dropped {
		return journal.Refuse("alarm.dropped_already")
	}
	return journal.Accept(CodeDropped{c.ID})
}
