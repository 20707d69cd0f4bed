package health

import (
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Feed tells what a baby is fed: verb health.feeding. The same again for a month
// corrects what was said before.
type Feed struct {
	Feeding ident.ID `json:"feeding"`
	Baby    ident.ID `json:"baby"`
	// Month of life, 0 to 6, when it is about an earlier one than that of On.
	Month *int64 `json:"month,omitempty"`
	// Answer is exclusive, not_exclusive or unknown. Where LastDay or SinceLast is told it
	// follows from them and may be left out.
	Answer  string `json:"answer,omitempty" max:"20"`
	Medical bool   `json:"medical,omitempty"`
	Source  string `json:"source"`
	// On is the civil day of the answer (YYYY-MM-DD).
	On string `json:"on"`
	// LastDay is what the baby had in the last 24 hours, SinceLast whether it had anything
	// else since it was asked last, both in the words of Answer: the month is exclusive
	// only if both are.
	LastDay   string `json:"last_day,omitempty" max:"20"`
	SinceLast string `json:"since_last,omitempty" max:"20"`
	// Given are codes of what it had beside breast milk (GivenFoods), GivenSince the civil
	// day it began, GivenBy who gave it (Givers), Reasons why (Reasons).
	Given      []string `json:"given,omitempty" max:"20"`
	GivenSince string   `json:"given_since,omitempty" max:"10"`
	GivenBy    string   `json:"given_by,omitempty" max:"20"`
	Reasons    []string `json:"reasons,omitempty" max:"20"`
}

// Subject names the baby.
func (b Feed) Subject() ident.ID { return b.Baby }

// Check wants an answer, where it is from and its day.
func (b Feed) Check() *fault.Error {
	switch {
	case b.Feeding == "":
		return fault.BadField("body.required", "feeding")
	case b.Baby == "":
		return fault.BadField("body.required", "baby")
	case !slices.Contains([]string{Seen, Told, Phone}, b.Source):
		return fault.BadField("body.unknown_word", "source")
	case b.Month != nil && (*b.Month < 0 || *b.Month > LastMonth):
		return fault.BadField("health.no_such_month", "month")
	}
	if _, err := time.Parse(time.DateOnly, b.On); err != nil {
		return fault.BadField("body.bad_date", "on")
	}
	return b.checkAnswer()
}

// FeedingSaid is the event of an answer. Replaces is the line that counted before,
// ReplacedBy the one that goes on counting: this one was of an earlier day.
type FeedingSaid struct {
	Feeding    ident.ID `json:"feeding"`
	Baby       ident.ID `json:"baby"`
	Village    string   `json:"village,omitempty"`
	Month      int64    `json:"month"`
	Answer     string   `json:"answer"`
	Medical    bool     `json:"medical,omitempty"`
	Source     string   `json:"source"`
	On         string   `json:"on"`
	By         ident.ID `json:"by"`
	Replaces   ident.ID `json:"replaces,omitempty"`
	ReplacedBy ident.ID `json:"replaced_by,omitempty"`
	LastDay    string   `json:"last_day,omitempty"`
	SinceLast  string   `json:"since_last,omitempty"`
	Given      []string `json:"given,omitempty"`
	GivenSince string   `json:"given_since,omitempty"`
	GivenBy    string   `json:"given_by,omitempty"`
	Reasons    []string `json:"reasons,omitempty"`
}

// Counts reports whether the answer is the one that counts from here on.
func (e FeedingSaid) Counts() bool { return e.ReplacedBy == "" }

// FeedingMoved is the event of a baby's lines following it to another village.
type FeedingMoved struct {
	Baby    ident.ID `json:"baby"`
	Village string   `json:"village"`
}

// asked is a baby with what was said of it, when an answer comes.
type asked struct {
	registry.Person
	months []Feeding
	today  string
	known  bool // a line of this id is there already
}

// Audiences are who serves the baby's village, and the desk.
func (a asked) Audiences() []string { return Feeding{Village: a.Village}.Audiences() }

func load(q journal.Query) (asked, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return asked{}, err
	}
	a := asked{Person: p}
	if a.months, err = MonthsOf(q, p.ID); err != nil {
		return a, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return a, err
	}
	a.today = q.Now.Day(f.Location())
	_, a.known, err = Feedings.Get(q.Tx, q.Facility, q.Body.(Feed).Feeding)
	return a, err
}

