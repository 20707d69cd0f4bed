package experience

import (
	"slices"
	"strings"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// Tell is what a mother comes with: verb problem.tell, by herself or by the cadre.
type Tell struct {
	Problem ident.ID `json:"problem"`
	Mother  ident.ID `json:"mother"`
	Baby    ident.ID `json:"baby,omitempty"`
	// Code is a word of Problems.
	Code string `json:"code" max:"20"`
	// Signs are danger signs of the triage table that were answered with yes.
	Signs []string `json:"signs,omitempty" max:"20"`
	Words string   `json:"words,omitempty" max:"600"`
}

// Advise tells what was advised: verb problem.answer.
type Advise struct {
	Problem ident.ID `json:"problem"`
	Words   string   `json:"words,omitempty" max:"600"`
	// Tried is the experience that was shown to her.
	Tried ident.ID `json:"tried,omitempty"`
}

// Look tells how it is now: verb problem.look.
type Look struct {
	Problem ident.ID `json:"problem"`
	// Better is yes, no, or gave_up: she wants no more help with it.
	Better string `json:"better" max:"10"`
	// HelpedBy is the experience that did it, when one did.
	HelpedBy ident.ID `json:"helped_by,omitempty"`
}

// Pass gives a problem to the midwife: verb problem.pass, by a person who cannot help, or
// by the machine when nobody has answered in time.
type Pass struct {
	Problem ident.ID `json:"problem"`
	// Hours: by the machine, for the hours have gone by.
	Hours bool `json:"hours,omitempty"`
}

// Subject is the mother: who may tell it of whom is a matter of her village.
func (b Tell) Subject() ident.ID { return b.Mother }

// Subject is the problem.
func (b Advise) Subject() ident.ID { return b.Problem }

// Subject is the problem.
func (b Look) Subject() ident.ID { return b.Problem }

// Subject is the problem.
func (b Pass) Subject() ident.ID { return b.Problem }

// Check wants a mother and a problem.
func (b Tell) Check() *fault.Error {
	switch {
	case b.Problem == "":
		return fault.BadField("body.required", "problem")
	case b.Mother == "":
		return fault.BadField("body.required", "mother")
	case !isProblem(b.Code):
		return fault.BadField("body.unknown_word", "code")
	}
	if _, _, ok := signsOf(b.Signs); !ok || len(b.Signs) > 20 {
		return fault.BadField("body.unknown_word", "signs")
	}
	return nil
}

// Check wants words or an experience.
func (b Advise) Check() *fault.Error {
	switch {
	case b.Problem == "":
		return fault.BadField("body.required", "problem")
	case strings.TrimSpace(b.Words) == "" && b.Tried == "":
		return fault.BadField("body.required", "words")
	}
	return nil
}

// Check wants how it is.
func (b Look) Check() *fault.Error {
	switch {
	case b.Problem == "":
		return fault.BadField("body.required", "problem")
	case !slices.Contains([]string{"yes", "no", "gave_up"}, b.Better):
		return fault.BadField("body.unknown_word", "better")
	}
	return nil
}

// Check wants a problem.
func (b Pass) Check() *fault.Error {
	if b.Problem == "" {
		return fault.BadField("body.required", "problem")
	}
	return nil
}

// advice is the sealed form of what was told or advised.
type advice struct {
	Text string `json:"text"`
}

// telling is a mother before a problem of hers is kept.
type telling struct {
	registry.Person
	set         Settings
	zone        *time.Location
	known       bool // a problem of this id is there
	hers        bool // the baby is hers
	month       int64
	member      ident.ID
	forMother   need.Raising
	forBaby     need.Raising
	mine, signs []string // danger signs of the mother and of the baby
}

// Audiences are the desk, her village and herself.
func (t telling) Audiences() []string {
	return []string{"f", "v:" + t.Village, "o:" + string(t.ID)}
}

func loadTelling(q journal.Query) (t telling, err error) {
	b := q.Body.(Tell)
	found := false
	if t.Person, found, err = registry.Canonical(q.Tx, q.Facility, b.Mother); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return t, err
	}
	if _, t.known, err = MemberProblems.Get(q.Tx, q.Facility, b.Problem); err != nil {
		return t, err
	}
	if t.set, _, err = Policy.Get(q); err != nil {
		return t, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return t, err
	}
	t.zone, t.month, t.hers = f.Location(), -1, b.Baby == ""
	if err := t.readBaby(q, b.Baby); err != nil {
		return t, err
	}
	member, in, err := supportgroup.Members.First(q.Tx, "facility_id = $1 AND mother = $2 AND state = $3", q.Facility, t.ID, supportgroup.Joined)
	if in {
		t.member = member.ID
	}
	if err != nil || len(b.Signs) == 0 {
		return t, err
	}
	t.mine, t.signs, _ = signsOf(b.Signs)
	if t.forMother, err = need.ReadRaising(q, t.ID, ""); err != nil || b.Baby == "" {
		return t, err
	}
	t.forBaby, err = need.ReadRaising(q, b.Baby, "")
	return t, err
}

