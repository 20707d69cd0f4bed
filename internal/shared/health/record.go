package health

import (
	"regexp"
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// Write tells what was found and done with one person at one visit: verb
// health.record.
type Write struct {
	Record ident.ID `json:"record"`
	Person ident.ID `json:"person"`
	Kind   string   `json:"kind" max:"20"`
	// On is the civil day of the visit (YYYY-MM-DD).
	On    string `json:"on" max:"10"`
	Place string `json:"place" max:"10"`
	// Visit is the request in whose journey it was, Round the visit of a round.
	Visit     ident.ID       `json:"visit,omitempty"`
	Round     ident.ID       `json:"round,omitempty"`
	Vitals    *Vitals        `json:"vitals,omitempty"`
	Antenatal *AntenatalPart `json:"antenatal,omitempty"`
	Postnatal *FixedVisit    `json:"postnatal,omitempty"`
	Newborn   *FixedVisit    `json:"newborn,omitempty"`
	Elder     *ElderPart     `json:"elder,omitempty"`
	Complaint string         `json:"complaint,omitempty" max:"1000"`
	Finding   string         `json:"finding,omitempty" max:"2000"`
	Advice    string         `json:"advice,omitempty" max:"1000"`
	Given     []Gift         `json:"given,omitempty"`
	// Dangers are codes of the danger signs that were seen, NewCases of what was newly
	// found, Served of minimum-service groups in which the person was served besides
	// those that follow from the kind and the age.
	Dangers  []string `json:"dangers,omitempty" max:"4"`
	NewCases []string `json:"new_cases,omitempty" max:"40"`
	Served   []string `json:"served,omitempty" max:"40"`
	// Raise is the kind of request that danger signs open: visit_request, also where
	// nothing is said, or transport_request.
	Raise string `json:"raise,omitempty" max:"40"`
	// NextOn is the civil day of the next visit.
	NextOn string `json:"next_on,omitempty" max:"10"`
	// Sure: the unusual figure was measured twice.
	Sure bool `json:"sure,omitempty"`
}

// Correct is the same said anew: verb health.correct. The version before stays.
type Correct struct {
	Record    ident.ID       `json:"record"`
	Corrects  ident.ID       `json:"corrects"`
	Reason    string         `json:"reason" max:"500"`
	Person    ident.ID       `json:"person"`
	Kind      string         `json:"kind" max:"20"`
	On        string         `json:"on" max:"10"`
	Place     string         `json:"place" max:"10"`
	Visit     ident.ID       `json:"visit,omitempty"`
	Round     ident.ID       `json:"round,omitempty"`
	Vitals    *Vitals        `json:"vitals,omitempty"`
	Antenatal *AntenatalPart `json:"antenatal,omitempty"`
	Postnatal *FixedVisit    `json:"postnatal,omitempty"`
	Newborn   *FixedVisit    `json:"newborn,omitempty"`
	Elder     *ElderPart     `json:"elder,omitempty"`
	Complaint string         `json:"complaint,omitempty" max:"1000"`
	Finding   string         `json:"finding,omitempty" max:"2000"`
	Advice    string         `json:"advice,omitempty" max:"1000"`
	Given     []Gift         `json:"given,omitempty"`
	Dangers   []string       `json:"dangers,omitempty" max:"4"`
	NewCases  []string       `json:"new_cases,omitempty" max:"40"`
	Served    []string       `json:"served,omitempty" max:"40"`
	Raise     string         `json:"raise,omitempty" max:"40"`
	NextOn    string         `json:"next_on,omitempty" max:"10"`
	Sure      bool           `json:"sure,omitempty"`
}

// MarkCopied says that a record was printed and copied into the record system in use:
// verb health.mark_copied.
type MarkCopied struct {
	Record ident.ID `json:"record"`
}

// Subject is whom it is about.
func (b Write) Subject() ident.ID { return b.Person }

// Subject is whom it is about.
func (b Correct) Subject() ident.ID { return b.Person }

// Subject is the record.
func (b MarkCopied) Subject() ident.ID { return b.Record }

// asWrite gives what is said anew as what is said.
func (b Correct) asWrite() Write {
	return Write{b.Record, b.Person, b.Kind, b.On, b.Place, b.Visit, b.Round, b.Vitals, b.Antenatal, b.Postnatal, b.Newborn, b.Elder, b.Complaint,
		b.Finding, b.Advice, b.Given, b.Dangers, b.NewCases, b.Served, b.Raise, b.NextOn, b.Sure}
}

var (
	signForm = regexp.MustCompile(`^[A-Z][0-9]{2}$`)
	codeForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_.-]{0,39}$`)
	fixed    = map[string]*regexp.Regexp{Antenatal: regexp.MustCompile(`^(|K[1-6])$`), Postnatal: regexp.MustCompile(`^(|KF[1-4])$`),
		Newborn: regexp.MustCompile(`^(|KN[1-3])$`)}
	places    = []string{Home, Centre, Post}
	raises    = []string{"", "visit_request", "transport_request"}
	proteins  = []string{"", "negative", "trace", "plus1", "plus2", "plus3", "plus4"}
	positions = []string{"", "head", "breech", "transverse", "unknown"}
	memories  = []string{"", "clear", "forgets", "lost"}
	walking   = []string{"", "alone", "helped", "bed"}
)

// mostGiven is how many of a medicine's units somebody can be given at one visit.
const mostGiven = 1000

// Check wants a correction with its reason.
func (b Correct) Check() *fault.Error {
	switch {
	case b.Corrects == "":
		return fault.BadField("body.required", "corrects")
	case b.Reason == "":
		return fault.BadField("body.required", "reason")
	}
	return b.asWrite().Check()
}

// Check wants ids, days and known words, and the parts of the kind only.
func (b Write) Check() *fault.Error {
	switch {
	case b.Record == "":
		return fault.BadField("body.required", "record")
	case b.Person == "":
		return fault.BadField("body.required", "person")
	case !slices.Contains(Kinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case !slices.Contains(places, b.Place):
		return fault.BadField("body.unknown_word", "place")
	case !slices.Contains(raises, b.Raise):
		return fault.BadField("body.unknown_word", "raise")
	case !civilDay(b.On):
		return fault.BadField("body.bad_date", "on")
	case b.NextOn != "" && (!civilDay(b.NextOn) || b.NextOn < b.On):
		return fault.BadField("body.bad_date", "next_on")
	}
	if err := b.checkCodes(); err != nil {
		return err
	}
	return b.checkParts()
}

func civilDay(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil }

// checkCodes wants codes that can be; which of them there are the policy knows, and a
// phone that has an older one is still believed.
func (b Write) checkCodes() *fault.Error {
	for _, g := range b.Given {
		if !codeForm.MatchString(g.Code) || g.Quantity < 1 || g.Quantity > mostGiven {
			return fault.BadField("body.unknown_word", "given")
		}
	}
	bad := func(form *regexp.Regexp, codes []string) bool {
		return slices.ContainsFunc(codes, func(c string) bool { return !form.MatchString(c) })
	}
	switch {
	case bad(codeForm, b.NewCases):
		return fault.BadField("body.unknown_word", "new_cases")
	case bad(codeForm, b.Served):
		return fault.BadField("body.unknown_word", "served")
	case bad(signForm, b.Dangers):
		return fault.BadField("body.unknown_word", "dangers")
	}
	return nil
}

// checkParts wants the part of another kind to be absent, and known words in its own.
func (b Write) checkParts() *fault.Error {
	parts := map[string]bool{Antenatal: b.Antenatal != nil, Postnatal: b.Postnatal != nil, Newborn: b.Newborn != nil, Elder: b.Elder != nil}
	for _, kind := range Kinds {
		if parts[kind] && kind != b.Kind {
			return fault.BadField("health.part_of_other_kind", kind)
		}
	}
	if f := fixed[b.Kind]; f != nil && !f.MatchString(b.code()) {
		return fault.BadField("body.unknown_word", b.Kind+".code")
	}
	if a := b.Antenatal; a != nil {
		if !slices.Contains(proteins, a.UrineProtein) {
			return fault.BadField("body.unknown_word", "antenatal.urine_protein")
		}
		if !slices.Contains(positions, a.Position) {
			return fault.BadField("body.unknown_word", "antenatal.position")
		}
	}
	if e := b.Elder; e != nil {
		if !slices.Contains(memories, e.Memory) {
			return fault.BadField("body.unknown_word", "elder.memory")
		}
		if !slices.Contains(walking, e.Walks) {
			return fault.BadField("body.unknown_word", "elder.walks")
		}
	}
	return nil
}

// code is which of the fixed visits it was.
func (b Write) code() string {
	switch {
	case b.Antenatal != nil:
		return b.Antenatal.Code
	case b.Postnatal != nil:
		return b.Postnatal.Code
	case b.Newborn != nil:
		return b.Newborn.Code
	}
	return ""
}