// Say keeps the answer. A later day wins over an earlier one, whichever phone was
// heard first; on the same day the one recorded last.
func (a asked) say(s journal.Said[Feed]) journal.Answer {
	b := s.Body
	old := age.Months(a.Born, b.On)
	month := int64(old)
	if b.Month != nil {
		month = *b.Month
	}
	switch {
	case a.known:
		return journal.Refuse("health.said_already")
	case a.State != registry.Active && (a.StateOn == "" || b.On > a.StateOn):
		return journal.Refuse("health.not_here_any_more")
	case b.On > a.today:
		return journal.Refuse("body.bad_date").On("on")
	case old == age.Unknown:
		return journal.Refuse("health.no_birth_day").On("on")
	case month > LastMonth || month > int64(old):
		return journal.Refuse("health.no_such_month").On("month")
	case b.GivenSince != "" && b.GivenSince < a.Born:
		return journal.Refuse("body.bad_date").On("given_since")
	case b.Medical && !s.By.Is(access.Midwife) && !s.By.Is(access.Doctor):
		return journal.Refuse("health.medical_by_health_worker").On("medical")
	}
	e := FeedingSaid{Feeding: b.Feeding, Baby: a.ID, Village: a.Village, Month: month, Answer: b.judged(), Medical: b.Medical, Source: b.Source, On: b.On, By: s.By.Worker,
		LastDay: b.LastDay, SinceLast: b.SinceLast, Given: ofList(b.Given, GivenFoods), GivenSince: b.GivenSince, GivenBy: b.GivenBy, Reasons: ofList(b.Reasons, Reasons)}
	for _, have := range a.months {
		if have.Month != month {
			continue
		}
		if have.On > b.On {
			e.ReplacedBy = have.ID
		} else {
			e.Replaces = have.ID
		}
	}
	return journal.Accept(e).Giving(map[string]int64{"month": month})
}

func applySaid(tx *store.Tx, m journal.Meta, e FeedingSaid) error {
	f := Feeding{Facility: m.Facility, ID: e.Feeding, Baby: e.Baby, Village: e.Village, Month: e.Month, Answer: e.Answer,
		Medical: e.Medical, Source: e.Source, On: e.On, By: e.By, RecordedAt: m.RecordedAt, ReplacedBy: e.ReplacedBy,
		LastDay: e.LastDay, SinceLast: e.SinceLast, Given: plain(e.Given), GivenSince: e.GivenSince, GivenBy: e.GivenBy, Reasons: plain(e.Reasons)}
	if err := Feedings.Put(tx, f); err != nil || e.Replaces == "" {
		return err
	}
	before, found, err := Feedings.Get(tx, m.Facility, e.Replaces)
	if err != nil || !found {
		return err
	}
	before.ReplacedBy = e.Feeding
	return Feedings.Put(tx, before)
}

func applyMoved(tx *store.Tx, m journal.Meta, e FeedingMoved) error {
	lines, err := Feedings.Where(tx, "facility_id = $1 AND baby = $2 ORDER BY id", m.Facility, e.Baby)
	for _, f := range lines {
		f.Village = e.Village
		if err := Feedings.Put(tx, f); err != nil {
			return err
		}
	}
	return err
}

// lifeChanged lets somebody's lines and records follow them: the phones of the village
// they left forget them, as they forget the person.
func lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	village := p.Village
	if p.State != registry.Active {
		village = "" // the desk keeps the record
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, id := range append(records, p.ID) {
		_, any, err := Feedings.First(q.Tx, "facility_id = $1 AND baby = $2 AND village <> $3", q.Facility, id, village)
		if err != nil {
			return nil, err
		}
		if any {
			out = append(out, FeedingMoved{id, village})
		}
		if _, any, err = Records.First(q.Tx, "facility_id = $1 AND person = $2 AND village <> $3", q.Facility, id, village); err != nil {
			return nil, err
		}
		if any {
			out = append(out, RecordsMoved{id, village})
		}
	}
	return out, nil
}