func (t *telling) readBaby(q journal.Query, baby ident.ID) error {
	if baby == "" {
		return nil
	}
	c, found, err := registry.Canonical(q.Tx, q.Facility, baby)
	if err != nil || !found {
		return err
	}
	mother, _, err := registry.Canonical(q.Tx, q.Facility, c.Mother)
	t.hers = mother.ID == t.ID || c.Guardian == t.ID
	if months := age.Months(c.Born, q.Now.Day(t.zone)); months != age.Unknown {
		t.month = int64(months)
	}
	return err
}

// later is a civil day so many days after an instant.
func later(at instant.Instant, days int64, zone *time.Location) string {
	return at.Add(time.Duration(days) * 24 * time.Hour).Day(zone)
}

// TellResult is what who told it learns: what a danger sign became.
type TellResult struct {
	Request   ident.ID `json:"request,omitempty"`
	Colour    string   `json:"colour,omitempty"`
	Emergency string   `json:"emergency,omitempty"`
}

func (t telling) tell(s journal.Said[Tell]) journal.Answer {
	b := s.Body
	switch {
	case t.known:
		return journal.Refuse("experience.told_already")
	case t.State != registry.Active:
		return journal.Refuse("health.not_here_any_more").On("mother")
	case !t.hers:
		return journal.Refuse("experience.not_her_baby").On("baby")
	}
	e := ToldEvent{Problem: b.Problem, Mother: t.ID, Baby: b.Baby, Member: t.member, Village: t.Village, Code: b.Code, Month: t.month, Signs: b.Signs,
		At: s.Now, By: s.By.Worker, DueOn: later(s.Now, t.set.AnswerDays, t.zone), PassAt: s.Now.Add(time.Duration(t.set.PassHours) * time.Hour)}
	if words := strings.TrimSpace(b.Words); words != "" {
		e.Words = s.Seal("member_problem", b.Problem, 1, advice{words})
	}
	// Signs of a baby that nobody named are heard too: they are raised for the mother.
	raised := need.Raise(t.forBaby, s, 1, need.VisitRequest, t.signs, "")
	hers := t.mine
	if raised.Request == "" {
		hers = append(slices.Clone(t.mine), t.signs...)
	}
	also := need.Raise(t.forMother, s, 3, need.VisitRequest, hers, "")
	for _, r := range []need.Raised{raised, also} {
		if r.Request != "" && e.Request == "" {
			e.Passed, e.Request = true, r.Request
		}
	}
	out := TellResult{Request: e.Request, Colour: or(raised.Colour, also.Colour), Emergency: or(raised.Emergency, also.Emergency)}
	if e.Passed {
		e.DueOn = s.Now.Day(t.zone)
	}
	return journal.Accept(e).With(append(raised.Events, also.Events...)...).Giving(out)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// going is a problem with what is decided of it.
type going struct {
	Problem
	set  Settings
	zone *time.Location
	// experience: the one that is named is in.
	experience bool
}

func loadGoing(q journal.Query) (g going, err error) {
	found := false
	if g.Problem, found, err = MemberProblems.Get(q.Tx, q.Facility, q.Subject); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return g, err
	}
	if g.set, _, err = Policy.Get(q); err != nil {
		return g, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return g, err
	}
	g.zone = f.Location()
	var named ident.ID
	switch b := q.Body.(type) {
	case Advise:
		named = b.Tried
	case Look:
		named = b.HelpedBy
	}
	x, there, err := Experiences.Get(q.Tx, q.Facility, named)
	g.experience = named == "" || there && x.State == Approved
	return g, err
}

func (g going) answer(s journal.Said[Advise]) journal.Answer {
	switch {
	case !g.Going():
		return journal.Refuse("experience.ended")
	case !g.experience:
		return journal.Refuse("experience.not_in").On("tried")
	}
	e := AnsweredEvent{Problem: g.ID, Tried: s.Body.Tried, By: s.By.Worker, DueOn: later(s.Now, g.set.LookDays, g.zone)}
	if words := strings.TrimSpace(s.Body.Words); words != "" {
		e.Advice = s.Seal("problem_advice", g.ID, g.Advice.Version+1, advice{words})
	}
	return journal.Accept(e)
}

func (g going) look(s journal.Said[Look]) journal.Answer {
	switch {
	case !g.Going():
		return journal.Refuse("experience.ended")
	case !g.experience:
		return journal.Refuse("experience.not_in").On("helped_by")
	}
	switch s.Body.Better {
	case "yes":
		return journal.Accept(EndedEvent{g.ID, Solved, s.Body.HelpedBy, s.By.Worker})
	case "gave_up":
		return journal.Accept(EndedEvent{Problem: g.ID, State: Unsolved, By: s.By.Worker})
	}
	return journal.Accept(PassedEvent{g.ID, NotBetter, s.Now.Day(g.zone)})
}

// pass gives it to the midwife. The machine's is decided by what is so at that hour: who
// was answered keeps who answered.
func (g going) pass(s journal.Said[Pass]) journal.Answer {
	switch {
	case !g.Going(), g.PassedAt != 0:
		return journal.Refuse("experience.ended")
	case s.Body.Hours && g.State != Open:
		return journal.Refuse("experience.answered")
	}
	why := NotBetter
	if s.Body.Hours {
		why = ByHours
	}
	return journal.Accept(PassedEvent{g.ID, why, s.Now.Day(g.zone)})
}
